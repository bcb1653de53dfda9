/* The scope: what was asked for, what each decision left of it, and what is left of all of them; as a table
 * and as a picture of time that says nothing more than the table. */
#include "web/matter_file.h"

/* One reading of the scope: that of an act, or the last, which is what all of them have in common. */
struct lane {
    const char *name; /* English */
    struct scope scope;
    const struct scope *before; /* what it could be at most; NULL: the first */
};

enum { LANES = 5 };

struct lanes {
    struct lane items[LANES];
    size_t count;
};

static void add_lane(struct lanes *lanes, const char *name, const struct scope *scope)
{
    struct lane *lane = &lanes->items[lanes->count];

    *lane = (struct lane){.name = name, .scope = *scope};
    lane->before = lanes->count ? &lane[-1].scope : NULL;
    lanes->count++;
}

static void read_lanes(const struct matter_file *file, struct lanes *out)
{
    static const struct {
        enum matter_act act;
        const char *name;
    } rows[] = {
        {MATTER_APPLICATION, "Asked for"},
        {MATTER_AUTHORISATION, "Authorised"},
        {MATTER_REQUEST, "Requested"},
        {MATTER_APPROVAL, "Approved"},
    };
    struct scope left = {0};

    out->count = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct standing *standing = file->latest[rows[i].act];

        if (!standing || !standing->has_scope)
            continue;
        if (out->count)
            scope_intersect(&left, &standing->scope);
        else
            left = standing->scope;
        add_lane(out, rows[i].name, &standing->scope);
    }
    if (out->count > 1)
        add_lane(out, file->matter->permitted ? "In force" : "Left of it", &left);
}

/* ---- one value ---- */

static void write_accounts(struct matter_file *file, const struct scope *scope)
{
    for (size_t i = 0; i < scope->account_count; i++) {
        if (i)
            html_open(&file->page.html, "br", NULL);
        page_code(&file->page, scope->accounts[i]);
    }
    if (!scope->account_count)
        page_say(&file->page, "none");
}

static void write_categories(struct matter_file *file, const struct scope *scope)
{
    struct value value = {VALUE_SET, (int64_t)scope->categories, &words_category, {0}};
    struct buffer text = {0};

    value_say(file->page.language, &value, &text);
    html_text(&file->page.html, buffer_slice(&text));
    buffer_free(&text);
}

static void write_measure(struct matter_file *file, const struct scope *scope)
{
    page_say(&file->page, measure_title(scope->measure));
}

static void write_provider(struct matter_file *file, const struct scope *scope)
{
    page_code(&file->page, scope->provider);
}

static void write_from(struct matter_file *file, const struct scope *scope)
{
    page_time(&file->page, scope->from);
}

static void write_to(struct matter_file *file, const struct scope *scope)
{
    page_time(&file->page, scope->to);
}

static void write_until(struct matter_file *file, const struct scope *scope)
{
    page_time(&file->page, scope->until);
}

static bool same_accounts(const struct scope *a, const struct scope *b)
{
    for (size_t i = 0; i < b->account_count; i++)
        if (!scope_has_account(a, b->accounts[i]))
            return false;
    return a->account_count == b->account_count;
}

static bool same_measure(const struct scope *a, const struct scope *b)
{
    return a->measure == b->measure;
}

static bool same_provider(const struct scope *a, const struct scope *b)
{
    return slice_equal(a->provider, b->provider);
}

static bool same_categories(const struct scope *a, const struct scope *b)
{
    return a->categories == b->categories;
}

static bool same_from(const struct scope *a, const struct scope *b)
{
    return a->from == b->from;
}

static bool same_to(const struct scope *a, const struct scope *b)
{
    return a->to == b->to;
}

static bool same_until(const struct scope *a, const struct scope *b)
{
    return a->until == b->until;
}

static const struct {
    const char *name; /* English */
    void (*write)(struct matter_file *, const struct scope *);
    bool (*same)(const struct scope *, const struct scope *);
} members[] = {
    {"Measure", write_measure, same_measure},
    {"Provider", write_provider, same_provider},
    {"Accounts", write_accounts, same_accounts},
    {"Kinds of data", write_categories, same_categories},
    {"Data received from", write_from, same_from},
    {"Data received before", write_to, same_to},
    {"To be executed before", write_until, same_until},
};

enum { MEMBERS = sizeof members / sizeof *members };

/* ---- the table ---- */

static void write_cell(struct matter_file *file, const struct lane *lane, size_t member)
{
    bool changed = lane->before && !members[member].same(&lane->scope, lane->before);
    struct page *page = &file->page;

    page_cell_begin(page);
    members[member].write(file, &lane->scope);
    if (changed) {
        html_say(&page->html, " ");
        page_element(page, "span", "tag own", "changed");
    }
    page_cell_end(page);
}

