/* The pages of a matter: for a party to the file everything, in the order in which their role asks; for
 * whom an order is addressed to, the order alone. And the texts that its statements name. */
#include "base/unicode.h"
#include "store/statements.h"
#include "web/matter_file.h"
#include "web/pages.h"

/* ---- in which order ---- */

enum { PARTS_MOST = 16 };

/* The first row of which the reader holds a role. Everybody gets every part that has something to say;
 * what answers the question of the role comes first. */
static const struct {
    uint32_t roles;
    matter_part *parts[PARTS_MOST];
} orders[] = {
    {MATTER_ROLE(JUDGE),
     {matter_write_findings, matter_write_choices, matter_write_scope, matter_write_facts,
      matter_write_targets, matter_write_offences, matter_write_grounds, matter_write_caps,
      matter_write_reasons, matter_write_tasks, matter_write_due, matter_write_history,
      matter_write_files}},
    {MATTER_ROLE(REVIEWER),
     {matter_write_grounds, matter_write_choices, matter_write_facts, matter_write_targets,
      matter_write_offences, matter_write_reasons, matter_write_scope, matter_write_findings,
      matter_write_tasks, matter_write_due, matter_write_caps, matter_write_history,
      matter_write_files}},
    {MATTER_ROLE(SUPERVISOR) | MATTER_ROLE(DPA),
     {matter_write_findings, matter_write_due, matter_write_tasks, matter_write_readings,
      matter_write_choices, matter_write_scope, matter_write_history, matter_write_reasons,
      matter_write_facts, matter_write_targets, matter_write_offences, matter_write_grounds,
      matter_write_caps, matter_write_files}},
    {MATTER_ROLE(CENTRAL_AUTHORITY) | MATTER_ROLE(CLERK),
     {matter_write_choices, matter_write_tasks, matter_write_due, matter_write_files,
      matter_write_findings, matter_write_scope, matter_write_offences, matter_write_targets,
      matter_write_facts, matter_write_reasons, matter_write_grounds, matter_write_caps,
      matter_write_history}},
    {~0u,
     {matter_write_findings, matter_write_tasks, matter_write_due, matter_write_choices,
      matter_write_scope, matter_write_reasons, matter_write_facts, matter_write_targets,
      matter_write_offences, matter_write_grounds, matter_write_caps, matter_write_history,
      matter_write_files}},
};

static void write_parts(struct matter_file *file)
{
    size_t row = 0;

    while (!matter_reader_is(file, orders[row].roles))
        row++;
    for (size_t i = 0; i < PARTS_MOST && orders[row].parts[i]; i++)
        orders[row].parts[i](file);
}

/* ---- the order alone ---- */

static void write_names(struct matter_file *file, const char *title,
                        const struct recipient *const *recipients, size_t count)
{
    matter_fact_begin(file, title);
    for (size_t i = 0; i < count; i++) {
        html_say(&file->page.html, i ? ", " : "");
        page_code(&file->page, recipients[i]->name);
    }
    matter_fact_end(file);
}

static void write_permit(struct matter_file *file)
{
    const struct permit *permit = &file->matter->permit;
    struct value classes = {VALUE_SET, (int64_t)permit->privileged, &words_privilege, {0}};
    struct buffer text = {0};
    char hex[DIGEST_TEXT];

    page_heading(&file->page, "h2", "order", "What you are to hand over");
    matter_write_order(file, &permit->scope);
    matter_facts_begin(file);
    matter_fact_begin(file, "Decided by");
    page_code(&file->page, name_office(permit->decision->statement.by));
    html_say(&file->page.html, ", ");
    page_time(&file->page, filed_legal(permit->decision));
    matter_fact_end(file);
    write_names(file, "Sealed to", permit->recipients, permit->recipient_count);
    write_names(file, "Set aside for", permit->filter, permit->filter_count);
    value_say(file->page.language, &classes, &text);
    matter_fact(file, "Privileged", buffer_slice(&text));
    matter_fact_begin(file, "The decision, SHA-256");
    page_code(&file->page, slice_text(digest_write(permit->decision->statement.hash, hex)));
    matter_fact_end(file);
    matter_facts_end(file);
    buffer_free(&text);
}

static void write_objection(struct matter_file *file)
{
    const struct statement *decision = &file->matter->permit.decision->statement;
    struct slice court = arena_copy(file->request->arena, name_office(decision->by));

    page_heading(&file->page, "h2", "object", "If you object");
    page_paragraph(
        &file->page,
        "Say so to the court that decided, {court}, before you hand anything over: that the "
        "order is not for you, reaches too far, or conflicts with a duty of yours. A "
        "suspension by that court stops the order from the moment it is signed.",
        "court", (const char *)court.data, NULL);
    page_element(&file->page, "p", NULL,
                 "Rely on the writ and not on this page: proviso verify checks it on your own "
                 "machine, without this server.");
}

