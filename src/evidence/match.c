#include "evidence/match.h"

#include "evidence/domain.h"
#include "evidence/scan.h"

enum {
    HOST = 1,  /* letters, digits, hyphen */
    WORD = 2,  /* letters, digits */
    LOCAL = 4, /* what a local part may hold, the dot included */
    HIGH = 8,  /* from 0x80 */
    DOT = 16,
};

enum { LOCAL_REACH = 256, WIDE_REACH = 1024 };

#define A   (HOST | WORD | LOCAL)
#define L   LOCAL
#define H   HIGH
#define H16 H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H

static const uint8_t kind[256] = {
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           0,
    0,           L,
    0,           L,
    L,           L,
    L,           L,
    0,           0,
    L,           L,
    0,           HOST | LOCAL,
    LOCAL | DOT, L,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    0,           0,
    0,           L,
    0,           L,
    0,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           0,
    0,           0,
    L,           L,
    L,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           A,
    A,           L,
    L,           L,
    L,           0,
    H16,         H16,
    H16,         H16,
    H16,         H16,
    H16,         H16,
};

#undef A
#undef L
#undef H
#undef H16

static inline uint8_t lower(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte | 0x20) : byte;
}

static inline uint64_t step(uint64_t hash, uint8_t byte)
{
    return privilege_hash_step(hash, lower(byte));
}

/* A run of host characters and dots. */
struct token {
    struct slice text;
    size_t start;
    size_t end;
};

/* Whether the suffix that starts at `at` may be a whole name: after a dot, at the token's start, or
 * after hyphens that stand where a label starts. */
static bool starts_name(const struct token *token, size_t at)
{
    const uint8_t *data = token->text.data;

    while (at > token->start && data[at - 1] == '-')
        at--;
    return at == token->start || data[at - 1] == '.';
}

/* Looks up every domain that ends at `end` inside the token. */
static bool domain_ends_at(const struct privilege *privilege, const struct token *token, size_t end)
{
    const uint8_t *data = token->text.data;
    uint64_t hash = privilege_hash_start(privilege);
    bool top = false;

    for (size_t at = end; at > token->start && end - at <= DOMAIN_MAX; at--) {
        if (data[at - 1] == '.' && !top) {
            if (at == end || !privilege_maybe_top(privilege, hash))
                return false;
            top = true;
        }
        hash = step(hash, data[at - 1]);
        if (!top || data[at - 1] == '.' || !starts_name(token, at - 1) ||
            !privilege_maybe(privilege, hash))
            continue;
        if (privilege_has(privilege, slice_of(data + at - 1, end - at + 1), hash, PRIVILEGE_DOMAIN))
            return true;
    }
    return false;
}

/* Where a local part could begin: at its first byte, or at or after what is no letter or digit. */
static bool starts_local(const uint8_t *data, size_t at, size_t first)
{
    return at == first || !(kind[data[at - 1]] & WORD) || !(kind[data[at]] & WORD);
}

/* Looks up every local part that ends at `end` together with the domain whose hash is given. */
static bool local_ends_at(const struct privilege *privilege, struct slice text, size_t first,
                          size_t end, struct slice domain, uint64_t hash)
{
    uint8_t name[PRIVILEGE_NAME_MAX];

    hash = step(hash, '@');
    for (size_t at = end; at > first; at--) {
        size_t size = end - at + 1;

        hash = step(hash, text.data[at - 1]);
        if (!starts_local(text.data, at - 1, first) || !privilege_maybe(privilege, hash) ||
            size + 1 + domain.size > sizeof name)
            continue;
        memcpy(name, text.data + at - 1, size);
        name[size] = '@';
        memcpy(name + size + 1, domain.data, domain.size);
        if (privilege_has(privilege, slice_of(name, size + 1 + domain.size), hash,
                          PRIVILEGE_ADDRESS))
            return true;
    }
    return false;
}

