#include "crypto/wire.h"

bool wire_u8(struct slice *rest, uint8_t *out)
{
    if (rest->size < 1)
        return false;
    *out = rest->data[0];
    *rest = slice_from(*rest, 1);
    return true;
}

bool wire_u32(struct slice *rest, uint32_t *out)
{
    const uint8_t *data = rest->data;

    if (rest->size < 4)
        return false;
    *out = (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
    *rest = slice_from(*rest, 4);
    return true;
}

bool wire_string(struct slice *rest, struct slice *out)
{
    struct slice behind = *rest;
    uint32_t size;

    if (!wire_u32(&behind, &size) || behind.size < size)
        return false;
    *out = slice_part(behind, 0, size);
    *rest = slice_from(behind, size);
    return true;
}

bool wire_text(struct slice text, char *out, size_t capacity)
{
    if (text.size == 0 || text.size >= capacity)
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] <= ' ' || text.data[i] > '~')
            return false;
    memcpy(out, text.data, text.size);
    out[text.size] = 0;
    return true;
}

void wire_append_string(struct buffer *buffer, struct slice bytes)
{
    buffer_u32(buffer, (uint32_t)bytes.size);
    buffer_append(buffer, bytes);
}
