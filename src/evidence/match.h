/* Looks for listed names in a text: every token that could be an address or a domain, matched on a
 * superset. Too much may be found, too little may not.
 *
 * A domain of the list is found as itself and in every name below it, at any label's end (so also
 * in `law.example.Thanks`). An address is found in any ASCII case, with or without a plus-tag,
 * after anything that is no letter or digit, with a quoted local part too. Names with bytes from
 * 0x80 are also tried as international ones. */
#ifndef PROVISO_EVIDENCE_MATCH_H
#define PROVISO_EVIDENCE_MATCH_H

#include "evidence/privilege.h"

enum {
    MATCH_NONE = 0,
    MATCH_LISTED = 1, /* a listed name stands in the text */
    MATCH_UNCLEAR =
        2, /* a name that cannot be read might be one of the international ones listed */
};

/* The answers that hold for `text`, or'ed; stops at the first listed name. */
unsigned match_scan(const struct privilege *privilege, struct slice text);

/* The same for bytes that are no text: names in ASCII and UTF-8 only, never MATCH_UNCLEAR. */
unsigned match_scan_binary(const struct privilege *privilege, struct slice bytes);

#endif
