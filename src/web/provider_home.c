/* A provider's first page: a writ in, and those received. */
#include "text/title.h"
#include "web/page_findings.h"
#include "web/page_form.h"
#include "web/provider_pages.h"

enum { HOME_WRITS = 20 }; /* shown on a page; each is judged anew */

/* ---- those received ---- */

static const struct table_head inbox_heads[] = {
    {"Writ", false},     {"Now", false},
    {"Measure", false},  {"To be carried out before", false},
    {"Received", false}, {0}};

static bool has_scope(const struct shown_writ *writ)
{
    return writ->bound != BOUND_UNREADABLE && shown_writ_permit(writ)->decision;
}

static void write_row(struct page *page, const struct shown_writ *writ, instant received)
{
    struct html *html = &page->html;

    page_row_begin(page);
    page_cell_begin(page);
    html_open(html, "a", "href", page_url(page, writ_place(page->arena, writ, "")), NULL);
    if (writ->bound == BOUND_UNREADABLE)
        html_format(html, "%.12s\xe2\x80\xa6", writ->hex);
    else
        html_text(html, writ->verdict.bundle.matter);
    html_close(html, "a");
    page_cell_end(page);
    page_cell_begin(page);
    write_bound(page, writ->bound);
    page_cell_end(page);
    page_cell_begin(page);
    if (has_scope(writ))
        page_say(page, measure_title(shown_writ_permit(writ)->scope.measure));
    page_cell_end(page);
    page_cell_begin(page);
    if (has_scope(writ))
        page_time(page, shown_writ_permit(writ)->scope.until);
    page_cell_end(page);
    page_cell_begin(page);
    page_time(page, received);
    page_cell_end(page);
    page_row_end(page);
}

static void write_rows(struct page *page, const struct inbox_writ *writs, size_t count)
{
    page_table_begin(page, "Each is judged again whenever this page is opened: time passes",
                     inbox_heads);
    for (size_t i = 0; i < count; i++) {
        struct shown_writ *writ = shown_writ_read(page->site, writs[i].hash, page->request->now);

        write_row(page, writ, writs[i].received);
        shown_writ_free(writ);
    }
    page_table_end(page);
}

/* "page=2" of the query; 0 is the first. */
static size_t page_of(const struct request *request)
{
    int64_t number = 0;

    if (!slice_starts(request->query, SLICE("page=")) ||
        !slice_decimal(slice_from(request->query, 5), &number) || number > INBOX_WRITS)
        return 0;
    return number > 0 ? (size_t)number - 1 : 0;
}

static void write_pages(struct page *page, size_t at, size_t count)
{
    struct html *html = &page->html;
    size_t pages = (count + HOME_WRITS - 1) / HOME_WRITS;

    if (pages < 2)
        return;
    html_open(html, "nav", "aria-label", page_text(page, "Further writs"), NULL);
    html_open(html, "ul", "class", "pages", NULL);
    for (size_t i = 0; i < pages; i++) {
        html_open(html, "li", NULL);
        html_open(html, "a", NULL);
        html_url(html, "href", arena_format(page->arena, "?page=%zu", i + 1));
        if (i == at)
            html_attribute(html, "aria-current", SLICE("page"));
        page_number(page, i + 1);
        html_close(html, "a");
        html_close(html, "li");
    }
    html_close(html, "ul");
    html_close(html, "nav");
}

static void write_inbox(struct page *page)
{
    const char *folder = page->site->provider->provider.folder;
    size_t at = page_of(page->request), count, first;
    struct inbox_writ *writs;
    struct error error = {0};

    page_heading(page, "h2", "received", "Writs received");
    if (!inbox_list(folder, page->arena, &writs, &count, &error)) {
        page_error(page, &error);
        return;
    }
    if (!count) {
        page_element(page, "p", NULL, "There are none yet.");
        return;
    }
    first = at * HOME_WRITS < count ? at * HOME_WRITS : 0;
    write_rows(page, writs + first, count - first < HOME_WRITS ? count - first : HOME_WRITS);
    write_pages(page, first / HOME_WRITS, count);
}

/* ---- the page ---- */

