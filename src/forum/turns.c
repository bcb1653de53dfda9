#include "forum/turns.h"

#include <stdlib.h>

#include "base/memory.h"

/* How many orders are looked at for one choice: what keeps 10,000 speakers below a second. */
enum { AHEAD_ORDERS = 2048, AHEAD_SPEECHES = 6, END_STEPS = 200000 };

/* One look ahead. */
struct look {
    const struct turns *turns;
    unsigned deepest; /* speeches; 0: to the end */
    int64_t steps;    /* left */
    bool found;
    int64_t best; /* cost of the best order so far */
    unsigned first;
    int64_t worst; /* its largest lag */
    unsigned looked;
};

static int64_t planned(const struct turns *turns, const struct turns_state *at, unsigned group)
{
    return turns->queues[group].turns[at->next[group]].planned;
}

static bool fits(const struct turns *turns, const struct turns_state *at, unsigned group)
{
    return at->next[group] < turns->queues[group].count &&
           planned(turns, at, group) <= turns->length - at->now;
}

/* `seconds` pass, used by `group`. */
static void pass(const struct turns *turns, struct turns_state *at, unsigned group, int64_t seconds)
{
    for (size_t i = 0; i < turns->waiting_count; i++) {
        unsigned other = turns->waiting[i];

        at->lag[other] += turns->weights[other] * seconds;
    }
    at->lag[group] -= turns->whole * seconds;
    at->now += seconds;
}

static int64_t largest_lag(const struct turns *turns, const struct turns_state *at)
{
    int64_t most = 0;

    for (size_t i = 0; i < turns->waiting_count; i++)
        if (at->lag[turns->waiting[i]] > most)
            most = at->lag[turns->waiting[i]];
    return most;
}

/* How far the shares are from the weights: the largest lag or lead. */
static int64_t largest_distance(const struct turns *turns, const struct turns_state *at)
{
    int64_t most = 0;

    for (size_t i = 0; i < turns->waiting_count; i++) {
        int64_t lag = at->lag[turns->waiting[i]];

        if ((lag < 0 ? -lag : lag) > most)
            most = lag < 0 ? -lag : lag;
    }
    return most;
}

/* Groups whose next speech fits, those first that would soonest lag by three minutes: an order good
 * in itself, so that most others are cut off early, and the tie-break. */
static size_t choices(const struct turns *turns, const struct turns_state *at,
                      unsigned out[ALLOTMENT_GROUPS])
{
    int64_t bound = 180 * turns->whole;
    size_t count = 0;

    for (size_t i = 0; i < turns->waiting_count; i++) {
        unsigned group = turns->waiting[i];
        size_t place = count;

        if (!fits(turns, at, group))
            continue;
        while (place > 0 &&
               (__int128)(bound - at->lag[group]) * turns->weights[out[place - 1]] <
                   (__int128)(bound - at->lag[out[place - 1]]) * turns->weights[group]) {
            out[place] = out[place - 1];
            place--;
        }
        out[place] = group;
        count++;
    }
    return count;
}

/* At the end the final shares count as much as the lag on the way, and time left unused a little.
 */
static int64_t cost_at_end(const struct turns *turns, const struct turns_state *at, int64_t worst)
{
    int64_t distance = largest_distance(turns, at);
    int64_t unused = (turns->length - at->now) * turns->whole;

    return (worst > distance ? worst : distance) * 100 + worst + distance + 5 * unused;
}

static void keep(struct look *look, int64_t cost, unsigned first, int64_t worst, unsigned depth)
{
    if (look->found && cost >= look->best)
        return;
    look->found = true;
    look->best = cost;
    look->first = first;
    look->worst = worst;
    look->looked = depth;
}

/* Looks at every order that begins as far as `at`, with `depth` speeches and the largest lag
 * `worst`. */
