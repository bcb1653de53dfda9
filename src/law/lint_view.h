/* Inside the lint: a section's words, its provisions and where the lexicon's patterns occur. */
#ifndef PROVISO_LAW_LINT_VIEW_H
#define PROVISO_LAW_LINT_VIEW_H

#include "law/lint.h"
#include "law/lint_tokens.h"

/* "(2) A person who …": a part of a section with a number of its own, or the whole section. */
struct lint_provision {
    size_t first, end; /* tokens */
    bool declares;     /* makes something an offence or names a penalty */
    bool derived;      /* only adds a penalty to what another provision defines */
    bool prohibits;    /* "shall not", with a penalty elsewhere */
    bool defines;      /* says what a word means */
    bool empowers;     /* lets an authority do something */
    bool excuses;      /* a defence or exclusion, and no offence */
    bool conduct;      /* defines conduct that is punished */
};

/* A term that the document defines: "“glorification” means …", and what it says. */
struct lint_term {
    struct slice term, meaning;
    bool local; /* in its section alone */
};

struct lint_terms {
    struct lint_term *items;
    size_t count, capacity;
};

struct lint_view {
    const struct lexicon *lexicon;
    const struct lint_terms *defined;
    struct lint_tokens tokens, title;
    struct lint_events events, title_events;
    struct lint_provision *provisions;
    size_t provision_count, provision_capacity;
    bool
        rights_clause; /* a section read so far has an interpretation clause that protects rights */
};

/* Reads a section into the view: words, occurrences, provisions. */
void lint_view_read(struct lint_view *view, const struct lint_section *section);

void lint_view_free(struct lint_view *view);

/* The first occurrence of a class in the section, in one provision, in the title; or NULL. */
const struct lint_event *view_first(const struct lint_view *view, enum lexicon_class class);
const struct lint_event *view_in(const struct lint_view *view, enum lexicon_class class,
                                 const struct lint_provision *provision);
bool view_titled(const struct lint_view *view, enum lexicon_class class);

/* The text of an occurrence, at most LINT_WORDS bytes of it. */
struct slice view_words(const struct lint_view *view, const struct lint_event *event);

/* The section's first words: what an absence points at where nothing else does. */
struct slice view_opening(const struct lint_view *view);

/* Terms that a text defines; the slices point into it. */
void lint_terms_find(struct slice text, struct lint_terms *terms);

/* True where `words` of a section's `text` lie in a defined term or contain one. */
bool lint_terms_have(const struct lint_terms *terms, struct slice text, struct slice words);

/* What the document says that `words`, in the section's `text`, begin with: the meaning of the
 * longest defined term; empty where there is none. */
struct slice lint_terms_meaning(const struct lint_terms *terms, struct slice text,
                                struct slice words);

/* What kind of section it is. */
enum lint_kind lint_classify(const struct lint_view *view);

/* True where the occurrence lies in a longer phrase of class `settled`, whose meaning is another. */
bool view_is_settled(const struct lint_view *view, enum lexicon_class settled,
                     const struct lint_event *event);

/* The first occurrence of `class` in tokens `first` to `end` - 1 that is not settled, or NULL. */
const struct lint_event *view_unsettled(const struct lint_view *view, enum lexicon_class class,
                                        enum lexicon_class settled, size_t first, size_t end);

/* Fills months, fine, penalty. */
void lint_penalty_read(const struct lint_view *view, struct lint_recognised *out);

/* Where findings of a section go; the texts of joined words live in the arena. */
struct lint_report {
    struct arena *arena;
    struct lint_section *section;
    size_t capacity;
};

/* Adds a finding that marks `words`, which lie in the document's text; `said` (empty: the words) is
 * what is quoted. */
void lint_report_add(struct lint_report *report, enum lint_code code, struct slice words,
                     struct slice said);

/* The rules for offences and for powers; both fill section->recognised and add findings; every
 * offence gets L13 at first, since the clause may stand anywhere in the document. */
void lint_judge_offence(const struct lint_view *view, struct lint_report *report);
void lint_judge_power(const struct lint_view *view, struct lint_report *report);

/* Fills mens_rea and its words, and adds L2; `anchor` is what an absence points at. */
void lint_judge_mens_rea(const struct lint_view *view, struct slice anchor,
                         struct lint_report *report);

/* L14, for any kind. */
void lint_judge_blocking(const struct lint_view *view, struct lint_report *report);

/* The occurrence that makes the section a content offence, or NULL. */
const struct lint_event *lint_content(const struct lint_view *view);

/* The sections of `text` with id, title, body, offset, line, and the form of their headings. */
bool lint_split(struct slice text, struct arena *arena, struct lint_document *out,
                struct error *error);

#endif
