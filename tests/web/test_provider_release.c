/* A provider's release over pages: which files can be reached, once only, cut off, and what comes out. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "test.h"

#include "base/files.h"
#include "providing.h"
#include "reading.h"

static const char mailbox[] =
    "From - Mon Oct  5 10:00:00 2026\n"
    "Received: from a by b; Mon, 5 Oct 2026 10:00:00 +0000\n"
    "From: lee@mailhaus.example\nTo: kim@mailhaus.example\nSubject: stock\n"
    "Date: Mon, 5 Oct 2026 10:00:00 +0000\n\nThe pallets came.\n\n"
    "From - Mon Oct  5 11:00:00 2026\n"
    "Received: from a by b; Mon, 5 Oct 2026 11:00:00 +0000\n"
    "From: ann@counsel.example\nTo: kim@mailhaus.example\nSubject: advice\n"
    "Date: Mon, 5 Oct 2026 11:00:00 +0000\n\nSay nothing yet.\n\n"
    "From - Mon Jan  5 11:00:00 2015\n"
    "Received: from a by b; Mon, 5 Jan 2015 11:00:00 +0000\n"
    "From: lee@mailhaus.example\nTo: kim@mailhaus.example\nSubject: old\n"
    "Date: Mon, 5 Jan 2015 11:00:00 +0000\n\nLong ago.\n\n";

/* Files as an operator lays them out, and some that nobody should reach. */
static void lay_out(void)
{
    struct buffer path = {0}, other = {0};
    struct error error = {0};

    assert_true(files_folder(files_path(&path, mailhaus, "mail/2026"), 0700, &error));
    write_file("mail/kim.mbox", slice_text(mailbox));
    write_file("mail/2026/list.txt", slice_text(world_list));
    write_file("mail/.hidden", slice_text(mailbox));
    write_file("mail/<script>alert(1)<", slice_text(mailbox));
    write_file("secret", slice_text(mailbox));
    assert_int_equal(0, symlink(files_path(&other, mailhaus, "secret"),
                                files_path(&path, mailhaus, "mail/shortcut")));
    assert_int_equal(0, symlink(mailhaus, files_path(&path, mailhaus, "mail/above")));
    buffer_free(&path);
    buffer_free(&other);
}

static void set_clock(void)
{
    char text[INSTANT_TEXT];

    setenv("PROVISO_CLOCK", instant_format(world.clock, text), 1);
}

static unsigned begin(const char *place, const char *file, const char *list, const char *rest)
{
    struct asker who = lawyer();
    struct slice form =
        arena_format(&world.arena, "source-0=%s&list-file=%s&category=content%s", file, list, rest);
    struct asked asked;
    unsigned status = asking_post(&who, below(place, "/release"), (const char *)form.data, &asked);

    asked_forget(&asked);
    return status;
}

static const char all[] = "&all=yes";

static void test_what_is_offered(void **state)
{
    static const char *const names[] = {"..%2Fsecret",
                                        "%2Fetc%2Fpasswd",
                                        "shortcut",
                                        "above%2Fsecret",
                                        ".hidden",
                                        "kim.mbox%2F",
                                        ".%2Fkim.mbox",
                                        "2026%2F..%2Fkim.mbox",
                                        "2026%2F..%2F..%2Fsecret",
                                        "2026",
                                        "%2Fkim.mbox",
                                        "2026%2F%2Flist.txt",
                                        "nothing"};
    const char *place = given(buffer_slice(&world.writ)), *page = below(place, "/release");

    lay_out();
    set_clock();
    assert_says(page, "kim.mbox");
    assert_says(page, "2026/list.txt");
    assert_silent(page, "secret");
    assert_silent(page, ".hidden");
    assert_silent(page, "shortcut");
    assert_silent(page, "<script>alert");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (begin(place, names[i], "2026/list.txt", all) == 303)
            fail_msg("%s was taken", names[i]);
        if (begin(place, "kim.mbox", names[i], all) == 303)
            fail_msg("%s was taken as the list", names[i]);
    }
    assert_int_equal(400, begin(place, "kim.mbox%00", "2026/list.txt", all));
    assert_int_equal(422, begin(place, "kim.mbox", "2026/list.txt", ""));
    assert_int_equal(422, begin(place, "", "2026/list.txt", all));
    assert_int_equal(422, begin(place, "kim.mbox", "2026/list.txt", "&all=no"));
    assert_int_equal(400, begin(place, "kim.mbox", "2026/list.txt", "&all=yes&source-16=kim.mbox"));
    (void)state;
}

