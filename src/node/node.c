#include "node/node.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/encode.h"
#include "base/files.h"
#include "base/lines.h"
#include "crypto/random.h"
#include "node/record.h"
#include "node/signers.h"
#include "node/states.h"
#include "store/ledgers.h"
#include "store/relations.h"
#include "store/tiles.h"

enum { CONF_MOST = 65536 };

struct slice node_origin(const char *state, enum store_ledger ledger, char out[32])
{
    snprintf(out, 32, "proviso.%c%c/%s", state[0] - 'A' + 'a', state[1] - 'A' + 'a',
             ledger == STORE_MATTERS ? "matters" : "register");
    return slice_text(out);
}

static bool write_file(const char *folder, const char *name, struct slice bytes, mode_t mode,
                       struct error *error)
{
    struct buffer path = {0};
    bool ok = files_create(files_path(&path, folder, name), bytes, mode, error);

    buffer_free(&path);
    return ok;
}

static bool make_folder(const char *folder, const char *name, struct error *error)
{
    struct buffer path = {0};
    bool ok = files_folder(files_path(&path, folder, name), 0700, error);

    buffer_free(&path);
    return ok;
}

static bool write_conf(const char *folder, const char *state, struct slice name, unsigned kind,
                       struct error *error)
{
    struct buffer conf = {0};
    bool ok;

    buffer_format(&conf, "[node]\nstate = %s\nname = %.*s\ndemo = %s\n", state, SLICE_ARG(name),
                  kind & NODE_DEMO ? "yes" : "no");
    if (kind & NODE_FORUM)
        buffer_text(&conf, "forum = yes\n");
    ok = write_file(folder, "node.conf", buffer_slice(&conf), 0600, error);
    buffer_free(&conf);
    return ok;
}

bool node_init(const char *folder, const char *state, struct slice name, unsigned kind,
               struct error *error)
{
    struct store *store = NULL;
    bool ok;

    if (!name_is_state(slice_text(state)))
        return error_set(error, ERROR_USAGE, "a State's code is two capital letters, not \"%.20s\"",
                         state);
    ok = files_folder(folder, 0700, error) && write_conf(folder, state, name, kind, error) &&
         make_folder(folder, "keys", error) && signers_create(folder, error) &&
         make_folder(folder, "tiles", error) && store_create(&store, folder, state, error);
    store_close(store);
    return ok;
}

static bool read_text(struct node *node, const char *name, struct slice *out, struct error *error)
{
    struct buffer path = {0}, text = {0};
    bool ok = files_read(files_path(&path, node->folder, name), LINES_BYTES, &text, error);

    if (ok)
        *out = arena_copy(&node->arena, buffer_slice(&text));
    buffer_free(&path);
    buffer_free(&text);
    return ok;
}

/* "no" where it is left out. */
static bool read_flag(const struct line_section *section, const char *key, bool *out,
                      struct error *error)
{
    const struct line_entry *entry = lines_entry(section, key);
    struct value value = {.number = 0};

    if (entry && !lines_value(entry, VALUE_FLAG, NULL, &value, error))
        return false;
    *out = value.number != 0;
    return true;
}

static bool read_conf(struct node *node, struct error *error)
{
    static const char *const keys[] = {"state", "name", "demo", "forum", NULL};
    const struct line_section *section;
    const struct line_entry *entry;
    struct lines lines;
    struct slice text;

    if (!read_text(node, "node.conf", &text, error))
        return false;
    if (!lines_parse(text, &node->arena, &lines, error))
        return error_file(error, "node.conf");
    section = lines_section(&lines, "node");
    if (!section || lines.count != 1)
        return error_set(error, ERROR_SECTION_UNKNOWN, "node.conf has the section [node] alone");
    if (!lines_only(section, keys, error))
        return error_file(error, "node.conf");
    entry = lines_entry(section, "state");
    if (!entry || !name_is_state(entry->value))
        return lines_missing_key(section, "state", error) || error_file(error, "node.conf");
    memcpy(node->state, entry->value.data, 2);
    entry = lines_entry(section, "name");
    node->name = entry ? entry->value : slice_text(node->state);
    return (read_flag(section, "demo", &node->demo, error) &&
            read_flag(section, "forum", &node->forum, error)) ||
           error_file(error, "node.conf");
}

