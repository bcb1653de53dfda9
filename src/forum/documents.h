/* Documents (D4, D5): one symbol for all languages, each language with the dates when it is expected,
 * received and published, and how late it is. */
#ifndef PROVISO_FORUM_DOCUMENTS_H
#define PROVISO_FORUM_DOCUMENTS_H

#include "forum/event.h"
#include "forum/symbol.h"
#include "forum/words.h"

struct forum;

struct document_version {
    int64_t version; /* of its language, from 1 */
    enum official_language language;
    struct digest file;
    enum file_format format;
    int64_t words;
    instant received;
    instant published; /* from when it is public: not before it was entered */
};

struct document {
    struct slice symbol, title;
    struct digest statement;
    enum document_kind kind;
    instant meeting, due, entered;
    bool in_session;
    instant expected[OFFICIAL_COUNT];  /* NEVER: not in that language */
    struct document_version *versions; /* in the order of their entries */
    size_t version_count;
};

struct documents {
    struct document *items;
    size_t count;
};

enum document_state {
    DOCUMENT_NOT_EXPECTED,
    DOCUMENT_EXPECTED,
    DOCUMENT_RECEIVED,
    DOCUMENT_PUBLISHED
};
extern const struct vocabulary words_document_state;

struct document_language {
    enum document_state state;
    const struct document_version *version; /* the newest public one; received: the next; or NULL */
    instant published;                      /* of the first version that was public; NEVER */
    int64_t late; /* seconds after it was due: until it was public, or until now; 0: in time */
};

/* How a document stands in one language at that time. */
void document_language(const struct document *document, enum official_language language,
                       instant now, struct document_language *out);

/* "2 of 6": in how many of the languages that it is expected in it is public. */
struct document_languages {
    unsigned published, expected, late;
};
struct document_languages document_languages(const struct document *document, instant now);

const struct document *documents_find(const struct documents *documents, struct slice symbol);

/* Takes a statement of the chain, as accreditation_apply. */
bool documents_apply(struct forum *forum, const struct forum_event *event);

void documents_free(struct documents *documents);

#endif
