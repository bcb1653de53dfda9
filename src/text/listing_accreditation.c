#include "text/listing_rows.h"

/* ---- attached texts ---- */

struct cell cell_hash(const struct listing *listing, struct digest hash)
{
    char text[DIGEST_TEXT];

    return digest_is_zero(hash)
               ? (struct cell){0}
               : cell_slice(arena_copy(listing->arena, slice_text(digest_write(hash, text))));
}

/* Not in the middle of a character. */
static struct slice cut(struct slice text)
{
    if (text.size <= LISTING_TEXT)
        return text;
    text.size = LISTING_TEXT;
    while (text.size && (text.data[text.size] & 0xc0) == 0x80)
        text.size--;
    return text;
}

static bool read_text(const struct listing *listing, enum forum_chain chain, struct digest hash,
                      struct slice *out)
{
    struct buffer text = {0};
    bool ok = listing->text && listing->text(listing->context, chain, hash, &text);

    if (ok)
        *out = arena_copy(listing->arena, buffer_slice(&text));
    buffer_free(&text);
    while (ok && out->size && strchr(" \t\r\n", out->data[out->size - 1]))
        out->size--;
    return ok;
}

struct cell cell_attached(const struct listing *listing, enum forum_chain chain, struct digest hash)
{
    struct slice text;

    if (digest_is_zero(hash))
        return (struct cell){0};
    return read_text(listing, chain, hash, &text) ? cell_slice(cut(text))
                                                  : cell_hash(listing, hash);
}

struct cell cell_line(const struct listing *listing, enum forum_chain chain, struct digest hash,
                      size_t line)
{
    struct slice text;

    if (!read_text(listing, chain, hash, &text))
        return cell_hash(listing, hash);
    for (; line; line--) {
        size_t end = slice_find(text, 0, '\n');

        if (end == SIZE_MAX)
            return (struct cell){0};
        text = slice_from(text, end + 1);
    }
    return cell_slice(cut(slice_part(text, 0, slice_find(text, 0, '\n'))));
}

/* ---- applications ---- */

/* Who withdrew, or never completed an application, is no longer named. */
static bool is_named(const struct applicant *applicant, instant now)
{
    struct applicant_standing standing;

    applicant_standing(applicant, now, &standing);
    return standing.state != APPLICANT_WITHDRAWN && standing.state != APPLICANT_LAPSED;
}

static struct cell cell_applicant(const struct listing *listing, const struct applicant *applicant)
{
    return is_named(applicant, listing->now)
               ? cell_attached(listing, FORUM_ACCREDITATION, applicant->name_text)
               : cell_words("not named");
}

static const struct column application_columns[] = {
    {"applicant", "No."}, {"name", "Name"},      {"kind", NULL},         {"track", "Track"},
    {"ecosoc", NULL},     {"field", "Field"},    {"region", "Region"},   {"country", NULL},
    {"call", NULL},       {"received", NULL},    {"state", "State"},     {"since", NULL},
    {"next", "Next"},     {"deadline", "Until"}, {"overdue", "Overdue"}, {"warning_due", NULL},
    {"by_silence", NULL}, {"objections", NULL},  {"final", NULL},        {0},
};

static size_t application_count(const struct listing *listing)
{
    return listing->forum->accreditation.applicant_count;
}

static int64_t public_objections(const struct applicant *applicant, instant now)
{
    int64_t count = 0;

    for (size_t i = 0; i < applicant->objection_count; i++)
        count += objection_is_public(&applicant->objections[i], now);
    return count;
}

static void application_row(const struct listing *listing, size_t index, struct cell *out)
{
    const struct accreditation *accreditation = &listing->forum->accreditation;
    const struct applicant *applicant = &accreditation->applicants[index];
    struct applicant_standing standing;

    applicant_standing(applicant, listing->now, &standing);
    *out++ = cell_slice(applicant->name);
    *out++ = cell_applicant(listing, applicant);
    *out++ = cell_word(&words_applicant_kind, (int)applicant->kind);
    *out++ = cell_word(&words_track, (int)applicant->track);
    *out++ = cell_word(&words_ecosoc, (int)applicant->status);
    *out++ = cell_word(&words_participant_field, (int)applicant->field);
    *out++ = cell_word(&words_region, (int)applicant->region);
    *out++ = cell_slice(slice_text(applicant->country));
    *out++ = cell_slice(accreditation->calls[applicant->call].name);
    *out++ = cell_instant(applicant->received);
    *out++ = cell_word(&words_applicant_state, (int)standing.state);
    *out++ = cell_instant(standing.since);
    *out++ = cell_word(&words_next_actor, (int)standing.next);
    *out++ = cell_instant(standing.deadline);
    *out++ = cell_flag(standing.overdue);
    *out++ = cell_flag(standing.warn);
    *out++ = cell_flag(standing.by_silence);
    *out++ = cell_number(public_objections(applicant, listing->now));
    *out++ = cell_flag(standing.final);
}

