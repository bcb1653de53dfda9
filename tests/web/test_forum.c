/* The pages of meetings and of a live floor: who sees what, a whole session through the chair's page,
 * what is refused, and that nothing that somebody wrote becomes markup. */
#include "test.h"

#include <sys/stat.h>

#include "asking.h"
#include "forum/floor.h"
#include "reading.h"

static struct node node;
static struct site site;
static struct known_forum known;
static struct arena arena;
static char folder[] = "/tmp/proviso-forum-XXXXXX";

static const instant starts = 1804669200; /* 2027-03-10T09:00:00Z */

static void set_clock(instant at)
{
    char text[INSTANT_TEXT];

    setenv("PROVISO_CLOCK", instant_format(at, text), 1);
}

static void make_programme(void)
{
    struct meetings *meetings = &known.forum.meetings;
    struct programme *programme = &meetings->programme;
    struct error error = {0};
    static const char text[] =
        "{\"forum\":\"UN-meetings\",\"meetings\":[{\"meeting\":\"m\",\"title\":\"Seventh "
        "<script>alert(1)</script> session\",\"kind\":\"formal\"},{\"meeting\":\"i\",\"title\":"
        "\"Consultations\",\"kind\":\"informal\"}],\"items\":[{\"meeting\":\"m\",\"item\":\"4\","
        "\"title\":\"Chapter "
        "IV\"}],\"sessions\":[{\"session\":\"m-1\",\"meeting\":\"m\",\"starts\":"
        "\"2027-03-10T09:00:00Z\",\"length_s\":10800,\"zone\":\"Europe/Vienna\",\"room\":\"Room "
        "D\",\"remote\":true,\"items\":[\"4\"],\"interpretation\":[{\"language\":\"fr\"}]},"
        "{\"session\":\"i-1\",\"meeting\":\"i\",\"starts\":\"2027-03-11T09:00:00Z\",\"length_s\":"
        "3600,\"zone\":\"UTC\",\"closed\":\"advice of counsel\"},{\"session\":\"i-2\",\"meeting\":"
        "\"i\",\"starts\":\"2027-03-12T09:00:00Z\",\"length_s\":3600,\"zone\":\"UTC\","
        "\"cancelled\":"
        "true}]}";
    static const struct share shares[] = {
        {{(const uint8_t *)"States", 6}, SHARE_STATES, 70},
        {{(const uint8_t *)"NGOs", 4}, SHARE_CIVIL_SOCIETY, 12},
        {{(const uint8_t *)"Industry", 8}, SHARE_PRIVATE_SECTOR, 9},
        {{(const uint8_t *)"Academia", 8}, SHARE_ACADEMIA, 9}};

    if (!programme_parse(slice_text(text), &arena, programme, &error))
        fail_msg("%s at %s", error.message, error.where);
    meetings->shares.count = 4;
    meetings->shares.whole = 100;
    memcpy(meetings->shares.groups, shares, sizeof shares);
}

static int open_forum(void **state)
{
    struct error error = {0};

    (void)state;
    set_clock(starts);
    assert_non_null(mkdtemp(folder));
    rmdir(folder);
    if (!node_init(folder, "UN", SLICE("Committee"), NODE_DEMO | NODE_FORUM, &error) ||
        !node_open(folder, &node, &error) ||
        !site_open(&site, &node, SLICE("http://127.0.0.1:8080"), starts, &error))
        fail_msg("%s", error.message);
    make_programme();
    site.view->known.forum = &known;
    return 0;
}

