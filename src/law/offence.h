/* A register of offences: what a State, or a treaty, makes a crime, element by element, from a file
 * in the line format.
 *
 *     [register]
 *     state = XA                              a treaty's is "treaty"
 *     from = 2026-01-01                       the register is of that day
 *     title = Offences of Arcadia
 *     language = en                           of the texts
 *     interpretation = yes @ Penal Code s. 2  a clause that bars using these offences against
 *                                             protected conduct
 *     [offence unlawful-access]
 *     title = Unlawful access
 *     cites = Computer Crimes Act s. 4
 *     text = Whoever …                        the law's own words; more paragraphs: text.2 to text.9
 *     from = 2018-04-01                       in force from the start of that day, UTC
 *     to = 2024-07-01                         until the start of that day; left out: still in force
 *     act = {access}                          and every other element (law/elements.h)
 *     …
 *     penalty = 2 years                       the maximum; "life"; a treaty's "unstated"
 *     undefined = none                        terms that the law leaves undefined or vague
 *     covered-by = none                       existing law that protects the same already
 *     powers = {}                             what else the law lets an authority do
 *
 *     [offence unlawful-access 2]             the second version: from = 2024-07-01
 *
 * An offence states every element: silence is never a value. `language` and `interpretation` may
 * stand in an offence where they differ from the register's. Versions follow each other without gap
 * or overlap. */
#ifndef PROVISO_LAW_OFFENCE_H
#define PROVISO_LAW_OFFENCE_H

#include "law/elements.h"

/* L14: powers that some laws attach to an offence. */
#define POWERS(X)                                                                                  \
    X(BLOCKING, "blocking", "to block content or sites")                                           \
    X(SHUTDOWN, "shutdown", "to shut down a network or a service")                                 \
    X(ANONYMITY, "anonymity-ban", "to forbid anonymity or encryption")

#define X(constant, ...) POWER_##constant,
enum power { POWERS(X) POWER_COUNT };
#undef X

extern const struct vocabulary words_power;

enum {
    PENALTY_UNSTATED = -1,
    PENALTY_LIFE = 1200, /* months: above any term of years that is read */
    OFFENCE_ID = 60,     /* bytes of an id: [a-z0-9-] */
    OFFENCE_PARAGRAPHS = 9
};

/* Where an element is stated. */
struct offence_place {
    uint32_t line, column; /* of the value */
    struct slice citation; /* empty: none */
};

/* One version of an offence. Slices live in the arena that the register was read into. */
struct provision {
    struct slice state, id;
    unsigned version; /* from 1 */
    instant from, to; /* [from, to); INT64_MAX: no end */
    struct slice title, cites, language;
    struct slice text; /* paragraphs end with '\n', the last one without */
    struct elements elements;
    struct offence_place places[ELEMENT_COUNT];
    int64_t penalty;        /* months, or PENALTY_… */
    struct slice undefined; /* terms, ", " between them; empty: none */
    struct slice covered_by;
    uint64_t powers; /* mask of enum power */
    bool interpretation;
    bool is_read;     /* reading_of_register has been here */
    unsigned reading; /* then: where the text says otherwise than the elements (law/reading.h) */
    uint32_t line, column; /* of the section's name */
};

struct offence_register {
    struct slice state, title, language;
    instant from;
    struct provision *provisions; /* in the order of the file; versions of one offence rise */
    size_t count;
};

/* Reads a register; everything lives in `arena`. Errors carry line, column and, where one is
 * concerned, the offence in `error->where`: those of lines_parse; SECTION_UNKNOWN; KEY_UNKNOWN;
 * KEY_MISSING; VALUE_TYPE; VALUE_UNIT; TIME_FORMAT; MEMBER_VALUE for a state, id, language or
 * version that is not one; VERSION_GAP and VERSION_OVERLAP. A register without an offence is
 * KEY_MISSING. */
bool offence_register_parse(struct slice text, struct arena *arena, struct offence_register *out,
                            struct error *error);

/* The version of that offence in force at `at`, or NULL. `*known` (may be NULL): whether the
 * register has the offence at all. */
const struct provision *offence_in_force(const struct offence_register *offences, struct slice id,
                                         instant at, bool *known);

/* True where the version is in force at `at`. */
bool provision_in_force(const struct provision *provision, instant at);

/* Appends the penalty in words: "5 years", "18 months", "life", "unstated". */
void provision_penalty(const struct provision *provision, struct buffer *out);

#endif
