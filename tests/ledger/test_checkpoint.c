#include "test.h"

#include "ledger/proof.h"

#define ORIGIN "proviso.xa/matters"

static struct note_signer signer_of(const char *name, enum note_key_type type, uint8_t number)
{
    uint8_t seed[ED25519_SEED] = {number};
    struct note_signer signer;
    struct error error = {0};

    assert_true(note_signer_make(slice_text(name), type, seed, &signer, &error));
    return signer;
}

static struct checkpoint checkpoint_of(uint64_t size, const char *content)
{
    struct checkpoint checkpoint = {.size = size, .root = sha256_of(slice_text(content))};

    snprintf(checkpoint.origin, sizeof checkpoint.origin, ORIGIN);
    return checkpoint;
}

static void texts_have_one_spelling(void **state)
{
    static const char *const bad[] = {
        "",
        "o\n7\n",
        "o\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n07\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n+7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
        "o\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
        "o\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hS\n",
        "o\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n",
        "o\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
    };
    struct checkpoint checkpoint, again;
    struct buffer text = {0};
    struct error error = {0};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(checkpoint_parse(slice_text(bad[i]), &checkpoint, &error));
        assert_int_equal(error.code, ERROR_CHECKPOINT_FORMAT);
    }
    checkpoint = checkpoint_of(7, "");
    checkpoint_format(&checkpoint, &text);
    assert_string_equal(buffer_string(&text),
                        ORIGIN "\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    assert_true(checkpoint_parse(buffer_slice(&text), &again, &error));
    assert_true(checkpoint_equal(&checkpoint, &again));
    again.size++;
    assert_false(checkpoint_equal(&checkpoint, &again));
    buffer_free(&text);
}

/* A signed checkpoint with the cosignatures of two witnesses. */
static void make_note(const struct checkpoint *checkpoint, const struct note_signer *log,
                      const struct note_signer witnesses[2], struct buffer *out)
{
    struct buffer first = {0}, second = {0}, line = {0};
    struct error error = {0};

    assert_true(checkpoint_sign(checkpoint, log, &first, &error));
    assert_true(checkpoint_cosign(buffer_slice(&first), &witnesses[0], 2000, &line, &error));
    assert_true(checkpoint_add(buffer_slice(&first), buffer_slice(&line), &second, &error));
    buffer_clear(&line);
    assert_true(checkpoint_cosign(buffer_slice(&second), &witnesses[1], 1000, &line, &error));
    assert_true(checkpoint_add(buffer_slice(&second), buffer_slice(&line), out, &error));
    buffer_free(&first);
    buffer_free(&second);
    buffer_free(&line);
}

static void signatures_and_cosignatures_are_found(void **state)
{
    struct note_signer log = signer_of(ORIGIN, NOTE_ED25519, 1);
    struct note_signer witnesses[] = {signer_of("xb/witness", NOTE_COSIGNATURE, 2),
                                      signer_of("xc/witness", NOTE_COSIGNATURE, 3)};
    struct note_key keys[] = {witnesses[0].key, signer_of("xd/witness", NOTE_COSIGNATURE, 4).key,
                              witnesses[1].key};
    struct note_key doubled[] = {keys[0], signer_of("other", NOTE_COSIGNATURE, 2).key};
    struct checkpoint checkpoint = checkpoint_of(9, "root");
    struct checkpoint_verified verified;
    struct buffer note = {0};
    struct error error = {0};

    (void)state;
    make_note(&checkpoint, &log, witnesses, &note);
    assert_true(checkpoint_verify(buffer_slice(&note), &log.key, keys, 3, &verified, &error));
    assert_true(checkpoint_equal(&verified.checkpoint, &checkpoint));
    assert_int_equal(verified.cosigned, 2);
    assert_true(verified.times[0] == 2000 && verified.times[1] == 0 && verified.times[2] == 1000);
    assert_false(checkpoint_verify(buffer_slice(&note), &keys[0], keys, 3, &verified, &error));
    assert_int_equal(error.code, ERROR_KEY_FORMAT);
    assert_false(checkpoint_verify(buffer_slice(&note), &log.key, &log.key, 1, &verified, &error));
    assert_int_equal(error.code, ERROR_KEY_FORMAT);
    assert_false(checkpoint_verify(buffer_slice(&note), &log.key, doubled, 2, &verified, &error));
    assert_int_equal(error.code, ERROR_KEY_FORMAT);
    log = signer_of(ORIGIN, NOTE_ED25519, 9);
    assert_false(checkpoint_verify(buffer_slice(&note), &log.key, keys, 3, &verified, &error));
    assert_int_equal(error.code, ERROR_NOTE_SIGNATURE);
    log = signer_of("proviso.xb/matters", NOTE_ED25519, 1);
    assert_false(checkpoint_verify(buffer_slice(&note), &log.key, keys, 3, &verified, &error));
    assert_int_equal(error.code, ERROR_NOTE_SIGNATURE);
    assert_false(checkpoint_sign(&checkpoint, &log, &note, &error));
    buffer_free(&note);
}

