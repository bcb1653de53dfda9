#include <stdio.h>

#include "base/json.h"
#include "crypto/random.h"
#include "matter/assessment.h"
#include "node/commit.h"
#include "node/docket.h"
#include "node/record.h"
#include "node/texts.h"
#include "store/statements.h"
#include "writ/adopted.h"

enum {
    MATTERS_MOST = 999999,     /* numbers of a year */
    RULEBOOK_AHEAD = 366 * DAY /* from its adoption to its date, at most */
};

/* One statement on its way: parsed, signed, judged. */
struct candidate {
    struct node *node;
    const struct submission *submission;
    struct digest *attachments; /* the hashes of its files */
    struct filed filed;
    struct texts *texts; /* those that were judged, or NULL */
    bool is_draft;       /* a draft: nobody has signed yet */
    instant now;
    struct findings *findings;
    struct known_matter *known;
    bool renew;  /* a register or its law was changed: the docket follows */
    bool loaded; /* the States in `known` are those of the open transaction */
    struct arena *arena;
    char where[80];
};

static void refuse(struct candidate *candidate, enum finding_code code, struct slice value)
{
    struct finding *finding = findings_add(candidate->findings, code, candidate->where);

    finding->outcome = OUTCOME_REFUSE;
    finding->value =
        (struct value){.kind = VALUE_TEXT, .text = arena_copy(candidate->arena, value)};
}

/* ---- signatures ---- */

/* For a draft: good signatures by the keys that the register has for those who are to sign. */
static void assume_signatures(struct candidate *candidate)
{
    const struct statement *statement = &candidate->filed.statement;
    const struct trust_state *pins = trust_state(&candidate->node->trust, statement->state);

    for (size_t i = 0; i < statement->signer_count; i++) {
        struct slice name = statement->signers[i];

        for (size_t s = 0; s < candidate->known->state_count; s++) {
            const struct official *official =
                register_official(&candidate->known->states[s].state_register, name);

            if (official)
                register_assume(&candidate->known->states[s].state_register, official,
                                &candidate->filed.signatures[i]);
        }
        if (pins && slice_ends(slice_part(name, 0, name.size - 1), SLICE(".root-")) &&
            name.data[name.size - 1] >= '1' && name.data[name.size - 1] <= '3')
            candidate->filed.signatures[i].ssh = pins->roots[name.data[name.size - 1] - '1'];
    }
}

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

/* ---- attachments ---- */

static const struct slice *find_attachment(const struct candidate *candidate, struct digest hash)
{
    for (size_t i = 0; i < candidate->submission->attachment_count; i++)
        if (digest_equal(candidate->attachments[i], hash))
            return &candidate->submission->attachments[i];
    return NULL;
}

static void hash_attachments(struct candidate *candidate)
{
    size_t count = candidate->submission->attachment_count;

    candidate->attachments = arena_take(candidate->arena, count * sizeof *candidate->attachments);
    for (size_t i = 0; i < count; i++)
        candidate->attachments[i] = sha256_of(candidate->submission->attachments[i]);
}

/* Which field names a text. */
struct naming {
    struct slice sha256;
    char place[120]; /* "targets[0].suspicion" */
};

static bool match_place(void *context, const struct field *field, const char *place,
                        struct slice sha256, struct error *error)
{
    struct naming *naming = context;

    (void)field;
    (void)error;
    if (!naming->place[0] && slice_equal(sha256, naming->sha256))
        snprintf(naming->place, sizeof naming->place, "%s", place);
    return true;
}

/* A text that is missing, by its field: a clerk has files with names, not with hashes. */
static void refuse_missing(struct candidate *candidate, struct slice sha256)
{
    const struct statement *statement = &candidate->filed.statement;
    struct naming naming = {.sha256 = sha256};
    struct error ignored = {0};
    struct finding *finding;

    act_texts(statement->act, statement->body, match_place, &naming, &ignored);
    finding = findings_add(candidate->findings, FINDING_ATTACHMENT_MISSING, candidate->where);
    if (finding->code != FINDING_ATTACHMENT_MISSING)
        return;
    finding->value =
        (struct value){.kind = VALUE_TEXT, .text = arena_copy(candidate->arena, sha256)};
    snprintf(finding->where, sizeof finding->where, "%.60s: %.50s", candidate->where, naming.place);
}

/* An attachment is there, has its length, and hides behind 32 random bytes what a hash would tell.
 * A restriction of another State counts without. */
static bool check_attachment(void *context, struct slice sha256, int64_t length,
                             struct slice language, struct error *error)
{
    struct candidate *candidate = context;
    const struct slice *bytes;
    struct digest hash;
    uint64_t stored;
    bool known;

