/* What an official may begin, and what of theirs is frozen and waits for signatures. */
#include "matter/acts.h"
#include "node/pending.h"
#include "web/act_page.h"
#include "web/act_words.h"
#include "web/page_pending.h"
#include "web/pages.h"

/* Acts that begin something: an application, and what a State's roots enter. The others stand at the
 * matters to which they belong. */
static bool begins(const struct act_table *table, const struct act *act)
{
    return table->chain || act == &matter_acts.acts[MATTER_APPLICATION];
}

static size_t write_acts(struct page *page)
{
    size_t count = 0;

    html_open(&page->html, "ul", "class", "doors", NULL);
    for (size_t t = 0; act_tables[t]; t++)
        for (unsigned i = 0; i < act_tables[t]->count; i++) {
            const struct act *act = &act_tables[t]->acts[i];

            if (!begins(act_tables[t], act) || !acting_may(act, page->request->session.roles))
                continue;
            count++;
            html_open(&page->html, "li", NULL);
            html_open(&page->html, "h2", NULL);
            page_link(page, (const char *)arena_format(page->arena, "/acts/%s", act->type).data,
                      page_text(page, act_task(act)));
            html_close(&page->html, "h2");
            page_element(page, "p", NULL, act->meaning);
            html_close(&page->html, "li");
        }
    html_close(&page->html, "ul");
    return count;
}

void page_acts(void *site, const struct request *request, const struct form *form,
               struct response *response)
{
    struct page page;

    (void)form;
    response->cache = RESPONSE_PRIVATE;
    page_begin(&page, site, request, response, "What you may begin",
               "What is next in a matter stands at the matter itself.");
    if (!write_acts(&page))
        page_element(&page, "p", NULL, "Your office begins nothing of its own.");
    page_paragraph(&page,
                   "{docket:Your docket} has the matters that wait for you; {pending:what is "
                   "frozen} waits for signatures.",
                   "docket", "/docket", "pending", "/pending", NULL);
    page_end(&page);
}

/* Those that wait for the reader's own signature. */
static size_t count_unsigned(const struct page *page)
{
    struct slice official = page->request->session.official;
    struct store_pending *rows;
    struct error error = {0};
    size_t count = 0, waiting = 0;

    pthread_mutex_lock(&page->site->lock);
    if (!node_pending_list(page->site->node, official, page->arena, &rows, &count, &error))
        count = 0;
    pthread_mutex_unlock(&page->site->lock);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < rows[i].signer_count; j++)
            waiting += slice_equal(rows[i].signers[j], official) && !rows[i].signatures[j].size;
    return waiting;
}

void page_frozen(struct page *page)
{
    size_t waiting = count_unsigned(page);

    if (waiting)
        page_paragraph(page, "{pending:Frozen for your signature}: {count}.", "pending", "/pending",
                       "count", (const char *)arena_format(page->arena, "%zu", waiting).data, NULL);
}

static void write_row(struct page *page, const struct store_pending *row)
{
    const char *chain;
    const struct act *act = act_of_page(row->type, &chain);
    size_t missing = 0;

    for (size_t i = 0; i < row->signer_count; i++)
        missing += !row->signatures[i].size;
    page_row_begin(page);
    page_cell_begin(page);
    page_link(page,
              (const char *)arena_format(page->arena, "/pending/%.*s", SLICE_ARG(row->id)).data,
              act ? page_text(page, act_task(act)) : "?");
    page_cell_end(page);
    page_cell_begin(page);
    page_code(page, row->chain);
    page_cell_end(page);
    page_cell_begin(page);
    page_code(page, row->by);
    page_cell_end(page);
    page_cell_begin(page);
    page_time(page, row->made);
    page_cell_end(page);
    page_cell_number(page, missing);
    page_row_end(page);
}

void page_pending_list(void *data, const struct request *request, const struct form *form,
                       struct response *response)
{
    static const struct table_head heads[] = {
        {"Act", false},  {"Matter or chain", false},   {"By", false},
        {"Made", false}, {"Signatures missing", true}, {0}};
    struct store_pending *rows = NULL;
    struct site *site = data;
    struct error error = {0};
    struct page page;
    size_t count;
    bool ok;

    (void)form;
    if (!request->session.official.size)
        return;
    pthread_mutex_lock(&site->lock);
    ok = node_pending_list(site->node, request->session.official, request->arena, &rows, &count,
                           &error);
    pthread_mutex_unlock(&site->lock);
    if (!ok)
        return;
    response->cache = RESPONSE_PRIVATE;
    page_begin(&page, site, request, response, "Frozen for signing",
               "What you made, or are to sign beside somebody else. It is kept for seven days.");
    if (count) {
        page_table_begin(&page, "Newest first", heads);
        for (size_t i = 0; i < count; i++)
            write_row(&page, &rows[i]);
        page_table_end(&page);
    } else {
        page_element(&page, "p", NULL, "Nothing is frozen.");
    }
    page_end(&page);
}
