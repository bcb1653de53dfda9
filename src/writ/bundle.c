#include "writ/bundle.h"

#include "base/encode.h"
#include "base/json.h"
#include "base/writer.h"

static const char *const formats[] = {"proviso/1 writ", "proviso/1 exchange"};

/* ---- writing ---- */

static void write_list(struct writer *writer, const char *name, const struct slice *items,
                       size_t count)
{
    writer_key(writer, name);
    writer_open(writer, '[');
    for (size_t i = 0; i < count; i++)
        writer_base64(writer, items[i]);
    writer_close(writer, ']');
}

static void write_digests(struct writer *writer, const char *name, const struct digest *items,
                          size_t count)
{
    writer_key(writer, name);
    writer_open(writer, '[');
    for (size_t i = 0; i < count; i++)
        writer_base64(writer, digest_slice(&items[i]));
    writer_close(writer, ']');
}

static void write_base64_member(struct writer *writer, const char *name, struct slice bytes)
{
    writer_key(writer, name);
    writer_base64(writer, bytes);
}

static void write_statement(struct writer *writer, const struct shown_statement *statement)
{
    writer_open(writer, '{');
    write_base64_member(writer, "payload", statement->payload);
    write_base64_member(writer, "signatures", statement->signatures);
    writer_key(writer, "proof");
    if (!statement->logged) {
        writer_null(writer);
        writer_close(writer, '}');
        return;
    }
    writer_open(writer, '{');
    writer_member_hex(writer, "salt", slice_of(statement->salt, ENTRY_SALT));
    writer_member_instant(writer, "time", statement->entered);
    writer_member_integer(writer, "index", (int64_t)statement->index);
    writer_member_integer(writer, "checkpoint", (int64_t)statement->checkpoint);
    write_digests(writer, "path", statement->path, statement->path_count);
    writer_close(writer, '}');
    writer_close(writer, '}');
}

static void write_checkpoint(struct writer *writer, const struct shown_checkpoint *checkpoint)
{
    writer_open(writer, '{');
    write_base64_member(writer, "note", checkpoint->note);
    write_digests(writer, "consistency", checkpoint->consistency, checkpoint->consistency_count);
    writer_close(writer, '}');
}

static void write_status(struct writer *writer, const struct shown_status *status)
{
    writer_key(writer, "status");
    if (status->note.size == 0) {
        writer_null(writer);
        return;
    }
    writer_open(writer, '{');
    write_base64_member(writer, "note", status->note);
    write_base64_member(writer, "signature", status->signature);
    writer_close(writer, '}');
}

static void write_state(struct writer *writer, const struct shown_state *state)
{
    writer_open(writer, '{');
    writer_member_text(writer, "state", slice_text(state->state));
    write_list(writer, "register", state->entries, state->entry_count);
    write_list(writer, "register_checkpoints", state->register_checkpoints,
               state->register_checkpoint_count);
    write_list(writer, "rulebooks", state->rulebooks, state->rulebook_count);
    write_list(writer, "offences", state->offences, state->offence_count);
    writer_key(writer, "checkpoints");
    writer_open(writer, '[');
    for (size_t i = 0; i < state->checkpoint_count; i++)
        write_checkpoint(writer, &state->checkpoints[i]);
    writer_close(writer, ']');
    writer_key(writer, "statements");
    writer_open(writer, '[');
    for (size_t i = 0; i < state->statement_count; i++)
        write_statement(writer, &state->statements[i]);
    writer_close(writer, ']');
    write_status(writer, &state->status);
    writer_close(writer, '}');
}

/* One text, and where there are several a list of them. */
static void write_floors(struct writer *writer, const struct bundle *bundle)
{
    if (bundle->floor_count == 1)
        write_base64_member(writer, "floor", bundle->floors[0]);
    else
        write_list(writer, "floor", bundle->floors, bundle->floor_count);
}

