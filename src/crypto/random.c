#include "crypto/random.h"

#include <sodium.h>
#include <stdlib.h>

void random_bytes(uint8_t *out, size_t size)
{
    if (sodium_init() < 0)
        abort();
    randombytes_buf(out, size);
}

static void fill_from_system(void *context, uint8_t *out, size_t size)
{
    (void)context;
    random_bytes(out, size);
}

struct random random_system(void)
{
    return (struct random){fill_from_system, NULL};
}
