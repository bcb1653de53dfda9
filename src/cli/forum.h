/* The parts of `forum`, each in the file of its name. */
#ifndef PROVISO_CLI_FORUM_H
#define PROVISO_CLI_FORUM_H

#include "base/arena.h"
#include "cli/command.h"

/* Reads the file that the first word names (at most `limit` bytes) and hands its text on; an error
 * is reported with the file's name. Returns how the command ends: with *code, which begins as
 * COMMAND_DONE, where the text could be read. */
typedef bool forum_show(struct slice text, const struct arguments *arguments, struct arena *arena,
                        int *code, struct error *error);
int forum_run(const struct arguments *arguments, size_t limit, forum_show *show);

extern const struct command forum_schedule, forum_slots, forum_lottery, forum_replay, forum_floor,
    forum_programme, forum_calendar, forum_times, forum_report;

#endif
