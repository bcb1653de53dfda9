/* What waits for the reader, by deadline, each row with the one next act. */
#include "node/docket.h"
#include "store/docket.h"
#include "text/matter.h"
#include "text/matter_words.h"
#include "text/title.h"
#include "web/page.h"
#include "web/pages.h"

enum { LATELY = 8, SOON = 2 * DAY };

struct waiting {
    struct docket docket;
    struct store_signed *lately; /* matters in which the reader's office signed */
    size_t lately_count;
};

/* False where the reader is no official in office. */
static bool read_waiting(struct site *site, const struct request *request, struct waiting *out)
{
    const struct docket_query query = {.official = request->session.official, .until = FOREVER};
    struct slice name = request->session.official;
    struct error error = {0};
    instant now;
    bool ok;

    *out = (struct waiting){0};
    if (!name.size)
        return false;
    pthread_mutex_lock(&site->lock);
    ok = node_clock(site->node, &now, &error) &&
         node_docket(site->node, &query, now, request->arena, &out->docket, &error) &&
         store_signed_lately(site->node->store, name_office(name), LATELY, request->arena,
                             &out->lately, &out->lately_count, &error);
    pthread_mutex_unlock(&site->lock);
    return ok;
}

/* ---- one row ---- */

static const char *place_of(struct page *page, struct slice chain, const char *act)
{
    struct slice place =
        act ? arena_format(page->arena, "/matters/%.*s/acts/%s", SLICE_ARG(chain), act)
            : arena_format(page->arena, "/matters/%.*s", SLICE_ARG(chain));

    return (const char *)place.data;
}

static void write_due(struct page *page, instant due)
{
    int64_t left = due - page->request->now;
    struct buffer text = {0};

    if (due == TURN_UNDATED) {
        page_say(page, "no date");
        return;
    }
    matter_left_text(page->language, left, &text);
    html_open(&page->html, "span", "class",
              left < 0      ? "tag no"
              : left < SOON ? "tag ask"
                            : "tag",
              NULL);
    html_text(&page->html, buffer_slice(&text));
    html_close(&page->html, "span");
    buffer_free(&text);
    html_say(&page->html, " ");
    page_time(page, due);
}

static void write_matter(struct page *page, struct slice chain)
{
    html_open(&page->html, "a", "dir", "ltr", "href", page_url(page, place_of(page, chain, NULL)),
              NULL);
    html_text(&page->html, chain);
    html_close(&page->html, "a");
}

static const struct table_head heads[] = {{"Matter", false},           {"Due", false},
                                          {"Measure", false},          {"Where it stands", false},
                                          {"What you do next", false}, {0}};

static void write_row(struct page *page, const struct docket_entry *entry)
{
    enum matter_act act = entry->turn.act;

    page_row_begin(page);
    page_cell_begin(page);
    write_matter(page, entry->chain);
    page_cell_end(page);
    page_cell_begin(page);
    write_due(page, entry->turn.due);
    page_cell_end(page);
    page_cell(page, entry->has_measure ? page_text(page, measure_title(entry->measure)) : "");
    page_cell(page, page_text(page, standing_title(slice_text(entry->standing))));
    page_cell_begin(page);
    page_link(page, place_of(page, entry->chain, matter_acts.acts[act].type),
              page_text(page, matter_act_task(act)));
    page_cell_end(page);
    page_row_end(page);
}

/* ---- the page ---- */

static void write_docket(struct page *page, const struct docket *docket)
{
    if (docket->count == 0) {
        page_element(page, "p", "notice", "Nothing waits for you now.");
        return;
    }
    page_table_begin(page, "Acts that are yours, what is overdue or due first on top", heads);
    for (size_t i = 0; i < docket->count; i++)
        write_row(page, &docket->entries[i]);
    page_table_end(page);
    if (docket->more)
        page_element(page, "p", "notice",
                     "There are more than are shown here: these are the first by date.");
}

static void write_lately(struct page *page, const struct waiting *waiting)
{
    if (waiting->lately_count == 0)
        return;
    page_heading(page, "h2", "lately", "Matters in which your office acted lately");
    html_open(&page->html, "ul", NULL);
    for (size_t i = 0; i < waiting->lately_count; i++) {
        html_open(&page->html, "li", NULL);
        write_matter(page, waiting->lately[i].chain);
        html_say(&page->html, " \xe2\x80\x93 ");
        page_time(page, waiting->lately[i].at);
        html_close(&page->html, "li");
    }
    html_close(&page->html, "ul");
}

void page_docket(void *site, const struct request *request, const struct form *form,
                 struct response *response)
{
    struct waiting waiting;
    struct page page;

    (void)form;
    if (((struct site *)site)->exported)
        return;
    response->cache = RESPONSE_PRIVATE;
    if (!read_waiting(site, request, &waiting)) {
        response_redirect(response, arena_format(request->arena, "/%s/sign-in",
                                                 language_code(request->language)));
        return;
    }
    page_begin(&page, site, request, response, "What waits for you",
               "Each row is one act that is yours to do. Opening a matter is logged.");
    page_frozen(&page);
    write_docket(&page, &waiting.docket);
    write_lately(&page, &waiting);
    page_end(&page);
}
