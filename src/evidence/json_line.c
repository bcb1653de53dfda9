#include "evidence/json_line.h"

#include "evidence/decode.h"
#include "evidence/json_text.h"
#include "evidence/scan.h"

enum { OPEN_MEMBERS_MAX = 1024, NAMES_MAX = 8192 };

/* One line being read. The names of all open objects stand in one stack; names with escapes are
 * unescaped into `spare`. */
struct reader {
    struct slice text;
    size_t at;
    struct slice names[OPEN_MEMBERS_MAX];
    size_t name_count;
    uint8_t spare[NAMES_MAX];
    size_t spare_size;
    const struct json_names *wanted;
    struct json_text account; /* what the two wanted members hold */
    struct json_text received;
};

static void skip_space(struct reader *reader)
{
    while (reader->at < reader->text.size) {
        uint8_t byte = reader->text.data[reader->at];

        if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n')
            return;
        reader->at++;
    }
}

static bool take(struct reader *reader, uint8_t byte)
{
    if (reader->at >= reader->text.size || reader->text.data[reader->at] != byte)
        return false;
    reader->at++;
    return true;
}

static bool take_string(struct reader *reader, struct json_text *string)
{
    return json_text_read(reader->text, &reader->at, string);
}

static bool is_digit(const struct reader *reader)
{
    return reader->at < reader->text.size && reader->text.data[reader->at] >= '0' &&
           reader->text.data[reader->at] <= '9';
}

static bool take_digits(struct reader *reader)
{
    size_t first = reader->at;

    while (is_digit(reader))
        reader->at++;
    return reader->at > first;
}

static bool take_number(struct reader *reader)
{
    take(reader, '-');
    if (!take(reader, '0') && !take_digits(reader))
        return false;
    if (take(reader, '.') && !take_digits(reader))
        return false;
    if (take(reader, 'e') || take(reader, 'E')) {
        if (!take(reader, '+'))
            take(reader, '-');
        return take_digits(reader);
    }
    return true;
}

static bool take_word(struct reader *reader, struct slice word)
{
    if (!slice_starts(slice_from(reader->text, reader->at), word))
        return false;
    reader->at += word.size;
    return true;
}

/* The member's name as it means, without escapes. False: no room. */
static bool plain_name(struct reader *reader, const struct json_text *string, struct slice *name)
{
    uint8_t *into = reader->spare + reader->spare_size;

    *name = string->raw;
    if (!string->escaped)
        return true;
    if (string->raw.size > NAMES_MAX - reader->spare_size)
        return false;
    *name = slice_of(into, json_text_unescape(string->raw, into));
    reader->spare_size += name->size;
    return true;
}

/* Pushes a name unless the object that began at `first` has it already. */
static bool push_name(struct reader *reader, size_t first, struct slice name)
{
    if (reader->name_count == OPEN_MEMBERS_MAX || reader->name_count - first == JSON_MEMBERS_MAX)
        return false;
    for (size_t i = first; i < reader->name_count; i++)
        if (reader->names[i].size == name.size &&
            (name.size == 0 || memcmp(reader->names[i].data, name.data, name.size) == 0))
            return false;
    reader->names[reader->name_count++] = name;
    return true;
}

static bool take_value(struct reader *reader, unsigned depth, struct json_text *string);

static bool take_member(struct reader *reader, unsigned depth, size_t first)
{
    struct json_text string, value;
    struct slice name;

    skip_space(reader);
    if (!take_string(reader, &string) || !plain_name(reader, &string, &name) ||
        !push_name(reader, first, name))
        return false;
    skip_space(reader);
    if (!take(reader, ':') || !take_value(reader, depth, &value))
        return false;
    if (depth == 1 && slice_equal(name, reader->wanted->account))
        reader->account = value;
    if (depth == 1 && slice_equal(name, reader->wanted->received))
        reader->received = value;
    return true;
}

static bool take_object(struct reader *reader, unsigned depth)
{
    size_t first = reader->name_count;

    skip_space(reader);
    if (take(reader, '}'))
        return true;
    do {
        if (!take_member(reader, depth, first))
            return false;
        skip_space(reader);
    } while (take(reader, ','));
    reader->name_count = first;
    return take(reader, '}');
}

