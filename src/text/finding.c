#include "text/finding.h"

#include "rules/parameter.h"
#include "text/finding_words.h"
#include "text/table.h"
#include "text/title.h"

/* What a template is filled from. */
struct filling {
    enum language language;
    const struct finding *finding;
    const struct text_names *names;
    const struct parameter_definition *parameter; /* of the rule; NULL: none known */
};

static const struct text_names no_names;

static bool is_absent(const struct value *value)
{
    return value->kind == VALUE_NONE || (value->kind == VALUE_TEXT && value->text.size == 0);
}

/* In English as formats write it, otherwise as a reader of that language does. */
static void append_written(enum language language, struct buffer *out, const struct value *value)
{
    struct buffer text = {0};

    if (language == LANGUAGE_EN) {
        value_format(value, &text);
    } else if (value->kind == VALUE_INSTANT) {
        language_minute(language, value->number, &text);
        buffer_text(&text, " UTC");
    } else {
        value_say(language, value, &text);
    }
    text_plain(out, buffer_slice(&text));
    buffer_free(&text);
}

static void append_value(enum language language, struct buffer *out, const struct value *value)
{
    if (is_absent(value))
        return;
    if (value->kind == VALUE_SECONDS)
        duration_say(language, value->number, out);
    else if (value->kind != VALUE_TEXT && value->kind != VALUE_SET && value->number == INT64_MAX)
        buffer_text(out, language_text(language, "beyond any limit"));
    else
        append_written(language, out, value);
}

static void append_words(enum language language, struct buffer *out, const struct vocabulary *words,
                         int64_t mask)
{
    const char *before = "";

    for (unsigned i = 0; i < words->count; i++) {
        if (!((uint64_t)mask >> i & 1))
            continue;
        buffer_text(out, before);
        if (words == &words_ground)
            buffer_format(out, "%s (%s)", words->words[i],
                          language_text(language, words_ground_meaning((enum ground)i)));
        else if (language == LANGUAGE_EN)
            buffer_text(out, words->words[i]);
        else
            buffer_text(out, language_text(language, word_title(words, i)));
        before = ", ";
    }
}

/* What of a set lies outside its limit, or what of the limit it lacks. */
static void append_rest(const struct filling *filling, struct buffer *out, bool excess)
{
    const struct finding *finding = filling->finding;

    if (finding->value.kind != VALUE_SET || finding->limit.kind != VALUE_SET)
        return;
    append_words(filling->language, out, finding->limit.vocabulary,
                 excess ? finding->value.number & ~finding->limit.number
                        : finding->limit.number & ~finding->value.number);
}

static void append_state(enum language language, struct buffer *out, struct slice name,
                         const char *unnamed)
{
    if (name.size)
        text_plain(out, name);
    else
        buffer_text(out, language_text(language, unnamed));
}

/* Appends a text with the name in the place of "{name}". */
static void append_named(enum language language, struct buffer *out, const char *english,
                         struct slice name)
{
    struct slice text = slice_text(language_text(language, english));
    size_t open = slice_find(text, 0, '{'), close = slice_find(text, 0, '}'), at;

    buffer_append(out, slice_part(text, 0, open));
    at = out->size;
    text_plain(out, name);
    language_join(language, out, at);
    buffer_append(out, slice_from(text, close + 1));
}

/* The rulebook of a State; `alone`: the State has no other in the matter. */
static void append_book(enum language language, struct buffer *out, unsigned whose,
                        const struct text_names *names, bool alone)
{
    bool requests = whose == WHOSE_REQUESTING;
    struct slice name = requests ? names->requesting : names->executing;

    if (!name.size)
        buffer_text(out, language_text(language, requests ? "the requesting State's rulebook"
                                                          : "the executing State's rulebook"));
    else if (alone)
        append_named(language, out, "the rulebook of {name}", name);
    else
        append_named(language, out,
                     requests ? "the rulebook of {name} (requesting)"
                              : "the rulebook of {name} (executing)",
                     name);
}

void text_whose(enum language language, unsigned whose, const struct text_names *names,
                struct buffer *out)
{
    unsigned rest = whose & (WHOSE_FLOOR | WHOSE_REQUESTING | WHOSE_EXECUTING);
    bool alone;

