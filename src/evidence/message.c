#include "evidence/message.h"

#include <strings.h>

#include "evidence/charset.h"
#include "evidence/content_type.h"
#include "evidence/decode.h"
#include "evidence/domain.h"
#include "evidence/part_kind.h"
#include "evidence/scan.h"

static void judge_part(struct message *message, struct slice part, bool digest, unsigned depth);

void message_free(struct message *message)
{
    views_free(&message->views);
    buffer_wipe_free(&message->decoded);
    buffer_wipe_free(&message->utf16);
    buffer_wipe_free(&message->unescaped);
}

static void scan_raw(struct message *message, struct slice bytes)
{
    unsigned answer = match_scan_binary(message->views.privilege, bytes);

    if (answer & MATCH_LISTED)
        message->views.found.listed = true;
}

/* Undoes the transfer encoding; false: undecodable, which is held. */
static bool decode(struct message *message, enum content_encoding encoding, struct slice body,
                   struct slice *content)
{
    struct buffer *decoded = &message->decoded;

    *content = body;
    if (encoding == ENCODING_IDENTITY)
        return true;
    buffer_clear(decoded);
    if (encoding == ENCODING_OTHER ||
        !(encoding == ENCODING_BASE64 ? decode_base64(body, decoded)
                                      : decode_quoted_printable(body, decoded))) {
        views_doubt(&message->views, REASON_ENCODING);
        return false;
    }
    *content = buffer_slice(decoded);
    return true;
}

/* Both byte orders: what a mark or a name of the character set says is not relied on. In pieces
 * that overlap, since the text grows. */
static void judge_utf16(struct message *message, struct slice content)
{
    message->views.raw_seen = false;
    for (size_t at = 0; at < content.size; at += VIEWS_PIECE - VIEWS_OVERLAP)
        for (int big_endian = 0; big_endian < 2; big_endian++) {
            buffer_clear(&message->utf16);
            decode_utf16(slice_part(content, at, VIEWS_PIECE), big_endian, &message->utf16);
            views_scan_text(&message->views, buffer_slice(&message->utf16));
        }
}

/* Whether lines of the text go on in the next one, in the middle of a word too: calendars, cards,
 * flowed text with DelSp. */
static bool has_joined_lines(const struct content_type *type, struct slice content)
{
    static const char delsp[] = "delsp";

    if (type->type.size == 13 &&
        strncasecmp((const char *)type->type.data, "text/calendar", 13) == 0)
        return true;
    if (content.size > 7 && strncasecmp((const char *)content.data, "BEGIN:V", 7) == 0)
        return true;
    for (size_t at = 0; at + sizeof delsp <= type->parameters.size; at++)
        if (strncasecmp((const char *)type->parameters.data + at, delsp, sizeof delsp - 1) == 0)
            return true;
    return false;
}

/* A text made from the record's bytes, in scratch that views do not use. */
static void scan_made(struct message *message)
{
    const bool raw_seen = message->views.raw_seen;

    message->views.raw_seen = false;
    views_scan(&message->views, buffer_slice(&message->utf16));
    message->views.raw_seen = raw_seen;
}

static void judge_text(struct message *message, const struct content_type *type,
                       struct slice content)
{
    enum charset charset = charset_named(type->charset);

    if (charset == CHARSET_UTF16) {
        judge_utf16(message, content);
        return;
    }
    if (charset == CHARSET_UNKNOWN ||
        (charset == CHARSET_SHIFTED && privilege_international(message->views.privilege)))
        views_doubt(&message->views, REASON_CHARSET);
    if (content.size && memchr(content.data, 0, content.size))
        views_doubt(&message->views, REASON_NUL);
    views_scan_text(&message->views, content);
    if (has_joined_lines(type, content)) {
        buffer_clear(&message->utf16);
        decode_joined(content, &message->utf16);
        scan_made(message);
    }
}

static bool is_text(struct slice content)
{
    return content.size == 0 || (!memchr(content.data, 0, content.size) && domain_is_utf8(content));
}

/* What a part is in the end: a name or a content that is to be held overrides the type. */
static enum part_kind kind_of(const struct content_type *type, struct slice content)
{
    enum part_kind kind = type->type.size ? part_kind_of_type(type->type) : PART_TEXT;
    enum part_kind by_name = part_kind_of_name(type->parameters);
    enum part_kind by_content = part_kind_of_content(content);

