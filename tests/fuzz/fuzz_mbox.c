/* Any bytes as a mailbox: the records are the input, however it is cut into windows; and what the
 * first reader would release never has a byte of a listed name in the clear. */
#include <stdlib.h>

#include "evidence/mbox.h"
#include "evidence/message.h"
#include "evidence/second.h"

enum { RECORDS_MAX = 1024 };

struct cuts {
    struct mbox_record records[RECORDS_MAX];
    size_t count;
    uint64_t end;
};

static bool keep(void *context, const struct mbox_record *record)
{
    struct cuts *cuts = context;

    if (record->offset != cuts->end || record->size == 0)
        abort();
    cuts->end += record->size;
    if (cuts->count < RECORDS_MAX)
        cuts->records[cuts->count++] = *record;
    return true;
}

static void cut(struct slice bytes, size_t size, struct cuts *cuts)
{
    struct mbox mbox;
    size_t at = 0;
    bool final = false;

    cuts->count = 0;
    cuts->end = 0;
    mbox_start(&mbox);
    while (!final) {
        struct slice window = slice_part(bytes, at, size);

        final = at + window.size == bytes.size;
        at += mbox_read(&mbox, window, final, keep, cuts);
    }
    if (at != bytes.size || cuts->end != bytes.size)
        abort();
}

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

static void decide(struct slice bytes, const struct mbox_record *record)
{
    struct message message = {.views.privilege = privilege};
    struct span span = {SLICE("a@b.example"), INT64_MIN, INT64_MAX};
    size_t before = record->offset < 3 ? (size_t)record->offset : 3;
    struct second_context context = {
        slice_part(bytes, (size_t)record->offset - before, before),
        slice_part(bytes, (size_t)(record->offset + record->size), 1024)};
    struct slice content = slice_part(bytes, (size_t)record->offset, (size_t)record->size);
    bool released;

    message_judge(&message, slice_from(content, slice_find(content, 0, '\n') + 1));
    released = !message.views.found.listed && message.views.found.doubt == REASON_NONE &&
               second_releases_mail(second, &span, content, &context);
    if (released && memmem(content.data, content.size, "<ann@law.example>", 17))
        abort();
    message_free(&message);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cuts whole, parts;
    struct slice bytes = slice_of(data, size);

    if (!privilege)
        prepare();
    cut(bytes, SIZE_MAX, &whole);
    cut(bytes, MBOX_LOOKAHEAD + 1 + size % 97, &parts);
    if (whole.count != parts.count ||
        memcmp(whole.records, parts.records, whole.count * sizeof *whole.records) != 0)
        abort();
    for (size_t i = 0; i < whole.count && i < 8; i++)
        decide(bytes, &whole.records[i]);
    return 0;
}
