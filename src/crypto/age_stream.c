#include "crypto/age_stream.h"

enum { CHUNK_NONCE = 12 };

bool age_stream_start(struct age_stream *stream, const uint8_t key[AGE_KEY], bool encrypt,
                      struct error *error)
{
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, "ChaCha20-Poly1305", NULL);
    bool good = false;

    *stream = (struct age_stream){.cipher = EVP_CIPHER_CTX_new()};
    good = cipher && stream->cipher &&
           EVP_CipherInit_ex2(stream->cipher, cipher, key, NULL, encrypt, NULL) == 1;
    EVP_CIPHER_free(cipher);
    if (!good)
        return error_set(error, ERROR_SYSTEM, "OpenSSL does not provide ChaCha20-Poly1305");
    return true;
}

/* Eleven bytes of big-endian counter, then the flag. */
static void make_nonce(const struct age_stream *stream, bool last, uint8_t nonce[CHUNK_NONCE])
{
    memset(nonce, 0, CHUNK_NONCE);
    for (unsigned i = 0; i < 8; i++)
        nonce[10 - i] = (uint8_t)(stream->counter >> (8 * i));
    nonce[11] = last;
}

bool age_stream_seal(struct age_stream *stream, struct slice plain, bool last, uint8_t *out,
                     struct error *error)
{
    uint8_t nonce[CHUNK_NONCE];
    int size = 0, rest = 0;

    make_nonce(stream, last, nonce);
    if (EVP_CipherInit_ex2(stream->cipher, NULL, NULL, nonce, -1, NULL) != 1 ||
        (plain.size > 0 &&
         EVP_CipherUpdate(stream->cipher, out, &size, plain.data, (int)plain.size) != 1) ||
        EVP_CipherFinal_ex(stream->cipher, out + size, &rest) != 1 ||
        EVP_CIPHER_CTX_ctrl(stream->cipher, EVP_CTRL_AEAD_GET_TAG, AGE_TAG, out + plain.size) != 1)
        return error_set(error, ERROR_SYSTEM, "OpenSSL could not encrypt");
    stream->counter++;
    return true;
}

bool age_stream_open(struct age_stream *stream, struct slice sealed, bool last, uint8_t *out)
{
    uint8_t nonce[CHUNK_NONCE], tag[AGE_TAG];
    size_t plain_size = sealed.size - AGE_TAG;
    int size = 0, rest = 0;
    bool good;

    make_nonce(stream, last, nonce);
    memcpy(tag, sealed.data + plain_size, AGE_TAG);
    good = EVP_CipherInit_ex2(stream->cipher, NULL, NULL, nonce, -1, NULL) == 1 &&
           EVP_CIPHER_CTX_ctrl(stream->cipher, EVP_CTRL_AEAD_SET_TAG, AGE_TAG, tag) == 1 &&
           (plain_size == 0 ||
            EVP_CipherUpdate(stream->cipher, out, &size, sealed.data, (int)plain_size) == 1) &&
           EVP_CipherFinal_ex(stream->cipher, out + size, &rest) == 1;
    stream->counter += good;
    return good;
}

void age_stream_end(struct age_stream *stream)
{
    EVP_CIPHER_CTX_free(stream->cipher);
    *stream = (struct age_stream){0};
}
