#include "test.h"

#include "acting.h"

static bool bytes_of(void *context, struct slice sha256, struct buffer *out)
{
    struct world *world = context;
    struct slice answers = world_answers(world);
    struct digest digest;

    digest_read(sha256, &digest);
    for (size_t i = 0; i < world->texts.count; i++)
        if (digest_equal(sha256_of(world->texts.items[i]), digest)) {
            buffer_append(out, world->texts.items[i]);
            return true;
        }
    if (digest_equal(sha256_of(answers), digest))
        buffer_append(out, answers);
    else if (digest_equal(world->list, digest))
        buffer_text(out, world_list);
    return out->size > 0;
}

void acting_fill(struct world *world, const struct act *act, const char *body,
                 const struct form_field *fields, struct form *out)
{
    json_t *root = json_loads(body, 0, NULL);

    assert_non_null(root);
    *out = (struct form){0};
    act_fill(act, root, bytes_of, world, fields, &world->arena, out);
    json_decref(root);
}

const char *acting_encode(struct world *world, const struct form *form, const char *button)
{
    struct buffer out = {0};
    const char *kept;

    buffer_format(&out, "do=%s", button);
    for (size_t i = 0; i < form->count; i++) {
        struct slice value = form->values[i].value;

        buffer_format(&out, "&%s=", form->values[i].field->name);
        for (size_t j = 0; j < value.size; j++)
            buffer_format(&out, "%%%02X", value.data[j]);
    }
    kept = (const char *)arena_copy(&world->arena, buffer_slice(&out)).data;
    buffer_free(&out);
    return kept;
}
