#include "cli/demo/mailbox.h"

#include <time.h>

#include "base/encode.h"

enum { MESSAGES = 480, LINE = 76 };

/* One message to be written. */
struct message {
    unsigned number;
    instant at;
    const char *from, *to, *cc, *subject;
    const char *text;
    const char *identifier; /* the domain of its Message-ID */
};

/* How a body is written. */
typedef void write_body(const struct message *message, struct buffer *out);

/* ---- encodings ---- */

static void append_base64_lines(struct slice bytes, struct buffer *out)
{
    for (size_t at = 0; at < bytes.size; at += LINE / 4 * 3) {
        base64_append(out, slice_part(bytes, at, LINE / 4 * 3));
        buffer_byte(out, '\n');
    }
}

/* Quoted-printable with soft line ends wherever they fall, also within an address. */
static void append_quoted_printable(struct slice bytes, struct buffer *out)
{
    size_t column = 0;

    for (size_t i = 0; i < bytes.size; i++) {
        uint8_t byte = bytes.data[i];

        if (byte == '\n') {
            buffer_byte(out, '\n');
            column = 0;
            continue;
        }
        if (column > 60) {
            buffer_text(out, "=\n");
            column = 0;
        }
        if (byte == '=' || byte > '~' || byte < ' ') {
            buffer_format(out, "=%02X", byte);
            column += 3;
        } else {
            buffer_byte(out, byte);
            column++;
        }
    }
}

/* ---- bodies ---- */

static void write_plain(const struct message *message, struct buffer *out)
{
    buffer_format(out, "Content-Type: text/plain; charset=us-ascii\n\n%s", message->text);
}

static void write_8bit(const struct message *message, struct buffer *out)
{
    buffer_format(out,
                  "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                  "Content-Transfer-Encoding: 8bit\n\nGrüße aus Belmora!\n%s",
                  message->text);
}

