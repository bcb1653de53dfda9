#include <stdlib.h>

#include "base/memory.h"
#include "matter/fold.h"

static int compare_numbers(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/* The better proof first: cosigned, then logged; of two alike the earlier. */
static int compare_proofs(const struct filed *a, const struct filed *b)
{
    int cosigned = compare_numbers(a->cosigned == NEVER, b->cosigned == NEVER);
    int entered = compare_numbers(a->entered == NEVER, b->entered == NEVER);

    if (entered != 0)
        return entered;
    if (cosigned != 0)
        return cosigned;
    return compare_numbers(filed_legal(a), filed_legal(b));
}

static int compare_signatures(const struct filed *a, const struct filed *b)
{
    for (size_t i = 0; i < a->statement.signer_count; i++) {
        int order = signature_compare(&a->signatures[i], &b->signatures[i]);

        if (order != 0)
            return order;
    }
    return 0;
}

/* By State, what moves first, by place in the chain, by payload; filings of one payload by proof.
 * So the fold is the same whatever the order of arrival. */
static int compare_filed(const void *left, const void *right)
{
    const struct filed *a = *(const struct filed *const *)left;
    const struct filed *b = *(const struct filed *const *)right;
    int order = strcmp(a->statement.state, b->statement.state);

    if (order == 0)
        order = compare_numbers(!statement_moves(&a->statement), !statement_moves(&b->statement));
    if (order == 0)
        order = compare_numbers(a->statement.seq, b->statement.seq);
    if (order == 0)
        order = digest_compare(a->statement.hash, b->statement.hash);
    if (order == 0)
        order = compare_proofs(a, b);
    return order != 0 ? order : compare_signatures(a, b);
}

static bool is_of_matter(const struct fold *fold, const struct statement *statement)
{
    return slice_equal(statement->chain, fold->terms->chain) && statement->number < MATTER_ACTS &&
           statement->act == &matter_acts.acts[statement->number];
}

static void set_standing(struct fold *fold, struct standing *standing, const struct filed *filed)
{
    const struct matter *matter = fold->matter;

    *standing = (struct standing){.filed = filed};
    standing->side = matter->exchange && strcmp(filed->statement.state, matter->state[1]) == 0;
}

static void report(struct fold *fold, struct standing *standing, const struct findings *found)
{
    for (size_t i = 0; i < found->count; i++) {
        struct finding *finding = fold_find(fold, standing, found->items[i].code);

        finding->value = found->items[i].value;
        finding->limit = found->items[i].limit;
        if (!statement_moves(&standing->filed->statement))
            finding->outcome = OUTCOME_NOTE;
    }
}

/* One payload, filed `count` times. A filing whose signers do not hold must not hide one whose do:
 * otherwise whoever signs a suspension again with a key of his own would lift it. */
static void add_payload(struct fold *fold, const struct filed *const *filed, size_t count)
{
    struct matter *matter = fold->matter;
    size_t number = matter->standing_count++;
    struct standing *standing = &matter->standing[number];
    struct findings found;

    for (size_t i = 0; i < count && !fold->authentic[number]; i++) {
        set_standing(fold, standing, filed[i]);
        found.count = 0;
        if (is_of_matter(fold, &filed[i]->statement))
            fold->authentic[number] = standing_is_signed(fold, standing, &found);
    }
    if (!fold->authentic[number]) {
        set_standing(fold, standing, filed[0]);
        found.count = 0;
        if (is_of_matter(fold, &filed[0]->statement))
            standing_is_signed(fold, standing, &found);
        else
            findings_add(&found, FINDING_CHAIN_BROKEN, "");
        report(fold, standing, &found);
    }
    if (is_of_matter(fold, &standing->filed->statement))
        standing->has_scope = matter_scope(&standing->filed->statement, &standing->scope);
}

void order_collect(struct fold *fold, const struct filed *filed, size_t count)
{
    const struct filed **sorted = memory_take((count + 1) * sizeof(struct filed *));
    size_t next = 0;

    for (size_t i = 0; i < count; i++)
        sorted[i] = &filed[i];
    qsort(sorted, count, sizeof *sorted, compare_filed);
    while (next < count && fold->matter->standing_count < MATTER_STATEMENTS) {
        size_t first = next;

        while (next < count &&
               digest_equal(sorted[next]->statement.hash, sorted[first]->statement.hash))
            next++;
        add_payload(fold, sorted + first, next - first);
    }
    if (next < count)
        findings_add(&fold->matter->open, FINDING_TOO_MANY, "statements");
    free(sorted);
}

/* Whether `number` is an authentic statement that moves its head. */
static bool is_link(const struct fold *fold, size_t number)
{
    return fold->authentic[number] &&
           statement_moves(&fold->matter->standing[number].filed->statement);
}

/* Two different statements at one place of a chain void the matter. */
static void find_forks(struct fold *fold)
{
    struct matter *matter = fold->matter;

    for (size_t i = 0; i < matter->standing_count; i++) {
        for (size_t j = 0; j < i; j++) {
            const struct standing *one = &matter->standing[i], *other = &matter->standing[j];
            char where[80];

            if (!is_link(fold, i) || !is_link(fold, j) || one->side != other->side ||
                one->filed->statement.seq != other->filed->statement.seq)
                continue;
            fold->forked[i] = fold->forked[j] = true;
            statement_label(&one->filed->statement, where);
            findings_add(&matter->open, FINDING_CHAIN_FORKED, where);
            break;
        }
    }
}

/* The one statement at `seq` of a side: NULL where there is none, or more than one. */
static struct standing *take(struct fold *fold, int side, int64_t seq)
{
    for (size_t i = 0; i < fold->matter->standing_count; i++) {
        struct standing *standing = &fold->matter->standing[i];

        if (is_link(fold, i) && standing->side == side && standing->filed->statement.seq == seq)
            return fold->forked[i] ? NULL : standing;
    }
    return NULL;
}

/* How many of the other side's statements `seen` covers; SIZE_MAX where it is not yet in order. */
static size_t seen_count(const struct fold *fold, const struct standing *standing)
{
    const struct statement *statement = &standing->filed->statement;

    if (digest_is_zero(statement->seen))
        return 0;
    for (size_t i = 0; i < fold->ordered_count; i++)
        if (fold->ordered[i]->side != standing->side &&
            digest_equal(fold->ordered[i]->filed->statement.hash, statement->seen))
            return (size_t)fold->ordered[i]->filed->statement.seq;
    return SIZE_MAX;
}

/* Moves one side's head by one statement, if the next one is there and what it has seen is. */
static bool advance(struct fold *fold, int side)
{
    struct head *head = &fold->matter->heads[side];
    struct standing *next = take(fold, side, head->seq + 1);
    size_t seen;

    if (!next || !digest_equal(next->filed->statement.prev, head->hash))
        return false;
    seen = seen_count(fold, next);
    if (seen == SIZE_MAX)
        return false;
    next->seen_count = seen;
    head->seq++;
    head->hash = next->filed->statement.hash;
    standing_judge(fold, next);
    fold->ordered[fold->ordered_count++] = next;
    return true;
}

/* Authentic moving statements that never came into order: a gap, another past, something unseen. */
static void find_left_over(struct fold *fold)
{
    struct matter *matter = fold->matter;

    for (size_t i = 0; i < matter->standing_count; i++) {
        struct standing *standing = &matter->standing[i];
        const struct statement *statement = &standing->filed->statement;
        const struct head *head = &matter->heads[standing->side];

        if (!is_link(fold, i) || fold->forked[i] || statement->seq <= head->seq)
            continue;
        if (statement->seq == head->seq + 1 && digest_equal(statement->prev, head->hash))
            fold_find(fold, standing, FINDING_SEEN_UNKNOWN);
        else
            fold_find(fold, standing, FINDING_CHAIN_BROKEN);
    }
}

void order_run(struct fold *fold)
{
    find_forks(fold);
    while (advance(fold, 0) || advance(fold, 1))
        ;
    find_left_over(fold);
}
