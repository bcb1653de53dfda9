/* What goes to other States' nodes and comes from them, as files (M6): by whom a file is carried does
 * not matter, since what is in it proves itself. */
#include <stdlib.h>
#include <time.h>

#include "base/memory.h"
#include "matter/acts.h"
#include "node/read.h"
#include "web/matter_file.h"
#include "web/page_findings.h"
#include "web/page_form.h"
#include "web/page_signing.h"
#include "web/pages.h"

static const struct field_row bundle_row = {
    "bundle",
    "File from another State's node",
    "As that node exported it. It is checked under this State's own pins and rules before anything "
    "of "
    "it is kept.",
    INPUT_FILE,
    PAGE_BUNDLE_MOST,
    true,
};

/* A provider's production or objection comes so: it is signed, and needs no account here. */
static const struct field_row statement_rows[] = {
    {"statement", "Statement", "The payload as it was signed, to the byte.", INPUT_FILE,
     STATEMENT_MOST, true},
    {"signature", "Its signature", "FILE.sig, of one or of several who sign.", INPUT_FILE,
     SIGNING_MOST, true},
    {"text", "Text beside it",
     "Where the statement names one, such as the reasons of a suspension.", INPUT_FILE,
     PAGE_TEXT_MOST, false},
};

static void write_states(struct page *page)
{
    const struct trust *trust = &page->view->trust;

    for (size_t i = 0; page->view->has_trust && i < trust->state_count; i++) {
        if (strcmp(trust->states[i].state, page->view->state) == 0)
            continue;
        html_open(&page->html, "li", NULL);
        html_text(&page->html, trust->states[i].name);
        html_format(&page->html, " (%s): ", trust->states[i].state);
        page_say(page, known_register(&page->view->known, trust->states[i].state)
                           ? "its register is here, and holds"
                           : "its register is not here yet, or does not hold");
        html_close(&page->html, "li");
    }
}

static void write_page(struct site *site, const struct request *request, struct response *response,
                       const char *wrong, const struct findings *refused, const struct error *error)
{
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    page_begin(
        &page, site, request, response, "Exchange with other States",
        "Statements, proofs and registers travel between nodes as files. Whoever carries one "
        "can neither change it nor leave something out of it unseen.");
    page_wrong(&page, wrong);
    if (error)
        page_error(&page, error);
    if (refused)
        page_findings(&page, refused, NULL);
    html_open(&page.html, "ul", NULL);
    write_states(&page);
    html_close(&page.html, "ul");
    page_heading(&page, "h2", "in", "Take in");
    page_form_begin(&page, "/exchange", true);
    page_field(&page, &bundle_row, SLICE(""), NULL);
    page_button(&page, "Check and take in", false, NULL, NULL);
    page_form_end(&page);
    page_heading(&page, "h2", "statement-in", "Take in a statement that was signed elsewhere");
    page_form_begin(&page, "/exchange/statement", true);
    for (size_t i = 0; i < sizeof statement_rows / sizeof *statement_rows; i++)
        page_field(&page, &statement_rows[i], SLICE(""), NULL);
    page_button(&page, "Check and enter it", true, NULL, NULL);
    page_form_end(&page);
    page_heading(&page, "h2", "out", "Send out");
    html_open(&page.html, "p", NULL);
    page_fill(&page,
              "{file:The register of this State}, with its rules, offences and cosignatures. "
              "What another State needs of a matter is on the matter's page.",
              "file", "/exchange/register", NULL);
    html_close(&page.html, "p");
    page_end(&page);
}

void page_exchange(void *site, const struct request *request, const struct form *form,
                   struct response *response)
{
    (void)form;
    write_page(site, request, response, NULL, NULL, NULL);
}

/* Whether who asks may see the file of that matter; their reading is logged. */
static bool reads(struct site *site, const struct request *request, struct slice chain)
{
    struct known_matter *known = memory_take(sizeof *known);
    struct error error = {0};
    enum party as;
    bool ok;

    pthread_mutex_lock(&site->lock);
    ok = node_read(site->node, request->session.official, chain, known, &as, &error);
    if (ok)
        known_matter_free(known);
    pthread_mutex_unlock(&site->lock);
    free(known);
    return ok && as == PARTY_FILE;
}

/* ---- taking in ---- */

static const struct {
    const char *words;
    size_t offset;
} counts[] = {
    {"new statements", offsetof(struct import_report, statements)},
    {"statements known before", offsetof(struct import_report, known)},
    {"texts", offsetof(struct import_report, attachments)},
    {"cosignatures of this State's ledgers", offsetof(struct import_report, cosignatures)},
};

static const struct table_head count_heads[] = {{"Taken in", false}, {"Number", true}, {0}};

