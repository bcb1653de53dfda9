#include "web/pages.h"

#include "base/zone.h"
#include "crypto/signature.h"
#include "statement/name.h"
#include "terms/words.h"
#include "web/act_input.h"
#include "web/challenge.h"
#include "web/forum_pages.h"
#include "web/page_passkey.h"
#include "web/page_signing.h"

const struct form_field page_preferences_fields[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    {"zone", FORM_LINE, ZONE_NAME - 1},
    {0},
};

static const struct form_field token_alone[] = {{ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN}, {0}};

static const struct form_field sign_in[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    PASSKEY_ASSERTION_FIELDS,
    {0},
};

static const struct form_field invitation[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    {"invitation", FORM_LINE, ACCOUNT_SECRET},
    PASSKEY_REGISTRATION_FIELDS,
    {0},
};

static const struct form_field account[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    {"passkey", FORM_LINE, DIGEST_TEXT},
    {"session", FORM_LINE, DIGEST_TEXT},
    {0},
};

static const struct form_field accounts[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    {"invite", FORM_LINE, NAME_MOST},
    {"end", FORM_LINE, NAME_MOST},
    {0},
};

static const struct form_field rehearsal[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    {"official", FORM_LINE, NAME_MOST},
    {0},
};

static const struct form_field bundle[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    {"bundle", FORM_FILE, PAGE_BUNDLE_MOST},
    {0},
};

static const struct form_field signed_statement[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    {"statement", FORM_FILE, STATEMENT_MOST},
    {"signature", FORM_FILE, SIGNING_MOST},
    {"text", FORM_FILE, PAGE_TEXT_MOST},
    {0},
};

/* Who carries statements between States, and writs to providers. */
enum { EXCHANGE = 1 << ROLE_CENTRAL_AUTHORITY | 1 << ROLE_CLERK, CLERK = 1 << ROLE_CLERK };

/* Who lets officials in (node/account.h asks the register once more). */
enum { REGISTRAR = 1 << ROLE_REGISTRAR };

