/* The second pass: reads what is not out of scope once more, decides again what would be released,
 * and puts every record into its part. */
#include <inttypes.h>

#include "evidence/mbox.h"
#include "provider/passes.h"

enum { AROUND_BEFORE = 3, AROUND_AFTER = 1024 };

/* The series of parts that one source writes to. */
struct emit {
    struct pass *pass;
    size_t index;
    struct source *source;
    struct count *count;
    struct parts released;
    struct parts privileged;
    struct parts ambiguous;
    struct parts *list; /* of the commitments, shared by all sources */
    struct hmac commitment;
    struct error *error;
};

static const char *extension_of(const struct source *source)
{
    return source->format == SOURCE_JSON_LINES ? "jsonl" : "mbox";
}

/* Starts a series, going on with the numbers of earlier sources of the same account. */
static void start_parts(struct emit *emit, struct parts *parts, struct bag *bag, const char *prefix)
{
    struct buffer folder = {0};

    buffer_text(&folder, prefix);
    bag_append_component(&folder, emit->pass->order->sources[emit->index].account);
    for (size_t i = 0; i < emit->index; i++)
        if (slice_equal(emit->pass->order->sources[i].account,
                        emit->pass->order->sources[emit->index].account)) {
            buffer_format(&folder, "/source-%zu", emit->index + 1);
            break;
        }
    parts_start(parts, bag, buffer_slice(&folder), extension_of(emit->source));
    buffer_free(&folder);
}

/* One line for the filter office about a withheld record. */
static bool list_withheld(struct emit *emit, const struct class_entry *entry,
                          const struct parts *parts, struct digest commitment)
{
    struct buffer line = {0};
    uint8_t *room;

    buffer_format(&line,
                  "{\"source\":%zu,\"offset\":%" PRIu64 ",\"bytes\":%" PRIu64
                  ",\"reason\":\"%s\",\"file\":\"data/%.*s/part-%04u.%s\",\"hmac_sha256\":\"",
                  emit->index + 1, entry->offset, entry->size, reason_name(entry->reason),
                  SLICE_ARG(buffer_slice(&parts->folder)), parts_current(parts), parts->extension);
    digest_append(&line, commitment);
    buffer_text(&line, "\"}\n");
    room = parts_reserve(emit->list, line.size, emit->error);
    if (room) {
        memcpy(room, line.data, line.size);
        parts_keep(emit->list, line.size);
    }
    buffer_free(&line);
    return room != NULL;
}

/* Copies a record to be set aside from its source, in pieces where it is long. */
static bool set_aside(struct emit *emit, const struct class_entry *entry)
{
    struct parts *parts =
        entry->verdict == VERDICT_PRIVILEGED ? &emit->privileged : &emit->ambiguous;
    struct hmac commitment = emit->commitment;
    uint64_t done = 0;

    while (done < entry->size) {
        size_t size = entry->size - done < PART_SIZE ? (size_t)(entry->size - done) : PART_SIZE;
        uint8_t *room = parts_reserve(parts, size, emit->error);

        if (!room || !source_read_at(emit->source, entry->offset + done, room, size, emit->error))
            return false;
        hmac_append(&commitment, slice_of(room, size));
        parts_keep(parts, size);
        done += size;
    }
    return list_withheld(emit, entry, parts, hmac_finish(&commitment));
}

/* What stands around a record of an mbox, for the second reader; lines of JSON need nothing. */
static bool read_around(struct emit *emit, const struct class_entry *entry,
                        uint8_t bytes[AROUND_BEFORE + AROUND_AFTER], struct second_context *context)
{
    uint64_t end = entry->offset + entry->size;
    uint64_t left = (uint64_t)emit->source->status.st_size - end;
    size_t before = entry->offset < AROUND_BEFORE ? (size_t)entry->offset : AROUND_BEFORE;
    size_t after = left < AROUND_AFTER ? (size_t)left : AROUND_AFTER;

    if (emit->source->format != SOURCE_MBOX)
        before = after = 0;
    if (!source_read_at(emit->source, entry->offset - before, bytes, before, emit->error) ||
        !source_read_at(emit->source, end, bytes + AROUND_BEFORE, after, emit->error))
        return false;
    context->before = slice_of(bytes, before);
    context->after = slice_of(bytes + AROUND_BEFORE, after);
    return true;
}

static bool second_releases(struct emit *emit, struct slice record,
                            const struct second_context *context)
{
    struct pass *pass = emit->pass;
    struct span span = pass_span(pass, emit->index);
    const struct release_source *order = &pass->order->sources[emit->index];

    if (emit->source->format == SOURCE_MBOX)
        return second_releases_mail(pass->second, &span, record, context);
    return second_releases_json(pass->second, &span, record,
                                order->account_member ? order->account_member : "account",
                                order->received_member ? order->received_member : "received");
}

