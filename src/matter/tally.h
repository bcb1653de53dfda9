/* Caps across matters: what the applications of one State come to together, on one case, one account,
 * one person (P4), and how many days an account is under one measure in all (P3). Otherwise whoever
 * splits an investigation into many matters evades every limit of a single one.
 *
 * An application names its earlier ones (`earlier`) and states the numbers (`tally`): facts that the
 * investigator and the prosecutor sign, and that the core holds against the rulebooks everywhere,
 * offline too. That they are true is for the nodes, which know the other matters (node/record.h). */
#ifndef PROVISO_MATTER_TALLY_H
#define PROVISO_MATTER_TALLY_H

#include "matter/application.h"
#include "rules/parameter.h"
#include "terms/finding.h"

/* The members of `tally`, each with the parameter that limits it. They include the application. */
enum tallied {
    TALLY_CASE_TARGETS,
    TALLY_ACCOUNT_MATTERS,
    TALLY_PERSON_MATTERS,
    TALLY_DAYS,
    TALLIED
};

extern const struct tally_member {
    const char *member;
    enum parameter parameter;
} tally_members[TALLIED];

struct tally {
    int64_t counts[TALLIED];
};

/* Why two applications belong together, bit by bit. */
enum { RELATED_CASE = 1, RELATED_ACCOUNT = 2, RELATED_PERSON = 4 };

/* Counts an application together with those before it, each of the same State; `related` receives of
 * each why it belongs to it (0: not at all). Two targets are one person where they have the reference
 * or an account in common, directly or through others. */
void tally_count(const struct application *application, const struct application *const *earlier,
                 size_t count, unsigned related[], struct tally *out);

/* What an application comes to without any other: the least that it can state. */
void tally_alone(const struct statement *application, struct tally *out);

/* What an application states; a member that it lacks is -1. */
void tally_stated(json_t *body, struct tally *out);

/* Adds TALLY_MISSTATED for each member that the application states lower than it was counted, with
 * both numbers and the parameter that limits it. */
void tally_compare(const struct statement *application, const struct tally *counted,
                   const char *where, struct findings *findings);

#endif
