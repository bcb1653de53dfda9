#include "matter/story.h"

#include "test.h"

#include "base/files.h"
#include "base/json.h"
#include "law/reading.h"
#include "matter/paths.h"

static const char *const offices[][2] = {
    {"police", "investigator"}, {"prosecution", "prosecutor"},      {"court-1", "judge"},
    {"court-2", "judge"},       {"authority", "central-authority"}, {"rights", "reviewer"},
    {"registry", "clerk"},      {"oversight", "supervisor"},        {"filter", "filter"},
    {"mailhaus", "provider"},   {"otherhaus", "provider"},          {"data", "dpa"},
};

enum { OFFICES = sizeof offices / sizeof *offices, EACH = 3 };

static const char scope_exchange[] =
    "{\"measure\":\"content\",\"provider\":\"xb.mailhaus\","
    "\"accounts\":[\"suspect@mailhaus.example\"],\"categories\":[\"traffic\",\"content\"],"
    "\"from\":\"2026-10-01T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\","
    "\"until\":\"2026-12-10T00:00:00Z\"}";

static const char scope_domestic[] =
    "{\"measure\":\"content\",\"provider\":\"xa.mailhaus\","
    "\"accounts\":[\"suspect@mailhaus.example\"],\"categories\":[\"traffic\",\"content\"],"
    "\"from\":\"2026-10-01T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\","
    "\"until\":\"2026-12-10T00:00:00Z\"}";

/* Who acts where a test does not say otherwise; what is said is in bodies/, one file an act. */
static const struct {
    const char *exchange, *domestic;
} signers[MATTER_ACTS] = {
    [MATTER_APPLICATION] = {"xa.police.o1", "xa.police.o1"},
    [MATTER_AUTHORISATION] = {"xa.court-1.o1", "xa.court-1.o1"},
    [MATTER_REQUEST] = {"xa.authority.o1", "xa.authority.o1"},
    [MATTER_RECEIPT] = {"xb.authority.o1", "xa.authority.o2"},
    [MATTER_DUAL_CRIMINALITY] = {"xb.authority.o1", "xa.authority.o2"},
    [MATTER_RIGHTS_ASSESSMENT] = {"xb.rights.o1", "xa.rights.o1"},
    [MATTER_APPROVAL] = {"xb.court-1.o1", "xa.court-2.o1"},
    [MATTER_SUSPENSION] = {"xb.court-1.o2", "xa.court-2.o2"},
    [MATTER_RESUMPTION] = {"xb.court-1.o2", "xa.court-2.o2"},
    [MATTER_TERMINATION] = {"xb.court-1.o2", "xa.court-2.o2"},
    [MATTER_PRODUCTION] = {"xb.mailhaus.o1", "xa.mailhaus.o1"},
};

struct ssh_key story_key(const char *name)
{
    struct ssh_key key = {.type = SSH_KEY_ED25519};
    struct digest digest = sha256_of(slice_text(name));

    memcpy(key.public_key, digest.bytes, sizeof key.public_key);
    return key;
}

static struct slice read_file(struct story *story, const char *folder, const char *name)
{
    struct error error = {0};
    struct buffer text = {0};
    struct slice path = arena_format(&story->arena, "%s/%s", folder, name);
    struct slice kept;

