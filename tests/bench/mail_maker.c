#include "mail_maker.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/encode.h"
#include "base/instant.h"

enum { MESSAGE_AVERAGE = 21341, DOMAINS = 20000 };

static const char *const words[] = {
    "the",      "of",        "and",    "to",       "payment",  "invoice", "we",       "is",
    "account",  "please",    "for",    "in",       "that",     "with",    "meeting",  "on",
    "you",      "will",      "be",     "have",     "this",     "order",   "delivery", "not",
    "as",       "are",       "from",   "transfer", "or",       "by",      "attached", "your",
    "at",       "our",       "was",    "can",      "if",       "more",    "month",    "would",
    "about",    "which",     "an",     "contract", "document", "new",     "all",      "company",
    "has",      "their",     "one",    "been",     "them",     "time",    "week",     "regards",
    "tomorrow", "yesterday", "signed", "received", "bank",     "number",  "price",    "question",
};

static const char *const tops[] = {"example", "test", "com", "org", "net", "de", "fr", "co.uk"};

struct maker {
    uint64_t state;
    struct buffer text;
    struct buffer message;
    const struct mail_plan *plan;
};

/* splitmix64 */
static uint64_t draw(struct maker *maker, uint64_t below)
{
    uint64_t z = (maker->state += 0x9e3779b97f4a7c15u);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (z ^ (z >> 31)) % below;
}

static const char *word(struct maker *maker)
{
    return words[draw(maker, sizeof words / sizeof *words)];
}

/* An ordinary correspondent: never on the list. */
static void append_address(struct maker *maker, struct buffer *out)
{
    uint64_t domain = draw(maker, DOMAINS);

    buffer_format(out, "%s.%s%u@mail%u.%s", word(maker), word(maker), (unsigned)draw(maker, 100),
                  (unsigned)domain, tops[domain % 8]);
}

/* A name of the list, by its number. */
static void append_listed(struct buffer *out, uint64_t number)
{
    if (number % 3 == 2)
        buffer_format(out, "law%u.%s", (unsigned)number, tops[number % 8]);
    else
        buffer_format(out, "counsel%u@chambers%u.%s", (unsigned)number, (unsigned)(number / 7),
                      tops[number % 8]);
}

static void append_sentence(struct maker *maker, struct buffer *out)
{
    uint64_t count = 4 + draw(maker, 14);

    for (uint64_t i = 0; i < count; i++)
        buffer_format(out, "%s%s", i ? " " : "", word(maker));
    buffer_text(out, ".");
}

/* Lines of at most about 76 bytes, now and then an address, a link, a number. */
static void append_lines(struct maker *maker, struct buffer *out, size_t size)
{
    size_t start = out->size;
    size_t line = out->size;

    while (out->size - start < size) {
        uint64_t kind = draw(maker, 400);

        if (kind == 0)
            append_address(maker, out);
        else if (kind == 1)
            buffer_format(out, "https://www.shop%u.example/%s?id=%u",
                          (unsigned)draw(maker, DOMAINS), word(maker), (unsigned)draw(maker, 9999));
        else if (kind < 8)
            buffer_format(out, "%u.%02u", (unsigned)draw(maker, 9999), (unsigned)draw(maker, 100));
        else
            buffer_text(out, word(maker));
        if (out->size - line > 66) {
            buffer_byte(out, '\n');
            if (draw(maker, 9) == 0)
                buffer_byte(out, '\n');
            if (draw(maker, 12) == 0)
                buffer_text(out, "> ");
            line = out->size;
        } else {
            buffer_byte(out, ' ');
        }
    }
    buffer_byte(out, '\n');
}

static void append_base64(struct buffer *out, struct slice bytes)
{
    while (bytes.size) {
        struct slice line = slice_part(bytes, 0, 57);

        base64_append(out, line);
        buffer_byte(out, '\n');
        bytes = slice_from(bytes, line.size);
    }
}

/* Quoted-printable with soft breaks at 73 bytes. */
static void append_quoted(struct buffer *out, struct slice text)
{
    size_t column = 0;

    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = text.data[i];

        if (byte == '=' || byte >= 0x80) {
            buffer_format(out, "=%02X", (unsigned)byte);
            column += 3;
        } else {
            buffer_byte(out, byte);
            column = byte == '\n' ? 0 : column + 1;
        }
        if (column > 72 && byte != '\n') {
            buffer_text(out, "=\n");
            column = 0;
        }
    }
}

static void append_html(struct maker *maker, struct buffer *out, size_t size)
{
    size_t start = out->size;

    buffer_text(out,
                "<html><head><style>p { margin: 0 auto; width: 100%; }</style></head><body>\n");
    while (out->size - start < size) {
        buffer_format(out, "<p style=\"color:#333333\" class=\"%s\">", word(maker));
        append_sentence(maker, out);
        buffer_format(out, "&nbsp;<a href=\"https://track%u.example/c?u=%u\">%s</a></p>\n",
                      (unsigned)draw(maker, DOMAINS), (unsigned)draw(maker, 99999), word(maker));
    }
    buffer_text(out, "</body></html>\n");
}

