#include "node/statistics.h"

#include <stdlib.h>

#include "base/memory.h"
#include "store/counts.h"
#include "text/matter.h"

enum { MONTHS_MOST = MATTER_STATEMENTS };

#define NEVER_EXPIRES INT64_MAX

const char *statistics_words(enum statistics_standing standing)
{
    static const char *const words[] = {
#define X(constant, text) text,
        STATISTICS_STANDINGS(X)
#undef X
    };

    return words[standing];
}

instant statistics_until(instant now)
{
    char text[INSTANT_TEXT];
    int year, month;

    instant_format(now, text);
    if (strlen(text) < 10)
        return 0;
    year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0';
    month = (text[5] - '0') * 10 + text[6] - '0';
    return instant_civil(year, month, 1, 0, 0, 0);
}

/* ---- what a matter counts for ---- */

/* The words of matter_standing; what begins with "awaiting" and all else waits for an act. */
static enum statistics_standing standing_of(const struct matter *matter)
{
    static const struct {
        const char *word;
        enum statistics_standing standing;
    } rows[] = {
        {"permitted", STATISTICS_PERMITTED}, {"void", STATISTICS_ENDED},
        {"terminated", STATISTICS_ENDED},    {"withdrawn", STATISTICS_ENDED},
        {"refused", STATISTICS_REFUSED},     {"produced", STATISTICS_PRODUCED},
        {"expired", STATISTICS_EXPIRED},     {"suspended", STATISTICS_SUSPENDED},
        {"postponed", STATISTICS_SUSPENDED},
    };
    const char *word = matter_standing(matter);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].word, word) == 0)
            return rows[i].standing;
    return STATISTICS_WAITING;
}

static enum statistics_part part_of(const struct matter *matter, const char *state)
{
    if (strcmp(matter->state[0], matter->state[1]) == 0)
        return STATISTICS_HOME;
    return strcmp(matter->state[0], state) == 0 ? STATISTICS_ASKING : STATISTICS_EXECUTING;
}

static const struct scope *scope_of(const struct matter *matter)
{
    for (size_t i = 0; i < matter->standing_count; i++)
        if (matter->standing[i].has_scope)
            return &matter->standing[i].scope;
    return NULL;
}

static struct store_count row_of(const struct matter *matter, const char *state, instant month)
{
    const struct scope *scope = scope_of(matter);

    if (!scope)
        return (struct store_count){.month = month, .expires = NEVER_EXPIRES};
    return (struct store_count){
        .month = month,
        .known = true,
        .part = (int)part_of(matter, state),
        .measure = (int)scope->measure,
        .standing = (int)standing_of(matter),
        .expires = matter->permit.decision ? matter->permit.scope.until : NEVER_EXPIRES,
    };
}

/* ---- its months ---- */

/* The months with entries, rising, each once. */
static size_t months_of(const struct filed *filed, size_t count, instant out[MONTHS_MOST])
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        instant month = statistics_until(filed[i].entered);
        size_t at = found;

        if (filed[i].entered == NEVER)
            continue;
        while (at && out[at - 1] > month)
            at--;
        if ((at && out[at - 1] == month) || found == MONTHS_MOST)
            continue;
        memmove(&out[at + 1], &out[at], (found - at) * sizeof *out);
        out[at] = month;
        found++;
    }
    return found;
}

/* The matter as it stood after its last entry of that month; nothing where nothing of it counts. */
static bool row_at_month(const struct node *node, const struct matter_terms *terms,
                         const struct filed *filed, size_t count, instant month,
                         struct store_count *out)
{
    struct filed *until = memory_grow(NULL, count + 1, sizeof *until);
    struct matter *matter = memory_grow(NULL, 1, sizeof *matter);
    struct matter_terms then = *terms;
    size_t used = 0;
    bool any;

    then.now = 0;
    for (size_t i = 0; i < count; i++) {
        if (filed[i].entered == NEVER || statistics_until(filed[i].entered) > month)
            continue;
        until[used++] = filed[i];
        if (filed[i].entered > then.now)
            then.now = filed[i].entered;
    }
    then.floor = floors_at(node->floors, then.now);
    matter_fold(&then, until, used, matter);
    any = matter->standing_count;
    *out = row_of(matter, node->state, month);
    free(matter);
    free(until);
    return any;
}

static size_t rows_of(const struct node *node, const struct matter_terms *terms,
                      const struct filed *filed, size_t count, instant from,
                      struct store_count out[MONTHS_MOST])
{
    instant months[MONTHS_MOST];
    size_t found = months_of(filed, count, months), used = 0;