    if (!files_read((const char *)path.data, 1 << 20, &text, &error))
        fail_msg("%s: %s", name, error.message);
    kept = arena_copy(&story->arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

/* `text` without the white space that is only there for the reader: a payload has none, so that a
 * test finds `"decision":"grant"` in it. */
static const char *compact(struct story *story, struct slice text)
{
    struct buffer out = {0};
    bool quoted = false;
    struct slice kept;

    for (size_t i = 0; i < text.size; i++) {
        quoted ^= text.data[i] == '"';
        if (quoted || (text.data[i] != ' ' && text.data[i] != '\n'))
            buffer_byte(&out, text.data[i]);
    }
    kept = arena_copy(&story->arena, buffer_slice(&out));
    buffer_free(&out);
    return (const char *)kept.data;
}

static const char *read_body(struct story *story, const char *name)
{
    struct slice path = arena_format(&story->arena, "%s.json", name);

    return compact(story, read_file(story, PROVISO_BODIES, (const char *)path.data));
}

static void read_bodies(struct story *story)
{
    story->applied = read_body(story, "offence.XA");
    story->offence = read_body(story, story->domestic ? "offence.XA" : "offence.XB");
    for (int act = 0; act < MATTER_ACTS; act++)
        story->bodies[act] = read_body(story, matter_acts.acts[act].type);
}

static void read_book(struct story *story, struct slice text, const struct rulebook *floor,
                      struct rulebook *out)
{
    struct error error = {0};

    if (!rulebook_parse(text, floor, &story->arena, out, &error))
        fail_msg("rulebook, line %u: %s %s", error.line, error.where, error.message);
}

struct story_state *story_state(struct story *story, const char *code)
{
    return &story->states[code[1] - 'A'];
}

void story_rulebook(struct story *story, const char *code, const char *text)
{
    struct story_state *state = story_state(story, code);
    size_t number = state->book_count++;

    read_book(story, slice_text(text), &story->floor, &state->books[number]);
    state->versions[number] = &state->books[number];
    story->known[code[1] - 'A'].rulebook_count = state->book_count;
}

const char *story_law(struct story *story, const char *name)
{
    return (const char *)read_file(story, PROVISO_LAW, name).data;
}

void story_offences(struct story *story, const char *code, const char *text, instant from)
{
    struct story_state *state = story_state(story, code);
    struct matter_state *known = &story->known[code[1] - 'A'];
    struct offence_register *offences = &state->registers[known->offence_count];
    struct lexicon lexicon;
    struct error error = {0};

    assert_true(known->offence_count < STORY_REGISTERS);
    if (!offence_register_parse(slice_text(text), &story->arena, offences, &error) ||
        !lexicon_parse(slice_text(lexicon_text), &lexicon, &error))
        fail_msg("offences, line %u: %s %s", error.line, error.where, error.message);
    reading_of_register(&lexicon, offences);
    lexicon_free(&lexicon);
    state->adopted[known->offence_count++] = (struct adopted_offences){from, offences};
    known->offences = state->adopted;
}

static struct slice named(struct story *story, char letter, const char *office, char kind,
                          int number)
{
    return arena_format(&story->arena, "x%c.%s.%c%d", letter, office, kind, number);
}

static void add_recipient(struct story *story, struct story_state *state, char letter,
                          const char *office)
{
    struct state_register *out = &state->state_register;
    struct slice name = named(story, letter, office, 'r', 1);
    struct recipient *recipient = &state->recipients[out->recipient_count++];
    struct digest key = sha256_of(name);

    *recipient = (struct recipient){.name = name,
                                    .office = name_office(name),
                                    .from = instant_civil(2026, 6, 1, 0, 0, 0),
                                    .until = FOREVER};
    memcpy(recipient->key.public_key, key.bytes, sizeof recipient->key.public_key);
}

static void people_state(struct story *story, int number)
{
    struct story_state *state = &story->states[number];
    struct state_register *out = &state->state_register;
    char letter = (char)('a' + number);

    *out = (struct state_register){.founded = 0,
                                   .first_cosigned = 0,
                                   .offices = state->offices,
                                   .officials = state->officials,
                                   .recipients = state->recipients};
    memcpy(out->state, (char[]){'X', (char)('A' + number), 0}, STATE_TEXT);
    for (int i = 0; i < OFFICES; i++) {
        int role = vocabulary_find(&words_role, slice_text(offices[i][1]));

        assert_true(role >= 0);
        state->offices[out->office_count++] = (struct office){
            arena_format(&story->arena, "x%c.%s", letter, offices[i][0]), 1u << role};
        for (int j = 1; j <= EACH; j++) {
            struct slice name = named(story, letter, offices[i][0], 'o', j);

            state->officials[out->official_count++] = (struct official){
                .name = name,
                .office = name_office(name),
                .person = arena_format(&story->arena, "x%c.p%d", letter, i * 10 + j),
                .roles = 1u << role,
                .key.ssh = story_key((const char *)name.data),
                .from = instant_civil(2026, 6, 1, 0, 0, 0),
                .until = FOREVER,
                .ended = FOREVER};
        }
    }
    add_recipient(story, state, letter, "police");
    add_recipient(story, state, letter, "filter");
    story->known[number] =
        (struct matter_state){.state_register = out, .rulebooks = state->versions};
}

void story_begin(struct story *story, bool domestic)
{
    const instant adopted = instant_civil(2026, 6, 1, 0, 0, 0);

    memset(story, 0, sizeof *story);
    story->domestic = domestic;
    story->chain = "XA-2026-000017";
    story->scope = domestic ? scope_domestic : scope_exchange;
    story->clock = instant_civil(2026, 11, 22, 10, 0, 0);
    read_bodies(story);
    read_book(story, read_file(story, PROVISO_RULES, "floor.rules"), NULL, &story->floor);
    for (int i = 0; i < STORY_STATES; i++)
        people_state(story, i);
    story_rulebook(story, "XA",
                   (const char *)read_file(story, PROVISO_RULES, "arcadia.rules").data);
    story_rulebook(story, "XB",
                   (const char *)read_file(story, PROVISO_RULES, "belmora.rules").data);
    story_rulebook(story, "XC", "[rulebook]\nstate = XC\nfrom = 2026-01-01\ntitle = Cordia\n");
    story_offences(story, "XA", story_law(story, "arcadia.offences"), adopted);
    story_offences(story, "XA", story_law(story, "budapest.offences"), adopted);
    story_offences(story, "XB", story_law(story, "belmora.offences"), adopted);
    story_offences(story, "XB", story_law(story, "budapest.offences"), adopted);
    story->terms = (struct matter_terms){
        slice_text(story->chain), &story->floor, story->known, STORY_STATES, story->clock, true};
}

void story_end(struct story *story)
{
    for (size_t i = 0; i < story->count; i++)
        statement_free(&story->filed[i].statement);
    arena_free(&story->arena);
}

void story_again(struct story *story)
{
    bool domestic = story->domestic;

    story_end(story);
    story_begin(story, domestic);
}

struct official *story_official(struct story *story, const char *name)
{
    struct state_register *state_register = &story->states[name[1] - 'a'].state_register;

    for (size_t i = 0; i < state_register->official_count; i++)
        if (slice_is(state_register->officials[i].name, name))
            return &state_register->officials[i];
    fail_msg("no official %s", name);
    return NULL;
}

struct recipient *story_recipient(struct story *story, const char *name)
{
    struct state_register *state_register = &story->states[name[1] - 'a'].state_register;

    for (size_t i = 0; i < state_register->recipient_count; i++)
        if (slice_is(state_register->recipients[i].name, name))
            return &state_register->recipients[i];
    fail_msg("no recipient %s", name);
    return NULL;
}

/* `text` with the first `find` replaced by `put`; a `find` that is not there fails the test. */
static const char *replaced(struct story *story, const char *text, const char *find,
                            const char *put)
{
    const char *place;

    if (!find)
        return text;
    place = strstr(text, find);
    if (!place)
        fail_msg("\"%s\" is not in %s", find, text);
    return (const char *)arena_format(&story->arena, "%.*s%s%s", (int)(place - text), text, put,
                                      place + strlen(find))
        .data;
}

/* `text` with every `mark` replaced. */
static const char *filled(struct story *story, const char *text, const char *mark, const char *put)
{
    while (strstr(text, mark))
        text = replaced(story, text, mark, put);
    return text;
}

/* `text` with each "%A1f" replaced by an attachment, each "%H1f" by the hash alone, whose every byte
 * is 1f. */
static const char *with_hashes(struct story *story, const char *text)
{
    for (const char *mark = text; *mark; mark++) {
        char hash[DIGEST_TEXT] = "", name[5] = "";
        bool attached = strncmp(mark, "%A", 2) == 0;

        if (!attached && strncmp(mark, "%H", 2) != 0)
            continue;
        memcpy(name, mark, 4);
        for (size_t i = 0; i < DIGEST_TEXT - 1; i++)
            hash[i] = name[2 + i % 2];
        text = filled(story, text, name,
                      attached ? (const char *)arena_format(
                                     &story->arena,
                                     "{\"sha256\":\"%s\",\"length\":900,\"language\":\"en\"}", hash)
                                     .data
                               : (const char *)arena_copy(&story->arena, slice_text(hash)).data);
        mark = text;
    }
    return text;
}

/* The last statement of an act in the story, or NULL. */
static const struct filed *last_of(const struct story *story, enum matter_act act)
{
    for (size_t i = story->count; i > 0; i--)
        if (story->filed[i - 1].statement.number == act)
            return &story->filed[i - 1];
    return NULL;
}

static const char *hash_of(struct story *story, const struct filed *filed)
{
    static const struct digest zero;
    char text[DIGEST_TEXT];

    digest_write(filed ? filed->statement.hash : zero, text);
    return (const char *)arena_copy(&story->arena, slice_text(text)).data;
}

static const struct filed *named_by(const struct story *story, enum matter_act act,
                                    const struct step *step)
{
    if (step->names)
        return step->names;
    switch (act) {
    case MATTER_RECEIPT:
        return last_of(story, MATTER_REQUEST);
    case MATTER_RESUMPTION:
        return last_of(story, MATTER_SUSPENSION);
    case MATTER_PRODUCTION:
        return last_of(story, MATTER_APPROVAL);
    default:
        return NULL;
    }
}

static const char *signer_of(const struct story *story, enum matter_act act,
                             const struct step *step)
{
    if (step->by)
        return step->by;
    return story->domestic ? signers[act].domestic : signers[act].exchange;
}

static const struct filed *seen_by(const struct story *story, const char *by,
                                   const struct step *step)
{
    if (step->seen || step->seen_nothing || story->domestic)
        return step->seen;
    return story->states[by[1] == 'a' ? 1 : 0].head;
}

struct slice story_payload(struct story *story, enum matter_act act, struct step step)
{
    const char *by = signer_of(story, act, &step);
    const struct filed *prev = step.prev ? step.prev : story->states[by[1] - 'a'].head;
    const char *body = step.body ? step.body : story->bodies[act];
    char at[INSTANT_TEXT];
    const char *text;

    instant_format(step.at ? step.at : story->clock, at);
    body = filled(story, body, "%S", story->scope);
    body = filled(story, body, "%P", story->applied);
    body = filled(story, body, "%O", story->offence);
    body = filled(story, body, "%N", hash_of(story, named_by(story, act, &step)));
    body = with_hashes(story, body);
    body = filled(story, body, "%s", story->domestic ? "xa" : "xb");
    text = (const char *)arena_format(
               &story->arena,
               "{\"type\":\"proviso/1 %s\",\"chain\":\"%s\",\"seq\":%lld,\"prev\":\"%s\","
               "\"seen\":\"%s\",\"by\":\"%s\",\"at\":\"%s\",\"body\":%s}",
               step.type ? step.type : matter_acts.acts[act].type, story->chain,
               (long long)(step.seq ? step.seq
                           : prev   ? prev->statement.seq + 1
                                    : 1),
               hash_of(story, prev), hash_of(story, seen_by(story, by, &step)), by, at, body)
               .data;
    text = replaced(story, text, step.find, step.put);
    return slice_text(replaced(story, text, step.find2, step.put2));
}

void story_draft(struct story *story, enum matter_act act, struct step step, struct filed *out)
{
    const struct act_table *tables[] = {&matter_acts};
    struct slice payload = story_payload(story, act, step);
    struct error error = {0};

    *out = (struct filed){.entry = (int64_t)story->count};
    if (!statement_parse(payload, tables, 1, &out->statement, &error))
        fail_msg("%s: %s\n%.*s", error.where, error.message, SLICE_ARG(payload));
    for (size_t i = 0; i < out->statement.signer_count; i++) {
        struct slice name = arena_copy(&story->arena, out->statement.signers[i]);

        out->signatures[i].ssh = story_key(i == 0 && step.key ? step.key : (const char *)name.data);
    }
    out->entered = step.unlogged ? NEVER : out->statement.at + (step.late ? step.late : 60);
    out->cosigned = step.unlogged || step.uncosigned ? NEVER : out->entered + 60;
    if (!step.at)
        story->clock += HOUR;
}

struct filed *story_add(struct story *story, enum matter_act act, struct step step)
{
    struct filed *filed = &story->filed[story->count];

    assert_true(story->count < STORY_STATEMENTS);
    story_draft(story, act, step, filed);
    story->count++;
    if (statement_moves(&filed->statement) && !step.aside)
        story->states[filed->statement.state[1] - 'A'].head = filed;
    return filed;
}

const char *story_named(struct story *story, const char *in, const char *id, const char *class,
                        int months)
{
    return (const char *)arena_format(&story->arena,
                                      "{\"register\":\"%s\",\"id\":\"%s\",\"reference\":\"s. 1\","
                                      "\"class\":\"%s\",\"max_penalty_months\":%d}",
                                      in, id, class, months)
        .data;
}

bool story_spares(const struct story *story, enum matter_act act)
{
    return story->domestic &&
           (act == MATTER_REQUEST || act == MATTER_RECEIPT || act == MATTER_DUAL_CRIMINALITY);
}

void story_until(struct story *story, enum matter_act end)
{
    for (unsigned act = MATTER_APPLICATION; act < end && act <= MATTER_APPROVAL; act++)
        if (!story_spares(story, act))
            story_add(story, act, (struct step){0});
}

int story_setup(void **state)
{
    *state = calloc(1, sizeof(struct story));
    story_begin(*state, false);
    return 0;
}

int story_setup_domestic(void **state)
{
    *state = calloc(1, sizeof(struct story));
    story_begin(*state, true);
    return 0;
}

int story_teardown(void **state)
{
    story_end(*state);
    free(*state);
    return 0;
}
