#include "web/form.h"

#include <strings.h>

#include "base/unicode.h"
#include "web/form_multipart.h"

static bool bad_form(struct error *error, const char *what)
{
    return error_set(error, ERROR_USAGE, "the form cannot be read: %s", what);
}

/* ---- one value against the table ---- */

static const struct form_field *find_field(const struct form_field *fields, struct slice name)
{
    for (; fields->name; fields++)
        if (slice_is(name, fields->name))
            return fields;
    return NULL;
}

/* Only letters of names go into a message: what somebody sent is never shown back raw. */
static bool name_is_plain(struct slice name)
{
    for (size_t i = 0; i < name.size; i++) {
        uint8_t c = name.data[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '.' && c != '_' && c != '-')
            return false;
    }
    return name.size > 0 && name.size <= FORM_NAME;
}

bool form_is_prose(struct slice text)
{
    struct slice rest = text;
    uint32_t character;

    while (rest.size) {
        if (!unicode_next(&rest, &character))
            return false;
        if (character != '\n' && character != '\t' && unicode_is_hidden(character))
            return false;
    }
    return true;
}

/* Browsers send line ends as CR LF (HTML, 4.10.22.8): LF is kept; a CR alone is no line end. */
static struct slice unix_lines(struct slice text, struct arena *arena)
{
    struct slice copy = arena_copy(arena, text);
    uint8_t *bytes = (uint8_t *)copy.data;
    size_t size = 0;

    for (size_t i = 0; i < text.size; i++)
        if (!(text.data[i] == '\r' && i + 1 < text.size && text.data[i + 1] == '\n'))
            bytes[size++] = text.data[i];
    return slice_of(bytes, size);
}

static bool check_value(struct form_value *value, struct arena *arena, struct error *error)
{
    const struct form_field *field = value->field;

    if (field->kind == FORM_PROSE)
        value->value = unix_lines(value->value, arena);
    if (value->value.size > field->most)
        return error_set(error, ERROR_TOO_LARGE, "at most %zu bytes are taken here", field->most);
    if (!unicode_is_plain(value->file, NULL))
        return error_set(error, ERROR_TEXT_INVALID, "the name of the file is no plain text");
    if (field->kind == FORM_FILE)
        return true;
    if (value->file.size)
        return bad_form(error, "a file where text belongs");
    if (field->kind == FORM_PROSE ? !form_is_prose(value->value)
                                  : !unicode_is_plain(value->value, NULL))
        return error_set(error, ERROR_TEXT_INVALID,
                         "characters that cannot be seen, or that are not UTF-8");
    return true;
}

bool form_add(struct form *form, const struct form_field *fields, struct slice name,
              struct slice value, struct slice file, struct arena *arena, struct error *error)
{
    struct form_value *added;
    const struct form_field *field;

    if (!name_is_plain(name))
        return bad_form(error, "the name of a field is not one");
    field = find_field(fields, name);
    if (!field) {
        error_set(error, ERROR_KEY_UNKNOWN, "this form has no such field");
        return error_where(error, "%.*s", SLICE_ARG(name));
    }
    if (field->kind != FORM_LIST && form_has(form, field->name)) {
        error_set(error, ERROR_KEY_DUPLICATE, "the field was sent twice");
        return error_where(error, "%s", field->name);
    }
    if (form->count == FORM_FIELDS)
        return bad_form(error, "too many fields");
    added = &form->values[form->count];
    *added = (struct form_value){field, value, file};
    if (!check_value(added, arena, error))
        return error_where(error, "%s", field->name);
    form->count++;
    return true;
}

/* ---- application/x-www-form-urlencoded ---- */

