#include "evidence/second_text.h"

#include <endian.h>

#include "evidence/scan.h"

static int digit_of(uint8_t byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

enum { FLAT_PIECE = 1 << 20, FLAT_OVERLAP = 32 << 10 };

/* The value of a base64 character; 255: it is none. */
static const uint8_t six_bits[256] = {
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 62,  255, 255, 255, 63,  52,  53,  54,  55,  56,  57,  58,  59,  60,
    61,  255, 255, 255, 255, 255, 255, 255, 0,   1,   2,   3,   4,   5,   6,   7,   8,   9,   10,
    11,  12,  13,  14,  15,  16,  17,  18,  19,  20,  21,  22,  23,  24,  25,  255, 255, 255, 255,
    255, 255, 26,  27,  28,  29,  30,  31,  32,  33,  34,  35,  36,  37,  38,  39,  40,  41,  42,
    43,  44,  45,  46,  47,  48,  49,  50,  51,  255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255,
};

/* Whole groups of four characters, as long as there are any; writes one byte more than they mean.
 * Returns their number. */
static size_t add_groups(struct slice text, uint8_t *put)
{
    const uint8_t *at = text.data;
    const size_t whole = text.size / 4;
    size_t groups = 0;

    for (; groups < whole; at += 4, put += 3, groups++) {
        uint32_t a = six_bits[at[0]], b = six_bits[at[1]], c = six_bits[at[2]], d = six_bits[at[3]];
        uint32_t bits = htobe32(a << 26 | b << 20 | c << 14 | d << 8);

        if ((a | b | c | d) > 63)
            break;
        memcpy(put, &bits, sizeof bits);
    }
    return groups;
}

bool second_base64_add(struct second_base64 *state, struct slice text, struct buffer *out)
{
    uint8_t *put = buffer_reserve(out, text.size + 8);
    uint8_t *start = put;
    size_t i = 0;

    if (state->count % 4 == 0 && !state->ended) {
        size_t groups = add_groups(text, put);

        put += 3 * groups;
        i = 4 * groups;
    }
    for (; i < text.size; i++) {
        uint8_t byte = text.data[i];
        uint8_t value = six_bits[byte];

        if (value == 255) {
            if (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n')
                continue;
            if (byte != '=')
                return false;
            state->ended = true;
            state->count++;
            continue;
        }
        if (state->ended)
            return false;
        state->bits = state->bits << 6 | value;
        if (state->count++ % 4 != 0)
            *put++ = (uint8_t)(state->bits >> (6 - 2 * ((state->count - 1) % 4)));
    }
    out->size += (size_t)(put - start);
    return true;
}

bool second_base64_end(const struct second_base64 *state)
{
    return state->count % 4 == 0;
}

/* A cursor over the text that is flattened. */
struct flatten {
    const uint8_t *at;
    const uint8_t *end;
    struct buffer *out;
};

static void put_code(struct flatten *flatten, unsigned long code)
{
    if (code < 0x80) {
        buffer_byte(flatten->out, (uint8_t)code);
    } else if (code < 0x800) {
        buffer_byte(flatten->out, (uint8_t)(0xc0 + code / 64));
        buffer_byte(flatten->out, (uint8_t)(0x80 + code % 64));
    } else if (code < 0x10000) {
        buffer_byte(flatten->out, (uint8_t)(0xe0 + code / 4096));
        buffer_byte(flatten->out, (uint8_t)(0x80 + code / 64 % 64));
        buffer_byte(flatten->out, (uint8_t)(0x80 + code % 64));
    }
}

/* The references that join or split a name. */
static const struct {
    const char *name;
    unsigned long code;
} names[] = {
    {"&commat;", '@'}, {"&period;", '.'}, {"&plus;", '+'},    {"&lowbar;", '_'}, {"&hyphen;", '-'},
    {"&dash;", '-'},   {"&shy;", 0xad},   {"&amp;", '&'},     {"&auml;", 0xe4},  {"&ouml;", 0xf6},
    {"&uuml;", 0xfc},  {"&szlig;", 0xdf}, {"&eacute;", 0xe9},
};

static void flatten_reference(struct flatten *flatten)
{
    size_t left = (size_t)(flatten->end - flatten->at);
    unsigned long code = 0;
    size_t at = 2;
    bool hex;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t size = strlen(names[i].name);

        if (left >= size && memcmp(flatten->at, names[i].name, size) == 0) {
            put_code(flatten, names[i].code);
            flatten->at += size;
            return;
        }
    }
    if (left < 3 || flatten->at[1] != '#') {
        buffer_byte(flatten->out, *flatten->at++);
        return;
    }
    hex = flatten->at[2] == 'x' || flatten->at[2] == 'X';
    for (at += hex; at < left && at < 12; at++) {
        int digit = digit_of(flatten->at[at]);

        if (digit < 0 || (!hex && digit > 9))
            break;
        code = code * (hex ? 16 : 10) + (unsigned long)digit;
    }
    put_code(flatten, code);
    flatten->at += at + (at < left && flatten->at[at] == ';');
}

static void flatten_tag(struct flatten *flatten)
{
    uint8_t next = flatten->at + 1 < flatten->end ? flatten->at[1] : 0;
    const uint8_t *close = NULL;

    if (next == '/' || next == '!' || digit_of(next) > 9 || (next | 0x20) > 'f')
        close =
            memchr(flatten->at, '>',
                   flatten->end - flatten->at < 9999 ? (size_t)(flatten->end - flatten->at) : 9999);
    if (close)
        flatten->at = close + 1;
    else
        buffer_byte(flatten->out, *flatten->at++);
}

static void flatten_percent(struct flatten *flatten)
{
    int high = flatten->end - flatten->at > 2 ? digit_of(flatten->at[1]) : -1;
    int low = flatten->end - flatten->at > 2 ? digit_of(flatten->at[2]) : -1;

    if (high < 0 || low < 0) {
        buffer_byte(flatten->out, *flatten->at++);
        return;
    }
    buffer_byte(flatten->out, (uint8_t)(high * 16 + low));
    flatten->at += 3;
}

static void flatten_q(struct flatten *flatten, const uint8_t *at, const uint8_t *end)
{
    while (at < end) {
        if (*at == '=' && end - at > 2 && digit_of(at[1]) >= 0 && digit_of(at[2]) >= 0) {
            buffer_byte(flatten->out, (uint8_t)(digit_of(at[1]) * 16 + digit_of(at[2])));
            at += 3;
        } else {
            buffer_byte(flatten->out, *at == '_' ? ' ' : *at);
            at++;
        }
    }
}

/* `=?charset?B?…?=`, and the white space up to the next one gone. */
static void flatten_word(struct flatten *flatten)
{
    const uint8_t *charset = flatten->at + 2;
    size_t left = (size_t)(flatten->end - charset);
    const uint8_t *mark = left < 9999 ? memchr(charset, '?', left) : memchr(charset, '?', 9999);
    const uint8_t *close = NULL;
    struct second_base64 base64 = {0};

    if (mark && flatten->end - mark > 4 && mark[2] == '?')
        close = memmem(mark + 3, (size_t)(flatten->end - mark - 3), "?=", 2);
    if (!close || close - mark > 9999) {
        buffer_byte(flatten->out, *flatten->at++);
        return;
    }
    if ((mark[1] | 0x20) == 'b')
        second_base64_add(&base64, slice_of(mark + 3, (size_t)(close - mark - 3)), flatten->out);
    else
        flatten_q(flatten, mark + 3, close);
    flatten->at = close + 2;
    mark = flatten->at;
    while (mark < flatten->end && *mark <= ' ')
        mark++;
    if (flatten->end - mark > 2 && mark[0] == '=' && mark[1] == '?')
        flatten->at = mark;
}

/* The byte at hand and all plain ones behind it. */
static void flatten_run(struct flatten *flatten)
{
    struct slice rest = slice_of(flatten->at, (size_t)(flatten->end - flatten->at));
    size_t size = scan_four(rest, 1, "&<%=");

    buffer_append(flatten->out, slice_part(rest, 0, size));
    flatten->at += size;
}

static void flatten_all(struct slice text, bool keep_tags, struct buffer *out)
{
    struct flatten flatten = {text.data, text.data + text.size, out};

    while (flatten.at < flatten.end) {
        switch (*flatten.at) {
        case '&':
            flatten_reference(&flatten);
            break;
        case '<':
            if (keep_tags)
                buffer_byte(out, *flatten.at++);
            else
                flatten_tag(&flatten);
            break;
        case '%':
            flatten_percent(&flatten);
            break;
        case '=':
            if (flatten.end - flatten.at > 2 && flatten.at[1] == '?') {
                flatten_word(&flatten);
                break;
            }
            /* fall through */
        default:
            flatten_run(&flatten);
            break;
        }
    }
}

/* Whether what stands at an '&' is a reference that flatten_reference knows. */
static bool is_reference(struct slice rest)
{
    if (rest.size > 2 && rest.data[1] == '#')
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_starts(rest, slice_text(names[i].name)))
            return true;
    return false;
}

