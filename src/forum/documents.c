#include "forum/documents.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "forum/forum.h"

static const char *const states[] = {"not-expected", "expected", "received", "published"};
const struct vocabulary words_document_state = {"state of a document", states, 4};

const struct document *documents_find(const struct documents *documents, struct slice symbol)
{
    for (size_t i = 0; i < documents->count; i++)
        if (slice_equal(documents->items[i].symbol, symbol))
            return &documents->items[i];
    return NULL;
}

void document_language(const struct document *document, enum official_language language,
                       instant now, struct document_language *out)
{
    instant expected = document->expected[language];

    *out = (struct document_language){.published = NEVER};
    if (expected == NEVER)
        return;
    out->state = DOCUMENT_EXPECTED;
    for (size_t i = 0; i < document->version_count; i++) {
        const struct document_version *version = &document->versions[i];

        if (version->language != language || version->received > now)
            continue;
        if (version->published <= now) {
            out->state = DOCUMENT_PUBLISHED;
            out->version = version;
            if (out->published == NEVER)
                out->published = version->published;
        } else if (out->state == DOCUMENT_EXPECTED) {
            out->state = DOCUMENT_RECEIVED;
            out->version = version;
        }
    }
    if (out->published != NEVER)
        now = out->published;
    out->late = now > document->due ? now - document->due : 0;
}

struct document_languages document_languages(const struct document *document, instant now)
{
    struct document_languages out = {0};

    for (enum official_language i = 0; i < OFFICIAL_COUNT; i++) {
        struct document_language language;

        document_language(document, i, now, &language);
        out.expected += language.state != DOCUMENT_NOT_EXPECTED;
        out.published += language.state == DOCUMENT_PUBLISHED;
        out.late += language.state != DOCUMENT_NOT_EXPECTED && language.late > 0;
    }
    return out;
}

/* A revision, an addendum, a corrigendum is one of a document that is there. */
static bool has_base(const struct forum *forum, const struct forum_event *event, struct slice text)
{
    struct error ignored = {0};
    struct symbol symbol;

    symbol_parse(text, &symbol, &ignored);
    return symbol.base.size == text.size || documents_find(&forum->documents, symbol.base) ||
           event_refuse(event, FINDING_SUBJECT_UNKNOWN, symbol.base);
}

static bool read_expected(const struct forum_event *event, struct document *out)
{
    json_t *list = event_list(event, "expected");

    for (size_t i = 0; i < OFFICIAL_COUNT; i++)
        out->expected[i] = NEVER;
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *item = json_array_get(list, i);
        struct slice word = json_slice(json_object_get(item, "language"));
        int language = vocabulary_find(&words_official, word);
        struct error ignored = {0};

        if (out->expected[language] != NEVER)
            return event_refuse(event, FINDING_ACT_REPEATED, word);
        member_instant(item, "at", &out->expected[language], &ignored);
    }
    return true;
}

static bool apply_document(struct forum *forum, const struct forum_event *event)
{
    struct documents *out = &forum->documents;
    struct document document = {
        .symbol = event_text(event, "symbol"),
        .title = event_text(event, "title"),
        .statement = event->statement->hash,
        .kind = (enum document_kind)event_word(event, "kind", &words_document_kind),
        .meeting = event_instant(event, "meeting"),
        .in_session = event_flag(event, "in_session"),
        .entered = event->when,
    };

    if (documents_find(out, document.symbol))
        return event_refuse(event, FINDING_ACT_REPEATED, document.symbol);
    if (!has_base(forum, event, document.symbol) || !read_expected(event, &document))
        return false;
    document.due =
        document.in_session
            ? document.meeting
            : document.meeting - procedure_seconds(&forum->procedure, PROCEDURE_DOCUMENT_LEAD);
    out->items = memory_grow(out->items, out->count + 1, sizeof *out->items);
    out->items[out->count++] = document;
    return true;
}

static int64_t next_version(const struct document *document, enum official_language language)
{
    int64_t next = 1;

    for (size_t i = 0; i < document->version_count; i++)
        next += document->versions[i].language == language;
    return next;
}

static bool apply_version(struct forum *forum, const struct forum_event *event)
{
    struct slice symbol = event_text(event, "symbol");
    struct document *document = (struct document *)documents_find(&forum->documents, symbol);
    struct document_version version = {
        .version = event_number(event, "version"),
        .language = (enum official_language)event_word(event, "language", &words_official),
        .file = event_hash(event, "file"),
        .format = (enum file_format)event_word(event, "format", &words_format),
        .words = event_number(event, "words"),
        .published = event_instant(event, "publish_at"),
    };
    int64_t next, most;

    if (!event_received(event, &version.received))
        return false;
    if (!document || document->expected[version.language] == NEVER)
        return event_refuse(event, FINDING_SUBJECT_UNKNOWN,
                            document ? event_text(event, "language") : symbol);
    next = next_version(document, version.language);
    if (version.version != next)
        return event_refuse_count(event, FINDING_ACT_REPEATED, version.version, next);
    most = forum->procedure
               .values[document->in_session ? PROCEDURE_SESSION_WORDS : PROCEDURE_DOCUMENT_WORDS];
    if (version.words > most)
        return event_refuse_count(event, FINDING_TEXT_LONG, version.words, most);
    if (version.published < event->when)
        version.published = event->when;
    document->versions =
        memory_grow(document->versions, document->version_count + 1, sizeof *document->versions);
    document->versions[document->version_count++] = version;
    return true;
}

bool documents_apply(struct forum *forum, const struct forum_event *event)
{
    return event->statement->number == DOCUMENTS_DOCUMENT ? apply_document(forum, event)
                                                          : apply_version(forum, event);
}

void documents_free(struct documents *documents)
{
    for (size_t i = 0; i < documents->count; i++)
        free(documents->items[i].versions);
    free(documents->items);
    *documents = (struct documents){0};
}
