/* A provider's objection (M5): a suspension by its own official. It stays the order from the moment at which
 * anybody sees it, until a court lifts it. */
#include "base/files.h"
#include "node/attachment.h"
#include "provider/payload.h"
#include "web/page_findings.h"
#include "web/page_form.h"
#include "web/provider_pages.h"

enum { REASONS_MOST = 16384 };

#define REST           "/objection"
#define PAYLOAD_FILE   "suspension.json"
#define SIGNATURE_FILE "suspension.json.sig"
#define REASONS_FILE   "reasons.txt"

const struct form_field provider_objection_fields[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    {"reasons", FORM_PROSE, REASONS_MOST},
    PROVIDER_SIGNATURE_FIELDS,
    {0},
};

/* What there is of an objection. */
struct own_objection {
    struct signing signing;
    struct buffer payload, reasons, signature;
    struct findings findings; /* against the signature */
    bool drafted, is_signed;
};

static void read_objection(struct site *site, const struct shown_writ *writ,
                           struct own_objection *out)
{
    out->drafted = read_kept(site->provider, writ, PAYLOAD_FILE, &out->payload) &&
                   read_kept(site->provider, writ, REASONS_FILE, &out->reasons);
    out->is_signed =
        out->drafted && read_kept(site->provider, writ, SIGNATURE_FILE, &out->signature);
    out->signing = (struct signing){
        .writ = writ,
        .rest = REST,
        .name = PAYLOAD_FILE,
        .signature = SIGNATURE_FILE,
        .effect = "Nothing is handed over under this order until a court lifts it.",
        .payload = buffer_slice(&out->payload),
        .attached = buffer_slice(&out->reasons),
        .attached_name = REASONS_FILE,
    };
}

static void own_objection_free(struct own_objection *objection)
{
    buffer_free(&objection->payload);
    buffer_free(&objection->reasons);
    buffer_free(&objection->signature);
}

/* ---- the page ---- */

static const struct field_row reasons_row = {
    "reasons",
    "Why you object",
    "In your own words: what is wrong with this order, and how you know. The court reads it; so "
    "can "
    "both States.",
    INPUT_PROSE,
    REASONS_MOST,
    true,
};

static void write_whom(struct page *page, const struct shown_writ *writ)
{
    const struct permit *permit = shown_writ_permit(writ);
    struct html *html = &page->html;

    page_heading(page, "h2", "whom", "To whom, and by when");
    html_open(html, "dl", "class", "facts wide", NULL);
    if (permit->decision) {
        fact_begin(page, "The court that decided");
        page_code(page, name_office(permit->decision->statement.by));
        fact_end(page);
    }
    fact_begin(page, "By when");
    page_say(page, "Before you hand anything over; nothing that was handed over comes back. "
                   "There is no other time limit.");
    fact_end(page);
    fact_begin(page, "What it does");
    page_say(page,
             "It stays the order from the moment at which it is seen, here at once. A court of "
             "your State can lift it; then a new writ says so.");
    fact_end(page);
    fact_begin(page, "What it does not do");
    page_say(page, "It ends no order, and it deletes nothing: keep the data.");
    fact_end(page);
    html_close(html, "dl");
}

static void write_draft_form(struct page *page, const struct own_objection *objection,
                             struct slice reasons)
{
    struct slice kept = slice_from(objection->signing.attached, ATTACHMENT_LINE);

    page_heading(page, "h2", "draft", objection->drafted ? "Write it anew" : "Write it");
    page_form_begin(page, writ_place(page->arena, objection->signing.writ, REST), true);
    page_field(page, &reasons_row, reasons.size ? reasons : kept, NULL);
    page_button(page, "Draft the objection", objection->drafted, NULL, NULL);
    page_form_end(page);
}

static void write_signed(struct page *page, const struct shown_writ *writ)
{
    static const char *const names[] = {PAYLOAD_FILE, SIGNATURE_FILE, REASONS_FILE, NULL};

    page_element(page, "p", "notice",
                 "Your objection is signed, and it holds here: nothing is handed over under this "
                 "order. Send these three files to the court, or to the central authority of your "
                 "State, by any way.");
    write_files(page, writ, "What you send", names);
    page_element(page, "p", NULL, "Whoever keeps their node takes them in with:");
    html_open(&page->html, "pre", "tabindex", "0", NULL);
    html_say(&page->html, "proviso submit suspension.json --attach FOLDER-OF-REASONS --node DIR");
    html_close(&page->html, "pre");
}

