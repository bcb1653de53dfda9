#include "evidence/decode.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "evidence/charset.h"

enum { SKIP = 0x40, PAD = 0x41, BAD = 0x80 };

/* Of an encoded word, in bytes; RFC 2047 allows 75, writers more. */
enum { WORD_MAX = 16384 };

#define B   BAD
#define B8  B, B, B, B, B, B, B, B
#define B32 B8, B8, B8, B8

/* Six bits of value; white space, '=' and all else marked above them. */
static const uint8_t base64_value[256] = {
    B,  B,  B,  B,  B,  B,  B,  B,   B,  SKIP, SKIP, B,  B,  SKIP, B,   B,   B8,  B8,  SKIP, B,
    B,  B,  B,  B,  B,  B,  B,  B,   B,  62,   B,    B,  B,  63,   52,  53,  54,  55,  56,   57,
    58, 59, 60, 61, B,  B,  B,  PAD, B,  B,    B,    0,  1,  2,    3,   4,   5,   6,   7,    8,
    9,  10, 11, 12, 13, 14, 15, 16,  17, 18,   19,   20, 21, 22,   23,  24,  25,  B,   B,    B,
    B,  B,  B,  26, 27, 28, 29, 30,  31, 32,   33,   34, 35, 36,   37,  38,  39,  40,  41,   42,
    43, 44, 45, 46, 47, 48, 49, 50,  51, B,    B,    B,  B,  B,    B32, B32, B32, B32,
};

#undef B
#undef B8
#undef B32

#ifdef __SSE2__

/* The bytes from `first` to `last`, all ones. */
static inline __m128i in_range(__m128i bytes, char first, char last)
{
    return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)(first - 1))),
                         _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)(last + 1))));
}

/* Adds `shift` to the bytes in the range and notes them in *known. */
static inline __m128i shift_range(__m128i sum, __m128i bytes, char first, char last, int shift,
                                  __m128i *known)
{
    __m128i mask = in_range(bytes, first, last);

    *known = _mm_or_si128(*known, mask);
    return _mm_add_epi8(sum, _mm_and_si128(mask, _mm_set1_epi8((char)shift)));
}

/* Three bytes of 24 bits, the highest first; the fourth that is written is overwritten next. */
static inline void put_three(uint8_t *put, uint32_t bits)
{
    uint32_t swapped = __builtin_bswap32(bits << 8);

    memcpy(put, &swapped, sizeof swapped);
}

/* Sixteen characters to twelve bytes (and four more written); false: not all are base64. */
static bool decode_sixteen(const uint8_t *text, uint8_t *put)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i known = _mm_setzero_si128();
    __m128i values = bytes;
    uint32_t groups[4];

    values = shift_range(values, bytes, 'A', 'Z', -'A', &known);
    values = shift_range(values, bytes, 'a', 'z', 26 - 'a', &known);
    values = shift_range(values, bytes, '0', '9', 52 - '0', &known);
    values = shift_range(values, bytes, '+', '+', 62 - '+', &known);
    values = shift_range(values, bytes, '/', '/', 63 - '/', &known);
    if (_mm_movemask_epi8(known) != 0xffff)
        return false;
    /* Pairs of six bits to twelve, pairs of twelve to twenty-four. */
    values = _mm_or_si128(_mm_slli_epi16(_mm_and_si128(values, _mm_set1_epi16(0xff)), 6),
                          _mm_srli_epi16(values, 8));
    values = _mm_madd_epi16(values, _mm_set1_epi32(1 << 16 | 4096));
    _mm_storeu_si128((__m128i *)(void *)groups, values);
    for (size_t i = 0; i < 4; i++)
        put_three(put + 3 * i, groups[i]);
    return true;
}

#else

static bool decode_sixteen(const uint8_t *text, uint8_t *put)
{
    (void)text, (void)put;
    return false;
}

#endif

/* Decodes groups of four plain characters; stops at the first that is none. */
static size_t decode_groups(const uint8_t *text, size_t size, uint8_t **out)
{
    uint8_t *put = *out;
    size_t at = 0;

    for (; at + 16 <= size && decode_sixteen(text + at, put); at += 16)
        put += 12;
    while (at + 4 <= size) {
        uint32_t a = base64_value[text[at]], b = base64_value[text[at + 1]];
        uint32_t c = base64_value[text[at + 2]], d = base64_value[text[at + 3]];
        uint32_t bits = a << 18 | b << 12 | c << 6 | d;

        if ((a | b | c | d) & 0xc0)
            break;
        put[0] = (uint8_t)(bits >> 16);
        put[1] = (uint8_t)(bits >> 8);
        put[2] = (uint8_t)bits;
        put += 3;
        at += 4;
    }
    *out = put;
    return at;
}

