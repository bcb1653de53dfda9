#include "base/unicode.h"

static bool continuation(uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

/* Length of the sequence that `first` begins, its payload bits in `*bits`; 0 where none begins. */
static unsigned sequence(uint8_t first, uint32_t *bits)
{
    if (first < 0x80) {
        *bits = first;
        return 1;
    }
    if (first >= 0xc2 && first <= 0xdf) {
        *bits = first & 0x1fu;
        return 2;
    }
    if (first >= 0xe0 && first <= 0xef) {
        *bits = first & 0x0fu;
        return 3;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        *bits = first & 0x07u;
        return 4;
    }
    return 0;
}

bool unicode_next(struct slice *rest, uint32_t *character)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t value = 0;
    unsigned length = sequence(rest->data[0], &value);

    if (length == 0 || rest->size < length)
        return false;
    for (unsigned i = 1; i < length; i++) {
        if (!continuation(rest->data[i]))
            return false;
        value = value << 6 | (rest->data[i] & 0x3fu);
    }
    if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return false;
    *character = value;
    *rest = slice_from(*rest, length);
    return true;
}

static const struct {
    uint32_t first, last;
} hidden[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f}, {0x00ad, 0x00ad},   {0x034f, 0x034f},   {0x061c, 0x061c},
    {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180b, 0x180f},   {0x200b, 0x200f},   {0x2028, 0x202e},
    {0x2060, 0x206f}, {0x3164, 0x3164}, {0xfdd0, 0xfdef},   {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},
    {0xffa0, 0xffa0}, {0xfff0, 0xfffb}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
};

bool unicode_hidden_range(size_t index, uint32_t *first, uint32_t *last)
{
    if (index >= sizeof hidden / sizeof *hidden)
        return false;
    *first = hidden[index].first;
    *last = hidden[index].last;
    return true;
}

bool unicode_is_hidden(uint32_t character)
{
    if (character < 0x7f)
        return character < 0x20;
    if ((character & 0xfffe) == 0xfffe)
        return true;
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        if (character >= hidden[i].first && character <= hidden[i].last)
            return true;
    return false;
}

bool unicode_is_meaningless(uint32_t character)
{
    return (character >= 0xe000 && character <= 0xf8ff) ||
           (character >= 0x40000 && character <= 0xdffff) || character >= 0xf0000;
}

bool unicode_is_plain(struct slice text, size_t *bad)
{
    struct slice rest = text;

    while (rest.size) {
        size_t offset = text.size - rest.size;
        uint32_t character;

        if (!unicode_next(&rest, &character) || unicode_is_hidden(character)) {
            if (bad)
                *bad = offset;
            return false;
        }
    }
    return true;
}
