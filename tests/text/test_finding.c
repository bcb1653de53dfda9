/* Every code has words, whatever it carries; exact samples of sentence, line and JSON. */
#include "test.h"

#include "law/offence.h"
#include "rules/parameter.h"
#include "text/finding.h"
#include "text/finding_words.h"
#include "text/title.h"

static const struct text_names arcadia_and_belmora = {{(const uint8_t *)"Arcadia", 7},
                                                      {(const uint8_t *)"Belmora", 7}};

static struct finding finding_of(enum finding_code code, const char *where)
{
    static struct findings findings;

    findings.count = 0;
    return *findings_add(&findings, code, where);
}

static struct finding limit_of(enum parameter parameter, int64_t value, int64_t limit,
                               unsigned whose)
{
    struct finding finding = finding_of(FINDING_LIMIT, "XA 2 authorisation");

    finding.row = parameter_table[parameter].row;
    finding.rule = parameter_name(MEASURE_CONTENT, parameter);
    finding.whose = whose;
    finding.value = parameter_fact(parameter, value);
    finding.limit = parameter_value(parameter, limit);
    return finding;
}

static struct value text_value(const char *text)
{
    return (struct value){.kind = VALUE_TEXT, .text = slice_text(text)};
}

static void says(const struct finding *finding, const struct text_names *names,
                 const char *expected)
{
    struct buffer out = {0};

    finding_sentence(LANGUAGE_EN, finding, names, &out);
    assert_string_equal(buffer_string(&out), expected);
    buffer_free(&out);
}

/* Well formed prose: two sentences, nothing unreplaced, no gap where something was left out. */
static void is_prose(enum language language, const struct finding *finding,
                     const struct text_names *names)
{
    static const char *const never[] = {"{",  "}",  "[",  "]",  "|",        "  ",
                                        " .", " ,", "..", "()", "ompliant", "\n"};
    struct buffer out = {0};
    const char *text;
    unsigned sentences = 0;

    finding_sentence(language, finding, names, &out);
    text = buffer_string(&out);
    assert_true(out.size > 40 && out.size < 640);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (strstr(text, never[i]))
            fail_msg("%s has \"%s\": %s", finding_name(finding->code), never[i], text);
    for (size_t i = 0; i < out.size; i++)
        sentences += text[i] == '.' && (i + 1 == out.size || text[i + 1] == ' ');
    if (sentences < 1 || sentences > 2 || text[out.size - 1] != '.')
        fail_msg("%s has %u sentences: %s", finding_name(finding->code), sentences, text);
    buffer_free(&out);
}

static void every_code_has_words(void **state)
{
    const struct text_names *names[] = {NULL, &arcadia_and_belmora};

    (void)state;
    for (int code = 0; code < FINDING_COUNT; code++) {
        assert_non_null(finding_words[code]);
        for (unsigned variant = 0; variant < 32; variant++) {
            struct finding finding = finding_of((enum finding_code)code, "XA 3 request");

            if (variant & 1)
                finding.value = text_value("xa.court-1.o17");
            if (variant & 2)
                finding.limit = text_value("xa.court-1.o18");
            if (variant & 4)
                finding.rule = "content.duration";
            if (variant & 8)
                finding.whose = WHOSE_FLOOR | WHOSE_EXECUTING;
            for (enum language language = 0; language < LANGUAGE_COUNT; language++)
                is_prose(language, &finding, names[variant / 16]);
        }
    }
}

/* Every placeholder of every template is one that can be filled. */
static void no_placeholder_is_unknown(void **state)
{
    static const char *const known[] = {"value", "span",       "limit",     "rule",   "meaning",
                                        "whose", "requesting", "executing", "excess", "missing"};

    (void)state;
    for (int code = 0; code < FINDING_COUNT + EQUAL + 1; code++) {
        const char *at =
            code < FINDING_COUNT ? finding_words[code] : limit_words[code - FINDING_COUNT];

        assert_non_null(at);
        while ((at = strchr(at, '{'))) {
            size_t size = strcspn(++at, "|}");
            bool found = false;

            for (size_t i = 0; i < sizeof known / sizeof *known; i++)
                found = found || (strlen(known[i]) == size && memcmp(known[i], at, size) == 0);
            assert_true(found);
        }
    }
}