    (void)language;
    digest_read(sha256, &hash);
    bytes = find_attachment(candidate, hash);
    if (!bytes) {
        if (!store_knows_attachment(candidate->node->store, candidate->filed.statement.chain, hash,
                                    &known, &stored, error))
            return false;
        if ((!known || stored != (uint64_t)length) &&
            strcmp(candidate->filed.statement.state, candidate->node->state) == 0)
            refuse_missing(candidate, sha256);
        return true;
    }
    if (bytes->size != (uint64_t)length || bytes->size < 66 || bytes->data[64] != '\n' ||
        slice_find(*bytes, 0, '\n') != 64)
        refuse(candidate, FINDING_ATTACHMENT_MISSING, sha256);
    return true;
}

static bool store_attachment_of(void *context, struct slice sha256, int64_t length,
                                struct slice language, struct error *error)
{
    struct candidate *candidate = context;
    const struct slice *bytes;
    struct digest hash;

    (void)length;
    (void)language;
    digest_read(sha256, &hash);
    bytes = find_attachment(candidate, hash);
    return !bytes || store_put_attachment(candidate->node->store, candidate->filed.statement.chain,
                                          hash, *bytes, error);
}

/* ---- each vocabulary's own questions ---- */

static const struct verified_state *own_state(const struct candidate *candidate)
{
    for (size_t i = 0; i < candidate->known->state_count; i++)
        if (strcmp(candidate->known->states[i].state_register.state,
                   candidate->filed.statement.state) == 0)
            return &candidate->known->states[i];
    return NULL;
}

static bool terms_of(const struct candidate *candidate, struct register_terms *out)
{
    const struct trust_state *pins =
        trust_state(&candidate->node->trust, candidate->filed.statement.state);

    if (pins)
        register_terms_of(pins, candidate->node->floors, out);
    return pins;
}

static bool judge_register(struct candidate *candidate, struct error *error)
{
    const struct verified_state *state = own_state(candidate);
    struct register_terms terms;

    (void)error;
    if (!terms_of(candidate, &terms)) {
        refuse(candidate, FINDING_TRUST_LACKS_STATE, slice_text(candidate->filed.statement.state));
        return true;
    }
    register_check(&terms, state ? state->register_statements.items : NULL,
                   state ? state->register_statements.count : 0, &candidate->filed,
                   candidate->findings);
    return true;
}

/* One that begins far ahead would leave no place for a stricter one before it. */
static bool begins_soon(const struct candidate *candidate, const struct rulebook *book,
                        struct error *error)
{
    if (book->from <= candidate->now + RULEBOOK_AHEAD)
        return true;
    error_where(error, "[rulebook] from");
    return error_set(error, ERROR_MEMBER_VALUE,
                     "it begins more than a year ahead, and no stricter one could begin before it");
}

static bool judge_rulebook_text(struct candidate *candidate, struct slice text, struct error *error)
{
    struct rulebook *book = arena_take(candidate->arena, sizeof *book);
    const struct verified_state *state = own_state(candidate);
    struct error chain = {0};

    if (!floors_rulebook(candidate->node->floors, text, candidate->arena, book, error))
        return error_file(error, "rulebook");
    if (strcmp(book->state, candidate->filed.statement.state) != 0)
        refuse(candidate, FINDING_SIGNER_STATE, slice_text(book->state));
    else if (!begins_soon(candidate, book, &chain) ||
             !rulebook_follows(state && state->book_count ? state->book_list[state->book_count - 1]
                                                          : NULL,
                               book, &chain))
        finding_error(findings_add(candidate->findings, FINDING_RULEBOOK_CHAIN, candidate->where),
                      &chain, candidate->arena);
    return true;
}

static void judge_offences_text(struct candidate *candidate, struct slice text)
{
    const struct verified_state *state = own_state(candidate);
    struct slice whose = json_slice(json_object_get(candidate->filed.statement.body, "register"));
    struct offence_register read;
    struct error error = {0};

    if (!adopted_offences_read(text, whose, state ? state->offences : NULL,
                               state ? state->offence_count : 0, candidate->arena, &read, &error))
        finding_error(findings_add(candidate->findings, FINDING_OFFENCES_BAD, candidate->where),
                      &error, candidate->arena);
}

/* The text that becomes law is among the attachments, is that State's, and follows what was before.
 */
static bool judge_text(struct candidate *candidate, struct error *error)
{
    const struct statement *statement = &candidate->filed.statement;
    const struct slice *text = find_attachment(candidate, rules_text(statement));
    bool is_rulebook = statement->number == RULES_RULEBOOK;

    if (!text)
        refuse(candidate, is_rulebook ? FINDING_RULEBOOK_MISSING : FINDING_OFFENCES_MISSING,
               SLICE("the text is not attached"));
    else if (is_rulebook)
        return judge_rulebook_text(candidate, *text, error);
    else
        judge_offences_text(candidate, *text);
    return true;
}

