/* bench-decide [--json FILE]: decisions a second, as bench_decide.h defines them. */
#include <stdio.h>
#include <string.h>

#include "bench_decide.h"

static int write_json(const char *path, const struct bench_decide *result)
{
    FILE *out = fopen(path, "w");

    if (!out)
        return 3;
    fprintf(out, "{\"nothing_fails\":%.0f,\"mixed\":%.0f,\"mixed_findings\":%.1f,"
                 "\"everything_fails\":%.0f}\n",
            result->kept, result->mixed, result->findings_mixed, result->failed);
    return fclose(out) == 0 ? 0 : 3;
}

int main(int argc, char **argv)
{
    struct bench_decide result = bench_decide(1);

    printf("decisions a second, meet of three, all findings, no text\n"
           "  nothing fails     %10.0f\n"
           "  %4.1f findings     %10.0f\n"
           "  everything fails  %10.0f\n",
           result.kept, result.findings_mixed, result.mixed, result.failed);
    if (argc == 3 && strcmp(argv[1], "--json") == 0)
        return write_json(argv[2], &result);
    return 0;
}
