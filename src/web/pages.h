/* The table of the site's pages, and the handlers in it: one file each. */
#ifndef PROVISO_WEB_PAGES_H
#define PROVISO_WEB_PAGES_H

#include "web/router.h"

extern const struct route site_routes[];
extern const size_t site_route_count;

/* "/": to the reader's language. */
route_handler page_choose;

/* Public pages, below the language. */
route_handler page_home, page_safeguards, page_rules, page_measure, page_offences, page_offence,
    page_offices, page_ledgers, page_entries, page_statistics, page_proof, page_about, page_feed;

/* The time zone in which dates are shown besides UTC: a form, and what it sends. */
route_handler page_preferences, page_preferences_save;

/* Signing in and out; a demo's persons (web/rehearsal.h). */
route_handler page_sign_out, page_rehearsal, page_rehearsal_act;

/* Files: of this program, and the ledgers (C2SP tlog-tiles). */
route_handler file_asset, file_ledger;

/* For machines: whether the node can be read; counters. */
route_handler machine_health, machine_metrics;

/* Every refusal, as a page (struct router.refuse). */
void page_refuse(void *site, const struct request *request, unsigned status,
                 const struct error *error, struct response *response);

#endif
