#include "node/draft.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "node/record.h"

enum { PARTS_MOST = 8, MEMBER_MOST = 200 };

const struct act *draft_act(const char *type, const struct act_table **table)
{
    for (size_t i = 0; i < all_acts_count; i++) {
        const struct act *act = act_find(all_acts[i], slice_text(type));

        *table = all_acts[i];
        if (act)
            return act;
    }
    return NULL;
}

static bool choose_chain(struct node *node, const struct draft *draft,
                         const struct act_table *table, instant now, char out[CHAIN_MOST],
                         struct error *error)
{
    struct slice kind;

    if (!draft->chain && table->chain) {
        snprintf(out, CHAIN_MOST, "%s-%s", node->state, table->chain);
        return true;
    }
    if (!draft->chain)
        return error_set(error, ERROR_USAGE,
                         "which matter? Give --chain XA-2026-000001, or --chain new");
    if (strcmp(draft->chain, "new") == 0 && !table->chain)
        return node_new_chain(node, now, out, error);
    if (strlen(draft->chain) >= CHAIN_MOST || !name_is_chain(slice_text(draft->chain), &kind) ||
        !slice_is(kind, table->chain ? table->chain : ""))
        return error_set(error, ERROR_USAGE, "\"%.60s\" is not a chain for this act", draft->chain);
    snprintf(out, CHAIN_MOST, "%s", draft->chain);
    return true;
}

/* ---- what the matter already says ---- */

/* The last statement of an act that counts, or NULL. */
static const struct standing *last_of(const struct matter *matter, enum matter_act act)
{
    const struct standing *found = NULL;

    for (size_t i = 0; i < matter->standing_count; i++) {
        const struct standing *standing = &matter->standing[i];

        if (standing->counts && standing->filed->statement.number == act &&
            (!found || standing->filed->statement.seq > found->filed->statement.seq))
            found = standing;
    }
    return found;
}

/* The narrowest scope so far: that of the act furthest along. */
static const struct standing *last_scope(const struct matter *matter)
{
    static const enum matter_act order[] = {MATTER_APPROVAL, MATTER_REQUEST, MATTER_AUTHORISATION,
                                            MATTER_APPLICATION};

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const struct standing *standing = last_of(matter, order[i]);

        if (standing && standing->has_scope)
            return standing;
    }
    return NULL;
}

static const struct {
    enum matter_act act;  /* drafted */
    const char *member;   /* of its body */
    enum matter_act from; /* taken from the last of these */
    bool hash;            /* its hash, otherwise its member of the same name */
} known_members[] = {
    {MATTER_RECEIPT, "request", MATTER_REQUEST, true},
    {MATTER_APPROVAL, "offence", MATTER_APPLICATION, false},
    {MATTER_APPROVAL, "offence", MATTER_DUAL_CRIMINALITY, false}, /* in place of it */
    {MATTER_RESUMPTION, "suspension", MATTER_SUSPENSION, true},
    {MATTER_PRODUCTION, "decision", MATTER_APPROVAL, true},
    {MATTER_PRODUCTION, "list", MATTER_APPROVAL, false},
};

static bool has_member(const struct act *act, const char *name)
{
    const struct field *field = act->fields;

    while (field->name && strcmp(field->name, name) != 0)
        field++;
    return field->name != NULL;
}

static void fill_in(json_t *body, const struct act *act, const struct matter *matter)
{
    const struct standing *scope = last_scope(matter);

    if (has_member(act, "scope") && scope)
        json_object_set(body, "scope", json_object_get(scope->filed->statement.body, "scope"));
    for (size_t i = 0; i < sizeof known_members / sizeof *known_members; i++) {
        const struct standing *from = last_of(matter, known_members[i].from);
        char text[DIGEST_TEXT];

        if (act != &matter_acts.acts[known_members[i].act] || !from)
            continue;
        if (known_members[i].hash)
            json_object_set_new(body, known_members[i].member,
                                json_string(digest_write(from->filed->statement.hash, text)));
        else
            json_object_set(body, known_members[i].member,
                            json_object_get(from->filed->statement.body, known_members[i].member));
    }
}

static bool fill_from_matter(struct node *node, const struct act *act, struct slice chain,
                             instant now, json_t *body, struct error *error)
{
    struct known_matter *known = memory_take(sizeof *known);
    bool ok = node_load(node, chain, now, known, error);

    if (ok && known->matter)
        fill_in(body, act, known->matter);
    if (ok)
        known_matter_free(known);
    free(known);
    return ok;
}

json_t *draft_known(struct node *node, const struct act *act, struct slice chain,
                    struct error *error)
{
    json_t *body = json_object();
    struct slice kind;
    instant now;

    if (name_is_chain(chain, &kind) && kind.size == 0 &&
        (!node_clock(node, &now, error) || !fill_from_matter(node, act, chain, now, body, error))) {
        json_decref(body);
        return NULL;
    }
    return body;
}

/* ---- what the person says ---- */

