/* The record of a live floor as a file that is only ever added to. */
#ifndef PROVISO_NODE_FLOOR_LOG_H
#define PROVISO_NODE_FLOOR_LOG_H

#include "forum/floor.h"

/* Reads the record in that file into the arena; errors have the line and the file. */
bool floor_log_read(const char *path, struct arena *arena, struct floor *out, struct error *error);

/* Completes the event from the floor (floor_complete), lets it happen, and adds its line durably: it
 * is on the disk when this returns. "open" makes the file, which must not be there. Nobody else adds
 * meanwhile. A last line without its end was never answered and is cut off. `out` (may be NULL) is the
 * floor after it. On false the record is as it was. */
bool floor_log_append(const char *path, struct floor_event *event, struct arena *arena,
                      struct floor *out, struct error *error);

#endif