static void write_report(struct site *site, const struct request *request,
                         struct response *response, const struct import_report *report)
{
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    page_begin(&page, site, request, response, "Taken in",
               "The file was checked under this State's pins and rules, and is stored.");
    page_table_begin(&page, "What the file held", count_heads);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        page_row_begin(&page);
        page_cell(&page, page_text(&page, counts[i].words));
        page_cell_number(&page, *(const size_t *)((const char *)report + counts[i].offset));
        page_row_end(&page);
    }
    page_table_end(&page);
    page_findings(&page, &report->findings, NULL);
    html_open(&page.html, "p", NULL);
    page_fill(&page, "{docket:The docket} says what waits now.", "docket", "/docket", NULL);
    html_close(&page.html, "p");
    page_not_promised(&page);
    page_end(&page);
}

void page_exchange_take(void *data, const struct request *request, const struct form *form,
                        struct response *response)
{
    struct import_report *report = memory_take(sizeof *report);
    struct site *site = data;
    struct error error = {0};
    bool ok;

    pthread_mutex_lock(&site->lock);
    ok = node_import(site->node, form_value(form, "bundle"), report, request->arena, &error);
    pthread_mutex_unlock(&site->lock);
    if (ok) {
        site_changed(site);
        write_report(site, request, response, report);
    } else {
        response->status = error_exit(error.code) == 3 ? 503 : 422;
        write_page(site, request, response, NULL, &report->findings, &error);
    }
    free(report);
}

/* ---- a statement ---- */

static void write_entered(struct site *site, const struct request *request,
                          struct response *response)
{
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    page_begin(&page, site, request, response, "Entered",
               "The statement is in the ledger. No one can change it, and no one can withdraw it "
               "silently.");
    html_open(&page.html, "p", NULL);
    page_fill(&page, "{docket:The docket} says what waits now.", "docket", "/docket", NULL);
    html_close(&page.html, "p");
    page_not_promised(&page);
    page_end(&page);
}

/* Why a matter takes no statement tells what is in it, and that it exists: whoever may not see it could
 * ask with statements of their own making. */
static bool may_hear_why(struct site *site, const struct request *request, struct slice payload)
{
    struct statement statement;
    struct error ignored = {0};
    bool may;

    if (!statement_parse(payload, all_acts, all_acts_count, &statement, &ignored))
        return true; /* it is the payload alone that is wrong */
    may = !statement_is_of(&statement, &matter_acts) || reads(site, request, statement.chain);
    statement_free(&statement);
    return may;
}

void page_exchange_statement(void *data, const struct request *request, const struct form *form,
                             struct response *response)
{
    struct findings *findings = memory_take(sizeof *findings);
    struct slice text = form_value(form, "text");
    struct submission submission = {
        .payload = form_value(form, "statement"),
        .signatures = form_value(form, "signature"),
        .attachments = &text,
        .attachment_count = text.size ? 1 : 0,
    };
    struct site *site = data;
    struct error error = {0};
    struct timespec begun;
    size_t refused;
    bool ok;

    clock_gettime(CLOCK_MONOTONIC, &begun);
    pthread_mutex_lock(&site->lock);
    ok = node_submit(site->node, &submission, 1, findings, &refused, request->arena, &error);
    pthread_mutex_unlock(&site->lock);
    if (ok) {
        site_changed(site);
        write_entered(site, request, response);
    } else if (may_hear_why(site, request, submission.payload)) {
        response->status = error_exit(error.code) == 3 ? 503 : 422;
        write_page(site, request, response, NULL, findings, &error);
    } else {
        response->status = 422;
        matter_wait_for_step(&begun);
        write_page(site, request, response,
                   "This was refused. Why is said to those who may see its matter.", NULL, NULL);
    }
    free(findings);
}

/* ---- sending out ---- */

static void send_bundle(struct site *site, const struct request *request, struct response *response,
                        struct slice chain, struct slice name)
{
    struct error error = {0};
    bool ok;

    pthread_mutex_lock(&site->lock);
    ok = node_export(site->node, chain, 0, &response->body, &error);
    pthread_mutex_unlock(&site->lock);
    if (!ok) {
        buffer_clear(&response->body);
        response->status = 422;
        write_page(site, request, response, NULL, NULL, &error);
        return;
    }
    response_download(response, request->arena, "application/json", name);
}

void page_exchange_register(void *site, const struct request *request, const struct form *form,
                            struct response *response)
{
    const char *state = ((struct site *)site)->node->state;

    (void)form;
    send_bundle(site, request, response, SLICE(""),
                arena_format(request->arena, "%s-register.exchange.json", state));
}

/* A refusal is over at the end of a step of time: judging a matter takes longer than missing one. */
bool page_reads(struct site *site, const struct request *request, struct slice chain)
{
    struct timespec begun;
    bool ok;

    clock_gettime(CLOCK_MONOTONIC, &begun);
    ok = reads(site, request, chain);
    if (!ok)
        matter_wait_for_step(&begun);
    return ok;
}

void page_matter_bundle(void *site, const struct request *request, const struct form *form,
                        struct response *response)
{
    struct slice chain = request_parameter(request, "chain");

    (void)form;
    if (!page_reads(site, request, chain))
        return;
    send_bundle(site, request, response, chain,
                arena_format(request->arena, "%.*s.from-%s.exchange.json", SLICE_ARG(chain),
                             ((struct site *)site)->node->state));
}
