#include "web/page_form.h"

#include "web/identity.h"

enum { VISIT = 3600, ROWS_OF_PROSE = 8 };

void page_cookie(const struct site *site, const struct request *request, struct response *response,
                 const char *name, struct slice value, int seconds)
{
    bool secure = slice_starts(site->origin, SLICE("https://"));

    response_header(response, "Set-Cookie",
                    arena_format(request->arena,
                                 "%s=%.*s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s", name,
                                 SLICE_ARG(value), seconds, secure ? "; Secure" : ""));
}

struct slice page_session(struct page *page)
{
    char fresh[SESSION_ID + 1];

    if (session_is_id(page->request->session.id))
        return page->request->session.id;
    if (!page->visitor.size) {
        session_new(&page->request->random, fresh);
        page->visitor = arena_copy(page->arena, slice_text(fresh));
        page_cookie(page->site, page->request, page->response,
                    identity_visitor_cookie(page->site, page->arena), page->visitor, VISIT);
    }
    return page->visitor;
}

void page_form_begin(struct page *page, const char *place, bool files)
{
    char token[SESSION_TOKEN + 1];

    page->response->cache = RESPONSE_PRIVATE;
    session_token(page->site->secret, page_session(page), &page->request->random, token);
    html_open(&page->html, "form", "method", "post", "action", page_url(page, place), NULL);
    if (files)
        html_attribute(&page->html, "enctype", SLICE("multipart/form-data"));
    page_hidden(page, ROUTE_TOKEN, slice_text(token));
}

void page_wrong(struct page *page, const char *sentence)
{
    if (!sentence)
        return;
    html_open(&page->html, "p", "class", "wrong-summary", "role", "alert", NULL);
    page_say(page, sentence);
    html_close(&page->html, "p");
}

void page_hidden(struct page *page, const char *name, struct slice value)
{
    html_open(&page->html, "input", "type", "hidden", "name", name, NULL);
    html_attribute(&page->html, "value", value);
}

/* ---- an input ---- */

static void write_label(struct page *page, const struct field_row *row, const char *error)
{
    struct html *html = &page->html;

    html_open(html, "label", "for", row->name, NULL);
    page_say(page, row->label);
    html_close(html, "label");
    if (row->hint) {
        html_open(html, "p", "class", "hint", NULL);
        html_attribute_format(html, "id", "%s-hint", row->name);
        page_say(page, row->hint);
        html_close(html, "p");
    }
    if (error) {
        html_open(html, "p", "class", "error", NULL);
        html_attribute_format(html, "id", "%s-error", row->name);
        page_say(page, error);
        html_close(html, "p");
    }
}

/* What every kind of input says of itself. */
static void describe(struct page *page, const struct field_row *row, const char *error)
{
    struct html *html = &page->html;

    html_attribute(html, "id", slice_text(row->name));
    html_attribute(html, "name", slice_text(row->name));
    if (row->most && row->input != INPUT_FILE)
        html_attribute_format(html, "maxlength", "%zu", row->most);
    if (row->hint && error)
        html_attribute_format(html, "aria-describedby", "%s-error %s-hint", row->name, row->name);
    else if (row->hint || error)
        html_attribute_format(html, "aria-describedby", "%s-%s", row->name,
                              error ? "error" : "hint");
    if (error)
        html_attribute(html, "aria-invalid", SLICE("true"));
    if (row->needed)
        html_flag(html, "required");
}

void page_field(struct page *page, const struct field_row *row, struct slice value,
                const char *error)
{
    struct html *html = &page->html;

    html_open(html, "div", "class", error ? "field wrong" : "field", NULL);
    write_label(page, row, error);
    if (row->input == INPUT_PROSE) {
        html_open(html, "textarea", "spellcheck", "false", NULL);
        html_attribute_format(html, "rows", "%d", ROWS_OF_PROSE);
        describe(page, row, error);
        html_text(html, value);
        html_close(html, "textarea");
    } else {
        html_open(html, "input", "type", row->input == INPUT_FILE ? "file" : "text", "autocomplete",
                  "off", NULL);
        describe(page, row, error);
        if (row->input == INPUT_LINE)
            html_attribute(html, "value", value);
    }
    html_close(html, "div");
}

void page_button(struct page *page, const char *words, bool second, const char *name,
                 const char *value)
{
    struct html *html = &page->html;

    html_open(html, "button", "type", "submit", NULL);
    if (second)
        html_attribute(html, "class", SLICE("second"));
    if (name) {
        html_attribute(html, "name", slice_text(name));
        html_attribute(html, "value", slice_text(value));
    }
    page_say(page, words);
    html_close(html, "button");
}

void page_form_end(struct page *page)
{
    html_close(&page->html, "form");
}
