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

/* One more than what a digit stands for; 0: it is none. */
static const uint8_t base64_values[256] = {
    ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,
    ['I'] = 9,  ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
    ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
    ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
    ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
    ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
    ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
    ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['+'] = 63, ['/'] = 64,
};

/* Four digits are three bytes. */
static bool decode_block(const uint8_t digits[4], uint8_t out[3])
{
    uint32_t bits = 0;

    for (int i = 0; i < 4; i++) {
        uint32_t value = base64_values[digits[i]];

        if (value == 0)
            return false;
        bits = bits << 6 | (value - 1);
    }
    out[0] = (uint8_t)(bits >> 16);
    out[1] = (uint8_t)(bits >> 8);
    out[2] = (uint8_t)bits;
    return true;
}

/* The last two or three digits, whose bits beyond the bytes are zero. */
static bool decode_tail(struct slice digits, struct buffer *out)
{
    uint8_t block[4] = {'A', 'A', 'A', 'A'}, bytes[3];
    size_t whole = digits.size * 6 / 8;

    for (size_t i = 0; i < digits.size; i++)
        block[i] = digits.data[i];
    if (digits.size == 1 || !decode_block(block, bytes))
        return false;
    for (size_t i = 0; i < 3; i++) {
        if (i < whole)
            buffer_byte(out, bytes[i]);
        else if (bytes[i])
            return false;
    }
    return true;
}

bool base64_decode_unpadded(struct slice text, struct buffer *out)
{
    size_t size_before = out->size, blocks = text.size / 4;
    uint8_t *bytes = buffer_reserve(out, blocks * 3 + 3);

    for (size_t i = 0; i < blocks; i++)
        if (!decode_block(text.data + i * 4, bytes + i * 3))
            return false;
    out->size += blocks * 3;
    if (decode_tail(slice_from(text, blocks * 4), out))
        return true;
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

bool base64url_decode(struct slice text, struct buffer *out)
{
    struct buffer standard = {0};
    bool ok = slice_find(text, 0, '+') == SIZE_MAX && slice_find(text, 0, '/') == SIZE_MAX;

    for (size_t i = 0; ok && i < text.size; i++)
        buffer_byte(&standard, text.data[i] == '-'   ? '+'
                               : text.data[i] == '_' ? '/'
                                                     : text.data[i]);
    ok = ok && base64_decode_unpadded(buffer_slice(&standard), out);
    buffer_free(&standard);
    return ok;
}
