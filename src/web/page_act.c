/* An act on a page: its form, what the core says to it, and the answers once more before they are frozen
 * for signing. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/writer.h"
#include "web/act_body.h"
#include "web/act_fill.h"
#include "web/act_page.h"
#include "web/act_words.h"
#include "web/assets.h"
#include "web/page_form.h"
#include "web/pages.h"

const struct form_field *page_act_fields(void *site, const struct request *request)
{
    const char *chain;
    const struct act *act = act_of_page(request_parameter(request, "type"), &chain);

    (void)site;
    return act && acting_may(act, request->session.roles) ? act_form_fields(act, request->arena)
                                                          : NULL;
}

static void begin_page(const struct acting *acting, struct page *page)
{
    acting->response->cache = RESPONSE_PRIVATE;
    page_begin(page, acting->site, acting->request, acting->response, act_task(acting->act),
               acting->act->meaning);
    if (!acting->chain || strcmp(acting->chain, "new") == 0)
        return;
    html_open(&page->html, "p", "class", "small", NULL);
    page_link(page, (const char *)arena_format(page->arena, "/matters/%s", acting->chain).data,
              acting->chain);
    html_close(&page->html, "p");
}

void page_act_write(const struct acting *acting, const struct acting_draft *draft)
{
    struct page page;
    struct act_view view;

    begin_page(acting, &page);
    view = acting_view(acting, &page, draft);
    act_summary_write(&view);
    act_form_write(&view);
    html_script(&page.html, page_file_url(&page, asset_path(asset_find("act.js"), page.arena)));
    page_end(&page);
}

/* ---- the form to begin with ---- */

/* "decision=refuse" behind the '?' chooses a word beforehand. */
static void preset(const struct acting *acting)
{
    struct slice query = acting->request->query;
    struct slice name = slice_text(acting->act->decides);

    if (!acting->act->decides || !slice_starts(query, name) || query.size <= name.size ||
        query.data[name.size] != '=')
        return;
    query = slice_from(query, name.size + 1);
    if (vocabulary_find(acting->act->words, query) >= 0)
        act_put(acting->form, acting->fields, acting->act->decides,
                arena_copy(acting->request->arena, query));
}

void page_act(void *site, const struct request *request, const struct form *form,
              struct response *response)
{
    struct acting acting;

    (void)form;
    if (!acting_begin(site, request, response, &acting))
        return;
    act_fill(acting.act, acting.known, NULL, NULL, acting.fields, request->arena, acting.form);
    act_put(acting.form, acting.fields, ACT_LANGUAGE, slice_text(language_code(request->language)));
    preset(&acting);
    page_act_write(&acting, NULL);
    acting_end(&acting);
}

/* ---- the form again ---- */

/* One place more behind the last: a group's first member, or a line, with nothing in it. */
static void add_more(const struct acting *acting, struct slice name)
{
    const char *text =
        (const char *)arena_format(acting->request->arena, "%.*s", SLICE_ARG(name)).data;
    const struct field *field = act_member(acting->act, text);
    unsigned count = 0;

    if (!field || act_input(acting->act, field) != ACT_GROUPS) {
        act_put_more(acting->form, acting->fields, text, SLICE(""));
        return;
    }
    for (size_t i = 0; i < acting->form->count; i++)
        for (; count < field->most &&
               slice_starts(slice_text(acting->form->values[i].field->name),
                            arena_format(acting->request->arena, "%s.%u.", text, count));)
            count++;
    act_put_more(acting->form, acting->fields,
                 (const char *)arena_format(acting->request->arena, "%s.%u.%s", text,
                                            count ? count : 1, field->fields[1].name)
                     .data,
                 SLICE(""));
}

/* ---- before it is frozen ---- */

static bool said_bytes(void *context, struct slice sha256, struct buffer *out)
{
    const struct act_said *said = context;
    struct digest digest;

    if (!digest_read(sha256, &digest))
        return false;
    for (size_t i = 0; i < said->file_count; i++)
        if (digest_equal(sha256_of(said->files[i]), digest)) {
            buffer_append(out, said->files[i]);
            return true;
        }
    return false;
}

