#include "law/maker.h"

const char maker_header[] = "[register]\nstate = XA\nfrom = 2026-01-01\ntitle = Offences\n"
                            "language = en\ninterpretation = yes @ Code s. 2\n\n";

uint64_t maker_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

int64_t maker_value(uint64_t *seed, enum element element)
{
    const struct element_definition *definition = &element_table[element];
    int64_t all = (int64_t)vocabulary_all(definition->vocabulary), set;

    if (definition->kind == ELEMENT_DEGREE)
        return (int64_t)(maker_random(seed) % definition->vocabulary->count);
    set = (int64_t)(maker_random(seed) & maker_random(seed)) & all;
    return set == 0 && definition->kind == ELEMENT_ANY_OF ? 1 : set;
}

int64_t maker_narrower(uint64_t *seed, enum element element, int64_t value)
{
    int64_t other = maker_value(seed, element);

    switch (element_table[element].kind) {
    case ELEMENT_DEGREE:
        return other > value ? other : value;
    case ELEMENT_ANY_OF:
        return value & other ? value & other : value;
    case ELEMENT_NONE_OF:
        break;
    }
    return value | other;
}

struct fact maker_learnt(uint64_t *seed, enum element element, struct fact fact)
{
    int64_t other = maker_value(seed, element);

    if (element_table[element].kind == ELEMENT_DEGREE) {
        int64_t middle =
            fact.least + (int64_t)(maker_random(seed) % (uint64_t)(fact.most - fact.least + 1));

        if (maker_random(seed) & 1)
            fact.least = middle;
        else
            fact.most = middle;
        return fact;
    }
    if (maker_random(seed) & 1)
        fact.least |= other & fact.most;
    else
        fact.most = fact.least | (fact.most & other);
    return fact;
}

struct fact maker_fact(uint64_t *seed, enum element element)
{
    struct fact open = fact_unknown(element);

    switch (maker_random(seed) % 4) {
    case 0:
        return open;
    case 1:
        return maker_learnt(seed, element, maker_learnt(seed, element, open));
    default:
        return fact_known(maker_value(seed, element));
    }
}

struct provision maker_clean(void)
{
    struct provision clean = {
        .state = SLICE("XA"),
        .id = SLICE("clean"),
        .version = 1,
        .from = instant_civil(2020, 1, 1, 0, 0, 0),
        .to = INT64_MAX,
        .title = SLICE("Clean"),
        .cites = SLICE("Code s. 1"),
        .language = SLICE("en"),
        .text = SLICE("Whoever does it."),
        .penalty = 24,
        .interpretation = true,
    };

    clean.elements.values[ELEMENT_ACT] = WORD_BIT(OFFENCE_ACCESS);
    clean.elements.values[ELEMENT_OBJECT] = WORD_BIT(OBJECT_COMPUTER_SYSTEM);
    clean.elements.values[ELEMENT_AUTHORITY] = AUTHORITY_BARRIER;
    clean.elements.values[ELEMENT_MENS_REA] = MENS_REA_MALICE;
    clean.elements.values[ELEMENT_EXCLUSIONS] = (int64_t)vocabulary_all(&words_exclusion);
    clean.elements.values[ELEMENT_ICT_ROLE] = ICT_ESSENTIAL;
    return clean;
}

struct provision maker_provision(uint64_t *seed)
{
    struct provision made = maker_clean();

    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        made.elements.values[i] = maker_value(seed, i);
    return made;
}

static const char *const lines[][2] = {
    {"title", "Clean"},
    {"cites", "Code s. 1"},
    {"text", "Whoever does it."},
    {"from", "2020-01-01"},
    {"act", "{access}"},
    {"object", "{computer-system}"},
    {"authority", "barrier-bypassed"},
    {"mens-rea", "dishonest-or-harmful-intent"},
    {"harm", "none"},
    {"system", "any"},
    {"exclusions", "{public-interest, research}"},
    {"ict-role", "essential"},
    {"tool-purpose", "any"},
    {"penalty", "2 years"},
    {"undefined", "none"},
    {"covered-by", "none"},
    {"powers", "{}"},
};

void maker_section(const char *name, const char *key, const char *value, struct buffer *out)
{
    bool said = false;

    buffer_format(out, "[%s]\n", name);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        bool here = key && strcmp(key, lines[i][0]) == 0;

        said = said || here;
        if (!here || value)
            buffer_format(out, "%s = %s\n", lines[i][0], here ? value : lines[i][1]);
    }
    if (key && value && !said)
        buffer_format(out, "%s = %s\n", key, value);
}
