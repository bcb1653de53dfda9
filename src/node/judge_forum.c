#include <stdio.h>

#include "base/json.h"
#include "base/zone.h"
#include "forum/content.h"
#include "matter/prose.h"
#include "node/candidate.h"

enum { REASONS_WORDS = 8 }; /* different ones, at least, of a text that says why */

/* ---- texts ---- */

struct reading_texts {
    struct candidate *candidate;
    struct arena arena;
};

/* That a text says something is all that is asked here: whose words they are is the forum's own to judge. */
static bool judge_text(void *context, const struct field *field, const char *place,
                       struct slice sha256, struct error *error)
{
    static const uint8_t key[SIPHASH_KEY] = {0};
    struct reading_texts *reading = context;
    struct candidate *candidate = reading->candidate;
    const struct slice *bytes;
    struct finding *finding;
    struct digest hash;
    struct prose prose;
    char where[120];

    digest_read(sha256, &hash);
    bytes = candidate_attachment(candidate, hash);
    if (!bytes || field->prose == PROSE_NONE)
        return true;
    if (!prose_read(*bytes, key, &reading->arena, &prose, error))
        return error_where(error, "%s", place);
    if (prose.words && (field->prose == PROSE_BRIEF || prose.different >= REASONS_WORDS))
        return true;
    snprintf(where, sizeof where, "%.50s: %.60s", candidate->where, place);
    finding = findings_add(candidate->findings,
                           prose.words ? FINDING_TEXT_SHORT : FINDING_TEXT_EMPTY, where);
    finding->whose = WHOSE_FLOOR;
    finding->value = (struct value){.kind = VALUE_COUNT, .number = (int64_t)prose.different};
    finding->limit = (struct value){.kind = VALUE_COUNT, .number = REASONS_WORDS};
    return true;
}

static bool judge_texts(struct candidate *candidate, struct error *error)
{
    const struct statement *statement = &candidate->filed.statement;
    struct reading_texts reading = {.candidate = candidate};
    bool ok = act_texts(statement->act, statement->body, judge_text, &reading, error);

    arena_free(&reading.arena);
    return ok;
}

static struct slice text_of(const struct candidate *candidate, const char *member)
{
    return json_slice(json_object_get(candidate->filed.statement.body, member));
}

/* Lines with something in them. */
static size_t count_lines(struct slice text)
{
    size_t count = 0;

    while (text.size) {
        size_t end = slice_find(text, 0, '\n');
        struct slice line = slice_part(text, 0, end);

        for (size_t i = 0; i < line.size; i++)
            if (line.data[i] > ' ') {
                count++;
                break;
            }
        text = end == SIZE_MAX ? SLICE("") : slice_from(text, end + 1);
    }
    return count;
}

/* One name a line for each signatory. */
static void judge_names(struct candidate *candidate)
{
    const struct statement *statement = &candidate->filed.statement;
    json_t *names = json_object_get(statement->body, "names");
    size_t count = json_array_size(json_object_get(statement->body, "signatories")), lines = 0;
    const struct slice *bytes;
    struct finding *finding;
    struct digest hash;

    if (!names || !digest_read(json_slice(json_object_get(names, "sha256")), &hash))
        return;
    bytes = candidate_attachment(candidate, hash);
    if (!bytes)
        return;
    lines = count_lines(slice_from(*bytes, slice_find(*bytes, 0, '\n') + 1));
    if (lines == count)
        return;
    finding = findings_add(candidate->findings, FINDING_NAMES_MISCOUNTED, candidate->where);
    finding->value = (struct value){.kind = VALUE_COUNT, .number = (int64_t)lines};
    finding->limit = (struct value){.kind = VALUE_COUNT, .number = (int64_t)count};
}

/* ---- files ---- */

/* Whoever says how many words there are is held to it, where they can be counted. */
static void judge_content(struct candidate *candidate, struct slice file)
{
    json_t *body = candidate->filed.statement.body;
    enum file_format format =
        (enum file_format)vocabulary_find(&words_format, text_of(candidate, "format"));
    int64_t said = json_integer_value(json_object_get(body, "words"));
    struct error error = {0};
    struct finding *finding;
    int64_t words;

    if (!content_is(format, file, &error)) {
        candidate_refuse(candidate, FINDING_FILE_OTHER, slice_text(error.message));
        return;
    }
    words = content_words(format, file);
    if (words < 0 || words == said)
        return;
    finding = findings_add(candidate->findings, FINDING_FILE_OTHER, candidate->where);
    finding->value = (struct value){.kind = VALUE_COUNT, .number = words};
    finding->limit = (struct value){.kind = VALUE_COUNT, .number = said};
}

/* The file is there and is what the statement says. */
static bool judge_file(struct candidate *candidate, struct error *error)
{
    const char *member = forum_file_member(&candidate->filed.statement);
    const struct slice *file;
    struct digest hash;

    (void)error;
    if (!member)
        return true;
    digest_read(text_of(candidate, member), &hash);
    file = candidate_attachment(candidate, hash);
    if (file)
        judge_content(candidate, *file);
    else
        candidate_refuse(candidate, FINDING_ATTACHMENT_MISSING, slice_text(member));
    return true;
}

/* ---- the statement ---- */

static void judge_zone(struct candidate *candidate)
{
    struct slice name = text_of(candidate, "zone");
    struct error error = {0};
    struct zone zone;

    if (name.size && !zone_read(NULL, name, candidate->arena, &zone, &error))
        candidate_refuse(candidate, FINDING_ZONE_UNKNOWN, name);
}

bool candidate_judge_forum(struct candidate *candidate, struct error *error)
{
    struct known_forum *known = candidate->known->forum;

    if (!candidate->node->forum || !known) {
        candidate_refuse(candidate, FINDING_NOT_SERVED, candidate->filed.statement.chain);
        return true;
    }
    forum_step(&known->forum, &candidate->filed, candidate->findings);
    judge_zone(candidate);
    judge_names(candidate);
    return candidate_check_attachments(candidate, error) && judge_texts(candidate, error) &&
           judge_file(candidate, error);
}
