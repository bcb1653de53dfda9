/* Inside the HTML report: escaping, the style sheet, and a section's text with its findings marked. */
#ifndef PROVISO_CLI_LAW_LINT_HTML_H
#define PROVISO_CLI_LAW_LINT_HTML_H

#include "cli/law_lint.h"

/* Everything that a browser applies; no reference to anything outside the page. */
extern const char lint_html_style[];

/* Appends `text` so that it can be neither markup nor an attribute's end; control, bidirectional
 * and invisible characters become U+FFFD. `lines`: line ends stay; otherwise they become spaces. */
void lint_html_escape(struct buffer *out, struct slice text, bool lines);

/* The section's own words; what findings quote is in <mark>, each with the codes that it has. Cut,
 * with a sentence that says so, after LINT_HTML_TEXT bytes. */
enum { LINT_HTML_TEXT = 64 * 1024 };

/* `text` is where the document begins: findings have offsets from there. */
void lint_html_text(const struct lint_section *section, const uint8_t *text, struct buffer *out);

#endif
