/* Where something is to be signed: on the State's signing page, with ssh-keygen, or (in a demo) with the
 * demo's key; and where the signature is handed in. */
#ifndef PROVISO_WEB_PAGE_SIGNING_H
#define PROVISO_WEB_PAGE_SIGNING_H

#include "node/pending.h"
#include "web/form.h"
#include "web/page.h"

enum { SIGNING_MOST = SIGNATURE_BLOCKS * SIGNATURE_ARMOUR_LIMIT };

struct page_signing {
    const char *place;         /* that shows it, and to which its form is sent */
    const char *file;          /* what the bytes are called as a file */
    struct slice bytes;        /* that are signed */
    const struct slice *texts; /* the attachments beside it, to be read on the signing page, too */
    size_t text_count;
    struct slice by;            /* in a rehearsal; empty: who is signed in */
    struct pending_signing key; /* of who reads: node_pending_signing */
};

/* What its form sends, and the values of ACT_BUTTON in it: SIGNING_SIGN, SIGNING_REHEARSE. */
extern const struct form_field page_signing_fields[];
#define SIGNING_SIGN     "sign"
#define SIGNING_REHEARSE "rehearse"

void page_signing(struct page *page, const struct page_signing *signing);

/* A button in a form of its own that is sent to `place`. */
void page_signing_button(struct page *page, const char *place, const char *words, bool second,
                         const char *value);

/* The armour that was handed in, pasted or as a file, with line ends as ssh-keygen writes them; in the
 * arena. */
struct slice page_signing_armour(const struct request *request, const struct form *form);

#endif
