#include "text/title.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/statistics.h"

/* One bar of a chart or row of its table. */
struct bar {
    const char *name; /* English */
    uint64_t count;
    bool hidden;
};

enum { BAR_HEIGHT = 28, CHART_WIDTH = 640, NAME_WIDTH = 230, NUMBER_WIDTH = 60 };

static void write_bar(struct page *page, const struct bar *bar, size_t index, uint64_t most)
{
    struct html *html = &page->html;
    unsigned y = (unsigned)index * BAR_HEIGHT;
    uint64_t room = CHART_WIDTH - NAME_WIDTH - NUMBER_WIDTH;
    uint64_t width = bar->hidden ? 0 : bar->count * room / most;

    html_open(html, "text", "class", "name", "text-anchor", "end", NULL);
    html_attribute_format(html, "x", "%d", NAME_WIDTH - 8);
    html_attribute_format(html, "y", "%u", y + 18);
    page_say(page, bar->name);
    html_close(html, "text");
    html_open(html, "rect", "class", bar->hidden ? "hidden" : "bar", "height", "18", NULL);
    html_attribute_format(html, "x", "%d", NAME_WIDTH);
    html_attribute_format(html, "y", "%u", y + 4);
    html_attribute_format(html, "width", "%llu", (unsigned long long)(width + 1));
    html_close(html, "rect");
    html_open(html, "text", NULL);
    html_attribute_format(html, "x", "%llu", (unsigned long long)(NAME_WIDTH + width + 8));
    html_attribute_format(html, "y", "%u", y + 18);
    if (bar->hidden)
        page_say(page, "not shown");
    else
        page_number(page, bar->count);
    html_close(html, "text");
}

/* The table below says the same; so a screen reader is told to read that. */
static void write_chart(struct page *page, const struct bar *bars, size_t count)
{
    struct html *html = &page->html;
    uint64_t most = 1;

    for (size_t i = 0; i < count; i++)
        if (!bars[i].hidden && bars[i].count > most)
            most = bars[i].count;
    html_open(html, "svg", "class", "chart", "aria-hidden", "true", "dir", "ltr", NULL);
    html_attribute_format(html, "viewBox", "0 0 %d %zu", CHART_WIDTH, count * BAR_HEIGHT);
    for (size_t i = 0; i < count; i++)
        write_bar(page, &bars[i], i, most);
    html_close(html, "svg");
}

static const struct table_head measure_heads[] = {{"Measure", false}, {"Matters", true}, {0}};
static const struct table_head standing_heads[] = {{"Standing", false}, {"Matters", true}, {0}};

static void write_count(struct page *page, uint64_t count, bool hidden)
{
    page_cell_begin(page);
    if (hidden)
        page_say(page, "not shown");
    else
        page_number(page, count);
    page_cell_end(page);
}

static void write_counts(struct page *page, const char *caption, const struct table_head *heads,
                         struct bar *bars, size_t count)
{
    uint64_t cells[STATISTICS_STANDING_COUNT + MEASURE_COUNT];
    bool hidden[STATISTICS_STANDING_COUNT + MEASURE_COUNT];
    struct statistics_row row;

    for (size_t i = 0; i < count; i++)
        cells[i] = bars[i].count;
    row = statistics_hide(cells, count, hidden);
    for (size_t i = 0; i < count; i++)
        bars[i].hidden = hidden[i];
    write_chart(page, bars, count);
    page_table_begin(page, caption, heads);
    for (size_t i = 0; i < count; i++) {
        page_row_begin(page);
        page_cell(page, page_text(page, bars[i].name));
        write_count(page, bars[i].count, bars[i].hidden);
        page_row_end(page);
    }
    page_row_begin(page);
    page_cell(page, page_text(page, "All together"));
    write_count(page, row.total, row.total_hidden);
    page_row_end(page);
    page_table_end(page);
}

static const struct {
    const char *id, *title, *caption;
} parts[STATISTICS_PARTS] = {
    {"asking", "Asked of other States", "Matters in which this State asked another, by measure"},
    {"asked", "Asked by other States", "Matters in which another State asked this one, by measure"},
    {"home", "Within this State", "Matters within this State, by measure"},
};