static bool source_differs(struct emit *emit)
{
    error_set(emit->error, ERROR_SOURCE_CHANGED, "%s changed between the two passes",
              emit->source->path);
    return error_file(emit->error, emit->source->path);
}

/* Sets aside a record that the first pass would release. */
static bool withhold(struct emit *emit, const struct class_entry *entry, enum reason reason)
{
    struct class_entry held = *entry;

    held.verdict = reason == REASON_COPY ? VERDICT_PRIVILEGED : VERDICT_AMBIGUOUS;
    held.reason = (uint8_t)reason;
    count_move(emit->count, VERDICT_RELEASED, held.verdict, entry->size);
    emit->count->disagreements += reason == REASON_DISAGREEMENT;
    return set_aside(emit, &held);
}

/* Whether the same content stands in a record that is privileged by its marker line. */
static enum reason copy_reason(const struct emit *emit, struct slice record)
{
    struct pass *pass = emit->pass;
    struct slice content = slice_from(record, slice_find(record, 0, '\n') + 1);

    if (emit->source->format != SOURCE_MBOX)
        return REASON_NONE;
    if (content_set_has(&pass->tainted, pass->fingerprinter, content))
        return REASON_COPY;
    return pass->tainted.full ? REASON_COPY_UNCLEAR : REASON_NONE;
}

/* A record that the first pass would release. */
static bool release(struct emit *emit, const struct class_entry *entry)
{
    uint8_t around[AROUND_BEFORE + AROUND_AFTER];
    uint8_t fingerprint[FINGERPRINT_SIZE];
    struct second_context context;
    size_t size = (size_t)entry->size;
    uint8_t *room = parts_reserve(&emit->released, size, emit->error);
    enum reason reason;

    if (!room || !source_read_at(emit->source, entry->offset, room, size, emit->error) ||
        !read_around(emit, entry, around, &context))
        return false;
    fingerprint_of(emit->pass->fingerprinter, slice_of(room, size), fingerprint);
    if (memcmp(fingerprint, entry->fingerprint, sizeof fingerprint) != 0)
        return source_differs(emit);
    reason = copy_reason(emit, slice_of(room, size));
    if (reason == REASON_NONE && !second_releases(emit, slice_of(room, size), &context))
        reason = REASON_DISAGREEMENT;
    if (reason != REASON_NONE)
        return withhold(emit, entry, reason);
    parts_keep(&emit->released, size);
    return true;
}

static bool emit_records(struct emit *emit)
{
    struct class_entry entry;

    for (uint64_t i = 0; i < emit->pass->entries[emit->index]; i++) {
        if (!class_file_next(&emit->pass->classes, &entry, emit->error) ||
            !(entry.verdict == VERDICT_RELEASED ? release(emit, &entry) : set_aside(emit, &entry)))
            return false;
        pass_progress(emit->pass, entry.size);
    }
    return parts_flush(&emit->released, emit->error) &&
           parts_flush(&emit->privileged, emit->error) &&
           parts_flush(&emit->ambiguous, emit->error);
}

static bool emit_source(struct pass *pass, size_t index, struct parts *list, struct error *error)
{
    struct emit emit = {
        .pass = pass,
        .index = index,
        .source = &pass->sources[index],
        .count = &pass->account->sources[index].count,
        .list = list,
        .error = error,
    };
    bool ok;

    hmac_start(&emit.commitment, slice_of(pass->commitment_key, sizeof pass->commitment_key));
    start_parts(&emit, &emit.released, pass->released, "");
    start_parts(&emit, &emit.privileged, pass->set_aside, "privileged/");
    start_parts(&emit, &emit.ambiguous, pass->set_aside, "ambiguous/");
    ok = emit_records(&emit);
    parts_free(&emit.released);
    parts_free(&emit.privileged);
    parts_free(&emit.ambiguous);
    return ok;
}

bool pass_emit(struct pass *pass, struct error *error)
{
    struct parts list;
    bool ok;

    /* What the first pass needed for its longest record is not kept beside the second's. */
    message_free(&pass->message);
    buffer_wipe_free(&pass->record);
    for (size_t i = 0; i < pass->order->source_count; i++)
        buffer_wipe_free(&pass->sources[i].window);
    parts_start(&list, pass->set_aside, SLICE("withheld"), "jsonl");
    ok = class_file_rewind(&pass->classes, error);
    for (size_t i = 0; ok && i < pass->order->source_count; i++)
        ok = emit_source(pass, i, &list, error) && source_unchanged(&pass->sources[i], error);
    ok = ok && parts_flush(&list, error);
    parts_free(&list);
    return ok;
}
