/* Symbols of documents: A/AC.291/22/Rev.1. One symbol for all languages of a document.
 *
 *     symbol    = organ *3("/" body) ["/" session] "/" item *3("/" suffix)
 *     organ     = 1 to 4 letters A to Z                     A, E, ST
 *     body      = 1 to 5 letters A to Z "." number          AC.291, CONF.232
 *     session   = number, where there is no body            A/76/…
 *     item      = number | series "." number | series "/" number
 *     series    = "CRP" | "INF" | "L" | "NGO" | "WP"
 *     suffix    = ("Rev" | "Add" | "Corr") "." number, each once
 *     number    = 1 to 99999 without leading zeros
 *
 * Nothing else is a symbol: no lower case, no space, no other character. */
#ifndef PROVISO_FORUM_SYMBOL_H
#define PROVISO_FORUM_SYMBOL_H

#include "statement/act.h"

enum { SYMBOL_MOST = 80 };

enum symbol_series {
    SERIES_NONE,
    SERIES_CRP, /* conference room paper */
    SERIES_INF, /* information */
    SERIES_L,   /* limited: drafts */
    SERIES_NGO, /* of organisations */
    SERIES_WP   /* working paper */
};

struct symbol {
    struct slice place; /* "A/AC.291": organ, bodies, session */
    struct slice base;  /* without its suffixes: "A/AC.291/22" */
    enum symbol_series series;
    int64_t number;
    int64_t revision, addendum, corrigendum; /* 0: none */
};

/* Reads a symbol; slices point into `text`. ERROR_MEMBER_VALUE with the column (from 1) of what does
 * not belong there. */
bool symbol_parse(struct slice text, struct symbol *out, struct error *error);

/* The same for the act table. */
bool symbol_check(const struct field *field, struct slice text, struct error *error);

#endif
