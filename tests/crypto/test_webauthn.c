#include "test.h"

#include "base/encode.h"
#include "crypto/armour.h"
#include "crypto/cbor.h"
#include "crypto/signature.h"
#include "crypto/webauthn_data.h"
#include "sshsig_maker.h"
#include "webauthn_maker.h"

static const struct slice message = {(const uint8_t *)"{\"type\":\"proviso/1 request\"}", 28};

static const enum cose_algorithm both[] = {COSE_ES256, COSE_EDDSA};

/* What the signature over `message` says, or the error's code: 0 and the faults, or a code. */
struct outcome {
    enum error_code code;
    unsigned faults;
};

static struct outcome judge(const struct webauthn_assertion *assertion)
{
    struct webauthn_signature made;
    struct arena arena = {0};
    struct error error = {0};
    struct outcome outcome = {0};

    if (webauthn_assertion_verify(assertion, message, &arena, &made, &error))
        outcome.faults = made.faults;
    else
        outcome.code = error.code;
    arena_free(&arena);
    return outcome;
}

static struct outcome outcome_of(const struct webauthn_maker *maker)
{
    struct webauthn_assertion assertion;
    struct arena memory = {0};
    struct outcome outcome;

    webauthn_make_assertion(maker, message, &memory, &assertion);
    outcome = judge(&assertion);
    arena_free(&memory);
    return outcome;
}

static void assert_outcome(const struct webauthn_maker *maker, enum error_code code,
                           unsigned faults)
{
    struct outcome outcome = outcome_of(maker);

    assert_string_equal(error_name(outcome.code), error_name(code));
    assert_int_equal(outcome.faults, faults);
}

static void signatures_verify(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct webauthn_maker maker = webauthn_maker_new(both[i], 1);
        struct buffer armour = {0}, line = {0};
        struct arena arena = {0};
        struct error error = {0};
        struct webauthn_signature made;
        struct webauthn_key key;

        webauthn_make(&maker, message, &armour);
        assert_true(webauthn_verify(buffer_slice(&armour), message, &arena, &made, &error));
        assert_int_equal(made.faults, 0);
        assert_false(made.key.may_be_backed_up);
        assert_true(slice_is(made.origin, "https://sign.xa.example"));
        webauthn_make_line(&maker, &line);
        assert_true(webauthn_key_parse(buffer_slice(&line), &key, &error));
        assert_true(cose_key_equal(&key.cose, &made.key.cose));
        assert_true(digest_equal(key.rp, made.key.rp));
        assert_true(digest_equal(key.credential, made.key.credential));
        /* Replayed for another payload, it stays a valid assertion, but not of that payload. */
        assert_true(webauthn_verify(buffer_slice(&armour), SLICE("other"), &arena, &made, &error));
        assert_int_equal(made.faults, WEBAUTHN_OTHER_PAYLOAD);
        buffer_free(&armour);
        buffer_free(&line);
        arena_free(&arena);
    }
}

static void what_is_said_is_handed_out(void **state)
{
    struct webauthn_maker good = webauthn_maker_new(COSE_ES256, 2), maker;

    (void)state;
    maker = good;
    maker.type = "webauthn.create";
    assert_outcome(&maker, ERROR_NONE, WEBAUTHN_OTHER_TYPE);
    maker = good;
    maker.type = "payment.get";
    assert_outcome(&maker, ERROR_NONE, WEBAUTHN_OTHER_TYPE);
    maker = good;
    maker.cross_origin = "true";
    assert_outcome(&maker, ERROR_NONE, WEBAUTHN_CROSS_ORIGIN);
    maker = good;
    maker.tail = ",\"topOrigin\":\"https://evil.example\"";
    assert_outcome(&maker, ERROR_NONE, WEBAUTHN_CROSS_ORIGIN);
    maker = good;
    maker.flags = AUTHENTICATOR_PRESENT;
    assert_outcome(&maker, ERROR_NONE, WEBAUTHN_NOT_VERIFIED);
    maker = good;
    maker.flags = AUTHENTICATOR_VERIFIED;
    assert_outcome(&maker, ERROR_NONE, WEBAUTHN_NOT_PRESENT);
    maker.flags = 0;
    maker.type = "x";
    maker.cross_origin = "true";
    assert_outcome(&maker, ERROR_NONE,
                   WEBAUTHN_OTHER_TYPE | WEBAUTHN_CROSS_ORIGIN | WEBAUTHN_NOT_PRESENT |
                       WEBAUTHN_NOT_VERIFIED);
    /* The counter means nothing here; crossOrigin may be absent; browsers add members at random. */
    maker = good;
    maker.counter = 0;
    maker.cross_origin = NULL;
    maker.tail = ",\"other_keys_can_be_added_here\":\"do not compare with a template\","
                 "\"tokenBinding\":{\"status\":\"supported\"}";
    assert_outcome(&maker, ERROR_NONE, 0);
    maker = good;
    maker.counter = UINT32_MAX;
    assert_outcome(&maker, ERROR_NONE, 0);
}

