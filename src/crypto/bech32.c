#include "crypto/bech32.h"

enum { VALUES = 52, CHECKSUM = 6 }; /* 32 bytes in groups of five bits; the checksum's groups */

static const char digits[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

static uint32_t step(uint32_t checksum, uint8_t value)
{
    static const uint32_t generator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                         0x2a1462b3};
    uint32_t top = checksum >> 25;

    checksum = (checksum & 0x1ffffff) << 5 ^ value;
    for (unsigned i = 0; i < 5; i++)
        if (top >> i & 1)
            checksum ^= generator[i];
    return checksum;
}

static uint32_t checksum_of(const char *prefix, const uint8_t values[VALUES])
{
    uint32_t checksum = 1;

    for (const char *at = prefix; *at; at++)
        checksum = step(checksum, (uint8_t)*at >> 5);
    checksum = step(checksum, 0);
    for (const char *at = prefix; *at; at++)
        checksum = step(checksum, (uint8_t)*at & 31);
    for (size_t i = 0; i < VALUES; i++)
        checksum = step(checksum, values[i]);
    for (size_t i = 0; i < CHECKSUM; i++)
        checksum = step(checksum, 0);
    return checksum ^ 1;
}

static char to_upper(char character)
{
    return character >= 'a' && character <= 'z' ? (char)(character - 'a' + 'A') : character;
}

void bech32_write(const char *prefix, const uint8_t bytes[BECH32_BYTES], bool upper, char *out)
{
    uint8_t values[VALUES];
    size_t length = strlen(prefix), at = length;
    uint32_t checksum;

    for (size_t i = 0; i < VALUES; i++) {
        size_t bit = i * 5, byte = bit / 8;
        uint32_t pair = (uint32_t)bytes[byte] << 8;

        if (byte + 1 < BECH32_BYTES)
            pair |= bytes[byte + 1];
        values[i] = pair >> (11 - bit % 8) & 31;
    }
    checksum = checksum_of(prefix, values);
    memcpy(out, prefix, length);
    out[at++] = '1';
    for (size_t i = 0; i < VALUES; i++)
        out[at++] = digits[values[i]];
    for (unsigned i = 0; i < CHECKSUM; i++)
        out[at++] = digits[checksum >> (5 * (CHECKSUM - 1 - i)) & 31];
    out[at] = 0;
    for (size_t i = 0; upper && i < at; i++)
        out[i] = to_upper(out[i]);
}

/* The five bits of a character in the given case; -1: none. */
static int value_of(uint8_t character, bool upper)
{
    for (int i = 0; i < 32; i++)
        if (character == (uint8_t)(upper ? to_upper(digits[i]) : digits[i]))
            return i;
    return -1;
}

bool bech32_read(const char *prefix, struct slice text, bool upper, uint8_t out[BECH32_BYTES])
{
    char again[128];
    size_t length = strlen(prefix);
    uint32_t bits = 0;
    unsigned held = 0;
    size_t byte = 0;

    if (length + 1 + BECH32_DATA + 1 > sizeof again || text.size != length + 1 + BECH32_DATA)
        return false;
    memset(out, 0, BECH32_BYTES);
    for (size_t i = 0; i < VALUES && byte < BECH32_BYTES; i++) {
        int value = value_of(text.data[length + 1 + i], upper);

        if (value < 0)
            return false;
        bits = (bits << 5 | (uint32_t)value) & 0xfff;
        held += 5;
        if (held >= 8) {
            held -= 8;
            out[byte++] = (uint8_t)(bits >> held);
        }
    }
    /* Written again it must be the same: prefix, case, checksum and padding bits in one check. */
    bech32_write(prefix, out, upper, again);
    return memcmp(again, text.data, text.size) == 0;
}
