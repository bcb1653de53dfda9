/* Inside the fold: what its steps share. Only matter/ includes this. */
#ifndef PROVISO_MATTER_FOLD_H
#define PROVISO_MATTER_FOLD_H

#include "matter/matter.h"

struct fold {
    const struct matter_terms *terms;
    struct matter *matter;
    const struct filed *application;      /* the first on the requesting chain, or NULL */
    const struct matter_state *states[2]; /* requesting, executing; NULL: not known */
    bool authentic[MATTER_STATEMENTS];    /* signers resolved, act of their side */
    struct standing
        *ordered[MATTER_STATEMENTS]; /* moving statements, in an order they agree with */
    size_t ordered_count;
};

/* Adds a finding about one statement. */
struct finding *fold_find(struct fold *fold, struct standing *standing, enum finding_code code);

/* The finding for an act that is missing. */
enum finding_code fold_missing(enum matter_act act);

/* Whether `standing` counts and others may rest on it. */
bool fold_is_basis(const struct standing *standing);

/* Whether `earlier` stood before the signer of `standing`. */
bool fold_in_view(const struct standing *standing, const struct standing *earlier);

/* The rulebooks in force at the application, met with every later one of its States that has begun:
 * later tightening applies from its date (M3, P10). */
void find_rules(struct fold *fold);

/* The facts that a statement's body answers keep the limits; false where one refuses. */
bool circumstances_hold(struct fold *fold, struct standing *standing);

/* An approval's recipients are registered and valid, its filter office is one and is independent.
 */
bool recipients_hold(struct fold *fold, struct standing *standing);

/* What is permitted now, what stands against it, what is due. */
void conclude(struct fold *fold);

#endif
