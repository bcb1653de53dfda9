#include "base/zone.h"

#include "base/files.h"

enum { ZONE_BYTES = 65536, HEADER = 44 };

bool zone_is_name(struct slice name)
{
    for (size_t i = 0; i < name.size; i++) {
        uint8_t c = name.data[i];
        bool slash = c == '/' && i > 0 && i + 1 < name.size && name.data[i - 1] != '/';

        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            c != '_' && c != '+' && c != '-' && !slash)
            return false;
    }
    return name.size > 0 && name.size < ZONE_NAME;
}

static uint64_t big_endian(struct slice bytes, size_t size)
{
    uint64_t number = 0;

    for (size_t i = 0; i < size; i++)
        number = number << 8 | bytes.data[i];
    return number;
}

/* The counts of a block's header, in the file's order. */
struct counts {
    size_t utc, standard, leap, time, type, letters;
};

static bool read_header(struct slice *rest, struct counts *out)
{
    size_t *const places[] = {&out->utc,  &out->standard, &out->leap,
                              &out->time, &out->type,     &out->letters};

    if (rest->size < HEADER || !slice_starts(*rest, SLICE("TZif")))
        return false;
    for (size_t i = 0; i < 6; i++)
        *places[i] = big_endian(slice_from(*rest, 20 + 4 * i), 4);
    *rest = slice_from(*rest, HEADER);
    return out->time <= ZONE_CHANGES && out->type >= 1 && out->type <= 256 &&
           out->letters <= 2048 && out->leap <= 1000 && out->utc <= 256 && out->standard <= 256;
}

static size_t block_size(const struct counts *counts, size_t wide)
{
    return counts->time * (wide + 1) + counts->type * 6 + counts->letters +
           counts->leap * (wide + 4) + counts->utc + counts->standard;
}

/* The block of version 2 and later: instants of eight bytes, then types, then the types' offsets. */
static bool read_block(struct slice rest, const struct counts *counts, struct arena *arena,
                       struct zone *out)
{
    struct slice kinds = slice_from(rest, counts->time * 8);
    struct slice types = slice_from(kinds, counts->time);
    int64_t *changes = arena_take(arena, (counts->time + 1) * sizeof *changes);
    int32_t *offsets = arena_take(arena, (counts->time + 1) * sizeof *offsets);

    if (rest.size < block_size(counts, 8))
        return false;
    for (size_t i = 0; i < counts->time; i++) {
        size_t kind = kinds.data[i];

        if (kind >= counts->type)
            return false;
        changes[i] = (int64_t)big_endian(slice_from(rest, 8 * i), 8);
        offsets[i] = (int32_t)big_endian(slice_from(types, 6 * kind), 4);
        if (i && changes[i] <= changes[i - 1])
            return false;
        if (offsets[i] < -DAY || offsets[i] > DAY)
            return false;
    }
    out->changes = changes;
    out->offsets = offsets;
    out->count = counts->time;
    out->first = (int32_t)big_endian(types, 4);
    return out->first >= -DAY && out->first <= DAY;
}

bool zone_parse(struct slice bytes, struct arena *arena, struct zone *out, struct error *error)
{
    struct slice rest = bytes;
    struct counts counts;
    bool ok =
        read_header(&rest, &counts) && bytes.data[4] >= '2' && rest.size >= block_size(&counts, 4);

    if (ok)
        rest = slice_from(rest, block_size(&counts, 4));
    ok = ok && read_header(&rest, &counts) && read_block(rest, &counts, arena, out);
    return ok || error_set(error, ERROR_VALUE_TYPE, "not the file of a time zone");
}

bool zone_read(const char *folder, struct slice name, struct arena *arena, struct zone *out,
               struct error *error)
{
    struct buffer path = {0}, bytes = {0};
    struct error reading = {0};
    bool ok;

    *out = (struct zone){0};
    if (!zone_is_name(name))
        return error_set(error, ERROR_KEY_UNKNOWN, "that is no name of a time zone");
    buffer_format(&path, "%s/%.*s", folder ? folder : "/usr/share/zoneinfo", SLICE_ARG(name));
    ok = files_read(buffer_string(&path), ZONE_BYTES, &bytes, &reading) &&
         zone_parse(buffer_slice(&bytes), arena, out, &reading);
    buffer_free(&path);
    buffer_free(&bytes);
    if (!ok)
        return error_set(error, ERROR_KEY_UNKNOWN, "there is no such time zone here");
    memcpy(out->name, name.data, name.size);
    return true;
}

int32_t zone_offset(const struct zone *zone, instant at)
{
    size_t low = 0, high = zone->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (zone->changes[middle] <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? zone->offsets[low - 1] : zone->first;
}
