#include "evidence/span.h"

static uint8_t lower(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + 32) : byte;
}

static bool is_word(uint8_t byte)
{
    return (lower(byte) >= 'a' && lower(byte) <= 'z') || (byte >= '0' && byte <= '9');
}

/* Only letters, digits and inner `.`, `-`, `_`. */
static bool is_plain_name(struct slice name)
{
    if (name.size == 0 || name.size > 254)
        return false;
    for (size_t i = 0; i < name.size; i++) {
        uint8_t byte = name.data[i];

        if (is_word(byte))
            continue;
        if ((byte != '.' && byte != '-' && byte != '_') || i == 0 || i + 1 == name.size ||
            name.data[i - 1] == '.')
            return false;
    }
    return true;
}

static bool is_plain_address(struct slice name)
{
    size_t sign = slice_find(name, 0, '@');

    return sign != SIZE_MAX && is_plain_name(slice_part(name, 0, sign)) &&
           is_plain_name(slice_from(name, sign + 1));
}

/* Equal but for ASCII case from offset `start`. */
static bool equal_from(struct slice a, struct slice b, size_t start)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (i < start ? a.data[i] != b.data[i] : lower(a.data[i]) != lower(b.data[i]))
            return false;
    return true;
}

enum span_answer span_account(const struct span *span, struct slice name)
{
    size_t sign = slice_find(span->account, 0, '@');
    bool plain;

    if (slice_equal(name, span->account))
        return SPAN_IN;
    if (sign != SIZE_MAX && equal_from(name, span->account, sign))
        return SPAN_IN;
    if (equal_from(name, span->account, 0))
        return SPAN_UNCLEAR;
    plain = sign != SIZE_MAX ? is_plain_address(span->account) && is_plain_address(name)
                             : is_plain_name(span->account) && is_plain_name(name);
    return plain ? SPAN_OUT : SPAN_UNCLEAR;
}

bool span_parse_time(struct slice text, instant *at)
{
    static const char form[] = "0000-00-00T00:00:00";
    struct slice whole = slice_part(text, 0, sizeof form - 1);
    uint8_t plain[sizeof form];
    size_t end = sizeof form - 1;
    struct error ignored = {0};

    if (whole.size < end || text.size > end + 11)
        return false;
    if (text.size > end && text.data[end] == '.') {
        for (end++; end < text.size && text.data[end] >= '0' && text.data[end] <= '9'; end++)
            ;
        if (end == sizeof form)
            return false;
    }
    if (text.size != end + 1 || text.data[end] != 'Z')
        return false;
    memcpy(plain, whole.data, sizeof form - 1);
    plain[sizeof form - 1] = 'Z';
    return instant_parse(slice_of(plain, sizeof plain), at, &ignored);
}
