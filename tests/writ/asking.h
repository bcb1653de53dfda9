/* Attacks on one writ: the story's, taken apart for each test anew, altered, and asked about. */
#ifndef PROVISO_TESTS_WRIT_ASKING_H
#define PROVISO_TESTS_WRIT_ASKING_H

#include "test.h"

#include "writ/forge.h"

extern struct world world;
extern instant last_cosigned; /* the newest time in the story's writ */

/* Of the group: the story up to its writ. */
int asking_set_up(void **state);
int asking_tear_down(void **state);

/* Of each test: `*state` is a struct forge of that writ. */
int asking_open(void **state);
int asking_close(void **state);

#define ASKING_TEST(name) cmocka_unit_test_setup_teardown(name, asking_open, asking_close)

struct question {
    instant at; /* 0: the world's clock */
    const struct trust *trust;
    const struct shown_statement *hands;
    size_t hand_count;
};

/* The verdict over the writ as it now is; forget. */
struct writ_answer *ask(const struct forge *forge, struct question question);
void forget(struct writ_answer *answer);

void assert_valid_at(const struct forge *forge, struct question question, int line);

/* Refused, with this code at a place that begins so (NULL: anywhere). */
void assert_refused_at(const struct forge *forge, struct question question, enum finding_code code,
                       const char *where, int line);

#define VALID(forge, ...) assert_valid_at(forge, (struct question){__VA_ARGS__}, __LINE__)
#define REFUSED(forge, code, where, ...)                                                           \
    assert_refused_at(forge, (struct question){__VA_ARGS__}, FINDING_##code, where, __LINE__)

/* Fresh statuses and registers as of `at`, so that one thing at a time is stale. */
void refresh(struct forge *forge, int state, instant at);

#endif
