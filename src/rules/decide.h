/* The decision: the circumstances of a matter against the limits that bind it. Every failing ground
 * at once, each with its row, whose rule it is, the value and the limit (promise 6). */
#ifndef PROVISO_RULES_DECIDE_H
#define PROVISO_RULES_DECIDE_H

#include "rules/meet.h"
#include "terms/finding.h"

/* The facts, one per parameter, in these units:
 *   VALUE_HOURS, VALUE_DAYS   seconds, compared exactly: 30 days are 2,592,000 seconds
 *   VALUE_MONTHS              whole months; for WINDOW see window_months
 *   VALUE_COUNT               a number
 *   VALUE_SET                 the mask of what is stated, sought, covered or answered
 *   VALUE_FLAG                1 where it is so: the court has approved, each target has its facts
 * AVAILABLE needs no fact: deciding is asking for the measure. An empty set keeps every PERMITTED
 * limit: where nothing was stated, the fact is unknown, not empty. */
struct circumstances {
    enum measure measure;
    int64_t facts[PARAMETER_COUNT];
    uint64_t known;    /* PARAMETER_BIT of each fact that is there */
    uint64_t relevant; /* PARAMETER_BIT of each parameter that matters at this step */
    uint64_t
        carried;  /* and of each fact that an earlier step stated: extras are judged by it, too */
    uint64_t due; /* facts that have to be there by now; 0: a step that extras do not judge */
};

/* States a fact: sets value, known and relevant. */
void circumstances_state(struct circumstances *circumstances, enum parameter parameter,
                         int64_t fact);

/* Marks a parameter as one that matters although its fact is not known: it will ask. */
void circumstances_ask(struct circumstances *circumstances, enum parameter parameter);

/* Adds, for each relevant parameter: FACT_UNKNOWN (asks) where the fact is not known, LIMIT
 * (refuses) where it fails, with row and full name of the parameter. AVAILABLE is always relevant;
 * where the floor itself does not provide for the measure that is the whole answer about it, and
 * only general parameters follow. Then, where facts are due, for each extra DENIED, or as an ask, where
 * facts that are due and not known decide it. Circumstances of another measure than the limits' are refused as
 * not available. Adds nothing where everything is kept. */
void decide(const struct effective *effective, const struct circumstances *circumstances,
            const char *where, struct findings *findings);

/* The months that a window back to `from` needs, seen from `reference`: the smallest m >= 0 for
 * which instant_add_months(reference, -m) <= from. INT64_MAX for an instant outside 1970 to 9999.
 */
int64_t window_months(instant from, instant reference);

#endif
