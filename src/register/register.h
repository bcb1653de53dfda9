/* A State's register, folded from its ledger: who may sign what, when; to which keys is sealed. */
#ifndef PROVISO_REGISTER_REGISTER_H
#define PROVISO_REGISTER_REGISTER_H

#include "crypto/age.h"
#include "register/acts.h"
#include "statement/filed.h"
#include "terms/finding.h"
#include "terms/words.h"

enum { ROOT_COUNT = 3 };

#define FOREVER INT64_MAX

/* Names are slices into the statements, which must outlive the register. */
struct office {
    struct slice name;
    uint32_t roles; /* mask of ROLE_… */
};

struct official {
    struct slice name, office, person;
    uint32_t roles;
    struct signing_key key;
    instant from, until; /* valid from ≤ t < until */
    instant ended;       /* legal time of the logged revocation that ends it; FOREVER: none */
};

/* A page on which WebAuthn credentials of one RP ID may sign. */
struct signing_page {
    struct slice name, origin, rp;
    instant from, until, ended; /* as an official's */
};

struct recipient {
    struct slice name, office;
    struct age_recipient key;
    instant from, until;
};

enum { REGISTER_LATER = 7 };

/* What a verifier pins of a State, and the floor's terms that the fold needs. */
struct register_terms {
    char state[STATE_TEXT];
    struct ssh_key roots[ROOT_COUNT];
    int64_t delay; /* seconds until an appointment takes effect: the floor's register.delay */
    int64_t skew;  /* seconds by which `at` may differ from the entry: the floor's signing.skew */
    struct {
        instant from;
        int64_t delay, skew;
    } later[REGISTER_LATER]; /* of the floors since, by `from`, rising */
    size_t later_count;
};

/* What applies at a time: a floor does not reach back to what was made before it. */
int64_t register_delay(const struct register_terms *terms, instant at);
int64_t register_skew(const struct register_terms *terms, instant at);

struct state_register {
    char state[STATE_TEXT];
    struct slice title;     /* "Arcadia"; empty before `found` */
    struct digest head;     /* of XA-register; zero before `found` */
    int64_t seq;            /* of the head; 0 before */
    instant founded;        /* entry time of `found`; NEVER */
    instant first_cosigned; /* of the register's first quorum cosignature; NEVER: none yet */
    struct office *offices;
    size_t office_count;
    struct official *officials;
    size_t official_count;
    struct recipient *recipients;
    size_t recipient_count;
    struct signing_page *pages;
    size_t page_count;
};

/* Folds the statements of one State's chain XA-register, in the order of the ledger; unproven
 * revocations may follow in any order. A statement that does not hold (roots, chain, skew, names,
 * a key of another person) is left out and gives a finding; `found` of other roots than the pinned
 * ones likewise. *out is the caller's, for register_free.
 * Founding appointments (logged before the first cosignature, which must come within the delay of
 * `found`) count from their entry; later ones from legal time plus delay. */
void register_fold(const struct register_terms *terms, const struct filed *filed, size_t count,
                   struct state_register *out, struct findings *findings);

void register_free(struct state_register *state_register);

/* Would this one statement, appended, be accepted? Adds the findings that speak against it. */
void register_check(const struct register_terms *terms, const struct filed *before, size_t count,
                    const struct filed *next, struct findings *findings);

const struct office *register_office(const struct state_register *state_register,
                                     struct slice name);
const struct official *register_official(const struct state_register *state_register,
                                         struct slice name);
/* Whether they hold it then: appointed, and neither expired nor revoked. */
bool register_in_office(const struct official *official, instant when);

const struct recipient *register_recipient(const struct state_register *state_register,
                                           struct slice name);
const struct signing_page *register_page(const struct state_register *state_register,
                                         struct slice name);

/* The official `name` if the signature is by their key, valid at `when`, with one of `roles`;
 * otherwise NULL and the findings that say why. A WebAuthn assertion must have been made for this
 * payload, with the user verified, for the key's RP ID, on a page registered for it at `when`, by a
 * credential of which copies exist only where the appointment allows it. */
const struct official *register_signer(const struct state_register *state_register,
                                       struct slice name, const struct signature *signature,
                                       instant when, uint32_t roles, const char *where,
                                       struct findings *findings);

/* The same for a statement that restricts. A revocation ends this power only from its legal time, not
 * from an earlier `at`: otherwise two roots could lift a court's suspension by back-dating one. */
const struct official *register_restrainer(const struct state_register *state_register,
                                           struct slice name, const struct signature *signature,
                                           instant when, uint32_t roles, const char *where,
                                           struct findings *findings);

/* For a draft that nobody has signed yet: the signature that the official would make, on a page that
 * the register has for their credential (where there is none, without an origin). */
void register_assume(const struct state_register *state_register, const struct official *official,
                     struct signature *out);

/* True where at least two different pinned roots signed; xa.root-N is roots[N-1]. */
bool register_roots_signed(const struct register_terms *terms, const struct filed *filed);

#endif
