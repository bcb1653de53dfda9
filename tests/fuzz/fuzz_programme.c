/* Any bytes as a programme, as slots and as a lottery: an error with a message, or a calendar whose
 * every line is whole, slots that add up, one ticket a name. */
#include <stdint.h>
#include <stdlib.h>

#include "forum/draw_file.h"
#include "forum/icalendar.h"
#include "forum/interpretation.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool holds)
{
    if (!holds)
        abort();
}

static void need_error(const struct error *error)
{
    need(error->code != ERROR_NONE && error->message[0]);
}

static void check_lines(struct slice text)
{
    struct slice line;

    while (slice_line(&text, &line))
        need(line.size >= 2 && line.size <= 76 && line.data[line.size - 1] == '\r');
    need(text.size == 0);
}

static void try_programme(struct slice text, struct arena *arena)
{
    struct icalendar calendar = {.name = SLICE("all")};
    struct findings findings = {0};
    struct programme programme;
    struct buffer out = {0};
    struct error error = {0};

    if (!programme_parse(text, arena, &programme, &error)) {
        need_error(&error);
        return;
    }
    interpretation_check(&programme, &findings);
    calendar.programme = &programme;
    icalendar_write(&calendar, ICALENDAR_ALL, &out);
    check_lines(buffer_slice(&out));
    buffer_free(&out);
}

static void try_draws(struct slice text, struct arena *arena)
{
    struct lottery_file lottery;
    struct slots_file slots;
    struct error error = {0}, other = {0};
    int64_t sum = 0;

    if (slots_parse(text, arena, &slots, &error)) {
        for (size_t i = 0; i < slots.count; i++)
            sum += slots.divided[i];
        need(sum == slots.slots);
    } else {
        need_error(&error);
    }
    if (!lottery_parse(text, arena, &lottery, &other))
        need_error(&other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};

    try_programme(slice_of(data, size), &arena);
    try_draws(slice_of(data, size), &arena);
    arena_free(&arena);
    return 0;
}
