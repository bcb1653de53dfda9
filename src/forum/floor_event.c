#include "forum/floor_event.h"

#include "base/zone.h"

enum member_kind {
    MEMBER_TEXT,
    MEMBER_NUMBER,
    MEMBER_FLAG,
    MEMBER_ZONE,
    MEMBER_HASH,
    MEMBER_GROUPS,
    MEMBER_LIST, /* words from here on */
    MEMBER_POSITION,
    MEMBER_KIND,
    MEMBER_WHY
};

struct member_row {
    const char *name;
    enum member_kind kind;
    int64_t least, most;
};

static const struct member_row members[] = {
#define X(constant, name, kind, least, most) {name, MEMBER_##kind, least, most},
    FLOOR_MEMBERS(X)
#undef X
};

struct event_row {
    const char *name;
    uint32_t needed, further;
    const char *meaning;
};

static const struct event_row events[] = {
#define X(constant, name, needed, further, meaning) {name, needed, further, meaning},
    FLOOR_EVENTS(X)
#undef X
};

static const char *const interposed[] = {"question", "intervention",   "point-of-order", "suspend",
                                         "adjourn",  "adjourn-debate", "close-debate"};
static const char *const positions[] = {"neither", "for", "against"};
static const char *const lists[] = {"closed", "reopened"};
static const char *const whys[] = {"only", "ahead", "end", "interposed", "reply"};

const struct vocabulary floor_words_interposed = {"interposed speech", interposed,
                                                  INTERPOSED_COUNT},
                        floor_words_position = {"position", positions, 3},
                        floor_words_list = {"state of a list", lists, 2},
                        floor_words_why = {"reason of a call", whys, 5};

static const struct vocabulary *const vocabularies[] = {
    [MEMBER_LIST] = &floor_words_list,
    [MEMBER_POSITION] = &floor_words_position,
    [MEMBER_KIND] = &floor_words_interposed,
    [MEMBER_WHY] = &floor_words_why,
};

const char *floor_event_name(enum floor_kind kind)
{
    return events[kind].name;
}

const char *floor_event_meaning(enum floor_kind kind)
{
    return events[kind].meaning;
}

enum floor_kind floor_event_kind(struct slice name)
{
    enum floor_kind kind = 0;

    while (kind < FLOOR_EVENT_COUNT && !slice_is(name, events[kind].name))
        kind++;
    return kind;
}

/* ---- values ---- */

static bool take_word(struct floor_event *event, unsigned member, struct slice text,
                      struct error *error)
{
    const struct vocabulary *words = vocabularies[members[member].kind];

    event->number[member] = vocabulary_find(words, text);
    return event->number[member] >= 0 ||
           members_wrong(members[member].name, error, "\"%.*s\" is no %s",
                         SLICE_ARG(slice_part(text, 0, 40)), words->name);
}

static bool take_number(struct floor_event *event, unsigned member, int64_t number,
                        struct error *error)
{
    const struct member_row *row = &members[member];

    event->number[member] = number;
    return (number >= row->least && number <= row->most) ||
           members_wrong(row->name, error, "a whole number from %lld to %lld, not %lld",
                         (long long)row->least, (long long)row->most, (long long)number);
}

/* A text that is one, or that stands for a hash or a word. */
static bool take_text(struct floor_event *event, unsigned member, struct slice text,
                      struct error *error)
{
    const struct member_row *row = &members[member];

    if (row->kind >= MEMBER_LIST)
        return take_word(event, member, text, error);
    if (row->kind == MEMBER_HASH)
        return digest_read(text, &event->pool) ||
               members_wrong(row->name, error, "64 lower-case hexadecimal digits");
    if ((int64_t)text.size < row->least || (int64_t)text.size > row->most)
        return members_wrong(row->name, error, "a text of %lld to %lld bytes",
                             (long long)row->least, (long long)row->most);
    if (row->kind == MEMBER_ZONE && !zone_is_name(text))
        return members_wrong(row->name, error, "a name of a time zone, like Europe/Vienna");
    event->text[member] = text;
    return true;
}

static bool read_groups(struct floor_event *event, json_t *list, struct arena *arena,
                        struct error *error)
{
    struct shares *shares = arena_take(arena, sizeof *shares);

    event->groups = shares;
    return shares_read(list, arena, shares, error);
}

static bool read_member(struct floor_event *event, unsigned member, json_t *object,
                        struct arena *arena, struct error *error)
{
    const struct member_row *row = &members[member];
    struct slice text;
    bool flag;

    switch (row->kind) {
    case MEMBER_NUMBER:
        return member_integer(object, row->name, &event->number[member], error) &&
               take_number(event, member, event->number[member], error);
    case MEMBER_FLAG:
        if (!member_flag(object, row->name, &flag, error))
            return false;
        event->number[member] = flag;
        return true;
    case MEMBER_GROUPS:
        return read_groups(event, json_object_get(object, row->name), arena, error);
    default:
        return member_text(object, row->name, &text, error) &&
               take_text(event, member, arena_copy(arena, text), error);
    }
}

