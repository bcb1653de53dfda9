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

#endif
