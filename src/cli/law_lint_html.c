/* The report of one page: everything in it, nothing loaded from elsewhere, every text escaped. */
#include "base/unicode.h"
#include "cli/embedded.h"
#include "cli/law_lint.h"

static const char style[] =
    ":root{--ink:#1b1f24;--soft:#57606a;--line:#d5dae0;--ground:#f6f7f9;--mark:#0b4f8a;--warn:#"
    "8a3b0b}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 Georgia,'Times New "
    "Roman',serif}"
    "header{background:#fff;border-top:6px solid var(--mark);border-bottom:1px solid var(--line);"
    "padding:2rem 1rem}"
    "header>*,main{max-width:60rem;margin-left:auto;margin-right:auto}"
    "h1{font-size:1.7rem;margin-top:0;margin-bottom:.3rem}"
    "h2{font-size:1.25rem;border-bottom:1px solid var(--line);padding-bottom:.3rem;margin-top:2rem;"
    "overflow-wrap:anywhere}"
    "h3{font-size:1.05rem;margin:0 0 .2rem}"
    "main{padding:0 1rem 3rem}"
    ".note,.seen,dt,td.n,th{font-family:system-ui,sans-serif}"
    ".note{color:var(--soft);margin-top:0;margin-bottom:0}"
    "article{background:#fff;border:1px solid var(--line);border-left:4px solid var(--line);"
    "border-radius:3px;padding:.8rem 1rem;margin:.8rem 0;overflow-wrap:anywhere}"
    "article.offence{border-left-color:var(--warn)}article.procedure{border-left-color:var(--mark)}"
    ".seen{color:var(--soft);font-size:.85rem;margin:.2rem 0 .4rem}"
    "ul{list-style:none;margin:0;padding:0}li{padding:.45rem 0;border-top:1px solid var(--line)}"
    ".code{font:600 .8rem/1.4 ui-monospace,monospace;background:#e8eef5;color:var(--mark);"
    "padding:.1rem .35rem;border-radius:3px;margin-right:.4rem}"
    "q{background:#fdf3e3}.source,.place{color:var(--soft);font:.8rem system-ui,sans-serif}"
    "table{border-collapse:collapse;width:100%;background:#fff;font-size:.95rem}"
    "th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left}td.n{text-align:right}"
    "@media print{body{background:#fff}article{break-inside:avoid}}";

static void escape(struct buffer *out, struct slice text)
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
        } else if (character == '\n' || character == '\r' || character == '\t') {
            buffer_byte(out, ' ');
        } else if (unicode_is_hidden(character)) {
            buffer_text(out, "\xEF\xBF\xBD");
        } else {
            buffer_append(out, slice_part(before, 0, before.size - rest.size));
        }
    }
}

static void escape_text(struct buffer *out, const char *text)
{
    escape(out, slice_text(text));
}

static void write_finding(const struct lint_line *line, void *context)
{
    struct buffer *out = context;

    buffer_text(out, "<li><span class=\"code\">");
    escape_text(out, line->code);
    buffer_text(out, " · ");
    escape_text(out, line->row);
    buffer_text(out, "</span><strong>");
    escape_text(out, line->title);
    buffer_text(out, "</strong>: <q>");
    escape(out, line->words);
    buffer_format(out, "</q> <span class=\"place\">line %u, column %u</span><br>", line->place.line,
                  line->place.column);
    escape_text(out, line->advice);
    buffer_text(out, ". <span class=\"source\">");
    escape_text(out, line->source);
    buffer_text(out, "</span></li>\n");
}

static void write_section(const struct lint_file *file, size_t section, struct buffer *out)
{
    struct buffer seen = {0};

    buffer_format(out, "<article class=\"%s\"><h3>", lint_section_kind(file, section));
    escape(out, lint_section_id(file, section));
    if (lint_section_title(file, section).size) {
        buffer_text(out, ": ");
        escape(out, lint_section_title(file, section));
    }
    buffer_text(out, "</h3>\n<p class=\"seen\">");
    escape_text(out, lint_section_kind(file, section));
    buffer_text(out, " · ");
    lint_recognised_text(file, section, &seen);
    escape(out, buffer_slice(&seen));
    buffer_text(out, "</p>\n<ul>\n");
    lint_each(file, section, write_finding, out);
    buffer_text(out, "</ul></article>\n");
    buffer_free(&seen);
}

/* ---- the table of counts ---- */

struct counts {
    size_t by_code[LINT_CODE_COUNT];
};

static void count_finding(const struct lint_line *line, void *context)
{
    struct counts *counts = context;

    for (unsigned i = 0; i < LINT_CODE_COUNT; i++)
        counts->by_code[i] += strcmp(lint_codes[i].code, line->code) == 0;
}

static void write_counts(const struct lint_file *files, size_t count, struct buffer *out)
{
    struct counts counts = {{0}};

    for (size_t i = 0; i < count; i++)
        for (size_t s = 0; s < lint_section_count(&files[i]); s++)
            lint_each(&files[i], s, count_finding, &counts);
    buffer_text(out, "<h2>Summary</h2>\n<table><thead><tr><th>Finding</th><th>Row</th>"
                     "<th>What it is</th><th>Sections</th></tr></thead><tbody>\n");
    for (unsigned i = 0; i < LINT_CODE_COUNT; i++) {
        if (!counts.by_code[i])
            continue;
        buffer_text(out, "<tr><td>");
        escape_text(out, lint_codes[i].code);
        buffer_text(out, "</td><td>");
        escape_text(out, lint_codes[i].row);
        buffer_text(out, "</td><td>");
        escape_text(out, lint_codes[i].title);
        buffer_format(out, "</td><td class=\"n\">%zu</td></tr>\n", counts.by_code[i]);
    }
    buffer_text(out, "</tbody></table>\n");
}

static void write_head(struct buffer *out)
{
    buffer_text(out, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                     "style-src 'unsafe-inline'\">\n"
                     "<title>Drafting review</title>\n<style>");
    buffer_text(out, style);
    buffer_text(out, "</style></head><body>\n<header><h1>Drafting review</h1>\n<p class=\"note\">"
                     "Offences and powers in the text, held against the recommendations of the "
                     "civil-society letter of 22 December 2021 and the key messages of the United "
                     "Nations human rights office. ");
    escape_text(out, lint_advice_note);
    buffer_text(out, "</p></header>\n<main>\n");
}

void lint_html(const struct lint_file *files, size_t count, struct buffer *out)
{
    write_head(out);
    write_counts(files, count, out);
    for (size_t i = 0; i < count; i++) {
        buffer_text(out, "<h2>");
        escape_text(out, files[i].name);
        buffer_text(out, "</h2>\n");
        for (size_t s = 0; s < lint_section_count(&files[i]); s++)
            write_section(&files[i], s, out);
    }
    buffer_text(out, "<p class=\"note\">proviso ");
    escape_text(out, proviso_version);
    buffer_text(out, "</p>\n</main></body></html>\n");
}
