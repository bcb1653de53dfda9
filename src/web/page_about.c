#include "web/assets.h"
#include "web/page.h"
#include "web/pages.h"

static void write_list(struct page *page, const char *const *items)
{
    html_open(&page->html, "ul", NULL);
    for (; *items; items++)
        page_element(page, "li", NULL, *items);
    html_close(&page->html, "ul");
}

void page_about(void *site, const struct request *request, const struct form *form,
                struct response *response)
{
    static const char *const proved[] = {
        "Who signed each act: a named key that the State's register binds to one numbered person "
        "in one "
        "office.",
        "When it was there at the latest: the time of its entry, and of the witnesses who saw it.",
        "That a release had the judge's authorisation, the rights assessment and the court's "
        "approval "
        "that the rules demand, and stayed within their scope.",
        "That every byte of what a provider had was released, out of scope or set aside.",
        "That the ledgers only grew from one witnessed checkpoint to the next.",
        NULL,
    };
    static const char *const unproved[] = {
        "That what an application or an assessment says is true.",
        "That judges and reviewers are independent, or read what they signed.",
        "That nothing happens outside this system.",
        "That a copy, once opened, is destroyed.",
        "That the right person held a key: a stolen one signs as well until it is revoked.",
        NULL,
    };
    static const char *const yourself[] = {
        "Get the State's root keys and ledger keys from somewhere else than this server: a "
        "gazette, "
        "another State, by telephone.",
        "Compare them with those on the pages of offices and ledgers.",
        "Fetch a ledger and recompute it with any tool that knows the C2SP formats, or with "
        "proviso "
        "ledger audit.",
        "Ask a witness which checkpoint it has seen: two checkpoints that do not agree prove a "
        "fork.",
        NULL,
    };
    struct page page;

    (void)form;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(
        &page, site, request, response, "What is proved, and what is not",
        "A signature proves that a key signed, a ledger that something was there. Neither proves "
        "that it is right.");
    page_heading(&page, "h2", "proved", "What Proviso proves");
    write_list(&page, proved);
    page_heading(&page, "h2", "not-proved", "What it does not prove");
    write_list(&page, unproved);
    page_heading(&page, "h2", "yourself", "Checking it yourself");
    write_list(&page, yourself);
    page_heading(&page, "h2", "here", "This site and you");
    page_element(
        &page, "p", NULL,
        "It sets no cookie unless you choose a time zone, loads nothing from anywhere else and "
        "keeps no record of who read what on these pages.");
    page_end(&page);
}

/* ---- checking a proof ---- */

static void write_area(struct page *page, const char *id, const char *label, const char *hint,
                       unsigned rows, struct slice value)
{
    struct html *html = &page->html;

    html_open(html, "div", "class", "field", NULL);
    html_open(html, "label", "for", id, NULL);
    page_say(page, label);
    html_close(html, "label");
    html_open(html, "p", "class", "hint", NULL);
    html_attribute_format(html, "id", "%s-hint", id);
    page_say(page, hint);
    html_close(html, "p");
    html_open(html, "textarea", "id", id, "dir", "ltr", "spellcheck", "false", "autocomplete",
              "off", NULL);
    html_attribute_format(html, "rows", "%u", rows);
    html_attribute_format(html, "aria-describedby", "%s-hint", id);
    html_text(html, value);
    html_close(html, "textarea");
    html_close(html, "div");
}

static void write_file_field(struct page *page)
{
    struct html *html = &page->html;

    html_open(html, "div", "class", "field", NULL);
    html_open(html, "label", "for", "entry-file", NULL);
    page_say(page, "Or the entry as a file");
    html_close(html, "label");
    html_open(html, "input", "type", "file", "id", "entry-file", NULL);
    html_close(html, "div");
}

/* What the script says: it has no words of its own. */
static void write_messages(struct page *page)
{
    static const struct {
        const char *id, *text;
    } messages[] = {
        {"no-proof", "This is no tlog-proof: paste all of it, from the first line to the last."},
        {"no-entry", "The entry is missing: paste it, its leaf hash, or choose a file."},
        {"path-right", "The entry is in the ledger of this checkpoint."},
        {"path-wrong", "The proof does not lead from this entry to this checkpoint."},
        {"signed", "Signed with the key that you gave:"},
        {"signed-wrong", "A signature does not hold:"},
        {"unsigned", "No signature on the checkpoint is by a key that you gave."},
        {"no-ed25519", "This browser cannot check Ed25519 signatures; the hashes were checked."},
        {"only", "This shows that the entry is in the ledger, and nothing of what it says."},
    };

    html_open(&page->html, "ul", "id", "messages", "hidden", "hidden", NULL);
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
        html_element(&page->html, "li", "data-message", messages[i].id,
                     page_text(page, messages[i].text));
    html_close(&page->html, "ul");
}

static struct slice pinned_keys(struct page *page)
{
    const struct view *view = page->view;
    struct buffer keys = {0};
    struct slice kept;

    for (size_t i = 0; i < VIEW_LEDGERS; i++)
        buffer_format(&keys, "%.*s\n", SLICE_ARG(view->ledgers[i].vkey));
    for (size_t i = 0; i < view->trust.witness_count; i++) {
        note_key_format(&view->trust.witnesses[i].key, &keys);
        buffer_byte(&keys, '\n');
    }
    kept = arena_copy(page->arena, buffer_slice(&keys));
    buffer_free(&keys);
    return kept;
}

void page_proof(void *site, const struct request *request, const struct form *form,
                struct response *response)
{
    const struct asset_file *script = asset_find("proof.js");
    struct page page;

    (void)form;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(
        &page, site, request, response, "Check a proof in this browser",
        "Somebody gave you a proof that an entry is in a ledger. Nothing that you paste here "
        "leaves "
        "your computer; you can go offline first, or save the page and check with the saved one.");
    html_open(&page.html, "noscript", NULL);
    page_element(
        &page, "p", "notice",
        "Checking needs JavaScript. Without it, use proviso ledger verify, or any tool that "
        "knows tlog-proof.");
    html_close(&page.html, "noscript");
    html_open(&page.html, "form", "id", "proof-form", NULL);
    write_area(&page, "proof", "The proof", "It begins with c2sp.org/tlog-proof@v1.", 12,
               SLICE(""));
    write_area(&page, "entry", "The entry, or its leaf hash",
               "A leaf hash is 64 hexadecimal digits, or base64.", 4, SLICE(""));
    write_file_field(&page);
    write_area(&page, "keys", "Keys that you trust",
               "One vkey a line. These are from this server: compare them with what you have from "
               "elsewhere.",
               4, pinned_keys(&page));
    html_open(&page.html, "button", "type", "submit", NULL);
    page_say(&page, "Check");
    html_close(&page.html, "button");
    html_close(&page.html, "form");
    html_open(&page.html, "div", "id", "result", "role", "status", "aria-live", "polite", NULL);
    html_close(&page.html, "div");
    write_messages(&page);
    page_not_promised(&page);
    html_script(&page.html, page_file_url(&page, asset_path(script, page.arena)));
    page_end(&page);
}