static bool has_codes(struct slice text)
{
    for (size_t at = slice_find(text, 0, '&'); at != SIZE_MAX; at = slice_find(text, at + 1, '&'))
        if (is_reference(slice_from(text, at)))
            return true;
    for (size_t at = slice_find(text, 0, '%'); at != SIZE_MAX; at = slice_find(text, at + 1, '%'))
        if (at + 2 < text.size && digit_of(text.data[at + 1]) >= 0 &&
            digit_of(text.data[at + 2]) >= 0)
            return true;
    return scan_pair(text, 0, '=', '?') != SIZE_MAX;
}

/* In pieces that overlap by more than any name with its markup, so that memory stays small. */
static bool flat_occurs(const struct second_list *list, struct slice text, bool keep_tags,
                        struct buffer *flat)
{
    for (size_t at = 0;; at += FLAT_PIECE - FLAT_OVERLAP) {
        buffer_clear(flat);
        flatten_all(slice_part(text, at, FLAT_PIECE), keep_tags, flat);
        if (second_list_occurs(list, buffer_slice(flat), true))
            return true;
        if (text.size - at <= FLAT_PIECE)
            return false;
    }
}

bool second_text_occurs_in_header(const struct second_list *list, struct slice text,
                                  struct buffer *flat)
{
    return second_list_occurs(list, text, false) ||
           (has_codes(text) && flat_occurs(list, text, true, flat));
}

bool second_text_occurs(const struct second_list *list, struct slice text, struct buffer *flat)
{
    if (second_list_occurs(list, text, false))
        return true;
    return (has_codes(text) && flat_occurs(list, text, true, flat)) ||
           (slice_find(text, 0, '<') != SIZE_MAX && flat_occurs(list, text, false, flat));
}
