#include "web/act_fill.h"

#include "base/json.h"
#include "base/lines.h"
#include "node/attachment.h"
#include "terms/words.h"

struct filling {
    const struct act *act;
    act_bytes_of *bytes;
    void *context;
    const struct form_field *fields;
    struct arena *arena;
    struct form *form;
};

#define NAME(...) (const char *)arena_format(filling->arena, __VA_ARGS__).data

static const struct form_field *find_field(const struct form_field *fields, const char *name)
{
    while (fields->name && strcmp(fields->name, name) != 0)
        fields++;
    return fields->name ? fields : NULL;
}

bool act_put_more(struct form *form, const struct form_field *fields, const char *name,
                  struct slice value)
{
    const struct form_field *field = find_field(fields, name);

    if (!field || form->count == FORM_FIELDS)
        return false;
    form->values[form->count++] = (struct form_value){field, value, {0}};
    return true;
}

/* Those of which `keep` is false go; the others stay in their order. */
static void remove_named(struct form *form, const char *name)
{
    size_t kept = 0;

    for (size_t i = 0; i < form->count; i++)
        if (strcmp(form->values[i].field->name, name) != 0)
            form->values[kept++] = form->values[i];
    form->count = kept;
}

bool act_put(struct form *form, const struct form_field *fields, const char *name,
             struct slice value)
{
    remove_named(form, name);
    return !value.size || act_put_more(form, fields, name, value);
}

/* ---- members ---- */

static struct slice line_of(struct filling *filling, const struct field *field, json_t *value)
{
    if (json_is_integer(value))
        return arena_format(filling->arena, "%lld", (long long)json_integer_value(value));
    if (json_is_boolean(value))
        return json_is_true(value) ? SLICE("yes") : SLICE("no");
    (void)field;
    return arena_copy(filling->arena, json_slice(value));
}

static bool bytes_of(struct filling *filling, struct slice sha256, struct slice *out)
{
    struct buffer bytes = {0};
    bool known = filling->bytes && filling->bytes(filling->context, sha256, &bytes);

    if (known)
        *out = arena_copy(filling->arena, buffer_slice(&bytes));
    buffer_free(&bytes);
    return known;
}

static bool text_of(struct filling *filling, json_t *value, struct slice *out)
{
    if (!bytes_of(filling, json_slice(json_object_get(value, "sha256")), out) ||
        !attachment_is(*out))
        return false;
    *out = slice_from(*out, ATTACHMENT_LINE);
    return true;
}

static void fill_prose(struct filling *filling, const char *name, json_t *value)
{
    struct slice language = json_slice(json_object_get(value, "language")), text;

    if (!text_of(filling, value, &text))
        return;
    act_put(filling->form, filling->fields, name, text);
    act_put(filling->form, filling->fields, ACT_LANGUAGE, arena_copy(filling->arena, language));
}

static void fill_answer(struct filling *filling, const char *name,
                        const struct line_section *section)
{
    const char *prefix = NAME("%s.r%.*s.", name, SLICE_ARG(slice_from(section->name, 1)));
    const struct line_entry *answer = lines_entry(section, "answer");
    const struct line_entry *checked = lines_entry(section, "sources");

    if (!checked)
        checked = lines_entry(section, "reasons");
    if (answer)
        act_put(filling->form, filling->fields, NAME("%sanswer", prefix), answer->value);
    if (checked)
        act_put(filling->form, filling->fields, NAME("%schecked", prefix), checked->value);
}

static void fill_answers(struct filling *filling, const char *name, json_t *value)
{
    struct error ignored = {0};
    struct lines lines;
    struct slice text;

    if (!text_of(filling, value, &text) || !lines_parse(text, filling->arena, &lines, &ignored))
        return;
    for (size_t i = 0; i < lines.count; i++) {
        const struct line_section *section = &lines.sections[i];

        if (vocabulary_find(&words_ground, section->name) >= 0)
            fill_answer(filling, name, section);
        for (size_t j = 0; slice_is(section->name, "person") && j < section->count; j++)
            act_put(filling->form, filling->fields,
                    NAME("%s.person.%.*s", name, SLICE_ARG(section->entries[j].key)),
                    section->entries[j].value);
    }
}

