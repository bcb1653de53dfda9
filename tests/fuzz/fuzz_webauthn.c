/* WebAuthn: assertions, their armour, key lines, COSE keys, registrations, origins. What is accepted
 * has one spelling, and nothing that the fuzzer makes verifies unless it says the same as a seed. */
#include <stdlib.h>

#include "base/encode.h"
#include "crypto/armour.h"
#include "crypto/attestation.h"
#include "crypto/cbor.h"
#include "crypto/signature.h"
#include "web/challenge.h"
#include "webauthn_maker.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argument_count, char ***arguments);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t capacity, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t capacity);

enum { SEEDS = 6 };

static struct webauthn_maker makers[2];
static struct buffer seeds[SEEDS]; /* assertion and registration blobs, key lines; of both keys */

static void make_registration(const struct webauthn_maker *maker, struct buffer *out)
{
    struct buffer client = {0}, attestation = {0};

    webauthn_make_client_data(maker, "webauthn.create", SLICE("a challenge"), &client);
    webauthn_make_attestation(maker, buffer_slice(&client), maker->algorithm == COSE_ES256,
                              &attestation);
    registration_append(&(struct registration){slice_text(maker->rp), buffer_slice(&attestation),
                                               buffer_slice(&client)},
                        out);
    buffer_free(&client);
    buffer_free(&attestation);
}

int LLVMFuzzerInitialize(int *argument_count, char ***arguments)
{
    (void)argument_count;
    (void)arguments;
    for (unsigned i = 0; i < 2; i++) {
        struct webauthn_assertion assertion;
        struct arena memory = {0};

        makers[i] = webauthn_maker_new(i ? COSE_EDDSA : COSE_ES256, i);
        webauthn_make_assertion(&makers[i], SLICE("message"), &memory, &assertion);
        webauthn_assertion_append(&assertion, &seeds[i]);
        make_registration(&makers[i], &seeds[2 + i]);
        webauthn_make_line(&makers[i], &seeds[4 + i]);
        arena_free(&memory);
    }
    return 0;
}

static void check(bool good)
{
    if (!good)
        abort();
}

/* Verified: then by a key whose private half is the fuzzer's too, or a seed's words exactly. */
static void check_made(const struct webauthn_signature *made)
{
    for (unsigned i = 0; i < 2; i++)
        if (cose_key_equal(&made->key.cose, &makers[i].key))
            check(made->faults == 0 && slice_is(made->origin, makers[i].origin));
}

static void try_assertion(struct slice blob)
{
    struct webauthn_assertion assertion;
    struct webauthn_signature made;
    struct arena arena = {0};
    struct buffer again = {0};
    struct error error = {0};

    if (webauthn_assertion_read(blob, &assertion, &error)) {
        webauthn_assertion_append(&assertion, &again);
        check(slice_equal(blob, buffer_slice(&again)));
        if (webauthn_assertion_verify(&assertion, SLICE("message"), &arena, &made, &error))
            check_made(&made);
    }
    arena_free(&arena);
    buffer_free(&again);
}

static void try_registration(struct slice blob)
{
    struct buffer armour = {0}, line = {0};
    struct error error = {0};
    struct webauthn_key key;

    armour_write(REGISTRATION_LABEL, blob, &armour);
    if (registration_read(buffer_slice(&armour), &line, &error))
        check(webauthn_key_parse(buffer_slice(&line), &key, &error));
    buffer_free(&armour);
    buffer_free(&line);
}

static void try_texts(struct slice text)
{
    struct slice blocks[SIGNATURE_BLOCKS];
    struct webauthn_key key;
    struct buffer line = {0};
    struct arena arena = {0};
    struct signature made;
    struct error error = {0};
    size_t count;

    if (signature_split(text, blocks, &count, &error))
        for (size_t i = 0; i < count; i++)
            signature_verify(blocks[i], SLICE("message"), &arena, &made, &error);
    registration_read(text, &line, &error);
    if (webauthn_key_parse(text, &key, &error))
        check(text.size <= WEBAUTHN_KEY_LINE_LIMIT);
    if (origin_is_valid(text))
        check(text.size < ORIGIN_TEXT);
    arena_free(&arena);
    buffer_free(&line);
}

/* What a form sends of a passkey: one spelling of each value, and no challenge that nobody made. */
static void try_form(struct slice text)
{
    static const uint8_t secret[SESSION_SECRET] = {1};
    static const char session[] =
        "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    struct buffer bytes = {0}, again = {0};

    if (base64url_decode(text, &bytes)) {
        base64url_append(&again, buffer_slice(&bytes));
        check(slice_equal(text, buffer_slice(&again)));
    }
    check(!challenge_holds(secret, slice_text(session), SLICE("sign-in"), 1790000000, text));
    buffer_free(&bytes);
    buffer_free(&again);
}

static void try_cbor(struct slice bytes)
{
    struct cose_key key;
    struct buffer again = {0};
    struct slice rest = bytes;

    if (cose_key_take(&rest, &key)) {
        cose_key_append(&key, &again);
        check(slice_equal(slice_part(bytes, 0, bytes.size - rest.size), buffer_slice(&again)));
    }
    rest = bytes;
    if (cbor_skip(&rest, 4))
        check(rest.size < bytes.size);
    buffer_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = slice_of(data, size);

    try_assertion(input);
    try_registration(input);
    try_texts(input);
    try_cbor(input);
    try_form(input);
    return 0;
}

/* Now and then starts over from a seed or its armour, so that changes reach the inner fields. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t capacity, unsigned seed)
{
    const struct buffer *chosen = &seeds[seed / 16 % SEEDS];
    struct buffer start = {0};

    if (seed % 8 == 0) {
        if (seed % 16 == 0)
            armour_write(seed / 16 % SEEDS < 2 ? WEBAUTHN_LABEL : REGISTRATION_LABEL,
                         buffer_slice(chosen), &start);
        else
            buffer_append(&start, buffer_slice(chosen));
        if (start.size <= capacity) {
            memcpy(data, start.data, start.size);
            size = start.size;
        }
    }
    buffer_free(&start);
    return LLVMFuzzerMutate(data, size, capacity);
}