static void backup_flags_are_read(void **state)
{
    static const struct {
        uint8_t flags;
        enum error_code code;
        bool backed_up;
    } cases[] = {{0x05, ERROR_NONE, false},
                 {0x0d, ERROR_NONE, true},
                 {0x1d, ERROR_NONE, true},
                 {0x15, ERROR_SIGNATURE_FORMAT, false}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct webauthn_maker maker = webauthn_maker_new(COSE_EDDSA, 3);
        struct webauthn_assertion assertion;
        struct webauthn_signature made = {.faults = 0};
        struct arena memory = {0};
        struct error error = {0};

        maker.flags = cases[i].flags;
        webauthn_make_assertion(&maker, message, &memory, &assertion);
        webauthn_assertion_verify(&assertion, message, &memory, &made, &error);
        assert_int_equal(error.code, cases[i].code);
        assert_int_equal(made.key.may_be_backed_up, cases[i].backed_up);
        arena_free(&memory);
    }
}

/* clientDataJSON that is rightly signed, but not what a browser writes. */
static void client_data_is_strict(void **state)
{
#define TYPE      "\"type\":\"webauthn.get\""
#define CHALLENGE "\"challenge\":\"x\""
#define ORIGIN    "\"origin\":\"https://sign.xa.example\""
    static const char *const texts[] = {
        "",
        "x",
        "[]",
        "{}",
        "\"webauthn.get\"",
        "{" CHALLENGE "," ORIGIN "}",
        "{" TYPE "," ORIGIN "}",
        "{" TYPE "," CHALLENGE "}",
        "{" TYPE "," CHALLENGE "," ORIGIN "}x",
        "{" TYPE "," CHALLENGE "," ORIGIN "}{}",
        "\xef\xbb\xbf{" TYPE "," CHALLENGE "," ORIGIN "}",
        "{" TYPE "," CHALLENGE "," ORIGIN ",}",
        "{" TYPE "," TYPE "," CHALLENGE "," ORIGIN "}",
        "{" TYPE "," CHALLENGE "," CHALLENGE "," ORIGIN "}",
        "{" TYPE "," CHALLENGE "," ORIGIN "," ORIGIN "}",
        "{" TYPE "," CHALLENGE "," ORIGIN ",\"o\\u0072igin\":\"https://evil.example\"}",
        "{" TYPE "," CHALLENGE "," ORIGIN ",\"crossOrigin\":false,\"crossOrigin\":true}",
        "{" TYPE "," CHALLENGE "," ORIGIN ",\"crossOrigin\":\"false\"}",
        "{" TYPE "," CHALLENGE "," ORIGIN ",\"crossOrigin\":null}",
        "{" TYPE "," CHALLENGE "," ORIGIN ",\"crossOrigin\":0}",
        "{\"type\":null," CHALLENGE "," ORIGIN "}",
        "{\"type\":[\"webauthn.get\"]," CHALLENGE "," ORIGIN "}",
        "{" TYPE ",\"challenge\":1," ORIGIN "}",
        "{" TYPE "," CHALLENGE ",\"origin\":\"\"}",
        "{" TYPE "," CHALLENGE ",\"origin\":\"https://s\xc3\xadgn.xa.example\"}",
        "{" TYPE "," CHALLENGE ",\"origin\":\"https://sign.xa.example\\u202e\"}",
        "{" TYPE "," CHALLENGE ",\"origin\":\"https://sign.xa.example\\u0000\"}",
        "{" TYPE "," CHALLENGE "," ORIGIN ",\"x\":[[[[[1]]]]]}",
        "{" TYPE "," CHALLENGE "," ORIGIN ",\"x\":1.5}",
        "{" TYPE "," CHALLENGE "," ORIGIN ",\"x\":\"\xff\"}",
    };
    struct webauthn_maker maker = webauthn_maker_new(COSE_ES256, 4);
    struct buffer text = {0};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct webauthn_assertion assertion;
        struct arena memory = {0};

        maker.client_data = slice_text(texts[i]);
        webauthn_make_assertion(&maker, message, &memory, &assertion);
        assertion.client_data = maker.client_data;
        if (judge(&assertion).code != ERROR_SIGNATURE_FORMAT)
            fail_msg("accepted: %s", texts[i]);
        arena_free(&memory);
    }
    maker.client_data = SLICE("{" TYPE "," CHALLENGE "," ORIGIN "}");
    assert_outcome(&maker, ERROR_NONE, WEBAUTHN_OTHER_PAYLOAD);
    buffer_text(&text, "{" TYPE "," CHALLENGE "," ORIGIN ",\"x\":\"");
    while (text.size < WEBAUTHN_CLIENT_DATA_MOST - 2)
        buffer_byte(&text, 'x');
    buffer_text(&text, "\"}");
    maker.client_data = buffer_slice(&text);
    assert_outcome(&maker, ERROR_NONE, WEBAUTHN_OTHER_PAYLOAD);
    text.size -= 2;
    buffer_text(&text, "x\"}");
    maker.client_data = buffer_slice(&text);
    assert_outcome(&maker, ERROR_SIGNATURE_FORMAT, 0);
    buffer_free(&text);
