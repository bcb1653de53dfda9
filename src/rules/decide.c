#include "rules/decide.h"

/* Year 9999 in months, and one: no window between two instants needs more. */
enum { MONTHS_MOST = 12 * 10000 };

void circumstances_state(struct circumstances *circumstances, enum parameter parameter,
                         int64_t fact)
{
    circumstances->facts[parameter] = fact;
    circumstances->known |= PARAMETER_BIT(parameter);
    circumstances->relevant |= PARAMETER_BIT(parameter);
}

void circumstances_ask(struct circumstances *circumstances, enum parameter parameter)
{
    circumstances->known &= ~PARAMETER_BIT(parameter);
    circumstances->relevant |= PARAMETER_BIT(parameter);
}

static void find(struct findings *findings, enum finding_code code,
                 const struct effective *effective, enum parameter parameter, struct value value,
                 const char *where)
{
    struct finding *finding = findings_add(findings, code, where);

    if (finding->code != code) /* no room: it says TOO_MANY, and nothing else */
        return;
    finding->row = parameter_table[parameter].row;
    finding->rule = parameter_name(effective->measure, parameter);
    finding->whose = effective->whose[parameter];
    finding->value = value;
    finding->limit = parameter_value(parameter, effective->limits[parameter]);
}

static void judge(const struct effective *effective, enum parameter parameter, bool known,
                  int64_t fact, const char *where, struct findings *findings)
{
    if (!known)
        find(findings, FINDING_FACT_UNKNOWN, effective, parameter,
             (struct value){.kind = VALUE_NONE}, where);
    else if (!lattice_permits(parameter_table[parameter].direction,
                              effective_seconds(effective, parameter), fact))
        find(findings, FINDING_LIMIT, effective, parameter, parameter_fact(parameter, fact), where);
}

void decide(const struct effective *effective, const struct circumstances *circumstances,
            const char *where, struct findings *findings)
{
    uint64_t known = circumstances->known, relevant = circumstances->relevant;
    bool unlisted = !effective->limits[PARAMETER_AVAILABLE] &&
                    (effective->whose[PARAMETER_AVAILABLE] & WHOSE_FLOOR);

    if (circumstances->measure != effective->measure) {
        struct effective none = {.measure = circumstances->measure, .whose = {0}};

        find(findings, FINDING_LIMIT, &none, PARAMETER_AVAILABLE,
             parameter_fact(PARAMETER_AVAILABLE, 1), where);
        return;
    }
    judge(effective, PARAMETER_AVAILABLE, true, 1, where, findings);
    relevant &= ~PARAMETER_BIT(PARAMETER_AVAILABLE);
    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        if (relevant & PARAMETER_BIT(p) && (!unlisted || parameter_is_general(p)))
            judge(effective, p, known & PARAMETER_BIT(p), circumstances->facts[p], where, findings);
}

int64_t window_months(instant from, instant reference)
{
    const instant last = instant_civil(9999, 12, 31, 23, 59, 59);
    int64_t low = 0, high = MONTHS_MOST;

    if (from < 0 || from > last || reference < 0 || reference > last)
        return INT64_MAX;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (instant_add_months(reference, -middle) <= from)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
