#include "cli/input.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "base/files.h"
#include "base/memory.h"

enum { ATTACHMENT_BYTES = 16 << 20, ATTACHMENTS_MOST = 4096, TRUST_MOST = TRUST_BYTES };

bool input_node(const struct arguments *arguments, struct node *out, struct error *error)
{
    const char *folder = options_value(arguments, "--node");

    if (!folder)
        folder = getenv("PROVISO_NODE");
    if (!folder || !*folder)
        return error_set(error, ERROR_USAGE, "%s: which node? Give --node DIR or set PROVISO_NODE",
                         arguments->command->name);
    return node_open(folder, out, error);
}

static void signature_path(struct buffer *path, const char *file, int number)
{
    buffer_clear(path);
    if (number == 1)
        buffer_format(path, "%s.sig", file);
    else
        buffer_format(path, "%s.sig.%d", file, number);
}

bool signed_file_read(const char *path, bool needed, struct signed_file *out, struct error *error)
{
    struct buffer name = {0};
    bool ok = files_read(path, NOTE_LIMIT, &out->payload, error);

    for (int number = 1; ok && number <= SIGNERS_MOST; number++) {
        signature_path(&name, path, number);
        if (!(number == 1 && needed) && !files_exist(buffer_string(&name)))
            break;
        ok = files_read(buffer_string(&name), SIGNATURE_ARMOUR_LIMIT, &out->signatures, error);
    }
    buffer_free(&name);
    return ok;
}

void signed_file_free(struct signed_file *file)
{
    buffer_free(&file->payload);
    buffer_free(&file->signatures);
}

static bool read_attachment(const char *path, struct attachments *out, struct error *error)
{
    struct buffer bytes = {0};
    bool ok = files_read(path, ATTACHMENT_BYTES, &bytes, error);

    if (ok && out->count == ATTACHMENTS_MOST)
        ok = error_set(error, ERROR_TOO_LARGE, "more than %d attachments", ATTACHMENTS_MOST);
    if (ok) {
        out->items = memory_grow(out->items, out->count + 1, sizeof *out->items);
        out->items[out->count++] = arena_copy(&out->arena, buffer_slice(&bytes));
    }
    buffer_free(&bytes);
    return ok;
}

bool attachments_read(const char *folder, struct attachments *out, struct error *error)
{
    DIR *stream = folder ? opendir(folder) : NULL;
    struct buffer path = {0};
    struct dirent *entry;
    bool ok = true;

    *out = (struct attachments){0};
    if (folder && !stream)
        return error_system(error, errno, "read", folder);
    while (stream && ok && (entry = readdir(stream)) != NULL) {
        struct stat status;

        files_path(&path, folder, entry->d_name);
        if (stat(buffer_string(&path), &status) == 0 && S_ISREG(status.st_mode))
            ok = read_attachment(buffer_string(&path), out, error);
    }
    if (stream)
        closedir(stream);
    buffer_free(&path);
    return ok;
}

void attachments_free(struct attachments *attachments)
{
    free(attachments->items);
    arena_free(&attachments->arena);
    *attachments = (struct attachments){0};
}

bool hands_read(const struct arguments *arguments, struct hands *out, struct error *error)
{
    const char *path;
    size_t at = 0;

    *out = (struct hands){0};
    out->files = memory_take((arguments->option_count + 1) * sizeof *out->files);
    out->shown = memory_take((arguments->option_count + 1) * sizeof *out->shown);
    while ((path = options_next(arguments, "--with", &at)) != NULL) {
        struct signed_file *file = &out->files[out->count];

        out->count++;
        if (!signed_file_read(path, true, file, error))
            return false;
        out->shown[out->count - 1] = (struct shown_statement){
            .payload = buffer_slice(&file->payload),
            .signatures = buffer_slice(&file->signatures),
        };
    }
    return true;
}

void hands_free(struct hands *hands)
{
    for (size_t i = 0; i < hands->count; i++)
        signed_file_free(&hands->files[i]);
    free(hands->files);
    free(hands->shown);
    *hands = (struct hands){0};
}

bool input_trust(const char *path, struct arena *arena, struct trust *out, struct error *error)
{
    struct buffer text = {0};
    bool ok = files_read(path, TRUST_MOST, &text, error) &&
              (trust_parse(buffer_slice(&text), arena, out, error) || error_file(error, path));

    buffer_free(&text);
    return ok;
}

bool input_bundle(const char *path, enum bundle_kind kind, struct arena *arena, struct slice *text,
                  struct bundle *out, struct error *error)
{
    struct buffer bytes = {0};
    bool ok = files_read(path, BUNDLE_MOST, &bytes, error);

    if (ok) {
        *text = arena_copy(arena, buffer_slice(&bytes));
        ok = bundle_parse(*text, kind, arena, out, error) || error_file(error, path);
    }
    buffer_free(&bytes);
    return ok;
}

bool input_at(const struct arguments *arguments, instant *out, struct error *error)
{
    const char *text = options_value(arguments, "--at");

    *out = time(NULL);
    return !text || input_instant(text, "--at", out, error);
}

bool input_number(const char *text, const char *option, uint64_t *out, struct error *error)
{
    int64_t number;

    if (!slice_decimal(slice_text(text), &number))
        return error_set(error, ERROR_USAGE, "%s takes a whole number, not \"%.40s\"", option,
                         text);
    *out = (uint64_t)number;
    return true;
}

bool input_instant(const char *text, const char *option, instant *out, struct error *error)
{
    struct slice slice = slice_text(text);
    struct error ignored = {0};

    if (instant_parse_date(slice, out, &ignored) || instant_parse(slice, out, &ignored))
        return true;
    return error_set(error, ERROR_USAGE,
                     "%s takes a day such as 2026-11-01 or a time such as 2026-11-01T00:00:00Z, "
                     "not \"%.40s\"",
                     option, text);
}
