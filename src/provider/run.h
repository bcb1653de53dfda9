/* The release itself: sources in, package out. The caller has verified the writ, journalled the
 * deciding statement and checked the list's hash; what it hands over here is a scope, a list and
 * recipients, nothing of the law.
 *
 * Two passes over each source. The first cuts records and classifies them into a class file that
 * has no name. The second reads only what is in scope, checks that it is what the first pass saw,
 * decides every record that would be released again with the second parser (any disagreement holds
 * it), and writes both bags, sealed. Privilege holds for every copy: a mail whose content stands
 * also in a record that is privileged by its marker line is set aside with it (a listed name in the
 * content itself is found in each copy). Memory does not grow with the sources. */
#ifndef PROVISO_PROVIDER_RUN_H
#define PROVISO_PROVIDER_RUN_H

#include "base/instant.h"
#include "crypto/age.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "package/account.h"

enum { RELEASE_SOURCES_MAX = 1000 };

struct release_source {
    struct slice account;        /* the address that the writ names; 1 to 320 bytes */
    const char *path;            /* a regular file; mbox or JSON Lines, found out by reading */
    const char *account_member;  /* JSON Lines; NULL: "account" */
    const char *received_member; /* JSON Lines; NULL: "received" */
};

struct release_recipients {
    struct age_recipient keys[AGE_RECIPIENTS];
    size_t count; /* 1 to AGE_RECIPIENTS */
};

struct release_result {
    struct account account;  /* account_free */
    struct digest released;  /* SHA-256 of released.tar.age */
    struct digest set_aside; /* SHA-256 of set-aside.tar.age */
    struct digest accounted; /* SHA-256 of account.json */
    uint64_t released_size;
    uint64_t set_aside_size;
    bool list_international; /* the list has internationalised domains */
    uint64_t list_lines;
};

struct release_order {
    const struct release_source *sources;
    size_t source_count;         /* 1 to RELEASE_SOURCES_MAX */
    instant from;                /* first second in scope, UTC */
    instant to;                  /* first second no longer in scope */
    struct slice privileged;     /* the list's exact bytes, those whose hash was checked */
    const char *privileged_name; /* its file name, for error messages */
    struct release_recipients released;
    struct release_recipients set_aside;
    struct slice matter; /* for the reports: "XA-2026-000017" */
    struct slice writ;   /* for the reports: the writ's digest, as text */
    instant at;          /* the time of the release: mtime in the tar files, Bagging-Date */
    const char *output;  /* OUT: must not exist; OUT.partial is taken over and replaced */

    /* Called now and then with bytes done and to do over both passes; may be NULL. */
    void (*progress)(void *context, uint64_t done, uint64_t total);
    void *progress_context;

    const struct random *random; /* needed; random_system() unless it is a test */

    /* Called when released.tar.age, set-aside.tar.age and account.json stand in `folder`
     * (OUT.partial) and before the rename: the place to add production.json. May be NULL. */
    bool (*finish)(void *context, const char *folder, const struct release_result *result,
                   struct error *error);
    void *finish_context;
};

/* Writes the package to OUT.partial, makes it durable and renames it to OUT. On false nothing is
 * named OUT, OUT.partial is gone and `result` is empty. On true the caller calls account_free.
 * One case POSIX leaves open: where the folder above fails to become durable after the rename, OUT
 * is renamed back and removed, which a disk that fails may undo or refuse; the error is FILE_* or
 * SYSTEM and names that folder. Whoever gets it looks whether OUT exists before trying again.
 * Errors: USAGE (counts, an existing OUT), LIST_FORMAT (with line), RECORD_FORMAT (neither
 * format), SOURCE_CHANGED, AGE_KEY, FILE_*, DISK_FULL, SYSTEM. */
bool release_run(const struct release_order *order, struct release_result *result,
                 struct error *error);

#endif
