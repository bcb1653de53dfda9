#include "sshsig_maker.h"

#include <stdio.h>

#include "crypto/hash.h"
#include "crypto/wire.h"

struct sshsig_maker sshsig_maker_ed25519(uint32_t number)
{
    struct sshsig_maker maker = {.hash = SSHSIG_SHA512};
    char text[32];
    struct digest seed;

    snprintf(text, sizeof text, "test key %u", number);
    seed = sha256_of(slice_text(text));
    ed25519_from_seed(seed.bytes, &maker.pair);
    memcpy(maker.key.public_key, maker.pair.public_key, ED25519_PUBLIC);
    return maker;
}

struct sshsig_maker sshsig_maker_hardware(uint32_t number)
{
    struct sshsig_maker maker = sshsig_maker_ed25519(number);

    maker.key.type = SSH_KEY_SK_ED25519;
    snprintf(maker.key.application, sizeof maker.key.application, "ssh:");
    maker.flags = 1;
    maker.counter = number + 1;
    return maker;
}

static void sign_data(const struct sshsig_maker *maker, struct slice data,
                      uint8_t signature[ED25519_SIGNATURE])
{
    struct digest application = sha256_of(slice_text(maker->key.application));
    struct digest hash = sha256_of(data);
    struct buffer wrapped = {0};

    if (maker->key.type == SSH_KEY_SK_ED25519) {
        buffer_append(&wrapped, digest_slice(&application));
        buffer_byte(&wrapped, maker->flags);
        buffer_u32(&wrapped, maker->counter);
        buffer_append(&wrapped, digest_slice(&hash));
        data = buffer_slice(&wrapped);
    }
    ed25519_sign(&maker->pair, data, signature);
    buffer_free(&wrapped);
}

void sshsig_make_blob(const struct sshsig_maker *maker, struct slice message,
                      const char *name_space, struct buffer *out)
{
    uint8_t signature[ED25519_SIGNATURE];
    struct buffer data = {0}, key = {0}, inner = {0};

    sshsig_signed_data(message, name_space, maker->hash, &data);
    sign_data(maker, buffer_slice(&data), signature);
    ssh_key_write_blob(&maker->key, &key);
    wire_append_string(&inner, slice_text(ssh_key_type_name(maker->key.type)));
    wire_append_string(&inner, slice_of(signature, sizeof signature));
    if (maker->key.type == SSH_KEY_SK_ED25519) {
        buffer_byte(&inner, maker->flags);
        buffer_u32(&inner, maker->counter);
    }
    buffer_text(out, "SSHSIG");
    buffer_u32(out, 1);
    wire_append_string(out, buffer_slice(&key));
    wire_append_string(out, slice_text(name_space));
    wire_append_string(out, SLICE(""));
    wire_append_string(out, slice_text(maker->hash == SSHSIG_SHA256 ? "sha256" : "sha512"));
    wire_append_string(out, buffer_slice(&inner));
    buffer_free(&data);
    buffer_free(&key);
    buffer_free(&inner);
}

void sshsig_make(const struct sshsig_maker *maker, struct slice message, const char *name_space,
                 struct buffer *out)
{
    struct buffer blob = {0};

    sshsig_make_blob(maker, message, name_space, &blob);
    sshsig_armour(buffer_slice(&blob), out);
    buffer_free(&blob);
}
