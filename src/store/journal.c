#include "store/journal.h"

#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "store/internal.h"
#include "store/schema.h"

struct journal {
    struct database database;
};

bool journal_open(struct journal **out, const char *folder, struct error *error)
{
    struct journal *journal = memory_take(sizeof *journal);
    struct buffer path = {0};
    const char *name = folder ? files_path(&path, folder, "journal.db") : NULL;
    bool ok;

    if (name && files_exist(name))
        ok = database_finish(name, &schema_journal, error) &&
             database_open(&journal->database, name, &schema_journal, error);
    else
        ok = database_create(&journal->database, name, &schema_journal, error) &&
             (!folder || files_sync_folder(folder, error));
    if (ok)
        *out = journal;
    else
        journal_close(journal);
    buffer_free(&path);
    return ok;
}

void journal_close(struct journal *journal)
{
    if (!journal)
        return;
    database_close(&journal->database);
    free(journal);
}

struct release_row {
    bool known, finished, same; /* `same`: bound to the same sources and list */
};

static bool read_release(struct journal *journal, const struct journal_release *release,
                         struct release_row *out, struct error *error)
{
    struct query query;
    bool ok;

    *out = (struct release_row){0};
    if (!query_start(&query, &journal->database,
                     "SELECT sources, privileged, finished FROM release"
                     " WHERE matter = ? AND decision = ?",
                     error))
        return false;
    query_text(&query, release->matter);
    query_digest(&query, &release->decision);
    ok = query_row(&query, &out->known, error);
    if (ok && out->known) {
        out->same = slice_equal(query_get_bytes(&query, 0), digest_slice(&release->sources)) &&
                    slice_equal(query_get_bytes(&query, 1), digest_slice(&release->privileged));
        out->finished = !query_is_null(&query, 2);
    }
    query_end(&query);
    return ok;
}

/* Ends the transaction as the work in it went. */
static bool end(struct journal *journal, bool ok, struct error *error)
{
    if (ok)
        return database_commit(&journal->database, error);
    database_rollback(&journal->database);
    return false;
}

static bool insert_release(struct journal *journal, const struct journal_release *release,
                           instant at, struct error *error)
{
    struct query query;

    if (!query_start(&query, &journal->database,
                     "INSERT INTO release (matter, decision, sources, privileged, begun)"
                     " VALUES (?, ?, ?, ?, ?)",
                     error))
        return false;
    query_text(&query, release->matter);
    query_digest(&query, &release->decision);
    query_digest(&query, &release->sources);
    query_digest(&query, &release->privileged);
    query_number(&query, at);
    return query_run(&query, error);
}

static bool begin_inside(struct journal *journal, const struct journal_release *release, instant at,
                         struct error *error)
{
    struct release_row row;

    if (!read_release(journal, release, &row, error))
        return false;
    if (!row.known)
        return insert_release(journal, release, at, error);
    if (row.finished)
        return error_set(error, ERROR_RELEASE_REPEATED,
                         "this decision has been carried out: another release takes a new one");
    return row.same || error_set(error, ERROR_RELEASE_REPEATED,
                                 "this decision was begun with other sources or another list");
}

bool journal_begin(struct journal *journal, const struct journal_release *release, instant at,
                   struct error *error)
{
    return database_begin(&journal->database, error) &&
           end(journal, begin_inside(journal, release, at, error), error);
}

static bool finish_inside(struct journal *journal, const struct journal_release *release,
                          instant at, struct error *error)
{
    struct release_row row;
    struct query query;

    if (!read_release(journal, release, &row, error))
        return false;
    if (!row.known || !row.same)
        return error_set(error, ERROR_STORE, "a release ends that was not begun");
    if (row.finished)
        return true;
    if (!query_start(&query, &journal->database,
                     "UPDATE release SET finished = ? WHERE matter = ? AND decision = ?", error))
        return false;
    query_number(&query, at);
    query_text(&query, release->matter);
    query_digest(&query, &release->decision);
    return query_run(&query, error);
}

