/* The pages of a forum's meetings: the programme, its calendar, the floor of a session for everybody and
 * for the chair. A node that is no forum's has none of them. */
#ifndef PROVISO_WEB_FORUM_PAGES_H
#define PROVISO_WEB_FORUM_PAGES_H

#include "forum/floor_view.h"
#include "web/page.h"

/* Public: meetings and sessions, shares, rulings, reports; the same as a calendar. */
route_handler page_meetings, file_calendar;

/* Public: the beginning of a forum's site; its lists as pages and as files (text/listing.h). */
route_handler page_forum, page_forum_list, file_forum_list;

/* Public: a document's version from its publish_at on, the text of a submission: downloads. */
route_handler file_forum_file;

/* Public: who has the floor, who comes next, how the time was shared; the record itself. */
route_handler page_session_floor, file_floor_record;

/* For the chair and the secretariat: one step at a time, and the form of an event. */
route_handler page_chair, page_chair_form, page_chair_sent;
extern const struct form_field page_chair_fields[];
enum { PAGE_CHAIR_ROLES = 1 << ROLE_CHAIR | 1 << ROLE_SECRETARIAT, PAGE_CHAIR_MOST = 16384 };

/* The programme that the view has, or NULL where it is of no forum. */
const struct meetings *page_meetings_of(const struct view *view);

/* A session and its floor, as files in DIR/floor have it. */
struct page_floor {
    const struct meetings *meetings;
    const struct programme_session *session;
    struct slice path; /* of the record, with a NUL behind it */
    struct floor floor;
    bool open;          /* there is a record */
    struct error error; /* why it cannot be read; ERROR_NONE: it can */
};

/* Finds the session that the request names, and reads its floor. False: there is none. The view must
 * be kept as long. */
bool page_floor_find(const struct site *site, const struct view *view,
                     const struct request *request, struct page_floor *out);

/* A text that somebody gave, in whatever language and direction it is. */
void page_given(struct page *page, struct slice text);

/* "12:30" of seconds: minutes and seconds. */
void page_clock(struct page *page, int64_t seconds);

/* Why somebody was called, in the reader's language. */
void page_call_reason(struct page *page, const struct floor *floor,
                      const struct floor_speech *speech);

/* Who has the floor, and who was interrupted. */
void page_holder(struct page *page, const struct floor *floor);

#endif
