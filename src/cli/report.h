/* What commands print: results and refusals on standard output, diagnostics on standard error. */
#ifndef PROVISO_CLI_REPORT_H
#define PROVISO_CLI_REPORT_H

#include "base/writer.h"
#include "cli/command.h"
#include "text/finding.h"

/* Writes the buffer on standard output and frees it. */
void report_print(struct buffer *out);

/* printf of one line on standard output. */
void report_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A diagnostic on standard error, with --json also as JSON on standard output. Returns the exit
 * code. */
int report_error(const struct arguments *arguments, const struct error *error);

/* The findings of a refusal on standard output: lines below `headline`, or JSON with `headline`
 * left out: {"accepted":false,"findings":[…]}. Returns COMMAND_REFUSED. */
int report_refusal(const struct arguments *arguments, const char *headline,
                   const struct findings *findings, const struct text_names *names);

/* ERROR_STATEMENT_REFUSED and the like come with findings: those, else the error. */
int report_failure(const struct arguments *arguments, const char *headline,
                   const struct findings *findings, const struct error *error);

/* The result's bytes: into the file that -o names, with that mode, or on standard output. With
 * --json standard output gets {"written","bytes"} of a file, or {MEMBER: text}; `member` NULL: the
 * result is JSON already. Frees the buffer. Returns how the command ends. */
int report_result(const struct arguments *arguments, const char *member, struct buffer *result,
                  unsigned mode);

/* Starts a JSON result: report_json_end closes, prints and frees it. */
struct writer report_json(struct buffer *out);
void report_json_end(struct writer *writer);

/* A diagnostic that changes no exit code: accepted is accepted, but the static files lag behind. */
void report_unpublished(const struct error *error);

/* Progress on standard error, only where that is a terminal. */
void report_progress(const char *what, uint64_t done, uint64_t total);
void report_progress_end(void);

/* Flushes standard output: what could not be written makes any end a failure. */
int report_finish(int code);

#endif
