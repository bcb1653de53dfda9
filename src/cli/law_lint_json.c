#include "cli/law_lint.h"

static void write_line(const struct lint_line *line, void *context)
{
    struct writer *writer = context;

    writer_open(writer, '{');
    writer_member_text(writer, "code", slice_text(line->code));
    writer_member_text(writer, "row", slice_text(line->row));
    writer_member_integer(writer, "line", line->place.line);
    writer_member_integer(writer, "column", line->place.column);
    writer_member_text(writer, "words", line->words);
    writer_member_text(writer, "advice", slice_text(line->advice));
    writer_member_text(writer, "title", slice_text(line->title));
    writer_member_text(writer, "source", slice_text(line->source));
    writer_close(writer, '}');
}

static void write_slice(struct writer *writer, const char *name, struct slice text)
{
    writer_key(writer, name);
    if (text.size)
        writer_text(writer, text);
    else
        writer_null(writer);
}

static void open_list(struct writer *writer, const char *name)
{
    writer_key(writer, name);
    writer_open(writer, '[');
}

static void write_penalty(const struct lint_recognised *seen, struct writer *writer)
{
    writer_key(writer, "penalty_months");
    if (seen->months == LINT_MONTHS_LIFE)
        writer_text(writer, SLICE("life"));
    else if (seen->penalty)
        writer_integer(writer, seen->months);
    else
        writer_null(writer);
    writer_member_flag(writer, "fine", seen->fine);
}

static void write_offence(const struct lint_recognised *seen, struct writer *writer)
{
    open_list(writer, "act");
    for (unsigned i = 0; i < LINT_ACT_COUNT; i++)
        if (seen->acts >> i & 1u)
            writer_text(writer, slice_text(lint_act_name(i)));
    writer_close(writer, ']');
    writer_member_text(writer, "mens_rea", slice_text(lint_mens_rea_name(seen->mens_rea)));
    write_slice(writer, "mens_rea_words", seen->mens_rea_words);
    write_penalty(seen, writer);
    open_list(writer, "defences");
    for (unsigned i = 0; i < LINT_DEFENCE_COUNT; i++)
        if (seen->defences >> i & 1u)
            writer_text(writer, slice_text(lint_defence_name(i)));
    writer_close(writer, ']');
    write_slice(writer, "authority", seen->authority);
    write_slice(writer, "barrier", seen->barrier);
    write_slice(writer, "harm", seen->harm);
    open_list(writer, "vague_terms");
    for (size_t i = 0; i < seen->term_count; i++)
        writer_text(writer, seen->terms[i]);
    writer_close(writer, ']');
}

static void write_power(const struct lint_recognised *seen, struct writer *writer)
{
    open_list(writer, "safeguards");
    for (unsigned i = 0; i < LINT_SAFEGUARD_COUNT; i++)
        if (seen->safeguards >> i & 1u)
            writer_text(writer, slice_text(lint_safeguard_name(i)));
    writer_close(writer, ']');
    write_penalty(seen, writer);
}

static void write_recognised(const struct lint_file *file, size_t section, struct writer *writer)
{
    writer_key(writer, "recognised");
    writer_open(writer, '{');
    if (!file->is_register) {
        const struct lint_section *found = &file->document.sections[section];

        if (found->kind == LINT_OFFENCE)
            write_offence(&found->recognised, writer);
        if (found->kind == LINT_PROCEDURE)
            write_power(&found->recognised, writer);
    }
    writer_close(writer, '}');
}

static void write_section(const struct lint_file *file, size_t section, struct writer *writer)
{
    writer_open(writer, '{');
    writer_member_text(writer, "id", lint_section_id(file, section));
    writer_member_text(writer, "title", lint_section_title(file, section));
    writer_member_integer(writer, "line", lint_section_line(file, section));
    writer_member_text(writer, "kind", slice_text(lint_section_kind(file, section)));
    write_recognised(file, section, writer);
    open_list(writer, "findings");
    lint_each(file, section, write_line, writer);
    writer_close(writer, ']');
    writer_close(writer, '}');
}

static void write_file(const struct lint_file *file, struct writer *writer)
{
    writer_open(writer, '{');
    writer_member_text(writer, "file", slice_text(file->name));
    writer_member_flag(writer, "register", file->is_register);
    if (!file->is_register) {
        writer_member_text(writer, "note", slice_text(lint_advice_note));
        writer_member_text(writer, "headings", slice_text(lint_form_name(file->document.form)));
    }
    open_list(writer, "sections");
    for (size_t i = 0; i < lint_section_count(file); i++)
        write_section(file, i, writer);
    writer_close(writer, ']');
    writer_close(writer, '}');
}

void lint_json(const struct lint_file *files, size_t count, struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};

    if (count > 1)
        writer_open(&writer, '[');
    for (size_t i = 0; i < count; i++)
        write_file(&files[i], &writer);
    if (count > 1)
        writer_close(&writer, ']');
    buffer_byte(out, '\n');
}
