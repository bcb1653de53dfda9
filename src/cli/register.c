#include <stdlib.h>

#include "base/memory.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_draft.h"
#include "cli/report.h"
#include "cli/signers.h"
#include "text/table.h"

/* ---- signers ---- */

static int run_signers(const struct arguments *arguments)
{
    struct buffer lines = {0};
    struct error error = {0};
    struct node node;
    bool ok = input_node(arguments, &node, &error);

    if (ok) {
        ok = signers_of(&node, &lines, &error);
        node_close(&node);
    }
    if (ok)
        return report_result(arguments, "allowed_signers", &lines, 0644);
    buffer_free(&lines);
    return report_error(arguments, &error);
}

static const struct option_row output_rows[] = {
    {"-o", "FILE", "where to write it; otherwise standard output", 0},
    {0},
};

static const struct command register_signers = {
    .name = "register signers",
    .summary = "an allowed_signers file for stock ssh-keygen -Y verify",
    .usage = "[-o FILE]",
    .text = "Every root and official of every State that this node knows, revoked ones too: what\n"
            "they signed before stays signed. Whether a key could sign then is the core's to say.\n"
            "Who signs with WebAuthn stands in a comment: ssh-keygen cannot check that.\n",
    .example = "  proviso register signers -o allowed_signers --node xa\n"
               "  ssh-keygen -Y verify -f allowed_signers -I xa.court-1.o17 -n proviso \\\n"
               "    -s 2.json.sig < 2.json\n",
    .options = output_rows,
    .node = true,
    .run = run_signers,
};

/* ---- show ---- */

static void role_words(uint32_t roles, struct buffer *out)
{
    bool more = false;

    for (unsigned i = 0; i < ROLE_COUNT; i++) {
        if (!(roles & 1u << i))
            continue;
        buffer_format(out, "%s%s", more ? "," : "", words_role.words[i]);
        more = true;
    }
}

static void roles_cell(struct table *table, uint32_t roles)
{
    struct buffer words = {0};

    role_words(roles, &words);
    table_cell(table, buffer_slice(&words));
    buffer_free(&words);
}

static const char *validity(instant from, instant until, instant now)
{
    return now < from ? "not yet" : now >= until ? "revoked" : "valid";
}

static void law_row(struct table *table, const char *kind, struct slice whose, instant dated,
                    instant from, instant now)
{
    char at[INSTANT_TEXT];

    table_text(table, kind);
    table_cell(table, whose);
    if (dated == NEVER)
        table_text(table, "");
    else
        table_format(table, "dated %.10s", instant_format(dated, at));
    table_format(table, "from %s", instant_format(from, at));
    table_text(table, now < from ? "not yet" : "");
}

/* What the State's roots made law, and since when. */
static void law_rows(const struct verified_state *state, instant now, struct table *table)
{
    for (size_t i = 0; i < state->book_count; i++)
        law_row(table, "rulebook", slice_text(state->books[i].state), NEVER, state->books[i].from,
                now);
    for (size_t i = 0; i < state->offence_count; i++) {
        const struct adopted_offences *adopted = &state->offences[i];

        law_row(table, "offences", adopted->offences->state, adopted->offences->from, adopted->from,
                now);
    }
}

static void register_table(const struct verified_state *state, instant now, struct buffer *out)
{
    const struct state_register *state_register = &state->state_register;
    struct table table = {.columns = 5};
    char at[INSTANT_TEXT];

    for (size_t i = 0; i < state_register->office_count; i++) {
        const struct office *office = &state_register->offices[i];

        table_text(&table, "office");
        table_cell(&table, office->name);
        roles_cell(&table, office->roles);
        table_text(&table, "");
        table_text(&table, "");
    }
    for (size_t i = 0; i < state_register->official_count; i++) {
        const struct official *official = &state_register->officials[i];

        table_text(&table, "official");
        table_cell(&table, official->name);
        roles_cell(&table, official->roles);
        table_format(&table, "from %s", instant_format(official->from, at));
        table_text(&table, validity(official->from, official->until, now));
    }
    for (size_t i = 0; i < state_register->recipient_count; i++) {
        const struct recipient *recipient = &state_register->recipients[i];

        table_text(&table, "recipient");
        table_cell(&table, recipient->name);
        table_text(&table, "");
        table_format(&table, "from %s", instant_format(recipient->from, at));
        table_text(&table, validity(recipient->from, recipient->until, now));
    }
    for (size_t i = 0; i < state_register->page_count; i++) {
        const struct signing_page *page = &state_register->pages[i];

        table_text(&table, "signing page");
        table_cell(&table, page->name);
        table_format(&table, "%.*s, RP ID %.*s", SLICE_ARG(page->origin), SLICE_ARG(page->rp));
        table_format(&table, "from %s", instant_format(page->from, at));
        table_text(&table, validity(page->from, page->until, now));
    }
    law_rows(state, now, &table);
    table_print(&table, 2, out);
    table_free(&table);
}

static void write_text(const struct known_matter *known, instant now, struct buffer *out)
{
    for (size_t i = 0; i < known->state_count; i++) {
        const struct state_register *state_register = &known->states[i].state_register;

        buffer_format(out, "%s, %.*s: ", state_register->state, SLICE_ARG(state_register->title));
        text_count(out, (uint64_t)state_register->seq, "act, ", "acts, ");
        text_count(out, known->states[i].book_count, "rulebook, ", "rulebooks, ");
        text_count(out, known->states[i].offence_count, "register of offences\n",
                   "registers of offences\n");
        register_table(&known->states[i], now, out);
    }
    findings_lines(known->findings, NULL, out);
}

