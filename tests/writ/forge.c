#include "writ/forge.h"

#include "test.h"

#include "node/signers.h"

static const char *const states[2] = {"XA", "XB"};

static void append_shown(struct forge *forge, int state, const struct shown_state *shown)
{
    struct shown_state *own = &forge->bundle.states[state];

    assert_true(shown->entry_count < FORGE_ITEMS - 8 && shown->statement_count < FORGE_ITEMS - 8);
    *own = *shown;
    memcpy(forge->entries[state], shown->entries, shown->entry_count * sizeof *shown->entries);
    memcpy(forge->register_checkpoints[state], shown->register_checkpoints,
           shown->register_checkpoint_count * sizeof *shown->register_checkpoints);
    memcpy(forge->rulebooks[state], shown->rulebooks,
           shown->rulebook_count * sizeof *shown->rulebooks);
    memcpy(forge->offences[state], shown->offences, shown->offence_count * sizeof *shown->offences);
    memcpy(forge->statements[state], shown->statements,
           shown->statement_count * sizeof *shown->statements);
    memcpy(forge->checkpoints[state], shown->checkpoints,
           shown->checkpoint_count * sizeof *shown->checkpoints);
    own->entries = forge->entries[state];
    own->register_checkpoints = forge->register_checkpoints[state];
    own->rulebooks = forge->rulebooks[state];
    own->offences = forge->offences[state];
    own->statements = forge->statements[state];
    own->checkpoints = forge->checkpoints[state];
}

void forge_open(struct forge *forge, struct world *world, struct slice text, enum bundle_kind kind)
{
    struct error error = {0};
    struct bundle bundle;

    *forge = (struct forge){.world = world};
    assert_true(bundle_parse(text, kind, &forge->arena, &bundle, &error));
    forge->bundle = bundle;
    for (size_t i = 0; i < bundle.state_count; i++)
        append_shown(forge, strcmp(bundle.states[i].state, "XA") == 0 ? 0 : 1, &bundle.states[i]);
}

void forge_free(struct forge *forge)
{
    arena_free(&forge->arena);
}

/* ---- keys and notes ---- */

static struct note_signer signer_of(struct forge *forge, int state, enum signer_use use)
{
    struct error error = {0};
    struct note_signer signer;

    assert_true(signers_load(state == 0 ? forge->world->xa_folder : forge->world->xb_folder,
                             states[state], use, &signer, &error));
    return signer;
}

struct slice forge_cosign(struct forge *forge, struct slice note, int witness, instant at)
{
    struct note_signer signer = signer_of(forge, witness, SIGNER_WITNESS);
    struct buffer line = {0}, with = {0};
    struct error error = {0};
    struct slice kept;

    assert_true(checkpoint_cosign(note, &signer, at, &line, &error));
    assert_true(checkpoint_add(note, buffer_slice(&line), &with, &error));
    kept = arena_copy(&forge->arena, buffer_slice(&with));
    buffer_free(&line);
    buffer_free(&with);
    return kept;
}

struct slice forge_checkpoint(struct forge *forge, int state, enum store_ledger ledger,
                              uint64_t size, struct digest root, instant cosigned)
{
    struct note_signer signer =
        signer_of(forge, state, ledger == STORE_MATTERS ? SIGNER_MATTERS : SIGNER_REGISTER);
    struct checkpoint checkpoint = {.size = size, .root = root};
    struct buffer note = {0};
    struct error error = {0};
    struct slice kept;

    memcpy(checkpoint.origin, signer.key.name, sizeof checkpoint.origin);
    assert_true(checkpoint_sign(&checkpoint, &signer, &note, &error));
    kept = arena_copy(&forge->arena, buffer_slice(&note));
    buffer_free(&note);
    return cosigned ? forge_cosign(forge, kept, 1 - state, cosigned) : kept;
}

/* ---- the register ---- */

/* Number and hash of the last act on a chain of the register ledger. */
static void find_head(struct forge *forge, int state, const char *chain, struct node_heads *out)
{
    const struct shown_state *shown = &forge->bundle.states[state];

    *out = (struct node_heads){.seq = 1};
    for (size_t i = 0; i < shown->entry_count; i++) {
        struct error error = {0};
        struct statement statement;
        struct entry entry;

        assert_true(entry_parse(shown->entries[i], &entry, &error));
        assert_true(statement_parse(entry.payload, all_acts, all_acts_count, &statement, &error));
        if (slice_is(statement.chain, chain) && statement_moves(&statement)) {
            out->seq = statement.seq + 1;
            out->prev = statement.hash;
        }
        statement_free(&statement);
    }
}

