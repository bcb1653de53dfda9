#include "text/listing.h"

#include "text/table.h"

const struct list_form *const list_forms[] = {
    &list_applications,    &list_objections,   &list_decisions, &list_participation,
    &list_representatives, &list_moderations,  &list_documents, &list_submissions,
    &list_signatories,     &list_observations, &list_procedure, NULL,
};

const struct list_form *list_form_find(struct slice name)
{
    for (size_t i = 0; list_forms[i]; i++)
        if (slice_is(name, list_forms[i]->name))
            return list_forms[i];
    return NULL;
}

static size_t column_count(const struct list_form *form)
{
    size_t count = 0;

    while (form->columns[count].name)
        count++;
    return count;
}

void cell_text(const struct cell *cell, struct buffer *out)
{
    char at[INSTANT_TEXT];

    switch (cell->kind) {
    case CELL_NONE:
        buffer_text(out, "\xe2\x80\x93");
        break;
    case CELL_TEXT:
    case CELL_WORD:
    case CELL_FILE:
        buffer_append(out, cell->text);
        break;
    case CELL_NUMBER:
        buffer_format(out, "%lld", (long long)cell->number);
        break;
    case CELL_FLAG:
        buffer_text(out, cell->number ? "yes" : "no");
        break;
    case CELL_INSTANT:
        buffer_text(out, instant_format(cell->number, at));
        break;
    }
}

static void cell_json(const struct cell *cell, struct writer *writer)
{
    switch (cell->kind) {
    case CELL_NONE:
        writer_null(writer);
        break;
    case CELL_TEXT:
    case CELL_WORD:
    case CELL_FILE:
        writer_text(writer, cell->text);
        break;
    case CELL_NUMBER:
        writer_integer(writer, cell->number);
        break;
    case CELL_FLAG:
        writer_flag(writer, cell->number != 0);
        break;
    case CELL_INSTANT:
        writer_instant(writer, cell->number);
        break;
    }
}

void listing_row_json(const struct list_form *form, const struct cell *cells, struct writer *writer)
{
    writer_open(writer, '{');
    for (size_t j = 0; form->columns[j].name; j++) {
        writer_key(writer, form->columns[j].name);
        cell_json(&cells[j], writer);
    }
    writer_close(writer, '}');
}

void listing_row_text(const struct list_form *form, const struct cell *cells, struct buffer *out)
{
    struct table table = {.columns = 2};
    struct buffer text = {0};

    for (size_t j = 0; form->columns[j].name; j++) {
        if (cells[j].kind == CELL_NONE)
            continue;
        buffer_clear(&text);
        cell_text(&cells[j], &text);
        table_text(&table, form->columns[j].name);
        table_cell(&table, buffer_slice(&text));
    }
    table_print(&table, 2, out);
    buffer_byte(out, '\n');
    table_free(&table);
    buffer_free(&text);
}

void listing_json(const struct listing *listing, const struct list_form *form,
                  struct writer *writer)
{
    size_t rows = form->count(listing);

    writer_member_text(writer, "list", slice_text(form->name));
    writer_member_instant(writer, "as_of", listing->now);
    writer_key(writer, "rows");
    writer_open(writer, '[');
    for (size_t i = 0; i < rows; i++) {
        struct cell cells[LISTING_COLUMNS] = {{0}};

        form->row(listing, i, cells);
        listing_row_json(form, cells, writer);
    }
    writer_close(writer, ']');
}

/* ---- CSV ---- */

static void csv_text(struct slice text, struct buffer *out)
{
    bool formula = text.size && strchr("=+-@\t\r", text.data[0]);

    buffer_byte(out, '"');
    if (formula)
        buffer_byte(out, '\'');
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '"')
            buffer_byte(out, '"');
        buffer_byte(out, text.data[i]);
    }
    buffer_byte(out, '"');
}

static void csv_cell(const struct cell *cell, struct buffer *out)
{
    if (cell->kind == CELL_TEXT || cell->kind == CELL_WORD || cell->kind == CELL_FILE)
        csv_text(cell->text, out);
    else if (cell->kind != CELL_NONE)
        cell_text(cell, out);
}

void listing_csv(const struct listing *listing, const struct list_form *form, struct buffer *out)
{
    size_t columns = column_count(form), rows = form->count(listing);

    for (size_t j = 0; j < columns; j++)
        buffer_format(out, "%s%s", j ? "," : "", form->columns[j].name);
    buffer_text(out, "\r\n");
    for (size_t i = 0; i < rows; i++) {
        struct cell cells[LISTING_COLUMNS] = {{0}};

        form->row(listing, i, cells);
        for (size_t j = 0; j < columns; j++) {
            if (j)
                buffer_byte(out, ',');
            csv_cell(&cells[j], out);
        }
        buffer_text(out, "\r\n");
    }
}

/* ---- terminal ---- */

enum { TERMINAL_CELL = 60, TERMINAL_HASH = 12 }; /* characters of a cell, about; of a hash */

/* One line, and not too long. */
static void shorten(struct buffer *text)
{
    for (size_t i = 0; i < text->size; i++)
        if (text->data[i] == '\n' || text->data[i] == '\t')
            text->data[i] = ' ';
    if (text->size <= 2 * TERMINAL_CELL && text_width(buffer_slice(text)) <= TERMINAL_CELL)
        return;
    while (text->size && text_width(buffer_slice(text)) >= TERMINAL_CELL)
        do
            text->size--;
        while (text->size && (text->data[text->size] & 0xc0) == 0x80);
    buffer_text(text, "\xe2\x80\xa6");
}

static void add_row(const struct listing *listing, const struct list_form *form, size_t index,
                    struct table *table)
{
    struct cell cells[LISTING_COLUMNS] = {{0}};
    struct buffer text = {0};

    form->row(listing, index, cells);
    for (size_t j = 0; form->columns[j].name; j++) {
        if (!form->columns[j].title)
            continue;
        buffer_clear(&text);
        cell_text(&cells[j], &text);
        if (cells[j].kind == CELL_FILE && text.size > TERMINAL_HASH)
            text.size = TERMINAL_HASH;
        shorten(&text);
        table_cell(table, buffer_slice(&text));
    }
    buffer_free(&text);
}

void listing_table(const struct listing *listing, const struct list_form *form, struct buffer *out)
{
    size_t rows = form->count(listing);
    struct table table = {0};

    for (size_t j = 0; form->columns[j].name; j++)
        table.columns += form->columns[j].title != NULL;
    for (size_t j = 0; form->columns[j].name; j++)
        if (form->columns[j].title)
            table_text(&table, form->columns[j].title);
    for (size_t i = 0; i < rows; i++)
        add_row(listing, form, i, &table);
    table_print(&table, 0, out);
    table_free(&table);
}
