/* Registers of offences become law of a State: what its node takes, keeps, shows and audits. */
#include "node/exchanging.h"

#include "base/files.h"
#include "base/json.h"

static const char roots[] = "xa.root-1 xa.root-2";

static struct slice law(struct world *world, const char *name)
{
    struct buffer path = {0}, text = {0};
    struct slice kept;

    assert_true(
        files_read(files_path(&path, PROVISO_LAW, name), LINES_BYTES, &text, &world->error));
    kept = arena_copy(&world->arena, buffer_slice(&text));
    buffer_free(&path);
    buffer_free(&text);
    return kept;
}

static struct slice replaced(struct world *world, struct slice text, const char *old,
                             const char *with)
{
    const uint8_t *at = memmem(text.data, text.size, old, strlen(old));
    struct slice head;

    assert_non_null(at);
    head = slice_part(text, 0, (size_t)(at - text.data));
    return arena_format(&world->arena, "%.*s%s%.*s", SLICE_ARG(head), with,
                        SLICE_ARG(slice_from(text, head.size + strlen(old))));
}

/* Arcadia's register as of another day. */
static struct slice arcadia(struct world *world, const char *from)
{
    return replaced(world, law(world, "arcadia.offences"), "from = 2026-01-01",
                    (const char *)arena_format(&world->arena, "from = %s", from).data);
}

static struct slice adoption(struct world *world, struct node *node, const char *by,
                             const char *whose, struct slice text)
{
    struct node_heads heads;
    char chain[20], hex[DIGEST_TEXT];

    snprintf(chain, sizeof chain, "%s-rules", node->state);
    assert_true(node_heads(node, slice_text(chain), node->state, &heads, &world->error));
    return world_envelope(
        world, "offences", chain, &heads, by,
        (const char *)arena_format(
            &world->arena, "{\"offences\":\"%s\",\"register\":\"%s\",\"with\":[\"%.2s.root-2\"]}",
            digest_write(sha256_of(text), hex), whose, by)
            .data);
}

static bool submit(struct world *world, struct node *node, struct slice payload,
                   const char *signers, struct slice attachment)
{
    struct submission submission = {
        .payload = payload,
        .signatures = world_sign(world, payload, signers),
        .attachments = &attachment,
        .attachment_count = attachment.size ? 1 : 0,
    };
    size_t refused;

    world->error = (struct error){0};
    return node_submit(node, &submission, 1, &world->findings, &refused, &world->arena,
                       &world->error);
}

static bool adopt(struct world *world, const char *whose, struct slice text)
{
    return submit(world, &world->xa, adoption(world, &world->xa, "xa.root-1", whose, text), roots,
                  text);
}

/* Refused for this, nothing stored; the finding says `what`. */
static void refused_at(struct world *world, bool accepted, int64_t rows, enum finding_code code,
                       const char *what, int line)
{
    const struct finding *found = NULL;

    for (size_t i = 0; i < world->findings.count; i++)
        if (world->findings.items[i].code == code)
            found = &world->findings.items[i];
    if (accepted || !found || world->error.code != ERROR_STATEMENT_REFUSED ||
        !memmem(found->value.text.data, found->value.text.size, what, strlen(what)))
        fail_msg("line %d: %s, %s %s: %.*s", line, accepted ? "accepted" : "refused",
                 error_name(world->error.code), world->error.message,
                 SLICE_ARG(found ? found->value.text : SLICE("another finding")));
    assert_int_equal(rows_all(&world->xa), rows);
}