static const struct route routes[] = {
    {REQUEST_GET, "/", page_choose, 0, 0, NULL, 0},
    {REQUEST_GET, "/", page_home, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/safeguards", page_safeguards, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/rules", page_rules, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/rules/{measure}", page_measure, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/offences", page_offences, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/offences/{register}/{id}", page_offence, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/offices", page_offices, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/ledgers", page_ledgers, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/ledgers/register", page_entries, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/statistics", page_statistics, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/proof", page_proof, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/about", page_about, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/feed.atom", page_feed, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/docket", page_docket, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/meetings", page_meetings, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/register", page_forum_list, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/participation", page_forum_list, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/documents", page_forum_list, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/submissions", page_forum_list, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/observations", page_forum_list, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/procedure", page_forum_list, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/lists/{file}", file_forum_list, 0, 0, NULL, 0},
    {REQUEST_GET, "/files/{hash}", file_forum_file, 0, 0, NULL, 0},
    {REQUEST_GET, "/meetings.ics", file_calendar, 0, 0, NULL, 0},
    {REQUEST_GET, "/sessions/{session}", page_session_floor, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/sessions/{session}/record", file_floor_record, 0, 0, NULL, 0},
    {REQUEST_GET, "/sessions/{session}/chair", page_chair, ROUTE_LANGUAGE, PAGE_CHAIR_ROLES, NULL,
     0},
    {REQUEST_POST, "/sessions/{session}/chair", page_chair_sent, ROUTE_LANGUAGE, PAGE_CHAIR_ROLES,
     page_chair_fields, PAGE_CHAIR_MOST},
    {REQUEST_GET, "/sessions/{session}/chair/{event}", page_chair_form, ROUTE_LANGUAGE,
     PAGE_CHAIR_ROLES, NULL, 0},
    {REQUEST_GET, "/matters/{chain}", page_matter, ROUTE_LANGUAGE, ROUTE_OFFICIALS, NULL, 0},
    {REQUEST_GET, "/matters/{chain}/print", page_print, ROUTE_LANGUAGE, ROUTE_OFFICIALS, NULL, 0},
    {REQUEST_GET, "/matters/{chain}/statements/{file}", page_statement_file, ROUTE_LANGUAGE,
     ROUTE_OFFICIALS, NULL, 0},
    {REQUEST_GET, "/matters/{chain}/texts/{hash}", page_matter_text, ROUTE_LANGUAGE,
     ROUTE_OFFICIALS, NULL, 0},
    {REQUEST_GET, "/preferences", page_preferences, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_POST, "/preferences", page_preferences_save, ROUTE_LANGUAGE, 0,
     page_preferences_fields, 1024},
    {REQUEST_GET, "/sign-in", page_sign_in, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_POST, "/sign-in", page_sign_in_answer, ROUTE_LANGUAGE, 0, sign_in, 4096},
    {REQUEST_GET, "/invitation", page_invitation, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_POST, "/invitation", page_invitation_answer, ROUTE_LANGUAGE, 0, invitation, 8192},
    {REQUEST_GET, "/account", page_account, ROUTE_LANGUAGE, ROUTE_OFFICIALS, NULL, 0},
    {REQUEST_POST, "/account", page_account_end, ROUTE_LANGUAGE, ROUTE_OFFICIALS, account, 1024},
    {REQUEST_GET, "/accounts", page_accounts, ROUTE_LANGUAGE, REGISTRAR, NULL, 0},
    {REQUEST_POST, "/accounts", page_accounts_change, ROUTE_LANGUAGE, REGISTRAR, accounts, 1024},
    {REQUEST_POST, "/sign-out", page_sign_out, ROUTE_LANGUAGE, 0, token_alone, 1024},
    {REQUEST_GET, "/rehearsal", page_rehearsal, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_POST, "/rehearsal", page_rehearsal_act, ROUTE_LANGUAGE, 0, rehearsal, 1024},
    {REQUEST_GET, "/exchange", page_exchange, ROUTE_LANGUAGE, EXCHANGE, NULL, 0},
    {REQUEST_POST, "/exchange", page_exchange_take, ROUTE_LANGUAGE, EXCHANGE, bundle,
     PAGE_BUNDLE_MOST + 4096},
    {REQUEST_POST, "/exchange/statement", page_exchange_statement, ROUTE_LANGUAGE, EXCHANGE,
     signed_statement, PAGE_TEXT_MOST + STATEMENT_MOST + SIGNING_MOST + 4096},
    {REQUEST_GET, "/exchange/register", page_exchange_register, ROUTE_LANGUAGE, EXCHANGE, NULL, 0},
    {REQUEST_GET, "/matters/{chain}/bundle", page_matter_bundle, ROUTE_LANGUAGE, EXCHANGE, NULL, 0},
    {REQUEST_GET, "/matters/{chain}/status", page_status, ROUTE_LANGUAGE, CLERK, NULL, 0},
    {REQUEST_GET, "/matters/{chain}/status/{moment}", page_status_at, ROUTE_LANGUAGE, CLERK, NULL,
     0},
    {REQUEST_POST, "/matters/{chain}/status/{moment}", page_status_sent, ROUTE_LANGUAGE, CLERK,
     page_signing_fields, 3 * SIGNING_MOST},
    {REQUEST_GET, "/matters/{chain}/status/{moment}/text", page_status_text, ROUTE_LANGUAGE, CLERK,
     NULL, 0},
    {REQUEST_GET, "/matters/{chain}/writ", page_writ, ROUTE_LANGUAGE, EXCHANGE, NULL, 0},
    {REQUEST_GET, "/matters/{chain}/writ/file", page_writ_file, ROUTE_LANGUAGE, EXCHANGE, NULL, 0},
    {REQUEST_GET, "/acts", page_acts, ROUTE_LANGUAGE, ROUTE_OFFICIALS, NULL, 0},
    {REQUEST_GET, "/pending", page_pending_list, ROUTE_LANGUAGE, ROUTE_OFFICIALS, NULL, 0},
    {REQUEST_GET, "/pending/{id}", page_pending, ROUTE_LANGUAGE, ROUTE_OFFICIALS, NULL, 0},
    {REQUEST_POST, "/pending/{id}", page_pending_sent, ROUTE_LANGUAGE, ROUTE_OFFICIALS,
     page_signing_fields, 3 * SIGNING_MOST},
    {REQUEST_GET, "/pending/{id}/payload", page_pending_payload, ROUTE_LANGUAGE, ROUTE_OFFICIALS,
     NULL, 0},
    {REQUEST_GET, "/pending/{id}/files/{hash}", page_pending_file, ROUTE_LANGUAGE, ROUTE_OFFICIALS,
     NULL, 0},
    {REQUEST_GET, "/acts/{type}", page_act, ROUTE_LANGUAGE, ROUTE_OFFICIALS, NULL, 0},
    {REQUEST_POST, "/acts/{type}", page_act_sent, ROUTE_LANGUAGE, ROUTE_OFFICIALS, NULL,
     ACT_BODY_MOST},
    {REQUEST_GET, "/matters/{chain}/acts/{type}", page_act, ROUTE_LANGUAGE, ROUTE_OFFICIALS, NULL,
     0},
    {REQUEST_POST, "/matters/{chain}/acts/{type}", page_act_sent, ROUTE_LANGUAGE, ROUTE_OFFICIALS,
     NULL, ACT_BODY_MOST},
    {REQUEST_GET, "/assets/{name}", file_asset, 0, 0, NULL, 0},
    {REQUEST_GET, "/ledger/{ledger}/{path*}", file_ledger, 0, 0, NULL, 0},
    {REQUEST_GET, "/healthz", machine_health, ROUTE_ANY_HOST, 0, NULL, 0},
    {REQUEST_GET, "/metrics", machine_metrics, ROUTE_ANY_HOST, 0, NULL, 0},
};

static const struct site_place sections[] = {
    {"/", "Overview"},           {"/rules", "Rules"},          {"/offences", "Offences"},
    {"/offices", "Offices"},     {"/ledgers", "Ledgers"},      {"/statistics", "Statistics"},
    {"/proof", "Check a proof"}, {"/about", "What is proved"}, {0},
};

static const struct site_place links[] = {
    {"/about", "What this does not prove"},
    {"/safeguards", "The safeguards, row by row"},
    {"/feed.atom", "Feed of the register (Atom)"},
    {"/preferences", "Time zone"},
    {0},
};

static const struct site_place forum_sections[] = {
    {"/", "Overview"},
    {"/register", "Accreditation"},
    {"/participation", "Participation"},
    {"/meetings", "Meetings"},
    {"/documents", "Documents"},
    {"/submissions", "Submissions"},
    {"/observations", "Observations"},
    {"/procedure", "Rules of procedure"},
    {"/offices", "Offices"},
    {"/ledgers", "Ledgers"},
    {"/proof", "Check a proof"},
    {"/about", "What is proved"},
    {0},
};

const struct site_kind site_of_forum = {
    .motto = "The forum in which the rules are made",
    .trial = "This is a node for trials. What it shows is invented.",
    .sections = forum_sections,
    .links = links,
    .feed = "/feed.atom",
    .routes = routes,
    .route_count = sizeof routes / sizeof *routes,
};

const struct site_kind site_of_node = {
    .motto = "Safeguards for electronic evidence",
    .trial = "This is a node for trials. What it shows is invented.",
    .sections = sections,
    .links = links,
    .feed = "/feed.atom",
    .routes = routes,
    .route_count = sizeof routes / sizeof *routes,
};

void page_choose(void *site, const struct request *request, const struct form *form,
                 struct response *response)
{
    (void)site;
    (void)form;
    response_header(response, "Vary", SLICE("Accept-Language, Cookie"));
    response_redirect(response,
                      arena_format(request->arena, "/%s/", language_code(request->language)));
}
