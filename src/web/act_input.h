/* How the members of an act are asked for on a page: which input, under which name, how long. Everything
 * follows from the act's table; what a person could only copy (counts of the record, hashes of texts) is
 * asked for by what it is made of.
 *
 * Names are the members' places, "scope.from", "targets.0.person"; a text that may come as a file has
 * NAME.file beside it; the answers of a rights assessment are answers.r01.answer and answers.r01.checked
 * to r16, and answers.person.asylum, .defender, .minor. */
#ifndef PROVISO_WEB_ACT_INPUT_H
#define PROVISO_WEB_ACT_INPUT_H

#include "statement/act.h"
#include "web/form.h"

enum {
    ACT_LINE_MOST = 1000,        /* bytes of a line; the act table says less, in words */
    ACT_PROSE_MOST = 256 * 1024, /* of a text or file */
    ACT_BODY_MOST = 2 << 20,     /* of a whole form */
    ACT_CHECKED_MOST = 3000      /* of what was checked for one ground */
};

enum act_input {
    ACT_DERIVED, /* the node fills it in */
    ACT_LINE,    /* a line: text, name, hash, key, account, number, time */
    ACT_LINES,   /* several of them, in their order */
    ACT_CHOICE,  /* one of the words */
    ACT_CHOICES, /* some of the words */
    ACT_PROSE,   /* a text, or a file with it, that becomes an attachment */
    ACT_LIST,    /* the privileged list, whose salted hash is the member */
    ACT_LAW,     /* the text that becomes law, whose hash is the member */
    ACT_ANSWERS, /* a reviewer's answers, ground by ground */
    ACT_GROUP,   /* the members of an object */
    ACT_GROUPS   /* of several objects */
};

enum act_input act_input(const struct act *act, const struct field *field);

/* The member that a field of the form belongs to, "targets.0.person", "scope.accounts.2"; NULL: none. */
const struct field *act_member(const struct act *act, const char *name);

/* True where the member's input can come as a file. */
bool act_takes_file(enum act_input input);

/* The questions about the person in a rights assessment: "asylum", …; ends with NULL. */
extern const char *const act_person_questions[];

/* Fields of the form beside the members: which button, the language of the texts. */
#define ACT_BUTTON   "do"
#define ACT_LANGUAGE "texts.language"

/* The table of everything that the act's form can send, and the token; for form_read. Ends with a NULL
 * name; lives in the arena. */
const struct form_field *act_form_fields(const struct act *act, struct arena *arena);

#endif
