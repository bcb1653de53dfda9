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

#include <cmocka.h>

/* The folder of test data by others (PROVISO_DATA), or NULL: then the test calls skip(). */
static inline const char *test_data(void)
{
    const char *folder = getenv("PROVISO_DATA");

    return folder && *folder ? folder : NULL;
}

/* Runs `tests` and prints TAP, one line a test. */
#define TEST_MAIN(tests)                                                                           \
    int main(void)                                                                                 \
    {                                                                                              \
        cmocka_set_message_output(CM_OUTPUT_TAP);                                                  \
        return cmocka_run_group_tests(tests, NULL, NULL);                                          \
    }

#endif
