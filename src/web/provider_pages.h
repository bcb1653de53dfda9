/* What the pages of a provider share; used by them only. */
#ifndef PROVISO_WEB_PROVIDER_PAGES_H
#define PROVISO_WEB_PROVIDER_PAGES_H

#include "web/page.h"
#include "web/provider_site.h"

/* Pages, below the language. */
route_handler provider_home, provider_receive, provider_about, provider_page_writ,
    provider_restrict;

/* Files of a writ, as they are. */
route_handler provider_file;

/* What their forms send. */
extern const struct form_field provider_writ_fields[], provider_hand_fields[];

/* How a writ stands. */
enum bound {
    BOUND_YES,
    BOUND_PRESERVE, /* valid, and opens nothing */
    BOUND_DONE,     /* carried out: nothing more is handed over under it */
    BOUND_NO,
    BOUND_UNREADABLE
};

/* A writ of the inbox, judged now with every restriction that is known. */
struct shown_writ {
    struct digest hash;
    char hex[DIGEST_TEXT];
    struct buffer text;
    struct inbox_hands hands;
    struct provider_verdict verdict;
    struct text_names names; /* of the two States, by the pins */
    enum bound bound;
    struct error error; /* BOUND_UNREADABLE: why it could not be judged */
    struct arena arena;
};

/* The writ of the request's {writ}, from the heap: shown_writ_free. NULL where there is none. */
struct shown_writ *shown_writ_of(struct site *site, const struct request *request);

/* The kept writ of that hash. Never NULL. */
struct shown_writ *shown_writ_read(struct site *site, struct digest hash, instant now);
void shown_writ_free(struct shown_writ *writ); /* NULL is fine */

/* The permit that a valid writ gives. */
const struct permit *shown_writ_permit(const struct shown_writ *writ);

/* "/writs/<hash>" and what follows ("/release"), in the arena. */
const char *writ_place(struct arena *arena, const struct shown_writ *writ, const char *rest);

/* Begins a page for this reader alone. */
void provider_page_begin(struct page *page, void *site, const struct request *request,
                         struct response *response, const char *title, const char *lead);

/* The page of a writ; `error` (NULL: none) is said on top, with its status. */
void provider_write_writ(struct site *site, const struct request *request,
                         struct response *response, const struct shown_writ *writ,
                         const struct error *error);

/* The part of it about restrictions by hand. */
void write_hands(struct page *page, const struct shown_writ *writ);

/* How the writ stands, as a tag. */
void write_bound(struct page *page, enum bound bound);

/* A term and what it is, in a list of facts: the caller writes what it is, then fact_end. */
void fact_begin(struct page *page, const char *term);
void fact_end(struct page *page);

/* The two fields of a restriction by hand; where they are `needed`, the form is sent with nothing else. */
void write_hand_fields(struct page *page, bool needed);

/* Keeps the restriction that the form has with a writ: a statement whose bytes and signatures fit
 * together; whether it counts is the verdict's to say. None sent: true. */
bool take_hand(struct provider_site *site, const struct form *form, struct digest writ,
               struct error *error);

/* The scope, and who decided, as such a list. */
void write_permit(struct page *page, const struct permit *permit);

#endif
