/* The answers of a rights assessment (M4): an attachment that the core reads at the court and that
 * stays there. After the first line (32 random bytes in hex), in the line format:
 *
 *     [R01]
 *     answer = no-indication | yes | not-known
 *     sources = what was checked            (or reasons, where the answer is yes)
 *     …
 *     [person]
 *     asylum = no-indication | yes | not-known
 *     defender = …                          journalist or human-rights defender
 *     minor = … */
#ifndef PROVISO_MATTER_ASSESSMENT_H
#define PROVISO_MATTER_ASSESSMENT_H

#include "base/arena.h"
#include "matter/acts.h"
#include "terms/finding.h"

/* Holds the answers against the statement that names them: each ground in `covered` has an answer
 * with sources or reasons, and the outcome follows from them: "adverse" where a ground of
 * `refuse_on` is answered yes, otherwise "unknown" where one is not known, otherwise "clear". Where
 * only other grounds are answered yes the reviewer may refuse all the same; else the statement names
 * them, and no others, in `noted`, and the court has the choice. What does not hold gives
 * GROUND_UNANSWERED, GROUND_UNKNOWN, RIGHTS or GROUND_NOT_NOTED at `where`. False with the error set
 * where the text cannot be read. */
bool assessment_check(const struct statement *statement, struct slice text, uint64_t refuse_on,
                      const char *where, struct findings *findings, struct error *error);

/* One answer, and what was checked for it or is the reason of a yes. */
struct assessment_answer {
    bool there;
    enum answer answer;
    struct slice text; /* empty: none */
};

enum { ASSESSMENT_PERSONS = 3 };

struct assessment_answers {
    struct assessment_answer grounds[GROUND_COUNT], person[ASSESSMENT_PERSONS];
};

/* What each of `person` is asked: "asylum", "defender", "minor". */
extern const char *const assessment_persons[ASSESSMENT_PERSONS + 1];

/* Reads the answers to show them. Texts live in the arena. False as above. */
bool assessment_read(struct slice text, struct arena *arena, struct assessment_answers *out,
                     struct error *error);

#endif