static void fill_members(struct filling *filling, const struct field *fields, const char *prefix,
                         json_t *object);

static void fill_lines(struct filling *filling, const struct field *field, const char *name,
                       json_t *list)
{
    remove_named(filling->form, name);
    for (size_t i = 0; i < json_array_size(list); i++)
        act_put_more(filling->form, filling->fields, name,
                     line_of(filling, field, json_array_get(list, i)));
}

static void fill_value(struct filling *filling, const struct field *field, const char *name,
                       json_t *value)
{
    struct slice bytes;

    switch (act_input(filling->act, field)) {
    case ACT_LINE:
    case ACT_CHOICE:
        act_put(filling->form, filling->fields, name, line_of(filling, field, value));
        break;
    case ACT_LINES:
    case ACT_CHOICES:
        fill_lines(filling, field, name, value);
        break;
    case ACT_PROSE:
        fill_prose(filling, name, value);
        break;
    case ACT_LIST:
    case ACT_LAW:
        if (bytes_of(filling, json_slice(value), &bytes))
            act_put(filling->form, filling->fields, name, bytes);
        break;
    case ACT_ANSWERS:
        fill_answers(filling, name, value);
        break;
    case ACT_GROUP:
        fill_members(filling, field->fields, NAME("%s.", name), value);
        break;
    case ACT_GROUPS:
        for (size_t i = 0; i < json_array_size(value); i++)
            fill_members(filling, field->fields, NAME("%s.%zu.", name, i),
                         json_array_get(value, i));
        break;
    case ACT_DERIVED:
        break;
    }
}

static void fill_members(struct filling *filling, const struct field *fields, const char *prefix,
                         json_t *object)
{
    for (; fields->name; fields++) {
        json_t *value = json_object_get(object, fields->name);

        if (value)
            fill_value(filling, fields, NAME("%s%s", prefix, fields->name), value);
    }
}

void act_fill(const struct act *act, json_t *body, act_bytes_of *bytes, void *context,
              const struct form_field *fields, struct arena *arena, struct form *out)
{
    struct filling filling = {.act = act,
                              .bytes = bytes,
                              .context = context,
                              .fields = fields,
                              .arena = arena,
                              .form = out};

    fill_members(&filling, act->fields, "", body);
}

/* ---- groups ---- */

/* The number behind "targets." of a name, and what follows it; false where the name is another's. */
static bool split_group(struct slice name, struct slice list, int64_t *number, struct slice *rest)
{
    struct slice digits;
    size_t dot;

    if (!slice_starts(name, list))
        return false;
    dot = slice_find(name, list.size, '.');
    digits = slice_part(name, list.size, dot == SIZE_MAX ? SIZE_MAX : dot - list.size);
    *rest = slice_from(name, list.size + digits.size);
    return slice_decimal(digits, number);
}

void act_take_away(struct form *form, const struct form_field *fields, struct slice group,
                   struct arena *arena)
{
    size_t dot = group.size, kept = 0;
    struct slice list, rest;
    int64_t gone, number;

    while (dot && group.data[dot - 1] != '.')
        dot--;
    list = slice_part(group, 0, dot);
    if (!dot || !slice_decimal(slice_from(group, dot), &gone))
        return;
    for (size_t i = 0; i < form->count; i++) {
        struct form_value value = form->values[i];

        if (split_group(slice_text(value.field->name), list, &number, &rest)) {
            if (number == gone)
                continue;
            if (number > gone)
                value.field = find_field(
                    fields, (const char *)arena_format(arena, "%.*s%lld%.*s", SLICE_ARG(list),
                                                       (long long)number - 1, SLICE_ARG(rest))
                                .data);
        }
        if (value.field)
            form->values[kept++] = value;
    }
    form->count = kept;
}
