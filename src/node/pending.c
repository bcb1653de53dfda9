#include "node/pending.h"

#include <stdlib.h>

#include "base/encode.h"
#include "base/json.h"
#include "base/memory.h"
#include "crypto/random.h"
#include "register/acts.h"

static bool not_there(struct error *error)
{
    *error = (struct error){0};
    return error_set(error, ERROR_CHAIN_UNKNOWN, "nothing of that name waits for a signature");
}

/* ---- freezing ---- */

static bool has_room(struct node *node, struct slice official, struct error *error)
{
    struct store_pending *rows;
    struct arena arena = {0};
    size_t count, own = 0;
    bool ok = store_pending_of(node->store, official, &arena, &rows, &count, error);

    for (size_t i = 0; ok && i < count; i++) {
        bool known = false;

        ok = store_knows(node->store, rows[i].hash, &known, error);
        own += slice_equal(rows[i].by, official) && !known;
    }
    arena_free(&arena);
    if (ok && own >= PENDING_MOST)
        ok = error_set(error, ERROR_TOO_LARGE,
                       "%d drafts of yours wait for signatures; hand one in or withdraw one first",
                       PENDING_MOST);
    return ok;
}

static bool put(struct node *node, const struct statement *statement, const struct slice *files,
                size_t count, instant now, const char *id, struct error *error)
{
    struct store_pending row = {
        .id = slice_text(id),
        .by = statement->by,
        .type = slice_text(statement->act->type),
        .chain = statement->chain,
        .hash = statement->hash,
        .made = now,
        .until = now + PENDING_KEPT,
        .signer_count = statement->signer_count,
        .payload = statement->bytes,
        .files = files,
        .file_count = count,
    };
    bool ok;

    memcpy(row.signers, statement->signers, sizeof row.signers);
    if (!store_begin(node->store, error))
        return false;
    ok = store_pending_expire(node->store, now, error) && has_room(node, row.by, error) &&
         store_put_pending(node->store, &row, error) && store_commit(node->store, error);
    if (!ok)
        store_rollback(node->store);
    return ok;
}

bool node_freeze(struct node *node, struct slice official, struct slice payload,
                 const struct slice *files, size_t count, char id[PENDING_ID + 1],
                 struct error *error)
{
    struct statement statement;
    uint8_t chance[PENDING_ID / 2];
    instant now;
    bool ok;

    if (count > PENDING_FILES)
        return error_set(error, ERROR_TOO_LARGE, "at most %d files are kept", PENDING_FILES);
    if (!node_clock(node, &now, error) ||
        !statement_parse(payload, all_acts, all_acts_count, &statement, error))
        return false;
    random_bytes(chance, sizeof chance);
    hex_write(slice_of(chance, sizeof chance), id);
    if (slice_equal(statement.by, official))
        ok = put(node, &statement, files, count, now, id, error);
    else
        ok = error_set(error, ERROR_USAGE, "the payload is another official's");
    statement_free(&statement);
    return ok;
}

/* ---- reading ---- */

static bool may_see(const struct store_pending *row, struct slice official)
{
    bool may = official.size && slice_equal(row->by, official);

    for (size_t i = 0; i < row->signer_count; i++)
        may = may || (official.size && slice_equal(row->signers[i], official));
    return may;
}

/* How far a statement's date may lie back, by the floor; a rulebook may be stricter. */
static int64_t skew_of(const struct node *node, const char *state, instant now)
{
    const struct trust_state *pins = trust_state(&node->trust, state);
    struct register_terms terms;

    if (!pins)
        return PENDING_KEPT;
    register_terms_of(pins, node->floors, &terms);
    return register_skew(&terms, now);
}

static bool find_standing(struct node *node, instant now, struct pending *out, struct error *error)
{
    const struct statement *statement = &out->statement;
    struct node_heads heads;
    bool known;

    out->before = NEVER;
    if (!store_knows(node->store, out->row.hash, &known, error))
        return false;
    out->standing = known ? PENDING_ACCEPTED : PENDING_OPEN;
    if (known || !statement->act)
        return true;
    out->before = statement->at + skew_of(node, statement->state, now);
    if (now > out->before)
        out->standing = PENDING_LATE;
    if (!statement_moves(statement))
        return true;
    if (!node_heads(node, statement->chain, statement->state, &heads, error))
        return false;
    if (heads.seq != statement->seq || !digest_equal(heads.prev, statement->prev) ||
        !digest_equal(heads.seen, statement->seen))
        out->standing = PENDING_MOVED;
    return true;
}

bool node_pending(struct node *node, struct slice official, struct slice id, struct arena *arena,
                  struct pending *out, struct error *error)
{
    struct store_pending *row;
    instant now;

    *out = (struct pending){0};
    if (!node_clock(node, &now, error) || !store_pending(node->store, id, arena, &row, error))
        return false;
    if (!row || row->until < now || !may_see(row, official))
        return not_there(error);
    out->row = *row;
    if (row->payload.size &&
        !statement_parse(row->payload, all_acts, all_acts_count, &out->statement, error))
        return false;
    if (find_standing(node, now, out, error))
        return true;
    pending_free(out);
    return false;
}

void pending_free(struct pending *pending)
{
    statement_free(&pending->statement);
}

bool node_pending_list(struct node *node, struct slice official, struct arena *arena,
                       struct store_pending **out, size_t *count, struct error *error)
{
    size_t kept = 0;
    instant now;

    if (!node_clock(node, &now, error) ||
        !store_pending_of(node->store, official, arena, out, count, error))
        return false;
    for (size_t i = 0; i < *count; i++)
        if ((*out)[i].until >= now)
            (*out)[kept++] = (*out)[i];
    *count = kept;
    return true;
}

bool node_pending_since(struct node *node, const struct pending *pending, struct arena *arena,
                        struct store_statement **out, size_t *count, struct error *error)
{
    const struct statement *statement = &pending->statement;
    struct store_statement *rows;
    int64_t seen = 0;
    size_t all, kept = 0;

    *count = 0;
    if (!store_chain(node->store, pending->row.chain, STORE_CONTENT, arena, &rows, &all, error))
        return false;
    for (size_t i = 0; i < all; i++)
        if (digest_equal(rows[i].hash, statement->seen))
            seen = rows[i].seq;
    for (size_t i = 0; i < all; i++) {
        bool own = strcmp(rows[i].state, statement->state) == 0;

        if (rows[i].received >= pending->row.made || (own && rows[i].seq >= statement->seq) ||
            (!own && rows[i].seq > seen))
            rows[kept++] = rows[i];
    }
    *out = rows;
    *count = kept;
    return true;
}

/* ---- taking back ---- */

bool node_pending_withdraw(struct node *node, struct slice official, struct slice id,
                           struct error *error)
{
    struct store_pending *row;
    struct arena arena = {0};
    bool ok = store_pending(node->store, id, &arena, &row, error);

    if (ok && (!row || !official.size || !slice_equal(row->by, official)))
        ok = not_there(error);
    arena_free(&arena);
    if (!ok || !store_begin(node->store, error))
        return false;
    if (store_pending_remove(node->store, id, error) && store_commit(node->store, error))
        return true;
    store_rollback(node->store);
    return false;
}
