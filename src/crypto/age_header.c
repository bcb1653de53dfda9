#include "crypto/age_header.h"

#include <sodium.h>

#include "base/encode.h"
#include "crypto/hash.h"

#define VERSION_LINE "age-encryption.org/v1"
#define X25519_INFO  "age-encryption.org/v1/X25519"

enum {
    BODY_COLUMNS = 64,
    WRAPPED_KEY = AGE_FILE_KEY + crypto_aead_chacha20poly1305_ietf_ABYTES,
};

/* Each file key is wrapped once under a key of its own, so the nonce is constant. */
static const uint8_t wrap_nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES] = {0};

struct stanza {
    struct slice type;
    struct slice arguments; /* what follows the type and a space; empty: none */
    struct buffer body;
};

static void wrap_key(const uint8_t shared[AGE_KEY], const uint8_t share[AGE_KEY],
                     const struct age_recipient *recipient, uint8_t out[AGE_KEY])
{
    uint8_t salt[2 * AGE_KEY];

    memcpy(salt, share, AGE_KEY);
    memcpy(salt + AGE_KEY, recipient->public_key, AGE_KEY);
    hkdf_sha256(slice_of(shared, AGE_KEY), slice_of(salt, sizeof salt), SLICE(X25519_INFO), out,
                AGE_KEY);
}

static struct digest header_mac(const uint8_t file_key[AGE_FILE_KEY], struct slice header)
{
    uint8_t key[DIGEST_SIZE];
    struct digest mac;

    hkdf_sha256(slice_of(file_key, AGE_FILE_KEY), SLICE(""), SLICE("header"), key, sizeof key);
    mac = hmac_sha256(slice_of(key, sizeof key), header);
    sodium_memzero(key, sizeof key);
    return mac;
}

void age_payload_key(const uint8_t file_key[AGE_FILE_KEY], const uint8_t nonce[AGE_NONCE],
                     uint8_t out[AGE_KEY])
{
    hkdf_sha256(slice_of(file_key, AGE_FILE_KEY), slice_of(nonce, AGE_NONCE), SLICE("payload"), out,
                AGE_KEY);
}

static bool write_stanza(const struct age_recipient *recipient, const struct random *random,
                         const uint8_t file_key[AGE_FILE_KEY], struct buffer *out,
                         struct error *error)
{
    uint8_t ephemeral[AGE_KEY], share[AGE_KEY], shared[AGE_KEY], key[AGE_KEY], body[WRAPPED_KEY];
    bool good = false;

    random_fill(random, ephemeral, sizeof ephemeral);
    crypto_scalarmult_base(share, ephemeral);
    if (crypto_scalarmult(shared, ephemeral, recipient->public_key) != 0) {
        error_set(error, ERROR_AGE_KEY, "an age recipient is not a usable X25519 key");
        goto out;
    }
    wrap_key(shared, share, recipient, key);
    crypto_aead_chacha20poly1305_ietf_encrypt(body, NULL, file_key, AGE_FILE_KEY, NULL, 0, NULL,
                                              wrap_nonce, key);
    buffer_text(out, "-> X25519 ");
    base64_append_unpadded(out, slice_of(share, sizeof share));
    buffer_byte(out, '\n');
    base64_append_unpadded(out, slice_of(body, sizeof body));
    buffer_byte(out, '\n');
    good = true;
out:
    sodium_memzero(ephemeral, sizeof ephemeral);
    sodium_memzero(shared, sizeof shared);
    sodium_memzero(key, sizeof key);
    return good;
}

bool age_header_write(const struct age_recipient *recipients, size_t count,
                      const struct random *random, const uint8_t file_key[AGE_FILE_KEY],
                      struct buffer *out, struct error *error)
{
    size_t start = out->size;
    struct digest mac;

    buffer_text(out, VERSION_LINE "\n");
    for (size_t i = 0; i < count; i++) {
        if (!write_stanza(&recipients[i], random, file_key, out, error)) {
            out->size = start;
            return false;
        }
    }
    buffer_text(out, "---");
    mac = header_mac(file_key, slice_from(buffer_slice(out), start));
    buffer_byte(out, ' ');
    base64_append_unpadded(out, digest_slice(&mac));
    buffer_byte(out, '\n');
    return true;
}

static bool refuse(struct error *error, const char *reason)
{
    return error_set(error, ERROR_AGE_HEADER, "not an age file that Proviso reads: %s", reason);
}

/* Arguments are visible ASCII, one space between two of them. */
static bool are_arguments(struct slice line)
{
    bool inside = false;

    for (size_t i = 0; i < line.size; i++) {
        bool space = line.data[i] == ' ';

        if (line.data[i] < ' ' || line.data[i] > '~' || (space && !inside))
            return false;
        inside = !space;
    }
    return inside;
}

/* Lines of 64 characters, then one that is shorter, possibly empty. */
static bool take_body(struct slice *rest, struct buffer *body)
{
    struct slice line;

    do {
        if (!slice_line(rest, &line) || line.size > BODY_COLUMNS ||
            !base64_decode_unpadded(line, body))
            return false;
    } while (line.size == BODY_COLUMNS);
    return true;
}

