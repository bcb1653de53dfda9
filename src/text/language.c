#include "text/language.h"

#include <strings.h>

#include "text/catalogue.h"

static const struct {
    const char *code, *name, *direction;
} rows[LANGUAGE_COUNT] = {
#define X(constant, code, name, direction) {code, name, direction},
    LANGUAGES(X)
#undef X
};

const char *language_code(enum language language)
{
    return rows[language].code;
}

const char *language_name(enum language language)
{
    return rows[language].name;
}

const char *language_direction(enum language language)
{
    return rows[language].direction;
}

bool language_find(struct slice code, enum language *out)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (slice_is(code, rows[i].code)) {
            *out = (enum language)i;
            return true;
        }
    return false;
}

/* ---- what a browser prefers ---- */

/* The language of a range ("fr-CH", "FR"): its first subtag. */
static bool find_range(struct slice range, enum language *out)
{
    struct slice tag = slice_part(range, 0, slice_find(range, 0, '-'));

    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (tag.size == strlen(rows[i].code) &&
            strncasecmp((const char *)tag.data, rows[i].code, tag.size) == 0) {
            *out = (enum language)i;
            return true;
        }
    return false;
}

/* "q=0.8" in thousandths; 1000 where there is none; 0 for what is no quality. */
static unsigned quality(struct slice parameter)
{
    unsigned value = 0, weight = 1000;

    while (parameter.size && parameter.data[0] == ' ')
        parameter = slice_from(parameter, 1);
    if (!slice_starts(parameter, SLICE("q=")))
        return parameter.size ? 0 : 1000;
    parameter = slice_from(parameter, 2);
    for (size_t i = 0; i < parameter.size && i < 5; i++) {
        uint8_t c = parameter.data[i];

        if (c == '.' && i == 1)
            continue;
        if (c < '0' || c > '9')
            return 0;
        value += (unsigned)(c - '0') * weight;
        weight /= 10;
    }
    return value > 1000 ? 0 : value;
}

static void weigh(struct slice item, unsigned *best, enum language *out)
{
    size_t semicolon = slice_find(item, 0, ';');
    unsigned weight = quality(slice_from(item, semicolon == SIZE_MAX ? item.size : semicolon + 1));
    enum language language;
    struct slice range = slice_part(item, 0, semicolon);

    while (range.size && range.data[0] == ' ')
        range = slice_from(range, 1);
    while (range.size && range.data[range.size - 1] == ' ')
        range.size--;
    if (weight > *best && find_range(range, &language)) {
        *best = weight;
        *out = language;
    }
}

enum language language_choose(struct slice chosen, struct slice accept)
{
    enum language language = LANGUAGE_EN;
    unsigned best = 0;

    if (language_find(chosen, &language))
        return language;
    while (accept.size) {
        size_t end = slice_find(accept, 0, ',');

        weigh(slice_part(accept, 0, end), &best, &language);
        accept = slice_from(accept, end == SIZE_MAX ? accept.size : end + 1);
    }
    return language;
}

/* ---- the catalogue ---- */

static const struct catalogue *catalogue_of(enum language language)
{
    for (const struct catalogue *catalogue = catalogues; catalogue->code; catalogue++)
        if (strcmp(catalogue->code, rows[language].code) == 0)
            return catalogue;
    return NULL;
}

