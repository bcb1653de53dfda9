/* A provider's pages without a socket: what a writ says to the one who holds it, whatever it is, and that
 * nothing gets in or out that should not. */
#include <unistd.h>

#include "test.h"

#include "asking.h"
#include "base/files.h"
#include "node/world.h"
#include "reading.h"
#include "web/provider_site.h"
#include "writ/forge.h"

static struct world world;
static struct site site;
static char folder[100];
static instant drawn; /* when the writ was made */

static void write_file(const char *name, struct slice text)
{
    struct error error = {0};
    struct buffer path = {0};

    assert_true(files_replace(files_path(&path, folder, name), text, 0600, &error));
    buffer_free(&path);
}

static void open_site(void)
{
    struct error error = {0};

    assert_true(provider_site_open(&site, folder, SLICE("http://127.0.0.1:8080"), &error));
}

static int open_world(void **state)
{
    world_open(&world);
    world_story(&world, 8);
    drawn = world.clock;
    (void)state;
    return 0;
}

static int close_world(void **state)
{
    world_close(&world);
    (void)state;
    return 0;
}

/* Each test has a provider of its own. */
static int open_provider(void **state)
{
    static unsigned number;
    struct error error = {0};

    snprintf(folder, sizeof folder, "%s/mailhaus-%u", world.folder, number++);
    assert_true(files_folder(folder, 0700, &error));
    world.clock = drawn;
    write_file("trust", world.provider_trust);
    write_file("provider.conf",
               SLICE("[provider]\nby = xb.mailhaus.o5\ndemo = yes\nsources = mail\n"));
    open_site();
    (void)state;
    return 0;
}

static int close_provider(void **state)
{
    provider_site_close(&site);
    (void)state;
    return 0;
}

static struct asker lawyer(void)
{
    return (struct asker){.site = &site, .now = world.clock};
}

/* ---- giving in ---- */

static unsigned give(struct slice writ, struct asked *asked)
{
    struct asker who = lawyer();

    return asking_send(&who, "/en/", "writ", writ, asked);
}

/* Gives a writ in and returns where it is: "/en/writs/…", in the world's arena. */
static const char *given(struct slice writ)
{
    struct asked asked;
    struct slice place;

    assert_int_equal(303, give(writ, &asked));
    place = arena_copy(&world.arena, asked.response.headers[0].value);
    asked_forget(&asked);
    return (const char *)place.data;
}

static void see(const char *place, struct asked *asked)
{
    struct asker who = lawyer();

    assert_int_equal(200, asking_get(&who, place, asked));
}

static void assert_says(const char *place, const char *part)
{
    struct asked asked;

    see(place, &asked);
    if (!asked_has(&asked, part))
        fail_msg("%s lacks \"%s\":\n%.*s", place, part, SLICE_ARG(asked_content(&asked)));
    asked_forget(&asked);
}

static void assert_silent(const char *place, const char *part)
{
    struct asked asked;

    see(place, &asked);
    if (asked_has(&asked, part))
        fail_msg("%s says \"%s\"", place, part);
    asked_forget(&asked);
}

static const char binds[] = "This order binds you.";
static const char binds_not[] = "This writ does not bind you.";

/* ---- verdicts ---- */

static void test_a_valid_writ(void **state)
{
    const char *place = given(buffer_slice(&world.writ));
    static const char *const parts[] = {"To exactly what",     "kim@mailhaus.example",
                                        "Stored content",      "What may not be handed over",
                                        "xb.court-1.o3",       "What this does not prove",
                                        "lawyers and defence", "Application",
                                        "Rights assessment",   "XA-2026-000001"};

    assert_says("/en/", "binds you");
    assert_says(place, binds);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_says(place, parts[i]);
    assert_string_equal(place, given(buffer_slice(&world.writ)));
    (void)state;
}

/* Time passes: the same writ says something else later. */
static void test_later(void **state)
{
    const char *place = given(buffer_slice(&world.writ));

    world_wait(&world, 13 * HOUR);
    assert_says(place, binds_not);
    assert_says(place, "status.freshness");
    assert_silent(place, "To exactly what");
    assert_says("/en/", "does not bind you");
    world_wait(&world, 60 * DAY);
    assert_says(place, binds_not);
    assert_says(place, "/en/safeguards#P3");
    (void)state;
}

