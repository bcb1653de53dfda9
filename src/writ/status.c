#include "writ/status.h"

void status_format(const struct status *status, struct buffer *out)
{
    char at[INSTANT_TEXT];

    buffer_format(out, "proviso/1 status\n%.*s\n%s\n%s\nclerk %.*s\nsize %llu\nhead %lld ",
                  SLICE_ARG(status->matter), status->state, instant_format(status->at, at),
                  SLICE_ARG(status->clerk), (unsigned long long)status->size,
                  (long long)status->seq);
    digest_append(out, status->head);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < status->restriction_count; i++) {
        buffer_text(out, "restriction ");
        digest_append(out, status->restrictions[i]);
        buffer_byte(out, '\n');
    }
}

/* The next line without the word (and space) that it begins with. */
static bool take(struct slice *rest, const char *word, struct slice *out)
{
    struct slice prefix = slice_text(word);

    if (!slice_line(rest, out) || !slice_starts(*out, prefix))
        return false;
    *out = slice_from(*out, prefix.size);
    return true;
}

static bool read_head(struct slice text, struct status *out)
{
    size_t space = slice_find(text, 0, ' ');

    return space != SIZE_MAX && slice_decimal(slice_part(text, 0, space), &out->seq) &&
           digest_read(slice_from(text, space + 1), &out->head);
}

static bool read_restrictions(struct slice rest, struct arena *arena, struct status *out)
{
    struct digest *list = arena_take(arena, STATUS_RESTRICTIONS * sizeof *list);
    struct slice text;

    while (rest.size) {
        struct digest *next = &list[out->restriction_count];

        if (out->restriction_count == STATUS_RESTRICTIONS || !take(&rest, "restriction ", &text) ||
            !digest_read(text, next) ||
            (out->restriction_count > 0 && digest_compare(next[-1], *next) >= 0))
            return false;
        out->restriction_count++;
    }
    out->restrictions = list;
    return true;
}

bool status_parse(struct slice text, struct arena *arena, struct status *out, struct error *error)
{
    struct slice rest = text, line, kind, size;
    int64_t number = 0;

    *out = (struct status){0};
    if (take(&rest, "proviso/1 status", &line) && line.size == 0 && take(&rest, "", &out->matter) &&
        name_is_chain(out->matter, &kind) && kind.size == 0 && take(&rest, "", &line) &&
        name_is_state(line)) {
        memcpy(out->state, line.data, 2);
        if (take(&rest, "", &line) && instant_parse(line, &out->at, error) &&
            take(&rest, "clerk ", &out->clerk) && name_is_person(out->clerk) &&
            take(&rest, "size ", &size) && slice_decimal(size, &number) &&
            take(&rest, "head ", &line) && read_head(line, out) &&
            read_restrictions(rest, arena, out)) {
            out->size = (uint64_t)number;
            return true;
        }
    }
    return error_set(error, ERROR_STATUS_FORMAT, "this is not a status as proviso writes it");
}
