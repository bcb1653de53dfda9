#include <stdlib.h>

#include "base/memory.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/report.h"
#include "text/matter.h"
#include "text/permit.h"
#include "writ/verify.h"

struct verify {
    struct arena arena;
    struct trust trust;
    struct slice text;
    struct bundle bundle;
    struct hands hands;
    struct writ_answer answer;
    struct text_names names;
};

static struct slice state_name(const struct verify *verify, int side)
{
    const struct trust_state *state =
        trust_state(&verify->trust, verify->answer.matter->state[side]);

    return state ? state->name : SLICE("");
}

static void say_json(const struct verify *verify, struct buffer *out)
{
    const struct writ_answer *answer = &verify->answer;
    struct writer writer = report_json(out);

    writer_member_flag(&writer, "valid", answer->valid);
    writer_member_text(&writer, "matter", verify->bundle.matter);
    writer_key(&writer, "permit");
    if (answer->valid)
        scope_json(&answer->matter->permit.scope, &writer);
    else
        writer_null(&writer);
    writer_key(&writer, "until");
    if (answer->valid)
        writer_instant(&writer, answer->matter->permit.scope.until);
    else
        writer_null(&writer);
    writer_key(&writer, "findings");
    findings_json(&answer->findings, &writer);
    writer_member_text(&writer, "not_promised", slice_text(text_not_promised));
    report_json_end(&writer);
}

/* The acts that carry a permit, and how they are called in the answer. */
static const struct {
    enum matter_act act;
    const char *did;
} carriers[] = {
    {MATTER_APPLICATION, "applied"},
    {MATTER_AUTHORISATION, "authorised"},
    {MATTER_REQUEST, "asked for assistance"},
    {MATTER_RECEIPT, "received"},
    {MATTER_DUAL_CRIMINALITY, "compared the offences"},
    {MATTER_RIGHTS_ASSESSMENT, "assessed rights"},
    {MATTER_APPROVAL, "approved"},
};

static void add_carrier(const struct standing *standing, const char *did, struct table *table)
{
    const struct statement *statement = &standing->filed->statement;
    char at[INSTANT_TEXT], label[80];

    statement_label(statement, label);
    table_text(table, did);
    if (statement->signer_count > 1)
        table_format(table, "%.*s with %.*s", SLICE_ARG(statement->signers[0]),
                     SLICE_ARG(statement->signers[1]));
    else
        table_cell(table, statement->by);
    table_text(table, label);
    table_text(table, instant_format(filed_legal(standing->filed), at));
}

static void say_carriers(const struct matter *matter, struct buffer *out)
{
    struct table table = {.columns = 4};

    for (size_t i = 0; i < sizeof carriers / sizeof *carriers; i++)
        for (size_t j = 0; j < matter->standing_count; j++)
            if (matter->standing[j].counts &&
                matter->standing[j].filed->statement.number == carriers[i].act)
                add_carrier(&matter->standing[j], carriers[i].did, &table);
    table_print(&table, 2, out);
    table_free(&table);
}

static void say_text(const struct verify *verify, struct buffer *out)
{
    const struct writ_answer *answer = &verify->answer;
    char now[INSTANT_TEXT];

    instant_format(answer->now, now);
    if (answer->valid)
        buffer_format(out, "valid at %s: writ of %.*s for %.*s\n", now,
                      SLICE_ARG(verify->bundle.matter), SLICE_ARG(verify->bundle.provider));
    else
        buffer_format(out, "not valid at %s: writ of %.*s\n", now,
                      SLICE_ARG(verify->bundle.matter));
    say_carriers(answer->matter, out);
    if (answer->valid) {
        buffer_text(out, "permitted, exactly:\n");
        permit_text(&answer->matter->permit, 2, out);
    }
    if (answer->findings.count)
        buffer_text(out, answer->valid ? "to be known:\n" : "for these reasons:\n");
    findings_lines(&answer->findings, &verify->names, out);
    buffer_text(out, text_not_promised);
}

static int judge(const struct arguments *arguments, struct verify *verify, instant at)
{
    struct writ_question question = {
        .bundle = &verify->bundle,
        .trust = &verify->trust,
        .at = at,
        .hands = verify->hands.shown,
        .hand_count = verify->hands.count,
    };
    struct buffer out = {0};
    bool valid;

    writ_verify(&question, &verify->answer);
    verify->names = (struct text_names){state_name(verify, 0), state_name(verify, 1)};
    if (arguments->json)
        say_json(verify, &out);
    else
        say_text(verify, &out);
    if (!arguments->json)
        report_print(&out);
    valid = verify->answer.valid;
    writ_answer_free(&verify->answer);
    return valid ? COMMAND_DONE : COMMAND_REFUSED;
}

static int run(const struct arguments *arguments)
{
    struct verify *verify = memory_take(sizeof *verify);
    struct error error = {0};
    instant at;
    int code;

    if (!input_at(arguments, &at, &error) ||
        !input_trust(options_value(arguments, "--trust"), &verify->arena, &verify->trust, &error) ||
        !input_bundle(arguments->words[0], BUNDLE_WRIT, &verify->arena, &verify->text,
                      &verify->bundle, &error) ||
        !hands_read(arguments, &verify->hands, &error))
        code = report_error(arguments, &error);
    else
        code = judge(arguments, verify, at);
    hands_free(&verify->hands);
    arena_free(&verify->arena);
    free(verify);
    return code;
}

static const struct option_row rows[] = {
    {"--trust", "FILE", "the pins: all that is trusted", OPTION_NEEDED},
    {"--at", "TIME", "the time at which to judge; otherwise now", 0},
    {"--with", "FILE", "a statement given by hand, with FILE.sig: a suspension, a revocation",
     OPTION_REPEATS},
    {0},
};

const struct command command_verify = {
    .name = "verify",
    .summary = "judge a writ offline: what exactly it permits, or every reason why not",
    .usage = "WRIT --trust FILE [--at TIME] [--with FILE]…",
    .text =
        "Needs neither node: the writ carries its own proof. Prints who asked, who authorised, "
        "who\n"
        "approved, what exactly is permitted and until when. With --json: {\"valid\", \"matter\",\n"
        "\"permit\", \"until\", \"findings\"}. Ends with 0 where the writ is valid, otherwise with "
        "1.\n",
    .example = "  proviso verify order.writ --trust trust\n"
               "  proviso verify order.writ --trust trust --with suspension.json --json\n",
    .options = rows,
    .least = 1,
    .most = 1,
    .run = run,
};
