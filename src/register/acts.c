#include "register/acts.h"

#include "terms/words.h"

#define ROOTS (1u << ROLE_ROOT)
#define OTHER_ROOTS                                                                                \
    {                                                                                              \
        .name = "with", .kind = FIELD_NAME, .least = 1, .most = 2,                                 \
        .meaning = "the other root or roots that sign: xa.root-2"                                  \
    }

static const struct field found[] = {
    {.name = "name", .kind = FIELD_TEXT, .meaning = "the State's name"},
    {.name = "roots",
     .kind = FIELD_SSH_KEY,
     .least = 3,
     .most = 3,
     .meaning = "the keys of xa.root-1 to xa.root-3; two of them sign every act"},
    OTHER_ROOTS,
    {0},
};

static const struct field office[] = {
    {.name = "office", .kind = FIELD_NAME, .meaning = "the authority, provider or filter office"},
    {.name = "roles",
     .kind = FIELD_WORDS,
     .least = 1,
     .most = ROLE_COUNT,
     .words = &words_role,
     .meaning = "what its officials may be appointed to do"},
    OTHER_ROOTS,
    {0},
};

static const struct field appointment[] = {
    {.name = "official",
     .kind = FIELD_NAME,
     .meaning = "the office's name and a number: never used again"},
    {.name = "person",
     .kind = FIELD_NAME,
     .meaning = "the natural person, numbered: separation of duties compares these"},
    {.name = "roles",
     .kind = FIELD_WORDS,
     .least = 1,
     .most = ROLE_COUNT,
     .words = &words_role,
     .meaning = "what the official may do, within the office's roles"},
    {.name = "key",
     .kind = FIELD_SIGNING_KEY,
     .meaning = "the signing key or credential, this person's for ever"},
    OTHER_ROOTS,
    {0},
};

static const struct field recipient[] = {
    {.name = "recipient", .kind = FIELD_NAME, .meaning = "the office's name and a number"},
    {.name = "age", .kind = FIELD_AGE_KEY, .meaning = "the age key to which packages are sealed"},
    OTHER_ROOTS,
    {0},
};

static const struct field revocation[] = {
    {.name = "subject",
     .kind = FIELD_NAME,
     .meaning = "the official, recipient or signing page that ends"},
    {.name = "reason", .kind = FIELD_TEXT, .meaning = "why, without personal data"},
    OTHER_ROOTS,
    {0},
};

static const struct field signing_origin[] = {
    {.name = "page",
     .kind = FIELD_NAME,
     .meaning = "the signing page's name, by which a revocation ends it: never used again"},
    {.name = "origin",
     .kind = FIELD_ORIGIN,
     .meaning = "where it is, as browsers write it: outside the node's control"},
    {.name = "rp",
     .kind = FIELD_RP,
     .meaning = "the RP ID of the credentials that sign there: its host or a domain above"},
    OTHER_ROOTS,
    {0},
};

#define SIGNED_BY_ROOTS                                                                            \
    .side = SIDE_EITHER, .by_roles = ROOTS, .with_roles = ROOTS, .with_least = 1, .with_most = 2

static const struct act acts[REGISTER_ACTS] = {
    [REGISTER_FOUND] = {.type = "found",
                        .meaning = "The State founds its register with three root keys.",
                        SIGNED_BY_ROOTS,
                        .effect = EFFECT_RECORDS,
                        .fields = found},
    [REGISTER_OFFICE] = {.type = "office",
                         .meaning = "An office is entered with what it may do.",
                         SIGNED_BY_ROOTS,
                         .effect = EFFECT_RECORDS,
                         .fields = office},
    [REGISTER_APPOINTMENT] = {.type = "appointment",
                              .meaning = "A person becomes an official of an office.",
                              SIGNED_BY_ROOTS,
                              .effect = EFFECT_RECORDS,
                              .fields = appointment},
    [REGISTER_RECIPIENT] = {.type = "recipient",
                            .meaning = "An office's age key is entered.",
                            SIGNED_BY_ROOTS,
                            .effect = EFFECT_RECORDS,
                            .fields = recipient},
    [REGISTER_REVOCATION] = {.type = "revocation",
                             .meaning =
                                 "An official's or recipient's key, or a signing page, ends.",
                             SIGNED_BY_ROOTS,
                             .effect = EFFECT_RESTRICTS,
                             .fields = revocation},
    [REGISTER_SIGNING_ORIGIN] = {.type = "signing-origin",
                                 .meaning = "Statements may be signed with WebAuthn on a page.",
                                 SIGNED_BY_ROOTS,
                                 .effect = EFFECT_RECORDS,
                                 .fields = signing_origin},
};

const struct act_table register_acts = {"register", acts, REGISTER_ACTS};