static void period_json(instant from, instant until, struct writer *writer)
{
    writer_member_instant(writer, "from", from);
    writer_key(writer, "until");
    if (until == FOREVER)
        writer_null(writer);
    else
        writer_instant(writer, until);
}

static void official_json(const struct official *official, struct writer *writer)
{
    struct buffer words = {0};

    role_words(official->roles, &words);
    writer_open(writer, '{');
    writer_member_text(writer, "official", official->name);
    writer_member_text(writer, "person", official->person);
    writer_member_text(writer, "signs",
                       official->key.kind == SIGNING_SSH ? SLICE("ssh") : SLICE("webauthn"));
    writer_member_text(writer, "roles", buffer_slice(&words));
    period_json(official->from, official->until, writer);
    writer_close(writer, '}');
    buffer_free(&words);
}

static void pages_json(const struct state_register *state_register, struct writer *writer)
{
    writer_key(writer, "signing_pages");
    writer_open(writer, '[');
    for (size_t i = 0; i < state_register->page_count; i++) {
        const struct signing_page *page = &state_register->pages[i];

        writer_open(writer, '{');
        writer_member_text(writer, "page", page->name);
        writer_member_text(writer, "origin", page->origin);
        writer_member_text(writer, "rp", page->rp);
        period_json(page->from, page->until, writer);
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

static void law_json(const struct verified_state *state, struct writer *writer)
{
    writer_key(writer, "rulebooks");
    writer_open(writer, '[');
    for (size_t i = 0; i < state->book_count; i++) {
        writer_open(writer, '{');
        writer_member_instant(writer, "from", state->books[i].from);
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
    writer_key(writer, "offences");
    writer_open(writer, '[');
    for (size_t i = 0; i < state->offence_count; i++) {
        writer_open(writer, '{');
        writer_member_text(writer, "register", state->offences[i].offences->state);
        writer_member_instant(writer, "dated", state->offences[i].offences->from);
        writer_member_instant(writer, "from", state->offences[i].from);
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

static void register_json(const struct verified_state *state, struct writer *writer)
{
    const struct state_register *state_register = &state->state_register;
    char age[AGE_RECIPIENT_TEXT];

    writer_open(writer, '{');
    writer_member_text(writer, "state", slice_text(state_register->state));
    writer_member_text(writer, "name", state_register->title);
    writer_key(writer, "officials");
    writer_open(writer, '[');
    for (size_t i = 0; i < state_register->official_count; i++)
        official_json(&state_register->officials[i], writer);
    writer_close(writer, ']');
    writer_key(writer, "recipients");
    writer_open(writer, '[');
    for (size_t i = 0; i < state_register->recipient_count; i++) {
        const struct recipient *recipient = &state_register->recipients[i];

        writer_open(writer, '{');
        writer_member_text(writer, "recipient", recipient->name);
        writer_member_text(writer, "age", slice_text(age_recipient_format(&recipient->key, age)));
        period_json(recipient->from, recipient->until, writer);
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
    pages_json(state_register, writer);
    law_json(state, writer);
    writer_close(writer, '}');
}

static void write_json(const struct known_matter *known, instant now, struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};

    (void)now;
    writer_open(&writer, '{');
    writer_key(&writer, "registers");
    writer_open(&writer, '[');
    for (size_t i = 0; i < known->state_count; i++)
        register_json(&known->states[i], &writer);
    writer_close(&writer, ']');
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}

static int run_show(const struct arguments *arguments)
{
    struct known_matter *known = memory_take(sizeof *known);
    struct buffer out = {0};
    struct error error = {0};
    struct node node;
    instant now;
    bool ok = false;

    if (input_node(arguments, &node, &error)) {
        ok = node_clock(&node, &now, &error) && node_load(&node, SLICE(""), now, known, &error);
        if (ok) {
            (arguments->json ? write_json : write_text)(known, now, &out);
            known_matter_free(known);
        }
        node_close(&node);
    }
    free(known);
    if (!ok)
        return report_error(arguments, &error);
    report_print(&out);
    return COMMAND_DONE;
}

static const struct command register_show = {
    .name = "register show",
    .summary = "offices, officials, recipients and law of every State that the node knows",
    .usage = "",
    .example = "  proviso register show --node xa\n",
    .node = true,
    .run = run_show,
};

static const struct command *const parts[] = {
    &register_found,      &register_office_, &register_appoint,
    &register_recipient_, &register_revoke,  &register_signing_origin,
    &register_signers,    &register_show,    NULL,
};

const struct command command_register = {
    .name = "register",
    .summary =
        "a State's register: found, offices, appointments, recipients, revocations, signing pages",
    .usage = "found|office|appoint|recipient|revoke|signing-origin|signers|show …",
    .text =
        "The first six draft an act that two roots sign: --by xa.root-1 --with xa.root-2. Each\n"
        "root signs with ssh-keygen -Y sign -n proviso; the second one's signature is "
        "FILE.sig.2.\n",
    .example = "  proviso register appoint xa.court-1.o17 --person xa.p17 --roles judge \\\n"
               "    --key court.pub --by xa.root-1 --with xa.root-2 -o appoint.json --node xa\n",
    .parts = parts,
};
