/* Memory that is there or the program ends: exhaustion prints one line and exits with 3 (failure).
 * Nothing is half done then: what counts is a committed transaction or a finished rename. */
#ifndef PROVISO_BASE_MEMORY_H
#define PROVISO_BASE_MEMORY_H

#include <stddef.h>

/* `size` zeroed bytes; the caller frees with free(). */
void *memory_take(size_t size);

/* realloc of `count` elements of `size` bytes each, overflow checked; new bytes are not zeroed. */
void *memory_grow(void *old, size_t count, size_t size);

/* Frees after wiping `size` bytes: for keys and decrypted content. */
void memory_wipe_free(void *secret, size_t size);

#endif
