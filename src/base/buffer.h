/* Bytes that grow. A zeroed struct is an empty buffer; buffer_free makes it one again. */
#ifndef PROVISO_BASE_BUFFER_H
#define PROVISO_BASE_BUFFER_H

#include "base/slice.h"

struct buffer {
    uint8_t *data;
    size_t size;
    size_t capacity;
};

/* Enlarges the memory so that `size` more bytes have room; for buffer_reserve. */
void buffer_grow(struct buffer *buffer, size_t size);

/* Room for `size` more bytes at the end; the caller writes there and adds to `size` itself. */
static inline uint8_t *buffer_reserve(struct buffer *buffer, size_t size)
{
    if (buffer->capacity - buffer->size < size)
        buffer_grow(buffer, size);
    return buffer->data + buffer->size;
}

static inline void buffer_append(struct buffer *buffer, struct slice bytes)
{
    if (bytes.size == 0)
        return;
    memcpy(buffer_reserve(buffer, bytes.size), bytes.data, bytes.size);
    buffer->size += bytes.size;
}

static inline void buffer_byte(struct buffer *buffer, uint8_t byte)
{
    *buffer_reserve(buffer, 1) = byte;
    buffer->size++;
}

void buffer_text(struct buffer *buffer, const char *text);
void buffer_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(1, 2)));

/* Big-endian integers, as the ledger, SSHSIG and age write them. */
void buffer_u16(struct buffer *buffer, uint16_t number);
void buffer_u32(struct buffer *buffer, uint32_t number);
void buffer_u64(struct buffer *buffer, uint64_t number);

/* Size 0, the memory stays. */
static inline void buffer_clear(struct buffer *buffer)
{
    buffer->size = 0;
}

void buffer_free(struct buffer *buffer);
void buffer_wipe_free(struct buffer *buffer); /* for secrets */

static inline struct slice buffer_slice(const struct buffer *buffer)
{
    return slice_of(buffer->data, buffer->size);
}

/* The content as a C string (a NUL is kept behind it, not counted); it lives as long as the buffer.
 */
const char *buffer_string(struct buffer *buffer);

#endif
