/* Accounts on the node's pages: who is let in, and until when. An account belongs to an official whom
 * the register has in office, and is made by an invitation; it signs in with a WebAuthn credential of
 * the node's own host. Such a login credential signs no act: the register takes assertions of its
 * signing pages alone, and here whatever the register knows as a signing key or page is refused.
 *
 * Whoever may not, or could not show it, gets ERROR_ACCOUNT_REFUSED with a sentence of the catalogue
 * (po/); nothing is changed then. Each use case is one transaction. `known` has the States' registers
 * as of now. */
#ifndef PROVISO_NODE_ACCOUNT_H
#define PROVISO_NODE_ACCOUNT_H

#include "node/node.h"
#include "store/accounts.h"

enum {
    ACCOUNT_SECRET = 64,       /* lower-case hex digits of an invitation's token, a session's id */
    ACCOUNT_INVITED = 7 * DAY, /* for which an invitation holds */
    ACCOUNT_IDLE = 30 * 60,    /* seconds without a request that end a session */
    ACCOUNT_LONGEST = 12 * HOUR,
    ACCOUNT_NOTED = 60,      /* seconds after which a session's use is noted again */
    ACCOUNT_BACK = 60,       /* seconds by which the clock may be set back in a session */
    ACCOUNT_KEPT = 90 * DAY, /* sessions that are over stay listed so long */
    ACCOUNT_PASSKEYS = 8     /* of one official, at most */
};

/* ---- decisions, without a store ---- */

/* Neither ended nor used for too long; a clock that was set back ends it as well. */
bool account_session_holds(const struct store_session *session, instant now);

/* Unused, and within its time. */
bool account_invitation_holds(const struct store_invitation *invitation, instant now);

/* Whether an authenticator that counted to `before` may say `now`: a copy of it would say less, or the
 * same. 0 twice: it does not count (WebAuthn Level 3, 7.2, step 22). */
bool account_counter_rises(int64_t before, uint32_t now);

/* The official of the node's own State, where they hold office now; otherwise NULL. */
const struct official *account_official(const struct node *node, const struct known_matter *known,
                                        struct slice name, instant now);

/* Whether a login may use this origin: nobody signs acts there or with its RP ID, now or ever. */
bool account_origin_is_apart(const struct known_matter *known, struct slice origin);

/* Whether somebody signs acts with this key, in any State, now or ever. */
bool account_key_signs(const struct known_matter *known, const struct webauthn_key *key);

/* ---- invitations and credentials ---- */

/* Invites an official in office, in place of earlier invitations. `by` is a registrar in office, or
 * empty for who works at the node itself. `token` is what the link has; nothing else knows it. */
bool account_invite(struct node *node, const struct known_matter *known, struct slice by,
                    struct slice official, instant now, char token[ACCOUNT_SECRET + 1],
                    struct error *error);

/* Who is invited by this token; in the arena. */
bool account_invited(struct node *node, const struct known_matter *known, struct slice token,
                     instant now, struct arena *arena, struct slice *official, struct error *error);

/* What a browser answered to a challenge. `message` is the text of which the challenge is the SHA-256:
 * the caller made it, for this visitor and a short while ago (web/challenge.h). */
struct account_answer {
    struct slice origin; /* of the node's pages: its host is the RP ID */
    struct slice message;
    struct slice client_data;
    struct slice attestation;                               /* of a registration */
    struct slice credential, authenticator_data, signature; /* of an assertion */
};

/* Registers a login credential for whom the token invites, and ends the invitation. */
bool account_register(struct node *node, const struct known_matter *known, struct slice token,
                      const struct account_answer *answer, instant now, struct error *error);

/* ---- sessions ---- */

/* Signs in: `id` is a new session's. The assertion counts once, however often it is sent. */
bool account_sign_in(struct node *node, const struct known_matter *known,
                     const struct account_answer *answer, instant now, char id[ACCOUNT_SECRET + 1],
                     struct error *error);

/* Begins a session without a credential: for a demo alone (web/rehearsal.h). */
bool account_rehearse(struct node *node, const struct known_matter *known, struct slice official,
                      instant now, char id[ACCOUNT_SECRET + 1], struct error *error);

/* Whose session it is: NULL where there is none, it is over, or its official is not in office, which
 * ends it. `rehearsals`: one without a credential holds, too. Its use is noted. */
const struct official *account_session(struct node *node, const struct known_matter *known,
                                       struct slice id, bool rehearsals, instant now);

/* Signs out. An id that is none is fine. */
bool account_sign_out(struct node *node, struct slice id, instant now, struct error *error);

/* ---- who has one ---- */

struct account_row {
    struct slice official; /* in the arena, as all here */
    uint32_t roles;
    bool in_office;
    size_t passkeys;
    instant used;    /* the last time that one of them was; 0: never */
    instant invited; /* until when an invitation is open; 0: none is */
};

/* Officials of this State in office, and others as long as they have a passkey; in the register's
 * order. */
bool account_list(struct node *node, const struct known_matter *known, instant now,
                  struct arena *arena, struct account_row **out, size_t *count,
                  struct error *error);

/* ---- ends ---- */

/* Ends one session or credential of the official's own, by its hash in hex. */
bool account_end_session(struct node *node, struct slice official, struct slice hash, instant now,
                         struct error *error);
bool account_end_credential(struct node *node, struct slice official, struct slice hash,
                            instant now, struct error *error);

/* Ends an official's account: sessions, credentials, invitations. `by` as above. */
bool account_end(struct node *node, const struct known_matter *known, struct slice by,
                 struct slice official, instant now, struct error *error);

/* After a backup was restored: every session, passkey and open invitation ends, since what has ended
 * since the backup would live again. Officials are invited anew. */
bool account_restored(struct node *node, instant now, struct error *error);

#endif