static void write_table(struct matter_file *file, const struct lanes *lanes)
{
    struct table_head heads[LANES + 2] = {{"Member", false}};
    struct page *page = &file->page;

    for (size_t i = 0; i < lanes->count; i++)
        heads[i + 1].name = lanes->items[i].name;
    html_open(&page->html, "div", "class", "scope", NULL);
    page_table_begin(page, "The scope, decision by decision", heads);
    for (size_t member = 0; member < MEMBERS; member++) {
        page_row_begin(page);
        page_cell(page, page_text(page, members[member].name));
        for (size_t i = 0; i < lanes->count; i++)
            write_cell(file, &lanes->items[i], member);
        page_row_end(page);
    }
    page_table_end(page);
    html_close(&page->html, "div");
}

/* ---- the picture ---- */

enum { WIDTH = 640, NAMES = 130, LANE = 30, TOP = 26, BOTTOM = 26 };

struct span {
    instant first, last;
};

static struct span span_of(const struct matter_file *file, const struct lanes *lanes)
{
    struct span span = {file->now, file->now};

    for (size_t i = 0; i < lanes->count; i++) {
        const struct scope *scope = &lanes->items[i].scope;

        span.first = scope->from < span.first ? scope->from : span.first;
        span.last = scope->to > span.last ? scope->to : span.last;
        span.last = scope->until > span.last ? scope->until : span.last;
    }
    if (span.last == span.first)
        span.last++;
    return span;
}

static int place_of(struct span span, instant at)
{
    double part = (double)(at - span.first) / (double)(span.last - span.first);

    return NAMES + (int)(part * (WIDTH - NAMES - 4));
}

static void write_line(struct html *html, const char *class, int x, int top, int bottom)
{
    html_open(html, "line", "class", class, NULL);
    html_attribute_format(html, "x1", "%d", x);
    html_attribute_format(html, "x2", "%d", x);
    html_attribute_format(html, "y1", "%d", top);
    html_attribute_format(html, "y2", "%d", bottom);
    html_close(html, "line");
}

static void write_lane(struct matter_file *file, const struct lane *lane, struct span span, int top,
                       bool last)
{
    int from = place_of(span, lane->scope.from), to = place_of(span, lane->scope.to);
    struct html *html = &file->page.html;

    html_open(html, "text", "class", "name", "x", "0", NULL);
    html_attribute_format(html, "y", "%d", top + 16);
    page_say(&file->page, lane->name);
    html_close(html, "text");
    if (to > from || lane->scope.to > lane->scope.from) {
        html_open(html, "rect", "class", last ? "bar" : "before", "height", "16", NULL);
        html_attribute_format(html, "x", "%d", from);
        html_attribute_format(html, "y", "%d", top + 3);
        html_attribute_format(html, "width", "%d", to > from ? to - from : 1);
        html_close(html, "rect");
    }
    write_line(html, "until", place_of(span, lane->scope.until), top, top + 22);
}

static void write_label(struct matter_file *file, int x, int y, const char *anchor, instant at,
                        const char *words)
{
    struct html *html = &file->page.html;
    struct buffer text = {0};

    if (words)
        buffer_text(&text, page_text(&file->page, words));
    else
        language_day(file->page.language, at, &text);
    html_open(html, "text", "class", "name", "text-anchor", anchor, NULL);
    html_attribute_format(html, "x", "%d", x);
    html_attribute_format(html, "y", "%d", y);
    html_text(html, buffer_slice(&text));
    html_close(html, "text");
    buffer_free(&text);
}

/* The table says the same, so that whoever does not see the picture lacks nothing. */
static void write_picture(struct matter_file *file, const struct lanes *lanes)
{
    struct span span = span_of(file, lanes);
    struct html *html = &file->page.html;
    int bottom = TOP + (int)lanes->count * LANE, today = place_of(span, file->now);

    html_open(html, "svg", "class", "chart times", "aria-hidden", "true", "dir", "ltr", NULL);
    html_attribute_format(html, "viewBox", "0 0 %d %d", WIDTH, bottom + BOTTOM);
    for (size_t i = 0; i < lanes->count; i++)
        write_lane(file, &lanes->items[i], span, TOP + (int)i * LANE, i + 1 == lanes->count);
    write_line(html, "today", today, TOP - 4, bottom);
    write_label(file, today, TOP - 10, today > WIDTH - 60 ? "end" : "middle", 0, "today");
    write_label(file, NAMES, bottom + 18, "start", span.first, NULL);
    write_label(file, WIDTH, bottom + 18, "end", span.last, NULL);
    html_close(html, "svg");
    page_element(&file->page, "p", "small",
                 "Bars: the time from which data may be handed over. Short strokes: until when the "
                 "order may be executed.");
}

void matter_write_scope(struct matter_file *file)
{
    struct lanes lanes;

    read_lanes(file, &lanes);
    if (!lanes.count)
        return;
    page_heading(&file->page, "h2", "scope", "How far it reaches");
    write_picture(file, &lanes);
    write_table(file, &lanes);
}

void matter_write_order(struct matter_file *file, const struct scope *scope)
{
    matter_facts_begin(file);
    for (size_t member = 0; member < MEMBERS; member++) {
        matter_fact_begin(file, members[member].name);
        members[member].write(file, scope);
        matter_fact_end(file);
    }
    matter_facts_end(file);
}
