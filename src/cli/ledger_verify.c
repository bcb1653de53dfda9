#include "cli/ledger_verify.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "cli/report.h"
#include "ledger/entry.h"
#include "ledger/proof.h"

/* What is asked and what was found. */
struct question {
    struct buffer file, entry;
    struct note_key log, witnesses[CHECKPOINT_WITNESSES];
    size_t witness_count;
    bool is_proof;
    struct proof proof;
    struct checkpoint_verified verified;
};

static bool read_keys(const struct arguments *arguments, struct question *question,
                      struct error *error)
{
    const char *vkey;
    size_t at = 0;

    if (!note_key_parse(slice_text(options_value(arguments, "--vkey")), &question->log, error))
        return error_where(error, "--vkey");
    while ((vkey = options_next(arguments, "--witness", &at)) != NULL) {
        if (question->witness_count == CHECKPOINT_WITNESSES)
            return error_set(error, ERROR_USAGE, "at most %d witnesses", CHECKPOINT_WITNESSES);
        if (!note_key_parse(slice_text(vkey), &question->witnesses[question->witness_count++],
                            error))
            return error_where(error, "--witness");
    }
    return true;
}

static bool check_proof(const struct arguments *arguments, struct question *question,
                        struct error *error)
{
    const char *path = options_value(arguments, "--entry");

    if (!path)
        return error_set(error, ERROR_USAGE,
                         "a proof is of an entry: give its bytes with --entry FILE");
    return files_read(path, ENTRY_LIMIT, &question->entry, error) &&
           proof_verify(&question->proof, entry_leaf_hash(buffer_slice(&question->entry)),
                        &question->verified.checkpoint, error);
}

static bool check(const struct arguments *arguments, struct question *question, struct error *error)
{
    const char *path = arguments->words[0];
    struct slice note;

    if (!read_keys(arguments, question, error) ||
        !files_read(path, NOTE_LIMIT, &question->file, error))
        return false;
    note = buffer_slice(&question->file);
    question->is_proof = slice_starts(note, SLICE("c2sp.org/tlog-proof"));
    if (question->is_proof) {
        if (!proof_parse(note, &question->proof, error))
            return error_file(error, path);
        note = question->proof.checkpoint;
    }
    if (!checkpoint_verify(note, &question->log, question->witnesses, question->witness_count,
                           &question->verified, error))
        return error_file(error, path);
    return !question->is_proof || check_proof(arguments, question, error);
}

static void say_json(const struct question *question, struct buffer *out)
{
    const struct checkpoint *checkpoint = &question->verified.checkpoint;
    struct writer writer = report_json(out);

    writer_member_flag(&writer, "valid", true);
    writer_member_text(&writer, "origin", slice_text(checkpoint->origin));
    writer_member_integer(&writer, "size", (int64_t)checkpoint->size);
    writer_member_hex(&writer, "root", digest_slice(&checkpoint->root));
    if (question->is_proof)
        writer_member_integer(&writer, "entry", (int64_t)question->proof.index);
    writer_member_integer(&writer, "cosignatures", (int64_t)question->verified.cosigned);
    report_json_end(&writer);
}

static void say(const struct arguments *arguments, const struct question *question)
{
    const struct checkpoint *checkpoint = &question->verified.checkpoint;
    struct buffer out = {0};
    char at[INSTANT_TEXT];

    if (arguments->json) {
        say_json(question, &out);
        return;
    }
    if (question->is_proof)
        buffer_format(&out, "proven: entry %" PRIu64 " of ", question->proof.index);
    else
        buffer_text(&out, "signed: ");
    buffer_format(&out, "%s at size %" PRIu64 "\n", checkpoint->origin, checkpoint->size);
    for (size_t i = 0; i < question->witness_count; i++)
        buffer_format(&out, "  %s: %s\n", question->witnesses[i].name,
                      question->verified.times[i] ? instant_format(question->verified.times[i], at)
                                                  : "has not cosigned");
    report_print(&out);
}

static int run(const struct arguments *arguments)
{
    struct question *question = memory_take(sizeof *question);
    struct error error = {0};
    int code = COMMAND_DONE;

    if (check(arguments, question, &error))
        say(arguments, question);
    else
        code = report_error(arguments, &error);
    buffer_free(&question->file);
    buffer_free(&question->entry);
    free(question);
    return code;
}

static const struct option_row rows[] = {
    {"--vkey", "VKEY", "the ledger's public key", OPTION_NEEDED},
    {"--witness", "VKEY", "a witness's public key, to see when it cosigned", OPTION_REPEATS},
    {"--entry", "FILE", "the entry's exact bytes (ledger prove --bytes)", 0},
    {0},
};

const struct command ledger_verify_ = {
    .name = "ledger verify",
    .summary = "check a proof or checkpoint offline",
    .usage = "PROOF|CHECKPOINT --vkey VKEY [--witness VKEY]… [--entry FILE]",
    .example = "  proviso ledger verify proof --entry entry --vkey proviso.xa/matters+…\n",
    .options = rows,
    .least = 1,
    .most = 1,
    .run = run,
};
