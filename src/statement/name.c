#include "statement/name.h"

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_lower(uint8_t c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(uint8_t c)
{
    return c >= 'A' && c <= 'Z';
}

bool name_is_state(struct slice text)
{
    return text.size == 2 && is_upper(text.data[0]) && is_upper(text.data[1]);
}

/* Labels of [a-z0-9-] joined by dots, none empty or with '-' at an end; returns how many, or 0. */
static unsigned count_labels(struct slice text)
{
    unsigned labels = 0;

    for (;;) {
        size_t dot = slice_find(text, 0, '.');
        struct slice label = slice_part(text, 0, dot);

        if (label.size == 0 || label.size > 63 || label.data[0] == '-' ||
            label.data[label.size - 1] == '-')
            return 0;
        for (size_t i = 0; i < label.size; i++)
            if (!is_lower(label.data[i]) && !is_digit(label.data[i]) && label.data[i] != '-')
                return 0;
        labels++;
        if (dot == SIZE_MAX)
            return labels;
        text = slice_from(text, dot + 1);
    }
}

bool name_is_person(struct slice text)
{
    unsigned labels;

    if (text.size < 4 || text.size > NAME_MOST || !is_lower(text.data[0]) ||
        !is_lower(text.data[1]) || text.data[2] != '.')
        return false;
    labels = count_labels(text);
    return labels >= 2 && labels <= 5;
}

void name_state(struct slice name, char out[STATE_TEXT])
{
    out[0] = (char)(name.data[0] - 'a' + 'A');
    out[1] = (char)(name.data[1] - 'a' + 'A');
    out[2] = 0;
}

struct slice name_office(struct slice person)
{
    size_t end = person.size;

    while (end > 0 && person.data[end - 1] != '.')
        end--;
    return slice_part(person, 0, end > 0 ? end - 1 : 0);
}

static bool all_digits(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!is_digit(text.data[i]))
            return false;
    return true;
}

static const char *const forum_kinds[] = {"procedure", "accreditation", "meetings",
                                          "documents", "submissions",   "observations"};

bool name_is_forum(struct slice kind)
{
    for (size_t i = 0; i < sizeof forum_kinds / sizeof *forum_kinds; i++)
        if (slice_is(kind, forum_kinds[i]))
            return true;
    return false;
}

bool name_is_chain(struct slice text, struct slice *kind)
{
    struct slice rest = slice_from(text, 3);

    if (text.size > CHAIN_MOST || text.size < 4 || !name_is_state(slice_part(text, 0, 2)) ||
        text.data[2] != '-')
        return false;
    *kind = rest;
    if (slice_is(rest, "register") || slice_is(rest, "rules") || name_is_forum(rest))
        return true;
    *kind = SLICE("");
    return rest.size == 11 && rest.data[4] == '-' && all_digits(slice_part(rest, 0, 4)) &&
           all_digits(slice_from(rest, 5));
}

bool name_is_specific_account(struct slice text)
{
    size_t at = slice_find(text, 0, '@');
    struct slice local, host;

    if (at == SIZE_MAX || at == 0 || at > 64 || text.size > 254)
        return false;
    local = slice_part(text, 0, at);
    host = slice_from(text, at + 1);
    for (size_t i = 0; i < local.size; i++) {
        uint8_t c = local.data[i];

        if (!is_lower(c) && !is_upper(c) && !is_digit(c) && !(c && strchr(".!#$&'+/=^_`{|}~-", c)))
            return false;
    }
    return count_labels(host) >= 2;
}
