#include "evidence/second_message.h"

#include <strings.h>

#include "evidence/domain.h"

enum { LEVELS_MAX = 40, BOUNDARY_MAX = 200, PARTS_MAX = 10000 };

enum part_mode { MODE_PLAIN, MODE_QUOTED, MODE_BASE64 };

enum part_type { TYPE_TEXT, TYPE_MEDIA, TYPE_OTHER };

struct walk {
    const struct second_list *list;
    struct second_scratch *scratch;
    struct slice boundaries[LEVELS_MAX];
    bool digests[LEVELS_MAX];
    size_t levels;
    bool in_header;
    const uint8_t *from; /* where the header or the plain body began */
    enum part_mode mode;
    enum part_type type;
    bool wide; /* UTF-16 */
    struct second_base64 base64;
    unsigned parts;
    bool clear; /* so far */
};

/* The value of a field in the header, unfolded, into scratch->flat; SIZE 0: not there. */
static struct slice field_value(struct walk *walk, struct slice header, const char *name)
{
    struct buffer *value = &walk->scratch->flat;
    size_t size = strlen(name);
    bool inside = false;
    bool found = false;

    buffer_clear(value);
    while (header.size) {
        size_t end = slice_find(header, 0, '\n');
        struct slice line = slice_part(header, 0, end);

        header = slice_from(header, end == SIZE_MAX ? header.size : end + 1);
        if (line.size && line.data[line.size - 1] == '\r')
            line.size--;
        if (line.size && (line.data[0] == ' ' || line.data[0] == '\t')) {
            if (inside)
                buffer_append(value, line);
            continue;
        }
        inside = line.size > size && line.data[size] == ':' &&
                 strncasecmp((const char *)line.data, name, size) == 0;
        if (inside && found)
            walk->clear = false;
        found |= inside;
        if (inside)
            buffer_append(value, slice_from(line, size + 1));
    }
    return buffer_slice(value);
}

/* The parameter's value in a field's: behind `name=`, in quotes or up to a semicolon or space. */
static struct slice parameter(struct slice value, const char *name)
{
    size_t size = strlen(name);

    for (size_t at = 0; at + size + 1 < value.size; at++) {
        struct slice rest = slice_from(value, at + size + 1);
        size_t end = 0;

        if (strncasecmp((const char *)value.data + at, name, size) != 0 ||
            value.data[at + size] != '=' || at == 0 || !strchr("; \t", value.data[at - 1]))
            continue;
        if (rest.data[0] == '"')
            return slice_part(rest, 1, slice_find(rest, 1, '"') - 1);
        while (end < rest.size && !strchr("; \t", rest.data[end]))
            end++;
        return slice_part(rest, 0, end);
    }
    return slice_part(value, 0, 0);
}

static bool begins(struct slice value, const char *text)
{
    return value.size >= strlen(text) &&
           strncasecmp((const char *)value.data, text, strlen(text)) == 0;
}

static struct slice trim(struct slice value)
{
    while (value.size && value.data[0] <= ' ')
        value = slice_from(value, 1);
    while (value.size && value.data[value.size - 1] <= ' ')
        value.size--;
    return value;
}

static bool listed_in(struct walk *walk, struct slice text)
{
    return second_text_occurs(walk->list, text, &walk->scratch->flat);
}

/* The header without its line ends, so that what is folded is one text; and as it stands. */
static void check_header(struct walk *walk, struct slice header)
{
    struct buffer *joined = &walk->scratch->header;

    if (second_text_occurs_in_header(walk->list, header, &walk->scratch->flat))
        walk->clear = false;
    buffer_clear(joined);
    for (size_t i = 0; i < header.size; i++) {
        uint8_t byte = header.data[i];
        bool fold = byte == '\n' && i + 1 < header.size && header.data[i + 1] <= ' ';

        if (byte == '\n' && !fold)
            buffer_byte(joined, byte);
        else if (byte > ' ' && byte != '"')
            buffer_byte(joined, byte);
    }
    if (walk->clear && second_list_occurs(walk->list, buffer_slice(joined), false))
        walk->clear = false;
}

static void read_encoding(struct walk *walk, struct slice header)
{
    struct slice value = trim(field_value(walk, header, "Content-Transfer-Encoding"));

    walk->mode = MODE_PLAIN;
    if (value.size == 6 && begins(value, "base64"))
        walk->mode = MODE_BASE64;
    else if (value.size == 16 && begins(value, "quoted-printable"))
        walk->mode = MODE_QUOTED;
    else if (value.size && !begins(value, "7bit") && !begins(value, "8bit") &&
             !begins(value, "binary"))
        walk->clear = false;
}

