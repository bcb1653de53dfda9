#include "cli/law_lint.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "cli/law.h"
#include "cli/report.h"
#include "text/table.h"

const char lint_advice_note[] =
    "Text findings are advice: they say which words are there or missing, not what a court would "
    "hold.";

struct run {
    struct arena arena;
    struct lexicon lexicon;
    struct lint_file *files;
    size_t count;
};

/* ---- reading ---- */

static bool read_lexicon(const struct arguments *arguments, struct run *run, struct error *error)
{
    const char *path = options_value(arguments, "--lexicon");
    struct buffer text = {0};
    bool ok;

    if (path) {
        ok = files_read(path, LEXICON_BYTES, &text, error) &&
             (lexicon_parse(buffer_slice(&text), &run->lexicon, error) || error_file(error, path));
        buffer_free(&text);
        return ok;
    }
    return lexicon_parse(slice_text(lexicon_text), &run->lexicon, error) ||
           error_file(error, "lexicon.lint");
}

/* A register of offences begins with its State, as no statute does. */
static bool looks_like_register(struct slice text)
{
    struct slice rest = slice_part(text, 0, 65536), line;

    while (slice_line(&rest, &line)) {
        if (!line.size || line.data[0] == '#')
            continue;
        return slice_starts(line, SLICE("[register")) || slice_starts(line, SLICE("state = ")) ||
               slice_starts(line, SLICE("[offence"));
    }
    return false;
}

static bool read_text(struct run *run, struct slice bytes, struct lint_file *file,
                      struct error *error)
{
    struct slice text;

    file->is_register = looks_like_register(bytes);
    if (file->is_register)
        return offence_register_parse(bytes, &run->arena, &file->offences, error);
    if (!lint_decode(bytes, &run->arena, &text, &file->latin, error))
        return false;
    return lint_read(&run->lexicon, arena_copy(&run->arena, text), &run->arena, &file->document,
                     error);
}

/* Says how the sections were found, unless the text marks them itself. */
static void note_form(const struct lint_file *file)
{
    const struct lint_document *document = &file->document;

    if (document->form == LINT_FORM_NONE)
        fprintf(stderr, "%s:1:1: note: no headings of sections; read as one section\n", file->name);
    else if (document->form != LINT_FORM_MARKED)
        fprintf(stderr, "%s:%u:1: note: %zu section%s, from headings such as \"%s\"\n", file->name,
                document->sections[0].line, document->count, document->count == 1 ? "" : "s",
                lint_form_name(document->form));
}

static bool read_file(struct run *run, struct lint_file *file, struct error *error)
{
    struct buffer bytes = {0};
    bool ok = files_read(file->name, LINT_BYTES, &bytes, error) &&
              read_text(run, buffer_slice(&bytes), file, error);

    buffer_free(&bytes);
    if (!ok)
        return error_file(error, file->name);
    if (file->latin.line)
        fprintf(stderr, "%s:%u:%u: note: not UTF-8; read as Windows-1252 (Latin-1)\n", file->name,
                file->latin.line, file->latin.column);
    if (!file->is_register)
        note_form(file);
    return true;
}

/* ---- what the reports share ---- */

size_t lint_section_count(const struct lint_file *file)
{
    return file->is_register ? file->offences.count : file->document.count;
}

struct slice lint_section_id(const struct lint_file *file, size_t section)
{
    return file->is_register ? file->offences.provisions[section].id
                             : file->document.sections[section].id;
}

struct slice lint_section_title(const struct lint_file *file, size_t section)
{
    return file->is_register ? file->offences.provisions[section].title
                             : file->document.sections[section].title;
}

const char *lint_section_kind(const struct lint_file *file, size_t section)
{
    return file->is_register ? "offence" : lint_kind_name(file->document.sections[section].kind);
}

uint32_t lint_section_line(const struct lint_file *file, size_t section)
{
    return file->is_register ? file->offences.provisions[section].line
                             : file->document.sections[section].line;
}

static struct lint_place place_in_register(const struct provision *provision,
                                           enum standard standard)
{
    enum element element = standard_element(standard);
    struct lint_place place = {.line = provision->line, .column = provision->column};

    if (element < ELEMENT_COUNT && provision->places[element].line) {
        place.line = provision->places[element].line;
        place.column = provision->places[element].column;
    }
    place.end_line = place.line;
    place.end_column = place.column + 1;
    return place;
}

