#include "web/act_words.h"

#include "register/acts.h"
#include "rules/acts.h"
#include "text/matter_words.h"
#include "text/title.h"

static const struct {
    const char *type, *task;
} state_tasks[] = {
    {"found", "Found the register"},
    {"office", "Enter an office"},
    {"appointment", "Appoint an official"},
    {"recipient", "Enter an age key"},
    {"revocation", "End a key or a signing page"},
    {"signing-origin", "Enter a signing page"},
    {"rulebook", "Adopt a rulebook"},
    {"offences", "Adopt a register of offences"},
};

/* Words of lists that have no titles of their own. */
static const struct {
    const char *word, *title;
} plain[] = {
    {"no-indication", "no indication"}, {"yes", "yes"},
    {"not-known", "not known"},         {"suspect", "suspect"},
    {"third-party", "third party"},
};

/* The number of an act of matters, or -1. */
static int matter_number(const struct act *act)
{
    return act >= matter_acts.acts && act < matter_acts.acts + MATTER_ACTS
               ? (int)(act - matter_acts.acts)
               : -1;
}

const char *act_task(const struct act *act)
{
    int number = matter_number(act);

    if (number >= 0)
        return matter_act_task((enum matter_act)number);
    for (size_t i = 0; i < sizeof state_tasks / sizeof *state_tasks; i++)
        if (strcmp(act->type, state_tasks[i].type) == 0)
            return state_tasks[i].task;
    return act->meaning;
}

const char *act_choice(const struct act *act, const struct field *field, unsigned word)
{
    int number = matter_number(act);
    const char *title = NULL;

    if (number >= 0 && act->decides && field->words == act->words)
        title = matter_choice((enum matter_act)number, word);
    for (size_t i = 0; !title && i < sizeof plain / sizeof *plain; i++)
        if (strcmp(field->words->words[word], plain[i].word) == 0)
            title = plain[i].title;
    return title ? title : word_title(field->words, word);
}

const struct act_table *const act_tables[] = {&matter_acts, &register_acts, &rules_acts, NULL};

const struct act *act_of_page(struct slice type, const char **chain)
{
    for (size_t i = 0; act_tables[i]; i++) {
        const struct act *act = act_find(act_tables[i], type);

        *chain = act_tables[i]->chain;
        if (act)
            return act;
    }
    return NULL;
}
