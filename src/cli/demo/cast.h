/* The persons and offices of the demo's story, as tables. */
#ifndef PROVISO_CLI_DEMO_CAST_H
#define PROVISO_CLI_DEMO_CAST_H

#include <stddef.h>

struct cast_office {
    const char *name, *roles; /* roles as JSON: "[\"judge\"]" */
};

struct cast_person {
    const char *name, *person, *roles;
};

struct cast_recipient {
    const char *name;
    const char *identity; /* its file in keys/ */
};

struct cast_state {
    const char *state, *lower, *title;
    const char *law; /* name of the rulebook and offences that come with the program */
    const struct cast_office *offices;
    const struct cast_person *people;
    struct cast_recipient recipient;
    size_t office_count, person_count;
};

enum { CAST_XA, CAST_XB, CAST_STATES };

extern const struct cast_state cast_states[CAST_STATES];

/* Who does what. */
#define CAST_INVESTIGATOR "xa.police-1.o11"
#define CAST_PROSECUTOR   "xa.prosecution-1.o12"
#define CAST_XA_JUDGE     "xa.court-1.o17"
#define CAST_XA_CLERK     "xa.court-1.o18"
#define CAST_XA_AUTHORITY "xa.authority-1.o14"
#define CAST_XB_AUTHORITY "xb.authority-1.o21"
#define CAST_REVIEWER     "xb.rights-1.o22"
#define CAST_XB_JUDGE     "xb.court-1.o23"
#define CAST_XB_CLERK     "xb.court-1.o24"
#define CAST_SUPERVISOR   "xb.supervisor-1.o25"
#define CAST_XA_REGISTRAR "xa.registry-1.o16"
#define CAST_XB_REGISTRAR "xb.registry-1.o26"
#define CAST_MAILHAUS     "xb.mailhaus.o1"
#define CAST_PROVIDER     "xb.mailhaus"

#endif