static const struct catalogue_entry *find_entry(enum language language, const char *english)
{
    const struct catalogue *catalogue = catalogue_of(language);
    size_t low = 0, high = catalogue ? catalogue->count : 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(english, catalogue->entries[middle].english);

        if (order == 0)
            return &catalogue->entries[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *language_text(enum language language, const char *english)
{
    const struct catalogue_entry *entry = find_entry(language, english);

    return entry ? entry->forms[0] : english;
}

/* Which form a number takes: French has the singular for zero, too. */
static unsigned form_of(enum language language, uint64_t number)
{
    return language == LANGUAGE_FR ? number > 1 : number != 1;
}

const char *language_plural(enum language language, const char *one, const char *more,
                            uint64_t number)
{
    const struct catalogue_entry *entry = find_entry(language, one);
    unsigned form = form_of(language, number);

    if (entry && entry->forms[form])
        return entry->forms[form];
    return form_of(LANGUAGE_EN, number) ? more : one;
}

bool language_has(enum language language, const char *english)
{
    return language == LANGUAGE_EN || find_entry(language, english);
}

/* ---- numbers and dates ---- */

void language_number(enum language language, uint64_t number, struct buffer *out)
{
    const char *separator = language == LANGUAGE_FR ? "\xe2\x80\xaf" : ","; /* U+202F */

    if (number >= 1000) {
        language_number(language, number / 1000, out);
        buffer_text(out, separator);
        buffer_format(out, "%03u", (unsigned)(number % 1000));
    } else {
        buffer_format(out, "%u", (unsigned)number);
    }
}

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

void language_day(enum language language, instant at, struct buffer *out)
{
    char text[INSTANT_TEXT];
    unsigned month, day;

    instant_format(at, text);
    if (strlen(text) < 10) {
        buffer_text(out, text);
        return;
    }
    month = (unsigned)(text[5] - '0') * 10 + (unsigned)(text[6] - '0');
    day = (unsigned)(text[8] - '0') * 10 + (unsigned)(text[9] - '0');
    if (day == 1 && language == LANGUAGE_FR)
        buffer_text(out, "1er");
    else
        buffer_format(out, "%u", day);
    buffer_format(out, " %s %.4s", language_text(language, months[month - 1]), text);
}

void language_minute(enum language language, instant at, struct buffer *out)
{
    char text[INSTANT_TEXT];

    language_day(language, at, out);
    instant_format(at, text);
    if (strlen(text) < 16)
        return;
    buffer_format(out, language == LANGUAGE_FR ? " à %.5s" : ", %.5s", text + 11);
}

/* ---- parts that meet ---- */

/* What ends before the seam and what begins after it, and what both become. */
static const struct {
    const char *before, *after, *joined;
} french_contractions[] = {
    {"de ", "le ", "du "},         {"de ", "les ", "des "},      {"\xc3\xa0 ", "le ", "au "},
    {"\xc3\xa0 ", "les ", "aux "}, {"de ", "", "d\xe2\x80\x99"}, {"que ", "", "qu\xe2\x80\x99"},
};

static bool begins_with_vowel(struct slice text)
{
    static const char *const vowels[] = {"\xc3\xa0", "\xc3\xa2", "\xc3\xa8", "\xc3\xa9",
                                         "\xc3\xaa", "\xc3\xae", "\xc3\xb4", "\xc3\x89"};

    if (text.size && strchr("aeiouAEIOU", text.data[0]))
        return true;
    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
        if (slice_starts(text, slice_text(vowels[i])))
            return true;
    return false;
}

/* Whether `text` ends in the word `end`. */
static bool ends_in_word(struct slice text, struct slice end)
{
    struct slice before;

    if (text.size < end.size || !slice_equal(slice_from(text, text.size - end.size), end))
        return false;
    before = slice_part(text, 0, text.size - end.size);
    return before.size == 0 || strchr(" (", before.data[before.size - 1]);
}

void language_join(enum language language, struct buffer *out, size_t at)
{
    struct slice before = slice_part(buffer_slice(out), 0, at);
    struct slice after = slice_from(buffer_slice(out), at);

    for (size_t i = 0;
         language == LANGUAGE_FR && i < sizeof french_contractions / sizeof *french_contractions;
         i++) {
        struct slice first = slice_text(french_contractions[i].before);
        struct slice second = slice_text(french_contractions[i].after);
        struct buffer joined = {0};

        if (!ends_in_word(before, first) ||
            !(second.size ? slice_starts(after, second) : begins_with_vowel(after)))
            continue;
        buffer_text(&joined, french_contractions[i].joined);
        buffer_append(&joined, slice_from(after, second.size));
        out->size = at - first.size;
        buffer_append(out, buffer_slice(&joined));
        buffer_free(&joined);
        return;
    }
}
