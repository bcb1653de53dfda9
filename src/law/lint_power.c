/* The safeguards that a section granting a power lacks, and powers to block. */
#include "law/lint_view.h"

/* How far from a duty of silence its end may stand, in words. */
enum { SECRECY_NEAR = 15 };

/* What a power does to a person, from its words. */
enum {
    POWER_COVERT = 1,
    POWER_SEARCH = 2,
    POWER_PRESERVE = 4,
    POWER_OBTAIN = 8,
    POWER_BLOCK = 16,
    POWER_FOREIGN = 32
};

enum { EVERY = POWER_COVERT | POWER_SEARCH | POWER_OBTAIN };

/* A finding where the safeguard is missing, for these powers. */
static const struct {
    enum lint_safeguard safeguard;
    enum lint_code code;
    unsigned powers;
} demands[] = {
    {LINT_SAFEGUARD_JUDGE, LINT_NO_JUDGE, EVERY | POWER_BLOCK | POWER_FOREIGN},
    {LINT_SAFEGUARD_DURATION, LINT_NO_DURATION, POWER_COVERT | POWER_SEARCH | POWER_PRESERVE},
    {LINT_SAFEGUARD_NECESSITY, LINT_NO_NECESSITY, EVERY},
    {LINT_SAFEGUARD_SUSPICION, LINT_NO_SUSPICION, EVERY | POWER_PRESERVE},
    {LINT_SAFEGUARD_TARGET, LINT_NO_TARGET, EVERY | POWER_PRESERVE},
    {LINT_SAFEGUARD_SERIOUS_CRIME, LINT_NO_THRESHOLD, POWER_COVERT},
    {LINT_SAFEGUARD_NOTICE, LINT_NO_NOTICE, EVERY},
    {LINT_SAFEGUARD_REMEDY, LINT_NO_REMEDY, EVERY | POWER_BLOCK},
    {LINT_SAFEGUARD_PRIVILEGE, LINT_NO_PRIVILEGE, EVERY},
    {LINT_SAFEGUARD_SUPERVISION, LINT_NO_SUPERVISION, POWER_COVERT},
    {LINT_SAFEGUARD_MINIMISATION, LINT_NO_MINIMISATION, POWER_COVERT | POWER_SEARCH},
    {LINT_SAFEGUARD_DUAL_CRIMINALITY, LINT_NO_DUAL_CRIMINALITY, POWER_FOREIGN},
    {LINT_SAFEGUARD_RIGHTS_GROUND, LINT_NO_RIGHTS_GROUND, POWER_FOREIGN},
};

static unsigned powers_of(const struct lint_view *view)
{
    if (view_first(view, LEXICON_FOREIGN))
        return POWER_FOREIGN;
    if (view_first(view, LEXICON_BLOCKING))
        return POWER_BLOCK;
    if (!view_first(view, LEXICON_INTRUSION))
        return 0;
    if (view_first(view, LEXICON_COVERT))
        return POWER_COVERT;
    if (view_first(view, LEXICON_PRESERVATION))
        return POWER_PRESERVE;
    return view_first(view, LEXICON_SEARCH) ? POWER_SEARCH : POWER_OBTAIN;
}

static void recognise(const struct lint_view *view, struct lint_recognised *seen)
{
#define X(constant, name, class)                                                                   \
    if (view_first(view, LEXICON_##class))                                                         \
        seen->safeguards |= 1u << LINT_SAFEGUARD_##constant;
    LINT_SAFEGUARDS(X)
#undef X
    if (!view_unsettled(view, LEXICON_NECESSITY, LEXICON_NO_NECESSITY, 0, view->tokens.count))
        seen->safeguards &= ~(1u << LINT_SAFEGUARD_NECESSITY);
    if (!view_unsettled(view, LEXICON_NOTICE, LEXICON_NO_NOTICE, 0, view->tokens.count))
        seen->safeguards &= ~(1u << LINT_SAFEGUARD_NOTICE);
    /* "without a warrant" is no warrant */
    if (view_first(view, LEXICON_NO_WARRANT))
        seen->safeguards &= ~(1u << LINT_SAFEGUARD_JUDGE);
    lint_penalty_read(view, seen);
}

static void judge_secrecy(const struct lint_view *view, struct lint_report *report)
{
    const struct lint_event *event = view_first(view, LEXICON_SECRECY);
    size_t from;

    if (!event)
        return;
    from = event->first > SECRECY_NEAR ? event->first - SECRECY_NEAR : 0;
    if (!lint_events_first(&view->events, LEXICON_DURATION, from, event->last + SECRECY_NEAR))
        lint_report_add(report, LINT_GAG, view_words(view, event), (struct slice){0});
}

void lint_judge_power(const struct lint_view *view, struct lint_report *report)
{
    const struct lint_event *power = view_first(view, LEXICON_POWER);
    const struct lint_event *event;
    unsigned powers = powers_of(view);
    struct slice anchor = power ? view_words(view, power) : view_opening(view);

    recognise(view, &report->section->recognised);
    event = view_first(view, LEXICON_NO_WARRANT);
    if (event)
        lint_report_add(report, LINT_NO_WARRANT, view_words(view, event), (struct slice){0});
    for (size_t i = 0; i < sizeof demands / sizeof *demands; i++)
        if ((demands[i].powers & powers) &&
            !(report->section->recognised.safeguards & 1u << demands[i].safeguard) &&
            !(event && demands[i].code == LINT_NO_JUDGE))
            lint_report_add(report, demands[i].code, anchor, (struct slice){0});
    event = view_first(view, LEXICON_RETENTION);
    if (event && powers)
        lint_report_add(report, LINT_BULK, view_words(view, event), (struct slice){0});
    judge_secrecy(view, report);
}

void lint_judge_blocking(const struct lint_view *view, struct lint_report *report)
{
    const struct lint_event *event = view_first(view, LEXICON_BLOCKING);

    if (!event && report->section->kind != LINT_OTHER)
        event = view_first(view, LEXICON_ANONYMITY);
    if (event)
        lint_report_add(report, LINT_L14, view_words(view, event), (struct slice){0});
}
