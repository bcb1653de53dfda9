/* The drafting lint: reads the plain text of a statute or bill, in English, and says per section
 * what was recognised and which recommendations it does not meet. Text findings are advice: they
 * say what words are there or missing, never what a court would hold. */
#ifndef PROVISO_LAW_LINT_H
#define PROVISO_LAW_LINT_H

#include "base/arena.h"
#include "base/error.h"
#include "law/lexicon.h"
#include "law/lint_codes.h"

enum {
    LINT_BYTES = 64 * 1024 * 1024, /* a text */
    LINT_SECTIONS = 100000,
    LINT_WORDS = 160 /* what is quoted of a text in a finding, in bytes */
};

/* How headings of sections are marked, with an example each. */
#define LINT_FORMS(X)                                                                              \
    X(NONE, "none")                                                                                \
    X(MARKED, "## section 23: Title")                                                              \
    X(WORD, "Section 23. Title")                                                                   \
    X(SIGN, "\xC2\xA7 23 Title")                                                                   \
    X(NUMBER, "23. Title")                                                                         \
    X(BARE, "23 Title")

enum lint_form {
#define X(constant, example) LINT_FORM_##constant,
    LINT_FORMS(X)
#undef X
};

enum lint_kind { LINT_OTHER, LINT_OFFENCE, LINT_PROCEDURE };

enum lint_mens_rea {
    LINT_REA_NONE,  /* nothing said */
    LINT_REA_BELOW, /* recklessness, negligence, what one ought to know */
    LINT_REA_KNOWLEDGE,
    LINT_REA_INTENT,
    LINT_REA_MALICE /* dishonest or harmful intent */
};

/* A place in the text; lines and columns from 1, columns in characters. */
struct lint_place {
    size_t offset;
    uint32_t line, column, end_line, end_column; /* the end is behind the last character */
};

struct lint_finding {
    enum lint_code code;
    struct slice words; /* at most LINT_WORDS bytes, or the terms joined by "; " */
    size_t size;        /* bytes of the text that are marked */
    struct lint_place place;
};

/* Bits of lint_recognised.acts and .defences, in the order of their names. */
#define LINT_ACTS(X)                                                                               \
    X(ACCESS, "access", ACCESS)                                                                    \
    X(INTERCEPTION, "interception", INTERCEPTION)                                                  \
    X(DATA, "data-interference", DATA)                                                             \
    X(SYSTEM, "system-interference", SYSTEM)                                                       \
    X(DEVICE, "device-misuse", DEVICE)                                                             \
    X(FORGERY, "forgery", FORGERY)                                                                 \
    X(FRAUD, "fraud", FRAUD)

#define LINT_DEFENCES(X)                                                                           \
    X(GENERAL, "defence-or-exception", DEFENCE)                                                    \
    X(PUBLIC_INTEREST, "public-interest", PUBLIC_INTEREST)                                         \
    X(RESEARCH, "research", RESEARCH)                                                              \
    X(TESTING, "authorised-testing", TESTING)                                                      \
    X(JOURNALISM, "journalism", JOURNALISM)                                                        \
    X(WHISTLE_BLOWING, "whistle-blowing", WHISTLE_BLOWING)

#define LINT_SAFEGUARDS(X)                                                                         \
    X(JUDGE, "judge", JUDGE)                                                                       \
    X(DURATION, "duration", DURATION)                                                              \
    X(NECESSITY, "necessity", NECESSITY)                                                           \
    X(SUSPICION, "suspicion", SUSPICION)                                                           \
    X(TARGET, "target", TARGET)                                                                    \
    X(SERIOUS_CRIME, "serious-crime", SERIOUS_CRIME)                                               \
    X(NOTICE, "notice", NOTICE)                                                                    \
    X(PRIVILEGE, "privilege", PRIVILEGE)                                                           \
    X(SUPERVISION, "supervision", SUPERVISION)                                                     \
    X(MINIMISATION, "minimisation", MINIMISATION)                                                  \
    X(REMEDY, "remedy", REMEDY)                                                                    \
    X(DUAL_CRIMINALITY, "dual-criminality", DUAL_CRIMINALITY)                                      \
    X(RIGHTS_GROUND, "rights-ground", RIGHTS_GROUND)

