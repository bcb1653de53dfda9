/* A provider with a writ of the story, its pages asked without a socket. */
#ifndef PROVISO_TESTS_WEB_PROVIDING_H
#define PROVISO_TESTS_WEB_PROVIDING_H

#include "asking.h"
#include "node/world.h"
#include "web/provider_site.h"

extern struct world world;
extern struct site site;
extern char mailhaus[100]; /* its folder in this test */

/* Of the group: the story up to its writ. Of each test: a provider of its own, with `sources = mail`. */
int providing_set_up(void **state);
int providing_tear_down(void **state);
int providing_open(void **state);
int providing_close(void **state);

#define TEST(name) cmocka_unit_test_setup_teardown(name, providing_open, providing_close)

/* Writes a file of the folder. */
void write_file(const char *name, struct slice text);

/* The site over the folder, anew. */
void open_site(void);

/* Who asks, now. */
struct asker lawyer(void);

/* Gives a writ in; given() is its place, "/en/writs/…", and fails where it is not taken. */
unsigned give(struct slice writ, struct asked *asked);
const char *given(struct slice writ);

/* A page that is there, and what it says. */
void see(const char *place, struct asked *asked);
void assert_says(const char *place, const char *part);
void assert_silent(const char *place, const char *part);

/* The page says all of it in French, too. */
void assert_translated(const char *place);

/* "/en/writs/…/objection" */
const char *below(const char *place, const char *rest);

/* A file of the writ at that place, and the status of one that is not there. */
struct slice file_of(const char *place, const char *name);
unsigned no_file(const char *place, const char *name);

/* Hands a signature in. */
unsigned sign_at(const char *place, struct slice armour, struct asked *asked);

#endif
