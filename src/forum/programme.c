#include "forum/programme.h"

#include "base/zone.h"
#include "forum/words.h"

static const char *const kinds[] = {"formal", "informal"};
const struct vocabulary words_meeting_kind = {"kind of meeting", kinds, 2};

static const char *const nothing[] = {NULL};

bool programme_is_id(struct slice text)
{
    for (size_t i = 0; i < text.size; i++) {
        uint8_t c = text.data[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            c != '.' && c != '-')
            return false;
    }
    return text.size > 0 && text.size <= PROGRAMME_ID;
}

int programme_meeting(const struct programme *programme, struct slice id)
{
    for (size_t i = 0; i < programme->meeting_count; i++)
        if (slice_equal(programme->meetings[i].id, id))
            return (int)i;
    return -1;
}

int programme_item(const struct programme *programme, size_t meeting, struct slice id)
{
    for (size_t i = 0; i < programme->item_count; i++)
        if (programme->items[i].meeting == meeting && slice_equal(programme->items[i].id, id))
            return (int)i;
    return -1;
}

int programme_session(const struct programme *programme, struct slice id)
{
    for (size_t i = 0; i < programme->session_count; i++)
        if (slice_equal(programme->sessions[i].id, id))
            return (int)i;
    return -1;
}

/* ---- members ---- */

static bool read_id(json_t *object, const char *member, struct arena *arena, struct slice *out,
                    struct error *error)
{
    return members_name(object, member, arena, out, error) &&
           (programme_is_id(*out) ||
            members_wrong(member, error, "letters, digits, \".\" and \"-\", at most %d",
                          (int)PROGRAMME_ID));
}

static bool read_word(json_t *object, const char *member, const struct vocabulary *words,
                      unsigned *out, struct error *error)
{
    struct slice word;
    int found;

    if (!member_text(object, member, &word, error))
        return false;
    found = vocabulary_find(words, word);
    *out = found < 0 ? 0 : (unsigned)found;
    return found >= 0 || members_wrong(member, error, "\"%.*s\" is no %s",
                                       SLICE_ARG(slice_part(word, 0, 40)), words->name);
}

static bool is_there(json_t *object, const char *member)
{
    const json_t *value = json_object_get(object, member);

    return value && !json_is_null(value);
}

static bool read_flag(json_t *object, const char *member, bool *out, struct error *error)
{
    return !is_there(object, member) || member_flag(object, member, out, error);
}

static bool read_meeting_of(json_t *object, const struct programme *programme, size_t *out,
                            struct error *error)
{
    struct slice id;
    int meeting;

    if (!member_text(object, "meeting", &id, error))
        return false;
    meeting = programme_meeting(programme, id);
    *out = (size_t)meeting;
    return meeting >= 0 || members_wrong("meeting", error, "there is no meeting \"%.*s\"",
                                         SLICE_ARG(slice_part(id, 0, 60)));
}

/* ---- the parts ---- */

static bool read_meeting(json_t *object, struct arena *arena, struct programme *out,
                         struct error *error)
{
    static const char *const needed[] = {"meeting", "title", "kind", NULL};
    struct programme_meeting *meeting = &out->meetings[out->meeting_count];
    unsigned kind;

    if (!members_check(object, needed, nothing, error) ||
        !read_id(object, "meeting", arena, &meeting->id, error) ||
        !members_name(object, "title", arena, &meeting->title, error) ||
        !read_word(object, "kind", &words_meeting_kind, &kind, error))
        return false;
    if (programme_meeting(out, meeting->id) >= 0)
        return members_wrong("meeting", error, "two meetings have this identifier");
    meeting->kind = (enum meeting_kind)kind;
    out->meeting_count++;
    return true;
}

static bool read_item(json_t *object, struct arena *arena, struct programme *out,
                      struct error *error)
{
    static const char *const needed[] = {"meeting", "item", "title", NULL};
    struct programme_item *item = &out->items[out->item_count];

    if (!members_check(object, needed, nothing, error) ||
        !read_meeting_of(object, out, &item->meeting, error) ||
        !read_id(object, "item", arena, &item->id, error) ||
        !members_name(object, "title", arena, &item->title, error))
        return false;
    if (programme_item(out, item->meeting, item->id) >= 0)
        return members_wrong("item", error, "the meeting has this item already");
    out->item_count++;
    return true;
}

static bool read_items(json_t *list, const struct programme *programme,
                       struct programme_session *out, struct error *error)
{
    if (json_array_size(list) > SESSION_ITEMS)
        return members_wrong("items", error, "at most %d", (int)SESSION_ITEMS);
    for (size_t i = 0; i < json_array_size(list); i++) {
        int item = programme_item(programme, out->meeting, json_slice(json_array_get(list, i)));

        if (item < 0)
            return members_wrong("items", error, "the meeting has no item \"%.60s\"",
                                 json_string_value(json_array_get(list, i))
                                     ? json_string_value(json_array_get(list, i))
                                     : "");
        out->items[out->item_count++] = (size_t)item;
    }
    return true;
}

static bool read_language(json_t *object, struct arena *arena, struct programme_session *out,
                          struct error *error)
{
    static const char *const needed[] = {"language", NULL}, *const further[] = {"team", NULL};
    struct interpretation *language = &out->languages[out->language_count];

