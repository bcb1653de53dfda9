/* Prints the page of the manual that is made from the act tables; with a file's name, says whether
 * that file is this page: test-text-manual > doc/acts.md brings it up to date. */
#include "forum/acts.h"
#include "matter/acts.h"
#include "register/acts.h"
#include "rules/acts.h"
#include "text/act.h"
#include "text/page.h"

static const char *const forum_headings[FORUM_CHAINS] = {
    [FORUM_PROCEDURE] = "Acts of a forum: procedure",
    [FORUM_ACCREDITATION] = "Acts of a forum: accreditation",
    [FORUM_MEETINGS] = "Acts of a forum: meetings",
    [FORUM_DOCUMENTS] = "Acts of a forum: documents",
    [FORUM_SUBMISSIONS] = "Acts of a forum: submissions",
    [FORUM_OBSERVATIONS] = "Acts of a forum: observations",
};

static void append_table(const char *heading, const struct act_table *table, struct buffer *out)
{
    buffer_format(out, "\n## %s\n\n```\n", heading);
    act_list(table, out);
    buffer_text(out, "```\n\n");
    act_manual(table, out);
}

int main(int count, char **arguments)
{
    struct buffer page = {0};

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
    for (unsigned i = 0; i < FORUM_CHAINS; i++)
        append_table(forum_headings[i], &forum_acts[i], &page);
    return page_end(count > 1 ? arguments[1] : NULL, &page);
}
