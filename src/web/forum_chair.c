/* The floor of a session for the chair and the secretariat: the next step, and forms of what else can
 * happen. Each adds one line to the record, or says why it cannot be. */
#include "base/files.h"
#include "forum/interpretation.h"
#include "node/floor_log.h"
#include "web/forum_pages.h"
#include "web/page_form.h"

/* The members that a form of an event can send. */
const struct form_field page_chair_fields[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    {"event", FORM_LINE, 40},
    {"item", FORM_LINE, 20},
    {"title", FORM_LINE, MEMBERS_NAME},
    {"length_s", FORM_LINE, 10},
    {"list", FORM_LINE, 20},
    {"speech", FORM_LINE, 10},
    {"speaker", FORM_LINE, MEMBERS_NAME},
    {"group", FORM_LINE, MEMBERS_NAME},
    {"organisation", FORM_LINE, MEMBERS_NAME},
    {"region", FORM_LINE, 60},
    {"position", FORM_LINE, 20},
    {"capacity", FORM_LINE, MEMBERS_NAME},
    {"planned_s", FORM_LINE, 10},
    {"remote", FORM_LINE, 5},
    {"kind", FORM_LINE, 40},
    {"seconds", FORM_LINE, 10},
    {"slots", FORM_LINE, 10},
    {"beacon", FORM_LINE, 4000},
    {"reason", FORM_LINE, 1000},
    {0},
};

/* How they are asked for; the words that one can be are in the hint. */
static const struct field_row rows[] = {
    {"item", "Agenda item", NULL, INPUT_LINE, 20, true},
    {"title", "What it is about", NULL, INPUT_LINE, MEMBERS_NAME, true},
    {"length_s", "Time for it, in seconds", "10800 is three hours.", INPUT_LINE, 10, true},
    {"list", "The list is", "closed or reopened", INPUT_LINE, 20, true},
    {"speech", "Number of the speech", NULL, INPUT_LINE, 10, true},
    {"speaker", "Who speaks", "A name, or the organisation's alone.", INPUT_LINE, MEMBERS_NAME,
     true},
    {"group", "Group that shares the time", NULL, INPUT_LINE, MEMBERS_NAME, true},
    {"organisation", "State or organisation", NULL, INPUT_LINE, MEMBERS_NAME, true},
    {"region", "Regional group", NULL, INPUT_LINE, 60, true},
    {"position", "Position", "for, against or neither", INPUT_LINE, 20, false},
    {"capacity", "In which capacity", NULL, INPUT_LINE, MEMBERS_NAME, true},
    {"planned_s", "Planned length, in seconds", NULL, INPUT_LINE, 10, true},
    {"remote", "Over a link", "yes or no", INPUT_LINE, 5, true},
    {"kind", "What it is",
     "question, intervention, point-of-order, suspend, adjourn, adjourn-debate or close-debate",
     INPUT_LINE, 40, true},
    {"seconds", "Seconds more", NULL, INPUT_LINE, 10, true},
    {"slots", "How many may speak", NULL, INPUT_LINE, 10, true},
    {"beacon", "The beacon as it came", NULL, INPUT_LINE, 4000, true},
    {"reason", "Reason, which is public", NULL, INPUT_LINE, 1000, false},
};

enum { ROWS = sizeof rows / sizeof *rows };

/* The events that have a form, and its members in their order. */
struct event_form {
    enum floor_kind kind;
    const char *title;
    const char *members[12];
};

#define WHO "speaker", "group", "organisation", "region", "capacity", "remote"

static const struct event_form forms[] = {
    {FLOOR_EVENT_INSCRIBE, "Somebody asks to speak", {"item", WHO, "planned_s", "position"}},
    {FLOOR_EVENT_INTERPOSE, "A question, an intervention or a point of order", {"kind", WHO}},
    {FLOOR_EVENT_REPLY, "A right of reply is asked for", {"item", WHO}},
    {FLOOR_EVENT_WITHDRAW, "Somebody asks no longer", {"speech", "speaker"}},
    {FLOOR_EVENT_LIST, "The list is closed or reopened", {"item", "list", "reason"}},
    {FLOOR_EVENT_BEGIN, "An item is taken up", {"item"}},
    {FLOOR_EVENT_AGENDA, "An item is put on the agenda", {"item", "title", "length_s"}},
    {FLOOR_EVENT_GRANT, "A group is given more time", {"item", "group", "seconds", "reason"}},
    {FLOOR_EVENT_POOL, "A lottery is announced", {"item", "group", "slots", "reason"}},
    {FLOOR_EVENT_DRAW, "The lottery is drawn", {"item", "group", "beacon"}},
    {FLOOR_EVENT_RULING, "The chair rules", {"reason"}},
};

