#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/files.h"
#include "base/memory.h"
#include "cli/account_table.h"
#include "cli/commands.h"
#include "cli/demo/forum_ending.h"
#include "cli/demo/inputs.h"
#include "cli/demo/serving.h"
#include "cli/demo/story.h"
#include "cli/report.h"
#include "text/table.h"

enum { LINE = 92 }; /* columns of a reason */

struct demo {
    struct story story;
    struct world world;
    struct findings findings;
    struct writer steps; /* with --json */
    struct buffer json;
    bool as_json;
    bool serve;
    uint64_t port; /* the first of those on which it is served */
};

/* ---- telling ---- */

static void tell_json(struct demo *demo, const struct story_step *step)
{
    writer_open(&demo->steps, '{');
    writer_member_text(&demo->steps, "who", slice_text(step->who));
    writer_member_text(&demo->steps, "what", slice_text(step->what));
    writer_member_text(&demo->steps, "answer", slice_text(step->answer));
    writer_key(&demo->steps, "findings");
    if (step->findings) {
        findings_json(step->findings, &demo->steps);
    } else {
        writer_open(&demo->steps, '[');
        writer_close(&demo->steps, ']');
    }
    writer_close(&demo->steps, '}');
}

/* "P5 no-judge" of each reason that refuses. */
static void append_reasons(const struct findings *findings, struct buffer *out)
{
    bool more = false;

    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];

        if (finding->outcome == OUTCOME_NOTE)
            continue;
        buffer_format(out, "%s%s %s", more ? ", " : ": ", finding->row,
                      finding_name(finding->code));
        more = true;
    }
}

/* The text in lines of at most LINE columns, each indented. */
static void append_wrapped(struct slice text, struct buffer *out)
{
    while (text.size) {
        size_t size = text.size;

        for (size_t i = size > LINE ? LINE : size; size > LINE && i > 0; i--)
            if (text.data[i] == ' ')
                size = i;
        buffer_format(out, "    %.*s\n", SLICE_ARG(slice_part(text, 0, size)));
        text = slice_from(text, size + 1);
    }
}

static void tell_text(const struct story_step *step)
{
    static const struct text_names names = {{(const uint8_t *)"Arcadia", 7},
                                            {(const uint8_t *)"Belmora", 7}};
    struct buffer out = {0}, sentence = {0};

    buffer_format(&out, "%-37s %s: %s", step->who, step->what, step->answer);
    if (step->findings)
        append_reasons(step->findings, &out);
    buffer_byte(&out, '\n');
    for (size_t i = 0; step->findings && i < step->findings->count; i++) {
        if (step->findings->items[i].outcome == OUTCOME_NOTE)
            continue;
        buffer_clear(&sentence);
        finding_sentence(LANGUAGE_EN, &step->findings->items[i], &names, &sentence);
        append_wrapped(buffer_slice(&sentence), &out);
    }
    buffer_free(&sentence);
    report_print(&out);
    fflush(stdout);
}

static void tell(void *context, const struct story_step *step)
{
    struct demo *demo = context;

    if (demo->as_json)
        tell_json(demo, step);
    else
        tell_text(step);
}

/* ---- the plan ---- */

static instant month_start(instant at)
{
    time_t when = (time_t)at;
    struct tm parts;

    gmtime_r(&when, &parts);
    return instant_civil(parts.tm_year + 1900, parts.tm_mon + 1, 1, 0, 0, 0);
}

static bool read_dates(const struct arguments *arguments, struct world_plan *plan,
                       struct error *error)
{
    const char *from = options_value(arguments, "--from"), *to = options_value(arguments, "--to");
    instant now = plan->has_clock ? plan->clock : plan->started;

    if (from && !input_instant(from, "--from", &plan->from, error))
        return false;
    if (to && !input_instant(to, "--to", &plan->to, error))
        return false;
    if (!from)
        plan->from = instant_add_months(to ? plan->to : month_start(now), -1);
    if (!to)
        plan->to = instant_add_months(plan->from, 1);
    return plan->from < plan->to || error_set(error, ERROR_USAGE, "demo: --from comes before --to");
}

static bool read_plan(const struct arguments *arguments, struct world_plan *plan,
                      struct error *error)
{
    const char *clock = getenv("PROVISO_CLOCK");
    const char *account = options_value(arguments, "--account");

