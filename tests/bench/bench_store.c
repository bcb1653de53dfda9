#include "bench_store.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "crypto/random.h"
#include "store/internal.h"
#include "store/ledgers.h"
#include "store/schema.h"
#include "store/statements.h"

enum {
    PAYLOAD = 2600,   /* bytes of a statement with a full scope */
    SIGNATURES = 300, /* of one armoured Ed25519 signature */
    MATTERS = 2048,   /* that exist before the measurement */
    MOST = 1024,      /* of a batch */
    START = 1790000000,
};

static const unsigned batches[BENCH_STORE_BATCHES] = {1, 64, 256, 1024};

static const struct act request = {.type = "request", .effect = EFFECT_PERMITS};

struct sample {
    struct statement statement;
    char chain[CHAIN_MOST + 1];
    uint8_t payload[PAYLOAD], salt[ENTRY_SALT];
};

struct run {
    char *folder;
    struct store *store;
    struct note_signer log;
    uint64_t count; /* statements so far */
    struct sample *samples;
    uint8_t signatures[SIGNATURES];
};

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

/* A statement of its own bytes at a matter's next place. */
static void make_sample(struct sample *sample, uint64_t matter, int64_t seq)
{
    snprintf(sample->chain, sizeof sample->chain, "XA-%04u-%06u",
             (unsigned)(2000 + matter / 1000000), (unsigned)(matter % 1000000));
    random_bytes(sample->payload, 64);
    random_bytes(sample->salt, sizeof sample->salt);
    sample->statement = (struct statement){
        .bytes = slice_of(sample->payload, PAYLOAD),
        .hash = sha256_of(slice_of(sample->payload, PAYLOAD)),
        .act = &request,
        .effect = EFFECT_PERMITS,
        .chain = slice_text(sample->chain),
        .seq = seq,
        .by = SLICE("xa.court-1.o17"),
        .state = "XA",
        .at = START,
    };
}

/* Spread over the matters that exist, one place further on in each round. */
static void make_batch(struct run *run, unsigned batch)
{
    for (unsigned i = 0; i < batch; i++, run->count++)
        make_sample(&run->samples[i], run->count % MATTERS, (int64_t)(run->count / MATTERS) + 1);
}

static bool sign_checkpoint(struct run *run, struct error *error)
{
    struct checkpoint checkpoint = {.origin = "proviso.xa/matters"};
    struct buffer note = {0};
    bool ok;

    ok = store_ledger_root(run->store, STORE_MATTERS, &checkpoint.size, &checkpoint.root, error) &&
         checkpoint_sign(&checkpoint, &run->log, &note, error) &&
         store_put_checkpoint(run->store, STORE_MATTERS, buffer_slice(&note), START, error);
    buffer_free(&note);
    return ok;
}

static bool store_batch(struct run *run, unsigned batch, struct error *error)
{
    struct slice signatures = slice_of(run->signatures, SIGNATURES);
    uint64_t index;
    bool ok = store_begin(run->store, error);

    for (unsigned i = 0; ok && i < batch; i++)
        ok = store_append(run->store, &run->samples[i].statement, signatures, START,
                          run->samples[i].salt, &index, error);
    return ok && sign_checkpoint(run, error) && store_commit(run->store, error);
}

/* A node with its matters, each with a first statement. */
static bool run_open(struct run *run, const char *folder, struct error *error)
{
    static const uint8_t seed[ED25519_SEED] = {1};
    size_t size = strlen(folder) + 32;

    *run = (struct run){.folder = memory_take(size)};
    run->samples = memory_take(MOST * sizeof *run->samples);
    memset(run->signatures, 'x', SIGNATURES);
    snprintf(run->folder, size, "%s/bench-store-XXXXXX", folder);
    if (!mkdtemp(run->folder))
        return error_set(error, ERROR_FILE_UNWRITABLE, "cannot write in %s", folder);
    if (!note_signer_make(SLICE("proviso.xa/matters"), NOTE_ED25519, seed, &run->log, error) ||
        !store_create(&run->store, run->folder, "XA", error))
        return false;
    while (run->count < MATTERS) {
        make_batch(run, MOST);
        if (!store_batch(run, MOST, error))
            return false;
    }
    return true;
}

