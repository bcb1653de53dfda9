/* The words of a section with findings marked in them, and the style of the page. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "cli/law_lint_html.h"

const char lint_html_style[] =
    ":root{color-scheme:light dark;--ink:#1c2128;--soft:#4d5661;--line:#d0d7de;--ground:#f4f5f7;"
    "--paper:#fff;--accent:#0a4a86;--offence:#8c2f0c;--chip:#e3ecf6;--mark:#fff0c2;"
    "--edge:#b07700;--call:#eef4fb}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#a9b3be;--line:#39424d;"
    "--ground:#12161b;--paper:#1a2027;--accent:#86bdf5;--offence:#f0a584;--chip:#22364b;"
    "--mark:#4a3a09;--edge:#e2b23f;--call:#17273a}}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 "
    "system-ui,-apple-system,"
    "'Segoe UI',Roboto,'Liberation Sans',sans-serif;overflow-wrap:anywhere}"
    "a{color:var(--accent)}a:focus-visible{outline:3px solid var(--edge);outline-offset:2px}"
    ".skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:1rem;background:var(--paper);"
    "padding:.5rem 1rem}"
    "header{background:var(--paper);border-top:.4rem solid var(--accent);border-bottom:1px solid "
    "var(--line);padding:2rem 0 1.5rem}"
    "header>div,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}"
    "main,footer{padding-bottom:2rem}"
    "h1,h2,h3{font-family:Georgia,'Liberation Serif','Times New Roman',serif;line-height:1.25}"
    "h1{font-size:2rem;margin:0 0 .4rem}"
    "h2{font-size:1.45rem;margin:2.4rem 0 .8rem;padding-bottom:.3rem;border-bottom:2px solid "
    "var(--line)}"
    "h3{font-size:1.15rem;margin:0}h4{font-size:.8rem;margin:1rem 0 .3rem;color:var(--soft);"
    "text-transform:uppercase;letter-spacing:.06em}"
    "p{margin:.4rem 0;max-width:46rem}.soft{color:var(--soft)}"
    ".advice{background:var(--call);border-left:.3rem solid var(--accent);padding:.7rem 1rem;"
    "margin:1.2rem 0 0;max-width:46rem}"
    ".scroll{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%;background:var(--paper);font-size:.95rem;"
    "overflow-wrap:normal}"
    "caption{text-align:left;font-weight:600;padding:.3rem 0}"
    "th,td{border:1px solid var(--line);padding:.35rem .65rem;text-align:left;vertical-align:top}"
    "thead th{background:var(--chip)}td.n{text-align:right;font-variant-numeric:tabular-nums}"
    ".tables{display:grid;gap:1.5rem}"
    "article{background:var(--paper);border:1px solid var(--line);border-left:.35rem solid "
    "var(--line);border-radius:.25rem;padding:1rem 1.25rem 1.2rem;margin:1.1rem 0}"
    "article.offence{border-left-color:var(--offence)}"
    "article.procedure{border-left-color:var(--accent)}"
    "article.other{padding:.6rem 1.25rem}"
    ".kind{font-size:.85rem;font-weight:600;color:var(--soft);margin:.1rem 0 .6rem}"
    ".offence>.kind{color:var(--offence)}.procedure>.kind{color:var(--accent)}"
    ".text{font:1rem/1.65 Georgia,'Liberation Serif','Times New Roman',serif;white-space:pre-line;"
    "max-width:46rem}"
    "mark{background:var(--mark);color:inherit;border-bottom:2px solid var(--edge);padding:0 .1em}"
    ".at{font:600 .68rem/1 system-ui,'Liberation Sans',sans-serif;vertical-align:super;"
    "color:var(--soft);white-space:nowrap;margin:0 .15em}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem .9rem;margin:0;"
    "font-size:.92rem}dt{color:var(--soft)}dd{margin:0}"
    "ul.found{list-style:none;margin:0;padding:0}"
    "ul.found>li{padding:.65rem 0;border-top:1px solid var(--line)}"
    "ul.found>li:first-child{border-top:0}"
    ".code{font:600 .8rem/1.5 ui-monospace,'Liberation Mono',monospace;background:var(--chip);"
    "color:var(--accent);padding:.1rem .4rem;border-radius:.2rem;margin-right:.4rem;"
    "white-space:nowrap}"
    ".say{display:block;margin:.15rem 0}.from{display:block;color:var(--soft);font-size:.85rem}"
    "footer{color:var(--soft);font-size:.9rem}"
    "@media(min-width:64rem){.tables{grid-template-columns:1fr 2fr}"
    ".pair{display:grid;grid-template-columns:1fr 1fr;gap:0 2.5rem}}"
    "@media(max-width:30rem){h1{font-size:1.6rem}article{padding:.8rem .9rem 1rem}"
    "dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.35rem}table{font-size:.85rem}"
    "th,td{padding:.3rem .4rem}tbody th{overflow-wrap:anywhere;min-width:6.2rem}}"
    "@media print{:root{color-scheme:light;--ink:#000;--soft:#333;--line:#999;--ground:#fff;"
    "--paper:#fff;--accent:#000;--offence:#000;--chip:#fff;--mark:#fff;--edge:#000;--call:#fff}"
    "body{font-size:10pt}.skip{display:none}a{text-decoration:none}"
    "article,tr{break-inside:avoid-page}h2,h3{break-after:avoid}"
    "header>div,main,footer{padding-left:0;padding-right:0}@page{margin:18mm}}";

void lint_html_escape(struct buffer *out, struct slice text, bool lines)
{
    struct slice rest = text;
    uint32_t character;

    while (rest.size) {
        struct slice before = rest;

        if (!unicode_next(&rest, &character)) {
            rest = slice_from(rest, 1);
            buffer_text(out, "\xEF\xBF\xBD");
        } else if (character == '<') {
            buffer_text(out, "&lt;");
        } else if (character == '>') {
            buffer_text(out, "&gt;");
        } else if (character == '&') {
            buffer_text(out, "&amp;");
        } else if (character == '"') {
            buffer_text(out, "&quot;");
        } else if (character == '\'') {
            buffer_text(out, "&#39;");
        } else if (character == '\n' || character == '\r' || character == '\t') {
            buffer_byte(out, lines && character == '\n' ? '\n' : ' ');
        } else if (unicode_is_hidden(character)) {
            buffer_text(out, "\xEF\xBF\xBD");
        } else {
            buffer_append(out, slice_part(before, 0, before.size - rest.size));
        }
    }
}

/* ---- marks ---- */