/* What the reader's own office said in the matter. */
static void write_own(struct matter_file *file)
{
    struct page *page = &file->page;
    bool any = false;

    for (size_t i = 0; i < file->matter->standing_count; i++) {
        const struct statement *statement = &file->history[i]->filed->statement;
        char hex[DIGEST_TEXT];

        if (!slice_equal(name_office(statement->by), file->who->office))
            continue;
        if (!any)
            page_heading(page, "h2", "own", "What your office has stated");
        any = true;
        html_open(&page->html, "p", NULL);
        matter_write_deed(file, statement);
        html_say(&page->html, ", ");
        page_time(page, filed_legal(file->history[i]->filed));
        html_say(&page->html, ", SHA-256 ");
        page_code(page, slice_text(digest_write(statement->hash, hex)));
        html_close(&page->html, "p");
    }
}

/* M5: whom the order is addressed to sees what it permits, and nothing of why. */
static void write_addressee(struct matter_file *file)
{
    struct page *page = &file->page;

    matter_facts_begin(file);
    matter_fact_begin(file, "Matter");
    page_code(page, file->chain);
    html_say(&page->html, " ");
    page_element(page, "span", file->matter->permitted ? "tag yes" : "tag no",
                 standing_title(slice_text(matter_standing(file->matter))));
    matter_fact_end(file);
    matter_facts_end(file);
    if (file->matter->permitted)
        write_permit(file);
    else
        page_element(page, "p", "notice", "Nothing is permitted now: hand nothing over.");
    matter_write_choices(file);
    write_own(file);
    if (file->matter->permitted)
        write_objection(file);
}

/* ---- the page ---- */

void page_matter(void *site, const struct request *request, const struct form *form,
                 struct response *response)
{
    struct matter_file *file = matter_file_open(site, request, response);

    (void)form;
    if (!file)
        return;
    if (file->party == PARTY_ADDRESSEE) {
        page_begin(&file->page, site, request, response, "An order to you",
                   "What you may hand over, to whom, and until when. The file behind it stays with "
                   "the courts.");
        write_addressee(file);
    } else {
        page_begin(&file->page, site, request, response, matter_question(file), NULL);
        matter_write_lead(file);
        write_parts(file);
    }
    page_not_promised(&file->page);
    page_end(&file->page);
    matter_file_close(file);
}

/* ---- one text ---- */

/* A statement of this matter names it, and this reader may read it. */
static const struct paper_text *find_text(const struct matter_file *file, struct slice name)
{
    char hex[DIGEST_TEXT];

    for (size_t i = 0; i < file->papers.text_count; i++) {
        const struct paper_text *text = &file->papers.texts[i];

        if (text->allowed && text->stored && slice_is(name, digest_write(text->hash, hex)))
            return text;
    }
    return NULL;
}

/* Nothing but lines of plain text is shown by a browser; the rest is only kept. */
static bool is_plain(struct slice text)
{
    while (text.size) {
        size_t end = 0;

        while (end < text.size && text.data[end] != '\n' && text.data[end] != '\t' &&
               text.data[end] != '\r')
            end++;
        if (!unicode_is_plain(slice_part(text, 0, end), NULL))
            return false;
        text = slice_from(text, end + 1);
    }
    return true;
}

static void answer_text(struct matter_file *file, const struct paper_text *text,
                        struct response *response)
{
    struct error error = {0};
    bool ok;

    pthread_mutex_lock(&file->site->lock);
    ok =
        store_attachment(file->site->node->store, file->chain, text->hash, &response->body, &error);
    pthread_mutex_unlock(&file->site->lock);
    if (!ok)
        return;
    response->status = 200;
    if (is_plain(buffer_slice(&response->body))) {
        response->type = "text/plain; charset=utf-8";
        response_header(response, "Content-Language",
                        arena_copy(file->request->arena, text->language));
    } else {
        response->type = "application/octet-stream";
        response_header(response, "Content-Disposition", SLICE("attachment; filename=\"text\""));
    }
}

void page_matter_text(void *site, const struct request *request, const struct form *form,
                      struct response *response)
{
    struct matter_file *file = matter_file_open(site, request, response);
    const struct paper_text *text;

    (void)form;
    if (!file)
        return;
    text = find_text(file, request_parameter(request, "hash"));
    if (text)
        answer_text(file, text, response);
    matter_file_close(file);
}
