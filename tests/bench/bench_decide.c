#include "bench_decide.h"

#include <time.h>

#include "rules/maker.h"

enum { BOOKS = 64, FACTS = 256, ROUND = 4096, EXTRAS = 4 };

struct workload {
    struct rulebook books[BOOKS];
    struct extra extras[BOOKS][EXTRAS];
    struct circumstances facts[FACTS];
};

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Rulebooks and facts of one kind: 0 nothing fails, 1 mixed, 2 everything fails. */
/* Each book refuses by extras, too: of random conditions, but where nothing is to fail one of which
 * cannot hold. */
static void add_extras(struct workload *workload, unsigned number, int kind, uint64_t *seed)
{
    struct rulebook *book = &workload->books[number];

    for (unsigned i = 0; i < EXTRAS; i++) {
        struct extra *extra = &workload->extras[number][i];

        maker_random_extra(seed, extra);
        if (kind == 0)
            extra->conditions[extra->count++] =
                (struct extra_condition){PARAMETER_TARGETS, EXTRA_LESS, 0};
        extra_mark(extra);
        book->extras[book->extra_count++] = extra;
    }
}

static void prepare(struct workload *workload, int kind)
{
    uint64_t seed = 20261122;

    memset(workload, 0, sizeof *workload);
    for (unsigned i = 0; i < BOOKS; i++) {
        maker_random_book(&seed, &workload->books[i]);
        add_extras(workload, i, kind, &seed);
        for (unsigned m = 0; kind != 1 && m < MEASURE_COUNT; m++)
            for (unsigned p = 0; p < PARAMETER_COUNT; p++)
                workload->books[i].limits[m][p] =
                    kind == 2 && parameter_table[p].direction == DEMANDED ? 1 : maker_middle(p);
    }
    for (unsigned i = 0; i < FACTS; i++) {
        workload->facts[i].measure = i % MEASURE_COUNT;
        for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
            int64_t fact = kind == 1   ? maker_random_limit(&seed, p)
                           : kind == 0 ? maker_middle(p)
                                       : maker_looser(p);

            circumstances_state(&workload->facts[i], p, parameter_scaled(p, fact));
        }
        workload->facts[i].due = UINT64_MAX;
    }
}

static double measure(struct workload *workload, int kind, double seconds, double *per_decision)
{
    uint64_t decisions = 0, found = 0;
    double start, spent;
    struct findings findings;
    struct effective effective;
    struct error error = {0};

    prepare(workload, kind);
    start = now();
    do {
        for (unsigned i = 0; i < ROUND; i++, decisions++) {
            const struct circumstances *facts = &workload->facts[decisions % FACTS];
            const struct rulebooks books = {&workload->books[decisions % BOOKS],
                                            &workload->books[(decisions + 7) % BOOKS],
                                            &workload->books[(decisions + 31) % BOOKS]};

            findings.count = 0;
            if (rulebook_meet(&books, facts->measure, &effective, &error))
                decide(&effective, facts, "XA 2 authorisation", &findings);
            found += findings.count;
        }
        spent = now() - start;
    } while (spent < seconds);
    *per_decision = (double)found / (double)decisions;
    return (double)decisions / spent;
}

struct bench_decide bench_decide(double seconds)
{
    static struct workload workload;
    struct bench_decide result;
    double none;

    result.kept = measure(&workload, 0, seconds, &none);
    result.failed = measure(&workload, 2, seconds, &none);
    result.mixed = measure(&workload, 1, seconds, &result.findings_mixed);
    return result;
}
