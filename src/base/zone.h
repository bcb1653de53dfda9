/* Time zones from the system's files (TZif, RFC 9636): which offset from UTC holds at an instant. */
#ifndef PROVISO_BASE_ZONE_H
#define PROVISO_BASE_ZONE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/instant.h"

enum { ZONE_NAME = 64, ZONE_CHANGES = 2000 };

struct zone {
    char name[ZONE_NAME];   /* "Europe/Paris"; empty: UTC */
    const int64_t *changes; /* instants, rising, from which offsets[i] holds */
    const int32_t *offsets; /* seconds east of UTC */
    size_t count;
    int32_t first; /* before the first change */
};

/* Whether a name can be one: parts of [A-Za-z0-9_+-] with one '/' between them. */
bool zone_is_name(struct slice name);

/* Reads the zone's file of that folder (NULL: /usr/share/zoneinfo). ERROR_KEY_UNKNOWN where there is
 * no such zone. */
bool zone_read(const char *folder, struct slice name, struct arena *arena, struct zone *out,
               struct error *error);

/* Reads the bytes of such a file: ERROR_VALUE_TYPE where they are none. */
bool zone_parse(struct slice bytes, struct arena *arena, struct zone *out, struct error *error);

/* Seconds east of UTC at that instant. */
int32_t zone_offset(const struct zone *zone, instant at);

#endif
