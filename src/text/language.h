/* The languages of the pages, and the catalogue: English is in the program's own texts, every other
 * language in po/CODE.po, compiled into a table (tools/catalogue.c). The language is an argument. */
#ifndef PROVISO_TEXT_LANGUAGE_H
#define PROVISO_TEXT_LANGUAGE_H

#include "base/buffer.h"
#include "base/instant.h"

/* X(constant, code, the language's own name, direction). A new one is a row here, its rule of plurals
 * in language.c and its file in po/. */
#define LANGUAGES(X)                                                                               \
    X(EN, "en", "English", "ltr")                                                                  \
    X(FR, "fr", "Français", "ltr")

#define X(constant, ...) LANGUAGE_##constant,
enum language { LANGUAGES(X) LANGUAGE_COUNT };
#undef X

const char *language_code(enum language language);
const char *language_name(enum language language);
const char *language_direction(enum language language); /* "ltr", "rtl" */

/* The language of that code, exactly; otherwise false, `*out` untouched. */
bool language_find(struct slice code, enum language *out);

/* What a reader chose (a code, or anything else), otherwise the best of Accept-Language (RFC 9110,
 * 12.5.4), otherwise English. */
enum language language_choose(struct slice chosen, struct slice accept);

/* The text in that language; where the catalogue has none, the English one itself. */
const char *language_text(enum language language, const char *english);

/* The form for `number` of a text with two in English. */
const char *language_plural(enum language language, const char *one, const char *more,
                            uint64_t number);

/* Whether the catalogue has the text: for the tests that nothing is left out. */
bool language_has(enum language language, const char *english);

/* Appends a number with the language's separators: "12,345", "12 345". */
void language_number(enum language language, uint64_t number, struct buffer *out);

/* Appends the day of an instant in UTC: "22 November 2026". */
void language_day(enum language language, instant at, struct buffer *out);

/* Appends day and time of an instant in UTC, without a zone's name: "22 November 2026, 13:05". */
void language_minute(enum language language, instant at, struct buffer *out);

/* Contracts what was appended from `at` on with what stands before it, as the language writes it: French
 * "de le socle" is "du socle", "de Arcadia" "d'Arcadia". For text that is put together from parts. */
void language_join(enum language language, struct buffer *out, size_t at);

#endif
