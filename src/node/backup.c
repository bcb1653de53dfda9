#include "node/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "node/account.h"
#include "node/commit.h"
#include "node/witness.h"
#include "store/exchange.h"
#include "store/ledgers.h"
#include "store/snapshot.h"

enum { SUMS_BYTES = 1 << 20, COPY_BYTES = 1 << 20 };

static const char sums_name[] = "SHA256SUMS";

static const char *joined(struct arena *arena, const char *folder, const char *name)
{
    return (const char *)arena_format(arena, "%s/%s", folder, name).data;
}

/* ---- copying ---- */

/* Reads to the end, writes it where `to` is not below 0, and tells its hash. */
static bool copy_bytes(int from, int to, const char *source, const char *target,
                       struct digest *digest, struct error *error)
{
    struct buffer block = {0};
    struct sha256 hash;
    bool ok = true;

    sha256_start(&hash);
    for (;;) {
        uint8_t *room = buffer_reserve(&block, COPY_BYTES);
        ssize_t got = read(from, room, COPY_BYTES);

        if (got < 0 && errno == EINTR)
            continue;
        ok = got >= 0 || error_system(error, errno, "read", source);
        if (got <= 0)
            break;
        sha256_append(&hash, slice_of(room, (size_t)got));
        ok = to < 0 || files_write_all(to, slice_of(room, (size_t)got), target, error);
        if (!ok)
            break;
    }
    buffer_free(&block);
    *digest = sha256_finish(&hash);
    return ok;
}

/* Copies one file, durably, and tells its hash. The target must not exist. */
static bool copy_file(const char *source, const char *target, struct digest *digest,
                      struct error *error)
{
    int from = open(source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW), to = -1;
    bool ok = from >= 0 || error_system(error, errno, "read", source);

    if (ok) {
        to = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        ok = to >= 0 || error_system(error, errno, "create", target);
    }
    ok = ok && copy_bytes(from, to, source, target, digest, error) &&
         (fsync(to) == 0 || error_system(error, errno, "sync", target));
    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
    return ok;
}

static bool hash_file(const char *path, struct digest *digest, struct error *error)
{
    int from = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    bool ok = from >= 0 || error_system(error, errno, "read", path);

    ok = ok && copy_bytes(from, -1, path, path, digest, error);
    if (from >= 0)
        close(from);
    return ok;
}

/* All regular files of a folder; what the database writes beside itself is the database's. */
static bool copy_folder(const char *source, const char *target, const char *except,
                        struct arena *arena, struct buffer *sums, struct error *error)
{
    struct slice *names;
    size_t count;

    if (!files_list(source, arena, &names, &count, error) || !files_folder(target, 0700, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *name = (const char *)names[i].data;
        struct digest digest;

        if (except && slice_equal(slice_part(names[i], 0, strlen(except)), slice_text(except)))
            continue;
        if (!copy_file(joined(arena, source, name), joined(arena, target, name), &digest, error))
            return false;
        if (sums) {
            digest_append(sums, digest);
            buffer_format(sums, "  %s\n", name);
        }
    }
    return files_sync_folder(target, error);
}

/* The ledgers' seeds and the content keys. */
static bool copy_keys(const char *source, const char *target, struct arena *arena,
                      struct error *error)
{
    return copy_folder(source, target, NULL, arena, NULL, error) &&
           copy_folder(joined(arena, source, "chains"), joined(arena, target, "chains"), NULL,
                       arena, NULL, error);
}

/* ---- all or nothing ---- */

/* Removes a folder of files and of folders of files: what this file makes, and no more. */
static void remove_made(const char *folder, struct arena *arena)
{
    static const char *const below[] = {"keys/chains", "keys", "chains"};
    struct error ignored;
    struct slice *names;
    size_t count;

    for (size_t i = 0; i <= 3; i++) {
        const char *path = i < 3 ? joined(arena, folder, below[i]) : folder;

        if (!files_list(path, arena, &names, &count, &ignored))
            continue;
        for (size_t j = 0; j < count; j++)
            unlink(joined(arena, path, (const char *)names[j].data));
        rmdir(path);
    }
}

/* Starts FOLDER.partial; neither it nor FOLDER may exist. NULL: the error is set. */
static const char *start_partial(const char *folder, struct arena *arena, struct error *error)
{
    const char *partial = (const char *)arena_format(arena, "%s.partial", folder).data;

    if (files_exist(folder)) {
        error_set(error, ERROR_FILE_UNWRITABLE, "%s is there already", folder);
        return NULL;
    }
    if (mkdir(partial, 0700) != 0) {
        error_system(error, errno, "create", partial);
        return NULL;
    }
    return partial;
}

static bool finish_partial(const char *partial, const char *folder, struct arena *arena,
                           struct error *error)
{
    const char *above = joined(arena, folder, "..");

    if (!files_sync_folder(partial, error))
        return false;
    if (rename(partial, folder) != 0)
        return error_system(error, errno, "rename", partial);
    return files_sync_folder(above, error);
}

/* ---- backup ---- */

static bool backup_into(struct node *node, const char *folder, struct arena *arena,
                        struct error *error)
{
    const char *database = joined(arena, folder, "node.db");
    struct buffer sums = {0};
    struct digest digest;
    bool ok = store_snapshot(node->store, database, error) && hash_file(database, &digest, error);

