/* The public record of a forum as pages, tables and files: who takes part, what is written. All of them
 * derive from the same lists (text/listing.h). */
#include "base/writer.h"
#include "forum/overdue.h"
#include "node/forum_record.h"
#include "web/forum_pages.h"
#include "web/page.h"
#include "web/pages.h"

/* Which page a list stands on, and what it answers. */
static const struct list_page {
    const char *place, *title, *lead;
    const struct list_form *lists[4]; /* ends with NULL */
} list_pages[] = {
    {"/register",
     "Who may take part?",
     "Every application for accreditation with its state and its deadline. A deadline that has "
     "passed is "
     "shown by time alone.",
     {&list_applications, &list_objections, &list_decisions}},
    {"/participation",
     "Who is missing?",
     "Participation by field and region. Where nobody takes part, it says so.",
     {&list_participation, &list_representatives, &list_moderations}},
    {"/documents",
     "Documents, and how late they are",
     "Each document has one symbol and its own dates in each language.",
     {&list_documents}},
    {"/submissions",
     "What was submitted, and who signed it",
     "A signature counts for the text that was read: an edit asks everybody again.",
     {&list_submissions, &list_signatories}},
    {"/observations",
     "How States keep the safeguards",
     "Observations of accredited organisations, and whose reply is overdue.",
     {&list_observations}},
    {"/procedure",
     "The rules of procedure",
     "Deadlines and limits that the committee has adopted, within bounds that it cannot change.",
     {&list_procedure}},
};

/* ---- the record ---- */

/* A text of the node: it is used under the site's lock, as briefly as can be. */
static bool read_text(void *context, enum forum_chain chain, struct digest hash, struct buffer *out)
{
    struct site *site = context;
    bool ok;

    pthread_mutex_lock(&site->lock);
    ok = forum_text(site->node, chain, hash, out);
    pthread_mutex_unlock(&site->lock);
    return ok;
}

/* False: this is no forum's site, or its register does not hold. */
static bool open_listing(struct site *site, const struct view *view, struct arena *arena,
                         struct listing *out)
{
    if (!site->node->forum || !view->has_trust || !view->known.forum)
        return false;
    *out = (struct listing){.forum = &view->known.forum->forum,
                            .now = view->made,
                            .text = read_text,
                            .context = site,
                            .arena = arena};
    return true;
}

/* ---- tables ---- */

static void write_cell(struct page *page, const struct cell *cell)
{
    page_cell_begin(page);
    switch (cell->kind) {
    case CELL_INSTANT:
        page_time(page, cell->number);
        break;
    case CELL_NUMBER:
        page_number(page, (uint64_t)cell->number);
        break;
    case CELL_FLAG:
        page_say(page, cell->number ? "yes" : "no");
        break;
    case CELL_WORD:
        page_say(page, (const char *)cell->text.data);
        break;
    case CELL_TEXT:
        html_open(&page->html, "bdi", NULL);
        html_text(&page->html, cell->text);
        html_close(&page->html, "bdi");
        break;
    case CELL_FILE:
        page_link(
            page,
            (const char *)arena_format(page->arena, "/files/%.*s", SLICE_ARG(cell->text)).data,
            page_text(page, "Download"));
        break;
    case CELL_NONE:
        html_say(&page->html, "\xe2\x80\x93");
        break;
    }
    page_cell_end(page);
}

static void write_row(struct page *page, const struct listing *listing,
                      const struct list_form *form, size_t index)
{
    struct cell cells[LISTING_COLUMNS] = {{0}};

    form->row(listing, index, cells);
    page_row_begin(page);
    for (size_t i = 0; form->columns[i].name; i++)
        if (form->columns[i].title)
            write_cell(page, &cells[i]);
    page_row_end(page);
}

static void write_files(struct page *page, const struct list_form *form)
{
    html_open(&page->html, "p", NULL);
    page_fill(page, "The whole list with all its columns: {csv:CSV}, {json:JSON}.", "csv",
              (const char *)arena_format(page->arena, "/lists/%s.csv", form->name).data, "json",
              (const char *)arena_format(page->arena, "/lists/%s.json", form->name).data, NULL);
    html_close(&page->html, "p");
}

