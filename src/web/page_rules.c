#include "rules/explain.h"
#include "text/title.h"
#include "web/page.h"
#include "web/pages.h"

static void write_value(struct page *page, enum parameter parameter, int64_t limit)
{
    struct value value = parameter_value(parameter, limit);
    struct buffer text = {0};

    if (!limit && (parameter == PARAMETER_PENALTY || parameter == PARAMETER_WINDOW)) {
        page_say(page, parameter == PARAMETER_PENALTY ? "any term" : "not into the past");
        return;
    }
    value_say(page->language, &value, &text);
    html_text(&page->html, buffer_slice(&text));
    buffer_free(&text);
}

static void write_citation(struct page *page, const struct rulebook_place *place)
{
    if (place && place->citation.size) {
        html_open(&page->html, "cite", "lang", "", NULL);
        html_text(&page->html, place->citation);
        html_close(&page->html, "cite");
    }
}

/* What binds for a measure within this State: the meet of the floor and its rulebook. A floor that was
 * tightened after the rulebook binds beside it. */
static struct effective what_binds(const struct page *page, const struct rulebook *own,
                                   enum measure measure)
{
    struct rulebooks books = {page->view->floor, own, own};
    struct effective effective = {0};
    struct error error = {0};

    rulebook_meet(&books, measure, &effective, &error);
    return effective;
}

static bool is_own(const struct effective *effective, enum parameter parameter)
{
    return !(effective->whose[parameter] & WHOSE_FLOOR);
}

static void write_whose(struct page *page, bool own)
{
    html_open(&page->html, "span", "class", own ? "tag own" : "tag", NULL);
    if (own)
        html_text(&page->html, page->view->name);
    else
        page_say(page, "the floor");
    html_close(&page->html, "span");
}

/* A rulebook that both the node's pins and the State's roots vouch for, or a sentence why not. */
static const struct rulebook *own_rulebook(struct page *page)
{
    const struct rulebook *own = page->view->floor ? view_rulebook(page->view) : NULL;

    if (!own)
        page_element(page, "p", "notice",
                     "This State has no rulebook in force yet, so nothing may be ordered.");
    return own;
}

/* ---- all measures ---- */

static const enum parameter headline[] = {PARAMETER_JUDGES, PARAMETER_PENALTY, PARAMETER_DURATION,
                                          PARAMETER_WINDOW, PARAMETER_TARGETS};

static const struct table_head measure_heads[] = {{"Measure", false},
                                                  {"Judges", true},
                                                  {"Offence punishable with", false},
                                                  {"To be done within", false},
                                                  {"Data reaches back", false},
                                                  {"Persons", true},
                                                  {0}};

static void write_measure_row(struct page *page, const struct rulebook *own, enum measure measure)
{
    struct slice place = arena_format(page->arena, "/rules/%s", words_measure.words[measure]);
    struct effective effective = what_binds(page, own, measure);

    page_row_begin(page);
    page_cell_begin(page);
    page_link(page, (const char *)place.data, page_text(page, measure_title(measure)));
    page_cell_end(page);
    for (size_t i = 0; i < sizeof headline / sizeof *headline; i++) {
        page_cell_begin(page);
        write_value(page, headline[i], effective.limits[headline[i]]);
        if (is_own(&effective, headline[i])) {
            html_say(&page->html, " ");
            write_whose(page, true);
        }
        page_cell_end(page);
    }
    page_row_end(page);
}

static bool is_available(const struct page *page, const struct rulebook *own, enum measure measure)
{
    return own->limits[measure][PARAMETER_AVAILABLE] &&
           page->view->floor->limits[measure][PARAMETER_AVAILABLE];
}

static void write_measures(struct page *page, const struct rulebook *own)
{
    page_table_begin(page, "Measures that may be used, with their main limits", measure_heads);
    for (enum measure measure = 0; measure < MEASURE_COUNT; measure++)
        if (is_available(page, own, measure))
            write_measure_row(page, own, measure);
    page_table_end(page);
}

static void write_unavailable(struct page *page, const struct rulebook *own)
{
    bool any = false;

    for (enum measure measure = 0; measure < MEASURE_COUNT; measure++)
        any |= !is_available(page, own, measure);
    if (!any)
        return;
    page_heading(page, "h2", "unavailable", "Measures that may not be used at all");
    html_open(&page->html, "ul", NULL);
    for (enum measure measure = 0; measure < MEASURE_COUNT; measure++) {
        if (is_available(page, own, measure))
            continue;
        html_open(&page->html, "li", NULL);
        page_say(page, measure_title(measure));
        html_say(&page->html, " ");
        write_whose(page, page->view->floor->limits[measure][PARAMETER_AVAILABLE] != 0);
        html_close(&page->html, "li");
    }
    html_close(&page->html, "ul");
}

static const struct table_head parameter_heads[] = {
    {"Limit", false}, {"What binds", false}, {"Set by", false}, {"In the floor", false}, {0}};

static void write_parameter(struct page *page, const struct rulebook *own, enum measure measure,
                            enum parameter parameter)
{
    const struct parameter_definition *row = &parameter_table[parameter];
    struct effective effective = what_binds(page, own, measure);
    bool tighter = is_own(&effective, parameter);
    const struct rulebook *from = tighter ? own : page->view->floor;

