#include "base/encode.h"
#include "crypto/hash.h"
#include "web/page.h"
#include "web/pages.h"

static void fact(struct page *page, const char *name, struct slice value)
{
    html_open(&page->html, "div", NULL);
    page_element(page, "dt", NULL, name);
    html_open(&page->html, "dd", NULL);
    page_code(page, value);
    html_close(&page->html, "dd");
    html_close(&page->html, "div");
}

static const struct table_head cosignature_heads[] = {
    {"Witness", false}, {"Saw this checkpoint, and that it only grew", false}, {0}};

static void write_cosignatures(struct page *page, const struct view_ledger *ledger)
{
    if (!ledger->count) {
        page_element(page, "p", "notice", "No witness has cosigned this checkpoint yet.");
        return;
    }
    page_table_begin(page, "Who has witnessed it", cosignature_heads);
    for (size_t i = 0; i < ledger->count; i++) {
        page_row_begin(page);
        page_cell_begin(page);
        page_code(page, ledger->cosignatures[i].witness);
        page_cell_end(page);
        page_cell_begin(page);
        page_time(page, ledger->cosignatures[i].at);
        page_cell_end(page);
        page_row_end(page);
    }
    page_table_end(page);
}

static void write_size(struct page *page, const struct view_ledger *ledger)
{
    html_open(&page->html, "div", NULL);
    page_element(page, "dt", NULL, "Entries");
    html_open(&page->html, "dd", NULL);
    page_number(page, ledger->checkpoint.size);
    html_close(&page->html, "dd");
    html_close(&page->html, "div");
    html_open(&page->html, "div", NULL);
    page_element(page, "dt", NULL, "Checkpoint made");
    html_open(&page->html, "dd", NULL);
    page_time(page, ledger->at);
    html_close(&page->html, "dd");
    html_close(&page->html, "div");
}

static void write_files(struct page *page, const struct view_ledger *ledger)
{
    struct slice path = arena_format(page->arena, "/ledger/%s/checkpoint", ledger->name);

    html_open(&page->html, "p", NULL);
    page_fill(page,
              "Files: {checkpoint:the checkpoint}, and beside it the tiles and entries as the C2SP "
              "specification tlog-tiles names them.",
              "checkpoint", (const char *)path.data, NULL);
    html_close(&page->html, "p");
}

static void write_ledger(struct page *page, const struct view_ledger *ledger, const char *title,
                         const char *text)
{
    char root[DIGEST_TEXT];

    html_open(&page->html, "section", NULL);
    page_heading(page, "h2", ledger->name, title);
    page_element(page, "p", NULL, text);
    if (!ledger->note.size) {
        page_element(page, "p", "notice", "This ledger is empty.");
    } else {
        digest_write(ledger->checkpoint.root, root);
        html_open(&page->html, "dl", "class", "facts wide", NULL);
        write_size(page, ledger);
        fact(page, "Origin", ledger->origin);
        fact(page, "Root hash", slice_text(root));
        fact(page, "Key (vkey)", ledger->vkey);
        html_close(&page->html, "dl");
        write_cosignatures(page, ledger);
        write_files(page, ledger);
        html_open(&page->html, "details", NULL);
        page_element(page, "summary", NULL, "The checkpoint as it is signed");
        html_open(&page->html, "pre", "dir", "ltr", "tabindex", "0", NULL);
        html_text(&page->html, ledger->note);
        html_close(&page->html, "pre");
        html_close(&page->html, "details");
    }
    html_close(&page->html, "section");
}

void page_ledgers(void *site, const struct request *request, const struct form *form,
                  struct response *response)
{
    struct page page;

    (void)form;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(
        &page, site, request, response, "Is the record intact?",
        "Every accepted act is an entry in a ledger that only grows. Other States cosign its "
        "checkpoints, after a proof that nothing was changed or taken out.");
    write_ledger(
        &page, &page.view->ledgers[0], "Ledger of matters",
        "Its entries are sealed: each is a hash that only those who have the act can "
        "recognise. It shows that an act was there at a time, and nothing of its content.");
    write_ledger(
        &page, &page.view->ledgers[1], "Ledger of register and rules",
        "Its entries are open: offices, appointments, keys, rulebooks and offences, as the "
        "State's roots signed them.");
    html_open(&page.html, "p", NULL);
    page_link(&page, "/ledgers/register", page_text(&page, "The newest open entries"));
    html_close(&page.html, "p");
    html_open(&page.html, "dl", "class", "facts wide", NULL);
    fact(&page, "This node as a witness of others (vkey)", page.view->witness);
    html_close(&page.html, "dl");
    page_not_promised(&page);
    page_end(&page);
}

