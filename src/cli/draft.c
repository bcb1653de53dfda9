#include <stdlib.h>

#include "base/memory.h"
#include "cli/commands.h"
#include "cli/drafting.h"
#include "cli/input.h"
#include "cli/report.h"
#include "text/act.h"

/* What belongs into an act, as `draft TYPE` without a node says it. */
static int explain(const struct arguments *arguments, const struct act_table *table,
                   const struct act *act)
{
    struct buffer out = {0};

    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_member_text(&writer, "type", slice_text(act->type));
        writer_member_text(&writer, "meaning", slice_text(act->meaning));
        writer_key(&writer, "body");
        act_skeleton(act, &writer);
        report_json_end(&writer);
    } else {
        act_help(table, act, &out);
        report_print(&out);
    }
    return COMMAND_DONE;
}

static int list_acts(const struct arguments *arguments)
{
    struct buffer out = {0};

    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_key(&writer, "acts");
        writer_open(&writer, '[');
        for (size_t i = 0; i < all_acts_count; i++)
            for (unsigned j = 0; j < all_acts[i]->count; j++)
                writer_text(&writer, slice_text(all_acts[i]->acts[j].type));
        writer_close(&writer, ']');
        report_json_end(&writer);
        return COMMAND_DONE;
    }
    for (size_t i = 0; i < all_acts_count; i++)
        act_list(all_acts[i], &out);
    report_print(&out);
    return COMMAND_DONE;
}

static int write_draft(const struct arguments *arguments)
{
    const char **sets = memory_take((arguments->option_count + 1) * sizeof *sets);
    struct drafting drafting = {
        .type = arguments->words[0],
        .chain = options_value(arguments, "--chain"),
        .by = options_value(arguments, "--by"),
        .language = options_value(arguments, "--language"),
        .list = options_value(arguments, "--privileged"),
        .sets = sets,
    };
    struct error error = {0};
    struct buffer payload = {0};
    char chain[CHAIN_MOST];
    struct node node;
    size_t at = 0;
    bool ok;

    while ((sets[drafting.set_count] = options_next(arguments, "--set", &at)) != NULL)
        drafting.set_count++;
    ok = input_node(arguments, &node, &error);
    if (ok) {
        ok = drafting_write(&node, &drafting, &payload, chain, &error);
        node_close(&node);
    }
    free(sets);
    if (ok)
        return report_result(arguments, NULL, &payload, 0600);
    buffer_free(&payload);
    return report_error(arguments, &error);
}

static int run(const struct arguments *arguments)
{
    static const char *const drafting_only[] = {"--chain", "--set", "--privileged", "--language",
                                                "-o"};
    const struct act_table *table;
    const struct act *act;
    struct error error = {0};

    if (arguments->word_count == 0)
        return list_acts(arguments);
    if (options_flag(arguments, "--by"))
        return write_draft(arguments);
    for (size_t i = 0; i < sizeof drafting_only / sizeof *drafting_only; i++) {
        if (!options_flag(arguments, drafting_only[i]))
            continue;
        error_set(&error, ERROR_USAGE, "%s is for a draft: it needs --by, who will sign",
                  drafting_only[i]);
        return report_error(arguments, &error);
    }
    act = draft_act(arguments->words[0], &table);
    if (act)
        return explain(arguments, table, act);
    error_set(&error, ERROR_USAGE, "there is no act \"%.60s\"; proviso draft lists them",
              arguments->words[0]);
    return report_error(arguments, &error);
}

static const struct option_row rows[] = {
    {"--chain", "CHAIN", "the matter; \"new\" for a new one; needless for register and rules", 0},
    {"--by", "WHO", "who will sign: xa.court-1.o17", 0},
    {"--set", "MEMBER=VALUE", "JSON, a text, or @FILE for an attachment; null takes it away",
     OPTION_REPEATS},
    {"--privileged", "FILE", "the privileged list whose hash goes into \"list\"", 0},
    {"--language", "CODE", "of the attachments: en", 0},
    {"-o", "FILE", "where to write the payload; otherwise standard output", 0},
    {0},
};

const struct command command_draft = {
    .name = "draft",
    .summary = "a payload to fill in and sign, from the act table",
    .usage = "[TYPE [--chain CHAIN] --by WHO [--set MEMBER=VALUE …] [-o FILE]]",
    .text =
        "Without TYPE: the acts. With TYPE alone: who signs it, what it rests on, its members.\n"
        "With --by: the payload at the node's present heads and time, filled in from the matter\n"
        "where that says it (scope, offence, what is named by its hash). Of an application the\n"
        "earlier matters and the tally are filled in from the node's record, for the case, "
        "accounts\n"
        "and persons that are set. Members of objects and\n"
        "lists are reached with dots: scope.from=…, targets.0.role=suspect. Sign it with stock\n"
        "ssh-keygen, which makes FILE.sig; a second signer's goes to FILE.sig.2:\n"
        "  ssh-keygen -Y sign -n proviso -f KEY FILE\n",
    .example = "  proviso draft authorisation --chain XA-2026-000001 --by xa.court-1.o17 \\\n"
               "    --set decision=narrow --set scope.to=2026-11-01T00:00:00Z \\\n"
               "    --set reasons=@prose/reasons.txt -o 2.json --node xa\n",
    .options = rows,
    .most = 1,
    .node = true,
    .run = run,
};
