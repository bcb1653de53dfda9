#include "text/title.h"

static const struct {
    const char *title, *meaning;
} measures[MEASURE_COUNT] = {
    [MEASURE_PRESERVATION] = {"Preservation", "A provider keeps data that might be lost. Nobody "
                                              "reads it, and nothing is handed out."},
    [MEASURE_SUBSCRIBER] = {"Subscriber data", "Who holds an account, and how to reach them."},
    [MEASURE_IDENTITY] = {"Identity of a user", "Who used an address at a certain time."},
    [MEASURE_TRAFFIC] = {"Traffic data", "Who was in contact with whom, when and from where: as "
                                         "telling as what they wrote, and protected alike."},
    [MEASURE_CONTENT] = {"Stored content", "Messages and files in an account, for a stated time."},
    [MEASURE_SEARCH] = {"Search of a device", "A computer or telephone is searched."},
    [MEASURE_REALTIME] = {"Traffic data as it arises", "Contacts are collected from now on."},
    [MEASURE_INTERCEPTION] = {"Interception", "Messages are read as they are sent."},
};

const char *measure_title(enum measure measure)
{
    return measures[measure].title;
}

const char *measure_meaning(enum measure measure)
{
    return measures[measure].meaning;
}

static const char *const categories[CATEGORY_COUNT] = {
    [CATEGORY_SUBSCRIBER] = "subscriber data",
    [CATEGORY_IDENTITY] = "identity",
    [CATEGORY_TRAFFIC] = "traffic data",
    [CATEGORY_CONTENT] = "content",
};

static const char *const offences[OFFENCE_COUNT] = {
    [OFFENCE_ACCESS] = "unlawful access",
    [OFFENCE_INTERCEPTION] = "unlawful interception",
    [OFFENCE_DATA_INTERFERENCE] = "interference with data",
    [OFFENCE_SYSTEM_INTERFERENCE] = "interference with a system",
    [OFFENCE_DEVICE_MISUSE] = "misuse of devices",
    [OFFENCE_FORGERY] = "computer forgery",
    [OFFENCE_FRAUD] = "computer fraud",
    [OFFENCE_EXPRESSION] = "expression",
    [OFFENCE_OTHER] = "something else",
};

static const char *const privileges[PRIVILEGE_COUNT] = {
    [PRIVILEGE_LAWYER] = "lawyers and defence",
    [PRIVILEGE_CLERGY] = "clergy",
    [PRIVILEGE_LEGISLATOR] = "legislators",
    [PRIVILEGE_MEDICAL] = "doctors and therapists",
    [PRIVILEGE_NOTARY] = "notaries",
    [PRIVILEGE_TAX] = "tax advisers",
    [PRIVILEGE_JOURNALIST] = "journalists and their sources",
    [PRIVILEGE_INTIMATE] = "the intimate core of private life",
};

static const char *const roles[ROLE_COUNT] = {
    [ROLE_ROOT] = "root",
    [ROLE_INVESTIGATOR] = "investigator",
    [ROLE_PROSECUTOR] = "prosecutor",
    [ROLE_JUDGE] = "judge",
    [ROLE_CENTRAL_AUTHORITY] = "central authority",
    [ROLE_REVIEWER] = "human-rights reviewer",
    [ROLE_CLERK] = "clerk of the court",
    [ROLE_SUPERVISOR] = "supervisor",
    [ROLE_FILTER] = "privilege filter",
    [ROLE_PROVIDER] = "provider",
    [ROLE_DPA] = "data-protection authority",
};

const char *role_name(enum role role)
{
    return roles[role];
}

const char *word_title(const struct vocabulary *vocabulary, unsigned word)
{
    if (vocabulary == &words_category)
        return categories[word];
    if (vocabulary == &words_offence)
        return offences[word];
    if (vocabulary == &words_privilege)
        return privileges[word];
    if (vocabulary == &words_ground)
        return words_ground_meaning((enum ground)word);
    return vocabulary == &words_role ? roles[word] : vocabulary->words[word];
}

/* ---- values ---- */

static void counted(enum language language, int64_t number, const char *one, const char *more,
                    struct buffer *out)
{
    struct slice rest = slice_text(language_plural(language, one, more, (uint64_t)number));
    size_t at = slice_find(rest, 0, '#');

    buffer_append(out, slice_part(rest, 0, at));
    language_number(language, (uint64_t)number, out);
    buffer_append(out, slice_from(rest, at + 1));
}

void months_say(enum language language, int64_t months, struct buffer *out)
{
    if (months && months % 12 == 0)
        counted(language, months / 12, "# year", "# years", out);
    else
        counted(language, months, "# month", "# months", out);
}

static void set_say(enum language language, const struct value *value, struct buffer *out)
{
    const char *between = "";

    if (!value->number)
        buffer_text(out, language_text(language, "none"));
    for (unsigned i = 0; i < value->vocabulary->count; i++)
        if (value->number >> i & 1) {
            buffer_text(out, between);
            buffer_text(out, language_text(language, word_title(value->vocabulary, i)));
            between = value->vocabulary == &words_ground ? "; " : ", ";
        }
}

void value_say(enum language language, const struct value *value, struct buffer *out)
{
    switch (value->kind) {
    case VALUE_COUNT:
        language_number(language, (uint64_t)value->number, out);
        break;
    case VALUE_HOURS:
        counted(language, value->number, "# hour", "# hours", out);
        break;
    case VALUE_DAYS:
        counted(language, value->number, "# day", "# days", out);
        break;
    case VALUE_MONTHS:
        months_say(language, value->number, out);
        break;
    case VALUE_FLAG:
        buffer_text(out, language_text(language, value->number ? "yes" : "no"));
        break;
    case VALUE_WORD:
        buffer_text(out, language_text(language, word_title(value->vocabulary,
                                                            (unsigned)value->number)));
        break;
    case VALUE_SET:
        set_say(language, value, out);
        break;
    default:
        value_format(value, out);
    }
}