    page_row_begin(page);
    page_cell_begin(page);
    html_open(&page->html, "span", "class", "sentence", NULL);
    page_say(page, row->meaning);
    html_say(&page->html, " ");
    page_row_link(page, row->row);
    html_close(&page->html, "span");
    page_cell_end(page);
    page_cell_begin(page);
    write_value(page, parameter, effective.limits[parameter]);
    page_cell_end(page);
    page_cell_begin(page);
    write_whose(page, tighter);
    html_say(&page->html, " ");
    write_citation(page, &from->places[measure][parameter]);
    page_cell_end(page);
    page_cell_begin(page);
    if (tighter)
        write_value(page, parameter, page->view->floor->limits[measure][parameter]);
    else
        page_say(page, "the same");
    page_cell_end(page);
    page_row_end(page);
}

static void write_general(struct page *page, const struct rulebook *own)
{
    page_heading(page, "h2", "general", "Limits that hold for every measure");
    page_table_begin(page, "Limits for signatures, registers and statuses", parameter_heads);
    for (enum parameter parameter = 0; parameter < PARAMETER_COUNT; parameter++)
        if (parameter_is_general(parameter))
            write_parameter(page, own, 0, parameter);
    page_table_end(page);
}

static void write_source(struct page *page, const struct rulebook *own)
{
    page_heading(page, "h2", "source", "The rulebooks");
    html_open(&page->html, "dl", "class", "facts", NULL);
    html_open(&page->html, "div", NULL);
    html_open(&page->html, "dt", "lang", "", NULL);
    html_text(&page->html, own->title);
    html_close(&page->html, "dt");
    html_open(&page->html, "dd", NULL);
    page_say(page, "in force from");
    html_say(&page->html, " ");
    page_day(page, own->from);
    html_close(&page->html, "dd");
    html_close(&page->html, "div");
    html_open(&page->html, "div", NULL);
    html_open(&page->html, "dt", "lang", "", NULL);
    html_text(&page->html, page->view->floor->title);
    html_close(&page->html, "dt");
    html_open(&page->html, "dd", NULL);
    page_say(page, "in force from");
    html_say(&page->html, " ");
    page_day(page, page->view->floor->from);
    html_close(&page->html, "dd");
    html_close(&page->html, "div");
    html_close(&page->html, "dl");
}

void page_rules(void *site, const struct request *request, const struct form *form,
                struct response *response)
{
    const struct rulebook *own;
    struct page page;

    (void)form;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(
        &page, site, request, response, "What may be ordered, and how far",
        "A common floor binds every State. A State may be stricter in any point, and looser in "
        "none. Where another State takes part, the strictest of both binds.");
    own = own_rulebook(&page);
    if (own) {
        write_measures(&page, own);
        html_open(&page.html, "p", "class", "small", NULL);
        write_whose(&page, true);
        html_say(&page.html, " ");
        page_say(&page, "marks what this State has made stricter than the floor.");
        html_close(&page.html, "p");
        write_unavailable(&page, own);
        write_general(&page, own);
        write_source(&page, own);
    }
    page_end(&page);
}

/* ---- one measure ---- */

static void write_measure(struct page *page, const struct rulebook *own, enum measure measure)
{
    page_table_begin(page, "Every limit of this measure, and whose it is", parameter_heads);
    for (enum parameter parameter = 0; parameter < PARAMETER_COUNT; parameter++)
        if (!parameter_is_general(parameter))
            write_parameter(page, own, measure, parameter);
    page_table_end(page);
}

/* Conditions under which a rulebook refuses beyond its limits. */
static void write_extras(struct page *page, const struct rulebook *book, bool own,
                         enum measure measure)
{
    bool any = false;

    for (size_t i = 0; i < book->extra_count; i++) {
        const struct extra *extra = book->extras[i];

        if (!(extra->measures >> measure & 1))
            continue;
        if (!any)
            page_heading(page, "h2", own ? "besides" : "besides-floor", "Refused besides");
        any = true;
        html_open(&page->html, "p", NULL);
        page_code(page, extra->text);
        html_say(&page->html, " ");
        write_whose(page, own);
        html_open(&page->html, "cite", "lang", "", NULL);
        html_text(&page->html, extra->reason);
        html_say(&page->html, extra->reason.size && extra->citation.size ? " \xe2\x80\x93 " : "");
        html_text(&page->html, extra->citation);
        html_close(&page->html, "cite");
        html_close(&page->html, "p");
    }
}

void page_measure(void *site, const struct request *request, const struct form *form,
                  struct response *response)
{
    int measure = vocabulary_find(&words_measure, request_parameter(request, "measure"));
    const struct rulebook *own;
    struct page page;

    (void)form;
    if (measure < 0)
        return;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(&page, site, request, response, measure_title((enum measure)measure),
               measure_meaning((enum measure)measure));
    own = own_rulebook(&page);
    if (own) {
        if (!is_available(&page, own, (enum measure)measure))
            page_element(&page, "p", "notice", "This measure may not be used.");
        write_measure(&page, own, (enum measure)measure);
        write_extras(&page, page.view->floor, false, (enum measure)measure);
        write_extras(&page, own, true, (enum measure)measure);
    }
    html_open(&page.html, "p", NULL);
    page_link(&page, "/rules", page_text(&page, "All measures"));
    html_close(&page.html, "p");
    page_end(&page);
}