static void each_of_register(const struct provision *provision,
                             void (*each)(const struct lint_line *line, void *context),
                             void *context)
{
    for (unsigned i = 0; i < STANDARD_COUNT; i++) {
        const struct lint_code_row *row = &lint_codes[i]; /* L1 to L14 come first in both */

        if (standard_applies(i, provision))
            each(&(struct lint_line){row->code, row->row, row->title, row->advice, row->source,
                                     provision->title, place_in_register(provision, i)},
                 context);
    }
}

void lint_each(const struct lint_file *file, size_t section,
               void (*each)(const struct lint_line *line, void *context), void *context)
{
    const struct lint_section *found;

    if (file->is_register) {
        each_of_register(&file->offences.provisions[section], each, context);
        return;
    }
    found = &file->document.sections[section];
    for (size_t i = 0; i < found->finding_count; i++) {
        const struct lint_finding *finding = &found->findings[i];
        const struct lint_code_row *row = &lint_codes[finding->code];

        each(&(struct lint_line){row->code, row->row, row->title, row->advice, row->source,
                                 finding->words, finding->place},
             context);
    }
}

static void append_names(unsigned bits, unsigned count, const char *(*name)(unsigned),
                         struct buffer *out)
{
    bool more = false;

    for (unsigned i = 0; i < count; i++) {
        if (!(bits >> i & 1u))
            continue;
        buffer_format(out, "%s%s", more ? ", " : "", name(i));
        more = true;
    }
    if (!more)
        buffer_text(out, "none");
}

static const char *act_name(unsigned i)
{
    return lint_act_name(i);
}

static const char *defence_name(unsigned i)
{
    return lint_defence_name(i);
}

static const char *safeguard_name(unsigned i)
{
    return lint_safeguard_name(i);
}

static void append_penalty(const struct lint_recognised *seen, struct buffer *out)
{
    if (seen->months == LINT_MONTHS_LIFE)
        buffer_text(out, "life");
    else if (seen->months)
        buffer_format(out, "up to %u months", seen->months);
    else
        buffer_text(out, seen->fine ? "fine only" : seen->penalty ? "no term named" : "none named");
}

static void recognised_offence(const struct lint_recognised *seen, struct buffer *out)
{
    buffer_text(out, "act ");
    append_names(seen->acts, LINT_ACT_COUNT, act_name, out);
    buffer_format(out, "; mens rea %s", lint_mens_rea_name(seen->mens_rea));
    if (seen->mens_rea_words.size) {
        buffer_text(out, " (\"");
        text_plain(out, seen->mens_rea_words);
        buffer_text(out, "\")");
    }
    buffer_text(out, "; penalty ");
    append_penalty(seen, out);
    buffer_text(out, "; defences ");
    append_names(seen->defences, LINT_DEFENCE_COUNT, defence_name, out);
}

void lint_recognised_text(const struct lint_file *file, size_t section, struct buffer *out)
{
    const struct lint_section *found;

    if (file->is_register) {
        buffer_text(out, "typed elements of a register");
        return;
    }
    found = &file->document.sections[section];
    if (found->kind == LINT_OFFENCE) {
        recognised_offence(&found->recognised, out);
    } else if (found->kind == LINT_PROCEDURE) {
        buffer_text(out, "power; safeguards ");
        append_names(found->recognised.safeguards, LINT_SAFEGUARD_COUNT, safeguard_name, out);
    } else {
        buffer_text(out, "neither an offence nor a power was recognised: not judged");
    }
}

/* ---- lines like a compiler's ---- */

struct lines_context {
    const char *file;
    struct buffer *out;
    size_t count;
};

static void print_line(const struct lint_line *line, void *context)
{
    struct lines_context *lines = context;

    text_plain(lines->out, slice_text(lines->file));
    buffer_format(lines->out, ":%u:%u: %s %s: \"", line->place.line, line->place.column, line->code,
                  line->title);
    text_plain(lines->out, line->words);
    buffer_format(lines->out, "\": %s (%s) [%s]\n", line->advice, line->source, line->row);
    lines->count++;
}

static size_t print_section(const struct lint_file *file, size_t section, struct buffer *out)
{
    struct lines_context lines = {file->name, out, 0};

    lint_each(file, section, print_line, &lines);
    if (lines.count)
        return lines.count;
    text_plain(out, slice_text(file->name));
    buffer_format(out, ":%u:1: no finding in ", lint_section_line(file, section));
    text_plain(out, lint_section_id(file, section));
    buffer_text(out, ": ");
    lint_recognised_text(file, section, out);
    buffer_byte(out, '\n');
    return 0;
}

