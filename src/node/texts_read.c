#include "node/texts_read.h"

#include "store/statements.h"

bool texts_is_own(const struct texts *texts, const struct statement *statement)
{
    return strcmp(statement->state, texts->question.node->state) == 0;
}

bool texts_bind(const struct statement *statement)
{
    return statement->effect == EFFECT_PERMITS ||
           (statement->effect == EFFECT_RECORDS && !statement->act->decides);
}

/* From the submission, or as it is stored with the chain. *found false: neither has it. */
static bool bytes_of(struct texts *texts, struct digest hash, struct buffer *out, bool *found,
                     struct error *error)
{
    const struct submission *submission = texts->question.submission;
    struct store *store = texts->question.node->store;
    uint64_t length;

    for (size_t i = 0; submission && i < submission->attachment_count; i++)
        if (digest_equal(texts->question.attachments[i], hash)) {
            buffer_append(out, submission->attachments[i]);
            *found = true;
            return true;
        }
    return store_knows_attachment(store, texts->statement->chain, hash, found, &length, error) &&
           (!*found || store_attachment(store, texts->statement->chain, hash, out, error));
}

static struct written *add(struct texts *texts)
{
    if (texts->count == texts->room) {
        size_t room = texts->room ? 2 * texts->room : 32;
        struct written *items = arena_take(&texts->arena, room * sizeof *items);

        if (texts->count)
            memcpy(items, texts->items, texts->count * sizeof *items);
        texts->items = items;
        texts->room = room;
    }
    return &texts->items[texts->count++];
}

/* Of another State what cannot be read says nothing; here it is mended before it is signed. */
static bool read_prose(struct texts *texts, struct slice bytes, const char *place,
                       struct prose *out, struct error *error)
{
    struct error why = {0};

    if (prose_read(bytes, texts->key, &texts->arena, out, &why) ||
        !texts_is_own(texts, texts->statement))
        return true;
    *error = why;
    return error_where(error, "%s", place);
}

static bool read_one(void *context, const struct field *field, const char *place,
                     struct slice sha256, struct error *error)
{
    struct texts *texts = context;
    struct written written = {.statement = texts->statement, .kind = field->prose};
    struct buffer bytes = {0};
    bool found = false, ok;

    if (field->prose == PROSE_NONE)
        return true;
    digest_read(sha256, &written.hash);
    ok = bytes_of(texts, written.hash, &bytes, &found, error) &&
         (!found || read_prose(texts, buffer_slice(&bytes), place, &written.prose, error));
    buffer_wipe_free(&bytes);
    if (ok && found) {
        written.place = (const char *)arena_copy(&texts->arena, slice_text(place)).data;
        *add(texts) = written;
    }
    return ok;
}

bool texts_read(struct texts *texts, const struct statement *statement, struct error *error)
{
    texts->statement = statement;
    return act_texts(statement->act, statement->body, read_one, texts, error);
}
