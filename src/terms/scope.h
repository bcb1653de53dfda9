/* The scope of an order: exactly what may be reached, where and when (P3, P4). */
#ifndef PROVISO_TERMS_SCOPE_H
#define PROVISO_TERMS_SCOPE_H

#include "base/instant.h"
#include "terms/words.h"

enum { SCOPE_ACCOUNTS = 16 };

struct scope {
    enum measure measure;
    struct slice provider; /* an office of the executing State: xb.mailhaus */
    struct slice accounts[SCOPE_ACCOUNTS];
    size_t account_count;
    uint64_t categories; /* mask of CATEGORY_… */
    instant from, to;    /* the data's receipt time, from ≤ t < to, UTC */
    instant until;       /* the order may be executed before this instant */
};

/* The first member in which `inner` reaches further than `outer` ("to", "accounts", …), or NULL
 * where it lies within. */
const char *scope_wider(const struct scope *inner, const struct scope *outer);

/* Cuts `scope` to what `other` also covers. Two measures or providers have nothing in common: then
 * no account is left. */
void scope_intersect(struct scope *scope, const struct scope *other);

/* No account, no category, or no time. */
bool scope_is_empty(const struct scope *scope);

bool scope_has_account(const struct scope *scope, struct slice account);

#endif