void bundle_write(const struct bundle *bundle, struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 1};

    writer_open(&writer, '{');
    writer_member_text(&writer, "format", slice_text(formats[bundle->kind]));
    writer_member_text(&writer, "matter", bundle->matter);
    writer_member_text(&writer, "provider", bundle->provider);
    writer_key(&writer, "list_salt");
    if (bundle->has_list_salt)
        writer_hex(&writer, slice_of(bundle->list_salt, LIST_SALT));
    else
        writer_null(&writer);
    write_floors(&writer, bundle);
    writer_key(&writer, "states");
    writer_open(&writer, '[');
    for (size_t i = 0; i < bundle->state_count; i++)
        write_state(&writer, &bundle->states[i]);
    writer_close(&writer, ']');
    write_list(&writer, "attachments", bundle->attachments, bundle->attachment_count);
    write_list(&writer, "cosigned", bundle->cosigned, bundle->cosigned_count);
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}

/* ---- reading ---- */

struct reader {
    struct arena *arena;
    struct buffer scratch;
    enum error_code code; /* for what is wrong beyond a single member */
    struct error *error;
};

static bool refuse(struct reader *reader, const char *member, const char *wanted)
{
    error_set(reader->error, reader->code, "the member \"%s\" is not %s", member, wanted);
    return error_where(reader->error, "%s", member);
}

static bool read_base64(struct reader *reader, const json_t *value, const char *member,
                        struct slice *out)
{
    buffer_clear(&reader->scratch);
    if (!json_is_string(value) || !base64_decode(json_slice(value), &reader->scratch))
        return refuse(reader, member, "base64 in its canonical form");
    *out = arena_copy(reader->arena, buffer_slice(&reader->scratch));
    return true;
}

static bool read_base64_member(struct reader *reader, json_t *object, const char *member,
                               struct slice *out)
{
    return read_base64(reader, json_object_get(object, member), member, out);
}

static bool read_array(struct reader *reader, json_t *object, const char *member, json_t **list,
                       size_t *count)
{
    if (!member_array(object, member, list, reader->error))
        return false;
    *count = json_array_size(*list);
    return *count <= BUNDLE_ITEMS || refuse(reader, member, "a list of at most 4096 items");
}

static bool read_list(struct reader *reader, json_t *object, const char *member, struct slice **out,
                      size_t *count)
{
    json_t *list;

    if (!read_array(reader, object, member, &list, count))
        return false;
    *out = arena_take(reader->arena, *count * sizeof **out);
    for (size_t i = 0; i < *count; i++)
        if (!read_base64(reader, json_array_get(list, i), member, &(*out)[i]))
            return false;
    return true;
}

static bool read_digests(struct reader *reader, json_t *object, const char *member,
                         struct digest **out, size_t *count)
{
    json_t *list;

    if (!read_array(reader, object, member, &list, count))
        return false;
    if (*count > MERKLE_CONSISTENCY_LIMIT)
        return refuse(reader, member, "a proof of at most 65 hashes");
    *out = arena_take(reader->arena, *count * sizeof **out);
    for (size_t i = 0; i < *count; i++) {
        struct slice bytes;

        if (!read_base64(reader, json_array_get(list, i), member, &bytes))
            return false;
        if (bytes.size != DIGEST_SIZE)
            return refuse(reader, member, "a list of SHA-256 hashes");
        memcpy((*out)[i].bytes, bytes.data, DIGEST_SIZE);
    }
    return true;
}

static bool read_index(struct reader *reader, json_t *object, const char *member, uint64_t *out)
{
    int64_t number;

    if (!member_integer(object, member, &number, reader->error))
        return false;
    if (number < 0)
        return refuse(reader, member, "0 or more");
    *out = (uint64_t)number;
    return true;
}

