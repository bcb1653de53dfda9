#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

/* The first block is small: many arenas are of one short request. */
enum { FIRST = 2 * 1024, BLOCK = 16 * 1024, ALIGN = 16 };

struct arena_block {
    struct arena_block *before;
    size_t used;
    size_t capacity;
    _Alignas(ALIGN) uint8_t bytes[];
};

void *arena_take(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->last;
    size_t rounded = (size + ALIGN - 1) / ALIGN * ALIGN;
    void *taken;

    if (!block || block->capacity - block->used < rounded) {
        size_t least = block ? BLOCK : FIRST, capacity = rounded > least ? rounded : least;

        block = memory_take(sizeof *block + capacity);
        block->capacity = capacity;
        block->before = arena->last;
        arena->last = block;
    }
    taken = block->bytes + block->used;
    block->used += rounded;
    return taken;
}

struct slice arena_copy(struct arena *arena, struct slice bytes)
{
    uint8_t *copy = arena_take(arena, bytes.size + 1);

    if (bytes.size)
        memcpy(copy, bytes.data, bytes.size);
    return slice_of(copy, bytes.size);
}

struct slice arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    int length;
    char *text;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        length = 0;
    text = arena_take(arena, (size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return slice_of(text, (size_t)length);
}

void arena_free(struct arena *arena)
{
    while (arena->last) {
        struct arena_block *block = arena->last;

        arena->last = block->before;
        free(block);
    }
}
