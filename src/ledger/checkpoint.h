/* Checkpoints (c2sp.org/tlog-checkpoint): a ledger's name, size and root as a signed note,
 * "origin\nsize\nbase64(root)\n", without extension lines. */
#ifndef PROVISO_LEDGER_CHECKPOINT_H
#define PROVISO_LEDGER_CHECKPOINT_H

#include "crypto/hash.h"
#include "crypto/note.h"

enum { CHECKPOINT_WITNESSES = NOTE_SIGNATURES }; /* that one verification looks for, at most */

struct checkpoint {
    char origin[NOTE_NAME_TEXT]; /* the ledger's name and its key's */
    uint64_t size;               /* leaves, at most INT64_MAX */
    struct digest root;
};

/* A hash as notes and proofs have it: 32 bytes in base64. On false `*out` is unchanged. */
bool checkpoint_hash(struct slice text, struct digest *out);

/* Reads a note's text. ERROR_CHECKPOINT_FORMAT. */
bool checkpoint_parse(struct slice text, struct checkpoint *out, struct error *error);

/* Appends the note's text. */
void checkpoint_format(const struct checkpoint *checkpoint, struct buffer *out);

/* Same origin, size and root. */
bool checkpoint_equal(const struct checkpoint *a, const struct checkpoint *b);

/* Appends the whole note: text, empty line, the line of the log's key. The key's name must be the
 * origin. ERROR_KEY_FORMAT. */
bool checkpoint_sign(const struct checkpoint *checkpoint, const struct note_signer *log,
                     struct buffer *out, struct error *error);

/* Appends a witness's cosignature line for the checkpoint in `note` (its bytes, with signatures) at
 * time `at`. Only the line: whoever keeps the checkpoint adds it with checkpoint_add. The caller
 * has verified log signature and consistency. ERROR_NOTE_FORMAT, ERROR_CHECKPOINT_FORMAT,
 * ERROR_KEY_FORMAT. */
bool checkpoint_cosign(struct slice note, const struct note_signer *witness, instant at,
                       struct buffer *out, struct error *error);

/* Appends `note` with `line` (one signature line) added; an older line by the same name and id is
 * dropped. The result is a well-formed note; the line is not verified. ERROR_NOTE_FORMAT. */
bool checkpoint_add(struct slice note, struct slice line, struct buffer *out, struct error *error);

struct checkpoint_verified {
    struct checkpoint checkpoint;
    instant times[CHECKPOINT_WITNESSES]; /* of each witness's cosignature, in order; 0: none */
    size_t cosigned;                     /* how many of them are not 0 */
};

/* Verifies a checkpoint note: signed by `log`, whose name is the origin, and by which of the
 * witnesses (up to CHECKPOINT_WITNESSES, cosignature keys), when. Missing witnesses are no error: a
 * quorum is the caller's rule. A wrong signature by a key that is given is one, and so are two
 * witnesses with one public key. ERROR_NOTE_FORMAT, ERROR_NOTE_SIGNATURE, ERROR_CHECKPOINT_FORMAT,
 * ERROR_KEY_FORMAT. */
bool checkpoint_verify(struct slice note, const struct note_key *log,
                       const struct note_key *witnesses, size_t count,
                       struct checkpoint_verified *out, struct error *error);

/* The time by which `quorum` of these cosignatures existed: the quorum-th oldest. False where there
 * are fewer, or quorum is 0. */
bool checkpoint_quorum_time(const instant *times, size_t count, size_t quorum, instant *out);

#endif