static void altered_checkpoints_are_refused(void **state)
{
    struct note_signer log = signer_of(ORIGIN, NOTE_ED25519, 1);
    struct note_signer witnesses[] = {signer_of("xb/witness", NOTE_COSIGNATURE, 2),
                                      signer_of("xc/witness", NOTE_COSIGNATURE, 3)};
    struct note_key keys[] = {witnesses[0].key, witnesses[1].key};
    struct checkpoint checkpoint = checkpoint_of(9, "root");
    struct checkpoint_verified verified;
    struct buffer note = {0};
    struct error error = {0};

    (void)state;
    make_note(&checkpoint, &log, witnesses, &note);
    for (size_t i = 0; i < note.size; i++) {
        note.data[i] ^= 1;
        /* An altered name or key id is an unknown witness, never another checkpoint or time. */
        if (checkpoint_verify(buffer_slice(&note), &log.key, keys, 2, &verified, &error)) {
            assert_true(checkpoint_equal(&verified.checkpoint, &checkpoint));
            assert_int_equal(verified.cosigned, 1);
        }
        note.data[i] ^= 1;
        if (checkpoint_verify(slice_of(note.data, i), &log.key, keys, 2, &verified, &error))
            assert_true(verified.cosigned < 2);
    }
    buffer_free(&note);
}

/* A renewed cosignature takes the place of the old one. */
static void renewed_cosignatures_replace(void **state)
{
    struct note_signer log = signer_of(ORIGIN, NOTE_ED25519, 1);
    struct note_signer witnesses[] = {signer_of("xb/witness", NOTE_COSIGNATURE, 2),
                                      signer_of("xc/witness", NOTE_COSIGNATURE, 3)};
    struct checkpoint checkpoint = checkpoint_of(9, "root");
    struct buffer note = {0}, renewed = {0}, line = {0};
    struct checkpoint_verified verified;
    struct error error = {0};

    (void)state;
    make_note(&checkpoint, &log, witnesses, &note);
    assert_true(checkpoint_cosign(buffer_slice(&note), &witnesses[0], 3000, &line, &error));
    assert_true(checkpoint_add(buffer_slice(&note), buffer_slice(&line), &renewed, &error));
    assert_int_equal(renewed.size, note.size);
    assert_true(checkpoint_verify(buffer_slice(&renewed), &log.key, &witnesses[0].key, 1, &verified,
                                  &error));
    assert_true(verified.times[0] == 3000);
    buffer_text(&line, "\xe2\x80\x94 b AAAAAAA=\n");
    assert_false(checkpoint_add(buffer_slice(&note), buffer_slice(&line), &renewed, &error));
    assert_false(checkpoint_add(buffer_slice(&note), SLICE(""), &renewed, &error));
    assert_false(checkpoint_add(buffer_slice(&note), SLICE("x\n\n\xe2\x80\x94 a AAAAAAA=\n"),
                                &renewed, &error));
    buffer_free(&note);
    buffer_free(&renewed);
    buffer_free(&line);
}

