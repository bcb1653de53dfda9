/* The statements of a matter as files, so that whoever doubts a page can check them with tools that are none
 * of this program's: payload, signatures, the entry in the ledger and its proof, the keys. */
#include "ledger/proof.h"
#include "web/matter_file.h"
#include "web/pages.h"

const char *matter_label(const struct matter_file *file, const struct standing *standing)
{
    const struct statement *statement = &standing->filed->statement;
    char hex[DIGEST_TEXT];

    return (const char *)arena_format(file->request->arena, "%s-%lld-%s-%.8s", statement->state,
                                      (long long)statement->seq, statement->act->type,
                                      digest_write(statement->hash, hex))
        .data;
}

bool matter_entry(const struct paper *paper, struct buffer *out)
{
    struct error error = {0};

    return paper->entry != NEVER && paper->sealed &&
           entry_write_sealed(paper->entered,
                              entry_commitment(paper->salt, paper->payload, paper->signatures), out,
                              &error);
}

bool matter_proof(const struct paper *paper, struct buffer *out)
{
    struct proof proof = {
        .index = (uint64_t)paper->entry, .count = paper->path_count, .checkpoint = paper->note};

    if (!paper->proven.size || paper->path_count > MERKLE_INCLUSION_LIMIT)
        return false;
    if (paper->path_count)
        memcpy(proof.path, paper->path, paper->path_count * sizeof *paper->path);
    proof_format(&proof, out);
    return true;
}

/* ---- the files ---- */

/* ".sig", ".sig.2", …: one block a file, as ssh-keygen reads them. */
static bool write_block(const struct paper *paper, struct slice rest, struct buffer *out)
{
    struct slice blocks[SIGNATURE_BLOCKS];
    struct error error = {0};
    size_t count, number = 1;

    if (rest.size == 2 && rest.data[0] == '.' && rest.data[1] >= '2' && rest.data[1] <= '9')
        number = (size_t)(rest.data[1] - '0');
    else if (rest.size)
        return false;
    if (!signature_split(paper->signatures, blocks, &count, &error) || number > count)
        return false;
    buffer_append(out, blocks[number - 1]);
    return true;
}

/* `rest` is what follows the label. */
static bool write_part(const struct paper *paper, struct slice rest, struct buffer *out)
{
    if (slice_is(rest, ".json"))
        buffer_append(out, paper->payload);
    else if (slice_is(rest, ".entry"))
        return matter_entry(paper, out);
    else if (slice_is(rest, ".proof"))
        return matter_proof(paper, out);
    else if (slice_starts(rest, SLICE(".json.sig")))
        return write_block(paper, slice_from(rest, 9), out);
    else
        return false;
    return true;
}

static bool is_listed(struct slice lines, struct slice name)
{
    struct slice line;

    while (slice_line(&lines, &line))
        if (slice_starts(line, name) && line.size > name.size && line.data[name.size] == ' ')
            return true;
    return false;
}

/* The keys of all who signed, as the registers have them. */
static bool write_signers(const struct matter_file *file, struct buffer *out)
{
    for (size_t i = 0; i < file->matter->standing_count; i++) {
        const struct standing *standing = file->history[i];

        for (size_t s = 0; s < standing->filed->statement.signer_count; s++) {
            const struct official *official = standing->officials[s];

            if (!official || official->key.kind != SIGNING_SSH ||
                is_listed(buffer_slice(out), official->name))
                continue;
            buffer_format(out, "%.*s namespaces=\"proviso\" ", SLICE_ARG(official->name));
            ssh_key_format(&official->key.ssh, out);
            buffer_byte(out, '\n');
        }
    }
    return out->size > 0;
}

static bool write_file(const struct matter_file *file, struct slice name, struct buffer *out)
{
    if (slice_is(name, "allowed_signers"))
        return write_signers(file, out);
    for (size_t i = 0; i < file->matter->standing_count; i++) {
        struct slice label = slice_text(matter_label(file, file->history[i]));

        if (slice_starts(name, label))
            return write_part(&file->papers.statements[matter_index(file, file->history[i])],
                              slice_from(name, label.size), out);
    }
    return false;
}

void page_statement_file(void *site, const struct request *request, const struct form *form,
                         struct response *response)
{
    struct matter_file *file = matter_file_open(site, request, response);
    struct slice name = request_parameter(request, "file");

    (void)form;
    if (!file)
        return;
    if (file->party == PARTY_FILE && write_file(file, name, &response->body)) {
        response->status = 200;
        response->type = "application/octet-stream";
        response_header(
            response, "Content-Disposition",
            arena_format(request->arena, "attachment; filename=\"%.*s\"", SLICE_ARG(name)));
    }
    matter_file_close(file);
}
