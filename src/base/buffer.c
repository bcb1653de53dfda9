#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

void buffer_grow(struct buffer *buffer, size_t size)
{
    size_t wanted = buffer->size + size;
    size_t doubled = buffer->capacity * 2;

    buffer->capacity = wanted > doubled ? wanted : doubled;
    if (buffer->capacity < 64)
        buffer->capacity = 64;
    buffer->data = memory_grow(buffer->data, buffer->capacity, 1);
}

void buffer_text(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, slice_text(text));
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    va_start(arguments, format);
    vsnprintf((char *)buffer_reserve(buffer, (size_t)length + 1), (size_t)length + 1, format,
              arguments);
    va_end(arguments);
    buffer->size += (size_t)length;
}

static void append_big_endian(struct buffer *buffer, uint64_t number, unsigned bytes)
{
    while (bytes-- > 0)
        buffer_byte(buffer, (uint8_t)(number >> (8 * bytes)));
}

void buffer_u16(struct buffer *buffer, uint16_t number)
{
    append_big_endian(buffer, number, 2);
}

void buffer_u32(struct buffer *buffer, uint32_t number)
{
    append_big_endian(buffer, number, 4);
}

void buffer_u64(struct buffer *buffer, uint64_t number)
{
    append_big_endian(buffer, number, 8);
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){0};
}

void buffer_wipe_free(struct buffer *buffer)
{
    memory_wipe_free(buffer->data, buffer->capacity);
    *buffer = (struct buffer){0};
}

const char *buffer_string(struct buffer *buffer)
{
    *buffer_reserve(buffer, 1) = 0;
    return (const char *)buffer->data;
}
