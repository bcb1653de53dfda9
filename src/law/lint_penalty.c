/* The longest imprisonment that a section names. */
#include <ctype.h>
#include <strings.h>

#include "law/lint_view.h"

/* How far from "imprisonment" its term stands, in words; and how long a number is. */
enum { TERM_BEHIND = 40, TERM_BEFORE = 6, NUMBER_WORDS = 5 };

static const struct {
    const char *word;
    unsigned number;
} numbers[] = {
    {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
    {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
    {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
    {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
    {"eighty", 80},  {"ninety", 90},    {"hundred", 100}, {"a", 1},         {"an", 1},
};

static struct slice word_at(const struct lint_view *view, size_t token)
{
    return lint_tokens_text(&view->tokens, token, token);
}

static bool is_word(struct slice word, const char *text)
{
    return word.size == strlen(text) && strncasecmp((const char *)word.data, text, word.size) == 0;
}

static unsigned number_of(struct slice word)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (is_word(word, numbers[i].word))
            return numbers[i].number;
    return 0;
}

static unsigned digits_of(struct slice word)
{
    unsigned number = 0;

    for (size_t i = 0; i < word.size && i < 4; i++)
        if (isdigit(word.data[i]))
            number = number * 10 + (unsigned)(word.data[i] - '0');
    return number;
}

/* The number that ends before `end`: "five", "twenty-five", "one hundred and twenty", "10". */
static unsigned number_before(const struct lint_view *view, size_t start, size_t end)
{
    unsigned sum = 0;
    bool hundred = false;

    for (size_t i = 0; i < NUMBER_WORDS && end > start; i++, end--) {
        const struct lint_token *token = &view->tokens.items[end - 1];
        struct slice word = word_at(view, end - 1);
        unsigned number = number_of(word);

        if (token->flags & TOKEN_NUMBER)
            return sum ? sum : digits_of(word);
        if (is_word(word, "and") && sum)
            continue;
        if (!number)
            break;
        /* "one hundred": the hundred was counted once before its number is read */
        sum += hundred ? (number - 1) * 100 : number;
        hundred = number == 100;
    }
    return sum;
}

static unsigned unit_of(struct slice word)
{
    if (is_word(word, "year") || is_word(word, "years"))
        return 12;
    return is_word(word, "month") || is_word(word, "months");
}

static unsigned longest_within(const struct lint_view *view, size_t first, size_t end)
{
    unsigned longest = 0;

    for (size_t t = first; t < end && t < view->tokens.count; t++) {
        unsigned unit = unit_of(word_at(view, t)), months;

        if (t > first && (view->tokens.items[t].flags & TOKEN_PROVISION))
            break;
        if (!unit)
            continue;
        months = unit * number_before(view, first > TERM_BEFORE ? first - TERM_BEFORE : 0, t);
        if (months > longest && months < LINT_MONTHS_LIFE)
            longest = months;
    }
    return longest;
}

static unsigned named_months(const struct lint_view *view)
{
    unsigned longest = 0;
    size_t at = 0;
    const struct lint_event *event;

    while ((event = lint_events_next(&view->events, LEXICON_MONTHS, 0, view->tokens.count, &at)))
        if (view->lexicon->patterns[event->pattern].months > longest)
            longest = view->lexicon->patterns[event->pattern].months;
    return longest;
}

void lint_penalty_read(const struct lint_view *view, struct lint_recognised *out)
{
    const struct lint_event *event;
    unsigned longest = named_months(view);
    size_t at = 0, done = 0;

    while ((event = lint_events_next(&view->events, LEXICON_CUSTODY, 0, view->tokens.count, &at))) {
        size_t first = event->first > TERM_BEFORE ? event->first - TERM_BEFORE : 0;
        unsigned months;

        out->penalty = true;
        if (first < done)
            first = done;
        done = event->last + TERM_BEHIND;
        months = longest_within(view, first, done);
        longest = months > longest ? months : longest;
    }
    if (view_first(view, LEXICON_LIFE))
        longest = LINT_MONTHS_LIFE;
    out->fine = view_first(view, LEXICON_FINE) != NULL;
    out->months = longest;
    out->penalty |= out->fine || longest;
}
