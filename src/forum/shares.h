/* Shares of the speaking time per group, as a statement adopts them (D3), and the least that no
 * decision goes below: civil society, private sector and academia each have a part of the whole. */
#ifndef PROVISO_FORUM_SHARES_H
#define PROVISO_FORUM_SHARES_H

#include "base/writer.h"
#include "forum/allotment.h"
#include "forum/members.h"
#include "terms/finding.h"

/* What a group is. X(constant, word, least share in percent, 0: none) */
#define SHARE_KINDS(X)                                                                             \
    X(STATES, "states", 0)                                                                         \
    X(INTERGOVERNMENTAL, "intergovernmental", 0)                                                   \
    X(CIVIL_SOCIETY, "civil-society", 5)                                                           \
    X(PRIVATE_SECTOR, "private-sector", 5)                                                         \
    X(ACADEMIA, "academia", 5)                                                                     \
    X(OTHER, "other", 0)

enum share_kind {
#define X(constant, ...) SHARE_##constant,
    SHARE_KINDS(X)
#undef X
        SHARE_KIND_COUNT
};

extern const struct vocabulary words_share_kind;

struct share {
    struct slice name;
    enum share_kind kind;
    int64_t weight;
};

struct shares {
    size_t count;
    int64_t whole; /* the sum of the weights */
    struct share groups[ALLOTMENT_GROUPS];
};

/* The least part of the whole for groups of that kind together, in percent. */
int64_t shares_least(enum share_kind kind);

/* Reads [{"name","kind","weight"}, …]: 1 to ALLOTMENT_GROUPS groups with different names. Errors:
 * MEMBER_… with the place ("groups 3 kind"). */
bool shares_read(json_t *list, struct arena *arena, struct shares *out, struct error *error);

void shares_write(const struct shares *shares, struct writer *writer);

/* Index of the group of that name, or -1. */
int shares_find(const struct shares *shares, struct slice name);

/* Adds SHARE_BELOW_FLOOR for each kind that has less than its least, with what it has and what it
 * must have, in percent rounded down; a kind without any group has nothing. */
void shares_check(const struct shares *shares, struct findings *findings);

#endif
