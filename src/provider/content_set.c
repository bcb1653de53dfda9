#include "provider/content_set.h"

#include <stdlib.h>

#include "base/memory.h"

enum { CAPACITY_FIRST = 64 };

static const uint8_t none[FINGERPRINT_SIZE];

/* The content's fingerprint, never all zeros. */
static void name_of(struct fingerprinter *fingerprinter, struct slice content,
                    uint8_t name[FINGERPRINT_SIZE])
{
    while (content.size &&
           (content.data[content.size - 1] == '\n' || content.data[content.size - 1] == '\r'))
        content.size--;
    fingerprint_of(fingerprinter, content, name);
    if (memcmp(name, none, FINGERPRINT_SIZE) == 0)
        name[0] = 1;
}

/* The place of `name`, or the free one where it belongs. */
static size_t place_of(const struct content_set *set, const uint8_t name[FINGERPRINT_SIZE])
{
    uint64_t hash;
    size_t place;

    memcpy(&hash, name, sizeof hash);
    for (place = hash & (set->capacity - 1); memcmp(set->places[place], none, FINGERPRINT_SIZE);
         place = (place + 1) & (set->capacity - 1))
        if (memcmp(set->places[place], name, FINGERPRINT_SIZE) == 0)
            break;
    return place;
}

/* At most half of the places are taken. */
static void grow(struct content_set *set)
{
    struct content_set old = *set;

    if (2 * (set->count + 1) <= set->capacity)
        return;
    set->capacity = old.capacity ? 2 * old.capacity : CAPACITY_FIRST;
    set->places = memory_take(set->capacity * sizeof *set->places);
    for (size_t i = 0; i < old.capacity; i++)
        if (memcmp(old.places[i], none, FINGERPRINT_SIZE))
            memcpy(set->places[place_of(set, old.places[i])], old.places[i], FINGERPRINT_SIZE);
    free(old.places);
}

void content_set_add(struct content_set *set, struct fingerprinter *fingerprinter,
                     struct slice content)
{
    uint8_t name[FINGERPRINT_SIZE];
    size_t place;

    if (content_set_has(set, fingerprinter, content))
        return;
    if (set->count == CONTENT_SET_MAX) {
        set->full = true;
        return;
    }
    grow(set);
    name_of(fingerprinter, content, name);
    place = place_of(set, name);
    memcpy(set->places[place], name, FINGERPRINT_SIZE);
    set->count++;
}

bool content_set_has(const struct content_set *set, struct fingerprinter *fingerprinter,
                     struct slice content)
{
    uint8_t name[FINGERPRINT_SIZE];

    if (set->count == 0)
        return false;
    name_of(fingerprinter, content, name);
    return memcmp(set->places[place_of(set, name)], name, FINGERPRINT_SIZE) == 0;
}

void content_set_free(struct content_set *set)
{
    free(set->places);
    memset(set, 0, sizeof *set);
}
