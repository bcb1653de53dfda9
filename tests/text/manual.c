/* Prints the page of the manual that is made from the act tables; with a file's name, says whether
 * that file is this page: test-text-manual > doc/acts.md brings it up to date. */
#include <stdio.h>
#include <string.h>

#include "matter/acts.h"
#include "register/acts.h"
#include "rules/acts.h"
#include "text/act.h"

static void append_table(const char *heading, const struct act_table *table, struct buffer *out)
{
    buffer_format(out, "\n## %s\n\n```\n", heading);
    act_list(table, out);
    buffer_text(out, "```\n\n");
    act_manual(table, out);
}

static bool file_is(const char *path, const struct buffer *page)
{
    FILE *file = fopen(path, "rb");
    size_t at = 0;
    int byte;

    if (!file)
        return false;
    while ((byte = getc(file)) != EOF && at < page->size && byte == page->data[at])
        at++;
    fclose(file);
    return byte == EOF && at == page->size;
}

int main(int count, char **arguments)
{
    struct buffer page = {0};
    bool good = true;

    buffer_text(
        &page,
        "# Acts\n\n"
        "Every statement is one of these acts. This page is made from the tables by which the "
        "program checks\nthem: `proviso draft TYPE` prints the same, and a payload to fill in. "
        "\"Limits\" are the parameters\nof the rulebooks that the act's body answers. The "
        "envelope around a body is in [formats](formats.md).\n");
    append_table("Acts of a matter", &matter_acts, &page);
    append_table("Acts of a register", &register_acts, &page);
    append_table("Acts of a State's rules", &rules_acts, &page);
    if (count > 1)
        good = file_is(arguments[1], &page);
    else
        fwrite(page.data, 1, page.size, stdout);
    if (!good)
        fprintf(stderr, "%s is not what the tables say; print it again\n", arguments[1]);
    buffer_free(&page);
    return good ? 0 : 1;
}
