#include <stdlib.h>

#include "base/memory.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/report.h"

struct submit {
    struct node node;
    struct signed_file *files;
    struct submission *submissions;
    size_t count, refused;
    struct attachments attachments;
    struct findings findings;
    struct arena arena;
};

static void say_one(struct slice payload, bool json, struct writer *writer, struct buffer *out)
{
    struct statement statement;
    struct error ignored = {0};
    char label[80], hash[DIGEST_TEXT];

    if (!statement_parse(payload, all_acts, all_acts_count, &statement, &ignored))
        return;
    statement_label(&statement, label);
    if (json) {
        writer_open(writer, '{');
        writer_member_text(writer, "chain", statement.chain);
        writer_member_text(writer, "statement", slice_text(label));
        writer_member_hex(writer, "hash", digest_slice(&statement.hash));
        writer_close(writer, '}');
    } else {
        buffer_format(out, "accepted: %s of %.*s, %s\n", label, SLICE_ARG(statement.chain),
                      digest_write(statement.hash, hash));
    }
    statement_free(&statement);
}

static int say_accepted(const struct arguments *arguments, const struct submit *submit)
{
    struct buffer out = {0};
    struct writer writer = {0};

    if (arguments->json) {
        writer = report_json(&out);
        writer_member_flag(&writer, "accepted", true);
        writer_key(&writer, "statements");
        writer_open(&writer, '[');
    }
    for (size_t i = 0; i < submit->count; i++)
        say_one(submit->submissions[i].payload, arguments->json, &writer, &out);
    if (arguments->json) {
        writer_close(&writer, ']');
        report_json_end(&writer);
    } else {
        report_print(&out);
    }
    return COMMAND_DONE;
}

static int say_refused(const struct arguments *arguments, const struct submit *submit,
                       struct error *error)
{
    struct buffer headline = {0};
    int code;

    if (submit->refused < arguments->word_count) {
        buffer_format(&headline, "refused: %s; nothing was stored",
                      arguments->words[submit->refused]);
        if (!error->file[0])
            error_file(error, arguments->words[submit->refused]);
    }
    code = report_failure(arguments, buffer_string(&headline), &submit->findings, error);
    buffer_free(&headline);
    return code;
}

static bool read_files(const struct arguments *arguments, struct submit *submit,
                       struct error *error)
{
    if (!attachments_read(options_value(arguments, "--attach"), &submit->attachments, error))
        return false;
    for (size_t i = 0; i < arguments->word_count; i++) {
        submit->count = i + 1;
        if (!signed_file_read(arguments->words[i], true, &submit->files[i], error))
            return false;
        submit->submissions[i] = (struct submission){
            .payload = buffer_slice(&submit->files[i].payload),
            .signatures = buffer_slice(&submit->files[i].signatures),
            .attachments = submit->attachments.items,
            .attachment_count = submit->attachments.count,
        };
    }
    return true;
}

static int submit_files(const struct arguments *arguments, struct submit *submit)
{
    struct error error = {0};
    int code;

    submit->files = memory_take(arguments->word_count * sizeof *submit->files);
    submit->submissions = memory_take(arguments->word_count * sizeof *submit->submissions);
    if (!read_files(arguments, submit, &error))
        code = report_error(arguments, &error);
    else if (!node_submit(&submit->node, submit->submissions, submit->count, &submit->findings,
                          &submit->refused, &submit->arena, &error))
        code = say_refused(arguments, submit, &error);
    else
        code = say_accepted(arguments, submit);
    for (size_t i = 0; i < submit->count; i++)
        signed_file_free(&submit->files[i]);
    free(submit->files);
    free(submit->submissions);
    attachments_free(&submit->attachments);
    arena_free(&submit->arena);
    return code;
}

static int run(const struct arguments *arguments)
{
    struct submit *submit = memory_take(sizeof *submit);
    struct error error = {0};
    int code;

    submit->refused = SIZE_MAX;
    if (input_node(arguments, &submit->node, &error)) {
        code = submit_files(arguments, submit);
        report_unpublished(&submit->node.unpublished);
        node_close(&submit->node);
    } else {
        code = report_error(arguments, &error);
    }
    free(submit);
    return code;
}

static const struct option_row rows[] = {
    {"--attach", "DIR", "the folder with the attachments that they name", 0},
    {0},
};

const struct command command_submit = {
    .name = "submit",
    .summary = "hand in signed statements: logged, or refused with every reason",
    .usage = "FILE… [--attach DIR]",
    .text =
        "Reads FILE, FILE.sig, FILE.sig.2, … Several files are accepted together or not at all.\n"
        "What is accepted is durable and in the ledger before the command says so. A rulebook's\n"
        "text, too, is looked for in --attach DIR.\n",
    .example = "  ssh-keygen -Y sign -n proviso -f court.key 2.json\n"
               "  proviso submit 2.json --attach prose --node xa\n",
    .options = rows,
    .least = 1,
    .most = 1000,
    .node = true,
    .run = run,
};