static int hex_digit(uint8_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes one name or value. */
static bool decode(struct slice text, struct arena *arena, struct slice *out)
{
    uint8_t *bytes = arena_take(arena, text.size + 1);
    size_t size = 0;

    for (size_t i = 0; i < text.size; i++) {
        uint8_t c = text.data[i];

        if (c <= ' ' || c >= 0x7f)
            return false;
        if (c == '%') {
            int high = text.size - i > 2 ? hex_digit(text.data[i + 1]) : -1;
            int low = text.size - i > 2 ? hex_digit(text.data[i + 2]) : -1;

            if (high < 0 || low < 0)
                return false;
            bytes[size++] = (uint8_t)(high << 4 | low);
            i += 2;
        } else {
            bytes[size++] = c == '+' ? ' ' : c;
        }
    }
    *out = slice_of(bytes, size);
    return true;
}

static bool add_pair(struct slice pair, const struct form_field *fields, struct arena *arena,
                     struct form *out, struct error *error)
{
    size_t equals = slice_find(pair, 0, '=');
    struct slice name, value;

    if (equals == SIZE_MAX)
        return bad_form(error, "a name without \"=\"");
    if (!decode(slice_part(pair, 0, equals), arena, &name) ||
        !decode(slice_from(pair, equals + 1), arena, &value))
        return bad_form(error, "an escape or character that is not one");
    return form_add(out, fields, name, value, SLICE(""), arena, error);
}

bool form_urlencoded(struct slice text, const struct form_field *fields, struct arena *arena,
                     struct form *out, struct error *error)
{
    *out = (struct form){0};
    while (text.size) {
        size_t end = slice_find(text, 0, '&');

        if (!add_pair(slice_part(text, 0, end), fields, arena, out, error))
            return false;
        if (end == SIZE_MAX)
            return true;
        text = slice_from(text, end + 1);
        if (!text.size)
            return bad_form(error, "it ends with \"&\"");
    }
    return true;
}

/* ---- by type ---- */

static bool same_letters(struct slice a, const char *lower)
{
    return a.size == strlen(lower) && strncasecmp((const char *)a.data, lower, a.size) == 0;
}

static struct slice trimmed(struct slice text)
{
    while (text.size && text.data[0] == ' ')
        text = slice_from(text, 1);
    while (text.size && text.data[text.size - 1] == ' ')
        text.size--;
    return text;
}

/* The one parameter of a type, where it is there: "charset=utf-8", "boundary=xyz". */
static bool split_type(struct slice text, struct slice *type, struct slice *name,
                       struct slice *value)
{
    size_t semicolon = slice_find(text, 0, ';');
    struct slice parameter =
        trimmed(slice_from(text, semicolon == SIZE_MAX ? text.size : semicolon + 1));
    size_t equals = slice_find(parameter, 0, '=');

    *type = trimmed(slice_part(text, 0, semicolon));
    *name = slice_part(parameter, 0, equals);
    *value = slice_from(parameter, equals == SIZE_MAX ? parameter.size : equals + 1);
    if (value->size >= 2 && value->data[0] == '"' && value->data[value->size - 1] == '"')
        *value = slice_part(*value, 1, value->size - 2);
    return semicolon == SIZE_MAX || equals != SIZE_MAX;
}

bool form_read(struct slice content_type, struct slice body, const struct form_field *fields,
               struct arena *arena, struct form *out, struct error *error)
{
    struct slice type, name, value;

    *out = (struct form){0};
    if (!split_type(content_type, &type, &name, &value))
        return bad_form(error, "its Content-Type is not one");
    if (same_letters(type, "multipart/form-data") && same_letters(name, "boundary"))
        return form_multipart(body, value, fields, arena, out, error);
    if (same_letters(type, "application/x-www-form-urlencoded") &&
        (!name.size || (same_letters(name, "charset") && same_letters(value, "utf-8"))))
        return form_urlencoded(body, fields, arena, out, error);
    return bad_form(error, "it is of no type that forms have");
}

/* ---- reading it ---- */

const struct form_value *form_next(const struct form *form, const char *name, size_t *at)
{
    while (*at < form->count) {
        const struct form_value *value = &form->values[(*at)++];

        if (strcmp(value->field->name, name) == 0)
            return value;
    }
    return NULL;
}

bool form_has(const struct form *form, const char *name)
{
    size_t at = 0;

    return form_next(form, name, &at) != NULL;
}

struct slice form_value(const struct form *form, const char *name)
{
    size_t at = 0;
    const struct form_value *value = form_next(form, name, &at);

    return value ? value->value : SLICE("");
}
