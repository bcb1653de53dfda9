/* What an appointment names: credentials' keys, their lines, and the origins of signing pages. */
#include "test.h"

#include "base/encode.h"
#include "crypto/cbor.h"
#include "crypto/origin.h"
#include "crypto/signature.h"
#include "sshsig_maker.h"
#include "webauthn_maker.h"

static const enum cose_algorithm both[] = {COSE_ES256, COSE_EDDSA};

static void keys_are_strict(void **state)
{
    struct cose_key key, off = webauthn_maker_new(COSE_ES256, 11).key;
    struct cose_key zero = {.algorithm = COSE_EDDSA, .point = {0}};
    struct buffer bytes = {0};
    struct slice rest;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct webauthn_maker maker = webauthn_maker_new(both[i], 11);

        buffer_clear(&bytes);
        cose_key_append(&maker.key, &bytes);
        buffer_byte(&bytes, 0x77);
        rest = buffer_slice(&bytes);
        assert_true(cose_key_take(&rest, &key));
        assert_true(cose_key_equal(&key, &maker.key));
        assert_int_equal(rest.size, 1);
        for (size_t size = 0; size < bytes.size - 1; size++) {
            rest = slice_of(bytes.data, size);
            assert_false(cose_key_take(&rest, &key));
            assert_int_equal(rest.size, size);
        }
        for (size_t at = 0; at < 10; at++) {
            bytes.data[at] ^= 1;
            rest = buffer_slice(&bytes);
            assert_false(cose_key_take(&rest, &key));
            bytes.data[at] ^= 1;
        }
    }
    /* Not on the curve; the neutral point; a coordinate above the field's prime. */
    off.point[63] ^= 1;
    assert_false(p256_is_point(off.point));
    memset(off.point, 0, sizeof off.point);
    assert_false(p256_is_point(off.point));
    memset(off.point, 0xff, 32);
    assert_false(p256_is_point(off.point));
    zero.point[0] = 1;
    assert_false(ed25519_is_point(zero.point));
    buffer_free(&bytes);
}

static void key_lines_have_one_spelling(void **state)
{
    static const char *const endings[] = {" backed-up", " ", "\n", "=", " backed-up ", " x", "\t"};
    struct webauthn_maker maker = webauthn_maker_new(COSE_ES256, 12);
    struct buffer line = {0}, changed = {0};
    struct error error = {0};
    struct webauthn_key key;
    struct signing_key any;

    (void)state;
    webauthn_make_line(&maker, &line);
    assert_true(webauthn_key_parse(buffer_slice(&line), &key, &error));
    assert_false(key.may_be_backed_up);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        buffer_clear(&changed);
        buffer_append(&changed, buffer_slice(&line));
        buffer_text(&changed, endings[i]);
        assert_int_equal(webauthn_key_parse(buffer_slice(&changed), &key, &error), i == 0);
        if (i == 0)
            assert_true(key.may_be_backed_up);
        assert_int_equal(signing_key_parse(buffer_slice(&changed), SSH_LINE_EXACT, &any, &error),
                         i == 0);
        assert_int_equal(signing_key_parse(buffer_slice(&changed), SSH_LINE_FILE, &any, &error),
                         i == 0 || i == 2);
    }
    for (size_t size = 0; size < line.size; size++)
        assert_false(webauthn_key_parse(slice_of(line.data, size), &key, &error));
    for (size_t i = 0; i < line.size; i++) {
        if (line.data[i] != ' ')
            continue;
        buffer_clear(&changed);
        buffer_append(&changed, slice_of(line.data, i));
        buffer_byte(&changed, ' ');
        buffer_append(&changed, slice_from(buffer_slice(&line), i));
        assert_false(webauthn_key_parse(buffer_slice(&changed), &key, &error));
        assert_int_equal(error.code, ERROR_KEY_FORMAT);
    }
    buffer_free(&line);
    buffer_free(&changed);
}

static void keys_are_compared(void **state)
{
    struct webauthn_maker one = webauthn_maker_new(COSE_EDDSA, 13),
                          two = webauthn_maker_new(COSE_EDDSA, 14);
    struct signing_key a = {.kind = SIGNING_WEBAUTHN}, b = {.kind = SIGNING_WEBAUTHN}, ssh = {0};

    (void)state;
    a.webauthn.cose = one.key;
    a.webauthn.rp = sha256_of(SLICE("a.example"));
    a.webauthn.credential = sha256_of(SLICE("1"));
    b = a;
    b.webauthn.rp = sha256_of(SLICE("b.example"));
    assert_true(signing_key_same(&a, &b));
    b.webauthn.cose = two.key;
    assert_false(signing_key_same(&a, &b));
    b.webauthn.rp = a.webauthn.rp;
    assert_true(signing_key_same(&a, &b));
    memcpy(ssh.ssh.public_key, one.key.point, ED25519_PUBLIC);
    assert_true(signing_key_same(&a, &ssh));
    assert_true(signing_key_same(&ssh, &a));
    assert_false(signing_key_same(&b, &ssh));
}

static void origins_have_one_spelling(void **state)
{
    static const struct {
        const char *text;
        bool valid;
    } cases[] = {
        {"https://sign.xa.example", true},
        {"https://sign.xa.example:8443", true},
        {"https://xn--sgn-qma.xa.example", true},
        {"http://localhost:8080", true},
        {"http://localhost", true},
        {"https://localhost", false},
        {"http://localhost:80", false},
        {"http://sign.xa.example", false},
        {"https://sign.xa.example/", false},
        {"https://sign.xa.example:443", false},
        {"https://sign.xa.example:", false},
        {"https://sign.xa.example:0", false},
        {"https://sign.xa.example:08443", false},
        {"https://sign.xa.example:65536", false},
        {"https://sign.xa.example.", false},
        {"https://.xa.example", false},
        {"https://sign..example", false},
        {"https://Sign.xa.example", false},
        {"https://s\xc3\xadgn.xa.example", false},
        {"https://user@sign.xa.example", false},
        {"https://sign.xa.example?", false},
        {"https://sign.xa.example ", false},
        {"https://example", false},
        {"https://127.0.0.1", false},
        {"https://a.0x7f", false},
        {"https://[::1]", false},
        {"https://-a.example", false},
        {"https://a-.example", false},
        {"https://", false},
        {"HTTPS://sign.xa.example", false},
        {"android:apk-key-hash:x", false},
        {"null", false},
        {"", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (origin_is_valid(slice_text(cases[i].text)) != cases[i].valid)
            fail_msg("%s", cases[i].text);
    assert_true(origin_has_rp(SLICE("https://sign.xa.example:8443"), SLICE("sign.xa.example")));
    assert_true(origin_has_rp(SLICE("https://sign.xa.example"), SLICE("xa.example")));
    assert_false(origin_has_rp(SLICE("https://sign.xa.example"), SLICE("a.example")));
    assert_false(origin_has_rp(SLICE("https://xa.example"), SLICE("sign.xa.example")));
    assert_false(origin_has_rp(SLICE("https://evil-xa.example"), SLICE("xa.example")));
    assert_true(origin_has_rp(SLICE("http://localhost:1"), SLICE("localhost")));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(keys_are_strict),
    cmocka_unit_test(key_lines_have_one_spelling),
    cmocka_unit_test(keys_are_compared),
    cmocka_unit_test(origins_have_one_spelling),
};

TEST_MAIN(tests)
