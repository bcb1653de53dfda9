#include "rules/floors.h"

/* Puts a floor among those before it, by its date. */
static void insert(const struct rulebook **books, size_t count, const struct rulebook *book)
{
    while (count > 0 && books[count - 1]->from > book->from) {
        books[count] = books[count - 1];
        count--;
    }
    books[count] = book;
}

bool floors_parse(const struct slice *texts, size_t count, struct arena *arena, struct floors *out,
                  size_t *at, struct error *error)
{
    const struct rulebook *books[FLOORS_MOST];

    *out = (struct floors){.count = 0};
    for (*at = 0; *at < count; ++*at) {
        struct rulebook *book = arena_take(arena, sizeof *book);

        if (!rulebook_parse(texts[*at], NULL, arena, book, error))
            return false;
        insert(books, *at, book);
    }
    for (size_t i = 0; i < count; i++) {
        struct rulebook *met = arena_take(arena, sizeof *met);

        *met = *books[i];
        if (i > 0 && !rulebook_tighten(met, out->met[i - 1], error))
            return false;
        out->met[out->count++] = met;
    }
    return true;
}

const struct rulebook *floors_at(const struct floors *floors, instant at)
{
    size_t last = floors->count;

    while (last > 1 && floors->met[last - 1]->from > at)
        last--;
    return last ? floors->met[last - 1] : NULL;
}

bool floors_rulebook(const struct floors *floors, struct slice text, struct arena *arena,
                     struct rulebook *out, struct error *error)
{
    instant from;

    return rulebook_date(text, arena, &from, error) &&
           rulebook_parse(text, floors_at(floors, from), arena, out, error);
}