    if (ok) {
        digest_append(&sums, digest);
        buffer_text(&sums, "  node.db\n");
    }
    ok = ok && copy_folder(node->folder, folder, "node.db", arena, &sums, error) &&
         files_create(joined(arena, folder, sums_name), buffer_slice(&sums), 0600, error);
    buffer_free(&sums);
    return ok;
}

static bool backup_keys(struct node *node, const char *keys, struct arena *arena,
                        struct error *error)
{
    const char *partial = start_partial(keys, arena, error);
    bool ok = partial && copy_keys(joined(arena, node->folder, "keys"), partial, arena, error) &&
              finish_partial(partial, keys, arena, error);

    if (partial && !ok)
        remove_made(partial, arena);
    return ok;
}

bool node_backup(struct node *node, const char *folder, const char *keys, struct error *error)
{
    struct arena arena = {0};
    const char *partial = start_partial(folder, &arena, error);
    /* The keys after the database: a key is on the disk before what it seals. */
    bool ok = partial && backup_into(node, partial, &arena, error) &&
              (!keys || backup_keys(node, keys, &arena, error)) &&
              finish_partial(partial, folder, &arena, error);

    if (partial && !ok)
        remove_made(partial, &arena);
    arena_free(&arena);
    return ok;
}

/* ---- restore ---- */

static bool sum_differs(const char *name, struct error *error)
{
    error_set(error, ERROR_LEDGER_DIFFERS, "%s is not as SHA256SUMS says", name);
    return error_file(error, name);
}

/* Copies what SHA256SUMS lists, and nothing else, checking each. */
static bool restore_files(const char *backup, const char *target, struct arena *arena,
                          struct error *error)
{
    struct buffer sums = {0};
    struct slice text, line;
    bool ok = files_read(joined(arena, backup, sums_name), SUMS_BYTES, &sums, error);

    text = buffer_slice(&sums);
    while (ok && slice_line(&text, &line)) {
        struct slice name = slice_from(line, line.size < 66 ? line.size : 66);
        struct digest stated, found;
        const char *file;

        if (!digest_read(slice_part(line, 0, 64), &stated) || name.size == 0 ||
            memchr(name.data, '/', name.size) || name.data[0] == '.') {
            ok = error_set(error, ERROR_LINE_SYNTAX,
                           "a line of SHA256SUMS is a hash, two blanks and the name of a file");
            ok = ok || error_file(error, sums_name);
            break;
        }
        file = (const char *)arena_copy(arena, name).data;
        ok = copy_file(joined(arena, backup, file), joined(arena, target, file), &found, error) &&
             (digest_equal(stated, found) || sum_differs(file, error));
    }
    buffer_free(&sums);
    return ok;
}

/* What the witnesses that were asked have seen of the two ledgers, as bits. */
struct hearing {
    struct node *node;
    uint32_t seen[TRUST_WITNESSES]; /* 1u << enum store_ledger */
};

static bool is_behind(const struct checkpoint *seen, uint64_t size, struct error *error)
{
    return error_set(error, ERROR_STORE_BEHIND,
                     "a witness has cosigned %s at size %llu, the backup ends at %llu: what came "
                     "after it has to be restored too, or the ledger would fork",
                     seen->origin, (unsigned long long)seen->size, (unsigned long long)size);
}

/* The restored ledger is that of the note at its size. */
static bool continues(struct node *node, enum store_ledger ledger, const struct checkpoint *seen,
                      struct error *error)
{
    struct merkle_source source;
    struct store_tree tree;
    struct digest root;

    if (!store_tree_source(node->store, ledger, &tree, &source, error))
        return false;
    if (seen->size > tree.size)
        return is_behind(seen, tree.size, error);
    return merkle_source_root(&source, seen->size, &root, error) &&
           (digest_equal(root, seen->root) ||
            error_set(error, ERROR_LEDGER_DIFFERS,
                      "a witness has cosigned another root of %s at size %llu", seen->origin,
                      (unsigned long long)seen->size));
}

static bool mark_witnesses(struct hearing *hearing, const struct note *note,
                           enum store_ledger ledger, struct error *error)
{
    bool any = false;

