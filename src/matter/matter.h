/* The fold: the statements of a matter, under the strictest of three rulebooks, into what is
 * permitted now, and every reason why not. Pure; the order of arrival does not matter. */
#ifndef PROVISO_MATTER_MATTER_H
#define PROVISO_MATTER_MATTER_H

#include "law/compare.h"
#include "law/offence_findings.h"
#include "matter/acts.h"
#include "register/register.h"
#include "rules/decide.h"
#include "rules/rulebook.h"

enum { MATTER_STATEMENTS = 256, MATTER_RECIPIENTS = 4, MATTER_OBLIGATIONS = 4 };

/* A register of offences that a State's roots signed: its own, or a treaty's that it took over.
 * `offences->state` says whose. */
struct adopted_offences {
    instant from; /* it governs from here, until another of the same `state` does */
    const struct offence_register *offences;
};

/* One State of the matter as the fold sees it. */
struct matter_state {
    const struct state_register *state_register;
    const struct rulebook *const *rulebooks; /* versions in force at some time, by `from`, rising */
    size_t rulebook_count;
    const struct adopted_offences *offences; /* by `from`, rising */
    size_t offence_count;
};

struct matter_terms {
    struct slice chain;
    const struct rulebook *floor;
    const struct matter_state *states; /* those known; the matter's must be among them */
    size_t state_count;
    instant now;
    bool proven; /* demand a ledger entry and a quorum cosignature of whatever moves a head */
};

/* One statement's standing. */
struct standing {
    const struct filed *filed;
    const struct official
        *officials[SIGNERS_MOST]; /* resolved signers; NULL where one was refused */
    bool counts;
    int side; /* 0 requesting, 1 executing */
    size_t
        seen_count; /* how many of the other State's moving statements its signer had before them */
    struct scope scope;
    bool has_scope;
};

/* What is allowed now. Slices and pointers live as long as the fold's input. */
struct permit {
    struct scope scope;           /* the intersection of every permitting statement */
    const struct filed *decision; /* the deciding approval */
    struct digest list;           /* of the privileged list, salted */
    uint64_t privileged;          /* classes it covers */
    const struct recipient *recipients[MATTER_RECIPIENTS];
    size_t recipient_count;
    const struct recipient *filter[MATTER_RECIPIENTS];
    size_t filter_count;
};

/* An act due by a date. */
struct obligation {
    enum matter_act act;
    char state[STATE_TEXT];
    instant due;
};

struct head {
    int64_t seq; /* 0: none */
    struct digest hash;
};

/* On what the measure rests: the offences that the statements name, what is known of the conduct, and how
 * the two lie to each other (M1, O1 to O9). Provisions live with the registers. */
struct matter_basis {
    const struct provision
        *provisions[2];             /* requesting, executing; NULL: none is named, or none holds */
    struct offence_answers answers; /* as the application, the comparison and the judge gave them */
    struct facts facts;             /* meaningful with an application */
    bool compared;                  /* the executing State named an offence of its own */
    struct comparison comparison;   /* where `compared` */
};

struct matter {
    char state[2][STATE_TEXT]; /* requesting, executing; the second empty before an application */
    bool exchange;             /* two different States */
    struct standing standing[MATTER_STATEMENTS];
    size_t standing_count;
    struct head heads[2];
    uint32_t done;                /* acts on which others may rest now, as bits */
    struct findings statements;   /* why a statement does not count, or is doubtful */
    uint16_t owner[FINDINGS_MAX]; /* of each of them: index in `standing` */
    struct findings open;         /* why nothing is permitted now */
    bool permitted;               /* neither list asks or refuses */
    struct permit permit;         /* meaningful where permitted */
    struct obligation obligations[MATTER_OBLIGATIONS];
    size_t obligation_count;
    struct effective rules; /* in force for this matter's measure, where has_rules */
    bool has_rules;
    struct matter_basis basis;
};

/* Folds. The same statements give the same matter, in whatever order they arrived; a payload filed
 * more than once counts as the filing whose signers and proof hold. More than MATTER_STATEMENTS
 * different ones refuse. `out` is overwritten; it needs no freeing. */
void matter_fold(const struct matter_terms *terms, const struct filed *filed, size_t count,
                 struct matter *out);

/* What speaks against accepting `next` now, all findings at once: its own, and, where it moves its
 * head, an end of the matter (a production is accepted after it) or that no rules can be applied.
 * Restrictions are only refused for their signer; what is already there is ACT_REPEATED. Values in
 * `findings` live as long as the statements and registers. */
void matter_check(const struct matter_terms *terms, const struct filed *before, size_t count,
                  const struct filed *next, struct findings *findings);

/* The acts, as bits, that the matter does without: those of an exchange where one State is alone, dual
 * criminality also where the rulebooks do not demand it. */
uint32_t matter_spares(const struct matter *matter);

/* The rules that a matter with this application would be under now: for what only a node sees, such as
 * its prose. False where none can be applied; matter_check says why. */
bool matter_rules(const struct matter_terms *terms, const struct filed *application,
                  struct effective *out);

/* Whether a resumption that counts lifts this suspension. */
bool matter_is_lifted(const struct matter *matter, const struct standing *suspension);

/* The acts that could come next, as bits: what they rest on is there and they are not done; none
 * where the matter has ended, expired, or its order was executed. */
uint32_t matter_next(const struct matter *matter);

/* The roles, as bits, that may sign the act first in this matter: those of the act's table, of an
 * authorisation only those that the rulebooks let authorise its measure. */
uint32_t matter_roles(const struct matter *matter, enum matter_act act);

#endif
