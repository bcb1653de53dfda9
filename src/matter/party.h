/* Whose turn a matter is, and who may see it: an investigation is no reading for everybody in office
 * (issue 4; P12, M4, M5). Pure, over a folded matter and this State's register. */
#ifndef PROVISO_MATTER_PARTY_H
#define PROVISO_MATTER_PARTY_H

#include "matter/matter.h"

/* Offices that carry an act on; turns of a matter: a resumption can be either State's. */
enum { TURN_OFFICES = 8, MATTER_TURNS = MATTER_ACTS + 1 };

#define TURN_UNDATED (INT64_MAX - 1) /* no clock runs: after every date */

/* An act that can come next. Where an office has already acted with one of its roles on that side of the
 * matter, it carries the act on; a resumption is its suspension's office's, a production the named
 * provider's. Slices live as long as the fold's input. */
struct turn {
    enum matter_act act;
    char state[STATE_TEXT];
    uint32_t roles;                     /* one of them does it */
    struct slice offices[TURN_OFFICES]; /* these do it; none: any office with such a role */
    size_t office_count;
    instant due; /* its obligation's, else that of the act of its State that waits for it */
};

/* Those of a matter as folded, in the order of the acts. */
size_t matter_turns(const struct matter *matter, struct turn out[MATTER_TURNS]);

/* Whether it is the turn of someone with these roles in that office. */
bool turn_is_of(const struct turn *turn, const char *state, struct slice office, uint32_t roles);

enum party {
    PARTY_STRANGER,  /* nothing, not even that it exists */
    PARTY_ADDRESSEE, /* provider or filter office: the permit and what they did, not the file (M5) */
    PARTY_FILE
};

/* What an official of this State (`own`) may see at `now`:
 *   supervisor and data-protection authority: every matter to which this State is a party;
 *   whoever is of an office that signed in it;
 *   whoever's turn it is (turn_is_of), but as investigator or provider never by that alone;
 *   the provider in the scope and the filter office named, once a court here has approved.
 * NULL, another State's, not yet or no longer in office: a stranger. */
enum party matter_party(const struct matter *matter, const struct state_register *own,
                        const struct official *who, instant now);

/* Whether whoever sees the file may read this text of it. All of them, but for the answers of a rights
 * assessment (M4): they stay in the State whose reviewer gave them, with the reviewer's office, the
 * courts, and those who watch over both. */
bool matter_may_read(const struct statement *statement, const struct field *field,
                     const struct official *who);

#endif
