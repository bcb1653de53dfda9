/* Inside the fold: what its steps share. Only matter/ includes this. fold.c has the whole, order.c
 * brings the statements into order, standing.c judges one after those before it, circumstances.c
 * asks the rulebooks, basis.c the offences, conclude.c says what follows. */
#ifndef PROVISO_MATTER_FOLD_H
#define PROVISO_MATTER_FOLD_H

#include "matter/matter.h"

struct fold {
    const struct matter_terms *terms;
    struct matter *matter;
    const struct filed *application;      /* the first on the requesting chain, or NULL */
    const struct matter_state *states[2]; /* requesting, executing; NULL: not known */
    bool authentic[MATTER_STATEMENTS];    /* signers resolved, act of their side */
    bool forked[MATTER_STATEMENTS];       /* another authentic one moves from the same place */
    struct standing
        *ordered[MATTER_STATEMENTS]; /* moving statements, in an order they agree with */
    size_t ordered_count;
};

/* Adds a finding about one statement. */
struct finding *fold_find(struct fold *fold, struct standing *standing, enum finding_code code);

/* The same with a text as its value. */
void fold_find_text(struct fold *fold, struct standing *standing, enum finding_code code,
                    struct slice value);

/* Adds a finding that was made elsewhere, as one about this statement. */
void fold_take(struct fold *fold, struct standing *standing, const struct finding *found);

/* The finding for an act that is missing. */
enum finding_code fold_missing(enum matter_act act);

/* The State of that code, or NULL where it is not known. */
const struct matter_state *fold_state(const struct fold *fold, const char *code);

/* Whether `earlier` stood before the signer of `standing`: on its own chain, or among what it has
 * seen. */
bool fold_in_view(const struct standing *standing, const struct standing *earlier);

/* The acts, as bits, on which `viewer` may rest: its last counting statement in view permits, or
 * records without a question. NULL views everything. */
uint32_t fold_acts(const struct fold *fold, const struct standing *viewer);

/* The last counting statement of an act, whatever its decision, or NULL. */
const struct standing *fold_last(const struct fold *fold, enum matter_act act);

/* Ends that nothing lifts: no further step makes sense after them. */
bool fold_is_end(enum finding_code code);

/* Makes the standings of the statements, in an order of their own: each payload once, however often
 * it was filed. A payload counts as the first of its filings whose signers hold. */
void order_collect(struct fold *fold, const struct filed *filed, size_t count);

/* Brings what moves the heads into an order that all views agree with, judging each. */
void order_run(struct fold *fold);

/* The signers are who they say and may do this act, at legal time; what does not hold is added to
 * `findings`. A restriction's signer may be entitled at either of its times. */
bool standing_is_signed(struct fold *fold, struct standing *standing, struct findings *findings);

/* Judges a moving statement after those ordered so far: all findings at once. Sets `counts`. */
void standing_judge(struct fold *fold, struct standing *standing);

/* The rulebooks in force at the application, met with every later one of its States that has begun:
 * later tightening applies from its date (M3, P10). */
void find_rules(struct fold *fold);

/* The facts that a statement's body answers keep the limits; false where one refuses. */
bool circumstances_hold(struct fold *fold, struct standing *standing);

/* The offence on which a statement rests, in the version of the day of the conduct. */
struct basis {
    const struct provision *provision;
    int64_t penalty; /* months, of the register; as stated where the register leaves it open */
};

/* False where the statement names none, or none that holds. */
bool basis_of(const struct fold *fold, const struct standing *standing, struct basis *out);

/* The offence that a statement names is in its State's register, was in force, is stated as it is
 * there, and fails no standard that refuses whatever is answered (O1 to O9). */
bool basis_holds(struct fold *fold, struct standing *standing);

/* A comparison's verdict is what follows from the two offences and the facts (M1). */
bool comparison_holds(struct fold *fold, struct standing *standing);

/* An approval rests on the offence that was compared. */
bool approval_is_compared(struct fold *fold, struct standing *standing);

/* What stands against resting a measure on the two offences, with the answers of the matter. */
void find_offences(struct fold *fold);

/* Whether every signer's person has no other duty in the matter, and belongs to no filter office that it
 * names; SAME_PERSON for each who has. */
bool duties_are_separate(struct fold *fold, struct standing *standing);

/* An approval's recipients are registered and valid; the filter's are of a filter office and have
 * keys of their own. */
bool recipients_hold(struct fold *fold, struct standing *standing);

/* What is permitted now, what stands against it, what is due. */
void conclude(struct fold *fold);

#endif
