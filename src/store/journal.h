/* A provider's memory across releases, journal.db: which decisions were carried out, and the newest
 * of what it was ever shown, so that nothing older counts later. Everything is durable when a
 * function has returned true. Errors of all functions besides those they name: ERROR_STORE,
 * ERROR_DISK_FULL. */
#ifndef PROVISO_STORE_JOURNAL_H
#define PROVISO_STORE_JOURNAL_H

#include "base/arena.h"
#include "base/instant.h"
#include "crypto/hash.h"
#include "statement/name.h"

struct journal;

/* Opens FOLDER/journal.db, creating it where it is missing; `folder` NULL: in memory.
 * The journal is the caller's: journal_close. */
bool journal_open(struct journal **out, const char *folder, struct error *error);
void journal_close(struct journal *journal);

/* What one release is bound to. */
struct journal_release {
    struct slice matter;
    struct digest decision;   /* hash of the statement that decides */
    struct digest sources;    /* of the list of sources and their bytes, as the caller defines it */
    struct digest privileged; /* of the privileged list with its salt */
};

/* Records that this release begins. Begun before with the same binding and not finished: fine, it
 * may be repeated. Finished, or begun with another binding: ERROR_RELEASE_REPEATED. */
bool journal_begin(struct journal *journal, const struct journal_release *release, instant at,
                   struct error *error);

/* Records that it is finished: no other begins. ERROR_STORE where it was not begun so. The same
 * again is fine. */
bool journal_finish(struct journal *journal, const struct journal_release *release, instant at,
                    struct error *error);

enum journal_state { JOURNAL_NEW, JOURNAL_BEGUN, JOURNAL_FINISHED };

/* What is known of a decision. */
bool journal_state_of(struct journal *journal, struct slice matter, struct digest decision,
                      enum journal_state *out, struct error *error);

/* A checkpoint that was shown and verified. */
struct journal_checkpoint {
    struct slice origin;
    uint64_t size;
    struct digest root;
};

/* A State's head on a chain that was shown and verified. */
struct journal_head {
    struct slice chain;
    char state[STATE_TEXT];
    int64_t seq;
    struct digest hash;
};

/* A restriction that was shown; its bytes, so that it counts where a later writ leaves it out. */
struct journal_restriction {
    struct slice chain;
    struct digest hash;
    struct slice payload, signatures;
};

struct journal_seen {
    const struct journal_checkpoint *checkpoints;
    size_t checkpoint_count;
    const struct journal_head *heads;
    size_t head_count;
    const struct journal_restriction *restrictions;
    size_t restriction_count;
};

/* Compares with what was seen before. A smaller checkpoint or head: ERROR_CHECKPOINT_OLD; the same
 * size with another root, the same seq with another hash: ERROR_CHECKPOINT_FORKED. That a larger
 * checkpoint continues the one before is for a consistency proof to show (journal_newest_checkpoint
 * gives the one before). */
bool journal_check(struct journal *journal, const struct journal_seen *seen, struct error *error);

/* Checks as above and remembers all of it, or nothing. Call it once the writ has been verified. */
bool journal_see(struct journal *journal, const struct journal_seen *seen, struct error *error);

/* The newest checkpoint of an origin that was seen; none: true, *known false. out->origin is
 * `origin`. */
bool journal_newest_checkpoint(struct journal *journal, struct slice origin, bool *known,
                               struct journal_checkpoint *out, struct error *error);

/* The newest head that was seen; none: true, with seq 0. out->chain is `chain`. */
bool journal_newest_head(struct journal *journal, struct slice chain, const char *state,
                         struct journal_head *out, struct error *error);

/* Every restriction of a chain that was ever seen, by hash. */
bool journal_restrictions(struct journal *journal, struct slice chain, struct arena *arena,
                          struct journal_restriction **out, size_t *count, struct error *error);

#endif