static void quorum_times_are_the_oldest(void **state)
{
    static const instant times[] = {500, 0, 100, 300, 0};
    instant at;

    (void)state;
    assert_true(checkpoint_quorum_time(times, 5, 1, &at));
    assert_true(at == 100);
    assert_true(checkpoint_quorum_time(times, 5, 2, &at));
    assert_true(at == 300);
    assert_true(checkpoint_quorum_time(times, 5, 3, &at));
    assert_true(at == 500);
    assert_false(checkpoint_quorum_time(times, 5, 4, &at));
    assert_false(checkpoint_quorum_time(times, 5, 0, &at));
    assert_false(checkpoint_quorum_time(times, 0, 1, &at));
}

static void proofs_round_trip(void **state)
{
    struct digest leaves[] = {merkle_leaf(SLICE("a")), merkle_leaf(SLICE("b")),
                              merkle_leaf(SLICE("c"))};
    struct checkpoint checkpoint = checkpoint_of(3, "");
    struct proof proof = {.index = 1, .count = 2, .checkpoint = SLICE("checkpoint\n")}, read;
    struct buffer text = {0}, again = {0};
    struct error error = {0};

    (void)state;
    checkpoint.root = merkle_root_of(leaves, 3);
    proof.path[0] = leaves[0];
    proof.path[1] = leaves[2];
    for (int extra = 0; extra < 3; extra++) {
        if (extra > 0)
            proof.extra = extra == 1 ? SLICE("") : SLICE("AAAA");
        buffer_clear(&text);
        buffer_clear(&again);
        proof_format(&proof, &text);
        assert_true(proof_parse(buffer_slice(&text), &read, &error));
        proof_format(&read, &again);
        assert_true(slice_equal(buffer_slice(&text), buffer_slice(&again)));
        assert_true(proof_verify(&read, leaves[1], &checkpoint, &error));
        assert_false(proof_verify(&read, leaves[0], &checkpoint, &error));
        assert_int_equal(error.code, ERROR_PROOF_WRONG);
        for (size_t size = 0; size + sizeof "checkpoint\n" <= text.size + 1; size++)
            assert_false(proof_parse(slice_of(text.data, size), &read, &error));
    }
    checkpoint.size = 5;
    assert_false(proof_verify(&proof, leaves[1], &checkpoint, &error));
    buffer_free(&text);
    buffer_free(&again);
}

static void malformed_proofs_are_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "c2sp.org/tlog-proof@v2\nindex 0\n\nx\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\nx\n",
        "c2sp.org/tlog-proof@v1\nindex -1\n\nx\n",
        "c2sp.org/tlog-proof@v1\nindex  1\n\nx\n",
        "c2sp.org/tlog-proof@v1\nIndex 1\n\nx\n",
        "c2sp.org/tlog-proof@v1\n\nx\n",
        "c2sp.org/tlog-proof@v1\nindex 1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 1\nx\n",
        "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx\n",
        "c2sp.org/tlog-proof@v1\nindex 1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n\nx\n",
        "c2sp.org/tlog-proof@v1\nindex 1\n 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nx\n",
        "c2sp.org/tlog-proof@v1\nextra A\nindex 1\n\nx\n",
        "c2sp.org/tlog-proof@v1\nextra AB==\nindex 1\n\nx\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 1\n\nx\n",
        "c2sp.org/tlog-proof@v1\nindex 1\nextra AAAA\n\nx\n",
        "c2sp.org/tlog-proof@v1\r\nindex 1\n\nx\n",
    };
    struct buffer text = {0};
    struct error error = {0};
    struct proof proof;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(proof_parse(slice_text(bad[i]), &proof, &error));
        assert_int_equal(error.code, ERROR_PROOF_FORMAT);
    }
    buffer_text(&text, "c2sp.org/tlog-proof@v1\nindex 1\n");
    for (size_t i = 0; i <= MERKLE_INCLUSION_LIMIT; i++)
        buffer_text(&text, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    buffer_text(&text, "\nx\n");
    assert_false(proof_parse(buffer_slice(&text), &proof, &error));
    buffer_free(&text);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(texts_have_one_spelling),
    cmocka_unit_test(signatures_and_cosignatures_are_found),
    cmocka_unit_test(altered_checkpoints_are_refused),
    cmocka_unit_test(renewed_cosignatures_replace),
    cmocka_unit_test(quorum_times_are_the_oldest),
    cmocka_unit_test(proofs_round_trip),
    cmocka_unit_test(malformed_proofs_are_refused),
};

TEST_MAIN(tests)
