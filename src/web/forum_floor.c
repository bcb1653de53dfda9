/* The floor of a session, for everybody. */
#include "base/files.h"
#include "node/floor_log.h"
#include "web/forum_pages.h"

enum { BAR_HEIGHT = 40, CHART_WIDTH = 640, NAME_WIDTH = 190, NUMBER_WIDTH = 70 };

bool page_floor_find(const struct site *site, const struct view *view,
                     const struct request *request, struct page_floor *out)
{
    struct slice id = request_parameter(request, "session");
    int at;

    *out = (struct page_floor){.meetings = page_meetings_of(view)};
    if (!out->meetings || !programme_is_id(id))
        return false;
    at = programme_session(&out->meetings->programme, id);
    if (at < 0)
        return false;
    out->session = &out->meetings->programme.sessions[at];
    out->path = arena_format(request->arena, "%s/floor/%.*s.floor", site->folder, SLICE_ARG(id));
    out->open = files_exist((const char *)out->path.data);
    floor_start(&out->floor, request->arena);
    if (out->open)
        floor_log_read((const char *)out->path.data, request->arena, &out->floor, &out->error);
    return true;
}

void page_clock(struct page *page, int64_t seconds)
{
    html_format(&page->html, "%s%lld:%02lld", seconds < 0 ? "-" : "",
                (long long)(seconds < 0 ? -seconds : seconds) / 60,
                (long long)(seconds < 0 ? -seconds : seconds) % 60);
}

static const char *seconds_text(struct page *page, int64_t seconds)
{
    return (const char *)arena_format(page->arena, "%lld",
                                      (long long)(seconds < 0 ? -seconds : seconds))
        .data;
}

static const char *kept(struct page *page, struct slice text)
{
    return (const char *)arena_copy(page->arena, text).data;
}

void page_call_reason(struct page *page, const struct floor *floor,
                      const struct floor_speech *speech)
{
    const char *group = kept(page, floor->groups->groups[speech->group].name);

    if (speech->why == WHY_INTERPOSED) {
        page_say(page, "It comes before the list.");
        return;
    }
    if (speech->why == WHY_REPLY) {
        page_say(page, "A reply, at the day's end.");
        return;
    }
    page_fill(page,
              speech->behind > 0   ? "{group} was {seconds} s behind its share"
              : speech->behind < 0 ? "{group} was {seconds} s ahead of its share"
                                   : "{group} was level with its share",
              "group", group, "seconds", seconds_text(page, speech->behind), NULL);
    html_say(&page->html, "; ");
    page_fill(page,
              speech->why == WHY_ONLY ? "nobody of another group waited with a speech that fits."
              : speech->why == WHY_AHEAD
                  ? "of all orders of the next {count} speeches, the one that begins so keeps the "
                    "longest wait shortest."
                  : "of all orders of the {count} speeches that still fit, the one that begins so "
                    "ends nearest to the shares.",
              "count", seconds_text(page, speech->looked), NULL);
}

/* ---- now ---- */

static void write_speaking(struct page *page, const struct floor *floor, int index,
                           const char *text)
{
    const struct floor_speech *speech = &floor->speeches[index];

    html_open(&page->html, "p", "class", "lead", NULL);
    page_fill(page, text, "speaker", kept(page, speech->speaker), "group",
              kept(page, floor->groups->groups[speech->group].name), NULL);
    html_close(&page->html, "p");
}

void page_holder(struct page *page, const struct floor *floor)
{
    if (floor->holder >= 0)
        write_speaking(page, floor, floor->holder,
                       floor->speeches[floor->holder].state == SPEECH_CALLED
                           ? "{speaker} ({group}) is called."
                           : "{speaker} ({group}) has the floor.");
    if (floor->paused >= 0)
        write_speaking(page, floor, floor->paused, "{speaker} ({group}) is interrupted.");
    if (floor->holder < 0 && floor->paused < 0)
        page_element(page, "p", "lead",
                     floor->closed ? "The session has ended." : "Nobody has the floor.");
}