static bool exists(const struct node *node, const char *name)
{
    struct buffer path = {0};
    bool there = files_exist(files_path(&path, node->folder, name));

    buffer_free(&path);
    return there;
}

static bool read_floors(struct node *node, struct error *error)
{
    static const char *const names[FLOORS_MOST] = {
        "floor.rules",   "floor.2.rules", "floor.3.rules", "floor.4.rules",
        "floor.5.rules", "floor.6.rules", "floor.7.rules", "floor.8.rules",
    };
    struct findings findings = {0};

    for (size_t i = 0; i < node->trust.floor_count; i++)
        if (!read_text(node, names[i], &node->floor_texts[i], error))
            return false;
    node->floors = checked_floors(node->floor_texts, node->trust.floor_count, &node->trust,
                                  &node->arena, &findings);
    if (node->floors)
        return true;
    error_set(error, ERROR_TRUST_UNKNOWN,
              "this is not the floor whose hash the trust file pins, or not a rulebook");
    return error_file(error, names[0]);
}

/* The pins, if they were made already. */
static bool read_trust(struct node *node, struct error *error)
{
    struct slice text;

    if (!exists(node, "trust") || !exists(node, "floor.rules"))
        return true;
    if (!read_text(node, "trust", &text, error))
        return false;
    if (!trust_parse(text, &node->arena, &node->trust, error))
        return error_file(error, "trust");
    if (!trust_state(&node->trust, node->state)) {
        error_set(error, ERROR_TRUST_UNKNOWN, "the trust file does not pin this State, %s",
                  node->state);
        return error_file(error, "trust");
    }
    node->has_trust = read_floors(node, error);
    return node->has_trust;
}

static bool check_published(struct node *node, struct error *error)
{
    static const char *const names[] = {"tiles/matters", "tiles/register"};
    static const enum store_ledger ledgers[] = {STORE_MATTERS, STORE_REGISTER};
    struct buffer path = {0};
    bool ok = true;

    for (int i = 0; ok && i < 2; i++)
        ok = store_published(node->store, ledgers[i], files_path(&path, node->folder, names[i]),
                             error);
    buffer_free(&path);
    return ok;
}

bool node_open(const char *folder, struct node *out, struct error *error)
{
    *out = (struct node){.folder = folder};
    if (read_conf(out, error) && store_open(&out->store, folder, error) && read_trust(out, error) &&
        lexicon_parse(slice_text(lexicon_text), &out->lexicon, error) &&
        check_published(out, error) &&
        (!store_relations_lost(out->store) || record_rebuild(out, error)))
        return true;
    node_close(out);
    return false;
}

void node_close(struct node *node)
{
    states_release(node->verified);
    store_close(node->store);
    lexicon_free(&node->lexicon);
    arena_free(&node->arena);
    *node = (struct node){0};
}

bool node_need_trust(const struct node *node, struct error *error)
{
    if (node->has_trust)
        return true;
    error_set(error, ERROR_TRUST_UNKNOWN,
              "put the trust file at %s/trust and the floor that it pins at %s/floor.rules",
              node->folder, node->folder);
    return error_file(error, "trust");
}

bool node_vkeys(const struct node *node, struct buffer *out, struct error *error)
{
    for (enum signer_use use = SIGNER_MATTERS; use <= SIGNER_WITNESS; use++) {
        struct note_signer signer;

        if (!signers_load(node->folder, node->state, use, &signer, error))
            return false;
        note_key_format(&signer.key, out);
        buffer_byte(out, '\n');
        note_signer_wipe(&signer);
    }
    return true;
}
