/* The folder, keys and pins with which the demo's story begins. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/files.h"
#include "base/process.h"
#include "cli/demo/mailbox.h"
#include "cli/demo/world.h"
#include "cli/embedded.h"
#include "crypto/random.h"

enum { PUBLIC_KEY_BYTES = 1024 };

static bool write_file(struct world *world, const char *name, struct slice bytes, mode_t mode,
                       struct error *error)
{
    return files_replace(world_path(world, "%s", name), bytes, mode, error);
}

/* Whether `path` is a folder with nothing in it. */
static bool is_empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    bool empty = folder != NULL;

    while (empty && (entry = readdir(folder)))
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    if (folder)
        closedir(folder);
    return empty;
}

bool world_folder_free(const struct world *world, struct error *error)
{
    if (!files_exist(world->folder) || is_empty_folder(world->folder))
        return true;
    error_set(error, ERROR_USAGE, "%s exists already: the demo makes its own folder",
              world->folder);
    return error_file(error, world->folder);
}

bool world_make_folder(struct world *world, struct error *error)
{
    static const char *const folders[] = {"keys",     "statements",  "refused", "exchange",
                                          "mailhaus", "attachments", "rules",   "law"};

    if (!world_folder_free(world, error))
        return false;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (!files_folder(world_path(world, "%s", folders[i]), 0700, error))
            return false;
    return true;
}

/* ---- keys ---- */

static bool make_key(struct world *world, const char *name, struct error *error)
{
    return process_make_key(world_path(world, "keys/%s", name), name, error);
}

/* An age identity as age-keygen writes it. */
static bool make_identity(struct world *world, const struct cast_recipient *recipient,
                          struct error *error)
{
    char at[INSTANT_TEXT], public_text[AGE_RECIPIENT_TEXT], secret_text[AGE_IDENTITY_TEXT];
    struct age_identity identity;
    struct buffer text = {0};
    uint8_t secret[AGE_KEY];
    bool ok;

    random_bytes(secret, sizeof secret);
    age_identity_make(secret, &identity);
    age_recipient_format(&identity.recipient, public_text);
    buffer_format(&text, "# created: %s\n# public key: %s\n%s\n",
                  instant_format(world_now(world), at), public_text,
                  age_identity_format(&identity, secret_text));
    ok = write_file(world, world_text(world, "keys/%s", recipient->identity), buffer_slice(&text),
                    0600, error) &&
         write_file(world, world_text(world, "keys/%s.pub", recipient->identity),
                    slice_text(public_text), 0644, error);
    explicit_bzero(secret, sizeof secret);
    explicit_bzero(secret_text, sizeof secret_text);
    age_identity_wipe(&identity);
    buffer_wipe_free(&text);
    return ok;
}

bool world_make_keys(struct world *world, struct error *error)
{
    for (int i = 0; i < CAST_STATES; i++) {
        const struct cast_state *state = &cast_states[i];

        for (int root = 1; root <= ROOT_COUNT; root++)
            if (!make_key(world, world_text(world, "%s.root-%d", state->lower, root), error))
                return false;
        for (size_t j = 0; j < state->person_count; j++)
            if (!make_key(world, state->people[j].name, error))
                return false;
        if (!make_identity(world, &state->recipient, error))
            return false;
    }
    return true;
}

/* ---- rulebooks and offences ---- */

static const char *embedded_text(const char *name)
{
    for (const struct embedded *embedded = embedded_texts; embedded->name; embedded++)
        if (strcmp(embedded->name, name) == 0)
            return embedded->text;
    return "";
}

/* Every "from" and "to" of a text, so many years earlier. */
static void move_dates(struct buffer *text, size_t begin, int64_t years)
{
    static const char *const keys[] = {"\nfrom = ", "\nto = "};
    char *start = (char *)text->data + begin, year[12];

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        for (char *at = start; (at = strstr(at, keys[i]));) {
            at += strlen(keys[i]);
            snprintf(year, sizeof year, "%04lld", (long long)(strtoll(at, NULL, 10) - years));
            memcpy(at, year, 4);
        }
}

