/* An order to preserve: it verifies, and opens nothing to anybody (P3). */
#include <stdlib.h>

#include "base/files.h"
#include "provider/release.h"
#include "writ/asking.h"

static int set_up(void **state)
{
    (void)state;
    world_open(&world);
    world.measure = "preservation";
    world_story(&world, 8);
    return 0;
}

static void it_verifies_and_says_so(void **state)
{
    struct writ_answer *answer = ask(*state, (struct question){.at = 0});

    assert_true(answer->valid);
    assert_true(findings_have(&answer->findings, FINDING_DISCLOSES_NOTHING));
    assert_int_equal(answer->matter->permit.scope.measure, MEASURE_PRESERVATION);
    assert_int_equal(answer->matter->permit.recipient_count, 0);
    assert_int_equal(answer->matter->permit.filter_count, 0);
    forget(answer);
}

/* A provider of this world, in a folder of its own. */
static void open_provider(struct provider *provider, struct buffer *folder)
{
    struct buffer path = {0};
    char clock[INSTANT_TEXT];
    struct error error = {0};

    files_path(folder, world.folder, "mailhaus");
    assert_true(files_folder(buffer_string(folder), 0700, &error));
    assert_true(files_replace(files_path(&path, buffer_string(folder), "provider.conf"),
                              SLICE("[provider]\nby = xb.mailhaus.o5\ndemo = yes\n"), 0600,
                              &error));
    assert_true(files_replace(files_path(&path, buffer_string(folder), "trust"),
                              world.provider_trust, 0600, &error));
    setenv("PROVISO_CLOCK", instant_format(world.clock, clock), 1);
    if (!provider_open(buffer_string(folder), provider, &error))
        fail_msg("%s", error.message);
    buffer_free(&path);
}

static void a_provider_releases_nothing(void **state)
{
    struct provider provider;
    struct provider_report report;
    struct buffer folder = {0}, package = {0};
    struct provider_order order = {.writ = buffer_slice(&world.writ),
                                   .privileged = slice_text(world_list),
                                   .privileged_name = "list"};
    struct error error = {0};

    (void)state;
    open_provider(&provider, &folder);
    order.output = files_path(&package, buffer_string(&folder), "package");
    assert_false(provider_release(&provider, &order, &report, &error));
    assert_int_equal(error.code, ERROR_WRIT_REFUSED);
    assert_true(findings_have(&report.findings, FINDING_DISCLOSES_NOTHING));
    assert_false(findings_permit(&report.findings));
    for (size_t i = 0; i < report.findings.count; i++)
        if (report.findings.items[i].outcome == OUTCOME_REFUSE)
            assert_int_equal(report.findings.items[i].code, FINDING_DISCLOSES_NOTHING);
    assert_false(files_exist(order.output));
    provider_report_free(&report);
    provider_close(&provider);
    unsetenv("PROVISO_CLOCK");
    buffer_free(&folder);
    buffer_free(&package);
}

static const struct CMUnitTest tests[] = {
    ASKING_TEST(it_verifies_and_says_so),
    cmocka_unit_test(a_provider_releases_nothing),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, asking_tear_down);
}
