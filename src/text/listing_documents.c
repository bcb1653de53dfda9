#include "text/listing_rows.h"

static struct cell cell_of_file(const struct listing *listing, struct digest hash)
{
    struct cell cell = cell_hash(listing, hash);

    cell.kind = CELL_FILE;
    return cell;
}

/* ---- documents: one row a language ---- */

static const struct column document_columns[] = {
    {"symbol", "Symbol"},
    {"title", "Title"},
    {"kind", NULL},
    {"meeting", NULL},
    {"due", "Due"},
    {"in_session", NULL},
    {"language", "Language"},
    {"expected", NULL},
    {"state", "State"},
    {"version", NULL},
    {"received", NULL},
    {"published", "Published"},
    {"late_days", "Days late"},
    {"of_languages", "Public"},
    {"format", NULL},
    {"words", NULL},
    {"file", "File"},
    {0},
};

static const struct document *document_at(const struct documents *documents, size_t *index)
{
    for (size_t i = 0; i < documents->count; i++) {
        const struct document *document = &documents->items[i];

        for (size_t j = 0; j < OFFICIAL_COUNT; j++) {
            if (document->expected[j] == NEVER)
                continue;
            if (*index == 0) {
                *index = j;
                return document;
            }
            --*index;
        }
    }
    return NULL;
}

static size_t document_count(const struct listing *listing)
{
    const struct documents *documents = &listing->forum->documents;
    size_t count = 0;

    for (size_t i = 0; i < documents->count; i++)
        for (size_t j = 0; j < OFFICIAL_COUNT; j++)
            count += documents->items[i].expected[j] != NEVER;
    return count;
}

/* The file of what is not public yet is not told: its publish_at has to come (D4). */
static void document_row(const struct listing *listing, size_t index, struct cell *out)
{
    const struct document *document = document_at(&listing->forum->documents, &index);
    struct document_languages all = document_languages(document, listing->now);
    struct document_language one;
    const struct document_version *shown;

    document_language(document, (enum official_language)index, listing->now, &one);
    shown = one.state == DOCUMENT_PUBLISHED ? one.version : NULL;
    *out++ = cell_slice(document->symbol);
    *out++ = cell_slice(document->title);
    *out++ = cell_word(&words_document_kind, (int)document->kind);
    *out++ = cell_instant(document->meeting);
    *out++ = cell_instant(document->due);
    *out++ = cell_flag(document->in_session);
    *out++ = cell_slice(slice_text(words_official.words[index]));
    *out++ = cell_instant(document->expected[index]);
    *out++ = cell_word(&words_document_state, (int)one.state);
    *out++ = one.version ? cell_number(one.version->version) : (struct cell){0};
    *out++ = cell_instant(one.version ? one.version->received : NEVER);
    *out++ = cell_instant(one.published);
    *out++ = cell_number((one.late + DAY - 1) / DAY);
    *out++ = cell_slice(arena_format(listing->arena, "%u of %u", all.published, all.expected));
    *out++ = shown ? cell_word(&words_format, (int)shown->format) : (struct cell){0};
    *out++ = shown ? cell_number(shown->words) : (struct cell){0};
    *out++ = shown ? cell_of_file(listing, shown->file) : (struct cell){0};
}

const struct list_form list_documents = {"documents", "Documents", document_columns, document_count,
                                         document_row};

/* ---- submissions ---- */

static const struct column submission_columns[] = {
    {"submission", "No."},
    {"title", "Title"},
    {"author", NULL},
    {"language", NULL},
    {"received", "Received"},
    {"closes", NULL},
    {"frozen", NULL},
    {"as_of", NULL},
    {"organisations", "Organisations"},
    {"individuals", "Individuals"},
    {"countries", "Countries"},
    {"invited", NULL},
    {"asked_again", NULL},
    {"withdrawn", NULL},
    {"circulated", "Sent to members"},
    {"words", NULL},
    {"text", "File"},
    {0},
};

static size_t submission_rows(const struct listing *listing)
{
    return listing->forum->submissions.count;
}

static void submission_row(const struct listing *listing, size_t index, struct cell *out)
{
    const struct written_submission *row = &listing->forum->submissions.items[index];
    const struct submission_text *text = submission_text_at(row, listing->now);
    struct signatory_count count;

    submission_count(row, listing->now, &count);
    *out++ = cell_number(row->number);
    *out++ = cell_slice(row->title);
    *out++ = cell_slice(row->author);
    *out++ = cell_slice(row->language);
    *out++ = cell_instant(row->received);
    *out++ = cell_instant(row->closes);
    *out++ = cell_flag(listing->now >= row->closes);
    *out++ = cell_instant(listing->now);
    *out++ = cell_number(count.organisations);
    *out++ = cell_number(count.individuals);
    *out++ = cell_number(count.countries);
    *out++ = cell_number(count.invited);
    *out++ = cell_number(count.asked_again);
    *out++ = cell_number(count.withdrawn);
    *out++ = cell_instant(row->circulation_count ? row->circulations[row->circulation_count - 1].at
                                                 : NEVER);
    *out++ = cell_number(text->words);
    *out++ = cell_of_file(listing, text->hash);
}