struct mark {
    size_t start, end; /* in the body */
    enum lint_code code;
};

struct marks {
    struct mark items[2 * LINT_CODE_COUNT + LINT_TERMS];
    size_t count;
};

/* Words outside the part that is shown have no mark. */
static void add_mark(struct marks *marks, const struct lint_section *section, const uint8_t *words,
                     size_t size, enum lint_code code)
{
    const uint8_t *end = section->body.data + section->body.size;

    if (marks->count == sizeof marks->items / sizeof *marks->items || !size ||
        words < section->body.data || words + size > end ||
        (size_t)(words - section->body.data) + size > LINT_HTML_TEXT)
        return;
    marks->items[marks->count++] = (struct mark){(size_t)(words - section->body.data),
                                                 (size_t)(words - section->body.data) + size, code};
}

static int compare_marks(const void *a, const void *b)
{
    const struct mark *left = a, *right = b;

    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return left->code < right->code ? -1 : left->code > right->code;
}

static void find_marks(const struct lint_section *section, const uint8_t *text, struct marks *marks)
{
    const struct lint_recognised *seen = &section->recognised;

    for (size_t i = 0; i < section->finding_count; i++) {
        const struct lint_finding *finding = &section->findings[i];

        if (finding->code != LINT_L8)
            add_mark(marks, section, text + finding->place.offset, finding->size, finding->code);
    }
    for (size_t i = 0; i < seen->term_count && lint_has(section, LINT_L8); i++)
        add_mark(marks, section, seen->terms[i].data, seen->terms[i].size, LINT_L8);
    if (marks->count > 1)
        qsort(marks->items, marks->count, sizeof *marks->items, compare_marks);
}

/* Marks that overlap are one, with all their codes. */
static size_t write_mark(const struct lint_section *section, const struct marks *marks,
                         size_t first, struct buffer *out, size_t *end)
{
    size_t next = first + 1;
    bool said[LINT_CODE_COUNT] = {false};

    *end = marks->items[first].end;
    for (; next < marks->count && marks->items[next].start < *end; next++)
        if (marks->items[next].end > *end)
            *end = marks->items[next].end;
    buffer_text(out, "<mark>");
    lint_html_escape(
        out, slice_part(section->body, marks->items[first].start, *end - marks->items[first].start),
        true);
    buffer_text(out, "</mark><span class=\"at\">");
    for (size_t i = first; i < next; i++) {
        enum lint_code code = marks->items[i].code;

        if (!said[code])
            buffer_format(out, "%s%s", i > first ? " " : "", lint_codes[code].code);
        said[code] = true;
    }
    buffer_text(out, "</span>");
    return next;
}

/* The body's part that is shown: not in the middle of a character. */
static struct slice shown(struct slice body)
{
    size_t size = LINT_HTML_TEXT;

    if (body.size <= size)
        return body;
    while (size && (body.data[size] & 0xC0) == 0x80)
        size--;
    return slice_part(body, 0, size);
}

static struct slice trim_end(struct slice text)
{
    while (text.size && strchr(" \t\r\n", text.data[text.size - 1]))
        text.size--;
    return text;
}

void lint_html_text(const struct lint_section *section, const uint8_t *text, struct buffer *out)
{
    struct slice body = trim_end(shown(section->body));
    struct marks marks = {.count = 0};
    size_t at = 0;

    find_marks(section, text, &marks);
    buffer_text(out, "<div class=\"text\">");
    for (size_t i = 0, end; i < marks.count; at = end) {
        lint_html_escape(out, slice_part(body, at, marks.items[i].start - at), true);
        i = write_mark(section, &marks, i, out, &end);
    }
    lint_html_escape(out, slice_from(body, at < body.size ? at : body.size), true);
    buffer_text(out, "</div>\n");
    if (section->body.size > LINT_HTML_TEXT)
        buffer_format(out, "<p class=\"soft\">The text is cut here, after %d bytes.</p>\n",
                      LINT_HTML_TEXT);
}
