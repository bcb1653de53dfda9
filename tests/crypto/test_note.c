#include "test.h"

#include "base/encode.h"
#include "crypto/note.h"

/* The example of Go's golang.org/x/mod/sumdb/note. */
static const char go_key[] = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
static const char go_note[] =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\xe2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqf"
    "qdngotpRZb6KE6RyyBwJnAM=\n";

static const struct slice text = {(const uint8_t *)"proviso.xa/matters\n7\nAAAA\n", 26};

static struct note_signer signer_of(const char *name, enum note_key_type type, uint8_t number)
{
    uint8_t seed[ED25519_SEED] = {number};
    struct note_signer signer;
    struct error error = {0};

    assert_true(note_signer_make(slice_text(name), type, seed, &signer, &error));
    return signer;
}

/* true: present and right; false: absent, wrong or not a note. */
static bool verifies(struct slice bytes, const struct note_key *key, instant *time)
{
    struct error error = {0};
    struct note note;
    bool present = false;

    return note_parse(bytes, &note, &error) &&
           note_verify_one(&note, key, &present, time, &error) && present;
}

static void notes_of_others_verify(void **state)
{
    struct error error = {0};
    struct note_key key;
    struct buffer out = {0};

    (void)state;
    assert_true(note_key_parse(SLICE(go_key), &key, &error));
    assert_int_equal(key.type, NOTE_ED25519);
    assert_int_equal(key.id, 0xc74f20a3);
    assert_string_equal(key.name, "PeterNeumann");
    note_key_format(&key, &out);
    assert_string_equal(buffer_string(&out), go_key);
    assert_true(verifies(SLICE(go_note), &key, NULL));
    buffer_free(&out);
}

static void altered_notes_are_refused(void **state)
{
    struct error error = {0};
    struct note_key key;
    char altered[sizeof go_note];

    (void)state;
    assert_true(note_key_parse(SLICE(go_key), &key, &error));
    memcpy(altered, go_note, sizeof altered);
    for (size_t i = 0; i + 1 < sizeof altered; i++) {
        for (int bit = 0; bit < 8; bit++) {
            altered[i] = (char)(altered[i] ^ 1 << bit);
            assert_false(verifies(slice_of(altered, sizeof altered - 1), &key, NULL));
            altered[i] = (char)(altered[i] ^ 1 << bit);
        }
        assert_false(verifies(slice_of(altered, i), &key, NULL));
    }
}

static void keys_have_one_spelling(void **state)
{
    static const char *const bad[] = {
        "",
        "+",
        "++",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    };
    static const char *const names[] = {"",
                                        "a b",
                                        "a+b",
                                        "a\nb",
                                        ("a\xc2\xa0"
                                         "b"),
                                        "\xff",
                                        "\xe2\x80\x83",
                                        "\xc0\x80",
                                        "\xed\xa0\x80"};
    uint8_t public_key[ED25519_PUBLIC] = {1};
    struct error error = {0};
    struct note_key key;
    char name[NOTE_NAME_TEXT];

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(note_key_parse(slice_text(bad[i]), &key, &error));
        assert_int_equal(error.code, ERROR_KEY_FORMAT);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_false(note_key_make(slice_text(names[i]), NOTE_ED25519, public_key, &key, &error));
    memset(name, 'a', sizeof name);
    assert_false(
        note_key_make(slice_of(name, sizeof name), NOTE_ED25519, public_key, &key, &error));
    assert_true(
        note_key_make(slice_of(name, sizeof name - 1), NOTE_ED25519, public_key, &key, &error));
    assert_true(note_key_make(SLICE("\xc3\xa9tat.example/log"), NOTE_COSIGNATURE, public_key, &key,
                              &error));
}

