/* The programme of a forum, for everybody. */
#include "forum/icalendar.h"
#include "forum/interpretation.h"
#include "web/forum_pages.h"

const struct meetings *page_meetings_of(const struct view *view)
{
    return view->known.forum ? &view->known.forum->forum.meetings : NULL;
}

void page_given(struct page *page, struct slice text)
{
    html_open(&page->html, "bdi", "lang", "", NULL);
    html_text(&page->html, text);
    html_close(&page->html, "bdi");
}

/* ---- sessions ---- */

static void write_agenda(struct page *page, const struct programme *programme,
                         const struct programme_session *session)
{
    for (size_t i = 0; i < session->item_count; i++) {
        const struct programme_item *item = &programme->items[session->items[i]];

        html_open(&page->html, "div", NULL);
        html_format(&page->html, "%.*s. ", SLICE_ARG(item->id));
        page_given(page, item->title);
        html_close(&page->html, "div");
    }
}

static void write_languages(struct page *page, const struct programme_session *session)
{
    for (size_t i = 0; i < session->language_count; i++) {
        html_open(&page->html, "div", NULL);
        html_format(&page->html, "%s: ", words_official.words[session->languages[i].language]);
        if (session->languages[i].team.size)
            page_given(page, session->languages[i].team);
        else
            page_say(page, "asked for, nobody assigned yet");
        html_close(&page->html, "div");
    }
}

static void write_place(struct page *page, const struct programme_session *session)
{
    page_given(page, session->room);
    if (session->room.size && session->remote)
        html_say(&page->html, ", ");
    if (session->remote)
        page_say(page, "remote participation");
}

static void write_state(struct page *page, const struct programme_session *session)
{
    char hash[DIGEST_TEXT];

    if (session->cancelled) {
        page_element(page, "span", "tag no", "cancelled");
    } else if (session->closed) {
        page_element(page, "span", "tag ask", "not public");
        html_say(&page->html, " ");
        page_say(page, "by a signed decision with reasons:");
        html_say(&page->html, " ");
        page_code(page, slice_text(digest_write(session->reasons, hash)));
    } else {
        page_element(page, "span", "tag yes", "public");
    }
}

static const struct table_head session_heads[] = {{"Session", false},
                                                  {"Begins", false},
                                                  {"Where", false},
                                                  {"Agenda", false},
                                                  {"Interpretation", false},
                                                  {"Open to", false},
                                                  {0}};

static void property(struct page *page, const char *name, const char *value)
{
    html_open(&page->html, "meta", "itemprop", name, "content", value, NULL);
}

/* The session as schema.org has events, for machines. */
static void write_event(struct page *page, const struct programme *programme,
                        const struct programme_session *session)
{
    char from[INSTANT_TEXT], until[INSTANT_TEXT];
    struct slice title = programme->meetings[session->meeting].title;

    property(page, "name", (const char *)arena_copy(page->arena, title).data);
    property(page, "startDate", instant_format(session->starts, from));
    property(page, "endDate", instant_format(session->starts + session->length, until));
    property(page, "eventStatus", session->cancelled ? "EventCancelled" : "EventScheduled");
    property(page, "eventAttendanceMode",
             !session->remote     ? "OfflineEventAttendanceMode"
             : session->room.size ? "MixedEventAttendanceMode"
                                  : "OnlineEventAttendanceMode");
    if (session->room.size)
        property(page, "location", (const char *)arena_copy(page->arena, session->room).data);
}

