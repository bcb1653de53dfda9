/* A status has one spelling: what is read is written back byte for byte. */
#include <stdlib.h>

#include "writ/status.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct buffer again = {0};
    struct error error = {0};
    struct status status;

    if (status_parse(slice_of(data, size), &arena, &status, &error)) {
        status_format(&status, &again);
        if (!slice_equal(buffer_slice(&again), slice_of(data, size)))
            abort();
    } else if (error.code != ERROR_STATUS_FORMAT) {
        abort();
    }
    buffer_free(&again);
    arena_free(&arena);
    return 0;
}
