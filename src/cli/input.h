/* What commands read: statements with their signatures, folders of attachments, clocks, nodes. */
#ifndef PROVISO_CLI_INPUT_H
#define PROVISO_CLI_INPUT_H

#include "cli/command.h"
#include "node/node.h"

/* Opens the node that --node or PROVISO_NODE names. ERROR_USAGE where neither does. */
bool input_node(const struct arguments *arguments, struct node *out, struct error *error);

/* A statement's file and its signatures: FILE, FILE.sig, FILE.sig.2, … one after the other. */
struct signed_file {
    struct buffer payload, signatures;
};

/* Reads them. Where FILE.sig is missing: an error if `needed`, otherwise no signatures. An array of
 * these starts zeroed; signed_file_free. */
bool signed_file_read(const char *path, bool needed, struct signed_file *out, struct error *error);
void signed_file_free(struct signed_file *file);

/* Every file of a folder, not those in folders below it. */
struct attachments {
    struct slice *items;
    size_t count;
    struct arena arena;
};

/* Reads them; `folder` NULL: none. attachments_free, also after an error. */
bool attachments_read(const char *folder, struct attachments *out, struct error *error);
void attachments_free(struct attachments *attachments);

/* Statements given by hand: the files that every --with names. */
struct hands {
    struct signed_file *files;
    struct shown_statement *shown;
    size_t count;
};

bool hands_read(const struct arguments *arguments, struct hands *out, struct error *error);
void hands_free(struct hands *hands);

/* Reads a trust file. Slices live in the arena. */
bool input_trust(const char *path, struct arena *arena, struct trust *out, struct error *error);

/* Reads a writ or an exchange. `text` keeps the bytes that the bundle points into. */
bool input_bundle(const char *path, enum bundle_kind kind, struct arena *arena, struct slice *text,
                  struct bundle *out, struct error *error);

/* The time of --at, or the real clock where it is not given. */
bool input_at(const struct arguments *arguments, instant *out, struct error *error);

/* A number without sign from a text, or ERROR_USAGE naming the option. */
bool input_number(const char *text, const char *option, uint64_t *out, struct error *error);

/* A day (2026-11-01) or a time (2026-11-01T00:00:00Z). */
bool input_instant(const char *text, const char *option, instant *out, struct error *error);

#endif
