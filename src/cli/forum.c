#include "cli/forum.h"

#include "base/files.h"
#include "cli/commands.h"
#include "cli/report.h"

static const struct command *const parts[] = {
    &forum_programme, &forum_calendar, &forum_times,  &forum_schedule, &forum_slots,
    &forum_lottery,   &forum_floor,    &forum_replay, &forum_report,   NULL,
};

const struct command command_forum = {
    .name = "forum",
    .summary = "the forum in which rules are made: meetings and speaking time",
    .usage = "programme|calendar|times|schedule|slots|lottery|floor|replay|report …",
    .text = "Speaking time is allotted by a rule that anyone can replay from the record.\n",
    .example = "  proviso forum schedule session.json\n",
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