const struct list_form list_applications = {"applications", "Applications for accreditation",
                                            application_columns, application_count,
                                            application_row};

/* ---- objections ---- */

static const struct column objection_columns[] = {
    {"applicant", "No."},   {"name", "Name"},       {"state", "By"},     {"at", "Made"},
    {"reasons", "Reasons"}, {"reply", "Reply"},     {"replied", NULL},   {"withdrawn", "Withdrawn"},
    {"public_from", NULL},  {"earlier_call", NULL}, {"statement", NULL}, {0},
};

/* The objection number `index` of all, and whose application it is against. */
static const struct objection *objection_at(const struct accreditation *accreditation, size_t index,
                                            const struct applicant **whose)
{
    for (size_t i = 0; i < accreditation->applicant_count; i++) {
        *whose = &accreditation->applicants[i];
        if (index < (*whose)->objection_count)
            return &(*whose)->objections[index];
        index -= (*whose)->objection_count;
    }
    return NULL;
}

static size_t objection_count(const struct listing *listing)
{
    const struct accreditation *accreditation = &listing->forum->accreditation;
    size_t count = 0;

    for (size_t i = 0; i < accreditation->applicant_count; i++)
        count += accreditation->applicants[i].objection_count;
    return count;
}

/* Until it is public, the list says only that there is one: it comes out with the reply (D1). */
static void objection_row(const struct listing *listing, size_t index, struct cell *out)
{
    const struct applicant *applicant = NULL;
    const struct objection *objection =
        objection_at(&listing->forum->accreditation, index, &applicant);
    bool shown = objection_is_public(objection, listing->now);

    *out++ = cell_slice(applicant->name);
    *out++ = cell_applicant(listing, applicant);
    *out++ = shown ? cell_slice(slice_text(objection->state)) : cell_words("not public yet");
    *out++ = cell_instant(objection->at);
    *out++ = !shown ? (struct cell){0}
             : digest_is_zero(objection->reasons)
                 ? cell_words("none given")
                 : cell_attached(listing, FORUM_ACCREDITATION, objection->reasons);
    *out++ =
        shown ? cell_attached(listing, FORUM_ACCREDITATION, objection->reply) : (struct cell){0};
    *out++ = cell_instant(objection->replied);
    *out++ = cell_instant(objection->withdrawn);
    *out++ = cell_instant(objection->replied == NEVER ? objection->until : objection->replied);
    *out++ = cell_flag(objection->earlier);
    *out++ = shown ? cell_hash(listing, objection->statement) : (struct cell){0};
}

const struct list_form list_objections = {"objections", "Objections", objection_columns,
                                          objection_count, objection_row};

/* ---- decisions ---- */

static const struct column decision_columns[] = {
    {"applicant", "No."},     {"name", "Name"},
    {"decision", "Decision"}, {"on_appeal", "On appeal"},
    {"at", "Made"},           {"reasons", "Reasons"},
    {"statement", NULL},      {0},
};

static size_t decision_count(const struct listing *listing)
{
    const struct accreditation *accreditation = &listing->forum->accreditation;
    size_t count = 0;

    for (size_t i = 0; i < accreditation->applicant_count; i++)
        count += accreditation->applicants[i].decision_count;
    return count;
}

static void decision_row(const struct listing *listing, size_t index, struct cell *out)
{
    const struct applicant *applicant = listing->forum->accreditation.applicants;
    const struct accreditation_decision *decision;

    for (; index >= applicant->decision_count; applicant++)
        index -= applicant->decision_count;
    decision = &applicant->decisions[index];
    *out++ = cell_slice(applicant->name);
    *out++ = cell_applicant(listing, applicant);
    *out++ = cell_word(&forum_decisions, decision->approved ? FORUM_APPROVE : FORUM_REFUSE);
    *out++ = cell_flag(index > 0);
    *out++ = cell_instant(decision->at);
    *out++ = cell_attached(listing, FORUM_ACCREDITATION, decision->reasons);
    *out++ = cell_hash(listing, decision->statement);
}

const struct list_form list_decisions = {"decisions", "Decisions of the committee",
                                         decision_columns, decision_count, decision_row};

/* ---- participation ---- */

static const struct column participation_columns[] = {
    {"field", "Field"},       {"region", "Region"},   {"applied", "Applied"},
    {"approved", "Approved"}, {"refused", "Refused"}, {"ended", "Ended"},
    {"open", "Open"},         {"none", "Nobody"},     {0},
};

