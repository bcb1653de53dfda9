/* Offences in words: what the public pages and those of a matter share. */
#ifndef PROVISO_WEB_PAGE_OFFENCE_H
#define PROVISO_WEB_PAGE_OFFENCE_H

#include "law/offence_findings.h"
#include "web/page.h"

/* "5 years", "life", "left to each State". */
void page_penalty(struct page *page, const struct provision *provision);

/* The value of an element: "intent"; "a computer system; computer data". */
void page_element_value(struct page *page, enum element element, int64_t value);

#endif
