/* C2SP signed notes: a text and signature lines below it (c2sp.org/signed-note), and witness
 * cosignatures with a time (c2sp.org/tlog-cosignature, cosignature/v1). */
#ifndef PROVISO_CRYPTO_NOTE_H
#define PROVISO_CRYPTO_NOTE_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/instant.h"
#include "crypto/ed25519.h"

enum {
    NOTE_NAME_TEXT = 128, /* a key's name with its NUL */
    NOTE_SIGNATURES = 64, /* signature lines of one note, at most */
    NOTE_LIMIT = 262144,  /* bytes of one note */
};

enum note_key_type {
    NOTE_ED25519 = 1,     /* a log or node signs the text */
    NOTE_COSIGNATURE = 4, /* a witness signs time and text */
};

/* A verifier key ("vkey"), public. */
struct note_key {
    enum note_key_type type;
    uint32_t id; /* first four bytes of SHA-256(name ‖ 0A ‖ type ‖ public key), big-endian */
    uint8_t public_key[ED25519_PUBLIC];
    char name[NOTE_NAME_TEXT];
};

/* The key of that name, type and public key; computes the id. Names are UTF-8 without white space,
 * control characters and '+'. ERROR_KEY_FORMAT. */
bool note_key_make(struct slice name, enum note_key_type type,
                   const uint8_t public_key[ED25519_PUBLIC], struct note_key *out,
                   struct error *error);

/* Reads "name+hex8(id)+base64(type ‖ public key)"; the id must be right, the type 01 or 04.
 * ERROR_KEY_FORMAT. */
bool note_key_parse(struct slice vkey, struct note_key *out, struct error *error);

/* Appends the vkey, without newline. */
void note_key_format(const struct note_key *key, struct buffer *out);

/* Same name, type and public key. */
bool note_key_equal(const struct note_key *a, const struct note_key *b);

/* One signature line; the slices point into the note. */
struct note_signature {
    struct slice name;
    uint32_t id;
    struct slice encoded; /* canonical base64 of id ‖ signature */
};

struct note {
    struct slice text; /* with its final newline, without the empty line: what is signed */
    struct note_signature signatures[NOTE_SIGNATURES];
    size_t count;
};

/* Splits a note strictly: UTF-8, no control character but newline, an empty line, 1 to 64
 * signature lines, nothing else. `out` points into `bytes`. ERROR_NOTE_FORMAT. */
bool note_parse(struct slice bytes, struct note *out, struct error *error);

/* Looks for the signature by `key`. No line of that name and id: true, *present false (lines by
 * unknown keys mean nothing). One that verifies: true, *present true, and for a cosignature *time
 * is its time (> 0; `time` may be NULL). A wrong one, or two lines by this key: false,
 * ERROR_NOTE_SIGNATURE. */
bool note_verify_one(const struct note *note, const struct note_key *key, bool *present,
                     instant *time, struct error *error);

/* A node's own note key. Wipe with note_signer_wipe. */
struct note_signer {
    struct note_key key;
    struct ed25519_pair pair;
};

/* The signer of that name and type whose secret is `seed`. ERROR_KEY_FORMAT. */
bool note_signer_make(struct slice name, enum note_key_type type, const uint8_t seed[ED25519_SEED],
                      struct note_signer *out, struct error *error);

void note_signer_wipe(struct note_signer *signer);

/* Appends one signature line ("— name base64\n") over `text`, which ends with a newline, by a
 * NOTE_ED25519 signer. A whole note is text, "\n", then lines. */
bool note_sign(struct slice text, const struct note_signer *signer, struct buffer *out,
               struct error *error);

/* Appends one cosignature line over `text` and the time `at` (> 0) by a NOTE_COSIGNATURE signer. */
bool note_cosign(struct slice text, const struct note_signer *signer, instant at,
                 struct buffer *out, struct error *error);

#endif
