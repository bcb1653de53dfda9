/* What every page shares: frame and navigation, texts in the reader's language, links that work both
 * from a server and from files, dates, tables. */
#ifndef PROVISO_WEB_PAGE_H
#define PROVISO_WEB_PAGE_H

#include "base/zone.h"
#include "web/html.h"
#include "web/site.h"

struct page {
    struct html html;
    struct site *site;
    const struct request *request;
    struct response *response;
    struct view *view; /* page_end gives it back; NULL: a provider's page */
    struct slice name; /* of the State, or the provider */
    instant made;      /* when what is shown was read */
    enum language language;
    struct arena *arena;            /* of the request */
    struct zone zone;               /* the reader's; UTC where they chose none */
    const struct table_head *heads; /* of the table that is being written */
    unsigned column;
    struct slice visitor; /* the session that a form of this page began; empty: none */
};

/* Starts a page: headers, navigation, <main> with the title as its heading; both texts are English
 * ones of the catalogue. `lead` is the sentence below the heading, or NULL. */
void page_begin(struct page *page, void *site, const struct request *request,
                struct response *response, const char *title, const char *lead);

/* The same with a title that is a text of the State's, in that language ("" where it is not known).
 */
void page_begin_in(struct page *page, void *site, const struct request *request,
                   struct response *response, const char *language, const char *title,
                   const char *lead);

/* Ends it: footer, everything closed. */
void page_end(struct page *page);

/* The English text in the reader's language. */
const char *page_text(const struct page *page, const char *english);

/* Writes it. In page_fill {name} stands for a value, and {name:words} makes `words` a link to the
 * place that is its value: pairs of name and value follow, then NULL. */
void page_say(struct page *page, const char *english);
void page_fill(struct page *page, const char *english, ...) __attribute__((sentinel));

/* An element with such a text; `class` may be NULL. */
void page_element(struct page *page, const char *element, const char *class, const char *english);
void page_paragraph(struct page *page, const char *english, ...) __attribute__((sentinel));

/* A heading of a section, with an id for links to it. */
void page_heading(struct page *page, const char *element, const char *id, const char *english);

/* The URL of a page of this site in the reader's language ("/rules#P5"), and of a file
 * ("/ledger/matters/checkpoint"): absolute on a server, relative in files. */
const char *page_url(const struct page *page, const char *place);
const char *page_url_in(const struct page *page, enum language language, const char *place);
const char *page_file_url(const struct page *page, const char *path);
void page_link(struct page *page, const char *place, const char *text);

/* The row of a safeguard, linked to its explanation. */
void page_row_link(struct page *page, const char *row);

/* Numbers, days, times. A time has UTC in its <time>, and the reader's zone before it. */
void page_number(struct page *page, uint64_t number);
void page_day(struct page *page, instant at);
void page_time(struct page *page, instant at);

/* Words in a code's type: hashes, keys, names of offices. */
void page_code(struct page *page, struct slice text);

/* The names of roles (a mask of ROLE_…), with commas. */
void page_roles(struct page *page, uint32_t roles);

/* What no page with a verification leaves out. */
void page_not_promised(struct page *page);

/* A table whose rows become cards on a small screen, but for names with one number each. Heads end with
 * a NULL name; the first column names the row. */
struct table_head {
    const char *name; /* English */
    bool number;      /* set to the right */
};
void page_table_begin(struct page *page, const char *caption, const struct table_head *heads);
void page_table_end(struct page *page);
void page_row_begin(struct page *page);
void page_row_end(struct page *page);
void page_cell_begin(struct page *page);
void page_cell_end(struct page *page);
void page_cell(struct page *page, const char *text); /* as it is */
void page_cell_number(struct page *page, uint64_t number);

#endif
