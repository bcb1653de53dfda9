#include "cli/drafting.h"

#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "node/attachment.h"

enum { LIST_BYTES = 400 << 20, MEMBER_MOST = 200 };

static json_t *attachment_value(const char *path, const char *language, struct error *error)
{
    struct buffer bytes = {0};
    json_t *value = NULL;

    if (files_read(path, ATTACHMENT_MOST, &bytes, error) && !attachment_is(buffer_slice(&bytes))) {
        error_set(error, ERROR_ATTACHMENT_WRONG,
                  "%s is a text, not an attachment: proviso attach %s -o FILE makes one", path,
                  path);
        error_file(error, path);
    } else if (bytes.size) {
        value = draft_attachment(buffer_slice(&bytes), language);
    }
    buffer_free(&bytes);
    return value;
}

static json_t *value_of(const char *text, const char *language, struct error *error)
{
    json_t *value;

    if (text[0] == '@')
        return attachment_value(text + 1, language, error);
    value = json_loads(text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
    if (!value)
        value = json_string(text);
    if (!value)
        error_set(error, ERROR_ENCODING, "a value is not UTF-8");
    return value;
}

static bool read_set(const char *set, const char *language, struct draft_value *out,
                     struct error *error)
{
    const char *equals = strchr(set, '=');

    if (!equals || equals == set || equals - set >= MEMBER_MOST)
        return error_set(error, ERROR_USAGE, "--set takes member=VALUE, not \"%.80s\"", set);
    out->member = slice_of(set, (size_t)(equals - set));
    out->value = value_of(equals + 1, language ? language : "en", error);
    return out->value;
}

bool drafting_write(struct node *node, const struct drafting *drafting, struct buffer *out,
                    char chain[CHAIN_MOST], struct error *error)
{
    struct draft_value *values = memory_take((drafting->set_count + 1) * sizeof *values);
    struct draft draft = {
        .type = drafting->type, .chain = drafting->chain, .by = drafting->by, .values = values};
    struct buffer bytes = {0};
    struct slice list;
    bool ok = !drafting->list || files_read(drafting->list, LIST_BYTES, &bytes, error);

    list = buffer_slice(&bytes);
    draft.list = drafting->list ? &list : NULL;
    while (ok && draft.value_count < drafting->set_count) {
        ok = read_set(drafting->sets[draft.value_count], drafting->language,
                      &values[draft.value_count], error);
        draft.value_count += ok;
    }
    ok = ok && draft_statement(node, &draft, out, chain, error);
    while (draft.value_count)
        json_decref(values[--draft.value_count].value);
    free(values);
    buffer_free(&bytes);
    return ok;
}