/* The unquoted local part of which the closing quote stands in front of the '@' at `sign`. */
static size_t unquote(struct slice text, size_t sign, uint8_t out[LOCAL_REACH])
{
    size_t open = sign - 1;
    size_t size = 0;

    while (open > 0 && sign - open < LOCAL_REACH && text.data[open - 1] != '"')
        open--;
    for (size_t at = open; at + 1 < sign; at++)
        if (text.data[at] != '\\')
            out[size++] = text.data[at];
    return size;
}

/* Every local part in front of the '@' at `sign`, with and without its tags. */
static bool any_local(const struct privilege *privilege, struct slice text, size_t sign,
                      struct slice domain, uint64_t hash)
{
    uint8_t plain[LOCAL_REACH];
    size_t first;

    if (sign > 0 && text.data[sign - 1] == '"') {
        sign = unquote(text, sign, plain);
        text = slice_of(plain, sign);
    }
    for (first = sign; first > 0 && sign - first < LOCAL_REACH; first--)
        if (!(kind[text.data[first - 1]] & LOCAL))
            break;
    for (size_t end = sign; end > first; end--)
        if ((end == sign || text.data[end] == '+') &&
            local_ends_at(privilege, text, first, end, domain, hash))
            return true;
    return false;
}

/* The addresses whose '@' stands at `sign` and whose domain is `domain` in full. */
static bool address_with(const struct privilege *privilege, struct slice text, size_t sign,
                         struct slice domain)
{
    uint64_t hash = privilege_hash_start(privilege);
    bool top = false;

    for (size_t at = domain.size; at > 0; at--) {
        if (domain.data[at - 1] == '.' && !top) {
            if (!privilege_maybe_top(privilege, hash))
                return false;
            top = true;
        }
        hash = step(hash, domain.data[at - 1]);
    }
    if (!top && !privilege_maybe_top(privilege, hash))
        return false;
    return privilege_maybe(privilege, hash) &&
           privilege_has(privilege, domain, hash, PRIVILEGE_MAIL_DOMAIN) &&
           any_local(privilege, text, sign, domain, hash);
}

/* Calls `check` for each end that a name could have in the token: its own, that of each label, and
 * in a label with a hyphen that of its first part. */
typedef bool check_end(const struct privilege *privilege, const struct token *token, size_t end,
                       const void *context);

static bool each_end(const struct privilege *privilege, const struct token *token, check_end *check,
                     const void *context)
{
    const uint8_t *data = token->text.data;
    size_t label = token->start;

    for (size_t at = token->start; at <= token->end; at++) {
        bool boundary = at == token->end || data[at] == '.';
        bool hyphen = !boundary && data[at] == '-';

        if ((boundary || hyphen) && at > label && data[at - 1] != '-' &&
            check(privilege, token, at, context))
            return true;
        if (boundary)
            label = at + 1;
    }
    return false;
}

static bool check_domain(const struct privilege *privilege, const struct token *token, size_t end,
                         const void *context)
{
    const size_t *dot = context;

    /* A listed domain has two labels: none ends in front of the token's first dot. */
    return end > *dot && domain_ends_at(privilege, token, end);
}

static bool check_address(const struct privilege *privilege, const struct token *token, size_t end,
                          const void *context)
{
    const size_t *sign = context;

    if (end - token->start > DOMAIN_MAX)
        return false;
    return address_with(privilege, token->text, *sign,
                        slice_of(token->text.data + token->start, end - token->start));
}

static struct token token_around(struct slice text, size_t at, size_t floor)
{
    struct token token = {text, at, at};

    while (token.start > floor && kind[text.data[token.start - 1]] & (HOST | DOT))
        token.start--;
    while (token.end < text.size && kind[text.data[token.end]] & (HOST | DOT))
        token.end++;
    return token;
}

static bool is_high(struct slice text, size_t at)
{
    return at < text.size && text.data[at] >= 0x80;
}

