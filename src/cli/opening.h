/* What `open` and `review` share: the package's part, its proofs, an identity. */
#ifndef PROVISO_CLI_OPENING_H
#define PROVISO_CLI_OPENING_H

#include "cli/command.h"
#include "provider/open.h"

/* The options of both. */
#define OPENING_OPTIONS                                                                            \
    {"--writ", "WRIT", "the writ that it was released under", OPTION_NEEDED},                      \
        {"--production", "FILE", "the executing State's export with the logged production",        \
         OPTION_NEEDED},                                                                           \
        {"--trust", "FILE", "the pins: all that is trusted", OPTION_NEEDED},                       \
        {"--identity", "FILE", "the age identity, as age-keygen writes it", OPTION_NEEDED},        \
        {"-o", "DIR", "where to write the files: a folder that does not exist yet", 0},            \
    {                                                                                              \
        0                                                                                          \
    }

/* Opens a part as the options say. Returns how the command ends, having said why where it fails; on
 * COMMAND_DONE the report is the caller's, for open_report_free. */
int opening_run(const struct arguments *arguments, enum open_part part, const char *keep,
                struct open_report *report);

#endif
