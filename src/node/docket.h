/* What waits for whom, by when (M7). The store's docket finds the matters: each row is an act that could
 * come next when the matter's last statement was entered, under its office, or under State and role
 * ("XA judge") where no office has it yet. What is shown is folded anew: time alone ends things. */
#ifndef PROVISO_NODE_DOCKET_H
#define PROVISO_NODE_DOCKET_H

#include "matter/party.h"
#include "node/node.h"

enum { DOCKET_MOST = 2000 }; /* rows that are looked at for one question */

struct docket_query {
    struct slice office;   /* xa.court-1; empty: see below */
    struct slice official; /* xa.court-1.o17: their office, with the roles that they have now */
    instant until;         /* due before it; FOREVER: also what has no date */
};

struct docket_entry {
    struct slice chain;
    struct turn turn;
    const char *standing; /* text/matter.h */
    bool has_measure;
    enum measure measure;
};

struct docket {
    struct docket_entry *entries; /* by due time, then chain and act; without a date last */
    size_t count;
    bool more; /* there are more than were looked at */
};

/* What waits at `now` for an office or official of this State, or, where neither is named, for anyone
 * of any State. Everything lives in the arena. ERROR_USAGE: not an office of this State's, or not an
 * official in office. */
bool node_docket(struct node *node, const struct docket_query *query, instant now,
                 struct arena *arena, struct docket *out, struct error *error);

/* "XA judge": whose row it is where no office is named. Lives in the arena. */
struct slice docket_role(const char *state, unsigned role, struct arena *arena);

/* Makes the rows of a matter anew, and what it counts for in the statistics (node/statistics.h), in the
 * transaction in which its statements changed: those before, and the one that was just taken in (NULL:
 * none). */
bool docket_take(struct node *node, const struct matter_terms *terms, const struct filed *filed,
                 size_t count, const struct filed *taken, struct error *error);

/* The same of every matter that waits for something, in the transaction in which a register or its law
 * changed; of all matters, from nothing (a node without trust file: none). */
bool docket_renew(struct node *node, instant now, struct error *error);
bool docket_rebuild(struct node *node, struct error *error);

/* Both are what the statements say under the registers `known`, which is then of another matter:
 * ERROR_LEDGER_DIFFERS with the matter. */
bool docket_audit(struct node *node, struct known_matter *known, struct error *error);

#endif
