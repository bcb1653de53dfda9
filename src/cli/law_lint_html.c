#include "cli/law_lint.h"
void lint_html(const struct lint_file *files, size_t count, struct buffer *out)
{
    (void)files; (void)count; (void)out;
}
