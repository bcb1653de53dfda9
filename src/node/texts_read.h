/* Inside the judging of texts: what its files share. Only texts*.c includes this. */
#ifndef PROVISO_NODE_TEXTS_READ_H
#define PROVISO_NODE_TEXTS_READ_H

#include "node/texts.h"

/* One text with where it stands. */
struct written {
    const struct statement *statement;
    const char *place; /* "targets[0].suspicion" */
    enum prose_kind kind;
    struct digest hash; /* of the attachment */
    struct prose prose;
};

/* The statement's own texts, then those of the matter before it, statement by statement. */
struct texts {
    struct texts_question question;
    const struct statement *statement; /* whose texts are being read */
    uint8_t key[SIPHASH_KEY];
    struct effective rules;
    struct written *items;
    size_t count, room, own; /* the first `own` are the statement's */
    struct arena arena;
};

bool texts_is_own(const struct texts *texts, const struct statement *statement);

/* Whether a statement is refused for its texts: it permits, or is to be rested on. Questions decide
 * nothing, and what restricts protects: neither waits for better wording. */
bool texts_bind(const struct statement *statement);

/* Adds the texts of a statement; an attachment that is nowhere is left out. */
bool texts_read(struct texts *texts, const struct statement *statement, struct error *error);

/* The earlier text of the same office, in another matter, that `text` copies most, beyond the limit;
 * what would refuse goes before what is a note. *chain empty: none. */
struct earlier_copy {
    struct slice chain, place;
    unsigned percent;
    enum outcome outcome;
};
bool texts_earlier(struct texts *texts, const struct written *text, struct earlier_copy *out,
                   struct error *error);

#endif
