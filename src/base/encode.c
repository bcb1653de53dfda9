#include "base/encode.h"

static const char hex_digits[] = "0123456789abcdef";
static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void hex_write(struct slice bytes, char *out)
{
    for (size_t i = 0; i < bytes.size; i++) {
        *out++ = hex_digits[bytes.data[i] >> 4];
        *out++ = hex_digits[bytes.data[i] & 15];
    }
    *out = 0;
}

void hex_append(struct buffer *buffer, struct slice bytes)
{
    hex_write(bytes, (char *)buffer_reserve(buffer, bytes.size * 2 + 1));
    buffer->size += bytes.size * 2;
}

static int hex_value(uint8_t digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return -1;
}

bool hex_read(struct slice text, uint8_t *out, size_t size)
{
    if (text.size != size * 2)
        return false;
    for (size_t i = 0; i < size; i++) {
        int high = hex_value(text.data[2 * i]), low = hex_value(text.data[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        out[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

void base64_append_unpadded(struct buffer *buffer, struct slice bytes)
{
    uint32_t bits = 0;
    unsigned held = 0;

    buffer_reserve(buffer, bytes.size / 3 * 4 + 4);
    for (size_t i = 0; i < bytes.size; i++) {
        bits = bits << 8 | bytes.data[i];
        held += 8;
        while (held >= 6) {
            held -= 6;
            buffer_byte(buffer, (uint8_t)base64_digits[bits >> held & 63]);
        }
    }
    if (held)
        buffer_byte(buffer, (uint8_t)base64_digits[bits << (6 - held) & 63]);
}

void base64_append(struct buffer *buffer, struct slice bytes)
{
    base64_append_unpadded(buffer, bytes);
    for (size_t i = bytes.size % 3; i % 3 != 0; i++)
        buffer_byte(buffer, '=');
}

void base64url_append(struct buffer *buffer, struct slice bytes)
{
    size_t start = buffer->size;

    base64_append_unpadded(buffer, bytes);
    for (size_t i = start; i < buffer->size; i++) {
        if (buffer->data[i] == '+')
            buffer->data[i] = '-';
        else if (buffer->data[i] == '/')
            buffer->data[i] = '_';
    }
}

static int base64_value(uint8_t digit)
{
    if (digit >= 'A' && digit <= 'Z')
        return digit - 'A';
    if (digit >= 'a' && digit <= 'z')
        return digit - 'a' + 26;
    if (digit >= '0' && digit <= '9')
        return digit - '0' + 52;
    if (digit == '+')
        return 62;
    return digit == '/' ? 63 : -1;
}

bool base64_decode_unpadded(struct slice text, struct buffer *out)
{
    size_t size_before = out->size;
    uint32_t bits = 0;
    unsigned held = 0;

    if (text.size % 4 == 1)
        return false;
    buffer_reserve(out, text.size / 4 * 3 + 3);
    for (size_t i = 0; i < text.size; i++) {
        int value = base64_value(text.data[i]);

        if (value < 0)
            goto refuse;
        bits = (bits << 6 | (uint32_t)value) & 0xffffff;
        held += 6;
        if (held >= 8) {
            held -= 8;
            buffer_byte(out, (uint8_t)(bits >> held));
        }
    }
    if ((bits & ((1u << held) - 1)) == 0)
        return true;
refuse:
    out->size = size_before;
    return false;
}

bool base64_decode(struct slice text, struct buffer *out)
{
    size_t padding = 0;

    if (text.size % 4 != 0)
        return false;
    while (padding < 2 && padding < text.size && text.data[text.size - 1 - padding] == '=')
        padding++;
    return base64_decode_unpadded(slice_part(text, 0, text.size - padding), out);
}
