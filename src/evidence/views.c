#include "evidence/views.h"

#include "evidence/decode.h"
#include "evidence/scan.h"

void views_doubt(struct views *views, enum reason reason)
{
    if (views->found.doubt == REASON_NONE)
        views->found.doubt = reason;
}

void views_free(struct views *views)
{
    for (size_t i = 0; i < VIEWS_DEPTH; i++)
        buffer_wipe_free(&views->levels[i]);
    buffer_wipe_free(&views->header);
}

static void match(struct views *views, struct slice text)
{
    unsigned answer = match_scan(views->privilege, text);

    if (answer & MATCH_LISTED)
        views->found.listed = true;
    if (answer & MATCH_UNCLEAR)
        views_doubt(views, REASON_CHARSET);
}

/* Whether `part`, of two bytes or more, stands in `text`. */
static bool contains(struct slice text, struct slice part)
{
    size_t at = 0;

    while ((at = scan_pair(text, at, part.data[0], part.data[1])) != SIZE_MAX)
        if (slice_starts(slice_from(text, at++), part))
            return true;
    return false;
}

static bool has_percent(struct slice text)
{
    for (size_t at = slice_find(text, 0, '%'); at != SIZE_MAX; at = slice_find(text, at + 1, '%'))
        if (at + 2 < text.size && decode_hex(text.data[at + 1]) >= 0 &&
            decode_hex(text.data[at + 2]) >= 0)
            return true;
    return false;
}

static bool is_letter(uint8_t byte)
{
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/* References to what ends a name anyway change nothing. */
static bool is_separator_reference(struct slice text)
{
    return slice_starts(text, SLICE("&nbsp;")) || slice_starts(text, SLICE("&lt;")) ||
           slice_starts(text, SLICE("&gt;")) || slice_starts(text, SLICE("&quot;"));
}

static bool has_references(struct slice text)
{
    for (size_t at = slice_find(text, 0, '&'); at != SIZE_MAX; at = slice_find(text, at + 1, '&'))
        if (at + 1 < text.size && (text.data[at + 1] == '#' || is_letter(text.data[at + 1])) &&
            !is_separator_reference(slice_from(text, at)))
            return true;
    return false;
}

static bool has_tags(struct slice text)
{
    for (size_t at = slice_find(text, 0, '<'); at != SIZE_MAX; at = slice_find(text, at + 1, '<'))
        if (at + 1 < text.size && (text.data[at + 1] == '/' || text.data[at + 1] == '!'))
            return true;
    return false;
}

static bool has_words(struct slice text)
{
    return contains(text, SLICE("=?"));
}

/* Zero-width characters from U+200B to U+200F. */
static bool has_joiner(struct slice text)
{
    size_t at = 0;

    for (; (at = scan_pair(text, at, 0xe2, 0x80)) != SIZE_MAX; at++)
        if (at + 2 < text.size && text.data[at + 2] >= 0x8b && text.data[at + 2] <= 0x8f)
            return true;
    return false;
}

static bool has_width(struct slice text)
{
    text = slice_from(text, scan_high(text, 0));
    return contains(text, SLICE("\xef\xbc")) || contains(text, SLICE("\xef\xbd")) ||
           contains(text, SLICE("\xe3\x80\x82")) || contains(text, SLICE("\xc2\xad")) ||
           contains(text, SLICE("\xe2\x81\xa0")) || contains(text, SLICE("\xef\xbb\xbf")) ||
           has_joiner(text);
}

static void view_words(struct slice text, struct buffer *out, bool *unclear)
{
    decode_words(text, out, unclear);
}

static void view_percent(struct slice text, struct buffer *out, bool *unclear)
{
    (void)unclear;
    decode_percent(text, out);
}

static void view_references(struct slice text, struct buffer *out, bool *unclear)
{
    decode_html(text, true, out, unclear);
}

static void view_html(struct slice text, struct buffer *out, bool *unclear)
{
    decode_html(text, false, out, unclear);
}

static void view_width(struct slice text, struct buffer *out, bool *unclear)
{
    (void)unclear;
    decode_width(text, out);
}

/* A view, and whether a text has anything that it would change. */
static const struct {
    bool (*applies)(struct slice text);
    void (*decode)(struct slice text, struct buffer *out, bool *unclear);
} kinds[] = {
    {has_percent, view_percent}, {has_references, view_references}, {has_tags, view_html},
    {has_words, view_words},     {has_width, view_width},
};

static void scan_views(struct views *views, struct slice text, size_t level, size_t made_by);

/* The text itself, then each view of it but the one that made it. */
static void scan_level(struct views *views, struct slice text, size_t level, size_t made_by)
{
    if (level > 0 || !views->raw_seen || scan_high(text, 0) < text.size)
        match(views, text);
    scan_views(views, text, level, made_by);
}

static void scan_views(struct views *views, struct slice text, size_t level, size_t made_by)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && level < VIEWS_DEPTH; i++) {
        struct buffer *out = &views->levels[level];
        bool unclear = false;

        if (views->found.listed)
            return;
        if (i == made_by || !kinds[i].applies(text))
            continue;
        buffer_clear(out);
        kinds[i].decode(text, out, &unclear);
        if (unclear)
            views_doubt(views, REASON_CHARSET);
        scan_level(views, buffer_slice(out), level + 1, i);
    }
}

