#include "node/world.h"

#include "test.h"

#include "base/encode.h"
#include "base/files.h"
#include "base/json.h"
#include "node/comparing.h"
#include "sshsig_maker.h"

const char world_chain[] = "XA-2026-000001";
const char world_list[] = "law.example\nann@counsel.example\n";

struct person {
    const char *name, *office, *roles, *person;
};

static const struct person xa_people[] = {
    {"xa.cybercrime-1.o1", "xa.cybercrime-1", "\"investigator\"", "xa.p1"},
    {"xa.prosecution-1.o2", "xa.prosecution-1", "\"prosecutor\"", "xa.p2"},
    {"xa.court-1.o3", "xa.court-1", "\"judge\"", "xa.p3"},
    {"xa.court-1.o4", "xa.court-1", "\"clerk\"", "xa.p4"},
    {"xa.authority-1.o5", "xa.authority-1", "\"central-authority\"", "xa.p5"},
    {"xa.court-2.o6", "xa.court-2", "\"judge\",\"clerk\"", "xa.p6"},
};

static const struct person xb_people[] = {
    {"xb.authority-1.o1", "xb.authority-1", "\"central-authority\"", "xb.p1"},
    {"xb.rights-1.o2", "xb.rights-1", "\"reviewer\"", "xb.p2"},
    {"xb.court-1.o3", "xb.court-1", "\"judge\"", "xb.p3"},
    {"xb.court-1.o4", "xb.court-1", "\"clerk\"", "xb.p4"},
    {"xb.mailhaus.o5", "xb.mailhaus", "\"provider\"", "xb.p5"},
    {"xb.supervisor-1.o6", "xb.supervisor-1", "\"supervisor\"", "xb.p6"},
};

static const char *const xa_offices[][2] = {
    {"xa.cybercrime-1", "\"investigator\""},     {"xa.prosecution-1", "\"prosecutor\""},
    {"xa.court-1", "\"judge\",\"clerk\""},       {"xa.court-2", "\"judge\",\"clerk\""},
    {"xa.authority-1", "\"central-authority\""},
};

static const char *const xb_offices[][2] = {
    {"xb.authority-1", "\"central-authority\""},
    {"xb.rights-1", "\"reviewer\""},
    {"xb.court-1", "\"judge\",\"clerk\""},
    {"xb.mailhaus", "\"provider\""},
    {"xb.filter-1", "\"filter\""},
    {"xb.supervisor-1", "\"supervisor\""},
};

static void fail_with(const struct world *world, const char *what)
{
    print_message("%s: %s: %s (%s)\n", what, error_name(world->error.code), world->error.message,
                  world->error.where);
    for (size_t i = 0; i < world->findings.count; i++)
        print_message("  %s %s %s [%s] %.*s\n", outcome_name(world->findings.items[i].outcome),
                      world->findings.items[i].row, finding_name(world->findings.items[i].code),
                      world->findings.items[i].where,
                      SLICE_ARG(world->findings.items[i].value.text));
}

static void need(struct world *world, bool ok, const char *what)
{
    if (!ok)
        fail_with(world, what);
    assert_true(ok);
}

static struct sshsig_maker maker_of(struct slice name)
{
    struct digest digest = sha256_of(name);
    uint32_t number;

    memcpy(&number, digest.bytes, sizeof number);
    return sshsig_maker_ed25519(number);
}

struct webauthn_maker world_credential(const char *name)
{
    struct digest digest = sha256_of(slice_text(name));
    struct webauthn_maker maker;
    uint32_t number;

    memcpy(&number, digest.bytes, sizeof number);
    maker = webauthn_maker_new(number % 2 ? COSE_EDDSA : COSE_ES256, number);
    if (name[1] == 'b') {
        maker.rp = "sign.xb.example";
        maker.origin = "https://sign.xb.example";
    }
    return maker;
}

static bool uses_webauthn(const struct world *world, struct slice name)
{
    static const char *const names[] = {"xa.court-1.o3", "xa.prosecution-1.o2", "xa.court-1.o4",
                                        "xb.court-1.o3", "xb.court-1.o4",       "xb.mailhaus.o5"};

    for (size_t i = 0; world->webauthn && i < sizeof names / sizeof *names; i++)
        if (slice_is(name, names[i]))
            return true;
    return false;
}

