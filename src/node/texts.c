#include "node/texts.h"

#include <stdio.h>

#include "crypto/random.h"
#include "store/statements.h"

/* One text with where it stands. */
struct written {
    const struct statement *statement;
    const char *place; /* "targets[0].suspicion" */
    enum prose_kind kind;
    struct prose prose;
};

/* The statement's own texts, then those of the matter before it, statement by statement. */
struct reading {
    const struct texts_question *question;
    const struct statement *statement; /* whose texts are being read */
    uint8_t key[SIPHASH_KEY];
    struct effective rules;
    struct written *texts;
    size_t count, room, own; /* the first `own` are the statement's */
    struct arena arena;
};

/* ---- reading ---- */

static bool is_own(const struct reading *reading, const struct statement *statement)
{
    return strcmp(statement->state, reading->question->node->state) == 0;
}

/* From the submission, or as it is stored with the chain. *found false: neither has it. */
static bool bytes_of(struct reading *reading, struct digest hash, struct buffer *out, bool *found,
                     struct error *error)
{
    const struct submission *submission = reading->question->submission;
    struct store *store = reading->question->node->store;
    uint64_t length;

    for (size_t i = 0; i < submission->attachment_count; i++)
        if (digest_equal(reading->question->attachments[i], hash)) {
            buffer_append(out, submission->attachments[i]);
            *found = true;
            return true;
        }
    return store_knows_attachment(store, reading->statement->chain, hash, found, &length, error) &&
           (!*found || store_attachment(store, reading->statement->chain, hash, out, error));
}

static struct written *add(struct reading *reading)
{
    if (reading->count == reading->room) {
        size_t room = reading->room ? 2 * reading->room : 32;
        struct written *texts = arena_take(&reading->arena, room * sizeof *texts);

        if (reading->count)
            memcpy(texts, reading->texts, reading->count * sizeof *texts);
        reading->texts = texts;
        reading->room = room;
    }
    return &reading->texts[reading->count++];
}

static bool read_one(void *context, const struct field *field, const char *place,
                     struct slice sha256, struct error *error)
{
    struct reading *reading = context;
    struct buffer bytes = {0};
    struct written *written;
    struct prose prose;
    struct digest hash;
    bool found, ok;

    if (field->prose == PROSE_NONE)
        return true;
    digest_read(sha256, &hash);
    ok = bytes_of(reading, hash, &bytes, &found, error);
    if (ok && found) {
        ok = prose_read(buffer_slice(&bytes), reading->key, &reading->arena, &prose, error);
        if (!ok && !is_own(reading, reading->statement))
            ok = true; /* what cannot be read says nothing */
        else if (!ok)
            error_where(error, "%s", place);
    }
    if (ok && found) {
        written = add(reading);
        *written = (struct written){
            .statement = reading->statement,
            .place = (const char *)arena_copy(&reading->arena, slice_text(place)).data,
            .kind = field->prose,
            .prose = prose,
        };
    }
    buffer_wipe_free(&bytes);
    return ok;
}

static bool read_statement(struct reading *reading, const struct statement *statement,
                           struct error *error)
{
    reading->statement = statement;
    return act_texts(statement->act, statement->body, read_one, reading, error);
}

/* The rest of the matter is only read where there is something to compare. */
static bool read_matter(struct reading *reading, struct error *error)
{
    const struct filed_list *filed = &reading->question->known->filed;

    if (!read_statement(reading, &reading->question->filed->statement, error))
        return false;
    reading->own = reading->count;
    for (size_t i = 0; reading->own && i < filed->count; i++)
        if (!read_statement(reading, &filed->items[i].statement, error))
            return false;
    return true;
}

/* ---- judging ---- */

/* A court decides in its own words: that is part of its independence. */
static bool is_courts(const struct statement *statement)
{
    return statement->act->decides && statement->act->by_roles & 1u << ROLE_JUDGE;
}

/* Questions decide nothing, and what restricts protects: neither waits for better wording. */
static enum outcome outcome_of(const struct reading *reading, const struct statement *statement)
{
    bool decides = statement->effect == EFFECT_PERMITS ||
                   (statement->effect == EFFECT_RECORDS && !statement->act->decides);

    return decides && statement == &reading->question->filed->statement ? OUTCOME_REFUSE
                                                                        : OUTCOME_NOTE;
}

static struct finding *find(struct reading *reading, const struct written *text,
                            enum finding_code code, const char *where, struct findings *findings)
{
    struct finding *finding = findings_add(findings, code, where);

    if (finding->code != code)
        return NULL; /* no room: it says TOO_MANY, and nothing else */
    finding->outcome = outcome_of(reading, text->statement);
    if (slice_starts(slice_text(text->place), SLICE("targets[")))
        finding->row = "P4"; /* each target's own facts, each third party's own justification */
    return finding;
}

