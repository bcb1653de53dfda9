/* The verdict over a writ: a permit, or every reason why not. Trusts nothing in it but what the
 * trust file anchors. Pure: bytes, trust and time in, findings out. */
#ifndef PROVISO_WRIT_VERIFY_H
#define PROVISO_WRIT_VERIFY_H

#include "writ/state.h"

struct writ_question {
    const struct bundle *bundle;
    const struct trust *trust;
    instant at;                          /* the verifier's clock */
    const struct shown_statement *hands; /* statements given by hand: restrictions */
    size_t hand_count;
};

/* Slices point into the bundle and the arena. Free with writ_answer_free. */
struct writ_answer {
    bool valid;                  /* nothing asks or refuses */
    instant now;                 /* the later of the clock and the newest cosignature seen */
    struct findings findings;    /* of the whole: bundle, fold, provider */
    const struct floors *floors; /* NULL: not the pinned ones */
    struct matter *matter;       /* the fold; its permit counts only where valid */
    struct verified_state states[BUNDLE_STATES];
    size_t state_count;
    struct filed_list hands;
    struct filed *filed; /* all statements that were folded */
    struct arena arena;
};

void writ_verify(const struct writ_question *question, struct writ_answer *out);

void writ_answer_free(struct writ_answer *answer);

#endif