json_t *draft_attachment(struct slice bytes, const char *language)
{
    char text[DIGEST_TEXT];

    return json_pack("{s:s,s:I,s:s}", "sha256", digest_write(sha256_of(bytes), text), "length",
                     (json_int_t)bytes.size, "language", language);
}

/* One step of a path: the member, or the item where `name` is its number. */
static json_t *step(json_t *container, const char *name)
{
    int64_t index;

    if (!json_is_array(container))
        return json_object_get(container, name);
    if (!slice_decimal(slice_text(name), &index))
        return NULL;
    return json_array_get(container, (size_t)index);
}

static bool put(json_t *container, const char *name, json_t *value)
{
    int64_t index;

    if (json_is_object(container))
        return json_is_null(value) ? json_object_del(container, name) == 0
                                   : json_object_set(container, name, value) == 0;
    if (!json_is_array(container) || !slice_decimal(slice_text(name), &index))
        return false;
    if ((size_t)index == json_array_size(container))
        return json_array_append(container, value) == 0;
    return json_is_null(value) ? json_array_remove(container, (size_t)index) == 0
                               : json_array_set(container, (size_t)index, value) == 0;
}

/* An item behind the last one of a list starts as a copy of the last: it has the same members. */
static void grow_list(json_t *container, const char *name)
{
    size_t count = json_array_size(container);
    int64_t index;

    if (json_is_array(container) && count && slice_decimal(slice_text(name), &index) &&
        (size_t)index == count)
        json_array_append_new(container, json_deep_copy(json_array_get(container, count - 1)));
}

static void drop_optional(const struct field *fields, json_t *object)
{
    for (const struct field *field = fields; field->name; field++) {
        json_t *value = json_object_get(object, field->name);

        if (field->presence == PRESENT_OPTIONAL) {
            json_object_del(object, field->name);
        } else if (field->kind == FIELD_OBJECT && field->most) {
            for (size_t i = 0; i < json_array_size(value); i++)
                drop_optional(field->fields, json_array_get(value, i));
        } else if (field->kind == FIELD_OBJECT) {
            drop_optional(field->fields, value);
        }
    }
}

/* A draft's body as it grows, with the act's fields and every member that it could have. */
struct body {
    json_t *members;
    json_t *whole;
    const struct act *act;
};

static const struct field *find_field(const struct field *fields, const char *name)
{
    for (; fields && fields->name; fields++)
        if (strcmp(fields->name, name) == 0)
            return fields;
    return NULL;
}

/* An optional object or list that the draft left out comes back where somebody reaches into it, with
 * the members that it must have. */
static void bring_back(json_t *container, const struct field *field, json_t *whole)
{
    json_t *value = field ? json_deep_copy(json_object_get(whole, field->name)) : NULL;

    if (!value || !json_is_object(container) || json_object_get(container, field->name)) {
        json_decref(value);
        return;
    }
    for (size_t i = 0; field->kind == FIELD_OBJECT && field->most && i < json_array_size(value);
         i++)
        drop_optional(field->fields, json_array_get(value, i));
    if (field->kind == FIELD_OBJECT && !field->most)
        drop_optional(field->fields, value);
    json_object_set_new(container, field->name, value);
}

static bool set_member(const struct body *body, const struct draft_value *set, struct error *error)
{
    char path[MEMBER_MOST], *rest = path, *name;
    json_t *container = body->members, *whole = body->whole;
    const struct field *fields = body->act->fields;

    if (set->member.size && set->member.size < sizeof path) {
        snprintf(path, sizeof path, "%.*s", SLICE_ARG(set->member));
        name = strsep(&rest, ".");
        for (int i = 0; container && rest && i < PARTS_MOST; i++) {
            if (json_is_array(container)) {
                grow_list(container, name);
                whole = json_array_get(whole, 0);
            } else {
                const struct field *field = find_field(fields, name);

                bring_back(container, field, whole);
                whole = json_object_get(whole, name);
                fields = field ? field->fields : NULL;
            }
            container = step(container, name);
            name = strsep(&rest, ".");
        }
        if (container && !rest && *name && put(container, name, set->value))
            return true;
    }
    return error_set(error, ERROR_USAGE, "there is no member \"%.*s\" to set",
                     SLICE_ARG(slice_part(set->member, 0, MEMBER_MOST)));
}

/* ---- leaving out ---- */

static bool is_set_of(const struct draft_value *set, const char *member)
{
    struct slice name = slice_text(member);

    return slice_starts(set->member, name) &&
           (set->member.size == name.size || set->member.data[name.size] == '.');
}

static bool was_set(const struct draft *draft, const char *member)
{
    for (size_t i = 0; i < draft->value_count; i++)
        if (is_set_of(&draft->values[i], member))
            return true;
    return draft->list && strcmp(member, "list") == 0;
}

static void drop_not_allowed(const struct draft *draft, const struct act *act, json_t *body)
{
    bool permits = act_effect(act, body) == EFFECT_PERMITS;

    for (const struct field *field = act->fields; field->name; field++)
        if (field->presence == PRESENT_IF_PERMITS && (!permits || act_spares(field, body)) &&
            !was_set(draft, field->name))
            json_object_del(body, field->name);
}