    plan->mail = options_value(arguments, "--mail");
    plan->list = options_value(arguments, "--privileged");
    plan->account = account ? account : "kim@mailhaus.example";
    plan->started = time(NULL);
    plan->has_clock = clock && *clock;
    if (plan->mail && !account)
        return error_set(error, ERROR_USAGE, "demo: whose mail is it? --mail needs --account");
    if (plan->has_clock && !instant_parse(slice_text(clock), &plan->clock, error))
        return error_where(error, "PROVISO_CLOCK");
    return read_dates(arguments, plan, error) && inputs_check(plan->mail, plan->list, error);
}

/* Taken ports are seen before anything is made. */
static bool read_port(const struct arguments *arguments, struct demo *demo, struct error *error)
{
    const char *port = options_value(arguments, "--port");

    demo->port = SERVING_PORT;
    if (port && !input_number(port, "--port", &demo->port, error))
        return false;
    if (demo->port < 1024 || demo->port > 65535 - SERVING_PLACES)
        return error_set(error, ERROR_USAGE, "--port is from 1024 to %d", 65535 - SERVING_PLACES);
    return !demo->serve || serving_is_free((unsigned)demo->port, error);
}

/* ---- the end ---- */

/* The run by hand of a demo that stopped at the writ. */
static void say_release(const struct demo *demo, struct buffer *out)
{
    const struct world *world = &demo->world;
    const char *folder = world->folder;

    buffer_format(out,
                  "  %s release %s/order.writ --provider %s/mailhaus \\\n"
                  "    --source %s=%s --privileged %s -o %s/package\n",
                  command_program(), folder, folder, world->plan.account, world->plan.mail,
                  world->plan.list, folder);
}

static void say_open(const struct demo *demo, struct buffer *out)
{
    const char *folder = demo->world.folder;

    buffer_format(out,
                  "  %s open %s/package --writ %s/order.writ \\\n"
                  "    --production %s/production.exchange --trust %s/xa/trust \\\n"
                  "    --identity %s/keys/investigator.age -o %s/opened\n"
                  "  age -d -i %s/keys/filter.age %s/package/set-aside.tar.age | tar -t\n",
                  command_program(), folder, folder, folder, folder, folder, folder, folder,
                  folder);
}

static void say_commands(const struct demo *demo, struct buffer *out)
{
    const struct world *world = &demo->world;
    const char *folder = world->folder, *program = command_program();
    char clock[INSTANT_TEXT];

    instant_format(world_now(world), clock);
    buffer_text(out, "\nNext commands to try:\n");
    if (world->plan.has_clock)
        buffer_format(out, "  export PROVISO_CLOCK=%s   # this demo's nodes and provider take it\n",
                      clock);
    if (demo->story.until_writ)
        say_release(demo, out);
    buffer_format(out, "  %s verify %s/order.writ --trust %s/trust%s%s\n", program, folder, folder,
                  world->plan.has_clock ? " --at " : "", world->plan.has_clock ? clock : "");
    buffer_format(out, "  %s show %s --node %s/xb\n  %s ledger audit --node %s/xa\n", program,
                  world->chain, folder, program, folder);
    if (!demo->story.until_writ)
        say_open(demo, out);
}

static void tally_json(struct writer *writer, const char *name, struct tally tally)
{
    writer_key(writer, name);
    writer_open(writer, '{');
    writer_member_integer(writer, "records", (int64_t)tally.records);
    writer_member_integer(writer, "bytes", (int64_t)tally.bytes);
    writer_close(writer, '}');
}

static void end_json(struct demo *demo, bool done)
{
    static const char *const names[VERDICT_COUNT] = {
        [VERDICT_RELEASED] = "released",
        [VERDICT_OUT_OF_SCOPE] = "out_of_scope",
        [VERDICT_PRIVILEGED] = "privileged",
        [VERDICT_AMBIGUOUS] = "ambiguous",
    };
    struct writer *writer = &demo->steps;

    writer_close(writer, ']');
    writer_member_flag(writer, "done", done);
    writer_member_text(writer, "matter", slice_text(demo->world.chain));
    writer_member_text(writer, "folder", slice_text(demo->world.folder));
    if (done && !demo->story.until_writ) {
        writer_key(writer, "account");
        writer_open(writer, '{');
        tally_json(writer, "input", demo->story.account.input);
        for (int i = 0; i < VERDICT_COUNT; i++)
            tally_json(writer, names[i], demo->story.account.class[i]);
        writer_close(writer, '}');
    }
    report_json_end(writer);
}

