#include "store/phrases.h"

#include <stdlib.h>

#include "base/memory.h"
#include "store/internal.h"

enum {
    ROWS_READ = 512, /* texts that are looked at, by how many phrases they share */
    LIKEST = 64      /* of them, those that are like enough */
};

void store_phrase_key(const struct store *store, uint8_t out[SIPHASH_KEY])
{
    struct digest digest = hmac_sha256(slice_of(store->relation_key, sizeof store->relation_key),
                                       SLICE("proviso phrases"));

    memcpy(out, digest.bytes, SIPHASH_KEY);
}

/* What makes a phrase's hash the tag of an office. */
static uint64_t office_tag(const struct store *store, struct slice office)
{
    uint8_t key[SIPHASH_KEY];

    store_phrase_key(store, key);
    return siphash24(key, office);
}

/* ---- putting ---- */

static bool put_row(struct store *store, const struct store_text *text, const int64_t *tags,
                    size_t count, int64_t *id, struct error *error)
{
    struct query query;
    struct chain chain;
    bool row, ok;

    if (!chain_use(store, text->chain, &chain, error) ||
        !query_start(&query, &store->database,
                     "INSERT INTO text (chain, place, hash, tags) VALUES (?, ?, ?, ?) RETURNING id",
                     error))
        return false;
    query_number(&query, chain.id);
    query_text(&query, text->place);
    query_digest(&query, &text->hash);
    query_blob(&query, slice_of(tags, count * sizeof *tags));
    ok = query_row(&query, &row, error);
    if (ok && row) {
        *id = query_get_number(&query, 0);
        ok = query_row(&query, &row, error);
    }
    query_end(&query);
    return ok;
}

static bool put_tag(struct store *store, int64_t tag, int64_t text, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database,
                     "INSERT OR IGNORE INTO phrase (tag, text) VALUES (?, ?)", error))
        return false;
    query_number(&query, tag);
    query_number(&query, text);
    return query_run(&query, error);
}

bool store_put_text(struct store *store, const struct store_text *text, struct slice office,
                    const uint64_t *phrases, size_t count, struct error *error)
{
    uint64_t own = office_tag(store, office);
    int64_t *tags, id = 0;
    bool ok;

    if (!store_needs_writing(store, error))
        return false;
    tags = memory_take((count + 1) * sizeof *tags);
    for (size_t i = 0; i < count; i++)
        tags[i] = (int64_t)(phrases[i] ^ own);
    ok = put_row(store, text, tags, count, &id, error);
    for (size_t i = 0; ok && i < count; i++)
        ok = put_tag(store, tags[i], id, error);
    free(tags);
    return ok;
}

/* ---- forgetting ---- */

static bool forget_tags(struct store *store, int64_t text, struct slice tags, struct error *error)
{
    for (size_t at = 0; at + sizeof(int64_t) <= tags.size; at += sizeof(int64_t)) {
        struct query query;
        int64_t tag;

        memcpy(&tag, tags.data + at, sizeof tag);
        if (!query_start(&query, &store->database, "DELETE FROM phrase WHERE tag = ? AND text = ?",
                         error))
            return false;
        query_number(&query, tag);
        query_number(&query, text);
        if (!query_run(&query, error))
            return false;
    }
    return true;
}

bool phrases_forget(struct store *store, int64_t chain, struct error *error)
{
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database, "SELECT id, tags FROM text WHERE chain = ?", error))
        return false;
    query_number(&query, chain);
    while (
        (ok = query_row(&query, &row, error)) && row &&
        (ok = forget_tags(store, query_get_number(&query, 0), query_get_bytes(&query, 1), error)))
        ;
    query_end(&query);
    if (!ok || !query_start(&query, &store->database, "DELETE FROM text WHERE chain = ?", error))
        return false;
    query_number(&query, chain);
    return query_run(&query, error);
}

bool phrases_clear(struct store *store, struct error *error)
{
    return database_run(&store->database, "DELETE FROM phrase", error) &&
           database_run(&store->database, "DELETE FROM text", error);
}

/* ---- finding ---- */

/* Texts by their ids, once for each phrase that they share; then each once with its number. */
struct hits {
    struct hit {
        int64_t text;
        size_t shared;
    } * items;
    size_t count, room;
};

static void add_hit(struct hits *hits, int64_t text)
{
    if (hits->count == hits->room) {
        hits->room = hits->room ? 2 * hits->room : 256;
        hits->items = memory_grow(hits->items, hits->room, sizeof *hits->items);
    }
    hits->items[hits->count++] = (struct hit){text, 1};
}

