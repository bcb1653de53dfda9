#include "provider/inbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/files.h"
#include "statement/statement.h"

enum { SIGNATURES_MOST = SIGNATURE_BLOCKS * SIGNATURE_ARMOUR_LIMIT };

static const char writs[] = "writs";

static const char *folder_path(struct buffer *out, const char *folder)
{
    return files_path(out, folder, writs);
}

const char *inbox_path(struct buffer *out, const char *folder, struct digest hash, const char *name)
{
    char hex[DIGEST_TEXT];

    buffer_clear(out);
    buffer_format(out, "%s/%s/%s.%s", folder, writs, digest_write(hash, hex), name);
    return buffer_string(out);
}

/* The names in the folder; none where there is no folder yet. */
static bool list(const char *folder, struct arena *arena, struct slice **out, size_t *count,
                 struct error *error)
{
    struct buffer path = {0};
    const char *name = folder_path(&path, folder);
    bool ok = true;

    *count = 0;
    *out = NULL;
    if (files_exist(name))
        ok = files_list(name, arena, out, count, error);
    buffer_free(&path);
    return ok;
}

static bool is_writ(struct slice name, struct digest *hash)
{
    return name.size == DIGEST_TEXT - 1 + 5 && slice_ends(name, SLICE(".writ")) &&
           digest_read(slice_part(name, 0, DIGEST_TEXT - 1), hash);
}

static int newest_first(const void *left, const void *right)
{
    const struct inbox_writ *a = left, *b = right;

    if (a->received != b->received)
        return a->received < b->received ? 1 : -1;
    return memcmp(a->hash.bytes, b->hash.bytes, sizeof a->hash.bytes);
}

bool inbox_list(const char *folder, struct arena *arena, struct inbox_writ **out, size_t *count,
                struct error *error)
{
    struct buffer path = {0};
    struct slice *names;
    size_t found;

    *count = 0;
    if (!list(folder, arena, &names, &found, error))
        return false;
    *out = arena_take(arena, (found + 1) * sizeof **out);
    for (size_t i = 0; i < found; i++) {
        struct inbox_writ *writ = &(*out)[*count];
        struct stat status;

        if (!is_writ(names[i], &writ->hash) ||
            stat(inbox_path(&path, folder, writ->hash, "writ"), &status) != 0)
            continue;
        writ->received = status.st_mtime;
        (*count)++;
    }
    qsort(*out, *count, sizeof **out, newest_first);
    buffer_free(&path);
    return true;
}

static bool has_room(const char *folder, struct error *error)
{
    struct arena arena = {0};
    struct inbox_writ *kept;
    size_t count;
    bool ok = inbox_list(folder, &arena, &kept, &count, error);

    arena_free(&arena);
    return ok && (count < INBOX_WRITS ||
                  error_set(error, ERROR_TOO_LARGE,
                            "%d writs are kept: take old ones out of the provider's folder first",
                            INBOX_WRITS));
}

bool inbox_add(const char *folder, struct slice writ, struct error *error)
{
    struct buffer path = {0};
    bool ok =
        files_folder(folder_path(&path, folder), 0700, error) && files_sync_folder(folder, error);
    const char *name = inbox_path(&path, folder, sha256_of(writ), "writ");

    ok = ok &&
         (files_exist(name) || (has_room(folder, error) && files_replace(name, writ, 0600, error)));
    buffer_free(&path);
    return ok;
}

bool inbox_read(const char *folder, struct digest hash, struct buffer *out, struct error *error)
{
    struct buffer path = {0};
    const char *name = inbox_path(&path, folder, hash, "writ");
    bool ok = files_read(name, BUNDLE_MOST, out, error);

    if (ok && !digest_equal(sha256_of(buffer_slice(out)), hash)) {
        error_set(error, ERROR_CONTENT_DAMAGED, "the file is no longer the writ that was received");
        ok = error_file(error, name);
    }
    buffer_free(&path);
    return ok;
}

/* ---- restrictions by hand ---- */

/* "<writ>.hand.<statement>.json" */
static bool is_hand(struct slice name, const char *writ, struct digest *hash)
{
    struct slice start = slice_text(writ), rest;

    if (!slice_starts(name, start))
        return false;
    rest = slice_from(name, start.size);
    return slice_starts(rest, SLICE(".hand.")) && rest.size == 6 + DIGEST_TEXT - 1 + 5 &&
           slice_ends(rest, SLICE(".json")) &&
           digest_read(slice_part(rest, 6, DIGEST_TEXT - 1), hash);
}

static const char *hand_name(struct digest hash, const char *ending, char out[100])
{
    char hex[DIGEST_TEXT];

    snprintf(out, 100, "hand.%s.json%s", digest_write(hash, hex), ending);
    return out;
}

static bool read_part(const char *folder, struct digest writ, struct digest hand,
                      const char *ending, struct arena *arena, struct slice *out,
                      struct error *error)
{
    struct buffer path = {0}, text = {0};
    char name[100];
    bool ok = files_read(inbox_path(&path, folder, writ, hand_name(hand, ending, name)),
                         STATEMENT_MOST + SIGNATURES_MOST, &text, error);

    *out = arena_copy(arena, buffer_slice(&text));
    buffer_free(&path);
    buffer_free(&text);
    return ok;
}

bool inbox_hands(const char *folder, struct digest hash, struct arena *arena,
                 struct inbox_hands *out, struct error *error)
{
    char hex[DIGEST_TEXT];
    struct slice *names;
    size_t found;

    *out = (struct inbox_hands){0};
    if (!list(folder, arena, &names, &found, error))
        return false;
    digest_write(hash, hex);
    for (size_t i = 0; i < found && out->count < INBOX_HANDS; i++) {
        struct digest *hand = &out->hashes[out->count];
        struct shown_statement *shown = &out->shown[out->count];

        if (!is_hand(names[i], hex, hand))
            continue;
        if (!read_part(folder, hash, *hand, "", arena, &shown->payload, error) ||
            !read_part(folder, hash, *hand, ".sig", arena, &shown->signatures, error))
            return false;
        out->count++;
    }
    return true;
}

static bool has(const struct inbox_hands *hands, struct digest hash)
{
    for (size_t i = 0; i < hands->count; i++)
        if (digest_equal(hands->hashes[i], hash))
            return true;
    return false;
}

bool inbox_add_hand(const char *folder, struct digest hash, struct slice payload,
                    struct slice signatures, struct error *error)
{
    struct digest hand = sha256_of(payload);
    struct inbox_hands known;
    struct arena arena = {0};
    struct buffer path = {0};
    char name[100];
    bool ok = inbox_hands(folder, hash, &arena, &known, error);

    if (ok && known.count == INBOX_HANDS && !has(&known, hand))
        ok = error_set(error, ERROR_TOO_LARGE, "this writ has %d statements by hand already",
                       INBOX_HANDS);
    /* The payload last: without it the signatures are nothing. */
    ok = ok &&
         files_replace(inbox_path(&path, folder, hash, hand_name(hand, ".sig", name)), signatures,
                       0600, error) &&
         files_replace(inbox_path(&path, folder, hash, hand_name(hand, "", name)), payload, 0600,
                       error);
    arena_free(&arena);
    buffer_free(&path);
    return ok;
}