static void write_list(struct page *page, const struct listing *listing,
                       const struct list_form *form)
{
    struct table_head heads[LISTING_COLUMNS + 1] = {{0}};
    size_t rows = form->count(listing), columns = 0;

    for (size_t i = 0; form->columns[i].name; i++)
        if (form->columns[i].title)
            heads[columns++].name = form->columns[i].title;
    html_open(&page->html, "section", NULL);
    page_heading(page, "h2", form->name, form->title);
    if (!rows) {
        page_element(page, "p", "notice", "There is nothing here yet.");
    } else {
        page_table_begin(page, form->title, heads);
        for (size_t i = 0; i < rows; i++)
            write_row(page, listing, form, i);
        page_table_end(page);
    }
    write_files(page, form);
    html_close(&page->html, "section");
}

static const struct list_page *find_page(struct slice place)
{
    for (size_t i = 0; i < sizeof list_pages / sizeof *list_pages; i++)
        if (slice_is(place, list_pages[i].place))
            return &list_pages[i];
    return NULL;
}

void page_forum_list(void *site, const struct request *request, const struct form *form,
                     struct response *response)
{
    const struct list_page *what = find_page(request->place);
    struct view *view = site_view(site, request->now);
    struct listing listing;
    struct page page;
    bool there = what && open_listing(site, view, request->arena, &listing);

    (void)form;
    view_release(view);
    if (!there)
        return;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(&page, site, request, response, what->title, what->lead);
    if (open_listing(site, page.view, request->arena, &listing))
        for (size_t i = 0; what->lists[i]; i++)
            write_list(&page, &listing, what->lists[i]);
    page_end(&page);
}

/* ---- files ---- */

/* "applications.csv": the list and whether it is JSON. */
static const struct list_form *find_file(struct slice name, bool *json)
{
    struct slice csv = SLICE(".csv"), other = SLICE(".json");

    *json = slice_ends(name, other);
    if (!*json && !slice_ends(name, csv))
        return NULL;
    return list_form_find(slice_part(name, 0, name.size - (*json ? other : csv).size));
}

static void write_json(const struct listing *listing, const struct list_form *form,
                       struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};

    writer_open(&writer, '{');
    listing_json(listing, form, &writer);
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}

void file_forum_list(void *site, const struct request *request, const struct form *form,
                     struct response *response)
{
    bool json;
    const struct list_form *list = find_file(request_parameter(request, "file"), &json);
    struct view *view;
    struct listing listing;

    (void)form;
    if (!list)
        return;
    view = site_view(site, request->now);
    if (open_listing(site, view, request->arena, &listing)) {
        response->status = 200;
        response->type = json ? "application/json" : "text/csv; charset=utf-8";
        response->cache = RESPONSE_REVALIDATE;
        response->anywhere = true;
        if (json)
            write_json(&listing, list, &response->body);
        else
            listing_csv(&listing, list, &response->body);
    }
    view_release(view);
}

/* ---- what was filed ---- */

/* A file that is public now, and what it is. */
struct public_file {
    enum forum_chain chain;
    enum file_format format;
};

static bool find_document_file(const struct forum *forum, struct digest hash, instant now,
                               struct public_file *out)
{
    for (size_t i = 0; i < forum->documents.count; i++) {
        const struct document *document = &forum->documents.items[i];

        for (size_t j = 0; j < document->version_count; j++) {
            if (!digest_equal(document->versions[j].file, hash) ||
                document->versions[j].published > now)
                continue;
            *out = (struct public_file){FORUM_DOCUMENTS, document->versions[j].format};
            return true;
        }
    }
    return false;
}

