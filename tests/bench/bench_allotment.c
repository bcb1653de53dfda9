/* Fair speaking time beside the rules known elsewhere, in one run: 500 sessions of 180 minutes, four
 * groups weighted 70, 12, 9 and 9, speeches of 2 to 5 minutes; once as planned, once with every
 * speaker up to a quarter longer or shorter. The worst lag of a group and the worst error of its
 * share, over all sessions. Then the time for 10,000 speakers. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "forum/allotment.h"
#include "test_random.h"

enum { GROUPS = 4, EACH = 90, SEEDS = 500, LENGTH = 10800 };

static const int64_t weights[GROUPS] = {70, 12, 9, 9};

struct meeting {
    struct allotment_group groups[GROUPS];
    struct allotment_speaker speakers[GROUPS * EACH];
    struct allotment_terms terms;
};

struct outcome {
    double lag, share; /* seconds, percentage points */
};

/* One rule without looking ahead: the group that speaks next. `used` in seconds. */
typedef int rule(int64_t now, const int64_t used[GROUPS], const int64_t next[GROUPS],
                 const unsigned count[GROUPS], unsigned fits);

static int states_first(int64_t now, const int64_t *used, const int64_t *next,
                        const unsigned *count, unsigned fits)
{
    (void)now, (void)used, (void)next, (void)count;
    return __builtin_ctz(fits);
}

static int first_come(int64_t now, const int64_t *used, const int64_t *next, const unsigned *count,
                      unsigned fits)
{
    int best = -1;

    (void)now, (void)used, (void)next;
    for (int g = 0; g < GROUPS; g++)
        if (fits & 1u << g && (best < 0 || count[g] < count[best]))
            best = g;
    return best;
}

static int largest_deficit(int64_t now, const int64_t *used, const int64_t *next,
                           const unsigned *count, unsigned fits)
{
    int best = -1;
    int64_t most = 0;

    (void)next, (void)count;
    for (int g = 0; g < GROUPS; g++) {
        int64_t deficit = weights[g] * now - 100 * used[g];

        if (fits & 1u << g && (best < 0 || deficit > most))
            best = g, most = deficit;
    }
    return best;
}

static int earliest_finish(int64_t now, const int64_t *used, const int64_t *next,
                           const unsigned *count, unsigned fits)
{
    unsigned entitled = 0;
    int best = -1;

    (void)count;
    for (int g = 0; g < GROUPS; g++)
        if (fits & 1u << g && 100 * used[g] <= weights[g] * now)
            entitled |= 1u << g;
    if (!entitled)
        entitled = fits;
    for (int g = 0; g < GROUPS; g++)
        if (entitled & 1u << g && (best < 0 || (used[g] + next[g]) * weights[best] <
                                                   (used[best] + next[best]) * weights[g]))
            best = g;
    return best;
}

static void make(struct meeting *meeting, uint64_t seed, bool as_planned)
{
    struct test_random random = {seed, 0};

    memset(meeting, 0, sizeof *meeting);
    for (unsigned g = 0; g < GROUPS; g++)
        meeting->groups[g].weight = weights[g];
    for (unsigned i = 0; i < GROUPS * EACH; i++) {
        struct allotment_speaker *speaker = &meeting->speakers[i];
        int64_t planned = 120 + (int64_t)(test_random_below(&random, 181));
        int64_t off = (int64_t)(test_random_below(&random, 501)) - 250;

        speaker->group = i % GROUPS;
        speaker->planned = planned;
        speaker->actual = as_planned ? planned : planned + planned * off / 1000;
    }
    meeting->terms =
        (struct allotment_terms){LENGTH, meeting->groups, GROUPS, meeting->speakers, GROUPS * EACH};
}

static double lag_of(const int64_t used[GROUPS], int64_t now)
{
    double most = 0;

    for (int g = 0; g < GROUPS; g++) {
        double lag = (double)weights[g] * (double)now / 100 - (double)used[g];

        most = lag > most ? lag : most;
    }
    return most;
}

static double share_of(const int64_t used[GROUPS], int64_t now)
{
    double most = 0;

    for (int g = 0; g < GROUPS; g++) {
        double error = 100.0 * (double)used[g] / (double)now - (double)weights[g];

        error = error < 0 ? -error : error;
        most = error > most ? error : most;
    }
    return most;
}

