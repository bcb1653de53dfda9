/* The line format of rulebooks, offence registers, trust files and configurations:
 *
 *     # a comment
 *     [state XA]
 *     key = value @ citation
 *
 * Strict, so that two readers never understand it differently: plain text (base/unicode.h) whose
 * every line ends with '\n', no indentation, no key twice in a section, no section twice. */
#ifndef PROVISO_BASE_LINES_H
#define PROVISO_BASE_LINES_H

#include "base/arena.h"
#include "base/error.h"
#include "base/value.h"

enum {
    LINES_BYTES = 1024 * 1024, /* a file */
    LINE_BYTES = 4096,         /* a line, without its '\n' */
    LINES_SECTIONS = 4096,     /* a file */
    LINES_KEYS = 512           /* a section */
};

struct line_entry {
    struct slice key, value;                 /* never empty */
    struct slice citation;                   /* empty: none */
    const struct line_section *section;      /* where it stands */
    uint32_t line, key_column, value_column; /* from 1, columns in bytes */
};

struct line_section {
    struct slice name;     /* "content", "state XA"; empty: what stands before the first section */
    struct slice citation; /* empty: none */
    struct line_entry *entries;
    size_t count;
    uint32_t line, column; /* of the name; 0 for the section without a name */
};

/* Sections in the order of the file. The one without a name is there only if it has an entry. */
struct lines {
    struct line_section *sections;
    size_t count;
};

/* Reads `text`. Everything in `*out` is a copy in `arena`. A section's name is words of
 * [A-Za-z0-9./-] with one space between them, a key is [a-z0-9.-]; at least one space stands on
 * either side of '=' and of '@'; spaces at a line's end do not count. Errors (TOO_LARGE, ENCODING,
 * TEXT_INVALID, LINE_SYNTAX, KEY_DUPLICATE, SECTION_DUPLICATE) have line and column. */
bool lines_parse(struct slice text, struct arena *arena, struct lines *out, struct error *error);

/* The section or entry of that name, or NULL. */
const struct line_section *lines_section(const struct lines *lines, const char *name);
const struct line_entry *lines_entry(const struct line_section *section, const char *key);

/* The value as `kind` (base/value.h), its errors at the value's place. */
bool lines_value(const struct line_entry *entry, enum value_kind kind,
                 const struct vocabulary *vocabulary, struct value *out, struct error *error);

/* The value as an ISO date (YYYY-MM-DD), at the start of that day in UTC. */
bool lines_date(const struct line_entry *entry, instant *out, struct error *error);

/* True where each key of the section is one of `keys`, an array that ends with NULL; else
 * KEY_UNKNOWN at the first that is not. */
bool lines_only(const struct line_section *section, const char *const *keys, struct error *error);

/* What a reader of a table says; each returns false. */
bool lines_unknown_section(const struct line_section *section, struct error *error);
bool lines_unknown_key(const struct line_entry *entry, struct error *error);
bool lines_missing_key(const struct line_section *section, const char *key, struct error *error);

#endif