#undef TYPE
#undef CHALLENGE
#undef ORIGIN
}

/* The challenge has one spelling: unpadded base64url of exactly the 32 bytes. */
static void challenge_is_exact(void **state)
{
    static const char *const endings[] = {"", "=", "A", "\\n", "%3D"};
    struct digest hash = sha256_of(message);
    struct webauthn_maker maker = webauthn_maker_new(COSE_ES256, 5);

    (void)state;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct buffer text = {0};

        buffer_text(&text, "{\"type\":\"webauthn.get\",\"challenge\":\"");
        base64url_append(&text, digest_slice(&hash));
        buffer_format(&text, "%s\",\"origin\":\"https://a.example\"}", endings[i]);
        maker.client_data = buffer_slice(&text);
        if (i == 3)
            assert_outcome(&maker, ERROR_SIGNATURE_FORMAT, 0);
        else
            assert_outcome(&maker, ERROR_NONE, i == 0 ? 0 : WEBAUTHN_OTHER_PAYLOAD);
        buffer_free(&text);
    }
}

static void authenticator_data_is_strict(void **state)
{
    static const struct {
        uint8_t flags;
        struct slice extensions;
        enum error_code code;
    } cases[] = {
#define BYTES(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}
        {0x05, BYTES("\0"), ERROR_SIGNATURE_FORMAT},
        {0x05, BYTES("\xa0"), ERROR_SIGNATURE_FORMAT},
        {0x85, {0}, ERROR_SIGNATURE_FORMAT},
        {0x85, BYTES("\xa0"), ERROR_NONE},
        {0x85, BYTES("\xa0\0"), ERROR_SIGNATURE_FORMAT},
        {0x85, BYTES("\xa0\xa0"), ERROR_SIGNATURE_FORMAT},
        {0x85, BYTES("\xa1\x61x\x01"), ERROR_NONE},
        {0x85, BYTES("\xa1\x61x\x18\x01"), ERROR_SIGNATURE_FORMAT}, /* not the shortest form */
        {0x85, BYTES("\xa1\x61x"), ERROR_SIGNATURE_FORMAT},
        {0x85, BYTES("\xa1\x61x\x5a\xff\xff\xff\xff"), ERROR_SIGNATURE_FORMAT},
        {0x85, BYTES("\xbb\xff\xff\xff\xff\xff\xff\xff\xff"), ERROR_SIGNATURE_FORMAT},
        {0x85, BYTES("\xbf\xff"), ERROR_SIGNATURE_FORMAT}, /* of indefinite length */
        {0x85, BYTES("\x80"), ERROR_SIGNATURE_FORMAT},     /* no map */
        {0x85, BYTES("\xa1\x01\x81\x81\x81\x01"), ERROR_NONE},
        {0x85, BYTES("\xa1\x01\x81\x81\x81\x81\x01"), ERROR_SIGNATURE_FORMAT},
        {0x85, BYTES("\xa1\x01\xf9\0\0"), ERROR_SIGNATURE_FORMAT}, /* a float */
        {0x85, BYTES("\xa1\x01\xc0\x01"), ERROR_SIGNATURE_FORMAT}, /* a tag */
        {0x45, {0}, ERROR_SIGNATURE_FORMAT},                       /* credential data */
        {0x07, {0}, ERROR_SIGNATURE_FORMAT},                       /* bits of the future */
        {0x25, {0}, ERROR_SIGNATURE_FORMAT},
#undef BYTES
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct webauthn_maker maker = webauthn_maker_new(COSE_EDDSA, 6);

        maker.flags = cases[i].flags;
        maker.extensions = cases[i].extensions;
        assert_outcome(&maker, cases[i].code, 0);
    }
}

