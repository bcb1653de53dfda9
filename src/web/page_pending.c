/* Frozen payloads: read, sign, hand in; and the list of one's own. */
#include "web/page_pending.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "matter/acts.h"
#include "node/draft.h"
#include "node/read.h"
#include "store/statements.h"
#include "web/act_fill.h"
#include "web/act_page.h"
#include "web/act_words.h"
#include "web/assets.h"
#include "web/page_findings.h"
#include "web/page_form.h"
#include "web/page_signing.h"
#include "web/pages.h"
#include "web/rehearsal.h"

/* ---- reading ---- */

/* As what the reader sees the matter as it is now: who drafted for it may have lost it to another office.
 * What begins a matter, and a State's own chains, are always theirs. */
static enum party party_now(const struct pending_view *view)
{
    const struct statement *statement = &view->pending.statement;
    struct known_matter *known;
    struct error error = {0};
    enum party as;
    bool ok;

    if (!statement->act || !statement_is_of(statement, &matter_acts) ||
        statement->act == &matter_acts.acts[MATTER_APPLICATION])
        return PARTY_FILE;
    known = memory_take(sizeof *known);
    ok = node_read(view->site->node, view->request->session.official, statement->chain, known, &as,
                   &error);
    if (ok)
        known_matter_free(known);
    free(known);
    return ok ? as : PARTY_STRANGER;
}

static bool read_more(struct pending_view *view, struct error *error)
{
    struct arena *arena = view->request->arena;
    struct node *node = view->site->node;
    enum party as;

    switch (view->pending.standing) {
    case PENDING_ACCEPTED:
        return store_statement(node->store, view->pending.row.hash, STORE_ROWS, arena,
                               &view->entered, error);
    case PENDING_LATE:
        view->may_go_on = party_now(view) != PARTY_STRANGER;
        return true;
    case PENDING_MOVED:
        as = party_now(view);
        view->may_go_on = as != PARTY_STRANGER;
        /* Who sees the order alone sees no history; another's application on the same number is not the
         * reader's to see. */
        if (as != PARTY_FILE ||
            view->pending.statement.act == &matter_acts.acts[MATTER_APPLICATION])
            return true;
        return node_pending_since(node, &view->pending, arena, &view->since, &view->since_count,
                                  error);
    default:
        return node_pending_signing(node, view->request->session.official, arena, &view->signing,
                                    error);
    }
}

bool pending_view_begin(struct site *site, const struct request *request, struct response *response,
                        struct pending_view *out)
{
    struct error error = {0};
    bool ok;

    *out = (struct pending_view){.site = site, .request = request, .response = response};
    pthread_mutex_lock(&site->lock);
    ok = node_pending(site->node, request->session.official, request_parameter(request, "id"),
                      request->arena, &out->pending, &error);
    if (ok && !read_more(out, &error)) {
        pending_free(&out->pending);
        ok = false;
    }
    pthread_mutex_unlock(&site->lock);
    return ok;
}

void pending_view_end(struct pending_view *view)
{
    pending_free(&view->pending);
}

const char *pending_place(const struct pending_view *view, const char *more)
{
    return (const char *)arena_format(view->request->arena, "/pending/%.*s%s",
                                      SLICE_ARG(view->pending.row.id), more)
        .data;
}

bool pending_is_author(const struct pending_view *view)
{
    return slice_equal(view->pending.row.by, view->request->session.official);
}

bool pending_bytes(void *context, struct slice sha256, struct buffer *out)
{
    const struct pending_view *view = context;
    struct digest wanted;

    for (size_t i = 0; digest_read(sha256, &wanted) && i < view->pending.row.file_count; i++)
        if (digest_equal(sha256_of(view->pending.row.files[i]), wanted)) {
            buffer_append(out, view->pending.row.files[i]);
            return true;
        }
    return false;
}

/* ---- the page ---- */