/* What stands between whole groups: up to three characters of one, and its padding. */
struct base64 {
    uint32_t bits;
    unsigned count;
    unsigned padding;
};

static bool base64_byte(struct base64 *state, uint8_t byte, uint8_t **out)
{
    uint8_t value = base64_value[byte];

    if (value == SKIP)
        return true;
    if (value == PAD)
        return state->count + ++state->padding <= 4 && state->count >= 2;
    if (value == BAD || state->padding)
        return false;
    state->bits = state->bits << 6 | value;
    if (++state->count == 4) {
        *(*out)++ = (uint8_t)(state->bits >> 16);
        *(*out)++ = (uint8_t)(state->bits >> 8);
        *(*out)++ = (uint8_t)state->bits;
        *state = (struct base64){0};
    }
    return true;
}

bool decode_base64(struct slice text, struct buffer *out)
{
    uint8_t *start = buffer_reserve(out, text.size / 4 * 3 + 16);
    uint8_t *put = start;
    struct base64 state = {0};

    for (size_t at = 0; at < text.size; at++) {
        if (state.count == 0 && state.padding == 0)
            at += decode_groups(text.data + at, text.size - at, &put);
        if (at < text.size && !base64_byte(&state, text.data[at], &put))
            return false;
    }
    if (state.count && state.count + state.padding != 4)
        return false;
    if (state.count >= 2)
        *put++ = (uint8_t)(state.bits >> (state.count == 2 ? 4 : 10));
    if (state.count == 3)
        *put++ = (uint8_t)(state.bits >> 2);
    out->size += (size_t)(put - start);
    return true;
}