static void extensions_are_bounded(void **state)
{
    struct webauthn_maker maker = webauthn_maker_new(COSE_EDDSA, 7);
    uint8_t bytes[WEBAUTHN_EXTENSIONS_MOST + 1] = {0xa1, 0x01, 0x58, WEBAUTHN_EXTENSIONS_MOST - 4};

    (void)state;
    maker.flags |= AUTHENTICATOR_EXTENSIONS;
    maker.extensions = slice_of(bytes, WEBAUTHN_EXTENSIONS_MOST);
    assert_outcome(&maker, ERROR_NONE, 0);
    bytes[3]++;
    maker.extensions.size++;
    assert_outcome(&maker, ERROR_SIGNATURE_FORMAT, 0);
}

/* Any bit changed in any field: refused, or (the credential ID is not signed) another credential. */
static void alterations_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct webauthn_maker maker = webauthn_maker_new(both[i], 8);
        struct webauthn_assertion assertion;
        struct arena memory = {0};
        struct slice *fields[] = {&assertion.key, &assertion.authenticator_data,
                                  &assertion.client_data, &assertion.signature};

        webauthn_make_assertion(&maker, message, &memory, &assertion);
        for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
            struct slice kept = *fields[f];
            uint8_t *bytes = (uint8_t *)arena_copy(&memory, kept).data;

            for (size_t bit = 0; bit < kept.size * 8; bit++) {
                bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
                *fields[f] = slice_of(bytes, kept.size);
                assert_int_not_equal(judge(&assertion).code, ERROR_NONE);
                bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
            }
            for (size_t size = 0; size < kept.size; size++) {
                *fields[f] = slice_of(bytes, size);
                assert_int_not_equal(judge(&assertion).code, ERROR_NONE);
            }
            *fields[f] = kept;
        }
        assert_int_equal(judge(&assertion).code, ERROR_NONE);
        assertion.credential = slice_of(NULL, 0);
        assert_int_equal(judge(&assertion).code, ERROR_SIGNATURE_FORMAT);
        assertion.credential = slice_of(arena_take(&memory, 256), 256);
        assert_int_equal(judge(&assertion).code, ERROR_SIGNATURE_FORMAT);
        arena_free(&memory);
    }
}

/* One block more or less, other labels, other line lengths: one spelling is accepted. */
static void armour_has_one_spelling(void **state)
{
    static const char *const labels[] = {"SSH SIGNATURE", "PROVISO WEBAUTHN REGISTRATION",
                                         "PROVISO WEBAUTHN SIGNATURE "};
    struct webauthn_maker maker = webauthn_maker_new(COSE_ES256, 9);
    struct buffer armour = {0}, blob = {0}, other = {0};
    struct webauthn_signature made;
    struct arena arena = {0};
    struct error error = {0};

    (void)state;
    webauthn_make(&maker, message, &armour);
    assert_true(armour_read(WEBAUTHN_LABEL, buffer_slice(&armour), WEBAUTHN_ARMOUR_LIMIT, &blob));
    for (size_t i = 0; i < 3; i++) {
        buffer_clear(&other);
        armour_write(labels[i], buffer_slice(&blob), &other);
        assert_false(webauthn_verify(buffer_slice(&other), message, &arena, &made, &error));
        assert_int_equal(error.code, ERROR_SIGNATURE_FORMAT);
    }
    for (size_t i = 0; i <= armour.size; i++) {
        buffer_clear(&other);
        buffer_append(&other, slice_part(buffer_slice(&armour), 0, i));
        buffer_byte(&other, '\n');
        buffer_append(&other, slice_from(buffer_slice(&armour), i));
        assert_false(webauthn_verify(buffer_slice(&other), message, &arena, &made, &error));
    }
    for (size_t size = 0; size < blob.size; size++) {
        buffer_clear(&other);
        armour_write(WEBAUTHN_LABEL, slice_of(blob.data, size), &other);
        assert_false(webauthn_verify(buffer_slice(&other), message, &arena, &made, &error));
        assert_int_equal(error.code, ERROR_SIGNATURE_FORMAT);
    }
    buffer_byte(&blob, 0);
    buffer_clear(&other);
    armour_write(WEBAUTHN_LABEL, buffer_slice(&blob), &other);
    assert_false(webauthn_verify(buffer_slice(&other), message, &arena, &made, &error));
    buffer_free(&armour);
    buffer_free(&blob);
    buffer_free(&other);
    arena_free(&arena);
}

