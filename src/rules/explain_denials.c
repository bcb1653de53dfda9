#include "rules/explain.h"
#include "rules/reach.h"

/* The section before ".deny", and what follows it: "" or ".2". False where it is another name. */
static bool split(struct slice name, struct slice *section, struct slice *number)
{
    size_t dot = slice_find(name, 0, '.');
    struct slice key = dot == SIZE_MAX ? SLICE("") : slice_from(name, dot + 1);

    *section = slice_part(name, 0, dot);
    *number = slice_from(key, strlen("deny"));
    return extra_is_key(key) &&
           (slice_is(*section, "rulebook") || vocabulary_find(&words_measure, *section) >= 0);
}

bool explain_is_denial(struct slice name)
{
    struct slice section, number;

    return split(name, &section, &number);
}

bool explain_denials(const struct rulebooks *books, struct slice name, struct denials *out,
                     struct error *error)
{
    struct slice section, number;
    bool known = split(name, &section, &number);
    int measure = vocabulary_find(&words_measure, section);

    *out = (struct denials){.general = measure < 0,
                            .measure = measure < 0 ? 0 : (enum measure)measure,
                            .books = {books->floor, books->requesting, books->executing}};
    if (out->general || number.size)
        out->name = name;
    return known && rulebook_meet(books, out->measure, &out->effective, error);
}

static bool names_another_measure(const struct extra *extra, enum measure measure)
{
    for (unsigned i = 0; i < extra->count; i++) {
        const struct extra_condition *condition = &extra->conditions[i];

        if (condition->field == EXTRA_MEASURE &&
            (condition->operand == (int64_t)measure) != (condition->operation == EXTRA_IS))
            return true;
    }
    return false;
}

bool explain_is_asked(const struct denials *denials, size_t i)
{
    const struct extra *extra = denials->effective.extras[i];

    return denials->name.size ? slice_equal(denials->name, slice_text(extra->name))
                              : !names_another_measure(extra, denials->measure);
}

/* Each field once, with the limit that holds besides. */
static void append_fields(const struct denials *denials, const struct extra *extra,
                          struct buffer *out)
{
    uint64_t said = 0;

    for (unsigned i = 0; i < extra->count; i++) {
        int64_t field = extra->conditions[i].field;
        const struct parameter_definition *definition = &parameter_table[field < 0 ? 0 : field];
        struct value limit;

        if (field == EXTRA_MEASURE || said & PARAMETER_BIT(field))
            continue;
        said |= PARAMETER_BIT(field);
        buffer_format(out, "    %s: %s", definition->key, definition->meaning);
        if (!denials->general) {
            limit = parameter_value((enum parameter)field, denials->effective.limits[field]);
            buffer_format(out, "; %s ", parameter_direction((enum parameter)field));
            value_format(&limit, out);
        }
        buffer_byte(out, '\n');
    }
}

static void append_denial(const struct denials *denials, size_t i, struct buffer *out)
{
    const struct extra *extra = denials->effective.extras[i];
    enum reach reach = reach_in(extra, denials->measure, denials->effective.limits);

    buffer_text(out, "* ");
    explain_whose(denials->books, denials->effective.extra_whose[i], out);
    buffer_text(out, ": ");
    explain_extra(extra, out);
    buffer_byte(out, '\n');
    append_fields(denials, extra, out);
    if (!denials->general && reach != REACH_BITES)
        buffer_format(out, "    It can never refuse anything here: %s.\n", reach_words(reach));
}

void explain_denials_format(const struct denials *denials, struct buffer *out)
{
    bool none = true;

    buffer_format(out, "%s.deny",
                  denials->general ? "rulebook" : words_measure.words[denials->measure]);
    buffer_text(out, ": what is refused though every limit is kept [P10]\n"
                     "  where all the conditions of one of these hold; a fact in them that is "
                     "missing asks\n");
    for (size_t i = 0; i < denials->effective.extra_count; i++) {
        if (!explain_is_asked(denials, i))
            continue;
        append_denial(denials, i, out);
        none = false;
    }
    if (none)
        buffer_text(out, "  none\n");
}
