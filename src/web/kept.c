#include "web/kept.h"

/* FNV-1a: a reader who makes keys meet only makes their own answers slower. */
static size_t slot_of(struct slice key)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < key.size; i++)
        hash = (hash ^ key.data[i]) * 16777619u;
    return hash % KEPT_SLOTS;
}

const struct kept_answer *kept_find(const struct kept_answers *answers, struct slice key)
{
    const struct kept_answer *answer = &answers->slots[slot_of(key)];

    return answer->made && slice_equal(slice_of(answer->key, answer->size), key) ? answer : NULL;
}

bool kept_put(struct kept_answers *answers, struct slice key, void *made, const char *route,
              uint64_t bytes, void **replaced)
{
    struct kept_answer *answer = &answers->slots[slot_of(key)];

    *replaced = NULL;
    if (key.size > KEPT_KEY)
        return false;
    *replaced = answer->made;
    memcpy(answer->key, key.data, key.size);
    answer->size = key.size;
    answer->made = made;
    answer->route = route;
    answer->bytes = bytes;
    return true;
}