/* ---- who comes next ---- */

static const struct table_head waiting_heads[] = {{"Speaker", false},      {"Group", false},
                                                  {"Item", false},         {"Asked for", true},
                                                  {"Turn in about", true}, {0}};

static void speech_cells(struct page *page, const struct floor *floor,
                         const struct floor_speech *speech)
{
    page_cell_begin(page);
    page_given(page, speech->speaker);
    page_cell_end(page);
    page_cell_begin(page);
    page_given(page, floor->groups->groups[speech->group].name);
    page_cell_end(page);
    page_cell_begin(page);
    if (speech->item >= 0)
        html_text(&page->html, floor->items[speech->item]->id);
    page_cell_end(page);
}

static void clock_cell(struct page *page, int64_t seconds)
{
    page_cell_begin(page);
    page_clock(page, seconds);
    page_cell_end(page);
}

struct waiting {
    size_t speech;
    int64_t in;
};

static int compare_waiting(const void *left, const void *right)
{
    const struct waiting *a = left, *b = right;

    if (a->in != b->in)
        return (a->in < 0) != (b->in < 0) ? (a->in < 0 ? 1 : -1) : (a->in < b->in ? -1 : 1);
    return (a->speech > b->speech) - (a->speech < b->speech);
}

/* The soonest first; those who will not be reached as planned come last. */
static void write_waiting(struct page *page, struct floor *floor)
{
    int64_t *in = floor_estimates(floor, page->request->now, page->arena);
    struct waiting *rows = arena_take(page->arena, (floor->speech_count + 1) * sizeof *rows);
    size_t count = 0;

    for (size_t i = 0; i < floor->speech_count; i++)
        if (floor->speeches[i].state == SPEECH_WAITING)
            rows[count++] = (struct waiting){i, in[i]};
    if (count == 0)
        return;
    qsort(rows, count, sizeof *rows, compare_waiting);
    page_heading(page, "h2", "next", "Who comes next");
    page_table_begin(page, "If everybody speaks as long as planned", waiting_heads);
    for (size_t i = 0; i < count; i++) {
        page_row_begin(page);
        speech_cells(page, floor, &floor->speeches[rows[i].speech]);
        clock_cell(page, floor->speeches[rows[i].speech].planned);
        if (rows[i].in >= 0)
            clock_cell(page, rows[i].in);
        else
            page_cell(page, page_text(page, "not reached as planned"));
        page_row_end(page);
    }
    page_table_end(page);
}

/* ---- how the time was shared ---- */

static void write_bar(struct page *page, const char *class, unsigned y, int64_t part, int64_t most)
{
    int64_t room = CHART_WIDTH - NAME_WIDTH - NUMBER_WIDTH, width = part * room / most;

    html_open(&page->html, "rect", "class", class, "height", "13", NULL);
    html_attribute_format(&page->html, "x", "%d", NAME_WIDTH);
    html_attribute_format(&page->html, "y", "%u", y);
    html_attribute_format(&page->html, "width", "%lld", (long long)(width + 1));
    html_close(&page->html, "rect");
    html_open(&page->html, "text", NULL);
    html_attribute_format(&page->html, "x", "%lld", (long long)(NAME_WIDTH + width + 8));
    html_attribute_format(&page->html, "y", "%u", y + 12);
    page_clock(page, part);
    html_close(&page->html, "text");
}

/* For each group what it is entitled to of the time used, above what it used. The table below says the
 * same; so a screen reader is told to read that. */
