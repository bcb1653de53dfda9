#include "matter/oracle.h"

#include <stdbool.h>
#include <string.h>

/* "xa.court-1.o3" is also "xa.police.o1", and "xb.court-2.o3" is "xb.rights.o1": one person each.
 */
static const char *person(const char *name)
{
    if (strcmp(name, "xa.court-1.o3") == 0)
        return "xa.police.o1";
    if (strcmp(name, "xb.court-2.o3") == 0)
        return "xb.rights.o1";
    return name;
}

static bool works_at(const char *name, char state, const char *office)
{
    return name[1] == state && strncmp(name + 3, office, strlen(office)) == 0;
}

static bool is_court(const char *name, char state)
{
    return works_at(name, state, "court-");
}

static bool is_same_office(const char *a, const char *b)
{
    const char *end = strrchr(a, '.');

    return strncmp(a, b, (size_t)(end - a) + 1) == 0;
}

/* Signed by whom it names, while their key was valid, and shown to be logged. */
static bool is_sound(const struct world *world, const struct said *said)
{
    if (!said->genuine || (!said->restricts && (!said->proven || !said->linked)))
        return false;
    return !world->revoked || strcmp(said->by, world->revoked) != 0 ||
           said->when < world->revoked_at;
}

static bool sees(const struct said *later, const struct said *earlier)
{
    if (later->by[1] == earlier->by[1])
        return earlier->place < later->place;
    return earlier->place <= later->seen;
}

/* Places 1 to the highest are there once each, so that nothing was cut out or put beside. */
static bool is_whole(const struct said *said, size_t count, char state)
{
    int filled = 0, highest = 0;

    for (size_t i = 0; i < count; i++) {
        if (said[i].restricts || said[i].by[1] != state)
            continue;
        filled++;
        if (said[i].place > highest)
            highest = said[i].place;
    }
    return filled == highest;
}

static bool is_comparer(const char *name, char executing)
{
    return works_at(name, executing, "authority") || is_court(name, executing);
}

/* What somebody entitled has taken away, and nobody entitled given back. */
static const char *restriction(const struct world *world, const struct said *said, size_t count,
                               size_t number)
{
    const struct said *one = &said[number];
    char executing = world->domestic ? 'a' : 'b';
    bool party = one->by[1] == 'a' || one->by[1] == executing;

    if (!one->restricts || !is_sound(world, one) || !one->linked || !party)
        return NULL;
    switch (one->act) {
    case MATTER_TERMINATION:
        return works_at(one->by, one->by[1], "oversight") || is_court(one->by, one->by[1]) ||
                       works_at(one->by, one->by[1], "authority") ||
                       works_at(one->by, one->by[1], "prosecution")
                   ? "terminated"
                   : NULL;
    case MATTER_AUTHORISATION:
        return is_court(one->by, 'a') ? "refused by the judge" : NULL;
    case MATTER_APPROVAL:
        return is_court(one->by, executing) ? "refused by the court" : NULL;
    case MATTER_RIGHTS_ASSESSMENT:
        return works_at(one->by, executing, "rights") ? "adverse" : NULL;
    case MATTER_DUAL_CRIMINALITY:
        return is_comparer(one->by, executing) ? "no crime in the executing State" : NULL;
    default:
        break;
    }
    if (!works_at(one->by, one->by[1], "oversight") && !is_court(one->by, one->by[1]) &&
        !works_at(one->by, one->by[1], "authority") && !works_at(one->by, executing, "mailhaus"))
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (said[i].act == MATTER_RESUMPTION && said[i].named == (int)number &&
            is_sound(world, &said[i]) && said[i].by[1] == one->by[1] &&
            (is_court(said[i].by, one->by[1]) || is_same_office(one->by, said[i].by)))
            return NULL;
    return "suspended";
}

static bool covers(enum reach outer, enum reach inner)
{
    return outer == inner ||
           (outer == REACH_FULL && (inner == REACH_NARROW_A || inner == REACH_NARROW_B));
}

/* The last sound statement of an act that `viewer` had before them (NULL: of all). */
static const struct said *last(const struct world *world, const struct said *said, size_t count,
                               enum matter_act act, const struct said *viewer)
{
    const struct said *found = NULL;

    for (size_t i = 0; i < count; i++)
        if (said[i].act == act && !said[i].restricts && is_sound(world, &said[i]) &&
            (!viewer || sees(viewer, &said[i])) && (!found || said[i].place > found->place))
            found = &said[i];
    return found;
}