    if (!members_check(object, needed, further, error) ||
        !read_word(object, "language", &words_official, &language->language, error) ||
        !members_name_or_none(object, "team", arena, &language->team, error))
        return false;
    for (size_t i = 0; i < out->language_count; i++)
        if (out->languages[i].language == language->language)
            return members_wrong("language", error, "asked for twice");
    out->language_count++;
    return true;
}

static bool read_languages(json_t *list, struct arena *arena, struct programme_session *out,
                           struct error *error)
{
    if (json_array_size(list) > SESSION_LANGUAGES)
        return members_wrong("interpretation", error, "at most %d", (int)SESSION_LANGUAGES);
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!read_language(json_array_get(list, i), arena, out, error))
            return members_place(error, "interpretation", i);
    return true;
}

static bool read_zone(json_t *object, struct arena *arena, struct slice *out, struct error *error)
{
    return members_name(object, "zone", arena, out, error) &&
           (zone_is_name(*out) ||
            members_wrong("zone", error, "a name of a time zone, like Europe/Vienna"));
}

/* What may be left out. */
static bool read_further(json_t *object, struct arena *arena, const struct programme *programme,
                         struct programme_session *out, struct error *error)
{
    json_t *list;

    if (is_there(object, "items") &&
        (!member_array(object, "items", &list, error) || !read_items(list, programme, out, error)))
        return false;
    if (is_there(object, "interpretation") &&
        (!member_array(object, "interpretation", &list, error) ||
         !read_languages(list, arena, out, error)))
        return false;
    if (is_there(object, "sequence") &&
        !members_number(object, "sequence", 0, 1000000, &out->sequence, error))
        return false;
    if (is_there(object, "remote_s") &&
        !members_number(object, "remote_s", 0, PROGRAMME_LENGTH, &out->remote_seconds, error))
        return false;
    if (is_there(object, "changed") && !member_instant(object, "changed", &out->changed, error))
        return false;
    out->closed = is_there(object, "closed");
    return members_name_or_none(object, "room", arena, &out->room, error) &&
           members_name_or_none(object, "closed", arena, &out->reason, error) &&
           read_flag(object, "remote", &out->remote, error) &&
           read_flag(object, "cancelled", &out->cancelled, error);
}

static bool read_session(json_t *object, struct arena *arena, struct programme *out,
                         struct error *error)
{
    static const char *const needed[] = {"session", "meeting", "starts", "length_s", "zone", NULL};
    static const char *const further[] = {"room",           "remote",  "items",     "remote_s",
                                          "sequence",       "changed", "cancelled", "closed",
                                          "interpretation", NULL};
    struct programme_session *session = &out->sessions[out->session_count];

    if (!members_check(object, needed, further, error) ||
        !read_id(object, "session", arena, &session->id, error) ||
        !read_meeting_of(object, out, &session->meeting, error) ||
        !member_instant(object, "starts", &session->starts, error) ||
        !members_number(object, "length_s", 60, PROGRAMME_LENGTH, &session->length, error) ||
        !read_zone(object, arena, &session->zone, error) ||
        !read_further(object, arena, out, session, error))
        return false;
    if (programme_session(out, session->id) >= 0)
        return members_wrong("session", error, "two sessions have this identifier");
    out->session_count++;
    return true;
}

/* ---- the whole ---- */

typedef bool part_reader(json_t *object, struct arena *arena, struct programme *out,
                         struct error *error);

static bool read_list(json_t *root, const char *name, size_t most, part_reader *read,
                      struct arena *arena, struct programme *out, struct error *error)
{
    json_t *list;

    if (!member_array(root, name, &list, error))
        return false;
    if (json_array_size(list) > most)
        return members_wrong(name, error, "at most %zu", most);
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!read(json_array_get(list, i), arena, out, error))
            return members_place(error, name, i);
    return true;
}

static bool read_programme(json_t *root, struct arena *arena, struct programme *out,
                           struct error *error)
{
    static const char *const needed[] = {"forum", "meetings", "items", "sessions", NULL};

    out->meetings = arena_take(arena, PROGRAMME_MEETINGS * sizeof *out->meetings);
    out->items = arena_take(arena, PROGRAMME_ITEMS * sizeof *out->items);
    out->sessions = arena_take(arena, PROGRAMME_SESSIONS * sizeof *out->sessions);
    return members_check(root, needed, nothing, error) &&
           read_id(root, "forum", arena, &out->forum, error) &&
           read_list(root, "meetings", PROGRAMME_MEETINGS, read_meeting, arena, out, error) &&
           read_list(root, "items", PROGRAMME_ITEMS, read_item, arena, out, error) &&
           read_list(root, "sessions", PROGRAMME_SESSIONS, read_session, arena, out, error);
}

bool programme_parse(struct slice text, struct arena *arena, struct programme *out,
                     struct error *error)
{
    json_t *root = json_strict(text, PROGRAMME_BYTES, 6, error);
    bool ok;

    *out = (struct programme){0};
    ok = root && read_programme(root, arena, out, error);
    json_decref(root);
    return ok;
}
