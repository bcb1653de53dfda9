/* What the files of the floor share; only they include this. */
#ifndef PROVISO_FORUM_FLOOR_PART_H
#define PROVISO_FORUM_FLOOR_PART_H

#include "forum/floor.h"

/* Sets the error; always false. */
bool floor_refuse(struct error *error, enum error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What the event names; MEMBER_VALUE where there is no such thing. */
bool floor_find_item(const struct floor *floor, const struct floor_event *event, int *out,
                     struct error *error);
bool floor_find_group(const struct floor *floor, const struct floor_event *event, unsigned *out,
                      struct error *error);
bool floor_find_speech(const struct floor *floor, const struct floor_event *event,
                       struct floor_speech **out, struct error *error);

int floor_index(const struct floor *floor, const struct floor_speech *speech);

/* Notes what the event decides. */
void floor_decide(struct floor *floor, const struct floor_event *event, int item);

/* A new speech, waiting, with what the event says. */
bool floor_add(struct floor *floor, const struct floor_event *event, int item, unsigned group,
               struct floor_speech **out, struct error *error);

/* Whether somebody of that name waits or speaks already: on the item's list, or with an interposed
 * speech of that kind. */
bool floor_is_asking(const struct floor *floor, enum speech_kind kind, int item,
                     enum floor_interposed interposed, struct slice speaker);

/* What each event does. They check first; on false nothing has changed. */
typedef bool floor_handler(struct floor *floor, const struct floor_event *event,
                           struct error *error);
floor_handler floor_open_event, floor_agenda_event, floor_list_event, floor_inscribe_event,
    floor_withdraw_event, floor_pool_event, floor_draw_event, floor_begin_event, floor_call_event,
    floor_absent_event, floor_start_event, floor_pause_event, floor_resume_event, floor_stop_event,
    floor_interpose_event, floor_reply_event, floor_replies_event, floor_grant_event,
    floor_ruling_event, floor_close_event;

#endif
