#include "web/page.h"

#include <stdarg.h>

#include "text/matter.h"
#include "web/assets.h"
#include "web/pages.h"

/* ---- texts ---- */

const char *page_text(const struct page *page, const char *english)
{
    return language_text(page->language, english);
}

void page_say(struct page *page, const char *english)
{
    html_say(&page->html, page_text(page, english));
}

enum { FILL_MOST = 8 };

struct filling {
    const char *name, *value;
};

static const char *filling_of(const struct filling *fillings, struct slice name)
{
    for (; fillings->name; fillings++)
        if (slice_is(name, fillings->name))
            return fillings->value;
    return "";
}

/* One {name} or {name:words}. */
static void write_place(struct page *page, struct slice inner, const struct filling *fillings)
{
    size_t colon = slice_find(inner, 0, ':');
    const char *value = filling_of(fillings, slice_part(inner, 0, colon));
    const char *words;

    if (colon == SIZE_MAX) {
        html_say(&page->html, value);
        return;
    }
    words = (const char *)arena_copy(page->arena, slice_from(inner, colon + 1)).data;
    page_link(page, value, words);
}

static void write_filled(struct page *page, const char *english, va_list arguments)
{
    struct slice rest = slice_text(page_text(page, english));
    struct filling fillings[FILL_MOST + 1] = {0};

    for (size_t i = 0; i < FILL_MOST; i++) {
        fillings[i].name = va_arg(arguments, const char *);
        if (!fillings[i].name)
            break;
        fillings[i].value = va_arg(arguments, const char *);
    }
    while (rest.size) {
        size_t open = slice_find(rest, 0, '{'), close = slice_find(rest, 0, '}');

        html_text(&page->html, slice_part(rest, 0, open));
        if (open == SIZE_MAX || close == SIZE_MAX || close < open)
            return;
        write_place(page, slice_part(rest, open + 1, close - open - 1), fillings);
        rest = slice_from(rest, close + 1);
    }
}

void page_fill(struct page *page, const char *english, ...)
{
    va_list arguments;

    va_start(arguments, english);
    write_filled(page, english, arguments);
    va_end(arguments);
}

void page_element(struct page *page, const char *element, const char *class, const char *english)
{
    html_element(&page->html, element, class ? "class" : NULL, class, page_text(page, english));
}

void page_paragraph(struct page *page, const char *english, ...)
{
    va_list arguments;

    html_open(&page->html, "p", NULL);
    va_start(arguments, english);
    write_filled(page, english, arguments);
    va_end(arguments);
    html_close(&page->html, "p");
}

void page_heading(struct page *page, const char *element, const char *id, const char *english)
{
    html_element(&page->html, element, "id", id, page_text(page, english));
}

/* ---- links ---- */

/* "../" for each folder between a page's file and the root of the export. */
static void append_up(const struct page *page, struct buffer *out)
{
    struct slice path = page->request->path;
    size_t depth = 0;

    for (size_t i = 1; i < path.size; i++)
        depth += path.data[i] == '/';
    for (size_t i = 0; i < depth; i++)
        buffer_text(out, "../");
    if (!depth)
        buffer_text(out, "./");
}

static const char *kept(const struct page *page, struct buffer *text)
{
    const char *copy = (const char *)arena_copy(page->arena, buffer_slice(text)).data;

    buffer_free(text);
    return copy;
}

/* A page's URL in any language; those that end in ".atom" have a name of their own. */
static const char *url_in(const struct page *page, enum language language, const char *place)
{
    size_t end = strcspn(place, "#");
    struct slice bare = slice_of(place, end);
    struct buffer out = {0};

    if (page->site->exported)
        append_up(page, &out);
    else
        buffer_byte(&out, '/');
    buffer_text(&out, language_code(language));
    if (bare.size > 1 || (page->site->exported && !slice_is(bare, "/")))
        buffer_append(&out, bare);
    else
        buffer_text(&out, page->site->exported ? "/index" : "/");
    if (page->site->exported && !slice_ends(bare, SLICE(".atom")))
        buffer_text(&out, ".html");
    buffer_text(&out, place + end);
    return kept(page, &out);
}

