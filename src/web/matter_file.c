#include "web/matter_file.h"

#include <stdlib.h>
#include <time.h>

#include "base/encode.h"
#include "base/memory.h"

/* ---- reading ---- */

static bool is_before(const struct standing *a, const struct standing *b)
{
    instant first = filed_legal(a->filed), second = filed_legal(b->filed);

    if (first != second)
        return first < second;
    return a->side != b->side ? a->side < b->side
                              : a->filed->statement.seq < b->filed->statement.seq;
}

static void sort_history(struct matter_file *file)
{
    const struct matter *matter = file->matter;

    for (size_t i = 0; i < matter->standing_count; i++) {
        const struct standing *standing = &matter->standing[i];
        size_t place = i;

        while (place && is_before(standing, file->history[place - 1])) {
            file->history[place] = file->history[place - 1];
            place--;
        }
        file->history[place] = standing;
    }
    for (size_t i = 0; i < matter->standing_count; i++)
        if (file->history[i]->counts)
            file->latest[file->history[i]->filed->statement.number] = file->history[i];
}

static struct slice pinned_name(const struct node *node, const char *state)
{
    const struct trust_state *pins = trust_state(&node->trust, state);

    return pins ? pins->name : SLICE("");
}

/* With the lock held. */
static bool read_file(struct matter_file *file, struct node *node, struct error *error)
{
    const struct request *request = file->request;
    const struct state_register *own;

    if (!node_read(node, request->session.official, file->chain, &file->known, &file->party, error))
        return false;
    file->matter = file->known.matter;
    file->now = file->known.terms.now;
    own = known_register(&file->known, node->state);
    file->who = own ? register_official(own, request->session.official) : NULL;
    file->names.requesting = pinned_name(node, file->matter->state[0]);
    file->names.executing = pinned_name(node, file->matter->state[1]);
    if (file->who &&
        (file->party != PARTY_FILE ||
         node_papers(node, &file->known, file->who, request->arena, &file->papers, error)))
        return true;
    known_matter_free(&file->known);
    return false;
}

/* ---- refusing ---- */

enum { STEP = 50000000 }; /* nanoseconds */

void matter_wait_for_step(const struct timespec *begun)
{
    struct timespec until = *begun, now;
    int64_t spent;

    clock_gettime(CLOCK_MONOTONIC, &now);
    spent = (int64_t)(now.tv_sec - begun->tv_sec) * 1000000000 + (now.tv_nsec - begun->tv_nsec);
    spent = (spent / STEP + 1) * STEP + begun->tv_nsec;
    until.tv_sec = begun->tv_sec + (time_t)(spent / 1000000000);
    until.tv_nsec = (long)(spent % 1000000000);
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
}

static void write_gone(void *site, const struct request *request, struct response *response)
{
    struct page page;

    response->status = 410;
    page_begin(&page, site, request, response, "The content of this matter has been destroyed",
               "Its key was destroyed, so that nobody can read it again. That it existed, and when "
               "its statements were entered, stays in the ledger.");
    html_open(&page.html, "p", NULL);
    page_link(&page, "/docket", page_text(&page, "What waits for you"));
    html_close(&page.html, "p");
    page_end(&page);
}

static void write_damaged(void *site, const struct request *request, struct response *response)
{
    struct page page;

    response->status = 500;
    page_begin(&page, site, request, response, "This matter cannot be read",
               "What is stored of it is damaged, or the machine failed. The operator can find out "
               "with proviso ledger audit; nothing is shown until then.");
    page_end(&page);
}

struct matter_file *matter_file_open(void *site, const struct request *request,
                                     struct response *response)
{
    struct matter_file *file = memory_take(sizeof *file);
    struct site *shared = site;
    struct error error = {0};
    struct timespec begun;
    bool ok;

