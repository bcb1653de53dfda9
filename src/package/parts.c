#include "package/parts.h"

void parts_start(struct parts *parts, struct bag *bag, struct slice folder, const char *extension)
{
    memset(parts, 0, sizeof *parts);
    parts->bag = bag;
    parts->extension = extension;
    buffer_append(&parts->folder, folder);
}

unsigned parts_current(const struct parts *parts)
{
    return parts->number + 1;
}

bool parts_flush(struct parts *parts, struct error *error)
{
    struct buffer name = {0};
    bool ok;

    if (parts->content.size == 0)
        return true;
    buffer_format(&name, "%.*s/part-%04u.%s", SLICE_ARG(buffer_slice(&parts->folder)),
                  ++parts->number, parts->extension);
    ok = bag_add(parts->bag, buffer_string(&name), buffer_slice(&parts->content), error);
    buffer_free(&name);
    /* The memory of an unusually long record is not kept. */
    if (parts->content.capacity > 2 * (size_t)PART_SIZE)
        buffer_wipe_free(&parts->content);
    else
        buffer_clear(&parts->content);
    return ok;
}

uint8_t *parts_reserve(struct parts *parts, size_t size, struct error *error)
{
    if (parts->content.size && parts->content.size + size > PART_SIZE && !parts_flush(parts, error))
        return NULL;
    return buffer_reserve(&parts->content, size);
}

void parts_keep(struct parts *parts, size_t size)
{
    parts->content.size += size;
}

void parts_free(struct parts *parts)
{
    buffer_free(&parts->folder);
    buffer_wipe_free(&parts->content);
}
