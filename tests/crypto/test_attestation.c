#include "test.h"

#include "base/encode.h"
#include "crypto/armour.h"
#include "crypto/signature.h"
#include "crypto/webauthn_data.h"
#include "webauthn_maker.h"

/* A registration that `maker` makes; the slices live in the buffers. */
struct made {
    struct buffer attestation, client_data;
    struct registration registration;
};

static struct made make(const struct webauthn_maker *maker, bool self)
{
    struct made made = {0};

    webauthn_make_client_data(maker, "webauthn.create", SLICE("sixteen bytes ok"),
                              &made.client_data);
    webauthn_make_attestation(maker, buffer_slice(&made.client_data), self, &made.attestation);
    made.registration = (struct registration){
        slice_text(maker->rp), buffer_slice(&made.attestation), buffer_slice(&made.client_data)};
    return made;
}

static void made_free(struct made *made)
{
    buffer_free(&made->attestation);
    buffer_free(&made->client_data);
}

static bool accepts(const struct registration *registration, struct buffer *line)
{
    struct error error = {0};

    buffer_clear(line);
    if (registration_check(registration, line, &error))
        return true;
    assert_int_equal(error.code, ERROR_KEY_FORMAT);
    assert_int_equal(line->size, 0);
    return false;
}

static void registrations_become_key_lines(void **state)
{
    static const enum cose_algorithm both[] = {COSE_ES256, COSE_EDDSA};

    (void)state;
    for (unsigned i = 0; i < 8; i++) {
        struct webauthn_maker maker = webauthn_maker_new(both[i % 2], i);
        struct buffer line = {0}, expected = {0}, blob = {0}, armour = {0};
        struct error error = {0};
        struct signing_key key;
        struct made made;

        if (i >= 4)
            maker.flags |= AUTHENTICATOR_BACKUP_ELIGIBLE;
        made = make(&maker, i / 2 % 2);
        webauthn_make_line(&maker, &expected);
        registration_append(&made.registration, &blob);
        armour_write(REGISTRATION_LABEL, buffer_slice(&blob), &armour);
        assert_true(registration_read(buffer_slice(&armour), &line, &error));
        assert_string_equal(buffer_string(&line), buffer_string(&expected));
        assert_true(signing_key_parse(buffer_slice(&line), SSH_LINE_EXACT, &key, &error));
        assert_int_equal(key.webauthn.may_be_backed_up, i >= 4);
        buffer_byte(&armour, '\n');
        assert_false(registration_read(buffer_slice(&armour), &line, &error));
        made_free(&made);
        buffer_free(&line);
        buffer_free(&expected);
        buffer_free(&blob);
        buffer_free(&armour);
    }
}

static void falsified_registrations_are_refused(void **state)
{
    struct webauthn_maker good = webauthn_maker_new(COSE_ES256, 20), makers[12];
    struct buffer line = {0};
    size_t count = 0;

    (void)state;
    makers[count] = good, makers[count++].type = "webauthn.get";
    makers[count] = good, makers[count++].cross_origin = "true";
    makers[count] = good, makers[count++].tail = ",\"topOrigin\":\"https://a.example\"";
    makers[count] = good, makers[count++].origin = "https://evil.example";
    makers[count] = good, makers[count++].origin = "http://sign.xa.example";
    makers[count] = good, makers[count++].origin = "https://sign.xa.example.";
    makers[count] = good, makers[count++].rp = "example";
    makers[count] = good, makers[count++].flags = AUTHENTICATOR_PRESENT;
    makers[count] = good, makers[count++].flags = AUTHENTICATOR_VERIFIED;
    makers[count] = good, makers[count++].flags |= AUTHENTICATOR_EXTENSIONS;
    makers[count] = good, makers[count++].extensions = SLICE("\xa0");
    makers[count] = good, makers[count++].tail = ",\"type\":\"webauthn.create\"";
    for (size_t i = 0; i < count; i++) {
        struct made made = make(&makers[i], false);

        if (accepts(&made.registration, &line))
            fail_msg("registration %zu", i);
        made_free(&made);
    }
    buffer_free(&line);
}

