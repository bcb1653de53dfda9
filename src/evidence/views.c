#include "evidence/views.h"

#include "evidence/decode.h"

void views_doubt(struct views *views, enum reason reason)
{
    if (views->found.doubt == REASON_NONE)
        views->found.doubt = reason;
}

void views_free(struct views *views)
{
    for (size_t i = 0; i < VIEWS_DEPTH; i++)
        buffer_wipe_free(&views->levels[i]);
}

static void match(struct views *views, struct slice text)
{
    unsigned answer = match_scan(views->privilege, text);

    if (answer & MATCH_LISTED)
        views->found.listed = true;
    if (answer & MATCH_UNCLEAR)
        views_doubt(views, REASON_CHARSET);
}

static bool contains(struct slice text, struct slice part)
{
    return text.size >= part.size && memmem(text.data, text.size, part.data, part.size) != NULL;
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

static bool has_references(struct slice text)
{
    for (size_t at = slice_find(text, 0, '&'); at != SIZE_MAX; at = slice_find(text, at + 1, '&'))
        if (at + 1 < text.size && (text.data[at + 1] == '#' || is_letter(text.data[at + 1])))
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

static bool has_width(struct slice text)
{
    return contains(text, SLICE("\xef\xbc")) || contains(text, SLICE("\xef\xbd")) ||
           contains(text, SLICE("\xe3\x80\x82"));
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
    (void)unclear;
    decode_html(text, true, out);
}

static void view_html(struct slice text, struct buffer *out, bool *unclear)
{
    (void)unclear;
    decode_html(text, false, out);
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
    {has_percent, view_percent},
    {has_references, view_references},
    {has_tags, view_html},
    {has_words, view_words},
    {has_width, view_width},
};

/* The text itself, then each view of it but the one that made it. */
static void scan_level(struct views *views, struct slice text, size_t level, size_t made_by)
{
    match(views, text);
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

void views_scan(struct views *views, struct slice text)
{
    if (!views->found.listed)
        scan_level(views, text, 0, SIZE_MAX);
}

void views_scan_header(struct views *views, struct slice text)
{
    struct buffer squeezed = {0};

    views_scan(views, text);
    decode_squeeze(text, &squeezed);
    views_scan(views, buffer_slice(&squeezed));
    buffer_clear(&squeezed);
    /* Unfolded as RFC 5322 says, in case a name was folded in its middle by a careless writer. */
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] != '\r' && text.data[i] != '\n')
            buffer_byte(&squeezed, text.data[i]);
        else if (i + 1 < text.size && text.data[i] == '\n' && text.data[i + 1] > ' ')
            buffer_byte(&squeezed, '\n');
    if (!views->found.listed)
        match(views, buffer_slice(&squeezed));
    buffer_free(&squeezed);
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
    {"\n=ybegin ", REASON_ENCODING},
    {"(This file must be converted with BinHex", REASON_ENCODING},
};

/* A uuencoded file: `begin MODE NAME` at a line's start. */
static bool has_uuencode(struct slice text)
{
    const uint8_t *at = text.data;
    const uint8_t *end = text.data + text.size;

    while (at < end && (at = memmem(at, (size_t)(end - at), "begin ", 6)) != NULL) {
        bool line = at == text.data || at[-1] == '\n';

        at += 6;
        if (line && end - at > 3 && at[0] >= '0' && at[0] <= '7' && at[1] >= '0' && at[1] <= '7' &&
            at[2] >= '0' && at[2] <= '7')
            return true;
    }
    return false;
}

void views_scan_text(struct views *views, struct slice text)
{
    views_scan(views, text);
    if (views->found.listed)
        return;
    if (contains(text, SLICE("-----BEGIN ")) || contains(text, SLICE("=ybegin ")) ||
        contains(text, SLICE("BinHex")))
        for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
            if (contains(text, slice_text(hidden[i].text)))
                views_doubt(views, hidden[i].reason);
    if (has_uuencode(text))
        views_doubt(views, REASON_ENCODING);
}
