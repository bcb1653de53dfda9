/* A demo's persons, ready to be acted as (web/rehearsal.h). */
#include "node/account.h"
#include "node/docket.h"
#include "web/identity.h"
#include "web/page_form.h"
#include "web/pages.h"

static const struct table_head heads[] = {{"Official", false},
                                          {"May act as", false},
                                          {"Waits for them", true},
                                          {"Act as this person", false},
                                          {0}};

/* How many acts wait for each official, by their place in the register. */
static size_t *count_waiting(struct page *page, const struct state_register *state)
{
    size_t *counts = arena_take(page->arena, (state->official_count + 1) * sizeof *counts);
    struct site *site = page->site;

    pthread_mutex_lock(&site->lock);
    for (size_t i = 0; i < state->official_count; i++) {
        const struct docket_query query = {.official = state->officials[i].name, .until = FOREVER};
        struct docket docket = {0};
        struct error ignored = {0};

        if (node_docket(site->node, &query, page->request->now, page->arena, &docket, &ignored))
            counts[i] = docket.count;
    }
    pthread_mutex_unlock(&site->lock);
    return counts;
}

static void write_person(struct page *page, const struct official *official, size_t waiting)
{
    struct html *html = &page->html;

    page_row_begin(page);
    page_cell_begin(page);
    page_code(page, official->name);
    page_cell_end(page);
    page_cell_begin(page);
    page_roles(page, official->roles);
    page_cell_end(page);
    page_cell_number(page, waiting);
    page_cell_begin(page);
    html_open(html, "button", "type", "submit", "class", "second", "name", "official", NULL);
    html_attribute(html, "value", official->name);
    page_fill(page, "Act as {name}", "name",
              (const char *)arena_copy(page->arena, official->name).data, NULL);
    html_close(html, "button");
    page_cell_end(page);
    page_row_end(page);
}

static void write_persons(struct page *page, const struct state_register *state)
{
    const size_t *waiting = count_waiting(page, state);

    page_form_begin(page, "/rehearsal", false);
    page_table_begin(page, "The demo's officials of this State", heads);
    for (size_t i = 0; i < state->official_count; i++)
        if (register_in_office(&state->officials[i], page->view->made) &&
            rehearsal_has(page->site->rehearsal, state->officials[i].name))
            write_person(page, &state->officials[i], waiting[i]);
    page_table_end(page);
    page_form_end(page);
}

static void write_page(struct site *site, const struct request *request, struct response *response,
                       const struct error *error)
{
    struct page page;

    page_begin(&page, site, request, response, "Rehearsal",
               "Act as one of this demo's persons, without a passkey. What they sign here is "
               "signed with the keys that the demo has made for them.");
    page_wrong(&page, error ? error->message : NULL);
    if (page.view->own)
        write_persons(&page, &page.view->own->state_register);
    page_paragraph(&page,
                   "This exists in a demo on this machine alone. Elsewhere officials sign in "
                   "with a passkey, and sign each act with a key that only they have.",
                   NULL);
    page_end(&page);
}

void page_rehearsal(void *data, const struct request *request, const struct form *form,
                    struct response *response)
{
    struct site *site = data;

    (void)form;
    if (site->rehearsal)
        write_page(site, request, response, NULL);
}

static bool begin(struct site *site, const struct request *request, struct slice official,
                  char id[SESSION_ID + 1], struct error *error)
{
    struct view *view;
    bool ok;

    if (!rehearsal_has(site->rehearsal, official))
        return error_set(error, ERROR_ACCOUNT_REFUSED,
                         "Nobody holds office here under that name now.");
    pthread_mutex_lock(&site->lock);
    view = identity_view(site, request->now);
    ok = view ? account_rehearse(site->node, &view->known, official, request->now, id, error)
              : identity_unreadable(error);
    pthread_mutex_unlock(&site->lock);
    view_release(view);
    return ok;
}

void page_rehearsal_act(void *data, const struct request *request, const struct form *form,
                        struct response *response)
{
    struct site *site = data;
    struct error error = {0};
    char id[SESSION_ID + 1];

    if (!site->rehearsal)
        return;
    response->cache = RESPONSE_PRIVATE;
    if (!begin(site, request, form_value(form, "official"), id, &error)) {
        response->status = identity_status(&error);
        write_page(site, request, response, &error);
        return;
    }
    identity_begin(site, request, response, id);
    response_redirect(response,
                      arena_format(request->arena, "/%s/docket", language_code(request->language)));
}
