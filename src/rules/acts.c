#include "rules/acts.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"

static const struct field rulebook[] = {
    {.name = "rulebook", .kind = FIELD_HASH, .meaning = "SHA-256 of the rulebook's text"},
    {.name = "with",
     .kind = FIELD_NAME,
     .least = 1,
     .most = 2,
     .meaning = "the other root or roots that sign: xa.root-2"},
    {0},
};

static const struct field offences[] = {
    {.name = "offences", .kind = FIELD_HASH, .meaning = "SHA-256 of the register's text"},
    {.name = "register",
     .kind = FIELD_TEXT,
     .meaning = "whose offences: the State's own code, or \"treaty\""},
    {.name = "with",
     .kind = FIELD_NAME,
     .least = 1,
     .most = 2,
     .meaning = "the other root or roots that sign: xa.root-2"},
    {0},
};

/* What becomes law of a State, two or three of its roots sign. */
#define LAW(name, means, members)                                                                  \
    {                                                                                              \
        .type = name, .meaning = means, .side = SIDE_EITHER, .by_roles = 1u << ROLE_ROOT,          \
        .with_roles = 1u << ROLE_ROOT, .with_least = 1, .with_most = 2, .effect = EFFECT_RECORDS,  \
        .fields = members                                                                          \
    }

static const struct act acts[RULES_ACTS] = {
    [RULES_RULEBOOK] =
        LAW("rulebook", "A rulebook becomes the State's law from its date.", rulebook),
    [RULES_OFFENCES] =
        LAW("offences", "A register of offences becomes the State's law from its date.", offences),
};

const struct act_table rules_acts = {"rules", acts, RULES_ACTS};

/* The member with the text's hash has the name of the act. */
struct digest rules_text(const struct statement *statement)
{
    struct digest text = {{0}};

    digest_read(json_slice(json_object_get(statement->body, statement->act->type)), &text);
    return text;
}

/* Whose law it is: the State's, or for offences what `register` says. */
static struct slice whose(const struct statement *statement)
{
    json_t *named = json_object_get(statement->body, "register");

    return statement->number == RULES_OFFENCES ? json_slice(named) : slice_text(statement->state);
}

/* A State makes law for itself; a treaty's offences it takes over. */
static bool is_lawgiver(const struct register_terms *terms, struct slice name)
{
    return slice_is(name, terms->state) || slice_is(name, "treaty");
}

/* The finding that keeps a statement out, or FINDING_COUNT. */
static enum finding_code fault(const struct register_terms *terms, const struct filed *filed,
                               const struct adoptions *adoptions)
{
    const struct statement *statement = &filed->statement;
    int64_t off = statement->at - filed->entered;

    if (strcmp(statement->state, terms->state) != 0 ||
        !slice_equal(slice_part(statement->chain, 0, 2), slice_text(terms->state)))
        return FINDING_SIGNER_STATE;
    if (!register_roots_signed(terms, filed))
        return FINDING_ROOTS_MISSING;
    if (filed->entered == NEVER)
        return FINDING_NOT_LOGGED;
    if (off > register_skew(terms, filed->entered) || -off > register_skew(terms, filed->entered))
        return FINDING_TIME_SKEWED;
    if (!digest_is_zero(statement->seen))
        return FINDING_SEEN_UNKNOWN;
    if (statement->seq != adoptions->seq + 1 || !digest_equal(statement->prev, adoptions->head))
        return FINDING_CHAIN_BROKEN;
    if (!is_lawgiver(terms, whose(statement)))
        return FINDING_OFFENCES_BAD;
    if (adoptions->count == RULES_ADOPTIONS)
        return FINDING_TOO_MANY;
    return FINDING_COUNT;
}

static void adopt(struct adoptions *adoptions, const struct filed *filed)
{
    const struct statement *statement = &filed->statement;
    struct slice name = whose(statement);
    instant before = NEVER;
    struct adopted *adopted;

    if (adoptions->count)
        before = adoptions->items[adoptions->count - 1].legal;
    adoptions->items =
        memory_grow(adoptions->items, adoptions->count + 1, sizeof *adoptions->items);
    adopted = &adoptions->items[adoptions->count++];
    *adopted = (struct adopted){
        .act = (enum rules_act)statement->number,
        .text = rules_text(statement),
        .statement = statement->hash,
        .legal = filed_legal(filed) > before ? filed_legal(filed) : before,
    };
    memcpy(adopted->whose, name.data, name.size);
    adoptions->seq = statement->seq;
    adoptions->head = statement->hash;
}

void rules_fold(const struct register_terms *terms, const struct filed *filed, size_t count,
                struct adoptions *out, struct findings *findings)
{
    *out = (struct adoptions){0};
    for (size_t i = 0; i < count; i++) {
        const struct statement *statement = &filed[i].statement;
        enum finding_code code = fault(terms, &filed[i], out);
        char where[80];

        if (code == FINDING_COUNT) {
            adopt(out, &filed[i]);
            continue;
        }
        statement_label(statement, where);
        findings_add(findings, code, where)->value =
            (struct value){.kind = VALUE_TEXT,
                           .text = code == FINDING_OFFENCES_BAD ? whose(statement) : statement->by};
    }
}

void adoptions_free(struct adoptions *adoptions)
{
    free(adoptions->items);
    *adoptions = (struct adoptions){0};
}