    if (by_name == PART_UNKNOWN)
        by_name = part_kind_of_name(type->disposition);
    if (by_name != PART_UNKNOWN)
        return by_name;
    if (by_content == PART_CONTAINER || by_content == PART_ENCRYPTED)
        return by_content;
    if ((kind == PART_UNKNOWN || kind == PART_MEDIA) && by_content != PART_MEDIA &&
        is_text(content))
        return PART_TEXT;
    return kind == PART_UNKNOWN ? by_content : kind;
}

static void judge_leaf(struct message *message, const struct content_type *type, struct slice body)
{
    struct slice content;

    if (!decode(message, type->encoding, body, &content))
        return;
    message->views.raw_seen &= type->encoding == ENCODING_IDENTITY;
    switch (kind_of(type, content)) {
    case PART_TEXT:
    case PART_MARKUP:
        judge_text(message, type, content);
        break;
    case PART_MEDIA:
        scan_raw(message, content);
        break;
    case PART_ENCRYPTED:
        views_doubt(&message->views, REASON_ENCRYPTED);
        break;
    default:
        views_doubt(&message->views, REASON_CONTAINER);
        break;
    }
}

/* The next line that begins with the delimiter, at or after `at`; SIZE_MAX: none. */
static size_t find_delimiter(struct slice body, size_t at, struct slice delimiter)
{
    if (at == 0 && slice_starts(body, delimiter))
        return 0;
    for (at = at ? at - 1 : 0;; at++) {
        at = scan_pair(body, at, '\n', '-');
        if (at == SIZE_MAX || slice_starts(slice_from(body, at + 1), delimiter))
            return at == SIZE_MAX ? at : at + 1;
    }
}

/* Reads what follows a delimiter on its line. False: something else than the end of the line, so
 * that another reader might not take it for one. */
static bool delimiter_end(struct slice body, size_t at, bool *last, size_t *next)
{
    size_t end = slice_find(body, at, '\n');
    struct slice rest;

    *next = end == SIZE_MAX ? body.size : end + 1;
    rest = slice_part(body, at, *next - at);
    *last = slice_starts(rest, SLICE("--"));
    if (*last)
        rest = slice_from(rest, 2);
    for (size_t i = 0; i < rest.size; i++)
        if (rest.data[i] > ' ')
            return false;
    return true;
}

/* The line end in front of a delimiter belongs to it. */
static struct slice part_before(struct slice body, size_t start, size_t end)
{
    struct slice part = slice_part(body, start, end - start);

    if (part.size && part.data[part.size - 1] == '\n')
        part.size--;
    if (part.size && part.data[part.size - 1] == '\r')
        part.size--;
    return part;
}

static void judge_multipart(struct message *message, struct slice body, struct slice boundary,
                            bool digest, unsigned depth)
{
    uint8_t delimiter[MESSAGE_BOUNDARY_MAX + 2] = "--";
    size_t size = boundary.size + 2;
    size_t start = 0;
    bool last = false;
    unsigned parts = 0;

    if (boundary.size == 0 || boundary.size > MESSAGE_BOUNDARY_MAX) {
        views_doubt(&message->views, REASON_STRUCTURE);
        return;
    }
    memcpy(delimiter + 2, boundary.data, boundary.size);
    while (!last && !message->views.found.listed) {
        size_t end = find_delimiter(body, start, slice_of(delimiter, size));
        size_t next;

        if (end == SIZE_MAX || !delimiter_end(body, end + size, &last, &next)) {
            views_doubt(&message->views, REASON_STRUCTURE);
            break;
        }
        if (parts++ == 0)
            views_scan(&message->views, part_before(body, start, end));
        else
            judge_part(message, part_before(body, start, end), digest, depth);
        start = next;
    }
    if (last && find_delimiter(body, start, slice_of(delimiter, size)) != SIZE_MAX)
        views_doubt(&message->views, REASON_STRUCTURE);
    views_scan_text(&message->views, slice_from(body, start));
}

