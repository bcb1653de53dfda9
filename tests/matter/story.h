/* Stories for tests: three States with officials of every role, rulebooks, and statements that
 * follow each other as in DESIGN's worked example unless a test says otherwise. Keys are stubbed:
 * each official has one, derived from the name, and nothing is really signed. */
#ifndef PROVISO_TESTS_MATTER_STORY_H
#define PROVISO_TESTS_MATTER_STORY_H

#include "base/arena.h"
#include "matter/matter.h"

enum {
    STORY_STATEMENTS = 320,
    STORY_STATES = 3,
    STORY_OFFICIALS = 40,
    STORY_BOOKS = 4,
    STORY_REGISTERS = 6
};

/* One of a story's States: XA asks, XB executes, XC has no part in it. */
struct story_state {
    struct state_register state_register;
    struct office offices[16];
    struct official officials[STORY_OFFICIALS];
    struct recipient recipients[8];
    struct rulebook books[STORY_BOOKS];
    const struct rulebook *versions[STORY_BOOKS];
    size_t book_count;
    struct offence_register registers[STORY_REGISTERS];
    struct adopted_offences adopted[STORY_REGISTERS];
    struct filed *head; /* the last statement that moves; NULL: none */
};

struct story {
    struct arena arena;
    struct rulebook floor;
    struct story_state states[STORY_STATES];
    struct matter_state known[STORY_STATES];
    struct matter_terms terms;
    const char *chain;
    const char *scope;               /* JSON of the scope that the default bodies state */
    const char *bodies[MATTER_ACTS]; /* of bodies/: %S the scope, %N the hash of the statement that
                                        `names` gives (or of the matter's natural one), %s the
                                        executing State in lower case, %P and %O the offences
                                        that application and approval name, %A1f an
                                        attachment and %H1f a hash, all of whose bytes are 1f */
    const char *applied, *offence;   /* bodies/offence.XA.json and that of the executing State */
    bool domestic; /* XA alone: the provider is there, and the court of approval */
    instant clock; /* `at` of the next statement; an hour later after each */
    struct filed filed[STORY_STATEMENTS];
    size_t count;
    struct matter matter; /* of the last story_fold */
};

/* What a test wants otherwise in one statement. Zero members leave the story as it is. */
struct step {
    const char *by;           /* who signs; the official's State is the statement's */
    const char *type;         /* of the payload, in place of the act's */
    const char *body;         /* the whole body, in place of the act's default */
    const char *find, *put;   /* in the finished payload, `put` replaces the first `find` */
    const char *find2, *put2; /* and then another */
    const char *key;          /* whose key signs as first, in place of that of `by` */
    const struct filed *prev, *seen, *names; /* `names`: the statement that the body refers to */
    bool seen_nothing;
    int64_t seq;
    int64_t late;    /* seconds from `at` to the entry, in place of a minute */
    instant at;      /* in place of the story's clock */
    bool unlogged;   /* no entry */
    bool uncosigned; /* no cosignature */
    bool aside;      /* the State's head stays where it was */
};

/* Starts a story; `domestic`: XA executes, too. story_end frees. */
void story_begin(struct story *story, bool domestic);
void story_end(struct story *story);

/* Ends it and starts it anew. */
void story_again(struct story *story);

/* Appends one statement of `act`, as in the story but for `step`. It must parse. */
struct filed *story_add(struct story *story, enum matter_act act, struct step step);

/* The same, into `out` and not into the story: a candidate for matter_check. */
void story_draft(struct story *story, enum matter_act act, struct step step, struct filed *out);

/* The payload alone; it need not parse. Lives as long as the story. */
struct slice story_payload(struct story *story, enum matter_act act, struct step step);

#define ADD(story, act, ...) story_add(story, MATTER_##act, (struct step){__VA_ARGS__})

/* What an act names: JSON of an offence, for `applied` or `offence`. */
const char *story_named(struct story *story, const char *in, const char *id, const char *class,
                        int months);

/* True for the acts that the story does without: a State alone has no exchange. */
bool story_spares(const struct story *story, enum matter_act act);

/* Appends the acts from application to approval, up to and without `end`. */
void story_until(struct story *story, enum matter_act end);

/* Folds what is there, at the story's clock. */
const struct matter *story_fold(struct story *story);

bool story_permitted(struct story *story);

/* After story_fold: the code is among the findings (of either list). */
bool story_has(const struct story *story, enum finding_code code);

/* Folds and fails the test, printing all findings, unless it is permitted; unless it is not, for
 * reasons of which one is `code`. */
void story_assert_permitted(struct story *story);
void story_assert_refused(struct story *story, enum finding_code code);

/* Folds and fails the test unless a finding of that code is in either list, the first with that
 * outcome. */
void story_assert_found(struct story *story, enum finding_code code, enum outcome outcome);

/* matter_check would refuse (or ask about) the step, for reasons of which one is `code`; nothing.
 */
void story_assert_check(struct story *story, enum matter_act act, struct step step,
                        enum finding_code code);
void story_assert_accepts(struct story *story, enum matter_act act, struct step step);

#define CHECK(story, act, code, ...)                                                               \
    story_assert_check(story, MATTER_##act, (struct step){__VA_ARGS__}, FINDING_##code)
#define ACCEPTS(story, act, ...)                                                                   \
    story_assert_accepts(story, MATTER_##act, (struct step){__VA_ARGS__})

/* cmocka fixtures: *state is a fresh story of an exchange, or of XA alone. */
int story_setup(void **state);
int story_setup_domestic(void **state);
int story_teardown(void **state);

/* The State "XA", "XB", "XC". */
struct story_state *story_state(struct story *story, const char *code);
struct official *story_official(struct story *story, const char *name);
struct recipient *story_recipient(struct story *story, const char *name);

/* Adds a version of a State's rulebook, tightening only (text of the line format, from a date on).
 */
void story_rulebook(struct story *story, const char *code, const char *text);

/* The State adopts a register of offences (text of the line format), from a time on, after those that
 * it has. At first XA and XB have their own and the treaty's, since 2026-06-01. */
void story_offences(struct story *story, const char *code, const char *text, instant from);

/* A register that comes with Proviso: "arcadia.offences". */
const char *story_law(struct story *story, const char *name);

/* The stubbed key of a name. */
struct ssh_key story_key(const char *name);

/* Everything that is decided, as text that does not depend on the order of arrival. */
struct slice story_canonical(struct story *story, const struct matter *matter);

#endif
