#include "cli/forum.h"

#include "cli/commands.h"

static const struct command *const parts[] = {&forum_schedule, NULL};

const struct command command_forum = {
    .name = "forum",
    .summary = "the forum in which rules are made: schedule",
    .usage = "schedule …",
    .text = "Speaking time is allotted by a rule that anyone can replay from the record.\n",
    .example = "  proviso forum schedule session.json\n",
    .parts = parts,
};