int decode_hex(uint8_t digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    digit |= 0x20;
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* Two hex digits at the start of `text`, or -1. */
static int hex_pair(struct slice text)
{
    int high = text.size >= 2 ? decode_hex(text.data[0]) : -1;
    int low = text.size >= 2 ? decode_hex(text.data[1]) : -1;

    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* The size of a soft line break behind its `=`, or 0. */
static size_t soft_break(struct slice text)
{
    size_t at = 0;

    while (at < text.size && (text.data[at] == ' ' || text.data[at] == '\t'))
        at++;
    if (at < text.size && text.data[at] == '\r')
        at++;
    return at < text.size && text.data[at] == '\n' ? at + 1 : 0;
}

bool decode_quoted_printable(struct slice text, struct buffer *out)
{
    bool well_formed = true;

    for (;;) {
        size_t sign = slice_find(text, 0, '=');
        size_t skip;
        int byte;

        buffer_append(out, slice_part(text, 0, sign));
        if (sign == SIZE_MAX)
            return well_formed;
        text = slice_from(text, sign + 1);
        byte = hex_pair(text);
        skip = byte < 0 ? soft_break(text) : 2;
        if (skip == 0 && text.size == 0)
            return well_formed; /* a soft break at the very end of a part */
        well_formed &= skip > 0;
        if (byte >= 0)
            buffer_byte(out, (uint8_t)byte);
        else if (skip == 0)
            buffer_byte(out, '=');
        text = slice_from(text, skip);
    }
}

void decode_append_point(struct buffer *out, uint32_t point)
{
    if (point < 0x80) {
        buffer_byte(out, (uint8_t)point);
    } else if (point < 0x800) {
        buffer_byte(out, (uint8_t)(0xc0 | point >> 6));
        buffer_byte(out, (uint8_t)(0x80 | (point & 0x3f)));
    } else if (point < 0x10000) {
        buffer_byte(out, (uint8_t)(0xe0 | point >> 12));
        buffer_byte(out, (uint8_t)(0x80 | (point >> 6 & 0x3f)));
        buffer_byte(out, (uint8_t)(0x80 | (point & 0x3f)));
    } else if (point < 0x110000) {
        buffer_byte(out, (uint8_t)(0xf0 | point >> 18));
        buffer_byte(out, (uint8_t)(0x80 | (point >> 12 & 0x3f)));
        buffer_byte(out, (uint8_t)(0x80 | (point >> 6 & 0x3f)));
        buffer_byte(out, (uint8_t)(0x80 | (point & 0x3f)));
    }
}

void decode_utf16(struct slice text, bool big_endian, struct buffer *out)
{
    uint32_t high = 0;

    for (size_t at = 0; at + 1 < text.size; at += 2) {
        uint32_t unit = (uint32_t)text.data[at + !big_endian] << 8 | text.data[at + big_endian];

        if (high && unit >= 0xdc00 && unit < 0xe000)
            decode_append_point(out, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
        else if (unit < 0xd800 || unit >= 0xe000)
            decode_append_point(out, unit ? unit : ' ');
        else if (unit >= 0xdc00)
            buffer_byte(out, ' ');
        high = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
    }
}

/* One encoded word: `=?charset?encoding?text?=`. */
struct word {
    struct slice charset;
    struct slice text;
    size_t size; /* of the whole word */
    bool base64;
};

static bool read_word(struct slice text, struct word *word)
{
    size_t charset, end;

    if (!slice_starts(text, SLICE("=?")))
        return false;
    text = slice_part(text, 0, WORD_MAX);
    charset = slice_find(text, 2, '?');
    if (charset == SIZE_MAX || charset + 2 >= text.size || text.data[charset + 2] != '?')
        return false;
    word->charset = slice_part(text, 2, charset - 2);
    word->charset = slice_part(word->charset, 0, slice_find(word->charset, 0, '*'));
    word->base64 = (text.data[charset + 1] | 0x20) == 'b';
    if (!word->base64 && (text.data[charset + 1] | 0x20) != 'q')
        return false;
    for (end = charset + 3; end + 1 < text.size; end++)
        if (text.data[end] == '?' && text.data[end + 1] == '=')
            break;
    word->text = slice_part(text, charset + 3, end - charset - 3);
    word->size = end + 2;
    return end + 1 < text.size;
}

/* The Q encoding, kept going where it is malformed. */
static void decode_q(struct slice text, struct buffer *out)
{
    for (size_t at = 0; at < text.size; at++) {
        int byte = text.data[at] == '=' ? hex_pair(slice_from(text, at + 1)) : -1;

        if (byte >= 0)
            at += 2;
        buffer_byte(out, byte >= 0 ? (uint8_t)byte : text.data[at] == '_' ? ' ' : text.data[at]);
    }
}

static void decode_word(const struct word *word, struct buffer *out, bool *unclear)
{
    enum charset charset = charset_named(word->charset);
    struct buffer bytes = {0};

    if (!word->base64)
        decode_q(word->text, &bytes);
    else if (!decode_base64(word->text, &bytes))
        *unclear = true;
    if (charset == CHARSET_UNKNOWN)
        *unclear = true;
    if (charset == CHARSET_UTF16) {
        decode_utf16(buffer_slice(&bytes), true, out);
        buffer_byte(out, '\n');
        decode_utf16(buffer_slice(&bytes), false, out);
    } else {
        buffer_append(out, buffer_slice(&bytes));
    }
    buffer_free(&bytes);
}

void decode_words(struct slice text, struct buffer *out, bool *unclear)
{
    struct word word;

    while (text.size) {
        size_t sign = slice_find(text, 0, '=');
        size_t gap = 0;

        buffer_append(out, slice_part(text, 0, sign));
        text = slice_from(text, sign);
        if (!read_word(text, &word)) {
            buffer_append(out, slice_part(text, 0, 1));
            text = slice_from(text, 1);
            continue;
        }
        decode_word(&word, out, unclear);
        text = slice_from(text, word.size);
        while (gap < text.size && text.data[gap] <= ' ')
            gap++;
        if (read_word(slice_from(text, gap), &word))
            text = slice_from(text, gap);
    }
}

/* Whether `byte` ends a run of text such as a web address. */
static bool ends_run(uint8_t byte)
{
    return byte <= ' ' || byte == '"' || byte == '<' || byte == '>';
}

static void decode_run(struct slice run, struct buffer *out)
{
    for (size_t at = 0; at < run.size; at++) {
        int byte = run.data[at] == '%' ? hex_pair(slice_from(run, at + 1)) : -1;

        buffer_byte(out, byte >= 0 ? (uint8_t)byte : run.data[at]);
        if (byte >= 0)
            at += 2;
    }
    buffer_byte(out, '\n');
}

void decode_percent(struct slice text, struct buffer *out)
{
    size_t at = slice_find(text, 0, '%');

    while (at != SIZE_MAX) {
        size_t start = at;
        size_t end = at;

        if (hex_pair(slice_from(text, at + 1)) < 0) {
            at = slice_find(text, at + 1, '%');
            continue;
        }
        while (start > 0 && !ends_run(text.data[start - 1]))
            start--;
        while (end < text.size && !ends_run(text.data[end]))
            end++;
        decode_run(slice_part(text, start, end - start), out);
        at = slice_find(text, end, '%');
    }
}

/* Zero width: joiners, marks of direction, no-break, byte order mark. */
static bool is_invisible(uint32_t point)
{
    return (point >= 0x200b && point <= 0x200f) || point == 0x2060 || point == 0xfeff;
}

void decode_width(struct slice text, struct buffer *out)
{
    for (size_t at = 0; at < text.size; at++) {
        struct slice rest = slice_part(text, at, 3);
        uint32_t point = 0;

        if (slice_starts(rest, SLICE("\xc2\xad"))) {
            at++;
            continue;
        }
        if (rest.size == 3 &&
            (rest.data[0] == 0xef || rest.data[0] == 0xe3 || rest.data[0] == 0xe2))
            point =
                (rest.data[0] & 0x0fu) << 12 | (rest.data[1] & 0x3fu) << 6 | (rest.data[2] & 0x3fu);
        if (point >= 0xff01 && point <= 0xff5e)
            buffer_byte(out, (uint8_t)(point - 0xff01 + '!'));
        else if (point == 0x3002 || point == 0xff61)
            buffer_byte(out, '.');
        else if (!is_invisible(point))
            point = 0;
        if (point)
            at += 2;
        else
            buffer_byte(out, text.data[at]);
    }
}

/* Whether the field ends with the line end at `at`: what follows is no continuation. */
static bool ends_field(struct slice text, size_t at)
{
    return text.data[at] == '\n' && at + 1 < text.size && text.data[at + 1] > ' ';
}

/* The offset behind the comment that begins at `at`, or `at` where its field does not end it. */
static size_t skip_comment(struct slice text, size_t at)
{
    unsigned depth = 0;

    for (size_t end = at; end < text.size && !ends_field(text, end); end++) {
        uint8_t byte = text.data[end];

        if (byte == '\\')
            end++;
        else if (byte == '(')
            depth++;
        else if (byte == ')' && --depth == 0)
            return end + 1;
    }
    return at;
}

static size_t skip_space(struct slice text, size_t at)
{
    while (at < text.size && text.data[at] <= ' ')
        at++;
    return at;
}

/* Where a parameter's value goes on (RFC 2231) behind the semicolon at `at`: the offset behind
 * `; name*1*=`, or `at` where nothing goes on. */
static size_t skip_joint(struct slice text, size_t at)
{
    size_t put = skip_space(text, at + 1);
    size_t digits;

    while (put < text.size && text.data[put] > ' ' && !memchr("*;=\"", text.data[put], 4))
        put++;
    if (put == text.size || text.data[put] != '*')
        return at;
    for (digits = ++put; put < text.size && text.data[put] >= '0' && text.data[put] <= '9';)
        put++;
    if (put == digits || text.data[digits] == '0')
        return at;
    if (put < text.size && text.data[put] == '*')
        put++;
    put = skip_space(text, put);
    return put < text.size && text.data[put] == '=' ? put + 1 : at;
}

void decode_squeeze(struct slice text, struct buffer *out)
{
    bool quoted = false;
    bool open_ended = false; /* a comment without an end: no second search in this field */

    for (size_t at = 0; at < text.size; at++) {
        uint8_t byte = text.data[at];

        if (ends_field(text, at)) {
            quoted = open_ended = false;
            buffer_byte(out, '\n');
        } else if (byte == '\\' && at + 1 < text.size) {
            buffer_byte(out, text.data[++at]);
        } else if (byte == '"') {
            quoted = !quoted;
        } else if (byte == '(' && !quoted && !open_ended) {
            size_t end = skip_comment(text, at);

            open_ended = end == at;
            at = open_ended ? at : end - 1;
        } else if (byte == ';' && !quoted && skip_joint(text, at) > at) {
            at = skip_joint(text, at) - 1;
        } else if (byte > ' ') {
            buffer_byte(out, byte);
        }
    }
}

void decode_joined(struct slice text, struct buffer *out)
{
    while (text.size) {
        size_t end = slice_find(text, 0, '\n');
        struct slice line = slice_part(text, 0, end);
        bool folded, flowed;

        text = slice_from(text, end == SIZE_MAX ? text.size : end + 1);
        if (line.size && line.data[line.size - 1] == '\r')
            line.size--;
        folded = text.size && (text.data[0] == ' ' || text.data[0] == '\t');
        flowed = !folded && line.size && line.data[line.size - 1] == ' ';
        line.size -= flowed;
        text = slice_from(text, folded);
        buffer_append(out, line);
        if (!folded && !flowed)
            buffer_byte(out, '\n');
    }
}
