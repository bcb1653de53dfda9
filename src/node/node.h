/* A State's node: a folder with its store, its ledger keys, its pins and its published tiles.
 *
 *     DIR/node.conf   [node] state = XA, name = Arcadia, demo = no, forum = no
 *     DIR/trust       the trust file, made by hand (writ/trust.h)
 *     DIR/floor.rules the floor rulebook that the trust file pins; floor.2.rules to floor.8.rules,
 *                     where it pins floors adopted since
 *     DIR/node.db     the store; DIR/keys/chains/ content keys
 *     DIR/keys/       matters.key, register.key, witness.key: 32-byte seeds in hex, mode 0600;
 *                     relations.key: of the index of cases, accounts and persons
 *     DIR/tiles/      matters/ and register/: the ledgers as static files
 *
 * The use cases below are what commands and pages call. Each is one transaction: "accepted" means
 * durable, and no signature of the node leaves before the commit. */
#ifndef PROVISO_NODE_NODE_H
#define PROVISO_NODE_NODE_H

#include "forum/forum.h"
#include "store/store.h"
#include "writ/state.h"

struct known_states;

struct node {
    const char *folder;
    char state[STATE_TEXT];
    struct slice name;
    bool demo, forum;
    struct store *store;
    bool has_trust; /* false until DIR/trust and DIR/floor.rules are there */
    struct trust trust;
    struct slice floor_texts[FLOORS_MOST];
    const struct floors *floors;
    struct lexicon lexicon;   /* reads adopted offences */
    struct arena arena;       /* of the node's own texts */
    struct error unpublished; /* why the static files lag behind the last commit; ERROR_NONE: they
                                 do not */
    struct known_states *verified; /* as they were verified last (node/states.h); NULL: not yet */
};

/* What a node is: bits. NODE_DEMO allows another clock (node_clock); NODE_FORUM serves the chains of a
 * forum (forum/acts.h) and no matters. */
enum { NODE_DEMO = 1, NODE_FORUM = 2 };

/* Creates the folder, store and keys. A folder that holds a node is kept: ERROR_FILE_UNWRITABLE. */
bool node_init(const char *folder, const char *state, struct slice name, unsigned kind,
               struct error *error);

/* Opens a node; node_close. Refuses where the database is behind the published checkpoint. */
bool node_open(const char *folder, struct node *out, struct error *error);
void node_close(struct node *node);

/* The real clock; a demo node takes PROVISO_CLOCK (ISO 8601) where that is set. A clock that reads
 * earlier than the last entry of a ledger is answered with that entry's time. */
bool node_clock(const struct node *node, instant *out, struct error *error);

/* The vkeys, one a line: proviso.xa/matters, proviso.xa/register, proviso.xa/witness. */
bool node_vkeys(const struct node *node, struct buffer *out, struct error *error);

/* "proviso.xa/matters" or "proviso.xa/register". */
struct slice node_origin(const char *state, enum store_ledger ledger, char out[32]);

/* What the trust file needs and a node lacks is ERROR_TRUST_UNKNOWN with the file's name. */
bool node_need_trust(const struct node *node, struct error *error);

/* A forum's own record, where the node is one's. */
struct known_forum {
    struct forum forum;
    struct register_terms terms;
    struct findings findings;  /* what of the ledger does not count */
    struct filed_list taken;   /* statements of the open transaction that the forum points into */
};

/* Everything the node knows of a matter, folded at `now`. */
struct known_matter {
    struct known_states *shared;         /* holds the two below; never changed once made */
    const struct verified_state *states; /* those of the trust file that are known */
    size_t state_count;
    const struct findings *findings; /* what of the States does not hold */
    struct matter_terms terms;
    struct filed_list filed;  /* of the matter, own and foreign */
    struct matter *matter;    /* NULL where no matter was asked for */
    struct known_forum *forum; /* NULL where the node is not a forum's */
    struct arena chain_arena;
};

/* Loads the States; with a chain also its statements, and folds them. An unknown matter folds
 * nothing (standing_count 0). known_matter_free. States are verified where a register, what is law, a
 * cosignature or what another State sent has changed since the last time; no verdict on a State depends
 * on `now`, and what does is folded each time. */
bool node_load(struct node *node, struct slice chain, instant now, struct known_matter *out,
               struct error *error);

/* The same without anything that was kept in memory: for an audit. */
bool node_load_anew(struct node *node, struct slice chain, instant now, struct known_matter *out,
                    struct error *error);

/* The same States with another matter (empty: none) in place of what was loaded and folded before:
 * while no register changes, its States need not be verified again. False: free it. */
bool node_load_chain(struct node *node, struct slice chain, struct known_matter *known,
                     struct error *error);

void known_matter_free(struct known_matter *known);

/* A State's register, or NULL where it is not known or does not hold. */
const struct state_register *known_register(const struct known_matter *known, const char *state);

/* ---- submit: one or many statements ---- */

struct submission {
    struct slice payload;
    struct slice signatures;         /* armour blocks, in the order of the signers */
    const struct slice *attachments; /* whole files; those that the statement names are taken */
    size_t attachment_count;
};

/* What the core says to a payload, all findings at once; nothing is stored. `signatures` may be
 * empty (a draft before signing): then the registered keys are assumed. Errors are of form;
 * findings of substance. Restrictions of another State by hand are accepted here as everywhere. */
bool node_check(struct node *node, const struct submission *submission, struct findings *findings,
                struct statement *parsed, struct arena *arena, struct error *error);

