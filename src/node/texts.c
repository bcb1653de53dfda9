#include "node/texts.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "node/texts_read.h"
#include "store/phrases.h"

enum { PLACE_TEXT = 120 }; /* of a finding */

/* The rest of the matter is only read where there is something to compare. */
static bool read_matter(struct texts *texts, struct error *error)
{
    const struct filed_list *filed = &texts->question.known->filed;

    if (!texts_read(texts, &texts->question.filed->statement, error))
        return false;
    texts->own = texts->count;
    for (size_t i = 0; texts->own && i < filed->count; i++)
        if (!texts_read(texts, &filed->items[i].statement, error))
            return false;
    return true;
}

static bool find_rules(struct texts *texts)
{
    const struct known_matter *known = texts->question.known;

    if (!known->matter->has_rules)
        return matter_rules(&known->terms, texts->question.filed, &texts->rules);
    texts->rules = known->matter->rules;
    return true;
}

/* ---- findings ---- */

static bool is_next(const struct texts *texts, const struct written *text)
{
    return text->statement == &texts->question.filed->statement;
}

static struct finding *find(const struct texts *texts, const struct written *text,
                            enum finding_code code, const char *where, struct findings *findings)
{
    struct finding *finding = findings_add(findings, code, where);

    if (finding->code != code)
        return NULL; /* no room: it says TOO_MANY, and nothing else */
    if (!is_next(texts, text) || !texts_bind(text->statement))
        finding->outcome = OUTCOME_NOTE;
    if (slice_starts(slice_text(text->place), SLICE("targets[")))
        finding->row = "P4"; /* each target's own facts, each third party's own justification */
    return finding;
}

static void limit(const struct texts *texts, struct finding *finding, enum parameter parameter,
                  uint64_t value)
{
    if (!finding)
        return;
    finding->rule = parameter_name(texts->rules.measure, parameter);
    finding->whose = texts->rules.whose[parameter];
    finding->value = (struct value){.kind = VALUE_COUNT, .number = (int64_t)value};
    finding->limit = parameter_value(parameter, texts->rules.limits[parameter]);
}

/* ---- length ---- */

static void judge_length(const struct texts *texts, const struct written *text,
                         struct findings *findings)
{
    char where[PLACE_TEXT], label[80];

    statement_label(text->statement, label);
    snprintf(where, sizeof where, "%.40s: %.60s", label, text->place);
    if (text->prose.words == 0)
        find(texts, text, FINDING_TEXT_EMPTY, where, findings);
    else if (text->kind != PROSE_BRIEF &&
             text->prose.different < (uint64_t)texts->rules.limits[PARAMETER_WORDS])
        limit(texts, find(texts, text, FINDING_TEXT_SHORT, where, findings), PARAMETER_WORDS,
              text->prose.different);
}

/* ---- copies ---- */

/* A court decides in its own words: that is part of its independence. */
static enum finding_code copy_code(const struct written *text)
{
    const struct act *act = text->statement->act;

    return act->decides && act->by_roles & 1u << ROLE_JUDGE ? FINDING_REASONS_COPIED
                                                            : FINDING_TEXT_COPIED;
}

/* `whose` is the other statement or chain; empty: the same statement. */
static struct finding *find_copy(const struct texts *texts, const struct written *text,
                                 enum finding_code code, struct slice whose, struct slice place,
                                 unsigned percent, struct findings *findings)
{
    char where[PLACE_TEXT], label[80];
    struct finding *finding;

    statement_label(text->statement, label);
    snprintf(where, sizeof where, "%.24s: %.26s, copies %.*s%s%.*s", label, text->place,
             (int)slice_part(whose, 0, 24).size, (const char *)whose.data, whose.size ? ": " : "",
             (int)slice_part(place, 0, 26).size, (const char *)place.data);
    finding = find(texts, text, code, where, findings);
    limit(texts, finding, PARAMETER_OVERLAP, percent);
    return finding;
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
static bool comes_after(const struct texts *texts, size_t index, size_t other)
{
    if (index < texts->own)
        return other < index || other >= texts->own;
    return other >= texts->own && other < index;
}

/* Of those in the matter, the one that it copies most. */
static void judge_matter(const struct texts *texts, size_t index, struct findings *findings)
{
    const struct written *text = &texts->items[index], *worst = NULL;
    unsigned most = (unsigned)texts->rules.limits[PARAMETER_OVERLAP];
    char label[80];

    for (size_t i = 0; i < texts->count; i++) {
        const struct written *other = &texts->items[i];
        unsigned percent;

        if (other->kind == PROSE_BRIEF || !comes_after(texts, index, i) || is_restated(text, other))
            continue;
        percent = prose_overlap(&text->prose.phrases, &other->prose.phrases);
        if (percent <= most)
            continue;
        most = percent;
        worst = other;
    }
    if (!worst)
        return;
    statement_label(worst->statement, label);
    if (worst->statement == text->statement)
        find_copy(texts, text, FINDING_TEXT_COPIED, SLICE(""), slice_text(worst->place), most,
                  findings);
    else
        find_copy(texts, text, copy_code(text), slice_text(label), slice_text(worst->place), most,
                  findings);
}

static bool judge_earlier(struct texts *texts, const struct written *text,
                          struct findings *findings, struct error *error)
{
    struct earlier_copy copy;
    struct finding *finding;

    if (!texts_earlier(texts, text, &copy, error))
        return false;
    if (!copy.chain.size)
        return true;
    finding =
        find_copy(texts, text, copy_code(text), copy.chain, copy.place, copy.percent, findings);
    if (finding && copy.outcome == OUTCOME_NOTE)
        finding->outcome = OUTCOME_NOTE;
    return true;
}

/* A court that approves is told of the other State's texts, too. */
static bool is_judged(const struct texts *texts, const struct written *text)
{
    return is_next(texts, text) ||
           (texts->question.filed->statement.number == MATTER_APPROVAL &&
            !texts_is_own(texts, text->statement) && statement_moves(text->statement));
}

static bool judge_all(struct texts *texts, struct findings *findings, struct error *error)
{
    for (size_t i = 0; i < texts->count; i++) {
        const struct written *text = &texts->items[i];

        if (!is_judged(texts, text))
            continue;
        judge_length(texts, text, findings);
        if (text->kind == PROSE_BRIEF)
            continue;
        judge_matter(texts, i, findings);
        if (is_next(texts, text) && texts_bind(text->statement) &&
            !judge_earlier(texts, text, findings, error))
            return false;
    }
    return true;
}

bool texts_judge(const struct texts_question *question, struct findings *findings,
                 struct texts **out, struct error *error)
{
    struct texts *texts = memory_take(sizeof *texts);

    texts->question = *question;
    store_phrase_key(question->node->store, texts->key);
    *out = texts;
    return !find_rules(texts) || (read_matter(texts, error) && judge_all(texts, findings, error));
}

void texts_free(struct texts *texts)
{
    if (!texts)
        return;
    arena_free(&texts->arena);
    free(texts);
}