const char *page_url(const struct page *page, const char *place)
{
    return url_in(page, page->language, place);
}

const char *page_file_url(const struct page *page, const char *path)
{
    struct buffer out = {0};

    if (!page->site->exported)
        return path;
    append_up(page, &out);
    buffer_text(&out, path + 1);
    return kept(page, &out);
}

void page_link(struct page *page, const char *place, const char *text)
{
    bool file = strncmp(place, "/ledger/", 8) == 0;
    const char *url = strncmp(place, "https:", 6) == 0 ? place
                      : *place == '#'                  ? place
                      : file                           ? page_file_url(page, place)
                                                       : page_url(page, place);

    html_element(&page->html, "a", "href", url, text);
}

void page_row_link(struct page *page, const char *row)
{
    struct slice place = arena_format(page->arena, "/safeguards#%s", row);

    html_open(&page->html, "a", "class", "row", "href", page_url(page, (const char *)place.data),
              NULL);
    html_say(&page->html, row);
    html_close(&page->html, "a");
}

/* ---- numbers and dates ---- */

static void write_buffer(struct page *page, struct buffer *text)
{
    html_text(&page->html, buffer_slice(text));
    buffer_free(text);
}

void page_number(struct page *page, uint64_t number)
{
    struct buffer text = {0};

    language_number(page->language, number, &text);
    write_buffer(page, &text);
}

void page_day(struct page *page, instant at)
{
    char iso[INSTANT_TEXT];
    struct buffer text = {0};

    instant_format(at, iso);
    language_day(page->language, at, &text);
    html_open(&page->html, "time", NULL);
    html_attribute(&page->html, "datetime", slice_part(slice_text(iso), 0, 10));
    write_buffer(page, &text);
    html_close(&page->html, "time");
}

void page_time(struct page *page, instant at)
{
    char iso[INSTANT_TEXT];
    struct buffer text = {0};

    instant_format(at, iso);
    html_open(&page->html, "time", "datetime", iso, NULL);
    if (page->zone.name[0]) {
        language_minute(page->language, at + zone_offset(&page->zone, at), &text);
        buffer_format(&text, " (%s) \xc2\xb7 %.5s UTC", page_text(page, "your time"), iso + 11);
    } else {
        language_minute(page->language, at, &text);
        buffer_text(&text, " UTC");
    }
    write_buffer(page, &text);
    html_close(&page->html, "time");
}

void page_code(struct page *page, struct slice text)
{
    html_open(&page->html, "code", "dir", "ltr", NULL);
    html_text(&page->html, text);
    html_close(&page->html, "code");
}

void page_not_promised(struct page *page)
{
    html_open(&page->html, "aside", "class", "limits", "role", "note", NULL);
    page_element(page, "h2", NULL, "What this does not prove");
    page_element(page, "p", NULL,
                 "That statements are true, that judges are independent, that nothing happens "
                 "outside the system, that an opened copy is destroyed.");
    page_element(page, "p", NULL,
                 "A page from a server proves nothing by itself: its operator could show you "
                 "another one. Check the ledgers with keys that you have from elsewhere.");
    html_close(&page->html, "aside");
}

/* ---- tables ---- */

void page_table_begin(struct page *page, const char *caption, const struct table_head *heads)
{
    struct html *html = &page->html;

    page->heads = heads;
    html_open(html, "table", "role", "table", NULL);
    page_element(page, "caption", NULL, caption);
    html_open(html, "thead", "role", "rowgroup", NULL);
    html_open(html, "tr", "role", "row", NULL);
    for (; heads->name; heads++) {
        html_open(html, "th", "scope", "col", "role", "columnheader", NULL);
        if (heads->number)
            html_attribute(html, "class", SLICE("number"));
        page_say(page, heads->name);
        html_close(html, "th");
    }
    html_close(html, "tr");
    html_close(html, "thead");
    html_open(html, "tbody", "role", "rowgroup", NULL);
}

