#include "test.h"

#include <dirent.h>
#include <unistd.h>
#include <zlib.h>

#include "base/encode.h"
#include "base/files.h"
#include "base/memory.h"
#include "crypto/age.h"
#include "crypto/hash.h"
#include "test_random.h"

static struct age_identity identity_of(uint64_t seed)
{
    struct test_random state = {seed, 0};
    struct age_identity identity;
    uint8_t secret[AGE_KEY];

    test_random_fill(&state, secret, sizeof secret);
    age_identity_make(secret, &identity);
    return identity;
}

/* One vector: header lines "key: value", an empty line, the file (perhaps compressed). */
struct vector {
    struct slice expect, payload, identity;
    bool compressed, armoured, passphrase, hybrid;
    struct buffer file;
};

static void read_vector_line(struct slice line, struct vector *out)
{
    size_t colon = slice_find(line, 0, ':');
    struct slice key = slice_part(line, 0, colon), value = slice_from(line, colon + 2);

    if (slice_is(key, "expect"))
        out->expect = value;
    else if (slice_is(key, "payload"))
        out->payload = value;
    else if (slice_is(key, "identity") && slice_starts(value, SLICE("AGE-SECRET-KEY-1")))
        out->identity = value;
    else if (slice_is(key, "identity"))
        out->hybrid = true;
    else if (slice_is(key, "passphrase"))
        out->passphrase = true;
    else if (slice_is(key, "armored"))
        out->armoured = true;
    else if (slice_is(key, "compressed"))
        out->compressed = true;
}

static void inflate_file(struct slice bytes, struct buffer *out)
{
    z_stream stream = {0};
    int result;

    assert_int_equal(inflateInit(&stream), Z_OK);
    stream.next_in = (Bytef *)(uintptr_t)bytes.data;
    stream.avail_in = (uInt)bytes.size;
    do {
        stream.next_out = buffer_reserve(out, 65536);
        stream.avail_out = 65536;
        result = inflate(&stream, Z_NO_FLUSH);
        assert_true(result == Z_OK || result == Z_STREAM_END);
        out->size += 65536 - stream.avail_out;
    } while (result != Z_STREAM_END);
    inflateEnd(&stream);
}

static void read_vector(struct slice bytes, struct vector *out)
{
    struct slice line;

    *out = (struct vector){0};
    while (slice_line(&bytes, &line) && line.size > 0)
        read_vector_line(line, out);
    if (out->compressed)
        inflate_file(bytes, &out->file);
    else
        buffer_append(&out->file, bytes);
}

/* Input in pieces of changing size, so that every boundary falls between two reads once. */
struct pieces {
    struct slice rest;
    size_t step;
};

static bool read_piece(void *context, uint8_t *into, size_t capacity, size_t *size,
                       struct error *error)
{
    struct pieces *pieces = context;

    (void)error;
    *size = pieces->step < capacity ? pieces->step : capacity;
    if (*size > pieces->rest.size)
        *size = pieces->rest.size;
    if (*size > 0)
        memcpy(into, pieces->rest.data, *size);
    pieces->rest = slice_from(pieces->rest, *size);
    return true;
}

/* Decrypts what can be; the error's code, and what was handed out before it. */
static enum error_code decrypt(struct slice file, const struct age_identity *identity, size_t step,
                               struct buffer *plain)
{
    struct pieces pieces = {file, step};
    struct error error = {0};
    struct age_reader *reader;
    struct slice chunk;
    bool good = age_reader_start(&reader, identity, 1, read_piece, &pieces, &error);

    buffer_clear(plain);
    while (good && (good = age_reader_next(reader, &chunk, &error)) && chunk.size > 0)
        buffer_append(plain, chunk);
    if (!good && reader) {
        enum error_code first = error.code;

        assert_false(age_reader_next(reader, &chunk, &error));
        assert_int_equal(error.code, first);
        assert_int_equal(chunk.size, 0);
    }
    age_reader_free(reader);
    return good ? ERROR_NONE : error.code;
}

static enum error_code expected_code(const struct vector *vector)
{
    static const struct {
        const char *expect;
        enum error_code code;
    } codes[] = {
        {"success", ERROR_NONE},
        {"header failure", ERROR_AGE_HEADER},
        {"no match", ERROR_AGE_NO_MATCH},
        {"HMAC failure", ERROR_AGE_HMAC},
        {"payload failure", ERROR_AGE_PAYLOAD},
    };

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (slice_is(vector->expect, codes[i].expect))
            return codes[i].code;
    fail_msg("unknown expectation");
    return ERROR_NONE;
}