static void test_an_altered_writ(void **state)
{
    struct slice copy = arena_copy(&world.arena, buffer_slice(&world.writ));
    uint8_t *at = memmem(copy.data, copy.size, "xb.mailhaus", 11);
    const char *place;

    memcpy(at, "xb.posthof0", 11);
    place = given(copy);
    assert_says(place, binds_not);
    assert_says(place, "refuses");
    (void)state;
}

/* What is read back is what was received. */
static void test_an_altered_file(void **state)
{
    const char *place = given(buffer_slice(&world.writ));
    struct buffer name = {0};

    buffer_format(&name, "writs/%s.writ", strrchr(place, '/') + 1);
    write_file(buffer_string(&name), SLICE("{}"));
    assert_says(place, "This writ cannot be judged.");
    assert_says("/en/", "cannot be read");
    buffer_free(&name);
    (void)state;
}

static void test_what_is_no_writ(void **state)
{
    static const char *const texts[] = {"", "{}", "From kim@mailhaus.example\n\nHello\n",
                                        "<script>alert(1)</script>",
                                        "{\"format\":\"<script>alert(1)</script>\"}"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct asked asked;

        assert_int_equal(422, give(slice_text(texts[i]), &asked));
        assert_true(asked_has(&asked, "There are none yet."));
        assert_false(asked_has(&asked, "<script"));
        asked_forget(&asked);
    }
    (void)state;
}

static void test_too_large(void **state)
{
    struct buffer big = {0};
    struct asked asked;

    memset(buffer_reserve(&big, BUNDLE_MOST + 1), ' ', BUNDLE_MOST + 1);
    big.size = BUNDLE_MOST + 1;
    assert_int_equal(413, give(buffer_slice(&big), &asked));
    asked_forget(&asked);
    big.size = BUNDLE_MOST;
    assert_int_equal(422, give(buffer_slice(&big), &asked));
    asked_forget(&asked);
    buffer_free(&big);
    (void)state;
}

/* Where the disk takes nothing, that is said, and nothing is kept. */
static void test_a_folder_that_takes_nothing(void **state)
{
    struct asked asked;

    write_file("writs", SLICE("in the way"));
    assert_int_equal(503, give(buffer_slice(&world.writ), &asked));
    asked_forget(&asked);
    (void)state;
}

static void test_places_that_are_none(void **state)
{
    static const char *const places[] = {
        "/en/writs",
        "/en/writs/",
        "/en/writs/x",
        "/en/writs/..",
        "/en/writs/0000000000000000000000000000000000000000000000000000000000000000",
        "/en/rules",
        "/en/docket",
        "/ledger/matters/checkpoint",
        "/metrics",
    };
    struct asker who = lawyer();

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct asked asked;

        if (asking_get(&who, places[i], &asked) != 404)
            fail_msg("%s: %u", places[i], asked.response.status);
        asked_forget(&asked);
    }
    (void)state;
}

/* ---- restrictions by hand ---- */

static unsigned hand_over(const char *place, struct shown_statement shown, struct asked *asked)
{
    struct asker who = lawyer();
    struct asking_file files[] = {{"statement", shown.payload, false},
                                  {"signature", shown.signatures, false}};

    return asking_send_files(&who, place, files, 2, asked);
}

static void test_a_suspension_by_hand(void **state)
{
    const char *place = given(buffer_slice(&world.writ));
    struct forge *forge = calloc(1, sizeof *forge);
    struct shown_statement suspension;
    struct asked asked;

    forge_open(forge, &world, buffer_slice(&world.writ), BUNDLE_WRIT);
    suspension = forge_restriction(forge, "suspension", "xb.court-1.o3", world.clock);

    /* Signed by nobody whom the register knows: said, and without effect. */
    assert_int_equal(
        303, hand_over(place, forge_signed_by(forge, &suspension, "xb.nobody-1.o1"), &asked));
    asked_forget(&asked);
    assert_says(place, binds);

    /* Not signed by what it says: refused. */
    assert_int_equal(422, hand_over(place,
                                    (struct shown_statement){.payload = suspension.payload,
                                                             .signatures = SLICE("none")},
                                    &asked));
    asked_forget(&asked);
    assert_int_equal(422, hand_over(place,
                                    (struct shown_statement){.payload = SLICE("{\"<script>\":1}"),
                                                             .signatures = suspension.signatures},
                                    &asked));
    assert_false(asked_has(&asked, "<script"));
    asked_forget(&asked);

    /* What permits does not count by hand. */
    assert_int_equal(
        422, hand_over(place, forge->statements[1][forge->bundle.states[1].statement_count - 1],
                       &asked));
    asked_forget(&asked);
    assert_says(place, binds);

    /* A court's own: at once, and for the writ of the same matter that comes later. */
    assert_int_equal(303, hand_over(place, suspension, &asked));
    asked_forget(&asked);
    assert_says(place, binds_not);
    provider_site_close(&site);
    open_site();
    assert_says(place, binds_not);
    forge_free(forge);
    free(forge);
    (void)state;
}

