/* The envelope: one signed act as exact bytes (DESIGN, Statement). The bytes as received are what
 * is signed, hashed and stored; nothing is re-serialised. */
#ifndef PROVISO_STATEMENT_STATEMENT_H
#define PROVISO_STATEMENT_STATEMENT_H

#include "base/arena.h"
#include "crypto/hash.h"
#include "crypto/signature.h"
#include "statement/act.h"
#include "statement/name.h"

enum {
    STATEMENT_MOST = 48 * 1024, /* bytes of a payload */
    STATEMENT_DEPTH = 6,        /* nesting of a payload */
    SIGNERS_MOST = SIGNATURE_BLOCKS
};

/* The members of a payload; ends with NULL. */
extern const char *const statement_members[];

struct statement {
    struct slice bytes; /* the payload; not owned */
    struct digest hash; /* SHA-256 of it: what `prev`, `seen` and others name */
    const struct act *act;
    unsigned number; /* of the act in its table */
    enum effect effect;
    struct slice chain; /* slices live as long as `root` */
    int64_t seq;        /* from 1 */
    struct digest prev, seen;
    struct slice by;
    char state[STATE_TEXT]; /* of `by` */
    instant at;
    struct slice signers[SIGNERS_MOST]; /* `by`, then those in the body's `with` */
    size_t signer_count;
    json_t *body;      /* part of `root` */
    json_t *root;      /* owned: statement_free */
    struct arena made; /* owned: what its signatures say of their making */
};

/* Parses and checks a payload against the vocabularies: exactly the eight members, a chain of the
 * act's kind, a body as its table states. `bytes` must outlive the statement. Errors have the
 * position or the member; on false nothing is to be freed. */
bool statement_parse(struct slice bytes, const struct act_table *const *tables, size_t table_count,
                     struct statement *out, struct error *error);

void statement_free(struct statement *statement);

/* True where the statement moves its State's head: everything but a restriction. */
static inline bool statement_moves(const struct statement *statement)
{
    return statement->effect != EFFECT_RESTRICTS;
}

/* True where its act is one of that vocabulary. */
static inline bool statement_is_of(const struct statement *statement, const struct act_table *table)
{
    return statement->act >= table->acts && statement->act < table->acts + table->count;
}

/* Verifies the signatures (concatenated armour blocks of either kind, one a signer, in the order of
 * the signers) over the payload and hands them out with the keys that made them. Whose keys they are
 * and whether they were rightly made is the register's to say (register_signer).
 * ERROR_SIGNATURE_FORMAT or _WRONG, with the signer's name. */
bool statement_verify(struct statement *statement, struct slice signatures,
                      struct signature out[SIGNERS_MOST], struct error *error);

/* "XA 2 authorisation", for findings and lines of output. */
void statement_label(const struct statement *statement, char out[80]);

/* Writes a whole payload to be filled in and signed. */
void statement_skeleton(const struct act *act, struct slice chain, int64_t seq, struct digest prev,
                        struct digest seen, struct slice by, instant at, struct buffer *out);

#endif
