#include "web/act_input.h"

#include "matter/acts.h"
#include "rules/acts.h"
#include "web/router.h"

/* Members that are asked for otherwise than their kind says. */
static const struct {
    const struct act_table *table;
    unsigned act;
    const char *member;
    enum act_input input;
} special[] = {
    {&matter_acts, MATTER_APPLICATION, "earlier", ACT_DERIVED},
    {&matter_acts, MATTER_APPLICATION, "tally", ACT_DERIVED},
    {&matter_acts, MATTER_RIGHTS_ASSESSMENT, "covered", ACT_DERIVED},
    {&matter_acts, MATTER_RIGHTS_ASSESSMENT, "noted", ACT_DERIVED},
    {&matter_acts, MATTER_RIGHTS_ASSESSMENT, "answers", ACT_ANSWERS},
    {&matter_acts, MATTER_APPROVAL, "list", ACT_LIST},
    {&rules_acts, RULES_RULEBOOK, "rulebook", ACT_LAW},
    {&rules_acts, RULES_OFFENCES, "offences", ACT_LAW},
};

const char *const act_person_questions[] = {"asylum", "defender", "minor", NULL};

static enum act_input input_of_kind(const struct field *field)
{
    bool several = field->most > 0;

    switch (field->kind) {
    case FIELD_WORD:
        return several ? ACT_CHOICES : ACT_CHOICE;
    case FIELD_WORDS:
        return ACT_CHOICES;
    case FIELD_FLAG:
        return ACT_CHOICE;
    case FIELD_ATTACHMENT:
        return ACT_PROSE;
    case FIELD_OBJECT:
        return several ? ACT_GROUPS : ACT_GROUP;
    default:
        return several ? ACT_LINES : ACT_LINE;
    }
}

enum act_input act_input(const struct act *act, const struct field *field)
{
    for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
        const struct act *of = &special[i].table->acts[special[i].act];

        if (act == of && strcmp(field->name, special[i].member) == 0)
            return special[i].input;
    }
    return input_of_kind(field);
}

static const struct field *member_in(const struct field *fields, struct slice name)
{
    size_t dot = slice_find(name, 0, '.');
    struct slice rest = slice_from(name, dot == SIZE_MAX ? name.size : dot + 1);

    for (; fields->name; fields++) {
        if (!slice_is(slice_part(name, 0, dot), fields->name))
            continue;
        if (fields->kind == FIELD_OBJECT && fields->most) { /* the item's number */
            dot = slice_find(rest, 0, '.');
            rest = slice_from(rest, dot == SIZE_MAX ? rest.size : dot + 1);
        }
        return fields->kind == FIELD_OBJECT && rest.size ? member_in(fields->fields, rest) : fields;
    }
    return NULL;
}

const struct field *act_member(const struct act *act, const char *name)
{
    return member_in(act->fields, slice_text(name));
}

bool act_takes_file(enum act_input input)
{
    return input == ACT_PROSE || input == ACT_LIST || input == ACT_LAW;
}

/* ---- the table ---- */

enum { TABLE_MOST = 640 };

struct table {
    struct form_field *rows;
    size_t count;
    struct arena *arena;
    const struct act *act;
};

static void add(struct table *table, struct slice name, enum form_kind kind, size_t most)
{
    /* The last row stays empty. No act comes near the bound: a test makes the form of each. */
    if (table->count + 1 < TABLE_MOST)
        table->rows[table->count++] = (struct form_field){(const char *)name.data, kind, most};
}

static void add_answers(struct table *table, const char *name)
{
    for (unsigned i = 0; i < GROUND_COUNT; i++) {
        const char *ground = words_ground.words[i];

        add(table, arena_format(table->arena, "%s.r%s.answer", name, ground + 1), FORM_LINE,
            ACT_LINE_MOST);
        add(table, arena_format(table->arena, "%s.r%s.checked", name, ground + 1), FORM_PROSE,
            ACT_CHECKED_MOST);
    }
    for (size_t i = 0; act_person_questions[i]; i++)
        add(table, arena_format(table->arena, "%s.person.%s", name, act_person_questions[i]),
            FORM_LINE, ACT_LINE_MOST);
}

static void add_members(struct table *table, const struct field *fields, const char *prefix);

static void add_groups(struct table *table, const struct field *field, const char *name)
{
    for (unsigned i = 0; i < field->most; i++)
        add_members(table, field->fields,
                    (const char *)arena_format(table->arena, "%s.%u.", name, i).data);
}

static void add_member(struct table *table, const struct field *field, const char *prefix)
{
    struct slice text = arena_format(table->arena, "%s%s", prefix, field->name);
    const char *name = (const char *)text.data;
    enum act_input input = act_input(table->act, field);

    switch (input) {
    case ACT_DERIVED:
        return;
    case ACT_LINE:
    case ACT_CHOICE:
        add(table, text, FORM_LINE, ACT_LINE_MOST);
        return;
    case ACT_LINES:
    case ACT_CHOICES:
        add(table, text, FORM_LIST, ACT_LINE_MOST);
        return;
    case ACT_ANSWERS:
        add_answers(table, name);
        return;
    case ACT_GROUP:
        add_members(table, field->fields,
                    (const char *)arena_format(table->arena, "%s.", name).data);
        return;
    case ACT_GROUPS:
        add_groups(table, field, name);
        return;
    default:
        add(table, text, FORM_PROSE, ACT_PROSE_MOST);
        add(table, arena_format(table->arena, "%s.file", name), FORM_FILE, ACT_PROSE_MOST);
    }
}

static void add_members(struct table *table, const struct field *fields, const char *prefix)
{
    for (; fields->name; fields++)
        add_member(table, fields, prefix);
}

const struct form_field *act_form_fields(const struct act *act, struct arena *arena)
{
    struct table table = {
        .rows = arena_take(arena, TABLE_MOST * sizeof *table.rows), .arena = arena, .act = act};

    add(&table, SLICE(ROUTE_TOKEN), FORM_LINE, SESSION_TOKEN);
    add(&table, SLICE(ACT_BUTTON), FORM_LINE, FORM_NAME);
    add(&table, SLICE(ACT_LANGUAGE), FORM_LINE, ACT_LINE_MOST);
    add_members(&table, act->fields, "");
    return table.rows;
}