void page_table_end(struct page *page)
{
    html_close(&page->html, "tbody");
    html_close(&page->html, "table");
    page->heads = NULL;
}

void page_row_begin(struct page *page)
{
    page->column = 0;
    html_open(&page->html, "tr", "role", "row", NULL);
}

void page_row_end(struct page *page)
{
    html_close(&page->html, "tr");
}

void page_cell_begin(struct page *page)
{
    const struct table_head *head = &page->heads[page->column];
    struct html *html = &page->html;

    if (page->column == 0)
        html_open(html, "th", "scope", "row", "role", "rowheader", NULL);
    else
        html_open(html, "td", "role", "cell", "data-label", page_text(page, head->name), NULL);
    if (head->number)
        html_attribute(html, "class", SLICE("number"));
}

void page_cell_end(struct page *page)
{
    html_close(&page->html, page->column == 0 ? "th" : "td");
    page->column++;
}

void page_cell(struct page *page, const char *text)
{
    page_cell_begin(page);
    html_say(&page->html, text);
    page_cell_end(page);
}

void page_cell_number(struct page *page, uint64_t number)
{
    page_cell_begin(page);
    page_number(page, number);
    page_cell_end(page);
}

/* ---- the frame ---- */

static const struct {
    const char *place, *name;
} sections[] = {
    {"/", "Overview"},        {"/rules", "Rules"},     {"/offences", "Offences"},
    {"/offices", "Offices"},  {"/ledgers", "Ledgers"}, {"/statistics", "Statistics"},
    {"/proof", "Check a proof"}, {"/about", "What is proved"},
};

static bool is_section(const struct page *page, const char *place)
{
    struct slice here = page->request->place, section = slice_text(place);

    if (strcmp(place, "/") == 0)
        return slice_is(here, "/");
    return slice_starts(here, section) &&
           (here.size == section.size || here.data[section.size] == '/');
}

static void write_head(struct page *page, const char *title)
{
    struct html *html = &page->html;
    const struct asset_file *style = asset_find("proviso.css"), *icon = asset_find("proviso.svg");

    html_open(html, "head", NULL);
    html_open(html, "meta", "charset", "utf-8", NULL);
    html_open(html, "meta", "name", "viewport", "content", "width=device-width, initial-scale=1",
              NULL);
    html_open(html, "meta", "name", "color-scheme", "content", "light dark", NULL);
    html_open(html, "title", NULL);
    html_format(html, "%s \xc2\xb7 %.*s \xc2\xb7 Proviso", title, SLICE_ARG(page->view->name));
    html_close(html, "title");
    html_stylesheet(html, page_file_url(page, asset_path(style, page->arena)));
    html_open(html, "link", "rel", "icon", "type", "image/svg+xml", "href",
              page_file_url(page, asset_path(icon, page->arena)), NULL);
    html_open(html, "link", "rel", "alternate", "type", "application/atom+xml", "href",
              page_url(page, "/feed.atom"), "title", page_text(page, "Register of this State"), NULL);
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
        html_open(html, "a", "lang", language_code(other), "hreflang", language_code(other),
                  "href", url_in(page, other, place), NULL);
        if (other == page->language)
            html_attribute(html, "aria-current", SLICE("true"));
        html_say(html, language_name(other));
        html_close(html, "a");
        html_close(html, "li");
    }
    html_close(html, "ul");
}