static bool read_proof(struct reader *reader, json_t *proof, struct shown_statement *out)
{
    static const char *const members[] = {"salt", "time", "index", "checkpoint", "path"};
    uint64_t checkpoint = 0;

    if (!member_exact(proof, members, 5, reader->error) ||
        !member_hex(proof, "salt", out->salt, ENTRY_SALT, reader->error) ||
        !member_instant(proof, "time", &out->entered, reader->error) ||
        !read_index(reader, proof, "index", &out->index) ||
        !read_index(reader, proof, "checkpoint", &checkpoint) ||
        !read_digests(reader, proof, "path", &out->path, &out->path_count))
        return false;
    out->checkpoint = (size_t)checkpoint;
    out->logged = true;
    return out->path_count <= MERKLE_INCLUSION_LIMIT ||
           refuse(reader, "path", "a proof of at most 64 hashes");
}

static bool read_statement(struct reader *reader, json_t *object, struct shown_statement *out)
{
    static const char *const members[] = {"payload", "signatures", "proof"};
    json_t *proof;

    if (!member_exact(object, members, 3, reader->error) ||
        !read_base64_member(reader, object, "payload", &out->payload) ||
        !read_base64_member(reader, object, "signatures", &out->signatures))
        return false;
    proof = json_object_get(object, "proof");
    return json_is_null(proof) || read_proof(reader, proof, out);
}

static bool read_statements(struct reader *reader, json_t *object, struct shown_state *out)
{
    json_t *list;

    if (!read_array(reader, object, "statements", &list, &out->statement_count))
        return false;
    out->statements = arena_take(reader->arena, out->statement_count * sizeof *out->statements);
    for (size_t i = 0; i < out->statement_count; i++)
        if (!read_statement(reader, json_array_get(list, i), &out->statements[i]))
            return false;
    return true;
}

static bool read_checkpoints(struct reader *reader, json_t *object, struct shown_state *out)
{
    static const char *const members[] = {"note", "consistency"};
    json_t *list;

    if (!read_array(reader, object, "checkpoints", &list, &out->checkpoint_count))
        return false;
    out->checkpoints = arena_take(reader->arena, out->checkpoint_count * sizeof *out->checkpoints);
    for (size_t i = 0; i < out->checkpoint_count; i++) {
        struct shown_checkpoint *checkpoint = &out->checkpoints[i];
        json_t *item = json_array_get(list, i);

        if (!member_exact(item, members, 2, reader->error) ||
            !read_base64_member(reader, item, "note", &checkpoint->note) ||
            !read_digests(reader, item, "consistency", &checkpoint->consistency,
                          &checkpoint->consistency_count))
            return false;
    }
    return true;
}

static bool read_status(struct reader *reader, json_t *object, struct shown_status *out)
{
    static const char *const members[] = {"note", "signature"};
    json_t *status = json_object_get(object, "status");

    if (json_is_null(status))
        return true;
    return member_exact(status, members, 2, reader->error) &&
           read_base64_member(reader, status, "note", &out->note) &&
           read_base64_member(reader, status, "signature", &out->signature) &&
           (out->note.size > 0 || refuse(reader, "status", "without a note"));
}

static bool read_state(struct reader *reader, json_t *object, struct shown_state *out)
{
    static const char *const members[] = {"state",      "register", "register_checkpoints",
                                          "rulebooks",  "offences", "checkpoints",
                                          "statements", "status"};
    struct slice code;

    if (!member_exact(object, members, 8, reader->error) ||
        !member_text(object, "state", &code, reader->error))
        return false;
    if (!name_is_state(code))
        return refuse(reader, "state", "a State's code such as XA");
    memcpy(out->state, code.data, 2);
    return read_list(reader, object, "register", &out->entries, &out->entry_count) &&
           read_list(reader, object, "register_checkpoints", &out->register_checkpoints,
                     &out->register_checkpoint_count) &&
           read_list(reader, object, "rulebooks", &out->rulebooks, &out->rulebook_count) &&
           read_list(reader, object, "offences", &out->offences, &out->offence_count) &&
           read_checkpoints(reader, object, out) && read_statements(reader, object, out) &&
           read_status(reader, object, &out->status);
}

