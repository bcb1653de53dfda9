#include "web/assets.h"
#include "web/page_form.h"
#include "web/pages.h"
#include "web/provider_site.h"

static bool is_section(const struct page *page, const char *place)
{
    struct slice here = page->request->place, section = slice_text(place);

    if (strcmp(place, "/") == 0)
        return slice_is(here, "/");
    return slice_starts(here, section) &&
           (here.size == section.size || here.data[section.size] == '/');
}

static void write_head(struct page *page, const char *title, const char *language)
{
    struct html *html = &page->html;
    const struct asset_file *style = asset_find("proviso.css"), *icon = asset_find("proviso.svg");

    html_open(html, "head", NULL);
    html_open(html, "meta", "charset", "utf-8", NULL);
    html_open(html, "meta", "name", "viewport", "content", "width=device-width, initial-scale=1",
              NULL);
    html_open(html, "meta", "name", "color-scheme", "content", "light dark", NULL);
    html_open(html, "title", NULL);
    if (language)
        html_attribute(html, "lang", slice_text(language));
    html_format(html, "%s \xc2\xb7 %.*s \xc2\xb7 Proviso", title, SLICE_ARG(page->name));
    html_close(html, "title");
    html_stylesheet(html, page_file_url(page, asset_path(style, page->arena)));
    html_open(html, "link", "rel", "icon", "type", "image/svg+xml", "href",
              page_file_url(page, asset_path(icon, page->arena)), NULL);
    if (page->site->kind->feed)
        html_open(html, "link", "rel", "alternate", "type", "application/atom+xml", "href",
                  page_url(page, page->site->kind->feed), "title",
                  page_text(page, "Register of this State"), NULL);
    html_close(html, "head");
}

/* The same page in the other languages. */
static void write_languages(struct page *page)
{
    struct html *html = &page->html;
    const char *place = (const char *)arena_copy(page->arena, page->request->place).data;

    html_open(html, "ul", "class", "languages", "aria-label", page_text(page, "Language"), NULL);
    for (enum language other = 0; other < LANGUAGE_COUNT; other++) {
        html_open(html, "li", NULL);
        html_open(html, "a", "lang", language_code(other), "hreflang", language_code(other), "href",
                  page_url_in(page, other, place), NULL);
        if (other == page->language)
            html_attribute(html, "aria-current", SLICE("true"));
        html_say(html, language_name(other));
        html_close(html, "a");
        html_close(html, "li");
    }
    html_close(html, "ul");
}

/* Who is signed in, and the way out; in a rehearsal the way to act as another. */
static void write_reader(struct page *page)
{
    const struct session *session = &page->request->session;
    struct html *html = &page->html;

    if (!page->site->node || page->site->exported)
        return;
    html_open(html, "div", "class", "reader", NULL);
    if (!session->official.size) {
        page_link(page, "/sign-in", page_text(page, "Sign in"));
    } else {
        html_open(html, "span", NULL);
        html_open(html, "a", "href", page_url(page, "/account"), NULL);
        page_code(page, session->official);
        html_close(html, "a");
        html_say(html, " \xc2\xb7 ");
        page_roles(page, session->roles);
        html_close(html, "span");
        page_form_begin(page, "/sign-out", false);
        page_button(page, "Sign out", true, NULL, NULL);
        page_form_end(page);
    }
    if (page->site->rehearsal)
        page_link(page, "/rehearsal", page_text(page, "Rehearsal"));
    html_close(html, "div");
}

static void write_section(struct page *page, const char *place, const char *name)
{
    struct html *html = &page->html;

    html_open(html, "li", NULL);
    html_open(html, "a", "href", page_url(page, place), NULL);
    if (is_section(page, place))
        html_attribute(html, "aria-current", SLICE("page"));
    page_say(page, name);
    html_close(html, "a");
    html_close(html, "li");
}

static void write_navigation(struct page *page)
{
    struct html *html = &page->html;

    html_open(html, "nav", "aria-label", page_text(page, "Sections"), NULL);
    html_open(html, "ul", NULL);
    if (page->request->session.official.size) {
        write_section(page, "/docket", "Docket");
        write_section(page, "/acts", "Acts");
    }
    if (page->request->session.roles & (1u << ROLE_CENTRAL_AUTHORITY | 1u << ROLE_CLERK))
        write_section(page, "/exchange", "Exchange");
    if (page->request->session.roles & 1u << ROLE_REGISTRAR)
        write_section(page, "/accounts", "Accounts");
    for (const struct site_place *section = page->site->kind->sections; section->place; section++)
        write_section(page, section->place, section->name);
    html_close(html, "ul");
    html_close(html, "nav");
}

static void write_header(struct page *page)
{
    struct html *html = &page->html;

    html_open(html, "a", "class", "skip", "href", "#main", NULL);
    page_say(page, "Skip to the content");
    html_close(html, "a");
    html_open(html, "header", "class", "site", NULL);
    html_open(html, "div", "class", "band", NULL);
    html_open(html, "a", "class", "brand", "href", page_url(page, "/"), NULL);
    html_open(html, "strong", NULL);
    html_text(html, page->name);
    html_close(html, "strong");
    html_say(html, " ");
    page_element(page, "span", NULL, page->site->kind->motto);
    html_close(html, "a");
    write_languages(page);
    write_reader(page);
    html_close(html, "div");
    write_navigation(page);
    html_close(html, "header");
}

