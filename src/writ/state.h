/* One State as a bundle shows it, checked against the pins: register, rulebooks and offences from the
 * whole register ledger, statements of a matter with their proofs, the status. `verify` and a node that
 * imports use the same. */
#ifndef PROVISO_WRIT_STATE_H
#define PROVISO_WRIT_STATE_H

#include "forum/acts.h"
#include "law/lexicon.h"
#include "matter/matter.h"
#include "rules/acts.h"
#include "writ/bundle.h"
#include "writ/status.h"
#include "writ/trust.h"

/* What all checks of one bundle share. */
struct checking {
    const struct trust *trust;
    const struct floors *floors; /* parsed, their hashes as pinned */
    struct arena *arena;
    const struct lexicon
        *lexicon;     /* reads adopted offences (law/reading.h); NULL: unread, so that they ask */
    bool provisional; /* a node's own view: cosignatures may be missing yet */
    instant now;      /* raised to the newest cosignature seen */
    struct findings *findings; /* what is wrong with ledgers, registers, adopted law, statuses */
};

struct filed_list {
    struct filed *items; /* each statement owned: filed_list_free */
    size_t count;
};

/* Slices point into the bundle, which must outlive it. verified_state_free. */
struct verified_state {
    const struct trust_state *pins;
    struct filed_list register_statements; /* chain XA-register */
    struct filed_list rules_statements;    /* chain XA-rules */
    struct filed_list forum_statements;    /* of a forum, all its chains, in the order of the ledger */
    struct state_register state_register;
    struct rulebook *books; /* in the arena, by `from`, rising */
    const struct rulebook **book_list;
    size_t book_count;
    struct adopted_offences *offences; /* in the arena, by `from`, rising */
    size_t offence_count;
    struct checkpoint register_checkpoint; /* the newest one */
    instant register_fresh;                /* its newest quorum cosignature; NEVER */
    struct checkpoint matters_checkpoint;
    struct filed_list statements; /* of the matter */
    bool has_status;              /* signed by the node and by a clerk, for this matter */
    struct status status;
    const struct official *clerk;
    bool sound; /* register and adopted law hold; without them nothing of the State does */
};

/* The vocabularies of all chains, for statement_parse. */
extern const struct act_table *const all_acts[];
extern const size_t all_acts_count;

/* The floors, if the texts are those that the trust file pins, all of them and no other; otherwise
 * FLOOR_OTHER in findings and NULL: one that was left out would loosen what it tightened. */
const struct floors *checked_floors(const struct slice *texts, size_t count,
                                    const struct trust *trust, struct arena *arena,
                                    struct findings *findings);

/* What the fold of a State's register takes from its pins and the floors. */
void register_terms_of(const struct trust_state *pins, const struct floors *floors,
                       struct register_terms *out);

/* Checks everything of one State. `hands` are statements without proof given by hand; those of this
 * State's register (revocations) are taken into its fold. Never fails: what does not hold gives
 * findings, and the state is then not sound or lacks what did not hold. */
void verified_state_check(struct checking *checking, const struct shown_state *shown,
                          struct slice matter, const struct shown_statement *hands,
                          size_t hand_count, struct verified_state *out);

/* The part of it that concerns a matter, where the register has been checked before: statements with
 * their proofs and the status are added to `out`. */
void verified_matter_check(struct checking *checking, const struct shown_state *shown,
                           struct slice matter, struct verified_state *out);

/* Adds a statement by hand (or any without proof) to a list. False with the error set where it is
 * no statement or a signature is wrong. */
bool filed_list_add(struct filed_list *list, const struct shown_statement *shown,
                    struct error *error);

void filed_list_free(struct filed_list *list);
void verified_state_free(struct verified_state *state);

#endif