/* Accepts them in one transaction with leaf, tree and checkpoint, then publishes the tiles. On a
 * refusal (ERROR_STATEMENT_REFUSED, findings of the first refused one; `*refused` is its index)
 * nothing is stored. A restriction of another State is stored without a leaf. */
bool node_submit(struct node *node, const struct submission *submissions, size_t count,
                 struct findings *findings, size_t *refused, struct arena *arena,
                 struct error *error);

/* The head that the next statement of this State names, and the other State's to be `seen`. */
struct node_heads {
    int64_t seq;
    struct digest prev, seen;
};
bool node_heads(struct node *node, struct slice chain, const char *state, struct node_heads *out,
                struct error *error);

/* A name for a new matter: the year and the number after the highest that is taken.
 * ERROR_TOO_LARGE where that is the last one. */
bool node_new_chain(struct node *node, instant now, char out[CHAIN_MOST], struct error *error);

/* ---- exchange by file ---- */

/* Writes what `to` (a State, or NULL: everybody) needs of a matter, or of the register alone (empty
 * chain): this State's statements with proofs, register, rulebooks, status, and this node's
 * cosignatures of the other's ledgers. Prose goes along, except the answers of a rights assessment;
 * an adverse assessment does not. `since`: a checkpoint size the other has seen last (0: unknown).
 */
bool node_export(struct node *node, struct slice chain, uint64_t since, struct buffer *out,
                 struct error *error);

struct import_report {
    size_t statements, known, attachments, cosignatures;
    struct findings findings; /* of the foreign State's bundle, and of what was refused */
};

/* Checks a bundle under this node's own pins and rules, stores what is new without a leaf, cosigns
 * the foreign checkpoints after a consistency proof from the last seen, takes cosignatures of its
 * own ledgers. ERROR_STATEMENT_REFUSED with findings: nothing was stored. */
bool node_import(struct node *node, struct slice text, struct import_report *report,
                 struct arena *arena, struct error *error);

/* ---- status ---- */

/* The text of this State's status of a matter now, to be signed by `clerk` (ssh-keygen -Y sign -n
 * proviso). `restrictions` of the court's own record that the node does not have may be added by
 * the clerk's own hand: as statements by submit. */
bool node_status_draft(struct node *node, struct slice chain, struct slice clerk,
                       struct buffer *out, struct error *error);

/* The same as of a moment: a time of the last day, and the size that the ledger then had, so that what
 * was read once can be signed later. Head and restrictions are those of now; node_status_submit takes it
 * while they have not changed. ERROR_STATUS_FORMAT: a moment that is not of the last day. */
struct status_moment {
    instant at;
    uint64_t size;
};
bool node_status_now(struct node *node, struct status_moment *out, struct error *error);
bool node_status_text(struct node *node, struct slice chain, struct slice clerk,
                      struct status_moment moment, struct buffer *out, struct error *error);

/* Takes the text with the clerk's signature, checks it against the node's own record and signs it.
 */
bool node_status_submit(struct node *node, struct slice text, struct slice signature,
                        struct error *error);

/* ---- writ ---- */

/* The salt of a matter's privileged list, made where there is none yet (the court computes the
 * list's hash with it). */
bool node_list_salt(struct node *node, struct slice chain, uint8_t out[LIST_SALT],
                    struct error *error);

/* Builds the writ of a matter for its provider and verifies it under the node's own pins. A writ
 * that would not verify is refused: ERROR_WRIT_REFUSED with every finding. */
bool node_writ(struct node *node, struct slice chain, struct buffer *out, struct findings *findings,
               struct arena *arena, struct error *error);

/* ---- ledger ---- */

/* The newest checkpoint with its newest cosignatures. */
bool node_checkpoint(struct node *node, enum store_ledger ledger, struct buffer *out,
                     struct error *error);

/* A tlog-proof of an entry, to the newest checkpoint. */
bool node_prove(struct node *node, enum store_ledger ledger, uint64_t index, struct buffer *out,
                struct error *error);

/* A consistency proof between two sizes of an own ledger: one base64 hash a line. */
bool node_prove_consistency(struct node *node, enum store_ledger ledger, uint64_t old_size,
                            uint64_t new_size, struct buffer *out, struct error *error);

/* Cosigns a foreign checkpoint after a consistency proof (base64 hashes, one a line; empty where
 * the last seen is the same or none) from the last one seen; the note with the line added is in
 * `out`. ERROR_CHECKPOINT_OLD, _FORKED, ERROR_PROOF_WRONG, ERROR_TRUST_UNKNOWN. */
bool node_cosign(struct node *node, struct slice note, struct slice consistency, struct buffer *out,
                 struct error *error);

/* Takes cosignatures of an own checkpoint from a note that others cosigned; *taken counts them. */
bool node_take_cosignatures(struct node *node, struct slice note, size_t *taken,
                            struct error *error);

/* Recomputes everything from database and tiles: entries, leaves, tree, checkpoints, signatures,
 * cosignatures, folds, attachments, statuses, what is kept of imports, files. The first thing that is wrong is the error. */
struct audit_report {
    uint64_t entries[3]; /* by enum store_ledger */
    uint64_t statements, attachments, checkpoints, cosignatures, foreign, destroyed, statuses, kept;
};
bool node_audit(struct node *node, void (*progress)(void *, const char *, uint64_t), void *context,
                struct audit_report *report, struct error *error);

#endif