static void check_vector(const struct vector *vector, const char *name, bool *refused)
{
    struct age_identity identity = identity_of(0);
    struct buffer plain = {0};
    struct error error = {0};
    char text[DIGEST_TEXT];
    enum error_code code;

    *refused = vector->armoured || vector->passphrase || vector->hybrid;
    if (vector->identity.size > 0)
        assert_true(age_identity_parse(vector->identity, &identity, &error));
    for (size_t step = 65536; step > 0; step /= 257) {
        code = decrypt(buffer_slice(&vector->file), &identity, step, &plain);
        if (*refused) {
            if (code != ERROR_AGE_HEADER && code != ERROR_AGE_NO_MATCH)
                fail_msg("%s: not refused", name);
            continue;
        }
        if (code != expected_code(vector))
            fail_msg("%s: expected %.*s, got %s", name, SLICE_ARG(vector->expect),
                     error_name(code));
        /* A payload failure may come after an authentic beginning, whose hash is given. */
        if (vector->payload.size > 0 &&
            !slice_is(vector->payload, digest_write(sha256_of(buffer_slice(&plain)), text)))
            fail_msg("%s: %zu bytes of plaintext are not the expected ones", name, plain.size);
    }
    buffer_free(&plain);
}

static void vectors_do_as_they_say(void **state)
{
    struct buffer folder = {0}, path = {0}, bytes = {0};
    size_t checked = 0, refused_count = 0;
    struct error error = {0};
    struct dirent *entry;
    DIR *directory;

    (void)state;
    if (!test_data())
        skip();
    directory = opendir(files_path(&folder, test_data(), "age"));
    if (!directory)
        skip();
    while ((entry = readdir(directory)) != NULL) {
        struct vector vector;
        bool refused;

        if (entry->d_name[0] == '.')
            continue;
        buffer_clear(&bytes);
        assert_true(files_read(files_path(&path, buffer_string(&folder), entry->d_name), 1 << 24,
                               &bytes, &error));
        read_vector(buffer_slice(&bytes), &vector);
        check_vector(&vector, entry->d_name, &refused);
        checked++;
        refused_count += refused;
        buffer_free(&vector.file);
    }
    closedir(directory);
    print_message("# %zu vectors, %zu of them of kinds that are refused\n", checked, refused_count);
    assert_true(checked > 0);
    buffer_free(&folder);
    buffer_free(&path);
    buffer_free(&bytes);
}

static void fill_plain(struct buffer *plain, size_t size)
{
    buffer_clear(plain);
    buffer_reserve(plain, size + 1);
    for (size_t i = 0; i < size; i++)
        plain->data[i] = (uint8_t)(i * 131 >> 3);
    plain->size = size;
}

static bool append_to(void *context, struct slice bytes, struct error *error)
{
    (void)error;
    buffer_append(context, bytes);
    return true;
}

/* The same file whatever the pieces it is written in. */
static void round_trips_at_chunk_boundaries(void **state)
{
    static const size_t sizes[] = {
        0, 1, AGE_CHUNK - 1, AGE_CHUNK, AGE_CHUNK + 1, 2 * AGE_CHUNK, 2 * AGE_CHUNK + 7, 300000};
    static const size_t steps[] = {997, AGE_CHUNK, 200000};
    struct age_identity identities[] = {identity_of(1), identity_of(2), identity_of(3)};
    struct age_recipient recipients[] = {identities[0].recipient, identities[1].recipient};
    struct buffer plain = {0}, sealed = {0}, again = {0}, opened = {0};
    struct error error = {0};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct test_random seed = {i, 0};
        struct random random = test_random_source(&seed);

        fill_plain(&plain, sizes[i]);
        buffer_clear(&sealed);
        assert_true(age_encrypt(buffer_slice(&plain), recipients, 2, &random, &sealed, &error));
        for (size_t j = 0; j < sizeof steps / sizeof *steps; j++) {
            struct age_writer *writer;

            seed.counter = 0;
            buffer_clear(&again);
            assert_true(
                age_writer_start(&writer, recipients, 2, &random, append_to, &again, &error));
            for (size_t at = 0; at < plain.size; at += steps[j])
                assert_true(age_writer_append(
                    writer, slice_part(buffer_slice(&plain), at, steps[j]), &error));
            assert_true(age_writer_finish(writer, &error));
            age_writer_free(writer);
            assert_true(slice_equal(buffer_slice(&sealed), buffer_slice(&again)));
        }
        for (size_t j = 0; j < 2; j++) {
            buffer_clear(&opened);
            assert_true(age_decrypt(buffer_slice(&sealed), &identities[j], 1, &opened, &error));
            assert_true(slice_equal(buffer_slice(&plain), buffer_slice(&opened)));
        }
        buffer_clear(&opened);
        assert_true(age_decrypt(buffer_slice(&sealed), identities, 3, &opened, &error));
        assert_int_equal(decrypt(buffer_slice(&sealed), &identities[2], 4096, &opened),
                         ERROR_AGE_NO_MATCH);
    }
    buffer_free(&plain);
    buffer_free(&sealed);
    buffer_free(&again);
    buffer_free(&opened);
}

