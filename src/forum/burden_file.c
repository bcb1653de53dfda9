#include "forum/burden.h"
#include "forum/programme.h"

static bool read_optional(json_t *object, const char *member, int64_t least, int64_t most,
                          int64_t otherwise, int64_t *out, struct error *error)
{
    *out = otherwise;
    return !json_object_get(object, member) ||
           members_number(object, member, least, most, out, error);
}

static bool read_zone(json_t *object, const char *folder, struct arena *arena, struct burden *out,
                      struct error *error)
{
    static const char *const needed[] = {"zone", NULL};
    static const char *const further[] = {"people", "before_s", NULL};
    struct burden_zone *zone = &out->zones[out->zone_count];
    struct slice name;

    if (!members_check(object, needed, further, error) ||
        !members_name(object, "zone", arena, &name, error) ||
        !read_optional(object, "people", 1, 1000000, 1, &zone->people, error) ||
        !read_optional(object, "before_s", 0, 100000000, 0, &zone->before, error))
        return false;
    for (size_t i = 0; i < out->zone_count; i++)
        if (slice_is(name, out->zones[i].zone.name))
            return members_wrong("zone", error, "this zone stands there already");
    out->zone_count++;
    return zone_read(folder, name, arena, &zone->zone, error) || error_where(error, "zone");
}

static bool read_session(json_t *object, struct arena *arena, struct burden *out,
                         struct error *error)
{
    static const char *const needed[] = {"session", "from", "until", "length_s", NULL};
    static const char *const further[] = {NULL};
    struct burden_session *session = &out->sessions[out->session_count];

    if (!members_check(object, needed, further, error) ||
        !members_name(object, "session", arena, &session->id, error) ||
        !member_instant(object, "from", &session->from, error) ||
        !member_instant(object, "until", &session->until, error) ||
        !members_number(object, "length_s", 60, PROGRAMME_LENGTH, &session->length, error))
        return false;
    if (session->until < session->from ||
        session->until - session->from >= (int64_t)BURDEN_STARTS * BURDEN_STEP)
        return members_wrong("until", error, "from then to %d hours later",
                             BURDEN_STARTS * BURDEN_STEP / HOUR - 1);
    out->session_count++;
    return true;
}

static bool read_burden(json_t *root, const char *folder, struct arena *arena, struct burden *out,
                        struct error *error)
{
    static const char *const needed[] = {"zones", "sessions", NULL}, *const further[] = {NULL};
    json_t *zones, *sessions;

    if (!members_check(root, needed, further, error) ||
        !member_array(root, "zones", &zones, error) ||
        !member_array(root, "sessions", &sessions, error))
        return false;
    if (json_array_size(zones) == 0 || json_array_size(zones) > BURDEN_ZONES)
        return members_wrong("zones", error, "1 to %d zones", (int)BURDEN_ZONES);
    if (json_array_size(sessions) == 0 || json_array_size(sessions) > BURDEN_SESSIONS)
        return members_wrong("sessions", error, "1 to %d sessions", (int)BURDEN_SESSIONS);
    out->zones = arena_take(arena, BURDEN_ZONES * sizeof *out->zones);
    out->sessions = arena_take(arena, BURDEN_SESSIONS * sizeof *out->sessions);
    for (size_t i = 0; i < json_array_size(zones); i++)
        if (!read_zone(json_array_get(zones, i), folder, arena, out, error))
            return members_place(error, "zones", i);
    for (size_t i = 0; i < json_array_size(sessions); i++)
        if (!read_session(json_array_get(sessions, i), arena, out, error))
            return members_place(error, "sessions", i);
    return true;
}

bool burden_parse(struct slice text, const char *zones, struct arena *arena, struct burden *out,
                  struct error *error)
{
    json_t *root = json_strict(text, BURDEN_BYTES, 4, error);
    bool ok;

    *out = (struct burden){0};
    ok = root && read_burden(root, zones, arena, out, error);
    json_decref(root);
    return ok;
}
