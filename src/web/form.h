/* What a browser sends from a form: application/x-www-form-urlencoded and multipart/form-data (RFC
 * 7578), read strictly against a table of the fields that the form has. A name that the table lacks,
 * one that comes twice without being a list, a byte that is not UTF-8, a value longer than its field
 * allows: each is an error with the field's name, and nothing of the form is used. */
#ifndef PROVISO_WEB_FORM_H
#define PROVISO_WEB_FORM_H

#include "base/arena.h"
#include "base/error.h"

enum {
    FORM_FIELDS = 512, /* values of one form, at most */
    FORM_NAME = 60,    /* bytes of a name: [a-z0-9._-] */
    FORM_BOUNDARY = 70 /* RFC 2046, 5.1.1 */
};

enum form_kind {
    FORM_LINE,  /* one line of plain text (base/unicode.h) */
    FORM_PROSE, /* the same with line ends and tabs; CR LF has become LF */
    FORM_LIST,  /* lines: the name may come several times */
    FORM_FILE   /* any bytes; in multipart only */
};

struct form_field {
    const char *name;
    enum form_kind kind;
    size_t most; /* bytes of a value */
};

struct form_value {
    const struct form_field *field;
    struct slice value; /* in the arena, or in the body */
    struct slice file;  /* the name of the file that it came from; empty: none */
};

struct form {
    struct form_value values[FORM_FIELDS];
    size_t count;
};

/* Reads `text` ("a=1&b=two+words"). `fields` ends with a NULL name. ERROR_USAGE for form,
 * ERROR_KEY_UNKNOWN, ERROR_KEY_DUPLICATE, ERROR_TEXT_INVALID, ERROR_TOO_LARGE, each with the name in
 * `error->where`. Empty text is an empty form. */
bool form_urlencoded(struct slice text, const struct form_field *fields, struct arena *arena,
                     struct form *out, struct error *error);

/* Reads a body of multipart/form-data. Nothing may stand before the first boundary or behind the
 * last one; a part has Content-Disposition and at most Content-Type. The same errors. */
bool form_multipart(struct slice body, struct slice boundary, const struct form_field *fields,
                    struct arena *arena, struct form *out, struct error *error);

/* Reads a body by its Content-Type, which must be one of the two, with no parameter but a charset of
 * utf-8 or the boundary. */
bool form_read(struct slice content_type, struct slice body, const struct form_field *fields,
               struct arena *arena, struct form *out, struct error *error);

/* Whether a field of FORM_PROSE would take it: UTF-8 without characters that cannot be seen, but for
 * line ends and tabs. For what comes as a file. */
bool form_is_prose(struct slice text);

/* The value of a field; empty where it was not sent. */
struct slice form_value(const struct form *form, const char *name);
bool form_has(const struct form *form, const char *name);

/* The next value of a list, from *at = 0 on; NULL after the last. */
const struct form_value *form_next(const struct form *form, const char *name, size_t *at);

#endif
