/* What an order covers of a source: one account, one half-open range of receipt times. */
#ifndef PROVISO_EVIDENCE_SPAN_H
#define PROVISO_EVIDENCE_SPAN_H

#include "base/instant.h"
#include "base/slice.h"
#include "evidence/verdict.h"

struct span {
    struct slice account; /* as the writ names it */
    instant from;         /* first second in scope */
    instant to;           /* first second out of it */
};

enum span_answer { SPAN_IN, SPAN_OUT, SPAN_UNCLEAR };

/* Whether `name` is the span's account. Equal bytes, or equal but for the case of the domain: in.
 * A plain address (or a plain name, where the span's is one) of another account: out. Everything
 * else, such as the same address in another case, with a tag, quoted, or international: unclear. */
enum span_answer span_account(const struct span *span, struct slice name);

static inline bool span_time(const struct span *span, instant received)
{
    return span->from <= received && received < span->to;
}

/* RFC 3339 with `T` and `Z`, seconds 00 to 59, up to nine digits of a fraction, which is cut off:
 * the range's ends are whole seconds. */
bool span_parse_time(struct slice text, instant *at);

#endif
