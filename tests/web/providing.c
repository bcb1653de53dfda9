#include "providing.h"

#include <stdio.h>
#include <unistd.h>

#include "base/files.h"
#include "reading.h"
#include "test.h"

struct world world;
struct site site;
char mailhaus[100];
static instant drawn; /* when the writ was made */

void write_file(const char *name, struct slice text)
{
    struct error error = {0};
    struct buffer path = {0};

    assert_true(files_replace(files_path(&path, mailhaus, name), text, 0600, &error));
    buffer_free(&path);
}

void open_site(void)
{
    struct error error = {0};

    assert_true(provider_site_open(&site, mailhaus, SLICE("http://127.0.0.1:8080"), &error));
}

int providing_set_up(void **state)
{
    world_open(&world);
    world_story(&world, 8);
    drawn = world.clock;
    (void)state;
    return 0;
}

int providing_tear_down(void **state)
{
    world_close(&world);
    (void)state;
    return 0;
}

/* Each test has a provider of its own. */
int providing_open(void **state)
{
    static unsigned number;
    struct error error = {0};

    snprintf(mailhaus, sizeof mailhaus, "%s/mailhaus-%u", world.folder, number++);
    assert_true(files_folder(mailhaus, 0700, &error));
    world.clock = drawn;
    write_file("trust", world.provider_trust);
    write_file("provider.conf",
               SLICE("[provider]\nby = xb.mailhaus.o5\ndemo = yes\nsources = mail\n"));
    open_site();
    (void)state;
    return 0;
}

int providing_close(void **state)
{
    provider_site_close(&site);
    (void)state;
    return 0;
}

struct asker lawyer(void)
{
    return (struct asker){.site = &site, .now = world.clock};
}

/* ---- giving in ---- */

unsigned give(struct slice writ, struct asked *asked)
{
    struct asker who = lawyer();

    return asking_send(&who, "/en/", "writ", writ, asked);
}

/* Gives a writ in and returns where it is: "/en/writs/…", in the world's arena. */
const char *given(struct slice writ)
{
    struct asked asked;
    struct slice place;

    assert_int_equal(303, give(writ, &asked));
    place = arena_copy(&world.arena, asked.response.headers[0].value);
    asked_forget(&asked);
    return (const char *)place.data;
}

void see(const char *place, struct asked *asked)
{
    struct asker who = lawyer();

    assert_int_equal(200, asking_get(&who, place, asked));
}

void assert_says(const char *place, const char *part)
{
    struct asked asked;

    see(place, &asked);
    if (!asked_has(&asked, part))
        fail_msg("%s lacks \"%s\":\n%.*s", place, part, SLICE_ARG(asked_content(&asked)));
    asked_forget(&asked);
}

void assert_silent(const char *place, const char *part)
{
    struct asked asked;

    see(place, &asked);
    if (asked_has(&asked, part))
        fail_msg("%s says \"%s\"", place, part);
    asked_forget(&asked);
}

const char *below(const char *place, const char *rest)
{
    return (const char *)arena_format(&world.arena, "%s%s", place, rest).data;
}

struct slice file_of(const char *place, const char *name)
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

unsigned no_file(const char *place, const char *name)
{
    struct asker who = lawyer();
    struct slice path = arena_format(&world.arena, "/files/%s/%s", strrchr(place, '/') + 1, name);
    struct asked asked;
    unsigned status = asking_get(&who, (const char *)path.data, &asked);

    asked_forget(&asked);
    return status;
}

unsigned sign_at(const char *place, struct slice armour, struct asked *asked)
{
    struct asker who = lawyer();

    struct asking_file files[] = {{"do", SLICE("sign"), true}, {"signature.file", armour, false}};

    return asking_send_files(&who, place, files, 2, asked);
}

void assert_translated(const char *place)
{
    struct slice french = arena_format(&world.arena, "/fr%s", place + 3);
    struct asked before, after;

    see(place, &before);
    see((const char *)french.data, &after);
    reading_is_translated(place, asked_content(&before), asked_content(&after));
    asked_forget(&before);
    asked_forget(&after);
}
