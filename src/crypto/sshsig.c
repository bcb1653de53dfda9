#include "crypto/sshsig.h"

#include "crypto/armour.h"
#include "crypto/hash.h"
#include "crypto/wire.h"

#define MAGIC "SSHSIG"

enum { SIGNATURE_VERSION = 1, USER_PRESENT = 1 };

static const char *const hash_names[] = {[SSHSIG_SHA256] = "sha256", [SSHSIG_SHA512] = "sha512"};

void sshsig_armour(struct slice blob, struct buffer *out)
{
    armour_write(SSHSIG_LABEL, blob, out);
}

static bool read_outer_blob(struct slice blob, struct slice *key, struct slice *signature,
                            struct sshsig *out, struct error *error)
{
    struct slice space, reserved, hash;
    uint32_t version;

    if (!slice_starts(blob, SLICE(MAGIC)))
        return error_set(error, ERROR_SIGNATURE_FORMAT, "not an SSHSIG signature");
    blob = slice_from(blob, sizeof MAGIC - 1);
    if (!wire_u32(&blob, &version) || version != SIGNATURE_VERSION)
        return error_set(error, ERROR_SIGNATURE_FORMAT, "the signature is not of version 1");
    if (!wire_string(&blob, key) || !wire_string(&blob, &space) || !wire_string(&blob, &reserved) ||
        !wire_string(&blob, &hash) || !wire_string(&blob, signature) || blob.size != 0)
        return error_set(error, ERROR_SIGNATURE_FORMAT,
                         "the signature's fields do not have the lengths they claim");
    if (reserved.size != 0 || !wire_text(space, out->name_space, sizeof out->name_space))
        return error_set(error, ERROR_SIGNATURE_FORMAT,
                         "the signature's namespace or reserved field is not acceptable");
    if (!slice_is(hash, hash_names[SSHSIG_SHA256]) && !slice_is(hash, hash_names[SSHSIG_SHA512]))
        return error_set(error, ERROR_SIGNATURE_FORMAT,
                         "the signature's hash is neither sha256 nor sha512");
    out->hash = slice_is(hash, hash_names[SSHSIG_SHA256]) ? SSHSIG_SHA256 : SSHSIG_SHA512;
    return true;
}

static bool read_inner_signature(struct slice blob, struct sshsig *out)
{
    struct slice type, bytes;

    if (!wire_string(&blob, &type) || !wire_string(&blob, &bytes) ||
        !slice_is(type, ssh_key_type_name(out->key.type)) || bytes.size != ED25519_SIGNATURE)
        return false;
    memcpy(out->signature, bytes.data, ED25519_SIGNATURE);
    if (out->key.type == SSH_KEY_SK_ED25519 &&
        (!wire_u8(&blob, &out->flags) || !wire_u32(&blob, &out->counter)))
        return false;
    return blob.size == 0;
}

bool sshsig_parse(struct slice armour, struct sshsig *out, struct error *error)
{
    struct sshsig parsed = {0};
    struct slice key, signature;
    struct buffer blob = {0};
    bool good = false;

    if (!armour_read(SSHSIG_LABEL, armour, SSHSIG_ARMOUR_LIMIT, &blob)) {
        error_set(error, ERROR_SIGNATURE_FORMAT,
                  "not exactly one SSH SIGNATURE block as `ssh-keygen -Y sign` writes it");
        goto out;
    }
    if (!read_outer_blob(buffer_slice(&blob), &key, &signature, &parsed, error))
        goto out;
    if (!ssh_key_read_blob(key, &parsed.key)) {
        error_set(error, ERROR_SIGNATURE_FORMAT,
                  "the signature's key is not ssh-ed25519 or sk-ssh-ed25519@openssh.com");
        goto out;
    }
    if (!read_inner_signature(signature, &parsed)) {
        error_set(error, ERROR_SIGNATURE_FORMAT,
                  "the signature itself is not of its key's type and length");
        goto out;
    }
    *out = parsed;
    good = true;
out:
    buffer_free(&blob);
    return good;
}

void sshsig_signed_data(struct slice message, const char *name_space, enum sshsig_hash hash,
                        struct buffer *out)
{
    uint8_t bytes[SHA512_SIZE];
    struct digest digest;

    buffer_text(out, MAGIC);
    wire_append_string(out, slice_text(name_space));
    wire_append_string(out, SLICE(""));
    wire_append_string(out, slice_text(hash_names[hash]));
    if (hash == SSHSIG_SHA256) {
        digest = sha256_of(message);
        wire_append_string(out, digest_slice(&digest));
    } else {
        sha512_of(message, bytes);
        wire_append_string(out, slice_of(bytes, sizeof bytes));
    }
}

/* What a hardware key signs instead (PROTOCOL.u2f). */
static void wrap_hardware_data(const struct sshsig *sshsig, struct buffer *data)
{
    struct digest application = sha256_of(slice_text(sshsig->key.application));
    struct digest inner = sha256_of(buffer_slice(data));

    buffer_clear(data);
    buffer_append(data, digest_slice(&application));
    buffer_byte(data, sshsig->flags);
    buffer_u32(data, sshsig->counter);
    buffer_append(data, digest_slice(&inner));
}

bool sshsig_verify(const struct sshsig *sshsig, struct slice message, const char *name_space,
                   struct error *error)
{
    struct buffer data = {0};
    bool good;

    if (strcmp(sshsig->name_space, name_space) != 0)
        return error_set(error, ERROR_SIGNATURE_WRONG,
                         "the signature is for namespace \"%s\", not \"%s\"", sshsig->name_space,
                         name_space);
    if (sshsig->key.type == SSH_KEY_SK_ED25519 && !(sshsig->flags & USER_PRESENT))
        return error_set(error, ERROR_SIGNATURE_WRONG,
                         "the hardware key signed without being touched");
    sshsig_signed_data(message, name_space, sshsig->hash, &data);
    if (sshsig->key.type == SSH_KEY_SK_ED25519)
        wrap_hardware_data(sshsig, &data);
    good = ed25519_verify(sshsig->key.public_key, buffer_slice(&data), sshsig->signature);
    buffer_free(&data);
    if (!good)
        return error_set(error, ERROR_SIGNATURE_WRONG,
                         "the signature does not belong to these bytes and its key");
    return true;
}