/* A demo that plays in the past needs law that was in force then: its copies begin earlier. */
static void append_law(const struct world *world, const char *name, struct buffer *out)
{
    const char *text = embedded_text(name), *from = strstr(text, "\nfrom = ");
    size_t begin = out->size;
    char then[INSTANT_TEXT];
    struct error ignored = {0};
    instant begins;

    buffer_text(out, text);
    if (!from || !instant_parse_date(slice_of(from + 8, 10), &begins, &ignored) ||
        begins <= world_now(world))
        return;
    instant_format(instant_add_months(world_now(world), -12), then);
    buffer_string(out); /* ends with a NUL */
    move_dates(out, begin, strtoll(from + 8, NULL, 10) - strtoll(then, NULL, 10));
}

/* A text that comes with the program, to be read and to be attached when it is adopted. */
static bool write_law(struct world *world, const char *name, const char *folder, const char *ending,
                      struct error *error)
{
    struct buffer text = {0};
    bool ok;

    append_law(world, name, &text);
    ok = write_file(world, world_text(world, "%s/%s%s", folder, name, ending), buffer_slice(&text),
                    0600, error) &&
         write_file(world, world_text(world, "attachments/%s%s", name, ending), buffer_slice(&text),
                    0600, error);
    buffer_free(&text);
    return ok;
}

static bool make_law(struct world *world, struct error *error)
{
    for (const struct embedded *embedded = embedded_texts; embedded->name; embedded++) {
        struct slice name = slice_text(embedded->name);
        bool ok = true;

        if (slice_ends(name, SLICE(".offences")))
            ok = write_law(world, embedded->name, "law", "", error);
        else if (slice_find(name, 0, '.') == SIZE_MAX)
            ok = write_law(world, embedded->name, "rules", ".rules", error);
        if (!ok)
            return false;
    }
    return true;
}

/* ---- pins ---- */

const char *world_key(struct world *world, const char *name, struct error *error)
{
    struct buffer text = {0}, line = {0};
    struct ssh_key key;
    const char *kept = NULL;

    if (files_read(world_path(world, "keys/%s.pub", name), PUBLIC_KEY_BYTES, &text, error) &&
        ssh_key_parse(buffer_slice(&text), SSH_LINE_FILE, &key, error)) {
        ssh_key_format(&key, &line);
        kept = world_text(world, "%s", buffer_string(&line));
    }
    buffer_free(&text);
    buffer_free(&line);
    return kept;
}

static bool append_pins(struct world *world, int index, struct buffer *out, struct error *error)
{
    const struct cast_state *state = &cast_states[index];
    struct buffer keys = {0};
    struct slice rest, matters, registers, witness;
    bool ok = node_vkeys(&world->nodes[index], &keys, error);

    rest = buffer_slice(&keys);
    ok = ok && slice_line(&rest, &matters) && slice_line(&rest, &registers) &&
         slice_line(&rest, &witness);
    buffer_format(out, "\n[state %s]\nname = %s\n", state->state, state->title);
    for (int root = 1; ok && root <= ROOT_COUNT; root++) {
        const char *key =
            world_key(world, world_text(world, "%s.root-%d", state->lower, root), error);

        ok = key;
        buffer_format(out, "root-%d = %s\n", root, ok ? key : "");
    }
    if (ok)
        buffer_format(out,
                      "matters = %.*s\nregister = %.*s\n\n[witness proviso.%s/witness]\n"
                      "key = %.*s\nstate = %s\n",
                      SLICE_ARG(matters), SLICE_ARG(registers), state->lower, SLICE_ARG(witness),
                      state->state);
    buffer_free(&keys);
    return ok;
}

