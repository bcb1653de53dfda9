#include "base/writer.h"

#include "base/encode.h"
#include "base/unicode.h"

static void new_line(struct writer *writer)
{
    if (writer->indent == 0)
        return;
    buffer_byte(writer->out, '\n');
    for (unsigned i = 0; i < writer->indent * writer->depth; i++)
        buffer_byte(writer->out, ' ');
}

static void before_value(struct writer *writer)
{
    if (writer->keyed) {
        writer->keyed = false;
        return;
    }
    if (writer->filled)
        buffer_byte(writer->out, ',');
    if (writer->depth > 0)
        new_line(writer);
    writer->filled = true;
}

void writer_open(struct writer *writer, char bracket)
{
    before_value(writer);
    buffer_byte(writer->out, (uint8_t)bracket);
    writer->depth++;
    writer->filled = false;
}

void writer_close(struct writer *writer, char bracket)
{
    writer->depth--;
    if (writer->filled)
        new_line(writer);
    buffer_byte(writer->out, (uint8_t)bracket);
    writer->filled = true;
}

static void put_escaped(struct buffer *out, uint32_t character, struct slice spelled)
{
    if (character == '"' || character == '\\')
        buffer_format(out, "\\%c", (int)character);
    else if (character == '\n')
        buffer_text(out, "\\n");
    else if (character < 0x20 || character == 0x7f)
        buffer_format(out, "\\u%04x", character);
    else
        buffer_append(out, spelled);
}

static void put_text(struct buffer *out, struct slice text)
{
    buffer_byte(out, '"');
    while (text.size) {
        struct slice rest = text;
        uint32_t character;

        if (unicode_next(&rest, &character)) {
            put_escaped(out, character, slice_part(text, 0, text.size - rest.size));
            text = rest;
        } else {
            buffer_text(out, "\xef\xbf\xbd");
            text = slice_from(text, 1);
        }
    }
    buffer_byte(out, '"');
}

void writer_key(struct writer *writer, const char *name)
{
    before_value(writer);
    put_text(writer->out, slice_text(name));
    buffer_text(writer->out, writer->indent ? ": " : ":");
    writer->keyed = true;
}

void writer_text(struct writer *writer, struct slice text)
{
    before_value(writer);
    put_text(writer->out, text);
}

void writer_integer(struct writer *writer, int64_t number)
{
    before_value(writer);
    buffer_format(writer->out, "%lld", (long long)number);
}

void writer_thousandths(struct writer *writer, int64_t thousandths)
{
    uint64_t size = thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;

    before_value(writer);
    buffer_format(writer->out, "%s%llu.%03llu", thousandths < 0 ? "-" : "",
                  (unsigned long long)(size / 1000), (unsigned long long)(size % 1000));
}

void writer_flag(struct writer *writer, bool flag)
{
    before_value(writer);
    buffer_text(writer->out, flag ? "true" : "false");
}

void writer_null(struct writer *writer)
{
    before_value(writer);
    buffer_text(writer->out, "null");
}

void writer_instant(struct writer *writer, instant at)
{
    char text[INSTANT_TEXT];

    writer_text(writer, slice_text(instant_format(at, text)));
}

void writer_hex(struct writer *writer, struct slice bytes)
{
    before_value(writer);
    buffer_byte(writer->out, '"');
    hex_append(writer->out, bytes);
    buffer_byte(writer->out, '"');
}

void writer_base64(struct writer *writer, struct slice bytes)
{
    before_value(writer);
    buffer_byte(writer->out, '"');
    base64_append(writer->out, bytes);
    buffer_byte(writer->out, '"');
}

void writer_member_text(struct writer *writer, const char *name, struct slice text)
{
    writer_key(writer, name);
    writer_text(writer, text);
}

void writer_member_integer(struct writer *writer, const char *name, int64_t number)
{
    writer_key(writer, name);
    writer_integer(writer, number);
}

void writer_member_flag(struct writer *writer, const char *name, bool flag)
{
    writer_key(writer, name);
    writer_flag(writer, flag);
}

void writer_member_instant(struct writer *writer, const char *name, instant at)
{
    writer_key(writer, name);
    writer_instant(writer, at);
}

void writer_member_hex(struct writer *writer, const char *name, struct slice bytes)
{
    writer_key(writer, name);
    writer_hex(writer, bytes);
}
