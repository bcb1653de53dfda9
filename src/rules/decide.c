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

/* One finding for each bit, in the order of the table. */
static void find_judged(struct kernel_judgement judged, const struct effective *effective,
                        const int64_t facts[], const char *where, struct findings *findings)
{
    uint64_t found = judged.asks | judged.fails;

    for (unsigned p = 0; p < PARAMETER_COUNT && found >> p; p++) {
        if (judged.asks & PARAMETER_BIT(p))
            find(findings, FINDING_FACT_UNKNOWN, effective, p, (struct value){.kind = VALUE_NONE},
                 where);
        if (judged.fails & PARAMETER_BIT(p))
            find(findings, FINDING_LIMIT, effective, p,
                 parameter_fact(p, p == PARAMETER_AVAILABLE ? 1 : facts[p]), where);
    }
}

static void judge_extras(const struct effective *effective, const struct circumstances *facts,
                         const char *where, struct findings *findings)
{
    uint64_t known = (facts->known & facts->relevant) | facts->carried;

    for (size_t i = 0; i < effective->extra_count; i++) {
        const struct extra *extra = effective->extras[i];
        enum extra_verdict verdict =
            extra_judge(extra, facts->measure, facts->facts, known, facts->due);
        struct finding *finding;

        if (verdict == EXTRA_SILENT)
            continue;
        finding = findings_add(findings, FINDING_DENIED, where);
        if (finding->code != FINDING_DENIED)
            return;
        finding->outcome = verdict == EXTRA_ASKS ? OUTCOME_ASK : OUTCOME_REFUSE;
        finding->rule = extra->name;
        finding->whose = effective->extra_whose[i];
        finding->limit = (struct value){.kind = VALUE_TEXT, .text = extra->said};
    }
}

void decide(const struct effective *effective, const struct circumstances *circumstances,
            const char *where, struct findings *findings)
{
    bool unlisted = effective->whose[PARAMETER_AVAILABLE] & WHOSE_FLOOR;
    struct kernel_judgement judged;

    if (circumstances->measure != effective->measure) {
        struct effective none = {.measure = circumstances->measure, .whose = {0}};

        find(findings, FINDING_LIMIT, &none, PARAMETER_AVAILABLE,
             parameter_fact(PARAMETER_AVAILABLE, 1), where);
        return;
    }
    judged = kernel_judge(parameter_rules, PARAMETER_COUNT, effective->limits, circumstances->facts,
                          circumstances->known, circumstances->relevant,
                          unlisted ? parameters_general : UINT64_MAX);
    find_judged(judged, effective, circumstances->facts, where, findings);
    if (circumstances->due && !(unlisted && judged.fails & 1))
        judge_extras(effective, circumstances, where, findings);
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
