/* Audits of Belmora's node after the story, altered behind its back and put back each time. */
#ifndef PROVISO_TESTS_NODE_AUDITING_H
#define PROVISO_TESTS_NODE_AUDITING_H

#include "test.h"

#include "node/rows.h"
#include "node/world.h"

extern struct world world;
extern char saved[100]; /* a copy of the folder of XB's node */

/* Of the group: the story up to the writ. */
int auditing_set_up(void **state);
int auditing_tear_down(void **state);

/* A shell command, which succeeds. */
void run(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Closes XB's node and opens it again; with the saved folder. */
void reopen(void);
void restore(void);

/* Audits XB's node; world.error. */
bool audit(struct audit_report *report);

/* Alters, audits, and puts everything back. What is wrong is named. */
void named(const char *sql, const char *where, int line);

#define NAMED(sql, where) named(sql, where, __LINE__)

#endif