static bool judge_rules(struct candidate *candidate, struct error *error)
{
    const struct verified_state *state = own_state(candidate);
    size_t before = state ? state->rules_statements.count : 0;
    struct filed *all = arena_take(candidate->arena, (before + 1) * sizeof *all);
    struct findings earlier = {0};
    struct adoptions adoptions;
    struct register_terms terms;

    if (!terms_of(candidate, &terms)) {
        refuse(candidate, FINDING_TRUST_LACKS_STATE, slice_text(candidate->filed.statement.state));
        return true;
    }
    if (before)
        memcpy(all, state->rules_statements.items, before * sizeof *all);
    all[before] = candidate->filed;
    rules_fold(&terms, all, before + 1, &adoptions, &earlier);
    adoptions_free(&adoptions);
    for (size_t i = 0; i < earlier.count; i++)
        if (strcmp(earlier.items[i].where, candidate->where) == 0)
            refuse(candidate, earlier.items[i].code, earlier.items[i].value.text);
    return judge_text(candidate, error);
}

/* A restriction names, as `prev`, nothing or an earlier statement of its State's chain. */
static void judge_leaf(struct candidate *candidate)
{
    const struct statement *statement = &candidate->filed.statement;

    if (digest_is_zero(statement->prev) && statement->seq == 1)
        return;
    for (size_t i = 0; i < candidate->known->filed.count; i++) {
        const struct statement *earlier = &candidate->known->filed.items[i].statement;

        if (digest_equal(earlier->hash, statement->prev) &&
            strcmp(earlier->state, statement->state) == 0 && earlier->seq + 1 == statement->seq)
            return;
    }
    refuse(candidate, FINDING_CHAIN_BROKEN, statement->by);
}

/* The grounds on which the rulebooks of the matter refuse; without rulebooks, every one. */
static uint64_t refuse_on(const struct matter *matter)
{
    return matter->has_rules ? (uint64_t)matter->rules.limits[PARAMETER_REFUSE_ON]
                             : vocabulary_all(&words_ground);
}

static bool judge_answers(struct candidate *candidate, struct error *error)
{
    const struct statement *statement = &candidate->filed.statement;
    json_t *answers = json_object_get(statement->body, "answers");
    const struct slice *text;
    struct digest hash;

    if (statement->number != MATTER_RIGHTS_ASSESSMENT)
        return true;
    digest_read(json_slice(json_object_get(answers, "sha256")), &hash);
    text = find_attachment(candidate, hash);
    if (!text) {
        refuse(candidate, FINDING_ATTACHMENT_MISSING, SLICE("answers"));
        return true;
    }
    return assessment_check(statement, *text, refuse_on(candidate->known->matter), candidate->where,
                            candidate->findings, error);
}

/* The application of another State on the candidate's chain, or NULL. */
static const struct filed *foreign_application(const struct candidate *candidate)
{
    for (size_t i = 0; i < candidate->known->filed.count; i++) {
        const struct filed *filed = &candidate->known->filed.items[i];

        if (filed->statement.act == &matter_acts.acts[MATTER_APPLICATION] &&
            strcmp(filed->statement.state, candidate->node->state) != 0)
            return filed;
    }
    return NULL;
}

/* What an application says of earlier matters is held against this node's record (P4): an own one when
 * it is made; another State's whenever something here is to rest on it, since by then more may have
 * been sent. What was done already is recorded all the same. */
static bool judge_record(struct candidate *candidate, struct error *error)
{
    const uint32_t resting = 1u << MATTER_RECEIPT | 1u << MATTER_RIGHTS_ASSESSMENT |
                             1u << MATTER_APPROVAL | 1u << MATTER_RESUMPTION;
    const struct statement *statement = &candidate->filed.statement;
    const struct filed *application = NULL;
    struct filed made = candidate->filed;
    char where[80];

    if (statement_moves(statement) && statement->number == MATTER_APPLICATION) {
        made.entry = INT64_MAX; /* it comes after everything that is there */
        application = &made;
    } else if (statement_moves(statement) && resting >> statement->number & 1) {
        application = foreign_application(candidate);
    }
    if (!application)
        return true;
    statement_label(&application->statement, where);
    return record_judge(candidate->node, application, where, candidate->arena, candidate->findings,
                        error);
}

/* P1, P4, P5: what is attached says something, and says it itself. */
static bool judge_texts(struct candidate *candidate, struct error *error)
{
    const struct texts_question question = {
        .node = candidate->node,
        .known = candidate->known,
        .filed = &candidate->filed,
        .submission = candidate->submission,
        .attachments = candidate->attachments,
    };

    return texts_judge(&question, candidate->findings, &candidate->texts, error);
}

