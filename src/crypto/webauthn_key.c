#include "base/encode.h"
#include "crypto/webauthn.h"

#define PREFIX    "webauthn "
#define BACKED_UP "backed-up"

/* The text up to the next space, or all of it. */
static struct slice take_word(struct slice *rest)
{
    size_t space = slice_find(*rest, 0, ' ');
    struct slice word = slice_part(*rest, 0, space);

    *rest = space == SIZE_MAX ? slice_of(NULL, 0) : slice_from(*rest, space + 1);
    return word;
}

void webauthn_key_line(struct slice rp, struct slice credential, const struct cose_key *key,
                       bool backed_up, struct buffer *out)
{
    struct buffer encoded = {0};

    cose_key_append(key, &encoded);
    buffer_text(out, PREFIX);
    buffer_append(out, rp);
    buffer_byte(out, ' ');
    base64_append(out, credential);
    buffer_byte(out, ' ');
    base64_append(out, buffer_slice(&encoded));
    if (backed_up)
        buffer_text(out, " " BACKED_UP);
    buffer_free(&encoded);
}

/* Reads the words behind the prefix; what is not canonical is found by writing the line again. */
static bool read_words(struct slice rest, struct slice *rp, struct buffer *credential,
                       struct webauthn_key *out)
{
    struct buffer encoded = {0};
    struct slice key;
    bool ok;

    *rp = take_word(&rest);
    ok = rp_is_valid(*rp) && base64_decode(take_word(&rest), credential) &&
         base64_decode(take_word(&rest), &encoded) && credential->size >= 1 &&
         credential->size <= WEBAUTHN_CREDENTIAL_MOST;
    key = buffer_slice(&encoded);
    ok = ok && cose_key_take(&key, &out->cose) && key.size == 0;
    out->may_be_backed_up = slice_is(rest, BACKED_UP);
    buffer_free(&encoded);
    return ok;
}

bool webauthn_key_parse(struct slice line, struct webauthn_key *out, struct error *error)
{
    struct buffer credential = {0}, again = {0};
    struct webauthn_key key = {0};
    struct slice rp;
    bool good = line.size <= WEBAUTHN_KEY_LINE_LIMIT && slice_starts(line, SLICE(PREFIX)) &&
                read_words(slice_from(line, sizeof PREFIX - 1), &rp, &credential, &key);

    if (good) {
        webauthn_key_line(rp, buffer_slice(&credential), &key.cose, key.may_be_backed_up, &again);
        good = slice_equal(line, buffer_slice(&again));
        key.rp = sha256_of(rp);
        key.credential = sha256_of(buffer_slice(&credential));
    }
    buffer_free(&credential);
    buffer_free(&again);
    if (!good)
        return error_set(error, ERROR_KEY_FORMAT,
                         "not a key line \"webauthn RP-ID CREDENTIAL-ID COSE-KEY\", at its end "
                         "\" " BACKED_UP "\" or nothing");
    *out = key;
    return true;
}

bool webauthn_key_same(const struct webauthn_key *a, const struct webauthn_key *b)
{
    return cose_key_equal(&a->cose, &b->cose) ||
           (digest_equal(a->credential, b->credential) && digest_equal(a->rp, b->rp));
}
