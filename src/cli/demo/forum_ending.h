/* What the forum's story came to: counted from the node's record and the floor's, as its commands do. */
#ifndef PROVISO_CLI_DEMO_FORUM_ENDING_H
#define PROVISO_CLI_DEMO_FORUM_ENDING_H

#include "base/writer.h"
#include "cli/demo/forum_story.h"

/* X(member, words) */
#define FORUM_NUMBERS(X)                                                                           \
    X(applicants, "applications")                                                                  \
    X(by_silence, "approved because nobody objected")                                              \
    X(approved, "approved in all")                                                                 \
    X(refused, "refused")                                                                          \
    X(withdrawn, "withdrawn, no longer named")                                                     \
    X(objections, "objections")                                                                    \
    X(none_given, "of them without reasons (\"none given\")")                                      \
    X(replies, "of them replied to")                                                               \
    X(decisions, "decisions of the committee")                                                     \
    X(appeals, "appeals")                                                                          \
    X(representatives, "representatives")                                                          \
    X(zones, "time zones from which they take part")                                               \
    X(organisations, "organisations that signed the letter")                                       \
    X(individuals, "experts who signed it")                                                        \
    X(documents, "documents")                                                                      \
    X(languages, "versions in a language that are public")                                         \
    X(meetings, "meetings")                                                                        \
    X(groups, "groups with a share of the speaking time")                                          \
    X(speakers, "speakers who asked for the floor")                                                \
    X(speaker_zones, "time zones that they named")                                                 \
    X(not_drawn, "of them not drawn in the lottery")                                               \
    X(heard, "of them heard")                                                                      \
    X(seconds, "seconds in which somebody spoke")                                                  \
    X(worst_lag_s, "seconds that a group was behind its share at most")                            \
    X(statements, "statements in the ledger")

struct forum_numbers {
#define X(member, words) int64_t member;
    FORUM_NUMBERS(X)
#undef X
};

/* Folds the record and counts. */
bool forum_count(struct forum_story *story, struct forum_numbers *out, struct error *error);

void forum_numbers_json(const struct forum_numbers *numbers, struct writer *writer);
void forum_numbers_text(const struct forum_numbers *numbers, struct buffer *out);

/* "Next commands to try". */
void forum_commands_text(const struct forum_story *story, struct buffer *out);

#endif
