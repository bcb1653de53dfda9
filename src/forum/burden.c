#include "forum/burden.h"

#include <stdlib.h>

#include "base/memory.h"

/* ---- one session in one zone ---- */

/* The next instant at which the zone's offset changes, or the end. */
static instant next_change(const struct zone *zone, instant at, instant end)
{
    size_t low = 0, high = zone->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (zone->changes[middle] <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < zone->count && zone->changes[low] < end ? zone->changes[low] : end;
}

int64_t burden_of(const struct zone *zone, instant start, int64_t length)
{
    instant at = start, end = start + length;
    int64_t night = 0;

    while (at < end) {
        int64_t clock = ((at + zone_offset(zone, at)) % DAY + DAY) % DAY;
        bool is_night = clock >= BURDEN_EVENING || clock < BURDEN_MORNING;
        int64_t until = clock < BURDEN_MORNING   ? BURDEN_MORNING
                        : clock < BURDEN_EVENING ? BURDEN_EVENING
                                                 : DAY;
        instant next = next_change(zone, at, end);

        if (at + until - clock < next)
            next = at + until - clock;
        night += is_night ? next - at : 0;
        at = next;
    }
    return night;
}

/* ---- choosing ---- */

struct cost {
    int64_t worst;
    __int128 squares;
    int64_t people;
};

static int compare(const struct cost *a, const struct cost *b)
{
    if (a->worst != b->worst)
        return a->worst < b->worst ? -1 : 1;
    if (a->squares != b->squares)
        return a->squares < b->squares ? -1 : 1;
    return (a->people > b->people) - (a->people < b->people);
}

struct search {
    struct burden *burden;
    int32_t *night; /* of session, start and zone */
    size_t starts[BURDEN_SESSIONS];
    int64_t totals[BURDEN_ZONES];
    size_t chosen[BURDEN_SESSIONS];
};

static const int32_t *nights(const struct search *search, size_t session, size_t start)
{
    return search->night + (session * BURDEN_STARTS + start) * search->burden->zone_count;
}

static void fill(struct search *search)
{
    const struct burden *burden = search->burden;

    for (size_t s = 0; s < burden->session_count; s++) {
        const struct burden_session *session = &burden->sessions[s];

        search->starts[s] = (size_t)((session->until - session->from) / BURDEN_STEP) + 1;
        for (size_t k = 0; k < search->starts[s]; k++)
            for (size_t z = 0; z < burden->zone_count; z++)
                search->night[(s * BURDEN_STARTS + k) * burden->zone_count + z] =
                    (int32_t)burden_of(&burden->zones[z].zone,
                                       session->from + (int64_t)k * BURDEN_STEP, session->length);
    }
}

static void move(struct search *search, size_t session, size_t start, int sign)
{
    const int32_t *night = nights(search, session, start);

    for (size_t z = 0; z < search->burden->zone_count; z++)
        search->totals[z] += sign * night[z];
}

static struct cost cost_of(const struct search *search)
{
    struct cost cost = {0};

    for (size_t z = 0; z < search->burden->zone_count; z++) {
        int64_t total = search->totals[z];

        cost.worst = total > cost.worst ? total : cost.worst;
        cost.squares += (__int128)total * total;
        cost.people += total / 60 * search->burden->zones[z].people;
    }
    return cost;
}

/* The best start of a session that is not counted in yet; it is counted in then. The cost. */
static struct cost place(struct search *search, size_t session)
{
    struct cost best = {0};

    for (size_t k = 0; k < search->starts[session]; k++) {
        struct cost cost;

        move(search, session, k, 1);
        cost = cost_of(search);
        move(search, session, k, -1);
        if (k == 0 || compare(&cost, &best) < 0) {
            best = cost;
            search->chosen[session] = k;
        }
    }
    move(search, session, search->chosen[session], 1);
    return best;
}

/* Places all sessions, forwards or backwards, then each again until nothing gets better. */
static struct cost settle(struct search *search, bool backwards)
{
    size_t count = search->burden->session_count;
    struct cost cost = {0}, before;

    for (size_t z = 0; z < search->burden->zone_count; z++)
        search->totals[z] = search->burden->zones[z].before;
    for (size_t i = 0; i < count; i++)
        cost = place(search, backwards ? count - 1 - i : i);
    do {
        before = cost;
        for (size_t i = 0; i < count; i++) {
            move(search, i, search->chosen[i], -1);
            cost = place(search, i);
        }
    } while (compare(&cost, &before) < 0);
    return cost;
}

static int64_t worst_at_earliest(struct search *search)
{
    for (size_t z = 0; z < search->burden->zone_count; z++)
        search->totals[z] = search->burden->zones[z].before;
    for (size_t i = 0; i < search->burden->session_count; i++)
        move(search, i, 0, 1);
    return cost_of(search).worst;
}

void burden_propose(struct burden *burden)
{
    size_t cells = burden->session_count * BURDEN_STARTS * burden->zone_count;
    struct search *search = memory_take(sizeof *search), *other = memory_take(sizeof *other);
    struct cost forwards, backwards;

    search->burden = burden;
    search->night = memory_take((cells + 1) * sizeof *search->night);
    fill(search);
    burden->fixed = worst_at_earliest(search);
    *other = *search;
    forwards = settle(search, false);
    backwards = settle(other, true);
    if (compare(&backwards, &forwards) < 0) {
        *search = *other;
        forwards = backwards;
    }
    burden->worst = forwards.worst;
    for (size_t i = 0; i < burden->session_count; i++)
        burden->sessions[i].start =
            burden->sessions[i].from + (int64_t)search->chosen[i] * BURDEN_STEP;
    for (size_t z = 0; z < burden->zone_count; z++)
        burden->zones[z].total = search->totals[z];
    free(search->night);
    free(search);
    free(other);
}
