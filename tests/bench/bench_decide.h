/* Decisions a second on one core: the meet of three rulebooks for a measure, then the decision over
 * every parameter with all findings, without text. */
#ifndef PROVISO_TESTS_BENCH_DECIDE_H
#define PROVISO_TESTS_BENCH_DECIDE_H

struct bench_decide {
    double kept;           /* decisions a second where nothing fails */
    double mixed;          /* random rulebooks and facts: about half of the parameters fail */
    double failed;         /* every parameter fails, each with its finding */
    double findings_mixed; /* findings per decision of the mixed run */
};

/* Measures for about `seconds` each. */
struct bench_decide bench_decide(double seconds);

#endif
