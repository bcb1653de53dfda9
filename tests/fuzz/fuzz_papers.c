/* Any bytes as a symbol, a letter or a file: an error with its place, or something that holds together. The
 * first byte says as what. */
#include <stdint.h>
#include <stdlib.h>

#include "forum/content.h"
#include "forum/letter.h"
#include "forum/symbol.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void as_symbol(struct slice text)
{
    struct error error = {0};
    struct symbol symbol;

    if (symbol_parse(text, &symbol, &error)) {
        if (symbol.number < 1 || !slice_starts(text, symbol.base) ||
            !slice_starts(symbol.base, symbol.place))
            abort();
    } else if (error.code != ERROR_MEMBER_VALUE || error.column < 1 ||
               error.column > text.size + 1) {
        abort();
    }
}

static void as_letter(struct slice text)
{
    struct arena arena = {0};
    struct error error = {0};
    struct letter letter;

    if (letter_parse(text, &arena, &letter, &error)) {
        if (letter.organisations + letter.individuals != letter.count || !letter.count ||
            letter.countries > letter.count)
            abort();
        for (size_t i = 0; i < letter.count; i++)
            if (!letter.signatories[i].name.size)
                abort();
    } else if (error.code == ERROR_NONE ||
               (error.code == ERROR_LIST_FORMAT && text.size && !error.line)) {
        abort();
    }
    arena_free(&arena);
}

static void as_file(enum file_format format, struct slice bytes)
{
    struct error error = {0};
    bool is = content_is(format, bytes, &error);

    if (is == (error.code != ERROR_NONE))
        abort();
    if (!is && content_words(format, bytes) != -1)
        abort();
    if (is && format != FORMAT_PDF && content_words(format, bytes) > (int64_t)CONTENT_UNPACKED)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice rest = slice_of(data + 1, size ? size - 1 : 0);

    if (!size)
        return 0;
    if (data[0] == 's')
        as_symbol(rest);
    else if (data[0] == 'l')
        as_letter(rest);
    else
        as_file((enum file_format)(data[0] % FORMAT_COUNT), rest);
    return 0;
}
