/* What travels between nodes and to a provider: statements with their proofs, whole registers,
 * rulebooks, registers of offences, statuses. One JSON file, of two kinds: the writ (one provider, no prose) and the
 * exchange between nodes (with attachments). Parsing checks the form; truth is verify's. */
#ifndef PROVISO_WRIT_BUNDLE_H
#define PROVISO_WRIT_BUNDLE_H

#include "base/arena.h"
#include "base/instant.h"
#include "ledger/entry.h"
#include "ledger/merkle.h"
#include "rules/floors.h"
#include "statement/name.h"

enum {
    BUNDLE_MOST = 16 * 1024 * 1024,    /* bytes of a writ */
    EXCHANGE_MOST = 128 * 1024 * 1024, /* of an exchange: prose travels along */
    BUNDLE_STATES = 2,
    BUNDLE_ITEMS = 4096, /* of any list */
    LIST_SALT = 32
};

enum bundle_kind { BUNDLE_WRIT, BUNDLE_EXCHANGE };

/* A checkpoint of the ledger of matters, with the proof that the newest one continues it. */
struct shown_checkpoint {
    struct slice note;
    struct digest *consistency;
    size_t consistency_count;
};

struct shown_statement {
    struct slice payload;
    struct slice signatures; /* armour blocks, one after the other */
    bool logged;             /* false: a restriction by hand or from elsewhere, without proof */
    uint8_t salt[ENTRY_SALT];
    instant entered;
    uint64_t index;    /* of the entry */
    size_t checkpoint; /* index into the State's checkpoints */
    struct digest *path;
    size_t path_count;
};

struct shown_status {
    struct slice note;      /* signed by the node; empty: there is none */
    struct slice signature; /* the clerk's armour over the note's text */
};

struct shown_state {
    char state[STATE_TEXT];
    struct slice *entries; /* the whole register ledger, each an open entry */
    size_t entry_count;
    struct slice *register_checkpoints; /* notes, by size, the newest last */
    size_t register_checkpoint_count;
    struct slice *rulebooks; /* texts */
    size_t rulebook_count;
    struct slice *offences; /* texts of the registers of offences that it adopted */
    size_t offence_count;
    struct shown_checkpoint *checkpoints; /* of the matters ledger, by size, the newest last */
    size_t checkpoint_count;
    struct shown_statement *statements;
    size_t statement_count;
    struct shown_status status;
};

/* Slices live in the arena that it was read into, or with whoever filled it. */
struct bundle {
    enum bundle_kind kind;
    struct slice matter;   /* the chain's name; empty: registers only (exchange) */
    struct slice provider; /* writ: for whom it is */
    bool has_list_salt;    /* known once the court has fixed the privileged list */
    uint8_t list_salt[LIST_SALT];
    struct slice floors[FLOORS_MOST]; /* texts of the floors, in the order of the trust file */
    size_t floor_count;
    struct shown_state states[BUNDLE_STATES];
    size_t state_count;
    struct slice *attachments; /* exchange: whole files */
    size_t attachment_count;
    struct slice *cosigned; /* exchange: checkpoint notes of the receiver's ledgers */
    size_t cosigned_count;
};

/* Writes the JSON. */
void bundle_write(const struct bundle *bundle, struct buffer *out);

/* Reads it strictly: exactly the members written above, canonical base64, limits of size and
 * number. ERROR_WRIT_FORMAT or ERROR_BUNDLE_FORMAT, or what the member is wrong in; with the
 * member. */
bool bundle_parse(struct slice text, enum bundle_kind kind, struct arena *arena, struct bundle *out,
                  struct error *error);

/* Whether text is a bundle at all, and which, by its "format" (not yet checked otherwise). */
bool bundle_is(struct slice text, enum bundle_kind kind);

#endif
