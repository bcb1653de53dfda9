#include "forum/allotment.h"

#include <string.h>

/* How many orders are looked at for one choice: what keeps 10,000 speakers below a second. */
enum { AHEAD_ORDERS = 2048, AHEAD_SPEECHES = 6, END_STEPS = 200000 };

/* Where the session stands. A lag is in parts of a second: 1 / `whole` of one. */
struct floor_state {
    int64_t now;
    int64_t lag[ALLOTMENT_GROUPS];
    size_t next[ALLOTMENT_GROUPS]; /* place in the group's queue */
};

struct session {
    const struct allotment_terms *terms;
    const size_t *queue[ALLOTMENT_GROUPS]; /* speakers of each group, in the order of their turns */
    size_t queued[ALLOTMENT_GROUPS];
    unsigned waiting[ALLOTMENT_GROUPS]; /* groups with somebody waiting */
    size_t waiting_count;
    int64_t whole; /* the sum of their weights */
    int64_t left;  /* the largest lag or lead with which a group had nobody waiting any more:
                      thousandths of a second */
    struct floor_state at;
};

/* One look ahead. */
struct look {
    const struct session *session;
    unsigned deepest; /* speeches; 0: to the end */
    int64_t steps;    /* left */
    bool found;
    int64_t best; /* cost of the best order so far */
    unsigned first;
    int64_t worst; /* its largest lag */
    unsigned looked;
};

static int64_t planned(const struct session *session, const struct floor_state *at, unsigned group)
{
    return session->terms->speakers[session->queue[group][at->next[group]]].planned;
}

static bool fits(const struct session *session, const struct floor_state *at, unsigned group)
{
    return at->next[group] < session->queued[group] &&
           planned(session, at, group) <= session->terms->length - at->now;
}

/* `seconds` pass, used by `group`. */
static void pass(const struct session *session, struct floor_state *at, unsigned group,
                 int64_t seconds)
{
    for (size_t i = 0; i < session->waiting_count; i++) {
        unsigned other = session->waiting[i];

        at->lag[other] += session->terms->groups[other].weight * seconds;
    }
    at->lag[group] -= session->whole * seconds;
    at->now += seconds;
}

static int64_t largest_lag(const struct session *session, const struct floor_state *at)
{
    int64_t most = 0;

    for (size_t i = 0; i < session->waiting_count; i++)
        if (at->lag[session->waiting[i]] > most)
            most = at->lag[session->waiting[i]];
    return most;
}

/* How far the shares are from the weights: the largest lag or lead. */
static int64_t largest_distance(const struct session *session, const struct floor_state *at)
{
    int64_t most = 0;

    for (size_t i = 0; i < session->waiting_count; i++) {
        int64_t lag = at->lag[session->waiting[i]];

        if ((lag < 0 ? -lag : lag) > most)
            most = lag < 0 ? -lag : lag;
    }
    return most;
}

/* Groups whose next speech fits, those first that would soonest lag by three minutes: an order good
 * in itself, so that most others are cut off early, and the tie-break. */
