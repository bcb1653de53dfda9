#include "statement/statement.h"

#include <stdio.h>

#include "base/json.h"

const char *const statement_members[] = {"type", "chain", "seq",  "prev", "seen",
                                         "by",   "at",    "body", NULL};

static bool refuse(const char *member, const char *wanted, struct error *error)
{
    error_set(error, ERROR_MEMBER_VALUE, "the member \"%s\" is not %s", member, wanted);
    return error_where(error, "%s", member);
}

/* Finds the act for a type in the vocabulary of the chain. */
static bool find_act(struct slice type, struct slice kind, const struct act_table *const *tables,
                     size_t table_count, struct statement *out, struct error *error)
{
    struct slice prefix = SLICE("proviso/1 ");

    if (!slice_starts(type, prefix))
        return refuse("type", "of the form \"proviso/1 act\"", error);
    for (size_t i = 0; i < table_count; i++) {
        if (!slice_is(kind, tables[i]->chain ? tables[i]->chain : ""))
            continue;
        out->act = act_find(tables[i], slice_from(type, prefix.size));
        if (!out->act)
            continue;
        out->number = (unsigned)(out->act - tables[i]->acts);
        return true;
    }
    return refuse("type", "an act of this kind of chain", error);
}

static bool read_envelope(struct statement *out, const struct act_table *const *tables,
                          size_t table_count, struct error *error)
{
    struct slice type, kind;

    if (!member_exact(out->root, statement_members,
                      sizeof statement_members / sizeof *statement_members - 1, error) ||
        !member_text(out->root, "type", &type, error) ||
        !member_text(out->root, "chain", &out->chain, error) ||
        !member_integer(out->root, "seq", &out->seq, error) ||
        !member_hex(out->root, "prev", out->prev.bytes, DIGEST_SIZE, error) ||
        !member_hex(out->root, "seen", out->seen.bytes, DIGEST_SIZE, error) ||
        !member_text(out->root, "by", &out->by, error) ||
        !member_instant(out->root, "at", &out->at, error) ||
        !member_object(out->root, "body", &out->body, error))
        return false;
    if (!name_is_chain(out->chain, &kind))
        return refuse("chain", "such as XA-2026-000017, XA-register or XA-rules", error);
    if (!name_is_person(out->by))
        return refuse("by", "a name such as xa.court-1.o17", error);
    if (out->seq < 1 || out->seq > 1000000)
        return refuse("seq", "a number from 1 to 1000000", error);
    name_state(out->by, out->state);
    return find_act(type, kind, tables, table_count, out, error);
}

/* The persons who sign: `by` and the body's `with`, each once. */
static bool read_signers(struct statement *out, struct error *error)
{
    json_t *with = json_object_get(out->body, "with");
    size_t count = json_array_size(with);

    out->signers[0] = out->by;
    out->signer_count = 1;
    if (count > SIGNERS_MOST - 1)
        return refuse("body.with", "at most three other persons", error);
    for (size_t i = 0; i < count; i++) {
        struct slice name = json_slice(json_array_get(with, i));

        if (slice_equal(name, out->by))
            return refuse("body.with", "without the person in \"by\"", error);
        out->signers[out->signer_count++] = name;
    }
    return true;
}

bool statement_parse(struct slice bytes, const struct act_table *const *tables, size_t table_count,
                     struct statement *out, struct error *error)
{
    *out = (struct statement){.bytes = bytes};
    if (bytes.size > STATEMENT_MOST)
        return error_set(error, ERROR_TOO_LARGE, "a statement has at most %d bytes, this one %zu",
                         STATEMENT_MOST, bytes.size);
    out->root = json_strict(bytes, STATEMENT_MOST, STATEMENT_DEPTH, error);
    if (!out->root)
        return false;
    if (read_envelope(out, tables, table_count, error) &&
        act_check_body(out->act, out->body, error) && read_signers(out, error)) {
        out->effect = act_effect(out->act, out->body);
        out->hash = sha256_of(bytes);
        return true;
    }
    statement_free(out);
    return false;
}

void statement_free(struct statement *statement)
{
    json_decref(statement->root);
    arena_free(&statement->made);
    statement->root = NULL;
    statement->body = NULL;
}

bool statement_verify(struct statement *statement, struct slice signatures,
                      struct signature out[SIGNERS_MOST], struct error *error)
{
    struct slice blocks[SIGNATURE_BLOCKS];
    size_t count;

    if (!signature_split(signatures, blocks, &count, error))
        return false;
    if (count != statement->signer_count)
        return error_set(error, ERROR_SIGNATURE_FORMAT, "%zu signatures, but %zu persons sign",
                         count, statement->signer_count);
    for (size_t i = 0; i < count; i++)
        if (!signature_verify(blocks[i], statement->bytes, &statement->made, &out[i], error))
            return error_where(error, "signature %zu, %.*s", i + 1,
                               SLICE_ARG(statement->signers[i]));
    return true;
}

void statement_label(const struct statement *statement, char out[80])
{
    snprintf(out, 80, "%s %lld %s", statement->state, (long long)statement->seq,
             statement->act->type);
}

void statement_skeleton(const struct act *act, struct slice chain, int64_t seq, struct digest prev,
                        struct digest seen, struct slice by, instant at, struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};
    char type[80];

    snprintf(type, sizeof type, "proviso/1 %s", act->type);
    writer_open(&writer, '{');
    writer_member_text(&writer, "type", slice_text(type));
    writer_member_text(&writer, "chain", chain);
    writer_member_integer(&writer, "seq", seq);
    writer_member_hex(&writer, "prev", digest_slice(&prev));
    writer_member_hex(&writer, "seen", digest_slice(&seen));
    writer_member_text(&writer, "by", by);
    writer_member_instant(&writer, "at", at);
    writer_key(&writer, "body");
    act_skeleton(act, &writer);
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}