static void write_part(struct page *page, enum statistics_part part)
{
    struct bar bars[MEASURE_COUNT];
    uint64_t sum = 0;

    for (enum measure measure = 0; measure < MEASURE_COUNT; measure++) {
        bars[measure] = (struct bar){measure_title(measure),
                                     page->view->statistics.matters[part][measure], false};
        sum += bars[measure].count;
    }
    page_heading(page, "h2", parts[part].id, parts[part].title);
    if (sum)
        write_counts(page, parts[part].caption, measure_heads, bars, MEASURE_COUNT);
    else
        page_element(page, "p", NULL, "None.");
}

static void write_standings(struct page *page)
{
    struct bar bars[STATISTICS_STANDING_COUNT];
    uint64_t sum = 0;

    for (enum statistics_standing standing = 0; standing < STATISTICS_STANDING_COUNT; standing++) {
        bars[standing] = (struct bar){statistics_words(standing),
                                      page->view->statistics.standings[standing], false};
        sum += bars[standing].count;
    }
    page_heading(page, "h2", "standing", "How they stood");
    if (sum)
        write_counts(page, "Matters by how they stood", standing_heads, bars,
                     STATISTICS_STANDING_COUNT);
    else
        page_element(page, "p", NULL, "None.");
}

/* What the counts above lack. */
static void write_unknown(struct page *page)
{
    uint64_t unknown = page->view->statistics.unknown;
    struct buffer text = {0};

    if (!unknown)
        return;
    if (unknown < STATISTICS_SMALL)
        buffer_text(&text, page_text(page, "fewer than 10"));
    else
        language_number(page->language, unknown, &text);
    page_paragraph(
        page, "Not counted, since their content has been destroyed or shows no measure: {count}.",
        "count", buffer_string(&text), NULL);
    buffer_free(&text);
}

static const struct table_head overdue_heads[] = {{"Act", false}, {"Overdue now", true}, {0}};

/* What can be due: the acts of a matter that have a date. */
static const struct {
    enum matter_act act;
    const char *name;
} dues[] = {
    {MATTER_RECEIPT, "Acknowledge a request"},
    {MATTER_DUAL_CRIMINALITY, "Compare the two offences"},
    {MATTER_RIGHTS_ASSESSMENT, "Assess the risk to rights"},
    {MATTER_APPROVAL, "Decide on a request"},
    {MATTER_PRODUCTION, "Produce what was approved"},
};

static void write_overdue(struct page *page)
{
    page_heading(page, "h2", "overdue", "Overdue now");
    page_table_begin(page, "Acts of this State that are past their date, in bands of ten",
                     overdue_heads);
    for (size_t i = 0; i < sizeof dues / sizeof *dues; i++) {
        uint64_t band = statistics_band(page->view->overdue[dues[i].act]);

        page_row_begin(page);
        page_cell(page, page_text(page, dues[i].name));
        page_cell_begin(page);
        if (band == 0) {
            html_say(&page->html, "0");
        } else {
            page_number(page, band);
            html_say(&page->html, "\xe2\x80\x93");
            page_number(page, band < STATISTICS_SMALL ? 9 : band + 9);
        }
        page_cell_end(page);
        page_row_end(page);
    }
    page_table_end(page);
}

void page_statistics(void *site, const struct request *request, const struct form *form,
                     struct response *response)
{
    struct page page;
    struct buffer day = {0};

    (void)form;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(
        &page, site, request, response, "How often, and how did it end?",
        "The counts come from the signed acts themselves, not from forms that somebody fills in.");
    language_day(page.language, page.view->statistics.until, &day);
    if (page.view->statistics.until)
        page_paragraph(
            &page,
            "What was logged before {day}, as it stood then. The next counts come with the "
            "next month: figures that change daily would point at single cases.",
            "day", buffer_string(&day), NULL);
    page_paragraph(
        &page,
        "Counts from 1 to 9 are not shown, nor what would let them be worked out {row:(M8)}.",
        "row", "/safeguards#M8", NULL);
    for (enum statistics_part part = 0; part < STATISTICS_PARTS; part++)
        write_part(&page, part);
    write_standings(&page);
    write_unknown(&page);
    write_overdue(&page);
    buffer_free(&day);
    page_end(&page);
}
