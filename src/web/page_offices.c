#include "base/encode.h"
#include "web/page.h"
#include "web/pages.h"

/* Of a passkey: the hash of its credential's id, as the register has it. */
static void write_fingerprint(struct page *page, const struct signing_key *key)
{
    struct buffer text = {0};

    if (key->kind == SIGNING_SSH) {
        ssh_key_fingerprint(&key->ssh, &text);
    } else {
        buffer_text(&text, "WebAuthn SHA256:");
        base64_append_unpadded(&text, digest_slice(&key->webauthn.credential));
    }
    page_code(page, buffer_slice(&text));
    buffer_free(&text);
}

static void write_period(struct page *page, instant from, instant until)
{
    if (from > page->view->made)
        page_element(page, "span", "tag ask", "not yet");
    else if (until <= page->view->made)
        page_element(page, "span", "tag no", "ended");
    else
        page_element(page, "span", "tag yes", "valid");
    html_say(&page->html, " ");
    page_say(page, "from");
    html_say(&page->html, " ");
    page_day(page, from);
    if (until != FOREVER) {
        html_say(&page->html, " ");
        page_say(page, "until");
        html_say(&page->html, " ");
        page_day(page, until);
    }
}

static const struct table_head official_heads[] = {
    {"Official", false}, {"May act as", false}, {"Valid", false}, {"Signing key", false}, {0}};

static void write_official(struct page *page, const struct official *official)
{
    page_row_begin(page);
    page_cell_begin(page);
    page_code(page, official->name);
    page_cell_end(page);
    page_cell_begin(page);
    page_roles(page, official->roles);
    page_cell_end(page);
    page_cell_begin(page);
    write_period(page, official->from, official->until);
    page_cell_end(page);
    page_cell_begin(page);
    write_fingerprint(page, &official->key);
    page_cell_end(page);
    page_row_end(page);
}

static void write_recipients(struct page *page, const struct state_register *state,
                             const struct office *office)
{
    bool any = false;

    for (size_t i = 0; i < state->recipient_count; i++) {
        const struct recipient *recipient = &state->recipients[i];

        if (!slice_equal(recipient->office, office->name))
            continue;
        if (!any)
            html_open(&page->html, "p", "class", "small", NULL);
        else
            html_say(&page->html, "; ");
        if (!any) {
            page_say(page, "Data can be sealed to:");
            html_say(&page->html, " ");
        }
        any = true;
        page_code(page, recipient->name);
        html_say(&page->html, " (");
        write_period(page, recipient->from, recipient->until);
        html_say(&page->html, ")");
    }
    if (any)
        html_close(&page->html, "p");
}

static size_t count_officials(const struct state_register *state, const struct office *office)
{
    size_t count = 0;

    for (size_t i = 0; i < state->official_count; i++)
        count += slice_equal(state->officials[i].office, office->name);
    return count;
}

static void write_office(struct page *page, const struct state_register *state,
                         const struct office *office)
{
    struct html *html = &page->html;

    html_open(html, "section", "class", "office", NULL);
    html_open(html, "h2", NULL);
    html_attribute(html, "id", office->name);
    page_code(page, office->name);
    html_close(html, "h2");
    html_open(html, "p", NULL);
    page_roles(page, office->roles);
    html_close(html, "p");
    if (count_officials(state, office)) {
        page_table_begin(page, "Officials of this office", official_heads);
        for (size_t i = 0; i < state->official_count; i++)
            if (slice_equal(state->officials[i].office, office->name))
                write_official(page, &state->officials[i]);
        page_table_end(page);
    }
    write_recipients(page, state, office);
    html_close(html, "section");
}

static void write_offices(struct page *page, const struct state_register *state)
{
    for (size_t i = 0; i < state->office_count; i++)
        write_office(page, state, &state->offices[i]);
}

void page_offices(void *site, const struct request *request, const struct form *form,
                  struct response *response)
{
    struct page page;

    (void)form;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(
        &page, site, request, response, "Who signs",
        "Officials are numbered, and their names are not public. A key belongs to one person for "
        "ever, so that nobody can act as two of those who must be different.");
    if (page.view->own)
        write_offices(&page, &page.view->own->state_register);
    else
        page_element(&page, "p", "notice",
                     "This State's register is not there yet, or does not hold.");
    page_end(&page);
}
