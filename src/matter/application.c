#include "matter/application.h"

#include "base/json.h"
#include "base/spelling.h"

static struct slice keep(struct buffer *key, struct arena *arena)
{
    struct slice kept = arena_copy(arena, buffer_slice(key));

    buffer_free(key);
    return kept;
}

/* A name without any letter or digit is compared as it stands: otherwise all such were one. */
static struct slice name_key(const char *kind, json_t *text, struct arena *arena)
{
    struct buffer key = {0};
    size_t start;

    buffer_format(&key, "%s ", kind);
    start = key.size;
    spelling_fold(json_slice(text), &key);
    if (key.size == start)
        buffer_append(&key, json_slice(text));
    return keep(&key, arena);
}

static void append_small(struct buffer *out, struct slice text)
{
    for (size_t i = 0; i < text.size; i++) {
        uint8_t c = text.data[i];

        buffer_byte(out, c >= 'A' && c <= 'Z' ? (uint8_t)(c + ('a' - 'A')) : c);
    }
}

/* A host has its one form already (name_is_specific_account); mailboxes that differ in case alone, or in
 * a tag behind a plus, are one at nearly every provider. In doubt they are counted as one: for counting
 * that is the strict side, and a scope never asks here. */
static struct slice account_key(json_t *text, struct arena *arena)
{
    struct slice account = json_slice(text);
    size_t at = slice_find(account, 0, '@');
    size_t plus = slice_find(slice_part(account, 0, at), 0, '+');
    struct buffer key = {0};

    buffer_text(&key, "account ");
    append_small(&key, slice_part(account, 0, plus && plus != SIZE_MAX ? plus : at));
    if (at != SIZE_MAX)
        append_small(&key, slice_from(account, at));
    return keep(&key, arena);
}

static void read_target(json_t *value, struct arena *arena, struct target *out)
{
    json_t *accounts = json_object_get(value, "accounts");

    out->keys[out->key_count++] = name_key("person", json_object_get(value, "person"), arena);
    for (size_t i = 0; i < json_array_size(accounts) && out->key_count < TARGET_KEYS; i++)
        out->keys[out->key_count++] = account_key(json_array_get(accounts, i), arena);
}

static instant read_instant(json_t *text, instant otherwise)
{
    struct error ignored = {0};
    instant at;

    return instant_parse(json_slice(text), &at, &ignored) ? at : otherwise;
}

void application_read(json_t *body, instant at, struct arena *arena, struct application *out)
{
    json_t *scope = json_object_get(body, "scope"), *targets = json_object_get(body, "targets");
    json_t *accounts = json_object_get(scope, "accounts");

    out->known = true;
    out->at = at;
    out->until = read_instant(json_object_get(scope, "until"), at);
    out->measure = vocabulary_find(&words_measure, json_slice(json_object_get(scope, "measure")));
    out->case_key = name_key("case", json_object_get(body, "case"), arena);
    out->account_count = out->target_count = 0;
    for (size_t i = 0; i < json_array_size(accounts) && i < SCOPE_ACCOUNTS; i++)
        out->accounts[out->account_count++] = account_key(json_array_get(accounts, i), arena);
    for (size_t i = 0; i < json_array_size(targets) && i < SCOPE_ACCOUNTS; i++) {
        out->targets[i] = (struct target){.key_count = 0};
        read_target(json_array_get(targets, i), arena, &out->targets[i]);
        out->target_count++;
    }
}

/* The latest end that a court allowed takes the place of what was asked for. */
static void follow_authorisation(struct application *out, const struct statement *statement)
{
    struct scope scope;

    if (statement->effect == EFFECT_RESTRICTS)
        out->refused_at_home = true;
    if (statement->effect != EFFECT_PERMITS || !matter_scope(statement, &scope))
        return;
    if (!out->authorised || scope.until > out->until)
        out->until = scope.until;
    out->authorised = true;
}

void application_follow(struct application *out, const struct statement *statement, instant entered,
                        struct arena *arena)
{
    bool restricts = statement->effect == EFFECT_RESTRICTS;

    if (statement->act < matter_acts.acts || statement->act >= matter_acts.acts + MATTER_ACTS)
        return;
    switch ((enum matter_act)statement->number) {
    case MATTER_APPLICATION:
        if (out->known || !slice_starts(statement->chain, slice_text(statement->state)))
            return;
        if (out->authorised) {
            instant until = out->until;

            application_read(statement->body, statement->at, arena, out);
            out->until = until;
        } else {
            application_read(statement->body, statement->at, arena, out);
        }
        out->chain = arena_copy(arena, statement->chain);
        out->entered = entered;
        return;
    case MATTER_AUTHORISATION:
        follow_authorisation(out, statement);
        return;
    case MATTER_APPROVAL:
        out->approved |= statement->effect == EFFECT_PERMITS;
        out->refused_abroad |= restricts;
        return;
    case MATTER_RIGHTS_ASSESSMENT:
        out->refused_abroad |= restricts;
        return;
    case MATTER_TERMINATION:
        out->ended = true;
        return;
    default:
        return;
    }
}

enum course application_course(const struct application *application)
{
    if (application->refused_abroad && !application->approved)
        return COURSE_REFUSED;
    if (application->authorised)
        return COURSE_GRANTED;
    if (application->refused_at_home)
        return COURSE_REFUSED;
    return application->ended ? COURSE_WITHDRAWN : COURSE_OPEN;
}

bool application_has_key(const struct slice *keys, size_t count, struct slice key)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(keys[i], key))
            return true;
    return false;
}

static void add_key(struct slice out[APPLICATION_KEYS], size_t *count, struct slice key)
{
    if (!application_has_key(out, *count, key))
        out[(*count)++] = key;
}

size_t application_keys(const struct application *application, struct slice out[APPLICATION_KEYS])
{
    size_t count = 0;

    add_key(out, &count, application->case_key);
    for (size_t i = 0; i < application->account_count; i++)
        add_key(out, &count, application->accounts[i]);
    for (size_t i = 0; i < application->target_count; i++)
        for (size_t j = 0; j < application->targets[i].key_count; j++)
            add_key(out, &count, application->targets[i].keys[j]);
    return count;
}
