#include "web/form_multipart.h"

#include <strings.h>

static bool bad_part(struct error *error, const char *what)
{
    return error_set(error, ERROR_USAGE, "the form cannot be read: %s", what);
}

/* RFC 2046 allows more characters; these are what browsers and curl use. */
static bool boundary_is_plain(struct slice boundary)
{
    for (size_t i = 0; i < boundary.size; i++) {
        uint8_t c = boundary.data[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            c != '-' && c != '_')
            return false;
    }
    return boundary.size > 0 && boundary.size <= FORM_BOUNDARY;
}

/* Takes what stands before the first `mark` off the front of `rest`, and the mark. */
static bool cut(struct slice *rest, struct slice mark, struct slice *before)
{
    const uint8_t *at = rest->size ? memmem(rest->data, rest->size, mark.data, mark.size) : NULL;

    if (!at)
        return false;
    *before = slice_of(rest->data, (size_t)(at - rest->data));
    *rest = slice_from(*rest, before->size + mark.size);
    return true;
}

static bool take(struct slice *rest, struct slice mark)
{
    if (!slice_starts(*rest, mark))
        return false;
    *rest = slice_from(*rest, mark.size);
    return true;
}

/* Takes `key="value"` off the front. Browsers write '"', CR and LF in a value as %22, %0D, %0A, so a
 * '"' ends it and a backslash is itself. */
static bool take_quoted(struct slice *rest, struct slice key, struct slice *value)
{
    struct slice after = *rest;

    if (!take(&after, key) || !cut(&after, SLICE("\""), value))
        return false;
    *rest = after;
    return true;
}

/* Content-Disposition: form-data; name="…"; filename="…" */
static bool read_disposition(struct slice value, struct slice *name, struct slice *file,
                             bool *is_file)
{
    if (!take(&value, SLICE("form-data; ")) || !take_quoted(&value, SLICE("name=\""), name))
        return false;
    *is_file = take_quoted(&value, SLICE("; filename=\""), file);
    return value.size == 0;
}

struct part {
    struct slice name, file, value;
    bool is_file;
};

static bool same_header(struct slice line, const char *lower, struct slice *value)
{
    size_t size = strlen(lower);

    if (line.size < size || strncasecmp((const char *)line.data, lower, size) != 0)
        return false;
    *value = slice_from(line, size);
    return true;
}

static bool read_headers(struct slice *rest, struct part *part, struct error *error)
{
    struct slice line, value;
    bool named = false, typed = false;

    while (cut(rest, SLICE("\r\n"), &line) && line.size) {
        if (!named && same_header(line, "content-disposition: ", &value)) {
            if (!read_disposition(value, &part->name, &part->file, &part->is_file))
                return bad_part(error, "a part is not named");
            named = true;
        } else if (!typed && same_header(line, "content-type: ", &value)) {
            typed = true;
        } else {
            return bad_part(error, "a part has another header");
        }
    }
    return named || bad_part(error, "a part is not named");
}

bool form_multipart(struct slice body, struct slice boundary, const struct form_field *fields,
                    struct arena *arena, struct form *out, struct error *error)
{
    struct slice mark = arena_format(arena, "\r\n--%.*s", SLICE_ARG(boundary));
    struct slice rest = body;

    *out = (struct form){0};
    if (!boundary_is_plain(boundary))
        return bad_part(error, "its boundary is not one");
    if (!take(&rest, slice_from(mark, 2)))
        return bad_part(error, "it does not begin with its boundary");
    while (!slice_is(rest, "--\r\n") && !slice_is(rest, "--")) {
        struct part part = {0};

        if (!take(&rest, SLICE("\r\n")))
            return bad_part(error, "a boundary is followed by something else");
        if (!read_headers(&rest, &part, error))
            return false;
        if (!cut(&rest, mark, &part.value))
            return bad_part(error, "its last boundary is missing");
        if (part.is_file && !part.file.size && part.value.size)
            return bad_part(error, "a file without a name");
        if (!form_add(out, fields, part.name, part.value, part.file, arena, error))
            return false;
    }
    return true;
}