static void write_chart(struct page *page, const struct floor *floor, const struct floor_sum *sums,
                        size_t count, int64_t all)
{
    struct html *html = &page->html;
    int64_t most = 1;

    for (size_t i = 0; i < count; i++) {
        int64_t due = all * floor->groups->groups[i].weight / floor->groups->whole;

        most = sums[i].used > most ? sums[i].used : most;
        most = due > most ? due : most;
    }
    html_open(html, "svg", "class", "chart", "aria-hidden", "true", "dir", "ltr", NULL);
    html_attribute_format(html, "viewBox", "0 0 %d %zu", CHART_WIDTH, count * BAR_HEIGHT);
    for (size_t i = 0; i < count; i++) {
        unsigned y = (unsigned)i * BAR_HEIGHT;

        html_open(html, "text", "class", "name", "text-anchor", "end", NULL);
        html_attribute_format(html, "x", "%d", NAME_WIDTH - 8);
        html_attribute_format(html, "y", "%u", y + 22);
        html_text(html, sums[i].name);
        html_close(html, "text");
        write_bar(page, "hidden", y + 4,
                  all * floor->groups->groups[i].weight / floor->groups->whole, most);
        write_bar(page, "bar", y + 19, sums[i].used, most);
    }
    html_close(html, "svg");
}

static const struct table_head sum_heads[] = {
    {"", false},    {"Asked", true},        {"Heard", true},    {"Planned", true},
    {"Used", true}, {"By its share", true}, {"Remotely", true}, {0}};

/* The heads without "By its share", which only groups have. */
static void write_sums(struct page *page, const struct floor *floor, enum floor_dimension by,
                       const char *name, const char *caption)
{
    struct table_head heads[8];
    size_t count, columns = 0;
    const struct floor_sum *sums = floor_sums(floor, by, page->arena, &count);
    int64_t all = 0;

    for (size_t i = 0; i < 8; i++)
        if (i != 5 || by == FLOOR_BY_GROUP)
            heads[columns++] = sum_heads[i];
    heads[0].name = name;
    for (size_t i = 0; i < count; i++)
        all += sums[i].used;
    if (by == FLOOR_BY_GROUP)
        write_chart(page, floor, sums, count, all);
    page_table_begin(page, caption, heads);
    for (size_t i = 0; i < count; i++) {
        page_row_begin(page);
        page_cell_begin(page);
        page_given(page, sums[i].name);
        page_cell_end(page);
        page_cell_number(page, sums[i].speakers);
        page_cell_number(page, sums[i].heard);
        clock_cell(page, sums[i].planned);
        clock_cell(page, sums[i].used);
        if (by == FLOOR_BY_GROUP)
            clock_cell(page, all * floor->groups->groups[i].weight / floor->groups->whole);
        clock_cell(page, sums[i].remote);
        page_row_end(page);
    }
    page_table_end(page);
}

/* ---- who was called ---- */

static const struct table_head called_heads[] = {
    {"Called", false}, {"Speaker", false}, {"Group", false},    {"Item", false},
    {"Planned", true}, {"Used", true},     {"Why then", false}, {0}};

static void write_called(struct page *page, const struct floor *floor)
{
    size_t count;
    size_t *order = floor_order(floor, page->arena, &count);

    if (count == 0)
        return;
    page_heading(page, "h2", "called", "Who was called, and why then");
    page_table_begin(page, "In the order of the calls", called_heads);
    for (size_t i = 0; i < count; i++) {
        const struct floor_speech *speech = &floor->speeches[order[i]];

        page_row_begin(page);
        page_cell_begin(page);
        page_time(page, speech->called);
        page_cell_end(page);
        speech_cells(page, floor, speech);
        clock_cell(page, speech->planned);
        if (speech->state == SPEECH_ABSENT)
            page_cell(page, page_text(page, "was not there"));
        else
            clock_cell(page, speech->used);
        page_cell_begin(page);
        page_call_reason(page, floor, speech);
        page_cell_end(page);
        page_row_end(page);
    }
    page_table_end(page);
}

static const struct table_head decision_heads[] = {
    {"When", false}, {"What", false}, {"Reason", false}, {0}};

