/* The release: which files, which list, then one run in the background that the page follows, and its
 * account at the end. */
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "text/title.h"
#include "web/page_findings.h"
#include "web/page_form.h"
#include "web/provider_pages.h"

enum { SOURCE_NAME = 32, REFRESH = 2 /* seconds */ };

#define REST "/release"

#define SOURCE_FIELD(number)                                                                       \
    {                                                                                              \
        "source-" #number, FORM_LIST, OFFERED_NAME                                                 \
    }

const struct form_field provider_release_fields[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    SOURCE_FIELD(0),
    SOURCE_FIELD(1),
    SOURCE_FIELD(2),
    SOURCE_FIELD(3),
    SOURCE_FIELD(4),
    SOURCE_FIELD(5),
    SOURCE_FIELD(6),
    SOURCE_FIELD(7),
    SOURCE_FIELD(8),
    SOURCE_FIELD(9),
    SOURCE_FIELD(10),
    SOURCE_FIELD(11),
    SOURCE_FIELD(12),
    SOURCE_FIELD(13),
    SOURCE_FIELD(14),
    SOURCE_FIELD(15),
    {"list", FORM_FILE, BUNDLE_MOST},
    {"list-file", FORM_LINE, OFFERED_NAME},
    {"category", FORM_LINE, 40},
    {"account-member", FORM_LINE, 80},
    {"received-member", FORM_LINE, 80},
    {"all", FORM_LINE, 4},
    {0},
};

/* What a page about a release shows. */
struct releasing_page {
    struct page page;
    const struct shown_writ *writ;
    const struct run_status *status;
    const struct form *form; /* what was sent and is shown again; NULL: nothing */
    const struct error *error;
    struct offered_file *files;
    size_t file_count;
    bool more;
};

/* ---- the form ---- */

static const char *source_name(size_t account, char out[SOURCE_NAME])
{
    snprintf(out, SOURCE_NAME, "source-%zu", account);
    return out;
}

/* Ticked before: in the form that was sent, or in the run that was begun. */
static bool was_chosen(const struct releasing_page *shown, size_t account, struct slice file)
{
    const struct scope *scope = &shown_writ_permit(shown->writ)->scope;
    const struct form_value *value;
    char name[SOURCE_NAME];
    size_t at = 0;

    source_name(account, name);
    while (shown->form && (value = form_next(shown->form, name, &at)) != NULL)
        if (slice_equal(value->value, file))
            return true;
    for (size_t i = 0; !shown->form && i < shown->status->source_count; i++)
        if (slice_equal(shown->status->sources[i].account, scope->accounts[account]) &&
            slice_equal(shown->status->sources[i].file, file))
            return true;
    return false;
}

static void write_choice(struct releasing_page *shown, size_t account, size_t number)
{
    const struct offered_file *file = &shown->files[number];
    struct html *html = &shown->page.html;
    struct buffer size = {0};
    char name[SOURCE_NAME];

    html_open(html, "div", "class", "choice", NULL);
    html_open(html, "input", "type", "checkbox", "name", source_name(account, name), NULL);
    html_attribute_format(html, "id", "source-%zu-%zu", account, number);
    html_attribute(html, "value", file->name);
    if (was_chosen(shown, account, file->name))
        html_flag(html, "checked");
    html_open(html, "label", NULL);
    html_attribute_format(html, "for", "source-%zu-%zu", account, number);
    page_code(&shown->page, file->name);
    html_say(html, " ");
    language_number(shown->page.language, file->size, &size);
    page_fill(&shown->page, "({bytes} bytes)", "bytes", buffer_string(&size), NULL);
    html_close(html, "label");
    html_close(html, "div");
    buffer_free(&size);
}

static void write_account_choice(struct releasing_page *shown, size_t account)
{
    const struct scope *scope = &shown_writ_permit(shown->writ)->scope;
    struct html *html = &shown->page.html;

    html_open(html, "fieldset", "class", "group", NULL);
    html_open(html, "legend", NULL);
    page_say(&shown->page, "Files with data of");
    html_say(html, " ");
    page_code(&shown->page, scope->accounts[account]);
    html_close(html, "legend");
    for (size_t i = 0; i < shown->file_count; i++)
        write_choice(shown, account, i);
    html_close(html, "fieldset");
}

