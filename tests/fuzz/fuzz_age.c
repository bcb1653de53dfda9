/* age files. The first byte chooses: decrypt the rest as it is, in reads of changing size; or put
 * it behind a right header, as payload; or encrypt it and read it back; or read it as a key. */
#include <stdlib.h>

#include "crypto/age.h"
#include "crypto/hash.h"
#include "test_random.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
    struct slice rest;
    size_t step;
};

static void check(bool good)
{
    if (!good)
        abort();
}

static struct age_identity test_identity(void)
{
    uint8_t secret[AGE_KEY] = {1, 2, 3};
    struct age_identity identity;

    age_identity_make(secret, &identity);
    return identity;
}

static bool read_input(void *context, uint8_t *into, size_t capacity, size_t *size,
                       struct error *error)
{
    struct input *input = context;

    (void)error;
    *size = input->step < capacity ? input->step : capacity;
    if (*size > input->rest.size)
        *size = input->rest.size;
    if (*size > 0)
        memcpy(into, input->rest.data, *size);
    input->rest = slice_from(input->rest, *size);
    return true;
}

/* Reading in small pieces and at once gives the same. */
static void try_decrypt(struct slice file, size_t step)
{
    struct age_identity identity = test_identity();
    struct input input = {file, step};
    struct buffer whole = {0}, pieces = {0};
    struct error error = {0}, piece_error = {0};
    struct age_reader *reader;
    struct slice chunk;
    bool good = age_decrypt(file, &identity, 1, &whole, &error), again;

    again = age_reader_start(&reader, &identity, 1, read_input, &input, &piece_error);
    while (again && (again = age_reader_next(reader, &chunk, &piece_error)) && chunk.size > 0)
        buffer_append(&pieces, chunk);
    age_reader_free(reader);
    check(good == again && error.code == piece_error.code);
    check(!good || slice_equal(buffer_slice(&whole), buffer_slice(&pieces)));
    buffer_free(&whole);
    buffer_free(&pieces);
}

static void encrypt(struct slice plain, struct buffer *out)
{
    struct age_identity identity = test_identity();
    struct test_random seed = {1, 0};
    struct random random = test_random_source(&seed);
    struct error error = {0};

    check(age_encrypt(plain, &identity.recipient, 1, &random, out, &error));
}

/* A right header with the fuzzer's bytes as its payload: only the empty payload's own chunk, which
 * the fuzzer does not find by chance, could open. */
static void try_payload(struct slice payload, size_t step)
{
    struct buffer file = {0};

    encrypt(SLICE(""), &file);
    file.size -= 16;
    buffer_append(&file, payload);
    try_decrypt(buffer_slice(&file), step);
    buffer_free(&file);
}

static void try_round_trip(struct slice plain)
{
    struct age_identity identity = test_identity();
    struct buffer file = {0}, opened = {0};
    struct error error = {0};

    encrypt(plain, &file);
    check(age_decrypt(buffer_slice(&file), &identity, 1, &opened, &error));
    check(slice_equal(plain, buffer_slice(&opened)));
    if (plain.size > 0) {
        file.data[plain.data[0] % file.size] ^= 1;
        check(!age_decrypt(buffer_slice(&file), &identity, 1, &opened, &error));
    }
    buffer_free(&file);
    buffer_free(&opened);
}

static void try_keys(struct slice text)
{
    char recipient_text[AGE_RECIPIENT_TEXT], identity_text[AGE_IDENTITY_TEXT];
    struct age_recipient recipient;
    struct age_identity identity;
    struct error error = {0};

    if (age_recipient_parse(text, &recipient, &error))
        check(slice_is(text, age_recipient_format(&recipient, recipient_text)));
    if (age_identity_parse(text, &identity, &error))
        check(slice_is(text, age_identity_format(&identity, identity_text)));
    age_identity_parse_file(text, &identity, &error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice rest;

    if (size == 0)
        return 0;
    rest = slice_of(data + 1, size - 1);
    switch (data[0] % 4) {
    case 0:
        try_decrypt(rest, data[0] / 4u + 1);
        break;
    case 1:
        try_payload(rest, data[0] / 4u + 1);
        break;
    case 2:
        try_round_trip(rest);
        break;
    default:
        try_keys(rest);
    }
    return 0;
}
