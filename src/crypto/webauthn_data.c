#include "crypto/webauthn_data.h"

#include "base/json.h"
#include "crypto/cbor.h"
#include "crypto/wire.h"

enum { FIXED_PART = 37, CLIENT_DATA_DEPTH = 4, EXTENSION_DEPTH = 4 };

bool authenticator_data_read(struct slice bytes, struct authenticator_data *out,
                             struct error *error)
{
    if (bytes.size < FIXED_PART)
        return error_set(error, ERROR_SIGNATURE_FORMAT,
                         "the authenticator data are shorter than %d bytes", FIXED_PART);
    memcpy(out->rp.bytes, bytes.data, DIGEST_SIZE);
    out->flags = bytes.data[DIGEST_SIZE];
    out->counter = (uint32_t)bytes.data[33] << 24 | (uint32_t)bytes.data[34] << 16 |
                   (uint32_t)bytes.data[35] << 8 | bytes.data[36];
    out->rest = slice_from(bytes, FIXED_PART);
    if (out->flags & AUTHENTICATOR_UNKNOWN)
        return error_set(error, ERROR_SIGNATURE_FORMAT,
                         "the authenticator's flags have bits that nobody has defined");
    if (out->flags & AUTHENTICATOR_BACKED_UP && !(out->flags & AUTHENTICATOR_BACKUP_ELIGIBLE))
        return error_set(error, ERROR_SIGNATURE_FORMAT,
                         "the authenticator's flags say backed up, but not that it may be");
    return true;
}

bool authenticator_extensions_check(const struct authenticator_data *data, struct slice rest,
                                    struct error *error)
{
    struct slice map = rest;
    size_t pairs;

    if (!(data->flags & AUTHENTICATOR_EXTENSIONS)) {
        if (rest.size == 0)
            return true;
        return error_set(error, ERROR_SIGNATURE_FORMAT, "%zu bytes follow the authenticator data",
                         rest.size);
    }
    if (rest.size <= WEBAUTHN_EXTENSIONS_MOST && cbor_map(&map, &pairs) &&
        cbor_skip(&rest, EXTENSION_DEPTH) && rest.size == 0)
        return true;
    return error_set(error, ERROR_SIGNATURE_FORMAT,
                     "the authenticator's extensions are not one CBOR map of at most %d bytes",
                     WEBAUTHN_EXTENSIONS_MOST);
}

unsigned authenticator_faults(const struct authenticator_data *data)
{
    return (data->flags & AUTHENTICATOR_PRESENT ? 0u : WEBAUTHN_NOT_PRESENT) |
           (data->flags & AUTHENTICATOR_VERIFIED ? 0u : WEBAUTHN_NOT_VERIFIED);
}

static bool read_members(json_t *root, const char *type, struct slice challenge,
                         char origin[ORIGIN_TEXT], unsigned *faults, struct error *error)
{
    struct slice said_type, said_challenge, said_origin;
    bool crossed = false;

    if (!json_is_object(root))
        return error_set(error, ERROR_MEMBER_TYPE, "not an object");
    if (!member_text(root, "type", &said_type, error) ||
        !member_text(root, "challenge", &said_challenge, error) ||
        !member_text(root, "origin", &said_origin, error))
        return false;
    if (json_object_get(root, "crossOrigin") && !member_flag(root, "crossOrigin", &crossed, error))
        return false;
    if (!wire_text(said_origin, origin, ORIGIN_TEXT))
        return error_set(error, ERROR_MEMBER_VALUE,
                         "the origin is not 1 to %d visible ASCII characters", ORIGIN_TEXT - 1);
    if (!slice_is(said_type, type))
        *faults |= WEBAUTHN_OTHER_TYPE;
    if (challenge.size && !slice_equal(said_challenge, challenge))
        *faults |= WEBAUTHN_OTHER_PAYLOAD;
    if (crossed || json_object_get(root, "topOrigin"))
        *faults |= WEBAUTHN_CROSS_ORIGIN;
    return true;
}

bool client_data_read(struct slice text, const char *type, struct slice challenge,
                      char origin[ORIGIN_TEXT], unsigned *faults, struct error *error)
{
    struct error inner = {0};
    json_t *root = json_strict(text, WEBAUTHN_CLIENT_DATA_MOST, CLIENT_DATA_DEPTH, &inner);
    bool ok = root && read_members(root, type, challenge, origin, faults, &inner);

    json_decref(root);
    return ok || error_set(error, ERROR_SIGNATURE_FORMAT, "clientDataJSON: %.300s", inner.message);
}