static bool find_submitted_file(const struct forum *forum, struct digest hash,
                                struct public_file *out)
{
    for (size_t i = 0; i < forum->submissions.count; i++) {
        const struct written_submission *submission = &forum->submissions.items[i];

        for (size_t j = 0; j < submission->text_count; j++) {
            if (!digest_equal(submission->texts[j].hash, hash))
                continue;
            *out = (struct public_file){FORUM_SUBMISSIONS, submission->texts[j].format};
            return true;
        }
    }
    return false;
}

/* Whatever it is, it is kept as a file and never shown as a page of this site. */
static void send_file(struct site *site, const struct request *request, struct digest hash,
                      const struct public_file *file, struct response *response)
{
    static const char *const types[FORMAT_COUNT] = {
        [FORMAT_PDF] = "application/pdf",
        [FORMAT_DOCX] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [FORMAT_ODT] = "application/vnd.oasis.opendocument.text",
        [FORMAT_HTML] = "application/octet-stream",
        [FORMAT_MARKDOWN] = "text/plain; charset=utf-8",
    };
    static const char *const endings[FORMAT_COUNT] = {"pdf", "docx", "odt", "html", "md"};
    struct error error = {0};
    char text[DIGEST_TEXT];
    bool ok;

    pthread_mutex_lock(&site->lock);
    ok = forum_file(site->node, file->chain, hash, &response->body, &error);
    pthread_mutex_unlock(&site->lock);
    if (ok)
        response_download(response, request->arena, types[file->format],
                          arena_format(request->arena, "%.16s.%s", digest_write(hash, text),
                                       endings[file->format]));
}

void file_forum_file(void *site, const struct request *request, const struct form *form,
                     struct response *response)
{
    struct view *view;
    struct listing listing;
    struct public_file file;
    struct digest hash;
    bool there;

    (void)form;
    if (!digest_read(request_parameter(request, "hash"), &hash))
        return;
    view = site_view(site, request->now);
    there = open_listing(site, view, request->arena, &listing) &&
            (find_document_file(listing.forum, hash, listing.now, &file) ||
             find_submitted_file(listing.forum, hash, &file));
    view_release(view);
    if (there)
        send_file(site, request, hash, &file, response);
}

/* ---- the beginning ---- */

static void write_count(struct page *page, const char *name, size_t count)
{
    html_open(&page->html, "div", NULL);
    page_element(page, "dt", NULL, name);
    html_open(&page->html, "dd", NULL);
    page_number(page, count);
    html_close(&page->html, "dd");
    html_close(&page->html, "div");
}

static void write_overdue(struct page *page, const struct listing *listing)
{
    struct forum_overdue overdue;

    forum_count_overdue(listing->forum, listing->now, &overdue);
    html_open(&page->html, "section", NULL);
    page_heading(page, "h2", "overdue", "What is overdue");
    html_open(&page->html, "dl", "class", "facts", NULL);
    write_count(page, "Decisions and checks on applications", overdue.applications);
    write_count(page, "Warnings before a lapse", overdue.warnings);
    write_count(page, "Appeals against moderation", overdue.appeals);
    write_count(page, "Replies of States to observations", overdue.replies);
    write_count(page, "Languages of documents", overdue.languages);
    html_close(&page->html, "dl");
    html_close(&page->html, "section");
}

void page_forum(void *site, const struct request *request, const struct form *form,
                struct response *response)
{
    struct listing listing;
    struct page page;

    (void)form;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(
        &page, site, request, response, "The forum in which the rules are made",
        "Who takes part, when they meet, what was written and decided: every decision is a signed "
        "statement in a public ledger.");
    if (open_listing(site, page.view, request->arena, &listing))
        write_overdue(&page, &listing);
    html_open(&page.html, "section", NULL);
    page_heading(&page, "h2", "pages", "Where to look");
    html_open(&page.html, "ul", NULL);
    for (size_t i = 0; i < sizeof list_pages / sizeof *list_pages; i++) {
        html_open(&page.html, "li", NULL);
        page_link(&page, list_pages[i].place, page_text(&page, list_pages[i].title));
        html_close(&page.html, "li");
    }
    html_close(&page.html, "ul");
    html_close(&page.html, "section");
    page_not_promised(&page);
    page_end(&page);
}