static bool take_stanza(struct slice *rest, struct stanza *out)
{
    struct slice line;
    size_t space;

    buffer_clear(&out->body);
    if (!slice_line(rest, &line) || !slice_starts(line, SLICE("-> ")))
        return false;
    line = slice_from(line, 3);
    if (!are_arguments(line))
        return false;
    space = slice_find(line, 0, ' ');
    out->type = slice_part(line, 0, space);
    out->arguments = space == SIZE_MAX ? slice_of(NULL, 0) : slice_from(line, space + 1);
    return take_body(rest, &out->body);
}

/* Kinds of recipient that age knows and Proviso refuses: a passphrase must stand alone by age's own
 * rules, hybrid keys are not supported. Other unknown kinds are passed over. */
static bool is_refused_type(struct slice type)
{
    static const char *const refused[] = {"scrypt", "mlkem768x25519"};

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (slice_is(type, refused[i]))
            return true;
    return false;
}

static bool read_share(struct slice text, uint8_t out[AGE_KEY])
{
    struct buffer share = {0};
    bool good = base64_decode_unpadded(text, &share) && share.size == AGE_KEY;

    if (good)
        memcpy(out, share.data, AGE_KEY);
    buffer_free(&share);
    return good;
}

/* Tries one identity on a well-formed stanza; *found says whether it opened. False: low order. */
static bool unwrap(const uint8_t share[AGE_KEY], struct slice body,
                   const struct age_identity *identity, uint8_t file_key[AGE_FILE_KEY], bool *found)
{
    uint8_t shared[AGE_KEY], key[AGE_KEY];
    bool usable = crypto_scalarmult(shared, identity->secret, share) == 0;

    if (usable) {
        wrap_key(shared, share, &identity->recipient, key);
        *found = crypto_aead_chacha20poly1305_ietf_decrypt(
                     file_key, NULL, NULL, body.data, body.size, NULL, 0, wrap_nonce, key) == 0;
    }
    sodium_memzero(shared, sizeof shared);
    sodium_memzero(key, sizeof key);
    return usable;
}

static bool read_x25519(const struct stanza *stanza, const struct age_identity *identities,
                        size_t count, uint8_t file_key[AGE_FILE_KEY], bool *found,
                        struct error *error)
{
    uint8_t share[AGE_KEY];

    if (!read_share(stanza->arguments, share) || stanza->body.size != WRAPPED_KEY)
        return refuse(error, "an X25519 stanza is malformed");
    for (size_t i = 0; i < count && !*found; i++)
        if (!unwrap(share, buffer_slice(&stanza->body), &identities[i], file_key, found))
            return refuse(error, "an X25519 share is of low order");
    return true;
}

/* Takes all stanzas off the front of `rest`. */
static bool read_stanzas(struct slice *rest, const struct age_identity *identities, size_t count,
                         uint8_t file_key[AGE_FILE_KEY], bool *found, struct error *error)
{
    struct stanza stanza = {0};
    bool good = false;

    do {
        if (!take_stanza(rest, &stanza)) {
            refuse(error, "a stanza of its header is malformed");
            goto out;
        }
        if (is_refused_type(stanza.type)) {
            refuse(error, "its header has a passphrase or a hybrid recipient");
            goto out;
        }
        if (slice_is(stanza.type, "X25519") &&
            !read_x25519(&stanza, identities, count, file_key, found, error))
            goto out;
    } while (!slice_starts(*rest, SLICE("---")));
    good = true;
out:
    buffer_free(&stanza.body);
    return good;
}

/* The line "--- MAC". */
static bool take_mac(struct slice *rest, struct digest *out)
{
    struct slice line;

    return slice_line(rest, &line) && slice_starts(line, SLICE("--- ")) &&
           read_share(slice_from(line, 4), out->bytes);
}

bool age_header_read(struct slice bytes, const struct age_identity *identities, size_t count,
                     uint8_t file_key[AGE_FILE_KEY], size_t *size, struct error *error)
{
    struct slice rest = bytes, line;
    struct digest mac;
    size_t signed_size;
    bool found = false;

    if (slice_starts(bytes, SLICE("-----BEGIN AGE")))
        return refuse(error, "it is armoured (binary age files only)");
    if (!slice_line(&rest, &line) || !slice_is(line, VERSION_LINE))
        return refuse(error, "it does not begin with " VERSION_LINE);
    if (!read_stanzas(&rest, identities, count, file_key, &found, error))
        return false;
    signed_size = bytes.size - rest.size + 3;
    if (!take_mac(&rest, &mac))
        return refuse(error, "its header's MAC is malformed");
    if (!found)
        return error_set(error, ERROR_AGE_NO_MATCH,
                         "the age file is not encrypted to any of the given identities");
    if (!digest_equal(mac, header_mac(file_key, slice_part(bytes, 0, signed_size)))) {
        sodium_memzero(file_key, AGE_FILE_KEY);
        return error_set(error, ERROR_AGE_HMAC, "the age file's header was altered");
    }
    *size = bytes.size - rest.size;
    return true;
}
