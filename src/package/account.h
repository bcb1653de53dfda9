/* The byte-exact count of a release: every byte of the input in exactly one class. */
#ifndef PROVISO_PACKAGE_ACCOUNT_H
#define PROVISO_PACKAGE_ACCOUNT_H

#include "base/buffer.h"
#include "base/error.h"
#include "evidence/verdict.h"

struct tally {
    uint64_t records;
    uint64_t bytes;
};

/* One source, or all of them together. */
struct count {
    struct tally input;
    struct tally class[VERDICT_COUNT];
    uint64_t disagreements; /* records held because the second parser decided otherwise */
};

struct account_source {
    struct slice name;  /* the account's address, the caller's */
    const char *format; /* "mbox", "jsonl" or "empty" */
    struct count count;
};

struct account {
    struct count total;
    struct account_source *sources; /* owned; account_free */
    size_t source_count;
};

/* Adds one record of `bytes` with its verdict. */
void count_add(struct count *count, enum verdict verdict, uint64_t bytes);

/* Moves one record of `bytes` from a class to another (the second parser disagreed). */
void count_move(struct count *count, enum verdict from, enum verdict to, uint64_t bytes);

/* Whether the classes add up to the input, in records and in bytes. */
bool count_complete(const struct count *count);

/* Adds `part` to `sum`, class by class. */
void count_sum(struct count *sum, const struct count *part);

/* The court's and the filter office's account.json: every class, in total and for each source.
 * `matter` and `writ` are texts that stand in it as they are (JSON-escaped). */
void account_write(const struct account *account, struct slice matter, struct slice writ,
                   struct buffer *out);

/* The investigator's: input, released, and one `withheld` total, since the split would tell of
 * contacts with lawyers. */
void account_write_released(const struct account *account, struct slice matter, struct slice writ,
                            struct buffer *out);

/* Frees what account owns and makes it empty. */
void account_free(struct account *account);

#endif
