/* What a declared character set means for finding names in ASCII. */
#ifndef PROVISO_EVIDENCE_CHARSET_H
#define PROVISO_EVIDENCE_CHARSET_H

#include "base/slice.h"

enum charset {
    CHARSET_UTF8,    /* UTF-8, US-ASCII, or none declared */
    CHARSET_ASCII,   /* ASCII bytes mean ASCII; letters above cannot be read here */
    CHARSET_SHIFTED, /* seven bits with escapes: ASCII stands as it is, other letters do not */
    CHARSET_UTF16,   /* two bytes a unit */
    CHARSET_UNKNOWN, /* not in the table: nothing can be said */
};

/* By name, in any ASCII case. */
enum charset charset_named(struct slice name);

#endif
