#include "evidence/content_type.h"

#include <strings.h>

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool is_token(uint8_t byte)
{
    return byte > ' ' && byte < 0x7f && !strchr("()<>@,;:\\\"/[]?=", byte);
}

static bool equal_fold(struct slice a, const char *text)
{
    return a.size == strlen(text) && strncasecmp((const char *)a.data, text, a.size) == 0;
}

/* A field's name and colon at the start of the line; old mbox writers put a quoted `From ` line
 * among the fields. */
static bool is_field(struct slice line)
{
    size_t at = 0;

    while (at < line.size && line.data[at] > ' ' && line.data[at] < 0x7f && line.data[at] != ':')
        at++;
    while (at > 0 && at < line.size && (line.data[at] == ' ' || line.data[at] == '\t'))
        at++;
    return at > 0 && at < line.size && line.data[at] == ':';
}

/* A CR that ends no line: some readers take it for a line end. */
static bool has_bare_return(struct slice header)
{
    for (size_t at = slice_find(header, 0, '\r'); at != SIZE_MAX;
         at = slice_find(header, at + 1, '\r'))
        if (at + 1 >= header.size || header.data[at + 1] != '\n')
            return true;
    return false;
}

bool content_type_split(struct slice content, struct slice *header, struct slice *body)
{
    struct slice rest = content;
    bool fields = true;
    bool first = true;

    while (rest.size) {
        size_t end = slice_find(rest, 0, '\n');
        struct slice line = slice_part(rest, 0, end);
        bool empty = line.size == 0 || (line.size == 1 && line.data[0] == '\r');

        *header = slice_of(content.data, (size_t)(rest.data - content.data));
        rest = slice_from(rest, end == SIZE_MAX ? rest.size : end + 1);
        if (empty && end != SIZE_MAX) {
            *body = rest;
            return fields && !has_bare_return(*header);
        }
        if (line.size && (line.data[0] == ' ' || line.data[0] == '\t'))
            fields &= !first;
        else
            fields &= is_field(line);
        first = false;
    }
    *header = content;
    *body = rest;
    return fields && !has_bare_return(content);
}

/* Takes the next field with its continuation lines off `rest`. */
static bool next_field(struct slice *rest, struct slice *name, struct slice *value)
{
    struct slice field = *rest;
    size_t end = 0;
    size_t colon;

    if (rest->size == 0)
        return false;
    do {
        end = slice_find(*rest, end, '\n');
        end = end == SIZE_MAX ? rest->size : end + 1;
    } while (end < rest->size && (rest->data[end] == ' ' || rest->data[end] == '\t'));
    field = slice_part(*rest, 0, end);
    *rest = slice_from(*rest, end);
    colon = slice_find(field, 0, ':');
    *value = colon == SIZE_MAX ? slice_part(field, 0, 0) : slice_from(field, colon + 1);
    *name = slice_part(field, 0, colon);
    while (name->size && is_blank(name->data[name->size - 1]))
        name->size--;
    return true;
}

static void skip_blank(struct slice *text)
{
    while (text->size && is_blank(text->data[0]))
        *text = slice_from(*text, 1);
}

static struct slice take_token(struct slice *text)
{
    size_t size = 0;

    while (size < text->size && is_token(text->data[size]))
        size++;
    *text = slice_from(*text, size);
    return slice_of(text->data - size, size);
}

/* A token, or a quoted string without its quotes; one with a backslash is malformed here. */
static bool take_value(struct slice *text, struct slice *value)
{
    size_t end;

    if (!slice_starts(*text, SLICE("\""))) {
        size_t size = 0;

        /* Careless writers leave the specials of a boundary unquoted. */
        while (size < text->size && text->data[size] != ';' && !is_blank(text->data[size]) &&
               text->data[size] != '"')
            size++;
        *value = slice_part(*text, 0, size);
        *text = slice_from(*text, size);
        return size > 0;
    }
    end = slice_find(*text, 1, '"');
    *value = slice_part(*text, 1, end - 1);
    if (end == SIZE_MAX || slice_find(*value, 0, '\\') != SIZE_MAX)
        return false;
    *text = slice_from(*text, end + 1);
    return true;
}

/* The parameters that matter; each at most once. */
static bool take_parameter(struct content_type *out, struct slice name, struct slice value)
{
    if (equal_fold(name, "boundary")) {
        if (out->boundary.size || value.size == 0)
            return false;
        out->boundary = value;
    } else if (equal_fold(name, "charset")) {
        if (out->charset.size)
            return false;
        out->charset = value;
    }
    return !(name.size > 9 && strncasecmp((const char *)name.data, "boundary*", 9) == 0) &&
           !(name.size > 8 && strncasecmp((const char *)name.data, "charset*", 8) == 0);
}

static bool read_parameters(struct content_type *out, struct slice text)
{
    struct slice name, value;

    for (;;) {
        skip_blank(&text);
        if (text.size == 0)
            return true;
        if (text.data[0] != ';')
            return false;
        text = slice_from(text, 1);
        skip_blank(&text);
        if (text.size == 0 || text.data[0] == ';')
            continue;
        name = take_token(&text);
        skip_blank(&text);
        if (name.size == 0 || !slice_starts(text, SLICE("=")))
            return false;
        text = slice_from(text, 1);
        skip_blank(&text);
        if (!take_value(&text, &value) || !take_parameter(out, name, value))
            return false;
    }
}

static bool read_type(struct content_type *out, struct slice value)
{
    const uint8_t *start;
    struct slice type, subtype;

    if (out->type.size)
        return false;
    skip_blank(&value);
    start = value.data;
    type = take_token(&value);
    if (type.size == 0 || !slice_starts(value, SLICE("/")))
        return false;
    value = slice_from(value, 1);
    subtype = take_token(&value);
    out->type = slice_of(start, type.size + 1 + subtype.size);
    out->parameters = value;
    return subtype.size > 0 && read_parameters(out, value);
}

static bool read_encoding(struct content_type *out, struct slice value)
{
    static const struct {
        const char *name;
        enum content_encoding encoding;
    } encodings[] = {
        {"7bit", ENCODING_IDENTITY},   {"8bit", ENCODING_IDENTITY},
        {"binary", ENCODING_IDENTITY}, {"quoted-printable", ENCODING_QUOTED_PRINTABLE},
        {"base64", ENCODING_BASE64},
    };

    skip_blank(&value);
    while (value.size && is_blank(value.data[value.size - 1]))
        value.size--;
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
        if (equal_fold(value, encodings[i].name)) {
            out->encoding = encodings[i].encoding;
            return true;
        }
    out->encoding = ENCODING_OTHER;
    return true;
}

void content_type_read(struct slice header, struct content_type *out)
{
    struct slice name, value;
    bool encoded = false;

    memset(out, 0, sizeof *out);
    while (next_field(&header, &name, &value)) {
        if (name.size < 12 || (name.data[0] | 0x20) != 'c')
            continue;
        if (equal_fold(name, "content-type")) {
            out->defective |= !read_type(out, value);
        } else if (equal_fold(name, "content-transfer-encoding")) {
            out->defective |= encoded || !read_encoding(out, value);
            encoded = true;
        } else if (equal_fold(name, "content-disposition")) {
            out->defective |= out->disposition.size > 0;
            out->disposition = value;
        }
    }
}
