#include "cli/forum.h"

#include "base/files.h"
#include "cli/commands.h"
#include "cli/report.h"

static const struct command *const parts[] = {
    &forum_status,
    &forum_register,
    &forum_show_one,
    &forum_objections,
    &forum_decisions_list,
    &forum_participation,
    &forum_representatives,
    &forum_moderation,
    &forum_documents_list,
    &forum_submissions_list,
    &forum_signatories,
    &forum_observations_list,
    &forum_procedure,
    &forum_import_letter,
    &forum_programme,
    &forum_calendar,
    &forum_times,
    &forum_schedule,
    &forum_slots,
    &forum_lottery,
    &forum_floor,
    &forum_replay,
    &forum_report,
    NULL,
};

const struct command command_forum = {
    .name = "forum",
    .summary = "the forum in which rules are made: who takes part, what is written, who speaks",
    .usage = "status|register|show|objections|decisions|participation|representatives|moderation|"
             "documents|submissions|signatories|observations|procedure|import-letter|programme|"
             "calendar|times|schedule|slots|"
             "lottery|floor|replay|report …",
    .text = "A forum is a party of its own: proviso init --forum makes its node, and what is "
            "decided is\n"
            "drafted, signed and submitted as everywhere (proviso draft lists the acts). These "
            "commands\n"
            "read its public record, and allot speaking time by a rule that anyone can replay.\n",
    .example = "  proviso forum register --node un\n  proviso forum schedule session.json\n",
    .parts = parts,
};

int forum_run(const struct arguments *arguments, size_t limit, forum_show *show)
{
    const char *path = arguments->words[0];
    struct arena arena = {0};
    struct buffer text = {0};
    struct error error = {0};
    int code = COMMAND_DONE;

    if (!files_read(path, limit, &text, &error) ||
        !(show(buffer_slice(&text), arguments, &arena, &code, &error) || error_file(&error, path)))
        code = report_error(arguments, &error);
    buffer_free(&text);
    arena_free(&arena);
    return code;
}
