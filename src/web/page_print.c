/* The printout for a court file: reasons in full, the scope, every statement with signatures, hash and place
 * in the ledger, and how each of these is checked without this program. */
#include "base/encode.h"
#include "web/matter_file.h"
#include "web/pages.h"

/* ---- who printed it ---- */

static void write_printed(struct matter_file *file)
{
    struct page *page = &file->page;

    matter_facts_begin(file);
    matter_fact_begin(file, "Printed by");
    page_code(page, file->who->name);
    html_say(&page->html, " (");
    page_roles(page, file->who->roles);
    html_say(&page->html, ", ");
    html_text(&page->html, page->view->name);
    html_say(&page->html, ")");
    matter_fact_end(file);
    matter_fact_begin(file, "Printed at");
    page_time(page, file->now);
    matter_fact_end(file);
    matter_facts_end(file);
    html_open(&page->html, "p", "class", "notice", NULL);
    page_say(
        page,
        "This printout certifies nothing by itself: a server can print anything. What certifies "
        "are the signatures and the ledgers. Each statement below says how to check it with "
        "tools that every system has. That it was printed is logged.");
    html_close(&page->html, "p");
}

/* ---- texts ---- */

static void write_texts(struct matter_file *file, const struct standing *standing)
{
    for (size_t i = 0; i < file->papers.text_count; i++)
        if (file->papers.texts[i].statement == matter_index(file, standing))
            matter_write_text(file, &file->papers.texts[i], PAPER_TEXT);
}

/* ---- checking ---- */

/* What is typed, without a prompt: a reader copies it whole. */
static void write_commands(struct matter_file *file, struct buffer *commands)
{
    html_open(&file->page.html, "pre", "class", "commands", "dir", "ltr", "tabindex", "0", NULL);
    html_text(&file->page.html, buffer_slice(commands));
    html_close(&file->page.html, "pre");
    buffer_clear(commands);
}

static void add_signatures(const struct standing *standing, const char *label, struct buffer *out)
{
    const struct statement *statement = &standing->filed->statement;

    for (size_t i = 0; i < statement->signer_count; i++) {
        char number[24] = "";

        if (standing->filed->signatures[i].kind != SIGNING_SSH)
            continue;
        if (i)
            snprintf(number, sizeof number, ".%zu", i + 1);
        buffer_format(out,
                      "ssh-keygen -Y verify -f allowed_signers -I %.*s -n proviso \\\n"
                      "  -s %s.json.sig%s < %s.json\n",
                      SLICE_ARG(statement->signers[i]), label, number, label);
    }
}

/* SHA-256 over length-prefixed salt, hash of the payload, hash of the signatures (ledger/entry.h). */
static void add_commitment(const struct paper *paper, struct buffer *out)
{
    struct digest signatures = sha256_of(paper->signatures);
    char hex[DIGEST_TEXT];

    buffer_text(out, "echo 0000000000000020");
    hex_append(out, slice_of(paper->salt, ENTRY_SALT));
    buffer_format(out, "\\\n  0000000000000020%s\\\n", digest_write(paper->hash, hex));
    buffer_format(out, "  0000000000000020%s |\n", digest_write(signatures, hex));
    buffer_text(out, "  tr -d ' ' | tr a-f A-F | basenc -i --base16 -d | sha256sum\n");
}

static void write_check(struct matter_file *file, const struct standing *standing)
{
    const struct paper *paper = &file->papers.statements[matter_index(file, standing)];
    const char *label = matter_label(file, standing);
    struct page *page = &file->page;
    struct buffer commands = {0}, entry = {0};
    char hex[DIGEST_TEXT];

    page_element(page, "h3", NULL, "How to check it");
    page_element(page, "p", NULL, "The bytes that were signed, and each signature over them:");
    buffer_format(&commands, "sha256sum %s.json\n# %s\n", label, digest_write(paper->hash, hex));
    add_signatures(standing, label, &commands);
    write_commands(file, &commands);
    if (matter_entry(paper, &entry)) {
        struct digest leaf = entry_leaf_hash(buffer_slice(&entry));
        struct slice line, rest = buffer_slice(&entry);

        page_element(page, "p", NULL,
                     "That the entry of the ledger is for this statement (its third line), and the "
                     "leaf of the ledger for this entry:");
        add_commitment(paper, &commands);
        slice_line(&rest, &line);
        slice_line(&rest, &line);
        slice_line(&rest, &line);
        buffer_format(&commands, "# %.*s\n", SLICE_ARG(line));
        buffer_format(&commands, "{ printf '\\0'; cat %s.entry; } | sha256sum\n# %s\n", label,
                      digest_write(leaf, hex));
        write_commands(file, &commands);
    }
    buffer_free(&commands);
    buffer_free(&entry);
}

/* ---- a statement ---- */

static void write_file_links(struct matter_file *file, const struct standing *standing)
{
    static const char *const parts[] = {".json",       ".json.sig", ".json.sig.2", ".json.sig.3",
                                        ".json.sig.4", ".entry",    ".proof"};
    const struct paper *paper = &file->papers.statements[matter_index(file, standing)];
    size_t signers = standing->filed->statement.signer_count;
    const char *label = matter_label(file, standing);
    struct html *html = &file->page.html;

    html_open(html, "p", "class", "small", NULL);
    page_say(&file->page, "Files:");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct slice rest = arena_format(file->request->arena, "/statements/%s%s", label, parts[i]);

        if ((i > signers && i < 5) || (i == 5 && (paper->entry == NEVER || !paper->sealed)) ||
            (i == 6 && !paper->proven.size))
            continue;
        html_say(html, " ");
        html_open(html, "a", "href",
                  page_url(&file->page, matter_place(file, (const char *)rest.data)), NULL);
        page_code(&file->page, arena_format(file->request->arena, "%s%s", label, parts[i]));
        html_close(html, "a");
    }
    html_close(html, "p");
}