bool journal_finish(struct journal *journal, const struct journal_release *release, instant at,
                    struct error *error)
{
    return database_begin(&journal->database, error) &&
           end(journal, finish_inside(journal, release, at, error), error);
}

bool journal_state_of(struct journal *journal, struct slice matter, struct digest decision,
                      enum journal_state *out, struct error *error)
{
    struct journal_release release = {.matter = matter, .decision = decision};
    struct release_row row;

    if (!read_release(journal, &release, &row, error))
        return false;
    *out = !row.known ? JOURNAL_NEW : row.finished ? JOURNAL_FINISHED : JOURNAL_BEGUN;
    return true;
}

bool journal_newest_checkpoint(struct journal *journal, struct slice origin, bool *known,
                               struct journal_checkpoint *out, struct error *error)
{
    struct query query;
    bool ok;

    *out = (struct journal_checkpoint){.origin = origin};
    if (!query_start(&query, &journal->database,
                     "SELECT size, root FROM checkpoint WHERE origin = ?", error))
        return false;
    query_text(&query, origin);
    ok = query_row(&query, known, error);
    if (ok && *known) {
        out->size = (uint64_t)query_get_number(&query, 0);
        query_get_digest(&query, 1, &out->root);
    }
    query_end(&query);
    return ok;
}

bool journal_newest_head(struct journal *journal, struct slice chain, const char *state,
                         struct journal_head *out, struct error *error)
{
    struct slice name = slice_part(slice_text(state), 0, STATE_TEXT - 1);
    struct query query;
    bool row, ok;

    *out = (struct journal_head){.chain = chain};
    memcpy(out->state, name.data, name.size);
    if (!query_start(&query, &journal->database,
                     "SELECT seq, hash FROM head WHERE chain = ? AND state = ?", error))
        return false;
    query_text(&query, chain);
    query_text(&query, name);
    ok = query_row(&query, &row, error);
    if (ok && row) {
        out->seq = query_get_number(&query, 0);
        query_get_digest(&query, 1, &out->hash);
    }
    query_end(&query);
    return ok;
}

static bool check_checkpoint(struct journal *journal, const struct journal_checkpoint *shown,
                             struct error *error)
{
    struct journal_checkpoint before;
    bool known;

    if (!journal_newest_checkpoint(journal, shown->origin, &known, &before, error))
        return false;
    if (!known || shown->size > before.size)
        return true;
    if (shown->size < before.size)
        return error_set(error, ERROR_CHECKPOINT_OLD,
                         "the checkpoint of %.*s has %llu entries, one seen before has %llu",
                         SLICE_ARG(slice_part(shown->origin, 0, NAME_MOST)),
                         (unsigned long long)shown->size, (unsigned long long)before.size);
    return digest_compare(shown->root, before.root) == 0 ||
           error_set(error, ERROR_CHECKPOINT_FORKED,
                     "%.*s has shown two different ledgers of %llu entries",
                     SLICE_ARG(slice_part(shown->origin, 0, NAME_MOST)),
                     (unsigned long long)shown->size);
}

static bool check_head(struct journal *journal, const struct journal_head *shown,
                       struct error *error)
{
    struct journal_head before;

    if (!journal_newest_head(journal, shown->chain, shown->state, &before, error))
        return false;
    if (before.seq == 0 || shown->seq > before.seq)
        return true;
    if (shown->seq < before.seq)
        return error_set(error, ERROR_CHECKPOINT_OLD,
                         "the head of %s in %.*s is %lld, one seen before is %lld", shown->state,
                         SLICE_ARG(slice_part(shown->chain, 0, NAME_MOST)), (long long)shown->seq,
                         (long long)before.seq);
    return digest_compare(shown->hash, before.hash) == 0 ||
           error_set(error, ERROR_CHECKPOINT_FORKED, "%s has shown two heads %lld in %.*s",
                     shown->state, (long long)shown->seq,
                     SLICE_ARG(slice_part(shown->chain, 0, NAME_MOST)));
}

