#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void exhausted(void)
{
    fputs("proviso: memory-exhausted: this machine has no memory left for the program\n", stderr);
    exit(3);
}

void *memory_take(size_t size)
{
    void *taken = calloc(1, size ? size : 1);

    if (!taken)
        exhausted();
    return taken;
}

void *memory_grow(void *old, size_t count, size_t size)
{
    size_t bytes;
    void *grown;

    if (__builtin_mul_overflow(count, size, &bytes))
        exhausted();
    grown = realloc(old, bytes ? bytes : 1);
    if (!grown)
        exhausted();
    return grown;
}

void memory_wipe_free(void *secret, size_t size)
{
    if (!secret)
        return;
    explicit_bzero(secret, size);
    free(secret);
}