/* Every template there is, English; NULL behind the last. */
static const char *template_at(unsigned i)
{
    if (i < FINDING_COUNT)
        return finding_words[i];
    if (i < 2 * FINDING_COUNT)
        return finding_words_valued[i - FINDING_COUNT] ? finding_words_valued[i - FINDING_COUNT]
                                                       : finding_words[i - FINDING_COUNT];
    i -= 2 * FINDING_COUNT;
    return i <= EQUAL ? limit_words[i] : NULL;
}

static unsigned occurrences(const char *text, const char *part)
{
    unsigned count = 0;

    for (const char *at = text; (at = strstr(at, part)); at++)
        count++;
    return count;
}

/* Every language has each of them, with as many of each placeholder and of optional parts. */
static void every_language_says_the_same(void **state)
{
    static const char *const marks[] = {
        "{value",       "{span",       "{limit",  "{rule}",   "{meaning}", "{whose}",
        "{requesting}", "{executing}", "{excess", "{missing", "[",         "|"};
    const char *english;

    (void)state;
    for (unsigned i = 0; (english = template_at(i)); i++)
        for (enum language language = 1; language < LANGUAGE_COUNT; language++) {
            const char *text = language_text(language, english);

            if (!language_has(language, english))
                fail_msg("%s lacks: %s", language_code(language), english);
            for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
                if (occurrences(english, marks[m]) != occurrences(text, marks[m]))
                    fail_msg("%s has %s otherwise: %s", language_code(language), marks[m], text);
        }
}

static void says_in_french(const struct finding *finding, const struct text_names *names,
                           const char *expected)
{
    struct buffer out = {0};

    finding_sentence(LANGUAGE_FR, finding, names, &out);
    assert_string_equal(buffer_string(&out), expected);
    buffer_free(&out);
}

static void french_reads_as_french(void **state)
{
    struct finding finding =
        limit_of(PARAMETER_DURATION, 25 * DAY + 1, 21, WHOSE_FLOOR | WHOSE_REQUESTING);

    (void)state;
    says_in_french(&finding, &arcadia_and_belmora,
                   "content.duration (combien de temps après la décision l’ordre peut être "
                   "exécuté) : au plus 21 jours selon le socle et le recueil d’Arcadia "
                   "(requérant) ; ici, 25 jours et 1 seconde. Restez en deçà : aucune autorité "
                   "ne peut permettre davantage.");
    finding = limit_of(PARAMETER_CATEGORIES, 1 << CATEGORY_CONTENT | 1 << CATEGORY_TRAFFIC,
                       1 << CATEGORY_CONTENT, WHOSE_EXECUTING);
    says_in_french(
        &finding, NULL,
        "content.categories (les catégories de données qu’elle peut atteindre) : contenu "
        "selon le recueil de l’État d’exécution, et rien d’autre ; est en dehors "
        "données de trafic. Retirez-le : aucune autorité ne peut permettre davantage.");
    finding = finding_of(FINDING_RIGHTS, "XB 2 rights-assessment");
    says_in_french(&finding, NULL,
                   "L’État d’exécution refuse au nom des droits d’une personne ; le motif précis y "
                   "reste. Rien ne lève ce refus.");
    finding = finding_of(FINDING_NO_JUDGE, "");
    says_in_french(
        &finding, &arcadia_and_belmora,
        "Aucun juge d’Arcadia n’a autorisé ceci. Portez la demande devant le tribunal et "
        "attendez son autorisation : rien ne peut être demandé sans elle.");
    finding = finding_of(FINDING_EXPIRED, "");
    finding.limit = (struct value){.kind = VALUE_INSTANT, .number = 0};
    says_in_french(&finding, NULL,
                   "Le délai d’exécution de l’ordre est écoulé : il a pris fin le 1er janvier 1970 "
                   "à 00:00 UTC. Ce qui reste nécessaire exige une nouvelle demande.");
    finding = finding_of(FINDING_DUAL_CRIMINALITY_UNKNOWN, "");
    finding.value =
        (struct value){VALUE_SET, 1 << ELEMENT_MENS_REA | 1 << ELEMENT_HARM, &words_element, {0}};
    says_in_french(&finding, NULL,
                   "On ne sait pas si la conduite est un crime dans les deux États ; cela tient à "
                   "l’élément moral, le dommage. Énoncez les faits de l’affaire pour chacun de ces "
                   "éléments.");
}

