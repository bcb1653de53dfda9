/* Opening a package: the production that states it is signed by the provider and logged, the
 * package is the one that it states, the writ permits it, and the account adds up. */
#ifndef PROVISO_PROVIDER_OPEN_H
#define PROVISO_PROVIDER_OPEN_H

#include "provider/bag_reader.h"
#include "terms/finding.h"
#include "writ/verify.h"

enum open_part {
    OPEN_RELEASED, /* released.tar.age: the investigator's */
    OPEN_SET_ASIDE /* set-aside.tar.age: the filter office's */
};

struct open_order {
    const char *package; /* the folder */
    enum open_part part;
    struct slice writ; /* its bytes */
    struct slice
        production; /* an exchange bundle of the executing State with the production in it */
    const struct trust *trust;
    const struct age_identity *identity;
    const char *keep;   /* as in struct bag_question */
    const char *output; /* where to write the bag's files: must not exist; NULL: nowhere */
    instant now;
};

/* open_report_free. */
struct open_report {
    struct findings findings;
    struct opened_bag bag;
    char matter[CHAIN_MOST];
    struct slice by;         /* who signed the production */
    instant produced;        /* its legal time */
    uint64_t records, bytes; /* in the part that was opened, by its account */
    struct arena arena;
};

/* ERROR_WRIT_REFUSED with findings where the writ, the production or its proof do not hold;
 * ERROR_PACKAGE_WRONG where the package is not the one stated or its account does not add up;
 * errors of bundle_parse and bag_open. On false nothing stands at `output`. */
bool package_open(const struct open_order *order, struct open_report *report, struct error *error);

void open_report_free(struct open_report *report);

#endif