static void write_session(struct page *page, const struct programme *programme,
                          const struct programme_session *session)
{
    struct slice place = arena_format(page->arena, "/sessions/%.*s", SLICE_ARG(session->id));

    page_row_begin(page);
    html_flag(&page->html, "itemscope");
    html_attribute(&page->html, "itemtype", SLICE("https://schema.org/Event"));
    page_cell_begin(page);
    write_event(page, programme, session);
    page_link(page, (const char *)place.data,
              (const char *)arena_copy(page->arena, session->id).data);
    page_cell_end(page);
    page_cell_begin(page);
    page_time(page, session->starts);
    page_cell_end(page);
    page_cell_begin(page);
    write_place(page, session);
    page_cell_end(page);
    page_cell_begin(page);
    write_agenda(page, programme, session);
    page_cell_end(page);
    page_cell_begin(page);
    write_languages(page, session);
    page_cell_end(page);
    page_cell_begin(page);
    write_state(page, session);
    page_cell_end(page);
    page_row_end(page);
}

static void write_meeting(struct page *page, const struct programme *programme, size_t index)
{
    const struct programme_meeting *meeting = &programme->meetings[index];

    html_open(&page->html, "section", NULL);
    html_open(&page->html, "h2", NULL);
    html_attribute(&page->html, "id", meeting->id);
    page_given(page, meeting->title);
    html_close(&page->html, "h2");
    page_element(page, "p", NULL,
                 meeting->kind == MEETING_FORMAL ? "A formal meeting." : "An informal meeting.");
    page_table_begin(page, "Sessions of this meeting", session_heads);
    for (size_t i = 0; i < programme->session_count; i++)
        if (programme->sessions[i].meeting == index)
            write_session(page, programme, &programme->sessions[i]);
    page_table_end(page);
    html_close(&page->html, "section");
}

/* ---- what was decided ---- */

static const struct table_head share_heads[] = {
    {"Group", false}, {"Share of the time", true}, {"At least, by the floor", true}, {0}};

static void percent_cell(struct page *page, int64_t part, int64_t whole)
{
    page_cell_begin(page);
    html_format(&page->html, "%lld.%lld %%", (long long)(part * 1000 / whole / 10),
                (long long)(part * 1000 / whole % 10));
    page_cell_end(page);
}

static void write_shares(struct page *page, const struct shares *shares)
{
    html_open(&page->html, "section", NULL);
    page_heading(page, "h2", "shares", "Shares of the speaking time");
    if (!shares->count) {
        page_element(page, "p", "notice", "No shares are adopted yet.");
    } else {
        page_table_begin(page, "As the committee adopted them", share_heads);
        for (size_t i = 0; i < shares->count; i++) {
            page_row_begin(page);
            page_cell_begin(page);
            page_given(page, shares->groups[i].name);
            page_cell_end(page);
            percent_cell(page, shares->groups[i].weight, shares->whole);
            percent_cell(page, shares_least(shares->groups[i].kind), 100);
            page_row_end(page);
        }
        page_table_end(page);
    }
    html_close(&page->html, "section");
}

static const struct table_head ruling_heads[] = {
    {"Session", false}, {"Ruled", false}, {"Countersigned by the chair", false}, {0}};

static void write_ruling(struct page *page, const struct meetings *meetings,
                         const struct meeting_ruling *ruling)
{
    page_row_begin(page);
    page_cell_begin(page);
    html_text(&page->html, meetings->programme.sessions[ruling->session].id);
    page_cell_end(page);
    page_cell_begin(page);
    page_time(page, ruling->ruled);
    page_cell_end(page);
    page_cell_begin(page);
    if (ruling->countersigned != NEVER)
        page_time(page, ruling->countersigned);
    if (ruling_is_overdue(ruling, page->view->made))
        page_element(page, "span", "tag no", "overdue");
    else if (ruling->countersigned == NEVER)
        page_element(page, "span", "tag ask", "not yet");
    page_cell_end(page);
    page_row_end(page);
}

static void write_rulings(struct page *page, const struct meetings *meetings)
{
    if (!meetings->ruling_count)
        return;
    html_open(&page->html, "section", NULL);
    page_heading(page, "h2", "rulings", "Rulings of the chair");
    page_table_begin(page, "Said in the room, noted by the secretariat", ruling_heads);
    for (size_t i = 0; i < meetings->ruling_count; i++)
        write_ruling(page, meetings, &meetings->rulings[i]);
    page_table_end(page);
    html_close(&page->html, "section");
}