static void assert_translated(const char *place)
{
    struct slice french = arena_format(&world.arena, "/fr%s", place + 3);
    struct asked before, after;

    see(place, &before);
    see((const char *)french.data, &after);
    reading_is_translated(place, asked_content(&before), asked_content(&after));
    asked_forget(&before);
    asked_forget(&after);
}

/* ---- objecting ---- */

static const char shared[] = "The+account+is+one+that+two+hundred+people+share.";

static const char *below(const char *place, const char *rest)
{
    return (const char *)arena_format(&world.arena, "%s%s", place, rest).data;
}

static struct slice file_of(const char *place, const char *name)
{
    struct asker who = lawyer();
    struct slice path = arena_format(&world.arena, "/files/%s/%s", strrchr(place, '/') + 1, name);
    struct buffer text = {0};
    struct slice kept;
    struct asked asked;
    ssize_t got;

    assert_int_equal(200, asking_get(&who, (const char *)path.data, &asked));
    assert_string_equal("application/octet-stream", asked.response.type);
    got = pread(asked.response.file, buffer_reserve(&text, 1 << 20), 1 << 20, 0);
    assert_int_equal(asked.response.file_size, got);
    text.size = (size_t)got;
    kept = arena_copy(&world.arena, buffer_slice(&text));
    buffer_free(&text);
    asked_forget(&asked);
    return kept;
}

static unsigned no_file(const char *place, const char *name)
{
    struct asker who = lawyer();
    struct slice path = arena_format(&world.arena, "/files/%s/%s", strrchr(place, '/') + 1, name);
    struct asked asked;
    unsigned status = asking_get(&who, (const char *)path.data, &asked);

    asked_forget(&asked);
    return status;
}

static unsigned sign_at(const char *place, struct slice armour, struct asked *asked)
{
    struct asker who = lawyer();

    struct asking_file files[] = {{"do", SLICE("sign"), true}, {"signature.file", armour, false}};

    return asking_send_files(&who, place, files, 2, asked);
}

static void draft_objection(const char *place, const char *reasons)
{
    struct asker who = lawyer();
    struct slice form = arena_format(&world.arena, "reasons=%s", reasons);
    struct asked asked;

    assert_int_equal(303, asking_post(&who, place, (const char *)form.data, &asked));
    asked_forget(&asked);
}

static void test_an_objection(void **state)
{
    const char *place = given(buffer_slice(&world.writ)), *object = below(place, "/objection");
    struct slice payload, armour;
    struct asker who = lawyer();
    struct asked asked;

    assert_says(place, object);
    assert_says(object, "To whom, and by when");
    assert_says(object, "xb.court-1");
    assert_int_equal(404, no_file(place, "suspension.json"));
    assert_int_equal(422, asking_post(&who, object, "reasons=", &asked));
    asked_forget(&asked);
    assert_int_equal(422, sign_at(object, SLICE("none"), &asked));
    asked_forget(&asked);

    draft_objection(object, "%3Cscript%3Ealert(1)%3C/script%3E");
    assert_silent(object, "<script>");
    draft_objection(object, shared);
    assert_says(object, "two hundred people share");
    assert_says(object, "ssh-keygen -Y sign -n proviso -f KEY suspension.json");
    assert_says(place, binds);
    payload = file_of(place, "suspension.json");
    assert_true(reading_has(payload, "proviso/1 suspension"));
    assert_true(reading_has(file_of(place, "reasons.txt"), "two hundred people share"));

    /* Another's key, another payload, no signature. */
    assert_int_equal(422, sign_at(object, world_sign(&world, payload, "xb.court-1.o3"), &asked));
    assert_true(asked_has(&asked, "signer-key") || asked_has(&asked, "does not count"));
    asked_forget(&asked);
    assert_int_equal(422,
                     sign_at(object, world_sign(&world, SLICE("{}"), "xb.mailhaus.o5"), &asked));
    asked_forget(&asked);
    assert_says(place, binds);

    armour = world_sign(&world, payload, "xb.mailhaus.o5");
    assert_int_equal(303, sign_at(object, armour, &asked));
    asked_forget(&asked);
    assert_says(object, "Your objection is signed");
    assert_says(place, binds_not);
    assert_true(slice_equal(armour, file_of(place, "suspension.json.sig")));

    /* The node takes what the page hands out. */
    world.texts.items[world.texts.count++] = file_of(place, "reasons.txt");
    assert_true(world_submit(&world, &world.xb, payload, "xb.mailhaus.o5"));
    (void)state;
}