/* What a set in a finding names has a title in every language. */
static void every_word_of_a_set_is_said(void **state)
{
    const struct vocabulary *const lists[] = {&words_category,  &words_role,      &words_offence,
                                              &words_privilege, &words_statement, &words_object,
                                              &words_authority, &words_mens_rea,  &words_exclusion,
                                              &words_ict_role,  &words_element,   &words_power};

    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (unsigned word = 0; word < lists[i]->count; word++)
            for (enum language language = 1; language < LANGUAGE_COUNT; language++)
                if (!language_has(language, word_title(lists[i], word)))
                    fail_msg("%s lacks %s", language_code(language), word_title(lists[i], word));
}

static void every_parameter_has_words(void **state)
{
    (void)state;
    for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
        int64_t value = parameter_table[p].direction == PERMITTED ? 3 : 0;
        struct finding finding = limit_of(p, value, 1, WHOSE_FLOOR);
        struct buffer out = {0};

        finding_sentence(LANGUAGE_EN, &finding, NULL, &out);
        assert_true(slice_starts(buffer_slice(&out), slice_text(finding.rule)));
        assert_non_null(strstr(buffer_string(&out), parameter_table[p].meaning));
        assert_null(strstr(buffer_string(&out), "stands here"));
        buffer_free(&out);
    }
}

static void limits_say_whose_and_how_much(void **state)
{
    struct finding finding = limit_of(PARAMETER_DURATION, 25 * DAY + 1, 21, WHOSE_REQUESTING);

    (void)state;
    says(&finding, &arcadia_and_belmora,
         "content.duration (how long after the decision the order may be executed) is at most 21 "
         "days "
         "by the rulebook of Arcadia (requesting); here it is 25 days and 1 second. Keep within "
         "it: no "
         "office can allow more.");
    finding = limit_of(PARAMETER_JUDGES, 1, 2, WHOSE_FLOOR | WHOSE_REQUESTING | WHOSE_EXECUTING);
    says(&finding, NULL,
         "content.judges (how many judges of the requesting State must authorise it) is at least 2 "
         "by "
         "the floor, the requesting State's rulebook and the executing State's rulebook; here it "
         "is 1. "
         "Make up what is short, or choose a less intrusive measure.");
    finding = limit_of(PARAMETER_CATEGORIES, 1 << CATEGORY_CONTENT | 1 << CATEGORY_SUBSCRIBER,
                       1 << CATEGORY_CONTENT, WHOSE_EXECUTING);
    says(&finding, &arcadia_and_belmora,
         "content.categories (the categories of data that it may reach) is {content} by the "
         "rulebook "
         "of Belmora (executing), and nothing else; outside it lies subscriber. Leave that out: no "
         "office can allow more.");
    finding = limit_of(PARAMETER_GROUNDS, 1 << GROUND_R01, 1 << GROUND_R01 | 1 << GROUND_R06,
                       WHOSE_FLOOR | WHOSE_EXECUTING);
    says(
        &finding, NULL,
        "content.grounds (the grounds of refusal that the rights assessment must answer) is all of "
        "{R01, R06} by the floor and the executing State's rulebook; missing is R06 (no dual "
        "criminality). Add it: every one of them is needed.");
    finding = limit_of(PARAMETER_SUSPICION, 0, 1, WHOSE_FLOOR);
    says(&finding, NULL,
         "content.suspicion (whether facts must tie each target to the offence) is \"yes\" by the "
         "floor, and here it is not so. See to it first: nothing stands in for it.");
    finding = limit_of(PARAMETER_WINDOW, INT64_MAX, 12, WHOSE_FLOOR);
    says(&finding, NULL,
         "content.window (how far back from the application the data may reach) is at most 12 "
         "months "
         "by the floor; here it is beyond any limit. Keep within it: no office can allow more.");
}

