#include "evidence/json_text.h"

#include "evidence/decode.h"
#include "evidence/domain.h"
#include "evidence/scan.h"

/* Four hex digits at `at`, or -1. */
static int32_t hex_four(struct slice text, size_t at)
{
    int32_t number = 0;

    if (text.size < at + 4)
        return -1;
    for (size_t i = at; i < at + 4; i++) {
        int digit = decode_hex(text.data[i]);

        if (digit < 0)
            return -1;
        number = number * 16 + digit;
    }
    return number;
}

/* The size of the escape that begins at `at`, or 0. */
static size_t escape_size(struct slice text, size_t at)
{
    uint8_t kind = at + 1 < text.size ? text.data[at + 1] : 0;
    int32_t unit;

    if (kind == 'n' || kind == '"' || kind == '\\' || kind == '/' || kind == 'r' || kind == 't' ||
        kind == 'b' || kind == 'f')
        return 2;
    if (kind != 'u')
        return 0;
    unit = hex_four(text, at + 2);
    if (unit < 0 || (unit >= 0xdc00 && unit < 0xe000))
        return 0;
    if (unit < 0xd800 || unit >= 0xdc00)
        return 6;
    if (at + 7 >= text.size || text.data[at + 6] != '\\' || text.data[at + 7] != 'u')
        return 0;
    unit = hex_four(text, at + 8);
    return unit >= 0xdc00 && unit < 0xe000 ? 12 : 0;
}

/* The end of a run of bytes from 0x80, or 0 where it is no UTF-8. */
static size_t high_end(struct slice text, size_t at)
{
    size_t end = at;

    while (end < text.size && text.data[end] >= 0x80)
        end++;
    return domain_is_utf8(slice_part(text, at, end - at)) ? end : 0;
}

bool json_text_read(struct slice text, size_t *at, struct json_text *out)
{
    size_t here = *at + 1;
    size_t size;

    if (*at >= text.size || text.data[*at] != '"')
        return false;
    out->escaped = false;
    for (;;) {
        here = scan_json_special(text, here);
        if (here >= text.size || text.data[here] < 0x20)
            return false;
        if (text.data[here] == '"')
            break;
        if (text.data[here] == '\\') {
            size = escape_size(text, here);
            if (size == 0)
                return false;
            here += size;
            out->escaped = true;
        } else {
            here = high_end(text, here);
            if (here == 0)
                return false;
        }
    }
    out->raw = slice_part(text, *at + 1, here - *at - 1);
    *at = here + 1;
    return true;
}

static size_t put_point(uint8_t *out, uint32_t point)
{
    if (point < 0x80) {
        out[0] = (uint8_t)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (uint8_t)(0xc0 | point >> 6);
        out[1] = (uint8_t)(0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (uint8_t)(0xe0 | point >> 12);
        out[1] = (uint8_t)(0x80 | (point >> 6 & 0x3f));
        out[2] = (uint8_t)(0x80 | (point & 0x3f));
        return 3;
    }
    out[0] = (uint8_t)(0xf0 | point >> 18);
    out[1] = (uint8_t)(0x80 | (point >> 12 & 0x3f));
    out[2] = (uint8_t)(0x80 | (point >> 6 & 0x3f));
    out[3] = (uint8_t)(0x80 | (point & 0x3f));
    return 4;
}

/* Writes what the escape at `at` means; *size is the escape's. */
static size_t put_escape(struct slice raw, size_t at, uint8_t *out, size_t *size)
{
    static const char from[] = "bfnrt";
    static const char to[] = "\b\f\n\r\t";
    uint8_t kind = raw.data[at + 1];
    const char *known = strchr(from, kind);
    uint32_t point;

    *size = 2;
    if (kind != 'u') {
        *out = known ? (uint8_t)to[known - from] : kind;
        return 1;
    }
    *size = escape_size(raw, at);
    point = (uint32_t)hex_four(raw, at + 2);
    if (*size == 12)
        point = 0x10000 + ((point - 0xd800) << 10) + ((uint32_t)hex_four(raw, at + 8) - 0xdc00);
    return put_point(out, point);
}

size_t json_text_unescape(struct slice raw, uint8_t *out)
{
    size_t put = 0;

    for (size_t at = 0; at < raw.size;) {
        size_t next = slice_find(raw, at, '\\');
        size_t size;

        if (next == SIZE_MAX)
            next = raw.size;
        memcpy(out + put, raw.data + at, next - at);
        put += next - at;
        at = next;
        if (at < raw.size) {
            put += put_escape(raw, at, out + put, &size);
            at += size;
        }
    }
    return put;
}