static bool look_up(struct store *store, int64_t tag, struct hits *hits, struct error *error)
{
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT text FROM phrase WHERE tag = ? ORDER BY text DESC LIMIT ?", error))
        return false;
    query_number(&query, tag);
    query_number(&query, STORE_PHRASE_TEXTS);
    while ((ok = query_row(&query, &row, error)) && row)
        add_hit(hits, query_get_number(&query, 0));
    query_end(&query);
    return ok;
}

static int compare_texts(const void *left, const void *right)
{
    int64_t a = ((const struct hit *)left)->text, b = ((const struct hit *)right)->text;

    return a < b ? -1 : a > b;
}

/* Most shared first, then the newer. */
static int compare_shares(const void *left, const void *right)
{
    const struct hit *a = left, *b = right;

    if (a->shared != b->shared)
        return a->shared > b->shared ? -1 : 1;
    return compare_texts(right, left);
}

static void count_hits(struct hits *hits)
{
    size_t kept = 0;

    if (hits->count == 0)
        return;
    qsort(hits->items, hits->count, sizeof *hits->items, compare_texts);
    for (size_t i = 0; i < hits->count; i++)
        if (kept && hits->items[kept - 1].text == hits->items[i].text)
            hits->items[kept - 1].shared++;
        else
            hits->items[kept++] = hits->items[i];
    hits->count = kept;
    qsort(hits->items, hits->count, sizeof *hits->items, compare_shares);
}

struct likeness {
    struct store_text text;
    size_t shared, least; /* of so many phrases of the shorter */
};

static int compare_likeness(const void *left, const void *right)
{
    const struct likeness *a = left, *b = right;
    size_t first = a->shared * b->least, second = b->shared * a->least;

    return first == second ? 0 : first > second ? -1 : 1;
}

/* *taken false: it is of the same chain. */
static bool read_text(struct store *store, const struct hit *hit, struct slice chain, size_t count,
                      struct arena *arena, struct likeness *out, bool *taken, struct error *error)
{
    struct query query;
    bool row, ok;

    *taken = false;
    if (!query_start(&query, &store->database,
                     "SELECT c.name, t.place, t.hash, length(t.tags) FROM text t"
                     " JOIN chain c ON c.id = t.chain WHERE t.id = ?",
                     error))
        return false;
    query_number(&query, hit->text);
    ok = query_row(&query, &row, error);
    if (ok && row && !slice_equal(query_get_bytes(&query, 0), chain)) {
        size_t others = (size_t)query_get_number(&query, 3) / sizeof(int64_t);

        *out = (struct likeness){
            .text = {.chain = arena_copy(arena, query_get_bytes(&query, 0)),
                     .place = arena_copy(arena, query_get_bytes(&query, 1))},
            .shared = hit->shared,
            .least = others < count ? others : count,
        };
        ok = query_get_digest(&query, 2, &out->text.hash) ||
             error_set(error, ERROR_STORE, "a text's hash has not 32 bytes");
        *taken = ok;
    }
    query_end(&query);
    return ok;
}

static bool read_likest(struct store *store, const struct hits *hits, struct slice chain,
                        size_t count, unsigned percent, struct arena *arena,
                        struct likeness likest[LIKEST], size_t *found, struct error *error)
{
    *found = 0;
    for (size_t i = 0; i < hits->count && i < ROWS_READ && *found < LIKEST; i++) {
        struct likeness *next = &likest[*found];
        bool taken;

        if (!read_text(store, &hits->items[i], chain, count, arena, next, &taken, error))
            return false;
        *found += taken && next->shared > 1 && next->shared * 100 >= next->least * percent;
    }
    qsort(likest, *found, sizeof *likest, compare_likeness);
    return true;
}

bool store_like_texts(struct store *store, struct slice chain, struct slice office,
                      const uint64_t *phrases, size_t count, unsigned percent, size_t most,
                      struct arena *arena, struct store_text **out, size_t *found,
                      struct error *error)
{
    struct likeness likest[LIKEST];
    uint64_t own = office_tag(store, office);
    struct hits hits = {0};
    size_t likely = 0;
    bool ok = true;

    for (size_t i = 0; ok && i < count; i++)
        ok = look_up(store, (int64_t)(phrases[i] ^ own), &hits, error);
    if (ok) {
        count_hits(&hits);
        ok = read_likest(store, &hits, chain, count, percent, arena, likest, &likely, error);
    }
    free(hits.items);
    *found = ok && likely < most ? likely : ok ? most : 0;
    *out = arena_take(arena, (*found + 1) * sizeof **out);
    for (size_t i = 0; i < *found; i++)
        (*out)[i] = likest[i].text;
    return ok;
}
