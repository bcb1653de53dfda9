/* Repeatable "randomness" for tests: SHA-256 of a seed and a counter. */
#ifndef PROVISO_TESTS_TEST_RANDOM_H
#define PROVISO_TESTS_TEST_RANDOM_H

#include "crypto/hash.h"
#include "crypto/random.h"

struct test_random {
    uint64_t seed, counter;
};

static inline void test_random_fill(void *context, uint8_t *out, size_t size)
{
    struct test_random *state = context;

    while (size > 0) {
        struct digest block = sha256_of(slice_of(state, sizeof *state));
        size_t part = size < DIGEST_SIZE ? size : DIGEST_SIZE;

        memcpy(out, block.bytes, part);
        out += part;
        size -= part;
        state->counter++;
    }
}

/* A source that lives as long as *state: {seed} gives the same bytes each time. */
static inline struct random test_random_source(struct test_random *state)
{
    return (struct random){test_random_fill, state};
}

/* A number below `limit` (> 0). */
static inline uint64_t test_random_below(struct test_random *state, uint64_t limit)
{
    uint64_t number;

    test_random_fill(state, (uint8_t *)&number, sizeof number);
    return number % limit;
}

#endif
