/* A forum as its public ledger says it is: the fold of all its chains, in the order of the entries. Whoever
 * has the register ledger gets the same one. Pure: time comes in with the entries, and as an argument where
 * something is asked.
 *
 * A statement counts if its signers held their roles when it was entered, if it follows the head of its
 * chain (one that restricts names any earlier statement and moves nothing), and if its chain's own rules
 * take it. What does not count gives findings and changes nothing; who logged it nevertheless is seen. */
#ifndef PROVISO_FORUM_FORUM_H
#define PROVISO_FORUM_FORUM_H

#include "forum/documents.h"
#include "forum/meetings.h"
#include "forum/observations.h"
#include "forum/participants.h"
#include "forum/submissions.h"

/* A statement that counted: what a leaf names. */
struct forum_link {
    struct digest hash;
    int64_t seq;
    enum forum_chain chain;
};

struct forum {
    const struct state_register *state_register; /* must outlive it */
    const struct register_terms *terms;          /* must outlive it */
    struct {
        int64_t seq;
        struct digest hash;
    } heads[FORUM_CHAINS];
    struct forum_link *links;
    size_t link_count;
    instant last; /* time of the last entry */
    struct procedure procedure;
    struct accreditation accreditation;
    struct participants participants;
    struct meetings meetings;
    struct documents documents;
    struct submissions submissions;
    struct observations observations;
};

/* An empty one. forum_free. */
void forum_begin(const struct state_register *state_register, const struct register_terms *terms,
                 struct forum *out);

/* Takes the next entry of the ledger. Its statement, with the JSON that it points into, must outlive the
 * forum; `filed` itself need not. False: it does not count, and the findings say why. */
bool forum_step(struct forum *forum, const struct filed *filed, struct findings *findings);

/* The whole ledger at once. */
void forum_fold(const struct state_register *state_register, const struct register_terms *terms,
                const struct filed *filed, size_t count, struct forum *out,
                struct findings *findings);

void forum_free(struct forum *forum);

#endif
