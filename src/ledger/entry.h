/* Ledger entries: what a leaf of the tree hashes. Each entry has exactly one encoding.
 *
 *   open:    "proviso/1 open\n<time>\n<payload length>\n" payload signatures
 *   sealed:  "proviso/1 sealed\n<time>\n<64 hex>\n", the hex being the commitment below */
#ifndef PROVISO_LEDGER_ENTRY_H
#define PROVISO_LEDGER_ENTRY_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/instant.h"
#include "crypto/hash.h"

enum { ENTRY_LIMIT = 65535, ENTRY_SALT = 32 }; /* bytes of an entry, at most; of a salt */

enum entry_kind { ENTRY_OPEN, ENTRY_SEALED };

struct entry {
    enum entry_kind kind;
    instant time;             /* the node's clock, in whole seconds */
    struct slice payload;     /* open: the statement's bytes */
    struct slice signatures;  /* open: the armour blocks one after the other */
    struct digest commitment; /* sealed */
};

/* Appends an open entry. ERROR_ENTRY_FORMAT: longer than ENTRY_LIMIT, an empty payload, or a time
 * outside the years 1970 to 9999. */
bool entry_write_open(instant time, struct slice payload, struct slice signatures,
                      struct buffer *out, struct error *error);

/* SHA-256 over (u64be length ‖ bytes) of each of: salt, SHA-256(payload), SHA-256(signatures).
 * The salt is secret and new for each entry and ledger, so that a guess cannot be confirmed. */
struct digest entry_commitment(const uint8_t salt[ENTRY_SALT], struct slice payload,
                               struct slice signatures);

/* Appends a sealed entry. ERROR_ENTRY_FORMAT: a time outside the years 1970 to 9999. */
bool entry_write_sealed(instant time, struct digest commitment, struct buffer *out,
                        struct error *error);

/* Reads an entry; the slices of `out` point into `bytes`. ERROR_ENTRY_FORMAT. */
bool entry_parse(struct slice bytes, struct entry *out, struct error *error);

/* Whether this entry records exactly this payload and these signatures; `salt` is for sealed
 * entries (NULL: a sealed entry never matches). */
bool entry_records(const struct entry *entry, const uint8_t *salt, struct slice payload,
                   struct slice signatures);

/* SHA-256(00 ‖ entry). */
struct digest entry_leaf_hash(struct slice bytes);

#endif
