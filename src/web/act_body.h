/* A statement's body in plain words, from the act's table: what stands on the page on which it is checked,
 * and on that on which it is signed. */
#ifndef PROVISO_WEB_ACT_BODY_H
#define PROVISO_WEB_ACT_BODY_H

#include "web/act_fill.h"
#include "web/page.h"

/* Writes each member with its meaning. `bytes` gives the texts by hash; one that it does not know is named
 * by its hash alone. */
void act_body_write(struct page *page, const struct act *act, json_t *body, act_bytes_of *bytes,
                    void *context);

#endif
