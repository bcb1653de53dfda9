#include "cli/books.h"

#include "base/files.h"
#include "cli/embedded.h"

bool books_text(struct books *books, const char *name, struct slice *out, struct error *error)
{
    struct buffer text = {0};
    bool ok;

    for (const struct embedded *embedded = embedded_texts; embedded->name; embedded++)
        if (strcmp(embedded->name, name) == 0 && !files_exist(name)) {
            *out = slice_text(embedded->text);
            return true;
        }
    ok = files_read(name, LINES_BYTES, &text, error);
    if (ok)
        *out = arena_copy(&books->arena, buffer_slice(&text));
    buffer_free(&text);
    return ok;
}

bool books_open(const struct arguments *arguments, struct books *out, struct error *error)
{
    const char *name = options_value(arguments, "--floor");

    *out = (struct books){0};
    name = name ? name : "floor";
    return books_text(out, name, &out->floor_text, error) &&
           (rulebook_parse(out->floor_text, NULL, &out->arena, &out->floor, error) ||
            error_file(error, name));
}

void books_free(struct books *books)
{
    arena_free(&books->arena);
}

bool books_read(struct books *books, const char *name, struct rulebook *out, struct error *error)
{
    struct slice text;

    if (!books_text(books, name, &text, error))
        return false;
    if (slice_equal(text, books->floor_text)) {
        *out = books->floor;
        return true;
    }
    return rulebook_parse(text, &books->floor, &books->arena, out, error) ||
           error_file(error, name);
}
