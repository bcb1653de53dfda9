/* What the pages of acts share: who asks for which act of which matter, and the payload that comes of
 * what they said. */
#ifndef PROVISO_WEB_ACT_PAGE_H
#define PROVISO_WEB_ACT_PAGE_H

#include "node/node.h"
#include "web/act_form.h"

struct acting {
    struct site *site;
    const struct request *request;
    struct response *response;
    const struct act *act;
    const char *chain; /* for a draft: "XA-2026-000001", "new", NULL: the State's own */
    const char *place; /* of the form: "/matters/XA-2026-000001/acts/approval" */
    const struct form_field *fields;
    struct form *form;
    json_t *known; /* what the matter says */
};

/* Finds the act that the path names. False, with nothing to be freed, where there is none, where the
 * reader has no role for it, or where the matter is not for them: it then does not exist. What the matter
 * says is read and the reading logged. */
bool acting_begin(struct site *site, const struct request *request, struct response *response,
                  struct acting *out);
/* The same for an act and chain (empty: the State's own) that are known otherwise. */
bool acting_again(struct site *site, const struct request *request, struct response *response,
                  const struct act *act, struct slice chain, struct acting *out);
void acting_end(struct acting *acting);

/* A payload that was checked. */
struct acting_draft {
    struct act_said said;
    struct buffer payload;
    char chain[CHAIN_MOST];
    struct findings findings;
    struct error error;
    bool checked;  /* the core was asked */
    bool accepted; /* and would accept it */
};

/* Reads the form, and asks the core where nothing is missing. Nothing is stored. */
void acting_check(const struct acting *acting, struct acting_draft *out);
/* Freezes what was checked and accepted, and sends the reader to where it is signed. */
bool acting_freeze(const struct acting *acting, struct acting_draft *draft);
void acting_draft_free(struct acting_draft *draft);

/* The view of the form, with what was found out. `page` is begun; `draft` NULL: nothing was. */
struct act_view acting_view(const struct acting *acting, struct page *page,
                            const struct acting_draft *draft);

/* Whether an official of these roles may begin the act, here or in a matter. */
bool acting_may(const struct act *act, uint32_t roles);

#endif
