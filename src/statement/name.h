/* Names: persons and offices (xa.court-1.o17), States (XA), chains (XA-2026-000017, XA-register,
 * UN-documents). */
#ifndef PROVISO_STATEMENT_NAME_H
#define PROVISO_STATEMENT_NAME_H

#include "base/slice.h"

enum { STATE_TEXT = 3, NAME_MOST = 100, CHAIN_MOST = 40 };

/* Two upper-case letters. */
bool name_is_state(struct slice text);

/* Two to five parts of [a-z0-9-], joined by dots, the first one a State in lower case; no part
 * begins or ends with '-'. At most NAME_MOST bytes. */
bool name_is_person(struct slice text);

/* The State of such a name, upper case, with a NUL, into `out`. */
void name_state(struct slice name, char out[STATE_TEXT]);

/* A person's office: the name without its last part. */
struct slice name_office(struct slice person);

/* XA-2026-000017 (year of four digits, number of six), or XA- and one of the kinds of chains that are
 * public: "register", "rules", and those of a forum. `kind` receives the kind as a slice, or an empty
 * one for a matter. */
bool name_is_chain(struct slice text, struct slice *kind);

/* A kind of chain that only a forum has: "procedure", "accreditation", "meetings", "documents",
 * "submissions", "observations". Their statements are open entries of the register ledger. */
bool name_is_forum(struct slice kind);

/* user@host: one '@', a local part of letters, digits and .!#$&'+/=^_`{|}~-, a lower-case host of
 * A-labels with at least one dot: one account, nothing that could stand for several. */
bool name_is_specific_account(struct slice text);

#endif
