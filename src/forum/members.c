#include "forum/members.h"

#include <stdio.h>

static bool is_listed(const char *name, const char *const *list)
{
    for (size_t i = 0; list[i]; i++)
        if (strcmp(name, list[i]) == 0)
            return true;
    return false;
}

bool members_check(json_t *object, const char *const *needed, const char *const *further,
                   struct error *error)
{
    const char *name;
    json_t *value;

    if (!json_is_object(object))
        return error_set(error, ERROR_MEMBER_TYPE, "an object belongs here");
    for (size_t i = 0; needed[i]; i++)
        if (!json_object_get(object, needed[i]))
            return error_set(error, ERROR_MEMBER_MISSING, "the member \"%s\" is missing",
                             needed[i]);
    json_object_foreach(object, name, value)
    {
        if (!is_listed(name, needed) && !is_listed(name, further))
            return error_set(error, ERROR_MEMBER_UNKNOWN, "there is no member \"%.60s\" here",
                             name);
    }
    return true;
}

bool members_wrong(const char *member, struct error *error, const char *format, ...)
{
    char message[sizeof error->message];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    error_where(error, "%s", member);
    return error_set(error, ERROR_MEMBER_VALUE, "%s", message);
}

bool members_name(json_t *object, const char *member, struct arena *arena, struct slice *out,
                  struct error *error)
{
    struct slice text;

    if (!member_text(object, member, &text, error))
        return false;
    if (text.size == 0 || text.size > MEMBERS_NAME)
        return members_wrong(member, error, "a name here is of 1 to %d bytes", (int)MEMBERS_NAME);
    *out = arena_copy(arena, text);
    return true;
}

bool members_name_or_none(json_t *object, const char *member, struct arena *arena,
                          struct slice *out, struct error *error)
{
    const json_t *value = json_object_get(object, member);

    *out = SLICE("");
    return !value || json_is_null(value) || members_name(object, member, arena, out, error);
}

bool members_number(json_t *object, const char *member, int64_t least, int64_t most, int64_t *out,
                    struct error *error)
{
    if (!member_integer(object, member, out, error))
        return false;
    if (*out >= least && *out <= most)
        return true;
    return members_wrong(member, error, "a whole number from %lld to %lld, not %lld",
                         (long long)least, (long long)most, (long long)*out);
}

bool members_place(struct error *error, const char *list, size_t number)
{
    char member[sizeof error->where];

    memcpy(member, error->where, sizeof member);
    return error_where(error, "%s %zu%s%.60s", list, number + 1, *member ? " " : "", member);
}
