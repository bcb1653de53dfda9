/* Everything in the ledger's formats: notes, keys, checkpoints, proofs, entries, tile paths,
 * bundles. What is accepted and written again is the same bytes. */
#include <stdlib.h>

#include "crypto/note.h"
#include "ledger/entry.h"
#include "ledger/proof.h"
#include "ledger/tile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good)
{
    if (!good)
        abort();
}

static void try_note(struct slice bytes)
{
    const uint8_t seed[ED25519_SEED] = {1};
    struct note_signer log, witness;
    struct checkpoint_verified verified;
    struct buffer line = {0}, added = {0};
    struct error error = {0};
    struct note note;

    check(note_signer_make(SLICE("proviso.xa/matters"), NOTE_ED25519, seed, &log, &error));
    check(note_signer_make(SLICE("proviso.xb/witness"), NOTE_COSIGNATURE, seed, &witness, &error));
    if (checkpoint_verify(bytes, &log.key, &witness.key, 1, &verified, &error))
        check(note_parse(bytes, &note, &error));
    if (note_parse(bytes, &note, &error) && note.count < NOTE_SIGNATURES &&
        bytes.size < NOTE_LIMIT / 2 && note_cosign(note.text, &witness, 7, &line, &error)) {
        bool present = false;
        instant time = 0;

        check(checkpoint_add(bytes, buffer_slice(&line), &added, &error));
        check(note_parse(buffer_slice(&added), &note, &error));
        check(note_verify_one(&note, &witness.key, &present, &time, &error));
        check(present && time == 7);
    }
    buffer_free(&line);
    buffer_free(&added);
}

static void try_texts(struct slice bytes)
{
    struct buffer out = {0};
    struct error error = {0};
    struct note_key key;
    struct checkpoint checkpoint;
    struct proof proof;

    if (note_key_parse(bytes, &key, &error)) {
        note_key_format(&key, &out);
        check(slice_equal(bytes, buffer_slice(&out)));
    }
    buffer_clear(&out);
    if (checkpoint_parse(bytes, &checkpoint, &error)) {
        checkpoint_format(&checkpoint, &out);
        check(slice_equal(bytes, buffer_slice(&out)));
    }
    buffer_clear(&out);
    if (proof_parse(bytes, &proof, &error)) {
        proof_format(&proof, &out);
        check(slice_equal(bytes, buffer_slice(&out)));
        proof_verify(&proof, merkle_leaf(bytes), &(struct checkpoint){.size = 1000}, &error);
    }
    buffer_free(&out);
}

static void try_entry(struct slice bytes)
{
    struct buffer out = {0};
    struct error error = {0};
    struct entry entry;

    if (entry_parse(bytes, &entry, &error)) {
        if (entry.kind == ENTRY_OPEN)
            check(entry_write_open(entry.time, entry.payload, entry.signatures, &out, &error));
        else
            check(entry_write_sealed(entry.time, entry.commitment, &out, &error));
        check(slice_equal(bytes, buffer_slice(&out)));
    }
    buffer_free(&out);
}

static void try_tiles(struct slice bytes)
{
    struct slice rest = bytes, entry;
    struct buffer out = {0};
    struct error error = {0};
    char path[TILE_PATH];
    struct tile tile;

    if (tile_parse_path(bytes, &tile, &error))
        check(slice_is(bytes, tile_path(tile, path)));
    while (bundle_next(&rest, &entry))
        check(bundle_append(&out, entry, &error));
    buffer_append(&out, rest);
    check(slice_equal(bytes, buffer_slice(&out)));
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice bytes = slice_of(data, size);

    try_note(bytes);
    try_texts(bytes);
    try_entry(bytes);
    try_tiles(bytes);
    return 0;
}
