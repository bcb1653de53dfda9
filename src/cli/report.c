#include "cli/report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "text/error.h"

void report_print(struct buffer *out)
{
    fwrite(out->data, 1, out->size, stdout);
    buffer_free(out);
}

void report_line(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
}

int report_error(const struct arguments *arguments, const struct error *error)
{
    struct buffer line = {0}, json = {0};

    report_progress_end();
    error_line(error, &line);
    fflush(stdout);
    fwrite(line.data, 1, line.size, stderr);
    buffer_free(&line);
    if (arguments->json) {
        struct writer writer = {.out = &json, .indent = 2};

        error_json(error, &writer);
        buffer_byte(&json, '\n');
        report_print(&json);
    }
    return error_exit(error->code);
}

int report_refusal(const struct arguments *arguments, const char *headline,
                   const struct findings *findings, const struct text_names *names)
{
    struct buffer out = {0};

    report_progress_end();
    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_member_flag(&writer, "accepted", false);
        writer_key(&writer, "findings");
        findings_json(findings, &writer);
        report_json_end(&writer);
    } else {
        buffer_format(&out, "%s\n", headline);
        findings_lines(findings, names, &out);
        report_print(&out);
    }
    return COMMAND_REFUSED;
}

int report_failure(const struct arguments *arguments, const char *headline,
                   const struct findings *findings, const struct error *error)
{
    if (findings->count && error_exit(error->code) == COMMAND_REFUSED)
        return report_refusal(arguments, headline, findings, NULL);
    return report_error(arguments, error);
}

int report_result(const struct arguments *arguments, struct buffer *result, unsigned mode)
{
    const char *path = options_value(arguments, "-o");
    struct error error = {0};
    bool ok = true;

    if (!path || strcmp(path, "-") == 0)
        fwrite(result->data, 1, result->size, stdout);
    else
        ok = files_replace(path, buffer_slice(result), (mode_t)mode, &error);
    buffer_free(result);
    return ok ? COMMAND_DONE : report_error(arguments, &error);
}

struct writer report_json(struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};

    writer_open(&writer, '{');
    return writer;
}

void report_json_end(struct writer *writer)
{
    writer_close(writer, '}');
    buffer_byte(writer->out, '\n');
    report_print(writer->out);
}

static bool progress_shown;

void report_progress(const char *what, uint64_t done, uint64_t total)
{
    unsigned percent = total ? (unsigned)(100.0 * (double)done / (double)total) : 0;

    if (!isatty(STDERR_FILENO))
        return;
    progress_shown = true;
    if (total)
        fprintf(stderr, "\r\033[K%s %u %%", what, percent > 100 ? 100 : percent);
    else
        fprintf(stderr, "\r\033[K%s %" PRIu64, what, done);
    fflush(stderr);
}

void report_progress_end(void)
{
    if (progress_shown)
        fprintf(stderr, "\r\033[K");
    progress_shown = false;
}

int report_finish(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    fprintf(stderr, "proviso: system: standard output could not be written\n");
    return COMMAND_FAILED;
}
