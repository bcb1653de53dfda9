#include "forum/event.h"

#include "base/json.h"

struct slice event_text(const struct forum_event *event, const char *member)
{
    return json_slice(json_object_get(event->statement->body, member));
}

int64_t event_number(const struct forum_event *event, const char *member)
{
    return json_integer_value(json_object_get(event->statement->body, member));
}

bool event_flag(const struct forum_event *event, const char *member)
{
    return json_is_true(json_object_get(event->statement->body, member));
}

instant event_instant(const struct forum_event *event, const char *member)
{
    struct error ignored = {0};
    instant at;

    return member_instant(event->statement->body, member, &at, &ignored) ? at : NEVER;
}

int event_word(const struct forum_event *event, const char *member, const struct vocabulary *words)
{
    return vocabulary_find(words, event_text(event, member));
}

struct digest event_hash(const struct forum_event *event, const char *member)
{
    json_t *value = json_object_get(event->statement->body, member);
    struct digest hash = {{0}};

    if (json_is_object(value))
        value = json_object_get(value, "sha256");
    if (!digest_read(json_slice(value), &hash))
        hash = (struct digest){{0}};
    return hash;
}

json_t *event_list(const struct forum_event *event, const char *member)
{
    return json_object_get(event->statement->body, member);
}

bool event_refuse(const struct forum_event *event, enum finding_code code, struct slice value)
{
    findings_add(event->findings, code, event->where)->value =
        (struct value){.kind = VALUE_TEXT, .text = value};
    return false;
}

bool event_refuse_time(const struct forum_event *event, enum finding_code code, instant value,
                       instant limit)
{
    struct finding *finding = findings_add(event->findings, code, event->where);

    finding->value = (struct value){.kind = VALUE_INSTANT, .number = value};
    finding->limit = (struct value){.kind = VALUE_INSTANT, .number = limit};
    return false;
}

bool event_refuse_count(const struct forum_event *event, enum finding_code code, int64_t value,
                        int64_t limit)
{
    struct finding *finding = findings_add(event->findings, code, event->where);

    finding->value = (struct value){.kind = VALUE_COUNT, .number = value};
    finding->limit = (struct value){.kind = VALUE_COUNT, .number = limit};
    return false;
}

bool event_by_role(const struct forum_event *event, enum role role)
{
    return event->by->roles >> role & 1;
}

bool event_acts_for(const struct forum_event *event, struct slice applicant)
{
    return event_by_role(event, ROLE_SECRETARIAT) || slice_equal(event->by->office, applicant) ||
           event_refuse(event, FINDING_NOT_YOURS, applicant);
}

bool event_received(const struct forum_event *event, instant *out)
{
    *out = event_instant(event, "received");
    return *out <= event->when || event_refuse_time(event, FINDING_TIME_AHEAD, *out, event->when);
}

bool forum_delegation(struct slice office, char out[STATE_TEXT])
{
    struct slice name = slice_from(office, 3), prefix = SLICE("delegation-");

    if (!slice_starts(name, prefix) || name.size != prefix.size + 2)
        return false;
    for (size_t i = 0; i < 2; i++) {
        uint8_t c = name.data[prefix.size + i];

        if (c < 'a' || c > 'z')
            return false;
        out[i] = (char)(c - 'a' + 'A');
    }
    out[2] = 0;
    return true;
}
