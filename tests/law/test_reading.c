/* Where a text reads otherwise than its elements were typed (O8). */
#include "test.h"

#include "base/files.h"
#include "law/folder.h"
#include "law/maker.h"
#include "law/reading.h"

static struct lexicon lexicon;
static struct arena arena;

static int setup(void **state)
{
    struct error error = {0};

    (void)state;
    assert_true(lexicon_parse(slice_text(lexicon_text), &lexicon, &error));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    lexicon_free(&lexicon);
    arena_free(&arena);
    return 0;
}

static void read_register(const char *name, struct offence_register *out)
{
    struct error error = {0};
    struct buffer path = {0}, text = {0};

    buffer_format(&path, "%s/%s", LAW_FOLDER, name);
    assert_true(files_read(buffer_string(&path), LINES_BYTES, &text, &error) &&
                offence_register_parse(buffer_slice(&text), &arena, out, &error));
    buffer_free(&path);
    buffer_free(&text);
}

/* No alarm about an offence on which a measure can rest, in any of the three registers. */
static void sound_offences_raise_no_alarm(void **state)
{
    static const char *const files[] = {"arcadia.offences", "belmora.offences",
                                        "budapest.offences"};
    const struct offence_answers answered = {TRUTH_YES, TRUTH_YES};
    unsigned sound = 0, otherwise = 0;

    (void)state;
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        struct offence_register offences;

        read_register(files[f], &offences);
        assert_false(offences.provisions[0].is_read);
        reading_of_register(&lexicon, &offences);
        for (size_t i = 0; i < offences.count; i++) {
            const struct provision *provision = &offences.provisions[i];

            assert_true(provision->is_read);
            assert_int_equal(provision->reading, reading_differs(&lexicon, provision));
            otherwise += provision->reading != 0;
            if (provision_outcome(provision, &answered) == OUTCOME_REFUSE)
                continue;
            sound++;
            if (provision->reading)
                fail_msg("%.*s: %x", SLICE_ARG(provision->id), provision->reading);
        }
    }
    assert_true(sound > 25);
    assert_true(otherwise > 10);
}

/* What a text says in place of that of a clean offence, and what is to be read from it. */
static const struct {
    const char *text;
    const char *language;
    int64_t penalty;
    bool uncited;
    unsigned reads;
} samples[] = {
#define BIT(standard) (1u << STANDARD_##standard)
    {"Whoever, intending to harm another, publishes grossly offensive messages by a computer "
     "commits an offence.",
     "en", 24, false, BIT(L1)},
    {"Whoever recklessly damages data of another commits an offence.", "en", 24, false, BIT(L2)},
    {"Whoever damages data of another commits an offence.", "en", 24, false, 0},
    {"Whoever damages data of another commits an offence.", "en", 24, true,
     BIT(L2) | BIT(L3) | BIT(L5) | BIT(L6)},
    {"Whoever dishonestly gains access to a computer contrary to the policy of its owner, with "
     "intent to defraud, commits an offence.",
     "en", 24, false, BIT(L4)},
    {"Whoever, where a computer is used at any stage of an offence, the maximum penalty is "
     "doubled.",
     "en", 24, false, BIT(L7)},
    {"Whoever, intending to harm another, deletes data commits an offence and is liable to "
     "imprisonment for a term not exceeding two years.",
     "en", 60, false, BIT(L10)},
    {"Whoever, intending to harm another, deletes data commits an offence and is liable to "
     "imprisonment for a term not exceeding two years.",
     "en", 24, false, 0},
    {"Nothing that anybody would take for an offence.", "en", 24, false,
     BIT(L2) | BIT(L3) | BIT(L5) | BIT(L6) | BIT(L9)},
    {"Wer vorsaetzlich Daten beschaedigt, wird bestraft.", "de", 24, true, 0},
};

static void texts_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct provision provision = maker_clean();
        unsigned reads;

        provision.text = slice_text(samples[i].text);
        provision.title = SLICE("Offence");
        provision.language = slice_text(samples[i].language);
        provision.penalty = samples[i].penalty;
        for (unsigned e = 0; e < ELEMENT_COUNT; e++)
            provision.places[e].citation = samples[i].uncited ? SLICE("") : SLICE("s. 3A");
        reads = reading_differs(&lexicon, &provision);
        if ((reads & ~BIT(L9)) != (samples[i].reads & ~BIT(L9)))
            fail_msg("sample %zu reads %x, not %x", i, reads, samples[i].reads);
    }
}

/* It asks, both answers lift it, and a text that nobody has read is never lifted. */
static void a_reading_asks(void **state)
{
    static const struct {
        struct offence_answers answers;
        enum outcome outcome;
    } rows[] = {
        {{TRUTH_UNKNOWN, TRUTH_UNKNOWN}, OUTCOME_ASK}, {{TRUTH_YES, TRUTH_UNKNOWN}, OUTCOME_ASK},
        {{TRUTH_UNKNOWN, TRUTH_YES}, OUTCOME_ASK},     {{TRUTH_YES, TRUTH_YES}, OUTCOME_NOTE},
        {{TRUTH_NO, TRUTH_YES}, OUTCOME_REFUSE},       {{TRUTH_YES, TRUTH_NO}, OUTCOME_REFUSE},
    };
    struct provision provision = maker_clean();
    struct findings findings;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        findings.count = 0;
        provision.is_read = true;
        provision.reading = BIT(L2) | BIT(L7);
        provision_examine_reading(&provision, &rows[i].answers, "XA 1", &findings);
        assert_int_equal(findings.count, 1);
        assert_int_equal(findings.items[0].code, FINDING_OFFENCE_READ_OTHERWISE);
        assert_int_equal(findings.items[0].outcome, rows[i].outcome);
        assert_int_equal(findings.items[0].value.number, provision.reading);
        assert_int_equal(provision_outcome(&provision, &rows[i].answers), rows[i].outcome);
        findings.count = 0;
        provision.is_read = false;
        provision_examine_reading(&provision, &rows[i].answers, "XA 1", &findings);
        assert_int_equal(findings.items[0].outcome, OUTCOME_ASK);
    }
    findings.count = 0;
    provision.is_read = true;
    provision.reading = 0;
    provision_examine_reading(&provision, &rows[0].answers, "XA 1", &findings);
    assert_int_equal(findings.count, 0);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(sound_offences_raise_no_alarm, setup, teardown),
    cmocka_unit_test_setup_teardown(texts_are_read, setup, teardown),
    cmocka_unit_test_setup_teardown(a_reading_asks, setup, teardown),
};

TEST_MAIN(tests)
