/* A matter's status: what the node knows of it, for a clerk to compare with the court's own record and to
 * sign (DESIGN, Writ). The moment that it was read is in the address, so that the text stays the same
 * until it is signed, and nothing has to be kept for that. */
#include "base/encode.h"
#include "web/act_input.h"
#include "web/assets.h"
#include "web/page_findings.h"
#include "web/page_signing.h"
#include "web/pages.h"
#include "web/rehearsal.h"
#include "writ/status.h"

/* What its pages have in common. */
struct status_view {
    struct site *site;
    const struct request *request;
    struct slice chain;
    struct status_moment moment;
    struct buffer text; /* status_view_free */
    struct pending_signing signing;
};

/* ---- the moment ---- */

/* "1732280000-12": seconds since 1970, and the ledger's size. */
static bool moment_read(struct slice text, struct status_moment *out)
{
    size_t dash = slice_find(text, 0, '-');
    int64_t size;

    if (dash == SIZE_MAX || !slice_decimal(slice_part(text, 0, dash), &out->at) ||
        !slice_decimal(slice_from(text, dash + 1), &size))
        return false;
    out->size = (uint64_t)size;
    return true;
}

static const char *place_of(const struct status_view *view, const char *more)
{
    return (const char *)arena_format(view->request->arena, "/matters/%.*s/status/%lld-%llu%s",
                                      SLICE_ARG(view->chain), (long long)view->moment.at,
                                      (unsigned long long)view->moment.size, more)
        .data;
}

static void go_to(const struct status_view *view, struct response *response, const char *place)
{
    response_redirect(response, arena_format(view->request->arena, "/%s%s",
                                             language_code(view->request->language), place));
}

/* To the status as of now. */
void page_status(void *site, const struct request *request, const struct form *form,
                 struct response *response)
{
    struct status_view view = {
        .site = site, .request = request, .chain = request_parameter(request, "chain")};
    struct error error = {0};
    bool ok;

    (void)form;
    if (!page_reads(site, request, view.chain))
        return;
    pthread_mutex_lock(&view.site->lock);
    ok = node_status_now(view.site->node, &view.moment, &error);
    pthread_mutex_unlock(&view.site->lock);
    if (ok)
        go_to(&view, response, place_of(&view, ""));
}

/* ---- reading it ---- */

/* False: there is nothing here for who asks, or nothing of that moment any more. */
static bool status_view_begin(void *site, const struct request *request, struct status_view *out)
{
    struct error error = {0};
    bool ok;

    *out = (struct status_view){
        .site = site, .request = request, .chain = request_parameter(request, "chain")};
    if (!moment_read(request_parameter(request, "moment"), &out->moment) ||
        !page_reads(site, request, out->chain))
        return false;
    pthread_mutex_lock(&out->site->lock);
    ok = node_status_text(out->site->node, out->chain, request->session.official, out->moment,
                          &out->text, &error) &&
         node_pending_signing(out->site->node, request->session.official, request->arena,
                              &out->signing, &error);
    pthread_mutex_unlock(&out->site->lock);
    if (!ok)
        buffer_free(&out->text);
    return ok;
}

static void fact(struct page *page, const char *name, struct slice code)
{
    html_open(&page->html, "div", NULL);
    page_element(page, "dt", NULL, name);
    html_open(&page->html, "dd", NULL);
    page_code(page, code);
    html_close(&page->html, "dd");
    html_close(&page->html, "div");
}

static void write_restrictions(struct page *page, const struct status *status)
{
    char hex[DIGEST_TEXT];

    page_heading(page, "h2", "restrictions", "What restricts the matter");
    if (!status->restriction_count) {
        page_element(page, "p", NULL,
                     "This node knows of no suspension, refusal, termination or annulment.");
        return;
    }
    html_open(&page->html, "ul", NULL);
    for (size_t i = 0; i < status->restriction_count; i++) {
        html_open(&page->html, "li", NULL);
        page_code(page, slice_text(digest_write(status->restrictions[i], hex)));
        html_close(&page->html, "li");
    }
    html_close(&page->html, "ul");
}