/* ASCII text only: what international names became, or what has none. */
static bool scan_ascii(const struct privilege *privilege, struct slice text)
{
    size_t next;

    for (size_t at = scan_either(text, 0, '.', '@'); at < text.size;
         at = scan_either(text, next, '.', '@')) {
        bool sign = text.data[at] == '@';
        struct token token;

        next = at + 1;
        if (at == 0 || next >= text.size || !(kind[text.data[next]] & HOST))
            continue;
        token = token_around(text, sign ? next : at, sign ? next : 0);
        if (sign ? each_end(privilege, &token, check_address, &at)
                 : each_end(privilege, &token, check_domain, &at))
            return true;
        if (!sign)
            next = token.end;
    }
    return false;
}

/* What a code point is to a name. */
enum role { ROLE_END, ROLE_PART, ROLE_WIDE, ROLE_DOT, ROLE_NOTHING };

static enum role role_of(uint32_t point)
{
    if (point < 0x80)
        return kind[point] & HOST ? ROLE_PART : point == '.' ? ROLE_DOT : ROLE_END;
    if (point == 0x3002 || point == 0xff0e || point == 0xff61)
        return ROLE_DOT;
    if (point == 0xad || point == 0x200b || point == 0x2060 || point == 0xfeff)
        return ROLE_NOTHING;
    if (point < 0xc0 || (point >= 0x2000 && point < 0x2070 && point != 0x200c && point != 0x200d) ||
        (point >= 0x3000 && point < 0x3040 && point != 0x3005 && point != 0x3007))
        return ROLE_END;
    return point >= 0x2e80 ? ROLE_WIDE : ROLE_PART;
}

/* Decodes one code point of text known to be UTF-8. */
static uint32_t take_point(struct slice text, size_t *at)
{
    uint8_t first = text.data[(*at)++];
    uint32_t point = first;

    if (first < 0x80)
        return point;
    point = first & (first >= 0xf0 ? 0x07u : first >= 0xe0 ? 0x0fu : 0x1fu);
    while (*at < text.size && (text.data[*at] & 0xc0) == 0x80)
        point = point << 6 | (text.data[(*at)++] & 0x3f);
    return point;
}

/* Names in ASCII, apart from each other, in a bounded space. */
struct plain {
    uint8_t bytes[4 * WIDE_REACH];
    size_t size;
};

static void plain_add(struct plain *plain, const void *bytes, size_t size)
{
    if (size > sizeof plain->bytes - plain->size)
        return;
    memcpy(plain->bytes + plain->size, bytes, size);
    plain->size += size;
}

/* A label that is none ends the name: what stands on both sides is still looked at. */
static void plain_label(struct plain *plain, struct slice label)
{
    char normal[DOMAIN_MAX + 1];

    if (scan_high(label, 0) == label.size && memmem(label.data, label.size, "--", 2) == NULL)
        plain_add(plain, label.data, label.size);
    else if (label.size && domain_normalise(label, normal))
        plain_add(plain, normal, strlen(normal));
    else if (label.size)
        plain_add(plain, " ", 1);
}

/* Normalises label by label; `wide` says whether CJK and what lies above belongs to names, since
 * such text runs into a name without a space. */
static void plain_names(struct slice text, bool wide, struct plain *plain)
{
    uint8_t label[WIDE_REACH];
    size_t size = 0;

    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        enum role role = role_of(take_point(text, &at));

        if (role == ROLE_PART || (role == ROLE_WIDE && wide)) {
            if (at - from <= sizeof label - size) {
                memcpy(label + size, text.data + from, at - from);
                size += at - from;
            }
        } else if (role != ROLE_NOTHING) {
            plain_label(plain, slice_of(label, size));
            plain_add(plain, role == ROLE_DOT ? "." : " ", 1);
            size = 0;
        }
    }
    plain_label(plain, slice_of(label, size));
}

/* The run of name characters around `at` with those from 0x80, at most WIDE_REACH to either side.
 */
