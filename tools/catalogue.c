/* Compiles translations: catalogue OUT.c FILE.po … The language's code is the file's name. Each text
 * must have a translation that is not marked fuzzy and has the same {placeholders}; otherwise the
 * build fails with file and line. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../src/text/catalogue.h"

enum { TEXT_MOST = 8192, ENTRIES_MOST = 4096 };

struct message {
    char *id, *plural, *forms[CATALOGUE_FORMS];
    int line;
};

static struct message messages[ENTRIES_MOST];
static size_t message_count;
static const char *file_name;
static int line_number;

static void fail(const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "%s:%d: ", file_name, line_number);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

/* The text between the quotes of a line, escapes undone, behind what `text` holds. */
static void append_quoted(const char *line, char *text)
{
    size_t size = strlen(text);
    const char *c = strchr(line, '"');

    if (!c)
        fail("no quoted text");
    for (c++; *c && *c != '"'; c++) {
        if (*c == '\\') {
            static const char from[] = "nt\"\\", to[] = "\n\t\"\\";
            const char *at = *++c ? strchr(from, *c) : NULL;

            if (!at)
                fail("an escape that is not known");
            text[size++] = to[at - from];
        } else {
            text[size++] = *c;
        }
        if (size + 1 >= TEXT_MOST)
            fail("too long");
    }
    if (*c != '"')
        fail("no closing quote");
    text[size] = 0;
}

/* How often each {name} stands in a text must be the same in both. */
static void check_placeholders(const char *id, const char *text)
{
    for (const char *at = strchr(id, '{'); at; at = strchr(at + 1, '{')) {
        size_t size = strcspn(at, ":|}");
        char name[64];

        snprintf(name, sizeof name, "%.*s", (int)(size < 62 ? size : 62), at);
        if (!strstr(text, name))
            fail("the translation of \"%.60s\" lacks %s", id, name);
    }
}

static void check_message(const struct message *message)
{
    const char *longest = message->plural ? message->plural : message->id;

    line_number = message->line;
    for (int i = 0; i < (message->plural ? 2 : 1); i++) {
        if (!message->forms[i] || !*message->forms[i])
            fail("no translation of \"%.60s\"", message->id);
        check_placeholders(i ? longest : message->id, message->forms[i]);
        check_placeholders(message->forms[i], longest);
    }
}

static char **place_of(struct message *message, const char *line)
{
    if (strncmp(line, "msgid ", 6) == 0)
        return &message->id;
    if (strncmp(line, "msgid_plural ", 13) == 0)
        return &message->plural;
    if (strncmp(line, "msgstr ", 7) == 0 || strncmp(line, "msgstr[0] ", 10) == 0)
        return &message->forms[0];
    if (strncmp(line, "msgstr[1] ", 10) == 0)
        return &message->forms[1];
    if (strncmp(line, "msgstr[2] ", 10) == 0)
        return &message->forms[2];
    fail("a line that is not known");
    return NULL;
}

static void read_line(const char *line, char ***place)
{
    struct message *message;

    if (strncmp(line, "#,", 2) == 0 && strstr(line, "fuzzy"))
        fail("marked fuzzy");
    if (*line == '#' || *line == '\n' || !*line)
        return;
    if (*line != '"') {
        if (strncmp(line, "msgid ", 6) == 0) {
            if (message_count == ENTRIES_MOST)
                fail("too many texts");
            messages[message_count++].line = line_number;
        }
        message = message_count ? &messages[message_count - 1] : NULL;
        if (!message)
            fail("a line before the first msgid");
        *place = place_of(message, line);
        if (**place)
            fail("the same twice");
        **place = calloc(1, TEXT_MOST);
    }
    if (!*place)
        fail("text that belongs nowhere");
    append_quoted(line, **place);
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct message *)a)->id, ((const struct message *)b)->id);
}

static void read_file(const char *name)
{
    char line[TEXT_MOST], **place = NULL;
    FILE *in = fopen(name, "r");

    file_name = name;
    line_number = 0;
    message_count = 0;
    memset(messages, 0, sizeof messages);
    if (!in)
        fail("cannot be read");
    while (fgets(line, sizeof line, in)) {
        line_number++;
        read_line(line, &place);
    }
    fclose(in);
    qsort(messages, message_count, sizeof *messages, by_id);
    for (size_t i = 0; i < message_count; i++) {
        line_number = messages[i].line;
        if (i && strcmp(messages[i].id, messages[i - 1].id) == 0)
            fail("\"%.60s\" stands twice", messages[i].id);
        if (*messages[i].id)
            check_message(&messages[i]);
    }
}

static void write_text(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte == '"' || byte == '\\' || byte == '?' || byte < ' ' || byte > '~')
            fprintf(out, "\\%03o", byte);
        else
            fputc(byte, out);
    }
    fputc('"', out);
}

static void write_entries(FILE *out, int number)
{
    fprintf(out, "static const struct catalogue_entry entries_%d[] = {\n", number);
    for (size_t i = 0; i < message_count; i++) {
        if (!*messages[i].id)
            continue;
        fputs("    {", out);
        write_text(out, messages[i].id);
        fputs(", {", out);
        for (int form = 0; form < CATALOGUE_FORMS && messages[i].forms[form]; form++) {
            fputs(form ? ", " : "", out);
            write_text(out, messages[i].forms[form]);
        }
        fputs("}},\n", out);
    }
    fputs("};\n\n", out);
}

/* "po/fr.po" is "fr". */
static void write_row(FILE *out, const char *name, int number)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;

    fprintf(out, "    {\"%.*s\", entries_%d, sizeof entries_%d / sizeof *entries_%d},\n",
            (int)strcspn(base, "."), base, number, number, number);
}

int main(int argc, char **argv)
{
    FILE *out = argc > 1 ? fopen(argv[1], "w") : NULL;

    if (!out) {
        fprintf(stderr, "catalogue: cannot write %s\n", argc > 1 ? argv[1] : "");
        return 1;
    }
    fputs("#include \"text/catalogue.h\"\n\n", out);
    for (int i = 2; i < argc; i++) {
        read_file(argv[i]);
        write_entries(out, i);
    }
    fputs("const struct catalogue catalogues[] = {\n", out);
    for (int i = 2; i < argc; i++)
        write_row(out, argv[i], i);
    fputs("    {0},\n};\n", out);
    return fclose(out) == 0 ? 0 : 1;
}
