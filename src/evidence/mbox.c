#include "evidence/mbox.h"

#include "evidence/marker.h"
#include "evidence/scan.h"

/* The bytes at hand, and where in them the reader stands. */
struct window {
    struct slice bytes;
    bool final;
};

void mbox_start(struct mbox *mbox)
{
    memset(mbox, 0, sizeof *mbox);
    memset(mbox->before, '\n', sizeof mbox->before);
}

/* The byte `back` (1 to 3) in front of offset `at` of the window. */
static uint8_t byte_before(const struct mbox *mbox, struct slice bytes, size_t at, size_t back)
{
    return at >= back ? bytes.data[at - back] : mbox->before[back - at - 1];
}

static bool after_empty_line(const struct mbox *mbox, struct slice bytes, size_t at)
{
    uint8_t second = byte_before(mbox, bytes, at, 2);

    return second == '\n' || (second == '\r' && byte_before(mbox, bytes, at, 3) == '\n');
}

/* The value of a Content-Length line that begins at `line`, or false where it is no such line.
 * Anything but digits makes the field unusable. */
static bool read_length(struct slice line, uint64_t *length, bool *usable)
{
    static const char name[] = "content-length";
    size_t at = 0;
    size_t digits = 0;

    for (; at < sizeof name - 1; at++)
        if (at >= line.size || (line.data[at] | 0x20) != name[at])
            return false;
    while (at < line.size && (line.data[at] == ' ' || line.data[at] == '\t'))
        at++;
    if (at >= line.size || line.data[at] != ':')
        return false;
    do
        at++;
    while (at < line.size && (line.data[at] == ' ' || line.data[at] == '\t'));
    for (*length = 0; at < line.size && digits < 18; at++, digits++) {
        if (line.data[at] < '0' || line.data[at] > '9')
            break;
        *length = *length * 10 + (uint64_t)(line.data[at] - '0');
    }
    while (at < line.size && (line.data[at] == ' ' || line.data[at] == '\t'))
        at++;
    *usable = digits > 0 && at < line.size && (line.data[at] == '\n' || line.data[at] == '\r');
    return true;
}

static void note_length(struct mbox *mbox, struct slice line)
{
    uint64_t length;
    bool usable;

    if ((line.data[0] | 0x20) != 'c' || !read_length(line, &length, &usable))
        return;
    mbox->lengths = mbox->lengths || !usable ? 2 : 1;
    mbox->length = length;
}

static void enter_body(struct mbox *mbox, uint64_t at)
{
    mbox->state = MBOX_BODY;
    mbox->body = at;
    /* A claim of more than a record may hold is no credible cut: it disputes the next marker. */
    if (mbox->lengths == 1 && mbox->length <= RECORD_SIZE_MAX && at + mbox->length > mbox->claimed)
        mbox->claimed = at + mbox->length;
}

/* Reads the header of the record in progress from `at` to `end`, both in the window. */
static void read_header(struct mbox *mbox, struct slice bytes, size_t at, size_t end)
{
    while (at < end && mbox->state != MBOX_BODY) {
        if (mbox->state == MBOX_LINE) {
            size_t line_end = slice_find(slice_part(bytes, 0, end), at, '\n');

            if (line_end == SIZE_MAX)
                return;
            mbox->state = MBOX_LINE_START;
            at = line_end + 1;
        } else if (bytes.data[at] == '\n') {
            enter_body(mbox, mbox->position + at + 1);
        } else if (bytes.data[at] == '\r' && at + 1 < bytes.size && bytes.data[at + 1] == '\n') {
            enter_body(mbox, mbox->position + at + 2);
        } else {
            note_length(mbox, slice_part(bytes, at, MBOX_LOOKAHEAD));
            mbox->state = MBOX_LINE;
        }
    }
}

