/* One statement on its way into a node: parsed and signed (submit.c), judged (judge.c, judge_law.c),
 * stored (submit.c). Only these include this. */
#ifndef PROVISO_NODE_CANDIDATE_H
#define PROVISO_NODE_CANDIDATE_H

#include "node/texts.h"

struct candidate {
    struct node *node;
    const struct submission *submission;
    struct digest *attachments; /* the hashes of its files */
    struct filed filed;
    struct texts *texts; /* those that were judged, or NULL */
    bool is_draft;       /* a draft: nobody has signed yet */
    instant now;
    struct findings *findings;
    struct known_matter *known;
    bool renew;  /* a register or its law was changed: the docket follows */
    bool loaded; /* the States in `known` are those of the open transaction */
    struct arena *arena;
    char where[80];
};

/* Adds a finding that refuses the statement, about `value`, which is copied. */
void candidate_refuse(struct candidate *candidate, enum finding_code code, struct slice value);

/* The file of the submission that has this hash, or NULL. */
const struct slice *candidate_attachment(const struct candidate *candidate, struct digest hash);

/* Every question to the statement, whatever its vocabulary: all that speaks against it is added to the
 * candidate's findings. Sets when it is entered. False: it could not be judged. */
bool candidate_judge(struct candidate *candidate, struct error *error);

/* The questions to a statement of the register, or of what is law of its State. */
bool candidate_judge_register(struct candidate *candidate, struct error *error);
bool candidate_judge_rules(struct candidate *candidate, struct error *error);

/* The questions to a statement of a forum: its fold, its texts and files, its time zones. */
bool candidate_judge_forum(struct candidate *candidate, struct error *error);

/* Each attachment that the statement names is there and has its length. */
bool candidate_check_attachments(struct candidate *candidate, struct error *error);

#endif