static const struct field_row writ_row = {
    "writ",
    "The writ, as you received it",
    "A file of at most 16 MB. Nobody else's server is asked, and nothing leaves this machine.",
    INPUT_FILE,
    BUNDLE_MOST,
    true,
};

static void write_page(struct site *site, const struct request *request, struct response *response,
                       const struct error *error)
{
    struct page page;

    provider_page_begin(&page, site, request, response, "Are you bound, and to what?",
                        "Give in the writ that you were handed. You see at once whether it binds "
                        "you, to exactly what, until when, and how to object.");
    if (error)
        page_error(&page, error);
    page_form_begin(&page, "/", true);
    page_field(&page, &writ_row, SLICE(""), NULL);
    html_open(&page.html, "details", NULL);
    page_element(&page, "summary", NULL, "Somebody handed you a restriction with it");
    write_hand_fields(&page, false);
    html_close(&page.html, "details");
    page_button(&page, "Check the writ", false, NULL, NULL);
    page_form_end(&page);
    write_inbox(&page);
    page_end(&page);
}

void provider_home(void *site, const struct request *request, const struct form *form,
                   struct response *response)
{
    (void)form;
    write_page(site, request, response, NULL);
}

/* Kept is what can be read as a writ, whatever its verdict: a refused one is evidence, too. */
static bool receive(struct provider_site *own, struct slice text, struct error *error)
{
    struct bundle bundle;
    struct arena arena = {0};
    bool ok = bundle_parse(text, BUNDLE_WRIT, &arena, &bundle, error);

    arena_free(&arena);
    if (!ok)
        return false;
    pthread_mutex_lock(&own->lock);
    ok = inbox_add(own->provider.folder, text, error);
    pthread_mutex_unlock(&own->lock);
    return ok;
}

void provider_receive(void *data, const struct request *request, const struct form *form,
                      struct response *response)
{
    struct slice text = form_value(form, "writ");
    struct site *site = data;
    struct error error = {0};
    char hex[DIGEST_TEXT];

    if (receive(site->provider, text, &error) &&
        take_hand(site->provider, form, sha256_of(text), &error)) {
        response_redirect(response, arena_format(request->arena, "/%s/writs/%s",
                                                 language_code(request->language),
                                                 digest_write(sha256_of(text), hex)));
        return;
    }
    response->status = provider_status(&error);
    write_page(site, request, response, &error);
}

/* ---- how this works ---- */

static void write_list(struct page *page, const char *const *items)
{
    html_open(&page->html, "ul", NULL);
    for (; *items; items++)
        page_element(page, "li", NULL, *items);
    html_close(&page->html, "ul");
}

void provider_about(void *site, const struct request *request, const struct form *form,
                    struct response *response)
{
    static const char *const checked[] = {
        "Every signature, and that each act stands in a ledger that independent witnesses saw.",
        "That the judge's authorisation, the rights assessment and the court's approval are there, "
        "within what the rules of both States and their common floor allow.",
        "That the order names you and these accounts, that it is still open, and that it was not "
        "carried out before.",
        "That no state of a matter is older than one that you were shown before.",
        NULL,
    };
    static const char *const unchecked[] = {
        "That what was stated to the court is true, or that the order is just.",
        "That the files you release from are all that you hold.",
        "That the keys in your trust file are the right ones: compare them by another way than the "
        "one they came.",
        NULL,
    };
    static const char *const who[] = {
        "Whoever can open this site may do all that it offers: there is no login. So it listens on "
        "this machine alone.",
        "Where several people need it, put a web server with a login of its own in front, on a "
        "Unix "
        "socket.",
        "No key of yours is here: what you sign, you sign elsewhere.",
        NULL,
    };
    struct page page;

    (void)form;
    provider_page_begin(&page, site, request, response, "How this works",
                        "You decide nothing about the case, and you do not see it: you see who "
                        "decided, and exactly what.");
    page_heading(&page, "h2", "checked", "What is checked here");
    write_list(&page, checked);
    page_heading(&page, "h2", "unchecked", "What cannot be checked");
    write_list(&page, unchecked);
    page_heading(&page, "h2", "who", "Who may use it");
    write_list(&page, who);
    page_end(&page);
}
