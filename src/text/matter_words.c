#include "text/matter_words.h"

enum { WORDS_MOST = 6 };

static const struct {
    const char *name, *task;
    const char *choices[WORDS_MOST], *decided[WORDS_MOST]; /* by the act's words */
} rows[MATTER_ACTS] = {
    [MATTER_APPLICATION] = {.name = "Application", .task = "Apply for a measure"},
    [MATTER_AUTHORISATION] = {.name = "Authorisation",
                              .task = "Decide on the application",
                              .choices = {"Grant what is asked", "Narrow it and grant", "Refuse",
                                          "Ask for more"},
                              .decided = {"granted", "narrowed and granted", "refused",
                                          "asked for more"}},
    [MATTER_REQUEST] = {.name = "Request", .task = "Ask the other State for assistance"},
    [MATTER_RECEIPT] = {.name = "Receipt", .task = "Acknowledge the request"},
    [MATTER_DUAL_CRIMINALITY] = {.name = "Dual criminality",
                                 .task = "Compare the two offences",
                                 .choices = {"It is a crime here too", "It is no crime here",
                                             "It is not known"},
                                 .decided = {"a crime here too", "no crime here", "not known"}},
    [MATTER_RIGHTS_ASSESSMENT] = {.name = "Rights assessment",
                                  .task = "Assess the risk to rights",
                                  .choices = {"No indication of any ground",
                                              "Something is not known",
                                              "A ground of refusal is met"},
                                  .decided = {"no indication", "not known", "adverse"}},
    [MATTER_APPROVAL] = {.name = "Approval",
                         .task = "Decide on the request",
                         .choices = {"Approve what is asked", "Approve with conditions",
                                     "Narrow it and approve", "Refuse", "Not yet: postpone",
                                     "Name a less intrusive measure"},
                         .decided = {"approved", "approved with conditions",
                                     "narrowed and approved", "refused", "postponed",
                                     "another measure named"}},
    [MATTER_SUSPENSION] = {.name = "Suspension", .task = "Stop the measure until it is resumed"},
    [MATTER_RESUMPTION] = {.name = "Resumption", .task = "Lift the suspension"},
    [MATTER_TERMINATION] = {.name = "Termination", .task = "End the measure for good"},
    [MATTER_PRODUCTION] = {.name = "Production", .task = "State what was handed out"},
};

const char *matter_act_name(enum matter_act act)
{
    return rows[act].name;
}

const char *matter_act_task(enum matter_act act)
{
    return rows[act].task;
}

const char *matter_choice(enum matter_act act, unsigned word)
{
    return word < WORDS_MOST ? rows[act].choices[word] : NULL;
}

const char *matter_decided(enum matter_act act, unsigned word)
{
    return word < WORDS_MOST ? rows[act].decided[word] : NULL;
}

bool matter_choice_at(enum matter_act act, unsigned place, unsigned *word)
{
    static const enum effect order[] = {EFFECT_PERMITS, EFFECT_RECORDS, EFFECT_RESTRICTS};
    const struct act *row = &matter_acts.acts[act];

    for (size_t i = 0; row->decides && i < sizeof order / sizeof *order; i++)
        for (unsigned w = 0; w < row->words->count; w++)
            if (row->effects[w] == order[i] && place-- == 0) {
                *word = w;
                return true;
            }
    return false;
}
