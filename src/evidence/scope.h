/* What an order covers of a source: one account, one half-open range of receipt times. */
#ifndef PROVISO_EVIDENCE_SCOPE_H
#define PROVISO_EVIDENCE_SCOPE_H

#include "base/instant.h"
#include "base/slice.h"
#include "evidence/verdict.h"

struct scope {
    struct slice account; /* as the writ names it */
    instant from;         /* first second in scope */
    instant to;           /* first second out of it */
};

enum scope_answer { SCOPE_IN, SCOPE_OUT, SCOPE_UNCLEAR };

/* Whether `name` is the scope's account. Equal bytes, or equal but for the case of the domain: in.
 * A plain address (or a plain name, where the scope's is one) of another account: out. Everything
 * else, such as the same address in another case, with a tag, quoted, or international: unclear. */
enum scope_answer scope_account(const struct scope *scope, struct slice name);

static inline bool scope_time(const struct scope *scope, instant received)
{
    return scope->from <= received && received < scope->to;
}

/* RFC 3339 with `T` and `Z`, seconds 00 to 59, up to nine digits of a fraction, which is cut off:
 * the range's ends are whole seconds. */
bool scope_parse_time(struct slice text, instant *at);

#endif