static void write_navigation(struct page *page)
{
    struct html *html = &page->html;

    html_open(html, "nav", "aria-label", page_text(page, "Sections"), NULL);
    html_open(html, "ul", NULL);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        html_open(html, "li", NULL);
        html_open(html, "a", "href", page_url(page, sections[i].place), NULL);
        if (is_section(page, sections[i].place))
            html_attribute(html, "aria-current", SLICE("page"));
        page_say(page, sections[i].name);
        html_close(html, "a");
        html_close(html, "li");
    }
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
    html_text(html, page->view->name);
    html_close(html, "strong");
    html_say(html, " ");
    page_element(page, "span", NULL, "Safeguards for electronic evidence");
    html_close(html, "a");
    write_languages(page);
    html_close(html, "div");
    write_navigation(page);
    html_close(html, "header");
}

static void write_demo(struct page *page)
{
    if (!page->view->demo)
        return;
    html_open(&page->html, "p", "class", "demo", "role", "note", NULL);
    page_say(page, "This is a node for trials. What it shows is invented.");
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

void page_begin(struct page *page, void *site, const struct request *request,
                struct response *response, const char *title, const char *lead)
{
    struct html *html = &page->html;

    *page = (struct page){.site = site,
                          .request = request,
                          .response = response,
                          .view = site_view(site, request->now),
                          .language = request->language,
                          .arena = request->arena};
    page->html.out = &response->body;
    read_zone(page);
    if (!response->status)
        response->status = 200;
    response->type = "text/html; charset=utf-8";
    response_header(response, "Content-Language", slice_text(language_code(page->language)));
    html_doctype(html);
    html_open(html, "html", "lang", language_code(page->language), "dir",
              language_direction(page->language), NULL);
    write_head(page, page_text(page, title));
    html_open(html, "body", NULL);
    write_header(page);
    html_open(html, "main", "id", "main", "tabindex", "-1", NULL);
    write_demo(page);
    page_element(page, "h1", NULL, title);
    if (lead)
        page_element(page, "p", "lead", lead);
}

static void write_footer(struct page *page)
{
    struct html *html = &page->html;

    html_open(html, "footer", "class", "site", NULL);
    html_open(html, "p", NULL);
    page_say(page, "As of");
    html_say(html, " ");
    page_time(page, page->view->made);
    html_close(html, "p");
    html_open(html, "ul", NULL);
    html_open(html, "li", NULL);
    page_link(page, "/about", page_text(page, "What this does not prove"));
    html_close(html, "li");
    html_open(html, "li", NULL);
    page_link(page, "/safeguards", page_text(page, "The safeguards, row by row"));
    html_close(html, "li");
    html_open(html, "li", NULL);
    page_link(page, "/feed.atom", page_text(page, "Feed of the register (Atom)"));
    html_close(html, "li");
    if (!page->site->exported) {
        html_open(html, "li", NULL);
        page_link(page, "/preferences", page_text(page, "Time zone"));
        html_close(html, "li");
    }
    html_close(html, "ul");
    html_close(html, "footer");
}

void page_end(struct page *page)
{
    struct html *html = &page->html;

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
     "Open the page again, fill the form in once more and send it from there. Nothing was changed."},
    {404, "There is nothing here",
     "The address is wrong, or what stood here is not for you to see."},
    {405, "This cannot be sent here", "Nothing was changed."},
    {411, "The length of what was sent is missing", "Nothing was changed."},
    {413, "That is too much", "What was sent is larger than this form takes. Nothing was changed."},
    {414, "The address is too long", "Nothing was changed."},
    {421, "This site has another name", "Ask for it under the address that its operator gives."},
    {431, "The request has too many headers", "Nothing was changed."},
};

void page_refuse(void *site, const struct request *request, unsigned status,
                 const struct error *error, struct response *response)
{
    size_t i = sizeof refusals / sizeof *refusals;
    struct page page;

    while (i > 1 && refusals[i - 1].status != status)
        i--;
    page_begin(&page, site, request, response, refusals[i - 1].title, refusals[i - 1].lead);
    if (error && error->where[0])
        page_paragraph(&page, "The field: {field}.", "field", error->where, NULL);
    page_end(&page);
}
