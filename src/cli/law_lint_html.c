/* The report of one page: everything in it, nothing loaded from elsewhere, every text escaped. */
#include "cli/law_lint_html.h"
#include "cli/embedded.h"

static void say(struct buffer *out, const char *text)
{
    lint_html_escape(out, slice_text(text), false);
}

static void say_words(struct buffer *out, struct slice words)
{
    lint_html_escape(out, words, false);
}

/* ---- what was found ---- */

static void write_finding(const struct lint_line *line, void *context)
{
    struct buffer *out = context;

    buffer_text(out, "<li><span class=\"code\">");
    say(out, line->code);
    buffer_text(out, "</span><strong>");
    say(out, line->title);
    buffer_text(out, "</strong> <span class=\"say\">\xE2\x80\x9C");
    say_words(out, line->words);
    buffer_format(out,
                  "\xE2\x80\x9D <span class=\"soft\">line %u, column %u</span></span>"
                  "<span class=\"say\">Advice: ",
                  line->place.line, line->place.column);
    say(out, line->advice);
    buffer_text(out, ".</span><span class=\"from\">Safeguard ");
    say(out, line->row);
    buffer_text(out, ". Source: ");
    say(out, line->source);
    buffer_text(out, ".</span></li>\n");
}

/* ---- what was recognised ---- */

static void write_pair(struct buffer *out, const char *name, struct slice words)
{
    buffer_text(out, "<dt>");
    say(out, name);
    buffer_text(out, "</dt><dd>");
    say_words(out, words.size ? words : SLICE("none recognised"));
    buffer_text(out, "</dd>\n");
}

/* "act a, b; penalty …; defences none" as a list of names and values. */
static void write_recognised(const struct lint_file *file, size_t section, struct buffer *out)
{
    const struct lint_recognised *seen = &file->document.sections[section].recognised;
    struct buffer text = {0};
    struct slice rest;

    lint_recognised_text(file, section, &text);
    rest = buffer_slice(&text);
    buffer_text(out, "<h4>Recognised</h4>\n<dl>\n");
    if (file->document.sections[section].kind == LINT_OFFENCE) {
        write_pair(out, "Elements", rest);
        write_pair(out, "Without authority", seen->authority);
        write_pair(out, "Barrier overcome", seen->barrier);
        write_pair(out, "Harm", seen->harm);
    } else {
        write_pair(out, "Power", rest);
    }
    buffer_text(out, "</dl>\n");
    buffer_free(&text);
}

static const char *kind_words(const char *kind)
{
    if (strcmp(kind, "offence") == 0)
        return "Offence";
    return strcmp(kind, "procedure") == 0 ? "Power" : "Not judged";
}

static void count_line(const struct lint_line *line, void *context)
{
    (void)line;
    ++*(size_t *)context;
}

static size_t count_findings(const struct lint_file *file, size_t section)
{
    size_t count = 0;

    lint_each(file, section, count_line, &count);
    return count;
}

static void write_heading(const struct lint_file *file, size_t number, size_t section,
                          struct buffer *out)
{
    const char *kind = lint_section_kind(file, section);
    size_t findings = count_findings(file, section);

    buffer_format(out, "<article class=\"%s\" id=\"f%zu-s%zu\"><h3>", kind, number, section);
    say_words(out, lint_section_id(file, section));
    if (lint_section_title(file, section).size) {
        buffer_text(out, ": ");
        say_words(out, lint_section_title(file, section));
    }
    buffer_format(out, "</h3>\n<p class=\"kind\">%s \xC2\xB7 line %u", kind_words(kind),
                  lint_section_line(file, section));
    if (findings || strcmp(kind, "other") != 0)
        buffer_format(out, " \xC2\xB7 %zu finding%s</p>\n", findings, findings == 1 ? "" : "s");
    else
        buffer_text(out, " \xC2\xB7 neither an offence nor a power was recognised</p>\n");
}

static void write_section(const struct lint_file *file, size_t number, size_t section,
                          struct buffer *out)
{
    bool judged = strcmp(lint_section_kind(file, section), "other") != 0;
    size_t findings = count_findings(file, section);

    write_heading(file, number, section, out);
    if (!file->is_register && (judged || findings)) {
        buffer_text(out, "<div class=\"pair\"><div><h4>Text</h4>\n");
        lint_html_text(&file->document.sections[section], file->document.text.data, out);
        if (judged)
            write_recognised(file, section, out);
        buffer_text(out, "</div><div>");
    }
    if (findings) {
        buffer_text(out, "<h4>Findings</h4>\n<ul class=\"found\">\n");
        lint_each(file, section, write_finding, out);
        buffer_text(out, "</ul>");
    } else if (judged) {
        buffer_text(out, "<h4>Findings</h4>\n<p>None.</p>");
    }
    if (!file->is_register && (judged || findings))
        buffer_text(out, "</div></div>");
    buffer_text(out, "</article>\n");
}

/* ---- the summary ---- */

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
    buffer_text(out, "<div class=\"scroll\"><table><caption>Findings by code</caption>\n<thead><tr>"
                     "<th scope=\"col\">Code</th><th scope=\"col\">What it is</th>"
                     "<th scope=\"col\">Safeguard</th><th scope=\"col\">Sections</th>"
                     "</tr></thead>\n<tbody>\n");
    for (unsigned i = 0; i < LINT_CODE_COUNT; i++) {
        if (!counts.by_code[i])
            continue;
        buffer_text(out, "<tr><th scope=\"row\">");
        say(out, lint_codes[i].code);
        buffer_text(out, "</th><td>");
        say(out, lint_codes[i].title);
        buffer_text(out, "</td><td>");
        say(out, lint_codes[i].row);
        buffer_format(out, "</td><td class=\"n\">%zu</td></tr>\n", counts.by_code[i]);
    }
    buffer_text(out, "</tbody></table></div>\n");
}

