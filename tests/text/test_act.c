/* Every act of every table can be read: no member without kind, presence or meaning. */
#include "test.h"

#include "matter/acts.h"
#include "register/acts.h"
#include "rules/acts.h"
#include "text/act.h"

static const struct act_table *const tables[] = {&matter_acts, &register_acts, &rules_acts};

static void has_meaning(const struct field *fields)
{
    for (; fields && fields->name; fields++) {
        assert_non_null(fields->meaning);
        assert_true(fields->meaning[0]);
        has_meaning(fields->fields);
    }
}

static void every_act_and_member_has_words(void **state)
{
    (void)state;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        for (unsigned i = 0; i < tables[t]->count; i++) {
            const struct act *act = &tables[t]->acts[i];
            struct buffer out = {0};

            has_meaning(act->fields);
            act_help(tables[t], act, &out);
            assert_true(slice_starts(buffer_slice(&out), slice_text(act->type)));
            assert_non_null(strstr(buffer_string(&out), act->meaning));
            assert_null(strstr(buffer_string(&out), "(null)"));
            for (const struct field *field = act->fields; field->name; field++)
                assert_non_null(strstr(buffer_string(&out), field->name));
            buffer_free(&out);
        }
    }
}

static void every_role_has_a_title(void **state)
{
    struct buffer out = {0};

    (void)state;
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        assert_non_null(role_title(role));
    roles_titles(1u << ROLE_JUDGE | 1u << ROLE_SUPERVISOR | 1u << ROLE_CLERK, &out);
    assert_string_equal(buffer_string(&out), "a judge, a clerk of the court or a supervisor");
    buffer_free(&out);
}

static void help_is_this_text(void **state)
{
    const struct act *act = &matter_acts.acts[MATTER_RIGHTS_ASSESSMENT];
    struct buffer out = {0};

    (void)state;
    act_help(&matter_acts, act, &out);
    assert_true(slice_starts(
        buffer_slice(&out),
        SLICE("rights-assessment: A reviewer answers every ground of refusal (M4).\n"
              "\n"
              "  signed by  a human-rights reviewer\n"
              "  for        the executing State\n"
              "  chain      XA-2026-000017\n"
              "  rests on   authorisation, receipt\n"
              "  limits     grounds, refuse-on\n"
              "  effect     \"clear\" records, \"unknown\" records, \"adverse\" restricts\n"
              "\n"
              "  outcome  word: outcome                          always           what follows\n"
              "  covered  list of 1 to 16 words: refusal ground  always           the grounds that were "
              "answered (M4)\n"
              "  noted    list of 1 to 16 words: refusal ground  may be left out  those answered yes on which "
              "no rulebook refuses: the court weighs them\n"
              "  answers  attachment                             always           each ground's answer with "
              "the sources checked; not exported\n"
              "\n"
              "  outcome: clear, unknown, adverse\n"
              "  refusal ground:\n"
              "    R01  sovereignty, security or public order\n"
              "    R02  political offence\n")));
    buffer_free(&out);
}

static void list_has_one_line_an_act(void **state)
{
    struct buffer out = {0};

    (void)state;
    act_list(&register_acts, &out);
    assert_string_equal(buffer_string(&out),
                        "  found           The State founds its register with three root keys.\n"
                        "  office          An office is entered with what it may do.\n"
                        "  appointment     A person becomes an official of an office.\n"
                        "  recipient       An office's age key is entered.\n"
                        "  revocation      An official's or recipient's key, or a signing page, ends.\n"
                        "  signing-origin  Statements may be signed with WebAuthn on a page.\n");
    buffer_free(&out);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_act_and_member_has_words),
    cmocka_unit_test(every_role_has_a_title),
    cmocka_unit_test(help_is_this_text),
    cmocka_unit_test(list_has_one_line_an_act),
};

TEST_MAIN(tests)