static void write_facts(struct page *page, const struct status *status)
{
    char hex[DIGEST_TEXT];

    html_open(&page->html, "dl", "class", "facts wide", NULL);
    fact(page, "Matter or chain", status->matter);
    html_open(&page->html, "div", NULL);
    page_element(page, "dt", NULL, "As of");
    html_open(&page->html, "dd", NULL);
    page_time(page, status->at);
    html_close(&page->html, "dd");
    html_close(&page->html, "div");
    fact(page, "Last statement of this State in it",
         arena_format(page->arena, "%s %lld %s", status->state, (long long)status->seq,
                      digest_write(status->head, hex)));
    fact(page, "Clerk", status->clerk);
    html_close(&page->html, "dl");
}

static void write_text(struct page *page, struct slice text)
{
    struct html *html = &page->html;

    html_open(html, "details", NULL);
    html_open(html, "summary", NULL);
    page_say(page, "The exact text that is signed");
    html_close(html, "summary");
    html_open(html, "pre", "tabindex", "0", "lang", "en", "dir", "ltr", NULL);
    html_text(html, text);
    html_close(html, "pre");
    html_close(html, "details");
}

static void write_page(struct status_view *view, struct response *response,
                       const struct error *refused)
{
    struct error error = {0};
    struct status status;
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    page_begin(
        &page, view->site, view->request, response, "The status of this matter",
        "A writ is only as good as its statuses are fresh. Compare this with the court's own "
        "record, not with this node: the operator alone must never be able to hide a "
        "suspension.");
    if (refused)
        page_error(&page, refused);
    if (status_parse(buffer_slice(&view->text), page.arena, &status, &error)) {
        write_facts(&page, &status);
        write_restrictions(&page, &status);
    }
    write_text(&page, buffer_slice(&view->text));
    html_open(&page.html, "p", NULL);
    page_link(&page, place_of(view, "/text"), page_text(&page, "The text as a file"));
    html_close(&page.html, "p");
    page_heading(&page, "h2", "sign", "Sign it");
    page_signing(&page, &(struct page_signing){.place = place_of(view, ""),
                                               .file = "status",
                                               .bytes = buffer_slice(&view->text),
                                               .key = view->signing});
    html_script(&page.html, page_file_url(&page, asset_path(asset_find("pending.js"), page.arena)));
    page_end(&page);
}

void page_status_at(void *site, const struct request *request, const struct form *form,
                    struct response *response)
{
    struct status_view view;

    (void)form;
    if (!status_view_begin(site, request, &view))
        return;
    write_page(&view, response, NULL);
    buffer_free(&view.text);
}

void page_status_text(void *site, const struct request *request, const struct form *form,
                      struct response *response)
{
    struct status_view view;

    (void)form;
    if (!status_view_begin(site, request, &view))
        return;
    response->body = view.text;
    response_download(response, request->arena, "text/plain; charset=utf-8", SLICE("status"));
}

/* ---- handing it in ---- */

static bool take(struct status_view *view, const struct form *form, struct error *error)
{
    struct slice text = buffer_slice(&view->text);
    struct slice armour = page_signing_armour(view->request, form);
    struct buffer made = {0};
    bool ok = true;

    if (slice_is(form_value(form, ACT_BUTTON), SIGNING_REHEARSE)) {
        ok = rehearsal_sign(view->site->rehearsal, view->request->session.official, text, &made,
                            error);
        armour = buffer_slice(&made);
    }
    pthread_mutex_lock(&view->site->lock);
    ok = ok && node_status_submit(view->site->node, text, armour, error);
    pthread_mutex_unlock(&view->site->lock);
    buffer_free(&made);
    return ok;
}

static void write_taken(struct status_view *view, struct response *response)
{
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    page_begin(&page, view->site, view->request, response, "The status is signed",
               "Clerk and node have signed it. It goes into the next writ and the next export.");
    page_paragraph(
        &page, "Back to {matter:the matter}.", "matter",
        (const char *)arena_format(page.arena, "/matters/%.*s", SLICE_ARG(view->chain)).data, NULL);
    page_not_promised(&page);
    page_end(&page);
}

void page_status_sent(void *site, const struct request *request, const struct form *form,
                      struct response *response)
{
    struct error error = {0};
    struct status_view view;

    if (!status_view_begin(site, request, &view))
        return;
    if (take(&view, form, &error)) {
        site_changed(view.site);
        write_taken(&view, response);
    } else {
        response->status = error_exit(error.code) == 3 ? 503 : 422;
        write_page(&view, response, &error);
    }
    buffer_free(&view.text);
}
