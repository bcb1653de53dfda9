/* For the registrar: who can sign in, inviting, ending. */
#include "node/account.h"
#include "web/identity.h"
#include "web/page_form.h"
#include "web/pages.h"

static const struct table_head heads[] = {{"Official", false},
                                          {"May act as", false},
                                          {"Passkeys", true},
                                          {"Last signed in", false},
                                          {"Open invitation", false},
                                          {"Do", false},
                                          {0}};

/* A button whose name for those who do not see its row has the official's. */
static void write_button(struct page *page, const char *words, const char *name,
                         const char *official)
{
    struct html *html = &page->html;

    html_open(html, "button", "type", "submit", "class", "second", "name", name, "value", official,
              NULL);
    html_attribute_format(html, "aria-label", "%s: %s", page_text(page, words), official);
    page_say(page, words);
    html_close(html, "button");
}

static void write_do(struct page *page, const struct account_row *row)
{
    const char *name = (const char *)arena_copy(page->arena, row->official).data;

    page_cell_begin(page);
    if (row->in_office)
        write_button(page, "Invite", "invite", name);
    if (row->passkeys || row->invited) {
        html_say(&page->html, " ");
        write_button(page, "End the account", "end", name);
    }
    page_cell_end(page);
}

static void write_time_cell(struct page *page, instant at, const char *otherwise)
{
    page_cell_begin(page);
    if (at)
        page_time(page, at);
    else
        page_say(page, otherwise);
    page_cell_end(page);
}

static void write_row(struct page *page, const struct account_row *row)
{
    page_row_begin(page);
    page_cell_begin(page);
    page_code(page, row->official);
    if (!row->in_office) {
        html_say(&page->html, " ");
        page_element(page, "span", "tag no", "not in office");
    }
    page_cell_end(page);
    page_cell_begin(page);
    page_roles(page, row->roles);
    page_cell_end(page);
    page_cell_number(page, row->passkeys);
    write_time_cell(page, row->used, "never");
    write_time_cell(page, row->invited, "none");
    write_do(page, row);
    page_row_end(page);
}

/* The link, once: nothing keeps it. */
static void write_link(struct page *page, struct slice official, const char *token)
{
    struct html *html = &page->html;

    html_open(html, "section", "class", "notice", "aria-labelledby", "link", NULL);
    page_heading(page, "h2", "link", "The invitation");
    page_paragraph(page,
                   "Give this link to {name}, by a way on which you know that it is them. It is "
                   "shown once, holds for seven days, and works once.",
                   "name", (const char *)arena_copy(page->arena, official).data, NULL);
    html_open(html, "p", NULL);
    page_code(page,
              arena_format(page->arena, "%.*s/%s/invitation#%s", SLICE_ARG(page->site->origin),
                           language_code(page->language), token));
    html_close(html, "p");
    html_close(html, "section");
}

static bool read_rows(struct site *site, const struct request *request, struct account_row **rows,
                      size_t *count)
{
    struct error error = {0};
    struct view *view;
    bool ok;

    pthread_mutex_lock(&site->lock);
    view = identity_view(site, request->now);
    ok = view &&
         account_list(site->node, &view->known, request->now, request->arena, rows, count, &error);
    pthread_mutex_unlock(&site->lock);
    view_release(view);
    return ok;
}

static void write_rows(struct page *page, const struct account_row *rows, size_t count)
{
    page_form_begin(page, "/accounts", false);
    page_table_begin(page, "Officials of this State", heads);
    for (size_t i = 0; i < count; i++)
        write_row(page, &rows[i]);
    page_table_end(page);
    page_form_end(page);
}

/* `token` NULL: nobody was invited just now. */
static void write_page(struct site *site, const struct request *request, struct response *response,
                       struct slice invited, const char *token, const struct error *error)
{
    struct account_row *rows;
    struct page page;
    size_t count;

    response->cache = RESPONSE_PRIVATE;
    if (!read_rows(site, request, &rows, &count))
        return;
    page_begin(&page, site, request, response, "Accounts",
               "Who can sign in on these pages. An account lets an official see what waits for "
               "them; it gives no power to sign.");
    page_wrong(&page, error ? error->message : NULL);
    if (token)
        write_link(&page, invited, token);
    write_rows(&page, rows, count);
    page_paragraph(&page,
                   "Whose term ends, or whose appointment is revoked in the register, is out at "
                   "once. End the account as well where a device was lost.",
                   NULL);
    page_end(&page);
}

void page_accounts(void *data, const struct request *request, const struct form *form,
                   struct response *response)
{
    (void)form;
    write_page(data, request, response, SLICE(""), NULL, NULL);
}

/* `token` stays empty where an account was ended. */
static bool change(struct site *site, const struct request *request, const struct form *form,
                   char token[ACCOUNT_SECRET + 1], struct error *error)
{
    struct slice by = request->session.official, invite = form_value(form, "invite");
    struct view *view;
    bool ok;

    pthread_mutex_lock(&site->lock);
    view = identity_view(site, request->now);
    if (!view)
        ok = identity_unreadable(error);
    else if (invite.size)
        ok = account_invite(site->node, &view->known, by, invite, request->now, token, error);
    else
        ok =
            account_end(site->node, &view->known, by, form_value(form, "end"), request->now, error);
    pthread_mutex_unlock(&site->lock);
    view_release(view);
    return ok;
}

void page_accounts_change(void *data, const struct request *request, const struct form *form,
                          struct response *response)
{
    char token[ACCOUNT_SECRET + 1] = "";
    struct error error = {0};
    bool ok = change(data, request, form, token, &error);

    if (!ok)
        response->status = identity_status(&error);
    write_page(data, request, response, form_value(form, "invite"), *token ? token : NULL,
               ok ? NULL : &error);
}
