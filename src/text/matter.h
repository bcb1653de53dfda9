/* A matter in words: where it stands, who is next, what is due, what has happened. */
#ifndef PROVISO_TEXT_MATTER_H
#define PROVISO_TEXT_MATTER_H

#include "text/finding.h"
#include "text/permit.h"
#include "text/title.h"

/* What every output of `verify` ends with: what no program can promise. One paragraph, with its
 * line's end. */
extern const char text_not_promised[];

/* Where the matter stands, in a word or two: "permitted", "suspended", "awaiting approval", … */
const char *matter_standing(const struct matter *matter);

/* The same for a reader, as a heading or in a table: "Permitted", "Awaiting approval". English; the
 * catalogue has the others. */
const char *standing_title(struct slice standing);

/* Appends one line for each act that can come next: which, by whom, of which State. Nothing where
 * the matter has ended. */
void matter_next_text(const struct matter *matter, const struct text_names *names,
                      struct buffer *out);

/* Appends "in 3 days" or "overdue by 5 hours": in the largest unit that tells enough, whole days, under
 * two of them hours, minutes. */
void matter_left_text(enum language language, int64_t seconds, struct buffer *out);

/* Appends one line for each obligation: due date, State, act, and the time left or past at `now`.
 */
void matter_due_text(const struct matter *matter, instant now, struct buffer *out);

/* Appends one line for each statement, by time: "2026-11-22T10:00:00Z  XA 2  authorisation (grant)
 * by xa.court-1  permits"; one that does not count says so. */
void matter_timeline(const struct matter *matter, struct buffer *out);

/* Appends all of it: standing, permit, who is next, what is due, timeline, findings. `chain` is the
 * matter's. */
void matter_text(const struct matter *matter, struct slice chain, const struct text_names *names,
                 instant now, struct buffer *out);

/* Writes {"matter","standing","permitted","requesting","executing","permit","next","due",
 * "timeline","findings"}; the permit is null where nothing is permitted. */
void matter_json(const struct matter *matter, struct slice chain, struct writer *writer);

#endif