static bool take_array(struct reader *reader, unsigned depth)
{
    struct json_text ignored;

    skip_space(reader);
    if (take(reader, ']'))
        return true;
    do {
        if (!take_value(reader, depth, &ignored))
            return false;
        skip_space(reader);
    } while (take(reader, ','));
    return take(reader, ']');
}

/* Any value; `string` has raw.data NULL unless it is a string. */
static bool take_value(struct reader *reader, unsigned depth, struct json_text *string)
{
    skip_space(reader);
    string->raw = slice_of(NULL, 0);
    if (reader->at >= reader->text.size || depth >= JSON_DEPTH_MAX)
        return false;
    switch (reader->text.data[reader->at]) {
    case '"':
        return take_string(reader, string);
    case '{':
        reader->at++;
        return take_object(reader, depth + 1);
    case '[':
        reader->at++;
        return take_array(reader, depth + 1);
    case 't':
        return take_word(reader, SLICE("true"));
    case 'f':
        return take_word(reader, SLICE("false"));
    case 'n':
        return take_word(reader, SLICE("null"));
    default:
        return take_number(reader);
    }
}

/* A whole line: one object and nothing else. */
static bool read_line(struct reader *reader)
{
    skip_space(reader);
    if (!take(reader, '{') || !take_object(reader, 1))
        return false;
    skip_space(reader);
    return reader->at == reader->text.size;
}

/* A member's text of at most 400 bytes, unescaped. */
static bool short_text(const struct json_text *string, uint8_t out[400], struct slice *text)
{
    if (!string->raw.data || string->raw.size > 400)
        return false;
    *text = slice_of(out, json_text_unescape(string->raw, out));
    return true;
}

enum reason json_line_scope(struct slice line, const struct json_names *names,
                            const struct span *span)
{
    struct reader reader;
    uint8_t room[400];
    struct slice text;
    instant received;
    enum span_answer account;

    reader.text = line;
    reader.at = reader.name_count = reader.spare_size = 0;
    reader.wanted = names;
    reader.account.raw = reader.received.raw = slice_of(NULL, 0);
    if (!read_line(&reader))
        return REASON_JSON;
    if (!short_text(&reader.received, room, &text) || !span_parse_time(text, &received))
        return REASON_RECEIVED;
    if (!short_text(&reader.account, room, &text) || text.size == 0)
        return REASON_ACCOUNT;
    account = span_account(span, text);
    if (!span_time(span, received) || account == SPAN_OUT)
        return REASON_OUT_OF_SCOPE;
    if (account == SPAN_UNCLEAR)
        return REASON_ACCOUNT;
    return slice_ends(line, SLICE("\n")) ? REASON_NONE : REASON_TRUNCATED;
}

void json_line_judge(struct message *message, struct slice line)
{
    struct json_text string;
    struct buffer *plain = &message->unescaped;
    size_t at = slice_find(line, 0, '"');

    message->parts = 0;
    message->views.found = (struct finding_of_content){0};
    message_judge_raw(message, line);
    for (; at != SIZE_MAX && !message->views.found.listed; at = slice_find(line, at, '"')) {
        if (!json_text_read(line, &at, &string)) {
            views_doubt(&message->views, REASON_JSON);
            return;
        }
        if (string.escaped) {
            buffer_clear(plain);
            plain->size = json_text_unescape(string.raw, buffer_reserve(plain, string.raw.size));
            string.raw = buffer_slice(plain);
        }
        message_judge_text(message, string.raw);
    }
}

size_t json_line_read(struct slice window, uint64_t position, bool final, json_line_sink *sink,
                      void *context)
{
    size_t at = 0;

    while (at < window.size) {
        size_t end = slice_find(window, at, '\n');

        if (end == SIZE_MAX && !final)
            break;
        end = end == SIZE_MAX ? window.size : end + 1;
        if (!sink(context, position + at, slice_part(window, at, end - at)))
            return SIZE_MAX;
        at = end;
    }
    return at;
}
