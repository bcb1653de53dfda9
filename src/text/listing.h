/* Public lists of a forum, each a table of columns: CSV, JSON, a terminal's table and a page's derive from
 * the same rows. Names and reasons are attachments, which the caller looks up. */
#ifndef PROVISO_TEXT_LISTING_H
#define PROVISO_TEXT_LISTING_H

#include "base/writer.h"
#include "forum/forum.h"

enum { LISTING_COLUMNS = 20, LISTING_TEXT = 4000 }; /* bytes of an attached text that are shown */

/* What a list is made from. `text` appends the attachment of that hash, without its first line; false: it
 * is not here. */
struct listing {
    const struct forum *forum;
    instant now;
    bool (*text)(void *context, enum forum_chain chain, struct digest hash, struct buffer *out);
    void *context;
    struct arena *arena; /* of the cells' texts */
};

enum cell_kind {
    CELL_NONE,
    CELL_TEXT,
    CELL_WORD, /* of a vocabulary, or of this program: a page says it in the reader's language */
    CELL_FILE, /* the hash of a file that a page links to */
    CELL_NUMBER,
    CELL_FLAG,
    CELL_INSTANT
};

struct cell {
    enum cell_kind kind;
    struct slice text;
    int64_t number; /* also of flags and instants */
};

struct column {
    const char *name;  /* in JSON and CSV: "silence_ends" */
    const char *title; /* for people; NULL: only in JSON and CSV */
};

struct list_form {
    const char *name;             /* "applications" */
    const char *title;            /* "Applications for accreditation" */
    const struct column *columns; /* ends with a NULL name */
    size_t (*count)(const struct listing *listing);
    /* The cells of row `index`, as many as columns. */
    void (*row)(const struct listing *listing, size_t index, struct cell *out);
};

extern const struct list_form list_applications, list_objections, list_decisions,
    list_participation, list_representatives, list_moderations, list_documents, list_submissions,
    list_signatories, list_observations, list_procedure;

/* All of them; ends with NULL. */
extern const struct list_form *const list_forms[];

const struct list_form *list_form_find(struct slice name);

/* {"list":NAME,"as_of":TIME,"rows":[{…}]} as members of the open object. */
void listing_json(const struct listing *listing, const struct list_form *form,
                  struct writer *writer);

/* One row as an object; as lines of title and value, for one that is looked at alone. */
void listing_row_json(const struct list_form *form, const struct cell *cells,
                      struct writer *writer);
void listing_row_text(const struct list_form *form, const struct cell *cells, struct buffer *out);

/* RFC 4180 with a line of names. A cell that a spreadsheet would take for a formula has an apostrophe
 * before it. */
void listing_csv(const struct listing *listing, const struct list_form *form, struct buffer *out);

/* For a terminal: the columns that have a title. */
void listing_table(const struct listing *listing, const struct list_form *form, struct buffer *out);

/* A cell in words: "yes", "2026-11-22T10:00:00Z", "–" for none. */
void cell_text(const struct cell *cell, struct buffer *out);

#endif