static void write_decisions(struct page *page, const struct floor *floor)
{
    if (floor->decision_count == 0)
        return;
    page_heading(page, "h2", "decisions", "What was decided");
    page_table_begin(page, "Lists, lotteries, time granted and rulings", decision_heads);
    for (size_t i = 0; i < floor->decision_count; i++) {
        const struct floor_decision *decision = &floor->decisions[i];

        page_row_begin(page);
        page_cell_begin(page);
        page_time(page, decision->at);
        page_cell_end(page);
        page_cell(page, page_text(page, floor_event_meaning(decision->kind)));
        page_cell_begin(page);
        page_given(page, decision->text);
        page_cell_end(page);
        page_row_end(page);
    }
    page_table_end(page);
}

/* ---- the page ---- */

static void write_record(struct page *page, const struct page_floor *found)
{
    struct slice path =
        arena_format(page->arena, "/sessions/%.*s/record", SLICE_ARG(found->session->id));

    html_open(&page->html, "p", NULL);
    html_open(&page->html, "a", NULL);
    html_url(&page->html, "href", slice_text(page_file_url(page, (const char *)path.data)));
    page_say(page, "The record itself");
    html_close(&page->html, "a");
    html_say(&page->html, ". ");
    page_say(page,
             "Whoever has it can replay it: proviso forum replay makes the same order from it.");
    html_close(&page->html, "p");
}

static void write_floor(struct page *page, struct page_floor *found)
{
    if (found->session->closed) {
        page_element(page, "p", "notice",
                     "This session is not public. The decision that closes it is listed with its "
                     "reasons among the meetings.");
        return;
    }
    if (!found->open) {
        page_element(page, "p", "notice", "The floor of this session is not open yet.");
        return;
    }
    if (found->error.code != ERROR_NONE) {
        page_element(page, "p", "notice no", "The record of this floor does not replay.");
        write_record(page, found);
        return;
    }
    page_holder(page, &found->floor);
    write_waiting(page, &found->floor);
    page_heading(page, "h2", "shared", "How the time was shared");
    page_element(page, "p", NULL,
                 "Minutes and seconds; above what the share of the time used comes to, below what "
                 "was used.");
    write_sums(page, &found->floor, FLOOR_BY_GROUP, "Group", "Time by group");
    write_sums(page, &found->floor, FLOOR_BY_REGION, "Region", "Time by region");
    write_sums(page, &found->floor, FLOOR_BY_ORGANISATION, "Organisation", "Time by organisation");
    write_called(page, &found->floor);
    write_decisions(page, &found->floor);
    write_record(page, found);
}

void page_session_floor(void *data, const struct request *request, const struct form *form,
                        struct response *response)
{
    struct site *site = data;
    struct view *view;
    struct page_floor found;
    bool is_there;

    (void)form;
    if (!site->node || !site->node->forum)
        return;
    view = site_view(site, request->now);
    is_there = page_floor_find(site, view, request, &found);
    if (is_there) {
        struct page page;

        response->cache = RESPONSE_REVALIDATE;
        page_begin(
            &page, site, request, response, "Who has the floor?",
            "The next speaker is computed, not chosen, and the reason of each call is in the "
            "record.");
        html_open(&page.html, "p", NULL);
        page_code(&page, found.session->id);
        html_say(&page.html, " ");
        page_time(&page, found.session->starts);
        html_close(&page.html, "p");
        write_floor(&page, &found);
        page_end(&page);
    }
    view_release(view);
}

void file_floor_record(void *data, const struct request *request, const struct form *form,
                       struct response *response)
{
    struct site *site = data;
    struct view *view;
    struct page_floor found;
    struct error error = {0};

    (void)form;
    if (!site->node || !site->node->forum)
        return;
    view = site_view(site, request->now);
    if (page_floor_find(site, view, request, &found) && found.open && !found.session->closed &&
        files_read((const char *)found.path.data, FLOOR_BYTES, &response->body, &error)) {
        response->status = 200;
        response->type = "text/plain; charset=utf-8";
        response->cache = RESPONSE_REVALIDATE;
    }
    view_release(view);
}
