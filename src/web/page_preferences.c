#include <stdio.h>

#include "web/page.h"
#include "web/pages.h"

/* A cookie that only this site gets back. Over https the browser also refuses to set it otherwise. */
static void set_cookie(const struct site *site, const struct request *request,
                       struct response *response, const char *name, struct slice value, int seconds)
{
    bool secure = slice_starts(site->origin, SLICE("https://"));
    struct slice text =
        arena_format(request->arena, "%s=%.*s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s",
                     name, SLICE_ARG(value), seconds, secure ? "; Secure" : "");

    response_header(response, "Set-Cookie", text);
}

static void write_form(struct page *page, const char *token, struct slice value,
                       const struct error *error)
{
    struct html *html = &page->html;

    html_open(html, "form", "method", "post", "action", page_url(page, "/preferences"), NULL);
    html_open(html, "input", "type", "hidden", "name", ROUTE_TOKEN, "value", token, NULL);
    html_open(html, "div", "class", error ? "field wrong" : "field", NULL);
    html_open(html, "label", "for", "zone", NULL);
    page_say(page, "Time zone");
    html_close(html, "label");
    html_open(html, "p", "class", "hint", "id", "zone-hint", NULL);
    page_say(page, "As Europe/Paris or America/Bogota. Leave it empty for UTC alone.");
    html_close(html, "p");
    if (error) {
        html_open(html, "p", "class", "error", "id", "zone-error", NULL);
        page_say(page, error->message);
        html_close(html, "p");
    }
    html_open(html, "input", "id", "zone", "name", "zone", "maxlength", "63", "autocomplete", "off",
              "aria-describedby", error ? "zone-error zone-hint" : "zone-hint", NULL);
    html_attribute(html, "value", value);
    if (error)
        html_attribute(html, "aria-invalid", SLICE("true"));
    html_close(html, "div");
    html_open(html, "button", "type", "submit", NULL);
    page_say(page, "Save");
    html_close(html, "button");
    html_close(html, "form");
}

static void write_page(struct site *site, const struct request *request, struct response *response,
                       struct slice value, const struct error *error)
{
    struct slice id = request->session.id;
    char fresh[SESSION_ID + 1], token[SESSION_TOKEN + 1];
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    if (!session_is_id(id)) {
        session_new(&request->random, fresh);
        id = arena_copy(request->arena, slice_text(fresh));
        set_cookie(site, request, response, SESSION_COOKIE, id, 3600);
    }
    session_token(site->secret, id, &request->random, token);
    page_begin(
        &page, site, request, response, "Time zone",
        "Times are shown in UTC, and in the zone that you choose. The choice is kept in a cookie "
        "of this browser for a year.");
    write_form(&page, token, value, error);
    page_end(&page);
}

void page_preferences(void *site, const struct request *request, const struct form *form,
                      struct response *response)
{
    (void)form;
    if (((struct site *)site)->exported)
        return;
    write_page(site, request, response, request_cookie(request, "zone"), NULL);
}

void page_preferences_save(void *data, const struct request *request, const struct form *form,
                           struct response *response)
{
    struct slice name = form_value(form, "zone");
    struct site *site = data;
    struct error error = {0};
    struct zone zone;

    if (name.size && !zone_read(NULL, name, request->arena, &zone, &error)) {
        response->status = 400;
        write_page(site, request, response, name, &error);
        return;
    }
    response->cache = RESPONSE_PRIVATE;
    set_cookie(site, request, response, "zone", name, name.size ? 365 * DAY : 0);
    response_redirect(response,
                      arena_format(request->arena, "/%s/", language_code(request->language)));
}
