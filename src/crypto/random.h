/* Randomness. Pure folders take a `struct random`; only folders with effects (store, node,
 * provider, web, cli) call random_system or random_bytes. */
#ifndef PROVISO_CRYPTO_RANDOM_H
#define PROVISO_CRYPTO_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* A source of unpredictable bytes; a test gives a deterministic one. */
struct random {
    void (*fill)(void *context, uint8_t *out, size_t size);
    void *context;
};

/* `size` bytes from the source. */
static inline void random_fill(const struct random *random, uint8_t *out, size_t size)
{
    random->fill(random->context, out, size);
}

/* The operating system's generator as a source. */
struct random random_system(void);

/* `size` bytes of the operating system's generator; the program ends where there is none. */
void random_bytes(uint8_t *out, size_t size);

#endif
