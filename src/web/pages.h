/* The table of a node's pages, and the handlers in it: one file each. */
#ifndef PROVISO_WEB_PAGES_H
#define PROVISO_WEB_PAGES_H

#include "web/site.h"

/* The site of a State's node. */
extern const struct site_kind site_of_node;

/* The same of a forum's node: with its meetings, and nothing of measures and offences in the navigation. */
extern const struct site_kind site_of_forum;

/* "/": to the reader's language. */
route_handler page_choose;

/* Public pages, below the language. */
route_handler page_home, page_safeguards, page_rules, page_measure, page_offences, page_offence,
    page_offices, page_ledgers, page_entries, page_statistics, page_proof, page_about, page_feed;

/* For officials: what waits for them, and a matter to which they are a party. */
route_handler page_docket, page_matter, page_matter_text, page_print, page_statement_file;

/* The form of an act, in a matter or of a State's own, and what it sends. */
route_handler page_act, page_act_sent;

/* The form again, with what was found out about it. */
struct acting;
struct acting_draft;
void page_act_write(const struct acting *acting, const struct acting_draft *draft);

/* On the docket: how much is frozen and waits for the reader's signature. */
struct page;
void page_frozen(struct page *page);

/* What an official may begin; what is frozen for signing: the list, one of them, its files. */
route_handler page_acts, page_pending_list, page_pending, page_pending_sent, page_pending_payload,
    page_pending_file;

/* What that form sends, by the act in the path (struct router.fields). */
const struct form_field *page_act_fields(void *site, const struct request *request);

/* The time zone in which dates are shown besides UTC: a form, and what it sends. */
route_handler page_preferences, page_preferences_save;
extern const struct form_field page_preferences_fields[];

/* Signing in and out; a demo's persons (web/rehearsal.h). */
route_handler page_sign_in, page_sign_in_answer, page_sign_out, page_invitation,
    page_invitation_answer, page_rehearsal, page_rehearsal_act;

/* An official's own account, and the registrar's page of all. */
route_handler page_account, page_account_end, page_accounts, page_accounts_change;

/* What travels between nodes and to the provider, for the central authority and the court's clerk. */
enum { PAGE_BUNDLE_MOST = 32 * 1024 * 1024 };
enum { PAGE_TEXT_MOST = 1024 * 1024 };
route_handler page_exchange, page_exchange_take, page_exchange_statement, page_exchange_register,
    page_matter_bundle, page_writ, page_writ_file;

/* A matter's status, which a clerk compares with the court's own record and signs. */
route_handler page_status, page_status_at, page_status_sent, page_status_text;

/* Whether who asks may see the file of a matter; their reading is then logged. */
struct site;
bool page_reads(struct site *site, const struct request *request, struct slice chain);

/* Files: of this program, and the ledgers (C2SP tlog-tiles). */
route_handler file_asset, file_ledger;

/* For machines: whether the node can be read; counters. */
route_handler machine_health, machine_metrics;

/* Every refusal, as a page (struct router.refuse). */
void page_refuse(void *site, const struct request *request, unsigned status,
                 const struct error *error, struct response *response);

#endif
