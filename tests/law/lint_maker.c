#include "lint_maker.h"

#include <stdio.h>

const struct lexicon *maker_lexicon(void)
{
    static struct lexicon lexicon;
    struct error error = {0};

    if (lexicon.pattern_count)
        return &lexicon;
    if (lexicon_parse(slice_text(lexicon_text), &lexicon, &error))
        return &lexicon;
    fprintf(stderr, "lexicon:%u:%u: %s\n", error.line, error.column, error.message);
    return NULL;
}

bool maker_lint(struct slice bytes, struct arena *arena, struct lint_document *out,
                struct error *error)
{
    struct lint_place latin;
    struct slice text;

    return lint_decode(bytes, arena, &text, &latin, error) &&
           lint_read(maker_lexicon(), text, arena, out, error);
}
