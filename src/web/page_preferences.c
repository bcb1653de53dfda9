#include "web/page_form.h"
#include "web/pages.h"

static const struct field_row zone_row = {
    "zone",     "Time zone",   "As Europe/Paris or America/Bogota. Leave it empty for UTC alone.",
    INPUT_LINE, ZONE_NAME - 1, false,
};

static void write_page(struct site *site, const struct request *request, struct response *response,
                       struct slice value, const struct error *error)
{
    struct page page;

    page_begin(
        &page, site, request, response, "Time zone",
        "Times are shown in UTC, and in the zone that you choose. The choice is kept in a cookie "
        "of this browser for a year.");
    page_form_begin(&page, "/preferences", false);
    page_field(&page, &zone_row, value, error ? error->message : NULL);
    page_button(&page, "Save", false, NULL, NULL);
    page_form_end(&page);
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
    page_cookie(site, request, response, "zone", name, name.size ? 365 * DAY : 0);
    response_redirect(response,
                      arena_format(request->arena, "/%s/", language_code(request->language)));
}