static void write_quoted_printable(const struct message *message, struct buffer *out)
{
    buffer_text(out, "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                     "Content-Transfer-Encoding: quoted-printable\n\n");
    append_quoted_printable(SLICE("Schöne Grüße – "), out);
    append_quoted_printable(slice_text(message->text), out);
}

static void write_base64(const struct message *message, struct buffer *out)
{
    buffer_text(out, "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                     "Content-Transfer-Encoding: base64\n\n");
    append_base64_lines(slice_text(message->text), out);
}

static void write_alternative(const struct message *message, struct buffer *out)
{
    buffer_format(out,
                  "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"part-%u\"\n\n"
                  "--part-%u\nContent-Type: text/plain; charset=utf-8\n\n%s\n--part-%u\n"
                  "Content-Type: text/html; charset=utf-8\n\n<p>%s</p>\n--part-%u--\n",
                  message->number, message->number, message->text, message->number, message->text,
                  message->number);
}

static void write_html(const struct message *message, struct buffer *out)
{
    buffer_format(out,
                  "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
                  "<html><body><h1>%s</h1><p>%s</p></body></html>\n",
                  message->subject, message->text);
}

static void write_attachment(const struct message *message, struct buffer *out)
{
    buffer_format(out,
                  "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"mixed-%u\"\n\n"
                  "--mixed-%u\nContent-Type: text/plain; charset=utf-8\n\nSee the file.\n"
                  "--mixed-%u\nContent-Type: text/plain; name=\"notes.txt\"\n"
                  "Content-Disposition: attachment; filename=\"notes.txt\"\n"
                  "Content-Transfer-Encoding: base64\n\n",
                  message->number, message->number, message->number);
    append_base64_lines(slice_text(message->text), out);
    buffer_format(out, "--mixed-%u--\n", message->number);
}

static write_body *const bodies[] = {write_plain,     write_quoted_printable, write_base64,
                                     write_8bit,      write_alternative,      write_html,
                                     write_attachment};

/* ---- what is written about ---- */

static const char *const friends[] = {
    "robin@post.example",  "alex@mailhaus.example", "orders@shop.example",  "news@paper.example",
    "sam@freight.example", "billing@power.example", "noreply@bank.example",
};

static const char *const subjects[] = {
    "Invoice",
    "Re: the invoices",
    "Delivery on Thursday",
    "=?utf-8?Q?Gr=C3=BC=C3=9Fe?=",
    "Account statement",
    "New supplier",
    "=?utf-8?B?UmVjaG51bmcgTnIuIDQyMQ==?=",
};

static const char *const texts[] = {
    "please send the second invoice to the new account, as last time.\n",
    "the goods never left the warehouse, but the papers say they did.\n",
    "dinner on Friday? The usual place at eight.\n",
    "your parcel is on its way and will arrive tomorrow.\n",
    ">From here on everything goes through the other company.\n",
    "the newsletter of the month: ten recipes for autumn.\n",
};

/* The ways in which a lawyer appears in a message. */
static void involve_lawyer(struct message *message, unsigned way)
{
    switch (way) {
    case 0:
        message->to = "Ann Vogel <ann@counsel.example>";
        return;
    case 1:
        message->cc = "Robin <robin@post.example>,\n\toffice@law-partners.example";
        return;
    case 2:
        message->from = "clerk@law-partners.example";
        return;
    case 3:
        message->to = "=?utf-8?B?QW5uIChhbm5AY291bnNlbC5leGFtcGxlKQ==?= <robin@post.example>";
        return;
    case 4:
        message->text = "I have asked my lawyer, whom you reach at ann@counsel.example, and she "
                        "says not to answer.\n";
        return;
    default:
        message->identifier = "law-partners.example";
    }
}

/* ---- the mailbox ---- */

static void write_message(const struct message *message, write_body *body, struct buffer *out)
{
    char envelope[32], date[40];
    time_t at = (time_t)message->at;
    struct tm parts;

    gmtime_r(&at, &parts);
    strftime(envelope, sizeof envelope, "%a %b %e %H:%M:%S %Y", &parts);
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S +0000", &parts);
    buffer_format(out, "From %s %s\nFrom: %s\nTo: %s\n", message->from, envelope, message->from,
                  message->to);
    if (message->cc)
        buffer_format(out, "Cc: %s\n", message->cc);
    if (message->number % 61 != 60)
        buffer_format(out, "Date: %s\n", date);
    buffer_format(out, "Subject: %s %u\nMessage-ID: <%u.demo@%s>\n", message->subject,
                  message->number, message->number, message->identifier);
    body(message, out);
    buffer_byte(out, '\n');
}

/* A small generator of numbers, so that the sample is the same everywhere. */
static unsigned next_number(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

#define PICK(list, state) (list)[next_number(state) % (sizeof(list) / sizeof *(list))]

void mailbox_make(instant now, const char *account, struct buffer *out)
{
    uint32_t state = 2026;
    int64_t apart = 365 * (int64_t)DAY / MESSAGES;

    for (unsigned i = 0; i < MESSAGES; i++) {
        bool sent = next_number(&state) % 2 == 0;
        const char *friend = PICK(friends, &state);
        struct message message = {
            .number = i + 1,
            .at = now - 365 * (int64_t)DAY + (int64_t)i * apart +
                  (int64_t)(next_number(&state) % 20000),
            .from = sent ? account : friend,
            .to = sent ? friend : account,
            .subject = PICK(subjects, &state),
            .text = PICK(texts, &state),
            .identifier = "mailhaus.example",
        };
        write_body *body = PICK(bodies, &state);

        if (i % 5 == 4)
            involve_lawyer(&message, i / 5 % 6);
        write_message(&message, body, out);
        /* A line that only looks like the beginning of a message: what it cuts is in doubt. */
        if (i % 97 == 50)
            buffer_text(out, "From the archive, without a date\nnobody knows whose this is\n\n");
    }
}

void mailbox_list(struct buffer *out)
{
    buffer_text(out, "law-partners.example\nann@counsel.example\n");
}
