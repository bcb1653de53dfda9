/* Texts that the build puts into the program (tools/embed.c): its version, the rulebooks, the
 * registers of offences. */
#ifndef PROVISO_CLI_EMBEDDED_H
#define PROVISO_CLI_EMBEDDED_H

struct embedded {
    const char *name; /* "floor", "arcadia", "belmora"; "arcadia.offences", … */
    const char *text;
};

extern const char proviso_version[];

/* Ends with a NULL name. */
extern const struct embedded embedded_texts[];

#endif