enum lint_act {
#define X(constant, name, class) LINT_ACT_##constant,
    LINT_ACTS(X)
#undef X
        LINT_ACT_EXPRESSION,
    LINT_ACT_OTHER,
    LINT_ACT_COUNT
};

enum lint_defence {
#define X(constant, name, class) LINT_DEFENCE_##constant,
    LINT_DEFENCES(X)
#undef X
        LINT_DEFENCE_COUNT
};

enum lint_safeguard {
#define X(constant, name, class) LINT_SAFEGUARD_##constant,
    LINT_SAFEGUARDS(X)
#undef X
        LINT_SAFEGUARD_COUNT
};

enum { LINT_MONTHS_LIFE = 1200, LINT_TERMS = 12 };

struct lint_recognised {
    unsigned acts;               /* bits of enum lint_act */
    unsigned defences;           /* bits of enum lint_defence */
    unsigned safeguards;         /* bits of enum lint_safeguard; procedure */
    enum lint_mens_rea mens_rea; /* the lowest that suffices */
    struct slice mens_rea_words;
    bool penalty; /* one is named */
    bool fine;
    unsigned months; /* the longest imprisonment; LINT_MONTHS_LIFE: life; 0: none */
    struct slice authority, barrier, harm; /* the words; empty: none */
    struct slice terms[LINT_TERMS];        /* vague */
    size_t term_count;
};

struct lint_section {
    struct slice id; /* "section 23", "article 5"; "text" where the text has no headings */
    struct slice title;
    struct slice body;
    size_t offset; /* of the heading */
    uint32_t line; /* of the heading */
    enum lint_kind kind;
    struct lint_recognised recognised;
    struct lint_finding *findings; /* in the order of their codes */
    size_t finding_count;
};

struct lint_document {
    struct slice text; /* UTF-8 */
    struct lint_section *sections;
    size_t count;
    size_t kinds[3];     /* sections by enum lint_kind */
    enum lint_form form; /* of the headings; NONE: read as one section */
};

/* Reads a text. UTF-8 stays as it is (a byte-order mark is passed over); text that is not UTF-8 is
 * read as Windows-1252, and `*latin` is the place of the first byte that showed it (line 0: UTF-8).
 * Refused (ENCODING, TEXT_INVALID, TOO_LARGE) with line and column: NUL and other control
 * characters, UTF-16, more than LINT_BYTES. `*out` lives in the arena, or is `bytes` itself. */
bool lint_decode(struct slice bytes, struct arena *arena, struct slice *out,
                 struct lint_place *latin, struct error *error);

/* Splits `text` (from lint_decode) into sections by headings ("## section 23: Title", else the form
 * of LINT_FORMS that marks most; a table of contents is passed over) and judges each. A text in which
 * no section is an offence or a power is refused (TEXT_INVALID): it was not understood. Slices
 * point into `text` or the arena. */
bool lint_read(const struct lexicon *lexicon, struct slice text, struct arena *arena,
               struct lint_document *out, struct error *error);

const char *lint_form_name(enum lint_form form);        /* its example */
const char *lint_kind_name(enum lint_kind kind);        /* "other", "offence", "procedure" */
const char *lint_mens_rea_name(enum lint_mens_rea rea); /* "none", "below-intent", … */
const char *lint_act_name(enum lint_act act);
const char *lint_defence_name(enum lint_defence defence);
const char *lint_safeguard_name(enum lint_safeguard safeguard);

/* True where the section has a finding of that code. */
bool lint_has(const struct lint_section *section, enum lint_code code);

#endif
