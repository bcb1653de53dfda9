/* Writes texts as C: embed OUT.c VERSION NAME=FILE … gives proviso_version and embedded_texts;
 * embed OUT.c --assets NAME=FILE … gives asset_files of web/assets.h;
 * embed OUT.c --text NAME=FILE gives the one text `const char NAME[]`, declared in law/lexicon.h. */
#include <stdio.h>
#include <string.h>

static int fail(const char *what, const char *name)
{
    fprintf(stderr, "embed: cannot %s %s\n", what, name);
    return 1;
}

/* One string literal a line, every byte that is not plain ASCII as an octal escape. */
static void write_bytes(FILE *in, FILE *out)
{
    int byte, at_start = 1;

    while ((byte = fgetc(in)) != EOF) {
        if (at_start)
            fputs("     \"", out);
        if (byte == '"' || byte == '\\' || byte == '?' || byte < ' ' || byte > '~')
            fprintf(out, "\\%03o", (unsigned)byte);
        else
            fputc(byte, out);
        at_start = byte == '\n';
        if (at_start)
            fputs("\"\n", out);
    }
    fputs(at_start ? "     \"\"" : "\"", out);
}

static int write_text(const char *argument, FILE *out)
{
    const char *equals = strchr(argument, '=');
    FILE *in = equals ? fopen(equals + 1, "rb") : NULL;

    if (!in)
        return fail("read", argument);
    fprintf(out, "    {\"%.*s\",\n", (int)(equals - argument), argument);
    write_bytes(in, out);
    fputs("},\n", out);
    return fclose(in) == 0 ? 0 : fail("read", argument);
}

static int write_one(const char *argument, FILE *out)
{
    const char *equals = strchr(argument, '=');
    FILE *in = equals ? fopen(equals + 1, "rb") : NULL;

    if (!in)
        return fail("read", argument);
    fprintf(out, "#include \"law/lexicon.h\"\n\nconst char %.*s[] =\n", (int)(equals - argument),
            argument);
    write_bytes(in, out);
    fputs(";\n", out);
    return fclose(in) == 0 ? 0 : fail("read", argument);
}

int main(int argc, char **argv)
{
    FILE *out = argc > 2 ? fopen(argv[1], "w") : NULL;
    int failed = 0;

    if (!out)
        return fail("write", argc > 1 ? argv[1] : "");
    if (argc == 4 && strcmp(argv[2], "--text") == 0) {
        failed = write_one(argv[3], out);
        return fclose(out) == 0 && !failed ? 0 : fail("write", argv[1]);
    }
    if (strcmp(argv[2], "--assets") == 0)
        fputs("#include \"web/assets.h\"\n\nconst struct asset_file asset_files[] = {\n", out);
    else
        fprintf(out,
                "#include \"cli/embedded.h\"\n\nconst char proviso_version[] = \"%s\";\n\n"
                "const struct embedded embedded_texts[] = {\n",
                argv[2]);
    for (int i = 3; i < argc && !failed; i++)
        failed = write_text(argv[i], out);
    fputs("    {0},\n};\n", out);
    return fclose(out) == 0 && !failed ? 0 : fail("write", argv[1]);
}