/* ECDSA signatures that are not in strict DER, and the two values of s. */
static void signature_has_strict_der(void **state)
{
    static const struct slice bad[] = {
#define BYTES(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}
        BYTES(""),
        BYTES("\x30\x00"),
        BYTES("\x30\x06\x02\x01\x00\x02\x01\x01"),     /* r = 0 */
        BYTES("\x30\x06\x02\x01\x01\x02\x01\x00"),     /* s = 0 */
        BYTES("\x30\x06\x02\x01\xff\x02\x01\x01"),     /* r negative */
        BYTES("\x30\x07\x02\x02\x00\x01\x02\x01\x01"), /* r padded */
        BYTES("\x30\x81\x06\x02\x01\x01\x02\x01\x01"), /* length in the long form */
        BYTES("\x30\x06\x02\x01\x01\x02\x01\x01\x00"), /* behind */
        BYTES("\x30\x07\x02\x01\x01\x02\x01\x01\x00"), /* inside, behind */
        BYTES("\x31\x06\x02\x01\x01\x02\x01\x01"),
        BYTES("\x30\x06\x03\x01\x01\x02\x01\x01"),
#undef BYTES
    };
    struct webauthn_maker maker = webauthn_maker_new(COSE_ES256, 10);
    struct buffer signature = {0};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(p256_verify(maker.key.point, message, bad[i]));
    webauthn_sign(&maker, message, &signature);
    assert_true(p256_verify(maker.key.point, message, buffer_slice(&signature)));
    buffer_byte(&signature, 0);
    assert_false(p256_verify(maker.key.point, message, buffer_slice(&signature)));
    buffer_free(&signature);
}

static struct slice from_hex(struct arena *arena, const char *hex)
{
    size_t size = strlen(hex) / 2;
    uint8_t *bytes = arena_take(arena, size + 1);

    assert_true(hex_read(slice_text(hex), bytes, size));
    return slice_of(bytes, size);
}

/* The assertions of the specification's own vectors (WebAuthn Level 3, 16.2, 16.3 and 16.11). They
 * were made without the user's verification and for challenges that are no payload's. */
