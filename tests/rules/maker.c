#include "rules/maker.h"

#include <stdio.h>
#include <stdlib.h>

static const struct parameter_definition *row(enum parameter parameter)
{
    return &parameter_table[parameter];
}

static bool more_is_stricter(enum parameter parameter)
{
    enum direction direction = row(parameter)->direction;

    return direction == AT_LEAST || direction == REQUIRED || direction == DEMANDED;
}

int64_t maker_middle(enum parameter parameter)
{
    switch (row(parameter)->kind) {
    case VALUE_FLAG:
        return row(parameter)->direction == ALLOWED;
    case VALUE_SET:
        return 3;
    case VALUE_MONTHS:
        return 60;
    default:
        return 5;
    }
}

/* A step up or down the lattice's carrier: one of a number, one word of a set, the other flag. */
static int64_t step(enum parameter parameter, bool up)
{
    int64_t middle = maker_middle(parameter);

    switch (row(parameter)->kind) {
    case VALUE_FLAG:
        return up ? 1 : 0;
    case VALUE_SET:
        return up ? middle | 4 : middle & ~INT64_C(1);
    default:
        return up ? middle + 1 : middle - 1;
    }
}

int64_t maker_tighter(enum parameter parameter)
{
    return step(parameter, more_is_stricter(parameter));
}

int64_t maker_looser(enum parameter parameter)
{
    return step(parameter, !more_is_stricter(parameter));
}

size_t maker_names(void)
{
    size_t names = 0;

    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        names += parameter_is_general(p) ? 1 : MEASURE_COUNT;
    return names;
}

static void append_line(struct buffer *out, enum parameter parameter, int64_t limit)
{
    struct value value = parameter_value(parameter, limit);

    buffer_format(out, "%s = ", row(parameter)->key);
    value_format(&value, out);
    buffer_text(out, " @ Act s. 1\n");
}

static void append_measure(struct buffer *out, enum measure m, const struct made_limit *other)
{
    buffer_format(out, "[%s]\n", words_measure.words[m]);
    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        if (!parameter_is_general(p))
            append_line(out, p,
                        other && other->measure == m && other->parameter == p ? other->limit
                                                                              : maker_middle(p));
}

void maker_floor(const struct made_limit *other, struct buffer *out)
{
    const char *section = "";

    buffer_text(out, "[rulebook]\nstate = floor\nfrom = 2026-01-01\ntitle = A floor\n");
    for (unsigned m = 0; m < MEASURE_COUNT; m++)
        append_measure(out, m, other);
    for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
        if (!parameter_is_general(p))
            continue;
        if (strcmp(section, row(p)->section) != 0)
            buffer_format(out, "[%s]\n", section = row(p)->section);
        append_line(out, p, other && other->parameter == p ? other->limit : maker_middle(p));
    }
}

void maker_take_floor(struct arena *arena, struct rulebook *out)
{
    struct error error = {0};
    struct buffer text = {0};

    maker_floor(NULL, &text);
    if (!rulebook_parse(buffer_slice(&text), NULL, arena, out, &error)) {
        fprintf(stderr, "%s\n", error.message);
        abort();
    }
    buffer_free(&text);
}

bool maker_parse_book(const char *lines, const struct rulebook *floor, struct arena *arena,
                      struct rulebook *out, struct error *error)
{
    struct slice text =
        arena_format(arena, "[rulebook]\nstate = XA\nfrom = 2026-01-01\ntitle = A\n%s", lines);

    *error = (struct error){0};
    return rulebook_parse(text, floor, arena, out, error);
}

void maker_state(struct made_limit limit, struct buffer *out, uint32_t *line, uint32_t *column)
{
    const char *section = row(limit.parameter)->section;

    buffer_text(out, "[rulebook]\nstate = XA\nfrom = 2026-01-01\ntitle = Arcadia\n");
    buffer_format(out, "[%s]\n", section ? section : words_measure.words[limit.measure]);
    append_line(out, limit.parameter, limit.limit);
    *line = 6;
    *column = (uint32_t)strlen(row(limit.parameter)->key) + 4;
}

uint64_t maker_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

int64_t maker_random_limit(uint64_t *seed, enum parameter parameter)
{
    uint64_t number = maker_random(seed) >> 16;

    if (parameter == PARAMETER_AVAILABLE)
        return number % 8 != 0;
    if (row(parameter)->kind == VALUE_FLAG)
        return (int64_t)(number % 2);
    if (row(parameter)->kind == VALUE_SET)
        return (int64_t)(number & vocabulary_all(row(parameter)->vocabulary) & 15);
    return (int64_t)(number % 6);
}

void maker_random_book(uint64_t *seed, struct rulebook *out)
{
    memset(out, 0, sizeof *out);
    for (unsigned m = 0; m < MEASURE_COUNT; m++)
        for (unsigned p = 0; p < PARAMETER_COUNT; p++)
            out->limits[m][p] =
                parameter_is_general(p) && m > 0 ? out->limits[0][p] : maker_random_limit(seed, p);
}

static void random_condition(uint64_t *seed, struct extra_condition *out)
{
    do
        out->field = (int64_t)(maker_random(seed) >> 20) % PARAMETER_COUNT;
    while (!(extra_fields & PARAMETER_BIT(out->field)));
    if (row((enum parameter)out->field)->kind == VALUE_SET) {
        out->operation = maker_random(seed) >> 20 & 1 ? EXTRA_HAS : EXTRA_LACKS;
        out->operand = maker_random(seed) >> 20 & 3;
        return;
    }
    out->operation = (int64_t)((maker_random(seed) >> 20) % EXTRA_HAS);
    out->operand = parameter_scaled((enum parameter)out->field,
                                    maker_random_limit(seed, (enum parameter)out->field));
}

void maker_random_extra(uint64_t *seed, struct extra *out)
{
    *out = (struct extra){.name = "rulebook.deny",
                          .measures = (1u << MEASURE_COUNT) - 1,
                          .count = 1 + (maker_random(seed) >> 20 & 1),
                          .text = SLICE("made"),
                          .said = SLICE("made")};
    for (unsigned i = 0; i < out->count; i++)
        random_condition(seed, &out->conditions[i]);
    extra_mark(out);
}

void maker_facts_at(const int64_t limits[PARAMETER_COUNT], enum measure measure,
                    struct circumstances *out)
{
    *out = (struct circumstances){.measure = measure};
    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        circumstances_state(out, p, parameter_scaled(p, limits[p]));
}
