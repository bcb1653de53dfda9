/* A matter as one reader is shown it: read, judged and logged once, under the site's lock, then only written
 * from. Every page of a matter begins here, so that none can forget the log or show a stranger anything. */
#ifndef PROVISO_WEB_MATTER_FILE_H
#define PROVISO_WEB_MATTER_FILE_H

#include "node/papers.h"
#include "node/read.h"
#include "text/matter.h"
#include "text/matter_words.h"
#include "text/title.h"
#include "web/page.h"

struct matter_file {
    struct page page; /* begun by whoever writes it */
    struct site *site;
    const struct request *request;
    struct slice chain;
    struct known_matter known;
    const struct matter *matter; /* of `known` */
    enum party party;
    const struct official *who; /* the reader, in this State's register */
    struct papers papers;       /* of the file; an addressee has none */
    struct text_names names;
    instant now;
    const struct standing *history[MATTER_STATEMENTS]; /* by legal time */
    const struct standing *latest[MATTER_ACTS];        /* that counts, of each act, or NULL */
};

/* The matter that the path names, for the one who asks. NULL where there is nothing for them: then either
 * the response is left unanswered, like that of a matter that does not exist and as long after the
 * request, or, for a party to a matter whose content is destroyed, it says so. matter_file_close. */
struct matter_file *matter_file_open(void *site, const struct request *request,
                                     struct response *response);
void matter_file_close(struct matter_file *file);

/* A matter that is not for the reader takes longer to judge than one that does not exist. Both are answered
 * at the end of the same step of time after `begun` (CLOCK_MONOTONIC), so that nobody can tell them apart by
 * a clock. Without the site's lock. */
struct timespec;
void matter_wait_for_step(const struct timespec *begun);

/* ---- who ---- */

/* Whether the reader holds one of these roles (ROLE_…, by name). */
#define MATTER_ROLE(name) (1u << ROLE_##name)
bool matter_reader_is(const struct matter_file *file, uint32_t roles);

/* "Arcadia", else the code. */
struct slice matter_state_name(const struct matter_file *file, const char *state);

/* "xa.court-1 (judge, Arcadia)": the office of who signed, with the role for which they could. */
void matter_write_signer(struct matter_file *file, const struct standing *standing, size_t signer);

/* ---- links ---- */

/* "/matters/XA-2026-000001" and what follows; in the request's arena. */
const char *matter_place(const struct matter_file *file, const char *rest);

/* ---- the words of a statement ---- */

/* "Authorisation: narrowed and granted". */
void matter_write_deed(struct matter_file *file, const struct statement *statement);

/* The index of a standing's statement in known.filed. */
size_t matter_index(const struct matter_file *file, const struct standing *standing);

/* ---- files for whoever checks it ---- */

/* What the files of a statement are called: "XA-2-authorisation-07a13dee"; in the request's arena. */
const char *matter_label(const struct matter_file *file, const struct standing *standing);

/* The exact bytes of its entry in the ledger; false where it is not known. */
bool matter_entry(const struct paper *paper, struct buffer *out);

/* Its proof as c2sp.org/tlog-proof; false where there is none. */
bool matter_proof(const struct paper *paper, struct buffer *out);

/* ---- lists of facts ---- */

void matter_facts_begin(struct matter_file *file);
void matter_fact_begin(struct matter_file *file, const char *english);
void matter_fact_end(struct matter_file *file);
void matter_fact(struct matter_file *file, const char *english, struct slice value);
void matter_facts_end(struct matter_file *file);

/* ---- the parts of the page; each writes nothing where it has nothing to say ---- */

/* What is to be decided, in one sentence; in the request's arena. */
const char *matter_question(const struct matter_file *file);

typedef void matter_part(struct matter_file *file);

matter_part matter_write_lead, matter_write_findings, matter_write_choices, matter_write_tasks,
    matter_write_due, matter_write_scope, matter_write_facts, matter_write_reasons,
    matter_write_targets, matter_write_caps, matter_write_offences, matter_write_grounds,
    matter_write_history, matter_write_files, matter_write_readings;

/* The scope of an order alone, as a list. */
void matter_write_order(struct matter_file *file, const struct scope *scope);

/* A text with its heading; `most` bytes of it, then a link to the whole. */
void matter_write_text(struct matter_file *file, const struct paper_text *text, size_t most);

/* What a text is called: "What happened". English. */
const char *matter_text_title(const struct matter_file *file, const struct paper_text *text);

/* The text without its first line of chance. */
struct slice matter_prose(const struct paper_text *text);

/* The kind of signature and whose key: "SSH, SHA256:…". */
void matter_write_key(struct matter_file *file, const struct signature *signature);

#endif