enum { FORMS = sizeof forms / sizeof *forms };

static const char *place_of(struct page *page, const struct page_floor *found, const char *more)
{
    return (const char *)arena_format(page->arena, "/sessions/%.*s%s",
                                      SLICE_ARG(found->session->id), more)
        .data;
}

/* ---- the next step ---- */

/* A button that is a whole form: an event that the floor can complete by itself. */
static void write_step(struct page *page, const struct page_floor *found, enum floor_kind kind,
                       const char *words, bool second)
{
    page_form_begin(page, place_of(page, found, "/chair"), false);
    page_hidden(page, "event", slice_text(floor_event_name(kind)));
    page_button(page, words, second, NULL, NULL);
    page_form_end(page);
}

/* Somebody is called or speaks. */
static void write_holder_steps(struct page *page, const struct page_floor *found)
{
    if (found->floor.speeches[found->floor.holder].state == SPEECH_CALLED) {
        write_step(page, found, FLOOR_EVENT_START, "The speech begins", false);
        write_step(page, found, FLOOR_EVENT_ABSENT, "Is not there", true);
        return;
    }
    write_step(page, found, FLOOR_EVENT_STOP, "The speech ends", false);
    if (found->floor.paused < 0)
        write_step(page, found, FLOOR_EVENT_PAUSE, "Interrupt", true);
}

static void write_next(struct page *page, const struct page_floor *found,
                       const struct floor_event *next)
{
    const struct floor_speech *speech = &found->floor.speeches[next->number[FLOOR_SPEECH] - 1];
    struct floor_speech called = *speech;

    called.why = (enum floor_why)next->number[FLOOR_WHY];
    called.behind = next->number[FLOOR_BEHIND];
    called.looked = (unsigned)next->number[FLOOR_LOOKED];
    html_open(&page->html, "p", NULL);
    page_fill(page, "Next is {speaker}.", "speaker",
              (const char *)arena_copy(page->arena, speech->speaker).data, NULL);
    html_say(&page->html, " ");
    page_call_reason(page, &found->floor, &called);
    html_close(&page->html, "p");
    write_step(page, found, FLOOR_EVENT_CALL, "Call the next speaker", false);
}

static void write_steps(struct page *page, struct page_floor *found)
{
    struct floor *floor = &found->floor;
    struct floor_event next;

    if (floor->holder >= 0) {
        write_holder_steps(page, found);
        return;
    }
    if (floor_next(floor, &next))
        write_next(page, found, &next);
    if (floor->paused >= 0) {
        write_step(page, found, FLOOR_EVENT_RESUME, "The speech goes on", false);
        write_step(page, found, FLOOR_EVENT_STOP, "The speech ends", true);
        return;
    }
    if (!floor->replies)
        write_step(page, found, FLOOR_EVENT_REPLIES, "The replies begin", true);
    write_step(page, found, FLOOR_EVENT_CLOSE, "The session ends", true);
}

static const struct table_head budget_heads[] = {{"Group", false},    {"By its share", true},
                                                 {"Granted", true},   {"Used", true},
                                                 {"Remaining", true}, {0}};

static void write_budgets(struct page *page, const struct floor *floor)
{
    if (floor->item < 0)
        return;
    page_heading(page, "h2", "budgets", "Time left on this item");
    page_table_begin(page, "Minutes and seconds; below zero is made up for", budget_heads);
    for (unsigned i = 0; i < floor->groups->count; i++) {
        struct floor_budget budget = floor_budget(floor, floor->items[floor->item], i);
        const int64_t cells[] = {budget.initial, budget.additional, budget.used, budget.remaining};

        page_row_begin(page);
        page_cell_begin(page);
        page_given(page, floor->groups->groups[i].name);
        page_cell_end(page);
        for (size_t c = 0; c < 4; c++) {
            page_cell_begin(page);
            page_clock(page, cells[c]);
            page_cell_end(page);
        }
        page_row_end(page);
    }
    page_table_end(page);
}

/* Where there is interpretation, remote speaking has its limit (forum/interpretation.h). */
static void write_remote(struct page *page, const struct page_floor *found)
{
    size_t count;
    const struct floor_sum *sums = floor_sums(&found->floor, FLOOR_BY_GROUP, page->arena, &count);
    int64_t remote = 0, most = interpretation_remote(found->session->length);

    if (found->session->language_count == 0)
        return;
    for (size_t i = 0; i < count; i++)
        remote += sums[i].remote;
    html_open(&page->html, "p", "class", remote > most ? "notice no" : "notice", NULL);
    page_fill(
        page, "Over a link so far: {used} minutes; interpreters can do {most} in this session.",
        "used", (const char *)arena_format(page->arena, "%lld", (long long)remote / 60).data,
        "most", (const char *)arena_format(page->arena, "%lld", (long long)most / 60).data, NULL);
    html_close(&page->html, "p");
}

