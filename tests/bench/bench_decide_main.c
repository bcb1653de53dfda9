#include <stdio.h>

#include "bench_decide.h"

int main(void)
{
    struct bench_decide result = bench_decide(1);

    printf("decisions a second, meet of three, all findings, no text\n"
           "  nothing fails     %10.0f\n"
           "  %4.1f findings     %10.0f\n"
           "  everything fails  %10.0f\n",
           result.kept, result.findings_mixed, result.mixed, result.failed);
    return 0;
}
