#include "text/error.h"

#include "text/table.h"

static void append_place(const struct error *error, struct buffer *out)
{
    bool file = error->file[0], line = error->line > 0, where = error->where[0];

    if (!file && !line && !where)
        return;
    buffer_text(out, " (");
    text_plain(out, slice_text(error->file));
    if (line)
        buffer_format(out, "%s%u", file ? ":" : "line ", error->line);
    if (line && error->column)
        buffer_format(out, "%s%u", file ? ":" : ", column ", error->column);
    if (where && (file || line))
        buffer_text(out, ", ");
    text_plain(out, slice_text(error->where));
    buffer_byte(out, ')');
}

void error_line(const struct error *error, struct buffer *out)
{
    buffer_format(out, "proviso: %s: ", error_name(error->code));
    text_plain(out, slice_text(error->message));
    append_place(error, out);
    buffer_byte(out, '\n');
}

static void member_text(struct writer *writer, const char *name, const char *text)
{
    writer_key(writer, name);
    if (text[0])
        writer_text(writer, slice_text(text));
    else
        writer_null(writer);
}

static void member_number(struct writer *writer, const char *name, uint32_t number)
{
    writer_key(writer, name);
    if (number)
        writer_integer(writer, number);
    else
        writer_null(writer);
}

void error_json(const struct error *error, struct writer *writer)
{
    writer_open(writer, '{');
    writer_key(writer, "error");
    writer_open(writer, '{');
    writer_member_text(writer, "code", slice_text(error_name(error->code)));
    member_text(writer, "message", error->message);
    member_text(writer, "file", error->file);
    member_number(writer, "line", error->line);
    member_number(writer, "column", error->column);
    member_text(writer, "where", error->where);
    writer_close(writer, '}');
    writer_close(writer, '}');
}