static void append_binary(struct maker *maker, struct buffer *out, size_t size)
{
    for (size_t i = 0; i < size; i += 8) {
        uint64_t bits = draw(maker, UINT64_MAX);

        buffer_append(out, slice_of(&bits, sizeof bits));
    }
}

static void append_attachment(struct maker *maker, const char *type, const char *name,
                              struct slice magic, size_t size)
{
    buffer_format(&maker->message,
                  "Content-Type: %s; name=\"%s\"\nContent-Transfer-Encoding: base64\n"
                  "Content-Disposition: attachment; filename=\"%s\"\n\n",
                  type, name, name);
    buffer_clear(&maker->text);
    buffer_append(&maker->text, magic);
    append_binary(maker, &maker->text, size);
    append_base64(&maker->message, buffer_slice(&maker->text));
}

/* Text and what comes with it; the sizes make MESSAGE_AVERAGE. */
static void append_mixed(struct maker *maker, uint64_t number)
{
    struct buffer *out = &maker->message;

    buffer_format(out,
                  "Content-Type: multipart/mixed; boundary=\"=_%08x\"\n\n"
                  "--=_%08x\nContent-Type: text/plain; charset=utf-8\n\n",
                  (unsigned)number, (unsigned)number);
    append_lines(maker, out, 800 + draw(maker, 2000));
    buffer_format(out, "--=_%08x\n", (unsigned)number);
    if (draw(maker, 5) == 0)
        append_attachment(maker, "application/pdf", "invoice.pdf", SLICE("%PDF-1.7\n"),
                          20000 + draw(maker, 60000));
    else
        append_attachment(maker, "image/jpeg", "photo.jpg", SLICE("\xff\xd8\xff\xe0"),
                          10000 + draw(maker, 80000));
    buffer_format(out, "--=_%08x--\n", (unsigned)number);
}

static void append_alternative(struct maker *maker, uint64_t number)
{
    struct buffer *out = &maker->message;

    buffer_format(out,
                  "Content-Type: multipart/alternative; boundary=\"=_%08x\"\n\n"
                  "--=_%08x\nContent-Type: text/plain; charset=utf-8\n\n",
                  (unsigned)number, (unsigned)number);
    append_lines(maker, out, 1000 + draw(maker, 4000));
    buffer_format(out,
                  "--=_%08x\nContent-Type: text/html; charset=utf-8\n"
                  "Content-Transfer-Encoding: quoted-printable\n\n",
                  (unsigned)number);
    buffer_clear(&maker->text);
    append_html(maker, &maker->text, 4000 + draw(maker, 16000));
    append_quoted(out, buffer_slice(&maker->text));
    buffer_format(out, "--=_%08x--\n", (unsigned)number);
}

static void append_encoded(struct maker *maker)
{
    buffer_text(&maker->message, "Content-Type: text/plain; charset=utf-8\n"
                                 "Content-Transfer-Encoding: base64\n\n");
    buffer_clear(&maker->text);
    append_lines(maker, &maker->text, 2000 + draw(maker, 6000));
    append_base64(&maker->message, buffer_slice(&maker->text));
}

static void append_plain(struct maker *maker, uint64_t listed)
{
    buffer_text(&maker->message, "Content-Type: text/plain; charset=us-ascii\n\n");
    append_lines(maker, &maker->message, 1500 + draw(maker, 6000));
    if (listed) {
        buffer_text(&maker->message, "I have copied ");
        append_listed(&maker->message, listed);
        buffer_text(&maker->message, " on this.\n");
    }
}

static void append_header(struct maker *maker, uint64_t number, instant at, uint64_t listed)
{
    struct buffer *out = &maker->message;
    char date[INSTANT_TEXT];

    instant_format(at, date);
    for (unsigned hop = 0; hop < 3; hop++)
        buffer_format(out,
                      "Received: from mx%u.relay%u.example (mx%u.relay%u.example [192.0.2.%u])"
                      "\n\tby mail.provider.example (Postfix) with ESMTPS id %08X%02u\n",
                      hop, (unsigned)draw(maker, 300), hop, (unsigned)draw(maker, 300),
                      (unsigned)draw(maker, 255), (unsigned)number, hop);
    buffer_format(out, "Message-ID: <%u.%s@mail%u.example>\nDate: %.10s\nFrom: \"",
                  (unsigned)number, word(maker), (unsigned)draw(maker, DOMAINS), date);
    buffer_format(out, "%s %s\" <", word(maker), word(maker));
    append_address(maker, out);
    buffer_text(out, ">\nTo: box@provider.example");
    for (uint64_t more = draw(maker, 3); more > 0; more--) {
        buffer_text(out, ",\n ");
        append_address(maker, out);
    }
    if (listed && listed % 2) {
        buffer_text(out, "\nCc: ");
        if (listed % 3 == 2)
            buffer_text(out, "clerk@");
        append_listed(out, listed);
    }
    buffer_text(out, "\nSubject: ");
    append_sentence(maker, out);
    buffer_text(out, "\nX-Mailer: Example Mail 3.1\nMIME-Version: 1.0\n");
}

