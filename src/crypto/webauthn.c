#include "crypto/armour.h"
#include "crypto/webauthn_data.h"
#include "crypto/wire.h"

#include "base/encode.h"

#define MAGIC "PROVISO-WEBAUTHN"

enum { VERSION = 1 };

/* ---- the block ---- */

void webauthn_assertion_append(const struct webauthn_assertion *assertion, struct buffer *blob)
{
    buffer_text(blob, MAGIC);
    buffer_u32(blob, VERSION);
    wire_append_string(blob, assertion->key);
    wire_append_string(blob, assertion->credential);
    wire_append_string(blob, assertion->authenticator_data);
    wire_append_string(blob, assertion->client_data);
    wire_append_string(blob, assertion->signature);
}

bool webauthn_assertion_read(struct slice blob, struct webauthn_assertion *out, struct error *error)
{
    uint32_t version;

    if (!slice_starts(blob, SLICE(MAGIC)))
        return error_set(error, ERROR_SIGNATURE_FORMAT, "not a WebAuthn signature of Proviso");
    blob = slice_from(blob, sizeof MAGIC - 1);
    if (!wire_u32(&blob, &version) || version != VERSION)
        return error_set(error, ERROR_SIGNATURE_FORMAT, "the signature is not of version 1");
    if (!wire_string(&blob, &out->key) || !wire_string(&blob, &out->credential) ||
        !wire_string(&blob, &out->authenticator_data) || !wire_string(&blob, &out->client_data) ||
        !wire_string(&blob, &out->signature) || blob.size != 0)
        return error_set(error, ERROR_SIGNATURE_FORMAT,
                         "the signature's fields do not have the lengths they claim");
    return true;
}

/* ---- the assertion ---- */

static bool read_key(const struct webauthn_assertion *assertion, struct webauthn_key *out,
                     struct error *error)
{
    struct slice rest = assertion->key;

    if (!cose_key_take(&rest, &out->cose) || rest.size != 0)
        return error_set(error, ERROR_SIGNATURE_FORMAT,
                         "the signature's key is not an ES256 or EdDSA key in CTAP2's encoding");
    if (assertion->credential.size == 0 || assertion->credential.size > WEBAUTHN_CREDENTIAL_MOST)
        return error_set(error, ERROR_SIGNATURE_FORMAT,
                         "the credential ID does not have 1 to %d bytes", WEBAUTHN_CREDENTIAL_MOST);
    out->credential = sha256_of(assertion->credential);
    return true;
}

static bool read_authenticator(struct slice bytes, struct webauthn_signature *out,
                               struct error *error)
{
    struct authenticator_data data;

    if (!authenticator_data_read(bytes, &data, error))
        return false;
    if (data.flags & AUTHENTICATOR_CREDENTIAL)
        return error_set(error, ERROR_SIGNATURE_FORMAT, "credential data stand in an assertion");
    out->key.rp = data.rp;
    out->counter = data.counter;
    out->key.may_be_backed_up = data.flags & AUTHENTICATOR_BACKUP_ELIGIBLE;
    out->faults |= authenticator_faults(&data);
    return authenticator_extensions_check(&data, data.rest, error);
}

static bool read_client_data(const struct webauthn_assertion *assertion, struct slice message,
                             struct arena *arena, struct webauthn_signature *out,
                             struct error *error)
{
    struct digest hash = sha256_of(message);
    struct buffer challenge = {0};
    char origin[ORIGIN_TEXT];
    bool ok;

    base64url_append(&challenge, digest_slice(&hash));
    ok = client_data_read(assertion->client_data, "webauthn.get", buffer_slice(&challenge), origin,
                          &out->faults, error);
    buffer_free(&challenge);
    if (ok)
        out->origin = arena_copy(arena, slice_text(origin));
    return ok;
}

static bool signature_holds(const struct webauthn_assertion *assertion, const struct cose_key *key)
{
    struct digest hash = sha256_of(assertion->client_data);
    struct buffer data = {0};
    bool good;

    buffer_append(&data, assertion->authenticator_data);
    buffer_append(&data, digest_slice(&hash));
    good = cose_verify(key, buffer_slice(&data), assertion->signature);
    buffer_free(&data);
    return good;
}

bool webauthn_assertion_verify(const struct webauthn_assertion *assertion, struct slice message,
                               struct arena *arena, struct webauthn_signature *out,
                               struct error *error)
{
    struct webauthn_signature read = {0};

    if (!read_key(assertion, &read.key, error) ||
        !read_authenticator(assertion->authenticator_data, &read, error) ||
        !read_client_data(assertion, message, arena, &read, error))
        return false;
    if (!signature_holds(assertion, &read.key.cose))
        return error_set(error, ERROR_SIGNATURE_WRONG,
                         "the assertion was not signed by the key in it");
    *out = read;
    return true;
}

bool webauthn_verify(struct slice armour, struct slice message, struct arena *arena,
                     struct webauthn_signature *out, struct error *error)
{
    struct webauthn_assertion assertion;
    struct buffer blob = {0};
    bool good;

    if (armour_read(WEBAUTHN_LABEL, armour, WEBAUTHN_ARMOUR_LIMIT, &blob))
        good = webauthn_assertion_read(buffer_slice(&blob), &assertion, error) &&
               webauthn_assertion_verify(&assertion, message, arena, out, error);
    else
        good = error_set(error, ERROR_SIGNATURE_FORMAT,
                         "not exactly one " WEBAUTHN_LABEL " block of at most %d bytes",
                         WEBAUTHN_ARMOUR_LIMIT);
    buffer_free(&blob);
    return good;
}
