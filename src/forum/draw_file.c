#include "forum/draw_file.h"

static const char *const nothing[] = {NULL};

static bool read_group(json_t *object, struct arena *arena, struct slots_file *out,
                       struct error *error)
{
    static const char *const needed[] = {"name", "weight", NULL};
    size_t at = out->count;

    if (!members_check(object, needed, nothing, error) ||
        !members_name(object, "name", arena, &out->names[at], error) ||
        !members_number(object, "weight", 0, SLOTS_WEIGHT, &out->weights[at], error))
        return false;
    for (size_t i = 0; i < at; i++)
        if (slice_equal(out->names[i], out->names[at]))
            return members_wrong("name", error, "two groups have this name");
    out->count++;
    return true;
}

static bool read_slots(json_t *root, struct arena *arena, struct slots_file *out,
                       struct error *error)
{
    static const char *const needed[] = {"slots", "groups", NULL};
    json_t *groups;

    if (!members_check(root, needed, nothing, error) ||
        !members_number(root, "slots", 1, SLOTS_MOST, &out->slots, error) ||
        !member_array(root, "groups", &groups, error))
        return false;
    if (json_array_size(groups) == 0 || json_array_size(groups) > SLOTS_GROUPS)
        return members_wrong("groups", error, "1 to %d groups", (int)SLOTS_GROUPS);
    for (size_t i = 0; i < json_array_size(groups); i++)
        if (!read_group(json_array_get(groups, i), arena, out, error))
            return members_place(error, "groups", i);
    if (!slots_divide(out->weights, out->count, out->slots, out->divided))
        return members_wrong("slots", error,
                             "at least one for every group that has a weight, and one such group");
    return true;
}

bool slots_parse(struct slice text, struct arena *arena, struct slots_file *out,
                 struct error *error)
{
    json_t *root = json_strict(text, DRAW_BYTES, 4, error);
    bool ok;

    *out = (struct slots_file){0};
    ok = root && read_slots(root, arena, out, error);
    json_decref(root);
    return ok;
}

static bool read_pool(json_t *list, struct arena *arena, struct lottery_file *out,
                      struct error *error)
{
    out->count = json_array_size(list);
    if (out->count == 0 || out->count > LOTTERY_NAMES)
        return members_wrong("pool", error, "1 to %d names", (int)LOTTERY_NAMES);
    out->names = arena_take(arena, out->count * sizeof *out->names);
    for (size_t i = 0; i < out->count; i++) {
        struct slice name = json_slice(json_array_get(list, i));

        if (name.size == 0 || name.size > MEMBERS_NAME)
            return error_set(error, ERROR_MEMBER_VALUE, "a name of 1 to %d bytes",
                             (int)MEMBERS_NAME) ||
                   members_place(error, "pool", i);
        out->names[i] = arena_copy(arena, name);
    }
    return lottery_pool(out->names, out->count, &out->pool) ||
           members_wrong("pool", error, "a name stands in it twice");
}

/* A beacon may be longer than a name. */
static bool read_beacon(json_t *root, struct arena *arena, struct slice *out, struct error *error)
{
    json_t *beacon = json_object_get(root, "beacon");

    if (!beacon || json_is_null(beacon))
        return true;
    if (!member_text(root, "beacon", out, error))
        return false;
    if (out->size == 0 || out->size > LOTTERY_BEACON)
        return members_wrong("beacon", error, "1 to %d bytes", (int)LOTTERY_BEACON);
    *out = arena_copy(arena, *out);
    return true;
}

static bool read_lottery(json_t *root, struct arena *arena, struct lottery_file *out,
                         struct error *error)
{
    static const char *const needed[] = {"slots", "pool", NULL}, *const further[] = {"beacon",
                                                                                     NULL};
    json_t *pool;

    if (!members_check(root, needed, further, error) ||
        !members_number(root, "slots", 1, LOTTERY_NAMES, &out->slots, error) ||
        !member_array(root, "pool", &pool, error) || !read_pool(pool, arena, out, error) ||
        !read_beacon(root, arena, &out->beacon, error))
        return false;
    if (out->beacon.size) {
        out->tickets = arena_take(arena, out->count * sizeof *out->tickets);
        lottery_draw(out->pool, out->beacon, out->names, out->count, out->tickets);
    }
    return true;
}

bool lottery_parse(struct slice text, struct arena *arena, struct lottery_file *out,
                   struct error *error)
{
    json_t *root = json_strict(text, DRAW_BYTES, 3, error);
    bool ok;

    *out = (struct lottery_file){0};
    ok = root && read_lottery(root, arena, out, error);
    json_decref(root);
    return ok;
}