/* Each altered byte and each truncation is an error, and what came out before it is a beginning. */
static void alterations_are_refused(void **state)
{
    struct age_identity identity = identity_of(4);
    struct test_random seed = {9, 0};
    struct random random = test_random_source(&seed);
    struct buffer plain = {0}, sealed = {0}, opened = {0};
    struct error error = {0};

    (void)state;
    fill_plain(&plain, 1000);
    assert_true(
        age_encrypt(buffer_slice(&plain), &identity.recipient, 1, &random, &sealed, &error));
    for (size_t i = 0; i < sealed.size; i++) {
        sealed.data[i] ^= 1;
        assert_false(age_decrypt(buffer_slice(&sealed), &identity, 1, &opened, &error));
        sealed.data[i] ^= 1;
        assert_false(age_decrypt(slice_of(sealed.data, i), &identity, 1, &opened, &error));
        assert_int_equal(opened.size, 0);
    }
    buffer_byte(&sealed, 0);
    assert_int_equal(decrypt(buffer_slice(&sealed), &identity, 100, &opened), ERROR_AGE_PAYLOAD);
    buffer_clear(&sealed);
    fill_plain(&plain, 2 * AGE_CHUNK + 5);
    assert_true(
        age_encrypt(buffer_slice(&plain), &identity.recipient, 1, &random, &sealed, &error));
    for (size_t size = 1000; size < sealed.size; size += 7919) {
        assert_int_equal(decrypt(slice_of(sealed.data, size), &identity, 65536, &opened),
                         ERROR_AGE_PAYLOAD);
        assert_true(slice_starts(buffer_slice(&plain), buffer_slice(&opened)));
        assert_true(opened.size % AGE_CHUNK == 0);
    }
    buffer_free(&plain);
    buffer_free(&sealed);
    buffer_free(&opened);
}

static void keys_have_one_spelling(void **state)
{
    struct age_identity identity = identity_of(5), read;
    struct age_recipient recipient;
    char text[AGE_RECIPIENT_TEXT], secret[AGE_IDENTITY_TEXT];
    struct error error = {0};

    (void)state;
    age_recipient_format(&identity.recipient, text);
    assert_int_equal(strlen(text), AGE_RECIPIENT_TEXT - 1);
    assert_true(age_recipient_parse(slice_text(text), &recipient, &error));
    assert_true(age_recipient_equal(&recipient, &identity.recipient));
    age_identity_format(&identity, secret);
    assert_int_equal(strlen(secret), AGE_IDENTITY_TEXT - 1);
    assert_true(age_identity_parse(slice_text(secret), &read, &error));
    assert_memory_equal(&read, &identity, sizeof read);
    assert_false(age_recipient_parse(slice_text(secret), &recipient, &error));
    assert_false(age_identity_parse(slice_text(text), &read, &error));
    for (size_t i = 0; i + 1 < sizeof text; i++) {
        assert_false(age_recipient_parse(slice_of(text, i), &recipient, &error));
        for (int other = 1; other < 256; other++) {
            char kept = text[i];

            text[i] = (char)other;
            if (text[i] != kept)
                assert_false(age_recipient_parse(slice_text(text), &recipient, &error));
            text[i] = kept;
        }
    }
    for (size_t i = 0; i + 1 < sizeof secret; i++) {
        secret[i] ^= 0x20;
        assert_false(age_identity_parse(slice_text(secret), &read, &error));
        assert_int_equal(error.code, ERROR_AGE_KEY);
        secret[i] ^= 0x20;
    }
}

static void identity_files_hold_one_identity(void **state)
{
    static const char secret[] =
        "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";
    struct buffer text = {0};
    struct error error = {0};
    struct age_identity identity;

    (void)state;
    assert_false(age_identity_parse_file(SLICE("# nothing\n"), &identity, &error));
    buffer_format(&text, "# created\n# public key: age1\n\n%s", secret);
    assert_true(age_identity_parse_file(buffer_slice(&text), &identity, &error));
    buffer_text(&text, "\n");
    assert_true(age_identity_parse_file(buffer_slice(&text), &identity, &error));
    buffer_text(&text, secret);
    assert_false(age_identity_parse_file(buffer_slice(&text), &identity, &error));
    assert_int_equal(error.line, 5);
    assert_false(age_identity_parse_file(SLICE("# x\nAGE-SECRET\n"), &identity, &error));
    assert_int_equal(error.line, 2);
    buffer_free(&text);
}

