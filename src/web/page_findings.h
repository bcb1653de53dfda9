/* Findings on a page: what the core says, refusals first, each with its row, whose rule binds and where
 * it was found. */
#ifndef PROVISO_WEB_PAGE_FINDINGS_H
#define PROVISO_WEB_PAGE_FINDINGS_H

#include "text/finding.h"
#include "web/page.h"

/* One finding: outcome in words, sentence, row, place. */
void page_finding(struct page *page, const struct finding *finding, const struct text_names *names);

/* All of them as a list: refusals, questions, notes, each in their order; nothing where there are none.
 * `names` may be NULL. */
void page_findings(struct page *page, const struct findings *findings,
                   const struct text_names *names);

/* What an error says, as a box that is read out: its code, its message, its place. */
void page_error(struct page *page, const struct error *error);

#endif
