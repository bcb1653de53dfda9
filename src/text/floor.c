#include "text/floor.h"

#include "text/allotment.h"
#include "text/table.h"

const char *floor_state_word(enum speech_state state)
{
    static const char *const words[] = {
        [SPEECH_WAITING] = "waiting",     [SPEECH_CALLED] = "called",
        [SPEECH_SPEAKING] = "speaking",   [SPEECH_PAUSED] = "interrupted",
        [SPEECH_SPOKEN] = "spoken",       [SPEECH_ABSENT] = "absent",
        [SPEECH_WITHDRAWN] = "withdrawn", [SPEECH_NOT_DRAWN] = "not drawn",
    };

    return words[state];
}

void floor_reason(const struct floor *floor, const struct floor_speech *speech, struct buffer *out)
{
    static const enum allotment_reason reasons[] = {
        [WHY_ONLY] = ALLOTMENT_ONLY, [WHY_AHEAD] = ALLOTMENT_AHEAD, [WHY_END] = ALLOTMENT_END};

    if (speech->why == WHY_INTERPOSED) {
        buffer_format(out, "a %s comes before the list",
                      floor_words_interposed.words[speech->interposed]);
    } else if (speech->why == WHY_REPLY) {
        buffer_format(out, "the %s reply of ", speech->reply == 1 ? "first" : "second");
        text_plain(out, speech->organisation);
        buffer_text(out, " on the item, at the day's end");
    } else {
        struct allotment_group group = {floor->groups->groups[speech->group].name, 0};
        struct allotment_speaker speaker = {.name = speech->speaker};
        struct allotment_terms terms = {.groups = &group, .speakers = &speaker};
        struct allotted allotted = {.reason = reasons[speech->why],
                                    .behind = speech->behind,
                                    .worst = speech->worst,
                                    .looked = speech->looked};

        allotted_reason(&terms, &allotted, out);
    }
}
