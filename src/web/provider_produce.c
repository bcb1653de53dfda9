/* The production statement: what was handed out, under the signature of the provider's official. */
#include "web/page_findings.h"
#include "web/provider_pages.h"

#define REST "/production"

const struct form_field provider_production_fields[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    PROVIDER_SIGNATURE_FIELDS,
    {0},
};

static const char signature_name[] = "package/production.json.sig";

/* The production of the request's writ, where it was carried out here. */
static struct shown_writ *produced(struct site *site, const struct request *request,
                                   struct buffer *payload, struct signing *signing)
{
    struct shown_writ *writ = shown_writ_of(site, request);

    if (writ && writ->bound == BOUND_DONE &&
        read_kept(site->provider, writ, "package/production.json", payload)) {
        *signing = (struct signing){
            .writ = writ,
            .rest = REST,
            .name = "production.json",
            .signature = signature_name,
            .effect = "It states what you handed out and what you set aside. It releases nothing "
                      "more.",
            .payload = buffer_slice(payload),
        };
        return writ;
    }
    shown_writ_free(writ);
    return NULL;
}

static void write_signed(struct page *page, const struct shown_writ *writ)
{
    static const char *const names[] = {"production.json",  "production.json.sig",
                                        "released.tar.age", "set-aside.tar.age",
                                        "account.json",     NULL};

    page_element(
        page, "p", "notice",
        "The production statement is signed. Send it with the package to the court, by any "
        "way: both parts are sealed.");
    write_files(page, writ, "What you send", names);
    page_element(page, "p", NULL,
                 "Whoever keeps the node of your State takes the statement in with:");
    html_open(&page->html, "pre", "tabindex", "0", NULL);
    html_say(&page->html, "proviso submit production.json --node DIR");
    html_close(&page->html, "pre");
}

static void write_page(struct site *site, const struct request *request, struct response *response,
                       const struct signing *signing, const struct findings *findings,
                       const struct error *error)
{
    const struct shown_writ *writ = signing->writ;
    struct buffer signature = {0};
    struct page page;

    if (error)
        response->status = provider_status(error);
    provider_page_begin(&page, site, request, response, "State what was handed out", NULL);
    html_open(&page.html, "p", NULL);
    page_link(&page, writ_place(page.arena, writ, "/release"),
              page_text(&page, "Back to the release"));
    html_close(&page.html, "p");
    if (error)
        page_error(&page, error);
    if (findings)
        page_findings(&page, findings, &writ->names);
    if (read_kept(site->provider, writ, signature_name, &signature))
        write_signed(&page, writ);
    else
        write_signing(&page, signing);
    write_limits(&page);
    page_end(&page);
    buffer_free(&signature);
}

void provider_production(void *data, const struct request *request, const struct form *form,
                         struct response *response)
{
    struct buffer payload = {0};
    struct signing signing;
    struct shown_writ *writ = produced(data, request, &payload, &signing);

    (void)form;
    if (writ)
        write_page(data, request, response, &signing, NULL, NULL);
    shown_writ_free(writ);
    buffer_free(&payload);
}

void provider_produce(void *data, const struct request *request, const struct form *form,
                      struct response *response)
{
    struct site *site = data;
    struct buffer payload = {0};
    struct findings findings = {0};
    struct error error = {0};
    struct signing signing;
    struct shown_writ *writ = produced(site, request, &payload, &signing);

    if (!writ)
        return;
    if (take_signature(site, &signing, request, form, &findings, &error))
        response_redirect(response,
                          arena_format(request->arena, "/%s%s", language_code(request->language),
                                       writ_place(request->arena, writ, REST)));
    else
        write_page(site, request, response, &signing, &findings, &error);
    shown_writ_free(writ);
    buffer_free(&payload);
}
