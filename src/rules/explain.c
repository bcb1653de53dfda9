#include "rules/explain.h"

static const char *const sides[] = {"", " (requesting)", " (executing)"};

/* What a book's set takes away from the floor's, or demands beside it. */
static int64_t cut_of(enum direction direction, int64_t floor, int64_t limit)
{
    if (direction == PERMITTED)
        return floor & ~limit;
    return direction == REQUIRED ? limit & ~floor : 0;
}

bool explain_parameter(const struct rulebooks *books, enum measure measure,
                       enum parameter parameter, struct explanation *out, struct error *error)
{
    const struct rulebook *three[] = {books->floor, books->requesting, books->executing};
    enum direction direction = parameter_table[parameter].direction;

    if (!rulebook_meet(books, measure, &out->effective, error))
        return false;
    out->measure = measure;
    out->parameter = parameter;
    out->limit = out->effective.limits[parameter];
    out->whose = out->effective.whose[parameter];
    for (unsigned i = 0; i < 3; i++)
        out->books[i] = (struct explained_book){
            .book = three[i],
            .limit = three[i]->limits[measure][parameter],
            .place = &three[i]->places[measure][parameter],
            .cut = cut_of(direction, three[0]->limits[measure][parameter],
                          three[i]->limits[measure][parameter]),
            .binds = out->whose & 1u << i,
        };
    return true;
}

static void append_limit(struct buffer *out, enum parameter parameter, int64_t limit)
{
    struct value value = parameter_value(parameter, limit);

    value_format(&value, out);
}

/* Where a book says so. A floor without a line does not list the measure. */
static void append_place(struct buffer *out, const struct explained_book *book, bool is_floor)
{
    if (book->place->line == 0)
        buffer_text(out, is_floor ? "; the measure is not listed" : "; as in the floor");
    else
        buffer_format(out, "; line %u", book->place->line);
    if (book->place->citation.size)
        buffer_format(out, "; %.*s", SLICE_ARG(book->place->citation));
}

void explain_words(enum parameter parameter, int64_t words, struct buffer *out)
{
    const struct vocabulary *vocabulary = parameter_table[parameter].vocabulary;
    const char *before = "";

    for (unsigned i = 0; vocabulary && i < vocabulary->count; i++) {
        if (!((uint64_t)words >> i & 1))
            continue;
        buffer_format(out, "%s%s", before, vocabulary->words[i]);
        before = ", ";
    }
}

bool explain_concerns(const struct extra *extra, enum parameter parameter)
{
    for (unsigned i = 0; i < extra->count; i++)
        if (extra->conditions[i].field == (int64_t)parameter)
            return true;
    return false;
}

void explain_whose(const struct rulebook *const books[3], unsigned whose, struct buffer *out)
{
    for (unsigned b = 0, more = 0; b < 3; b++)
        if (whose & 1u << b)
            buffer_format(out, "%s%s%s", more++ ? " and " : "", books[b]->state, sides[b]);
}

void explain_extra(const struct extra *extra, struct buffer *out)
{
    buffer_format(out, "%s: %.*s; line %u", extra->name, SLICE_ARG(extra->said), extra->line);
    if (extra->citation.size)
        buffer_format(out, "; %.*s", SLICE_ARG(extra->citation));
}

/* The extras that may refuse what this limit lets pass, and whose they are. */
static void append_extras(struct buffer *out, const struct explanation *explanation)
{
    const struct effective *effective = &explanation->effective;
    const struct rulebook *books[] = {explanation->books[0].book, explanation->books[1].book,
                                      explanation->books[2].book};

    for (size_t i = 0; i < effective->extra_count; i++) {
        if (!explain_concerns(effective->extras[i], explanation->parameter))
            continue;
        buffer_text(out, "  refused besides, by ");
        explain_whose(books, effective->extra_whose[i], out);
        buffer_text(out, ": ");
        explain_extra(effective->extras[i], out);
        buffer_byte(out, '\n');
    }
}

void explain_format(const struct explanation *explanation, struct buffer *out)
{
    enum parameter parameter = explanation->parameter;
    const struct parameter_definition *definition = &parameter_table[parameter];

    buffer_format(out, "%s: ", parameter_name(explanation->measure, parameter));
    if (definition->kind != VALUE_FLAG)
        buffer_format(out, "%s ", parameter_direction(parameter));
    append_limit(out, parameter, explanation->limit);
    buffer_format(out, " [%s]\n  %s\n", definition->row, definition->meaning);
    for (unsigned i = 0; i < 3; i++) {
        const struct explained_book *book = &explanation->books[i];

        buffer_format(out, "%s %s%s: ", book->binds ? "*" : " ", book->book->state, sides[i]);
        append_limit(out, parameter, book->limit);
        append_place(out, book, i == 0);
        if (book->cut)
            buffer_text(out, definition->direction == PERMITTED ? "; takes out " : "; adds ");
        explain_words(parameter, book->cut, out);
        buffer_text(out, book->binds ? "; binds\n" : "\n");
    }
    append_extras(out, explanation);
}

static enum change compare(enum direction direction, int64_t before, int64_t after)
{
    if (before == after)
        return CHANGE_SAME;
    if (lattice_within(direction, after, before))
        return CHANGE_TIGHTER;
    return lattice_within(direction, before, after) ? CHANGE_LOOSER : CHANGE_OTHER;
}

size_t explain_diff(const struct rulebook *before, const struct rulebook *after,
                    struct difference *out)
{
    size_t count = 0;

    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
            if (m > 0 && parameter_is_general(p))
                continue;
            out[count++] = (struct difference){
                .measure = m,
                .parameter = p,
                .change = compare(parameter_table[p].direction, before->limits[m][p],
                                  after->limits[m][p]),
                .before = before->limits[m][p],
                .after = after->limits[m][p],
                .stated_before = before->places[m][p].line != 0,
                .stated_after = after->places[m][p].line != 0,
            };
        }
    }
    return count;
}

static bool has_extra(const struct rulebook *book, const struct extra *extra)
{
    for (size_t i = 0; i < book->extra_count; i++)
        if (extra_equal(book->extras[i], extra))
            return true;
    return false;
}

size_t explain_extras(const struct rulebook *one, const struct rulebook *other,
                      const struct extra **out)
{
    size_t count = 0;

    for (size_t i = 0; i < one->extra_count; i++)
        if (!has_extra(other, one->extras[i]))
            out[count++] = one->extras[i];
    return count;
}

const char *change_name(enum change change)
{
    static const char *const names[] = {"same", "tighter", "looser", "other"};

    return names[change];
}

void explain_difference(const struct difference *difference, struct buffer *out)
{
    buffer_format(out, "%-8s %s  ", change_name(difference->change),
                  parameter_name(difference->measure, difference->parameter));
    append_limit(out, difference->parameter, difference->before);
    if (difference->change != CHANGE_SAME) {
        buffer_text(out, " -> ");
        append_limit(out, difference->parameter, difference->after);
    }
    if (difference->stated_before != difference->stated_after)
        buffer_text(out, difference->stated_after ? "  new" : "  no longer stated");
    buffer_byte(out, '\n');
}
