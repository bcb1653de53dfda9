#include "cli/law.h"

const struct offence_answers law_unanswered = {TRUTH_UNKNOWN, TRUTH_UNKNOWN};

void law_period(const struct provision *provision, struct buffer *out)
{
    char from[INSTANT_TEXT], to[INSTANT_TEXT];

    if (provision->to == INT64_MAX)
        buffer_format(out, "in force since %.10s", instant_format(provision->from, from));
    else
        buffer_format(out, "in force from %.10s to %.10s", instant_format(provision->from, from),
                      instant_format(provision->to, to));
}

void law_standards(const struct provision *provision, enum outcome outcome, struct buffer *out)
{
    size_t before = out->size;

    for (unsigned i = 0; i < STANDARD_COUNT; i++)
        if (standard_applies(i, provision) && standard_outcome(i, &law_unanswered) == outcome)
            buffer_format(out, "%s%s", out->size > before ? ", " : "", standard_table[i].code);
    if (provision->reading && outcome == OUTCOME_ASK)
        buffer_format(out, "%stext", out->size > before ? ", " : "");
}

void law_examine(const struct provision *provision, const char *where, struct findings *out)
{
    provision_examine(provision, &law_unanswered, where, out);
    provision_examine_reading(provision, &law_unanswered, where, out);
}

const char *law_effect(const struct provision *provision)
{
    static const char *const effects[] = {
        [OUTCOME_NOTE] = "can rest on it",
        [OUTCOME_ASK] = "can rest on it with answers",
        [OUTCOME_REFUSE] = "cannot rest on it",
    };

    return effects[provision_outcome(provision, &law_unanswered)];
}

void law_value_json(enum element element, int64_t value, struct writer *writer)
{
    const struct vocabulary *words = element_table[element].vocabulary;

    if (element_table[element].kind == ELEMENT_DEGREE) {
        writer_text(writer, slice_text(words->words[value]));
        return;
    }
    writer_open(writer, '[');
    for (unsigned i = 0; i < words->count; i++)
        if (value & WORD_BIT(i))
            writer_text(writer, slice_text(words->words[i]));
    writer_close(writer, ']');
}

static void day_json(struct writer *writer, const char *name, instant at)
{
    char text[INSTANT_TEXT];

    writer_key(writer, name);
    if (at == INT64_MAX)
        writer_null(writer);
    else
        writer_text(writer, slice_part(slice_text(instant_format(at, text)), 0, 10));
}

static void elements_json(const struct provision *provision, struct writer *writer)
{
    writer_key(writer, "elements");
    writer_open(writer, '{');
    for (unsigned i = 0; i < ELEMENT_COUNT; i++) {
        writer_key(writer, element_table[i].key);
        law_value_json(i, provision->elements.values[i], writer);
    }
    writer_close(writer, '}');
}

static void places_json(const struct provision *provision, struct writer *writer)
{
    writer_member_integer(writer, "line", provision->line);
    writer_key(writer, "places");
    writer_open(writer, '{');
    for (unsigned i = 0; i < ELEMENT_COUNT; i++) {
        const struct offence_place *place = &provision->places[i];

        writer_key(writer, element_table[i].key);
        writer_open(writer, '{');
        writer_member_integer(writer, "line", place->line);
        writer_member_integer(writer, "column", place->column);
        writer_member_text(writer, "citation", place->citation);
        writer_close(writer, '}');
    }
    writer_close(writer, '}');
}

static void powers_json(const struct provision *provision, struct writer *writer)
{
    writer_key(writer, "powers");
    writer_open(writer, '[');
    for (unsigned i = 0; i < POWER_COUNT; i++)
        if (provision->powers >> i & 1)
            writer_text(writer, slice_text(words_power.words[i]));
    writer_close(writer, ']');
}

void law_provision_json(const struct provision *provision, struct writer *writer)
{
    struct buffer penalty = {0};

    provision_penalty(provision, &penalty);
    writer_member_text(writer, "state", provision->state);
    writer_member_text(writer, "id", provision->id);
    writer_member_integer(writer, "version", provision->version);
    day_json(writer, "from", provision->from);
    day_json(writer, "to", provision->to);
    writer_member_text(writer, "title", provision->title);
    writer_member_text(writer, "cites", provision->cites);
    writer_member_text(writer, "language", provision->language);
    writer_member_text(writer, "text", provision->text);
    elements_json(provision, writer);
    places_json(provision, writer);
    writer_member_text(writer, "penalty", buffer_slice(&penalty));
    writer_member_text(writer, "undefined", provision->undefined);
    writer_member_text(writer, "covered_by", provision->covered_by);
    powers_json(provision, writer);
    writer_member_flag(writer, "interpretation", provision->interpretation);
    writer_member_text(writer, "outcome",
                       slice_text(outcome_name(provision_outcome(provision, &law_unanswered))));
    buffer_free(&penalty);
}
