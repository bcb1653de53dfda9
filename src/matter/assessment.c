#include "matter/assessment.h"

#include "base/json.h"
#include "base/lines.h"

const char *const assessment_persons[ASSESSMENT_PERSONS + 1] = {"asylum", "defender", "minor",
                                                                NULL};

struct answers {
    uint64_t answered, yes; /* grounds */
    bool any_unknown, person_answered;
};

/* `bit`: of the ground that is answered, or 0. */
static bool read_answer(const struct line_section *section, const char *key, uint64_t bit,
                        struct answers *out, struct error *error)
{
    const struct line_entry *entry = lines_entry(section, key);
    struct value value;

    if (!entry)
        return lines_missing_key(section, key, error);
    if (!lines_value(entry, VALUE_WORD, &matter_answers, &value, error))
        return false;
    if (value.number == ANSWER_YES)
        out->yes |= bit;
    out->any_unknown = out->any_unknown || value.number == ANSWER_UNKNOWN;
    return true;
}

static bool read_ground(const struct line_section *section, struct answers *out,
                        struct error *error)
{
    static const char *const keys[] = {"answer", "sources", "reasons", NULL};
    int ground = vocabulary_find(&words_ground, section->name);

    if (ground < 0)
        return lines_unknown_section(section, error);
    if (!lines_only(section, keys, error) ||
        !read_answer(section, "answer", UINT64_C(1) << ground, out, error))
        return false;
    if (lines_entry(section, "sources") || lines_entry(section, "reasons"))
        out->answered |= UINT64_C(1) << ground;
    return true;
}

/* The answers to who the person is; a yes is weighed by the reviewer, not by the program. */
static bool read_person(const struct line_section *section, struct answers *out,
                        struct error *error)
{
    struct answers person = {0};

    if (!lines_only(section, assessment_persons, error))
        return false;
    for (size_t i = 0; assessment_persons[i]; i++)
        if (!read_answer(section, assessment_persons[i], 0, &person, error))
            return false;
    out->any_unknown = out->any_unknown || person.any_unknown;
    out->person_answered = true;
    return true;
}

static bool read_answers(struct slice text, struct arena *arena, struct answers *out,
                         struct error *error)
{
    struct lines lines;
    struct slice salt;

    if (!slice_line(&text, &salt) || salt.size != 64)
        return error_set(error, ERROR_ATTACHMENT_WRONG,
                         "an attachment begins with a line of 32 random bytes in hex");
    if (!lines_parse(text, arena, &lines, error))
        return error_at(error, error->line + 1, error->column);
    for (size_t i = 0; i < lines.count; i++) {
        const struct line_section *section = &lines.sections[i];

        if (!(slice_is(section->name, "person") ? read_person(section, out, error)
                                                : read_ground(section, out, error)))
            return error_at(error, error->line + 1, error->column);
    }
    return true;
}

static struct value set_of(uint64_t grounds)
{
    return (struct value){VALUE_SET, (int64_t)grounds, &words_ground, {0}};
}

/* A ground on which the State must refuse decides; of the others the reviewer may refuse, or leave
 * them to the court. */
static bool follows(const struct answers *answers, uint64_t refuse_on, enum assessment outcome,
                    enum assessment *wanted)
{
    *wanted = answers->any_unknown ? ASSESSMENT_UNKNOWN : ASSESSMENT_CLEAR;
    if (answers->yes & refuse_on)
        *wanted = ASSESSMENT_ADVERSE;
    return outcome == *wanted || (outcome == ASSESSMENT_ADVERSE && answers->yes);
}

/* What the statement says of the answers: all that the other State reads of them. */
static void check_said(const struct statement *statement, const struct answers *answers,
                       uint64_t refuse_on, const char *where, struct findings *findings)
{
    uint64_t covered = matter_words(statement->body, "covered", &words_ground);
    uint64_t noted = matter_words(statement->body, "noted", &words_ground);
    enum assessment outcome = (enum assessment)matter_decision(statement), wanted;
    struct finding *finding;

    if (covered & ~answers->answered || !answers->person_answered)
        findings_add(findings, FINDING_GROUND_UNANSWERED, where)->value =
            set_of(covered & ~answers->answered);
    if (!follows(answers, refuse_on, outcome, &wanted)) {
        finding = findings_add(
            findings, wanted == ASSESSMENT_UNKNOWN ? FINDING_GROUND_UNKNOWN : FINDING_RIGHTS,
            where);
        finding->outcome = OUTCOME_REFUSE;
        finding->value =
            (struct value){VALUE_TEXT, 0, NULL, slice_text(statement->act->words->words[wanted])};
    } else if (noted != (outcome == ASSESSMENT_ADVERSE ? 0 : answers->yes)) {
        finding = findings_add(findings, FINDING_GROUND_NOT_NOTED, where);
        finding->value = set_of(noted ^ (outcome == ASSESSMENT_ADVERSE ? 0 : answers->yes));
    }
}

bool assessment_check(const struct statement *statement, struct slice text, uint64_t refuse_on,
                      const char *where, struct findings *findings, struct error *error)
{
    struct answers answers = {0};
    struct arena arena = {0};
    bool ok = read_answers(text, &arena, &answers, error);

    arena_free(&arena);
    if (!ok)
        return error_where(error, "answers");
    check_said(statement, &answers, refuse_on, where, findings);
    return true;
}

static void take_answer(const struct line_section *section, const char *key,
                        struct assessment_answer *out)
{
    const struct line_entry *entry = lines_entry(section, key);
    const struct line_entry *sources = lines_entry(section, "sources");
    const struct line_entry *reasons = lines_entry(section, "reasons");
    int word = entry ? vocabulary_find(&matter_answers, entry->value) : -1;

    if (word < 0)
        return;
    *out = (struct assessment_answer){.there = true, .answer = (enum answer)word};
    if (sources || reasons)
        out->text = reasons ? reasons->value : sources->value;
}

bool assessment_read(struct slice text, struct arena *arena, struct assessment_answers *out,
                     struct error *error)
{
    struct answers ignored = {0};
    struct lines lines;
    struct slice salt;

    *out = (struct assessment_answers){0};
    if (!read_answers(text, arena, &ignored, error) || !slice_line(&text, &salt) ||
        !lines_parse(text, arena, &lines, error))
        return false;
    for (size_t i = 0; i < lines.count; i++) {
        const struct line_section *section = &lines.sections[i];
        int ground = vocabulary_find(&words_ground, section->name);

        if (ground >= 0)
            take_answer(section, "answer", &out->grounds[ground]);
        for (size_t j = 0; ground < 0 && j < ASSESSMENT_PERSONS; j++)
            take_answer(section, assessment_persons[j], &out->person[j]);
    }
    return true;
}