static void end_text(struct demo *demo)
{
    struct buffer out = {0};

    if (!demo->story.until_writ) {
        buffer_format(&out, "\nThe account of %s, byte for byte:\n", demo->world.plan.account);
        account_table(&demo->story.account, &out);
    }
    say_commands(demo, &out);
    report_print(&out);
}

/* ---- the command ---- */

static void say_beginning(const struct demo *demo)
{
    char from[INSTANT_TEXT], to[INSTANT_TEXT], clock[INSTANT_TEXT];
    const struct world_plan *plan = &demo->world.plan;

    if (demo->as_json)
        return;
    report_line("Arcadia asks Belmora for the mail of %s, held by Mailhaus,\n"
                "from %s to %s, in a case of fraud. Everything is in %s.",
                plan->account, instant_format(plan->from, from), instant_format(plan->to, to),
                demo->world.folder);
    if (plan->has_clock)
        report_line(
            "PROVISO_CLOCK is set: this demo's nodes and provider run on that clock, from %s.",
            instant_format(plan->clock, clock));
    report_line("%s", "");
}

static int tell_story(const struct arguments *arguments, struct demo *demo)
{
    struct error error = {0};
    bool ok;

    if (!world_folder_free(&demo->world, &error) ||
        !read_plan(arguments, &demo->world.plan, &error) || !read_port(arguments, demo, &error))
        return report_error(arguments, &error);
    if (demo->as_json) {
        demo->steps = report_json(&demo->json);
        writer_key(&demo->steps, "steps");
        writer_open(&demo->steps, '[');
    }
    say_beginning(demo);
    ok = story_tell(&demo->story, &error);
    if (demo->as_json)
        end_json(demo, ok);
    else if (ok)
        end_text(demo);
    if (ok && demo->serve)
        ok = serving_run(&demo->story, (unsigned)demo->port, &error);
    if (ok)
        return COMMAND_DONE;
    buffer_free(&demo->json);
    return report_error(&(struct arguments){0}, &error);
}

/* ---- the forum ---- */