static void signers_sign_and_cosign(void **state)
{
    struct note_signer log = signer_of("proviso.xa/matters", NOTE_ED25519, 1);
    struct note_signer witness = signer_of("proviso.xb/witness", NOTE_COSIGNATURE, 2);
    struct note_signer other = signer_of("proviso.xb/witness", NOTE_COSIGNATURE, 3);
    struct buffer note = {0};
    struct error error = {0};
    instant time = 0;

    (void)state;
    buffer_append(&note, text);
    buffer_byte(&note, '\n');
    assert_true(note_sign(text, &log, &note, &error));
    assert_true(note_cosign(text, &witness, 1700000000, &note, &error));
    assert_true(verifies(buffer_slice(&note), &log.key, NULL));
    assert_true(verifies(buffer_slice(&note), &witness.key, &time));
    assert_int_equal(time, 1700000000);
    assert_false(verifies(buffer_slice(&note), &other.key, &time));
    assert_false(note_sign(text, &witness, &note, &error));
    assert_false(note_cosign(text, &log, 1, &note, &error));
    assert_false(note_cosign(text, &witness, 0, &note, &error));
    assert_false(note_sign(SLICE("no newline"), &log, &note, &error));
    assert_false(note_sign(SLICE("tab\t\n"), &log, &note, &error));
    buffer_free(&note);
}

/* The cosignature's bytes as the specification has them, written here by hand. */
static void cosignatures_are_as_specified(void **state)
{
    struct note_signer witness = signer_of("w", NOTE_COSIGNATURE, 4);
    uint8_t signature[ED25519_SIGNATURE];
    struct buffer line = {0}, bytes = {0}, expected = {0};
    struct error error = {0};

    (void)state;
    ed25519_sign(&witness.pair,
                 SLICE("cosignature/v1\ntime 1679315147\nproviso.xa/matters\n7\nAAAA\n"),
                 signature);
    buffer_u32(&bytes, witness.key.id);
    buffer_u64(&bytes, 1679315147);
    buffer_append(&bytes, slice_of(signature, sizeof signature));
    buffer_text(&expected, "\xe2\x80\x94 w ");
    base64_append(&expected, buffer_slice(&bytes));
    buffer_text(&expected, "\n");
    assert_true(note_cosign(text, &witness, 1679315147, &line, &error));
    assert_true(slice_equal(buffer_slice(&line), buffer_slice(&expected)));
    buffer_free(&line);
    buffer_free(&bytes);
    buffer_free(&expected);
}

/* Lines by unknown keys are passed over; a known key's line twice, or wrong, is an error. */
static void unknown_and_doubled_lines(void **state)
{
    struct note_signer known = signer_of("known", NOTE_ED25519, 5);
    struct note_signer namesake = signer_of("known", NOTE_ED25519, 6);
    struct buffer note = {0};
    struct error error = {0};
    struct note parsed;
    bool present;

    (void)state;
    buffer_append(&note, text);
    buffer_text(&note, "\n\xe2\x80\x94 unknown AAAAAAA=\n");
    assert_true(note_parse(buffer_slice(&note), &parsed, &error));
    assert_true(note_verify_one(&parsed, &known.key, &present, NULL, &error));
    assert_false(present);
    assert_true(note_sign(text, &namesake, &note, &error));
    assert_true(note_sign(text, &known, &note, &error));
    assert_true(verifies(buffer_slice(&note), &known.key, NULL));
    assert_true(verifies(buffer_slice(&note), &namesake.key, NULL));
    assert_true(note_sign(text, &known, &note, &error));
    assert_true(note_parse(buffer_slice(&note), &parsed, &error));
    assert_false(note_verify_one(&parsed, &known.key, &present, NULL, &error));
    assert_int_equal(error.code, ERROR_NOTE_SIGNATURE);
    buffer_clear(&note);
    buffer_append(&note, text);
    buffer_byte(&note, '\n');
    assert_true(note_sign(SLICE("other\n"), &known, &note, &error));
    assert_true(note_parse(buffer_slice(&note), &parsed, &error));
    assert_false(note_verify_one(&parsed, &known.key, &present, NULL, &error));
    assert_false(present);
    buffer_free(&note);
}