static void look_on(struct look *look, const struct turns_state *at, unsigned depth, int64_t worst,
                    unsigned first)
{
    const struct turns *turns = look->turns;
    unsigned groups[ALLOTMENT_GROUPS];
    size_t count;

    if (look->found && (look->steps <= 0 || (look->deepest ? worst : worst * 101) >= look->best))
        return;
    count = look->deepest && depth == look->deepest ? 0 : choices(turns, at, groups);
    if (count == 0) {
        keep(look, look->deepest ? worst : cost_at_end(turns, at, worst), first, worst, depth);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct turns_state then = *at;
        int64_t lag;

        look->steps--;
        pass(turns, &then, groups[i], planned(turns, at, groups[i]));
        then.next[groups[i]]++;
        lag = largest_lag(turns, &then);
        look_on(look, &then, depth + 1, lag > worst ? lag : worst, depth == 0 ? groups[i] : first);
    }
}

/* How many speeches ahead can be looked at. */
static unsigned depth_for(size_t groups, int64_t orders, unsigned most)
{
    unsigned depth = 1;

    for (int64_t seen = (int64_t)groups; depth < most && seen * (int64_t)groups <= orders; depth++)
        seen *= (int64_t)groups;
    return depth;
}

/* Whether all that is left can be looked at: as many speeches as the shortest that wait allow. */
static bool is_end(const struct turns *turns, const unsigned *groups, size_t count)
{
    int64_t sum = 0, left = turns->length - turns->at.now;
    unsigned depth = depth_for(turns->waiting_count, END_STEPS, 16);

    for (size_t i = 0; i < count; i++)
        sum += planned(turns, &turns->at, groups[i]);
    return left * (int64_t)count <= sum * depth;
}

/* Seconds, rounded away from zero for what lags. */
static int64_t seconds_of(const struct turns *turns, int64_t lag)
{
    return lag > 0 ? (lag + turns->whole - 1) / turns->whole : lag / turns->whole;
}

/* A lag or lead in thousandths of a second. */
static int64_t thousandths(const struct turns *turns, int64_t lag)
{
    return (int64_t)((__int128)(lag < 0 ? -lag : lag) * 1000 / turns->whole);
}

/* Finds who has somebody waiting now, and notes what a group left with that has nobody any more. */
static int64_t find_waiting(struct turns *turns)
{
    uint64_t before = 0;
    int64_t whole = 0;

    for (size_t i = 0; i < turns->waiting_count; i++)
        before |= UINT64_C(1) << turns->waiting[i];
    turns->waiting_count = 0;
    for (unsigned group = 0; group < turns->group_count; group++) {
        int64_t left = thousandths(turns, turns->at.lag[group]);

        if (turns->at.next[group] < turns->queues[group].count) {
            turns->waiting[turns->waiting_count++] = group;
            whole += turns->weights[group];
        } else if (before >> group & 1 && left > turns->left) {
            turns->left = left;
        }
    }
    return whole;
}

/* Groups that have nobody waiting drop out, others come in. The lags are carried over in seconds, to
 * the nearest part. */
static void renew(struct turns *turns)
{
    int64_t before = turns->whole, whole = find_waiting(turns);

    if (whole == 0 || whole == before)
        return;
    turns->whole = whole;
    for (unsigned group = 0; group < turns->group_count; group++) {
        int64_t *lag = &turns->at.lag[group];
        __int128 scaled = (__int128)*lag * whole;

        *lag = (int64_t)((scaled + (scaled < 0 ? -before / 2 : before / 2)) / before);
    }
}

void turns_start(struct turns *turns, const int64_t *weights, size_t count, int64_t length)
{
    *turns = (struct turns){.length = length, .group_count = count};
    for (size_t i = 0; i < count; i++) {
        turns->weights[i] = weights[i];
        turns->whole += weights[i];
    }
}

void turns_ask(struct turns *turns, unsigned group, size_t speaker, unsigned position,
               int64_t planned_seconds, struct arena *arena)
{
    struct turns_queue *queue = &turns->queues[group];

    if (queue->count == queue->room) {
        size_t room = queue->room ? 2 * queue->room : 16;
        struct turn *more = arena_take(arena, room * sizeof *more);

        if (queue->count)
            memcpy(more, queue->turns, queue->count * sizeof *more);
        queue->turns = more;
        queue->room = room;
    }
    queue->turns[queue->count++] =
        (struct turn){speaker, position, planned_seconds, queue->asked++};
    queue->changed = true;
}

