/* Any bytes as a register of offences and as the facts of a case: an error, or offences that keep
 * the laws of comparison and have a place for each element. */
#include <stdint.h>
#include <stdlib.h>

#include "law/maker.h"
#include "law/offence_findings.h"
#include "law/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PAIRS = 12 };

static void insist(bool holds)
{
    if (!holds)
        abort();
}

static void check_provision(const struct offence_register *offences,
                            const struct provision *provision)
{
    const struct offence_answers unanswered = {TRUTH_UNKNOWN, TRUTH_UNKNOWN};
    struct findings findings = {.count = 0};
    struct comparison comparison;

    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        insist(provision->places[i].line > provision->line && provision->places[i].column > 1);
    insist(provision->from < provision->to && provision->text.size && provision->cites.size);
    insist(offence_in_force(offences, provision->id, provision->from, NULL) == provision);
    provision_examine(provision, &unanswered, "", &findings);
    insist(findings_permit(&findings) ==
           (provision_outcome(provision, &unanswered) == OUTCOME_NOTE));
    compare_provisions(provision, provision, NULL, &comparison);
    insist(comparison.verdict == TRUTH_YES);
}

static void check_pair(const struct provision *first, const struct provision *second,
                       uint64_t *seed)
{
    struct comparison there, back;
    struct facts facts;

    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        facts.values[i] = maker_fact(seed, i);
    compare_provisions(first, second, &facts, &there);
    compare_provisions(second, first, &facts, &back);
    insist(there.verdict == back.verdict && there.deciding == back.deciding);
    insist((there.verdict == TRUTH_YES) == (there.deciding == 0));
    compare_provisions(first, second, NULL, &back);
    insist(back.verdict != TRUTH_YES || there.first <= there.second);
}

static void check_facts(const struct conduct *conduct)
{
    for (unsigned i = 0; i < ELEMENT_COUNT; i++) {
        struct buffer out = {0};

        insist(fact_within(i, conduct->facts.values[i], fact_unknown(i)));
        struct error error = {0};
        struct fact back;

        fact_format(i, conduct->facts.values[i], &out);
        insist(fact_parse(buffer_slice(&out), i, &back, &error));
        insist(fact_within(i, conduct->facts.values[i], back));
        buffer_free(&out);
    }
}

/* A text is read in the same way alone and among others, and never speaks for what is typed. */
static void check_reading(struct offence_register *offences)
{
    static struct lexicon lexicon;
    struct error error = {0};

    if (!lexicon.pattern_count)
        insist(lexicon_parse(slice_text(lexicon_text), &lexicon, &error));
    reading_of_register(&lexicon, offences);
    for (size_t i = 0; i < offences->count; i++) {
        const struct provision *provision = &offences->provisions[i];

        insist(provision->is_read);
        insist(provision->reading == reading_differs(&lexicon, provision));
        for (unsigned s = 0; s < STANDARD_COUNT; s++)
            insist(!(provision->reading & 1u << s) || s == STANDARD_L10 ||
                   !standard_applies(s, provision));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct offence_register offences;
    struct conduct conduct;
    struct error error = {0};
    uint64_t seed = size + 1;

    if (offence_register_parse(slice_of(data, size), &arena, &offences, &error)) {
        check_reading(&offences);
        for (size_t i = 0; i < offences.count; i++)
            check_provision(&offences, &offences.provisions[i]);
        for (size_t i = 0; i < offences.count && i < PAIRS; i++)
            for (size_t j = 0; j < i; j++)
                check_pair(&offences.provisions[i], &offences.provisions[j], &seed);
    } else {
        insist(error.code != ERROR_NONE && error.message[0]);
    }
    error = (struct error){0};
    if (conduct_parse(slice_of(data, size), &arena, &conduct, &error))
        check_facts(&conduct);
    else
        insist(error.code != ERROR_NONE && error.message[0]);
    arena_free(&arena);
    return 0;
}