/* ---- open entries ---- */

static const struct table_head entry_heads[] = {{"Entry", true},
                                                {"Logged", false},
                                                {"What", false},
                                                {"About", false},
                                                {"First signed by", false},
                                                {"SHA-256", false},
                                                {0}};

static void write_entry(struct page *page, const struct view_entry *entry)
{
    char hash[DIGEST_TEXT];

    digest_write(entry->hash, hash);
    page_row_begin(page);
    page_cell_number(page, entry->index);
    page_cell_begin(page);
    page_time(page, entry->entered);
    page_cell_end(page);
    page_cell(page, page_text(page, (const char *)entry->type.data));
    page_cell_begin(page);
    if (entry->subject.size)
        page_code(page, entry->subject);
    page_cell_end(page);
    page_cell_begin(page);
    page_code(page, entry->by);
    page_cell_end(page);
    page_cell_begin(page);
    page_code(page, slice_part(slice_text(hash), 0, 16));
    page_cell_end(page);
    page_row_end(page);
}

void page_entries(void *site, const struct request *request, const struct form *form,
                  struct response *response)
{
    struct page page;

    (void)form;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(&page, site, request, response, "Newest entries of register and rules",
               "What the State's roots have signed last. The ledger has all of it.");
    page_table_begin(&page, "Open entries, the newest first", entry_heads);
    for (size_t i = 0; i < page.view->entry_count; i++)
        write_entry(&page, &page.view->entries[i]);
    page_table_end(&page);
    page_end(&page);
}

/* ---- the feed ---- */

static void feed_element(struct html *html, const char *element, const char *text)
{
    html_element(html, element, NULL, NULL, text);
}

static void feed_entry(struct html *html, const struct view *view, const struct site *site,
                       enum language language, const struct view_entry *entry)
{
    char at[INSTANT_TEXT], hash[DIGEST_TEXT];

    instant_format(entry->entered, at);
    digest_write(entry->hash, hash);
    html_open(html, "entry", NULL);
    html_open(html, "id", NULL);
    html_format(html, "urn:sha256:%s", hash);
    html_close(html, "id");
    html_open(html, "title", NULL);
    html_say(html, language_text(language, (const char *)entry->type.data));
    html_say(html, entry->subject.size ? " " : "");
    html_text(html, entry->subject);
    html_close(html, "title");
    feed_element(html, "updated", at);
    html_open(html, "link", NULL);
    html_attribute(html, "rel", SLICE("alternate"));
    html_attribute(html, "type", SLICE("text/html"));
    if (site->exported)
        html_url(html, "href", SLICE("ledgers/register.html"));
    else
        html_url(html, "href", SLICE("ledgers/register"));
    html_close(html, "link");
    html_open(html, "content", "type", "text", NULL);
    html_format(html, "%.*s %llu, %.*s, SHA-256 %s", SLICE_ARG(view->ledgers[1].origin),
                (unsigned long long)entry->index, SLICE_ARG(entry->by), hash);
    html_close(html, "content");
    html_close(html, "entry");
}

void page_feed(void *data, const struct request *request, const struct form *form,
               struct response *response)
{
    struct site *site = data;
    struct view *view = site_view(site, request->now);
    struct html html = {.out = &response->body};
    char updated[INSTANT_TEXT];

    (void)form;
    response->status = 200;
    response->type = "application/atom+xml; charset=utf-8";
    response->cache = RESPONSE_REVALIDATE;
    instant_format(view->entry_count ? view->entries[0].entered : 0, updated);
    html_xml(&html);
    html_open(&html, "feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang",
              language_code(request->language), NULL);
    html_open(&html, "id", NULL);
    html_format(&html, "urn:proviso:%.*s", SLICE_ARG(view->ledgers[1].origin));
    html_close(&html, "id");
    html_open(&html, "title", NULL);
    html_format(&html, "%.*s: ", SLICE_ARG(view->name));
    html_say(&html, language_text(request->language, "Register of this State"));
    html_close(&html, "title");
    feed_element(&html, "updated", updated);
    html_open(&html, "author", NULL);
    html_open(&html, "name", NULL);
    html_text(&html, view->name);
    html_close(&html, "name");
    html_close(&html, "author");
    for (size_t i = 0; i < view->entry_count; i++)
        feed_entry(&html, view, site, request->language, &view->entries[i]);
    html_close(&html, "feed");
    html_finish(&html);
    view_release(view);
}
