/* The form of an act, as a browser might send it: nothing crashes on the way to a body; what comes out
 * keeps the act's table wherever no problem was found; and a body that was read goes back into the form and
 * out again as the same. */
#include <stdlib.h>
#include <string.h>

#include "crypto/hash.h"
#include "web/act_fill.h"
#include "web/act_said.h"
#include "web/act_words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void same_bytes(void *context, uint8_t *out, size_t size)
{
    (void)context;
    memset(out, 7, size);
}

static const struct random same = {same_bytes, NULL};

/* The files that a first reading made. */
static bool bytes_of(void *context, struct slice sha256, struct buffer *out)
{
    const struct act_said *said = context;
    struct digest wanted;

    for (size_t i = 0; digest_read(sha256, &wanted) && i < said->file_count; i++)
        if (digest_equal(sha256_of(said->files[i]), wanted)) {
            buffer_append(out, said->files[i]);
            return true;
        }
    return false;
}

static void check_body(const struct act *act, struct act_said *said)
{
    json_t *value;
    const char *name;
    struct error error = {0};

    if (said->problems.count > ACT_PROBLEMS || said->file_count > ACT_FILES)
        abort();
    json_object_foreach(said->body, name, value)
    {
        const struct field *field = act_member(act, name);

        if (!field)
            abort();
        if (!said->problems.count && !act_check_member(field, value, &error))
            abort();
    }
}

static void go_back(const struct act *act, struct act_said *said, const struct form_field *fields,
                    struct arena *arena)
{
    struct form *again = arena_take(arena, sizeof *again);
    struct act_said *other = arena_take(arena, sizeof *other);

    act_fill(act, said->body, bytes_of, said, fields, arena, again);
    if (said->has_list)
        act_put(again, fields, "list", said->list);
    act_said_read(act, again, &same, arena, other);
    if (!said->problems.count && (other->problems.count || !json_equal(said->body, other->body)))
        abort();
    act_said_free(other);
}

/* The first line is the act's type, the second the Content-Type, the rest the body. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice rest = slice_of(data, size), type, content;
    struct arena arena = {0};
    struct error error = {0};
    const struct form_field *fields;
    const struct act *act;
    const char *chain;
    struct form *form;
    struct act_said *said;

    if (!slice_line(&rest, &type) || !slice_line(&rest, &content))
        return 0;
    act = act_of_page(type, &chain);
    if (!act)
        return 0;
    fields = act_form_fields(act, &arena);
    form = arena_take(&arena, sizeof *form);
    said = arena_take(&arena, sizeof *said);
    if (form_read(content, rest, fields, &arena, form, &error)) {
        act_take_files(act, form, fields, &arena, &said->problems);
        act_said_read(act, form, &same, &arena, said);
        check_body(act, said);
        go_back(act, said, fields, &arena);
        act_said_free(said);
        act_take_away(form, fields, form_value(form, ACT_BUTTON), &arena);
    }
    arena_free(&arena);
    return 0;
}