static const struct table_head report_heads[] = {
    {"Session", false}, {"Stage", false}, {"Corrections until", false}, {"SHA-256", false}, {0}};

static void write_reports(struct page *page, const struct meetings *meetings)
{
    if (!meetings->report_count)
        return;
    html_open(&page->html, "section", NULL);
    page_heading(page, "h2", "reports", "Reports");
    page_table_begin(page, "Compiled from the record", report_heads);
    for (size_t i = 0; i < meetings->report_count; i++) {
        const struct meeting_report *report = &meetings->reports[i];
        char hash[DIGEST_TEXT];

        page_row_begin(page);
        page_cell_begin(page);
        html_text(&page->html, meetings->programme.sessions[report->session].id);
        page_cell_end(page);
        page_cell(page, page_text(page, report->stage == REPORT_DRAFT ? "draft" : "final version"));
        page_cell_begin(page);
        if (report->stage == REPORT_DRAFT)
            page_time(page, report->corrections_until);
        page_cell_end(page);
        page_cell_begin(page);
        page_code(page, slice_text(digest_write(report->report, hash)));
        page_cell_end(page);
        page_row_end(page);
    }
    page_table_end(page);
    html_close(&page->html, "section");
}

void page_meetings(void *data, const struct request *request, const struct form *form,
                   struct response *response)
{
    struct site *site = data;
    const struct meetings *meetings;
    struct page page;

    (void)form;
    if (!site->node->forum)
        return;
    response->cache = RESPONSE_REVALIDATE;
    page_begin(&page, site, request, response, "Meetings",
               "Formal and informal meetings are listed alike. One that is not public has a signed "
               "decision with its reasons.");
    meetings = page_meetings_of(page.view);
    html_open(&page.html, "p", NULL);
    html_open(&page.html, "a", NULL);
    html_url(&page.html, "href", slice_text(page_file_url(&page, "/meetings.ics")));
    page_say(&page, "All sessions as a calendar (iCalendar)");
    html_close(&page.html, "a");
    html_close(&page.html, "p");
    for (size_t i = 0; meetings && i < meetings->programme.meeting_count; i++)
        write_meeting(&page, &meetings->programme, i);
    if (!meetings || !meetings->programme.meeting_count)
        page_element(&page, "p", "notice", "No meeting is announced yet.");
    if (meetings) {
        write_shares(&page, &meetings->shares);
        write_rulings(&page, meetings);
        write_reports(&page, meetings);
    }
    page_end(&page);
}

/* ---- the calendar ---- */

/* A zone that is not known here any more is left out: its sessions then stand in UTC. */
static struct zone *read_zones(const struct programme *programme, struct arena *arena,
                               size_t *count)
{
    size_t wanted;
    struct slice *names = icalendar_zones(programme, arena, &wanted);
    struct zone *zones = arena_take(arena, (wanted + 1) * sizeof *zones);

    *count = 0;
    for (size_t i = 0; i < wanted; i++) {
        struct error ignored = {0};

        *count += zone_read(NULL, names[i], arena, &zones[*count], &ignored);
    }
    return zones;
}

void file_calendar(void *data, const struct request *request, const struct form *form,
                   struct response *response)
{
    struct site *site = data;
    const struct meetings *meetings;
    struct view *view;

    (void)form;
    if (!site->node->forum)
        return;
    view = site_view(site, request->now);
    meetings = page_meetings_of(view);
    if (meetings && meetings->programme.forum.size) {
        struct icalendar calendar = {
            .programme = &meetings->programme, .name = view->name, .now = view->made};

        calendar.zones = read_zones(&meetings->programme, request->arena, &calendar.zone_count);
        icalendar_write(&calendar, ICALENDAR_ALL, &response->body);
        response->status = 200;
        response->type = "text/calendar; charset=utf-8";
        response->cache = RESPONSE_REVALIDATE;
    }
    view_release(view);
}
