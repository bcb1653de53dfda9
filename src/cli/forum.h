/* The parts of `forum`, each in the file of its name. */
#ifndef PROVISO_CLI_FORUM_H
#define PROVISO_CLI_FORUM_H

#include "base/arena.h"
#include "cli/command.h"
#include "forum/letter.h"
#include "text/listing.h"

/* Reads the file that the first word names (at most `limit` bytes) and hands its text on; an error
 * is reported with the file's name. Returns how the command ends: with *code, which begins as
 * COMMAND_DONE, where the text could be read. */
typedef bool forum_show(struct slice text, const struct arguments *arguments, struct arena *arena,
                        int *code, struct error *error);
int forum_run(const struct arguments *arguments, size_t limit, forum_show *show);

/* Opens the node, folds its forum and hands it on, at the time of --at. Returns how the command ends. */
typedef int forum_record_show(const struct arguments *arguments, const struct listing *listing,
                              struct error *error);
int forum_with_record(const struct arguments *arguments, forum_record_show *show);

/* What one statement says of a letter's signatories: FORUM_LIST of them from `first`, as JSON, and their
 * names, one a line. */
void forum_letter_part(const struct letter *letter, size_t first, struct buffer *list,
                       struct buffer *names);

extern const struct command forum_status, forum_show_one, forum_register, forum_objections,
    forum_decisions_list, forum_participation, forum_representatives, forum_moderation,
    forum_documents_list, forum_submissions_list, forum_signatories, forum_observations_list,
    forum_procedure, forum_import_letter;
extern const struct command forum_schedule, forum_slots, forum_lottery, forum_replay, forum_floor,
    forum_programme, forum_calendar, forum_times, forum_report;

#endif