static void write_kind(struct buffer *out, const char *name, size_t count)
{
    buffer_format(out, "<tr><th scope=\"row\">%s</th><td class=\"n\">%zu</td></tr>\n", name, count);
}

static void write_kinds(const struct lint_file *files, size_t count, struct buffer *out)
{
    size_t sections = 0, kinds[3] = {0};

    for (size_t i = 0; i < count; i++) {
        sections += lint_section_count(&files[i]);
        for (unsigned k = 0; k < 3 && !files[i].is_register; k++)
            kinds[k] += files[i].document.kinds[k];
        if (files[i].is_register)
            kinds[LINT_OFFENCE] += files[i].offences.count;
    }
    buffer_text(out,
                "<div class=\"scroll\"><table><caption>Sections recognised</caption>\n<tbody>\n");
    write_kind(out, "All sections", sections);
    write_kind(out, "Offences", kinds[LINT_OFFENCE]);
    write_kind(out, "Powers", kinds[LINT_PROCEDURE]);
    write_kind(out, "Not judged", kinds[LINT_OTHER]);
    buffer_text(out, "</tbody></table></div>\n");
}

static void write_code(const struct lint_line *line, void *context)
{
    struct buffer *out = context;

    buffer_text(out, "<span class=\"code\">");
    say(out, line->code);
    buffer_text(out, "</span> ");
}

static void write_contents(const struct lint_file *file, size_t number, struct buffer *out)
{
    buffer_text(out, "<div class=\"scroll\"><table><caption>Sections at a glance</caption>\n<thead>"
                     "<tr><th scope=\"col\">Section</th><th scope=\"col\">Kind</th>"
                     "<th scope=\"col\">Findings</th></tr></thead>\n<tbody>\n");
    for (size_t s = 0; s < lint_section_count(file); s++) {
        const char *kind = lint_section_kind(file, s);

        if (strcmp(kind, "other") == 0 && !count_findings(file, s))
            continue;
        buffer_format(out, "<tr><th scope=\"row\"><a href=\"#f%zu-s%zu\">", number, s);
        say_words(out, lint_section_id(file, s));
        buffer_text(out, "</a> ");
        say_words(out, lint_section_title(file, s));
        buffer_format(out, "</th><td>%s</td><td>", kind_words(kind));
        lint_each(file, s, write_code, out);
        buffer_text(out, "</td></tr>\n");
    }
    buffer_text(out, "</tbody></table></div>\n");
}

/* ---- the page ---- */

/* The file's name without its folders: the page may be published. */
static void say_file(struct buffer *out, const char *path)
{
    const char *slash = strrchr(path, '/');

    say(out, slash ? slash + 1 : path);
}

static void write_names(const struct lint_file *files, size_t count, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_text(out, ", ");
        say_file(out, files[i].name);
    }
}

static void write_head(const struct lint_file *files, size_t count, struct buffer *out)
{
    buffer_text(out, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                     "style-src 'unsafe-inline'\">\n<title>Drafting review: ");
    write_names(files, count, out);
    buffer_text(out, "</title>\n<style>");
    buffer_text(out, lint_html_style);
    buffer_text(out,
                "</style></head><body>\n<a class=\"skip\" href=\"#review\">To the sections</a>\n"
                "<header><div><h1>Drafting review</h1>\n<p>");
    write_names(files, count, out);
    buffer_text(out, "</p>\n<p class=\"soft\">Offences and powers in the text, held against the "
                     "recommendations of the civil-society letter of 22 December 2021 and the key "
                     "messages of the United Nations human rights office.</p>\n"
                     "<p class=\"advice\"><strong>");
    say(out, lint_advice_note);
    buffer_text(out,
                "</strong> A section that is named as not judged was not understood as an "
                "offence or a power; that says nothing about its merits.</p></div></header>\n");
}

static void write_file(const struct lint_file *file, size_t number, struct buffer *out)
{
    buffer_text(out, "<h2>");
    say_file(out, file->name);
    buffer_text(out, "</h2>\n");
    if (!file->is_register) {
        buffer_text(out, "<p class=\"soft\">Sections were read from headings such as \xE2\x80\x9C");
        say(out, lint_form_name(file->document.form));
        buffer_text(out, "\xE2\x80\x9D.</p>\n");
    }
    write_contents(file, number, out);
    for (size_t s = 0; s < lint_section_count(file); s++)
        write_section(file, number, s, out);
}

void lint_html(const struct lint_file *files, size_t count, struct buffer *out)
{
    write_head(files, count, out);
    buffer_text(out, "<main>\n<h2>Summary</h2>\n<div class=\"tables\">\n");
    write_kinds(files, count, out);
    write_counts(files, count, out);
    buffer_text(out, "</div>\n<div id=\"review\">\n");
    for (size_t i = 0; i < count; i++)
        write_file(&files[i], i + 1, out);
    buffer_text(out, "</div>\n</main>\n<footer><p>Made by proviso ");
    say(out, proviso_version);
    buffer_text(out, ". Codes L1 to L14 are about offences; codes in words are about powers. ");
    say(out, lint_advice_note);
    buffer_text(out, "</p></footer></body></html>\n");
}