static const char *key_of(struct world *world, const char *name)
{
    struct sshsig_maker maker = maker_of(slice_text(name));
    struct webauthn_maker credential = world_credential(name);
    struct buffer line = {0};
    struct slice kept;

    if (uses_webauthn(world, slice_text(name)))
        webauthn_make_line(&credential, &line);
    else
        ssh_key_format(&maker.key, &line);
    kept = arena_copy(&world->arena, buffer_slice(&line));
    buffer_free(&line);
    return (const char *)kept.data;
}

static const char *age_of(struct world *world, const char *name)
{
    struct digest secret = sha256_of(slice_text(name));
    struct age_identity identity;
    char text[AGE_RECIPIENT_TEXT];

    age_identity_make(secret.bytes, &identity);
    age_recipient_format(&identity.recipient, text);
    return (const char *)arena_copy(&world->arena, slice_text(text)).data;
}

void world_wait(struct world *world, int64_t seconds)
{
    char text[INSTANT_TEXT];

    world->clock += seconds;
    setenv("PROVISO_CLOCK", instant_format(world->clock, text), 1);
}

struct slice world_sign(struct world *world, struct slice payload, const char *signers)
{
    struct slice rest = slice_text(signers), kept;
    struct buffer out = {0};

    while (rest.size) {
        size_t space = slice_find(rest, 0, ' ');
        struct slice name = slice_part(rest, 0, space);
        struct sshsig_maker maker = maker_of(name);
        struct webauthn_maker credential =
            world_credential((const char *)arena_copy(&world->arena, name).data);

        if (uses_webauthn(world, name))
            webauthn_make(&credential, payload, &out);
        else
            sshsig_make(&maker, payload, "proviso", &out);
        rest = space == SIZE_MAX ? SLICE("") : slice_from(rest, space + 1);
    }
    kept = arena_copy(&world->arena, buffer_slice(&out));
    buffer_free(&out);
    return kept;
}

static bool submit(struct world *world, struct node *node, struct slice payload,
                   const char *signers, struct slice attachment)
{
    struct slice attachments[WORLD_TEXTS + 2];
    struct submission submission = {
        .payload = payload,
        .signatures = world_sign(world, payload, signers),
        .attachments = attachments,
        .attachment_count = world->texts.count + 2,
    };
    size_t refused;
    bool ok;

    memcpy(attachments, world->texts.items, sizeof world->texts.items);
    attachments[world->texts.count] = world_answers(world);
    attachments[world->texts.count + 1] = attachment;

    world->error = (struct error){0};
    ok =
        node_submit(node, &submission, 1, &world->findings, &refused, &world->arena, &world->error);
    comparing_follow(world);
    return ok;
}

bool world_submit(struct world *world, struct node *node, struct slice payload, const char *signers)
{
    return submit(world, node, payload, signers, SLICE(""));
}

static struct slice payload_of(struct world *world, const char *type, const char *chain,
                               const struct node_heads *heads, struct slice by, const char *body)
{
    char at[INSTANT_TEXT], prev[DIGEST_TEXT], seen[DIGEST_TEXT];

    return arena_format(&world->arena,
                        "{\"type\":\"proviso/1 %s\",\"chain\":\"%s\",\"seq\":%lld,\"prev\":\"%s\","
                        "\"seen\":\"%s\",\"by\":\"%.*s\",\"at\":\"%s\",\"body\":%s}",
                        type, chain, (long long)heads->seq, digest_write(heads->prev, prev),
                        digest_write(heads->seen, seen), SLICE_ARG(by),
                        instant_format(world->clock, at), body);
}

struct slice world_key(struct world *world, const char *name)
{
    return slice_text(key_of(world, name));
}

struct slice world_envelope(struct world *world, const char *type, const char *chain,
                            const struct node_heads *heads, const char *by, const char *body)
{
    return payload_of(world, type, chain, heads, slice_text(by), body);
}

static struct slice first_signer(const char *signers)
{
    struct slice all = slice_text(signers);

    return slice_part(all, 0, slice_find(all, 0, ' '));
}

struct slice world_payload(struct world *world, struct node *node, const char *type,
                           const char *signers, const char *body)
{
    struct node_heads heads;

    need(world, node_heads(node, slice_text(world_chain), node->state, &heads, &world->error),
         "heads");
    return payload_of(world, type, world_chain, &heads, first_signer(signers), body);
}

bool world_act(struct world *world, struct node *node, const char *type, const char *signers,
               const char *body)
{
    struct slice payload = world_payload(world, node, type, signers, body);
    int side = node == &world->xb;
    bool ok = world_submit(world, node, payload, signers);

    if (ok)
        world->hashes[side][++world->seqs[side]] = sha256_of(payload);
    world_wait(world, 60);
    return ok;
}

