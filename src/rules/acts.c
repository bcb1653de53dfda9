#include "rules/acts.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"

static const struct field rulebook[] = {
    {.name = "rulebook", .kind = FIELD_HASH, .meaning = "SHA-256 of the rulebook's text"},
    {.name = "with", .kind = FIELD_NAME, .least = 1, .most = 2,
     .meaning = "the other root or roots that sign: xa.root-2"},
    {0},
};

static const struct act acts[RULES_ACTS] = {
    [RULES_RULEBOOK] = {.type = "rulebook",
                        .meaning = "A rulebook becomes the State's law from its date.",
                        .side = SIDE_EITHER,
                        .by_roles = 1u << ROLE_ROOT,
                        .with_roles = 1u << ROLE_ROOT,
                        .with_least = 1,
                        .with_most = 2,
                        .effect = EFFECT_RECORDS,
                        .fields = rulebook},
};

const struct act_table rules_acts = {"rules", acts, RULES_ACTS};

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
    if (off > terms->skew || -off > terms->skew)
        return FINDING_TIME_SKEWED;
    if (!digest_is_zero(statement->seen))
        return FINDING_SEEN_UNKNOWN;
    if (statement->seq != adoptions->seq + 1 || !digest_equal(statement->prev, adoptions->head))
        return FINDING_CHAIN_BROKEN;
    return FINDING_COUNT;
}

void rules_fold(const struct register_terms *terms, const struct filed *filed, size_t count,
                struct adoptions *out, struct findings *findings)
{
    *out = (struct adoptions){0};
    for (size_t i = 0; i < count; i++) {
        const struct statement *statement = &filed[i].statement;
        enum finding_code code = fault(terms, &filed[i], out);
        struct adopted *adopted;
        char where[80];

        if (code != FINDING_COUNT) {
            statement_label(statement, where);
            findings_add(findings, code, where)->value =
                (struct value){.kind = VALUE_TEXT, .text = statement->by};
            continue;
        }
        out->items = memory_grow(out->items, out->count + 1, sizeof *out->items);
        adopted = &out->items[out->count++];
        adopted->statement = statement->hash;
        digest_read(json_slice(json_object_get(statement->body, "rulebook")), &adopted->text);
        out->seq = statement->seq;
        out->head = statement->hash;
    }
}

void adoptions_free(struct adoptions *adoptions)
{
    free(adoptions->items);
    *adoptions = (struct adoptions){0};
}