    for (size_t i = 0; i < found; i++)
        if (months[i] >= from)
            used += row_at_month(node, terms, filed, count, months[i], &out[used]);
    return used;
}

bool statistics_take(struct node *node, const struct matter_terms *terms, const struct filed *filed,
                     size_t count, instant since, struct error *error)
{
    struct store_count *rows = memory_grow(NULL, MONTHS_MOST, sizeof *rows);
    instant from = since == NEVER ? 0 : statistics_until(since);
    size_t used = rows_of(node, terms, filed, count, from, rows);
    bool ok = store_counts_put(node->store, terms->chain, from, rows, used, error);

    free(rows);
    return ok;
}

bool statistics_take_unreadable(struct node *node, struct slice chain, struct error *error)
{
    return store_counts_forget(node->store, chain, error);
}

/* ---- counting ---- */

/* Time ends a permit, also one that is suspended or awaits something; what has ended stays so. */
static enum statistics_standing standing_then(const struct store_sum *sum)
{
    if (sum->expired &&
        (sum->standing == STATISTICS_WAITING || sum->standing == STATISTICS_PERMITTED ||
         sum->standing == STATISTICS_SUSPENDED))
        return STATISTICS_EXPIRED;
    return (enum statistics_standing)sum->standing;
}

static bool is_sound(const struct store_sum *sum)
{
    return sum->part >= 0 && sum->part < STATISTICS_PARTS && sum->measure >= 0 &&
           sum->measure < (int)MEASURE_COUNT && sum->standing >= 0 &&
           sum->standing < STATISTICS_STANDING_COUNT;
}

bool node_statistics(struct node *node, instant now, struct statistics *out, struct error *error)
{
    struct arena arena = {0};
    struct store_sum *sums;
    size_t count;
    bool ok;

    *out = (struct statistics){.until = statistics_until(now)};
    ok = store_counts_sum(node->store, out->until, &arena, &sums, &count, error);
    for (size_t i = 0; ok && i < count; i++) {
        if (!sums[i].known || !is_sound(&sums[i])) {
            out->unknown += sums[i].matters;
            continue;
        }
        out->matters[sums[i].part][sums[i].measure] += sums[i].matters;
        out->standings[standing_then(&sums[i])] += sums[i].matters;
    }
    arena_free(&arena);
    return ok;
}

bool node_overdue(struct node *node, instant now, uint64_t out[MATTER_ACTS], struct error *error)
{
    struct arena arena = {0};
    struct store_late *rows;
    size_t count;
    bool ok = store_late(node->store, now, &arena, &rows, &count, error);

    memset(out, 0, MATTER_ACTS * sizeof *out);
    for (size_t i = 0; ok && i < count; i++)
        for (unsigned act = 0; act < MATTER_ACTS; act++)
            if (act != MATTER_PRODUCTION && slice_is(rows[i].act, matter_acts.acts[act].type))
                out[act] = rows[i].matters;
    arena_free(&arena);
    return ok;
}

/* ---- audit ---- */

static bool is_same(const struct store_count *a, const struct store_count *b)
{
    return a->month == b->month && a->known == b->known && a->part == b->part &&
           a->measure == b->measure && a->standing == b->standing && a->expires == b->expires;
}

static bool differs(struct slice chain, struct error *error)
{
    error_set(error, ERROR_LEDGER_DIFFERS,
              "the statistics are not what the statements say; "
              "proviso ledger reindex makes them anew");
    return error_where(error, "%.*s", SLICE_ARG(chain));
}

bool statistics_compare(struct node *node, const struct matter_terms *terms,
                        const struct filed *filed, size_t count, bool readable, struct error *error)
{
    struct store_count *rows = memory_grow(NULL, MONTHS_MOST, sizeof *rows), *stored;
    struct arena arena = {0};
    size_t used = 1, found;
    bool ok = store_counts_of(node->store, terms->chain, &arena, &stored, &found, error), same;

    rows[0] = (struct store_count){.expires = NEVER_EXPIRES};
    if (ok && readable)
        used = rows_of(node, terms, filed, count, 0, rows);
    same = used == found;
    for (size_t i = 0; ok && same && i < used; i++)
        same = is_same(&rows[i], &stored[i]);
    if (ok && !same)
        ok = differs(terms->chain, error);
    arena_free(&arena);
    free(rows);
    return ok;
}

bool statistics_audit(struct node *node, struct error *error)
{
    bool hold;

    return store_counts_hold(node->store, &hold, error) &&
           (hold || differs(SLICE("counted"), error));
}