#define REFUSES(world, submitted, code, what)                                                      \
    do {                                                                                           \
        int64_t rows = rows_all(&(world)->xa);                                                     \
        bool accepted = submitted;                                                                 \
                                                                                                   \
        refused_at(world, accepted, rows, FINDING_##code, what, __LINE__);                         \
    } while (0)

static const struct verified_state *state_of(const struct known_matter *known, const char *state)
{
    for (size_t i = 0; i < known->state_count; i++)
        if (strcmp(known->states[i].state_register.state, state) == 0)
            return &known->states[i];
    fail_msg("%s is not known", state);
    return NULL;
}

/* How many registers a node knows of a State; the last one's effect is at `*from`. */
static size_t adopted(struct world *world, struct node *node, const char *state, instant *from)
{
    struct known_matter known;
    size_t count;

    assert_true(node_load(node, SLICE(""), world->clock, &known, &world->error));
    assert_int_equal(known.findings->count, 0);
    count = state_of(&known, state)->offence_count;
    *from = state_of(&known, state)->offences[count - 1].from;
    for (size_t i = 0; i < known.terms.state_count; i++)
        if (strcmp(known.terms.states[i].state_register->state, state) == 0)
            assert_int_equal(known.terms.states[i].offence_count, count);
    known_matter_free(&known);
    return count;
}

static void audited(struct world *world, struct node *node)
{
    struct audit_report report;

    if (!node_audit(node, NULL, NULL, &report, &world->error))
        fail_msg("%s %s (%s)", error_name(world->error.code), world->error.message,
                 world->error.where);
}

static void offences_become_law(void **state)
{
    struct world *world = *state;
    instant entered, from, at_xb;

    assert_int_equal(adopted(world, &world->xa, "XA", &from), 2);
    assert_int_equal(adopted(world, &world->xb, "XA", &from), 2);
    entered = world->clock;
    assert_true(adopt(world, "XA", arcadia(world, "2026-03-01")));
    assert_int_equal(adopted(world, &world->xa, "XA", &from), 3);
    assert_true(from == entered); /* provisionally: nobody has cosigned it yet */
    world_wait(world, 60);
    IMPORTED(world, &world->xb, export(world, &world->xa, "", 0));
    assert_int_equal(adopted(world, &world->xb, "XA", &at_xb), 3);
    assert_true(at_xb > entered);
    IMPORTED(world, &world->xa, export(world, &world->xb, "", 0));
    assert_int_equal(adopted(world, &world->xa, "XA", &from), 3);
    assert_true(from == at_xb);
    audited(world, &world->xa);
    audited(world, &world->xb);
}

static void a_treatys_offences_become_law(void **state)
{
    struct world *world = *state;
    instant from;

    assert_true(adopt(world, "treaty",
                      replaced(world, law(world, "budapest.offences"), "from = 2004-07-01",
                               "from = 2027-03-01")));
    assert_int_equal(adopted(world, &world->xa, "XA", &from), 3);
    assert_true(from > world->clock); /* its own date */
}

static void the_text_is_needed(void **state)
{
    struct world *world = *state;
    struct slice text = arcadia(world, "2026-03-01");
    struct slice payload = adoption(world, &world->xa, "xa.root-1", "XA", text);

    REFUSES(world, submit(world, &world->xa, payload, roots, SLICE("")), OFFENCES_MISSING, "");
    REFUSES(world, submit(world, &world->xa, payload, roots, slice_part(text, 0, text.size - 1)),
            OFFENCES_MISSING, "");
    REFUSES(world, submit(world, &world->xa, payload, roots, arcadia(world, "2026-03-02")),
            OFFENCES_MISSING, "");
    assert_true(submit(world, &world->xa, payload, roots, text));
}

static void each_defect_has_its_place(void **state)
{
    static const struct {
        const char *old, *with, *said;
    } defects[] = {
        {"act = {access}", "act = access", "line 19, column 7"},
        {"act = {access}", "act = {entry}", "offence unlawful-access"},
        {"act = {access}", "deed = {access}", "key-unknown"},
        {"act = {access}\n", "", "key-missing"},
        {"penalty = 2 years", "penalty = 2", "value-unit"},
        {"[offence ", "[crime ", "section-unknown"},
        {"from = 2018-04-01", "from = 2018-04-31", "time-format"},
        {"language = en", "language = English", "line 8, column 12"},
    };
    struct world *world = *state;

    for (size_t i = 0; i < sizeof defects / sizeof *defects; i++)
        REFUSES(
            world,
            adopt(world, "XA",
                  replaced(world, arcadia(world, "2026-03-01"), defects[i].old, defects[i].with)),
            OFFENCES_BAD, defects[i].said);
    REFUSES(world, adopt(world, "XA", SLICE("\xff\n")), OFFENCES_BAD, "line 1, column 1");
}

static void a_text_that_is_too_large(void **state)
{
    struct world *world = *state;
    struct slice text = arcadia(world, "2026-03-01");
    struct buffer padded = {0};

    buffer_append(&padded, text);
    while (padded.size + 65 <= LINES_BYTES)
        buffer_text(&padded, "# and so on, and so on, and so on, and so on, and so on, and so\n");
    assert_true(adopt(world, "XA", arena_copy(&world->arena, buffer_slice(&padded))));
    buffer_text(&padded, "# and so on, and so on, and so on, and so on, and so on, and so\n");
    buffer_text(&padded, "# and so on, and so on, and so on, and so on, and so on, and so\n");
    REFUSES(world, adopt(world, "XA", arena_copy(&world->arena, buffer_slice(&padded))),
            OFFENCES_BAD, "too-large");
    buffer_free(&padded);
}

static void whose_offences(void **state)
{
    struct world *world = *state;
    struct slice belmora = law(world, "belmora.offences");
    struct slice own = arcadia(world, "2026-03-01");

    REFUSES(world, adopt(world, "XB", belmora), OFFENCES_BAD, "XB");
    REFUSES(world, adopt(world, "XA", belmora), OFFENCES_BAD, "[register] state");
    REFUSES(world, adopt(world, "treaty", own), OFFENCES_BAD, "[register] state");
    REFUSES(world, adopt(world, "Treaty", own), OFFENCES_BAD, "Treaty");
    REFUSES(world, adopt(world, "treaties of all kinds", own), OFFENCES_BAD, "treaties");
    REFUSES(world, adopt(world, "X", own), OFFENCES_BAD, "X");
}

static void its_date_follows(void **state)
{
    struct world *world = *state;

    REFUSES(world, adopt(world, "XA", arcadia(world, "2026-01-01")), OFFENCES_BAD,
            "[register] from");
    REFUSES(world, adopt(world, "XA", arcadia(world, "2025-12-31")), OFFENCES_BAD,
            "[register] from");
    assert_true(adopt(world, "XA", arcadia(world, "2026-01-02")));
    REFUSES(world, adopt(world, "XA", arcadia(world, "2026-01-02")), OFFENCES_BAD,
            "[register] from");
}

static void who_may_adopt(void **state)
{
    struct world *world = *state;
    struct slice text = arcadia(world, "2026-03-01");
    struct slice payload = adoption(world, &world->xa, "xa.root-1", "XA", text);
    struct slice foreign = adoption(
        world, &world->xb, "xb.root-1", "XB",
        replaced(world, law(world, "belmora.offences"), "from = 2026-01-01", "from = 2026-03-01"));

    /* The keys of others, the same root twice, two roots of the other State. */
    REFUSES(world, submit(world, &world->xa, payload, "xa.root-1 xa.court-1.o3", text),
            ROOTS_MISSING, "");
    REFUSES(world, submit(world, &world->xa, payload, "xa.root-1 xa.root-1", text), ROOTS_MISSING,
            "");
    REFUSES(world, submit(world, &world->xa, payload, "xb.root-1 xb.root-2", text), ROOTS_MISSING,
            "");
    REFUSES(world, submit(world, &world->xa, foreign, "xb.root-1 xb.root-2", text), SIGNER_STATE,
            "");
    assert_false(submit(world, &world->xa, payload, "xa.root-1", text));
    assert_int_equal(world->error.code, ERROR_SIGNATURE_FORMAT);
    assert_true(submit(world, &world->xa, payload, roots, text));
    REFUSES(world, submit(world, &world->xa, payload, roots, text), CHAIN_BROKEN, "");
}

/* A draft is told the same before anybody has signed it. */
static void a_draft_is_judged(void **state)
{
    struct world *world = *state;
    struct slice text = replaced(world, arcadia(world, "2026-03-01"), "act = ", "acts = ");
    struct submission submission = {
        .payload = adoption(world, &world->xa, "xa.root-1", "XA", text),
        .attachments = &text,
        .attachment_count = 1,
    };
    int64_t rows = rows_all(&world->xa);

    assert_true(
        node_check(&world->xa, &submission, &world->findings, NULL, &world->arena, &world->error));
    assert_true(findings_have(&world->findings, FINDING_OFFENCES_BAD));
    assert_int_equal(rows_all(&world->xa), rows);
}

static void the_audit_misses_a_text(void **state)
{
    struct world *world = *state;
    struct audit_report report;

    assert_int_equal(rows_alter(&world->xa, "DELETE FROM attachment WHERE length = "
                                            "(SELECT max(length) FROM attachment)"),
                     1);
    assert_false(node_audit(&world->xa, NULL, NULL, &report, &world->error));
    assert_int_equal(world->error.code, ERROR_ATTACHMENT_MISSING);
    assert_non_null(strstr(world->error.where, "register entry"));
}

/* ---- from another node ---- */

static struct forge *registers(struct world *world)
{
    struct forge *forge = calloc(1, sizeof *forge);

    forge_open(forge, world, export(world, &world->xa, "", 0), BUNDLE_EXCHANGE);
    return forge;
}

static void texts_that_are_not_those_adopted(void **state)
{
    struct world *world = *state;
    struct forge *forge = registers(world);
    struct shown_state *shown = &forge->bundle.states[0];
    struct slice own = shown->offences[0];

    shown->offence_count = 1;
    REFUSED(world, &world->xb, written(forge), OFFENCES_MISSING);
    shown->offence_count = 2;
    shown->offences[0] = replaced(world, own, "penalty = 2 years", "penalty = 9 years");
    REFUSED(world, &world->xb, written(forge), OFFENCES_MISSING);
    shown->offences[0] = law(world, "belmora.offences");
    REFUSED(world, &world->xb, written(forge), OFFENCES_MISSING);
    shown->offences[0] = own;
    IMPORTED(world, &world->xb, written(forge));
    let_go(forge);
}

/* A node that checks nothing takes its roots' word for anything; the others do not. */
static void what_its_own_node_should_have_refused(void **state)
{
    struct world *world = *state;
    struct slice belmora = law(world, "belmora.offences");
    struct slice bad = replaced(world, arcadia(world, "2026-03-01"), "act = ", "acts = ");
    const struct {
        const char *whose;
        struct slice text;
    } wrong[] = {
        {"XB", belmora}, {"XA", belmora}, {"XA", bad}, {"XA", arcadia(world, "2025-01-01")}};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct forge *forge = registers(world);
        struct shown_state *shown = &forge->bundle.states[0];
        char hex[DIGEST_TEXT];

        digest_write(sha256_of(wrong[i].text), hex);
        forge_register_act(forge, 0, "XA-rules", "offences",
                           (const char *)arena_format(
                               &world->arena,
                               "{\"offences\":\"%s\",\"register\":\"%s\",\"with\":[\"xa.root-2\"]}",
                               hex, wrong[i].whose)
                               .data,
                           world->clock, world->clock);
        shown->offences[shown->offence_count++] = wrong[i].text;
        forge_register(forge, 0, &(struct forge_cut){0, 0}, 1);
        REFUSED(world, &world->xb, written(forge), OFFENCES_BAD);
        let_go(forge);
    }
}

static const struct CMUnitTest tests[] = {
    EXCHANGING_TEST(offences_become_law),
    EXCHANGING_TEST(a_treatys_offences_become_law),
    EXCHANGING_TEST(the_text_is_needed),
    EXCHANGING_TEST(each_defect_has_its_place),
    EXCHANGING_TEST(a_text_that_is_too_large),
    EXCHANGING_TEST(whose_offences),
    EXCHANGING_TEST(its_date_follows),
    EXCHANGING_TEST(who_may_adopt),
    EXCHANGING_TEST(a_draft_is_judged),
    EXCHANGING_TEST(the_audit_misses_a_text),
    EXCHANGING_TEST(texts_that_are_not_those_adopted),
    EXCHANGING_TEST(what_its_own_node_should_have_refused),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
