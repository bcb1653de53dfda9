/* The first pass: cuts records, decides each by scope, and those in scope by content. */
#include "evidence/mbox.h"
#include "provider/passes.h"

struct classify {
    struct pass *pass;
    size_t index;
    struct source *source;
    struct span span;
    struct json_names names;
    struct count *count;
    uint64_t objects; /* lines that are JSON objects, or may be */
    struct error *error;
};

struct span pass_span(const struct pass *pass, size_t source)
{
    return (struct span){pass->order->sources[source].account, pass->order->from, pass->order->to};
}

struct json_names pass_names(const struct pass *pass, size_t source)
{
    const struct release_source *order = &pass->order->sources[source];

    return (struct json_names){
        slice_text(order->account_member ? order->account_member : "account"),
        slice_text(order->received_member ? order->received_member : "received")};
}

void pass_progress(struct pass *pass, uint64_t bytes)
{
    pass->done += bytes;
    if (pass->order->progress)
        pass->order->progress(pass->order->progress_context, pass->done, pass->total);
}

static enum verdict verdict_of(enum reason reason)
{
    switch (reason) {
    case REASON_NONE:
        return VERDICT_RELEASED;
    case REASON_OUT_OF_SCOPE:
        return VERDICT_OUT_OF_SCOPE;
    case REASON_LISTED:
        return VERDICT_PRIVILEGED;
    default:
        return VERDICT_AMBIGUOUS;
    }
}

/* Counts a record and, unless it is out of scope, notes it for the second pass. `bytes` are those
 * of a record to be released. */
static bool note(struct classify *classify, uint64_t offset, uint64_t size, enum reason reason,
                 struct slice bytes)
{
    struct class_entry entry = {.offset = offset, .size = size};

    entry.verdict = (uint8_t)verdict_of(reason);
    entry.reason = (uint8_t)reason;
    count_add(classify->count, entry.verdict, size);
    if (entry.verdict == VERDICT_OUT_OF_SCOPE)
        return true;
    if (entry.verdict == VERDICT_RELEASED)
        fingerprint_of(classify->pass->fingerprinter, bytes, entry.fingerprint);
    classify->pass->entries[classify->index]++;
    return class_file_append(&classify->pass->classes, &entry, classify->error);
}

/* The bytes of a record: from the window where it lies there, otherwise read once more. */
static bool record_bytes(struct classify *classify, uint64_t offset, uint64_t size,
                         struct slice *bytes)
{
    struct source *source = classify->source;
    struct buffer *record = &classify->pass->record;

    if (offset >= source->position && offset + size <= source->position + source->window.size) {
        *bytes = slice_of(source->window.data + (offset - source->position), (size_t)size);
        return true;
    }
    buffer_clear(record);
    if (!source_read_at(source, offset, buffer_reserve(record, (size_t)size), (size_t)size,
                        classify->error))
        return false;
    record->size = (size_t)size;
    *bytes = buffer_slice(record);
    return true;
}

/* What the content of a record in scope says. */
static enum reason found_reason(const struct message *message)
{
    return message->views.found.listed ? REASON_LISTED : message->views.found.doubt;
}

/* A listed name in the content is found wherever that content stands; one in the marker line alone
 * (the envelope's sender) is not: the content is noted, since privilege holds for every copy. */
static enum reason judge_mail(struct pass *pass, struct slice record)
{
    struct message *message = &pass->message;
    size_t line = slice_find(record, 0, '\n') + 1;
    struct slice content = slice_from(record, line);

    message_judge(message, content);
    if (!message->views.found.listed) {
        message_judge_raw(message, slice_part(record, 0, line));
        if (message->views.found.listed)
            content_set_add(&pass->tainted, pass->fingerprinter, content);
    }
    return found_reason(message);
}

