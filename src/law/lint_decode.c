/* The bytes of a file as UTF-8. */
#include "base/unicode.h"
#include "law/lint.h"

/* Windows-1252 from 0x80 to 0x9F; 0: not assigned. Source: the Unicode consortium's CP1252 table.
 */
static const uint16_t high[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static void place_of(struct slice bytes, size_t offset, struct lint_place *out)
{
    *out = (struct lint_place){.offset = offset, .line = 1, .column = 1};
    for (size_t i = 0; i < offset && i < bytes.size; i++) {
        out->column++;
        if (bytes.data[i] == '\n') {
            out->line++;
            out->column = 1;
        }
    }
}

static bool refuse(struct slice bytes, size_t offset, const char *what, struct error *error)
{
    struct lint_place place;

    place_of(bytes, offset, &place);
    error_set(error, ERROR_TEXT_INVALID, "%s", what);
    return error_at(error, place.line, place.column);
}

/* Control characters that no text has. */
static bool is_binary(uint8_t byte)
{
    return (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t' && byte != '\f' &&
            byte != '\v') ||
           byte == 0x7F;
}

static size_t find_binary(struct slice bytes)
{
    for (size_t i = 0; i < bytes.size; i++)
        if (is_binary(bytes.data[i]))
            return i;
    return SIZE_MAX;
}

static size_t find_invalid(struct slice bytes)
{
    struct slice rest = bytes;
    uint32_t character;

    while (rest.size) {
        if (rest.data[0] < 0x80)
            rest = slice_from(rest, 1);
        else if (!unicode_next(&rest, &character))
            return bytes.size - rest.size;
    }
    return SIZE_MAX;
}

static size_t put_character(uint8_t *out, uint32_t character)
{
    if (character < 0x80) {
        out[0] = (uint8_t)character;
        return 1;
    }
    if (character < 0x800) {
        out[0] = (uint8_t)(0xC0 | character >> 6);
        out[1] = (uint8_t)(0x80 | (character & 0x3F));
        return 2;
    }
    out[0] = (uint8_t)(0xE0 | character >> 12);
    out[1] = (uint8_t)(0x80 | (character >> 6 & 0x3F));
    out[2] = (uint8_t)(0x80 | (character & 0x3F));
    return 3;
}

static struct slice convert(struct slice bytes, struct arena *arena)
{
    uint8_t *out = arena_take(arena, bytes.size * 3 + 1);
    size_t size = 0;

    for (size_t i = 0; i < bytes.size; i++) {
        uint32_t character = bytes.data[i];

        if (character >= 0x80 && character < 0xA0)
            character = high[character - 0x80] ? high[character - 0x80] : 0xFFFD;
        size += put_character(out + size, character);
    }
    return slice_of(out, size);
}

bool lint_decode(struct slice bytes, struct arena *arena, struct slice *out,
                 struct lint_place *latin, struct error *error)
{
    size_t bad;

    *latin = (struct lint_place){0};
    if (bytes.size > LINT_BYTES)
        return error_set(error, ERROR_TOO_LARGE, "a text has at most %d MiB",
                         LINT_BYTES / 1024 / 1024);
    if (slice_starts(bytes, SLICE("\xFF\xFE")) || slice_starts(bytes, SLICE("\xFE\xFF")))
        return refuse(bytes, 0, "this is UTF-16; save the text as UTF-8", error);
    if (slice_starts(bytes, SLICE("\xEF\xBB\xBF")))
        bytes = slice_from(bytes, 3);
    bad = find_binary(bytes);
    if (bad != SIZE_MAX)
        return refuse(bytes, bad, "this is not plain text: a control character", error);
    bad = find_invalid(bytes);
    *out = bytes;
    if (bad == SIZE_MAX)
        return true;
    place_of(bytes, bad, latin);
    *out = convert(bytes, arena);
    return true;
}