static void run_close(struct run *run)
{
    store_close(run->store);
    nftw(run->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(run->folder);
    free(run->samples);
}

static bool measure_store(struct run *run, unsigned batch, double seconds, double *rate,
                          struct error *error)
{
    double spent = 0, start;
    uint64_t before = run->count;

    while (spent < seconds) {
        make_batch(run, batch);
        start = now();
        if (!store_batch(run, batch, error))
            return false;
        spent += now() - start;
    }
    *rate = (double)(run->count - before) / spent;
    return true;
}

/* As above, every tenth statement being the first of its matter. */
static bool measure_matters(struct run *run, unsigned batch, double seconds, double *rate,
                            struct error *error)
{
    double spent = 0, start;
    uint64_t done = 0;

    while (spent < seconds) {
        for (unsigned i = 0; i < batch; i++, done++)
            make_sample(&run->samples[i], 1000000 + done / 10, (int64_t)(done % 10) + 1);
        start = now();
        if (!store_batch(run, batch, error))
            return false;
        spent += now() - start;
    }
    *rate = (double)done / spent;
    return true;
}

/* Bare SQLite: the statements prepared once, their rows, and nothing around them. */
struct bare {
    struct database database;
    sqlite3_stmt *statement, *content, *leaf, *tile, *checkpoint;
    uint64_t leaves;
    uint8_t bytes[PAYLOAD + SIGNATURES + ENTRY_SALT + 4 + SEAL_OVERHEAD], hashes[8192];
    char note[200];
};

static bool prepare(struct bare *bare, const char *sql, sqlite3_stmt **out, struct error *error)
{
    return sqlite3_prepare_v2(bare->database.handle, sql, -1, out, NULL) == SQLITE_OK ||
           database_fail(&bare->database, error);
}

static bool step(struct bare *bare, sqlite3_stmt *statement, struct error *error)
{
    bool ok = sqlite3_step(statement) == SQLITE_DONE || database_fail(&bare->database, error);

    sqlite3_reset(statement);
    return ok;
}

static bool bare_open(struct bare *bare, const char *folder, struct error *error)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/node.db", folder);
    random_bytes(bare->bytes, sizeof bare->bytes);
    random_bytes(bare->hashes, sizeof bare->hashes);
    memset(bare->note, 'n', sizeof bare->note);
    return database_open(&bare->database, path, &schema_node, error) &&
           prepare(bare,
                   "INSERT INTO statement (chain, state, seq, hash, type, office, moves, entry,"
                   " received) VALUES (?, 'XA', ?, ?, 'request', 'xa.court-1', 1, ?, 1790000000)",
                   &bare->statement, error) &&
           prepare(bare, "INSERT INTO content (statement, bytes) VALUES (?, ?)", &bare->content,
                   error) &&
           prepare(bare,
                   "INSERT INTO leaf (ledger, idx, statement, entered, commitment)"
                   " VALUES (1, ?, ?, 1790000000, ?)",
                   &bare->leaf, error) &&
           prepare(bare,
                   "INSERT INTO tile (ledger, level, idx, width, hashes) VALUES (1, ?, ?, ?, ?)"
                   " ON CONFLICT (ledger, level, idx) DO UPDATE SET width = excluded.width,"
                   " hashes = excluded.hashes",
                   &bare->tile, error) &&
           prepare(bare,
                   "INSERT INTO checkpoint (ledger, size, note, at)"
                   " VALUES (1, ?, ?, 1790000000)",
                   &bare->checkpoint, error);
}

static void bare_close(struct bare *bare)
{
    sqlite3_finalize(bare->statement);
    sqlite3_finalize(bare->content);
    sqlite3_finalize(bare->leaf);
    sqlite3_finalize(bare->tile);
    sqlite3_finalize(bare->checkpoint);
    database_close(&bare->database);
}

static bool bare_tile(struct bare *bare, int level, uint64_t index, unsigned width,
                      struct error *error)
{
    if (width == 0)
        return true;
    sqlite3_bind_int(bare->tile, 1, level);
    sqlite3_bind_int64(bare->tile, 2, (int64_t)index);
    sqlite3_bind_int(bare->tile, 3, (int)width);
    sqlite3_bind_blob(bare->tile, 4, bare->hashes, (int)width * DIGEST_SIZE, SQLITE_STATIC);
    return step(bare, bare->tile, error);
}

