/* bench-store [--json FILE] [--folder DIR] [--seconds N] */
#include "bench_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"

static bool write_json(const struct bench_store *result, const char *path, struct error *error)
{
    struct buffer text = {0};
    bool ok;

    buffer_format(&text, "{\"payload\":%u,\"signatures\":%u,\"batches\":[", result->payload,
                  result->signatures);
    for (unsigned i = 0; i < BENCH_STORE_BATCHES; i++)
        buffer_format(&text,
                      "%s{\"batch\":%u,\"store\":%.0f,\"bare\":%.0f,\"ratio\":%.3f,"
                      "\"new_matters\":%.0f}",
                      i > 0 ? "," : "", result->batches[i].batch, result->batches[i].store,
                      result->batches[i].bare, result->batches[i].store / result->batches[i].bare,
                      result->batches[i].matters);
    buffer_text(&text, "]}\n");
    ok = files_replace(path, buffer_slice(&text), 0644, error);
    buffer_free(&text);
    return ok;
}

static void print_table(const struct bench_store *result)
{
    printf("statements a second into the store (%u bytes and %u of signatures, on disk)\n"
           "  a commit       store  bare SQLite  ratio   a tenth new matters\n",
           result->payload, result->signatures);
    for (unsigned i = 0; i < BENCH_STORE_BATCHES; i++)
        printf("  %8u  %10.0f  %11.0f  %5.2f  %20.0f\n", result->batches[i].batch,
               result->batches[i].store, result->batches[i].bare,
               result->batches[i].store / result->batches[i].bare, result->batches[i].matters);
}

int main(int count, char **arguments)
{
    const char *json = NULL, *folder = getenv("TMPDIR");
    struct bench_store result;
    struct error error = {0};
    double seconds = 2;

    for (int i = 1; i + 1 < count; i += 2) {
        if (strcmp(arguments[i], "--json") == 0)
            json = arguments[i + 1];
        else if (strcmp(arguments[i], "--folder") == 0)
            folder = arguments[i + 1];
        else if (strcmp(arguments[i], "--seconds") == 0)
            seconds = atof(arguments[i + 1]);
    }
    if (!bench_store(folder && *folder ? folder : "/tmp", seconds, &result, &error) ||
        (json && !write_json(&result, json, &error))) {
        fprintf(stderr, "%s: %s\n", error_name(error.code), error.message);
        return error_exit(error.code);
    }
    print_table(&result);
    return 0;
}
