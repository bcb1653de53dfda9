/* What is said to a form that was filled in, each at the field to which it belongs: problems of form,
 * an error of the core, findings with their row. */
#ifndef PROVISO_WEB_ACT_NOTES_H
#define PROVISO_WEB_ACT_NOTES_H

#include "terms/finding.h"
#include "text/finding.h"
#include "text/language.h"
#include "web/act_said.h"

enum { ACT_NOTES = ACT_PROBLEMS + FINDINGS_MAX + 1 };

struct act_note {
    const char *field; /* its name in the form; empty: the whole */
    struct slice text; /* a sentence */
    const char *row;   /* of the safeguard, or NULL */
    enum outcome outcome;
    bool english; /* the sentence is English, whatever the reader's language */
};

struct act_notes {
    struct act_note items[ACT_NOTES]; /* refusals first, then questions, then notes */
    size_t count;
    bool refuses; /* the statement would not be accepted as it is */
};

/* Adds what was found out about the form: any of the three may be NULL. Strings live in the arena. */
void act_notes_make(const struct form_field *fields, const struct act_problems *problems,
                    const struct error *error, const struct findings *findings,
                    const struct text_names *names, enum language language, struct arena *arena,
                    struct act_notes *out);

/* The next note of a field from *at = 0 on; NULL after the last. */
const struct act_note *act_note_next(const struct act_notes *notes, const char *field, size_t *at);

#endif
