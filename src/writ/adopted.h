/* What a State's register ledger made its law: rulebooks and registers of offences, from the texts
 * that a bundle shows beside it. */
#ifndef PROVISO_WRIT_ADOPTED_H
#define PROVISO_WRIT_ADOPTED_H

#include "writ/state.h"

/* Folds the adoptions among `out->rules_statements` and fills `out`'s rulebooks and offences from the
 * texts shown. Nothing governs before its adoption was logged and cosigned, whatever date it states.
 * False, with findings, where a text is missing, cannot be read, or is not what was adopted. */
bool adopted_check(struct checking *checking, const struct shown_state *shown,
                   const struct register_terms *terms, struct verified_state *out);

/* Reads a register of offences as it is adopted: `whose` as the act says, dated after the last of
 * the same `whose` among the `count` before it. Everything lives in `arena`. Errors are those of
 * offence_register_parse; MEMBER_VALUE for another's register, VERSION_OVERLAP for its date. */
bool adopted_offences_read(struct slice text, struct slice whose,
                           const struct adopted_offences *before, size_t count, struct arena *arena,
                           struct offence_register *out, struct error *error);

#endif