    clock_gettime(CLOCK_MONOTONIC, &begun);
    response->cache = RESPONSE_PRIVATE;
    file->site = shared;
    file->request = request;
    file->chain = request_parameter(request, "chain");
    pthread_mutex_lock(&shared->lock);
    ok = read_file(file, shared->node, &error);
    pthread_mutex_unlock(&shared->lock);
    if (ok) {
        sort_history(file);
        return file;
    }
    free(file);
    if (error.code == ERROR_CONTENT_DESTROYED)
        write_gone(site, request, response);
    else if (error.code != ERROR_CHAIN_UNKNOWN)
        write_damaged(site, request, response);
    else
        matter_wait_for_step(&begun);
    return NULL;
}

void matter_file_close(struct matter_file *file)
{
    known_matter_free(&file->known);
    free(file);
}

/* ---- who ---- */

bool matter_reader_is(const struct matter_file *file, uint32_t roles)
{
    return (file->who->roles & roles) != 0;
}

struct slice matter_state_name(const struct matter_file *file, const char *state)
{
    const struct slice *names[] = {&file->names.requesting, &file->names.executing};

    for (int i = 0; i < 2; i++)
        if (strcmp(state, file->matter->state[i]) == 0 && names[i]->size)
            return *names[i];
    return slice_text(state);
}

void matter_write_signer(struct matter_file *file, const struct standing *standing, size_t signer)
{
    const struct statement *statement = &standing->filed->statement;
    const struct official *official = standing->officials[signer];
    uint32_t may = signer ? statement->act->with_roles : statement->act->by_roles;
    struct page *page = &file->page;

    page_code(page, name_office(statement->signers[signer]));
    html_say(&page->html, " (");
    if (official) {
        page_roles(page, official->roles & may);
        html_say(&page->html, ", ");
    }
    html_text(&page->html, matter_state_name(file, statement->state));
    html_say(&page->html, ")");
}

/* ---- links ---- */

const char *matter_place(const struct matter_file *file, const char *rest)
{
    return (const char *)arena_format(file->request->arena, "/matters/%.*s%s",
                                      SLICE_ARG(file->chain), rest)
        .data;
}

/* ---- the words of a statement ---- */

void matter_write_deed(struct matter_file *file, const struct statement *statement)
{
    enum matter_act act = (enum matter_act)statement->number;
    int word = statement->act->decides ? matter_decision(statement) : -1;
    const char *decided = word < 0 ? NULL : matter_decided(act, (unsigned)word);
    struct page *page = &file->page;

    page_say(page, matter_act_name(act));
    if (decided) {
        html_say(&page->html, ": ");
        page_say(page, decided);
    }
}

size_t matter_index(const struct matter_file *file, const struct standing *standing)
{
    return (size_t)(standing->filed - file->known.filed.items);
}

void matter_write_key(struct matter_file *file, const struct signature *signature)
{
    struct buffer text = {0};

    if (signature->kind == SIGNING_SSH) {
        buffer_text(&text, "SSH ");
        ssh_key_fingerprint(&signature->ssh, &text);
    } else {
        buffer_text(&text, "WebAuthn SHA256:");
        base64_append_unpadded(&text, digest_slice(&signature->webauthn.key.credential));
    }
    page_code(&file->page, buffer_slice(&text));
    buffer_free(&text);
}

/* ---- lists of facts ---- */

void matter_facts_begin(struct matter_file *file)
{
    html_open(&file->page.html, "dl", "class", "facts wide", NULL);
}

void matter_fact_begin(struct matter_file *file, const char *english)
{
    html_open(&file->page.html, "div", NULL);
    page_element(&file->page, "dt", NULL, english);
    html_open(&file->page.html, "dd", NULL);
}

void matter_fact_end(struct matter_file *file)
{
    html_close(&file->page.html, "dd");
    html_close(&file->page.html, "div");
}

void matter_fact(struct matter_file *file, const char *english, struct slice value)
{
    matter_fact_begin(file, english);
    html_open(&file->page.html, "bdi", "lang", "", NULL);
    html_text(&file->page.html, value);
    html_close(&file->page.html, "bdi");
    matter_fact_end(file);
}

void matter_facts_end(struct matter_file *file)
{
    html_close(&file->page.html, "dl");
}
