#include "test.h"

#include "base/encode.h"
#include "crypto/ed25519.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "crypto/seal.h"

static void assert_digest(struct digest digest, const char *hex)
{
    char text[DIGEST_TEXT];

    assert_string_equal(digest_write(digest, text), hex);
}

/* FIPS 180-4 and the usual examples. */
static void sha256_of_known_texts(void **state)
{
    struct buffer million = {0};

    (void)state;
    assert_digest(sha256_of(SLICE("")),
                  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_digest(sha256_of(slice_of(NULL, 0)),
                  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_digest(sha256_of(SLICE("abc")),
                  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    memset(buffer_reserve(&million, 1000000), 'a', 1000000);
    million.size = 1000000;
    assert_digest(sha256_of(buffer_slice(&million)),
                  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    buffer_free(&million);
}

static void parts_and_stream_equal_the_whole(void **state)
{
    static const uint8_t text[200] = "proviso";
    struct digest whole = sha256_of(slice_of(text, sizeof text));

    (void)state;
    for (size_t cut = 0; cut <= sizeof text; cut++) {
        const struct slice parts[] = {slice_of(text, cut), slice_of(NULL, 0),
                                      slice_of(text + cut, sizeof text - cut)};
        struct sha256 hash, fork;

        assert_true(digest_equal(sha256_of_parts(parts, 3), whole));
        sha256_start(&hash);
        sha256_append(&hash, parts[0]);
        fork = hash;
        sha256_append(&hash, parts[2]);
        assert_true(digest_equal(sha256_finish(&hash), whole));
        assert_true(digest_equal(sha256_finish(&fork), sha256_of(parts[0])));
    }
}

static void digests_are_read_and_compared(void **state)
{
    struct digest digest = sha256_of(SLICE("abc")), read;
    char text[DIGEST_TEXT];

    (void)state;
    digest_write(digest, text);
    assert_true(digest_read(slice_text(text), &read));
    assert_true(digest_equal(digest, read));
    assert_int_equal(digest_compare(digest, read), 0);
    assert_false(digest_is_zero(digest));
    assert_true(digest_is_zero((struct digest){{0}}));
    for (size_t i = 0; i < DIGEST_SIZE; i++) {
        read = digest;
        read.bytes[i] ^= 1;
        assert_false(digest_equal(digest, read));
    }
    text[0] = 'B';
    assert_false(digest_read(slice_text(text), &read));
    assert_false(digest_read(slice_of(text, 62), &read));
}

/* RFC 4231, cases 1, 2, 6 and 7. */
static void hmac_of_known_texts(void **state)
{
    uint8_t key[131];

    (void)state;
    memset(key, 0x0b, 20);
    assert_digest(hmac_sha256(slice_of(key, 20), SLICE("Hi There")),
                  "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    assert_digest(hmac_sha256(SLICE("Jefe"), SLICE("what do ya want for nothing?")),
                  "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    memset(key, 0xaa, sizeof key);
    assert_digest(hmac_sha256(slice_of(key, sizeof key),
                              SLICE("Test Using Larger Than Block-Size Key - Hash Key First")),
                  "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

static void hmac_streams_and_copies(void **state)
{
    struct hmac ready, hmac;

    (void)state;
    hmac_start(&ready, SLICE("Jefe"));
    for (int i = 0; i < 2; i++) {
        hmac = ready;
        hmac_append(&hmac, SLICE("what do ya want "));
        hmac_append(&hmac, SLICE("for nothing?"));
        assert_digest(hmac_finish(&hmac),
                      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}

/* RFC 5869, cases 1 to 3. */
static void hkdf_of_known_keys(void **state)
{
    uint8_t secret[80], salt[80], info[80], out[82];
    char text[2 * sizeof out + 1];

    (void)state;
    memset(secret, 0x0b, 22);
    for (size_t i = 0; i < 80; i++) {
        salt[i] = (uint8_t)i;
        info[i] = (uint8_t)(0xf0 + i);
    }
    hkdf_sha256(slice_of(secret, 22), slice_of(salt, 13), slice_of(info, 10), out, 42);
    hex_write(slice_of(out, 42), text);
    assert_string_equal(text, "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                              "34007208d5b887185865");
    hkdf_sha256(slice_of(secret, 22), SLICE(""), SLICE(""), out, 42);
    hex_write(slice_of(out, 42), text);
    assert_string_equal(text, "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                              "9d201395faa4b61a96c8");
    for (size_t i = 0; i < 80; i++) {
        secret[i] = (uint8_t)i;
        salt[i] = (uint8_t)(0x60 + i);
        info[i] = (uint8_t)(0xb0 + i);
    }
    hkdf_sha256(slice_of(secret, 80), slice_of(salt, 80), slice_of(info, 80), out, 82);
    hex_write(slice_of(out, 82), text);
    assert_string_equal(text, "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                              "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                              "cc30c58179ec3e87c14c01d5c1f3434f1d87");
}

/* RFC 8032, section 7.1, tests 1 and 2. */
static void ed25519_of_known_keys(void **state)
{
    static const struct {
        const char *seed, *public_key, *message, *signature;
    } cases[] = {
        {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701"
         "cf9b46bd25bf5f0595bbe24655141438e7a100b"},
        {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "r",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d"
         "0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint8_t seed[ED25519_SEED], public_key[ED25519_PUBLIC], expected[ED25519_SIGNATURE];
        uint8_t signature[ED25519_SIGNATURE];
        struct ed25519_pair pair;

        assert_true(hex_read(slice_text(cases[i].seed), seed, sizeof seed));
        assert_true(hex_read(slice_text(cases[i].public_key), public_key, sizeof public_key));
        assert_true(hex_read(slice_text(cases[i].signature), expected, sizeof expected));
        ed25519_from_seed(seed, &pair);
        assert_memory_equal(pair.public_key, public_key, ED25519_PUBLIC);
        ed25519_sign(&pair, slice_text(cases[i].message), signature);
        assert_memory_equal(signature, expected, ED25519_SIGNATURE);
        assert_true(ed25519_verify(public_key, slice_text(cases[i].message), signature));
        for (size_t at = 0; at < ED25519_SIGNATURE; at++) {
            signature[at] ^= 0x80;
            assert_false(ed25519_verify(public_key, slice_text(cases[i].message), signature));
            signature[at] ^= 0x80;
        }
        assert_false(ed25519_verify(public_key, SLICE("x"), signature));
    }
}

/* The same S plus the group's order is the same signature to a lenient verifier; a small-order key
 * makes signatures that fit many messages. */
static void ed25519_is_strict(void **state)
{
    static const uint8_t order[32] = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,       0xd6,
                                      0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, [31] = 0x10};
    uint8_t seed[ED25519_SEED] = {7}, signature[ED25519_SIGNATURE] = {1}, identity[32] = {1};
    struct ed25519_pair pair;
    unsigned carry = 0;

    (void)state;
    assert_false(ed25519_verify(identity, SLICE("any"), signature));
    ed25519_from_seed(seed, &pair);
    ed25519_sign(&pair, SLICE("any"), signature);
    for (size_t i = 0; i < 32; i++) {
        carry += (unsigned)signature[32 + i] + order[i];
        signature[32 + i] = (uint8_t)carry;
        carry >>= 8;
    }
    assert_false(ed25519_verify(pair.public_key, SLICE("any"), signature));
}

static void sealed_content_opens_only_as_it_was(void **state)
{
    uint8_t key[SEAL_KEY] = {1}, nonce[SEAL_NONCE] = {2};
    struct buffer sealed = {0}, plain = {0};
    struct error error = {0};

    (void)state;
    seal_close(key, nonce, SLICE("row 1"), SLICE("facts of the case"), &sealed);
    assert_int_equal(sealed.size, 17 + SEAL_OVERHEAD);
    assert_true(seal_open(key, SLICE("row 1"), buffer_slice(&sealed), &plain, &error));
    assert_true(slice_is(buffer_slice(&plain), "facts of the case"));
    buffer_clear(&plain);
    assert_false(seal_open(key, SLICE("row 2"), buffer_slice(&sealed), &plain, &error));
    assert_int_equal(error.code, ERROR_CONTENT_DAMAGED);
    for (size_t size = 0; size < sealed.size; size++)
        assert_false(seal_open(key, SLICE("row 1"), slice_of(sealed.data, size), &plain, &error));
    for (size_t i = 0; i < sealed.size; i++) {
        sealed.data[i] ^= 1;
        assert_false(seal_open(key, SLICE("row 1"), buffer_slice(&sealed), &plain, &error));
        sealed.data[i] ^= 1;
    }
    key[31] = 1;
    assert_false(seal_open(key, SLICE("row 1"), buffer_slice(&sealed), &plain, &error));
    assert_int_equal(plain.size, 0);
    buffer_clear(&sealed);
    seal_close(key, nonce, SLICE(""), SLICE(""), &sealed);
    assert_true(seal_open(key, SLICE(""), buffer_slice(&sealed), &plain, &error));
    assert_int_equal(plain.size, 0);
    buffer_free(&sealed);
    buffer_free(&plain);
}

static void random_bytes_differ(void **state)
{
    struct random system = random_system();
    uint8_t a[32] = {0}, b[32] = {0};

    (void)state;
    random_fill(&system, a, sizeof a);
    random_bytes(b, sizeof b);
    assert_memory_not_equal(a, b, sizeof a);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(sha256_of_known_texts),
    cmocka_unit_test(parts_and_stream_equal_the_whole),
    cmocka_unit_test(digests_are_read_and_compared),
    cmocka_unit_test(hmac_of_known_texts),
    cmocka_unit_test(hmac_streams_and_copies),
    cmocka_unit_test(hkdf_of_known_keys),
    cmocka_unit_test(ed25519_of_known_keys),
    cmocka_unit_test(ed25519_is_strict),
    cmocka_unit_test(sealed_content_opens_only_as_it_was),
    cmocka_unit_test(random_bytes_differ),
};

TEST_MAIN(tests)
