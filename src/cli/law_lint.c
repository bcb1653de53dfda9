#include "cli/commands.h"
static int run(const struct arguments *a) { (void)a; return 0; }
const struct command command_law_lint = {.name = "law lint", .summary = "x", .usage = "", .run = run};