/* asctime, without the line end. */
static void append_asctime(struct buffer *out, instant at)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    static const char days[] = "ThuFriSatSunMonTueWed";
    char text[INSTANT_TEXT];
    int month;

    instant_format(at, text);
    month = (text[5] - '0') * 10 + text[6] - '0';
    buffer_format(out, "%.3s %.3s %c%c %.8s %.4s", days + 3 * (at / DAY % 7),
                  months + 3 * (month - 1), text[8] == '0' ? ' ' : text[8], text[9], text + 11,
                  text);
}

static void make_message(struct maker *maker, uint64_t number, instant at)
{
    struct buffer *out = &maker->message;
    uint64_t listed = draw(maker, 100) < 3 ? 1 + draw(maker, maker->plan->listed) : 0;
    uint64_t kind = draw(maker, 100);

    buffer_clear(out);
    buffer_text(out, "From ");
    append_address(maker, out);
    buffer_byte(out, ' ');
    append_asctime(out, at);
    buffer_byte(out, '\n');
    append_header(maker, number, at, listed);
    if (kind < 22)
        append_mixed(maker, number);
    else if (kind < 52)
        append_alternative(maker, number);
    else if (kind < 62)
        append_encoded(maker);
    else
        append_plain(maker, listed);
    buffer_byte(out, '\n');
}

typedef void make_record(struct maker *maker, uint64_t number, instant at);

static struct mail_made make(const struct mail_plan *plan, make_record *record, FILE *out)
{
    struct maker maker = {.state = plan->seed, .plan = plan};
    struct mail_made made = {0};
    instant start = instant_civil(2026, 1, 1, 0, 0, 0);
    instant end = instant_civil(2027, 1, 1, 0, 0, 0);

    while (made.bytes < plan->bytes) {
        instant at = start + (instant)((double)(end - start) *
                                       ((double)made.bytes / (double)(plan->bytes + 200000)));

        record(&maker, made.records, at);
        if (fwrite(maker.message.data, 1, maker.message.size, out) != maker.message.size)
            break;
        made.records++;
        made.bytes += maker.message.size;
    }
    buffer_free(&maker.text);
    buffer_free(&maker.message);
    return made;
}

struct mail_made mail_make_mbox(const struct mail_plan *plan, FILE *out)
{
    return make(plan, make_message, out);
}

static void append_json(struct buffer *out, const char *name, struct slice text)
{
    buffer_format(out, "\"%s\":\"", name);
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] == '\n')
            buffer_text(out, "\\n");
        else if (text.data[i] == '"' || text.data[i] == '\\')
            buffer_format(out, "\\%c", text.data[i]);
        else
            buffer_byte(out, text.data[i]);
    buffer_text(out, "\",");
}

static void make_line(struct maker *maker, uint64_t number, instant at)
{
    struct buffer *out = &maker->message;
    uint64_t listed = draw(maker, 100) < 3 ? 1 + draw(maker, maker->plan->listed) : 0;
    char date[INSTANT_TEXT];

    buffer_clear(out);
    buffer_format(out, "{\"id\":%u,\"account\":\"%s\",\"received\":\"%s\",", (unsigned)number,
                  draw(maker, 10) ? "box@provider.example" : "other@provider.example",
                  instant_format(at, date));
    buffer_clear(&maker->text);
    append_address(maker, &maker->text);
    append_json(out, "from", buffer_slice(&maker->text));
    buffer_text(out, "\"to\":[\"box@provider.example\",\"");
    append_address(maker, out);
    buffer_text(out, "\"],");
    buffer_clear(&maker->text);
    append_sentence(maker, &maker->text);
    append_json(out, "subject", buffer_slice(&maker->text));
    buffer_clear(&maker->text);
    append_lines(maker, &maker->text, 500 + draw(maker, 5000));
    if (listed)
        append_listed(&maker->text, listed);
    append_json(out, "body", buffer_slice(&maker->text));
    buffer_text(out, "\"flags\":{\"seen\":true,\"size\":1234}}\n");
}

struct mail_made mail_make_json_lines(const struct mail_plan *plan, FILE *out)
{
    return make(plan, make_line, out);
}

void mail_make_list(const struct mail_plan *plan, FILE *out)
{
    struct buffer line = {0};

    for (unsigned i = 1; i <= plan->listed; i++) {
        buffer_clear(&line);
        append_listed(&line, i);
        buffer_byte(&line, '\n');
        fwrite(line.data, 1, line.size, out);
    }
    buffer_free(&line);
}
