#include "law/offence_findings.h"
#include "text/title.h"
#include "web/page_offence.h"
#include "web/pages.h"

static const struct offence_answers unanswered = {TRUTH_UNKNOWN, TRUTH_UNKNOWN};

static const char *const effects[] = {
    [OUTCOME_NOTE] = "a measure can rest on it",
    [OUTCOME_ASK] = "only with answers",
    [OUTCOME_REFUSE] = "no measure can rest on it",
};

static const char *const effect_classes[] = {
    [OUTCOME_NOTE] = "tag yes",
    [OUTCOME_ASK] = "tag ask",
    [OUTCOME_REFUSE] = "tag no",
};

void page_penalty(struct page *page, const struct provision *provision)
{
    struct buffer text = {0};

    if (provision->penalty == PENALTY_LIFE)
        buffer_text(&text, page_text(page, "life"));
    else if (provision->penalty == PENALTY_UNSTATED)
        buffer_text(&text, page_text(page, "left to each State"));
    else
        months_say(page->language, provision->penalty, &text);
    html_text(&page->html, buffer_slice(&text));
    buffer_free(&text);
}

static void write_standards(struct page *page, const struct provision *provision)
{
    bool any = false;

    for (enum standard standard = 0; standard < STANDARD_COUNT; standard++) {
        if (!standard_applies(standard, provision))
            continue;
        if (any)
            html_say(&page->html, " ");
        any = true;
        html_open(&page->html, "abbr", "class", "row", "title",
                  page_text(page, standard_table[standard].title), NULL);
        html_say(&page->html, standard_table[standard].code);
        html_close(&page->html, "abbr");
    }
    if (!any)
        page_say(page, "none");
}

static void write_effect(struct page *page, const struct provision *provision)
{
    enum outcome outcome = provision_outcome(provision, &unanswered);

    page_element(page, "span", effect_classes[outcome], effects[outcome]);
}

/* Texts of a law are in its own language. */
static const char *language_of(const struct page *page, const struct provision *provision)
{
    return (const char *)arena_copy(page->arena, provision->language).data;
}

/* ---- the list ---- */

static const struct table_head heads[] = {{"Offence", false},
                                          {"At most", false},
                                          {"Standards not met", false},
                                          {"What follows", false},
                                          {0}};

static void write_row(struct page *page, const char *whose, const struct provision *provision)
{
    struct slice place =
        arena_format(page->arena, "/offences/%s/%.*s", whose, SLICE_ARG(provision->id));

    page_row_begin(page);
    page_cell_begin(page);
    html_open(&page->html, "span", "lang", language_of(page, provision), NULL);
    page_link(page, (const char *)place.data,
              (const char *)arena_copy(page->arena, provision->title).data);
    html_say(&page->html, " ");
    html_open(&page->html, "cite", NULL);
    html_text(&page->html, provision->cites);
    html_close(&page->html, "cite");
    html_close(&page->html, "span");
    page_cell_end(page);
    page_cell_begin(page);
    page_penalty(page, provision);
    page_cell_end(page);
    page_cell_begin(page);
    write_standards(page, provision);
    page_cell_end(page);
    page_cell_begin(page);
    write_effect(page, provision);
    page_cell_end(page);
    page_row_end(page);
}

/* "xa" in a path is the State's own register, "treaty" the one that it took over. */
static const char *const registers[] = {"own", "treaty"};

static const struct offence_register *register_of(const struct view *view, const char *whose)
{
    return view_offences(view, strcmp(whose, "own") == 0 ? view->state : whose);
}

static void write_register(struct page *page, const char *whose)
{
    const struct offence_register *offences = register_of(page->view, whose);

    if (!offences)
        return;
    html_open(&page->html, "h2", "id", whose, "lang",
              (const char *)arena_copy(page->arena, offences->language).data, NULL);
    html_text(&page->html, offences->title);
    html_close(&page->html, "h2");
    page_table_begin(page, "Offences in force, and what follows for a measure", heads);
    for (size_t i = 0; i < offences->count; i++)
        if (provision_in_force(&offences->provisions[i], page->view->made))
            write_row(page, whose, &offences->provisions[i]);
    page_table_end(page);
}

static const struct table_head standard_heads[] = {
    {"Standard", false}, {"Row", false}, {"Where it is not met", false}, {0}};

static const char *effect_of(enum standard standard)
{
    static const char *const words[] = {
        [OUTCOME_NOTE] = "it is noted",
        [OUTCOME_ASK] = "the application and the judge must answer for it",
        [OUTCOME_REFUSE] = "no measure can rest on the offence",
    };

    return words[standard_table[standard].effect];
}

static void write_legend(struct page *page)
{
    page_heading(page, "h2", "standards", "The 14 standards");
    page_table_begin(page, "What an offence is held against", standard_heads);
    for (enum standard standard = 0; standard < STANDARD_COUNT; standard++) {
        page_row_begin(page);
        page_cell_begin(page);
        html_element(&page->html, "span", "class", "row", standard_table[standard].code);
        html_say(&page->html, " ");
        page_say(page, standard_table[standard].title);
        page_cell_end(page);
        page_cell_begin(page);
        page_row_link(page, standard_table[standard].row);
        page_cell_end(page);
        page_cell(page, page_text(page, effect_of(standard)));
        page_row_end(page);
    }
    page_table_end(page);
}

void page_offences(void *site, const struct request *request, const struct form *form,
                   struct response *response)
{
    struct page page;