/* What was said of one matter says nothing of another: nobody objects to what is not theirs. */
static void test_no_objection_elsewhere(void **state)
{
    const char *place = given(buffer_slice(&world.writ));
    struct buffer name = {0};
    struct asker who = lawyer();
    struct asked asked;

    buffer_format(&name, "writs/%s.writ", strrchr(place, '/') + 1);
    write_file(buffer_string(&name), SLICE("{}"));
    assert_int_equal(404, asking_get(&who, below(place, "/objection"), &asked));
    asked_forget(&asked);
    buffer_free(&name);
    (void)state;
}

/* ---- the release ---- */

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

    assert_true(files_folder(files_path(&path, folder, "mail/2026"), 0700, &error));
    write_file("mail/kim.mbox", slice_text(mailbox));
    write_file("mail/2026/list.txt", slice_text(world_list));
    write_file("mail/.hidden", slice_text(mailbox));
    write_file("mail/<script>alert(1)<", slice_text(mailbox));
    write_file("secret", slice_text(mailbox));
    assert_int_equal(0, symlink(files_path(&other, folder, "secret"),
                                files_path(&path, folder, "mail/shortcut")));
    assert_int_equal(0, symlink(folder, files_path(&path, folder, "mail/above")));
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
    assert_true(files_folder(files_path(&path, folder, buffer_string(&name)), 0700, &error));
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

/* ---- the frame ---- */

static void test_forms_from_elsewhere(void **state)
{
    struct asker who = lawyer();
    struct router router = site_router(&site);
    struct asked asked;

    asking_send(&who, "/en/", "writ", buffer_slice(&world.writ), &asked);
    for (size_t i = 0; i < asked.request.header_count; i++)
        if (slice_is(asked.request.headers[i].name, "Origin"))
            asked.request.headers[i].value = SLICE("http://evil.example");
    response_free(&asked.response);
    router_answer(&router, &asked.request, &asked.response);
    assert_int_equal(403, asked.response.status);
    asked_forget(&asked);

    asking_send(&who, "/en/", "writ", buffer_slice(&world.writ), &asked);
    asked.request.session.id =
        SLICE("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
    response_free(&asked.response);
    router_answer(&router, &asked.request, &asked.response);
    assert_int_equal(403, asked.response.status);
    asked_forget(&asked);

    asking_get(&who, "/en/", &asked);
    asked.request.headers[0].value = SLICE("rebound.example");
    response_free(&asked.response);
    router_answer(&router, &asked.request, &asked.response);
    assert_int_equal(421, asked.response.status);
    asked_forget(&asked);
    (void)state;
}

static void test_every_text_is_translated(void **state)
{
    const char *place = given(buffer_slice(&world.writ));

    assert_translated("/en/");
    assert_translated("/en/about");
    assert_translated("/en/safeguards");
    assert_translated(place);
    assert_translated(below(place, "/objection"));
    draft_objection(below(place, "/objection"), "1");
    assert_translated(below(place, "/objection"));
    (void)state;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_provider, close_provider)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(test_a_valid_writ),
        TEST(test_later),
        TEST(test_an_altered_writ),
        TEST(test_an_altered_file),
        TEST(test_what_is_no_writ),
        TEST(test_too_large),
        TEST(test_a_folder_that_takes_nothing),
        TEST(test_places_that_are_none),
        TEST(test_a_suspension_by_hand),
        TEST(test_no_objection_elsewhere),
        TEST(test_forms_from_elsewhere),
        TEST(test_every_text_is_translated),
        TEST(test_what_is_offered),
        TEST(test_another_list),
        TEST(test_cut_off),
        TEST(test_cut_off_at_the_end),
        TEST(test_one_at_a_time),
        TEST(test_a_release),
        TEST(test_an_objection),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
