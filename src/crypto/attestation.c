#include "crypto/attestation.h"

#include "crypto/armour.h"
#include "crypto/cbor.h"
#include "crypto/webauthn_data.h"
#include "crypto/wire.h"

#define MAGIC "PROVISO-REGISTRATION"

enum { VERSION = 1, AAGUID = 16, STATEMENT_DEPTH = 3 };

/* The attestation object and the credential in it. */
struct attested {
    struct slice format, statement, authenticator_data;
    struct authenticator_data data;
    struct slice credential;
    struct cose_key key;
};

void registration_append(const struct registration *registration, struct buffer *blob)
{
    buffer_text(blob, MAGIC);
    buffer_u32(blob, VERSION);
    wire_append_string(blob, registration->rp);
    wire_append_string(blob, registration->attestation);
    wire_append_string(blob, registration->client_data);
}

static bool refuse(struct error *error, const char *what)
{
    return error_set(error, ERROR_KEY_FORMAT, "the registration %s", what);
}

/* The three members, each once, in any order (authenticators differ). */
static bool read_object(struct slice bytes, struct attested *out)
{
    struct slice name, at;
    size_t pairs;
    unsigned seen = 0;

    if (bytes.size > ATTESTATION_MOST || !cbor_map(&bytes, &pairs) || pairs != 3)
        return false;
    for (size_t i = 0; i < pairs; i++) {
        if (!cbor_text(&bytes, &name))
            return false;
        if (slice_is(name, "fmt")) {
            seen |= cbor_text(&bytes, &out->format) ? 1u : 0u;
        } else if (slice_is(name, "attStmt")) {
            at = bytes;
            seen |= cbor_skip(&bytes, STATEMENT_DEPTH) ? 2u : 0u;
            out->statement = slice_part(at, 0, at.size - bytes.size);
        } else if (slice_is(name, "authData")) {
            seen |= cbor_bytes(&bytes, &out->authenticator_data) ? 4u : 0u;
        } else {
            return false;
        }
    }
    return seen == 7 && bytes.size == 0;
}

/* AAGUID, length and credential ID, public key (6.5.1), then extensions. */
static bool read_credential(struct attested *out, struct error *error)
{
    struct slice rest = out->data.rest;
    size_t size;

    if (!(out->data.flags & AUTHENTICATOR_CREDENTIAL) || rest.size < AAGUID + 2)
        return refuse(error, "has no credential data");
    size = (size_t)rest.data[AAGUID] << 8 | rest.data[AAGUID + 1];
    rest = slice_from(rest, AAGUID + 2);
    if (size == 0 || size > WEBAUTHN_CREDENTIAL_MOST || size > rest.size)
        return refuse(error, "has a credential ID that is not of 1 to 255 bytes");
    out->credential = slice_part(rest, 0, size);
    rest = slice_from(rest, size);
    if (!cose_key_take(&rest, &out->key))
        return refuse(error, "has no ES256 or EdDSA key in CTAP2's encoding");
    return authenticator_extensions_check(&out->data, rest, error);
}

/* An attestation by the credential's own key: {alg, sig}. */
static bool self_attests(const struct attested *attested, struct slice client_data)
{
    struct slice rest = attested->statement, name, signature;
    struct digest hash = sha256_of(client_data);
    struct buffer data = {0};
    int64_t algorithm;
    size_t pairs;
    bool good;

    good = cbor_map(&rest, &pairs) && pairs == 2 && cbor_text(&rest, &name) &&
           slice_is(name, "alg") && cbor_integer(&rest, &algorithm) &&
           algorithm == cose_algorithm_number(attested->key.algorithm) && cbor_text(&rest, &name) &&
           slice_is(name, "sig") && cbor_bytes(&rest, &signature) && rest.size == 0;
    buffer_append(&data, attested->authenticator_data);
    buffer_append(&data, digest_slice(&hash));
    good = good && cose_verify(&attested->key, buffer_slice(&data), signature);
    buffer_free(&data);
    return good;
}

/* A packed statement with a maker's certificate has a third member, "x5c". */
static bool has_certificate(struct slice statement)
{
    size_t pairs;

    return cbor_map(&statement, &pairs) && pairs == 3;
}

static bool check_statement(const struct attested *attested, struct slice client_data,
                            struct error *error)
{
    if (slice_is(attested->format, "none"))
        return slice_equal(attested->statement, SLICE("\xa0")) ||
               refuse(error, "attests with \"none\", yet says something");
    if (!slice_is(attested->format, "packed"))
        return refuse(error, "attests neither with \"none\" nor with \"packed\"");
    return has_certificate(attested->statement) || self_attests(attested, client_data) ||
           refuse(error, "has an attestation that is not by its own key");
}

/* What the browser says: a registration, on a page that can have this RP ID. */
static bool check_client(const struct registration *registration, struct error *error)
{
    char origin[ORIGIN_TEXT];
    unsigned faults = 0;

    if (!client_data_read(registration->client_data, "webauthn.create", SLICE(""), origin, &faults,
                          error))
        return false;
    if (faults & WEBAUTHN_OTHER_TYPE)
        return refuse(error, "is not of type webauthn.create");
    if (faults)
        return refuse(error, "was made in a frame of another page");
    if (!rp_is_valid(registration->rp) || !origin_is_valid(slice_text(origin)) ||
        !origin_has_rp(slice_text(origin), registration->rp))
        return refuse(error, "is of an origin that cannot have its RP ID");
    return true;
}

static bool read_attested(const struct registration *registration, struct attested *out,
                          struct error *error)
{
    if (!read_object(registration->attestation, out))
        return refuse(error, "has no attestation object with fmt, attStmt and authData");
    if (!authenticator_data_read(out->authenticator_data, &out->data, error) ||
        !read_credential(out, error))
        return false;
    if (!digest_equal(out->data.rp, sha256_of(registration->rp)))
        return refuse(error, "is for another RP ID");
    return authenticator_faults(&out->data) == 0 ||
           refuse(error, "was made without the user's verification by PIN or biometrics");
}

bool registration_check(const struct registration *registration, struct buffer *line,
                        struct error *error)
{
    struct attested attested = {0};
    struct error inner = {0};

    if (!check_client(registration, &inner) || !read_attested(registration, &attested, &inner) ||
        !check_statement(&attested, registration->client_data, &inner))
        return error_set(error, ERROR_KEY_FORMAT, "%.500s", inner.message);
    webauthn_key_line(registration->rp, attested.credential, &attested.key,
                      attested.data.flags & AUTHENTICATOR_BACKUP_ELIGIBLE, line);
    return true;
}

static bool read_fields(struct slice blob, struct registration *out)
{
    uint32_t version;

    if (!slice_starts(blob, SLICE(MAGIC)))
        return false;
    blob = slice_from(blob, sizeof MAGIC - 1);
    return wire_u32(&blob, &version) && version == VERSION && wire_string(&blob, &out->rp) &&
           wire_string(&blob, &out->attestation) && wire_string(&blob, &out->client_data) &&
           blob.size == 0;
}

bool registration_read(struct slice armour, struct buffer *line, struct error *error)
{
    struct registration registration;
    struct buffer blob = {0};
    bool good = armour_read(REGISTRATION_LABEL, armour, REGISTRATION_ARMOUR_LIMIT, &blob) &&
                read_fields(buffer_slice(&blob), &registration);

    if (good)
        good = registration_check(&registration, line, error);
    else
        error_set(error, ERROR_KEY_FORMAT, "not exactly one " REGISTRATION_LABEL " block");
    buffer_free(&blob);
    return good;
}