static bool bare_row(struct bare *bare, const struct sample *sample, uint64_t chain,
                     struct error *error)
{
    const void *hash = sample->statement.hash.bytes;
    int64_t id;

    sqlite3_bind_int64(bare->statement, 1, (int64_t)chain);
    sqlite3_bind_int64(bare->statement, 2, sample->statement.seq);
    sqlite3_bind_blob(bare->statement, 3, hash, DIGEST_SIZE, SQLITE_STATIC);
    sqlite3_bind_int64(bare->statement, 4, (int64_t)bare->leaves);
    if (!step(bare, bare->statement, error))
        return false;
    id = sqlite3_last_insert_rowid(bare->database.handle);
    sqlite3_bind_int64(bare->content, 1, id);
    sqlite3_bind_blob(bare->content, 2, bare->bytes, sizeof bare->bytes, SQLITE_STATIC);
    sqlite3_bind_int64(bare->leaf, 1, (int64_t)bare->leaves);
    sqlite3_bind_int64(bare->leaf, 2, id);
    sqlite3_bind_blob(bare->leaf, 3, hash, DIGEST_SIZE, SQLITE_STATIC);
    if (!step(bare, bare->content, error) || !step(bare, bare->leaf, error))
        return false;
    bare->leaves++;
    return bare->leaves % TILE_WIDTH != 0 ||
           bare_tile(bare, 0, bare->leaves / TILE_WIDTH - 1, TILE_WIDTH, error);
}

static bool bare_batch(struct bare *bare, const struct run *run, unsigned batch,
                       struct error *error)
{
    uint64_t first = run->count - batch;

    if (!database_begin(&bare->database, error))
        return false;
    for (unsigned i = 0; i < batch; i++)
        if (!bare_row(bare, &run->samples[i], (first + i) % MATTERS + 1, error))
            return false;
    sqlite3_bind_int64(bare->checkpoint, 1, (int64_t)bare->leaves);
    sqlite3_bind_text(bare->checkpoint, 2, bare->note, sizeof bare->note, SQLITE_STATIC);
    return bare_tile(bare, 0, bare->leaves / TILE_WIDTH, bare->leaves % TILE_WIDTH, error) &&
           bare_tile(bare, 1, 0, (unsigned)(bare->leaves / TILE_WIDTH % TILE_WIDTH), error) &&
           step(bare, bare->checkpoint, error) && database_commit(&bare->database, error);
}

static bool measure_bare(struct run *run, unsigned batch, double seconds, double *rate,
                         struct error *error)
{
    struct bare bare = {.leaves = run->count};
    uint64_t before = run->count;
    double spent = 0, start;
    bool ok;

    store_close(run->store);
    run->store = NULL;
    ok = bare_open(&bare, run->folder, error);
    while (ok && spent < seconds) {
        make_batch(run, batch);
        start = now();
        ok = bare_batch(&bare, run, batch, error);
        spent += now() - start;
    }
    *rate = ok ? (double)(run->count - before) / spent : 0;
    bare_close(&bare);
    return ok;
}

typedef bool measurement(struct run *run, unsigned batch, double seconds, double *rate,
                         struct error *error);

/* Each measurement has a new node, so that all databases are of the same size. */
static bool measure(const char *folder, measurement *how, unsigned batch, double seconds,
                    double *rate, struct error *error)
{
    struct run run;
    bool ok = run_open(&run, folder, error) && how(&run, batch, seconds, rate, error);

    run_close(&run);
    return ok;
}

bool bench_store(const char *folder, double seconds, struct bench_store *out, struct error *error)
{
    *out = (struct bench_store){.payload = PAYLOAD, .signatures = SIGNATURES};
    for (unsigned i = 0; i < BENCH_STORE_BATCHES; i++) {
        unsigned batch = out->batches[i].batch = batches[i];

        if (!measure(folder, measure_store, batch, seconds, &out->batches[i].store, error) ||
            !measure(folder, measure_bare, batch, seconds, &out->batches[i].bare, error) ||
            !measure(folder, measure_matters, batch, seconds, &out->batches[i].matters, error))
            return false;
    }
    return true;
}
