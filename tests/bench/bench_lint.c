/* Megabytes of statute a second on one core: the whole way from bytes to findings. The text is the
 * development set (or FILE), repeated. With --json FILE the figures go there too. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/files.h"
#include "base/writer.h"
#include "lint_maker.h"

struct figures {
    double megabytes_a_second; /* sections as in the text */
    double one_line;           /* the same bytes in one line: one section */
    double lexicon_ms;         /* reading the lexicon, once a run */
    size_t findings;           /* of the first */
};

static double now(void)
{
    struct timespec time;

    /* the processor's time: other work on the machine does not count */
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool measure(struct slice text, double *rate, size_t *findings)
{
    double best = 0;

    for (int round = 0; round < 5; round++) {
        struct arena arena = {0};
        struct lint_document document;
        struct error error = {0};
        double start = now(), took;

        if (!maker_lint(text, &arena, &document, &error)) {
            fprintf(stderr, "bench-lint: %s\n", error.message);
            return false;
        }
        took = now() - start;
        if ((double)text.size / took / 1e6 > best)
            best = (double)text.size / took / 1e6;
        *findings = 0;
        for (size_t i = 0; i < document.count; i++)
            *findings += document.sections[i].finding_count;
        arena_free(&arena);
    }
    *rate = best;
    return true;
}

static bool run(struct slice once, struct figures *out)
{
    struct buffer text = {0};
    double start = now();
    size_t ignored;
    bool ok;

    ok = maker_lexicon() != NULL;
    out->lexicon_ms = (now() - start) * 1000;
    while (text.size < 10000000)
        buffer_append(&text, once);
    ok = ok && measure(buffer_slice(&text), &out->megabytes_a_second, &out->findings);
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] == '\n')
            text.data[i] = ' ';
    ok = ok && measure(buffer_slice(&text), &out->one_line, &ignored);
    buffer_free(&text);
    return ok;
}

static bool write_json(const char *path, const struct figures *figures)
{
    struct buffer out = {0};
    struct writer writer = {.out = &out, .indent = 2};
    struct error error = {0};
    bool ok;

    writer_open(&writer, '{');
    writer_member_integer(&writer, "bytes_a_second", (int64_t)(figures->megabytes_a_second * 1e6));
    writer_member_integer(&writer, "one_line_bytes_a_second", (int64_t)(figures->one_line * 1e6));
    writer_member_integer(&writer, "lexicon_microseconds", (int64_t)(figures->lexicon_ms * 1000));
    writer_close(&writer, '}');
    buffer_byte(&out, '\n');
    ok = files_replace(path, buffer_slice(&out), 0644, &error);
    if (!ok)
        fprintf(stderr, "bench-lint: %s\n", error.message);
    buffer_free(&out);
    return ok;
}

int main(int argc, char **argv)
{
    const char *json = argc > 2 && strcmp(argv[1], "--json") == 0 ? argv[2] : NULL;
    const char *path = argc > (json ? 3 : 1) ? argv[json ? 3 : 1] : "tests/law/lint/dev.txt";
    struct buffer once = {0};
    struct figures figures;
    struct error error = {0};
    bool ok = files_read(path, LINT_BYTES, &once, &error);

    if (!ok)
        fprintf(stderr, "bench-lint: %s\n", error.message);
    ok = ok && run(buffer_slice(&once), &figures);
    if (ok)
        printf("lint of a statute, bytes to findings, one core\n"
               "  in sections  %8.1f MB/s (%zu findings)\n"
               "  in one line  %8.1f MB/s\n"
               "  lexicon      %8.2f ms, once a run\n",
               figures.megabytes_a_second, figures.findings, figures.one_line, figures.lexicon_ms);
    ok = ok && (!json || write_json(json, &figures));
    buffer_free(&once);
    return ok ? 0 : 1;
}