/* `words` NULL: the value itself, which is in no language. */
static void write_option(struct page *page, struct slice value, const char *words, bool chosen)
{
    html_open(&page->html, "option", NULL);
    if (!words)
        html_attribute(&page->html, "lang", SLICE(""));
    html_attribute(&page->html, "value", value);
    if (chosen)
        html_flag(&page->html, "selected");
    if (words)
        page_say(page, words);
    else
        html_text(&page->html, value);
    html_close(&page->html, "option");
}

static void select_begin(struct page *page, const char *name, const char *label)
{
    html_open(&page->html, "div", "class", "field", NULL);
    html_open(&page->html, "label", "for", name, NULL);
    page_say(page, label);
    html_close(&page->html, "label");
    html_open(&page->html, "select", "id", name, "name", name, NULL);
}

static void select_end(struct page *page)
{
    html_close(&page->html, "select");
    html_close(&page->html, "div");
}

static void write_category(struct releasing_page *shown)
{
    struct page *page = &shown->page;
    uint64_t allowed = shown_writ_permit(shown->writ)->scope.categories;

    select_begin(page, "category", "What the files hold");
    for (unsigned i = 0; i < CATEGORY_COUNT; i++)
        if (allowed >> i & 1)
            write_option(page, slice_text(words_category.words[i]), word_title(&words_category, i),
                         i == CATEGORY_CONTENT);
    select_end(page);
}

static const struct field_row list_row = {
    "list",
    "Or give it in",
    "The file as the court sent it, to the byte: its hash is in the order.",
    INPUT_FILE,
    BUNDLE_MOST,
    false};

static void write_list_choice(struct releasing_page *shown)
{
    struct page *page = &shown->page;
    struct slice before =
        shown->form ? form_value(shown->form, "list-file") : shown->status->list_file;

    select_begin(page, "list-file", "The court's privileged list, among the files");
    write_option(page, SLICE(""), "not among them", !before.size);
    for (size_t i = 0; i < shown->file_count; i++)
        write_option(page, shown->files[i].name, NULL, slice_equal(before, shown->files[i].name));
    select_end(page);
    page_field(page, &list_row, SLICE(""), NULL);
}

static const struct field_row member_rows[] = {
    {"account-member", "Member with the account", "Only for JSON Lines. Empty: account.",
     INPUT_LINE, 80, false},
    {"received-member", "Member with the time of receipt", "Only for JSON Lines. Empty: received.",
     INPUT_LINE, 80, false},
};

static void write_members(struct releasing_page *shown)
{
    struct page *page = &shown->page;

    html_open(&page->html, "details", NULL);
    page_element(page, "summary", NULL, "If the files are JSON Lines");
    for (size_t i = 0; i < sizeof member_rows / sizeof *member_rows; i++)
        page_field(page, &member_rows[i],
                   shown->form ? form_value(shown->form, member_rows[i].name) : SLICE(""), NULL);
    html_close(&page->html, "details");
}

/* An order is carried out once: nobody should find out afterwards. */
static void write_sure(struct page *page)
{
    html_open(&page->html, "div", "class", "choice", NULL);
    html_open(&page->html, "input", "type", "checkbox", "id", "all", "name", "all", "value", "yes",
              NULL);
    html_flag(&page->html, "required");
    html_open(&page->html, "label", "for", "all", NULL);
    page_say(page,
             "These are all the files that I have with data of these accounts. I know that this "
             "order can be carried out once only.");
    html_close(&page->html, "label");
    html_close(&page->html, "div");
}

