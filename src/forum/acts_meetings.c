#include "forum/acts_fields.h"

static const struct field meeting_closing[] = {
    FIELD("session", FIELD_TEXT, "which session is not public"),
    FIELD("reasons", FIELD_ATTACHMENT, "why: published with the session's place in the list"),
    {0},
};

const struct act forum_meetings[MEETINGS_ACTS] = {
    [MEETINGS_CLOSING] = {.type = "meeting-closing",
                          .meaning =
                              "A session is closed to the public, with a public reason (D10).",
                          .side = SIDE_EITHER,
                          .by_roles = ROLE(CHAIR),
                          .effect = EFFECT_RECORDS,
                          .fields = meeting_closing},
};