static void write_page(struct site *site, const struct request *request, struct response *response,
                       const struct own_objection *objection, struct slice reasons,
                       const struct error *error)
{
    const struct shown_writ *writ = objection->signing.writ;
    struct page page;

    if (error)
        response->status = provider_status(error);
    provider_page_begin(
        &page, site, request, response, "Object to this order",
        "You may stop an order that you hold to be wrong, until a court has looked at "
        "it again.");
    html_open(&page.html, "p", NULL);
    page_link(&page, writ_place(page.arena, writ, ""), page_text(&page, "Back to the writ"));
    html_close(&page.html, "p");
    if (error) {
        page_error(&page, error);
        page_findings(&page, &objection->findings, &writ->names);
    }
    if (objection->is_signed) {
        write_signed(&page, writ);
    } else {
        write_whom(&page, writ);
        if (objection->drafted)
            write_signing(&page, &objection->signing);
        write_draft_form(&page, objection, reasons);
    }
    write_limits(&page);
    page_end(&page);
}

/* The writ of the request where an objection to it can be made or was; otherwise NULL. */
static struct shown_writ *objectionable(struct site *site, const struct request *request)
{
    struct shown_writ *writ = shown_writ_of(site, request);

    if (writ && may_object(site, writ))
        return writ;
    shown_writ_free(writ);
    return NULL;
}

bool may_object(const struct site *site, const struct shown_writ *writ)
{
    return writ->bound != BOUND_UNREADABLE &&
           payload_possible(&site->provider->provider, &writ->verdict);
}

void provider_objection(void *data, const struct request *request, const struct form *form,
                        struct response *response)
{
    struct site *site = data;
    struct shown_writ *writ = objectionable(site, request);
    struct own_objection objection = {0};

    (void)form;
    if (!writ)
        return;
    read_objection(site, writ, &objection);
    write_page(site, request, response, &objection, SLICE(""), NULL);
    own_objection_free(&objection);
    shown_writ_free(writ);
}

/* ---- what is sent ---- */

static bool keep(struct provider_site *site, const struct shown_writ *writ, const char *name,
                 const struct buffer *text, struct error *error)
{
    struct buffer path = {0};
    bool ok = files_replace(inbox_path(&path, site->provider.folder, writ->hash, name),
                            buffer_slice(text), 0600, error);

    buffer_free(&path);
    return ok;
}

static bool draft(struct site *site, const struct request *request, const struct shown_writ *writ,
                  struct slice reasons, struct error *error)
{
    struct provider_site *own = site->provider;
    struct buffer attached = {0}, payload = {0};
    bool ok;

    if (!reasons.size)
        return error_set(error, ERROR_USAGE, "an objection needs reasons");
    attachment_make(reasons, &attached);
    payload_suspension(&own->provider, &writ->verdict, buffer_slice(&attached),
                       language_code(request->language), request->now, &payload);
    pthread_mutex_lock(&own->lock);
    /* The text first: a payload never names one that is not there. */
    ok = keep(own, writ, REASONS_FILE, &attached, error) &&
         keep(own, writ, PAYLOAD_FILE, &payload, error);
    pthread_mutex_unlock(&own->lock);
    buffer_free(&attached);
    buffer_free(&payload);
    return ok;
}

/* A signed objection counts here like any restriction by hand. */
static bool sign(struct site *site, const struct request *request, const struct form *form,
                 struct own_objection *objection, struct error *error)
{
    const struct shown_writ *writ = objection->signing.writ;
    struct buffer signature = {0};
    bool ok;

    if (!objection->drafted)
        return error_set(error, ERROR_USAGE, "there is no draft that this could be a signature of");
    ok = take_signature(site, &objection->signing, request, form, &objection->findings, error) &&
         read_kept(site->provider, writ, SIGNATURE_FILE, &signature);
    if (ok) {
        pthread_mutex_lock(&site->provider->lock);
        ok = inbox_add_hand(site->provider->provider.folder, writ->hash, objection->signing.payload,
                            buffer_slice(&signature), error);
        pthread_mutex_unlock(&site->provider->lock);
    }
    buffer_free(&signature);
    return ok;
}

void provider_object(void *data, const struct request *request, const struct form *form,
                     struct response *response)
{
    struct site *site = data;
    struct shown_writ *writ = objectionable(site, request);
    struct slice reasons = form_value(form, "reasons");
    struct own_objection objection = {0};
    struct error error = {0};
    bool ok;

    if (!writ)
        return;
    read_objection(site, writ, &objection);
    if (objection.is_signed)
        ok = true; /* it stands; the page says so */
    else if (signing_sent(form))
        ok = sign(site, request, form, &objection, &error);
    else
        ok = draft(site, request, writ, reasons, &error);
    if (ok)
        response_redirect(response,
                          arena_format(request->arena, "/%s%s", language_code(request->language),
                                       writ_place(request->arena, writ, REST)));
    else
        write_page(site, request, response, &objection, reasons, &error);
    own_objection_free(&objection);
    shown_writ_free(writ);
}