static void push_boundary(struct walk *walk, struct slice boundary, struct slice body, bool digest)
{
    uint8_t delimiter[BOUNDARY_MAX];
    const uint8_t *found;

    if (boundary.size == 0 || boundary.size > BOUNDARY_MAX || walk->levels == LEVELS_MAX ||
        walk->mode != MODE_PLAIN) {
        walk->clear = false;
        return;
    }
    /* The value lies in scratch: the same bytes at the first delimiter last longer. */
    memcpy(delimiter, boundary.data, boundary.size);
    found = memmem(body.data, body.size, delimiter, boundary.size);
    if (!found) {
        walk->clear = false;
        return;
    }
    walk->digests[walk->levels] = digest;
    walk->boundaries[walk->levels++] = slice_of(found, boundary.size);
}

static const char *const held_types[] = {
    "multipart/encrypted",       "text/rtf",
    "message/partial",           "message/external-body",
    "application/pdf",           "application/zip",
    "application/pkcs7-mime",    "application/x-pkcs7-mime",
    "application/pgp-encrypted", "application/ms-tnef",
    "application/vnd.",          "application/msword",
    "application/rtf",
};

/* The header is complete: what follows, and how it is to be read. `body` is all that follows. */
static void enter_body(struct walk *walk, struct slice header, struct slice body)
{
    bool digest = walk->levels && walk->digests[walk->levels - 1];
    struct slice type;

    check_header(walk, header);
    read_encoding(walk, header);
    type = trim(field_value(walk, header, "Content-Type"));
    if (type.size == 0)
        type = digest ? SLICE("message/rfc822") : SLICE("text/plain");
    for (size_t i = 0; i < sizeof held_types / sizeof *held_types; i++)
        if (begins(type, held_types[i]))
            walk->clear = false;
    walk->in_header = false;
    walk->base64 = (struct second_base64){0};
    walk->type = TYPE_OTHER;
    walk->wide =
        begins(parameter(type, "charset"), "utf-16") || begins(parameter(type, "charset"), "utf16");
    buffer_clear(&walk->scratch->content);
    if (begins(type, "multipart/")) {
        push_boundary(walk, parameter(type, "boundary"), body, begins(type, "multipart/digest"));
        walk->type = TYPE_TEXT;
    } else if (begins(type, "message/rfc822") || begins(type, "message/global;") ||
               begins(type, "message/news")) {
        walk->clear = walk->clear && walk->mode == MODE_PLAIN && ++walk->parts < PARTS_MAX;
        walk->in_header = true;
    } else if (begins(type, "text/") || begins(type, "message/") || begins(type, "image/svg")) {
        walk->type = TYPE_TEXT;
    } else if (begins(type, "image/") || begins(type, "audio/") || begins(type, "video/") ||
               begins(type, "application/pgp-") || begins(type, "application/pkcs7-sig") ||
               begins(type, "application/x-pkcs7-sig")) {
        walk->type = TYPE_MEDIA;
    }
}

static bool has_nul(struct slice text)
{
    return text.size && memchr(text.data, 0, text.size) != NULL;
}

/* What no part may begin with: archives, documents, ciphertexts. */
static bool is_closed(struct slice content)
{
    static const char *const starts[] = {"PK\003\004",
                                         "\037\213",
                                         "%PDF",
                                         "7z\274\257",
                                         "Rar!",
                                         "BZh",
                                         "\320\317\021\340",
                                         "{\\rtf",
                                         "age-encryption.org/",
                                         "-----BEGIN PGP MESSAGE"};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (slice_starts(content, slice_text(starts[i])))
            return true;
    return false;
}

/* UTF-16 of ASCII is ASCII with zeros between. */
static void drop_zeros(struct buffer *content)
{
    size_t kept = 0;

    for (size_t i = 0; i < content->size; i++)
        if (content->data[i])
            content->data[kept++] = content->data[i];
    content->size = kept;
}

/* The body that ends at `end` is complete. */
static void leave_body(struct walk *walk, const uint8_t *end)
{
    struct slice content = walk->mode == MODE_PLAIN
                               ? slice_of(walk->from, (size_t)(end - walk->from))
                               : buffer_slice(&walk->scratch->content);

    if (walk->mode == MODE_BASE64 && !second_base64_end(&walk->base64))
        walk->clear = false;
    if (is_closed(content))
        walk->clear = false;
    if (!walk->clear)
        return;
    if (walk->wide && walk->mode != MODE_PLAIN) {
        drop_zeros(&walk->scratch->content);
        content = buffer_slice(&walk->scratch->content);
    }
    if (walk->type == TYPE_MEDIA) {
        walk->clear = !second_list_occurs(walk->list, content, true);
        if (walk->clear && (has_nul(content) || !domain_is_utf8(content)))
            return;
    } else if (has_nul(content) || (walk->type == TYPE_OTHER && !domain_is_utf8(content))) {
        /* A picture of no stated type begins like one. */
        walk->clear = walk->type == TYPE_OTHER && content.size > 4 &&
                      (memcmp(content.data, "\211PNG", 4) == 0 ||
                       memcmp(content.data, "\377\330\377", 3) == 0 ||
                       memcmp(content.data, "GIF8", 4) == 0) &&
                      !second_list_occurs(walk->list, content, true);
        return;
    }
    if (listed_in(walk, content))
        walk->clear = false;
}