    names = names ? names : &no_names;
    if (rest == 0)
        buffer_text(out, language_text(language, "the rulebooks"));
    /* A State alone has one rulebook, on both sides. */
    alone = names->requesting.size && slice_equal(names->requesting, names->executing);
    if (alone && rest & WHOSE_REQUESTING)
        rest &= ~(unsigned)WHOSE_EXECUTING;
    for (unsigned bit = WHOSE_FLOOR; bit <= WHOSE_EXECUTING; bit <<= 1) {
        if (!(rest & bit))
            continue;
        rest &= ~bit;
        if (bit == WHOSE_FLOOR)
            buffer_text(out, language_text(language, "the floor"));
        else
            append_book(language, out, bit, names, alone);
        if (rest)
            buffer_text(out, (rest & (rest - 1)) ? ", " : language_text(language, " and "));
    }
}

/* One function for each placeholder: it appends nothing where there is nothing to say. */
static void put_value(const struct filling *filling, struct buffer *out)
{
    const struct value *value = &filling->finding->value;

    if (value->kind == VALUE_SET)
        append_words(filling->language, out, value->vocabulary, value->number);
    else
        append_value(filling->language, out, value);
}

/* How long: a fact that may also be absent, or a name in its place. */
static void put_span(const struct filling *filling, struct buffer *out)
{
    if (filling->finding->value.kind == VALUE_SECONDS)
        duration_say(filling->language, filling->finding->value.number, out);
}

static void put_limit(const struct filling *filling, struct buffer *out)
{
    append_value(filling->language, out, &filling->finding->limit);
}

static void put_rule(const struct filling *filling, struct buffer *out)
{
    if (filling->finding->rule)
        text_plain(out, slice_text(filling->finding->rule));
}

static void put_meaning(const struct filling *filling, struct buffer *out)
{
    if (filling->parameter)
        buffer_text(out, language_text(filling->language, filling->parameter->meaning));
}

static void put_whose(const struct filling *filling, struct buffer *out)
{
    text_whose(filling->language, filling->finding->whose, filling->names, out);
}

static void put_requesting(const struct filling *filling, struct buffer *out)
{
    append_state(filling->language, out, filling->names->requesting, "the requesting State");
}

static void put_executing(const struct filling *filling, struct buffer *out)
{
    append_state(filling->language, out, filling->names->executing, "the executing State");
}

static void put_excess(const struct filling *filling, struct buffer *out)
{
    append_rest(filling, out, true);
}

static void put_missing(const struct filling *filling, struct buffer *out)
{
    append_rest(filling, out, false);
}

static const struct {
    const char *name;
    void (*put)(const struct filling *, struct buffer *);
} placeholders[] = {
    {"value", put_value},           {"span", put_span},
    {"limit", put_limit},           {"rule", put_rule},
    {"meaning", put_meaning},       {"whose", put_whose},
    {"requesting", put_requesting}, {"executing", put_executing},
    {"excess", put_excess},         {"missing", put_missing},
};

/* Fills "value|fallback". False where nothing was appended. An unknown name is left as it stands,
 * for the test that looks for it. */
static bool fill_one(const struct filling *filling, struct slice inner, struct buffer *out)
{
    size_t bar = slice_find(inner, 0, '|'), before = out->size;
    struct slice name = slice_part(inner, 0, bar);

    for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++) {
        if (!slice_is(name, placeholders[i].name))
            continue;
        placeholders[i].put(filling, out);
        if (out->size == before && bar != SIZE_MAX)
            buffer_append(out, slice_from(inner, bar + 1));
        language_join(filling->language, out, before);
        return out->size > before;
    }
    buffer_format(out, "{%.*s}", SLICE_ARG(inner));
    return true;
}

/* Fills a template without optional parts. False where a placeholder had nothing to say. */
static bool fill_part(const struct filling *filling, struct slice part, struct buffer *out)
{
    bool complete = true;

    while (part.size) {
        size_t open = slice_find(part, 0, '{');
        size_t close = open == SIZE_MAX ? SIZE_MAX : slice_find(part, open, '}');

        buffer_append(out, slice_part(part, 0, open));
        if (close == SIZE_MAX)
            break;
        if (!fill_one(filling, slice_part(part, open + 1, close - open - 1), out))
            complete = false;
        part = slice_from(part, close + 1);
    }
    return complete;
}

