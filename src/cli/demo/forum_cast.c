#include "cli/demo/forum_cast.h"

const struct cast_office forum_offices[FORUM_OFFICES] = {
    {"un.secretariat", "[\"secretariat\"]"},  {"un.bureau", "[\"chair\",\"committee\"]"},
    {"un.delegation-xa", "[\"delegation\"]"}, {"un.delegation-xb", "[\"delegation\"]"},
    {"un.delegation-xc", "[\"delegation\"]"}, {"un.delegation-xd", "[\"delegation\"]"},
    {"un.delegation-xe", "[\"delegation\"]"}, {"un.delegation-xf", "[\"delegation\"]"},
};

const struct cast_person forum_people[FORUM_PEOPLE] = {
    {FORUM_SECRETARIAT, "un.p1", "[\"secretariat\"]"},
    {FORUM_CHAIR, "un.p2", "[\"chair\"]"},
    {FORUM_MEMBER, "un.p3", "[\"committee\"]"},
    {FORUM_OTHER, "un.p4", "[\"committee\"]"},
    {FORUM_OTHER_CHAIR, "un.p5", "[\"chair\"]"},
    {"un.delegation-xa.o1", "un.p6", "[\"delegation\"]"},
    {"un.delegation-xb.o1", "un.p7", "[\"delegation\"]"},
    {"un.delegation-xc.o1", "un.p8", "[\"delegation\"]"},
    {"un.delegation-xd.o1", "un.p9", "[\"delegation\"]"},
    {"un.delegation-xe.o1", "un.p10", "[\"delegation\"]"},
    {"un.delegation-xf.o1", "un.p11", "[\"delegation\"]"},
};

#define AFRICA  "africa"
#define ASIA    "asia-pacific"
#define EASTERN "eastern-europe"
#define LATIN   "latin-america-caribbean"
#define WESTERN "western-europe-others"

const struct forum_zone forum_zones[FORUM_ZONES] = {
    {"Africa/Nairobi", AFRICA, "KE"},
    {"Asia/Tokyo", ASIA, "JP"},
    {"Europe/Warsaw", EASTERN, "PL"},
    {"America/Bogota", LATIN, "CO"},
    {"Europe/Vienna", WESTERN, "AT"},
    {"Africa/Lagos", AFRICA, "NG"},
    {"Asia/Seoul", ASIA, "KR"},
    {"Europe/Prague", EASTERN, "CZ"},
    {"America/Lima", LATIN, "PE"},
    {"Europe/Paris", WESTERN, "FR"},
    {"Africa/Cairo", AFRICA, "EG"},
    {"Asia/Manila", ASIA, "PH"},
    {"Europe/Bucharest", EASTERN, "RO"},
    {"America/Santiago", LATIN, "CL"},
    {"Europe/Madrid", WESTERN, "ES"},
    {"Africa/Johannesburg", AFRICA, "ZA"},
    {"Asia/Jakarta", ASIA, "ID"},
    {"Europe/Sofia", EASTERN, "BG"},
    {"America/Mexico_City", LATIN, "MX"},
    {"Europe/Oslo", WESTERN, "NO"},
    {"Africa/Accra", AFRICA, "GH"},
    {"Asia/Kolkata", ASIA, "IN"},
    {"Europe/Budapest", EASTERN, "HU"},
    {"America/Sao_Paulo", LATIN, "BR"},
    {"Europe/Lisbon", WESTERN, "PT"},
    {"Africa/Casablanca", AFRICA, "MA"},
    {"Asia/Kathmandu", ASIA, "NP"},
    {"Europe/Tallinn", EASTERN, "EE"},
    {"America/Montevideo", LATIN, "UY"},
    {"America/New_York", WESTERN, "US"},
    {"Africa/Abidjan", AFRICA, "CI"},
    {"Asia/Tashkent", ASIA, "UZ"},
    {"Europe/Belgrade", EASTERN, "RS"},
    {"America/Jamaica", LATIN, "JM"},
    {"America/Vancouver", WESTERN, "CA"},
    {"Africa/Algiers", AFRICA, "DZ"},
    {"Asia/Dubai", ASIA, "AE"},
    {"Asia/Tbilisi", EASTERN, "GE"},
    {"America/Argentina/Buenos_Aires", LATIN, "AR"},
    {"Pacific/Auckland", WESTERN, "NZ"},
};

const struct forum_group forum_groups[FORUM_GROUPS] = {
    {"States", "states", 60, 110},
    {"Intergovernmental", "intergovernmental", 8, 14},
    {"Civil society", "civil-society", 12, 42},
    {"Private sector", "private-sector", 7, 12},
    {"Academia", "academia", 7, 12},
    {"Technical community", "other", 6, 10},
};

const char *const forum_meeting_titles[FORUM_TITLES] = {
    "General debate",
    "Scope and definitions",
    "Offences, first reading",
    "Procedural measures, first reading",
    "Conditions and safeguards",
    "International cooperation",
    "Consultations with all groups",
    "Technical assistance",
    "Preventive measures",
    "Offences, second reading",
    "Adoption of the report",
    "Informal drafting group",
};

const char *const forum_first[FORUM_WORDS] = {"Lantern",  "Kestrel", "Juniper",    "Saltmarsh",
                                              "Quayside", "Alder",   "Tidewater",  "Brightwell",
                                              "Ninebark", "Heron",   "Stonebridge"};
const char *const forum_bodies[FORUM_BODIES] = {
    "Network",     "Watch", "Foundation", "Society",    "Initiative", "Centre",
    "Association", "Union", "Institute",  "Collective", "Alliance",   "Observatory"};
const char *const forum_given[FORUM_WORDS] = {"Amara", "Bela", "Chidi", "Dunya", "Emre", "Fenna",
                                              "Goran", "Hana", "Imani", "Jaya",  "Kofi"};
const char *const forum_family[FORUM_WORDS] = {"Ashgrove", "Brandvold", "Calvera",  "Dhanvar",
                                               "Elmstead", "Farouzi",   "Gantenby", "Holmqvar",
                                               "Ilunda",   "Jasperin",  "Kowalden"};