static bool forum_options(const struct arguments *arguments, struct error *error)
{
    static const char *const others[] = {"--mail", "--account",    "--from", "--to",
                                         "--port", "--privileged", "--until"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (options_value(arguments, others[i]))
            return error_set(error, ERROR_USAGE, "demo: --forum is a story of its own, without %s",
                             others[i]);
    return !options_flag(arguments, "--serve") ||
           error_set(error, ERROR_USAGE, "demo: the forum's node is served by proviso serve");
}

static void forum_begin_telling(struct demo *demo)
{
    if (demo->as_json) {
        demo->steps = report_json(&demo->json);
        writer_key(&demo->steps, "steps");
        writer_open(&demo->steps, '[');
    } else {
        report_line(
            "A committee negotiates a text. Who takes part, what is written and who speaks is\n"
            "decided on its node, in %s/un. The story's clock ends now; it began %d days "
            "ago.\n",
            demo->world.folder, FORUM_DAYS);
    }
}

static void forum_end_telling(struct demo *demo, const struct forum_story *story,
                              const struct forum_numbers *numbers)
{
    struct buffer out = {0};

    if (demo->as_json) {
        writer_close(&demo->steps, ']');
        writer_member_text(&demo->steps, "folder", slice_text(demo->world.folder));
        writer_key(&demo->steps, "numbers");
        writer_open(&demo->steps, '{');
        forum_numbers_json(numbers, &demo->steps);
        writer_close(&demo->steps, '}');
        report_json_end(&demo->steps);
        return;
    }
    buffer_text(&out, "\nWhat the record comes to:\n");
    forum_numbers_text(numbers, &out);
    forum_commands_text(story, &out);
    report_print(&out);
}

static instant day_start(instant at)
{
    return at - at % DAY;
}

static int tell_forum(const struct arguments *arguments, struct demo *demo)
{
    struct forum_story *story = memory_take(sizeof *story);
    struct forum_numbers numbers;
    struct error error = {0};
    bool ready, ok;

    *story = (struct forum_story){.stage.world = &demo->world, .tell = tell, .context = demo};
    ready = forum_options(arguments, &error) && world_folder_free(&demo->world, &error) &&
            read_plan(arguments, &demo->world.plan, &error);
    if (ready) {
        story->stage.begin = day_start(world_now(&demo->world)) - (int64_t)FORUM_DAYS * DAY;
        forum_begin_telling(demo);
    }
    ok = ready && stage_open(&story->stage, &error) && forum_story_tell(story, &error);
    world_clock(&demo->world);
    ok = ok && forum_count(story, &numbers, &error);
    if (ok)
        forum_end_telling(demo, story, &numbers);
    stage_close(&story->stage);
    free(story);
    if (ok)
        return COMMAND_DONE;
    buffer_free(&demo->json);
    return report_error(ready ? &(struct arguments){0} : arguments, &error);
}

static int run(const struct arguments *arguments)
{
    const char *until = options_value(arguments, "--until");
    bool serve = options_flag(arguments, "--serve");
    struct demo *demo = memory_take(sizeof *demo);
    struct error error = {0};
    int code;

    demo->as_json = arguments->json;
    demo->serve = serve;
    demo->world.folder = arguments->words[0];
    demo->world.findings = &demo->findings;
    demo->story = (struct story){.world = &demo->world,
                                 .tell = tell,
                                 .context = demo,
                                 .until_writ = until != NULL || serve,
                                 .another = serve};
    if (options_flag(arguments, "--forum")) {
        code = tell_forum(arguments, demo);
    } else if (until && strcmp(until, "writ") != 0) {
        error_set(&error, ERROR_USAGE, "demo: --until takes \"writ\", not \"%.40s\"", until);
        code = report_error(arguments, &error);
    } else {
        code = tell_story(arguments, demo);
    }
    world_close(&demo->world);
    free(demo);
    return code;
}

static const struct option_row rows[] = {
    {"--mail", "MBOX", "your own mailbox instead of the sample", 0},
    {"--account", "ADDRESS", "whose it is; otherwise kim@mailhaus.example", 0},
    {"--from", "DATE", "data received at or after; otherwise the month before this one", 0},
    {"--to", "DATE", "data received before", 0},
    {"--privileged", "FILE", "your own privileged list, an address or domain a line", 0},
    {"--until", "writ", "stop before the release, to run it by hand", 0},
    {"--serve", NULL, "stop there, and leave everybody's pages open on this machine", 0},
    {"--forum", NULL, "another story: a whole session at a forum's node, DIR/un", 0},
    {"--port", "NUMBER", "the first of four ports for them; otherwise 8081", 0},
    {0},
};

const struct command command_demo = {
    .name = "demo",
    .summary = "the whole story on sample mail or your own: from an application to a release",
    .usage = "DIR [--serve | --forum] [--mail MBOX --account ADDRESS --from DATE --to DATE "
             "--privileged FILE]",
    .text =
        "Makes DIR with two States' nodes (xa, xb), the provider mailhaus, every person's key in\n"
        "keys/, and tells the story act by act: who signs what, what the core answers, and four\n"
        "attempts that it refuses. Signatures are made by ssh-keygen. It runs on the real clock;\n"
        "a demo's nodes and provider, and no others, take another one from PROVISO_CLOCK.\n"
        "With --serve both States, the provider and the signing page are left open as pages on\n"
        "this machine alone, with a matter that waits for its judge; whoever opens them can act "
        "as\n"
        "any of the demo's officials.\n"
        "With --forum it is the story of a session at a forum instead: applications, objections "
        "and\n"
        "decisions, documents, a letter with its signatories, meetings, shares of the speaking "
        "time,\n"
        "and a floor from the first inscription to the final report.\n",
    .example = "  proviso demo /tmp/story\n"
               "  proviso demo /tmp/mine --mail kim.mbox --account kim@mailhaus.example \\\n"
               "    --from 2026-10-01 --to 2026-11-01 --privileged lawyers.txt\n"
               "  proviso demo /tmp/open --serve\n"
               "  proviso demo /tmp/committee --forum\n",
    .options = rows,
    .least = 1,
    .most = 1,
    .run = run,
};
