/* A text as its reader could see it: the bytes, and what is left after resolving percent signs,
 * HTML, encoded words, and full-width forms, one inside the other. Each is looked at for listed
 * names. */
#ifndef PROVISO_EVIDENCE_VIEWS_H
#define PROVISO_EVIDENCE_VIEWS_H

#include "evidence/match.h"
#include "evidence/verdict.h"

enum {
    VIEWS_DEPTH = 3,
    VIEWS_PIECE = 1 << 20, /* a longer text is looked at in pieces, so that memory is bounded */
    VIEWS_OVERLAP =
        160 << 10, /* of one piece with the next: more than any name with what splits it */
    VIEWS_HEADER_MAX = 1 << 20, /* a longer header is held */
};

/* What is found out about a record's content: whether a listed name stands in it, and the first
 * reason why that cannot be known. */
struct finding_of_content {
    bool listed;
    enum reason doubt;
};

struct views {
    const struct privilege *privilege;
    struct buffer levels[VIEWS_DEPTH]; /* scratch, kept between texts */
    struct buffer header;              /* scratch too */
    struct finding_of_content found;
    bool raw_seen; /* the bytes of what is scanned were matched already, as ASCII */
};

/* Notes a doubt; the first one stays. */
void views_doubt(struct views *views, enum reason reason);

/* Looks at `text` in every view; the findings go into views->found. */
void views_scan(struct views *views, struct slice text);

/* The piece of `text` that begins at *at, which is moved to where the next one begins; pieces end
 * at white space where there is any, and overlap. */
struct slice views_piece(struct slice text, size_t *at);

/* A header block or a field's value: also with folding, comments and quoting taken out. */
void views_scan_header(struct views *views, struct slice text);

/* Text of a part: also refuses what hides text inside it (PGP armour, uuencode, yEnc, BinHex). */
void views_scan_text(struct views *views, struct slice text);

void views_free(struct views *views);

#endif
