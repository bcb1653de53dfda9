#include "rules/reach.h"

/* What the conditions leave of one field: numbers from `least` to `most` without `not`; of a set the
 * words that have to be in it and those that must not be; flags are the numbers 0 and 1. */
struct room {
    int64_t least, most;
    uint64_t with, without;
    int64_t not [EXTRA_CONDITIONS];
    unsigned not_count;
};

/* A duration may be negative: an order that ends before it begins. */
static struct room room_of(int64_t field)
{
    enum value_kind kind = field == EXTRA_MEASURE ? VALUE_WORD : parameter_table[field].kind;

    return (struct room){.least = kind == VALUE_COUNT || kind == VALUE_FLAG ? 0 : INT64_MIN,
                         .most = kind == VALUE_FLAG ? 1 : INT64_MAX};
}

static void at_least(struct room *room, int64_t number)
{
    room->least = number > room->least ? number : room->least;
}

static void at_most(struct room *room, int64_t number)
{
    room->most = number < room->most ? number : room->most;
}

/* Operands are far from the ends of their type (value_parse), so that one more or less is a number. */
static void narrow(struct room *room, const struct extra_condition *condition)
{
    int64_t operand = condition->operand;

    switch ((enum extra_operator)condition->operation) {
    case EXTRA_IS:
        at_least(room, operand);
        at_most(room, operand);
        break;
    case EXTRA_IS_NOT:
        room->not [room->not_count++] = operand;
        break;
    case EXTRA_LESS:
        at_most(room, operand - 1);
        break;
    case EXTRA_AT_MOST:
        at_most(room, operand);
        break;
    case EXTRA_MORE:
        at_least(room, operand + 1);
        break;
    case EXTRA_AT_LEAST:
        at_least(room, operand);
        break;
    case EXTRA_HAS:
        room->with |= UINT64_C(1) << operand;
        break;
    case EXTRA_LACKS:
        room->without |= UINT64_C(1) << operand;
        break;
    case EXTRA_OPERATORS:
        break;
    }
}

/* Adds what the limit itself leaves of the parameter. */
static void narrow_by_limit(struct room *room, enum parameter parameter, int64_t limit)
{
    int64_t scaled = parameter_scaled(parameter, limit);

    switch (parameter_table[parameter].direction) {
    case AT_MOST:
        at_most(room, scaled);
        break;
    case AT_LEAST:
    case DEMANDED:
        at_least(room, scaled);
        break;
    case ALLOWED:
        at_most(room, scaled);
        break;
    case PERMITTED:
        room->without |= ~(uint64_t)limit;
        break;
    case REQUIRED:
        room->with |= (uint64_t)limit;
        break;
    case EQUAL:
        at_least(room, scaled);
        at_most(room, scaled);
        break;
    }
}

/* Of so many excluded numbers one more in the range is enough. */
static bool has_place(const struct room *room)
{
    int64_t number = room->least;

    if (room->with & room->without)
        return false;
    for (unsigned step = 0; step <= room->not_count; step++, number++) {
        bool excluded = false;

        if (number > room->most)
            return false;
        for (unsigned i = 0; i < room->not_count; i++)
            excluded = excluded || room->not [i] == number;
        if (!excluded)
            return true;
    }
    return false;
}

/* Whether some fact of the field meets all the conditions on it; and, with `limits`, keeps its own. */
static bool field_has_place(const struct extra *extra, int64_t field, enum measure measure,
                            const int64_t *limits)
{
    struct room room = room_of(field);

    for (unsigned i = 0; i < extra->count; i++)
        if (extra->conditions[i].field == field)
            narrow(&room, &extra->conditions[i]);
    if (field == EXTRA_MEASURE) {
        at_least(&room, (int64_t)measure);
        at_most(&room, (int64_t)measure);
    } else if (limits) {
        narrow_by_limit(&room, (enum parameter)field, limits[field]);
    }
    return has_place(&room);
}

static bool all_have_place(const struct extra *extra, enum measure measure, const int64_t *limits)
{
    for (unsigned i = 0; i < extra->count; i++)
        if (!field_has_place(extra, extra->conditions[i].field, measure, limits))
            return false;
    return true;
}

enum reach reach_in(const struct extra *extra, enum measure measure,
                    const int64_t limits[PARAMETER_COUNT])
{
    if (!(extra->measures >> measure & 1) || !all_have_place(extra, measure, NULL))
        return REACH_NOTHING;
    return limits[PARAMETER_AVAILABLE] && all_have_place(extra, measure, limits) ? REACH_BITES
                                                                                 : REACH_REFUSED;
}

enum reach reach_of(const struct extra *extra, const struct rulebook *book)
{
    enum reach best = REACH_NOTHING;

    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        enum reach reach = reach_in(extra, (enum measure)m, book->limits[m]);

        best = reach < best ? reach : best;
    }
    return best;
}

const char *reach_words(enum reach reach)
{
    static const char *const words[] = {
        [REACH_BITES] = "",
        [REACH_REFUSED] = "the limits refuse already whatever it names",
        [REACH_NOTHING] = "its conditions contradict each other",
    };

    return words[reach];
}
