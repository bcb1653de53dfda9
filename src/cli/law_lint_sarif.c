/* SARIF 2.1.0 (OASIS, 2020): what code-review tools read. */
#include "cli/embedded.h"
#include "cli/law_lint.h"

struct results {
    struct writer *writer;
    const char *file;
};

static void write_message(struct writer *writer, const char *name, struct slice text)
{
    writer_key(writer, name);
    writer_open(writer, '{');
    writer_member_text(writer, "text", text);
    writer_close(writer, '}');
}

static void write_rule(const struct lint_code_row *row, struct writer *writer)
{
    writer_open(writer, '{');
    writer_member_text(writer, "id", slice_text(row->code));
    write_message(writer, "shortDescription", slice_text(row->title));
    write_message(writer, "fullDescription", slice_text(row->advice));
    write_message(writer, "help", slice_text(row->source));
    writer_key(writer, "properties");
    writer_open(writer, '{');
    writer_key(writer, "tags");
    writer_open(writer, '[');
    writer_text(writer, slice_text(row->row));
    writer_close(writer, ']');
    writer_close(writer, '}');
    writer_close(writer, '}');
}

static void write_driver(struct writer *writer)
{
    writer_key(writer, "tool");
    writer_open(writer, '{');
    writer_key(writer, "driver");
    writer_open(writer, '{');
    writer_member_text(writer, "name", SLICE("proviso law lint"));
    writer_member_text(writer, "semanticVersion", slice_text(proviso_version));
    write_message(writer, "fullDescription", slice_text(lint_advice_note));
    writer_key(writer, "rules");
    writer_open(writer, '[');
    for (unsigned i = 0; i < LINT_CODE_COUNT; i++)
        write_rule(&lint_codes[i], writer);
    writer_close(writer, ']');
    writer_close(writer, '}');
    writer_close(writer, '}');
}

/* A path as a relative URI: what may not stand there is percent-encoded (RFC 3986). */
static void write_uri(struct writer *writer, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "-._~/";
    struct buffer uri = {0};

    for (; *path; path++)
        if (strchr(plain, *path))
            buffer_byte(&uri, (uint8_t)*path);
        else
            buffer_format(&uri, "%%%02X", (unsigned)(uint8_t)*path);
    writer_member_text(writer, "uri", buffer_slice(&uri));
    buffer_free(&uri);
}

static void write_region(const struct lint_place *place, struct writer *writer)
{
    writer_key(writer, "region");
    writer_open(writer, '{');
    writer_member_integer(writer, "startLine", place->line);
    writer_member_integer(writer, "startColumn", place->column);
    writer_member_integer(writer, "endLine", place->end_line);
    writer_member_integer(writer, "endColumn", place->end_column);
    writer_close(writer, '}');
}

static unsigned rule_index(const char *code)
{
    unsigned i = 0;

    while (i + 1 < LINT_CODE_COUNT && strcmp(lint_codes[i].code, code) != 0)
        i++;
    return i;
}

static void write_result(const struct lint_line *line, void *context)
{
    struct results *results = context;
    struct writer *writer = results->writer;
    struct buffer message = {0};

    buffer_format(&message, "%s [%s]: \"%.*s\": %s (%s)", line->title, line->row,
                  SLICE_ARG(line->words), line->advice, line->source);
    writer_open(writer, '{');
    writer_member_text(writer, "ruleId", slice_text(line->code));
    writer_member_integer(writer, "ruleIndex", rule_index(line->code));
    writer_member_text(writer, "level", SLICE("note"));
    write_message(writer, "message", buffer_slice(&message));
    writer_key(writer, "locations");
    writer_open(writer, '[');
    writer_open(writer, '{');
    writer_key(writer, "physicalLocation");
    writer_open(writer, '{');
    writer_key(writer, "artifactLocation");
    writer_open(writer, '{');
    write_uri(writer, results->file);
    writer_close(writer, '}');
    write_region(&line->place, writer);
    writer_close(writer, '}');
    writer_close(writer, '}');
    writer_close(writer, ']');
    writer_close(writer, '}');
    buffer_free(&message);
}

void lint_sarif(const struct lint_file *files, size_t count, struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};

    writer_open(&writer, '{');
    writer_member_text(&writer, "$schema", SLICE("https://json.schemastore.org/sarif-2.1.0.json"));
    writer_member_text(&writer, "version", SLICE("2.1.0"));
    writer_key(&writer, "runs");
    writer_open(&writer, '[');
    writer_open(&writer, '{');
    write_driver(&writer);
    writer_member_text(&writer, "columnKind", SLICE("unicodeCodePoints"));
    writer_key(&writer, "results");
    writer_open(&writer, '[');
    for (size_t i = 0; i < count; i++) {
        struct results results = {&writer, files[i].name};

        for (size_t s = 0; s < lint_section_count(&files[i]); s++)
            lint_each(&files[i], s, write_result, &results);
    }
    writer_close(&writer, ']');
    writer_close(&writer, '}');
    writer_close(&writer, ']');
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}
