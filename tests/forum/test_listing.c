/* Lists of the record: the same rows as JSON, CSV and a table; every title and word in every language. */
#include "test.h"

#include "forum/procedure.h"
#include "gathering.h"
#include "text/language.h"
#include "text/listing.h"

static struct listing listing_of(struct gathering *gathering, struct arena *arena)
{
    return (struct listing){.forum = &gathering->forum, .now = gathering->now, .arena = arena};
}

static void assert_said(const char *text)
{
    for (enum language language = 1; language < LANGUAGE_COUNT; language++)
        if (!language_has(language, text))
            fail_msg("%s lacks \"%s\"", language_code(language), text);
}

static void every_text_is_translated(void **state)
{
    static const struct vocabulary *const words[] = {
        &words_track,           &words_applicant_kind,
        &words_ecosoc,          &words_participant_field,
        &words_region,          &words_attendance,
        &words_moderation,      &words_document_kind,
        &words_observed,        &forum_decisions,
        &words_applicant_state, &words_next_actor,
        &words_document_state,  &words_signatory_state,
        &words_procedure,
    };

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (unsigned j = 0; j < words[i]->count; j++)
            assert_said(words[i]->words[j]);
    for (size_t i = 0; list_forms[i]; i++) {
        assert_said(list_forms[i]->title);
        for (const struct column *column = list_forms[i]->columns; column->name; column++)
            if (column->title)
                assert_said(column->title);
    }
    for (unsigned i = 0; i < PROCEDURE_COUNT; i++)
        assert_said(procedure_rows[i].meaning);
}

static size_t count_of(struct slice text, const char *part)
{
    size_t count = 0, size = strlen(part);

    for (size_t i = 0; i + size <= text.size; i++)
        count += memcmp(text.data + i, part, size) == 0;
    return count;
}

static void rows_are_the_same_everywhere(void **state)
{
    struct gathering *gathering = gathering_open();
    struct arena arena = {0};
    struct listing listing;

    (void)state;
    gathering_accredit(gathering, 1);
    gathering_circulate(gathering, 2);
    gathering_must(gathering, "accreditation-objection", "un.delegation-xa.o1",
                   "\"applicant\":\"un.applicant-2\"");
    listing = listing_of(gathering, &arena);
    for (size_t i = 0; list_forms[i]; i++) {
        struct buffer csv = {0}, json = {0}, table = {0};
        struct writer writer = {.out = &json};
        size_t rows = list_forms[i]->count(&listing);
        json_t *parsed;

        assert_ptr_equal(list_form_find(slice_text(list_forms[i]->name)), list_forms[i]);
        listing_csv(&listing, list_forms[i], &csv);
        assert_int_equal(count_of(buffer_slice(&csv), "\r\n"), rows + 1);
        writer_open(&writer, '{');
        listing_json(&listing, list_forms[i], &writer);
        writer_close(&writer, '}');
        parsed = json_loadb((const char *)json.data, json.size, JSON_REJECT_DUPLICATES, NULL);
        assert_int_equal(json_array_size(json_object_get(parsed, "rows")), rows);
        json_decref(parsed);
        listing_table(&listing, list_forms[i], &table);
        assert_int_equal(count_of(buffer_slice(&table), "\n"), rows + 1);
        buffer_free(&csv);
        buffer_free(&json);
        buffer_free(&table);
    }
    arena_free(&arena);
    gathering_close(gathering);
}

/* Who objects is told with the reply, or after 72 hours, and not before (D1). */
static void an_objection_comes_out_with_its_reply(void **state)
{
    struct gathering *gathering = gathering_open();
    struct arena arena = {0};
    struct listing listing;
    struct cell cells[LISTING_COLUMNS] = {{0}};

    (void)state;
    gathering_circulate(gathering, 1);
    gathering_must(gathering, "accreditation-objection", "un.delegation-xa.o1",
                   "\"applicant\":\"un.applicant-1\"");
    listing = listing_of(gathering, &arena);
    list_objections.row(&listing, 0, cells);
    assert_true(slice_is(cells[2].text, "not public yet"));
    assert_int_equal(cells[4].kind, CELL_NONE);
    gathering_wait(gathering, 3, 0);
    listing = listing_of(gathering, &arena);
    list_objections.row(&listing, 0, cells);
    assert_true(slice_is(cells[2].text, "XA"));
    assert_true(slice_is(cells[4].text, "none given"));
    arena_free(&arena);
    gathering_close(gathering);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_text_is_translated),
    cmocka_unit_test(rows_are_the_same_everywhere),
    cmocka_unit_test(an_objection_comes_out_with_its_reply),
};

TEST_MAIN(tests)
