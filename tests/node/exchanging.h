/* Exchange between two nodes, for tests: what is exported, altered, and imported or refused. */
#ifndef PROVISO_TESTS_NODE_EXCHANGING_H
#define PROVISO_TESTS_NODE_EXCHANGING_H

#include "test.h"

#include "node/rows.h"
#include "writ/forge.h"

/* Of each test: `*state` is a world of its own. */
int exchanging_open(void **state);
int exchanging_close(void **state);

#define EXCHANGING_TEST(name)                                                                      \
    cmocka_unit_test_setup_teardown(name, exchanging_open, exchanging_close)

/* What a node exports; it lives in the world's arena. */
struct slice export(struct world *world, struct node *node, const char *chain, uint64_t since);

bool import(struct world *world, struct node *node, struct slice text,
            struct import_report *report);

void assert_imported(struct world *world, struct node *node, struct slice text, int line);

/* Refused with this error; with ERROR_STATEMENT_REFUSED also for this finding. Nothing is stored.
 */
void assert_refused(struct world *world, struct node *node, struct slice text, enum error_code code,
                    enum finding_code finding, int line);

#define IMPORTED(world, node, text) assert_imported(world, node, text, __LINE__)
#define REFUSED(world, node, text, finding)                                                        \
    assert_refused(world, node, text, ERROR_STATEMENT_REFUSED, FINDING_##finding, __LINE__)
#define FAILS(world, node, text, code)                                                             \
    assert_refused(world, node, text, ERROR_##code, FINDING_COUNT, __LINE__)

/* The forged bundle as a file. */
struct slice written(struct forge *forge);

/* XA's export after the request, taken apart; let_go. */
struct forge *request(struct world *world);
void let_go(struct forge *forge);

#endif