/* The executing State has found the conduct a crime by the very offence that its court names. */
static const char *comparison(const struct world *world, const struct said *said, size_t count,
                              const struct said *approval)
{
    const struct said *before = last(world, said, count, MATTER_DUAL_CRIMINALITY, approval);
    const struct said *application = last(world, said, count, MATTER_APPLICATION, before);
    const struct said *newest = last(world, said, count, MATTER_DUAL_CRIMINALITY, NULL);

    if (world->domestic)
        return NULL;
    if (!before || before->word != DUAL_CRIMINALITY_YES || !is_comparer(before->by, 'b'))
        return "dual criminality was not found";
    if (!application)
        return "compared without an application";
    if (newest->word != DUAL_CRIMINALITY_YES)
        return "dual criminality is in doubt";
    return !before->answers || !approval->answers ? "another offence was compared" : NULL;
}

static const char *parts(const struct world *world, const struct said *said, size_t count,
                         const struct said *approval, instant now, enum reach permitted)
{
    char executing = world->domestic ? 'a' : 'b';
    const struct said *application = last(world, said, count, MATTER_APPLICATION, approval);
    const struct said *judge = last(world, said, count, MATTER_AUTHORISATION, approval);
    const struct said *review = last(world, said, count, MATTER_RIGHTS_ASSESSMENT, approval);
    const struct said *request = last(world, said, count, MATTER_REQUEST, approval);
    const struct said *others[] = {application, judge, review};

    if (!application || !works_at(application->by, 'a', "police") ||
        !works_at(application->with, 'a', "prosecution"))
        return "no application";
    if (!judge || !is_court(judge->by, 'a') || judge->word > AUTHORISATION_NARROW ||
        !sees(judge, application))
        return "no judge of the requesting State";
    if (now >= world->two_judges_from && (!judge->with || !is_court(judge->with, 'a')))
        return "two judges were needed";
    if (!review || !works_at(review->by, executing, "rights") || review->word != ASSESSMENT_CLEAR)
        return "no clear assessment";
    if (!is_court(approval->by, executing))
        return "no court of the executing State";
    if (!world->domestic && (!request || !works_at(request->by, 'a', "authority")))
        return "no request";
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(person(others[i]->by), person(approval->by)) == 0)
            return "the approving judge had another duty";
    if (strcmp(person(application->by), person(judge->by)) == 0)
        return "the judge applied";
    if (!judge->answers)
        return "an exclusion is not answered";
    for (size_t i = 0; i < count; i++)
        if (said[i].reach != REACH_NONE && is_sound(world, &said[i]) && !said[i].restricts &&
            (!covers(said[i].reach, permitted) || now >= world->until[said[i].reach]))
            return "the scope is wider than one of its grounds, or not open";
    return NULL;
}

const char *oracle_objects(const struct world *world, const struct said *said, size_t count,
                           instant now, enum reach permitted)
{
    const struct said *approval = last(world, said, count, MATTER_APPROVAL, NULL);
    const struct said *judge = last(world, said, count, MATTER_AUTHORISATION, NULL);
    const struct said *review = last(world, said, count, MATTER_RIGHTS_ASSESSMENT, NULL);
    bool accepted = false;

    for (size_t i = 0; i < count; i++)
        if (restriction(world, said, count, i))
            return restriction(world, said, count, i);
    if (!is_whole(said, count, 'a') || !is_whole(said, count, 'b'))
        return "a chain has a gap or a fork";
    if (!approval)
        return "no approval";
    if (judge && judge->word == AUTHORISATION_ASK)
        return "the judge has asked";
    if (review && review->word != ASSESSMENT_CLEAR)
        return "the reviewer has asked";
    for (size_t i = 0; i < count; i++)
        accepted = accepted || (said[i].act == MATTER_REQUEST && is_sound(world, &said[i]) &&
                                works_at(said[i].by, 'a', "authority") && sees(&said[i], approval));
    if (approval->word == APPROVAL_CONDITIONAL && !accepted)
        return "the conditions are not accepted";
    for (size_t i = 0; i < count; i++)
        if (said[i].act == MATTER_PRODUCTION && is_sound(world, &said[i]) &&
            said[i].named == (int)(approval - said))
            return "produced already";
    if (comparison(world, said, count, approval))
        return comparison(world, said, count, approval);
    return parts(world, said, count, approval, now, permitted);
}