static struct outcome by_rule(const struct meeting *meeting, rule *choose)
{
    int64_t used[GROUPS] = {0}, next[GROUPS], now = 0;
    unsigned count[GROUPS] = {0};
    struct outcome out = {0};

    for (;;) {
        unsigned fits = 0;
        int g;

        for (g = 0; g < GROUPS; g++) {
            next[g] = meeting->speakers[count[g] * GROUPS + (unsigned)g].planned;
            fits |= now + next[g] <= LENGTH ? 1u << g : 0;
        }
        if (!fits)
            break;
        g = choose(now, used, next, count, fits);
        used[g] += meeting->speakers[count[g] * GROUPS + (unsigned)g].actual;
        now += meeting->speakers[count[g]++ * GROUPS + (unsigned)g].actual;
        out.lag = lag_of(used, now) > out.lag ? lag_of(used, now) : out.lag;
    }
    out.share = share_of(used, now);
    return out;
}

/* Measured from the order alone, as the rules above, not by the allotment's own figures. */
static struct outcome by_allotment(const struct meeting *meeting)
{
    int64_t used[GROUPS] = {0}, now = 0;
    struct outcome out = {0};
    struct arena arena = {0};
    struct allotment allotment;

    allot(&meeting->terms, &arena, &allotment);
    for (size_t i = 0; i < allotment.count; i++) {
        const struct allotment_speaker *speaker = &meeting->speakers[allotment.order[i].speaker];

        used[speaker->group] += speaker->actual;
        now += speaker->actual;
        out.lag = lag_of(used, now) > out.lag ? lag_of(used, now) : out.lag;
    }
    out.share = share_of(used, now);
    arena_free(&arena);
    return out;
}

static void compare(bool as_planned)
{
    static const struct {
        const char *name;
        rule *choose;
    } rules[] = {{"first come", first_come},
                 {"States first", states_first},
                 {"largest deficit", largest_deficit},
                 {"earliest finish (WF2Q)", earliest_finish},
                 {"allotment", NULL}};
    static struct meeting meeting;

    printf("%s\n  %-24s %10s %10s %12s %12s\n",
           as_planned ? "as planned" : "up to a quarter longer or shorter", "rule", "worst lag",
           "mean", "worst share", "mean");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct outcome worst = {0}, sum = {0};

        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            struct outcome one;

            make(&meeting, seed, as_planned);
            one = rules[i].choose ? by_rule(&meeting, rules[i].choose) : by_allotment(&meeting);
            worst.lag = one.lag > worst.lag ? one.lag : worst.lag;
            worst.share = one.share > worst.share ? one.share : worst.share;
            sum.lag += one.lag;
            sum.share += one.share;
        }
        printf("  %-24s %8.0f s %8.0f s %9.2f pp %9.2f pp\n", rules[i].name, worst.lag,
               sum.lag / SEEDS, worst.share, sum.share / SEEDS);
    }
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void many(unsigned groups)
{
    enum { SPEAKERS = 10000 };
    static struct allotment_speaker speakers[SPEAKERS];
    struct allotment_group group[ALLOTMENT_GROUPS];
    struct test_random random = {7, 0};
    struct arena arena = {0};
    struct allotment allotment;
    int64_t length = 0;
    double began;

    for (unsigned i = 0; i < groups; i++)
        group[i] =
            (struct allotment_group){SLICE("g"), 1 + (int64_t)(test_random_below(&random, 50))};
    for (unsigned i = 0; i < SPEAKERS; i++) {
        int64_t planned = 60 + (int64_t)(test_random_below(&random, 241));

        speakers[i] = (struct allotment_speaker){
            SLICE("s"), (unsigned)(test_random_below(&random, groups)), 0, planned, planned};
        length += planned;
    }
    if (length > ALLOTMENT_SECONDS)
        length = ALLOTMENT_SECONDS;
    began = seconds();
    allot(&(struct allotment_terms){length, group, groups, speakers, SPEAKERS}, &arena, &allotment);
    printf("  %2u groups: %zu of 10,000 speakers in %.2f s (target 1 s)\n", groups, allotment.count,
           seconds() - began);
    arena_free(&arena);
}

int main(void)
{
    compare(true);
    compare(false);
    printf("10,000 speakers\n");
    many(4);
    many(6);
    many(12);
    many(64);
    return 0;
}