static void write_review(const struct acting *acting, struct acting_draft *draft)
{
    struct act_view view;
    struct page page;
    json_t *root = json_loadb((const char *)draft->payload.data, draft->payload.size, 0, NULL);

    begin_page(acting, &page);
    view = acting_view(acting, &page, draft);
    page_heading(&page, "h2", "review", "Check your answers");
    page_element(&page, "p", NULL,
                 "The core was asked, and would accept this. What follows is what the statement "
                 "will say.");
    act_summary_write(&view);
    act_body_write(&page, acting->act, json_object_get(root, "body"), said_bytes, &draft->said);
    page_form_begin(&page, acting->place, true);
    act_hidden_write(&view);
    html_open(&page.html, "div", "class", "buttons", NULL);
    page_button(&page, "Freeze it for signing", false, ACT_BUTTON, "freeze");
    page_button(&page, "Change it", true, ACT_BUTTON, "edit");
    html_close(&page.html, "div");
    page_element(&page, "p", "hint",
                 "Frozen, it cannot be changed, only signed or withdrawn. It counts when it is "
                 "signed and accepted, not before.");
    page_form_end(&page);
    page_end(&page);
    json_decref(root);
}

/* ---- for the script ---- */

static void write_json(const struct acting *acting, const struct acting_draft *draft)
{
    struct act_notes *notes = arena_take(acting->request->arena, sizeof *notes);
    struct writer writer = {.out = &acting->response->body};

    act_notes_make(acting->fields, &draft->said.problems, &draft->error,
                   draft->checked ? &draft->findings : NULL, NULL, acting->request->language,
                   acting->request->arena, notes);
    acting->response->status = 200;
    acting->response->type = "application/json";
    acting->response->cache = RESPONSE_PRIVATE;
    writer_open(&writer, '{');
    writer_member_flag(&writer, "accepted", draft->accepted);
    writer_key(&writer, "notes");
    writer_open(&writer, '[');
    for (size_t i = 0; i < notes->count; i++) {
        writer_open(&writer, '{');
        writer_member_text(&writer, "field", slice_text(notes->items[i].field));
        writer_member_text(&writer, "outcome", slice_text(outcome_name(notes->items[i].outcome)));
        writer_member_text(&writer, "row", slice_text(notes->items[i].row));
        writer_member_text(&writer, "text", notes->items[i].text);
        writer_close(&writer, '}');
    }
    writer_close(&writer, ']');
    writer_close(&writer, '}');
}

/* ---- what was sent ---- */

static void answer_checked(const struct acting *acting, struct slice button)
{
    struct acting_draft *draft = memory_take(sizeof *draft);

    acting_check(acting, draft);
    if (slice_is(button, "findings")) {
        write_json(acting, draft);
    } else if (draft->accepted && slice_is(button, "freeze")) {
        if (!acting_freeze(acting, draft)) {
            acting->response->status = 422;
            page_act_write(acting, draft);
        }
    } else if (draft->accepted) {
        write_review(acting, draft);
    } else {
        acting->response->status = 422;
        page_act_write(acting, draft);
    }
    acting_draft_free(draft);
    free(draft);
}

static void answer_changed(const struct acting *acting, struct slice button)
{
    struct act_problems *ignored = arena_take(acting->request->arena, sizeof *ignored);

    act_take_files(acting->act, acting->form, acting->fields, acting->request->arena, ignored);
    if (slice_starts(button, SLICE("more-")))
        add_more(acting, slice_from(button, 5));
    else if (slice_starts(button, SLICE("less-")))
        act_take_away(acting->form, acting->fields, slice_from(button, 5), acting->request->arena);
    page_act_write(acting, NULL);
}

void page_act_sent(void *site, const struct request *request, const struct form *form,
                   struct response *response)
{
    struct slice button = form_value(form, ACT_BUTTON);
    struct acting acting;

    if (!acting_begin(site, request, response, &acting))
        return;
    *acting.form = *form;
    if (slice_is(button, "edit") || slice_starts(button, SLICE("more-")) ||
        slice_starts(button, SLICE("less-")))
        answer_changed(&acting, button);
    else
        answer_checked(&acting, button);
    acting_end(&acting);
}