/* A cosignature with a plain signature's length, or time 0, is wrong even if it verifies. */
static void cosignatures_have_a_time(void **state)
{
    struct note_signer witness = signer_of("w", NOTE_COSIGNATURE, 7);
    uint8_t signature[ED25519_SIGNATURE];
    static const char *const messages[] = {"cosignature/v1\ntime 0\nproviso.xa/matters\n7\nAAAA\n",
                                           "proviso.xa/matters\n7\nAAAA\n"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct buffer note = {0}, bytes = {0};

        ed25519_sign(&witness.pair, slice_text(messages[i]), signature);
        buffer_u32(&bytes, witness.key.id);
        if (i == 0)
            buffer_u64(&bytes, 0);
        buffer_append(&bytes, slice_of(signature, sizeof signature));
        buffer_append(&note, text);
        buffer_text(&note, "\n\xe2\x80\x94 w ");
        base64_append(&note, buffer_slice(&bytes));
        buffer_text(&note, "\n");
        assert_false(verifies(buffer_slice(&note), &witness.key, NULL));
        buffer_free(&note);
        buffer_free(&bytes);
    }
}

static void malformed_notes_are_refused(void **state)
{
    static const char line[] = "\xe2\x80\x94 a AAAAAAA=\n";
    static const char *const bad[][2] = {
        {"text\n", ""},
        {"text\n\n", ""},
        {"text", "\n\xe2\x80\x94 a AAAAAAA=\n"},
        {"text\n\n", "\xe2\x80\x94 a AAAAAAA="},
        {"text\n\n", "\xe2\x80\x94 a AAAAAA==\n"},
        {"text\n\n", "\xe2\x80\x94 a AAAAAAB=\n"},
        {"text\n\n", "\xe2\x80\x94 a  AAAAAAA=\n"},
        {"text\n\n", "\xe2\x80\x94  AAAAAAA=\n"},
        {"text\n\n", "\xe2\x80\x94 AAAAAAA=\n"},
        {"text\n\n", "- a AAAAAAA=\n"},
        {"text\n\n", " \xe2\x80\x94 a AAAAAAA=\n"},
        {"text\n\n", "\xe2\x80\x94 a+b AAAAAAA=\n"},
        {"te\txt\n\n", "\xe2\x80\x94 a AAAAAAA=\n"},
        {"te\r\n\n", "\xe2\x80\x94 a AAAAAAA=\n"},
        {"te\xff\n\n", "\xe2\x80\x94 a AAAAAAA=\n"},
        {"text\n\n", "\xe2\x80\x94 a AAAAAAA=\ntrailing\n"},
        {"text\n\n", "\xe2\x80\x94 a AAAAAAA=\n\n"},
    };
    struct buffer bytes = {0};
    struct error error = {0};
    struct note note;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        buffer_clear(&bytes);
        buffer_text(&bytes, bad[i][0]);
        buffer_text(&bytes, bad[i][1]);
        assert_false(note_parse(buffer_slice(&bytes), &note, &error));
        assert_int_equal(error.code, ERROR_NOTE_FORMAT);
    }
    assert_false(note_parse(SLICE("text\0\n\n\xe2\x80\x94 a AAAAAAA=\n"), &note, &error));
    buffer_clear(&bytes);
    buffer_text(&bytes, "text\n\nmore\n\n");
    for (size_t i = 0; i < NOTE_SIGNATURES; i++)
        buffer_text(&bytes, line);
    assert_true(note_parse(buffer_slice(&bytes), &note, &error));
    assert_true(slice_is(note.text, "text\n\nmore\n"));
    assert_int_equal(note.count, NOTE_SIGNATURES);
    buffer_text(&bytes, line);
    assert_false(note_parse(buffer_slice(&bytes), &note, &error));
    buffer_clear(&bytes);
    memset(buffer_reserve(&bytes, NOTE_LIMIT), '\n', NOTE_LIMIT);
    bytes.size = NOTE_LIMIT;
    buffer_text(&bytes, line);
    assert_false(note_parse(buffer_slice(&bytes), &note, &error));
    buffer_free(&bytes);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(notes_of_others_verify),        cmocka_unit_test(altered_notes_are_refused),
    cmocka_unit_test(keys_have_one_spelling),        cmocka_unit_test(signers_sign_and_cosign),
    cmocka_unit_test(cosignatures_are_as_specified), cmocka_unit_test(unknown_and_doubled_lines),
    cmocka_unit_test(cosignatures_have_a_time),      cmocka_unit_test(malformed_notes_are_refused),
};

TEST_MAIN(tests)