/* ---- what the record counts ---- */

static json_t *earlier_of(const struct record *record)
{
    json_t *list = json_array();

    for (size_t i = 0; i < record->count; i++)
        json_array_append_new(list, json_stringn((const char *)record->matters[i].chain.data,
                                                 record->matters[i].chain.size));
    return list;
}

static json_t *tally_of(const struct record *record)
{
    json_t *tally = json_object();

    for (int i = 0; i < TALLIED; i++)
        json_object_set_new(tally, tally_members[i].member, json_integer(record->tally.counts[i]));
    return tally;
}

/* An application's earlier matters and tally, by the node's record of whom it now names: nobody has
 * to count. What the person set stays. */
static bool fill_record(struct node *node, const struct draft *draft, struct slice chain,
                        instant now, const struct body *body, struct error *error)
{
    struct record *record;
    struct arena arena = {0};
    bool ok;

    if (body->act != &matter_acts.acts[MATTER_APPLICATION])
        return true;
    record = memory_take(sizeof *record);
    ok = record_gather(node, chain, body->members, now, INT64_MAX, now, &arena, record, error);
    if (ok) {
        json_object_set_new(body->members, "earlier", earlier_of(record));
        json_object_set_new(body->members, "tally", tally_of(record));
    }
    arena_free(&arena);
    free(record);
    for (size_t i = 0; ok && i < draft->value_count; i++)
        if (is_set_of(&draft->values[i], "earlier") || is_set_of(&draft->values[i], "tally"))
            ok = set_member(body, &draft->values[i], error);
    return ok;
}

/* ---- the whole ---- */

static bool set_list(struct node *node, struct slice list, struct slice chain, json_t *body,
                     struct error *error)
{
    uint8_t salt[LIST_SALT];
    char text[DIGEST_TEXT];
    struct slice parts[] = {slice_of(salt, sizeof salt), list};

    if (!node_list_salt(node, chain, salt, error))
        return false;
    json_object_set_new(body, "list", json_string(digest_write(sha256_of_parts(parts, 2), text)));
    return true;
}

static bool fill_all(struct node *node, const struct draft *draft, struct slice chain, instant now,
                     const struct body *body, struct error *error)
{
    drop_optional(body->act->fields, body->members);
    if (slice_from(chain, 3).data[0] >= '0' && slice_from(chain, 3).data[0] <= '9' &&
        !fill_from_matter(node, body->act, chain, now, body->members, error))
        return false;
    if (draft->list && !set_list(node, *draft->list, chain, body->members, error))
        return false;
    for (size_t i = 0; i < draft->value_count; i++)
        if (!set_member(body, &draft->values[i], error))
            return false;
    drop_not_allowed(draft, body->act, body->members);
    return fill_record(node, draft, chain, now, body, error);
}

static bool complete(struct node *node, const struct draft *draft, const struct act *act,
                     struct slice chain, instant now, json_t *members, struct error *error)
{
    struct body body = {.members = members, .whole = json_deep_copy(members), .act = act};
    bool ok = fill_all(node, draft, chain, now, &body, error);

    json_decref(body.whole);
    return ok;
}

static bool write_payload(json_t *root, struct buffer *out, struct error *error)
{
    char *text = json_dumps(root, JSON_INDENT(2));

    if (!text)
        return error_set(error, ERROR_SYSTEM, "the payload cannot be written");
    buffer_format(out, "%s\n", text);
    free(text);
    return true;
}

bool draft_statement(struct node *node, const struct draft *draft, struct buffer *out,
                     char chain[CHAIN_MOST], struct error *error)
{
    const struct act_table *table;
    const struct act *act = draft_act(draft->type, &table);
    struct buffer skeleton = {0};
    struct node_heads heads;
    char state[STATE_TEXT];
    json_t *root = NULL;
    instant now;
    bool ok = false;

    if (!act)
        return error_set(error, ERROR_USAGE, "there is no act \"%.60s\"; see proviso draft --help",
                         draft->type);
    if (!name_is_person(slice_text(draft->by)))
        return error_set(error, ERROR_USAGE, "\"%.60s\" is not a name such as xa.court-1.o17",
                         draft->by);
    name_state(slice_text(draft->by), state);
    if (!node_clock(node, &now, error) || !choose_chain(node, draft, table, now, chain, error) ||
        !node_heads(node, slice_text(chain), state, &heads, error))
        return false;
    statement_skeleton(act, slice_text(chain), heads.seq, heads.prev, heads.seen,
                       slice_text(draft->by), now, &skeleton);
    root = json_loadb((const char *)skeleton.data, skeleton.size, 0, NULL);
    if (!root)
        error_set(error, ERROR_SYSTEM, "the act's skeleton is not JSON");
    else
        ok = complete(node, draft, act, slice_text(chain), now, json_object_get(root, "body"),
                      error) &&
             write_payload(root, out, error);
    json_decref(root);
    buffer_free(&skeleton);
    return ok;
}
