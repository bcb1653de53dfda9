/* A provider's verdict over a writ: verified, and held against everything that this provider was ever
 * shown. `release` rests on it, and whoever looks at a writ gets the same. */
#ifndef PROVISO_PROVIDER_VERDICT_H
#define PROVISO_PROVIDER_VERDICT_H

#include "provider/provider.h"
#include "terms/finding.h"
#include "writ/verify.h"

/* Large: take it from the heap. provider_verdict_free, also after an error. */
struct provider_verdict {
    struct digest writ; /* SHA-256 of its bytes */
    instant at;
    struct bundle bundle;
    struct writ_answer answer; /* its permit counts only where `valid` */
    struct findings findings;  /* the answer's, and what the memory says */
    bool valid;                /* nothing asks or refuses */
    struct arena arena;
};

/* Judges the bytes of a writ at a time. `hands` are restrictions given by hand; those that the journal
 * knows count besides. Whatever restriction holds is remembered, also of a writ that is refused; heads
 * and checkpoints are where nothing refuses. False: no writ, or the journal cannot be read. The bytes
 * and hands must outlive the verdict. */
bool provider_judge(struct provider *provider, struct slice writ,
                    const struct shown_statement *hands, size_t hand_count, instant at,
                    struct provider_verdict *out, struct error *error);

/* What the journal says of the writ's decision. Of a writ that gives no permit (any more): whether an
 * approval that it carries was carried out. */
bool provider_carried_out(struct provider *provider, const struct provider_verdict *verdict,
                          enum journal_state *out, struct error *error);

void provider_verdict_free(struct provider_verdict *verdict);

#endif