/* A message, or a part of one: header, empty line, body. */
static void judge_part(struct message *message, struct slice part, bool digest, unsigned depth)
{
    const bool raw_seen = message->views.raw_seen;
    struct content_type type;
    struct slice header, body;
    enum part_kind kind;

    if (depth > MESSAGE_DEPTH_MAX || ++message->parts > MESSAGE_PARTS_MAX) {
        views_doubt(&message->views, REASON_DEPTH);
        return;
    }
    if (!content_type_split(part, &header, &body))
        views_doubt(&message->views, REASON_STRUCTURE);
    views_scan_header(&message->views, header);
    content_type_read(header, &type);
    if (type.defective)
        views_doubt(&message->views, REASON_STRUCTURE);
    if (type.type.size == 0 && digest)
        type.type = SLICE("message/rfc822");
    kind = type.type.size ? part_kind_of_type(type.type) : PART_TEXT;
    if (kind != PART_MESSAGE && kind != PART_MULTIPART && kind != PART_DIGEST) {
        judge_leaf(message, &type, body);
        message->views.raw_seen = raw_seen;
        return;
    }
    /* RFC 2045: what has parts is never encoded as a whole. */
    if (type.encoding != ENCODING_IDENTITY)
        views_doubt(&message->views, REASON_STRUCTURE);
    else if (kind == PART_MESSAGE)
        judge_part(message, body, false, depth + 1);
    else
        judge_multipart(message, body, type.boundary, kind == PART_DIGEST, depth + 1);
}

/* Whether a line of the text, of those before the first empty one, is a MIME field. */
static bool is_message(struct slice text)
{
    static const char *const fields[] = {
        "content-type:", "content-transfer-encoding:", "mime-version:"};
    struct slice line;

    while (slice_line(&text, &line) && line.size > 1)
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            if (line.size >= strlen(fields[i]) &&
                strncasecmp((const char *)line.data, fields[i], strlen(fields[i])) == 0)
                return true;
    return false;
}

enum { ENCODED_MIN = 12, ENCODED_HELD = 400, ENCODED_MAX = 8 << 20 };

/* The text's base64 (of either alphabet, with or without padding) in the usual form. False: it is
 * something else, or too short to hold a name. */
static bool usual_base64(struct slice text, struct buffer *out)
{
    if (text.size < ENCODED_MIN)
        return false;
    buffer_clear(out);
    for (size_t i = 0; i < text.size && out->size <= ENCODED_MAX; i++) {
        uint8_t byte = text.data[i];

        if (byte == '-' || byte == '_')
            byte = byte == '-' ? '+' : '/';
        if (((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || (byte >= '0' && byte <= '9') ||
            byte == '+' || byte == '/')
            buffer_byte(out, byte);
        else if (byte != '=' && byte != '\r' && byte != '\n')
            return false;
    }
    while (out->size % 4)
        buffer_byte(out, '=');
    return true;
}

/* A text that is base64 throughout: what is in it is judged like a part of unknown type. Short
 * ones are mostly identifiers: held only where they are recognised. */
static void judge_encoded(struct message *message, struct slice text)
{
    struct buffer *decoded = &message->decoded;
    enum part_kind kind;
    struct slice content;

    if (!usual_base64(text, &message->utf16))
        return;
    if (text.size > ENCODED_MAX) {
        views_doubt(&message->views, REASON_CONTAINER);
        return;
    }
    buffer_clear(decoded);
    if (!decode_base64(buffer_slice(&message->utf16), decoded))
        return;
    content = buffer_slice(decoded);
    kind = part_kind_of_content(content);
    if (is_text(content))
        views_scan_text(&message->views, content);
    else if (kind == PART_CONTAINER || (kind == PART_UNKNOWN && text.size >= ENCODED_HELD))
        views_doubt(&message->views, REASON_CONTAINER);
    else if (kind == PART_ENCRYPTED)
        views_doubt(&message->views, REASON_ENCRYPTED);
    else
        scan_raw(message, content);
}

/* A text that may be quoted-printable although nothing says so. */
static void judge_quoted(struct message *message, struct slice text)
{
    if (slice_find(text, 0, '=') == SIZE_MAX)
        return;
    buffer_clear(&message->utf16);
    (void)decode_quoted_printable(text, &message->utf16);
    scan_made(message);
}

void message_judge_text(struct message *message, struct slice text)
{
    if (text.size && memchr(text.data, 0, text.size))
        views_doubt(&message->views, REASON_NUL);
    views_scan_text(&message->views, text);
    judge_quoted(message, text);
    if (is_message(text))
        judge_part(message, text, false, 0);
    else if (!message->views.found.listed)
        judge_encoded(message, text);
}

void message_judge_raw(struct message *message, struct slice bytes)
{
    scan_raw(message, bytes);
}

void message_judge(struct message *message, struct slice content)
{
    message->parts = 0;
    message->views.found = (struct finding_of_content){0};
    if (content.size && memchr(content.data, 0, content.size))
        views_doubt(&message->views, REASON_NUL);
    scan_raw(message, content);
    /* Once listed or held, nothing below changes that. */
    message->views.raw_seen = true;
    if (!message->views.found.listed)
        judge_part(message, content, false, 0);
    message->views.raw_seen = false;
}
