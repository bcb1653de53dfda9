#include "base/json.h"
#include "store/statements.h"
#include "text/matter_words.h"
#include "web/act_body.h"
#include "web/act_input.h"
#include "web/act_words.h"
#include "web/page_form.h"
#include "web/page_pending.h"
#include "web/page_signing.h"

#define TEXT(...) (const char *)arena_format(page->arena, __VA_ARGS__).data

/* ---- what it says ---- */

static void begin_fact(struct page *page, const char *name)
{
    html_open(&page->html, "div", NULL);
    html_open(&page->html, "dt", NULL);
    page_say(page, name);
    html_close(&page->html, "dt");
    html_open(&page->html, "dd", NULL);
}

static void end_fact(struct page *page)
{
    html_close(&page->html, "dd");
    html_close(&page->html, "div");
}

static void write_hash(struct page *page, struct digest hash)
{
    char hex[DIGEST_TEXT];

    page_code(page, slice_text(digest_write(hash, hex)));
}

static void write_envelope(struct page *page, const struct pending_view *view)
{
    const struct statement *statement = &view->pending.statement;

    html_open(&page->html, "dl", "class", "facts wide", NULL);
    begin_fact(page, "Matter or chain");
    page_code(page, statement->chain);
    html_format(&page->html, ", %lld", (long long)statement->seq);
    end_fact(page);
    begin_fact(page, "By");
    page_code(page, statement->by);
    end_fact(page);
    begin_fact(page, "Date");
    page_time(page, statement->at);
    end_fact(page);
    begin_fact(page, "To be handed in before");
    page_time(page, view->pending.before);
    end_fact(page);
    begin_fact(page, "SHA-256 of the payload");
    write_hash(page, view->pending.row.hash);
    end_fact(page);
    html_close(&page->html, "dl");
}

static void write_signers(struct page *page, const struct pending_view *view)
{
    static const struct table_head heads[] = {{"Who signs", false}, {"Signature", false}, {0}};

    page_table_begin(page, "All of these sign", heads);
    for (size_t i = 0; i < view->pending.row.signer_count; i++) {
        page_row_begin(page);
        page_cell_begin(page);
        page_code(page, view->pending.row.signers[i]);
        page_cell_end(page);
        page_cell_begin(page);
        page_element(page, "span", view->pending.row.signatures[i].size ? "tag yes" : "tag ask",
                     view->pending.row.signatures[i].size ? "has signed" : "not yet");
        page_cell_end(page);
        page_row_end(page);
    }
    page_table_end(page);
}

static void write_exact(struct page *page, const struct pending_view *view)
{
    struct html *html = &page->html;

    html_open(html, "details", NULL);
    html_open(html, "summary", NULL);
    page_say(page, "The exact text that is signed");
    html_close(html, "summary");
    html_open(html, "pre", "tabindex", "0", "lang", "en", "dir", "ltr", NULL);
    html_text(html, view->pending.row.payload);
    html_close(html, "pre");
    html_close(html, "details");
    html_open(html, "p", NULL);
    page_link(page, pending_place(view, "/payload"), page_text(page, "The payload as a file"));
    html_close(html, "p");
    if (!view->pending.row.file_count)
        return;
    page_element(page, "p", "small", "The texts beside it as files, by their SHA-256:");
    html_open(html, "ul", "class", "small", NULL);
    for (size_t i = 0; i < view->pending.row.file_count; i++) {
        char hex[DIGEST_TEXT];

        digest_write(sha256_of(view->pending.row.files[i]), hex);
        html_open(html, "li", NULL);
        html_open(html, "a", "href", page_url(page, pending_place(view, TEXT("/files/%s", hex))),
                  NULL);
        page_code(page, slice_text(hex));
        html_close(html, "a");
        html_close(html, "li");
    }
    html_close(html, "ul");
}

/* ---- signing ---- */

static void write_withdraw(struct page *page, const struct pending_view *view)
{
    if (!pending_is_author(view))
        return;
    page_heading(page, "h2", "withdraw", "Or take it back");
    page_signing_button(page, pending_place(view, ""), "Withdraw this draft", true, "withdraw");
}

