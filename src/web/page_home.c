#include "text/title.h"
#include "web/forum_pages.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/statistics.h"

static size_t available(const struct rulebook *rulebook, const struct rulebook *floor)
{
    size_t count = 0;

    for (int i = 0; i < MEASURE_COUNT; i++)
        count += rulebook->limits[i][PARAMETER_AVAILABLE] && floor->limits[i][PARAMETER_AVAILABLE];
    return count;
}

static void fact_begin(struct page *page, const char *name)
{
    html_open(&page->html, "div", NULL);
    page_element(page, "dt", NULL, name);
    html_open(&page->html, "dd", NULL);
}

static void fact_end(struct page *page)
{
    html_close(&page->html, "dd");
    html_close(&page->html, "div");
}

static uint64_t overdue(const struct view *view)
{
    uint64_t sum = 0;

    for (int i = 0; i < MATTER_ACTS; i++)
        sum += view->overdue[i];
    return sum;
}

static void write_overdue(struct page *page)
{
    uint64_t band = statistics_band(overdue(page->view));

    fact_begin(page, "Acts overdue now");
    if (!band) {
        page_say(page, "none");
    } else if (band < STATISTICS_SMALL) {
        page_say(page, "fewer than 10");
    } else {
        page_number(page, band);
        html_say(&page->html, "\xe2\x80\x93");
        page_number(page, band + 9);
    }
    fact_end(page);
}

static instant newest_cosignature(const struct view_ledger *ledger)
{
    instant newest = NEVER;

    for (size_t i = 0; i < ledger->count; i++)
        if (ledger->cosignatures[i].at > newest)
            newest = ledger->cosignatures[i].at;
    return newest;
}

static void write_facts(struct page *page)
{
    const struct rulebook *rulebook = view_rulebook(page->view);
    const struct view_ledger *matters = &page->view->ledgers[0];
    instant cosigned = newest_cosignature(matters);

    html_open(&page->html, "dl", "class", "facts", NULL);
    if (rulebook) {
        fact_begin(page, "Measures that may be used");
        page_number(page, available(rulebook, page->view->floor));
        html_format(&page->html, " / %d", MEASURE_COUNT);
        fact_end(page);
    }
    fact_begin(page, "Sealed entries in the ledger");
    page_number(page, matters->checkpoint.size);
    fact_end(page);
    fact_begin(page, "Last witnessed");
    if (cosigned == NEVER)
        page_say(page, "not yet");
    else
        page_time(page, cosigned);
    fact_end(page);
    write_overdue(page);
    html_close(&page->html, "dl");
}

static const struct {
    const char *place, *title, *text;
} doors[] = {
    {"/rules", "What may be ordered, and how far?",
     "Each measure with its limits, and whether the common floor or this State set them."},
    {"/offences", "For which offences?",
     "The offences on which a measure may rest, held against 14 standards."},
    {"/offices", "Who signs?", "The offices, what they may do, and the keys of their officials."},
    {"/ledgers", "Is the record intact?",
     "Ledgers that only grow, witnessed by other States, to download and to check."},
    {"/statistics", "How often, and how did it end?", "Counts that point at nobody."},
    {"/proof", "Check a proof yourself", "In this browser, also without a connection."},
};

static void write_doors(struct page *page)
{
    struct html *html = &page->html;

    html_open(html, "ul", "class", "doors", NULL);
    for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
        html_open(html, "li", NULL);
        html_open(html, "h3", NULL);
        page_link(page, doors[i].place, page_text(page, doors[i].title));
        html_close(html, "h3");
        page_element(page, "p", NULL, doors[i].text);
        html_close(html, "li");
    }
    html_close(html, "ul");
}

static void write_steps(struct page *page)
{
    static const char *const steps[] = {
        "An investigator and a prosecutor apply, for named accounts and a stated time.",
        "A judge grants, narrows or refuses, with reasons.",
        "Where the provider is abroad, the other State's reviewer answers every ground of refusal, "
        "and "
        "a court there decides.",
        "The provider checks the order by itself, and hands out what it covers and nothing else. "
        "What "
        "lawyers, doctors or journalists wrote is set aside.",
        "Every step is signed by the person who took it and stands in a witnessed ledger before it "
        "has "
        "any effect.",
    };

    page_heading(page, "h2", "how", "How a measure comes about");
    html_open(&page->html, "ol", "class", "steps", NULL);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        page_element(page, "li", NULL, steps[i]);
    html_close(&page->html, "ol");
}

static void write_proved(struct page *page)
{
    struct html *html = &page->html;

    html_open(html, "section", NULL);
    page_heading(page, "h2", "proved", "What Proviso proves");
    html_open(html, "ul", NULL);
    page_element(page, "li", NULL, "Who signed what, in which office, and when at the latest.");
    page_element(page, "li", NULL,
                 "That nothing was released without the decisions that the rules demand.");
    page_element(page, "li", NULL, "That the record has not been changed since a witness saw it.");
    html_close(html, "ul");
    html_close(html, "section");
}

void page_home(void *site, const struct request *request, const struct form *form,
               struct response *response)
{
    struct page page;

    if (((struct site *)site)->node->forum) {
        page_forum(site, request, form, response);
        return;
    }
    response->cache = RESPONSE_REVALIDATE;
    page_begin(
        &page, site, request, response, "No power without its safeguards",
        "When a court wants somebody's electronic data, or another State asks for it, nothing is "
        "handed out until everybody responsible has signed their part. Here are the rules, and "
        "the record to check them by.");
    write_facts(&page);
    page_heading(&page, "h2", "questions", "What would you like to know?");
    write_doors(&page);
    write_steps(&page);
    html_open(&page.html, "div", "class", "pair", NULL);
    write_proved(&page);
    page_not_promised(&page);
    html_close(&page.html, "div");
    page_end(&page);
}

/* ---- the rows ---- */

static const struct {
    char letter;
    const char *id, *title;
} groups[] = {
    {'O', "offences", "Offences: what may be a crime"},
    {'P', "powers", "Powers: investigative measures"},
    {'M', "assistance", "Mutual legal assistance"},
    {'D', "deliberation", "Deliberation: who may speak when the rules are made"},
};

static void write_group(struct page *page, char letter)
{
    struct html *html = &page->html;

    html_open(html, "dl", "class", "rows", NULL);
    for (const struct safeguard *row = safeguards; row->row; row++) {
        if (row->row[0] != letter)
            continue;
        html_open(html, "div", "id", row->row, NULL);
        html_open(html, "dt", NULL);
        html_element(html, "span", "class", "row", row->row);
        html_say(html, " ");
        page_say(page, row->title);
        html_close(html, "dt");
        page_element(page, "dd", NULL, row->text);
        html_close(html, "div");
    }
    html_close(html, "dl");
}

void page_safeguards(void *site, const struct request *request, const struct form *form,
                     struct response *response)
{
    struct page page;

    (void)form;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(&page, site, request, response, "The safeguards, row by row",
               "Civil society and the UN human rights office asked for these. Every rule and every "
               "refusal names the row that it serves.");
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        page_heading(&page, "h2", groups[i].id, groups[i].title);
        write_group(&page, groups[i].letter);
    }
    page_end(&page);
}
