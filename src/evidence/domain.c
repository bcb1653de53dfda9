#include "evidence/domain.h"

#include <idn2.h>

#include "evidence/scan.h"

/* The shortest code point of a sequence with this many bytes: anything below is overlong. */
static const uint32_t shortest[] = {0, 0, 0x80, 0x800, 0x10000};

static size_t sequence_size(uint8_t first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first < 0xe0)
        return 2;
    if (first >= 0xe0 && first < 0xf0)
        return 3;
    return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

bool domain_is_utf8(struct slice text)
{
    for (size_t i = 0; i < text.size;) {
        size_t size = sequence_size(text.data[i]);
        uint32_t point;

        if (size == 1) {
            i = scan_high(text, i + 1);
            continue;
        }
        if (size == 0 || size > text.size - i)
            return false;
        point = text.data[i] & (0xffu >> (size + 1));
        for (size_t k = 1; k < size; k++) {
            if ((text.data[i + k] & 0xc0) != 0x80)
                return false;
            point = point << 6 | (text.data[i + k] & 0x3f);
        }
        if (point < shortest[size] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
            return false;
        i += size;
    }
    return true;
}

bool domain_normalise(struct slice text, char out[DOMAIN_MAX + 1])
{
    uint8_t input[4 * DOMAIN_MAX + 1];
    uint8_t *result = NULL;
    size_t size;
    bool ok = false;

    if (text.size == 0 || text.size >= sizeof input || !domain_is_utf8(text) ||
        memchr(text.data, 0, text.size))
        return false;
    memcpy(input, text.data, text.size);
    input[text.size] = 0;
    if (idn2_lookup_u8(input, &result, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
        return false;
    size = strlen((const char *)result);
    if (size > 0 && size <= DOMAIN_MAX) {
        memcpy(out, result, size + 1);
        ok = true;
    }
    idn2_free(result);
    return ok;
}
