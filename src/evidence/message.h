/* Decides about the content of one message: the first of two independent readers of MIME.
 *
 * Reads as RFC 5322 and MIME say and holds where a message departs from them in a way that two
 * readers could take differently. Not read, so held: encrypted parts, archives, office documents,
 * PDF, RTF, TNEF, binary parts of unknown type, undecodable base64 and quoted-printable, unknown
 * character sets, pieces of messages. Images, sound and film are scanned as bytes. */
#ifndef PROVISO_EVIDENCE_MESSAGE_H
#define PROVISO_EVIDENCE_MESSAGE_H

#include "evidence/views.h"

enum {
    MESSAGE_DEPTH_MAX = 16,    /* multiparts and messages inside each other */
    MESSAGE_PARTS_MAX = 10000, /* in all */
    MESSAGE_BOUNDARY_MAX = 200,
};

/* Scratch that is kept between messages; a zeroed struct with `views.privilege` set is ready. */
struct message {
    struct views views;
    struct buffer decoded;
    struct buffer utf16;
    struct buffer unescaped; /* for json_line_judge */
    unsigned parts;
};

/* Judges `content`, a message from its first header field; the findings are in views.found. */
void message_judge(struct message *message, struct slice content);

/* Also judges bytes that stand in no message, such as a marker line: raw only. */
void message_judge_raw(struct message *message, struct slice bytes);

/* Judges a text of another record format, such as a string of JSON: every view of it; as a message
 * where it is one; decoded where it is base64 throughout. Adds to views.found. */
void message_judge_text(struct message *message, struct slice text);

void message_free(struct message *message);

#endif
