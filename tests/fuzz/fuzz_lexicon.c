/* Any bytes as a lexicon: an error with a message, or a lexicon with which a text can be read. */
#include <stdint.h>
#include <stdlib.h>

#include "law/lint.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char text[] = "## section 1: Access\n(1) A person who intentionally accesses a "
                               "computer commits an offence. (2) It is a defence that he may.\n";
    struct arena arena = {0};
    struct lexicon lexicon;
    struct lint_document document;
    struct error error = {0};

    if (lexicon_parse(slice_of(data, size), &lexicon, &error)) {
        if (!lint_read(&lexicon, SLICE(text), &arena, &document, &error) && !error.message[0])
            abort();
    } else if (error.code == ERROR_NONE || !error.message[0]) {
        abort();
    }
    lexicon_free(&lexicon);
    arena_free(&arena);
    return 0;
}
