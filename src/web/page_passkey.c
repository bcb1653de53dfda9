#include "web/page_passkey.h"

#include "base/encode.h"
#include "web/assets.h"
#include "web/challenge.h"

_Static_assert(PASSKEY_CLIENT_DATA == (WEBAUTHN_CLIENT_DATA_MOST * 4 + 2) / 3 &&
                   PASSKEY_CREDENTIAL == (WEBAUTHN_CREDENTIAL_MOST * 4 + 2) / 3 &&
                   PASSKEY_ATTESTATION == (4096 * 4 + 2) / 3,
               "as long as what is read");

bool page_passkey_possible(const struct site *site)
{
    return origin_is_valid(site->origin);
}

/* "node.example" of "https://node.example:8443". */
static struct slice host_of(struct slice origin)
{
    struct slice host = slice_from(origin, slice_starts(origin, SLICE("https://")) ? 8 : 7);

    return slice_part(host, 0, slice_find(host, 0, ':'));
}

static void write_messages(struct page *page)
{
    static const char *const rows[][2] = {
        {"passkey-failed", "The browser gave no answer of a passkey. Nothing was sent. Try again."},
        {"passkey-missing", "This browser cannot use passkeys here. It needs one that knows them, "
                            "and this site over https."},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        html_open(&page->html, "p", "id", rows[i][0], "class", "error", "role", "alert", NULL);
        html_flag(&page->html, "hidden");
        page_say(page, rows[i][1]);
        html_close(&page->html, "p");
    }
}

/* The fields that the script fills. */
static void write_fields(struct page *page, const char *message, bool creates)
{
    static const char *const asked[] = {"client_data", "credential", "authenticator_data",
                                        "signature", NULL};
    static const char *const made[] = {"client_data", "attestation", NULL};

    page_hidden(page, "message", slice_text(message));
    for (const char *const *name = creates ? made : asked; *name; name++)
        page_hidden(page, *name, SLICE(""));
}

void page_passkey_begin(struct page *page, const char *place, struct slice purpose,
                        struct slice user)
{
    struct html *html = &page->html;
    char message[CHALLENGE_TEXT + 1];
    struct buffer challenge = {0};
    struct digest hash;

    challenge_make(page->site->secret, page_session(page), purpose, page->request->now,
                   &page->request->random, message);
    hash = sha256_of(slice_text(message));
    base64url_append(&challenge, digest_slice(&hash));
    html_open(html, "div", "id", "passkey", NULL);
    html_attribute(html, "data-challenge", buffer_slice(&challenge));
    html_attribute(html, "data-rp", host_of(page->site->origin));
    if (user.size)
        html_attribute(html, "data-user", user);
    buffer_free(&challenge);
    write_messages(page);
    page_element(page, "noscript", NULL, "Passkeys need JavaScript: it asks your browser for one.");
    page_form_begin(page, place, false);
    write_fields(page, message, user.size != 0);
}

void page_passkey_end(struct page *page)
{
    page_form_end(page);
    html_close(&page->html, "div");
}

void page_passkey_script(struct page *page)
{
    const struct asset_file *script = asset_find("passkey.js");

    html_script(&page->html, page_file_url(page, asset_path(script, page->arena)));
}

static bool read_bytes(const struct request *request, const struct form *form, const char *name,
                       struct slice *out)
{
    struct buffer bytes = {0};
    bool ok = base64url_decode(form_value(form, name), &bytes);

    *out = arena_copy(request->arena, buffer_slice(&bytes));
    buffer_free(&bytes);
    return ok;
}

bool page_passkey_read(const struct site *site, const struct request *request,
                       const struct form *form, struct slice purpose, struct account_answer *out,
                       struct error *error)
{
    struct slice message = form_value(form, "message");

    *out = (struct account_answer){.origin = site->origin, .message = message};
    if (!challenge_holds(site->secret, request->session.id, purpose, request->now, message))
        return error_set(error, ERROR_ACCOUNT_REFUSED, "%s",
                         "The page was open for too long. Try again.");
    return (read_bytes(request, form, "client_data", &out->client_data) &&
            read_bytes(request, form, "credential", &out->credential) &&
            read_bytes(request, form, "authenticator_data", &out->authenticator_data) &&
            read_bytes(request, form, "signature", &out->signature) &&
            read_bytes(request, form, "attestation", &out->attestation)) ||
           error_set(error, ERROR_ACCOUNT_REFUSED, "%s", "This is not the answer of a passkey.");
}
