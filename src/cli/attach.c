#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "cli/books.h"
#include "cli/commands.h"
#include "cli/report.h"
#include "matter/prose.h"
#include "node/attachment.h"

/* An early word on what a node would refuse: by the floor that comes with the program, since States
 * only want more. Not UTF-8 is an error, in the lines of the text itself. */
static bool look_at(const char *path, struct slice attachment, struct error *error)
{
    static const uint8_t key[SIPHASH_KEY];
    struct books *books = memory_take(sizeof *books);
    struct slice floor;
    struct prose prose;
    bool ok = prose_read(attachment, key, &books->arena, &prose, error);

    if (!ok) {
        error_at(error, error->line - 1, error->column);
        error_file(error, path);
    } else if (books_text(books, "floor", &floor, error) &&
               rulebook_parse(floor, NULL, &books->arena, &books->floor, error)) {
        int64_t least = rulebook_general(&books->floor, PARAMETER_WORDS);

        if (prose.different < (uint64_t)least)
            fprintf(stderr,
                    "%s: note: %" PRIu64 " different word%s; as a statement of reasons it needs at "
                    "least %" PRId64 " by the floor\n",
                    path, prose.different, prose.different == 1 ? "" : "s", least);
    }
    arena_free(&books->arena);
    free(books);
    return ok;
}

static bool make(const char *path, struct buffer *out, struct error *error)
{
    struct buffer text = {0};
    bool ok = files_read(path, ATTACHMENT_MOST - ATTACHMENT_LINE, &text, error);

    if (ok && text.size == 0) {
        error_set(error, ERROR_ATTACHMENT_WRONG, "an attachment has at least one byte of text");
        ok = error_file(error, path);
    }
    if (ok) {
        attachment_make(buffer_slice(&text), out);
        ok = look_at(path, buffer_slice(out), error);
    }
    buffer_free(&text);
    return ok;
}

static int run(const struct arguments *arguments)
{
    const char *target = options_value(arguments, "-o");
    const char *language = options_value(arguments, "--language");
    struct buffer bytes = {0}, out = {0};
    struct error error = {0};
    struct digest hash;
    struct writer writer;

    if (!make(arguments->words[0], &bytes, &error) ||
        !files_create(target, buffer_slice(&bytes), 0600, &error)) {
        buffer_free(&bytes);
        return report_error(arguments, &error);
    }
    hash = sha256_of(buffer_slice(&bytes));
    writer = report_json(&out);
    writer_member_hex(&writer, "sha256", digest_slice(&hash));
    writer_member_integer(&writer, "length", (int64_t)bytes.size);
    writer_member_text(&writer, "language", slice_text(language ? language : "en"));
    report_json_end(&writer);
    buffer_free(&bytes);
    return COMMAND_DONE;
}

static const struct option_row rows[] = {
    {"-o", "FILE", "where to write the attachment; it must not exist", OPTION_NEEDED},
    {"--language", "CODE", "of the text: en", 0},
    {0},
};

const struct command command_attach = {
    .name = "attach",
    .summary = "make an attachment of a text: prose never stands in a statement",
    .usage = "TEXTFILE -o FILE",
    .text =
        "Writes FILE: a first line of 32 random bytes in hex, so that nobody can guess the text\n"
        "from its hash, then the text. Prints the object that names it in a statement. draft\n"
        "takes it as --set member=@FILE; check and submit look for it in --attach DIR.\n"
        "Says where the text is too short for a statement of reasons; whether it is a copy of\n"
        "another text, check says.\n",
    .example = "  mkdir prose && proviso attach reasons.txt -o prose/reasons.txt\n",
    .options = rows,
    .least = 1,
    .most = 1,
    .run = run,
};
