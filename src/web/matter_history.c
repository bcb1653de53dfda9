/* The history of a matter: every statement with who, what, when, how it was signed and where it stands in a
 * ledger; who read the matter; and the files that go with it. */
#include "base/encode.h"
#include "web/matter_file.h"

enum { READINGS = 200 };

/* ---- one statement ---- */

static void write_times(struct matter_file *file, const struct filed *filed)
{
    struct page *page = &file->page;

    matter_fact_begin(file, "Dated by its signer");
    page_time(page, filed->statement.at);
    matter_fact_end(file);
    matter_fact_begin(file, "Entered into the ledger");
    if (filed->entered == NEVER)
        page_say(page, "not shown to be");
    else
        page_time(page, filed->entered);
    matter_fact_end(file);
}

static bool is_other(const struct paper *paper, const struct statement *statement,
                     struct slice witness)
{
    char lower[] = {'.', (char)(statement->state[0] | 32), (char)(statement->state[1] | 32), '/',
                    0};

    (void)paper;
    return !memmem(witness.data, witness.size, lower, 4);
}

static bool is_cosigned(const struct paper *paper, const struct statement *statement)
{
    for (size_t i = 0; i < paper->witness_count; i++)
        if (is_other(paper, statement, paper->witnesses[i].name))
            return true;
    return false;
}

static void write_place(struct matter_file *file, const struct paper *paper)
{
    struct page *page = &file->page;

    matter_fact_begin(file, "Ledger");
    if (paper->entry == NEVER) {
        page_say(page, "no proof is here that a ledger has it");
    } else {
        page_code(page, paper->origin);
        html_say(&page->html, ", ");
        page_say(page, "entry");
        html_say(&page->html, " ");
        page_number(page, (uint64_t)paper->entry);
    }
    matter_fact_end(file);
}

static void write_proof(struct matter_file *file, const struct paper *paper,
                        const struct statement *statement)
{
    struct page *page = &file->page;

    matter_fact_begin(file, "Proven");
    if (!paper->proven.size)
        page_element(page, "span", "tag ask", "not proven yet");
    else if (!is_cosigned(paper, statement))
        page_element(page, "span", "tag ask", "not cosigned by another State yet");
    else
        page_element(page, "span", "tag yes", "cosigned");
    if (paper->proven.size) {
        html_say(&page->html, " ");
        page_say(page, "in the checkpoint of size");
        html_say(&page->html, " ");
        page_number(page, paper->cosigned ? paper->cosigned : paper->proven.size);
    }
    for (size_t i = 0; i < paper->witness_count; i++) {
        html_say(&page->html, "; ");
        page_code(page, paper->witnesses[i].name);
        html_say(&page->html, " ");
        page_time(page, paper->witnesses[i].at);
    }
    matter_fact_end(file);
}

static void write_signatures(struct matter_file *file, const struct standing *standing)
{
    const struct statement *statement = &standing->filed->statement;

    for (size_t i = 0; i < statement->signer_count; i++) {
        matter_fact_begin(file, "Signed by");
        page_code(&file->page, statement->signers[i]);
        html_say(&file->page.html, " ");
        matter_write_key(file, &standing->filed->signatures[i]);
        matter_fact_end(file);
    }
}

static void write_against(struct matter_file *file, const struct standing *standing)
{
    const struct matter *matter = file->matter;
    struct buffer text = {0};

    for (size_t i = 0; i < matter->statements.count; i++) {
        if (&matter->standing[matter->owner[i]] != standing)
            continue;
        buffer_clear(&text);
        finding_sentence(file->page.language, &matter->statements.items[i], &file->names, &text);
        html_open(&file->page.html, "p", "class", "small", NULL);
        html_text(&file->page.html, buffer_slice(&text));
        html_close(&file->page.html, "p");
    }
    buffer_free(&text);
}

static void write_details(struct matter_file *file, const struct standing *standing)
{
    const struct paper *paper = &file->papers.statements[matter_index(file, standing)];
    const struct statement *statement = &standing->filed->statement;
    char hex[DIGEST_TEXT];

    html_open(&file->page.html, "details", NULL);
    page_element(&file->page, "summary", NULL, "Signatures, hash, ledger");
    matter_facts_begin(file);
    write_times(file, standing->filed);
    write_signatures(file, standing);
    matter_fact_begin(file, "SHA-256");
    page_code(&file->page, slice_text(digest_write(statement->hash, hex)));
    matter_fact_end(file);
    write_place(file, paper);
    write_proof(file, paper, statement);
    matter_facts_end(file);
    html_close(&file->page.html, "details");
}