/* The last white space of the text from `start` on, or `end` where there is none near. */
static size_t gap_before(struct slice text, size_t start, size_t end)
{
    for (size_t at = end; at > start && end - at < VIEWS_OVERLAP / 2; at--)
        if (text.data[at - 1] <= ' ')
            return at;
    return end;
}

struct slice views_piece(struct slice text, size_t *at)
{
    size_t start = *at;
    size_t end;

    if (text.size - start <= VIEWS_PIECE) {
        *at = text.size;
        return slice_from(text, start);
    }
    end = gap_before(text, start, start + VIEWS_PIECE);
    *at = gap_before(text, start, end - VIEWS_OVERLAP);
    return slice_part(text, start, end - start);
}

void views_scan(struct views *views, struct slice text)
{
    size_t at = 0;

    if (views->found.listed)
        return;
    if (text.size <= VIEWS_PIECE) {
        scan_level(views, text, 0, SIZE_MAX);
        return;
    }
    if (!views->raw_seen || scan_high(text, 0) < text.size)
        match(views, text);
    while (at < text.size && !views->found.listed)
        scan_views(views, views_piece(text, &at), 0, SIZE_MAX);
}

void views_scan_header(struct views *views, struct slice text)
{
    const bool raw_seen = views->raw_seen;
    struct buffer *other = &views->header;

    if (text.size > VIEWS_HEADER_MAX)
        views_doubt(views, REASON_STRUCTURE);
    text = slice_part(text, 0, VIEWS_HEADER_MAX);
    views_scan(views, text);
    views->raw_seen = false;
    /* Unfolding as RFC 5322 says would keep white space in every fold: it joins no name. */
    buffer_clear(other);
    decode_squeeze(text, other);
    views_scan(views, buffer_slice(other));
    views->raw_seen = raw_seen;
}

/* What announces text that is not there to be read. */
static const struct {
    const char *text;
    enum reason reason;
} hidden[] = {
    {"-----BEGIN PGP MESSAGE", REASON_ENCRYPTED},
    {"-----BEGIN PKCS7", REASON_ENCRYPTED},
    {"-----BEGIN CMS", REASON_ENCRYPTED},
    {"-----BEGIN AGE ENCRYPTED FILE", REASON_ENCRYPTED},
    {"=ybegin ", REASON_ENCODING},
    {"nHex 4", REASON_ENCODING},
};

/* Searches begin at the pair of bytes that other text has least of; most texts have none. */
static bool may_announce(struct slice text)
{
    return scan_pair(text, 0, '-', 'B') != SIZE_MAX || scan_pair(text, 0, '=', 'y') != SIZE_MAX ||
           scan_pair(text, 0, 'n', 'H') != SIZE_MAX;
}

/* A uuencoded file: `begin MODE NAME` at a line's start. */
static bool has_uuencode(struct slice text)
{
    for (size_t at = 0;; at++) {
        struct slice rest = text;

        if (at > 0 || !slice_starts(text, SLICE("begin "))) {
            at = scan_pair(text, at, '\n', 'b');
            if (at == SIZE_MAX)
                return false;
            rest = slice_from(text, at + 1);
        }
        if (rest.size > 9 && slice_starts(rest, SLICE("begin ")) && rest.data[6] >= '0' &&
            rest.data[6] <= '7' && rest.data[7] >= '0' && rest.data[7] <= '7')
            return true;
    }
}

void views_scan_text(struct views *views, struct slice text)
{
    views_scan(views, text);
    if (views->found.listed)
        return;
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden && may_announce(text); i++)
        if (contains(text, slice_text(hidden[i].text)))
            views_doubt(views, hidden[i].reason);
    if (has_uuencode(text))
        views_doubt(views, REASON_ENCODING);
}
