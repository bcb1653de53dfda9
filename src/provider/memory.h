/* What a provider holds a writ against: what it was shown before. Inside provider/ only. */
#ifndef PROVISO_PROVIDER_MEMORY_H
#define PROVISO_PROVIDER_MEMORY_H

#include "provider/provider.h"
#include "terms/finding.h"
#include "writ/verify.h"

/* The statements by hand of an order, and every restriction that the journal has for the writ's
 * matter and registers. They live in the arena. */
bool memory_hands(struct provider *provider, const struct bundle *bundle,
                  const struct shown_statement *given, size_t given_count, struct arena *arena,
                  struct shown_statement **out, size_t *count, struct error *error);

/* Remembers the restrictions that hold, also of a writ that is refused. */
bool memory_keep_restrictions(struct provider *provider, const struct bundle *bundle,
                              const struct shown_statement *hands, size_t hand_count,
                              const struct writ_answer *answer, struct arena *arena,
                              struct error *error);

/* Heads and checkpoints of the writ against those seen before: an older one, or one that does not
 * continue it, gives CHECKPOINT_BACK. What holds is remembered where nothing else refuses. */
bool memory_compare(struct provider *provider, const struct bundle *bundle,
                    const struct writ_answer *answer, struct findings *findings,
                    struct arena *arena, struct error *error);

#endif
