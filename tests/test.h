/* What every unit test includes: cmocka in the order it needs, TAP output, the vectors' folder. */
#ifndef PROVISO_TESTS_TEST_H
#define PROVISO_TESTS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The folder of test data by others (PROVISO_DATA), or NULL: then the test calls skip(). */
static inline const char *test_data(void)
{
    const char *folder = getenv("PROVISO_DATA");

    return folder && *folder ? folder : NULL;
}

/* cmocka calls a skipped test "not ok … # SKIP", which TAP readers count as failed: said right here.
 * Only where tests are skipped, so that a crash otherwise loses nothing of the output. */
static inline void test_copy_tap(FILE *tap, int out)
{
    char line[4096];

    rewind(tap);
    while (fgets(line, sizeof line, tap)) {
        const char *text = line;

        if (strncmp(line, "not ok", 6) == 0 && strstr(line, "# SKIP"))
            text += 4;
        dprintf(out, "%s", text);
    }
}

static inline int test_run(int (*run)(void))
{
    FILE *tap = test_data() ? NULL : tmpfile();
    int out, status;

    cmocka_set_message_output(CM_OUTPUT_TAP);
    if (!tap)
        return run();
    out = dup(STDOUT_FILENO);
    dup2(fileno(tap), STDOUT_FILENO);
    status = run();
    fflush(stdout);
    test_copy_tap(tap, out);
    return status;
}

/* Runs `tests` and prints TAP, one line a test. */
#define TEST_MAIN(tests)                                                                           \
    static int test_group(void)                                                                     \
    {                                                                                              \
        return cmocka_run_group_tests(tests, NULL, NULL);                                          \
    }                                                                                              \
    int main(void)                                                                                 \
    {                                                                                              \
        return test_run(test_group);                                                               \
    }

#endif
