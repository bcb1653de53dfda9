/* What the readers of the forum's JSON files share: members that must and may be there, names and
 * numbers within their bounds. Every error names the member and, through members_place, its list. */
#ifndef PROVISO_FORUM_MEMBERS_H
#define PROVISO_FORUM_MEMBERS_H

#include "base/arena.h"
#include "base/json.h"

enum { MEMBERS_NAME = 200 };

/* All of `needed` and nothing but these and `further`; both end with NULL. MEMBER_MISSING,
 * MEMBER_UNKNOWN. */
bool members_check(json_t *object, const char *const *needed, const char *const *further,
                   struct error *error);

/* A text of 1 to MEMBERS_NAME bytes, copied into the arena. */
bool members_name(json_t *object, const char *member, struct arena *arena, struct slice *out,
                  struct error *error);

/* The same, and an empty one where the member is missing or null. */
bool members_name_or_none(json_t *object, const char *member, struct arena *arena,
                          struct slice *out, struct error *error);

/* A whole number from `least` to `most`. */
bool members_number(json_t *object, const char *member, int64_t least, int64_t most, int64_t *out,
                    struct error *error);

/* MEMBER_VALUE at that member; always false. */
bool members_wrong(const char *member, struct error *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "groups 3 " before the member's name of an error; always false. Numbers from 0. */
bool members_place(struct error *error, const char *list, size_t number);

#endif
