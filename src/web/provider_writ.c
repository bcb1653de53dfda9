/* One writ: bound or not, to exactly what, until when, and how to object. */
#include <stdlib.h>

#include "base/memory.h"
#include "text/matter_words.h"
#include "text/title.h"
#include "web/page_findings.h"
#include "web/provider_pages.h"

/* ---- a writ, judged ---- */

static struct slice state_name(const struct provider *provider, const char *state)
{
    const struct trust_state *pins = trust_state(&provider->trust, state);

    return pins ? pins->name : SLICE("");
}

static enum bound bound_of(struct provider *provider, struct shown_writ *writ)
{
    const struct permit *permit = &writ->verdict.answer.matter->permit;
    enum journal_state state = JOURNAL_NEW;

    if (!provider_carried_out(provider, &writ->verdict, &state, &writ->error))
        return BOUND_UNREADABLE;
    if (state == JOURNAL_FINISHED)
        return BOUND_DONE;
    if (!writ->verdict.valid)
        return BOUND_NO;
    return permit->scope.measure == MEASURE_PRESERVATION ? BOUND_PRESERVE : BOUND_YES;
}

/* With the provider's lock held. */
static void judge(struct provider *provider, instant now, struct shown_writ *writ)
{
    const struct matter *matter;

    writ->bound = BOUND_UNREADABLE;
    if (!inbox_read(provider->folder, writ->hash, &writ->text, &writ->error) ||
        !inbox_hands(provider->folder, writ->hash, &writ->arena, &writ->hands, &writ->error) ||
        !provider_judge(provider, buffer_slice(&writ->text), writ->hands.shown, writ->hands.count,
                        now, &writ->verdict, &writ->error))
        return;
    matter = writ->verdict.answer.matter;
    writ->names = (struct text_names){state_name(provider, matter->state[0]),
                                      state_name(provider, matter->state[1])};
    writ->bound = bound_of(provider, writ);
}

struct shown_writ *shown_writ_read(struct site *site, struct digest hash, instant now)
{
    struct provider_site *own = site->provider;
    struct shown_writ *writ = memory_take(sizeof *writ);

    writ->hash = hash;
    digest_write(hash, writ->hex);
    pthread_mutex_lock(&own->lock);
    judge(&own->provider, now, writ);
    pthread_mutex_unlock(&own->lock);
    return writ;
}

struct shown_writ *shown_writ_of(struct site *site, const struct request *request)
{
    struct shown_writ *writ;
    struct digest hash;

    if (!digest_read(request_parameter(request, "writ"), &hash))
        return NULL;
    writ = shown_writ_read(site, hash, request->now);
    if (writ->bound != BOUND_UNREADABLE || writ->error.code != ERROR_FILE_MISSING)
        return writ;
    shown_writ_free(writ);
    return NULL;
}

void shown_writ_free(struct shown_writ *writ)
{
    if (!writ)
        return;
    provider_verdict_free(&writ->verdict);
    buffer_free(&writ->text);
    arena_free(&writ->arena);
    free(writ);
}

const struct permit *shown_writ_permit(const struct shown_writ *writ)
{
    return &writ->verdict.answer.matter->permit;
}

const char *writ_place(struct arena *arena, const struct shown_writ *writ, const char *rest)
{
    return (const char *)arena_format(arena, "/writs/%s%s", writ->hex, rest).data;
}

unsigned provider_status(const struct error *error)
{
    return error_exit(error->code) == 3 ? 503 : 422;
}

void provider_page_begin(struct page *page, void *site, const struct request *request,
                         struct response *response, const char *title, const char *lead)
{
    response->cache = RESPONSE_PRIVATE;
    page_begin(page, site, request, response, title, lead);
}

/* ---- the verdict ---- */

static const struct {
    const char *class, *tag, *sentence;
} bounds[] = {
    [BOUND_YES] = {"tag yes", "binds you", "This order binds you."},
    [BOUND_PRESERVE] = {"tag ask", "keep, hand nothing over",
                        "This order binds you to keep data. Nothing is to be read or handed over."},
    [BOUND_DONE] = {"tag", "carried out",
                    "This order was carried out. Nothing more is handed over under it."},
    [BOUND_NO] = {"tag no", "does not bind you",
                  "This writ does not bind you. Hand nothing over under it."},
    [BOUND_UNREADABLE] = {"tag no", "cannot be read",
                          "This writ cannot be judged. Hand nothing over under it."},
};

void write_bound(struct page *page, enum bound bound)
{
    page_element(page, "span", bounds[bound].class, bounds[bound].tag);
}

static const char *const verdict_classes[] = {
    [BOUND_YES] = "verdict yes", [BOUND_PRESERVE] = "verdict ask",  [BOUND_DONE] = "verdict",
    [BOUND_NO] = "verdict no",   [BOUND_UNREADABLE] = "verdict no",
};

