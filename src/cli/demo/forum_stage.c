#include "cli/demo/forum_stage.h"

#include <stdlib.h>

#include "base/files.h"
#include "base/process.h"
#include "cli/demo/forum_cast.h"
#include "cli/drafting.h"
#include "cli/embedded.h"
#include "node/attachment.h"

enum { STAGE_FORUM, STAGE_WITNESS };

/* ---- the clock ---- */

void stage_at(struct stage *stage, int64_t day, int64_t hour)
{
    char text[INSTANT_TEXT];

    setenv("PROVISO_CLOCK", instant_format(stage->begin + day * DAY + hour * HOUR, text), 1);
}

instant stage_now(const struct stage *stage)
{
    struct error ignored = {0};
    instant now = stage->begin;

    node_clock(&stage->world->nodes[STAGE_FORUM], &now, &ignored);
    return now;
}

const char *stage_time(struct stage *stage, const char *member, int64_t days)
{
    char text[INSTANT_TEXT];

    return world_text(stage->world, "%s=%s", member,
                      instant_format(stage_now(stage) + days * DAY, text));
}

/* ---- the place ---- */

const char *stage_key(struct stage *stage, const char *name, struct error *error)
{
    const char *key = world_key(stage->world, name, error);

    return key ? world_text(stage->world, "\"%s\"", key) : NULL;
}

static bool make_keys(struct stage *stage, struct error *error)
{
    struct world *world = stage->world;

    for (int root = 1; root <= ROOT_COUNT; root++) {
        const char *name = world_text(world, "un.root-%d", root);

        if (!process_make_key(world_path(world, "keys/%s", name), name, error))
            return false;
    }
    for (size_t i = 0; i < FORUM_PEOPLE; i++)
        if (!process_make_key(world_path(world, "keys/%s", forum_people[i].name),
                              forum_people[i].name, error))
            return false;
    return true;
}

static struct slice floor_text(void)
{
    const struct embedded *embedded = embedded_texts;

    while (embedded->name && strcmp(embedded->name, "floor") != 0)
        embedded++;
    return slice_text(embedded->name ? embedded->text : "");
}

static bool append_pins(struct stage *stage, struct buffer *out, struct error *error)
{
    struct world *world = stage->world;
    struct buffer own = {0}, others = {0};
    struct slice rest, line[3] = {0};
    bool ok = node_vkeys(&world->nodes[STAGE_FORUM], &own, error) &&
              node_vkeys(&world->nodes[STAGE_WITNESS], &others, error);

    buffer_text(out, "[state UN]\nname = The Committee\n");
    for (int root = 1; ok && root <= ROOT_COUNT; root++) {
        const char *key = world_key(world, world_text(world, "un.root-%d", root), error);

        ok = key;
        buffer_format(out, "root-%d = %s\n", root, ok ? key : "");
    }
    rest = buffer_slice(&own);
    ok = ok && slice_line(&rest, &line[0]) && slice_line(&rest, &line[1]);
    buffer_format(out, "matters = %.*s\nregister = %.*s\n", SLICE_ARG(line[0]), SLICE_ARG(line[1]));
    rest = buffer_slice(&others);
    for (int i = 0; ok && i < 3; i++)
        ok = slice_line(&rest, &line[i]);
    buffer_format(out,
                  "[witness proviso.xa/witness]\nkey = %.*s\nstate = XA\n[quorum]\ncount = 1\n",
                  SLICE_ARG(line[2]));
    buffer_free(&own);
    buffer_free(&others);
    return ok;
}

static bool write_trust(struct stage *stage, struct error *error)
{
    struct world *world = stage->world;
    struct buffer text = {0};
    char hash[DIGEST_TEXT];
    bool ok;

    buffer_format(&text, "[self]\nrole = node\nname = un.node\nstate = UN\n[floor]\nsha256 = %s\n",
                  digest_write(sha256_of(floor_text()), hash));
    ok = append_pins(stage, &text, error) &&
         files_replace(world_path(world, "un/trust"), buffer_slice(&text), 0600, error) &&
         files_replace(world_path(world, "un/floor.rules"), floor_text(), 0600, error);
    buffer_free(&text);
    return ok;
}

bool stage_open(struct stage *stage, struct error *error)
{
    struct world *world = stage->world;

    stage_at(stage, 0, 0);
    if (!files_folder(world->folder, 0700, error) ||
        !files_folder(world_path(world, "keys"), 0700, error) || !make_keys(stage, error) ||
        !node_init(world_path(world, "un"), "UN", SLICE("The Committee"), NODE_DEMO | NODE_FORUM,
                   error) ||
        !node_init(world_path(world, "witness"), "XA", SLICE("Arcadia"), NODE_DEMO, error) ||
        !node_open(world_path(world, "un"), &world->nodes[STAGE_FORUM], error) ||
        !node_open(world_path(world, "witness"), &world->nodes[STAGE_WITNESS], error) ||
        !write_trust(stage, error))
        return false;
    node_close(&world->nodes[STAGE_FORUM]);
    return node_open(world_path(world, "un"), &world->nodes[STAGE_FORUM], error) &&
           files_folder(world_path(world, "un/floor"), 0700, error);
}