bool journal_check(struct journal *journal, const struct journal_seen *seen, struct error *error)
{
    for (size_t i = 0; i < seen->checkpoint_count; i++)
        if (!check_checkpoint(journal, &seen->checkpoints[i], error))
            return false;
    for (size_t i = 0; i < seen->head_count; i++)
        if (!check_head(journal, &seen->heads[i], error))
            return false;
    return true;
}

static bool put_checkpoint(struct journal *journal, const struct journal_checkpoint *shown,
                           struct error *error)
{
    struct query query;

    if (!check_checkpoint(journal, shown, error) ||
        !query_start(&query, &journal->database,
                     "INSERT INTO checkpoint (origin, size, root) VALUES (?, ?, ?)"
                     " ON CONFLICT (origin) DO UPDATE SET size = excluded.size,"
                     " root = excluded.root",
                     error))
        return false;
    query_text(&query, shown->origin);
    query_number(&query, (int64_t)shown->size);
    query_digest(&query, &shown->root);
    return query_run(&query, error);
}

static bool put_head(struct journal *journal, const struct journal_head *shown, struct error *error)
{
    struct query query;

    if (!check_head(journal, shown, error) ||
        !query_start(&query, &journal->database,
                     "INSERT INTO head (chain, state, seq, hash) VALUES (?, ?, ?, ?)"
                     " ON CONFLICT (chain, state) DO UPDATE SET seq = excluded.seq,"
                     " hash = excluded.hash",
                     error))
        return false;
    query_text(&query, shown->chain);
    query_text(&query, slice_text(shown->state));
    query_number(&query, shown->seq);
    query_digest(&query, &shown->hash);
    return query_run(&query, error);
}

static bool put_restriction(struct journal *journal, const struct journal_restriction *shown,
                            struct error *error)
{
    struct query query;
    bool clash;

    if (!query_start(&query, &journal->database,
                     "INSERT INTO restriction (chain, hash, payload, signatures)"
                     " VALUES (?, ?, ?, ?)",
                     error))
        return false;
    query_text(&query, shown->chain);
    query_digest(&query, &shown->hash);
    query_blob(&query, shown->payload);
    query_blob(&query, shown->signatures);
    return query_insert(&query, &clash, error);
}

static bool see_inside(struct journal *journal, const struct journal_seen *seen,
                       struct error *error)
{
    for (size_t i = 0; i < seen->checkpoint_count; i++)
        if (!put_checkpoint(journal, &seen->checkpoints[i], error))
            return false;
    for (size_t i = 0; i < seen->head_count; i++)
        if (!put_head(journal, &seen->heads[i], error))
            return false;
    for (size_t i = 0; i < seen->restriction_count; i++)
        if (!put_restriction(journal, &seen->restrictions[i], error))
            return false;
    return true;
}

bool journal_see(struct journal *journal, const struct journal_seen *seen, struct error *error)
{
    return database_begin(&journal->database, error) &&
           end(journal, see_inside(journal, seen, error), error);
}

bool journal_restrictions(struct journal *journal, struct slice chain, struct arena *arena,
                          struct journal_restriction **out, size_t *count, struct error *error)
{
    struct slice name = arena_copy(arena, chain);
    struct journal_restriction *rows = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    *out = NULL;
    *count = 0;
    if (!query_start(&query, &journal->database,
                     "SELECT hash, payload, signatures FROM restriction WHERE chain = ?"
                     " ORDER BY hash",
                     error))
        return false;
    query_text(&query, chain);
    while ((ok = query_row(&query, &row, error)) && row) {
        struct journal_restriction *item;

        rows = rows_grow(arena, rows, used, &room, sizeof *rows);
        item = &rows[used++];
        item->chain = name;
        query_get_digest(&query, 0, &item->hash);
        item->payload = arena_copy(arena, query_get_bytes(&query, 1));
        item->signatures = arena_copy(arena, query_get_bytes(&query, 2));
    }
    query_end(&query);
    if (!ok)
        return false;
    *out = rows;
    *count = used;
    return true;
}
