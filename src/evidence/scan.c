#include "evidence/scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static bool is_marker(const uint8_t *at, size_t left)
{
    return left >= 5 && memcmp(at, "From ", 5) == 0;
}

#ifdef __SSE2__

static inline __m128i load(const uint8_t *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

/* Bit i: the bytes i and i + 1 are the pair. */
static inline __m128i pair_at(const uint8_t *at, __m128i a, __m128i b)
{
    return _mm_and_si128(_mm_cmpeq_epi8(load(at), a), _mm_cmpeq_epi8(load(at + 1), b));
}

/* Four blocks at a time: the pairs that are looked for are rare. */
static size_t skip_without_pair(const uint8_t *data, size_t at, size_t end, uint8_t first,
                                uint8_t second)
{
    const __m128i a = _mm_set1_epi8((char)first);
    const __m128i b = _mm_set1_epi8((char)second);

    while (at + 65 <= end) {
        __m128i any = _mm_or_si128(
            _mm_or_si128(pair_at(data + at, a, b), pair_at(data + at + 16, a, b)),
            _mm_or_si128(pair_at(data + at + 32, a, b), pair_at(data + at + 48, a, b)));

        if (_mm_movemask_epi8(any))
            break;
        at += 64;
    }
    return at;
}

/* The bytes that are one of the two, all ones. */
static inline __m128i either_at(const uint8_t *at, __m128i a, __m128i b)
{
    __m128i block = load(at);

    return _mm_or_si128(_mm_cmpeq_epi8(block, a), _mm_cmpeq_epi8(block, b));
}

/* The next bytes are tried first: in text what is looked for is mostly near. Behind them, four
 * blocks at a time. */
static size_t skip_without_either(const uint8_t *data, size_t at, size_t end, uint8_t first,
                                  uint8_t second)
{
    const __m128i a = _mm_set1_epi8((char)first);
    const __m128i b = _mm_set1_epi8((char)second);

    if (at + 16 <= end) {
        int mask = _mm_movemask_epi8(either_at(data + at, a, b));

        if (mask)
            return at + (size_t)__builtin_ctz((unsigned)mask);
        at += 16;
    }
    while (at + 64 <= end) {
        __m128i one = either_at(data + at, a, b), two = either_at(data + at + 16, a, b);
        __m128i three = either_at(data + at + 32, a, b), four = either_at(data + at + 48, a, b);

        if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(one, two), _mm_or_si128(three, four))))
            break;
        at += 64;
    }
    for (; at + 16 <= end; at += 16) {
        int mask = _mm_movemask_epi8(either_at(data + at, a, b));

        if (mask)
            return at + (size_t)__builtin_ctz((unsigned)mask);
    }
    return at;
}

static size_t skip_without_four(const uint8_t *data, size_t at, size_t end, const char four[4])
{
    const __m128i a = _mm_set1_epi8(four[0]), b = _mm_set1_epi8(four[1]);
    const __m128i c = _mm_set1_epi8(four[2]), d = _mm_set1_epi8(four[3]);

    for (; at + 16 <= end; at += 16) {
        int mask =
            _mm_movemask_epi8(_mm_or_si128(either_at(data + at, a, b), either_at(data + at, c, d)));

        if (mask)
            return at + (size_t)__builtin_ctz((unsigned)mask);
    }
    return at;
}

/* Signed comparison: both control characters and bytes from 0x80 are less than a space. */
static size_t skip_plain_json(const uint8_t *data, size_t at, size_t end)
{
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i escape = _mm_set1_epi8('\\');
    const __m128i space = _mm_set1_epi8(' ');

    for (; at + 16 <= end; at += 16) {
        __m128i block = load(data + at);
        __m128i special =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, escape)),
                         _mm_cmplt_epi8(block, space));
        int mask = _mm_movemask_epi8(special);

        if (mask)
            return at + (size_t)__builtin_ctz((unsigned)mask);
    }
    return at;
}

static size_t skip_ascii(const uint8_t *data, size_t at, size_t end)
{
    for (; at + 16 <= end; at += 16) {
        int mask = _mm_movemask_epi8(load(data + at));

        if (mask)
            return at + (size_t)__builtin_ctz((unsigned)mask);
    }
    return at;
}

#else

static size_t skip_without_pair(const uint8_t *data, size_t at, size_t end, uint8_t first,
                                uint8_t second)
{
    (void)data, (void)end, (void)first, (void)second;
    return at;
}

static size_t skip_without_either(const uint8_t *data, size_t at, size_t end, uint8_t first,
                                  uint8_t second)
{
    (void)data, (void)end, (void)first, (void)second;
    return at;
}

static size_t skip_without_four(const uint8_t *data, size_t at, size_t end, const char four[4])
{
    (void)data, (void)end, (void)four;
    return at;
}

static size_t skip_plain_json(const uint8_t *data, size_t at, size_t end)
{
    (void)data, (void)end;
    return at;
}

static size_t skip_ascii(const uint8_t *data, size_t at, size_t end)
{
    (void)data, (void)end;
    return at;
}

#endif

size_t scan_pair(struct slice text, size_t start, uint8_t a, uint8_t b)
{
    const uint8_t *data = text.data;
    size_t at = start;

    while (at + 1 < text.size) {
        size_t end;

        at = skip_without_pair(data, at, text.size, a, b);
        for (end = at + 64; at < end && at + 1 < text.size; at++)
            if (data[at] == a && data[at + 1] == b)
                return at;
    }
    return SIZE_MAX;
}

size_t scan_marker(struct slice text, size_t start, size_t limit)
{
    size_t at = start > 0 ? start - 1 : 0;

    for (;; at++) {
        at = scan_pair(text, at, '\n', 'F');
        if (at == SIZE_MAX || at + 1 >= limit)
            return SIZE_MAX;
        if (is_marker(text.data + at + 1, text.size - at - 1))
            return at + 1;
    }
}

size_t scan_either(struct slice text, size_t start, uint8_t a, uint8_t b)
{
    size_t at = skip_without_either(text.data, start, text.size, a, b);

    while (at < text.size && text.data[at] != a && text.data[at] != b)
        at++;
    return at;
}

size_t scan_four(struct slice text, size_t start, const char four[4])
{
    size_t at = skip_without_four(text.data, start, text.size, four);

    while (at < text.size && !memchr(four, text.data[at], 4))
        at++;
    return at;
}

size_t scan_json_special(struct slice text, size_t start)
{
    size_t at = skip_plain_json(text.data, start, text.size);

    for (; at < text.size; at++) {
        uint8_t byte = text.data[at];

        if (byte == '"' || byte == '\\' || byte < 0x20 || byte >= 0x80)
            break;
    }
    return at;
}

size_t scan_high(struct slice text, size_t start)
{
    size_t at = skip_ascii(text.data, start, text.size);

    while (at < text.size && text.data[at] < 0x80)
        at++;
    return at;
}
