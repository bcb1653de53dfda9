/* The folder in which the demo's story happens, and how its persons act: each draft is made, signed
 * by ssh-keygen and handed in as the commands do it. */
#ifndef PROVISO_CLI_DEMO_WORLD_H
#define PROVISO_CLI_DEMO_WORLD_H

#include "cli/demo/cast.h"
#include "cli/input.h"

enum { WORLD_SETS = 48, WORLD_SIGNERS = 2 };

/* What the story is about. */
struct world_plan {
    const char *mail;    /* the mailbox; NULL: a sample is made */
    const char *account; /* whose it is */
    const char *list;    /* the privileged list; NULL: a sample is made */
    instant from, to;    /* the data asked for */
    bool has_clock;      /* the nodes' clock starts at `clock` instead of now */
    instant clock;
    instant started; /* real time at the start */
};

struct world {
    const char *folder;
    struct world_plan plan;
    struct node nodes[CAST_STATES];
    char chain[CHAIN_MOST];
    unsigned written, exchanged;
    struct findings *findings; /* of the last thing that was refused */
    struct arena arena;
};

/* One act: what is drafted, who signs it. */
struct world_act {
    int state; /* CAST_… : whose node */
    const char *type;
    const char *chain; /* NULL: register or rules; "": the matter */
    const char *signers[WORLD_SIGNERS];
    const char *list; /* privileged list of an approval, or NULL */
    const char *sets[WORLD_SETS];
    size_t set_count;
};

/* "FOLDER/printf…" in the arena. */
const char *world_path(struct world *world, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* printf in the arena. */
const char *world_text(struct world *world, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void world_set(struct world_act *act, const char *set);

/* Sets PROVISO_CLOCK where the plan has another clock: it goes on with real time. */
void world_clock(const struct world *world);
instant world_now(const struct world *world);

/* Whether the story may have its folder: none is there yet, or an empty one. ERROR_USAGE. */
bool world_folder_free(const struct world *world, struct error *error);

/* Makes the folder and its folders, every key, both nodes with their pins, and Mailhaus's folder.
 */
bool world_make_folder(struct world *world, struct error *error);
bool world_make_keys(struct world *world, struct error *error);
bool world_make_nodes(struct world *world, struct error *error);

/* The public key of that name, "ssh-ed25519 AAAA…", in the arena; NULL with the error set. */
const char *world_key(struct world *world, const char *name, struct error *error);

/* Writes a prose text with its random first line to FOLDER/attachments/NAME.txt and gives
 * "MEMBER=@PATH". */
const char *world_attach(struct world *world, const char *member, const char *name,
                         struct slice text, struct error *error);

/* Drafts, signs and submits an act; its files stay in FOLDER/statements (refused ones: refused/).
 * False with ERROR_STATEMENT_REFUSED and world->findings where the core refuses. */
bool world_submit(struct world *world, const struct world_act *act, struct error *error);

/* Hands in a payload that is there already: signs it and keeps a copy in FOLDER/statements. */
bool world_submit_file(struct world *world, int state, const char *payload, const char *signer,
                       struct error *error);

/* Carries a bundle from one node to the other: export, import. chain NULL: the registers. */
bool world_carry(struct world *world, int from, int to, const char *chain,
                 struct import_report *report, struct error *error);

/* The clerk signs the node's status of the matter. */
bool world_status(struct world *world, int state, const char *clerk, struct error *error);

void world_close(struct world *world);

#endif
