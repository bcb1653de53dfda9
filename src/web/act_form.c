#include "web/act_form.h"

#include "base/json.h"
#include "text/title.h"
#include "web/act_fields.h"
#include "web/page_form.h"

/* ---- on top ---- */

static const char *const outcome_words[] = {
    [OUTCOME_REFUSE] = "Refused",
    [OUTCOME_ASK] = "A question",
    [OUTCOME_NOTE] = "To be known",
};

static void write_note(const struct act_view *view, const struct act_note *note)
{
    const struct field *member = act_member(view->act, note->field);
    struct html *html = &view->page->html;

    html_open(html, "li", NULL);
    if (note->row) {
        html_open(html, "span", "class",
                  note->outcome == OUTCOME_REFUSE ? "tag no"
                  : note->outcome == OUTCOME_ASK  ? "tag ask"
                                                  : "tag",
                  NULL);
        page_say(view->page, outcome_words[note->outcome]);
        html_close(html, "span");
        html_say(html, " ");
    }
    html_open(html, note->field[0] ? "a" : "span", NULL);
    if (member && !note->row)
        html_attribute(html, "class", SLICE("sentence"));
    if (note->field[0])
        html_url(html, "href",
                 arena_format(view->page->arena, "#%s", act_field_id(view, note->field)));
    if (note->english && view->page->language != LANGUAGE_EN)
        html_attribute(html, "lang", SLICE("en"));
    if (member && !note->row) {
        page_say(view->page, member->meaning);
        html_say(html, ": ");
    }
    html_text(html, note->text);
    html_close(html, note->field[0] ? "a" : "span");
    if (note->row) {
        html_say(html, " ");
        page_row_link(view->page, note->row);
    }
    html_close(html, "li");
}

void act_summary_write(const struct act_view *view)
{
    struct html *html = &view->page->html;

    if (!view->notes || !view->notes->count)
        return;
    html_open(html, "section", "class", view->notes->refuses ? "summary wrong" : "summary", "id",
              "summary", "tabindex", "-1", "aria-labelledby", "summary-title", NULL);
    page_heading(view->page, "h2", "summary-title",
                 view->notes->refuses ? "This would not be accepted as it is"
                                      : "This would be accepted; what is said to it");
    html_open(html, "ul", "class", "findings", NULL);
    for (size_t i = 0; i < view->notes->count; i++)
        write_note(view, &view->notes->items[i]);
    html_close(html, "ul");
    html_close(html, "section");
}

/* ---- the parts of the form ---- */

/* Whether a refusal leaves out some of the form. */
static bool has_permission(const struct act *act)
{
    for (const struct field *field = act->fields; field->name; field++)
        if (field->presence == PRESENT_IF_PERMITS)
            return true;
    return false;
}

static bool is_deciding(const struct act *act, const struct field *field)
{
    return act->decides && strcmp(field->name, act->decides) == 0;
}

static void write_where(const struct act_view *view, enum presence presence)
{
    for (const struct field *field = view->act->fields; field->name; field++)
        if (field->presence == presence && !is_deciding(view->act, field))
            act_field_write(view, field, "");
}

static void write_permission(const struct act_view *view)
{
    struct html *html = &view->page->html;

    if (!has_permission(view->act))
        return;
    html_open(html, "section", "class", "permits", "aria-labelledby", "permits-title", NULL);
    page_heading(view->page, "h2", "permits-title", "Only where you permit something");
    page_element(view->page, "p", "hint",
                 "Whoever refuses, asks or postpones leaves this as it is: nothing of it is then "
                 "part of the statement.");
    write_where(view, PRESENT_IF_PERMITS);
    html_close(html, "section");
}

static bool has_prose(const struct act *act, const struct field *fields)
{
    for (; fields->name; fields++) {
        enum act_input input = act_input(act, fields);

        if (input == ACT_PROSE || input == ACT_ANSWERS ||
            (fields->kind == FIELD_OBJECT && has_prose(act, fields->fields)))
            return true;
    }
    return false;
}

static void write_language(const struct act_view *view)
{
    static const struct field language = {
        .name = ACT_LANGUAGE,
        .kind = FIELD_TEXT,
        .meaning = "the language of your texts, as a code: en, fr, ar",
    };

    if (has_prose(view->act, view->act->fields))
        act_field_write(view, &language, "");
}

/* Enter sends the form as its last button does, whatever button stands first. */
static void write_first_button(const struct act_view *view)
{
    struct html *html = &view->page->html;

    html_open(html, "button", "type", "submit", "name", ACT_BUTTON, "value", "review", "class",
              "unseen", "tabindex", "-1", "aria-hidden", "true", NULL);
    page_say(view->page, "Check and continue");
    html_close(html, "button");
}

void act_form_write(const struct act_view *view)
{
    struct page *page = view->page;
    struct html *html = &page->html;

    html_open(html, "div", "id", "act", NULL);
    page_form_begin(page, view->place, true);
    write_first_button(view);
    for (const struct field *field = view->act->fields; field->name; field++)
        if (is_deciding(view->act, field))
            act_field_write(view, field, "");
    write_where(view, PRESENT_ALWAYS);
    write_permission(view);
    write_where(view, PRESENT_OPTIONAL);
    write_language(view);
    html_open(html, "div", "class", "buttons", NULL);
    page_button(page, "Check and continue", false, ACT_BUTTON, "review");
    html_close(html, "div");
    page_element(page, "p", "hint", "Nothing is stored yet, and nobody is told.");
    page_form_end(page);
    html_close(html, "div");
}

void act_hidden_write(const struct act_view *view)
{
    for (size_t i = 0; i < view->form->count; i++) {
        const struct form_value *value = &view->form->values[i];

        if (strcmp(value->field->name, ROUTE_TOKEN) != 0 &&
            strcmp(value->field->name, ACT_BUTTON) != 0)
            page_hidden(view->page, value->field->name, value->value);
    }
}