static void write_form(struct releasing_page *shown)
{
    const struct scope *scope = &shown_writ_permit(shown->writ)->scope;
    struct page *page = &shown->page;

    page_heading(page, "h2", "files", "From which files");
    if (shown->more)
        page_element(page, "p", "notice",
                     "There are more files than are shown here. The command line takes them all.");
    page_form_begin(page, writ_place(page->arena, shown->writ, REST), true);
    for (size_t i = 0; i < scope->account_count; i++)
        write_account_choice(shown, i);
    write_category(shown);
    write_list_choice(shown);
    write_members(shown);
    write_sure(page);
    page_button(page, "Carry out the order", false, NULL, NULL);
    page_form_end(page);
}

static void write_choosing(struct releasing_page *shown)
{
    struct page *page = &shown->page;
    const char *folder = page->site->provider->provider.sources;
    struct error error = {0};

    if (!folder) {
        page_element(page, "p", "notice",
                     "No folder of sources is named. Put the line \"sources = FOLDER\" into "
                     "provider.conf, lay out the files there, and start this server again: pages "
                     "read no other files of this machine.");
        return;
    }
    if (!offered_list(folder, page->arena, &shown->files, &shown->file_count, &shown->more,
                      &error)) {
        page_error(page, &error);
        return;
    }
    page_element(page, "p", NULL,
                 "What is in scope is released, sealed to those whom the court named. What is "
                 "privileged or in doubt is set aside for the filter office. The rest stays here.");
    if (!shown->file_count)
        page_element(page, "p", "notice",
                     "The folder of sources is empty. Lay out the files first.");
    else
        write_form(shown);
}

/* ---- while it runs ---- */

static void write_progress(struct releasing_page *shown)
{
    const struct run_status *status = shown->status;
    struct page *page = &shown->page;
    struct html *html = &page->html;
    uint64_t percent = status->total ? status->done * 100 / status->total : 0;

    page_heading(page, "h2", "going", "The release is going on");
    html_open(html, "p", "role", "status", NULL);
    html_open(html, "progress", "max", "100", "aria-label", page_text(page, "Read so far"), NULL);
    html_attribute_format(html, "value", "%llu", (unsigned long long)percent);
    html_close(html, "progress");
    html_format(html, " %llu %%", (unsigned long long)percent);
    html_close(html, "p");
    page_element(
        page, "p", NULL,
        "Each file is read twice: once to decide, once to check and seal. You may close this "
        "page; the release goes on.");
    html_open(html, "p", NULL);
    page_link(page, writ_place(page->arena, shown->writ, REST), page_text(page, "Look again"));
    html_close(html, "p");
}

static bool prefers_stillness(const struct request *request)
{
    struct slice said = request_header(request, "sec-ch-prefers-reduced-motion");

    return slice_is(said, "reduce") || slice_is(said, "\"reduce\"");
}

/* A page that moves by itself, unless the reader's system asks for none of that. */
static void refresh(const struct request *request, struct response *response)
{
    response_header(response, "Accept-CH", SLICE("Sec-CH-Prefers-Reduced-Motion"));
    if (!prefers_stillness(request))
        response_header(response, "Refresh", arena_format(request->arena, "%d", REFRESH));
}

/* ---- the page ---- */

static void write_interrupted(struct page *page)
{
    page_element(
        page, "p", "notice",
        "A release was begun and cut off before its end: this server or its machine stopped. "
        "Nothing of it was handed over. It may be begun again with the same files and the "
        "same list, and with no others: those are chosen below.");
}

static void write_refused(struct releasing_page *shown)
{
    struct page *page = &shown->page;

    page_element(page, "p", "notice refused",
                 "Nothing was released. Put right what stands here, then begin again.");
    html_open(&page->html, "p", NULL);
    html_text(&page->html, shown->status->message);
    html_close(&page->html, "p");
    page_findings(page, &shown->status->findings, &shown->writ->names);
}

