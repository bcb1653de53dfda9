#include "base/spelling.h"

#include "base/unicode.h"

enum { SEPARATOR = ' ', NOTHING = 0 };

/* U+00C0 to U+017F: each letter's base; a space is no letter. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuyts"
                            "aaaaaaaceeeeiiiidnooooo ouuuuyty"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
                            "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

_Static_assert(sizeof latin == 0x180 - 0xc0 + 1, "a base for each letter");

/* Letters that a reader takes for a Latin one in either case, and letters with marks as their base. */
static const struct {
    uint16_t letter, base;
} alike[] = {
    /* Greek */
    {0x3ac, 'a'},
    {0x3ad, 'e'},
    {0x3ae, 'h'},
    {0x3af, 'i'},
    {0x3b1, 'a'},
    {0x3b2, 'b'},
    {0x3b5, 'e'},
    {0x3b6, 'z'},
    {0x3b7, 'h'},
    {0x3b9, 'i'},
    {0x3ba, 'k'},
    {0x3bc, 'm'},
    {0x3bd, 'n'},
    {0x3bf, 'o'},
    {0x3c1, 'p'},
    {0x3c2, 0x3c3},
    {0x3c4, 't'},
    {0x3c5, 'y'},
    {0x3c7, 'x'},
    {0x3ca, 'i'},
    {0x3cb, 'y'},
    {0x3cc, 'o'},
    {0x3cd, 'y'},
    {0x3ce, 0x3c9},
    /* Cyrillic */
    {0x430, 'a'},
    {0x432, 'b'},
    {0x435, 'e'},
    {0x439, 0x438},
    {0x43a, 'k'},
    {0x43c, 'm'},
    {0x43d, 'h'},
    {0x43e, 'o'},
    {0x440, 'p'},
    {0x441, 'c'},
    {0x442, 't'},
    {0x443, 'y'},
    {0x445, 'x'},
    {0x450, 'e'},
    {0x451, 'e'},
    {0x455, 's'},
    {0x456, 'i'},
    {0x457, 'i'},
    {0x458, 'j'},
    {0x45d, 0x438},
    {0x45e, 'y'},
};

/* The capitals of these ranges lie so far before their small letters. */
static const struct {
    uint32_t first, last, distance;
} capitals[] = {
    {0x391, 0x3ab, 0x20},
    {0x400, 0x40f, 0x50},
    {0x410, 0x42f, 0x20},
    {0x531, 0x556, 0x30},
};

static const struct {
    uint32_t letter, small;
} greek_capitals[] = {{0x386, 0x3ac}, {0x388, 0x3ad}, {0x389, 0x3ae}, {0x38a, 0x3af},
                      {0x38c, 0x3cc}, {0x38e, 0x3cd}, {0x38f, 0x3ce}};

/* Spaces, punctuation and signs outside ASCII. */
static const struct {
    uint32_t first, last;
} separators[] = {
    {0x80, 0xa9},     {0xab, 0xb4},     {0xb6, 0xb9},     {0xbb, 0xbf},     {0x2b0, 0x2ff},
    {0x37e, 0x37e},   {0x387, 0x387},   {0x55a, 0x55f},   {0x589, 0x58a},   {0x5be, 0x5be},
    {0x60c, 0x60d},   {0x61b, 0x61f},   {0x66a, 0x66d},   {0x1680, 0x1680}, {0x2000, 0x206f},
    {0x20a0, 0x20cf}, {0x2190, 0x245f}, {0x2500, 0x27bf}, {0x2e00, 0x2e7f}, {0x3000, 0x303f},
    {0x30fb, 0x30fb}, {0xfe10, 0xfe6f}, {0xff5f, 0xff65},
};

static uint32_t fold_ascii(uint32_t character)
{
    if (character >= 'A' && character <= 'Z')
        return character + ('a' - 'A');
    if ((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9'))
        return character;
    return SEPARATOR;
}

static uint32_t in_lower_case(uint32_t character)
{
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++)
        if (character >= capitals[i].first && character <= capitals[i].last)
            return character + capitals[i].distance;
    for (size_t i = 0; i < sizeof greek_capitals / sizeof *greek_capitals; i++)
        if (character == greek_capitals[i].letter)
            return greek_capitals[i].small;
    return character;
}

static bool is_separator(uint32_t character)
{
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (character >= separators[i].first && character <= separators[i].last)
            return true;
    return false;
}

/* The character as it is compared: SEPARATOR, or NOTHING for a mark on the letter before. */
static uint32_t fold(uint32_t character)
{
    if (character >= 0xff01 && character <= 0xff5e)
        character -= 0xfee0;
    if (character < 0x80)
        return fold_ascii(character);
    if (character >= 0xc0 && character < 0x180)
        return (uint8_t)latin[character - 0xc0];
    if ((character >= 0x300 && character <= 0x36f) || unicode_is_hidden(character))
        return NOTHING;
    if (is_separator(character))
        return SEPARATOR;
    if (character == 0xb5) /* the micro sign is a Greek letter */
        return 'm';
    character = in_lower_case(character);
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        if (character == alike[i].letter)
            return alike[i].base;
    return character;
}

static void append(struct buffer *out, uint32_t character)
{
    if (character < 0x80) {
        buffer_byte(out, (uint8_t)character);
    } else if (character < 0x800) {
        buffer_byte(out, (uint8_t)(0xc0 | character >> 6));
        buffer_byte(out, (uint8_t)(0x80 | (character & 0x3f)));
    } else if (character < 0x10000) {
        buffer_byte(out, (uint8_t)(0xe0 | character >> 12));
        buffer_byte(out, (uint8_t)(0x80 | (character >> 6 & 0x3f)));
        buffer_byte(out, (uint8_t)(0x80 | (character & 0x3f)));
    } else {
        buffer_byte(out, (uint8_t)(0xf0 | character >> 18));
        buffer_byte(out, (uint8_t)(0x80 | (character >> 12 & 0x3f)));
        buffer_byte(out, (uint8_t)(0x80 | (character >> 6 & 0x3f)));
        buffer_byte(out, (uint8_t)(0x80 | (character & 0x3f)));
    }
}

void spelling_fold(struct slice text, struct buffer *out)
{
    size_t start = out->size;
    bool separated = false;
    uint32_t character;

    while (text.size && unicode_next(&text, &character)) {
        character = fold(character);
        if (character == SEPARATOR) {
            separated = true;
            continue;
        }
        if (character == NOTHING)
            continue;
        if (separated && out->size > start)
            buffer_byte(out, SEPARATOR);
        separated = false;
        append(out, character);
    }
}