void pending_write_open(struct page *page, const struct pending_view *view)
{
    const struct statement *statement = &view->pending.statement;

    write_signers(page, view);
    page_heading(page, "h2", "says", "What the statement says");
    page_element(page, "p", NULL, act_task(statement->act));
    act_body_write(page, statement->act, statement->body, pending_bytes, (void *)view);
    write_envelope(page, view);
    write_exact(page, view);
    page_heading(page, "h2", "sign", "Sign it");
    page_signing(page, &(struct page_signing){
                           .place = pending_place(view, ""),
                           .file = TEXT("%.*s.%.*s.json", SLICE_ARG(view->pending.row.chain),
                                        SLICE_ARG(view->pending.row.type)),
                           .bytes = view->pending.row.payload,
                           .texts = view->pending.row.files,
                           .text_count = view->pending.row.file_count,
                           .key = view->signing,
                       });
    write_withdraw(page, view);
}

/* ---- where the matter went on ---- */

/* One statement that came since: what was done, by which office, when. */
static void write_since(struct page *page, const struct store_statement *row)
{
    struct html *html = &page->html;
    struct statement statement;
    struct error ignored = {0};

    html_open(html, "li", NULL);
    if (row->payload.size &&
        statement_parse(row->payload, all_acts, all_acts_count, &statement, &ignored)) {
        int number = statement_is_of(&statement, &matter_acts) ? (int)statement.number : -1;
        const char *decided = NULL;

        if (number >= 0 && statement.act->decides)
            decided =
                matter_decided((enum matter_act)number, (unsigned)matter_decision(&statement));
        page_say(page,
                 number >= 0 ? matter_act_name((enum matter_act)number) : statement.act->meaning);
        if (decided)
            html_format(html, " (%s)", page_text(page, decided));
        statement_free(&statement);
    } else {
        html_text(html, row->type);
    }
    html_format(html, ", %s %lld, ", row->state, (long long)row->seq);
    page_code(page, row->office);
    html_say(html, ", ");
    page_time(page, row->received);
    html_close(html, "li");
}

void pending_write_moved(struct page *page, const struct pending_view *view)
{
    struct html *html = &page->html;

    if (view->since_count) {
        page_heading(page, "h2", "since", "What came since");
        html_open(html, "ul", NULL);
        for (size_t i = 0; i < view->since_count; i++)
            write_since(page, &view->since[i]);
        html_close(html, "ul");
    }
    if (!view->may_go_on)
        page_element(page, "p", NULL,
                     "The matter is no longer before your office. You may withdraw the draft.");
    if (pending_is_author(view) && !view->may_go_on)
        write_withdraw(page, view);
    if (pending_is_author(view) && view->may_go_on) {
        page_signing_button(page, pending_place(view, ""), "Make it anew with the same answers",
                            false, "again");
        page_element(page, "p", "hint",
                     "The new draft is checked again. Read it again, since the matter is another "
                     "one now; all who sign must sign again.");
        write_withdraw(page, view);
    }
    if (view->pending.statement.act) {
        page_heading(page, "h2", "says", "What the statement said");
        act_body_write(page, view->pending.statement.act, view->pending.statement.body,
                       pending_bytes, (void *)view);
    }
}

/* ---- accepted ---- */

void pending_write_accepted(struct page *page, const struct pending_view *view)
{
    const struct store_pending *row = &view->pending.row;
    struct html *html = &page->html;
    struct slice kind;

    html_open(html, "dl", "class", "facts wide", NULL);
    begin_fact(page, "Matter or chain");
    page_code(page, row->chain);
    end_fact(page);
    begin_fact(page, "SHA-256 of the payload");
    write_hash(page, row->hash);
    end_fact(page);
    if (view->entered && view->entered->own) {
        begin_fact(page, "Entry in the ledger");
        html_format(html, "%lld, ", (long long)view->entered->entry);
        page_time(page, view->entered->entered);
        end_fact(page);
    }
    html_close(html, "dl");
    if (name_is_chain(row->chain, &kind) && kind.size == 0)
        page_paragraph(page,
                       "{matter:The matter} says who is next and what is due by when; {docket:your "
                       "docket} what waits for you.",
                       "matter", TEXT("/matters/%.*s", SLICE_ARG(row->chain)), "docket", "/docket",
                       NULL);
    else
        page_paragraph(page, "{ledger:The register's ledger} has it now.", "ledger",
                       "/ledgers/register", NULL);
    page_not_promised(page);
}
