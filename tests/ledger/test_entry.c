#include "test.h"

#include "ledger/entry.h"
#include "ledger/merkle.h"

static const instant time_of = 1795341600; /* 2026-11-22T10:00:00Z */
static const uint8_t salt[ENTRY_SALT] = {1, 2, 3};

static enum error_code parse(const char *text)
{
    struct error error = {0};
    struct entry entry;

    return entry_parse(slice_text(text), &entry, &error) ? ERROR_NONE : error.code;
}

static void open_entries_round_trip(void **state)
{
    struct buffer bytes = {0};
    struct error error = {0};
    struct entry entry;

    (void)state;
    assert_true(entry_write_open(time_of, SLICE("{}\n"), SLICE("sig"), &bytes, &error));
    assert_string_equal(buffer_string(&bytes), "proviso/1 open\n2026-11-22T10:00:00Z\n3\n{}\nsig");
    assert_true(entry_parse(buffer_slice(&bytes), &entry, &error));
    assert_int_equal(entry.kind, ENTRY_OPEN);
    assert_true(entry.time == time_of);
    assert_true(slice_is(entry.payload, "{}\n"));
    assert_true(slice_is(entry.signatures, "sig"));
    assert_true(entry_records(&entry, NULL, SLICE("{}\n"), SLICE("sig")));
    assert_false(entry_records(&entry, NULL, SLICE("{}"), SLICE("\nsig")));
    assert_true(
        digest_equal(entry_leaf_hash(buffer_slice(&bytes)), merkle_leaf(buffer_slice(&bytes))));
    buffer_free(&bytes);
}

static void sealed_entries_round_trip(void **state)
{
    struct digest commitment = entry_commitment(salt, SLICE("{}"), SLICE("sig"));
    struct buffer bytes = {0};
    struct error error = {0};
    uint8_t other[ENTRY_SALT] = {9};
    struct entry entry;

    (void)state;
    assert_true(entry_write_sealed(time_of, commitment, &bytes, &error));
    assert_true(
        slice_starts(buffer_slice(&bytes), SLICE("proviso/1 sealed\n2026-11-22T10:00:00Z\n")));
    assert_true(entry_parse(buffer_slice(&bytes), &entry, &error));
    assert_int_equal(entry.kind, ENTRY_SEALED);
    assert_true(entry_records(&entry, salt, SLICE("{}"), SLICE("sig")));
    assert_false(entry_records(&entry, salt, SLICE("{} "), SLICE("sig")));
    assert_false(entry_records(&entry, salt, SLICE("{}"), SLICE("gis")));
    assert_false(entry_records(&entry, other, SLICE("{}"), SLICE("sig")));
    assert_false(entry_records(&entry, NULL, SLICE("{}"), SLICE("sig")));
    for (size_t i = 0; i < bytes.size; i++) {
        assert_false(entry_parse(slice_of(bytes.data, i), &entry, &error));
        bytes.data[i] ^= 0x40;
        assert_false(entry_parse(buffer_slice(&bytes), &entry, &error) &&
                     entry_records(&entry, salt, SLICE("{}"), SLICE("sig")) &&
                     entry.time == time_of);
        bytes.data[i] ^= 0x40;
    }
    buffer_text(&bytes, "\n");
    assert_false(entry_parse(buffer_slice(&bytes), &entry, &error));
    buffer_free(&bytes);
}

/* The commitment's bytes as the design has them, assembled by hand. */
static void commitments_are_as_designed(void **state)
{
    struct digest payload = sha256_of(SLICE("p")), signatures = sha256_of(SLICE("s"));
    struct buffer bytes = {0};

    (void)state;
    buffer_u64(&bytes, 32);
    buffer_append(&bytes, slice_of(salt, 32));
    buffer_u64(&bytes, 32);
    buffer_append(&bytes, digest_slice(&payload));
    buffer_u64(&bytes, 32);
    buffer_append(&bytes, digest_slice(&signatures));
    assert_true(digest_equal(entry_commitment(salt, SLICE("p"), SLICE("s")),
                             sha256_of(buffer_slice(&bytes))));
    buffer_free(&bytes);
}

static void malformed_entries_are_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "proviso/1 open",
        "proviso/1 open\n2026-11-22T10:00:00Z\n",
        "proviso/1 open\n2026-11-22T10:00:00Z\n0\n",
        "proviso/1 open\n2026-11-22T10:00:00Z\n03\n{}\n",
        "proviso/1 open\n2026-11-22T10:00:00Z\n4\n{}\n",
        "proviso/1 open\n2026-11-22T10:00:00Z\n-1\n{}\n",
        "proviso/1 open\n2026-11-22T10:00:00Z\n 2\n{}\n",
        "proviso/1 open\n2026-11-22 10:00:00Z\n2\n{}\n",
        "proviso/1 open\r\n2026-11-22T10:00:00Z\n2\n{}\n",
        "proviso/2 open\n2026-11-22T10:00:00Z\n2\n{}\n",
        "proviso/1 Open\n2026-11-22T10:00:00Z\n2\n{}\n",
        "proviso/1 sealed\n2026-11-22T10:00:00Z\n2\n{}\n",
        "proviso/1 sealed\n2026-11-22T10:00:00Z\n"
        "E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(parse(bad[i]), ERROR_ENTRY_FORMAT);
    assert_int_equal(parse("proviso/1 open\n2026-11-22T10:00:00Z\n3\n{}\n"), ERROR_NONE);
    assert_int_equal(parse("proviso/1 sealed\n2026-11-22T10:00:00Z\n"
                           "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"),
                     ERROR_NONE);
}

static void entries_are_bounded(void **state)
{
    static const uint8_t zeros[ENTRY_LIMIT] = {0};
    const size_t head = sizeof "proviso/1 open\n2026-11-22T10:00:00Z\n65492\n" - 1;
    struct buffer bytes = {0};
    struct error error = {0};
    struct entry entry;

    (void)state;
    assert_false(entry_write_open(time_of, SLICE(""), SLICE("s"), &bytes, &error));
    assert_false(entry_write_open(-1, SLICE("p"), SLICE("s"), &bytes, &error));
    assert_false(entry_write_open(INT64_MAX, SLICE("p"), SLICE("s"), &bytes, &error));
    assert_false(entry_write_sealed(-1, sha256_of(SLICE("")), &bytes, &error));
    assert_false(
        entry_write_open(time_of, slice_of(zeros, ENTRY_LIMIT - head), SLICE("s"), &bytes, &error));
    assert_int_equal(error.code, ERROR_ENTRY_FORMAT);
    assert_int_equal(bytes.size, 0);
    assert_true(
        entry_write_open(time_of, slice_of(zeros, ENTRY_LIMIT - head), SLICE(""), &bytes, &error));
    assert_int_equal(bytes.size, ENTRY_LIMIT);
    assert_true(entry_parse(buffer_slice(&bytes), &entry, &error));
    buffer_byte(&bytes, 0);
    assert_false(entry_parse(buffer_slice(&bytes), &entry, &error));
    buffer_free(&bytes);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(open_entries_round_trip),     cmocka_unit_test(sealed_entries_round_trip),
    cmocka_unit_test(commitments_are_as_designed), cmocka_unit_test(malformed_entries_are_refused),
    cmocka_unit_test(entries_are_bounded),
};

TEST_MAIN(tests)
