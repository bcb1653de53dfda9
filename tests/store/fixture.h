/* What the store's tests share: folders, statements without signatures that verify, checkpoints. */
#ifndef PROVISO_TESTS_STORE_FIXTURE_H
#define PROVISO_TESTS_STORE_FIXTURE_H

#include "test.h"

#include <ftw.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "crypto/seal.h"
#include "ledger/tile.h"
#include "store/docket.h"
#include "store/exchange.h"
#include "store/journal.h"
#include "store/kept.h"
#include "store/ledgers.h"
#include "store/scan.h"
#include "store/statements.h"
#include "store/tiles.h"

#define MATTER "XA-2026-000017"
#define PUBLIC "XA-register"

enum { START = 1790000000 }; /* the tests' first moment */

static struct error failure;

#define assert_ok(call)                                                                            \
    do {                                                                                           \
        failure = (struct error){0};                                                               \
        if (!(call))                                                                               \
            fail_msg("%s: %s", error_name(failure.code), failure.message);                         \
    } while (0)

#define assert_refused(call, wanted)                                                               \
    do {                                                                                           \
        failure = (struct error){0};                                                               \
        assert_false(call);                                                                        \
        if (failure.code != (wanted))                                                              \
            fail_msg("%s instead of %s: %s", error_name(failure.code), error_name(wanted),         \
                     failure.message);                                                             \
    } while (0)

