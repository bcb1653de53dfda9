#include "package/fingerprint.h"

#include <openssl/evp.h>
#include <stdlib.h>

#include "base/memory.h"

struct fingerprinter {
    EVP_MAC *mac;
    EVP_MAC_CTX *context;
    uint8_t key[FINGERPRINT_KEY];
};

struct fingerprinter *fingerprint_start(const uint8_t key[FINGERPRINT_KEY])
{
    struct fingerprinter *made = memory_take(sizeof *made);

    memcpy(made->key, key, sizeof made->key);
    made->mac = EVP_MAC_fetch(NULL, "POLY1305", NULL);
    made->context = made->mac ? EVP_MAC_CTX_new(made->mac) : NULL;
    return made;
}

void fingerprint_of(struct fingerprinter *fingerprinter, struct slice bytes,
                    uint8_t out[FINGERPRINT_SIZE])
{
    size_t size = 0;

    /* Without a usable library nothing may pass for unchanged: the comparison has to fail. */
    if (!fingerprinter->context ||
        !EVP_MAC_init(fingerprinter->context, fingerprinter->key, FINGERPRINT_KEY, NULL) ||
        !EVP_MAC_update(fingerprinter->context, bytes.data, bytes.size) ||
        !EVP_MAC_final(fingerprinter->context, out, &size, FINGERPRINT_SIZE) ||
        size != FINGERPRINT_SIZE)
        abort();
}

void fingerprint_free(struct fingerprinter *fingerprinter)
{
    if (!fingerprinter)
        return;
    EVP_MAC_CTX_free(fingerprinter->context);
    EVP_MAC_free(fingerprinter->mac);
    memory_wipe_free(fingerprinter, sizeof *fingerprinter);
}
