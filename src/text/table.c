#include "text/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/unicode.h"

size_t text_width(struct slice text)
{
    size_t width = 0;

    for (size_t i = 0; i < text.size; i++)
        width += (text.data[i] & 0xc0) != 0x80;
    return width;
}

void text_plain(struct buffer *out, struct slice text)
{
    while (text.size) {
        struct slice rest = text;
        uint32_t character;
        bool valid = unicode_next(&rest, &character);

        if (valid && !unicode_is_hidden(character))
            buffer_append(out, slice_part(text, 0, text.size - rest.size));
        else
            buffer_text(out, "\xef\xbf\xbd");
        text = valid ? rest : slice_from(text, 1);
    }
}

static void end_cell(struct table *table)
{
    table->ends = memory_grow(table->ends, table->cells + 1, sizeof *table->ends);
    table->ends[table->cells++] = table->text.size;
}

void table_cell(struct table *table, struct slice text)
{
    text_plain(&table->text, text);
    end_cell(table);
}

void table_text(struct table *table, const char *text)
{
    table_cell(table, slice_text(text));
}

void table_format(struct table *table, const char *format, ...)
{
    char text[400];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    table_text(table, text);
}

static struct slice cell_at(const struct table *table, size_t cell)
{
    size_t start = cell ? table->ends[cell - 1] : 0;

    return slice_part(buffer_slice(&table->text), start, table->ends[cell] - start);
}

static void pad(struct buffer *out, size_t spaces)
{
    while (spaces--)
        buffer_byte(out, ' ');
}

static void trim_end(struct buffer *out)
{
    while (out->size && out->data[out->size - 1] == ' ')
        out->size--;
}

void table_print(const struct table *table, unsigned indent, struct buffer *out)
{
    size_t widths[TABLE_COLUMNS] = {0};

    for (size_t i = 0; i < table->cells; i++) {
        size_t width = text_width(cell_at(table, i));

        if (width > widths[i % table->columns])
            widths[i % table->columns] = width;
    }
    for (size_t i = 0; i < table->cells; i++) {
        unsigned column = (unsigned)(i % table->columns);
        struct slice text = cell_at(table, i);
        size_t room = widths[column] - text_width(text);

        pad(out, column ? 2 : indent);
        if (table->right & 1u << column)
            pad(out, room);
        buffer_append(out, text);
        if (!(table->right & 1u << column))
            pad(out, room);
        if (column + 1 == table->columns || i + 1 == table->cells) {
            trim_end(out);
            buffer_byte(out, '\n');
        }
    }
}

void table_free(struct table *table)
{
    buffer_free(&table->text);
    free(table->ends);
    table->ends = NULL;
    table->cells = 0;
}

void text_number(struct buffer *out, uint64_t number)
{
    char digits[24];
    int size = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);

    for (int i = 0; i < size; i++) {
        if (i && (size - i) % 3 == 0)
            buffer_byte(out, ',');
        buffer_byte(out, (uint8_t)digits[i]);
    }
}

void text_count(struct buffer *out, uint64_t number, const char *one, const char *more)
{
    buffer_format(out, "%llu %s", (unsigned long long)number, number == 1 ? one : more);
}

void text_bytes(struct buffer *out, uint64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
    uint64_t tenth = 100, tenths;
    size_t i = 0;

    if (bytes < 1000) {
        text_count(out, bytes, "byte", "bytes");
        return;
    }
    /* A number that rounds to 1000.0 belongs to the next unit. */
    while (tenths = bytes / tenth + (bytes % tenth >= tenth / 2),
           tenths >= 10000 && i + 1 < sizeof units / sizeof *units) {
        tenth *= 1000;
        i++;
    }
    buffer_format(out, "%llu.%llu %s", (unsigned long long)(tenths / 10),
                  (unsigned long long)(tenths % 10), units[i]);
}
