#include "web/page_signing.h"

#include "base/encode.h"
#include "node/attachment.h"
#include "web/act_input.h"
#include "web/page_form.h"
#include "web/rehearsal.h"

const struct form_field page_signing_fields[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    {ACT_BUTTON, FORM_LINE, FORM_NAME},
    {"signature", FORM_PROSE, SIGNING_MOST},
    {"signature.file", FORM_FILE, SIGNING_MOST},
    {0},
};

/* ---- on the signing page ---- */

static void append_base64url(struct buffer *out, struct slice bytes)
{
    size_t start = out->size;

    base64_append(out, bytes);
    while (out->size > start && out->data[out->size - 1] == '=')
        out->size--;
    for (size_t i = start; i < out->size; i++)
        if (out->data[i] == '+' || out->data[i] == '/')
            out->data[i] = out->data[i] == '+' ? '-' : '_';
}

/* Together so many bytes of texts go along; what is more is read on this page. */
enum { TEXTS_ALONG = 192 * 1024 };

static void append_texts(struct buffer *out, const struct page_signing *signing)
{
    size_t total = 0;

    for (size_t i = 0; i < signing->text_count; i++) {
        total += signing->texts[i].size;
        if (total > TEXTS_ALONG || !attachment_is(signing->texts[i]))
            continue;
        buffer_text(out, "&text=");
        append_base64url(out, signing->texts[i]);
    }
}

/* What stands behind '#' never leaves the browser. */
static const char *signing_url(struct page *page, const struct page_signing *signing,
                               struct slice origin)
{
    struct buffer out = {0}, back = {0};
    const char *kept;

    buffer_format(&out, "%.*s/index.html#payload=", SLICE_ARG(origin));
    append_base64url(&out, signing->bytes);
    buffer_text(&out, "&key=");
    append_base64url(&out, signing->key.key);
    buffer_format(&back, "%.*s%s", SLICE_ARG(page->site->origin), page_url(page, signing->place));
    buffer_text(&out, "&return=");
    append_base64url(&out, buffer_slice(&back));
    append_texts(&out, signing);
    kept = (const char *)arena_copy(page->arena, buffer_slice(&out)).data;
    buffer_free(&out);
    buffer_free(&back);
    return kept;
}

static void write_signing_pages(struct page *page, const struct page_signing *signing)
{
    struct html *html = &page->html;

    for (size_t i = 0; i < signing->key.origin_count; i++) {
        struct slice origin = signing->key.origins[i];

        html_open(html, "p", NULL);
        html_open(html, "a", "class", "button", "href", signing_url(page, signing, origin), NULL);
        page_say(page, "Sign with your security key on");
        html_format(html, " %.*s", SLICE_ARG(origin));
        html_close(html, "a");
        html_close(html, "p");
    }
    if (signing->key.origin_count)
        page_element(page, "p", "hint",
                     "That page is not this node's: it shows what you sign, computes the hash "
                     "itself, and brings you back with the signature.");
}

/* ---- by other means ---- */

static void write_command(struct page *page, const struct page_signing *signing)
{
    struct html *html = &page->html;

    page_element(page, "p", NULL,
                 "With an SSH key: take the payload as a file, read it, and sign it. Whoever signs "
                 "beside you may do so from their own session, or give you their file.");
    html_open(html, "pre", "tabindex", "0", "dir", "ltr", "lang", "en", NULL);
    html_format(html, "ssh-keygen -Y sign -n proviso -f KEY %s", signing->file);
    html_close(html, "pre");
}

static bool can_rehearse(const struct page *page, const struct page_signing *signing)
{
    struct slice by = signing->by.size ? signing->by : page->request->session.official;

    return page->site->rehearsal && rehearsal_has(page->site->rehearsal, by);
}

static void write_hand_in(struct page *page, const struct page_signing *signing)
{
    static const struct field_row file = {.name = "signature.file",
                                          .label = "The signature as a file",
                                          .hint = "FILE.sig, of one or of several who sign.",
                                          .input = INPUT_FILE};
    static const struct field_row pasted = {
        .name = "signature", .label = "or the signature itself", .input = INPUT_PROSE};

    html_open(&page->html, "div", "id", "hand-in", NULL);
    page_form_begin(page, signing->place, true);
    page_field(page, &file, SLICE(""), NULL);
    page_field(page, &pasted, SLICE(""), NULL);
    page_button(page, "Hand in the signature", can_rehearse(page, signing), ACT_BUTTON,
                SIGNING_SIGN);
    page_form_end(page);
    html_close(&page->html, "div");
}

void page_signing_button(struct page *page, const char *place, const char *words, bool second,
                         const char *value)
{
    page_form_begin(page, place, true);
    html_open(&page->html, "p", NULL);
    page_button(page, words, second, ACT_BUTTON, value);
    html_close(&page->html, "p");
    page_form_end(page);
}

static void write_rehearsal(struct page *page, const struct page_signing *signing)
{
    if (!can_rehearse(page, signing))
        return;
    page_signing_button(page, signing->place, "Sign as this demo's person", false,
                        SIGNING_REHEARSE);
    page_element(page, "p", "hint",
                 "Only in a demo: the key of this invented person lies on this machine.");
}

void page_signing(struct page *page, const struct page_signing *signing)
{
    write_rehearsal(page, signing);
    write_signing_pages(page, signing);
    write_command(page, signing);
    write_hand_in(page, signing);
}

struct slice page_signing_armour(const struct request *request, const struct form *form)
{
    struct slice text = form_value(form, "signature.file");
    struct buffer out = {0};
    struct slice kept;

    if (!text.size)
        text = form_value(form, "signature");
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] != '\r')
            buffer_byte(&out, text.data[i]);
    if (out.size && out.data[out.size - 1] != '\n')
        buffer_byte(&out, '\n');
    kept = arena_copy(request->arena, buffer_slice(&out));
    buffer_free(&out);
    return kept;
}