void forge_register_act(struct forge *forge, int state, const char *chain, const char *type,
                        const char *body, instant at, instant entered)
{
    struct world *world = forge->world;
    struct shown_state *shown = &forge->bundle.states[state];
    const char *roots = state == 0 ? "xa.root-1 xa.root-2" : "xb.root-1 xb.root-2";
    instant clock = world->clock;
    struct buffer entry = {0};
    struct error error = {0};
    struct node_heads heads;
    struct slice payload;

    find_head(forge, state, chain, &heads);
    world->clock = at;
    payload =
        world_envelope(world, type, chain, &heads, state == 0 ? "xa.root-1" : "xb.root-1", body);
    world->clock = clock;
    assert_true(
        entry_write_open(entered, payload, world_sign(world, payload, roots), &entry, &error));
    shown->entries[shown->entry_count++] = arena_copy(&forge->arena, buffer_slice(&entry));
    buffer_free(&entry);
}

void forge_judge(struct forge *forge, int state, const char *name, instant at, instant entered)
{
    struct slice body = arena_format(
        &forge->arena,
        "{\"official\":\"%s\",\"person\":\"%s.p99\",\"roles\":[\"judge\"],\"key\":\"%.*s\","
        "\"with\":[\"%s.root-2\"]}",
        name, state == 0 ? "xa" : "xb", SLICE_ARG(world_key(forge->world, name)),
        state == 0 ? "xa" : "xb");

    forge_register_act(forge, state, state == 0 ? "XA-register" : "XB-register", "appointment",
                       (const char *)body.data, at, entered);
}

void forge_register(struct forge *forge, int state, const struct forge_cut *cuts, size_t count)
{
    struct shown_state *shown = &forge->bundle.states[state];
    struct digest leaves[FORGE_ITEMS];

    for (size_t i = 0; i < shown->entry_count; i++)
        leaves[i] = entry_leaf_hash(shown->entries[i]);
    for (size_t i = 0; i < count; i++) {
        uint64_t size = cuts[i].size ? cuts[i].size : shown->entry_count;

        shown->register_checkpoints[i] =
            forge_checkpoint(forge, state, STORE_REGISTER, size,
                             merkle_root_of(leaves, (size_t)size), cuts[i].cosigned);
    }
    shown->register_checkpoint_count = count;
}

/* ---- matters ---- */

/* RFC 9162, section 2.1.3.1, as it stands there. */
static size_t prove(const struct digest *leaves, size_t count, size_t index, struct digest *out)
{
    size_t left = 1, used;

    if (count == 1)
        return 0;
    while (left * 2 < count)
        left *= 2;
    if (index < left) {
        used = prove(leaves, left, index, out);
        out[used] = merkle_root_of(leaves + left, count - left);
    } else {
        used = prove(leaves + left, count - left, index - left, out);
        out[used] = merkle_root_of(leaves, left);
    }
    return used + 1;
}

struct digest forge_leaf(const struct shown_statement *statement)
{
    struct buffer entry = {0};
    struct error error = {0};
    struct digest leaf;

    assert_true(entry_write_sealed(
        statement->entered,
        entry_commitment(statement->salt, statement->payload, statement->signatures), &entry,
        &error));
    leaf = entry_leaf_hash(buffer_slice(&entry));
    buffer_free(&entry);
    return leaf;
}

void forge_matters(struct forge *forge, int state, instant cosigned)
{
    struct shown_state *shown = &forge->bundle.states[state];
    struct digest leaves[FORGE_ITEMS];
    size_t count = shown->statement_count;

    for (size_t i = 0; i < count; i++)
        leaves[i] = forge_leaf(&shown->statements[i]);
    for (size_t i = 0; i < count; i++) {
        struct shown_statement *statement = &shown->statements[i];

        statement->logged = true;
        statement->index = i;
        statement->checkpoint = 0;
        statement->path = arena_take(&forge->arena, 64 * sizeof *statement->path);
        statement->path_count = prove(leaves, count, i, statement->path);
    }
    shown->checkpoint_count = 1;
    shown->checkpoints[0] = (struct shown_checkpoint){
        .note = forge_checkpoint(forge, state, STORE_MATTERS, count, merkle_root_of(leaves, count),
                                 cosigned)};
}

void forge_status(struct forge *forge, int state, const char *clerk, instant at,
                  const struct digest *restrictions, size_t count)
{
    struct shown_state *shown = &forge->bundle.states[state];
    struct note_signer signer = signer_of(forge, state, SIGNER_MATTERS);
    struct status status = {.matter = forge->bundle.matter,
                            .at = at,
                            .clerk = slice_text(clerk),
                            .restrictions = restrictions,
                            .restriction_count = count};
    struct buffer text = {0}, note = {0};
    struct error error = {0};

    memcpy(status.state, states[state], STATE_TEXT);
    for (size_t i = 0; i < shown->statement_count; i++) {
        struct statement statement;

        assert_true(statement_parse(shown->statements[i].payload, all_acts, all_acts_count,
                                    &statement, &error));
        if (statement_moves(&statement) && statement.seq > status.seq) {
            status.seq = statement.seq;
            status.head = statement.hash;
        }
        statement_free(&statement);
    }
    status_format(&status, &text);
    buffer_append(&note, buffer_slice(&text));
    buffer_byte(&note, '\n');
    assert_true(note_sign(buffer_slice(&text), &signer, &note, &error));
    shown->status.note = arena_copy(&forge->arena, buffer_slice(&note));
    shown->status.signature =
        arena_copy(&forge->arena, world_sign(forge->world, buffer_slice(&text), clerk));
    buffer_free(&text);
    buffer_free(&note);
}

