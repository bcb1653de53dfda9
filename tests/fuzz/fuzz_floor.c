/* Any bytes as a record of a floor: an error with its line, or a floor whose lines, written again,
 * give the same one. */
#include <stdint.h>
#include <stdlib.h>

#include "forum/floor_view.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_again(struct slice text, struct arena *arena, struct buffer *out)
{
    struct floor_event event;
    struct error error = {0};
    struct slice line;

    while (slice_line(&text, &line)) {
        if (!floor_event_parse(line, arena, &event, &error))
            abort();
        floor_event_write(&event, out);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = slice_of(data, size);
    struct arena arena = {0};
    struct buffer again = {0};
    struct floor floor, other;
    struct error error = {0};

    if (floor_read(text, &arena, &floor, &error)) {
        write_again(text, &arena, &again);
        if (!floor_read(buffer_slice(&again), &arena, &other, &error) ||
            other.calls != floor.calls || other.speech_count != floor.speech_count)
            abort();
        floor_estimates(&floor, floor.last, &arena);
    } else if (error.code == ERROR_NONE || !error.message[0] || error.line == 0) {
        abort();
    }
    buffer_free(&again);
    arena_free(&arena);
    return 0;
}
