#include "law/lint.h"

#include <stdlib.h>

#include "law/lint_view.h"

/* A walk through the text that knows line and column; offsets only grow. */
struct walk {
    struct slice text;
    size_t offset;
    uint32_t line, column;
};

static void walk_to(struct walk *walk, size_t offset)
{
    for (; walk->offset < offset && walk->offset < walk->text.size; walk->offset++) {
        uint8_t byte = walk->text.data[walk->offset];

        if (byte == '\n') {
            walk->line++;
            walk->column = 1;
        } else if ((byte & 0xC0) != 0x80) {
            walk->column++;
        }
    }
}

static int compare_places(const void *a, const void *b)
{
    const struct lint_finding *const *left = a, *const *right = b;

    if ((*left)->place.offset != (*right)->place.offset)
        return (*left)->place.offset < (*right)->place.offset ? -1 : 1;
    return (*left)->size < (*right)->size ? -1 : (*left)->size > (*right)->size;
}

static int compare_codes(const void *a, const void *b)
{
    const struct lint_finding *left = a, *right = b;

    return left->code < right->code ? -1 : left->code > right->code;
}

/* A finding's end is found with a copy of the walk: findings may overlap. */
static void set_place(struct walk *walk, struct lint_finding *finding)
{
    struct lint_place *place = &finding->place;
    struct walk end;

    walk_to(walk, place->offset);
    place->line = walk->line;
    place->column = walk->column;
    end = *walk;
    walk_to(&end, place->offset + finding->size);
    place->end_line = end.line;
    place->end_column = end.column;
}

/* Findings were added with the address of their words as offset. */
static void place_findings(struct walk *walk, struct arena *arena, struct lint_section *section)
{
    struct lint_finding **order = arena_take(arena, (section->finding_count + 1) * sizeof *order);
    uintptr_t start = (uintptr_t)walk->text.data;

    for (size_t i = 0; i < section->finding_count; i++) {
        section->findings[i].place.offset -= start;
        order[i] = &section->findings[i];
    }
    if (section->finding_count > 1)
        qsort(order, section->finding_count, sizeof *order, compare_places);
    for (size_t i = 0; i < section->finding_count; i++)
        set_place(walk, order[i]);
    if (section->finding_count > 1)
        qsort(section->findings, section->finding_count, sizeof *section->findings, compare_codes);
}

static void judge_section(struct lint_view *view, struct arena *arena, struct lint_section *section)
{
    struct lint_report report = {arena, section, 0};

    if (section->kind == LINT_OFFENCE)
        lint_judge_offence(view, &report);
    if (section->kind == LINT_PROCEDURE)
        lint_judge_power(view, &report);
    lint_judge_blocking(view, &report);
}

static void judge_document(struct lint_view *view, struct arena *arena,
                           struct lint_document *document)
{
    struct walk walk = {document->text, 0, 1, 1};

    for (size_t i = 0; i < document->count; i++) {
        struct lint_section *section = &document->sections[i];

        lint_view_read(view, section);
        section->kind = lint_classify(view);
        judge_section(view, arena, section);
        view->rights_clause |= view_first(view, LEXICON_INTERPRETATION) != NULL;
        document->kinds[section->kind]++;
        place_findings(&walk, arena, section);
    }
}

/* L13 is said once, where the first offence says that it is one, if the whole text lacks the
 * clause. */
static void judge_clause(const struct lint_view *view, struct lint_document *document)
{
    bool said = view->rights_clause;

    for (size_t i = 0; i < document->count; i++) {
        struct lint_section *section = &document->sections[i];
        size_t kept = 0;

        for (size_t f = 0; f < section->finding_count; f++) {
            if (section->findings[f].code == LINT_L13 && said)
                continue;
            said |= section->findings[f].code == LINT_L13;
            section->findings[kept++] = section->findings[f];
        }
        section->finding_count = kept;
    }
}

bool lint_read(const struct lexicon *lexicon, struct slice text, struct arena *arena,
               struct lint_document *out, struct error *error)
{
    struct lint_terms defined = {0};
    struct lint_view view = {.lexicon = lexicon, .defined = &defined};

    if (!lint_split(text, arena, out, error))
        return false;
    lint_terms_find(text, &defined);
    judge_document(&view, arena, out);
    judge_clause(&view, out);
    lint_view_free(&view);
    free(defined.items);
    if (out->kinds[LINT_OFFENCE] + out->kinds[LINT_PROCEDURE])
        return true;
    error_set(error, ERROR_TEXT_INVALID,
              "nothing was recognised: no offence and no power in %zu section%s; this is not "
              "judged (English statutes and bills only)",
              out->count, out->count == 1 ? "" : "s");
    return error_at(error, out->count ? out->sections[0].line : 1, 1);
}
