#include "base/zone.h"
#include "forum/acts_fields.h"
#include "forum/procedure.h"

static const char *const decisions[] = {"approve", "refuse"};
const struct vocabulary forum_decisions = {"decision", decisions, 2};

static const char *const outcomes[] = {"complete", "incomplete"};
const struct vocabulary forum_outcomes = {"outcome", outcomes, 2};

static const char *const rulings[] = {"uphold", "lift"};
const struct vocabulary forum_rulings = {"ruling", rulings, 2};

static const struct field rule_fields[] = {
    FIELD_OF("rule", words_procedure, "which rule of procedure"),
    FIELD("value", FIELD_COUNT, "its number, in the rule's unit"),
    {0},
};

static const struct field adoption[] = {
    {.name = "rules",
     .kind = FIELD_OBJECT,
     .least = 1,
     .most = PROCEDURE_COUNT,
     .fields = rule_fields,
     .meaning = "what is adopted; the others stay as they are (D7)"},
    FIELD("reasons", FIELD_ATTACHMENT, "why"),
    FIELD_COMMITTEE,
    {0},
};

static const struct act procedure[PROCEDURE_ACTS] = {
    [PROCEDURE_ADOPTION] = {.type = "procedure",
                            .meaning = "The committee adopts rules of procedure (D7).",
                            .side = SIDE_EITHER,
                            DECIDED_BY_COMMITTEE,
                            .effect = EFFECT_RECORDS,
                            .fields = adoption},
};

/* Whether there is such a zone is asked where the system's data are (node/judge_forum.c). */
bool forum_zone_check(const struct field *field, struct slice text, struct error *error)
{
    (void)field;
    return zone_is_name(text) || error_set(error, ERROR_MEMBER_VALUE,
                                           "it is no name of a time zone such as Europe/Paris");
}

/* BCP 47, as far as its form goes: a language of two or three letters, then parts of letters and digits. */
bool forum_language_check(const struct field *field, struct slice text, struct error *error)
{
    size_t part = 0;

    (void)field;
    for (size_t begin = 0; begin <= text.size; part++) {
        size_t dash = slice_find(text, begin, '-');
        size_t end = dash == SIZE_MAX ? text.size : dash;
        bool good =
            end > begin && end - begin <= 8 && (part || (end - begin >= 2 && end - begin <= 3));

        for (size_t i = begin; i < end; i++)
            good = good && ((text.data[i] | 32) >= 'a'
                                ? (text.data[i] | 32) <= 'z'
                                : part && text.data[i] >= '0' && text.data[i] <= '9');
        if (!good)
            return error_set(error, ERROR_MEMBER_VALUE, "it is no language such as en or zh-Hant");
        begin = end + 1;
    }
    return true;
}

const struct act_table forum_acts[FORUM_CHAINS] = {
    [FORUM_PROCEDURE] = {"procedure", procedure, PROCEDURE_ACTS},
    [FORUM_ACCREDITATION] = {"accreditation", forum_accreditation, ACCREDITATION_ACTS},
    [FORUM_MEETINGS] = {"meetings", forum_meetings, MEETINGS_ACTS},
    [FORUM_DOCUMENTS] = {"documents", forum_documents, DOCUMENTS_ACTS},
    [FORUM_SUBMISSIONS] = {"submissions", forum_submissions, SUBMISSIONS_ACTS},
    [FORUM_OBSERVATIONS] = {"observations", forum_observations, OBSERVATIONS_ACTS},
};

enum forum_chain forum_chain_of(const struct statement *statement)
{
    enum forum_chain chain = 0;

    while (chain < FORUM_CHAINS && !statement_is_of(statement, &forum_acts[chain]))
        chain++;
    return chain;
}

const char *forum_file_member(const struct statement *statement)
{
    switch (forum_chain_of(statement)) {
    case FORUM_DOCUMENTS:
        return statement->number == DOCUMENTS_VERSION ? "file" : NULL;
    case FORUM_SUBMISSIONS:
        return statement->number == SUBMISSIONS_SUBMISSION || statement->number == SUBMISSIONS_EDIT
                   ? "text"
                   : NULL;
    default:
        return NULL;
    }
}