static void register_act(struct world *world, struct node *node, const char *kind, const char *type,
                         const char *body, struct slice attachment)
{
    struct node_heads heads;
    char chain[20], signers[60];
    char lower[3] = {(char)(node->state[0] + 32), (char)(node->state[1] + 32), 0};

    snprintf(chain, sizeof chain, "%s-%s", node->state, kind);
    snprintf(signers, sizeof signers, "%s.root-1 %s.root-2", lower, lower);
    need(world, node_heads(node, slice_text(chain), node->state, &heads, &world->error), "heads");
    need(world,
         submit(world, node, payload_of(world, type, chain, &heads, first_signer(signers), body),
                signers, attachment),
         type);
}

#define BODY(...) (const char *)arena_format(&world->arena, __VA_ARGS__).data

/* Two roots make a text law; `whose` offences. */
static void adopt_text(struct world *world, struct node *node, const char *type, const char *whose,
                       struct slice text)
{
    char hex[DIGEST_TEXT];

    register_act(world, node, "rules", type,
                 BODY("{\"%s\":\"%s\",%s\"with\":[\"%c%c.root-2\"]}", type,
                      digest_write(sha256_of(text), hex),
                      whose ? BODY("\"register\":\"%s\",", whose) : "", node->state[0] + 32,
                      node->state[1] + 32),
                 text);
}

void world_rulebook(struct world *world, struct node *node, const char *text)
{
    adopt_text(world, node, "rulebook", NULL, slice_text(text));
    world_wait(world, 60);
}

static void adopt(struct world *world, struct node *node, const char *type, const char *whose,
                  const char *path)
{
    struct buffer text = {0};

    need(world, files_read(path, LINES_BYTES, &text, &world->error), path);
    adopt_text(world, node, type, whose, arena_copy(&world->arena, buffer_slice(&text)));
    buffer_free(&text);
}

static void found(struct world *world, struct node *node, const char *name,
                  const char *const (*offices)[2], size_t office_count, const struct person *people,
                  size_t people_count, const char *recipient, const char *law)
{
    const char *roots[3];
    char lower[3] = {(char)(node->state[0] + 32), (char)(node->state[1] + 32), 0};

    for (int i = 0; i < 3; i++)
        roots[i] = key_of(
            world, (const char *)arena_format(&world->arena, "%s.root-%d", lower, i + 1).data);
    register_act(world, node, "register", "found",
                 BODY("{\"name\":\"%s\",\"roots\":[\"%s\",\"%s\",\"%s\"],\"with\":[\"%s.root-2\"]}",
                      name, roots[0], roots[1], roots[2], lower),
                 SLICE(""));
    for (size_t i = 0; i < office_count; i++)
        register_act(world, node, "register", "office",
                     BODY("{\"office\":\"%s\",\"roles\":[%s],\"with\":[\"%s.root-2\"]}",
                          offices[i][0], offices[i][1], lower),
                     SLICE(""));
    for (size_t i = 0; i < people_count; i++)
        register_act(world, node, "register", "appointment",
                     BODY("{\"official\":\"%s\",\"person\":\"%s\",\"roles\":[%s],\"key\":\"%s\","
                          "\"with\":[\"%s.root-2\"]}",
                          people[i].name, people[i].person, people[i].roles,
                          key_of(world, people[i].name), lower),
                     SLICE(""));
    register_act(world, node, "register", "recipient",
                 BODY("{\"recipient\":\"%s\",\"age\":\"%s\",\"with\":[\"%s.root-2\"]}", recipient,
                      age_of(world, recipient), lower),
                 SLICE(""));
    if (world->webauthn)
        register_act(world, node, "register", "signing-origin",
                     BODY("{\"page\":\"%s.page-1\",\"origin\":\"https://sign.%s.example\","
                          "\"rp\":\"sign.%s.example\",\"with\":[\"%s.root-2\"]}",
                          lower, lower, lower, lower),
                     SLICE(""));
    adopt(world, node, "rulebook", NULL, BODY(PROVISO_RULES "/%s.rules", law));
    adopt(world, node, "offences", node->state, BODY(PROVISO_LAW "/%s.offences", law));
    adopt(world, node, "offences", "treaty", PROVISO_LAW "/budapest.offences");
}

/* ---- trust ---- */

static void vkeys(struct world *world, struct node *node, struct slice out[3])
{
    struct buffer text = {0};
    struct slice rest;

    need(world, node_vkeys(node, &text, &world->error), "vkeys");
    rest = arena_copy(&world->arena, buffer_slice(&text));
    for (int i = 0; i < 3; i++)
        assert_true(slice_line(&rest, &out[i]));
    buffer_free(&text);
}

