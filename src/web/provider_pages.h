/* What the pages of a provider share; used by them only. */
#ifndef PROVISO_WEB_PROVIDER_PAGES_H
#define PROVISO_WEB_PROVIDER_PAGES_H

#include "web/act_input.h"
#include "web/page_signing.h"
#include "web/provider_site.h"

/* Pages, below the language. */
route_handler provider_home, provider_receive, provider_about, provider_page_writ,
    provider_restrict, provider_objection, provider_object, provider_release_page,
    provider_release_begin, provider_production, provider_produce;

/* Files of a writ, as they are. */
route_handler provider_file;

/* What their forms send. */
extern const struct form_field provider_writ_fields[], provider_hand_fields[],
    provider_objection_fields[], provider_release_fields[], provider_production_fields[];

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

/* The status with which something is refused: the machine's failure, or what was sent. */
unsigned provider_status(const struct error *error);

/* What no page with a verdict leaves out. */
void write_limits(struct page *page);

/* What a release came to, its package and the next step. */
void write_release_account(struct page *page, const struct shown_writ *writ);

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

/* Whether an objection to the writ can be drafted. */
bool may_object(const struct site *site, const struct shown_writ *writ);

/* ---- a payload to be signed ---- */

struct signing {
    const struct shown_writ *writ;
    const char *rest;      /* the page's place behind the writ's: "/objection" */
    const char *name;      /* of the payload's file: "suspension.json" */
    const char *signature; /* what its signature is kept as (inbox_path) */
    const char *effect;    /* what follows from it; English */
    struct slice payload;
    struct slice attached; /* the text that it names, whole; empty: none */
    const char *attached_name;
};

/* The payload in words and as it is, how to sign it, and a form for the signature. */
void write_signing(struct page *page, const struct signing *signing);

/* Whether the form has a signature; its fields are PROVIDER_SIGNATURE_FIELDS. */
bool signing_sent(const struct form *form);
#define PROVIDER_SIGNATURE_FIELDS                                                                  \
    {ACT_BUTTON, FORM_LINE, FORM_NAME}, {"signature", FORM_PROSE, SIGNING_MOST},                   \
    {                                                                                              \
        "signature.file", FORM_FILE, SIGNING_MOST                                                  \
    }

/* Checks the signature (in a rehearsal: makes it) and keeps it beside the payload. False with findings or an error. */
bool take_signature(struct site *site, const struct signing *signing, const struct request *request,
                    const struct form *form, struct findings *findings, struct error *error);

/* ---- files to take away ---- */

/* A link to a file of the writ, by the name under which it is offered. */
void write_file_link(struct page *page, const struct shown_writ *writ, const char *name);

/* Those of `names` (ends with NULL) that are there, with size and SHA-256. */
void write_files(struct page *page, const struct shown_writ *writ, const char *caption,
                 const char *const *names);

/* A hash in type of its own. */
void write_hash(struct page *page, struct digest hash);

/* Appends a small file of the writ; false where there is none. */
bool read_kept(const struct provider_site *site, const struct shown_writ *writ, const char *kept,
               struct buffer *out);

/* The scope, and who decided, as such a list. */
void write_permit(struct page *page, const struct permit *permit);

#endif
