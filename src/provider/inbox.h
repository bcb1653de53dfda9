/* The writs that a provider received, and what belongs to each, in its folder; every file is named by the
 * SHA-256 of the writ that it belongs to, and there completely or not at all:
 *
 *     DIR/writs/<writ>.writ                     its bytes
 *     DIR/writs/<writ>.hand.<statement>.json    a restriction given by hand with it, and .json.sig
 *     DIR/writs/<writ>.NAME                     what the pages keep: an objection, a release
 *
 * Nothing here judges: a writ that is refused is kept, too. */
#ifndef PROVISO_PROVIDER_INBOX_H
#define PROVISO_PROVIDER_INBOX_H

#include "base/arena.h"
#include "base/instant.h"
#include "crypto/hash.h"
#include "writ/bundle.h"

enum {
    INBOX_WRITS = 1000, /* kept at most: then the operator takes old ones away */
    INBOX_HANDS = 16    /* restrictions by hand of one writ */
};

struct inbox_writ {
    struct digest hash;
    instant received; /* by the clock of the machine */
};

/* Keeps a writ's bytes. The same again is fine. ERROR_TOO_LARGE where there are too many. */
bool inbox_add(const char *folder, struct slice writ, struct error *error);

/* Those kept, the newest first; a folder without any is fine. Slices and items live in the arena. */
bool inbox_list(const char *folder, struct arena *arena, struct inbox_writ **out, size_t *count,
                struct error *error);

/* Appends a writ's bytes. ERROR_FILE_MISSING; ERROR_CONTENT_DAMAGED where they are no longer those of the
 * hash. */
bool inbox_read(const char *folder, struct digest hash, struct buffer *out, struct error *error);

/* The path of a file that belongs to a writ ("production.json.sig"); it lives in `out`. */
const char *inbox_path(struct buffer *out, const char *folder, struct digest hash,
                       const char *name);

/* Keeps a restriction with its signatures. The same again is fine. ERROR_TOO_LARGE where the writ has
 * INBOX_HANDS. */
bool inbox_add_hand(const char *folder, struct digest hash, struct slice payload,
                    struct slice signatures, struct error *error);

/* The restrictions kept with a writ, for provider_judge, with their hashes; in the arena. */
struct inbox_hands {
    struct shown_statement shown[INBOX_HANDS];
    struct digest hashes[INBOX_HANDS];
    size_t count;
};
bool inbox_hands(const char *folder, struct digest hash, struct arena *arena,
                 struct inbox_hands *out, struct error *error);

#endif