static void print_file(const struct lint_file *file, struct buffer *out)
{
    size_t findings = 0;

    for (size_t i = 0; i < lint_section_count(file); i++)
        findings += print_section(file, i, out);
    text_plain(out, slice_text(file->name));
    if (file->is_register) {
        buffer_text(out, ": a register of ");
        text_count(out, file->offences.count, "offence, ", "offences, ");
        text_count(out, findings, "finding.\n", "findings.\n");
        return;
    }
    buffer_text(out, ": ");
    text_count(out, file->document.count, "section (", "sections (");
    text_count(out, file->document.kinds[LINT_OFFENCE], "offence, ", "offences, ");
    text_count(out, file->document.kinds[LINT_PROCEDURE], "power, ", "powers, ");
    text_count(out, file->document.kinds[LINT_OTHER], "other), ", "others), ");
    text_count(out, findings, "finding. ", "findings. ");
    buffer_format(out, "%s\n", lint_advice_note);
}

static void count_line(const struct lint_line *line, void *context)
{
    (void)line;
    ++*(size_t *)context;
}

static size_t count_findings(const struct run *run)
{
    size_t findings = 0;

    for (size_t i = 0; i < run->count; i++)
        for (size_t s = 0; s < lint_section_count(&run->files[i]); s++)
            lint_each(&run->files[i], s, count_line, &findings);
    return findings;
}

/* ---- the command ---- */

static bool write_report(const struct arguments *arguments, const char *option,
                         void (*make)(const struct lint_file *, size_t, struct buffer *),
                         const struct run *run, struct error *error)
{
    const char *path = options_value(arguments, option);
    struct buffer out = {0};
    bool ok;

    if (!path)
        return true;
    make(run->files, run->count, &out);
    ok = files_replace(path, buffer_slice(&out), 0644, error);
    buffer_free(&out);
    return ok;
}

static bool read_all(const struct arguments *arguments, struct run *run, struct error *error)
{
    if (!read_lexicon(arguments, run, error))
        return false;
    run->count = arguments->word_count;
    run->files = arena_take(&run->arena, run->count * sizeof *run->files);
    for (size_t i = 0; i < run->count; i++) {
        run->files[i].name = arguments->words[i];
        if (!read_file(run, &run->files[i], error))
            return false;
    }
    return true;
}

static int run_lint(const struct arguments *arguments)
{
    struct run run = {.count = 0};
    struct error error = {0};
    struct buffer lines = {0};
    bool ok = read_all(arguments, &run, &error) &&
              write_report(arguments, "--sarif", lint_sarif, &run, &error) &&
              write_report(arguments, "--html", lint_html, &run, &error);
    bool found = ok && count_findings(&run) > 0;

    if (ok && arguments->json)
        lint_json(run.files, run.count, &lines);
    for (size_t i = 0; ok && !arguments->json && i < run.count; i++)
        print_file(&run.files[i], &lines);
    report_print(&lines);
    lexicon_free(&run.lexicon);
    arena_free(&run.arena);
    if (!ok)
        return report_error(arguments, &error);
    return found && options_flag(arguments, "--strict") ? COMMAND_REFUSED : COMMAND_DONE;
}

static const struct option_row lint_rows[] = {
    {"--sarif", "FILE", "also write SARIF 2.1.0, for code-review tools", 0},
    {"--html", "FILE", "also write a report of one page", 0},
    {"--lexicon", "FILE", "use this lexicon; otherwise the one that comes with the program", 0},
    {"--strict", NULL, "end with 1 where there is a finding", 0},
    {0},
};

const struct command law_lint = {
    .name = "law lint",
    .summary = "what a statute, a bill or a register lacks of the recommendations, line by line",
    .usage = "FILE… [--sarif FILE] [--html FILE] [--lexicon FILE] [--strict]",
    .text =
        "FILE is a register of offences, or the plain text of a law in English: sections begin\n"
        "with lines such as \"## section 23: Title\", \"Section 23. Title\" or \"23. Title\".\n"
        "Offences are held against L1 to L14, powers against the safeguards of part P. A section\n"
        "without a finding says what was recognised. Text findings are advice. A text in which\n"
        "nothing was recognised is refused.\n",
    .example = "  proviso law lint bill.txt --html report.html\n",
    .options = lint_rows,
    .least = 1,
    .most = 1000,
    .run = run_lint,
};