static void test_another_list(void **state)
{
    const char *place = given(buffer_slice(&world.writ)), *page = below(place, "/release");

    lay_out();
    set_clock();
    assert_int_equal(303, begin(place, "kim.mbox", "kim.mbox", all));
    provider_run_wait(site.provider->run);
    assert_says(page, "Nothing was released.");
    assert_says(page, "refuses");
    assert_int_equal(404, no_file(place, "released.tar.age"));
    assert_int_equal(404, no_file(place, "production.json"));

    /* What is no mail, refused with the name that the reader knows. */
    assert_int_equal(303, begin(place, "2026/list.txt", "2026/list.txt", all));
    provider_run_wait(site.provider->run);
    assert_says(page, "&quot;2026/list.txt&quot;");
    assert_silent(page, "/proc/self");
    (void)state;
}

static void test_a_release(void **state)
{
    const char *place = given(buffer_slice(&world.writ)), *page = below(place, "/release"),
               *state_it = below(place, "/production");
    struct slice payload, armour;
    struct asked asked;

    lay_out();
    set_clock();
    assert_says(place, page);
    assert_int_equal(303, begin(place, "kim.mbox", "2026/list.txt", all));
    provider_run_wait(site.provider->run);
    assert_says(page, "Every byte of the files is accounted for.");
    assert_says(page, "released.tar.age");
    assert_says(place, "This order was carried out.");
    assert_says("/en/", "carried out");
    assert_true(slice_starts(file_of(place, "released.tar.age"), SLICE("age-encryption.org/v1")));
    assert_true(slice_starts(file_of(place, "set-aside.tar.age"), SLICE("age-encryption.org/v1")));
    assert_true(reading_has(file_of(place, "account.json"), "\"records\":3"));
    assert_int_equal(404, no_file(place, "production.json.sig"));
    assert_int_equal(404, no_file(place, "..%2Fwrit"));
    assert_int_equal(404, no_file(place, "release.json"));

    /* Once only. */
    assert_int_equal(422, begin(place, "kim.mbox", "2026/list.txt", all));
    assert_translated(page);
    assert_translated(state_it);

    /* Signed by the provider's official and by nobody else; then the node takes it. */
    payload = file_of(place, "production.json");
    assert_says(state_it, "released.tar.age");
    assert_int_equal(422, sign_at(state_it, world_sign(&world, payload, "xb.court-1.o3"), &asked));
    asked_forget(&asked);
    armour = world_sign(&world, payload, "xb.mailhaus.o5");
    assert_int_equal(303, sign_at(state_it, armour, &asked));
    asked_forget(&asked);
    assert_says(state_it, "The production statement is signed.");
    assert_translated(state_it);
    assert_true(slice_equal(armour, file_of(place, "production.json.sig")));
    assert_true(world_submit(&world, &world.xb, payload, "xb.mailhaus.o5"));

    /* Long after, the package is still there. */
    world_wait(&world, 60 * DAY);
    assert_says(place, "This order was carried out.");
    assert_says(page, "Every byte of the files is accounted for.");
    (void)state;
}

