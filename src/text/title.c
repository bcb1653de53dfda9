#include "text/title.h"

#include "law/offence.h"

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
    [PRIVILEGE_MEDICAL] = "doctors",
    [PRIVILEGE_PSYCHOTHERAPY] = "psychotherapists",
    [PRIVILEGE_COUNSELLING] = "counsellors",
    [PRIVILEGE_NOTARY] = "notaries",
    [PRIVILEGE_TAX] = "tax advisers",
    [PRIVILEGE_JOURNALIST] = "journalists and their sources",
    [PRIVILEGE_INTIMATE] = "the intimate core of private life",
};

static const char *const statements[STATEMENT_COUNT] = {
#define X(constant, word, member, rule, meaning) meaning,
    STATEMENTS(X)
#undef X
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
    [ROLE_REGISTRAR] = "registrar",
    [ROLE_SECRETARIAT] = "secretariat",
    [ROLE_CHAIR] = "chair",
    [ROLE_COMMITTEE] = "committee",
    [ROLE_DELEGATION] = "delegation",
    [ROLE_ORGANISATION] = "accredited organisation",
};

/* What an offence is made of, as a finding names it. */
static const char *const elements[ELEMENT_COUNT] = {
    [ELEMENT_ACT] = "the act",
    [ELEMENT_OBJECT] = "what it was done to",
    [ELEMENT_AUTHORITY] = "the lack of right",
    [ELEMENT_MENS_REA] = "the mental element",
    [ELEMENT_HARM] = "the harm",
    [ELEMENT_SYSTEM] = "the kind of system",
    [ELEMENT_EXCLUSIONS] = "the exclusions",
    [ELEMENT_ICT_ROLE] = "the part of information technology",
    [ELEMENT_TOOL_PURPOSE] = "the purpose of the tool",
};

static const char *const powers[POWER_COUNT] = {
#define X(constant, word, meaning) meaning,
    POWERS(X)
#undef X
};

/* A word that only one element has, or NULL. */
static const char *element_word(const struct vocabulary *vocabulary, unsigned word)
{
    for (enum element element = 0; element < ELEMENT_COUNT; element++)
        if (element != ELEMENT_ACT && element_table[element].vocabulary == vocabulary)
            return element_meaning(element, word);
    return NULL;
}

const char *role_name(enum role role)
{
    return roles[role];
}

const char *word_title(const struct vocabulary *vocabulary, unsigned word)
{
    const char *meaning = element_word(vocabulary, word);

    if (meaning)
        return meaning;
    if (vocabulary == &words_measure)
        return measures[word].title;
    if (vocabulary == &words_element)
        return elements[word];
    if (vocabulary == &words_power)
        return powers[word];
    if (vocabulary == &words_category)
        return categories[word];
    if (vocabulary == &words_offence)
        return offences[word];
    if (vocabulary == &words_privilege)
        return privileges[word];
    if (vocabulary == &words_ground)
        return words_ground_meaning((enum ground)word);
    if (vocabulary == &words_statement)
        return statements[word];
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

void duration_say(enum language language, int64_t seconds, struct buffer *out)
{
    static const struct {
        const char *one, *more;
        uint64_t size;
    } units[] = {{"# day", "# days", DAY},
                 {"# hour", "# hours", HOUR},
                 {"# minute", "# minutes", 60},
                 {"# second", "# seconds", 1}};
    uint64_t rest = seconds < 0 ? 0 - (uint64_t)seconds : (uint64_t)seconds;
    bool first = true;

    if (seconds < 0)
        buffer_byte(out, '-');
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        uint64_t count = rest / units[i].size;

        rest %= units[i].size;
        if (count == 0 && !(first && rest == 0 && units[i].size == 1))
            continue;
        if (!first)
            buffer_text(out, rest ? ", " : language_text(language, " and "));
        counted(language, (int64_t)count, units[i].one, units[i].more, out);
        first = false;
    }
}

static void list_say(enum language language, const struct vocabulary *vocabulary, int64_t set,
                     const char *between, struct buffer *out)
{
    bool any = false;

    for (unsigned i = 0; i < vocabulary->count; i++) {
        if (!(set >> i & 1))
            continue;
        buffer_text(out, any ? between : "");
        if (vocabulary == &words_ground)
            buffer_format(out, "%s ", vocabulary->words[i]);
        buffer_text(out, language_text(language, word_title(vocabulary, i)));
        any = true;
    }
}

enum { EXCEPTIONS_MOST = 4 };

/* Most of the sixteen grounds are shorter to name by those that are left out. */
static void grounds_say(enum language language, int64_t set, struct buffer *out)
{
    int64_t left_out = (int64_t)vocabulary_all(&words_ground) & ~set;

    if (__builtin_popcountll((uint64_t)left_out) > EXCEPTIONS_MOST) {
        list_say(language, &words_ground, set, "; ", out);
        return;
    }
    buffer_text(out, language_text(language, "all, R01 to R16"));
    if (left_out) {
        buffer_format(out, ", %s ", language_text(language, "but not"));
        list_say(language, &words_ground, left_out, "; ", out);
    }
}

static void set_say(enum language language, const struct value *value, struct buffer *out)
{
    if (!value->number)
        buffer_text(out, language_text(language, "none"));
    else if (value->vocabulary == &words_ground)
        grounds_say(language, value->number, out);
    else
        list_say(language, value->vocabulary, value->number,
                 value->vocabulary == &words_statement ? "; " : ", ", out);
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
        buffer_text(
            out, language_text(language, word_title(value->vocabulary, (unsigned)value->number)));
        break;
    case VALUE_SET:
        set_say(language, value, out);
        break;
    default:
        value_format(value, out);
    }
}
