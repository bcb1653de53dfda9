#include "web/act_notes.h"

struct making {
    const struct form_field *fields;
    struct arena *arena;
    struct act_notes *out;
};

/* Which field answers a limit of the rulebooks, and which a finding; the first that the form has. */
static const struct {
    const char *rule; /* what stands behind the '.' of the parameter's name */
    const char *field;
} of_rules[] = {
    {"available", "scope.measure"},
    {"penalty", "offence.max_penalty_months"},
    {"offences", "offence.class"},
    {"duration", "scope.until"},
    {"window", "scope.from"},
    {"period", "scope.to"},
    {"targets", "targets.0.person"},
    {"third-parties", "targets.0.role"},
    {"accounts", "scope.accounts"},
    {"case-targets", "case"},
    {"account-matters", "scope.accounts"},
    {"person-matters", "targets.0.person"},
    {"total", "scope.to"},
    {"suspicion", "targets.0.suspicion"},
    {"categories", "scope.categories"},
    {"judges", "with"},
    {"privileged", "privileged"},
    {"grounds", "answers.r01.answer"},
};

static const struct {
    enum finding_code code;
    const char *field;
} of_codes[] = {
    {FINDING_SCOPE_WIDENED, "scope.measure"},
    {FINDING_SCOPE_EMPTY, "scope.from"},
    {FINDING_OFFENCE_UNKNOWN, "offence.id"},
    {FINDING_OFFENCE_NOT_IN_FORCE, "offence.id"},
    {FINDING_OFFENCE_MISSTATED, "offence.id"},
    {FINDING_PENALTY_UNSTATED, "offence.max_penalty_months"},
    {FINDING_CONDUCT_OUTSIDE, "conduct.act"},
    {FINDING_DUAL_CRIMINALITY_MISSTATED, "verdict"},
    {FINDING_RECIPIENT_UNKNOWN, "recipients"},
    {FINDING_PROTECTED_ACTIVITY, "protected_activity"},
    {FINDING_GROUND_OTHER, "ground"},
    {FINDING_GROUND_UNKNOWN, "outcome"},
    {FINDING_RIGHTS, "outcome"},
    {FINDING_GROUND_UNANSWERED, "answers.r01.answer"},
    {FINDING_LIST_OTHER, "list"},
    {FINDING_RULEBOOK_CHAIN, "rulebook"},
    {FINDING_RULEBOOK_MISSING, "rulebook"},
    {FINDING_OFFENCES_BAD, "offences"},
    {FINDING_OFFENCES_MISSING, "offences"},
};

/* The name as the form has it: of a line of several, "scope.accounts.2", and of a group, "targets.0",
 * too. */
static bool has_field(const struct form_field *fields, struct slice name)
{
    for (; fields->name; fields++) {
        struct slice field = slice_text(fields->name);

        if (slice_equal(field, name))
            return true;
        if (fields->kind == FORM_LIST && slice_starts(name, field) && name.size > field.size &&
            name.data[field.size] == '.')
            return true;
    }
    return false;
}

static const char *field_or_none(const struct making *making, const char *name)
{
    return has_field(making->fields, slice_text(name)) ? name : "";
}

/* "XA 2 application: targets[0].suspicion, copies …" */
static const char *field_of_where(const struct making *making, const char *where)
{
    const char *colon = strstr(where, ": ");
    struct slice place;

    if (!colon)
        return "";
    place = slice_text(colon + 2);
    return field_or_none(
        making, act_field_name(slice_part(place, 0, strcspn(colon + 2, ", ")), making->arena));
}

static const char *field_of(const struct making *making, const struct finding *finding)
{
    const char *field = field_of_where(making, finding->where);
    const char *dot = finding->rule ? strchr(finding->rule, '.') : NULL;

    for (size_t i = 0; !*field && dot && i < sizeof of_rules / sizeof *of_rules; i++)
        if (strcmp(dot + 1, of_rules[i].rule) == 0)
            field = field_or_none(making, of_rules[i].field);
    for (size_t i = 0; !*field && i < sizeof of_codes / sizeof *of_codes; i++)
        if (finding->code == of_codes[i].code)
            field = field_or_none(making, of_codes[i].field);
    return field;
}

static struct act_note *add(struct making *making, const char *field, enum outcome outcome)
{
    struct act_note *note = &making->out->items[making->out->count];

    if (making->out->count == ACT_NOTES)
        return NULL;
    making->out->count++;
    *note = (struct act_note){.field = field, .outcome = outcome};
    making->out->refuses = making->out->refuses || outcome == OUTCOME_REFUSE;
    return note;
}

static void add_finding(struct making *making, const struct finding *finding,
                        const struct text_names *names, enum language language)
{
    struct act_note *note = add(making, field_of(making, finding), finding->outcome);
    struct buffer text = {0};

    if (!note)
        return;
    finding_sentence(language, finding, names, &text);
    note->text = arena_copy(making->arena, buffer_slice(&text));
    note->row = finding->row;
    buffer_free(&text);
}

static void add_error(struct making *making, const struct error *error, enum language language)
{
    const char *place = act_field_name(slice_text(error->where), making->arena);
    struct act_note *note;

    if (!has_field(making->fields, slice_text(place)) && strcmp(place, "answers") == 0)
        place = "answers.r01.answer";
    note = add(making, field_or_none(making, place), OUTCOME_REFUSE);
    if (!note)
        return;
    note->text = slice_text(language_text(language, error->message));
    note->text = error->line ? arena_format(making->arena, "%.*s (%u:%u)", SLICE_ARG(note->text),
                                            error->line, error->column)
                             : arena_copy(making->arena, note->text);
    note->english = true;
}

void act_notes_make(const struct form_field *fields, const struct act_problems *problems,
                    const struct error *error, const struct findings *findings,
                    const struct text_names *names, enum language language, struct arena *arena,
                    struct act_notes *out)
{
    struct making making = {fields, arena, out};

    *out = (struct act_notes){0};
    for (size_t i = 0; problems && i < problems->count; i++) {
        struct act_note *note = add(&making, problems->items[i].field, OUTCOME_REFUSE);

        if (note)
            note->text = slice_text(language_text(language, problems->items[i].words));
    }
    if (error && error->code != ERROR_NONE)
        add_error(&making, error, language);
    for (int outcome = OUTCOME_REFUSE; findings && outcome >= OUTCOME_NOTE; outcome--)
        for (size_t i = 0; i < findings->count; i++)
            if ((int)findings->items[i].outcome == outcome)
                add_finding(&making, &findings->items[i], names, language);
}

const struct act_note *act_note_next(const struct act_notes *notes, const char *field, size_t *at)
{
    while (*at < notes->count) {
        const struct act_note *note = &notes->items[(*at)++];

        if (strcmp(note->field, field) == 0)
            return note;
    }
    return NULL;
}
