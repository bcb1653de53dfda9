/* Acts described as data. A vocabulary (register, rules, matter, forum) is one table of acts;
 * parsing, checking, `draft`, forms and the manual derive from it. Here is what all vocabularies
 * share. */
#ifndef PROVISO_STATEMENT_ACT_H
#define PROVISO_STATEMENT_ACT_H

#include <jansson.h>

#include "base/value.h"
#include "base/writer.h"

enum field_kind {
    FIELD_TEXT,        /* 1 to 200 bytes of plain text: references, codes; prose is attached */
    FIELD_WORD,        /* one of `words` */
    FIELD_WORDS,       /* a list of different `words` */
    FIELD_COUNT,       /* 0 to 2^53 - 1 */
    FIELD_FLAG,        /* true or false */
    FIELD_INSTANT,     /* 2026-11-22T10:00:00Z */
    FIELD_HASH,        /* 64 lower-case hex digits */
    FIELD_NAME,        /* person or office: xa.court-1.o17 */
    FIELD_STATE,       /* XA */
    FIELD_CHAIN,       /* a matter: XA-2026-000017 */
    FIELD_ACCOUNT,     /* user@provider.example; whether it is specific is the fold's question */
    FIELD_SSH_KEY,     /* "ssh-ed25519 AAAA…", one line without comment */
    FIELD_SIGNING_KEY, /* that, or "webauthn RP-ID CREDENTIAL-ID COSE-KEY" */
    FIELD_ORIGIN,      /* "https://sign.xa.example": of a page on which statements are signed */
    FIELD_RP,          /* "xa.example": the relying party of its credentials */
    FIELD_AGE_KEY,     /* "age1…" */
    FIELD_ATTACHMENT,  /* {"sha256","length","language"} of a file that travels beside */
    FIELD_OBJECT       /* the members of `fields` */
};

enum presence {
    PRESENT_ALWAYS,
    PRESENT_OPTIONAL,
    PRESENT_IF_PERMITS /* exactly where the statement's effect is to permit */
};

struct error;

/* How the text of an attachment is judged for its substance (matter/prose.h). */
enum prose_kind {
    PROSE_OWN,   /* long enough, and no copy of another text */
    PROSE_FACTS, /* the same, but told again in a matter that names the earlier one as related */
    PROSE_PLAN,  /* the same, but an office may have a standing one for all its matters */
    PROSE_BRIEF, /* only not empty: a condition, a name */
    PROSE_NONE   /* no prose: read by rules of its own */
};

struct field {
    const char *name;
    enum field_kind kind;
    enum presence presence;
    unsigned least, most; /* most > 0: an array of least to most different items */
    const struct vocabulary *words;
    const struct field *fields; /* of an object; ends with a NULL name */
    /* Of a text: whether it has the form that the vocabulary asks for, or NULL; an error's message
     * says what is wrong, its place is the member. */
    bool (*check)(const struct field *field, struct slice text, struct error *error);
    const char *sample; /* of such a text, for a draft; NULL: "text" */
    const char *meaning;
    enum prose_kind prose; /* of an attachment */
    /* Of what is there where the act permits: it may be left out where the measure of the scope is this
     * word. NULL: never. */
    const char *spared_by;
};

/* What a statement does to what is allowed. */
enum effect {
    EFFECT_PERMITS,  /* rests on others, restates the whole scope, moves the head */
    EFFECT_RECORDS,  /* moves the head */
    EFFECT_RESTRICTS /* a leaf: names any earlier statement, counts however late it is seen */
};

enum side { SIDE_REQUESTING = 1, SIDE_EXECUTING = 2, SIDE_EITHER = 3 };

struct act {
    const char *type;    /* "authorisation" */
    const char *meaning; /* one sentence for the manual */
    enum side side;
    uint32_t by_roles;   /* mask of roles, one of which `by` holds */
    uint32_t with_roles; /* mask for those in the member `with`; 0: nobody else signs */
    unsigned with_least, with_most;
    enum effect effect;             /* where no member decides it */
    const char *decides;            /* the member whose word decides the effect, or NULL */
    const struct vocabulary *words; /* its words */
    const enum effect *effects;     /* the effect of each word */
    uint32_t rests_on;              /* acts (bits of the table's order) that it must have seen */
    uint64_t tests;                 /* rule parameters that its body answers */
    const struct field *fields;     /* of the body; ends with a NULL name */
};

struct act_table {
    const char *chain; /* "register", "rules": XA-register; NULL: a numbered matter */
    const struct act *acts;
    unsigned count;
};

/* The act of that type, or NULL. */
const struct act *act_find(const struct act_table *table, struct slice type);

/* Whether a body may do without the field though it permits: its scope's measure is field->spared_by. */
bool act_spares(const struct field *field, const json_t *body);

/* The effect of a body (whose deciding word has been checked). */
enum effect act_effect(const struct act *act, json_t *body);

/* The body has exactly the members that the table states, of their kinds: what is missing, unknown
 * or of another form is an error with the member's path. */
bool act_check_body(const struct act *act, json_t *body, struct error *error);

/* One member alone has the kind that the table states; its errors have the place below the member's
 * name, "accounts[1]". For forms, which say everything that is wrong at once. */
bool act_check_member(const struct field *field, json_t *value, struct error *error);

/* Writes a body to be filled in, each value a placeholder that says what belongs there. */
void act_skeleton(const struct act *act, struct writer *writer);

/* Lists each attachment of a body: calls `each` with its hash in hex, length and language. Stops
 * and returns false where it does. */
typedef bool act_attachment(void *context, struct slice sha256, int64_t length,
                            struct slice language, struct error *error);
bool act_attachments(const struct act *act, json_t *body, act_attachment *each, void *context,
                     struct error *error);

/* The same with each one's field and place in the body, "targets[0].suspicion", which lives during
 * the call. */
typedef bool act_text(void *context, const struct field *field, const char *place,
                      struct slice sha256, struct error *error);
bool act_texts(const struct act *act, json_t *body, act_text *each, void *context,
               struct error *error);

#endif
