/* What the statements of a world say: their bodies, and the texts that they attach. */
#include "test.h"

#include "base/encode.h"
#include "base/files.h"
#include "node/world.h"

#define BODY(...) (const char *)arena_format(&world->arena, __VA_ARGS__).data

static const char salt[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n";

/* The answers of a clear assessment. */
struct slice world_answers(struct world *world)
{
    struct buffer text = {0};
    struct slice kept;

    buffer_text(&text, salt);
    for (int i = 0; i < GROUND_COUNT; i++)
        buffer_format(&text, "[%s]\nanswer = no-indication\nsources = the file\n",
                      words_ground.words[i]);
    buffer_text(&text, "[person]\nasylum = no-indication\ndefender = no-indication\n"
                       "minor = no-indication\n");
    kept = arena_copy(&world->arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

static const char *attachment_of(struct world *world, struct slice text)
{
    char hex[DIGEST_TEXT];

    return BODY("{\"sha256\":\"%s\",\"length\":%zu,\"language\":\"en\"}",
                digest_write(sha256_of(text), hex), text.size);
}

/* The text of a member of matter 0: what an office would write. */
static void written_text(const char *member, struct buffer *out)
{
    struct buffer path = {0};
    struct error error = {0};

    buffer_format(&path, "%s/lime/%s.txt", PROVISO_TEXTS, member);
    if (!files_read(buffer_string(&path), 1 << 16, out, &error))
        fail_msg("%s", error.message);
    buffer_free(&path);
}

/* Made-up words for the other matters, different in each and in each member. */
static void made_text(unsigned number, const char *member, struct buffer *out)
{
    struct digest digest;
    char name[60];

    for (unsigned i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "%u %.30s %u", number, member, i);
        digest = sha256_of(slice_text(name));
        for (unsigned j = 0; j < 30; j += 2)
            buffer_format(out, "%c%c%c%c%c%s", "bdfghklmnprstvwz"[digest.bytes[j] % 16],
                          "aeiou"[digest.bytes[j] / 16 % 5], "lmnrst"[digest.bytes[j + 1] % 6],
                          "aeiou"[digest.bytes[j + 1] / 6 % 5],
                          "bdfghklmnprstvwz"[digest.bytes[j + 1] / 30], j % 10 == 8 ? ".\n" : " ");
    }
}

struct slice world_text(struct world *world, unsigned number, const char *member)
{
    struct buffer text = {0};
    struct slice kept;

    buffer_text(&text, salt);
    if (number)
        made_text(number, member, &text);
    else
        written_text(member, &text);
    kept = arena_copy(&world->arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

const char *world_attach(struct world *world, struct slice text, struct world_texts *into)
{
    for (size_t i = 0; i < into->count; i++)
        if (slice_equal(into->items[i], text))
            return attachment_of(world, text);
    assert_true(into->count < WORLD_TEXTS);
    into->items[into->count++] = text;
    return attachment_of(world, text);
}

static const char *written(struct world *world, const char *member)
{
    return world_attach(world, world_text(world, 0, member), &world->texts);
}

static const char account[] = "kim@mailhaus.example";

static const char *scope_of(struct world *world, const char *reached, const char *to,
                            const char *until)
{
    return BODY("{\"measure\":\"%s\",\"provider\":\"xb.mailhaus\",\"accounts\":[\"%s\"],"
                "\"categories\":[\"content\"],\"from\":\"2026-10-01T00:00:00Z\",\"to\":\"%s\","
                "\"until\":\"%s\"}",
                world->measure ? world->measure : "content", reached,
                to ? to : "2026-11-01T00:00:00Z", until ? until : "2026-12-10T00:00:00Z");
}

const char *world_scope(struct world *world, const char *to)
{
    return scope_of(world, account, to, NULL);
}

static const char applied[] =
    "{\"register\":\"XA\",\"id\":\"computer-fraud\",\"reference\":\"Computer Crimes Act s. 18\","
    "\"class\":\"fraud\",\"max_penalty_months\":120}";
static const char compared[] =
    "{\"register\":\"XB\",\"id\":\"computer-fraud\",\"reference\":\"Penal Code art. 306\","
    "\"class\":\"fraud\",\"max_penalty_months\":60}";
static const char conduct[] =
    "{\"on\":\"2026-05-04T09:00:00Z\",\"mens_rea\":\"dishonest-or-harmful-intent\"}";

static long long or_else(int64_t stated, int64_t otherwise)
{
    return (long long)(stated ? stated : otherwise);
}

static const char *text_or_number(struct world *world, const char *text, const char *story,
                                  const char *pattern, unsigned number)
{
    if (text)
        return text;
    return number ? BODY(pattern, number) : story;
}

const char *world_application_reaching(struct world *world, unsigned number,
                                       const struct world_reach *reach, struct world_texts *texts)
{
    static const char *const members[] = {
        "facts",       "facts_against",        "necessity",     "proportionality", "less_intrusive",
        "sought",      "earlier_applications", "third_parties", "privilege_plan",  "minimisation",
        "notice_plan",
    };
    static const char *const further[] = {"custodian", "follow_up"}; /* of preservation */
    struct buffer prose = {0};
    const char *reached =
        text_or_number(world, reach->account, account, "kim%u@mailhaus.example", number);
    const char *body;

    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        buffer_format(&prose, "\"%s\":%s,", members[i],
                      world_attach(world, world_text(world, number, members[i]), texts));
    for (size_t i = 0; world->measure && i < sizeof further / sizeof *further; i++)
        buffer_format(&prose, "\"%s\":%s,", further[i],
                      world_attach(world, world_text(world, number + 99, further[i]), texts));
    body = BODY("{\"with\":[\"xa.prosecution-1.o2\"],\"case\":\"%s\",\"scope\":%s,"
                "\"offence\":%s,\"conduct\":%s,\"targets\":[{\"role\":\"suspect\",\"person\":\"%"
                "s\",\"accounts\":"
                "[\"%s\"],\"suspicion\":%s}],\"earlier\":[%s],\"tally\":{\"case_targets\":%lld,"
                "\"account_matters\":%lld,\"person_matters\":%lld,\"days\":%lld},%s"
                "\"protected_activity\":\"no-indication\"}",
                text_or_number(world, reach->name, "XA-C-4", "XA-C-4/%u", number),
                scope_of(world, reached, "2026-11-15T00:00:00Z", reach->until), applied, conduct,
                text_or_number(world, reach->person, "P-1", "P-1/%u", number), reached,
                world_attach(world, world_text(world, number, "targets.0.suspicion"), texts),
                reach->earlier ? reach->earlier : "", or_else(reach->case_targets, 1),
                or_else(reach->account_matters, 1), or_else(reach->person_matters, 1),
                or_else(reach->days, 40), buffer_string(&prose));
    buffer_free(&prose);
    return body;
}

const char *world_application_of(struct world *world, unsigned number, struct world_texts *texts)
{
    return world_application_reaching(world, number, &(struct world_reach){0}, texts);
}

const char *world_application(struct world *world)
{
    return world_application_of(world, 0, &world->texts);
}

const char *world_authorisation_of(struct world *world, unsigned number, const char *scope)
{
    return BODY("{\"decision\":\"narrow\",\"scope\":%s,\"exclusions\":\"no-indication\","
                "\"serious\":%s,\"reasons\":%s}",
                scope ? scope : world_scope(world, NULL),
                world_attach(world, world_text(world, number, "serious"), &world->texts),
                world_attach(world, world_text(world, number, "reasons"), &world->texts));
}

const char *world_authorisation(struct world *world, const char *scope)
{
    return world_authorisation_of(world, 0, scope);
}

const char *world_reasons(struct world *world)
{
    return BODY("{\"reasons\":%s}", written(world, "reasons"));
}

const char *world_request(struct world *world, const char *scope)
{
    return BODY("{\"scope\":%s,\"purpose\":\"prosecution of this fraud\"}",
                scope ? scope : world_scope(world, NULL));
}

const char *world_receipt(struct world *world)
{
    char hex[DIGEST_TEXT];

    return BODY("{\"request\":\"%s\"}", digest_write(world->hashes[0][world->seqs[0]], hex));
}

const char *world_comparison(struct world *world)
{
    return BODY("{\"verdict\":\"yes\",\"offence\":%s,\"reasons\":%s}", compared,
                written(world, "comparison"));
}

const char *world_assessment(struct world *world)
{
    struct buffer covered = {0};
    const char *body;

    for (int i = 0; i < GROUND_COUNT; i++)
        buffer_format(&covered, "%s\"%s\"", i ? "," : "", words_ground.words[i]);
    body = BODY("{\"outcome\":\"clear\",\"covered\":[%s],\"answers\":%s}", buffer_string(&covered),
                attachment_of(world, world_answers(world)));
    buffer_free(&covered);
    return body;
}

const char *world_approval(struct world *world, const char *scope)
{
    struct slice parts[2];
    struct buffer classes = {0};
    const char *body;
    char hex[DIGEST_TEXT];

    if (world->measure && strcmp(world->measure, "preservation") == 0)
        return BODY("{\"decision\":\"approve\",\"scope\":%s,\"offence\":%s,\"reasons\":%s}",
                    scope ? scope : world_scope(world, NULL), compared, written(world, "approval"));
    if (!node_list_salt(&world->xb, slice_text(world_chain), world->list_salt, &world->error))
        fail_msg("salt: %s", world->error.message);
    parts[0] = slice_of(world->list_salt, LIST_SALT);
    parts[1] = slice_text(world_list);
    world->list = sha256_of_parts(parts, 2);
    for (int i = 0; i < PRIVILEGE_COUNT; i++)
        buffer_format(&classes, "%s\"%s\"", i ? "," : "", words_privilege.words[i]);
    body = BODY("{\"decision\":\"approve\",\"scope\":%s,\"offence\":%s,\"recipients\":"
                "[\"xa.cybercrime-1.r1\"],\"filter\":[\"xb.filter-1.r1\"],\"list\":\"%s\","
                "\"privileged\":[%s],\"reasons\":%s}",
                scope ? scope : world_scope(world, NULL), compared, digest_write(world->list, hex),
                buffer_string(&classes), written(world, "approval"));
    buffer_free(&classes);
    return body;
}