static void write_forms(struct page *page, const struct page_floor *found)
{
    page_heading(page, "h2", "else", "What else can happen");
    html_open(&page->html, "ul", NULL);
    for (size_t i = 0; i < FORMS; i++) {
        struct buffer more = {0};

        buffer_format(&more, "/chair/%s", floor_event_name(forms[i].kind));
        buffer_byte(&more, 0);
        html_open(&page->html, "li", NULL);
        page_link(page, place_of(page, found, (const char *)more.data),
                  page_text(page, forms[i].title));
        html_close(&page->html, "li");
        buffer_free(&more);
    }
    html_close(&page->html, "ul");
}

static void write_chair(struct page *page, struct page_floor *found)
{
    if (found->error.code != ERROR_NONE) {
        page_element(page, "p", "notice no", "The record of this floor does not replay.");
    } else if (found->session->cancelled) {
        page_element(page, "p", "notice", "This session is cancelled.");
    } else if (!found->open && found->meetings->shares.count == 0) {
        page_element(page, "p", "notice",
                     "No shares are adopted yet: the committee does so by statement.");
    } else if (!found->open) {
        page_element(page, "p", "notice", "The floor of this session is not open yet.");
        write_step(page, found, FLOOR_EVENT_OPEN, "Open the floor", false);
    } else {
        page_holder(page, &found->floor);
        if (!found->floor.closed) {
            html_open(&page->html, "div", "class", "steps", NULL);
            write_steps(page, found);
            html_close(&page->html, "div");
            write_budgets(page, &found->floor);
            write_remote(page, found);
            write_forms(page, found);
        }
    }
    html_open(&page->html, "p", NULL);
    page_link(page, place_of(page, found, ""), page_text(page, "The page that everybody sees"));
    html_close(&page->html, "p");
}

/* The request's session of the forum, with the view that it lives in; NULL where there is none. */
static struct view *begin(struct site *site, const struct request *request,
                          struct page_floor *found)
{
    struct view *view;

    if (!site->node || !site->node->forum || site->exported)
        return NULL;
    view = site_view(site, request->now);
    if (page_floor_find(site, view, request, found))
        return view;
    view_release(view);
    return NULL;
}

static void write_chair_page(struct site *site, const struct request *request,
                             struct response *response, struct page_floor *found, const char *wrong)
{
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    page_begin(&page, site, request, response, "The floor, for the chair",
               "Each step is a line of the record that everybody sees. Who is next is computed; it "
               "cannot be chosen here.");
    page_wrong(&page, wrong);
    write_chair(&page, found);
    page_end(&page);
}

void page_chair(void *data, const struct request *request, const struct form *form,
                struct response *response)
{
    struct page_floor found;
    struct view *view = begin(data, request, &found);

    (void)form;
    if (!view)
        return;
    write_chair_page(data, request, response, &found, NULL);
    view_release(view);
}

/* ---- the form of an event ---- */

static const struct event_form *form_of(struct slice name)
{
    for (size_t i = 0; i < FORMS; i++)
        if (slice_is(name, floor_event_name(forms[i].kind)))
            return &forms[i];
    return NULL;
}

static const struct field_row *row_of(const char *name)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

/* What is most likely meant, where nothing was sent yet: the item that is taken up, in the room. */
static struct slice likely(const struct floor *floor, const char *name)
{
    if (strcmp(name, "item") == 0 && floor->item_count > 0)
        return floor->items[floor->item >= 0 ? floor->item : 0]->id;
    return strcmp(name, "remote") == 0 ? SLICE("no") : SLICE("");
}

/* The names of the groups, and the numbers of those who wait: what the fields ask for. */
static void write_known(struct page *page, const struct floor *floor,
                        const struct event_form *event)
{
    html_open(&page->html, "p", "class", "hint", NULL);
    if (event->kind == FLOOR_EVENT_WITHDRAW) {
        page_say(page, "Who waits:");
        for (size_t i = 0; i < floor->speech_count; i++) {
            if (floor->speeches[i].state != SPEECH_WAITING)
                continue;
            html_format(&page->html, " %zu ", i + 1);
            page_given(page, floor->speeches[i].speaker);
            html_say(&page->html, ";");
        }
    } else {
        page_say(page, "Groups:");
        for (size_t i = 0; i < floor->groups->count; i++) {
            html_say(&page->html, i ? ", " : " ");
            page_given(page, floor->groups->groups[i].name);
        }
    }
    html_close(&page->html, "p");
}

