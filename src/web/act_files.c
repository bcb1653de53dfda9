#include "node/attachment.h"
#include "web/act_said.h"

struct files {
    const struct act *act;
    const struct form_field *fields;
    struct form *form;
    struct arena *arena;
    struct act_problems *problems;
};

/* The field that a file belongs to: its name without ".file". */
static const struct form_field *field_of_file(const struct files *files,
                                              const struct form_field *file)
{
    size_t size = strlen(file->name) - strlen(".file");

    for (const struct form_field *field = files->fields; field->name; field++)
        if (strlen(field->name) == size && strncmp(field->name, file->name, size) == 0)
            return field;
    return NULL;
}

/* Whether the bytes themselves are hashed, so that nothing may be changed in them. */
static bool is_exact(const struct act *act, const char *name)
{
    for (const struct field *field = act->fields; field->name; field++)
        if (strcmp(field->name, name) == 0)
            return act_input(act, field) != ACT_PROSE;
    return false;
}

static struct slice without_returns(struct slice text, struct arena *arena)
{
    struct slice copy = arena_copy(arena, text);
    uint8_t *bytes = (uint8_t *)copy.data;
    size_t size = 0;

    for (size_t i = 0; i < text.size; i++)
        if (!(text.data[i] == '\r' && i + 1 < text.size && text.data[i + 1] == '\n'))
            bytes[size++] = text.data[i];
    return slice_of(bytes, size);
}

static void take_file(const struct files *files, const struct form_value *sent)
{
    const struct form_field *field = field_of_file(files, sent->field);
    struct slice text = sent->value;

    if (!field || !text.size)
        return;
    if (!is_exact(files->act, field->name)) {
        if (attachment_is(text))
            text = slice_from(text, ATTACHMENT_LINE);
        text = without_returns(text, files->arena);
    }
    if (!form_is_prose(text)) {
        act_problem_add(
            files->problems, field->name,
            "This file is no plain text in UTF-8. Write the text here, or add another.");
        return;
    }
    for (size_t i = 0; i < files->form->count; i++)
        if (strcmp(files->form->values[i].field->name, field->name) == 0) {
            files->form->values[i].value = text;
            return;
        }
    files->form->values[files->form->count++] = (struct form_value){field, text, {0}};
}

void act_take_files(const struct act *act, struct form *form, const struct form_field *fields,
                    struct arena *arena, struct act_problems *problems)
{
    const struct files files = {act, fields, form, arena, problems};
    struct form sent = *form;

    form->count = 0;
    for (size_t i = 0; i < sent.count; i++)
        if (sent.values[i].field->kind != FORM_FILE)
            form->values[form->count++] = sent.values[i];
    for (size_t i = 0; i < sent.count; i++)
        if (sent.values[i].field->kind == FORM_FILE)
            take_file(&files, &sent.values[i]);
}
