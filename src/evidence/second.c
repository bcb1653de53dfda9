#include "evidence/second.h"

#include <stdlib.h>
#include <time.h>

#include "base/memory.h"
#include "evidence/second_json.h"
#include "evidence/second_mbox.h"
#include "evidence/second_message.h"

struct second {
    struct second_list *list;
    struct second_scratch scratch;
    struct second_line line;
};

bool second_create(struct slice list, const uint8_t seed[16], struct second **out,
                   struct error *error)
{
    struct second *second = memory_take(sizeof *second);

    if (!second_list_create(list, seed, &second->list, error)) {
        free(second);
        return false;
    }
    *out = second;
    return true;
}

void second_free(struct second *second)
{
    if (!second)
        return;
    second_list_free(second->list);
    second_line_free(&second->line);
    buffer_wipe_free(&second->scratch.content);
    buffer_wipe_free(&second->scratch.flat);
    buffer_wipe_free(&second->scratch.header);
    free(second);
}

static bool in_range(const struct span *span, instant received)
{
    return !(received < span->from) && received < span->to;
}

bool second_releases_mail(struct second *second, const struct span *span, struct slice record,
                          const struct second_context *context)
{
    struct slice content, marker;
    instant received;

    if (record.size > (32u << 20) || !second_mbox_whole(record, context, &received, &content) ||
        !in_range(span, received))
        return false;
    marker = slice_of(record.data, (size_t)(content.data - record.data));
    return !second_list_occurs(second->list, marker, false) &&
           second_message_clear(second->list, &second->scratch, content);
}

/* `2026-01-31T23:59:59.5Z` by the C library's calendar. */
static bool time_of(struct slice text, instant *at)
{
    static const char form[] = "dddd-dd-ddTdd:dd:dd";
    struct tm date = {0}, back;
    int numbers[6] = {0};
    size_t field = 0, end = sizeof form - 1;

    if (text.size <= end || text.size > end + 11 || text.data[text.size - 1] != 'Z')
        return false;
    for (size_t i = 0; i < end; i++) {
        bool digit = text.data[i] >= '0' && text.data[i] <= '9';

        if (form[i] == 'd' ? !digit : text.data[i] != (uint8_t)form[i])
            return false;
        if (digit)
            numbers[field] = numbers[field] * 10 + (text.data[i] - '0');
        else
            field++;
    }
    for (size_t i = end; i + 1 < text.size; i++)
        if (i == end ? text.data[i] != '.' || text.size == end + 2
                     : text.data[i] < '0' || text.data[i] > '9')
            return false;
    date.tm_year = numbers[0] - 1900;
    date.tm_mon = numbers[1] - 1;
    date.tm_mday = numbers[2];
    date.tm_hour = numbers[3];
    date.tm_min = numbers[4];
    date.tm_sec = numbers[5];
    back = date;
    *at = timegm(&back);
    return numbers[0] >= 1970 && back.tm_mon == date.tm_mon && back.tm_mday == date.tm_mday &&
           back.tm_hour == date.tm_hour && back.tm_min == date.tm_min && back.tm_sec == date.tm_sec;
}

/* The account, byte for byte, but for the case of what stands behind the '@'. */
static bool is_account(struct slice wanted, struct slice found)
{
    bool domain = false;

    if (wanted.size != found.size)
        return false;
    for (size_t i = 0; i < wanted.size; i++) {
        uint8_t a = wanted.data[i], b = found.data[i];

        if (a != b && !(domain && (a ^ b) == 0x20 && (a | 0x20) >= 'a' && (a | 0x20) <= 'z'))
            return false;
        domain |= a == '@';
    }
    return true;
}

bool second_releases_json(struct second *second, const struct span *span, struct slice record,
                          const char *account_member, const char *received_member)
{
    struct second_line *line = &second->line;
    instant received;

    if (!slice_ends(record, SLICE("\n")) ||
        !second_json_read(record, account_member, received_member, line) || !line->has_account ||
        !line->has_received || !time_of(buffer_slice(&line->received), &received) ||
        !in_range(span, received) || !is_account(span->account, buffer_slice(&line->account)))
        return false;
    return !second_text_occurs(second->list, buffer_slice(&line->text), &second->scratch.flat);
}