/* Another RP ID beside it; a key swapped under a self attestation; cut and lengthened objects. */
static void altered_attestations_are_refused(void **state)
{
    struct webauthn_maker maker = webauthn_maker_new(COSE_ES256, 21);
    struct made made = make(&maker, true);
    struct registration changed = made.registration;
    struct buffer line = {0};

    (void)state;
    assert_true(accepts(&changed, &line));
    changed.rp = SLICE("xa.example");
    assert_false(accepts(&changed, &line));
    changed.rp = made.registration.rp;
    for (size_t size = 0; size < made.attestation.size; size++) {
        changed.attestation.size = size;
        assert_false(accepts(&changed, &line));
    }
    buffer_byte(&made.attestation, 0);
    changed.attestation = buffer_slice(&made.attestation);
    assert_false(accepts(&changed, &line));
    made.attestation.size--;
    for (size_t bit = 0; bit < made.attestation.size * 8; bit++) {
        made.attestation.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        changed.attestation = buffer_slice(&made.attestation);
        assert_false(accepts(&changed, &line));
        made.attestation.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    made_free(&made);
    buffer_free(&line);
}

static void objects_are_strict(void **state)
{
    static const char *const heads[] = {
        "a363666d7463746f6d6761747453746d74a06861757468446174615802", /* format "tom" */
        "a363666d74646e6f6e656761747453746d74a163616c67266861757468446174615802",
        "a463666d74646e6f6e6563666d74646e6f6e656761747453746d74a0",
        "a363666d74646e6f6e6563666d74646e6f6e656761747453746d74a0",
        "bf63666d74646e6f6e656761747453746d74a0",
        "a0",
        "80",
    };
    struct webauthn_maker maker = webauthn_maker_new(COSE_ES256, 22);
    struct made made = make(&maker, false);
    struct registration changed = made.registration;
    struct buffer line = {0};

    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        uint8_t bytes[80] = {0};
        size_t size = strlen(heads[i]) / 2;

        assert_true(hex_read(slice_text(heads[i]), bytes, size));
        changed.attestation = slice_of(bytes, size);
        assert_false(accepts(&changed, &line));
        changed.attestation.size = sizeof bytes;
        assert_false(accepts(&changed, &line));
    }
    made_free(&made);
    buffer_free(&line);
}

/* WebAuthn Level 3, 16.3: ES256 with self attestation, user verified, backed up. */
static void vector_of_the_specification(void **state)
{
    static const char client_data[] =
        "{\"type\":\"webauthn.create\",\"challenge\":\"eGnCt3LUtY66k3jPjynibPk1qnffDaifqZwL3Ap29-"
        "U\","
        "\"origin\":\"https://example.org\",\"crossOrigin\":false,\"extraData\":\"clientDataJSON "
        "may be "
        "extended with additional fields in the future, such as this: U9hTXvKE2URkMnb_0xYHVg\"}";
    static const char attestation[] =
        "a363666d74667061636b65646761747453746d74a263616c672663736967584630440220067a20754ab925005d"
        "bf37"
        "8097c92120031581c73228d1fb4f5b881bcd7da98302207fc7b147558c7c0eba3af18bd9d121fa3d3a26d17fe3"
        "f220"
        "272178f473b6006d68617574684461746158a4bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0"
        "f014"
        "52b2e4b55d00000000df850e09db6afbdfab51697791506cfc0020455ef34e2043a87db3d4afeb39bbcb6cc32d"
        "f934"
        "7c789a865ecdca129cbef58ca5010203262001215820eb151c8176b225cc651559fecf07af450fd85802046656"
        "b34c"
        "18f6cf193843c5225820927b8aa427a2be1b8834d233a2d34f61f13bfd44119c325d5896e183fee484f2";
    uint8_t bytes[sizeof attestation / 2];
    struct registration registration = {
        SLICE("example.org"), {bytes, sizeof bytes}, SLICE(client_data)};
    struct buffer line = {0};

    (void)state;
    assert_true(hex_read(slice_text(attestation), bytes, sizeof bytes));
    assert_true(accepts(&registration, &line));
    assert_true(slice_starts(buffer_slice(&line), SLICE("webauthn example.org RV7zTiBDqH2z1K/r")));
    assert_true(slice_ends(buffer_slice(&line), SLICE(" backed-up")));
    registration.client_data.size--;
    assert_false(accepts(&registration, &line));
    buffer_free(&line);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(registrations_become_key_lines),
    cmocka_unit_test(falsified_registrations_are_refused),
    cmocka_unit_test(altered_attestations_are_refused),
    cmocka_unit_test(objects_are_strict),
    cmocka_unit_test(vector_of_the_specification),
};

TEST_MAIN(tests)
