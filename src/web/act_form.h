/* The form of an act, as the act's table has it: labels are the table's meanings, a decision's words are
 * choices of one size, and what only a permission needs stands together and says so. Works without a
 * script; assets/act.js asks the same questions as a field is left. */
#ifndef PROVISO_WEB_ACT_FORM_H
#define PROVISO_WEB_ACT_FORM_H

#include "web/act_notes.h"
#include "web/page.h"

struct act_view {
    struct page *page;
    const struct act *act;
    const struct form_field *fields;
    const struct form *form;       /* what stands in it */
    const struct act_notes *notes; /* NULL: it was not looked at yet */
    json_t *known;                 /* what the matter says, a body; accounts in it are choices */
    const char *place;             /* where it is sent, without the language */
};

/* What was found out, on top, each linked to its field. Nothing where nothing was. */
void act_summary_write(const struct act_view *view);

/* The form itself, with its buttons. */
void act_form_write(const struct act_view *view);

/* The same values unseen, for a page on which they were checked. */
void act_hidden_write(const struct act_view *view);

#endif