static void write_verdict(struct page *page, const struct shown_writ *writ)
{
    struct html *html = &page->html;

    html_open(html, "div", "class", verdict_classes[writ->bound], NULL);
    page_element(page, "p", "says", bounds[writ->bound].sentence);
    if (writ->bound == BOUND_YES || writ->bound == BOUND_PRESERVE) {
        html_open(html, "p", NULL);
        page_say(page, "It may be carried out before");
        html_say(html, " ");
        page_time(page, shown_writ_permit(writ)->scope.until);
        html_say(html, ". ");
        page_say(page, "Judged just now: look again right before you hand anything over.");
        html_close(html, "p");
        if (may_object(page->site, writ))
            page_paragraph(
                page, "If you hold it to be wrong, {object:object to it}: that stays it at once.",
                "object", writ_place(page->arena, writ, "/objection"), NULL);
    }
    html_close(html, "div");
}

/* ---- what it permits ---- */

void fact_begin(struct page *page, const char *term)
{
    html_open(&page->html, "div", NULL);
    page_element(page, "dt", NULL, term);
    html_open(&page->html, "dd", NULL);
}

void fact_end(struct page *page)
{
    html_close(&page->html, "dd");
    html_close(&page->html, "div");
}

static void fact_words(struct page *page, const char *term, const struct vocabulary *words,
                       uint64_t mask)
{
    const char *before = "";

    fact_begin(page, term);
    for (unsigned i = 0; i < words->count; i++) {
        if (!(mask >> i & 1))
            continue;
        html_say(&page->html, before);
        page_say(page, word_title(words, i));
        before = ", ";
    }
    fact_end(page);
}

static void fact_recipients(struct page *page, const char *term,
                            const struct recipient *const *recipients, size_t count)
{
    fact_begin(page, term);
    for (size_t i = 0; i < count; i++) {
        if (i)
            html_say(&page->html, ", ");
        page_code(page, recipients[i]->name);
    }
    fact_end(page);
}

static void fact_accounts(struct page *page, const struct scope *scope)
{
    fact_begin(page, scope->account_count == 1 ? "Account" : "Accounts");
    for (size_t i = 0; i < scope->account_count; i++) {
        if (i)
            html_say(&page->html, ", ");
        page_code(page, scope->accounts[i]);
    }
    fact_end(page);
}

static void fact_time(struct page *page, const char *term, instant at)
{
    fact_begin(page, term);
    page_time(page, at);
    fact_end(page);
}

static void fact_decision(struct page *page, const struct permit *permit)
{
    fact_begin(page, "Decided by");
    page_code(page, permit->decision->statement.by);
    html_say(&page->html, ", ");
    page_time(page, filed_legal(permit->decision));
    fact_end(page);
}

void write_permit(struct page *page, const struct permit *permit)
{
    const struct scope *scope = &permit->scope;
    struct html *html = &page->html;

    html_open(html, "dl", "class", "facts wide", NULL);
    fact_begin(page, "Measure");
    page_say(page, measure_title(scope->measure));
    fact_end(page);
    fact_accounts(page, scope);
    fact_words(page, "Kinds of data", &words_category, scope->categories);
    fact_time(page, "Received from", scope->from);
    fact_time(page, "Received before", scope->to);
    fact_time(page, "To be carried out before", scope->until);
    fact_decision(page, permit);
    fact_recipients(page, "Released data is sealed to", permit->recipients,
                    permit->recipient_count);
    fact_recipients(page, "What is set aside is sealed to", permit->filter, permit->filter_count);
    fact_words(page, "Privileged, to be set aside", &words_privilege, permit->privileged);
    html_close(html, "dl");
}

static void write_item(struct page *page, const char *english, const char *row)
{
    html_open(&page->html, "li", NULL);
    page_say(page, english);
    html_say(&page->html, " ");
    page_row_link(page, row);
    html_close(&page->html, "li");
}

static void write_not(struct page *page)
{
    page_heading(page, "h2", "not", "What may not be handed over");
    html_open(&page->html, "ul", NULL);
    write_item(page, "Any other account, kind of data or time than those above.", "P3");
    write_item(page,
               "Whatever names one of the court's privileged identifiers: it is set aside for "
               "the filter office, and the investigator does not get it.",
               "P9");
    write_item(page, "Whatever is in doubt: it is set aside as well.", "P9");
    write_item(page, "Anything to anybody else, or unsealed, whoever asks and however urgently.",
               "M5");
    html_close(&page->html, "ul");
}

/* ---- who acted ---- */

static const struct table_head act_heads[] = {{"What", false}, {"By", false}, {"When", false}, {0}};

static void write_act_name(struct page *page, const struct statement *statement)
{
    enum matter_act act = (enum matter_act)statement->number;
    int word = statement->act->decides ? matter_decision(statement) : -1;
    const char *decided = word >= 0 ? matter_decided(act, (unsigned)word) : NULL;

    page_say(page, matter_act_name(act));
    if (decided) {
        html_say(&page->html, ": ");
        page_say(page, decided);
    }
}

static void write_act(struct page *page, const struct filed *filed)
{
    const struct statement *statement = &filed->statement;

    page_row_begin(page);
    page_cell_begin(page);
    write_act_name(page, statement);
    page_cell_end(page);
    page_cell_begin(page);
    for (size_t i = 0; i < statement->signer_count; i++) {
        if (i)
            html_say(&page->html, ", ");
        page_code(page, statement->signers[i]);
    }
    page_cell_end(page);
    page_cell_begin(page);
    page_time(page, filed_legal(filed));
    page_cell_end(page);
    page_row_end(page);
}

