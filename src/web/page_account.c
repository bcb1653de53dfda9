/* An official's own account: their passkeys and sessions, and how to end them. */
#include "node/account.h"
#include "web/identity.h"
#include "web/page_form.h"
#include "web/pages.h"

enum { SESSIONS_SHOWN = 20 };

struct own {
    struct store_credential *passkeys;
    struct store_session *sessions;
    size_t passkey_count, session_count;
};

static bool read_own(struct site *site, const struct request *request, struct own *out)
{
    struct slice official = request->session.official;
    struct error error = {0};
    bool ok;

    *out = (struct own){0};
    pthread_mutex_lock(&site->lock);
    ok = store_credentials(site->node->store, official, SIZE_MAX, request->arena, &out->passkeys,
                           &out->passkey_count, &error) &&
         store_sessions(site->node->store, official, SESSIONS_SHOWN, request->arena, &out->sessions,
                        &out->session_count, &error);
    pthread_mutex_unlock(&site->lock);
    return ok;
}

/* A button of the form that ends something. */
static void write_end(struct page *page, const char *name, struct digest hash)
{
    char hex[DIGEST_TEXT];

    page_button(page, "End it", true, name,
                (const char *)arena_copy(page->arena, slice_text(digest_write(hash, hex))).data);
}

static void write_ended(struct page *page, instant at)
{
    html_open(&page->html, "span", "class", "tag", NULL);
    page_say(page, "ended");
    html_close(&page->html, "span");
    html_say(&page->html, " ");
    page_time(page, at);
}

static void write_cell_time(struct page *page, instant at)
{
    page_cell_begin(page);
    if (at)
        page_time(page, at);
    else
        page_say(page, "never");
    page_cell_end(page);
}

static void write_passkeys(struct page *page, const struct own *own)
{
    static const struct table_head heads[] = {
        {"Registered", false}, {"Last used", false}, {"Valid", false}, {0}};

    page_heading(page, "h2", "passkeys", "Your passkeys");
    if (!own->passkey_count) {
        page_paragraph(page, "You have none here.", NULL);
        return;
    }
    page_form_begin(page, "/account", false);
    page_table_begin(page, "With these you sign in. A new one needs an invitation.", heads);
    for (size_t i = 0; i < own->passkey_count; i++) {
        const struct store_credential *passkey = &own->passkeys[i];

        page_row_begin(page);
        write_cell_time(page, passkey->made);
        write_cell_time(page, passkey->used);
        page_cell_begin(page);
        if (passkey->ended)
            write_ended(page, passkey->ended);
        else
            write_end(page, "passkey", passkey->hash);
        page_cell_end(page);
        page_row_end(page);
    }
    page_table_end(page);
    page_form_end(page);
}

static void write_session_state(struct page *page, const struct store_session *session)
{
    struct digest own = sha256_of(page->request->session.id);

    if (session->ended)
        write_ended(page, session->ended);
    else if (!account_session_holds(session, page->request->now))
        page_element(page, "span", "tag", "run out");
    else if (digest_equal(own, session->id))
        page_element(page, "span", "tag yes", "this one");
    else
        write_end(page, "session", session->id);
}

static void write_sessions(struct page *page, const struct own *own)
{
    static const struct table_head heads[] = {
        {"Begun", false}, {"Last used", false}, {"Valid", false}, {0}};

    page_heading(page, "h2", "sessions", "Your sessions");
    page_form_begin(page, "/account", false);
    page_table_begin(page, "A session ends after 30 minutes without use, and after 12 hours.",
                     heads);
    for (size_t i = 0; i < own->session_count; i++) {
        page_row_begin(page);
        write_cell_time(page, own->sessions[i].begun);
        write_cell_time(page, own->sessions[i].used);
        page_cell_begin(page);
        write_session_state(page, &own->sessions[i]);
        page_cell_end(page);
        page_row_end(page);
    }
    page_table_end(page);
    page_form_end(page);
}

static void write_page(struct site *site, const struct request *request, struct response *response,
                       const struct error *error)
{
    struct own own;
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    if (!read_own(site, request, &own))
        return;
    page_begin(&page, site, request, response, "Your account",
               "Who sees a session or passkey here that is not theirs ends it and tells the "
               "registrar.");
    page_wrong(&page, error ? error->message : NULL);
    write_passkeys(&page, &own);
    write_sessions(&page, &own);
    page_end(&page);
}

void page_account(void *data, const struct request *request, const struct form *form,
                  struct response *response)
{
    (void)form;
    write_page(data, request, response, NULL);
}

static bool end_one(struct site *site, const struct request *request, const struct form *form,
                    struct error *error)
{
    struct slice official = request->session.official, passkey = form_value(form, "passkey");
    bool ok;

    pthread_mutex_lock(&site->lock);
    ok = passkey.size ? account_end_credential(site->node, official, passkey, request->now, error)
                      : account_end_session(site->node, official, form_value(form, "session"),
                                            request->now, error);
    pthread_mutex_unlock(&site->lock);
    return ok;
}

void page_account_end(void *data, const struct request *request, const struct form *form,
                      struct response *response)
{
    struct error error = {0};

    if (!end_one(data, request, form, &error)) {
        response->status = identity_status(&error);
        write_page(data, request, response, &error);
        return;
    }
    response->cache = RESPONSE_PRIVATE;
    response_redirect(
        response, arena_format(request->arena, "/%s/account", language_code(request->language)));
}
