#include "forum/allotment_file.h"

#include "forum/members.h"

static bool read_group(json_t *object, struct arena *arena, struct allotment_group *out,
                       struct error *error)
{
    static const char *const needed[] = {"name", "weight", NULL}, *const further[] = {NULL};

    return members_check(object, needed, further, error) &&
           members_name(object, "name", arena, &out->name, error) &&
           members_number(object, "weight", 1, ALLOTMENT_WEIGHT, &out->weight, error);
}

static bool find_group(const struct allotment_terms *terms, struct slice name, unsigned *out)
{
    for (unsigned i = 0; i < terms->group_count; i++) {
        if (!slice_equal(terms->groups[i].name, name))
            continue;
        *out = i;
        return true;
    }
    return false;
}

/* Words for positions, numbered as they come. */
struct positions {
    struct slice names[ALLOTMENT_POSITIONS];
    unsigned count;
};

static bool read_position(json_t *object, struct positions *positions, struct arena *arena,
                          unsigned *out, struct error *error)
{
    struct slice name;

    if (!json_object_get(object, "position"))
        return true;
    if (!members_name(object, "position", arena, &name, error))
        return false;
    for (*out = 1; *out <= positions->count; ++*out)
        if (slice_equal(positions->names[*out], name))
            return true;
    if (*out == ALLOTMENT_POSITIONS)
        return error_set(error, ERROR_TOO_LARGE, "more than %d different positions",
                         ALLOTMENT_POSITIONS - 1);
    positions->names[*out] = name;
    positions->count = *out;
    return true;
}

static bool read_actual(json_t *object, int64_t *out, struct error *error)
{
    json_t *actual = json_object_get(object, "actual_s");

    *out = -1;
    return !actual || json_is_null(actual) ||
           members_number(object, "actual_s", 0, ALLOTMENT_SECONDS, out, error);
}

static bool read_speaker(json_t *object, const struct allotment_terms *terms,
                         struct positions *positions, struct arena *arena,
                         struct allotment_speaker *out, struct error *error)
{
    static const char *const needed[] = {"name", "group", "planned_s", NULL};
    static const char *const further[] = {"actual_s", "position", NULL};
    struct slice group;

    if (!members_check(object, needed, further, error) ||
        !members_name(object, "name", arena, &out->name, error) ||
        !member_text(object, "group", &group, error))
        return false;
    if (!find_group(terms, group, &out->group))
        return error_set(error, ERROR_MEMBER_VALUE, "\"%.*s\" is none of the groups",
                         SLICE_ARG(slice_part(group, 0, 60)));
    return members_number(object, "planned_s", 1, ALLOTMENT_SECONDS, &out->planned, error) &&
           read_actual(object, &out->actual, error) &&
           read_position(object, positions, arena, &out->position, error);
}

static bool read_groups(json_t *list, struct arena *arena, struct allotment_terms *out,
                        struct error *error)
{
    struct allotment_group *groups = arena_take(arena, ALLOTMENT_GROUPS * sizeof *groups);
    size_t count = json_array_size(list);
    unsigned same;

    if (count == 0 || count > ALLOTMENT_GROUPS)
        return error_set(error, ERROR_TOO_LARGE, "a session has 1 to %d groups",
                         (int)ALLOTMENT_GROUPS);
    out->groups = groups;
    for (size_t i = 0; i < count; i++) {
        if (!read_group(json_array_get(list, i), arena, &groups[i], error))
            return members_place(error, "groups", i);
        if (find_group(out, groups[i].name, &same))
            return error_set(error, ERROR_MEMBER_VALUE, "two groups have this name") ||
                   members_place(error, "groups", i);
        out->group_count++;
    }
    return true;
}

static bool read_speakers(json_t *list, struct arena *arena, struct allotment_terms *out,
                          struct error *error)
{
    size_t count = json_array_size(list);
    struct positions positions = {.count = 0};
    struct allotment_speaker *speakers;

    if (count > ALLOTMENT_SPEAKERS)
        return error_set(error, ERROR_TOO_LARGE, "a session has at most %d speakers",
                         (int)ALLOTMENT_SPEAKERS);
    speakers = arena_take(arena, (count + 1) * sizeof *speakers);
    out->speakers = speakers;
    out->speaker_count = count;
    for (size_t i = 0; i < count; i++)
        if (!read_speaker(json_array_get(list, i), out, &positions, arena, &speakers[i], error))
            return members_place(error, "speakers", i);
    return true;
}

static bool read_session(json_t *root, struct arena *arena, struct allotment_terms *out,
                         struct error *error)
{
    static const char *const members[] = {"length_s", "groups", "speakers"};
    json_t *groups, *speakers;

    return member_exact(root, members, 3, error) &&
           members_number(root, "length_s", 1, ALLOTMENT_SECONDS, &out->length, error) &&
           member_array(root, "groups", &groups, error) &&
           member_array(root, "speakers", &speakers, error) &&
           read_groups(groups, arena, out, error) && read_speakers(speakers, arena, out, error);
}

bool allotment_parse(struct slice text, struct arena *arena, struct allotment_terms *out,
                     struct error *error)
{
    json_t *root = json_strict(text, ALLOTMENT_BYTES, 4, error);
    bool ok;

    *out = (struct allotment_terms){0};
    if (!root)
        return false;
    ok = read_session(root, arena, out, error);
    json_decref(root);
    return ok;
}
