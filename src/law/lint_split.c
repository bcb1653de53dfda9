/* A text's sections: the form of its headings, without the table of contents, in ascending order
 * where a number alone marks them. */
#include <ctype.h>
#include <stdlib.h>

#include "base/memory.h"
#include "law/lint_headings.h"
#include "law/lint_view.h"

/* A form without word or stop needs this many headings to be believed. */
enum { ID_MOST = 60, BARE_LEAST = 3 };

/* Numbers of sections have four digits at most; orders have room for three letters. */
enum { NUMBERS = 10001, LETTERS = 27 * 27 * 27 };

struct candidate {
    struct lint_heading heading;
    size_t offset; /* of its line */
    uint32_t line, order;
    bool empty; /* nothing between it and the next */
    bool keep;
};

struct candidates {
    struct candidate *items;
    size_t count, capacity, kept;
};

static bool next_line(struct slice *rest, struct slice *line)
{
    size_t end = slice_find(*rest, 0, '\n');

    if (!rest->size)
        return false;
    *line = slice_part(*rest, 0, end);
    *rest = slice_from(*rest, end == SIZE_MAX ? rest->size : end + 1);
    return true;
}

static bool is_blank(struct slice text)
{
    return lint_trim(text).size == 0;
}

static void add_candidate(struct candidates *list, const struct lint_heading *heading,
                          size_t offset, uint32_t line)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 64;
        list->items = memory_grow(list->items, list->capacity, sizeof *list->items);
    }
    list->items[list->count++] = (struct candidate){.heading = *heading,
                                                    .offset = offset,
                                                    .line = line,
                                                    .order = lint_heading_order(heading),
                                                    .empty = heading->rest.size == 0,
                                                    .keep = true};
}

static void find_candidates(enum lint_form form, struct slice text, struct candidates *list)
{
    struct slice rest = text, line;
    struct lint_heading heading;
    uint32_t number = 0;

    list->count = 0;
    while (next_line(&rest, &line)) {
        number++;
        if (lint_heading_read(form, line, &heading))
            add_candidate(list, &heading, (size_t)(line.data - text.data), number);
        else if (list->count && list->items[list->count - 1].empty && !is_blank(line))
            list->items[list->count - 1].empty = false;
    }
    list->kept = list->count;
}

static int compare_orders(const void *a, const void *b)
{
    const struct candidate *const *left = a, *const *right = b;

    if ((*left)->order != (*right)->order)
        return (*left)->order < (*right)->order ? -1 : 1;
    return (*left)->offset < (*right)->offset ? -1 : (*left)->offset > (*right)->offset;
}

/* A table of contents: a heading with nothing under it whose number comes again. */
static void drop_contents(struct candidates *list)
{
    struct candidate **sorted;

    if (!list->count)
        return;
    sorted = memory_take(list->count * sizeof *sorted);
    for (size_t i = 0; i < list->count; i++)
        sorted[i] = &list->items[i];
    qsort(sorted, list->count, sizeof *sorted, compare_orders);
    for (size_t i = 0; i + 1 < list->count; i++)
        if (sorted[i]->empty && sorted[i]->order == sorted[i + 1]->order &&
            slice_equal(sorted[i]->heading.word, sorted[i + 1]->heading.word)) {
            sorted[i]->keep = false;
            list->kept--;
        }
    free(sorted);
}

/* The best run that ends at each number so far; a run is worth its links to the next number. */
struct runs {
    size_t value[NUMBERS], last[NUMBERS]; /* `last` is a candidate's index plus 1; 0: none */
    size_t most[NUMBERS];                 /* number with the best run below, as a Fenwick tree */
};

static bool is_better(const struct runs *runs, size_t number, size_t other)
{
    return runs->last[number] &&
           (!runs->last[other] || runs->value[number] > runs->value[other] ||
            (runs->value[number] == runs->value[other] && runs->last[number] > runs->last[other]));
}

/* The number below `end` with the best run; 0 where `last[0]` says none. */
static size_t best_below(const struct runs *runs, size_t end)
{
    size_t best = 0;

    for (size_t i = end; i > 0; i -= i & (~i + 1))
        if (is_better(runs, runs->most[i], best))
            best = runs->most[i];
    return best;
}

static void note_run(struct runs *runs, size_t number, size_t value, size_t last)
{
    if (runs->last[number] && runs->value[number] > value)
        return;
    runs->value[number] = value;
    runs->last[number] = last;
    for (size_t i = number + 1; i < NUMBERS; i += i & (~i + 1))
        if (is_better(runs, number, runs->most[i]))
            runs->most[i] = number;
}

/* The number whose run candidate `at` goes on: of "9" that of "8", of "8A" that of "8", and else
 * the best one below. */
