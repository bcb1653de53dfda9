/* Makes mailboxes for measuring: the same bytes from the same seed, everywhere. */
#ifndef PROVISO_TESTS_MAIL_MAKER_H
#define PROVISO_TESTS_MAIL_MAKER_H

#include <stdint.h>
#include <stdio.h>

struct mail_plan {
    uint64_t bytes; /* of the file, about */
    uint64_t seed;
    unsigned listed; /* names on the list; about three in a hundred messages hold one of them */
};

/* What was made. */
struct mail_made {
    uint64_t bytes;
    uint64_t records;
};

/* An mbox of messages received over the twelve months of 2026, in order: plain text, HTML beside
 * text in quoted-printable, text in base64, pictures and documents in base64. */
struct mail_made mail_make_mbox(const struct mail_plan *plan, FILE *out);

/* JSON Lines with members account, received, from, to, subject, body. */
struct mail_made mail_make_json_lines(const struct mail_plan *plan, FILE *out);

/* The list: `plan->listed` different names, two in three of them addresses. */
void mail_make_list(const struct mail_plan *plan, FILE *out);

#endif
