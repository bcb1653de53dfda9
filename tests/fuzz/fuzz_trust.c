/* A trust file is read or refused with a place in it; what is read is what quorums rest on. */
#include <stdlib.h>

#include "writ/trust.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct error error = {0};
    struct trust *trust = calloc(1, sizeof *trust);

    if (trust_parse(slice_of(data, size), &arena, trust, &error)) {
        if (trust->quorum < 1 || trust->quorum > trust->witness_count || !trust->self.size ||
            !trust->state[0])
            abort();
        for (size_t i = 0; i < trust->state_count; i++)
            if (!trust_state(trust, trust->states[i].state))
                abort();
    } else if (error.code == ERROR_NONE || !error.message[0]) {
        abort();
    }
    free(trust);
    arena_free(&arena);
    return 0;
}
