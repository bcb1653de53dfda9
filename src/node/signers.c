#include "node/signers.h"

#include <stdio.h>

#include "base/encode.h"
#include "base/files.h"
#include "crypto/random.h"

static const struct {
    const char *name;
    enum note_key_type type;
} uses[] = {
    [SIGNER_MATTERS] = {"matters", NOTE_ED25519},
    [SIGNER_REGISTER] = {"register", NOTE_ED25519},
    [SIGNER_WITNESS] = {"witness", NOTE_COSIGNATURE},
};

static const char *key_path(struct buffer *path, const char *folder, enum signer_use use)
{
    buffer_clear(path);
    buffer_format(path, "%s/keys/%s.key", folder, uses[use].name);
    return buffer_string(path);
}

bool signers_create(const char *folder, struct error *error)
{
    struct buffer path = {0};
    bool ok = true;

    for (enum signer_use use = SIGNER_MATTERS; ok && use <= SIGNER_WITNESS; use++) {
        uint8_t seed[ED25519_SEED];
        char text[2 * ED25519_SEED + 2];

        random_bytes(seed, sizeof seed);
        hex_write(slice_of(seed, sizeof seed), text);
        text[2 * ED25519_SEED] = '\n';
        ok = files_create(key_path(&path, folder, use), slice_of(text, 2 * ED25519_SEED + 1), 0600,
                          error);
        explicit_bzero(seed, sizeof seed);
        explicit_bzero(text, sizeof text);
    }
    buffer_free(&path);
    return ok;
}

bool signers_load(const char *folder, const char *state, enum signer_use use,
                  struct note_signer *out, struct error *error)
{
    struct buffer path = {0}, text = {0};
    uint8_t seed[ED25519_SEED];
    char name[32];
    bool ok = files_read(key_path(&path, folder, use), 128, &text, error);

    if (ok &&
        (text.size != 2 * ED25519_SEED + 1 || text.data[text.size - 1] != '\n' ||
         !hex_read(slice_part(buffer_slice(&text), 0, 2 * ED25519_SEED), seed, sizeof seed))) {
        error_set(error, ERROR_KEY_FORMAT, "this is not a key that proviso init has made");
        ok = error_file(error, buffer_string(&path));
    }
    snprintf(name, sizeof name, "proviso.%c%c/%s", state[0] - 'A' + 'a', state[1] - 'A' + 'a',
             uses[use].name);
    if (ok)
        ok = note_signer_make(slice_text(name), uses[use].type, seed, out, error);
    explicit_bzero(seed, sizeof seed);
    buffer_wipe_free(&text);
    buffer_free(&path);
    return ok;
}
