/* Forms that a passkey answers: assets/passkey.js asks the browser and fills in what it says. */
#ifndef PROVISO_WEB_PAGE_PASSKEY_H
#define PROVISO_WEB_PAGE_PASSKEY_H

#include "node/account.h"
#include "web/page_form.h"

enum { PASSKEY_PURPOSE_MOST = 80 };

/* What a form of the kind sends; every value in base64url but the message. */
#define PASSKEY_FIELDS                                                                             \
    {"message", FORM_LINE, CHALLENGE_TEXT},                                                        \
    {                                                                                              \
        "client_data", FORM_LINE, PASSKEY_CLIENT_DATA                                              \
    }
#define PASSKEY_ASSERTION_FIELDS                                                                   \
    PASSKEY_FIELDS, {"credential", FORM_LINE, PASSKEY_CREDENTIAL},                                 \
        {"authenticator_data", FORM_LINE, PASSKEY_AUTHENTICATOR_DATA},                             \
    {                                                                                              \
        "signature", FORM_LINE, PASSKEY_SIGNATURE                                                  \
    }
#define PASSKEY_REGISTRATION_FIELDS                                                                \
    PASSKEY_FIELDS,                                                                                \
    {                                                                                              \
        "attestation", FORM_LINE, PASSKEY_ATTESTATION                                              \
    }

/* Characters of base64url, at most. */
enum {
    PASSKEY_CLIENT_DATA = 1366,
    PASSKEY_CREDENTIAL = 340,
    PASSKEY_AUTHENTICATOR_DATA = 400,
    PASSKEY_SIGNATURE = 128,
    PASSKEY_ATTESTATION = 5462
};

/* Opens a form with a challenge for that purpose. `user`: a passkey is made, for this name; empty:
 * one is asked for. After it come the page's own fields and a button, then page_passkey_end. */
void page_passkey_begin(struct page *page, const char *place, struct slice purpose,
                        struct slice user);
void page_passkey_end(struct page *page);

/* The script, anywhere in the page. */
void page_passkey_script(struct page *page);

/* Whether browsers know passkeys at this site's address. */
bool page_passkey_possible(const struct site *site);

/* Reads what the form sent; everything lives in the request's arena. ERROR_ACCOUNT_REFUSED where the
 * challenge is not of this session and purpose, or too old, or a value is none. */
bool page_passkey_read(const struct site *site, const struct request *request,
                       const struct form *form, struct slice purpose, struct account_answer *out,
                       struct error *error);

#endif