static bool refuse_write(void *context, struct slice bytes, struct error *error)
{
    size_t *left = context;

    if (bytes.size > *left)
        return error_set(error, ERROR_DISK_FULL, "full");
    *left -= bytes.size;
    return true;
}

static void writers_report_what_fails(void **state)
{
    struct age_identity identity = identity_of(6);
    struct age_recipient recipients[AGE_RECIPIENTS + 1];
    struct age_recipient twice[] = {identity.recipient, identity.recipient}, zero = {{0}};
    struct test_random seed = {1, 0};
    struct random random = test_random_source(&seed);
    struct buffer plain = {0};
    struct error error = {0};
    struct age_writer *writer;
    size_t room = 10;

    (void)state;
    for (size_t i = 0; i <= AGE_RECIPIENTS; i++)
        recipients[i] = identity_of(100 + i).recipient;
    assert_false(age_encrypt(SLICE("x"), recipients, 0, &random, &plain, &error));
    assert_false(age_encrypt(SLICE("x"), recipients, AGE_RECIPIENTS + 1, &random, &plain, &error));
    assert_false(age_encrypt(SLICE("x"), twice, 2, &random, &plain, &error));
    assert_false(age_encrypt(SLICE("x"), &zero, 1, &random, &plain, &error));
    assert_int_equal(error.code, ERROR_AGE_KEY);
    assert_int_equal(plain.size, 0);
    assert_true(age_encrypt(SLICE("x"), recipients, AGE_RECIPIENTS, &random, &plain, &error));
    assert_false(age_writer_start(&writer, recipients, 1, &random, refuse_write, &room, &error));
    assert_int_equal(error.code, ERROR_DISK_FULL);
    assert_null(writer);
    room = 70000;
    fill_plain(&plain, 200000);
    assert_true(age_writer_start(&writer, recipients, 1, &random, refuse_write, &room, &error));
    assert_false(age_writer_append(writer, buffer_slice(&plain), &error));
    age_writer_free(writer);
    age_writer_free(NULL);
    age_reader_free(NULL);
    buffer_free(&plain);
}

static bool run(const char *command, const char *folder)
{
    struct buffer text = {0};
    bool good;

    buffer_format(&text, "cd %s && { %s ; } >/dev/null 2>&1", folder, command);
    good = system(buffer_string(&text)) == 0;
    buffer_free(&text);
    return good;
}

/* Stock age opens what is written here, and the reverse. */
static void agrees_with_age(void **state)
{
    char folder[] = "/tmp/proviso-test-XXXXXX", secret[AGE_IDENTITY_TEXT];
    char recipient[AGE_RECIPIENT_TEXT];
    struct age_identity identity = identity_of(7);
    struct test_random seed = {2, 0};
    struct random random = test_random_source(&seed);
    struct buffer plain = {0}, bytes = {0}, path = {0}, command = {0};
    struct error error = {0};

    (void)state;
    assert_non_null(mkdtemp(folder));
    if (!run("command -v age", folder)) {
        rmdir(folder);
        skip();
    }
    fill_plain(&plain, 3 * AGE_CHUNK + 11);
    assert_true(age_encrypt(buffer_slice(&plain), &identity.recipient, 1, &random, &bytes, &error));
    assert_true(
        files_replace(files_path(&path, folder, "sealed.age"), buffer_slice(&bytes), 0600, &error));
    assert_true(
        files_replace(files_path(&path, folder, "plain"), buffer_slice(&plain), 0600, &error));
    assert_true(files_replace(files_path(&path, folder, "identity"),
                              slice_text(age_identity_format(&identity, secret)), 0600, &error));
    assert_true(run("age -d -i identity sealed.age | cmp - plain", folder));
    buffer_format(&command, "age -r %s -o other.age plain",
                  age_recipient_format(&identity.recipient, recipient));
    assert_true(run(buffer_string(&command), folder));
    buffer_clear(&bytes);
    assert_true(files_read(files_path(&path, folder, "other.age"), 1 << 20, &bytes, &error));
    assert_int_equal(decrypt(buffer_slice(&bytes), &identity, 10000, &command), ERROR_NONE);
    assert_true(slice_equal(buffer_slice(&plain), buffer_slice(&command)));
    assert_true(run("rm -f plain identity sealed.age other.age", folder));
    rmdir(folder);
    buffer_free(&plain);
    buffer_free(&bytes);
    buffer_free(&path);
    buffer_free(&command);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(vectors_do_as_they_say),
    cmocka_unit_test(round_trips_at_chunk_boundaries),
    cmocka_unit_test(alterations_are_refused),
    cmocka_unit_test(keys_have_one_spelling),
    cmocka_unit_test(identity_files_hold_one_identity),
    cmocka_unit_test(writers_report_what_fails),
    cmocka_unit_test(agrees_with_age),
};

TEST_MAIN(tests)
