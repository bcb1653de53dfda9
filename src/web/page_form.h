/* Forms as every page writes them: the token against forged requests, labels, hints, and errors tied to
 * their fields. What a form sends is read by its route's fields (web/form.h). */
#ifndef PROVISO_WEB_PAGE_FORM_H
#define PROVISO_WEB_PAGE_FORM_H

#include "web/page.h"

enum field_input { INPUT_LINE, INPUT_PROSE, INPUT_FILE };

/* One input. Texts are English ones of the catalogue. */
struct field_row {
    const char *name; /* of the field, and its id */
    const char *label;
    const char *hint; /* NULL: none */
    enum field_input input;
    size_t most; /* bytes; 0: not said to the browser */
    bool needed;
};

/* A cookie that only this site gets back; over https the browser also refuses to set it otherwise.
 * `seconds` 0 ends it. */
void page_cookie(const struct site *site, const struct request *request, struct response *response,
                 const char *name, struct slice value, int seconds);

/* Opens a form that is sent to `place` of this site, with its token; a visitor without a session gets
 * one. `files`: it can send files. Before the first form of a page the headers are still open. */
void page_form_begin(struct page *page, const char *place, bool files);

/* The session to which the page's forms belong, which a visitor gets with the first of them. */
struct slice page_session(struct page *page);

/* Why what was sent is not done, above the form: an English sentence of the catalogue, or NULL. */
void page_wrong(struct page *page, const char *sentence);

/* A value that the reader does not see. */
void page_hidden(struct page *page, const char *name, struct slice value);

/* An input with its label; `error` is an English sentence of the catalogue that is written at it, or
 * NULL. */
void page_field(struct page *page, const struct field_row *row, struct slice value,
                const char *error);

/* A button that sends the form: one that is `second` is not the first thing to do. `name` and `value`
 * tell which it was; NULL: nothing. */
void page_button(struct page *page, const char *words, bool second, const char *name,
                 const char *value);

void page_form_end(struct page *page);

#endif