    (void)form;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(&page, site, request, response, "For which offences",
               "Each offence of this State is written down element by element and held against 14 "
               "standards. Where it fails the gravest of them, no measure can rest on it.");
    if (!register_of(page.view, "own"))
        page_element(&page, "p", "notice", "This State has not registered its offences yet.");
    for (size_t i = 0; i < sizeof registers / sizeof *registers; i++)
        write_register(&page, registers[i]);
    write_legend(&page);
    page_end(&page);
}

/* ---- one offence ---- */

static const struct table_head element_heads[] = {
    {"Element", false}, {"In this offence", false}, {"Stated in", false}, {0}};

void page_element_value(struct page *page, enum element element, int64_t value)
{
    const struct element_definition *row = &element_table[element];
    bool any = false;

    if (row->kind == ELEMENT_DEGREE) {
        page_say(page, element_meaning(element, (unsigned)value));
        return;
    }
    for (unsigned i = 0; i < row->vocabulary->count; i++) {
        if (!(value & WORD_BIT(i)))
            continue;
        if (any)
            html_say(&page->html, "; ");
        any = true;
        page_say(page, element == ELEMENT_ACT ? word_title(&words_offence, i)
                                              : element_meaning(element, i));
    }
    if (!any)
        page_say(page, "none");
}

static void write_citation(struct page *page, const struct provision *provision,
                           enum element element)
{
    struct slice citation = provision->places[element].citation;

    if (!citation.size)
        return;
    html_open(&page->html, "cite", "lang", language_of(page, provision), NULL);
    html_text(&page->html, citation);
    html_close(&page->html, "cite");
}

static void write_elements(struct page *page, const struct provision *provision)
{
    page_table_begin(page, "What makes up the offence", element_heads);
    for (enum element element = 0; element < ELEMENT_COUNT; element++) {
        page_row_begin(page);
        page_cell(page, page_text(page, element_table[element].question));
        page_cell_begin(page);
        page_element_value(page, element, provision->elements.values[element]);
        page_cell_end(page);
        page_cell_begin(page);
        write_citation(page, provision, element);
        page_cell_end(page);
        page_row_end(page);
    }
    page_table_end(page);
}

static void write_findings(struct page *page, const struct provision *provision)
{
    bool any = false;

    page_heading(page, "h2", "findings", "Held against the standards");
    html_open(&page->html, "ul", "class", "findings", NULL);
    for (enum standard standard = 0; standard < STANDARD_COUNT; standard++) {
        if (!standard_applies(standard, provision))
            continue;
        any = true;
        html_open(&page->html, "li", NULL);
        html_element(&page->html, "span", "class", "row", standard_table[standard].code);
        html_say(&page->html, " ");
        page_say(page, standard_table[standard].title);
        html_say(&page->html, " \xe2\x80\x93 ");
        page_say(page, effect_of(standard));
        html_say(&page->html, " ");
        page_row_link(page, standard_table[standard].row);
        html_close(&page->html, "li");
    }
    if (!any)
        page_element(page, "li", NULL, "It meets all of them.");
    html_close(&page->html, "ul");
}

static void write_law(struct page *page, const struct provision *provision)
{
    struct slice rest = provision->text;

    html_open(&page->html, "blockquote", "lang", language_of(page, provision), NULL);
    while (rest.size) {
        size_t end = slice_find(rest, 0, '\n');

        html_open(&page->html, "p", NULL);
        html_text(&page->html, slice_part(rest, 0, end));
        html_close(&page->html, "p");
        rest = slice_from(rest, end == SIZE_MAX ? rest.size : end + 1);
    }
    html_open(&page->html, "footer", NULL);
    html_text(&page->html, provision->cites);
    html_say(&page->html, ", ");
    page_say(page, "in force from");
    html_say(&page->html, " ");
    page_day(page, provision->from);
    html_close(&page->html, "footer");
    html_close(&page->html, "blockquote");
}

static const struct provision *find_provision(struct site *site, const struct request *request,
                                              struct view **view)
{
    struct slice whose = request_parameter(request, "register");
    const struct offence_register *offences = NULL;

    *view = site_view(site, request->now);
    for (size_t i = 0; i < sizeof registers / sizeof *registers; i++)
        if (slice_is(whose, registers[i]))
            offences = register_of(*view, registers[i]);
    return offences
               ? offence_in_force(offences, request_parameter(request, "id"), (*view)->made, NULL)
               : NULL;
}

void page_offence(void *site, const struct request *request, const struct form *form,
                  struct response *response)
{
    struct view *view;
    const struct provision *provision = find_provision(site, request, &view);
    struct page page;

    (void)form;
    if (provision) {
        response->cache = RESPONSE_REVALIDATE;
        page_begin_in(&page, site, request, response,
                      (const char *)arena_copy(request->arena, provision->language).data,
                      (const char *)arena_copy(request->arena, provision->title).data, NULL);
        html_open(&page.html, "p", "class", "lead", NULL);
        write_effect(&page, provision);
        html_say(&page.html, " ");
        page_say(&page, "Maximum penalty:");
        html_say(&page.html, " ");
        page_penalty(&page, provision);
        html_close(&page.html, "p");
        write_law(&page, provision);
        write_findings(&page, provision);
        page_heading(&page, "h2", "elements", "Element by element");
        write_elements(&page, provision);
        html_open(&page.html, "p", NULL);
        page_link(&page, "/offences", page_text(&page, "All offences"));
        html_close(&page.html, "p");
        page_end(&page);
    }
    view_release(view);
}
