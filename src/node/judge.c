#include <stdio.h>

#include "base/json.h"
#include "matter/assessment.h"
#include "node/candidate.h"
#include "node/record.h"
#include "store/statements.h"

void candidate_refuse(struct candidate *candidate, enum finding_code code, struct slice value)
{
    struct finding *finding = findings_add(candidate->findings, code, candidate->where);

    finding->outcome = OUTCOME_REFUSE;
    finding->value =
        (struct value){.kind = VALUE_TEXT, .text = arena_copy(candidate->arena, value)};
}

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

/* ---- attachments ---- */

const struct slice *candidate_attachment(const struct candidate *candidate, struct digest hash)
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
    bytes = candidate_attachment(candidate, hash);
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
        candidate_refuse(candidate, FINDING_ATTACHMENT_MISSING, sha256);
    return true;
}

bool candidate_check_attachments(struct candidate *candidate, struct error *error)
{
    const struct statement *statement = &candidate->filed.statement;

    return act_attachments(statement->act, statement->body, check_attachment, candidate, error);
}

/* ---- a matter ---- */

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
    candidate_refuse(candidate, FINDING_CHAIN_BROKEN, statement->by);
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
    text = candidate_attachment(candidate, hash);
    if (!text) {
        candidate_refuse(candidate, FINDING_ATTACHMENT_MISSING, SLICE("answers"));
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
        candidate_refuse(candidate, FINDING_SIGNER_STATE, statement->by);
    matter_check(&known->terms, known->filed.items, known->filed.count, &candidate->filed,
                 candidate->findings);
    if (own && !statement_moves(statement))
        judge_leaf(candidate);
    if (own && !judge_record(candidate, error))
        return false;
    return candidate_check_attachments(candidate, error) && judge_answers(candidate, error) && (!own || judge_texts(candidate, error));
}

bool candidate_judge(struct candidate *candidate, struct error *error)
{
    const struct statement *statement = &candidate->filed.statement;
    bool own = strcmp(statement->state, candidate->node->state) == 0;

    if (candidate->is_draft)
        assume_signatures(candidate);
    hash_attachments(candidate);
    candidate->filed.entry = own ? 0 : NEVER;
    candidate->filed.entered = own ? candidate->now : NEVER;
    candidate->filed.cosigned = NEVER;
    if (statement_is_of(statement, &matter_acts) && !candidate->node->forum)
        return judge_matter(candidate, error);
    if (statement_is_of(statement, &matter_acts)) {
        candidate_refuse(candidate, FINDING_NOT_SERVED, statement->chain);
        return true;
    }
    if (forum_chain_of(statement) != FORUM_CHAINS)
        return candidate_judge_forum(candidate, error);
    if (!own && statement_moves(statement))
        candidate_refuse(candidate, FINDING_SIGNER_STATE, statement->by);
    return statement_is_of(statement, &rules_acts) ? candidate_judge_rules(candidate, error)
                                                   : candidate_judge_register(candidate, error);
}
