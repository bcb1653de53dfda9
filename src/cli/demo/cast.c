#include "cli/demo/cast.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct cast_office xa_offices[] = {
    {"xa.police-1", "[\"investigator\"]"},
    {"xa.prosecution-1", "[\"prosecutor\"]"},
    {"xa.court-1", "[\"judge\",\"clerk\"]"},
    {"xa.authority-1", "[\"central-authority\"]"},
    {"xa.registry-1", "[\"registrar\"]"},
};

static const struct cast_person xa_people[] = {
    {CAST_INVESTIGATOR, "xa.p11", "[\"investigator\"]"},
    {CAST_PROSECUTOR, "xa.p12", "[\"prosecutor\"]"},
    {CAST_XA_JUDGE, "xa.p17", "[\"judge\"]"},
    {CAST_XA_CLERK, "xa.p18", "[\"clerk\"]"},
    {CAST_XA_AUTHORITY, "xa.p14", "[\"central-authority\"]"},
    {CAST_XA_REGISTRAR, "xa.p16", "[\"registrar\"]"},
};

static const struct cast_office xb_offices[] = {
    {"xb.authority-1", "[\"central-authority\"]"},
    {"xb.rights-1", "[\"reviewer\"]"},
    {"xb.court-1", "[\"judge\",\"clerk\"]"},
    {"xb.supervisor-1", "[\"supervisor\"]"},
    {"xb.filter-1", "[\"filter\"]"},
    {"xb.registry-1", "[\"registrar\"]"},
    {CAST_PROVIDER, "[\"provider\"]"},
};

static const struct cast_person xb_people[] = {
    {CAST_XB_AUTHORITY, "xb.p21", "[\"central-authority\"]"},
    {CAST_REVIEWER, "xb.p22", "[\"reviewer\"]"},
    {CAST_XB_JUDGE, "xb.p23", "[\"judge\"]"},
    {CAST_XB_CLERK, "xb.p24", "[\"clerk\"]"},
    {CAST_SUPERVISOR, "xb.p25", "[\"supervisor\"]"},
    {CAST_XB_REGISTRAR, "xb.p26", "[\"registrar\"]"},
    {CAST_MAILHAUS, "xb.p1", "[\"provider\"]"},
};

const struct cast_state cast_states[CAST_STATES] = {
    {"XA",
     "xa",
     "Arcadia",
     "arcadia",
     xa_offices,
     xa_people,
     {"xa.police-1.r1", "investigator.age"},
     COUNT(xa_offices),
     COUNT(xa_people)},
    {"XB",
     "xb",
     "Belmora",
     "belmora",
     xb_offices,
     xb_people,
     {"xb.filter-1.r1", "filter.age"},
     COUNT(xb_offices),
     COUNT(xb_people)},
};
