#include "base/json.h"
#include "base/memory.h"
#include "crypto/random.h"
#include "node/candidate.h"
#include "node/commit.h"
#include "node/docket.h"
#include "node/record.h"
#include "store/statements.h"

static bool read_statement(struct candidate *candidate, struct error *error)
{
    const struct submission *submission = candidate->submission;
    struct statement *statement = &candidate->filed.statement;

    if (!statement_parse(submission->payload, all_acts, all_acts_count, statement, error))
        return false;
    statement_label(statement, candidate->where);
    if (candidate->is_draft)
        return true;
    if (statement_verify(statement, submission->signatures, candidate->filed.signatures, error))
        return true;
    statement_free(statement);
    return false;
}

/* The States once for many statements, until one changes a register. */
static bool load_for(struct candidate *candidate, struct error *error)
{
    const struct statement *statement = &candidate->filed.statement;
    struct slice chain = statement_is_of(statement, &matter_acts) ? statement->chain : SLICE("");
    bool ok;

    if (candidate->loaded)
        ok = node_load_chain(candidate->node, chain, candidate->known, error);
    else
        ok = node_load(candidate->node, chain, candidate->now, candidate->known, error);
    if (!ok && candidate->loaded)
        known_matter_free(candidate->known);
    candidate->loaded = ok;
    return ok;
}

static void forget_texts(struct candidate *candidate)
{
    texts_free(candidate->texts);
    candidate->texts = NULL;
}

static void unload(struct candidate *candidate)
{
    if (candidate->loaded)
        known_matter_free(candidate->known);
    candidate->loaded = false;
}

static bool refuses(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].outcome == OUTCOME_REFUSE)
            return true;
    return false;
}

bool node_check(struct node *node, const struct submission *submission, struct findings *findings,
                struct statement *parsed, struct arena *arena, struct error *error)
{
    struct known_matter known;
    struct candidate candidate = {
        .node = node,
        .submission = submission,
        .is_draft = submission->signatures.size == 0,
        .findings = findings,
        .known = &known,
        .arena = arena,
    };
    bool ok;

    findings->count = 0;
    if (!node_clock(node, &candidate.now, error) || !read_statement(&candidate, error))
        return false;
    ok = load_for(&candidate, error);
    if (ok) {
        ok = candidate_judge(&candidate, error);
        findings_keep(findings, arena);
        forget_texts(&candidate);
        unload(&candidate);
    }
    if (ok && parsed)
        *parsed = candidate.filed.statement;
    else
        statement_free(&candidate.filed.statement);
    return ok;
}

/* ---- storing ---- */

static bool store_attachment_of(void *context, struct slice sha256, int64_t length,
                                struct slice language, struct error *error)
{
    struct candidate *candidate = context;
    const struct slice *bytes;
    struct digest hash;

    (void)length;
    (void)language;
    digest_read(sha256, &hash);
    bytes = candidate_attachment(candidate, hash);
    return !bytes || store_put_attachment(candidate->node->store, candidate->filed.statement.chain,
                                          hash, *bytes, error);
}

/* A text that becomes law, a file of the forum: named by its SHA-256 alone. */
static bool store_named_file(struct candidate *candidate, struct error *error)
{
    const struct statement *statement = &candidate->filed.statement;
    const char *member = forum_file_member(statement);
    const struct slice *file;
    struct digest hash;

    if (statement_is_of(statement, &rules_acts))
        hash = rules_text(statement);
    else if (!member ||
             !digest_read(json_slice(json_object_get(statement->body, member)), &hash))
        return true;
    file = candidate_attachment(candidate, hash);
    return !file ||
           store_put_attachment(candidate->node->store, statement->chain, hash, *file, error);
}

static bool store_statement_of(struct candidate *candidate, struct error *error)
{
    const struct statement *statement = &candidate->filed.statement;
    struct store *store = candidate->node->store;
    uint8_t salt[ENTRY_SALT];
    uint64_t index;

    random_bytes(salt, sizeof salt);
    if (strcmp(statement->state, candidate->node->state) != 0) {
        if (!store_put_foreign(store, statement, candidate->submission->signatures, candidate->now,
                               error))
            return false;
    } else if (!store_append(store, statement, candidate->submission->signatures, candidate->now,
                             statement_is_of(statement, &matter_acts) ? salt : NULL, &index,
                             error)) {
        return false;
    }
    return record_take(candidate->node, statement, error) &&
           (!candidate->texts || texts_keep(candidate->texts, error)) &&
           act_attachments(statement->act, statement->body, store_attachment_of, candidate,
                           error) &&
           store_named_file(candidate, error);
}

/* What waits for whom now. */
static bool take_turns(struct candidate *candidate, struct error *error)
{
    const struct known_matter *known = candidate->known;

    if (statement_is_of(&candidate->filed.statement, &matter_acts))
        return docket_take(candidate->node, &known->terms, known->filed.items, known->filed.count,
                           &candidate->filed, error);
    candidate->renew |= forum_chain_of(&candidate->filed.statement) == FORUM_CHAINS;
    return true;
}

/* The forum's fold points into its statements: this one lives as long as that. */
static bool keep_for_forum(struct candidate *candidate)
{
    struct filed_list *taken;

    if (forum_chain_of(&candidate->filed.statement) == FORUM_CHAINS || !candidate->known->forum)
        return false;
    taken = &candidate->known->forum->taken;
    taken->items = memory_grow(taken->items, taken->count + 1, sizeof *taken->items);
    taken->items[taken->count++] = candidate->filed;
    return true;
}

/* Takes one statement into the open transaction. */
static bool accept(struct candidate *candidate, struct error *error)
{
    bool ok = false;

    if (!read_statement(candidate, error))
        return false;
    if (load_for(candidate, error)) {
        ok = candidate_judge(candidate, error);
        if (ok && refuses(candidate->findings))
            ok = error_set(error, ERROR_STATEMENT_REFUSED, "%s is refused", candidate->where);
        else if (ok)
            ok = store_statement_of(candidate, error) && take_turns(candidate, error);
        findings_keep(candidate->findings, candidate->arena);
        forget_texts(candidate);
    }
    if (candidate->loaded && keep_for_forum(candidate))
        return ok;
    if (!statement_is_of(&candidate->filed.statement, &matter_acts))
        unload(candidate);
    statement_free(&candidate->filed.statement);
    return ok;
}

bool node_submit(struct node *node, const struct submission *submissions, size_t count,
                 struct findings *findings, size_t *refused, struct arena *arena,
                 struct error *error)
{
    struct known_matter known;
    struct candidate candidate = {
        .node = node, .findings = findings, .known = &known, .arena = arena};
    bool ok;

    findings->count = 0;
    if (!node_need_trust(node, error) || !store_begin(node->store, error))
        return false;
    ok = node_clock(node, &candidate.now, error);
    for (size_t i = 0; ok && i < count; i++) {
        *refused = i;
        findings->count = 0;
        candidate.submission = &submissions[i];
        ok = accept(&candidate, error);
    }
    unload(&candidate);
    /* A register is whole again with its checkpoint. */
    ok = ok && commit_checkpoints(node, candidate.now, error) &&
         (!candidate.renew || docket_renew(node, candidate.now, error)) &&
         store_commit(node->store, error);
    if (ok)
        commit_publish(node);
    else
        store_rollback(node->store);
    return ok;
}