static void write_demo(struct page *page)
{
    if (!(page->view ? page->view->demo : page->site->provider->provider.demo))
        return;
    html_open(&page->html, "p", "class", "demo", "role", "note", NULL);
    page_say(page, page->site->kind->trial);
    html_close(&page->html, "p");
}

/* The zone that the reader chose, where pages come from a server. */
static void read_zone(struct page *page)
{
    struct slice name = request_cookie(page->request, "zone");
    struct error error = {0};

    if (name.size && !page->site->exported &&
        !zone_read(NULL, name, page->arena, &page->zone, &error))
        page->zone = (struct zone){0};
}

/* Whose page it is, and as of when. */
static void read_site(struct page *page)
{
    const struct provider_site *provider = page->site->provider;

    if (provider)
        page->view = NULL;
    else if (page->request->session.official.size)
        page->view = site_view_written(page->site, page->request->now);
    else
        page->view = site_view(page->site, page->request->now);
    page->name = provider ? provider->provider.trust.self : page->view->name;
    page->made = provider ? page->request->now : page->view->made;
}

void page_begin_in(struct page *page, void *site, const struct request *request,
                   struct response *response, const char *language, const char *title,
                   const char *lead)
{
    struct html *html = &page->html;

    *page = (struct page){.site = site,
                          .request = request,
                          .response = response,
                          .language = request->language,
                          .arena = request->arena};
    page->html.out = &response->body;
    read_site(page);
    read_zone(page);
    if (!response->status)
        response->status = 200;
    response->type = "text/html; charset=utf-8";
    response_header(response, "Content-Language", slice_text(language_code(page->language)));
    html_doctype(html);
    html_open(html, "html", "lang", language_code(page->language), "dir",
              language_direction(page->language), NULL);
    write_head(page, page_text(page, title), language);
    html_open(html, "body", NULL);
    write_header(page);
    html_open(html, "main", "id", "main", "tabindex", "-1", NULL);
    write_demo(page);
    html_open(html, "h1", NULL);
    if (language)
        html_attribute(html, "lang", slice_text(language));
    page_say(page, title);
    html_close(html, "h1");
    if (lead)
        page_element(page, "p", "lead", lead);
}

void page_begin(struct page *page, void *site, const struct request *request,
                struct response *response, const char *title, const char *lead)
{
    page_begin_in(page, site, request, response, NULL, title, lead);
}

static void write_footer(struct page *page)
{
    struct html *html = &page->html;

    html_open(html, "footer", "class", "site", NULL);
    html_open(html, "p", NULL);
    page_say(page, "As of");
    html_say(html, " ");
    page_time(page, page->made);
    html_close(html, "p");
    html_open(html, "ul", NULL);
    for (const struct site_place *link = page->site->kind->links; link->place; link++) {
        if (page->site->exported && strcmp(link->place, "/preferences") == 0)
            continue;
        html_open(html, "li", NULL);
        page_link(page, link->place, page_text(page, link->name));
        html_close(html, "li");
    }
    html_close(html, "ul");
    html_close(html, "footer");
}

void page_end(struct page *page)
{
    struct html *html = &page->html;

    if (page->request->session.official.size)
        page->response->cache = RESPONSE_PRIVATE;
    html_close(html, "main");
    write_footer(page);
    html_close(html, "body");
    html_close(html, "html");
    html_finish(html);
    view_release(page->view);
    page->view = NULL;
}

static const struct {
    unsigned status;
    const char *title, *lead;
} refusals[] = {
    {400, "This could not be understood",
     "What was sent is not a request or a form of this site. Nothing was changed."},
    {403, "This form is not from here, or is too old",
     "Open the page again, fill the form in once more and send it from there. Nothing was "
     "changed."},
    {404, "There is nothing here",
     "The address is wrong, or what stood here is not for you to see."},
    {405, "This cannot be sent here", "Nothing was changed."},
    {411, "The length of what was sent is missing", "Nothing was changed."},
    {413, "That is too much", "What was sent is larger than this form takes. Nothing was changed."},
    {414, "The address is too long", "Nothing was changed."},
    {421, "This site has another name", "Ask for it under the address that its operator gives."},
    {429, "Too many forms in a short time",
     "Wait a minute, then send it again. Nothing was changed."},
    {431, "The request has too many headers", "Nothing was changed."},
};

void page_refuse(void *site, const struct request *request, unsigned status,
                 const struct error *error, struct response *response)
{
    size_t i = sizeof refusals / sizeof *refusals;
    struct page page;

    while (i > 1 && refusals[i - 1].status != status)
        i--;
    response->status = status;
    page_begin(&page, site, request, response, refusals[i - 1].title, refusals[i - 1].lead);
    if (error && error->where[0])
        page_paragraph(&page, "The field: {field}.", "field", error->where, NULL);
    page_end(&page);
}
