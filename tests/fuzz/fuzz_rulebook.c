/* Any bytes as a floor and as a State's rulebook: an error with its place, or a book that is
 * nowhere looser than the floor and can be explained. */
#include <stdint.h>
#include <stdlib.h>

#include "rules/explain.h"
#include "rules/maker.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void insist(bool holds)
{
    if (!holds)
        abort();
}

static void explain_all(const struct rulebook *floor, const struct rulebook *book)
{
    const struct rulebooks books = {floor, book, floor};
    struct difference differences[DIFFERENCES_MAX];
    struct explanation explanation;
    struct buffer text = {0};
    struct error error = {0};
    size_t count = explain_diff(floor, book, differences);

    for (size_t i = 0; i < count; i++) {
        insist(differences[i].change == CHANGE_SAME || differences[i].change == CHANGE_TIGHTER);
        explain_difference(&differences[i], &text);
        insist(explain_parameter(&books, differences[i].measure, differences[i].parameter,
                                 &explanation, &error));
        insist(explanation.limit == differences[i].after);
        explain_format(&explanation, &text);
    }
    buffer_free(&text);
}

/* Every extra is well formed, and only ever refuses or asks. */
static void judge_extras(const struct rulebook *book)
{
    const struct rulebooks books = {book, book, book};
    struct circumstances facts;
    struct effective effective;
    struct error error = {0};

    for (size_t i = 0; i < book->extra_count; i++)
        insist(book->extras[i]->count >= 1 && book->extras[i]->count <= EXTRA_CONDITIONS &&
               book->extras[i]->line && book->extras[i]->column && book->extras[i]->said.size);
    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        struct findings with = {.count = 0}, without = {.count = 0};

        insist(rulebook_meet(&books, m, &effective, &error));
        maker_facts_at(effective.limits, m, &facts);
        decide(&effective, &facts, "", &without);
        facts.due = UINT64_MAX;
        decide(&effective, &facts, "", &with);
        insist(with.count >= without.count);
        insist(!findings_permit(&with) || findings_permit(&without));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct rulebook floor;
    static struct arena kept;
    struct arena arena = {0};
    struct rulebook book;
    struct error error = {0};

    if (!kept.last) {
        struct buffer text = {0};

        maker_floor(NULL, &text);
        insist(rulebook_parse(buffer_slice(&text), NULL, &kept, &floor, &error));
        buffer_free(&text);
    }
    if (rulebook_parse(slice_of(data, size), &floor, &arena, &book, &error)) {
        insist(rulebook_within(&book, &floor, NULL, NULL));
        explain_all(&floor, &book);
        judge_extras(&book);
    } else {
        insist(error.code != ERROR_NONE && error.message[0]);
    }
    error = (struct error){0};
    if (rulebook_parse(slice_of(data, size), NULL, &arena, &book, &error))
        judge_extras(&book);
    else
        insist(error.code != ERROR_NONE && error.message[0]);
    arena_free(&arena);
    return 0;
}