/* Cut off: what was begun is said, and may be begun again with the same files, and with no others. */
static void test_cut_off(void **state)
{
    const char *place = given(buffer_slice(&world.writ)), *page = below(place, "/release");
    struct journal_release begun = {.matter = slice_text(world_chain)};
    struct error error = {0};
    struct buffer name = {0};

    lay_out();
    set_clock();
    write_file("mail/other.mbox", slice_text(mailbox));
    assert_int_equal(303, begin(place, "kim.mbox", "kim.mbox", all)); /* leaves its record */
    provider_run_wait(site.provider->run);
    buffer_format(&name, "writs/%s.release.json", strrchr(place, '/') + 1);
    write_file(buffer_string(&name),
               SLICE("{\"outcome\":\"begun\",\"message\":\"\",\"began\":\"2026-11-22T10:00:00Z\","
                     "\"sources\":[{\"account\":\"kim@mailhaus.example\",\"file\":\"kim.mbox\"}],"
                     "\"list_file\":\"2026/list.txt\"}"));
    assert_says(page, "A release was begun and cut off");
    assert_says(page, "value=\"kim.mbox\" checked");
    assert_translated(page);

    /* Another run of the same decision was begun with other files: the journal says no. */
    begun.decision = world.hashes[1][4];
    begun.sources.bytes[0] = 1;
    assert_true(journal_begin(site.provider->provider.journal, &begun, world.clock, &error));
    assert_int_equal(303, begin(place, "other.mbox", "2026/list.txt", all));
    provider_run_wait(site.provider->run);
    assert_says(page, "Nothing was released.");
    assert_int_equal(404, no_file(place, "released.tar.age"));
    buffer_free(&name);
    (void)state;
}

/* A package that was complete when the program ended, before the journal knew: it is made again. */
static void test_cut_off_at_the_end(void **state)
{
    const char *place = given(buffer_slice(&world.writ)), *page = below(place, "/release");
    struct buffer name = {0}, path = {0};
    struct error error = {0};

    lay_out();
    set_clock();
    buffer_format(&name, "writs/%s.package", strrchr(place, '/') + 1);
    assert_true(files_folder(files_path(&path, mailhaus, buffer_string(&name)), 0700, &error));
    buffer_text(&name, "/released.tar.age");
    write_file(buffer_string(&name), SLICE("left over"));
    assert_int_equal(404, no_file(place, "released.tar.age"));
    assert_int_equal(303, begin(place, "kim.mbox", "2026/list.txt", all));
    provider_run_wait(site.provider->run);
    assert_says(page, "Every byte of the files is accounted for.");
    assert_true(slice_starts(file_of(place, "released.tar.age"), SLICE("age-encryption.org/v1")));
    buffer_free(&name);
    buffer_free(&path);
    (void)state;
}

/* While one is going on: its page moves by itself, and no other begins. */
static void test_one_at_a_time(void **state)
{
    const char *place = given(buffer_slice(&world.writ)), *page = below(place, "/release");
    struct buffer big = {0};
    struct asked asked;
    bool refreshes = false;

    for (size_t i = 0; i < 60000; i++)
        buffer_text(&big, mailbox);
    lay_out();
    set_clock();
    write_file("mail/big.mbox", buffer_slice(&big));
    assert_int_equal(303, begin(place, "big.mbox", "2026/list.txt", all));
    assert_int_equal(422, begin(place, "big.mbox", "2026/list.txt", all));
    see(page, &asked);
    assert_true(asked_has(&asked, "The release is going on"));
    assert_true(asked_has(&asked, "<progress"));
    for (size_t i = 0; i < asked.response.header_count; i++)
        refreshes |= slice_is(asked.response.headers[i].name, "Refresh") &&
                     slice_is(asked.response.headers[i].value, "2");
    assert_true(refreshes);
    asked_forget(&asked);
    assert_translated(page);
    provider_run_wait(site.provider->run);
    assert_says(page, "Every byte of the files is accounted for.");
    buffer_free(&big);
    (void)state;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(test_what_is_offered),    TEST(test_another_list),  TEST(test_cut_off),
        TEST(test_cut_off_at_the_end), TEST(test_one_at_a_time), TEST(test_a_release),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, providing_set_up, providing_tear_down);
}
