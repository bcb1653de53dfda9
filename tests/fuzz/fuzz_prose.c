/* Whatever a text is, it is read to its end or refused with a place; a text is a copy of itself, and
 * what it kept is in order, once each, and as little as it says. */
#include <stdlib.h>

#include "matter/prose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t key[SIPHASH_KEY] = {7};
    struct arena arena = {0};
    struct error error = {0};
    struct prose prose;

    if (prose_read(slice_of(data, size), key, &arena, &prose, &error)) {
        if (prose.phrases.count > PROSE_PHRASES || prose.phrases.count > 6 * prose.words ||
            (prose.phrases.count && prose_overlap(&prose.phrases, &prose.phrases) != 100))
            abort();
        for (size_t i = 1; i < prose.phrases.count; i++)
            if (prose.phrases.items[i - 1] >= prose.phrases.items[i])
                abort();
    } else if (error.code != ERROR_ATTACHMENT_WRONG &&
               (error.code != ERROR_TEXT_INVALID || !error.line || !error.column)) {
        abort();
    }
    arena_free(&arena);
    return 0;
}
