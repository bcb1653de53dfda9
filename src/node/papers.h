/* The papers of a matter beside its fold: where each statement stands in its ledger and who has cosigned
 * that, and the texts that the statements name. For who has been let in by node_read; what this reader may
 * not read of the texts is not taken out of the store (matter_may_read). */
#ifndef PROVISO_NODE_PAPERS_H
#define PROVISO_NODE_PAPERS_H

#include "ledger/checkpoint.h"
#include "node/node.h"

enum {
    PAPER_WITNESSES = 8,
    PAPER_TEXT =
        256 *
        1024 /* bytes of a text that are read with the rest; a longer one is asked for alone */
};

struct paper_witness {
    struct slice name;
    instant at; /* of its first cosignature */
};

/* One statement of the matter, in the order of known_matter.filed. */
struct paper {
    struct digest hash;
    struct slice payload, signatures;
    bool sealed;
    uint8_t salt[ENTRY_SALT]; /* of a sealed entry */
    int64_t entry;            /* NEVER: no ledger is known to have it */
    instant entered;
    struct slice origin; /* of the ledger; empty: not known */
    /* To which the proof leads: the first cosigned one, else the first; size 0: none. */
    struct checkpoint proven;
    struct slice note; /* it with its cosignatures */
    uint64_t
        cosigned; /* size of the first cosigned one that holds it: of `proven`, or of one that is
                            known to continue it; 0: none */
    struct digest *path; /* the inclusion proof to it */
    size_t path_count;
    struct paper_witness witnesses[PAPER_WITNESSES]; /* of `cosigned` */
    size_t witness_count;
};

/* A text that a statement names, as often as it is named. */
struct paper_text {
    size_t statement;  /* index in known_matter.filed */
    const char *place; /* "targets[0].suspicion" */
    const struct field *field;
    struct digest hash;
    struct slice language;
    uint64_t length;    /* as the statement says */
    bool allowed;       /* the reader may read it */
    bool stored;        /* this node has it */
    struct slice bytes; /* with its first line; empty where it is longer than PAPER_TEXT */
};

struct papers {
    struct paper *statements; /* as many as known->filed.count */
    struct paper_text *texts;
    size_t text_count;
};

/* Reads them for that official. Everything lives in the arena; `place` and `language` with `known`. */
bool node_papers(struct node *node, const struct known_matter *known, const struct official *who,
                 struct arena *arena, struct papers *out, struct error *error);

#endif
