/* What a matter is about, as its statements say it: the offence that is named, and what is known of
 * the conduct. The form of both members stands here, beside their readers. */
#ifndef PROVISO_MATTER_CONDUCT_H
#define PROVISO_MATTER_CONDUCT_H

#include "law/compare_facts.h"
#include "statement/act.h"

/* Members of "offence": register, id, reference, class, max_penalty_months. */
extern const struct field offence_fields[];

/* Members of "conduct", all optional but `on`: one for each element (law/elements.h), '_' for '-'.
 * Those of a reading are the same without `on`. */
extern const struct field conduct_fields[];
extern const struct field reading_fields[];

/* An offence as a statement names it. */
struct offence_named {
    struct slice in, id; /* the register's State code, or "treaty" */
    int class;           /* of words_offence */
    int64_t months;      /* the maximum penalty as stated; life is PENALTY_LIFE */
};

/* Reads the member "offence" of a checked body; false where there is none. */
bool offence_named(json_t *body, struct offence_named *out);

/* True where both name the same offence of the same register. */
bool offence_same(const struct offence_named *one, const struct offence_named *other);

/* Reads the facts of the member "conduct" of a checked body: what is absent is unknown. */
void conduct_facts(json_t *body, struct facts *out);

/* When it was done; false where the body has no such member. */
bool conduct_on(json_t *body, instant *out);

/* Whether the facts show a dishonest or harmful intent (L3). */
enum truth conduct_malice(const struct facts *facts);

#endif