static void limit(struct reading *reading, struct finding *finding, enum parameter parameter,
                  uint64_t value)
{
    if (!finding)
        return;
    finding->rule = parameter_name(reading->rules.measure, parameter);
    finding->whose = reading->rules.whose[parameter];
    finding->value = (struct value){.kind = VALUE_COUNT, .number = (int64_t)value};
    finding->limit = parameter_value(parameter, reading->rules.limits[parameter]);
}

static void judge_length(struct reading *reading, const struct written *text,
                         struct findings *findings)
{
    char where[sizeof findings->items->where], label[80];

    statement_label(text->statement, label);
    snprintf(where, sizeof where, "%.40s: %.60s", label, text->place);
    if (text->prose.words == 0)
        find(reading, text, FINDING_TEXT_EMPTY, where, findings);
    else if (text->kind != PROSE_BRIEF &&
             text->prose.different < (uint64_t)reading->rules.limits[PARAMETER_WORDS])
        limit(reading, find(reading, text, FINDING_TEXT_SHORT, where, findings), PARAMETER_WORDS,
              text->prose.different);
}

static void find_copy(struct reading *reading, const struct written *text,
                      const struct written *other, unsigned percent, struct findings *findings)
{
    bool same = other->statement == text->statement;
    enum finding_code code =
        !same && is_courts(text->statement) ? FINDING_REASONS_COPIED : FINDING_TEXT_COPIED;
    char where[sizeof findings->items->where], label[80], others[80];

    statement_label(text->statement, label);
    statement_label(other->statement, others);
    snprintf(where, sizeof where, "%.24s: %.26s, copies %.24s%s%.26s", label, text->place,
             same ? "" : others, same ? "" : ": ", other->place);
    limit(reading, find(reading, text, code, where, findings), PARAMETER_OVERLAP, percent);
}

/* The same office decides the same matter once more, in place of what it decided before: its reasons
 * are no copy for standing there again. */
static bool is_restated(const struct written *text, const struct written *other)
{
    return text->statement != other->statement && text->statement->act->decides &&
           text->statement->act == other->statement->act &&
           slice_equal(name_office(text->statement->by), name_office(other->statement->by)) &&
           strcmp(text->place, other->place) == 0;
}

/* Whether the text at `index` was written with the other one at hand. */
static bool comes_after(const struct reading *reading, size_t index, size_t other)
{
    if (index < reading->own)
        return other < index || other >= reading->own;
    return other >= reading->own && other < index;
}

/* The one that it copies most. */
static void judge_copy(struct reading *reading, size_t index, struct findings *findings)
{
    const struct written *text = &reading->texts[index], *worst = NULL;
    unsigned most = (unsigned)reading->rules.limits[PARAMETER_OVERLAP];

    for (size_t i = 0; i < reading->count; i++) {
        const struct written *other = &reading->texts[i];
        unsigned percent;

        if (other->kind == PROSE_BRIEF || !comes_after(reading, index, i) ||
            is_restated(text, other))
            continue;
        percent = prose_overlap(&text->prose.phrases, &other->prose.phrases);
        if (percent <= most)
            continue;
        most = percent;
        worst = other;
    }
    if (worst)
        find_copy(reading, text, worst, most, findings);
}

/* A court that approves is told of the other State's texts, too. */
static bool is_judged(const struct reading *reading, size_t index)
{
    const struct statement *statement = reading->texts[index].statement;

    return index < reading->own || (reading->question->filed->statement.number == MATTER_APPROVAL &&
                                    !is_own(reading, statement) && statement_moves(statement));
}

static void judge_all(struct reading *reading, struct findings *findings)
{
    for (size_t i = 0; i < reading->count; i++) {
        const struct written *text = &reading->texts[i];

        if (!is_judged(reading, i))
            continue;
        judge_length(reading, text, findings);
        if (text->kind != PROSE_BRIEF)
            judge_copy(reading, i, findings);
    }
}

static bool find_rules(struct reading *reading)
{
    const struct known_matter *known = reading->question->known;

    if (!known->matter->has_rules)
        return matter_rules(&known->terms, reading->question->filed, &reading->rules);
    reading->rules = known->matter->rules;
    return true;
}

bool texts_judge(const struct texts_question *question, struct findings *findings,
                 struct error *error)
{
    struct reading reading = {.question = question};
    bool ok;

    if (!find_rules(&reading))
        return true;
    random_bytes(reading.key, sizeof reading.key);
    ok = read_matter(&reading, error);
    if (ok)
        judge_all(&reading, findings);
    arena_free(&reading.arena);
    return ok;
}
