/* Any bytes as a session: an error with its place, or an order in which everybody stands once. */
#include <stdint.h>
#include <stdlib.h>

#include "forum/allotment_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct allotment_terms terms;
    struct allotment allotment;
    struct error error = {0};

    if (allotment_parse(slice_of(data, size), &arena, &terms, &error)) {
        allot(&terms, &arena, &allotment);
        if (allotment.count + allotment.absent_count + allotment.not_reached_count !=
            terms.speaker_count)
            abort();
    } else if (error.code == ERROR_NONE || !error.message[0]) {
        abort();
    }
    arena_free(&arena);
    return 0;
}
