/* Strict reading of JSON (RFC 8259), over jansson: no duplicate members, no fractions or exponents,
 * no NUL, a limit of size and depth, plain text only (base/unicode.h). Values are jansson's; the
 * member_… functions read them with errors that name the member. */
#ifndef PROVISO_BASE_JSON_H
#define PROVISO_BASE_JSON_H

#include <jansson.h>

#include "base/error.h"
#include "base/instant.h"
#include "base/slice.h"

/* Parses one JSON text of at most `limit` bytes nested at most `depth` deep (at most 64; a scalar
 * is depth 0). The caller owns the result (json_decref); NULL with the error set otherwise. */
json_t *json_strict(struct slice text, size_t limit, unsigned depth, struct error *error);

/* The object has exactly the `count` members `names`: a missing or unknown one is an error. */
bool member_exact(json_t *object, const char *const *names, size_t count, struct error *error);

/* Readers of one member; the slices live as long as the object. A missing member is
 * ERROR_MEMBER_MISSING, another type ERROR_MEMBER_TYPE, both with the member's name. */
bool member_text(json_t *object, const char *name, struct slice *out, struct error *error);
bool member_integer(json_t *object, const char *name, int64_t *out, struct error *error);
bool member_flag(json_t *object, const char *name, bool *out, struct error *error);
bool member_instant(json_t *object, const char *name, instant *out, struct error *error);
bool member_object(json_t *object, const char *name, json_t **out, struct error *error);
bool member_array(json_t *object, const char *name, json_t **out, struct error *error);

/* `size` bytes written as lower-case hexadecimal. */
bool member_hex(json_t *object, const char *name, uint8_t *out, size_t size, struct error *error);

/* The text of a JSON string; empty for anything else. */
struct slice json_slice(const json_t *string);

#endif
