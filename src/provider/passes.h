/* The two passes of a release, over what run.c has opened. */
#ifndef PROVISO_PROVIDER_PASSES_H
#define PROVISO_PROVIDER_PASSES_H

#include "evidence/json_line.h"
#include "evidence/second.h"
#include "package/parts.h"
#include "provider/class_file.h"
#include "provider/content_set.h"
#include "provider/run.h"
#include "provider/source.h"

/* Bytes read at a time: large enough to make calls cheap, small enough for the cache. */
enum { PASS_WINDOW = 1 << 18 };

struct pass {
    const struct release_order *order;
    struct source *sources; /* as many as the order has */
    uint64_t *entries;      /* of each source in the class file */
    struct class_file classes;
    struct privilege *privilege;
    struct second *second;
    struct message message;
    struct fingerprinter *fingerprinter;
    struct content_set tainted; /* contents of records that are privileged by their marker */
    struct buffer record;       /* one that the window does not hold as a whole */
    struct account *account;
    struct bag *released;
    struct bag *set_aside;
    uint8_t commitment_key[32];
    uint64_t done; /* bytes, over both passes */
    uint64_t total;
};

struct span pass_span(const struct pass *pass, size_t source);
struct json_names pass_names(const struct pass *pass, size_t source);

/* Adds to what is done and tells the caller. */
void pass_progress(struct pass *pass, uint64_t bytes);

/* First pass over one source: its counts, and its entries in the class file. ERROR_RECORD_FORMAT:
 * neither format. */
bool pass_classify(struct pass *pass, size_t source, struct error *error);

/* Second pass over all sources: into the two open bags. */
bool pass_emit(struct pass *pass, struct error *error);

#endif