static void write_body(struct releasing_page *shown)
{
    struct page *page = &shown->page;

    if (shown->error)
        page_error(page, shown->error);
    if (shown->status->state == RUN_GOING) {
        write_progress(shown);
        return;
    }
    if (shown->writ->bound == BOUND_DONE) {
        write_release_account(page, shown->writ);
        return;
    }
    if (shown->status->state == RUN_REFUSED && !shown->error)
        write_refused(shown);
    if (shown->status->state == RUN_INTERRUPTED)
        write_interrupted(page);
    if (shown->writ->bound == BOUND_YES)
        write_choosing(shown);
    else
        page_element(page, "p", "notice refused",
                     "Nothing can be released under this writ. The page of the writ says why.");
}

static void write_page(struct site *site, const struct request *request, struct response *response,
                       const struct shown_writ *writ, const struct form *form,
                       const struct error *error)
{
    struct releasing_page *shown = memory_take(sizeof *shown);
    struct run_status *status = memory_take(sizeof *status);
    struct page *page = &shown->page;

    provider_run_status(site->provider->run, writ->hash, request->arena, status);
    shown->writ = writ;
    shown->status = status;
    shown->form = form;
    shown->error = error;
    if (error)
        response->status = provider_status(error);
    else if (status->state == RUN_GOING)
        refresh(request, response);
    provider_page_begin(page, site, request, response, "Carry out the order", NULL);
    html_open(&page->html, "p", NULL);
    page_link(page, writ_place(page->arena, writ, ""), page_text(page, "Back to the writ"));
    html_close(&page->html, "p");
    write_body(shown);
    write_limits(page);
    page_end(page);
    free(status);
    free(shown);
}

void provider_release_page(void *site, const struct request *request, const struct form *form,
                           struct response *response)
{
    struct shown_writ *writ = shown_writ_of(site, request);

    (void)form;
    if (writ)
        write_page(site, request, response, writ, NULL, NULL);
    shown_writ_free(writ);
}

/* ---- beginning ---- */

static size_t read_sources(const struct shown_writ *writ, const struct form *form,
                           struct run_source *out)
{
    const struct scope *scope = &shown_writ_permit(writ)->scope;
    const struct form_value *value;
    size_t count = 0;
    char name[SOURCE_NAME];

    for (size_t i = 0; i < scope->account_count; i++) {
        size_t at = 0;

        source_name(i, name);
        while (count < RUN_SOURCES && (value = form_next(form, name, &at)) != NULL)
            out[count++] = (struct run_source){scope->accounts[i], value->value};
    }
    return count;
}

static bool begin(struct site *site, const struct request *request, const struct shown_writ *writ,
                  const struct form *form, struct error *error)
{
    struct run_source sources[RUN_SOURCES];
    int category = vocabulary_find(&words_category, form_value(form, "category"));
    struct run_order order = {
        .writ = writ->hash,
        .sources = sources,
        .account_member = form_value(form, "account-member"),
        .received_member = form_value(form, "received-member"),
        .list_file = form_value(form, "list-file"),
        .list = form_value(form, "list"),
    };

    if (writ->bound != BOUND_YES)
        return error_set(error, ERROR_WRIT_REFUSED, "this writ does not bind you");
    order.source_count = read_sources(writ, form, sources);
    if (!order.source_count)
        return error_set(error, ERROR_USAGE, "choose at least one file");
    if (!slice_is(form_value(form, "all"), "yes"))
        return error_set(error, ERROR_USAGE, "say that these are all the files");
    if (category < 0)
        return error_set(error, ERROR_USAGE, "say what the files hold");
    order.category = (enum category)category;
    return provider_run_begin(site->provider->run, &order, request->now, error);
}

void provider_release_begin(void *data, const struct request *request, const struct form *form,
                            struct response *response)
{
    struct site *site = data;
    struct shown_writ *writ = shown_writ_of(site, request);
    struct error error = {0};

    if (!writ)
        return;
    if (begin(site, request, writ, form, &error))
        response_redirect(response,
                          arena_format(request->arena, "/%s%s", language_code(request->language),
                                       writ_place(request->arena, writ, REST)));
    else
        write_page(site, request, response, writ, form, &error);
    shown_writ_free(writ);
}
