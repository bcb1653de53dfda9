/* A forum UN for tests of its folds: a register made by hand, officials whose keys differ, statements that
 * are signed as the fold sees it. What cryptography says is not asked here. */
#ifndef PROVISO_TESTS_FORUM_GATHERING_H
#define PROVISO_TESTS_FORUM_GATHERING_H

#include "forum/forum.h"

enum { GATHERING_OFFICIALS = 24 };

struct gathering {
    struct state_register state_register;
    struct register_terms terms;
    struct official officials[GATHERING_OFFICIALS];
    struct office offices[GATHERING_OFFICIALS];
    struct forum forum;
    struct findings findings; /* of the last statement */
    struct filed filed[4096]; /* all that were said, so that their texts live */
    size_t count;
    instant now;
    struct arena arena;
};

struct gathering *gathering_open(void);
void gathering_close(struct gathering *gathering);

/* The clock goes on by days and hours. */
void gathering_wait(struct gathering *gathering, int64_t days, int64_t hours);

/* Says an act now; `signers` separated by spaces, `body` without "with". True where it counts. */
bool gathering_say(struct gathering *gathering, const char *type, const char *signers,
                   const char *body, ...) __attribute__((format(printf, 4, 5)));

/* The same, and it must count; or must be refused with that code, and change nothing. */
void gathering_must(struct gathering *gathering, const char *type, const char *signers,
                    const char *body, ...) __attribute__((format(printf, 4, 5)));
void gathering_refused(struct gathering *gathering, enum finding_code code, const char *type,
                       const char *signers, const char *body, ...)
    __attribute__((format(printf, 5, 6)));

/* The last statement once more, its bytes the same. */
bool gathering_replay(struct gathering *gathering);

/* The hash of the last statement in hex, and of any text's attachment as JSON. In the arena. */
const char *gathering_last(struct gathering *gathering);
const char *gathering_text(struct gathering *gathering, const char *what);
const char *gathering_time(struct gathering *gathering, int64_t days);

/* Where an applicant stands now. */
struct applicant_standing gathering_standing(struct gathering *gathering, const char *applicant);

/* An application of un.applicant-N in the call "s1", which this opens where it is not. */
void gathering_apply(struct gathering *gathering, int number);

/* The same, complete and circulated; approved by silence. */
void gathering_circulate(struct gathering *gathering, int number);
void gathering_accredit(struct gathering *gathering, int number);

#define SECRETARIAT "un.secretariat.o1"
#define COMMITTEE   "un.bureau.o1 un.bureau.o2"
#define OTHERS      "un.bureau.o4 un.bureau.o3"

#endif