    for (size_t i = 0; i < hearing->node->trust.witness_count; i++) {
        instant time;
        bool present;

        if (!note_verify_one(note, &hearing->node->trust.witnesses[i].key, &present, &time, error))
            return false;
        if (!present)
            continue;
        hearing->seen[i] |= 1u << ledger;
        any = true;
    }
    return any || error_set(error, ERROR_TRUST_UNKNOWN, "no pinned witness has cosigned this");
}

static bool hear(struct hearing *hearing, struct slice bytes, struct error *error)
{
    struct node *node = hearing->node;
    const struct trust_state *state = trust_state(&node->trust, node->state);
    struct checkpoint checkpoint;
    enum store_ledger ledger;
    struct note note;
    instant cosigned;

    if (!note_parse(bytes, &note, error) || !checkpoint_parse(note.text, &checkpoint, error))
        return false;
    if (!witness_is_own(node, &checkpoint, &ledger))
        return error_set(error, ERROR_TRUST_UNKNOWN, "this is not a checkpoint of %s's own ledgers",
                         node->state);
    return trust_checkpoint(&node->trust, state,
                            ledger == STORE_MATTERS ? &state->matters : &state->ledger_register,
                            bytes, &checkpoint, &cosigned, NULL, error) &&
           mark_witnesses(hearing, &note, ledger, error) &&
           continues(node, ledger, &checkpoint, error);
}

static bool is_excused(const struct restoration *restoration, const char *name)
{
    for (size_t i = 0; i < restoration->without_count; i++)
        if (strcmp(restoration->without[i], name) == 0)
            return true;
    return false;
}

/* Everyone who may have cosigned something newer has been asked. */
static bool all_heard(const struct restoration *restoration, const struct hearing *hearing,
                      struct error *error)
{
    const uint32_t both = 1u << STORE_MATTERS | 1u << STORE_REGISTER;
    const struct trust *trust = &hearing->node->trust;

    for (size_t i = 0; i < trust->witness_count; i++) {
        const char *name = trust->witnesses[i].key.name;

        if (strcmp(trust->witnesses[i].state, hearing->node->state) == 0 ||
            hearing->seen[i] == both || is_excused(restoration, name))
            continue;
        return error_set(error, ERROR_TRUST_UNKNOWN,
                         "what %s has seen last of %s is not given: ask it for \"proviso ledger "
                         "seen %s\" of both ledgers, or say that it cannot be asked",
                         name,
                         hearing->seen[i] & 1u << STORE_MATTERS ? "the register ledger"
                                                                : "the matters ledger",
                         hearing->node->state);
    }
    return true;
}

static bool check_restored(const struct restoration *restoration, const char *folder,
                           struct error *error)
{
    struct hearing hearing = {.seen = {0}};
    struct node node;
    instant now;
    bool ok;

    if (!node_open(folder, &node, error))
        return false;
    hearing.node = &node;
    ok = node_need_trust(&node, error);
    for (size_t i = 0; ok && i < restoration->seen_count; i++)
        ok = hear(&hearing, restoration->seen[i], error);
    ok = ok && all_heard(restoration, &hearing, error) && node_clock(&node, &now, error) &&
         account_restored(&node, now, error);
    node_close(&node);
    return ok;
}

static bool publish(const char *folder, struct error *error)
{
    struct node node;

    if (!node_open(folder, &node, error))
        return false;
    commit_publish(&node);
    if (node.unpublished.code != ERROR_NONE)
        *error = node.unpublished;
    node_close(&node);
    return error->code == ERROR_NONE;
}

bool node_restore(const struct restoration *restoration, struct error *error)
{
    struct arena arena = {0};
    const char *partial = start_partial(restoration->folder, &arena, error);
    bool ok = partial && restore_files(restoration->backup, partial, &arena, error) &&
              copy_keys(restoration->keys, joined(&arena, partial, "keys"), &arena, error) &&
              check_restored(restoration, partial, error) &&
              finish_partial(partial, restoration->folder, &arena, error);

    if (partial && !ok)
        remove_made(partial, &arena);
    ok = ok && publish(restoration->folder, error);
    arena_free(&arena);
    return ok;
}

/* ---- what a witness has seen ---- */

static bool add_own_line(struct node *node, const struct store_foreign_checkpoint *last,
                         struct arena *arena, struct buffer *out, struct error *error)
{
    struct slice origin = slice_text(last->checkpoint.origin);
    char name[32];
    struct store_cosignature *lines;
    size_t count, newest;

    snprintf(name, sizeof name, "proviso.%c%c/witness", node->state[0] - 'A' + 'a',
             node->state[1] - 'A' + 'a');
    if (!store_cosignatures(node->store, origin, last->checkpoint.size, arena, &lines, &count,
                            error))
        return false;
    newest = count;
    for (size_t i = 0; i < count; i++)
        if (slice_is(lines[i].witness, name) && (newest == count || lines[i].at > lines[newest].at))
            newest = i;
    return newest < count ? checkpoint_add(last->note, lines[newest].line, out, error)
                          : error_set(error, ERROR_ENTRY_MISSING, "this node has not cosigned %s",
                                      last->checkpoint.origin);
}

bool node_seen(struct node *node, const char *state, enum store_ledger ledger, struct buffer *out,
               struct error *error)
{
    struct store_foreign_checkpoint last;
    struct arena arena = {0};
    char name[32];
    bool ok;

    if (!name_is_state(slice_text(state)) || strcmp(state, node->state) == 0)
        return error_set(error, ERROR_USAGE, "name another State: two capitals such as XB");
    ok = store_newest_foreign_checkpoint(node->store, node_origin(state, ledger, name), &arena,
                                         &last, error);
    if (ok && last.note.size == 0)
        ok = error_set(error, ERROR_ENTRY_MISSING, "this node has seen no checkpoint of %s", name);
    ok = ok && add_own_line(node, &last, &arena, out, error);
    arena_free(&arena);
    return ok;
}