static void pin_state(struct world *world, struct node *node, const char *name, struct buffer *out)
{
    char lower[3] = {(char)(node->state[0] + 32), (char)(node->state[1] + 32), 0};
    struct slice keys[3];

    vkeys(world, node, keys);
    buffer_format(out, "[state %s]\nname = %s\n", node->state, name);
    for (int i = 1; i <= 3; i++)
        buffer_format(
            out, "root-%d = %s\n", i,
            key_of(world, (const char *)arena_format(&world->arena, "%s.root-%d", lower, i).data));
    buffer_format(out,
                  "matters = %.*s\nregister = %.*s\n[witness proviso.%s/witness]\n"
                  "key = %.*s\nstate = %s\n",
                  SLICE_ARG(keys[0]), SLICE_ARG(keys[1]), lower, SLICE_ARG(keys[2]), node->state);
}

static struct slice trust_text(struct world *world, const char *self, const char *pins,
                               struct digest floor)
{
    char hex[DIGEST_TEXT];

    return arena_format(&world->arena, "[self]\n%s[floor]\nsha256 = %s\n%s[quorum]\ncount = 1\n",
                        self, digest_write(floor, hex), pins);
}

static void write_file(struct world *world, const char *folder, const char *name, struct slice text)
{
    struct buffer path = {0};

    need(world, files_replace(files_path(&path, folder, name), text, 0600, &world->error), name);
    buffer_free(&path);
}

static void make_trust(struct world *world)
{
    struct buffer pins = {0}, floor = {0};
    struct digest hash;

    need(world, files_read(PROVISO_RULES "/floor.rules", LINES_BYTES, &floor, &world->error),
         "floor");
    hash = sha256_of(buffer_slice(&floor));
    pin_state(world, &world->xa, "Arcadia", &pins);
    pin_state(world, &world->xb, "Belmora", &pins);
    write_file(world, world->xa_folder, "floor.rules", buffer_slice(&floor));
    write_file(world, world->xb_folder, "floor.rules", buffer_slice(&floor));
    write_file(
        world, world->xa_folder, "trust",
        trust_text(world, "role = node\nname = xa.node\nstate = XA\n", buffer_string(&pins), hash));
    write_file(
        world, world->xb_folder, "trust",
        trust_text(world, "role = node\nname = xb.node\nstate = XB\n", buffer_string(&pins), hash));
    world->provider_trust = trust_text(world, "role = provider\nname = xb.mailhaus\nstate = XB\n",
                                       buffer_string(&pins), hash);
    need(world, trust_parse(world->provider_trust, &world->arena, &world->trust, &world->error),
         "trust");
    buffer_free(&pins);
    buffer_free(&floor);
}

static void reopen(struct world *world, struct node *node, const char *folder)
{
    if (node->folder)
        node_close(node);
    need(world, node_open(folder, node, &world->error), "open");
}

static void open_world(struct world *world, bool webauthn)
{
    *world = (struct world){.webauthn = webauthn};
    strcpy(world->folder, "/tmp/proviso-world-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    snprintf(world->xa_folder, sizeof world->xa_folder, "%s/xa", world->folder);
    snprintf(world->xb_folder, sizeof world->xb_folder, "%s/xb", world->folder);
    assert_true(instant_parse(SLICE("2026-11-22T08:00:00Z"), &world->clock, &world->error));
    world_wait(world, 0);
    need(world, node_init(world->xa_folder, "XA", SLICE("Arcadia"), true, &world->error), "init");
    need(world, node_init(world->xb_folder, "XB", SLICE("Belmora"), true, &world->error), "init");
    reopen(world, &world->xa, world->xa_folder);
    reopen(world, &world->xb, world->xb_folder);
    make_trust(world);
    reopen(world, &world->xa, world->xa_folder);
    reopen(world, &world->xb, world->xb_folder);
    found(world, &world->xa, "Arcadia", xa_offices, 5, xa_people, 6, "xa.cybercrime-1.r1",
          "arcadia");
    found(world, &world->xb, "Belmora", xb_offices, 6, xb_people, 6, "xb.filter-1.r1", "belmora");
    world_wait(world, 60);
    need(world, world_carry(world, &world->xa, &world->xb, NULL), "register to XB");
    need(world, world_carry(world, &world->xb, &world->xa, NULL), "register to XA");
    need(world, world_carry(world, &world->xa, &world->xb, NULL), "cosignatures to XB");
    world_wait(world, 60);
}

void world_open(struct world *world)
{
    open_world(world, false);
}

void world_open_webauthn(struct world *world)
{
    open_world(world, true);
}

void world_close(struct world *world)
{
    struct buffer command = {0};

    node_close(&world->xa);
    node_close(&world->xb);
    buffer_format(&command, "rm -rf %s", world->folder);
    assert_int_equal(system(buffer_string(&command)), 0);
    buffer_free(&command);
    buffer_free(&world->writ);
    arena_free(&world->arena);
    unsetenv("PROVISO_CLOCK");
}

int world_setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    world_open(world);
    *state = world;
    return 0;
}

