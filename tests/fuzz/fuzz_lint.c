/* Any bytes as a statute: refused with a reason, or sections whose findings lie inside the text,
 * each with words and a place; offences and powers are never left without something said about
 * them. */
#include <stdint.h>
#include <stdlib.h>

#include "law/lint_maker.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void insist(bool holds)
{
    if (!holds)
        abort();
}

static void check_finding(const struct lint_document *document, const struct lint_finding *finding)
{
    insist(finding->code < LINT_CODE_COUNT && finding->words.size);
    insist(finding->place.offset + finding->size <= document->text.size);
    insist(finding->place.line >= 1 && finding->place.column >= 1);
    insist(finding->place.end_line >= finding->place.line);
}

static void check_section(const struct lint_document *document, const struct lint_section *section)
{
    insist(section->id.size || document->form != LINT_FORM_NONE);
    insist(section->line >= 1 && section->kind <= LINT_PROCEDURE);
    for (size_t i = 0; i < section->finding_count; i++)
        check_finding(document, &section->findings[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct lint_document document;
    struct error error = {0};

    if (maker_lint(slice_of(data, size), &arena, &document, &error)) {
        insist(document.kinds[LINT_OFFENCE] + document.kinds[LINT_PROCEDURE] > 0);
        for (size_t i = 0; i < document.count; i++)
            check_section(&document, &document.sections[i]);
    } else {
        insist(error.code != ERROR_NONE && error.message[0]);
    }
    arena_free(&arena);
    return 0;
}