static bool take_mail(void *context, const struct mbox_record *record)
{
    struct classify *classify = context;
    enum reason reason = record->doubt;
    struct slice bytes = {0};

    if ((reason == REASON_NONE || reason == REASON_TRUNCATED) &&
        !span_time(&classify->span, record->received))
        reason = REASON_OUT_OF_SCOPE;
    if (reason == REASON_NONE) {
        if (!record_bytes(classify, record->offset, record->size, &bytes))
            return false;
        reason = judge_mail(classify->pass, bytes);
    }
    return note(classify, record->offset, record->size, reason, bytes);
}

static bool neither_format(const struct source *source, struct error *error)
{
    error_set(error, ERROR_RECORD_FORMAT,
              "%s is neither an mbox nor JSON Lines: no line of it begins a record", source->path);
    return error_file(error, source->path);
}

static bool classify_mbox(struct classify *classify)
{
    struct source *source = classify->source;
    struct mbox mbox;
    bool final = false;

    mbox_start(&mbox);
    while (!final) {
        size_t consumed;

        if (!source_fill(source, PASS_WINDOW, &final, classify->error))
            return false;
        consumed = mbox_read(&mbox, buffer_slice(&source->window), final, take_mail, classify);
        if (consumed == SIZE_MAX)
            return false;
        source_consume(source, consumed);
        pass_progress(classify->pass, consumed);
    }
    return mbox.markers > 0 || neither_format(source, classify->error);
}

static bool take_line(void *context, uint64_t offset, struct slice line)
{
    struct classify *classify = context;
    enum reason reason = json_line_scope(line, &classify->names, &classify->span);

    classify->objects += reason != REASON_JSON;
    if (reason == REASON_NONE) {
        json_line_judge(&classify->pass->message, line);
        reason = found_reason(&classify->pass->message);
    }
    return note(classify, offset, line.size, reason, line);
}

/* A line longer than any record may be: skipped to its end, held as a whole. */
static bool skip_oversize(struct classify *classify, bool *final)
{
    struct source *source = classify->source;
    uint64_t start = source->position;

    for (;;) {
        size_t end = slice_find(buffer_slice(&source->window), 0, '\n');
        size_t size = end == SIZE_MAX ? source->window.size : end + 1;

        source_consume(source, size);
        pass_progress(classify->pass, size);
        if (end != SIZE_MAX || *final)
            break;
        if (!source_fill(source, PASS_WINDOW, final, classify->error))
            return false;
    }
    return note(classify, start, source->position - start, REASON_OVERSIZE, slice_of(NULL, 0));
}

static bool classify_json(struct classify *classify)
{
    struct source *source = classify->source;
    size_t wanted = PASS_WINDOW;
    bool final = false;

    while (!final || source->window.size) {
        size_t consumed;

        if (!source_fill(source, wanted, &final, classify->error))
            return false;
        consumed = json_line_read(buffer_slice(&source->window), source->position, final, take_line,
                                  classify);
        if (consumed == SIZE_MAX)
            return false;
        source_consume(source, consumed);
        pass_progress(classify->pass, consumed);
        wanted = consumed ? PASS_WINDOW : 2 * wanted;
        if (wanted > RECORD_SIZE_MAX + PASS_WINDOW)
            wanted = RECORD_SIZE_MAX + PASS_WINDOW;
        if (source->window.size > RECORD_SIZE_MAX && !skip_oversize(classify, &final))
            return false;
    }
    return classify->objects > 0 || neither_format(source, classify->error);
}

bool pass_classify(struct pass *pass, size_t index, struct error *error)
{
    struct classify classify = {
        .pass = pass,
        .index = index,
        .source = &pass->sources[index],
        .span = pass_span(pass, index),
        .names = pass_names(pass, index),
        .count = &pass->account->sources[index].count,
        .error = error,
    };

    switch (classify.source->format) {
    case SOURCE_MBOX:
        return classify_mbox(&classify);
    case SOURCE_JSON_LINES:
        return classify_json(&classify);
    default:
        return true;
    }
}