int world_teardown(void **state)
{
    world_close(*state);
    free(*state);
    return 0;
}

bool world_carry(struct world *world, struct node *from, struct node *to, const char *chain)
{
    struct import_report report;
    struct buffer text = {0};
    bool ok;

    world->error = (struct error){0};
    ok = node_export(from, slice_text(chain), 0, &text, &world->error) &&
         node_import(to, arena_copy(&world->arena, buffer_slice(&text)), &report, &world->arena,
                     &world->error);
    if (!ok)
        world->findings = report.findings;
    comparing_follow(world);
    buffer_free(&text);
    return ok;
}

bool world_status(struct world *world, struct node *node, const char *clerk)
{
    struct buffer text = {0};
    bool ok;

    world->error = (struct error){0};
    ok =
        node_status_draft(node, slice_text(world_chain), slice_text(clerk), &text, &world->error) &&
        node_status_submit(node, buffer_slice(&text), world_sign(world, buffer_slice(&text), clerk),
                           &world->error);
    comparing_follow(world);
    buffer_free(&text);
    return ok;
}

/* ---- the story ---- */

static void exchange_and_statuses(struct world *world)
{
    need(world, world_carry(world, &world->xb, &world->xa, world_chain), "XB to XA");
    need(world, world_status(world, &world->xa, "xa.court-1.o4"), "status XA");
    need(world, world_carry(world, &world->xa, &world->xb, world_chain), "XA to XB");
    need(world, world_status(world, &world->xb, "xb.court-1.o4"), "status XB");
}

/* One act of the story. */
static void step(struct world *world, int number)
{
    struct node *xa = &world->xa, *xb = &world->xb;

    switch (number) {
    case 1:
        need(world,
             world_act(world, xa, "application", "xa.cybercrime-1.o1 xa.prosecution-1.o2",
                       world_application(world)),
             "application");
        return;
    case 2:
        need(world,
             world_act(world, xa, "authorisation", "xa.court-1.o3",
                       world_authorisation(world, NULL)),
             "authorisation");
        return;
    case 3:
        need(world,
             world_act(world, xa, "request", "xa.authority-1.o5", world_request(world, NULL)),
             "request");
        return;
    case 4:
        need(world, world_carry(world, xa, xb, world_chain), "request to XB");
        need(world, world_act(world, xb, "receipt", "xb.authority-1.o1", world_receipt(world)),
             "receipt");
        need(world,
             world_act(world, xb, "dual-criminality", "xb.authority-1.o1", world_comparison(world)),
             "comparison");
        return;
    case 5:
        need(world,
             world_act(world, xb, "rights-assessment", "xb.rights-1.o2", world_assessment(world)),
             "assessment");
        return;
    case 6:
        need(world, world_act(world, xb, "approval", "xb.court-1.o3", world_approval(world, NULL)),
             "approval");
        return;
    case 7:
        exchange_and_statuses(world);
        return;
    default:
        world->findings.count = 0;
        buffer_clear(&world->writ);
        need(world,
             node_writ(xb, slice_text(world_chain), &world->writ, &world->findings, &world->arena,
                       &world->error),
             "writ");
    }
}

void world_steps(struct world *world, int first, int last)
{
    for (int number = first; number <= last; number++)
        step(world, number);
}

void world_story(struct world *world, int steps)
{
    world_steps(world, 1, steps);
}

void world_finish(struct world *world, int first)
{
    world_steps(world, first, 8);
}

void world_verify(struct world *world, struct slice writ, struct bundle *bundle,
                  struct writ_answer *answer)
{
    struct writ_question question = {.bundle = bundle, .trust = &world->trust, .at = world->clock};

    need(world, bundle_parse(writ, BUNDLE_WRIT, &world->arena, bundle, &world->error), "parse");
    writ_verify(&question, answer);
}
