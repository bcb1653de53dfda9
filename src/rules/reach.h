/* Whether an extra can ever refuse what the limits of its rulebook let pass. One that cannot is no
 * error, since it permits nothing either; but whoever wrote it meant something by it. */
#ifndef PROVISO_RULES_REACH_H
#define PROVISO_RULES_REACH_H

#include "rules/rulebook.h"

enum reach {
    REACH_BITES,   /* there are facts that keep every limit and are refused */
    REACH_REFUSED, /* whatever it would refuse some limit refuses already */
    REACH_NOTHING  /* its conditions contradict each other: there are no such facts at all */
};

/* Of one measure under its limits; an extra that does not concern the measure is NOTHING. */
enum reach reach_in(const struct extra *extra, enum measure measure,
                    const int64_t limits[PARAMETER_COUNT]);

/* The best of all measures that the extra concerns; in one that is not available all is refused.
 * Conditions on different fields are taken as independent of each other, so that BITES may be said
 * too often (third-parties > 2 and targets < 2), and the others never. */
enum reach reach_of(const struct extra *extra, const struct rulebook *book);

/* Why it never bites, as the end of a sentence; "" of BITES. */
const char *reach_words(enum reach reach);

#endif
