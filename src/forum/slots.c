#include "forum/slots.h"

/* Whether group `a` has the better claim to the next slot than `b`: weight / (2 slots + 1). */
static bool claims_before(const int64_t *weights, const int64_t *slots, size_t a, size_t b)
{
    int64_t left = weights[a] * (2 * slots[b] + 1), right = weights[b] * (2 * slots[a] + 1);

    return left != right ? left > right : weights[a] > weights[b];
}

static bool is_sound(const int64_t *weights, size_t count, int64_t slots)
{
    int64_t needed = 0;

    for (size_t i = 0; i < count; i++) {
        if (weights[i] < 0 || weights[i] > SLOTS_WEIGHT)
            return false;
        needed += weights[i] > 0;
    }
    return count <= SLOTS_GROUPS && needed > 0 && slots >= needed && slots <= SLOTS_MOST;
}

bool slots_divide(const int64_t *weights, size_t count, int64_t slots, int64_t *out)
{
    if (!is_sound(weights, count, slots))
        return false;
    for (size_t i = 0; i < count; i++) {
        out[i] = weights[i] > 0;
        slots -= out[i];
    }
    for (; slots > 0; slots--) {
        size_t best = count;

        for (size_t i = 0; i < count; i++)
            if (weights[i] > 0 && (best == count || claims_before(weights, out, i, best)))
                best = i;
        out[best]++;
    }
    return true;
}
