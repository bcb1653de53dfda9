/* Promise 1 once more, written without the fold: it looks only at the list of what was said, by
 * whom, when, and what each had before them, and says what must be there where something is
 * permitted. */
#ifndef PROVISO_TESTS_MATTER_ORACLE_H
#define PROVISO_TESTS_MATTER_ORACLE_H

#include "matter/acts.h"

/* The ranges of data that the walk's scopes reach. NARROW_A and NARROW_B have nothing in common. */
enum reach { REACH_NONE, REACH_FULL, REACH_NARROW_A, REACH_NARROW_B, REACH_WIDER, REACH_OTHER };

enum { SAID_MOST = 64, SAID_NOTHING = -1 };

/* One statement as the oracle sees it. */
struct said {
    enum matter_act act;
    int word;              /* of the deciding member, or 0 */
    const char *by, *with; /* `with`: the second signer or NULL */
    enum reach reach;
    instant when;   /* legal time */
    int place;      /* 1, 2, … along its State's chain; 0: a restriction */
    int seen;       /* the place on the other chain that its signer had before them */
    int named;      /* which statement of the list the body names, or SAID_NOTHING */
    bool restricts; /* it takes away: no place, no proof needed */
    bool genuine;   /* signed by the keys of those it names */
    bool proven;    /* logged and cosigned */
    bool linked;    /* of this matter, and at the next place of its chain */
    bool answers;   /* its questions of fact are answered; the offence that it names fits */
};

struct world {
    bool domestic;
    instant until[REACH_OTHER + 1]; /* of each reach */
    const char *revoked;            /* this official's key ends */
    instant revoked_at;
    instant two_judges_from; /* from then two judges must authorise */
};

/* Why nothing may be permitted now, or NULL where it may. */
const char *oracle_objects(const struct world *world, const struct said *said, size_t count,
                           instant now, enum reach permitted);

#endif
