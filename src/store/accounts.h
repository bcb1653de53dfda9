/* Accounts of officials on the node's pages: invitations, login credentials, sessions. What lets
 * somebody in is never here: of a token and of a session's id only the SHA-256, of a credential only
 * its public part. None of it is in a ledger, and none of it can sign an act. */
#ifndef PROVISO_STORE_ACCOUNTS_H
#define PROVISO_STORE_ACCOUNTS_H

#include "store/store.h"

/* Times of what has not happened are 0. Slices that are read live in the arena. */
struct store_invitation {
    struct digest token;   /* SHA-256 of the 256 bits in the link */
    struct slice official; /* who is invited */
    struct slice by;       /* the official who did; empty: who works at the node itself */
    instant made, until;
    instant used; /* when a credential was registered with it */
};

struct store_credential {
    struct digest hash; /* SHA-256 of the credential ID */
    struct slice official;
    struct slice line; /* its key line (crypto/webauthn.h): RP ID, credential ID, public key */
    int64_t counter;   /* of the last signature; 0: it does not count */
    instant made, used, ended;
};

struct store_session {
    struct digest id; /* SHA-256 of the cookie's value */
    struct slice official;
    bool rehearsal; /* begun without a credential: only a demo's server takes it */
    instant begun, used, ended;
};

/* Everything that puts or changes works in the open transaction. */

bool store_put_invitation(struct store *store, const struct store_invitation *invitation,
                          struct error *error);
bool store_invitation(struct store *store, struct digest token, struct arena *arena,
                      struct store_invitation *out, bool *found, struct error *error);

/* Marks it as used, once: *first false where it was already. */
bool store_use_invitation(struct store *store, struct digest token, instant at, bool *first,
                          struct error *error);

/* Lets the unused ones of an official (empty: of all) end at `at`. */
bool store_end_invitations(struct store *store, struct slice official, instant at,
                           struct error *error);

/* *clash: a credential of this ID is there, whoever has it. */
bool store_put_credential(struct store *store, const struct store_credential *credential,
                          bool *clash, struct error *error);
bool store_credential(struct store *store, struct digest hash, struct arena *arena,
                      struct store_credential *out, bool *found, struct error *error);
bool store_use_credential(struct store *store, struct digest hash, int64_t counter, instant at,
                          struct error *error);

/* Ends one that has not ended (hash NULL: all of the official's; official empty as well: all there
 * are); *ended counts them. */
bool store_end_credentials(struct store *store, struct slice official, const struct digest *hash,
                           instant at, size_t *ended, struct error *error);

/* `challenge` (NULL: none) is what the assertion answered: *clash where a session began with it
 * before. */
bool store_put_session(struct store *store, const struct store_session *session,
                       const struct digest *challenge, bool *clash, struct error *error);
bool store_session(struct store *store, struct digest id, struct arena *arena,
                   struct store_session *out, bool *found, struct error *error);
bool store_use_session(struct store *store, struct digest id, instant at, struct error *error);

/* Ends one that has not ended (id NULL: all of the official's; official empty as well: all there
 * are). */
bool store_end_sessions(struct store *store, struct slice official, const struct digest *id,
                        instant at, size_t *ended, struct error *error);

/* Removes sessions that began before `before`. */
bool store_forget_sessions(struct store *store, instant before, struct error *error);

/* Those of an official (empty: of all), the newest first, at most `most`. */
bool store_invitations(struct store *store, struct slice official, size_t most, struct arena *arena,
                       struct store_invitation **out, size_t *count, struct error *error);
bool store_credentials(struct store *store, struct slice official, size_t most, struct arena *arena,
                       struct store_credential **out, size_t *count, struct error *error);
bool store_sessions(struct store *store, struct slice official, size_t most, struct arena *arena,
                    struct store_session **out, size_t *count, struct error *error);

#endif