bool turns_leave(struct turns *turns, unsigned group, size_t speaker)
{
    struct turns_queue *queue = &turns->queues[group];
    size_t at = turns->at.next[group];

    while (at < queue->count && queue->turns[at].speaker != speaker)
        at++;
    if (at == queue->count)
        return false;
    memmove(&queue->turns[at], &queue->turns[at + 1],
            (queue->count - at - 1) * sizeof *queue->turns);
    queue->count--;
    queue->changed = true;
    return true;
}

void turns_heard(struct turns *turns, unsigned group, unsigned position)
{
    turns->queues[group].heard |= 1u | 1u << position;
    turns->queues[group].changed = true;
}

static int compare_asked(const void *left, const void *right)
{
    const struct turn *a = left, *b = right;

    return (a->asked > b->asked) - (a->asked < b->asked);
}

/* As they asked, but new positions first; where nobody of the group had the floor, the first who
 * asked before all. */
static void order_queue(struct turn *turns, size_t count, uint32_t heard)
{
    struct turn *later = memory_take((count + 1) * sizeof *later);
    size_t first = 0, rest = 0;

    qsort(turns, count, sizeof *turns, compare_asked);
    for (size_t i = 0; i < count; i++) {
        uint32_t position = 1u << turns[i].position;

        if (!(heard & 1u) || (turns[i].position && !(heard & position))) {
            heard |= 1u | position;
            turns[first++] = turns[i];
        } else {
            later[rest++] = turns[i];
        }
    }
    memcpy(turns + first, later, rest * sizeof *later);
    free(later);
}

void turns_order(struct turns *turns)
{
    for (unsigned group = 0; group < turns->group_count; group++) {
        struct turns_queue *queue = &turns->queues[group];
        size_t next = turns->at.next[group];

        if (!queue->changed)
            continue;
        order_queue(queue->turns + next, queue->count - next, queue->heard);
        queue->changed = false;
    }
}

const struct turn *turns_first(const struct turns *turns, unsigned group)
{
    const struct turns_queue *queue = &turns->queues[group];
    size_t next = turns->at.next[group];

    return next < queue->count ? &queue->turns[next] : NULL;
}

bool turns_choose(struct turns *turns, struct turn_choice *out)
{
    struct look look = {.turns = turns, .steps = END_STEPS};
    unsigned groups[ALLOTMENT_GROUPS];
    size_t count;

    turns_order(turns);
    renew(turns);
    count = choices(turns, &turns->at, groups);
    if (count == 0)
        return false;
    if (!is_end(turns, groups, count))
        look.deepest = depth_for(turns->waiting_count, AHEAD_ORDERS, AHEAD_SPEECHES);
    look.first = groups[0];
    if (count > 1)
        look_on(&look, &turns->at, 0, largest_lag(turns, &turns->at), groups[0]);
    *out = (struct turn_choice){
        .group = look.first,
        .reason = count == 1     ? ALLOTMENT_ONLY
                  : look.deepest ? ALLOTMENT_AHEAD
                                 : ALLOTMENT_END,
        .behind = seconds_of(turns, turns->at.lag[look.first]),
        .worst = seconds_of(turns, count == 1 ? largest_lag(turns, &turns->at) : look.worst),
        .looked = count == 1 ? 1 : look.looked,
    };
    return true;
}

struct turn turns_take(struct turns *turns, unsigned group)
{
    return turns->queues[group].turns[turns->at.next[group]++];
}

void turns_spend(struct turns *turns, unsigned group, int64_t seconds)
{
    pass(turns, &turns->at, group, seconds);
}

void turns_lose(struct turns *turns, int64_t seconds)
{
    turns->length -= seconds;
}

void turns_grant(struct turns *turns, unsigned group, int64_t seconds)
{
    turns->at.lag[group] += turns->whole * seconds;
    turns->length += seconds;
}

int64_t turns_worst(const struct turns *turns)
{
    return seconds_of(turns, largest_lag(turns, &turns->at));
}

int64_t turns_distance(const struct turns *turns)
{
    int64_t now = thousandths(turns, largest_distance(turns, &turns->at));

    return now > turns->left ? now : turns->left;
}