static void write_acts(struct page *page, const struct matter *matter)
{
    page_heading(page, "h2", "who", "Who acted");
    page_table_begin(page,
                     "The acts that the writ carries, each signed and proven to be in a ledger",
                     act_heads);
    for (unsigned act = 0; act < MATTER_ACTS; act++)
        for (size_t i = 0; i < matter->standing_count; i++)
            if (matter->standing[i].counts && matter->standing[i].filed->statement.number == act)
                write_act(page, matter->standing[i].filed);
    page_table_end(page);
}

/* ---- the page ---- */

void write_limits(struct page *page)
{
    html_open(&page->html, "aside", "class", "limits", "role", "note", NULL);
    page_element(page, "h2", NULL, "What this does not prove");
    page_element(page, "p", NULL,
                 "That statements are true, that judges are independent, that nothing happens "
                 "outside the system, that an opened copy is destroyed.");
    page_element(
        page, "p", NULL,
        "It was judged with the keys in this provider's trust file: whether those are the "
        "right ones, nobody but you can know. Any copy of Proviso with the same trust file "
        "says the same.");
    page_element(page, "p", NULL,
                 "That the files you release from are all that you hold, nobody but you can know.");
    html_close(&page->html, "aside");
}

static void write_identity(struct page *page, const struct shown_writ *writ)
{
    struct html *html = &page->html;

    html_open(html, "p", "class", "hint", NULL);
    if (writ->verdict.bundle.matter.size) {
        page_say(page, "Matter");
        html_say(html, " ");
        page_code(page, writ->verdict.bundle.matter);
        html_say(html, " \xc2\xb7 ");
    }
    html_say(html, "SHA-256 ");
    page_code(page, slice_text(writ->hex));
    html_close(html, "p");
}

/* The next step, or what came of it. */
static void write_release_link(struct page *page, const struct shown_writ *writ)
{
    const char *place = writ_place(page->arena, writ, "/release");

    if (writ->bound != BOUND_YES && writ->bound != BOUND_DONE)
        return;
    html_open(&page->html, "p", NULL);
    html_open(&page->html, "a", "href", page_url(page, place), NULL);
    if (writ->bound == BOUND_YES)
        html_attribute(&page->html, "class", SLICE("button"));
    page_say(page, writ->bound == BOUND_YES ? "Carry it out" : "What was handed out");
    html_close(&page->html, "a");
    html_close(&page->html, "p");
}

static void write_objecting(struct page *page, const struct shown_writ *writ)
{
    page_heading(page, "h2", "object", "How to object");
    html_open(&page->html, "p", NULL);
    page_fill(
        page,
        "If you hold this order to be wrong, {objection:object to it} before you hand anything "
        "over. Your objection is a signed suspension: it stays the order at once, until a "
        "court has looked at it again. You need nobody's leave, and nobody's server.",
        "objection", writ_place(page->arena, writ, "/objection"), NULL);
    html_close(&page->html, "p");
}

static void write_reasons(struct page *page, const struct shown_writ *writ)
{
    if (!writ->verdict.findings.count)
        return;
    page_heading(page, "h2", "reasons",
                 writ->bound == BOUND_NO ? "For these reasons" : "To be known");
    page_findings(page, &writ->verdict.findings, &writ->names);
}

/* What binds: the scope first, which is what the reader came for. */
static void write_binding(struct page *page, const struct shown_writ *writ)
{
    page_heading(page, "h2", "scope", "To exactly what");
    write_permit(page, shown_writ_permit(writ));
    write_not(page);
    write_release_link(page, writ);
    if (may_object(page->site, writ))
        write_objecting(page, writ);
    write_reasons(page, writ);
}

static void write_body(struct page *page, const struct shown_writ *writ)
{
    write_verdict(page, writ);
    if (writ->bound == BOUND_UNREADABLE) {
        page_error(page, &writ->error);
    } else if (writ->bound == BOUND_YES || writ->bound == BOUND_PRESERVE) {
        write_binding(page, writ);
    } else {
        write_release_link(page, writ);
        write_reasons(page, writ);
    }
    if (writ->bound != BOUND_UNREADABLE) {
        write_acts(page, writ->verdict.answer.matter);
        write_identity(page, writ);
        write_hands(page, writ);
    }
}

void provider_write_writ(struct site *site, const struct request *request,
                         struct response *response, const struct shown_writ *writ,
                         const struct error *error)
{
    struct page page;

    if (error)
        response->status = provider_status(error);
    provider_page_begin(&page, site, request, response, "Does this order bind you?", NULL);
    if (error)
        page_error(&page, error);
    write_body(&page, writ);
    write_limits(&page);
    page_end(&page);
}

void provider_page_writ(void *site, const struct request *request, const struct form *form,
                        struct response *response)
{
    struct shown_writ *writ = shown_writ_of(site, request);

    (void)form;
    if (writ)
        provider_write_writ(site, request, response, writ, NULL);
    shown_writ_free(writ);
}