/* ---- reading ---- */

bool floor_event_whole(const struct floor_event *event, struct error *error)
{
    const struct event_row *row = &events[event->kind];

    for (unsigned i = 0; i < FLOOR_MEMBER_COUNT; i++) {
        uint32_t bit = UINT32_C(1) << i;

        if (row->needed & bit && !(event->has & bit))
            return error_set(error, ERROR_MEMBER_MISSING, "\"%s\" lacks \"%s\"", row->name,
                             members[i].name) ||
                   error_where(error, "%s", members[i].name);
        if (event->has & bit && !((row->needed | row->further) & bit))
            return error_set(error, ERROR_MEMBER_UNKNOWN, "\"%s\" has no \"%s\"", row->name,
                             members[i].name) ||
                   error_where(error, "%s", members[i].name);
    }
    return true;
}

static unsigned find_member(const char *name, size_t size)
{
    unsigned member = 0;

    while (member < FLOOR_MEMBER_COUNT &&
           !slice_equal(slice_of(name, size), slice_text(members[member].name)))
        member++;
    return member;
}

static bool read_head(json_t *object, struct floor_event *out, struct error *error)
{
    struct slice name;

    if (!json_is_object(object))
        return error_set(error, ERROR_MEMBER_TYPE, "an event is an object");
    if (!member_instant(object, "at", &out->at, error) ||
        !member_text(object, "event", &name, error))
        return false;
    out->kind = floor_event_kind(name);
    return out->kind < FLOOR_EVENT_COUNT ||
           members_wrong("event", error, "there is no event \"%.*s\"",
                         SLICE_ARG(slice_part(name, 0, 40)));
}

static bool read_event(json_t *object, struct arena *arena, struct floor_event *out,
                       struct error *error)
{
    const char *name;
    json_t *value;

    if (!read_head(object, out, error))
        return false;
    json_object_foreach(object, name, value)
    {
        unsigned member = find_member(name, strlen(name));

        if (strcmp(name, "at") == 0 || strcmp(name, "event") == 0)
            continue;
        if (member == FLOOR_MEMBER_COUNT)
            return error_set(error, ERROR_MEMBER_UNKNOWN, "there is no member \"%.60s\" here",
                             name);
        if (!read_member(out, member, object, arena, error))
            return false;
        out->has |= UINT32_C(1) << member;
    }
    return floor_event_whole(out, error);
}

bool floor_event_parse(struct slice line, struct arena *arena, struct floor_event *out,
                       struct error *error)
{
    json_t *root = json_strict(line, FLOOR_LINE, 3, error);
    bool ok;

    *out = (struct floor_event){0};
    ok = root && read_event(root, arena, out, error);
    json_decref(root);
    return ok;
}

bool floor_event_set(struct floor_event *event, struct slice name, struct slice text,
                     struct error *error)
{
    unsigned member = find_member((const char *)name.data, name.size);
    int64_t number;

    if (member == FLOOR_MEMBER_COUNT || members[member].kind == MEMBER_GROUPS)
        return error_set(error, ERROR_KEY_UNKNOWN, "no event has a \"%.*s\" to be set so",
                         SLICE_ARG(slice_part(name, 0, 40)));
    event->has |= UINT32_C(1) << member;
    if (members[member].kind == MEMBER_NUMBER)
        return slice_decimal(text, &number)
                   ? take_number(event, member, number, error)
                   : members_wrong(members[member].name, error, "a whole number belongs here");
    if (members[member].kind != MEMBER_FLAG)
        return take_text(event, member, text, error);
    event->number[member] = slice_is(text, "yes");
    return slice_is(text, "yes") || slice_is(text, "no") ||
           members_wrong(members[member].name, error, "\"yes\" or \"no\"");
}

/* ---- writing ---- */

static void write_member(const struct floor_event *event, unsigned member, struct writer *writer)
{
    const struct member_row *row = &members[member];

    writer_key(writer, row->name);
    switch (row->kind) {
    case MEMBER_NUMBER:
        writer_integer(writer, event->number[member]);
        break;
    case MEMBER_FLAG:
        writer_flag(writer, event->number[member] != 0);
        break;
    case MEMBER_GROUPS:
        shares_write(event->groups, writer);
        break;
    case MEMBER_HASH:
        writer_hex(writer, digest_slice(&event->pool));
        break;
    case MEMBER_TEXT:
    case MEMBER_ZONE:
        writer_text(writer, event->text[member]);
        break;
    default:
        writer_text(writer, slice_text(vocabularies[row->kind]->words[event->number[member]]));
        break;
    }
}

void floor_event_write(const struct floor_event *event, struct buffer *out)
{
    struct writer writer = {.out = out};

    writer_open(&writer, '{');
    writer_member_instant(&writer, "at", event->at);
    writer_member_text(&writer, "event", slice_text(events[event->kind].name));
    for (unsigned i = 0; i < FLOOR_MEMBER_COUNT; i++)
        if (event->has >> i & 1)
            write_member(event, i, &writer);
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}