/* ---- texts ---- */

static void keep(struct stage *stage, struct slice bytes)
{
    if (stage->text_count < STAGE_TEXTS)
        stage->texts[stage->text_count++] = arena_copy(&stage->world->arena, bytes);
}

const char *stage_text(struct stage *stage, const char *member, const char *text)
{
    struct buffer bytes = {0};
    const char *set;
    json_t *value;
    char *json;

    attachment_make(slice_text(text), &bytes);
    keep(stage, buffer_slice(&bytes));
    value = draft_attachment(buffer_slice(&bytes), "en");
    json = json_dumps(value, JSON_COMPACT);
    set = world_text(stage->world, "%s=%s", member, json ? json : "");
    free(json);
    json_decref(value);
    buffer_free(&bytes);
    return set;
}

const char *stage_file(struct stage *stage, struct slice bytes)
{
    char hash[DIGEST_TEXT];

    keep(stage, bytes);
    return world_text(stage->world, "%s", digest_write(sha256_of(bytes), hash));
}

/* ---- acts ---- */

static void drop(struct stage *stage)
{
    for (size_t i = 0; i < stage->count; i++) {
        buffer_free(&stage->items[i].payload);
        buffer_free(&stage->items[i].signatures);
        stage->items[i] = (struct stage_item){0};
    }
    stage->count = 0;
    stage->text_count = 0;
}

/* A draft names the head in the ledger; behind one that waits it has to name that. What restricts moves
 * no head. */
static bool link_draft(struct stage *stage, const struct act *act, struct buffer *payload,
                       struct error *error)
{
    json_t *root = json_loadb((const char *)payload->data, payload->size, 0, NULL);
    bool first = stage->count == 0, ok = true;
    char text[DIGEST_TEXT], *written;

    if (first) {
        stage->seq = json_integer_value(json_object_get(root, "seq")) - 1;
        digest_read(json_slice(json_object_get(root, "prev")), &stage->prev);
    }
    if (act->effect == EFFECT_RESTRICTS) {
        json_decref(root);
        return true;
    }
    json_object_set_new(root, "seq", json_integer(++stage->seq));
    json_object_set_new(root, "prev", json_string(digest_write(stage->prev, text)));
    written = json_dumps(root, JSON_INDENT(2));
    buffer_clear(payload);
    if (written)
        buffer_text(payload, written);
    else
        ok = error_set(error, ERROR_SYSTEM, "the payload cannot be written");
    free(written);
    json_decref(root);
    stage->prev = sha256_of(buffer_slice(payload));
    return ok;
}

static bool sign(struct stage *stage, const struct world_act *act, struct stage_item *item,
                 struct error *error)
{
    for (int i = 0; i < WORLD_SIGNERS && act->signers[i]; i++)
        if (!process_sign_bytes(world_path(stage->world, "keys/%s", act->signers[i]),
                                buffer_slice(&item->payload), &item->signatures, error))
            return false;
    return true;
}

bool stage_add(struct stage *stage, const struct world_act *act, struct digest *hash,
               struct error *error)
{
    const struct act_table *table;
    const struct act *form = draft_act(act->type, &table);
    const struct drafting drafting = {
        .type = act->type,
        .by = act->signers[0],
        .sets = act->sets,
        .set_count = act->set_count,
    };
    struct stage_item *item;
    char chain[CHAIN_MOST];

    if (stage->count == STAGE_BATCH)
        return error_set(error, ERROR_TOO_LARGE, "more than %d acts at a time", STAGE_BATCH);
    item = &stage->items[stage->count];
    if (!drafting_write(&stage->world->nodes[STAGE_FORUM], &drafting, &item->payload, chain,
                        error) ||
        !link_draft(stage, form, &item->payload, error) || !sign(stage, act, item, error)) {
        stage->count++;
        drop(stage);
        return false;
    }
    stage->count++;
    if (hash)
        *hash = sha256_of(buffer_slice(&item->payload));
    return true;
}

bool stage_flush(struct stage *stage, struct error *error)
{
    struct submission submissions[STAGE_BATCH];
    size_t refused;
    bool ok;

    for (size_t i = 0; i < stage->count; i++)
        submissions[i] = (struct submission){
            .payload = buffer_slice(&stage->items[i].payload),
            .signatures = buffer_slice(&stage->items[i].signatures),
            .attachments = stage->texts,
            .attachment_count = stage->text_count,
        };
    ok = stage->count == 0 ||
         node_submit(&stage->world->nodes[STAGE_FORUM], submissions, stage->count,
                     stage->world->findings, &refused, &stage->world->arena, error);
    if (ok)
        stage->statements += stage->count;
    drop(stage);
    return ok;
}

void stage_close(struct stage *stage)
{
    drop(stage);
}