static const struct {
    const char *title, *lead;
} standings[] = {
    [PENDING_OPEN] =
        {"Read it, and sign it",
         "This is frozen: what you read here is what you sign. It counts when all have "
         "signed and it is accepted."},
    [PENDING_MOVED] = {"The matter has gone on",
                       "Something was stated in the matter since this was made, which it has not "
                       "seen. It must be made and signed again."},
    [PENDING_LATE] = {"Too much time has passed",
                      "The date in this payload lies too far back to be entered now. It must be "
                      "made and signed again."},
    [PENDING_ACCEPTED] = {"Accepted", "This is in the ledger. No one can change it, and no one can "
                                      "withdraw it silently."},
};

static const struct {
    enum error_code code;
    const char *words;
} refusals[] = {
    {ERROR_SIGNATURE_FORMAT, "This is no signature of a kind that is taken: neither what "
                             "ssh-keygen -Y sign writes nor what "
                             "the signing page gives."},
    {ERROR_SIGNATURE_WRONG,
     "This signature does not fit. It was made over another payload, or with another key than the "
     "register has for those who sign here. What signs you in on this site signs no act."},
    {ERROR_STATEMENT_REFUSED, "This was refused. Nothing was entered in the ledger."},
    {ERROR_CHAIN_SEQUENCE, "This can no longer be handed in. Nothing was entered in the ledger."},
};

static void write_refusal(struct page *page, const struct error *error,
                          const struct findings *findings)
{
    struct html *html = &page->html;
    const char *words = error->message;

    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
        if (refusals[i].code == error->code)
            words = refusals[i].words;
    html_open(html, "section", "class", "summary wrong", "id", "summary", "role", "alert", NULL);
    page_heading(page, "h2", "refused", "Not handed in");
    page_element(page, "p", NULL, words);
    if (words != error->message && error->code != ERROR_STATEMENT_REFUSED) {
        html_open(html, "p", "class", "hint", "lang", "en", NULL);
        html_say(html, error->message);
        html_close(html, "p");
    }
    if (findings)
        page_findings(page, findings, NULL);
    html_close(html, "section");
}

void pending_view_write(const struct pending_view *view, const struct error *error,
                        const struct findings *findings)
{
    enum pending_standing standing = view->pending.standing;
    struct page page;

    view->response->cache = RESPONSE_PRIVATE;
    page_begin(&page, view->site, view->request, view->response, standings[standing].title,
               standings[standing].lead);
    if (error)
        write_refusal(&page, error, findings);
    if (standing == PENDING_ACCEPTED)
        pending_write_accepted(&page, view);
    else if (standing == PENDING_OPEN)
        pending_write_open(&page, view);
    else
        pending_write_moved(&page, view);
    html_script(&page.html, page_file_url(&page, asset_path(asset_find("pending.js"), page.arena)));
    page_end(&page);
}

void page_pending(void *site, const struct request *request, const struct form *form,
                  struct response *response)
{
    struct pending_view view;

    (void)form;
    if (!pending_view_begin(site, request, response, &view))
        return;
    pending_view_write(&view, NULL, NULL);
    pending_view_end(&view);
}

/* ---- files ---- */

void page_pending_payload(void *site, const struct request *request, const struct form *form,
                          struct response *response)
{
    struct pending_view view;

    (void)form;
    if (!pending_view_begin(site, request, response, &view))
        return;
    if (view.pending.row.payload.size) {
        buffer_append(&response->body, view.pending.row.payload);
        response_download(response, request->arena, "application/json",
                          arena_format(request->arena, "%.*s.%.*s.json",
                                       SLICE_ARG(view.pending.row.chain),
                                       SLICE_ARG(view.pending.row.type)));
    }
    pending_view_end(&view);
}

void page_pending_file(void *site, const struct request *request, const struct form *form,
                       struct response *response)
{
    struct slice hash = request_parameter(request, "hash");
    struct pending_view view;
    struct digest wanted;

    (void)form;
    if (!digest_read(hash, &wanted) || !pending_view_begin(site, request, response, &view))
        return;
    for (size_t i = 0; i < view.pending.row.file_count; i++) {
        if (response->status || !digest_equal(sha256_of(view.pending.row.files[i]), wanted))
            continue;
        buffer_append(&response->body, view.pending.row.files[i]);
        response_download(response, request->arena, "application/octet-stream",
                          arena_format(request->arena, "%.*s.txt", 16, (const char *)hash.data));
    }
    pending_view_end(&view);
}

