/* Any bytes as a line of JSON: both readers agree about what is well-formed and in scope, and a
 * name that the first finds in the clear is never released by the second. */
#include <stdlib.h>

#include "evidence/json_line.h"
#include "evidence/second.h"

static struct privilege *privilege;
static struct second *second;

static void prepare(void)
{
    static const uint8_t seed[16] = {0};
    struct error error = {0};
    struct slice list = SLICE("ann@law.example\nchambers.example\n");

    if (!privilege_build(list, "list", 1, &privilege, &error) ||
        !second_create(list, seed, &second, &error))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct json_names names = {{(const uint8_t *)"a", 1}, {(const uint8_t *)"r", 1}};
    struct span span = {SLICE("a@b.example"), INT64_MIN, INT64_MAX};
    struct slice line = slice_of(data, size);
    struct message message = {0};
    enum reason reason;
    bool second_released;

    if (!privilege)
        prepare();
    message.views.privilege = privilege;
    reason = json_line_scope(line, &names, &span);
    second_released = second_releases_json(second, &span, line, "a", "r");
    if (second_released && reason != REASON_NONE)
        abort();
    if (reason == REASON_NONE) {
        json_line_judge(&message, line);
        if (second_released && !message.views.found.listed &&
            memmem(data, size, "\"ann@law.example\"", 17))
            abort();
    }
    message_free(&message);
    return 0;
}
