/* Written submissions and who signs them (D4, D8). A signature is bound to the SHA-256 of the text that was
 * read: an edit asks everybody again. At the deadline text and signatories are frozen; only a withdrawal
 * still counts, since nobody is held to a letter. What is counted is counted as of a date. */
#ifndef PROVISO_FORUM_SUBMISSIONS_H
#define PROVISO_FORUM_SUBMISSIONS_H

#include "forum/event.h"
#include "forum/words.h"

struct forum;

struct signatory {
    int64_t number;
    enum applicant_kind kind;
    char country[STATE_TEXT];              /* or empty */
    struct digest names;                   /* the attachment that has the name, */
    size_t line;                           /* on this line, from 0 */
    struct digest text;                    /* that they confirmed last, or were asked for */
    instant invited, confirmed, withdrawn; /* NEVER where it has not come */
};

struct submission_text {
    struct digest hash;
    enum file_format format;
    int64_t words;
    instant from;
};

struct submission_circulation {
    struct digest text;
    instant at;
    json_t *to; /* names of delegations' offices */
};

struct written_submission {
    int64_t number;
    struct slice title, author, language; /* author empty: no one organisation's */
    struct digest statement;
    instant received, closes, entered;
    struct submission_text *texts; /* the newest last; at least one */
    size_t text_count;
    struct signatory *signatories;
    size_t signatory_count;
    struct submission_circulation *circulations;
    size_t circulation_count;
};

struct submissions {
    struct written_submission *items;
    size_t count;
};

enum signatory_state {
    SIGNATORY_INVITED,
    SIGNATORY_CONFIRMED,
    SIGNATORY_ASKED_AGAIN,
    SIGNATORY_WITHDRAWN
};
extern const struct vocabulary words_signatory_state;

/* The text as it stood at that time. */
const struct submission_text *submission_text_at(const struct written_submission *submission,
                                                 instant at);

enum signatory_state signatory_state_at(const struct written_submission *submission,
                                        const struct signatory *signatory, instant at);

/* Those who had signed the text of that time, and had not withdrawn. */
struct signatory_count {
    uint32_t organisations, individuals, invited, asked_again, withdrawn;
    uint32_t countries; /* different ones of those who count */
};
void submission_count(const struct written_submission *submission, instant at,
                      struct signatory_count *out);

const struct written_submission *submissions_find(const struct submissions *submissions,
                                                  int64_t number);

/* Takes a statement of the chain, as accreditation_apply. */
bool submissions_apply(struct forum *forum, const struct forum_event *event);

void submissions_free(struct submissions *submissions);

#endif
