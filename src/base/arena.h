/* Memory of one request, freed as a whole. A zeroed struct is an empty arena. */
#ifndef PROVISO_BASE_ARENA_H
#define PROVISO_BASE_ARENA_H

#include "base/slice.h"

struct arena_block;

struct arena {
    struct arena_block *last;
};

/* `size` zeroed bytes, aligned for any type; they live until arena_free. */
void *arena_take(struct arena *arena, size_t size);

/* A copy of `bytes`, with a NUL behind it that the slice does not count. */
struct slice arena_copy(struct arena *arena, struct slice bytes);

/* printf into the arena; a NUL stands behind the slice. */
struct slice arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(1, 2)));

void arena_free(struct arena *arena);

#endif
