/* The persons, offices, places and groups of the forum's story, as tables; fictional throughout. */
#ifndef PROVISO_CLI_DEMO_FORUM_CAST_H
#define PROVISO_CLI_DEMO_FORUM_CAST_H

#include "cli/demo/cast.h"

enum {
    FORUM_ZONES = 40,
    FORUM_OFFICES = 8,
    FORUM_PEOPLE = 11,
    FORUM_GROUPS = 6,
    FORUM_TITLES = 12,
    FORUM_DELEGATIONS = 6,
    FORUM_WORDS = 11, /* first words of a name, and surnames */
    FORUM_BODIES = 12 /* second words */
};

#define FORUM_SECRETARIAT "un.secretariat.o1"
#define FORUM_CHAIR       "un.bureau.o1"
#define FORUM_MEMBER      "un.bureau.o2"
#define FORUM_OTHER_CHAIR "un.bureau.o4"
#define FORUM_OTHER       "un.bureau.o3"

struct forum_zone {
    const char *zone, *region, *country;
};

struct forum_group {
    const char *name, *kind;
    unsigned weight, speakers; /* who ask for the floor */
};

extern const struct cast_office forum_offices[FORUM_OFFICES];
extern const struct cast_person forum_people[FORUM_PEOPLE];
extern const struct forum_zone forum_zones[FORUM_ZONES];
extern const struct forum_group forum_groups[FORUM_GROUPS];
extern const char *const forum_meeting_titles[FORUM_TITLES];

/* Names are made of one of each: 132 organisations, 121 persons. */
extern const char *const forum_first[FORUM_WORDS], *const forum_bodies[FORUM_BODIES],
                                                       *const forum_given[FORUM_WORDS],
                                                           *const forum_family[FORUM_WORDS];

#endif
