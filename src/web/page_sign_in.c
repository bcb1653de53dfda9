#include "web/identity.h"
#include "web/page_passkey.h"
#include "web/pages.h"

#define PURPOSE SLICE("sign-in")

static void write_ways(struct page *page)
{
    if (page->site->rehearsal)
        page_paragraph(page,
                       "This is a demo: you can also {place:act as one of its persons}, without a "
                       "passkey.",
                       "place", "/rehearsal", NULL);
    page_paragraph(page,
                   "You have no passkey here yet? The registrar of your State invites you: open "
                   "the link that you were given.",
                   NULL);
    page_paragraph(page,
                   "Signing in shows you what waits for you. It signs nothing: each act is signed "
                   "by itself, with another key, on the signing page.",
                   NULL);
}

static void write_page(struct site *site, const struct request *request, struct response *response,
                       const struct error *error)
{
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    page_begin(&page, site, request, response, "Sign in",
               "For officials in office, with the passkey that they registered here.");
    page_wrong(&page, error ? error->message : NULL);
    if (page_passkey_possible(site)) {
        page_passkey_begin(&page, "/sign-in", PURPOSE, SLICE(""));
        page_button(&page, "Sign in with your passkey", false, NULL, NULL);
        page_passkey_end(&page);
        page_passkey_script(&page);
    } else {
        page_element(&page, "p", "notice",
                     "Passkeys need a site with a name, over https. This one has neither, so that "
                     "nobody can sign in with one.");
    }
    write_ways(&page);
    page_end(&page);
}

void page_sign_in(void *data, const struct request *request, const struct form *form,
                  struct response *response)
{
    struct site *site = data;

    (void)form;
    if (!site->exported)
        write_page(site, request, response, NULL);
}

static bool sign_in(struct site *site, const struct request *request, const struct form *form,
                    char id[SESSION_ID + 1], struct error *error)
{
    struct account_answer answer;
    struct view *view;
    bool ok;

    if (!page_passkey_read(site, request, form, PURPOSE, &answer, error))
        return false;
    pthread_mutex_lock(&site->lock);
    view = identity_view(site, request->now);
    ok = view ? account_sign_in(site->node, &view->known, &answer, request->now, id, error)
              : identity_unreadable(error);
    pthread_mutex_unlock(&site->lock);
    view_release(view);
    return ok;
}

void page_sign_in_answer(void *data, const struct request *request, const struct form *form,
                         struct response *response)
{
    struct site *site = data;
    struct error error = {0};
    char id[SESSION_ID + 1];

    if (!sign_in(site, request, form, id, &error)) {
        response->status = identity_status(&error);
        write_page(site, request, response, &error);
        return;
    }
    response->cache = RESPONSE_PRIVATE;
    identity_begin(site, request, response, id);
    response_redirect(response,
                      arena_format(request->arena, "/%s/docket", language_code(request->language)));
}

void page_sign_out(void *data, const struct request *request, const struct form *form,
                   struct response *response)
{
    (void)form;
    response->cache = RESPONSE_PRIVATE;
    identity_end(data, request, response);
    response_redirect(response,
                      arena_format(request->arena, "/%s/", language_code(request->language)));
}