static bool judge_matter(struct candidate *candidate, struct error *error)
{
    const struct statement *statement = &candidate->filed.statement;
    struct known_matter *known = candidate->known;
    bool own = strcmp(statement->state, candidate->node->state) == 0;

    if (!own && statement_moves(statement))
        refuse(candidate, FINDING_SIGNER_STATE, statement->by);
    matter_check(&known->terms, known->filed.items, known->filed.count, &candidate->filed,
                 candidate->findings);
    if (own && !statement_moves(statement))
        judge_leaf(candidate);
    if (own && !judge_record(candidate, error))
        return false;
    return act_attachments(statement->act, statement->body, check_attachment, candidate, error) &&
           judge_answers(candidate, error) && (!own || judge_texts(candidate, error));
}

static bool judge(struct candidate *candidate, struct error *error)
{
    const struct statement *statement = &candidate->filed.statement;
    bool own = strcmp(statement->state, candidate->node->state) == 0;

    if (candidate->is_draft)
        assume_signatures(candidate);
    hash_attachments(candidate);
    candidate->filed.entry = own ? 0 : NEVER;
    candidate->filed.entered = own ? candidate->now : NEVER;
    candidate->filed.cosigned = NEVER;
    if (statement_is_of(statement, &matter_acts))
        return judge_matter(candidate, error);
    if (!own && statement_moves(statement))
        refuse(candidate, FINDING_SIGNER_STATE, statement->by);
    return statement_is_of(statement, &rules_acts) ? judge_rules(candidate, error)
                                                   : judge_register(candidate, error);
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
        ok = judge(&candidate, error);
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

static bool store_rules_text(struct candidate *candidate, struct error *error)
{
    const struct statement *statement = &candidate->filed.statement;
    const struct slice *text;

    if (!statement_is_of(statement, &rules_acts))
        return true;
    text = find_attachment(candidate, rules_text(statement));
    return !text || store_put_attachment(candidate->node->store, statement->chain,
                                         rules_text(statement), *text, error);
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
           store_rules_text(candidate, error);
}

/* What waits for whom now. */
static bool take_turns(struct candidate *candidate, struct error *error)
{
    const struct known_matter *known = candidate->known;

    if (statement_is_of(&candidate->filed.statement, &matter_acts))
        return docket_take(candidate->node, &known->terms, known->filed.items, known->filed.count,
                           &candidate->filed, error);
    candidate->renew = true;
    return true;
}

/* Takes one statement into the open transaction. */
static bool accept(struct candidate *candidate, struct error *error)
{
    bool ok = false;

    if (!read_statement(candidate, error))
        return false;
    if (load_for(candidate, error)) {
        ok = judge(candidate, error);
        if (ok && refuses(candidate->findings))
            ok = error_set(error, ERROR_STATEMENT_REFUSED, "%s is refused", candidate->where);
        else if (ok)
            ok = store_statement_of(candidate, error) && take_turns(candidate, error);
        findings_keep(candidate->findings, candidate->arena);
        forget_texts(candidate);
    }
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

/* ---- what the next statement names ---- */

bool node_heads(struct node *node, struct slice chain, const char *state, struct node_heads *out,
                struct error *error)
{
    struct known_matter known;
    struct store_head head;
    struct slice kind;

    *out = (struct node_heads){.seq = 1};
    if (!name_is_chain(chain, &kind))
        return error_set(error, ERROR_CHAIN_UNKNOWN,
                         "\"%.*s\" is not a chain such as XA-2026-000017",
                         SLICE_ARG(slice_part(chain, 0, 60)));
    if (!store_head(node->store, chain, state, &head, error))
        return false;
    out->seq = head.seq + 1;
    out->prev = head.hash;
    if (kind.size)
        return true;
    if (!node_load(node, chain, 0, &known, error))
        return false;
    for (int side = 0; side < 2; side++)
        if (known.matter->exchange && strcmp(known.matter->state[side], state) != 0)
            out->seen = known.matter->heads[side].hash;
    known_matter_free(&known);
    return true;
}

bool node_new_chain(struct node *node, instant now, char out[CHAIN_MOST], struct error *error)
{
    char year[INSTANT_TEXT], prefix[CHAIN_MOST];
    int64_t number;

    instant_format(now, year);
    snprintf(prefix, sizeof prefix, "%s-%.4s-", node->state, year);
    if (!store_last_number(node->store, slice_text(prefix), &number, error))
        return false;
    if (number >= MATTERS_MOST)
        return error_set(error, ERROR_TOO_LARGE,
                         "the last number of this year is taken; name one that is free");
    snprintf(out, CHAIN_MOST, "%s%06lld", prefix, (long long)number + 1);
    return true;
}