/* ---- handing in ---- */

static void go_to(const struct pending_view *view, const char *place)
{
    response_redirect(view->response, arena_format(view->request->arena, "/%s%s",
                                                   language_code(view->request->language), place));
}

/* Shows the page as it is now, with what was wrong. */
static void show_again(const struct pending_view *view, const struct error *error,
                       const struct findings *findings)
{
    struct pending_view now;

    view->response->status = error_exit(error->code) == 3 ? 503 : 422;
    if (pending_view_begin(view->site, view->request, view->response, &now)) {
        pending_view_write(&now, error, findings);
        pending_view_end(&now);
    } else {
        view->response->status = 0;
    }
}

static void hand_in(const struct pending_view *view, struct slice signatures)
{
    const struct request *request = view->request;
    struct findings *findings = memory_take(sizeof *findings);
    struct error error = {0};
    bool accepted = false, ok;

    pthread_mutex_lock(&view->site->lock);
    ok = node_pending_sign(view->site->node, request->session.official, view->pending.row.id,
                           signatures, &accepted, findings, request->arena, &error);
    pthread_mutex_unlock(&view->site->lock);
    if (accepted)
        site_changed(view->site);
    if (ok)
        go_to(view, pending_place(view, ""));
    else
        show_again(view, &error, findings);
    free(findings);
}

/* A demo's person signs with the key that the demo made for them. */
static void rehearse(const struct pending_view *view)
{
    const struct site *site = view->site;
    struct buffer armour = {0};
    struct error error = {0};

    if (site->rehearsal && rehearsal_sign(site->rehearsal, view->request->session.official,
                                          view->pending.row.payload, &armour, &error))
        hand_in(view, arena_copy(view->request->arena, buffer_slice(&armour)));
    else if (site->rehearsal)
        show_again(view, &error, NULL);
    buffer_free(&armour);
}

static void withdraw(const struct pending_view *view)
{
    struct error error = {0};
    bool ok;

    pthread_mutex_lock(&view->site->lock);
    ok = node_pending_withdraw(view->site->node, view->request->session.official,
                               view->pending.row.id, &error);
    pthread_mutex_unlock(&view->site->lock);
    if (ok)
        go_to(view, "/pending");
}

/* ---- once more ---- */

/* The same values in a new draft: frozen at once where the core would accept it, otherwise the form with
 * what it says. The old one is taken back. */
static void make_again(struct pending_view *view)
{
    const struct statement *old = &view->pending.statement;
    struct acting_draft *draft;
    struct acting acting;

    if (!old->act || !pending_is_author(view) ||
        !acting_again(view->site, view->request, view->response, old->act, old->chain, &acting))
        return;
    act_fill(acting.act, old->body, pending_bytes, view, acting.fields, view->request->arena,
             acting.form);
    draft = memory_take(sizeof *draft);
    acting_check(&acting, draft);
    if (draft->accepted && acting_freeze(&acting, draft)) {
        struct error ignored = {0};

        pthread_mutex_lock(&view->site->lock);
        node_pending_withdraw(view->site->node, view->request->session.official,
                              view->pending.row.id, &ignored);
        pthread_mutex_unlock(&view->site->lock);
    } else {
        view->response->status = 422;
        page_act_write(&acting, draft);
    }
    acting_draft_free(draft);
    free(draft);
    acting_end(&acting);
}

void page_pending_sent(void *site, const struct request *request, const struct form *form,
                       struct response *response)
{
    struct slice button = form_value(form, ACT_BUTTON);
    struct pending_view view;

    if (!pending_view_begin(site, request, response, &view))
        return;
    if (slice_is(button, "withdraw") && view.pending.standing != PENDING_ACCEPTED)
        withdraw(&view);
    else if (slice_is(button, "again") && view.pending.standing != PENDING_ACCEPTED)
        make_again(&view);
    else if (slice_is(button, "rehearse"))
        rehearse(&view);
    else
        hand_in(&view, page_signing_armour(request, form));
    pending_view_end(&view);
}