static bool read_states(struct reader *reader, json_t *object, struct bundle *out)
{
    json_t *list;
    size_t count;

    if (!read_array(reader, object, "states", &list, &count))
        return false;
    if (count < 1 || count > BUNDLE_STATES)
        return refuse(reader, "states", "a list of one or two States");
    for (size_t i = 0; i < count; i++)
        if (!read_state(reader, json_array_get(list, i), &out->states[i]))
            return false;
    if (count == 2 && strcmp(out->states[0].state, out->states[1].state) == 0)
        return refuse(reader, "states", "a list of different States");
    out->state_count = count;
    return true;
}

static bool read_floors(struct reader *reader, json_t *object, struct bundle *out)
{
    json_t *floor = json_object_get(object, "floor");
    size_t count = json_array_size(floor);

    if (!json_is_array(floor)) {
        out->floor_count = 1;
        return read_base64(reader, floor, "floor", &out->floors[0]);
    }
    if (count < 2 || count > FLOORS_MOST)
        return refuse(reader, "floor", "a text or a list of 2 to 8");
    for (size_t i = 0; i < count; i++)
        if (!read_base64(reader, json_array_get(floor, i), "floor", &out->floors[i]))
            return false;
    out->floor_count = count;
    return true;
}

static bool read_head(struct reader *reader, json_t *object, struct bundle *out)
{
    struct slice format, matter, provider, kind;
    json_t *salt = json_object_get(object, "list_salt");

    if (!member_text(object, "format", &format, reader->error) ||
        !member_text(object, "matter", &matter, reader->error) ||
        !member_text(object, "provider", &provider, reader->error))
        return false;
    if (!slice_is(format, formats[out->kind]))
        return refuse(reader, "format", formats[out->kind]);
    if ((out->kind == BUNDLE_WRIT || matter.size) && (!name_is_chain(matter, &kind) || kind.size))
        return refuse(reader, "matter", "a matter such as XA-2026-000017");
    if ((out->kind == BUNDLE_WRIT || provider.size) && !name_is_person(provider))
        return refuse(reader, "provider", "an office such as xb.mailhaus");
    out->matter = arena_copy(reader->arena, matter);
    out->provider = arena_copy(reader->arena, provider);
    out->has_list_salt = !json_is_null(salt);
    return !out->has_list_salt ||
           member_hex(object, "list_salt", out->list_salt, LIST_SALT, reader->error);
}

bool bundle_parse(struct slice text, enum bundle_kind kind, struct arena *arena, struct bundle *out,
                  struct error *error)
{
    static const char *const members[] = {"format", "matter", "provider",    "list_salt",
                                          "floor",  "states", "attachments", "cosigned"};
    struct reader reader = {
        .arena = arena,
        .code = kind == BUNDLE_WRIT ? ERROR_WRIT_FORMAT : ERROR_BUNDLE_FORMAT,
        .error = error,
    };
    json_t *root = json_strict(text, kind == BUNDLE_WRIT ? BUNDLE_MOST : EXCHANGE_MOST, 7, error);
    bool ok;

    *out = (struct bundle){.kind = kind};
    if (!root)
        return false;
    ok = member_exact(root, members, 8, error) && read_head(&reader, root, out) &&
         read_floors(&reader, root, out) && read_states(&reader, root, out) &&
         read_list(&reader, root, "attachments", &out->attachments, &out->attachment_count) &&
         read_list(&reader, root, "cosigned", &out->cosigned, &out->cosigned_count);
    if (ok && kind == BUNDLE_WRIT && (out->attachment_count || out->cosigned_count))
        ok = refuse(&reader, "attachments", "empty in a writ");
    json_decref(root);
    buffer_free(&reader.scratch);
    return ok;
}

bool bundle_is(struct slice text, enum bundle_kind kind)
{
    struct slice head = slice_part(text, 0, 200);
    struct slice format = slice_text(formats[kind]);

    for (size_t i = 0; i + format.size <= head.size; i++)
        if (slice_equal(slice_part(head, i, format.size), format))
            return true;
    return false;
}
