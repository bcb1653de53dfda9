/* An application as it is compared with others: whom it reaches, in one spelling, and what became of
 * it. Whether two belong together, and what they come to, is tally.h's. */
#ifndef PROVISO_MATTER_APPLICATION_H
#define PROVISO_MATTER_APPLICATION_H

#include "base/arena.h"
#include "matter/acts.h"

enum {
    TARGET_KEYS = 1 + SCOPE_ACCOUNTS, /* the reference of a person, and accounts */
    APPLICATION_KEYS = 1 + SCOPE_ACCOUNTS + SCOPE_ACCOUNTS * TARGET_KEYS
};

/* What became of a matter, as far as its statements are known. What counts then is in tally.c. */
enum course {
    COURSE_OPEN,     /* applied for, not decided */
    COURSE_GRANTED,  /* authorised at some time, whatever came after */
    COURSE_REFUSED,  /* by a court of either State, before it could be executed */
    COURSE_WITHDRAWN /* ended before a court had authorised it */
};

/* An application as it is compared with others. Keys are in one spelling (base/spelling.h) with their
 * kind before them: "case operation lime", "person p 17", "account kim@mailhaus.example". */
struct application {
    struct slice chain;
    bool known;      /* an application was read */
    int measure;     /* enum measure; -1: not stated */
    instant at;      /* as stated */
    instant entered; /* into its State's ledger: what comes before what */
    instant until;   /* of the order: as asked for, or the latest that was authorised */
    bool authorised, approved, refused_at_home, refused_abroad, ended;
    struct slice case_key;
    struct slice accounts[SCOPE_ACCOUNTS]; /* of the scope */
    size_t account_count;
    struct target {
        struct slice keys[TARGET_KEYS]; /* first the person's reference, then the accounts */
        size_t key_count;
    } targets[SCOPE_ACCOUNTS];
    size_t target_count;
};

/* Reads the body of an application; a draft may lack members, which then name nothing. Keys live in
 * the arena. */
void application_read(json_t *body, instant at, struct arena *arena, struct application *out);

/* Takes in one statement of a matter after the other, in any order, into an `out` that was zero at
 * first: the application itself and what became of it. `entered` is of the statement. */
void application_follow(struct application *out, const struct statement *statement, instant entered,
                        struct arena *arena);

enum course application_course(const struct application *application);

/* All its keys, each once: what an index of applications has to find it by. */
size_t application_keys(const struct application *application, struct slice out[APPLICATION_KEYS]);

bool application_has_key(const struct slice *keys, size_t count, struct slice key);

#endif