static size_t find_link(const struct runs *runs, const struct candidate *items, size_t at,
                        bool *next)
{
    size_t number = items[at].order / LETTERS, same = runs->last[number];

    *next = true;
    if (same && items[same - 1].order < items[at].order)
        return number;
    if (number && runs->last[number - 1] &&
        runs->value[number - 1] + 1 >= runs->value[best_below(runs, number)])
        return number - 1;
    *next = false;
    return best_below(runs, number);
}

/* Keeps the run with most links: numbered paragraphs inside a section are none of them. Of equal
 * runs the later one. */
static void keep_ascending(struct candidates *list)
{
    struct runs *runs = memory_take(sizeof *runs);
    size_t *before = memory_take((list->count + 1) * sizeof *before), best;

    memset(runs, 0, sizeof *runs);
    list->kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        bool next, keep = list->items[i].keep;
        size_t link = find_link(runs, list->items, i, &next);

        list->items[i].keep = false;
        if (!keep)
            continue;
        before[i] = runs->last[link];
        note_run(runs, list->items[i].order / LETTERS, runs->value[link] + next, i + 1);
    }
    best = best_below(runs, NUMBERS - 1);
    for (size_t i = runs->last[best]; i; i = before[i - 1], list->kept++)
        list->items[i - 1].keep = true;
    free(before);
    free(runs);
}

static size_t find_form(enum lint_form form, struct slice text, struct candidates *list)
{
    find_candidates(form, text, list);
    if (form == LINT_FORM_MARKED)
        return list->count;
    drop_contents(list);
    if (form == LINT_FORM_NUMBER || form == LINT_FORM_BARE)
        keep_ascending(list);
    return form == LINT_FORM_BARE && list->kept < BARE_LEAST ? 0 : list->kept;
}

/* The form that marks most headings; of equals the plainer one. Marks win over all others. */
static enum lint_form choose_form(struct slice text, struct candidates *list)
{
    enum lint_form best = LINT_FORM_NONE;
    size_t most = 0;

    if (find_form(LINT_FORM_MARKED, text, list))
        return LINT_FORM_MARKED;
    for (enum lint_form form = LINT_FORM_WORD; form <= LINT_FORM_BARE; form++) {
        size_t count = find_form(form, text, list);

        if (count > most) {
            most = count;
            best = form;
        }
    }
    if (best != LINT_FORM_NONE)
        find_form(best, text, list);
    return best;
}

/* In lower case, runs of spaces as one. */
static struct slice make_id(struct arena *arena, const struct lint_heading *heading)
{
    struct slice copy = slice_part(heading->number, 0, ID_MOST);
    uint8_t *out;
    size_t size = 0;

    copy = heading->word.size
               ? arena_format(arena, "%.*s %.*s", SLICE_ARG(heading->word), SLICE_ARG(copy))
               : arena_copy(arena, copy);
    out = (uint8_t *)(uintptr_t)copy.data;
    for (size_t i = 0; i < copy.size; i++) {
        uint8_t byte = isspace(copy.data[i]) ? ' ' : (uint8_t)tolower(copy.data[i]);

        if (byte != ' ' || (size && out[size - 1] != ' '))
            out[size++] = byte;
    }
    return slice_of(out, size);
}

static bool make_sections(const struct candidates *list, struct arena *arena,
                          struct lint_document *out, struct error *error)
{
    const uint8_t *end = out->text.data + out->text.size;

    if (list->kept > LINT_SECTIONS)
        return error_set(error, ERROR_TOO_LARGE, "a text has at most %d sections", LINT_SECTIONS);
    out->sections = arena_take(arena, list->kept * sizeof *out->sections);
    out->count = list->kept;
    for (size_t i = list->count, s = list->kept; i-- > 0;) {
        const struct candidate *from = &list->items[i];
        const uint8_t *body = from->heading.rest.data;

        if (!from->keep)
            continue;
        out->sections[--s] = (struct lint_section){
            .id = make_id(arena, &from->heading),
            .title = from->heading.title,
            .body = lint_heading_trim(slice_of(body, (size_t)(end - body))),
            .offset = from->offset,
            .line = from->line,
        };
        end = out->text.data + from->offset;
    }
    return true;
}

bool lint_split(struct slice text, struct arena *arena, struct lint_document *out,
                struct error *error)
{
    struct candidates list = {0};
    bool ok = true;

    *out = (struct lint_document){.text = text, .form = choose_form(text, &list)};
    if (out->form != LINT_FORM_NONE) {
        ok = make_sections(&list, arena, out, error);
    } else {
        out->sections = arena_take(arena, sizeof *out->sections);
        out->sections[0] = (struct lint_section){.id = SLICE("text"), .body = text, .line = 1};
        out->count = 1;
    }
    free(list.items);
    return ok;
}
