#include "text/allotment.h"

#include "text/table.h"

static void say_behind(const struct allotted *allotted, struct buffer *out)
{
    long long behind = allotted->behind;

    if (behind == 0)
        buffer_text(out, " is level with its share");
    else
        buffer_format(out, " is %lld second%s %s its share", behind < 0 ? -behind : behind,
                      behind == 1 || behind == -1 ? "" : "s", behind < 0 ? "ahead of" : "behind");
}

void allotted_reason(const struct allotment_terms *terms, const struct allotted *allotted,
                     struct buffer *out)
{
    text_plain(out, terms->groups[terms->speakers[allotted->speaker].group].name);
    say_behind(allotted, out);
    switch (allotted->reason) {
    case ALLOTMENT_ONLY:
        buffer_text(out, "; nobody of another group is waiting with a speech that fits");
        break;
    case ALLOTMENT_AHEAD:
        buffer_format(out,
                      "; of all orders of the next %u speeches as planned, the one that begins so "
                      "keeps the longest lag shortest, at %lld seconds",
                      allotted->looked, (long long)allotted->worst);
        break;
    case ALLOTMENT_END:
        buffer_format(out,
                      "; of all orders of the %u speeches that still fit, the one that begins so "
                      "ends nearest to the shares",
                      allotted->looked);
        break;
    }
}

void text_clock(struct buffer *out, int64_t seconds)
{
    buffer_format(out, "%lld:%02lld:%02lld", (long long)seconds / 3600,
                  (long long)seconds / 60 % 60, (long long)seconds % 60);
}
