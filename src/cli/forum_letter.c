/* A letter and its signatories, made ready to be filed. */
#include <stdio.h>

#include "base/files.h"
#include "cli/forum.h"
#include "cli/report.h"
#include "forum/acts.h"
#include "forum/content.h"
#include "forum/letter.h"
#include "node/attachment.h"

void forum_letter_part(const struct letter *letter, size_t first, struct buffer *list,
                       struct buffer *names)
{
    struct writer writer = {.out = list, .indent = 2};

    writer_open(&writer, '[');
    for (size_t i = first; i < letter->count && i < first + FORUM_LIST; i++) {
        const struct letter_signatory *signatory = &letter->signatories[i];

        writer_open(&writer, '{');
        writer_member_integer(&writer, "number", (int64_t)i + 1);
        writer_member_text(&writer, "kind",
                           slice_text(words_applicant_kind.words[signatory->kind]));
        if (signatory->country)
            writer_member_text(&writer, "country", slice_text(signatory->country));
        writer_close(&writer, '}');
        buffer_append(names, signatory->name);
        buffer_byte(names, '\n');
    }
    writer_close(&writer, ']');
    buffer_byte(list, '\n');
}

static bool put(const char *folder, const char *name, struct slice bytes, struct error *error)
{
    struct buffer path = {0};
    bool ok = files_create(files_path(&path, folder, name), bytes, 0644, error);

    buffer_free(&path);
    return ok;
}

static bool write_part(const struct letter *letter, size_t part, const char *folder,
                       struct error *error)
{
    struct buffer list = {0}, names = {0}, attachment = {0};
    char name[40];
    bool ok;

    forum_letter_part(letter, part * FORUM_LIST, &list, &names);
    attachment_make(buffer_slice(&names), &attachment);
    snprintf(name, sizeof name, "signatories-%zu.json", part + 1);
    ok = put(folder, name, buffer_slice(&list), error);
    snprintf(name, sizeof name, "names-%zu.txt", part + 1);
    ok = ok && put(folder, name, buffer_slice(&attachment), error);
    buffer_free(&list);
    buffer_free(&names);
    buffer_free(&attachment);
    return ok;
}

static bool write_folder(const struct letter *letter, const char *folder, struct error *error)
{
    bool ok = files_folder(folder, 0755, error) && put(folder, "text.md", letter->text, error);

    for (size_t part = 0; ok && part * FORUM_LIST < letter->count; part++)
        ok = write_part(letter, part, folder, error);
    return ok;
}

static void letter_json(const struct letter *letter, int64_t words)
{
    struct buffer out = {0};
    struct writer writer = report_json(&out);

    writer_member_integer(&writer, "organisations", (int64_t)letter->organisations);
    writer_member_integer(&writer, "individuals", (int64_t)letter->individuals);
    writer_member_integer(&writer, "countries", (int64_t)letter->countries);
    if (letter->as_of >= 0)
        writer_member_instant(&writer, "as_of", letter->as_of);
    writer_member_integer(&writer, "words", words);
    writer_key(&writer, "signatories");
    writer_open(&writer, '[');
    for (size_t i = 0; i < letter->count; i++) {
        const struct letter_signatory *signatory = &letter->signatories[i];

        writer_open(&writer, '{');
        writer_member_integer(&writer, "number", (int64_t)i + 1);
        writer_member_text(&writer, "kind",
                           slice_text(words_applicant_kind.words[signatory->kind]));
        writer_member_text(&writer, "name", signatory->name);
        writer_member_text(&writer, "place", signatory->place);
        if (signatory->country)
            writer_member_text(&writer, "country", slice_text(signatory->country));
        writer_close(&writer, '}');
    }
    writer_close(&writer, ']');
    report_json_end(&writer);
}

static bool show_letter(struct slice text, const struct arguments *arguments, struct arena *arena,
                        int *code, struct error *error)
{
    const char *folder = options_value(arguments, "-o");
    struct letter letter;
    char day[INSTANT_TEXT];
    int64_t words;

    (void)code;
    if (!letter_parse(text, arena, &letter, error) ||
        (folder && !write_folder(&letter, folder, error)))
        return false;
    words = content_words(FORMAT_MARKDOWN, letter.text);
    if (arguments->json) {
        letter_json(&letter, words);
        return true;
    }
    report_line("%zu organisations and %zu individual experts, of %zu countries; %lld words",
                letter.organisations, letter.individuals, letter.countries, (long long)words);
    if (letter.as_of >= 0)
        report_line("signatories as of %.10s", instant_format(letter.as_of, day));
    for (size_t i = 0; i < letter.count; i++)
        if (letter.signatories[i].place.size && !letter.signatories[i].country)
            report_line("no country: %.*s (%.*s)", SLICE_ARG(letter.signatories[i].name),
                        SLICE_ARG(letter.signatories[i].place));
    return true;
}

static int run_letter(const struct arguments *arguments)
{
    return forum_run(arguments, LETTER_BYTES, show_letter);
}

static const struct option_row rows[] = {
    {"-o", "DIR", "a new folder for the text, the lists and the names, ready to be filed", 0},
    {0},
};

const struct command forum_import_letter = {
    .name = "forum import-letter",
    .summary = "reads a letter with its list of signatories, and makes it ready to be filed",
    .usage = "FILE [-o DIR]",
    .text =
        "FILE is the letter as plain text, then a line that begins with \"Signatories\", then the\n"
        "organisations as \"1. Name – Country\", a line that begins with \"Individual\", and the\n"
        "experts from 1 again; at the end \"*List of signatories as of February 14, 2022\". With "
        "-o\n"
        "the folder gets text.md, signatories-N.json (for --set signatories=…) and names-N.txt "
        "(the\n"
        "attachment for --set names=@…), at most 100 signatories each.\n",
    .example = "  proviso forum import-letter letter.txt -o filed\n",
    .options = rows,
    .least = 1,
    .most = 1,
    .run = run_letter,
};