static void write_ledger(struct matter_file *file, const struct paper *paper)
{
    struct page *page = &file->page;
    struct buffer root = {0};

    if (paper->entry == NEVER)
        return;
    matter_fact_begin(file, "Ledger");
    page_code(page, paper->origin);
    html_say(&page->html, ", ");
    page_say(page, "entry");
    html_say(&page->html, " ");
    page_number(page, (uint64_t)paper->entry);
    matter_fact_end(file);
    if (!paper->proven.size)
        return;
    base64_append(&root, digest_slice(&paper->proven.root));
    matter_fact_begin(file, "Checkpoint");
    page_say(page, "size");
    html_say(&page->html, " ");
    page_number(page, paper->proven.size);
    html_say(&page->html, ", ");
    page_say(page, "root");
    html_say(&page->html, " ");
    page_code(page, buffer_slice(&root));
    if (paper->cosigned && paper->cosigned != paper->proven.size) {
        html_say(&page->html, "; ");
        page_say(page, "continued by the checkpoint of size");
        html_say(&page->html, " ");
        page_number(page, paper->cosigned);
    }
    for (size_t i = 0; i < paper->witness_count; i++) {
        html_say(&page->html, "; ");
        page_say(page, "cosigned");
        html_say(&page->html, " ");
        page_code(page, paper->witnesses[i].name);
        html_say(&page->html, " ");
        page_time(page, paper->witnesses[i].at);
    }
    matter_fact_end(file);
    buffer_free(&root);
}

static void write_signers(struct matter_file *file, const struct standing *standing)
{
    for (size_t i = 0; i < standing->filed->statement.signer_count; i++) {
        matter_fact_begin(file, "Signed by");
        page_code(&file->page, standing->filed->statement.signers[i]);
        html_say(&file->page.html, " \xc2\xb7 ");
        matter_write_signer(file, standing, i);
        html_open(&file->page.html, "br", NULL);
        matter_write_key(file, &standing->filed->signatures[i]);
        if (standing->filed->signatures[i].kind == SIGNING_WEBAUTHN) {
            html_open(&file->page.html, "br", NULL);
            page_say(&file->page,
                     "Signed with a passkey: proviso verify checks it, ssh-keygen cannot.");
        }
        matter_fact_end(file);
    }
}

static void write_exact(struct matter_file *file, const char *title, struct slice text)
{
    page_element(&file->page, "h3", NULL, title);
    html_open(&file->page.html, "pre", "dir", "ltr", "class", "exact", "tabindex", "0", NULL);
    html_text(&file->page.html, text);
    html_close(&file->page.html, "pre");
}

static void write_statement(struct matter_file *file, const struct standing *standing)
{
    const struct paper *paper = &file->papers.statements[matter_index(file, standing)];
    struct page *page = &file->page;
    char hex[DIGEST_TEXT];

    html_open(&page->html, "section", "class", "statement", NULL);
    html_open(&page->html, "h2", NULL);
    matter_write_deed(file, &standing->filed->statement);
    html_close(&page->html, "h2");
    matter_facts_begin(file);
    write_signers(file, standing);
    matter_fact_begin(file, "Dated by its signer");
    page_time(page, standing->filed->statement.at);
    matter_fact_end(file);
    matter_fact_begin(file, "Legal time");
    page_time(page, filed_legal(standing->filed));
    matter_fact_end(file);
    matter_fact_begin(file, "SHA-256");
    page_code(page, slice_text(digest_write(paper->hash, hex)));
    matter_fact_end(file);
    write_ledger(file, paper);
    matter_facts_end(file);
    write_texts(file, standing);
    write_exact(file, "What was signed, byte for byte", paper->payload);
    write_exact(file, "The signatures", paper->signatures);
    write_check(file, standing);
    write_file_links(file, standing);
    html_close(&page->html, "section");
}

/* ---- the page ---- */

static void write_keys(struct matter_file *file)
{
    struct page *page = &file->page;

    page_heading(page, "h2", "keys", "Before you check");
    html_open(&page->html, "p", NULL);
    page_fill(
        page,
        "Take the files named below each statement, and {signers:the keys of those who signed} "
        "as a file named allowed_signers. Compare these keys with the State's public register, "
        "which you "
        "have from elsewhere: a key from this page proves only that the page agrees with "
        "itself.",
        "signers", matter_place(file, "/statements/allowed_signers"), NULL);
    html_close(&page->html, "p");
    page_element(
        page, "p", NULL,
        "That an entry is in the ledger, and that other States' witnesses saw it: proviso "
        "ledger verify takes the file .proof with the ledger's and the witnesses' keys from "
        "your trust file; the page \xe2\x80\x9c"
        "Check a proof\xe2\x80\x9d does the same in a browser.");
}

void page_print(void *site, const struct request *request, const struct form *form,
                struct response *response)
{
    struct matter_file *file = matter_file_open(site, request, response);

    (void)form;
    if (!file)
        return;
    if (file->party == PARTY_FILE) {
        page_begin(&file->page, site, request, response, "Printout for the court file", NULL);
        write_printed(file);
        page_element(&file->page, "p", "question", matter_question(file));
        matter_write_lead(file);
        matter_write_findings(file);
        matter_write_scope(file);
        write_keys(file);
        for (size_t i = 0; i < file->matter->standing_count; i++)
            write_statement(file, file->history[i]);
        page_not_promised(&file->page);
        page_end(&file->page);
    }
    matter_file_close(file);
}
