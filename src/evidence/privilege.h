/* The list of privileged addresses and domains, in the first form: a Bloom filter and an exact
 * hash set, both keyed, over names read from right to left, so that one walk over a name visits
 * all the domains that it lies in.
 *
 * The list: 1 to 1,000,000 lines, LF or CRLF, UTF-8, each an address (`a@b`) or a domain (`b`, at
 * least two labels). Empty lines, comments, white space, control characters, international local
 * parts, domain literals and quoted local parts are errors with their line; the same name twice is
 * fine. A last line without a line end is fine. */
#ifndef PROVISO_EVIDENCE_PRIVILEGE_H
#define PROVISO_EVIDENCE_PRIVILEGE_H

#include "base/buffer.h"
#include "base/error.h"

enum {
    PRIVILEGE_LINES_MAX = 1000000,
    PRIVILEGE_LINE_MAX = 1000, /* bytes */
    PRIVILEGE_NAME_MAX = 320,  /* of a normalised name */
};

/* What a name in the set is. */
enum privilege_kind {
    PRIVILEGE_DOMAIN = 1,      /* listed itself */
    PRIVILEGE_ADDRESS = 2,     /* listed itself */
    PRIVILEGE_MAIL_DOMAIN = 4, /* the domain of a listed address */
};

struct privilege;

/* One entry of the list in its normal form: lower case, A-labels. */
struct privilege_entry {
    char text[PRIVILEGE_NAME_MAX + 1];
    size_t size;
    size_t domain;      /* offset of the domain: 0 for a domain entry */
    bool international; /* has an A-label that encodes something */
};

/* Reads one line without its line end. ERROR_LIST_FORMAT without a place. */
bool privilege_read_entry(struct slice line, struct privilege_entry *out, struct error *error);

/* Called for each entry with its line, from 1. */
typedef void privilege_visit(void *context, const struct privilege_entry *entry, uint64_t line);

/* Reads the whole list. ERROR_LIST_FORMAT with file `name` and line. */
bool privilege_read(struct slice list, const char *name, privilege_visit *visit, void *context,
                    uint64_t *lines, struct error *error);

/* Builds the set from a list; *out is the caller's, for privilege_free. `seed` is secret and
 * random, so that no sender can aim at collisions. */
bool privilege_build(struct slice list, const char *name, uint64_t seed, struct privilege **out,
                     struct error *error);

uint64_t privilege_lines(const struct privilege *privilege);

/* Whether any entry has an international domain: then text in which U-labels cannot be read has to
 * be held. */
bool privilege_international(const struct privilege *privilege);

/* Hash of a name, one byte after the other from its last to its first, ASCII in lower case. */
static inline uint64_t privilege_hash_step(uint64_t hash, uint8_t lower_case)
{
    return (hash ^ lower_case) * 0x9e3779b97f4a7c15u;
}

uint64_t privilege_hash_start(const struct privilege *privilege);

/* Whether any listed domain, or any domain of a listed address, ends in a label with this hash. */
bool privilege_maybe_top(const struct privilege *privilege, uint64_t hash);

/* Whether a name with this hash may be in the set (Bloom filter: no false "no"). */
bool privilege_maybe(const struct privilege *privilege, uint64_t hash);

/* Whether `name` (any ASCII case), whose hash is `hash`, is in the set as one of `kinds`. */
bool privilege_has(const struct privilege *privilege, struct slice name, uint64_t hash,
                   unsigned kinds);

void privilege_free(struct privilege *privilege);

#endif