#define N   16
#define ROW N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N

/* The value of a hex digit; N: it is none. */
static const uint8_t hex_digit[256] = {
    ROW, ROW, ROW, 0,  1,  2, 3, 4, 5, 6, 7,   8,   9,   N,   N,   N,   N,   N,   N,   N,  10,
    11,  12,  13,  14, 15, N, N, N, N, N, N,   N,   N,   N,   ROW, N,   10,  11,  12,  13, 14,
    15,  N,   N,   N,  N,  N, N, N, N, N, ROW, ROW, ROW, ROW, ROW, ROW, ROW, ROW, ROW,
};

#undef N
#undef ROW

static void add_quoted(struct walk *walk, struct slice line)
{
    struct buffer *out = &walk->scratch->content;
    bool ended = line.size && line.data[line.size - 1] == '\n';

    while (line.size && (line.data[line.size - 1] == '\n' || line.data[line.size - 1] == '\r'))
        line.size--;
    while (line.size) {
        size_t sign = slice_find(line, 0, '=');
        unsigned value = 0;

        buffer_append(out, slice_part(line, 0, sign));
        if (sign == SIZE_MAX)
            break;
        line = slice_from(line, sign + 1);
        if (trim(line).size == 0)
            return;
        if (line.size < 2) {
            walk->clear = false;
            return;
        }
        for (size_t i = 0; i < 2; i++) {
            unsigned digit = hex_digit[line.data[i]];

            walk->clear = walk->clear && digit < 16;
            value = value * 16 + digit;
        }
        buffer_byte(out, (uint8_t)value);
        line = slice_from(line, 2);
    }
    if (ended)
        buffer_byte(out, '\n');
}

/* Whether the line is a delimiter of one of the open levels; then the part in front of it ends. */
static bool at_delimiter(struct walk *walk, struct slice line, struct slice rest)
{
    struct slice behind;
    size_t level = walk->levels;
    bool close;

    while (level-- > 0) {
        if (!slice_starts(slice_from(line, 2), walk->boundaries[level]))
            continue;
        behind = slice_from(line, 2 + walk->boundaries[level].size);
        close = slice_starts(behind, SLICE("--"));
        if (trim(slice_from(behind, close ? 2 : 0)).size) {
            walk->clear = false;
            return false;
        }
        if (walk->in_header)
            enter_body(walk, slice_of(walk->from, (size_t)(line.data - walk->from)),
                       slice_part(line, 0, 0));
        leave_body(walk, walk->in_header ? walk->from : line.data);
        walk->clear = walk->clear && ++walk->parts < PARTS_MAX;
        walk->levels = close ? level : level + 1;
        walk->in_header = !close;
        walk->mode = MODE_PLAIN;
        walk->type = TYPE_TEXT;
        walk->wide = false;
        walk->from = rest.data;
        return true;
    }
    return false;
}

static void take_line(struct walk *walk, struct slice line, struct slice rest)
{
    if (walk->levels && line.size > 2 && line.data[0] == '-' && line.data[1] == '-' &&
        at_delimiter(walk, line, rest))
        return;
    if (walk->in_header) {
        if (line.data[0] != '\n' && line.data[0] != '\r')
            return;
        enter_body(walk, slice_of(walk->from, (size_t)(line.data - walk->from)), rest);
        walk->from = rest.data;
    } else if (walk->mode == MODE_QUOTED) {
        add_quoted(walk, line);
    } else if (walk->mode == MODE_BASE64 &&
               !second_base64_add(&walk->base64, line, &walk->scratch->content)) {
        walk->clear = false;
    }
}

bool second_message_clear(const struct second_list *list, struct second_scratch *scratch,
                          struct slice message)
{
    struct walk walk = {
        .list = list, .scratch = scratch, .in_header = true, .clear = true, .from = message.data};
    struct slice rest = message;

    if (has_nul(message))
        return false;
    while (rest.size && walk.clear) {
        size_t end = slice_find(rest, 0, '\n');
        struct slice line = slice_part(rest, 0, end == SIZE_MAX ? rest.size : end + 1);

        rest = slice_from(rest, line.size);
        take_line(&walk, line, rest);
    }
    if (walk.clear && walk.in_header)
        check_header(&walk, slice_of(walk.from, (size_t)(rest.data - walk.from)));
    else if (walk.clear)
        leave_body(&walk, rest.data);
    return walk.clear && walk.levels == 0;
}