static inline int remove_one(const char *path, const struct stat *status, int type,
                             struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static inline void remove_folder(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* A folder of its own for each test, in `state`. */
static inline int folder_make(void **state)
{
    char *folder = strdup("/tmp/proviso-store-XXXXXX");

    *state = folder;
    return mkdtemp(folder) ? 0 : -1;
}

static inline int folder_remove(void **state)
{
    remove_folder(*state);
    free(*state);
    return 0;
}

/* "folder/name", freed by the caller. */
static inline char *path_of(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);

    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

static const struct act sample_acts[] = {
    {.type = "request", .effect = EFFECT_PERMITS},
    {.type = "suspension", .effect = EFFECT_RESTRICTS},
};

/* A statement whose payload is `text`; the text must outlive it. */
static inline struct statement sample(const char *chain, const char *state, int64_t seq,
                                      bool restricts, const char *text)
{
    struct statement statement = {
        .bytes = slice_text(text),
        .act = &sample_acts[restricts],
        .effect = sample_acts[restricts].effect,
        .chain = slice_text(chain),
        .seq = seq,
        .by = strcmp(state, "XA") == 0 ? SLICE("xa.court-1.o17") : SLICE("xb.court-1.o17"),
        .at = START,
    };

    statement.hash = sha256_of(statement.bytes);
    memcpy(statement.state, state, 2);
    return statement;
}

static inline void salt_of(uint64_t number, uint8_t salt[ENTRY_SALT])
{
    struct digest digest = sha256_of(slice_of(&number, sizeof number));

    memcpy(salt, digest.bytes, ENTRY_SALT);
}

static inline struct note_signer log_of(enum store_ledger ledger)
{
    static const uint8_t seeds[2][ED25519_SEED] = {{1}, {2}};
    struct note_signer signer;

    assert_ok(note_signer_make(ledger == STORE_MATTERS ? SLICE("proviso.xa/matters")
                                                       : SLICE("proviso.xa/register"),
                               NOTE_ED25519, seeds[ledger == STORE_REGISTER], &signer, &failure));
    return signer;
}

/* Signs the ledger's checkpoint and puts it. */
static inline void put_checkpoint(struct store *store, enum store_ledger ledger, instant at)
{
    struct note_signer signer = log_of(ledger);
    struct checkpoint checkpoint = {0};
    struct buffer note = {0};

    memcpy(checkpoint.origin, signer.key.name, sizeof checkpoint.origin);
    assert_ok(store_ledger_root(store, ledger, &checkpoint.size, &checkpoint.root, &failure));
    assert_ok(checkpoint_sign(&checkpoint, &signer, &note, &failure));
    assert_ok(store_put_checkpoint(store, ledger, buffer_slice(&note), at, &failure));
    buffer_free(&note);
}

/* Appends one statement of its own text in the open transaction: chains of ten. */
static inline void append_numbered(struct store *store, enum store_ledger ledger, uint64_t number)
{
    char text[64], chain[CHAIN_MOST + 1];
    uint8_t salt[ENTRY_SALT];
    struct statement statement;
    uint64_t index;

    snprintf(text, sizeof text, "{\"number\":%llu}", (unsigned long long)number);
    snprintf(chain, sizeof chain, "XA-2026-%06u", (unsigned)(number / 10));
    statement = sample(ledger == STORE_MATTERS ? chain : PUBLIC, "XA",
                       ledger == STORE_MATTERS ? (int64_t)(number % 10) + 1 : (int64_t)number + 1,
                       false, text);
    salt_of(number, salt);
    assert_ok(store_append(store, &statement, SLICE("signatures\n"), START + (instant)number, salt,
                           &index, &failure));
    assert_int_equal(index, number);
}

/* Commits the statements `from` to before `to`. */
static inline void commit_numbered(struct store *store, enum store_ledger ledger, uint64_t from,
                                   uint64_t to)
{
    assert_ok(store_begin(store, &failure));
    for (uint64_t i = from; i < to; i++)
        append_numbered(store, ledger, i);
    put_checkpoint(store, ledger, START + (instant)to);
    assert_ok(store_commit(store, &failure));
}

/* Recomputes everything that follows from the leaves. */
struct recount {
    struct digest *leaves;
    size_t count;
};

static inline bool recount_leaf(void *context, const struct store_leaf *leaf, struct error *error)
{
    struct recount *recount = context;
    struct entry entry;

    assert_int_equal(leaf->index, recount->count);
    assert_true(entry_parse(leaf->entry, &entry, error));
    if (!leaf->destroyed)
        assert_true(entry_records(&entry, leaf->salt, leaf->payload, leaf->signatures));
    recount->leaves = realloc(recount->leaves, (recount->count + 1) * sizeof *recount->leaves);
    recount->leaves[recount->count++] = entry_leaf_hash(leaf->entry);
    return true;
}

static inline bool recount_tile(void *context, const struct store_tile *tile, struct error *error)
{
    const struct recount *recount = context;
    uint64_t span = (uint64_t)1 << (8 * tile->level);

    (void)error;
    assert_int_equal(tile->width, tile_width(tile->level, tile->index, recount->count));
    assert_int_equal(tile->hashes.size, tile->width * DIGEST_SIZE);
    for (unsigned i = 0; i < tile->width; i++) {
        struct digest node =
            merkle_root_of(recount->leaves + (tile->index * TILE_WIDTH + i) * span, span);

        assert_memory_equal(tile->hashes.data + i * DIGEST_SIZE, node.bytes, DIGEST_SIZE);
    }
    return true;
}

/* The ledger's root by its leaves must be that of its edge, tiles and newest checkpoint. */
static inline uint64_t assert_consistent(struct store *store, enum store_ledger ledger)
{
    struct recount recount = {0};
    struct store_checkpoint newest;
    struct checkpoint checkpoint;
    struct arena arena = {0};
    struct digest root, again;
    struct note note;
    uint64_t size;

    assert_ok(store_check(store, &failure));
    assert_ok(store_scan_leaves(store, ledger, recount_leaf, &recount, &failure));
    assert_ok(store_scan_tiles(store, ledger, recount_tile, &recount, &failure));
    assert_ok(store_ledger_root(store, ledger, &size, &root, &failure));
    again = merkle_root_of(recount.leaves, recount.count);
    assert_int_equal(size, recount.count);
    assert_memory_equal(root.bytes, again.bytes, DIGEST_SIZE);
    assert_ok(store_newest_checkpoint(store, ledger, &arena, &newest, &failure));
    assert_int_equal(newest.size, size);
    if (size > 0) {
        assert_ok(note_parse(newest.note, &note, &failure));
        assert_ok(checkpoint_parse(note.text, &checkpoint, &failure));
        assert_memory_equal(checkpoint.root.bytes, root.bytes, DIGEST_SIZE);
    }
    arena_free(&arena);
    free(recount.leaves);
    return size;
}

static inline struct store *memory_store(void)
{
    struct store *store = NULL;

    assert_ok(store_create(&store, NULL, "XA", &failure));
    return store;
}

static inline struct store *file_store(void **state)
{
    struct store *store = NULL;

    assert_ok(store_create(&store, *state, "XA", &failure));
    return store;
}

static inline struct store *reopen(void **state, struct store *store)
{
    store_close(store);
    assert_ok(store_open(&store, *state, &failure));
    return store;
}

#endif
