/* The link of an invitation, /en/invitation#TOKEN: the token is behind the "#", so that no request, log
 * or Referer has it; the page's script puts it into the form. Then a passkey is made. */
#include "web/identity.h"
#include "web/page_passkey.h"
#include "web/pages.h"

static const struct field_row token_row = {
    "invitation", "Invitation",   "The 64 characters behind the # of the link.",
    INPUT_LINE,   ACCOUNT_SECRET, true,
};

static const char lead[] = "With an invitation you register a passkey, with which you sign in from "
                           "then on. It holds for seven days, once.";

static void write_start(struct site *site, const struct request *request, struct response *response,
                        struct slice token, const struct error *error)
{
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    page_begin(&page, site, request, response, "Your invitation", lead);
    page_wrong(&page, error ? error->message : NULL);
    page_form_begin(&page, "/invitation", false);
    page_field(&page, &token_row, token, NULL);
    page_button(&page, "Continue", false, NULL, NULL);
    page_form_end(&page);
    page_passkey_script(&page);
    page_end(&page);
}

/* The second step: for whom it is, and the passkey. */
static void write_making(struct site *site, const struct request *request,
                         struct response *response, struct slice token, struct slice official,
                         const struct error *error)
{
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    page_begin(&page, site, request, response, "Register your passkey", lead);
    page_wrong(&page, error ? error->message : NULL);
    page_paragraph(&page, "This invitation is for {name}. If that is not you, give it back.",
                   "name", (const char *)arena_copy(page.arena, official).data, NULL);
    page_paragraph(&page,
                   "Use a device that asks for your PIN, finger or face, and not the credential "
                   "with which you sign acts: that one cannot sign in.",
                   NULL);
    page_passkey_begin(&page, "/invitation", token, official);
    page_hidden(&page, "invitation", token);
    page_button(&page, "Make the passkey", false, NULL, NULL);
    page_passkey_end(&page);
    page_passkey_script(&page);
    page_end(&page);
}

static void write_done(struct site *site, const struct request *request, struct response *response)
{
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    page_begin(&page, site, request, response, "Your passkey is registered",
               "The invitation is used up. From now on you sign in with the passkey.");
    html_open(&page.html, "p", NULL);
    page_link(&page, "/sign-in", page_text(&page, "Sign in"));
    html_close(&page.html, "p");
    page_end(&page);
}

void page_invitation(void *data, const struct request *request, const struct form *form,
                     struct response *response)
{
    struct site *site = data;

    (void)form;
    if (!site->exported)
        write_start(site, request, response, SLICE(""), NULL);
}

/* Whom the token invites. */
static bool find_invited(struct site *site, const struct request *request, struct slice token,
                         struct slice *official, struct error *error)
{
    struct view *view;
    bool ok;

    pthread_mutex_lock(&site->lock);
    view = identity_view(site, request->now);
    ok = view ? account_invited(site->node, &view->known, token, request->now, request->arena,
                                official, error)
              : identity_unreadable(error);
    pthread_mutex_unlock(&site->lock);
    view_release(view);
    return ok;
}

static bool take_passkey(struct site *site, const struct request *request, const struct form *form,
                         struct slice token, struct error *error)
{
    struct account_answer answer;
    struct view *view;
    bool ok;

    if (!page_passkey_read(site, request, form, token, &answer, error))
        return false;
    pthread_mutex_lock(&site->lock);
    view = identity_view(site, request->now);
    ok = view ? account_register(site->node, &view->known, token, &answer, request->now, error)
              : identity_unreadable(error);
    pthread_mutex_unlock(&site->lock);
    view_release(view);
    return ok;
}

void page_invitation_answer(void *data, const struct request *request, const struct form *form,
                            struct response *response)
{
    struct slice token = form_value(form, "invitation"), official;
    struct site *site = data;
    struct error error = {0};

    if (!find_invited(site, request, token, &official, &error)) {
        response->status = identity_status(&error);
        write_start(site, request, response, token, &error);
    } else if (!form_has(form, "message")) {
        if (page_passkey_possible(site))
            write_making(site, request, response, token, official, NULL);
        else
            write_start(
                site, request, response, token,
                &(struct error){.message = "Passkeys need a site with a name, over https."});
    } else if (take_passkey(site, request, form, token, &error)) {
        write_done(site, request, response);
    } else {
        response->status = identity_status(&error);
        write_making(site, request, response, token, official, &error);
    }
}
