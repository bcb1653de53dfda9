/* What `law lint` read of each file, and the reports made of it. */
#ifndef PROVISO_CLI_LAW_LINT_H
#define PROVISO_CLI_LAW_LINT_H

#include "base/writer.h"
#include "law/lint.h"
#include "law/offence_findings.h"

struct lint_file {
    const char *name;
    bool is_register;              /* a register of offences: typed elements, no advice on words */
    struct lint_document document; /* otherwise */
    struct offence_register offences; /* where it is a register */
    struct lint_place latin;          /* line 0: the text was UTF-8 */
};

/* Words of the reports. */
extern const char lint_advice_note[];

/* One finding as the reports show it, whether it is of a text or of a register. */
struct lint_line {
    const char *code, *row, *title, *advice, *source;
    struct slice words; /* empty: none */
    struct lint_place place;
};

/* Calls `each` for every finding of section `section` of the file. */
void lint_each(const struct lint_file *file, size_t section,
               void (*each)(const struct lint_line *line, void *context), void *context);

/* Number of sections (offences) of the file; id, title and kind of one. */
size_t lint_section_count(const struct lint_file *file);
struct slice lint_section_id(const struct lint_file *file, size_t section);
struct slice lint_section_title(const struct lint_file *file, size_t section);
const char *lint_section_kind(const struct lint_file *file, size_t section);
uint32_t lint_section_line(const struct lint_file *file, size_t section);

/* Appends what was recognised in one line: "act access; mens rea intent (…); penalty …". */
void lint_recognised_text(const struct lint_file *file, size_t section, struct buffer *out);

/* An object for a file, an array of them for several. */
void lint_json(const struct lint_file *files, size_t count, struct buffer *out);

/* SARIF 2.1.0. Columns count characters. */
void lint_sarif(const struct lint_file *files, size_t count, struct buffer *out);

/* One page of HTML with everything in it. */
void lint_html(const struct lint_file *files, size_t count, struct buffer *out);

#endif