/* What was sent stays in its fields. An error stands at the one that it names. */
static void write_form_page(struct site *site, const struct request *request,
                            struct response *response, const struct page_floor *found,
                            const struct event_form *event, const struct form *form,
                            const struct error *error)
{
    struct page page;

    response->cache = RESPONSE_PRIVATE;
    page_begin(&page, site, request, response, event->title,
               "It becomes a line of the record if it may happen now.");
    if (error)
        page_wrong(&page, error->message);
    write_known(&page, &found->floor, event);
    page_form_begin(&page, place_of(&page, found, "/chair"), false);
    page_hidden(&page, "event", slice_text(floor_event_name(event->kind)));
    for (size_t i = 0; event->members[i]; i++) {
        const struct field_row *row = row_of(event->members[i]);
        struct slice value = form ? form_value(form, row->name) : likely(&found->floor, row->name);

        page_field(&page, row, value,
                   error && strcmp(error->where, row->name) == 0 ? error->message : NULL);
    }
    page_button(&page, "Add it to the record", false, NULL, NULL);
    page_form_end(&page);
    html_open(&page.html, "p", NULL);
    page_link(&page, place_of(&page, found, "/chair"), page_text(&page, "Back to the floor"));
    html_close(&page.html, "p");
    page_end(&page);
}

void page_chair_form(void *data, const struct request *request, const struct form *form,
                     struct response *response)
{
    const struct event_form *event = form_of(request_parameter(request, "event"));
    struct page_floor found;
    struct view *view = begin(data, request, &found);

    (void)form;
    if (view && event && found.open)
        write_form_page(data, request, response, &found, event, NULL, NULL);
    view_release(view);
}

/* ---- what is sent ---- */

/* The event of the form; the session's own data where the floor is opened. */
static bool read_event(const struct form *form, const struct page_floor *found,
                       struct floor_event *out, struct error *error)
{
    *out = (struct floor_event){.kind = floor_event_kind(form_value(form, "event"))};
    if (out->kind == FLOOR_EVENT_COUNT)
        return error_set(error, ERROR_MEMBER_VALUE, "there is no such event");
    if (found->session->cancelled)
        return error_set(error, ERROR_EVENT_ORDER, "This session is cancelled.");
    for (size_t i = 0; i < ROWS; i++) {
        struct slice value = form_value(form, rows[i].name);

        if (value.size && !floor_event_set(out, slice_text(rows[i].name), value, error))
            return false;
    }
    if (out->kind != FLOOR_EVENT_OPEN)
        return found->open ||
               error_set(error, ERROR_EVENT_ORDER, "The floor of this session is not open yet.");
    out->has = FLOOR_BIT(SESSION) | FLOOR_BIT(ZONE) | FLOOR_BIT(GROUPS);
    out->text[FLOOR_SESSION] = found->session->id;
    out->text[FLOOR_ZONE] = found->session->zone;
    out->groups = &found->meetings->shares;
    return found->meetings->shares.count > 0 ||
           error_set(error, ERROR_EVENT_ORDER, "no shares are adopted yet");
}

/* The clock is the node's, and so under its lock; the record has one of its own. */
static bool read_clock(struct site *site, instant *out, struct error *error)
{
    bool ok;

    pthread_mutex_lock(&site->lock);
    ok = site_clock(site, out, error);
    pthread_mutex_unlock(&site->lock);
    return ok;
}

static bool add_event(struct site *site, const struct request *request, const struct form *form,
                      const struct page_floor *found, struct error *error)
{
    struct slice folder = arena_format(request->arena, "%s/floor", site->folder);
    struct floor_event event;

    return read_event(form, found, &event, error) && read_clock(site, &event.at, error) &&
           files_folder((const char *)folder.data, 0755, error) &&
           floor_log_append((const char *)found->path.data, &event, request->arena, NULL, error);
}

void page_chair_sent(void *data, const struct request *request, const struct form *form,
                     struct response *response)
{
    const struct event_form *event = form_of(form_value(form, "event"));
    struct page_floor found;
    struct view *view = begin(data, request, &found);
    struct error error = {0};

    if (!view)
        return;
    if (add_event(data, request, form, &found, &error)) {
        response->cache = RESPONSE_PRIVATE;
        response_redirect(response, arena_format(request->arena, "/%s/sessions/%.*s/chair",
                                                 language_code(request->language),
                                                 SLICE_ARG(found.session->id)));
    } else {
        response->status = error_exit(error.code) == 1 ? 422 : 500;
        if (event && found.open)
            write_form_page(data, request, response, &found, event, form, &error);
        else
            write_chair_page(data, request, response, &found, error.message);
    }
    view_release(view);
}
