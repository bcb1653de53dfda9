#include "rules/meet.h"

enum { BOOKS = 3 };

_Static_assert(WHOSE_FLOOR == 1 && WHOSE_REQUESTING == 2 && WHOSE_EXECUTING == 4,
               "the bit of a book is its place among the three");

/* A set that was cut by several and is held by none: the books without which it would be another.
 */
static uint8_t whose_cut(enum direction direction, const int64_t limits[BOOKS], int64_t met)
{
    uint8_t whose = 0;

    for (unsigned i = 0; i < BOOKS; i++) {
        int64_t others;

        if (!lattice_meet(direction, limits[(i + 1) % BOOKS], limits[(i + 2) % BOOKS], &others) ||
            others != met)
            whose |= (uint8_t)(1u << i);
    }
    return whose ? whose : WHOSE_FLOOR | WHOSE_REQUESTING | WHOSE_EXECUTING;
}

/* Whose each limit that met is: mostly of a book that holds it. */
static void find_whose(const int64_t *floor, const int64_t *requesting, const int64_t *executing,
                       struct effective *out)
{
    const int64_t *limits = out->limits;

    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        out->whose[p] = (uint8_t)((floor[p] == limits[p] ? WHOSE_FLOOR : 0) |
                                  (requesting[p] == limits[p] ? WHOSE_REQUESTING : 0) |
                                  (executing[p] == limits[p] ? WHOSE_EXECUTING : 0));
    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        if (!out->whose[p])
            out->whose[p] =
                whose_cut(parameter_table[p].direction,
                          (int64_t[BOOKS]){floor[p], requesting[p], executing[p]}, limits[p]);
}

static bool add_extra(struct effective *out, const struct extra *extra, uint8_t whose)
{
    for (size_t i = 0; i < out->extra_count; i++) {
        if (!extra_equal(out->extras[i], extra))
            continue;
        out->extra_whose[i] |= whose;
        return true;
    }
    if (out->extra_count == EFFECTIVE_EXTRAS)
        return false;
    out->extras[out->extra_count] = extra;
    out->extra_whose[out->extra_count++] = whose;
    return true;
}

static bool take_extras(const struct rulebooks *books, struct effective *out, struct error *error)
{
    const struct rulebook *three[BOOKS] = {books->floor, books->requesting, books->executing};

    out->extra_count = 0;
    for (unsigned b = 0; b < BOOKS; b++)
        for (size_t i = 0; i < three[b]->extra_count; i++)
            if (three[b]->extras[i]->measures & 1u << out->measure &&
                !add_extra(out, three[b]->extras[i], (uint8_t)(1u << b)))
                return error_set(error, ERROR_TOO_LARGE,
                                 "the rulebooks together have more than %d extras for a measure",
                                 EFFECTIVE_EXTRAS);
    return true;
}

bool rulebook_meet(const struct rulebooks *books, enum measure measure, struct effective *out,
                   struct error *error)
{
    const int64_t *floor = books->floor->limits[measure],
                  *requesting = books->requesting->limits[measure],
                  *executing = books->executing->limits[measure];
    unsigned met =
        kernel_meet(parameter_rules, PARAMETER_COUNT, floor, requesting, executing, out->limits);

    out->measure = measure;
    if (met < PARAMETER_COUNT) {
        error_where(error, "%s", parameter_name(measure, met));
        return error_set(error, ERROR_RULE_CONFLICT,
                         "the rulebooks of %s and %s have to agree with the floor here",
                         books->requesting->state, books->executing->state);
    }
    find_whose(floor, requesting, executing, out);
    return take_extras(books, out, error);
}

int64_t effective_seconds(const struct effective *effective, enum parameter parameter)
{
    return parameter_scaled(parameter, effective->limits[parameter]);
}
