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
    if (out->size)
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
    if (!findings_permit(findings) && error_exit(error->code) == COMMAND_REFUSED)
        return report_refusal(arguments, headline, findings, NULL);
    return report_error(arguments, error);
}

static int report_written(const struct arguments *arguments, const char *path,
                          struct buffer *result, unsigned mode)
{
    struct buffer out = {0};
    struct error error = {0};
    size_t size = result->size;
    bool ok = files_replace(path, buffer_slice(result), (mode_t)mode, &error);

    buffer_free(result);
    if (!ok)
        return report_error(arguments, &error);
    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_member_text(&writer, "written", slice_text(path));
        writer_member_integer(&writer, "bytes", (int64_t)size);
        report_json_end(&writer);
    }
    return COMMAND_DONE;
}

int report_result(const struct arguments *arguments, const char *member, struct buffer *result,
                  unsigned mode)
{
    const char *path = options_value(arguments, "-o");
    struct buffer out = {0};

    if (path && strcmp(path, "-") != 0)
        return report_written(arguments, path, result, mode);
    if (arguments->json && member) {
        struct writer writer = report_json(&out);

        writer_member_text(&writer, member, buffer_slice(result));
        report_json_end(&writer);
        buffer_free(result);
    } else {
        report_print(result);
    }
    return COMMAND_DONE;
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

void report_unpublished(const struct error *error)
{
    struct buffer line = {0};

    if (error->code == ERROR_NONE)
        return;
    error_line(error, &line);
    fflush(stdout);
    fwrite(line.data, 1, line.size, stderr);
    fputs("What was accepted is stored; the static files follow with the next one.\n", stderr);
    buffer_free(&line);
}

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