static size_t choices(const struct session *session, const struct floor_state *at,
                      unsigned out[ALLOTMENT_GROUPS])
{
    const struct allotment_group *groups = session->terms->groups;
    int64_t bound = 180 * session->whole;
    size_t count = 0;

    for (size_t i = 0; i < session->waiting_count; i++) {
        unsigned group = session->waiting[i];
        size_t place = count;

        if (!fits(session, at, group))
            continue;
        while (place > 0 &&
               (__int128)(bound - at->lag[group]) * groups[out[place - 1]].weight <
                   (__int128)(bound - at->lag[out[place - 1]]) * groups[group].weight) {
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
static int64_t cost_at_end(const struct session *session, const struct floor_state *at,
                           int64_t worst)
{
    int64_t distance = largest_distance(session, at);
    int64_t unused = (session->terms->length - at->now) * session->whole;

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
static void look_on(struct look *look, const struct floor_state *at, unsigned depth, int64_t worst,
                    unsigned first)
{
    const struct session *session = look->session;
    unsigned groups[ALLOTMENT_GROUPS];
    size_t count;

    if (look->found && (look->steps <= 0 || (look->deepest ? worst : worst * 101) >= look->best))
        return;
    count = look->deepest && depth == look->deepest ? 0 : choices(session, at, groups);
    if (count == 0) {
        keep(look, look->deepest ? worst : cost_at_end(session, at, worst), first, worst, depth);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct floor_state then = *at;
        int64_t lag;

        look->steps--;
        pass(session, &then, groups[i], planned(session, at, groups[i]));
        then.next[groups[i]]++;
        lag = largest_lag(session, &then);
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
static bool is_end(const struct session *session, const unsigned *groups, size_t count)
{
    int64_t sum = 0, left = session->terms->length - session->at.now;
    unsigned depth = depth_for(session->waiting_count, END_STEPS, 16);

    for (size_t i = 0; i < count; i++)
        sum += planned(session, &session->at, groups[i]);
    return left * (int64_t)count <= sum * depth;
}

/* Seconds, rounded away from zero for what lags. */
static int64_t seconds_of(const struct session *session, int64_t lag)
{
    return lag > 0 ? (lag + session->whole - 1) / session->whole : lag / session->whole;
}

/* The group that speaks next. False where nobody fits. */
static bool choose(const struct session *session, struct allotted *out, unsigned *group)
{
    unsigned groups[ALLOTMENT_GROUPS];
    size_t count = choices(session, &session->at, groups);
    struct look look = {.session = session, .steps = END_STEPS};

    if (count == 0)
        return false;
    if (!is_end(session, groups, count))
        look.deepest = depth_for(session->waiting_count, AHEAD_ORDERS, AHEAD_SPEECHES);
    look.first = groups[0];
    if (count > 1)
        look_on(&look, &session->at, 0, largest_lag(session, &session->at), groups[0]);
    *group = look.first;
    out->reason = count == 1 ? ALLOTMENT_ONLY : look.deepest ? ALLOTMENT_AHEAD : ALLOTMENT_END;
    out->behind = seconds_of(session, session->at.lag[*group]);
    out->worst = seconds_of(session, count == 1 ? largest_lag(session, &session->at) : look.worst);
    out->looked = count == 1 ? 1 : look.looked;
    return true;
}

/* A lag or lead in thousandths of a second. */
static int64_t thousandths(const struct session *session, int64_t lag)
{
    return (int64_t)((__int128)(lag < 0 ? -lag : lag) * 1000 / session->whole);
}

/* Groups that have nobody waiting drop out. The others' lags are carried over in seconds, to the
 * nearest part. */
static void renew(struct session *session)
{
    int64_t before = session->whole, whole = 0;
    unsigned still[ALLOTMENT_GROUPS];
    size_t count = 0;

    for (size_t i = 0; i < session->waiting_count; i++) {
        unsigned group = session->waiting[i];
        int64_t left = thousandths(session, session->at.lag[group]);

        if (session->at.next[group] < session->queued[group]) {
            still[count++] = group;
            whole += session->terms->groups[group].weight;
        } else if (left > session->left) {
            session->left = left;
        }
    }
    session->whole = whole;
    session->waiting_count = count;
    for (size_t i = 0; i < count; i++) {
        int64_t *lag = &session->at.lag[still[i]];
        __int128 scaled = (__int128)*lag * session->whole;

        session->waiting[i] = still[i];
        if (before != session->whole)
            *lag = (int64_t)((scaled + (scaled < 0 ? -before / 2 : before / 2)) / before);
    }
}

static void measure(const struct session *session, struct allotment *out)
{
    int64_t lag = seconds_of(session, largest_lag(session, &session->at));

    if (lag > out->worst_lag)
        out->worst_lag = lag;
}

/* Of groups that ran out of speakers as they stood then, of the others as they stand. */
static int64_t share_error(const struct session *session)
{
    int64_t most = session->left;

    if (session->waiting_count > 0) {
        int64_t distance = thousandths(session, largest_distance(session, &session->at));

        most = distance > most ? distance : most;
    }
    return session->at.now > 0 ? most * 100 / session->at.now : 0;
}

/* The first who waits in a group, passing those who are not there. */
static void pass_absent(struct session *session, unsigned group, struct allotment *out)
{
    size_t *next = &session->at.next[group];

    while (*next < session->queued[group] &&
           session->terms->speakers[session->queue[group][*next]].actual == 0)
        out->absent[out->absent_count++] = session->queue[group][(*next)++];
}

static void speak(struct session *session, unsigned group, struct allotted allotted,
                  struct allotment *out)
{
    const struct allotment_speaker *speaker;
    int64_t seconds;

    allotted.speaker = session->queue[group][session->at.next[group]++];
    speaker = &session->terms->speakers[allotted.speaker];
    seconds = speaker->actual < 0 ? speaker->planned : speaker->actual;
    allotted.start = session->at.now;
    pass(session, &session->at, group, seconds);
    allotted.end = session->at.now;
    out->order[out->count++] = allotted;
    pass_absent(session, group, out);
}

/* Whether a speaker who has not had a turn is the first of a position that was not heard. */
static bool brings_position(const struct allotment_speaker *speaker, uint32_t heard)
{
    return speaker->position != 0 && !(heard & 1u << speaker->position);
}

/* The group's turns: as they asked, new positions first. */
static void queue_group(const struct allotment_terms *terms, const size_t *asked, size_t count,
                        size_t *turns)
{
    uint32_t heard = 0;
    size_t turn = 0;

    for (size_t i = 0; i < count; i++)
        if (i == 0 || brings_position(&terms->speakers[asked[i]], heard)) {
            heard |= 1u << terms->speakers[asked[i]].position;
            turns[turn++] = asked[i];
        }
    for (size_t i = 0, taken = 0; i < count; i++) {
        if (taken < turn && turns[taken] == asked[i])
            taken++;
        else
            turns[turn + i - taken] = asked[i];
    }
}

static void queue_all(struct session *session, struct arena *arena)
{
    const struct allotment_terms *terms = session->terms;
    size_t *asked = arena_take(arena, (terms->speaker_count + 1) * sizeof *asked);

    for (unsigned group = 0; group < terms->group_count; group++) {
        size_t count = 0;
        size_t *turns;

        for (size_t i = 0; i < terms->speaker_count; i++)
            if (terms->speakers[i].group == group)
                asked[count++] = i;
        turns = arena_take(arena, (count + 1) * sizeof *turns);
        queue_group(terms, asked, count, turns);
        session->queue[group] = turns;
        session->queued[group] = count;
        session->waiting[session->waiting_count++] = group;
    }
}

/* Those who had no turn, in the order in which they asked. */
static void find_not_reached(const struct session *session, struct arena *arena,
                             struct allotment *out)
{
    size_t count = session->terms->speaker_count;
    bool *had = arena_take(arena, count + 1);

    memset(had, 0, count + 1);
    for (size_t i = 0; i < out->count; i++)
        had[out->order[i].speaker] = true;
    for (size_t i = 0; i < out->absent_count; i++)
        had[out->absent[i]] = true;
    for (size_t i = 0; i < count; i++)
        if (!had[i])
            out->not_reached[out->not_reached_count++] = i;
}

void allot(const struct allotment_terms *terms, struct arena *arena, struct allotment *out)
{
    struct session session = {.terms = terms, .whole = 1};
    struct allotted next = {0};
    unsigned group;

    *out = (struct allotment){
        .order = arena_take(arena, (terms->speaker_count + 1) * sizeof *out->order),
        .not_reached = arena_take(arena, (terms->speaker_count + 1) * sizeof *out->not_reached),
        .absent = arena_take(arena, (terms->speaker_count + 1) * sizeof *out->absent),
    };
    queue_all(&session, arena);
    for (unsigned i = 0; i < terms->group_count; i++)
        pass_absent(&session, i, out);
    for (renew(&session); choose(&session, &next, &group); renew(&session)) {
        speak(&session, group, next, out);
        measure(&session, out);
    }
    out->share_error = share_error(&session);
    find_not_reached(&session, arena, out);
}
