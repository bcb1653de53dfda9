/* Restrictions that somebody hands to the provider: a suspension, a termination, a revocation. They count
 * at once, though no ledger has them (P5). */
#include "web/page_form.h"
#include "web/provider_pages.h"

static const struct field_row rows[] = {
    {"statement", "The restriction",
     "A suspension, a termination or a revocation, as the file that was signed.", INPUT_FILE,
     STATEMENT_MOST, false},
    {"signature", "Its signatures", "The file whose name ends in .sig.", INPUT_FILE,
     SIGNATURE_BLOCKS *SIGNATURE_ARMOUR_LIMIT, false},
};

void write_hand_fields(struct page *page, bool needed)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct field_row row = rows[i];

        row.needed = needed;
        page_field(page, &row, SLICE(""), NULL);
    }
}

bool take_hand(struct provider_site *site, const struct form *form, struct digest writ,
               struct error *error)
{
    struct shown_statement shown = {.payload = form_value(form, "statement"),
                                    .signatures = form_value(form, "signature")};
    struct filed_list list = {0};
    bool ok;

    if (!shown.payload.size && !shown.signatures.size)
        return true;
    ok = filed_list_add(&list, &shown, error);
    if (ok && statement_moves(&list.items[0].statement))
        ok = error_set(error, ERROR_STATEMENT_REFUSED,
                       "this statement restricts nothing: only a restriction counts by hand");
    filed_list_free(&list);
    if (!ok)
        return false;
    pthread_mutex_lock(&site->lock);
    ok = inbox_add_hand(site->provider.folder, writ, shown.payload, shown.signatures, error);
    pthread_mutex_unlock(&site->lock);
    return ok;
}

void write_hands(struct page *page, const struct shown_writ *writ)
{
    char hex[DIGEST_TEXT];

    page_heading(page, "h2", "by-hand", "If somebody hands you a restriction");
    page_element(
        page, "p", NULL,
        "Whoever gives you a signed suspension, termination or revocation by hand: take it "
        "in here. It counts at once, and for every later writ of this matter.");
    if (writ->hands.count) {
        page_element(page, "p", NULL, "Taken in with this writ:");
        html_open(&page->html, "ul", NULL);
        for (size_t i = 0; i < writ->hands.count; i++) {
            html_open(&page->html, "li", NULL);
            page_code(page, slice_text(digest_write(writ->hands.hashes[i], hex)));
            html_close(&page->html, "li");
        }
        html_close(&page->html, "ul");
    }
    html_open(&page->html, "details", NULL);
    page_element(page, "summary", NULL, "Take in a restriction");
    page_form_begin(page, writ_place(page->arena, writ, ""), true);
    write_hand_fields(page, true);
    page_button(page, "Take in", true, NULL, NULL);
    page_form_end(page);
    html_close(&page->html, "details");
}

void provider_restrict(void *data, const struct request *request, const struct form *form,
                       struct response *response)
{
    struct site *site = data;
    struct shown_writ *writ = shown_writ_of(site, request);
    struct error error = {0};

    if (!writ)
        return;
    if (take_hand(site->provider, form, writ->hash, &error))
        response_redirect(response,
                          arena_format(request->arena, "/%s%s", language_code(request->language),
                                       writ_place(request->arena, writ, "")));
    else
        provider_write_writ(site, request, response, writ, &error);
    shown_writ_free(writ);
}