/* ---- statements ---- */

struct shown_statement forge_signed_by(struct forge *forge, const struct shown_statement *statement,
                                       const char *signers)
{
    struct shown_statement other = *statement;

    other.signatures = world_sign(forge->world, statement->payload, signers);
    return other;
}

struct shown_statement forge_statement(struct forge *forge, int state, const char *type,
                                       const char *signers, int64_t seq, struct digest prev,
                                       struct digest seen, instant at, const char *body)
{
    struct world *world = forge->world;
    struct node_heads heads = {.seq = seq, .prev = prev, .seen = seen};
    struct slice all = slice_text(signers), by = slice_part(all, 0, slice_find(all, 0, ' '));
    struct shown_statement statement = {0};
    instant clock = world->clock;

    (void)state;
    world->clock = at;
    statement.payload = world_envelope(world, type, world_chain, &heads,
                                       (const char *)arena_copy(&forge->arena, by).data, body);
    world->clock = clock;
    statement.signatures = world_sign(world, statement.payload, signers);
    return statement;
}

const char *forge_reasons(struct forge *forge)
{
    return (const char *)arena_format(
               &forge->arena,
               "{\"reasons\":{\"sha256\":\"%064d\",\"length\":100,\"language\":\"en\"}}", 7)
        .data;
}

struct shown_statement forge_restriction(struct forge *forge, const char *type, const char *signer,
                                         instant at)
{
    int state = signer[1] == 'a' ? 0 : 1;
    const struct shown_state *shown = &forge->bundle.states[state];
    struct digest prev = sha256_of(shown->statements[shown->statement_count - 1].payload);

    return forge_statement(forge, state, type, signer, (int64_t)shown->statement_count + 1, prev,
                           (struct digest){{0}}, at, forge_reasons(forge));
}

/* ---- the story ---- */

enum { ASKING = 3 }; /* of the story's acts are the requesting State's */

static const char *body_of(struct forge *forge, int act, struct digest request)
{
    struct world *world = forge->world;
    char hex[DIGEST_TEXT];

    switch (act) {
    case 0:
        return world_application(world);
    case 1:
        return world_authorisation(world, NULL);
    case 2:
        return world_request(world, NULL);
    case 3:
        return (const char *)arena_format(&forge->arena, "{\"request\":\"%s\"}",
                                          digest_write(request, hex))
            .data;
    case 4:
        return world_comparison(world);
    case 5:
        return world_assessment(world);
    default:
        return world_approval(world, NULL);
    }
}

void forge_story(struct forge *forge, const struct forge_act acts[FORGE_ACTS], instant cosigned)
{
    static const char *const types[] = {"application", "authorisation",    "request",
                                        "receipt",     "dual-criminality", "rights-assessment",
                                        "approval"};
    static const char *const signers[] = {"xa.cybercrime-1.o1 xa.prosecution-1.o2",
                                          "xa.court-1.o3",
                                          "xa.authority-1.o5",
                                          "xb.authority-1.o1",
                                          "xb.authority-1.o1",
                                          "xb.rights-1.o2",
                                          "xb.court-1.o3"};
    struct digest heads[2] = {{{0}}, {{0}}};

    for (int i = 0; i < FORGE_ACTS; i++) {
        int state = i < ASKING ? 0 : 1, place = i - state * ASKING;
        struct shown_state *shown = &forge->bundle.states[state];
        struct shown_statement *statement = &shown->statements[place];
        struct shown_statement before = *statement;
        struct error error = {0};
        struct statement parsed;
        instant at;

        assert_true(statement_parse(before.payload, all_acts, all_acts_count, &parsed, &error));
        at = acts[i].at ? acts[i].at : parsed.at;
        statement_free(&parsed);
        *statement =
            forge_statement(forge, state, types[i], acts[i].signers ? acts[i].signers : signers[i],
                            place + 1, heads[state], state == 0 ? (struct digest){{0}} : heads[0],
                            at, body_of(forge, i, heads[0]));
        memcpy(statement->salt, before.salt, ENTRY_SALT);
        statement->entered = acts[i].entered ? acts[i].entered : before.entered;
        heads[state] = sha256_of(statement->payload);
    }
    for (int state = 0; state < 2; state++) {
        forge->bundle.states[state].statement_count = state == 0 ? ASKING : FORGE_ACTS - ASKING;
        forge_matters(forge, state, cosigned);
        forge_status(forge, state, state == 0 ? "xa.court-1.o4" : "xb.court-1.o4",
                     forge->world->clock, NULL, 0);
    }
}
