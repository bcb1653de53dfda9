#include "base/json.h"

#include "base/encode.h"
#include "base/unicode.h"

enum { DEPTH_MOST = 64 };

struct slice json_slice(const json_t *string)
{
    if (!json_is_string(string))
        return SLICE("");
    return slice_of(json_string_value(string), json_string_length(string));
}

static bool syntax_error(const json_error_t *found, struct error *error)
{
    enum error_code code = ERROR_JSON_SYNTAX;

    switch (json_error_code(found)) {
    case json_error_duplicate_key:
        code = ERROR_JSON_DUPLICATE;
        break;
    case json_error_stack_overflow:
        code = ERROR_JSON_DEPTH;
        break;
    case json_error_numeric_overflow:
        code = ERROR_JSON_NUMBER;
        break;
    case json_error_invalid_utf8:
    case json_error_null_byte_in_key:
    case json_error_null_character:
        code = ERROR_TEXT_INVALID;
        break;
    default:
        break;
    }
    error_set(error, code, "not strict JSON: %s", found->text);
    return error_at(error, found->line > 0 ? (uint32_t)found->line : 1,
                    found->column > 0 ? (uint32_t)found->column : 1);
}

static bool check_text(struct slice text, const char *what, struct error *error)
{
    size_t bad;

    if (unicode_is_plain(text, &bad))
        return true;
    error_set(error, ERROR_TEXT_INVALID,
              "%s has a control, bidirectional or invisible character at byte %zu", what, bad);
    return false;
}

static bool check_value(json_t *value, unsigned depth, struct error *error)
{
    const char *name;
    size_t index;
    json_t *child;

    if (json_is_real(value))
        return error_set(error, ERROR_JSON_NUMBER,
                         "numbers are whole, without fraction or exponent");
    if (json_is_string(value))
        return check_text(json_slice(value), "a text", error);
    if ((json_is_object(value) || json_is_array(value)) && depth == 0)
        return error_set(error, ERROR_JSON_DEPTH, "nested deeper than this format allows");
    if (json_is_object(value)) {
        json_object_foreach(value, name, child)
        {
            if (!check_text(slice_text(name), "a member's name", error))
                return false;
            if (!check_value(child, depth - 1, error))
                return error->where[0] ? false : error_where(error, "%.60s", name);
        }
    }
    if (json_is_array(value)) {
        json_array_foreach(value, index, child)
        {
            if (!check_value(child, depth - 1, error))
                return false;
        }
    }
    return true;
}

/* Depth of brackets outside strings: refused before the parser recurses. */
static bool depth_within(struct slice text, unsigned most)
{
    unsigned depth = 0;
    bool in_string = false;

    for (size_t i = 0; i < text.size; i++) {
        uint8_t c = text.data[i];

        if (in_string) {
            if (c == '\\')
                i++;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > most)
                return false;
        } else if ((c == '}' || c == ']') && depth > 0) {
            depth--;
        }
    }
    return true;
}

json_t *json_strict(struct slice text, size_t limit, unsigned depth, struct error *error)
{
    json_error_t found;
    json_t *value;

    if (text.size > limit) {
        error_set(error, ERROR_TOO_LARGE, "%zu bytes, at most %zu are allowed", text.size, limit);
        return NULL;
    }
    if (depth > DEPTH_MOST)
        depth = DEPTH_MOST;
    /* jansson takes a NUL behind a number for the end of the text. */
    if (slice_find(text, 0, 0) != SIZE_MAX) {
        error_set(error, ERROR_TEXT_INVALID, "not strict JSON: a NUL at byte %zu",
                  slice_find(text, 0, 0));
        return NULL;
    }
    if (!depth_within(text, depth)) {
        error_set(error, ERROR_JSON_DEPTH, "nested deeper than %u, which this format allows",
                  depth);
        return NULL;
    }
    value = json_loadb((const char *)text.data, text.size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY,
                       &found);
    if (!value) {
        syntax_error(&found, error);
        return NULL;
    }
    if (!check_value(value, depth, error)) {
        json_decref(value);
        return NULL;
    }
    return value;
}

static bool missing(const char *name, struct error *error)
{
    error_set(error, ERROR_MEMBER_MISSING, "the member \"%s\" is missing", name);
    return error_where(error, "%s", name);
}

static bool wrong_type(const char *name, const char *wanted, struct error *error)
{
    error_set(error, ERROR_MEMBER_TYPE, "the member \"%s\" is not %s", name, wanted);
    return error_where(error, "%s", name);
}

bool member_exact(json_t *object, const char *const *names, size_t count, struct error *error)
{
    const char *name;
    json_t *value;

    if (!json_is_object(object))
        return error_set(error, ERROR_MEMBER_TYPE, "a JSON object is expected here");
    for (size_t i = 0; i < count; i++)
        if (!json_object_get(object, names[i]))
            return missing(names[i], error);
    if (json_object_size(object) == count)
        return true;
    json_object_foreach(object, name, value)
    {
        bool known = false;

        for (size_t i = 0; i < count && !known; i++)
            known = strcmp(names[i], name) == 0;
        if (!known) {
            error_set(error, ERROR_MEMBER_UNKNOWN, "the member \"%.60s\" is unknown", name);
            return error_where(error, "%.60s", name);
        }
    }
    return true;
}

bool member_text(json_t *object, const char *name, struct slice *out, struct error *error)
{
    json_t *value = json_object_get(object, name);

    if (!value)
        return missing(name, error);
    if (!json_is_string(value))
        return wrong_type(name, "a text", error);
    *out = json_slice(value);
    return true;
}

bool member_integer(json_t *object, const char *name, int64_t *out, struct error *error)
{
    json_t *value = json_object_get(object, name);

    if (!value)
        return missing(name, error);
    if (!json_is_integer(value))
        return wrong_type(name, "a whole number", error);
    *out = json_integer_value(value);
    return true;
}

bool member_flag(json_t *object, const char *name, bool *out, struct error *error)
{
    json_t *value = json_object_get(object, name);

    if (!value)
        return missing(name, error);
    if (!json_is_boolean(value))
        return wrong_type(name, "true or false", error);
    *out = json_is_true(value);
    return true;
}

bool member_instant(json_t *object, const char *name, instant *out, struct error *error)
{
    struct slice text;

    if (!member_text(object, name, &text, error))
        return false;
    return instant_parse(text, out, error) || error_where(error, "%s", name);
}

bool member_object(json_t *object, const char *name, json_t **out, struct error *error)
{
    *out = json_object_get(object, name);
    if (!*out)
        return missing(name, error);
    return json_is_object(*out) || wrong_type(name, "an object", error);
}

bool member_array(json_t *object, const char *name, json_t **out, struct error *error)
{
    *out = json_object_get(object, name);
    if (!*out)
        return missing(name, error);
    return json_is_array(*out) || wrong_type(name, "an array", error);
}

bool member_hex(json_t *object, const char *name, uint8_t *out, size_t size, struct error *error)
{
    struct slice text;

    if (!member_text(object, name, &text, error))
        return false;
    if (hex_read(text, out, size))
        return true;
    error_set(error, ERROR_MEMBER_VALUE, "the member \"%s\" is not %zu bytes in lower-case hex",
              name, size);
    return error_where(error, "%s", name);
}