static void fill(const struct filling *filling, struct slice words, struct buffer *out)
{
    while (words.size) {
        size_t open = slice_find(words, 0, '[');
        size_t close = open == SIZE_MAX ? SIZE_MAX : slice_find(words, open, ']');
        size_t before;

        fill_part(filling, slice_part(words, 0, open), out);
        if (close == SIZE_MAX)
            break;
        before = out->size;
        if (!fill_part(filling, slice_part(words, open + 1, close - open - 1), out))
            out->size = before;
        words = slice_from(words, close + 1);
    }
}

/* A sentence that begins with what stands for a State: "The executing State …", "L'État …". */
static void start_with_capital(struct buffer *out, size_t start, const char *literal)
{
    static const char *const articles[] = {"the ", "le ", "l\xe2\x80\x99"};

    for (size_t i = 0; literal[0] == '{' && i < sizeof articles / sizeof *articles; i++)
        if (slice_starts(slice_from(buffer_slice(out), start), slice_text(articles[i])))
            out->data[start] = (uint8_t)(articles[i][0] - 'a' + 'A');
}

static const char *words_of(const struct finding *finding)
{
    if (finding_words_valued[finding->code] && !is_absent(&finding->value))
        return finding_words_valued[finding->code];
    return finding_words[finding->code];
}

/* A question about an offence that the matter has answered by now. */
static bool is_answered(const struct finding *finding)
{
    return finding->outcome == OUTCOME_NOTE && finding_outcome(finding->code) == OUTCOME_ASK &&
           ((finding->code >= FINDING_OFFENCE_CONTENT && finding->code <= FINDING_OFFENCE_POWERS) ||
            finding->code == FINDING_OFFENCE_READ_OTHERWISE);
}

void finding_sentence(enum language language, const struct finding *finding,
                      const struct text_names *names, struct buffer *out)
{
    struct filling filling = {
        .language = language, .finding = finding, .names = names ? names : &no_names};
    const char *words = words_of(finding);
    enum parameter parameter;
    enum measure measure;
    size_t start = out->size;

    if (finding->rule && parameter_find(slice_text(finding->rule), &measure, &parameter))
        filling.parameter = &parameter_table[parameter];
    if (finding->code == FINDING_LIMIT && filling.parameter && !is_absent(&finding->limit))
        words = limit_words[filling.parameter->direction];
    words = language_text(language, words);
    fill(&filling, slice_text(words), out);
    start_with_capital(out, start, words);
    if (is_answered(finding))
        buffer_format(out, " %s", language_text(language, "In this matter it is answered."));
}

void finding_line(const struct finding *finding, const struct text_names *names, struct buffer *out)
{
    buffer_format(out, "%s %s %s", outcome_name(finding->outcome), finding->row,
                  finding_name(finding->code));
    if (finding->where[0]) {
        buffer_text(out, " [");
        text_plain(out, slice_text(finding->where));
        buffer_byte(out, ']');
    }
    buffer_text(out, ": ");
    finding_sentence(LANGUAGE_EN, finding, names, out);
    buffer_byte(out, '\n');
}

void findings_lines(const struct findings *findings, const struct text_names *names,
                    struct buffer *out)
{
    for (int outcome = OUTCOME_REFUSE; outcome >= OUTCOME_NOTE; outcome--)
        for (size_t i = 0; i < findings->count; i++)
            if ((int)findings->items[i].outcome == outcome)
                finding_line(&findings->items[i], names, out);
}

static void member_value(struct writer *writer, const char *name, const struct value *value)
{
    struct buffer text = {0};

    writer_key(writer, name);
    if (is_absent(value)) {
        writer_null(writer);
        return;
    }
    value_format(value, &text);
    writer_text(writer, buffer_slice(&text));
    buffer_free(&text);
}

void finding_json(const struct finding *finding, struct writer *writer)
{
    writer_open(writer, '{');
    writer_member_text(writer, "code", slice_text(finding_name(finding->code)));
    writer_member_text(writer, "row", slice_text(finding->row));
    writer_member_text(writer, "outcome", slice_text(outcome_name(finding->outcome)));
    writer_key(writer, "rule");
    if (finding->rule)
        writer_text(writer, slice_text(finding->rule));
    else
        writer_null(writer);
    member_value(writer, "value", &finding->value);
    member_value(writer, "limit", &finding->limit);
    writer_member_text(writer, "where", slice_text(finding->where));
    writer_close(writer, '}');
}

void findings_json(const struct findings *findings, struct writer *writer)
{
    writer_open(writer, '[');
    for (size_t i = 0; i < findings->count; i++)
        finding_json(&findings->items[i], writer);
    writer_close(writer, ']');
}