static bool write_trust(struct world *world, const char *path, const char *role, const char *name,
                        const char *state, struct slice pins, struct error *error)
{
    struct buffer text = {0}, floor = {0};
    char hash[DIGEST_TEXT];
    bool ok;

    append_law(world, "floor", &floor);
    buffer_format(&text,
                  "# What this party pins, and all that it pins.\n[self]\nrole = %s\nname = %s\n"
                  "state = %s\n\n[floor]\nsha256 = %s\n%.*s\n[quorum]\ncount = 1\n",
                  role, name, state, digest_write(sha256_of(buffer_slice(&floor)), hash),
                  SLICE_ARG(pins));
    ok = write_file(world, path, buffer_slice(&text), 0600, error);
    buffer_free(&text);
    buffer_free(&floor);
    return ok;
}

static bool write_pins(struct world *world, struct slice pins, struct error *error)
{
    struct buffer floor = {0};
    bool ok = write_trust(world, "trust", "provider", CAST_PROVIDER, "XB", pins, error) &&
              write_trust(world, "mailhaus/trust", "provider", CAST_PROVIDER, "XB", pins, error);

    append_law(world, "floor", &floor);
    for (int i = 0; ok && i < CAST_STATES; i++) {
        const struct cast_state *state = &cast_states[i];

        ok = write_trust(world, world_text(world, "%s/trust", state->lower), "node",
                         world_text(world, "%s.node", state->lower), state->state, pins, error) &&
             write_file(world, world_text(world, "%s/floor.rules", state->lower),
                        buffer_slice(&floor), 0600, error);
    }
    buffer_free(&floor);
    return ok;
}

static bool open_nodes(struct world *world, struct error *error)
{
    for (int i = 0; i < CAST_STATES; i++) {
        node_close(&world->nodes[i]);
        if (!node_open(world_path(world, "%s", cast_states[i].lower), &world->nodes[i], error))
            return false;
    }
    return true;
}

/* What Mailhaus's pages offer for a release: the mail and the list, each by a second name. Files that stand
 * on another disk are left out. */
static void lay_out(struct world *world)
{
    (void)!link(world->plan.mail, world_path(world, "mailhaus/sources/mailbox.mbox"));
    (void)!link(world->plan.list, world_path(world, "mailhaus/sources/privileged.txt"));
}

static bool make_mailhaus(struct world *world, struct error *error)
{
    struct buffer mail = {0}, list = {0};
    bool ok = write_file(
                  world, "mailhaus/provider.conf",
                  slice_text("[provider]\nby = " CAST_MAILHAUS "\ndemo = yes\nsources = sources\n"),
                  0600, error) &&
              files_folder(world_path(world, "mailhaus/sources"), 0700, error);

    if (!world->plan.list) {
        mailbox_list(&list);
        world->plan.list = world_path(world, "privileged.txt");
        ok = ok && files_replace(world->plan.list, buffer_slice(&list), 0600, error);
    }
    if (!world->plan.mail) {
        mailbox_make(world_now(world), world->plan.account, &mail);
        world->plan.mail = world_path(world, "mailhaus/mailbox.mbox");
        ok = ok && files_replace(world->plan.mail, buffer_slice(&mail), 0600, error);
    }
    if (ok)
        lay_out(world);
    buffer_free(&mail);
    buffer_free(&list);
    return ok;
}

bool world_make_nodes(struct world *world, struct error *error)
{
    struct buffer pins = {0};
    bool ok = true;

    world_clock(world);
    for (int i = 0; ok && i < CAST_STATES; i++)
        ok = node_init(world_path(world, "%s", cast_states[i].lower), cast_states[i].state,
                       slice_text(cast_states[i].title), true, error);
    ok = ok && open_nodes(world, error);
    for (int i = 0; ok && i < CAST_STATES; i++)
        ok = append_pins(world, i, &pins, error);
    ok = ok && make_law(world, error) && write_pins(world, buffer_slice(&pins), error) &&
         make_mailhaus(world, error) && open_nodes(world, error);
    buffer_free(&pins);
    return ok;
}
