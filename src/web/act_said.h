/* What a form says, as a draft takes it: the members of an act's body, the texts beside it, and what is
 * not yet right, field by field. Pure: nothing is read or stored. */
#ifndef PROVISO_WEB_ACT_SAID_H
#define PROVISO_WEB_ACT_SAID_H

#include "crypto/random.h"
#include "web/act_input.h"

enum { ACT_FILES = 80, ACT_PROBLEMS = 80 };

/* Something at a field that a person can put right. */
struct act_problem {
    const char *field; /* its name in the form; of a line of several, with its number behind it */
    const char *words; /* an English sentence of the catalogue */
};

struct act_problems {
    struct act_problem items[ACT_PROBLEMS];
    size_t count;
};

/* Adds one, as far as there is room; the strings outlive it. */
void act_problem_add(struct act_problems *problems, const char *field, const char *words);

struct act_said {
    json_t *body;                  /* the members that were filled in; owned */
    bool permits;                  /* the deciding word permits something */
    struct slice files[ACT_FILES]; /* attachments, whole; the text that becomes law */
    size_t file_count;
    bool has_list;
    struct slice list; /* the privileged list */
    struct act_problems problems;
};

/* Puts the content of files that were sent into the fields that they belong to, so that the form shows
 * it: an attachment's first line is taken off, and its line ends become LF. A file that is no plain text
 * becomes a problem; so does a list or a law with CR in it, since its very bytes are what is hashed. */
void act_take_files(const struct act *act, struct form *form, const struct form_field *fields,
                    struct arena *arena, struct act_problems *problems);

/* Reads the form. What only a permission needs is left out where nothing is permitted, whatever was
 * sent. Attachments get their first lines from `random`. Strings live in the arena; act_said_free. */
void act_said_read(const struct act *act, const struct form *form, const struct random *random,
                   struct arena *arena, struct act_said *out);
void act_said_free(struct act_said *said);

/* "body.targets[0].suspicion" as the field's name, "targets.0.suspicion". Lives in the arena. */
const char *act_field_name(struct slice place, struct arena *arena);

/* An instant as a person writes it: 2026-11-22, 2026-11-22 10:00, 2026-11-22T10:00:30, with or without Z
 * or UTC behind it. False where it is none. */
bool act_read_time(struct slice text, instant *out);

#endif