static void a_state_alone_has_one_rulebook(void **state)
{
    struct text_names alone = {SLICE("Arcadia"), SLICE("Arcadia")};
    struct buffer out = {0};

    (void)state;
    text_whose(LANGUAGE_EN, WHOSE_FLOOR | WHOSE_REQUESTING | WHOSE_EXECUTING, &alone, &out);
    assert_string_equal(buffer_string(&out), "the floor and the rulebook of Arcadia");
    buffer_free(&out);
}

static void samples_read_as_a_clerk_wrote_them(void **state)
{
    struct finding finding = finding_of(FINDING_SCOPE_WIDENED, "XA 3 request");

    (void)state;
    finding.value = text_value("to");
    says(&finding, NULL,
         "The scope reaches further than a statement on which it rests, in \"to\". Keep within it; "
         "whoever needs more applies anew.");
    finding = finding_of(FINDING_RIGHTS, "XB 2 rights-assessment");
    says(&finding, NULL,
         "The executing State refuses on account of a person's rights; which ground it is stays "
         "there. "
         "Nothing lifts this refusal.");
    says(&finding, &arcadia_and_belmora,
         "Belmora refuses on account of a person's rights; which ground it is stays there. Nothing "
         "lifts this refusal.");
    finding.value = text_value("adverse");
    says(&finding, NULL,
         "The answers to the grounds come to \"adverse\", and the statement's outcome is another. "
         "The "
         "outcome follows from the answers: put one of the two right and sign anew.");
    finding = finding_of(FINDING_GROUND_UNANSWERED, "XB 2 rights-assessment");
    finding.value =
        (struct value){VALUE_SET, 1 << GROUND_R02 | 1 << GROUND_R06, &words_ground, {0}};
    says(
        &finding, NULL,
        "The rights assessment does not answer R02 (political offence), R06 (no dual criminality). "
        "The reviewer answers each, with the sources that were checked.");
    finding.value.number = 0;
    says(&finding, NULL,
         "The rights assessment does not answer every ground, or who the person is. The reviewer "
         "answers each, with the sources that were checked.");
    finding = finding_of(FINDING_TIME_SKEWED, "XA 1 application");
    finding.rule = "signing.skew";
    finding.whose = WHOSE_FLOOR;
    finding.value = (struct value){.kind = VALUE_SECONDS, .number = 2 * DAY};
    finding.limit = (struct value){.kind = VALUE_HOURS, .number = 24};
    says(&finding, NULL,
         "The statement's time lies 2 days from its entry in the ledger; by the floor "
         "(signing.skew) it "
         "is at most 24 hours. Sign anew with the present time and submit it at once.");
    finding = finding_of(FINDING_EXPIRED, "");
    finding.value = (struct value){.kind = VALUE_INSTANT, .number = 86400};
    finding.limit = (struct value){.kind = VALUE_INSTANT, .number = 0};
    says(&finding, NULL,
         "The time to execute the order is over: it ended at 1970-01-01T00:00:00Z, and it is "
         "1970-01-02T00:00:00Z. What is still needed takes a new application.");
    finding = finding_of(FINDING_REFUSED, "");
    finding.value = text_value("");
    says(&finding, NULL,
         "A court has refused this. Nothing lifts a refusal: read its reasons, and begin a new "
         "matter "
         "if they can be met.");
}

static void lines_are_like_a_compilers(void **state)
{
    struct finding finding = finding_of(FINDING_NO_JUDGE, "XA 3 request");
    struct buffer out = {0};

    (void)state;
    finding_line(&finding, &arcadia_and_belmora, &out);
    assert_string_equal(
        buffer_string(&out),
        "refuse P5 no-judge [XA 3 request]: No judge of Arcadia has authorised this. "
        "Bring the application before the court and wait for its authorisation: "
        "nothing can be asked for without it.\n");
    buffer_clear(&out);
    finding = finding_of(FINDING_NO_RECEIPT, "");
    finding_line(&finding, NULL, &out);
    assert_string_equal(
        buffer_string(&out),
        "refuse M7 no-receipt: The central authority of the executing State has not "
        "acknowledged the request. It does so before anything is assessed or decided "
        "there.\n");
    buffer_free(&out);
}

