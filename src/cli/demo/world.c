#include "cli/demo/world.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/files.h"
#include "node/attachment.h"
#include "base/process.h"
#include "cli/drafting.h"

static const char *format_text(struct world *world, const char *before, const char *format,
                               va_list arguments)
{
    char text[4096];

    vsnprintf(text, sizeof text, format, arguments);
    return (const char *)arena_format(&world->arena, "%s%s%s", before, *before ? "/" : "", text)
        .data;
}

const char *world_path(struct world *world, const char *format, ...)
{
    va_list arguments;
    const char *path;

    va_start(arguments, format);
    path = format_text(world, world->folder, format, arguments);
    va_end(arguments);
    return path;
}

const char *world_text(struct world *world, const char *format, ...)
{
    va_list arguments;
    const char *text;

    va_start(arguments, format);
    text = format_text(world, "", format, arguments);
    va_end(arguments);
    return text;
}

void world_set(struct world_act *act, const char *set)
{
    if (set && act->set_count < WORLD_SETS)
        act->sets[act->set_count++] = set;
}

instant world_now(const struct world *world)
{
    instant now = time(NULL);

    return world->plan.has_clock ? world->plan.clock + (now - world->plan.started) : now;
}

void world_clock(const struct world *world)
{
    char text[INSTANT_TEXT];

    if (world->plan.has_clock)
        setenv("PROVISO_CLOCK", instant_format(world_now(world), text), 1);
    else
        unsetenv("PROVISO_CLOCK");
}

/* ---- statements ---- */

const char *world_attach(struct world *world, const char *member, const char *name,
                         struct slice text, struct error *error)
{
    const char *path = world_path(world, "attachments/%s.txt", name);
    struct buffer bytes = {0};
    bool ok;

    attachment_make(text, &bytes);
    ok = files_replace(path, buffer_slice(&bytes), 0600, error);
    buffer_free(&bytes);
    return ok ? world_text(world, "%s=@%s", member, path) : NULL;
}

/* FILE.sig, FILE.sig.2 by the keys of these persons. */
static bool sign(struct world *world, const char *path, const char *const *signers,
                 struct error *error)
{
    for (int i = 0; i < WORLD_SIGNERS && signers[i]; i++) {
        const char *key = world_path(world, "keys/%s", signers[i]);
        const char *signature =
            i ? world_text(world, "%s.sig.%d", path, i + 1) : world_text(world, "%s.sig", path);

        if (!process_sign(key, path, signature, error))
            return false;
    }
    return true;
}

static bool hand_in(struct world *world, int state, const char *path, struct error *error)
{
    struct signed_file file = {0};
    struct attachments prose = {0};
    struct submission submission;
    size_t refused;
    bool ok = signed_file_read(path, true, &file, error) &&
              attachments_read(world_path(world, "attachments"), &prose, error);

    if (ok) {
        submission = (struct submission){
            .payload = buffer_slice(&file.payload),
            .signatures = buffer_slice(&file.signatures),
            .attachments = prose.items,
            .attachment_count = prose.count,
        };
        ok = node_submit(&world->nodes[state], &submission, 1, world->findings, &refused,
                         &world->arena, error);
    }
    signed_file_free(&file);
    attachments_free(&prose);
    return ok;
}

/* What was refused is kept apart: it is no statement of the matter. */
static void set_apart(struct world *world, const char *path, const char *name)
{
    static const char *const endings[] = {"", ".sig", ".sig.2"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        rename(world_text(world, "%s%s", path, endings[i]),
               world_path(world, "refused/%s%s", name, endings[i]));
}

static bool write_draft(struct world *world, const struct world_act *act, const char *path,
                        struct error *error)
{
    struct drafting drafting = {
        .type = act->type,
        .chain = act->chain && !act->chain[0] ? world->chain : act->chain,
        .by = act->signers[0],
        .sets = act->sets,
        .set_count = act->set_count,
        .list = act->list,
    };
    struct buffer payload = {0};
    char chain[CHAIN_MOST];
    bool ok = drafting_write(&world->nodes[act->state], &drafting, &payload, chain, error) &&
              files_replace(path, buffer_slice(&payload), 0600, error);

    if (ok && act->chain)
        snprintf(world->chain, sizeof world->chain, "%s", chain);
    buffer_free(&payload);
    return ok;
}

bool world_submit(struct world *world, const struct world_act *act, struct error *error)
{
    const char *name = world_text(world, "%03u-%s-%s.json", world->written + 1,
                                  cast_states[act->state].state, act->type);
    const char *path = world_path(world, "statements/%s", name);

    world_clock(world);
    if (!write_draft(world, act, path, error) || !sign(world, path, act->signers, error))
        return false;
    world->written++;
    if (hand_in(world, act->state, path, error))
        return true;
    set_apart(world, path, name);
    return false;
}

bool world_submit_file(struct world *world, int state, const char *payload, const char *signer,
                       struct error *error)
{
    const char *const signers[WORLD_SIGNERS] = {signer, NULL};
    const char *path = world_path(world, "statements/%03u-%s-production.json", ++world->written,
                                  cast_states[state].state);
    struct buffer bytes = {0};
    bool ok = files_read(payload, STATEMENT_MOST, &bytes, error) &&
              files_replace(path, buffer_slice(&bytes), 0600, error);

    buffer_free(&bytes);
    world_clock(world);
    return ok && sign(world, path, signers, error) && sign(world, payload, signers, error) &&
           hand_in(world, state, path, error);
}

/* ---- exchange, status ---- */

bool world_carry(struct world *world, int from, int to, const char *chain,
                 struct import_report *report, struct error *error)
{
    const char *path = world_path(world, "exchange/%02u-%s-to-%s.json", ++world->exchanged,
                                  cast_states[from].lower, cast_states[to].lower);
    struct buffer text = {0};
    bool ok;

    world_clock(world);
    ok = node_export(&world->nodes[from], slice_text(chain), 0, &text, error) &&
         files_replace(path, buffer_slice(&text), 0600, error) &&
         node_import(&world->nodes[to], buffer_slice(&text), report, &world->arena, error);
    *world->findings = report->findings;
    buffer_free(&text);
    return ok;
}

bool world_status(struct world *world, int state, const char *clerk, struct error *error)
{
    const char *path = world_path(world, "exchange/status-%s", cast_states[state].lower);
    const char *const signers[WORLD_SIGNERS] = {clerk, NULL};
    struct signed_file file = {0};
    struct buffer text = {0};
    bool ok;

    world_clock(world);
    ok = node_status_draft(&world->nodes[state], slice_text(world->chain), slice_text(clerk), &text,
                           error) &&
         files_replace(path, buffer_slice(&text), 0600, error) &&
         sign(world, path, signers, error) && signed_file_read(path, true, &file, error) &&
         node_status_submit(&world->nodes[state], buffer_slice(&file.payload),
                            buffer_slice(&file.signatures), error);
    buffer_free(&text);
    signed_file_free(&file);
    return ok;
}

void world_close(struct world *world)
{
    for (int i = 0; i < CAST_STATES; i++)
        node_close(&world->nodes[i]);
    arena_free(&world->arena);
}