static struct token wide_around(struct slice text, size_t at)
{
    struct token token = {text, at, at};
    const uint8_t part = HOST | DOT | HIGH;

    while (token.start > 0 && at - token.start < WIDE_REACH / 2 &&
           kind[text.data[token.start - 1]] & part)
        token.start--;
    while (token.start < at && (text.data[token.start] & 0xc0) == 0x80)
        token.start++;
    while (token.end < text.size && token.end - at < WIDE_REACH / 2 &&
           kind[text.data[token.end]] & part)
        token.end++;
    while (token.end > at && token.end < text.size && (text.data[token.end] & 0xc0) == 0x80)
        token.end--;
    return token;
}

/* Latin-1 as UTF-8: the guess for names that are no UTF-8. */
static size_t from_latin(struct slice text, uint8_t out[2 * WIDE_REACH])
{
    size_t size = 0;

    for (size_t i = 0; i < text.size && size + 2 <= 2 * WIDE_REACH; i++) {
        uint8_t byte = text.data[i];

        if (byte < 0x80) {
            out[size++] = byte;
            continue;
        }
        out[size++] = (uint8_t)(0xc0 | byte >> 6);
        out[size++] = (uint8_t)(0x80 | (byte & 0x3f));
    }
    return size;
}

/* Tries the run of bytes around `at` as international names; `sign`: `at` stands behind an '@'. */
static unsigned scan_wide(const struct privilege *privilege, struct slice text, size_t at,
                          bool sign, bool binary, size_t *end)
{
    struct token token = wide_around(text, at);
    size_t local = sign && at > LOCAL_REACH ? at - LOCAL_REACH : 0;
    struct slice names = slice_of(text.data + token.start, token.end - token.start);
    uint8_t latin[2 * WIDE_REACH];
    unsigned answer = MATCH_NONE;

    *end = token.end;
    if (sign)
        names = slice_of(text.data + at, token.end - at);
    if (!domain_is_utf8(names)) {
        if (binary)
            return MATCH_NONE;
        answer = privilege_international(privilege) ? MATCH_UNCLEAR : MATCH_NONE;
        names = slice_of(latin, from_latin(names, latin));
    }
    for (int wide = 0; wide < 2; wide++) {
        struct plain plain;

        plain.size = 0;
        if (sign)
            plain_add(&plain, text.data + local, at - local);
        plain_names(names, wide, &plain);
        if (scan_ascii(privilege, slice_of(plain.bytes, plain.size)))
            return MATCH_LISTED;
    }
    return answer;
}

static unsigned scan(const struct privilege *privilege, struct slice text, bool binary)
{
    unsigned answer = MATCH_NONE;
    size_t wide_end = 0;
    size_t next;

    for (size_t at = scan_either(text, 0, '.', '@'); at < text.size;
         at = scan_either(text, next, '.', '@')) {
        bool sign = text.data[at] == '@';
        struct token token;

        next = at + 1;
        if (at == 0 || next >= text.size || !(kind[text.data[next]] & (HOST | HIGH)) ||
            (!sign && !(kind[text.data[at - 1]] & (HOST | HIGH))))
            continue;
        token = token_around(text, sign ? next : at, sign ? next : 0);
        if (sign ? each_end(privilege, &token, check_address, &at)
                 : each_end(privilege, &token, check_domain, &at))
            return MATCH_LISTED;
        if (!sign)
            next = token.end;
        if ((is_high(text, token.end) || (token.start && is_high(text, token.start - 1))) &&
            (sign || at >= wide_end))
            answer |= scan_wide(privilege, text, sign ? at + 1 : at, sign, binary, &wide_end);
        if (answer & MATCH_LISTED)
            return answer;
    }
    return answer;
}

unsigned match_scan(const struct privilege *privilege, struct slice text)
{
    return scan(privilege, text, false);
}

unsigned match_scan_binary(const struct privilege *privilege, struct slice bytes)
{
    return scan(privilege, bytes, true);
}