static void refusals_come_first(void **state)
{
    struct findings findings = {0};
    struct buffer out = {0};
    const char *text;

    (void)state;
    findings_add(&findings, FINDING_GROUND_UNKNOWN, "");
    findings_add(&findings, FINDING_SIGNER_ROLE, "")->outcome = OUTCOME_NOTE;
    findings_add(&findings, FINDING_EXPIRED, "");
    findings_lines(&findings, NULL, &out);
    text = buffer_string(&out);
    assert_true(strncmp(text, "refuse P3 expired", 17) == 0);
    assert_true(strstr(text, "\nask M4 ") < strstr(text, "\nnote P12 "));
    buffer_free(&out);
}

static void json_has_exactly_seven_members(void **state)
{
    struct finding finding = limit_of(PARAMETER_DURATION, 25 * DAY, 21, WHOSE_REQUESTING);
    struct findings findings = {0};
    struct buffer out = {0};
    struct writer writer = {.out = &out};

    (void)state;
    findings.items[findings.count++] = finding;
    findings_add(&findings, FINDING_REFUSED, "XB 3 approval")->value = text_value("");
    findings_json(&findings, &writer);
    assert_string_equal(
        buffer_string(&out),
        "[{\"code\":\"limit\",\"row\":\"P3\",\"outcome\":\"refuse\",\"rule\":\"content.duration\","
        "\"value\":\"2160000 seconds\",\"limit\":\"21 days\",\"where\":\"XA 2 authorisation\"},"
        "{\"code\":\"refused\",\"row\":\"M2\",\"outcome\":\"refuse\",\"rule\":null,\"value\":null,"
        "\"limit\":null,\"where\":\"XB 3 approval\"}]");
    buffer_free(&out);
}

static void hostile_values_stay_text(void **state)
{
    struct finding finding = finding_of(FINDING_ACCOUNT_NOT_SPECIFIC, "a\nb");
    struct buffer out = {0};

    (void)state;
    finding.value = text_value("{limit}[x]\x1b[2J\n*@all");
    finding_line(&finding, NULL, &out);
    assert_string_equal(buffer_string(&out),
                        "refuse P4 account-not-specific [a\xef\xbf\xbd"
                        "b]: {limit}[x]\xef\xbf\xbd[2J"
                        "\xef\xbf\xbd*@all is not one specific account. Name each account in full "
                        "and in small letters, as "
                        "user@host: there is no order for a pattern, a domain or a group.\n");
    buffer_free(&out);
}

/* A question that is answered reads so; one that is open, or a note by nature, does not. */
static void an_answer_is_said(void **state)
{
    static const struct {
        enum finding_code code;
        enum outcome outcome;
        bool answered;
    } cases[] = {{FINDING_OFFENCE_NO_MALICE, OUTCOME_NOTE, true},
                 {FINDING_OFFENCE_READ_OTHERWISE, OUTCOME_NOTE, true},
                 {FINDING_OFFENCE_NO_MALICE, OUTCOME_ASK, false},
                 {FINDING_OFFENCE_NO_MALICE, OUTCOME_REFUSE, false},
                 {FINDING_OFFENCE_PENALTY, OUTCOME_NOTE, false}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct finding finding = {.code = cases[i].code, .outcome = cases[i].outcome};
        struct buffer out = {0};

        finding_sentence(LANGUAGE_EN, &finding, NULL, &out);
        assert_int_equal(strstr(buffer_string(&out), "In this matter it is answered.") != NULL,
                         cases[i].answered);
        buffer_free(&out);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_answer_is_said),
    cmocka_unit_test(every_code_has_words),
    cmocka_unit_test(no_placeholder_is_unknown),
    cmocka_unit_test(every_language_says_the_same),
    cmocka_unit_test(french_reads_as_french),
    cmocka_unit_test(every_word_of_a_set_is_said),
    cmocka_unit_test(every_parameter_has_words),
    cmocka_unit_test(limits_say_whose_and_how_much),
    cmocka_unit_test(a_state_alone_has_one_rulebook),
    cmocka_unit_test(samples_read_as_a_clerk_wrote_them),
    cmocka_unit_test(lines_are_like_a_compilers),
    cmocka_unit_test(refusals_come_first),
    cmocka_unit_test(json_has_exactly_seven_members),
    cmocka_unit_test(hostile_values_stay_text),
};

TEST_MAIN(tests)