static const char *effect_words(const struct standing *standing)
{
    static const char *const words[] = {
        [EFFECT_PERMITS] = "permits",
        [EFFECT_RECORDS] = "records",
        [EFFECT_RESTRICTS] = "restricts",
    };

    return standing->counts ? words[standing->filed->statement.effect] : "does not count";
}

static void write_statement(struct matter_file *file, const struct standing *standing)
{
    const struct statement *statement = &standing->filed->statement;
    struct page *page = &file->page;
    struct html *html = &page->html;

    html_open(html, "li", NULL);
    html_open(html, "p", "class", "when", NULL);
    page_time(page, filed_legal(standing->filed));
    html_close(html, "p");
    html_open(html, "h3", NULL);
    matter_write_deed(file, statement);
    html_close(html, "h3");
    html_open(html, "p", NULL);
    for (size_t i = 0; i < statement->signer_count; i++) {
        html_say(html, i ? "; " : "");
        matter_write_signer(file, standing, i);
    }
    html_say(html, " ");
    page_element(page, "span", standing->counts ? "tag" : "tag no", effect_words(standing));
    html_close(html, "p");
    write_against(file, standing);
    write_details(file, standing);
    html_close(html, "li");
}

void matter_write_history(struct matter_file *file)
{
    page_heading(&file->page, "h2", "history", "What has happened");
    page_element(&file->page, "p", "small",
                 "By legal time: that of the entry in the ledger or, where another State's witness "
                 "confirmed it later, of that cosignature.");
    html_open(&file->page.html, "ol", "class", "history", NULL);
    for (size_t i = 0; i < file->matter->standing_count; i++)
        write_statement(file, file->history[i]);
    html_close(&file->page.html, "ol");
}

/* ---- files ---- */

static void write_file_link(struct matter_file *file, const char *rest, const char *words)
{
    html_open(&file->page.html, "li", NULL);
    page_link(&file->page, matter_place(file, rest), page_text(&file->page, words));
    html_close(&file->page.html, "li");
}

void matter_write_files(struct matter_file *file)
{
    const uint32_t carriers = MATTER_ROLE(CENTRAL_AUTHORITY) | MATTER_ROLE(CLERK);

    page_heading(&file->page, "h2", "files", "To print and to carry");
    html_open(&file->page.html, "ul", NULL);
    write_file_link(file, "/print", "Printout for the court file, with how to check it");
    if (matter_reader_is(file, carriers)) {
        write_file_link(file, "/bundle", "What the other State needs of this matter");
        write_file_link(file, "/writ", "The writ for the provider");
    }
    html_close(&file->page.html, "ul");
}

/* ---- who read it ---- */

static const struct table_head reading_heads[] = {{"When", false}, {"Who", false}, {0}};

/* With the lock of the site, for a supervisor: node_readings judges anew. */
static bool read_readings(struct matter_file *file, struct store_reading **out, size_t *count)
{
    struct error error = {0};
    bool ok;

    pthread_mutex_lock(&file->site->lock);
    ok = node_readings(file->site->node, file->who->name, file->chain, READINGS,
                       file->request->arena, out, count, &error);
    pthread_mutex_unlock(&file->site->lock);
    return ok;
}

void matter_write_readings(struct matter_file *file)
{
    struct page *page = &file->page;
    struct store_reading *readings;
    size_t count;

    if (!matter_reader_is(file, MATTER_ROLE(SUPERVISOR) | MATTER_ROLE(DPA)) ||
        !read_readings(file, &readings, &count))
        return;
    page_heading(page, "h2", "readings", "Who was shown this matter");
    page_table_begin(page, "Officials of this State, the latest reading first", reading_heads);
    for (size_t i = 0; i < count; i++) {
        page_row_begin(page);
        page_cell_begin(page);
        page_time(page, readings[i].at);
        page_cell_end(page);
        page_cell_begin(page);
        page_code(page, readings[i].official);
        page_cell_end(page);
        page_row_end(page);
    }
    page_table_end(page);
}
