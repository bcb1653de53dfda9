/* Findings in words: what is wrong, whose rule says so, and what can be done about it. */
#ifndef PROVISO_TEXT_FINDING_H
#define PROVISO_TEXT_FINDING_H

#include "base/writer.h"
#include "terms/finding.h"
#include "text/language.h"

/* The States of the matter by name ("Arcadia"). An empty one is called by its part in it: "the
 * requesting State". */
struct text_names {
    struct slice requesting, executing;
};

/* Appends one or two plain sentences in the reader's language, without a line's end. `names` may be
 * NULL. English names words as the formats spell them, other languages as their titles. */
void finding_sentence(enum language language, const struct finding *finding,
                      const struct text_names *names, struct buffer *out);

/* Lines are for terminals and in English.
 * Appends one line: "refuse P5 no-judge [XA 3 request]: No judge …". */
void finding_line(const struct finding *finding, const struct text_names *names,
                  struct buffer *out);

/* Appends each finding as a line: refusals, then questions, then notes, each in their order. */
void findings_lines(const struct findings *findings, const struct text_names *names,
                    struct buffer *out);

/* Writes {"code","row","outcome","rule","value","limit","where"}: all texts, value and limit as
 * value_format writes them; rule, value and limit are null where there is none. */
void finding_json(const struct finding *finding, struct writer *writer);

/* Writes a list of them, in their order. */
void findings_json(const struct findings *findings, struct writer *writer);

/* Appends "the floor", "the rulebook of Arcadia, the requesting State", or several of them;
 * "the rulebooks" where nobody is named. */
void text_whose(enum language language, unsigned whose, const struct text_names *names, struct buffer *out);

#endif