/* Whether the Content-Length of the record in progress, and of those before, allow a cut here. */
static bool length_agrees(const struct mbox *mbox, struct slice bytes, size_t at)
{
    uint64_t here = mbox->position + at;
    uint64_t end = mbox->body + mbox->length;

    if (here < mbox->claimed || mbox->lengths == 2)
        return false;
    if (mbox->state == MBOX_BEFORE || mbox->lengths == 0)
        return true;
    if (mbox->state != MBOX_BODY)
        return false;
    return here == end || here == end + 1 ||
           (here == end + 2 && byte_before(mbox, bytes, at, 2) == '\r');
}

/* Tells of the record in progress, which ends at `end`; `agreed` is about the cut there. */
static bool tell(struct mbox *mbox, uint64_t end, bool agreed, mbox_sink *sink, void *context)
{
    mbox->open.size = end - mbox->open.offset;
    if (mbox->open.size == 0)
        return true;
    if (mbox->state == MBOX_BEFORE)
        mbox->open.doubt = REASON_BEFORE_FIRST;
    else if (!agreed && mbox->open.doubt == REASON_NONE)
        mbox->open.doubt = REASON_MARKER;
    if (mbox->open.doubt == REASON_NONE && mbox->open.size > RECORD_SIZE_MAX)
        mbox->open.doubt = REASON_OVERSIZE;
    return sink(context, &mbox->open);
}

/* Cuts at the `From ` at `at`. */
static bool cut(struct mbox *mbox, struct slice bytes, size_t at, mbox_sink *sink, void *context)
{
    struct slice text = slice_part(bytes, at, MBOX_LOOKAHEAD);
    struct slice line;
    instant received = 0;
    bool empty_before = after_empty_line(mbox, bytes, at);
    bool complete = slice_line(&text, &line);
    bool field = complete && line.size <= MARKER_LINE_MAX && marker_field_follows(text);
    bool agreed;

    if (complete && line.size && line.data[line.size - 1] == '\r')
        line.size--;
    agreed =
        empty_before && field && marker_parse(line, &received) && length_agrees(mbox, bytes, at);
    if (!tell(mbox, mbox->position + at, agreed, sink, context))
        return false;
    mbox->markers += empty_before && field;
    mbox->open = (struct mbox_record){.offset = mbox->position + at,
                                      .received = received,
                                      .doubt = agreed ? REASON_NONE : REASON_MARKER};
    mbox->state = MBOX_LINE;
    mbox->lengths = 0;
    mbox->length = 0;
    return true;
}

static void consume(struct mbox *mbox, struct slice bytes, size_t size)
{
    uint8_t before[3];

    for (size_t back = 1; back <= 3; back++)
        before[back - 1] = byte_before(mbox, bytes, size, back);
    memcpy(mbox->before, before, sizeof before);
    mbox->position += size;
}

/* The last record ends where the file ends. */
static bool finish(struct mbox *mbox, mbox_sink *sink, void *context)
{
    bool agreed = length_agrees(mbox, slice_of(NULL, 0), 0);

    if (mbox->open.doubt == REASON_NONE && mbox->before[0] != '\n')
        mbox->open.doubt = REASON_TRUNCATED;
    return tell(mbox, mbox->position, agreed, sink, context);
}

size_t mbox_read(struct mbox *mbox, struct slice window, bool final, mbox_sink *sink, void *context)
{
    size_t limit =
        final ? window.size : (window.size > MBOX_LOOKAHEAD ? window.size - MBOX_LOOKAHEAD : 0);
    size_t at = 0;

    while (at < limit) {
        bool here = at == 0 && mbox->before[0] == '\n' && slice_starts(window, SLICE("From "));
        size_t next = here ? 0 : scan_marker(window, at, limit);
        size_t end = next == SIZE_MAX ? limit : next;

        if (mbox->state != MBOX_BEFORE)
            read_header(mbox, window, at, end);
        if (next == SIZE_MAX)
            break;
        if (!cut(mbox, window, next, sink, context))
            return SIZE_MAX;
        at = next + 5;
        if (at > limit)
            at = limit;
    }
    consume(mbox, window, limit);
    if (final && !finish(mbox, sink, context))
        return SIZE_MAX;
    return limit;
}
