/* Domain names in one form: A-labels in lower case, as IDNA 2008 with the mapping of UTS 46 has
 * them. */
#ifndef PROVISO_EVIDENCE_DOMAIN_H
#define PROVISO_EVIDENCE_DOMAIN_H

#include "base/slice.h"

enum { DOMAIN_MAX = 253 };

/* The normal form of `text`, which may hold U-labels, into `out`. False: no UTF-8, no valid
 * labels, or too long. Only the DNS rules for letters, digits and hyphens are applied to ASCII. */
bool domain_normalise(struct slice text, char out[DOMAIN_MAX + 1]);

/* Whether `text` is well-formed UTF-8 (no surrogates, nothing overlong). */
bool domain_is_utf8(struct slice text);

#endif