static size_t participation_count(const struct listing *listing)
{
    (void)listing;
    return (size_t)PARTICIPANT_FIELD_COUNT * REGION_COUNT;
}

/* A zero is a row like any other, and is flagged (D1). */
static void participation_row(const struct listing *listing, size_t index, struct cell *out)
{
    struct participation all[PARTICIPANT_FIELD_COUNT][REGION_COUNT];
    const struct participation *cell;

    accreditation_participation(&listing->forum->accreditation, listing->now, all);
    cell = &all[index / REGION_COUNT][index % REGION_COUNT];
    *out++ = cell_word(&words_participant_field, (int)(index / REGION_COUNT));
    *out++ = cell_word(&words_region, (int)(index % REGION_COUNT));
    *out++ = cell_number(cell->applied);
    *out++ = cell_number(cell->approved);
    *out++ = cell_number(cell->refused);
    *out++ = cell_number(cell->ended);
    *out++ = cell_number(cell->applied - cell->approved - cell->refused - cell->ended);
    *out++ = cell_flag(cell->approved == 0);
}

const struct list_form list_participation = {"participation", "Participation by field and region",
                                             participation_columns, participation_count,
                                             participation_row};

/* ---- representatives ---- */

static const struct column representative_columns[] = {
    {"representative", "No."}, {"applicant", NULL},
    {"organisation", "For"},   {"name", "Name"},
    {"zone", "Zone"},          {"languages", "Languages"},
    {"attends", "Attends"},    {"from", NULL},
    {"until", "Until"},        {0},
};

static size_t representative_count(const struct listing *listing)
{
    return listing->forum->participants.representative_count;
}

static struct cell cell_languages(const struct listing *listing, uint64_t mask)
{
    struct buffer text = {0};
    struct slice kept;

    for (unsigned i = 0; i < OFFICIAL_COUNT; i++)
        if (mask >> i & 1)
            buffer_format(&text, "%s%s", text.size ? " " : "", words_official.words[i]);
    kept = arena_copy(listing->arena, buffer_slice(&text));
    buffer_free(&text);
    return cell_slice(kept);
}

/* Whoever gave no name appears under the organisation's alone (D6). */
static void representative_row(const struct listing *listing, size_t index, struct cell *out)
{
    const struct representative *row = &listing->forum->participants.representatives[index];
    const struct applicant *applicant =
        accreditation_applicant(&listing->forum->accreditation, row->applicant);

    *out++ = cell_slice(row->name);
    *out++ = cell_slice(row->applicant);
    *out++ = cell_applicant(listing, applicant);
    *out++ = row->until == NEVER ? cell_attached(listing, FORUM_ACCREDITATION, row->name_text)
                                 : (struct cell){0};
    *out++ = cell_slice(row->zone);
    *out++ = cell_languages(listing, row->languages);
    *out++ = cell_word(&words_attendance, (int)row->attends);
    *out++ = cell_instant(row->from);
    *out++ = cell_instant(row->until);
}

const struct list_form list_representatives = {"representatives", "Representatives",
                                               representative_columns, representative_count,
                                               representative_row};

/* ---- moderation ---- */

static const struct column moderation_columns[] = {
    {"subject", "Whom"},      {"measure", "What"},      {"at", "From"},      {"until", "Until"},
    {"reasons", "Reasons"},   {"appealed", "Appealed"}, {"ruled", NULL},     {"lifted", "Lifted"},
    {"ruling_reasons", NULL}, {"overdue", "Overdue"},   {"statement", NULL}, {0},
};

static size_t moderation_count(const struct listing *listing)
{
    return listing->forum->participants.moderation_count;
}

static void moderation_row(const struct listing *listing, size_t index, struct cell *out)
{
    const struct moderation *row = &listing->forum->participants.moderations[index];

    *out++ = cell_slice(row->subject);
    *out++ = cell_word(&words_moderation, (int)row->kind);
    *out++ = cell_instant(row->at);
    *out++ = cell_instant(row->until);
    *out++ = cell_attached(listing, FORUM_ACCREDITATION, row->reasons);
    *out++ = cell_instant(row->appealed);
    *out++ = cell_instant(row->ruled);
    *out++ = cell_flag(row->lifted);
    *out++ = cell_attached(listing, FORUM_ACCREDITATION, row->ruling_reasons);
    *out++ = cell_flag(moderation_is_overdue(row, listing->now));
    *out++ = cell_hash(listing, row->statement);
}

const struct list_form list_moderations = {"moderations", "Acts of moderation", moderation_columns,
                                           moderation_count, moderation_row};