const struct list_form list_submissions = {"submissions", "Submissions", submission_columns,
                                           submission_rows, submission_row};

/* ---- signatories ---- */

static const struct column signatory_columns[] = {
    {"submission", "Submission"}, {"number", "No."},  {"name", "Name"},   {"kind", "Kind"},
    {"country", "Country"},       {"state", "State"}, {"since", "Since"}, {0},
};

static size_t signatory_rows(const struct listing *listing)
{
    size_t count = 0;

    for (size_t i = 0; i < listing->forum->submissions.count; i++)
        count += listing->forum->submissions.items[i].signatory_count;
    return count;
}

static void signatory_row(const struct listing *listing, size_t index, struct cell *out)
{
    const struct written_submission *submission = listing->forum->submissions.items;
    const struct signatory *row;
    enum signatory_state state;

    for (; index >= submission->signatory_count; submission++)
        index -= submission->signatory_count;
    row = &submission->signatories[index];
    state = signatory_state_at(submission, row, listing->now);
    *out++ = cell_number(submission->number);
    *out++ = cell_number(row->number);
    *out++ = state == SIGNATORY_WITHDRAWN
                 ? cell_words("not named")
                 : cell_line(listing, FORUM_SUBMISSIONS, row->names, row->line);
    *out++ = cell_word(&words_applicant_kind, (int)row->kind);
    *out++ = cell_slice(slice_text(row->country));
    *out++ = cell_word(&words_signatory_state, (int)state);
    *out++ = cell_instant(row->withdrawn != NEVER   ? row->withdrawn
                          : row->confirmed != NEVER ? row->confirmed
                                                    : row->invited);
}

const struct list_form list_signatories = {"signatories", "Signatories", signatory_columns,
                                           signatory_rows, signatory_row};

/* ---- observations ---- */

static const struct column observation_columns[] = {
    {"observation", "No."}, {"author", "By"},     {"state", "On"},        {"about", "About"},
    {"at", "Filed"},        {"due", "Reply due"}, {"replied", "Replied"}, {"overdue", "Overdue"},
    {"text", NULL},         {"reply", NULL},      {"subject", NULL},      {0},
};

static size_t observation_rows(const struct listing *listing)
{
    return listing->forum->observations.count;
}

static void observation_row(const struct listing *listing, size_t index, struct cell *out)
{
    const struct observation *row = &listing->forum->observations.items[index];

    *out++ = cell_number(row->number);
    *out++ = cell_slice(row->author);
    *out++ = cell_slice(slice_text(row->state));
    *out++ = cell_word(&words_observed, (int)row->about);
    *out++ = cell_instant(row->at);
    *out++ = cell_instant(row->due);
    *out++ = cell_instant(row->replied);
    *out++ = cell_flag(observation_is_overdue(row, listing->now));
    *out++ = cell_attached(listing, FORUM_OBSERVATIONS, row->text);
    *out++ = cell_attached(listing, FORUM_OBSERVATIONS, row->reply);
    *out++ = cell_hash(listing, row->subject);
}

const struct list_form list_observations = {"observations", "Observations", observation_columns,
                                            observation_rows, observation_row};

/* ---- rules of procedure ---- */

static const struct column procedure_columns[] = {
    {"rule", "Rule"}, {"value", "Value"}, {"unit", "Unit"},       {"least", "Least"},
    {"most", "Most"}, {"row", "Row"},     {"meaning", "Meaning"}, {0},
};

static size_t procedure_count(const struct listing *listing)
{
    (void)listing;
    return PROCEDURE_COUNT;
}

static void procedure_row_cells(const struct listing *listing, size_t index, struct cell *out)
{
    const struct procedure_row *row = &procedure_rows[index];

    *out++ = cell_words(row->word);
    *out++ = cell_number(listing->forum->procedure.values[index]);
    *out++ = cell_words(row->unit == VALUE_DAYS    ? "days"
                        : row->unit == VALUE_HOURS ? "hours"
                                                   : "number");
    *out++ = cell_number(row->least);
    *out++ = cell_number(row->most);
    *out++ = cell_slice(slice_text(row->row));
    *out++ = cell_words(row->meaning);
}

const struct list_form list_procedure = {"procedure", "Rules of procedure", procedure_columns,
                                         procedure_count, procedure_row_cells};