static void vectors_of_the_specification(void **state)
{
    static const char rest_16_2[] =
        "224f63446e55685158756c5455506f334a5558543049393770767a7a59425039745a63685879617630314167";
    static const struct {
        const char *key, *flags, *challenge, *tail, *signature;
    } vectors[] = {
        {"a5010203262001215820afefa16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df6122582"
         "0"
         "930a56b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220",
         "19", rest_16_2, "",
         "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0"
         "b"
         "93538174f575bf11a1dd5d78c6e486013f937295ea13653e331e87"},
        {"a5010203262001215820eb151c8176b225cc651559fecf07af450fd85802046656b34c18f6cf193843c522582"
         "0"
         "927b8aa427a2be1b8834d233a2d34f61f13bfd44119c325d5896e183fee484f2",
         "09",
         "225248696843784e534e493352594d45314f7731476d3132786e726b634a5f6666707637546e2d4a71386773",
         "2c22657874726144617461223a22636c69656e74446174614a534f4e206d617920626520657874656e6465642"
         "077"
         "697468206164646974696f6e616c206669656c647320696e20746865206675747572652c20737563682061732"
         "07468"
         "69733a206754623533727a36456853576f6d58477a696d43315122",
         "304402203310b9431903c401f1be2bdc8d23a4007682dbbddcf846994947b7f465daf84002204e94dd00047b3"
         "160"
         "61b3b99772b7efd95994a83ef584b3b6b825ea3550251b66"},
        {"a401010327200621582044e06ddd331c36a8dc667bab52bcae63486c916aa5e339e6acebaa84934bf832",
         "01",
         "2269566c583442786a4f6d6d44534b4c596f7870557439736e364d48454f7943413135726947514a6e763949",
         "",
         "f5c59c7e46c34f6f8cc197101ddf9934fa2595f68eb1913a637e8419eb9ba4cfdfc48f85393bc0d40b011f0d6"
         "f"
         "ecb097d6607525713223a0dc0d453993dae00b"},
    };
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        struct digest rp = sha256_of(SLICE("example.org"));
        struct buffer data = {0}, client = {0};
        struct webauthn_assertion assertion;
        struct outcome outcome;

        buffer_append(&data, digest_slice(&rp));
        buffer_append(&data, from_hex(&arena, vectors[i].flags));
        buffer_append(&data, SLICE("\0\0\0\0"));
        buffer_text(&client, "{\"type\":\"webauthn.get\",\"challenge\":");
        buffer_append(&client, from_hex(&arena, vectors[i].challenge));
        buffer_text(&client, "\",\"origin\":\"https://example.org\",\"crossOrigin\":false");
        buffer_append(&client, from_hex(&arena, vectors[i].tail));
        buffer_text(&client, "}");
        assertion = (struct webauthn_assertion){
            .key = from_hex(&arena, vectors[i].key),
            .credential = SLICE("any"),
            .authenticator_data = buffer_slice(&data),
            .client_data = buffer_slice(&client),
            .signature = from_hex(&arena, vectors[i].signature),
        };
        outcome = judge(&assertion);
        assert_string_equal(error_name(outcome.code), "none");
        assert_int_equal(outcome.faults, WEBAUTHN_OTHER_PAYLOAD | WEBAUTHN_NOT_VERIFIED);
        buffer_free(&data);
        buffer_free(&client);
    }
    arena_free(&arena);
}

/* Signatures of both kinds stand under one statement; each block has its own label. */
static void kinds_mix(void **state)
{
    struct webauthn_maker credential = webauthn_maker_new(COSE_ES256, 15);
    struct sshsig_maker ssh = sshsig_maker_ed25519(15);
    struct slice blocks[SIGNATURE_BLOCKS];
    struct signature made[2];
    struct buffer all = {0};
    struct arena arena = {0};
    struct error error = {0};
    size_t count;

    (void)state;
    webauthn_make(&credential, message, &all);
    sshsig_make(&ssh, message, "proviso", &all);
    assert_true(signature_split(buffer_slice(&all), blocks, &count, &error));
    assert_int_equal(count, 2);
    for (size_t i = 0; i < 2; i++)
        assert_true(signature_verify(blocks[i], message, &arena, &made[i], &error));
    assert_int_equal(made[0].kind, SIGNING_WEBAUTHN);
    assert_true(signature_by_ssh(&made[1], &ssh.key));
    assert_false(signature_by_ssh(&made[0], &ssh.key));
    assert_true(signature_compare(&made[0], &made[1]) > 0);
    assert_int_equal(signature_compare(&made[0], &made[0]), 0);
    for (size_t i = 0; i < 3; i++)
        webauthn_make(&credential, message, &all);
    assert_false(signature_split(buffer_slice(&all), blocks, &count, &error));
    assert_false(signature_split(SLICE(""), blocks, &count, &error));
    arena_free(&arena);
    buffer_free(&all);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(signatures_verify),
    cmocka_unit_test(what_is_said_is_handed_out),
    cmocka_unit_test(backup_flags_are_read),
    cmocka_unit_test(client_data_is_strict),
    cmocka_unit_test(challenge_is_exact),
    cmocka_unit_test(authenticator_data_is_strict),
    cmocka_unit_test(extensions_are_bounded),
    cmocka_unit_test(alterations_are_refused),
    cmocka_unit_test(armour_has_one_spelling),
    cmocka_unit_test(signature_has_strict_der),
    cmocka_unit_test(vectors_of_the_specification),
    cmocka_unit_test(kinds_mix),
};

TEST_MAIN(tests)