static int close_forum(void **state)
{
    char command[100];

    (void)state;
    site.view->known.forum = NULL;
    site_close(&site);
    node_close(&node);
    arena_free(&arena);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* The view stays as it was made. */
static struct asker as(uint32_t roles)
{
    return (struct asker){&site, roles ? "un.bureau.o1" : NULL, roles, starts};
}

enum { CHAIR = 1 << ROLE_CHAIR, DELEGATION = 1 << ROLE_DELEGATION };

static void both_languages(const char *place, uint32_t roles)
{
    struct asker asker = as(roles);
    struct asked english, french;
    char path[100];

    snprintf(path, sizeof path, "/en%s", place);
    assert_int_equal(200, asking_get(&asker, path, &english));
    snprintf(path, sizeof path, "/fr%s", place);
    assert_int_equal(200, asking_get(&asker, path, &french));
    reading_is_translated(place, asked_content(&english), asked_content(&french));
    asked_forget(&english);
    asked_forget(&french);
}

static void has(const char *path, uint32_t roles, const char *part)
{
    struct asker asker = as(roles);
    struct asked asked;

    assert_int_equal(200, asking_get(&asker, path, &asked));
    if (!asked_has(&asked, part))
        fail_msg("%s lacks %s:\n%.*s", path, part, SLICE_ARG(asked_content(&asked)));
    asked_forget(&asked);
}

static void answers(unsigned status, const char *path, uint32_t roles)
{
    struct asker asker = as(roles);
    struct asked asked;

    assert_int_equal(status, asking_get(&asker, path, &asked));
    asked_forget(&asked);
}

/* Sends an event as the chair; the clock has gone on by ten seconds. */
static unsigned send(const char *form, const char *part)
{
    static instant now = 1804669200;
    struct asker asker = as(CHAIR);
    struct asked asked;
    unsigned status;

    now += 10;
    set_clock(now);
    status = asking_post(&asker, "/en/sessions/m-1/chair", form, &asked);
    if (part && !asked_has(&asked, part))
        fail_msg("%s lacks %s:\n%.*s", form, part, SLICE_ARG(asked_content(&asked)));
    asked_forget(&asked);
    return status;
}

static void test_meetings(void **state)
{
    struct asker visitor = as(0);
    struct asked asked;

    (void)state;
    both_languages("/meetings", 0);
    has("/en/meetings", 0, "Seventh &lt;script&gt;");
    has("/en/meetings", 0, "An informal meeting.");
    has("/en/meetings", 0, "not public");
    has("/en/meetings", 0, "cancelled");
    has("/en/meetings", 0, "12.0 %");
    assert_int_equal(200, asking_get(&visitor, "/meetings.ics", &asked));
    assert_true(asked_has(&asked, "UID:m-1@UN-meetings\r\n"));
    assert_true(asked_has(&asked, "DTSTART;TZID=Europe/Vienna:20270310T100000\r\n"));
    assert_true(asked_has(&asked, "STATUS:CANCELLED\r\n"));
    asked_forget(&asked);
}

static void test_who_may(void **state)
{
    static const char *const places[] = {"/en/sessions/m-1/chair", "/en/sessions/m-1/chair/list"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        answers(404, places[i], 0);
        answers(404, places[i], DELEGATION);
    }
    answers(404, "/en/sessions/none", 0);
    answers(404, "/en/sessions/none/chair", CHAIR);
    answers(404, "/en/sessions/..%2fkeys/chair", CHAIR);
    answers(200, "/en/sessions/m-1", 0);
    answers(404, "/sessions/m-1/record", 0);
    answers(404, "/en/sessions/m-1/chair/list", CHAIR); /* not open yet */
    answers(200, "/en/sessions/m-1/chair", CHAIR);
    has("/en/sessions/i-2/chair", CHAIR, "This session is cancelled.");
}

#define ASK(name, group)                                                                           \
    "event=inscribe&item=4&speaker=" name "&group=" group "&organisation=" name                    \
    "&region=africa&capacity=own&remote=no&planned_s=180"

static void test_a_session_through_pages(void **state)
{
    struct asker delegation = as(DELEGATION);
    struct asked asked;

    (void)state;
    assert_int_equal(422, send("event=call", "is not open yet"));
    assert_int_equal(303, send("event=open", NULL));
    assert_int_equal(303, send("event=agenda&item=4&title=Chapter+IV&length_s=3600", NULL));
    assert_int_equal(303, send(ASK("Arcadia", "States"), NULL));
    assert_int_equal(303, send(ASK("%3Cb%3EOpen+Net", "NGOs"), NULL));
    assert_int_equal(422, send(ASK("Arcadia", "States"), "stands on the list already"));
    assert_int_equal(422, send(ASK("Belmora", "Guests"), "there is no group"));
    assert_int_equal(422, send("event=list&item=4&list=open", "id=\"list-error\""));
    assert_int_equal(303, send("event=list&item=4&list=closed", NULL));
    assert_int_equal(422, send(ASK("Belmora", "States"), "the list of this item is closed"));
    assert_int_equal(303, send("event=begin&item=4", NULL));
    has("/en/sessions/m-1/chair", CHAIR, "Next is Arcadia.");
    has("/en/sessions/m-1/chair", CHAIR, "interpreters can do 30 in this session");
    both_languages("/sessions/m-1/chair", CHAIR);
    both_languages("/sessions/m-1/chair/interpose", CHAIR);
    assert_int_equal(404, asking_post(&delegation, "/en/sessions/m-1/chair", "event=call", &asked));
    asked_forget(&asked);
    assert_int_equal(422, send("event=call&speech=2&speaker=x", "lacks"));
    assert_int_equal(303, send("event=call", NULL));
    assert_int_equal(422, send("event=call", "nobody can be called now"));
    assert_int_equal(303, send("event=start", NULL));
    has("/en/sessions/m-1", 0, "Arcadia (States) has the floor.");
    has("/en/sessions/m-1", 0, "&lt;b&gt;Open Net");
    both_languages("/sessions/m-1", 0);
    assert_int_equal(303, send("event=pause", NULL));
    assert_int_equal(303, send("event=resume", NULL));
    assert_int_equal(303, send("event=stop", NULL));
    assert_int_equal(303, send("event=call", NULL));
    assert_int_equal(303, send("event=absent", NULL));
    assert_int_equal(303, send("event=ruling&reason=The+motion+is+carried", NULL));
    assert_int_equal(303, send("event=close", NULL));
    assert_int_equal(422, send("event=ruling&reason=late", "the session is closed"));
    has("/en/sessions/m-1", 0, "The motion is carried");
    has("/en/sessions/m-1", 0, "was not there");
    both_languages("/sessions/m-1", 0);
}

/* The floor of a session that is not public is shown to those who run it alone. */
static void test_a_closed_session(void **state)
{
    struct asker chair = as(CHAIR);
    struct asked asked;

    (void)state;
    assert_int_equal(303, asking_post(&chair, "/en/sessions/i-1/chair", "event=open", &asked));
    asked_forget(&asked);
    assert_int_equal(303, asking_post(&chair, "/en/sessions/i-1/chair",
                                      "event=ruling&reason=A+secret+ruling", &asked));
    asked_forget(&asked);
    has("/en/sessions/i-1", 0, "This session is not public.");
    answers(404, "/sessions/i-1/record", 0);
    assert_int_equal(200, asking_get(&chair, "/en/sessions/i-1", &asked));
    assert_false(asked_has(&asked, "secret"));
    asked_forget(&asked);
    both_languages("/sessions/i-1", 0);
    assert_int_equal(422, asking_post(&chair, "/en/sessions/i-2/chair", "event=open", &asked));
    asked_forget(&asked);
}

/* What the pages wrote is a record that replays; a record that was altered is shown as such. */
static void test_the_record(void **state)
{
    struct asker visitor = as(0);
    struct asked asked;
    struct floor floor;
    struct error error = {0};
    char path[100];
    FILE *file;

    (void)state;
    assert_int_equal(200, asking_get(&visitor, "/sessions/m-1/record", &asked));
    if (!floor_read(asked_content(&asked), &arena, &floor, &error))
        fail_msg("%s", error.message);
    assert_true(floor.closed && floor.calls == 2);
    asked_forget(&asked);
    snprintf(path, sizeof path, "%s/floor/m-1.floor", folder);
    file = fopen(path, "a");
    assert_non_null(file);
    fputs("{}\n", file);
    fclose(file);
    has("/en/sessions/m-1", 0, "does not replay");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_meetings),
    cmocka_unit_test(test_who_may),
    cmocka_unit_test(test_a_session_through_pages),
    cmocka_unit_test(test_a_closed_session),
    cmocka_unit_test(test_the_record),
};

static int test_group(void)
{
    return cmocka_run_group_tests(tests, open_forum, close_forum);
}

int main(void)
{
    return test_run(test_group);
}
