#include "gathering.h"

#include <stdarg.h>

#include "test.h"
#include "writ/state.h"

static const struct {
    const char *name, *person;
    uint32_t roles;
} people[] = {
    {"un.secretariat.o1", "un.p1", 1u << ROLE_SECRETARIAT},
    {"un.bureau.o1", "un.p2", 1u << ROLE_CHAIR},
    {"un.bureau.o2", "un.p3", 1u << ROLE_COMMITTEE},
    {"un.bureau.o3", "un.p4", 1u << ROLE_COMMITTEE},
    {"un.bureau.o4", "un.p5", 1u << ROLE_CHAIR},
    {"un.bureau.o5", "un.p2", 1u << ROLE_COMMITTEE}, /* the chair in another office */
    {"un.delegation-xa.o1", "un.p6", 1u << ROLE_DELEGATION},
    {"un.delegation-xb.o1", "un.p7", 1u << ROLE_DELEGATION},
    {"un.applicant-1.o1", "un.p8", 1u << ROLE_ORGANISATION},
    {"un.applicant-2.o1", "un.p9", 1u << ROLE_ORGANISATION},
    {"un.applicant-99.o1", "un.p10", 1u << ROLE_ORGANISATION},
    {"un.somebody.o1", "un.p11", 1u << ROLE_DELEGATION}, /* of no State's delegation */
};

enum { PEOPLE = sizeof people / sizeof *people };

struct gathering *gathering_open(void)
{
    struct gathering *gathering = calloc(1, sizeof *gathering);
    struct error error = {0};

    memcpy(gathering->state_register.state, "UN", 3);
    memcpy(gathering->terms.state, "UN", 3);
    gathering->terms.skew = 24 * HOUR;
    assert_true(instant_parse(SLICE("2026-03-02T09:00:00Z"), &gathering->now, &error));
    for (size_t i = 0; i < PEOPLE; i++) {
        struct official *official = &gathering->officials[i];

        *official = (struct official){
            .name = slice_text(people[i].name),
            .office = name_office(slice_text(people[i].name)),
            .person = slice_text(people[i].person),
            .roles = people[i].roles,
            .key = {.kind = SIGNING_SSH},
            .from = 0,
            .until = FOREVER,
            .ended = FOREVER,
        };
        memset(&official->key.ssh, (int)i + 1, sizeof official->key.ssh);
        gathering->offices[i] = (struct office){official->office, people[i].roles};
    }
    gathering->state_register.officials = gathering->officials;
    gathering->state_register.official_count = PEOPLE;
    gathering->state_register.offices = gathering->offices;
    gathering->state_register.office_count = PEOPLE;
    forum_begin(&gathering->state_register, &gathering->terms, &gathering->forum);
    return gathering;
}

void gathering_close(struct gathering *gathering)
{
    forum_free(&gathering->forum);
    for (size_t i = 0; i < gathering->count; i++)
        statement_free(&gathering->filed[i].statement);
    arena_free(&gathering->arena);
    free(gathering);
}

void gathering_wait(struct gathering *gathering, int64_t days, int64_t hours)
{
    gathering->now += days * DAY + hours * HOUR;
}

static const struct act_table *table_of(const char *type)
{
    for (size_t i = 0; i < FORUM_CHAINS; i++)
        if (act_find(&forum_acts[i], slice_text(type)))
            return &forum_acts[i];
    fail_msg("no act %s", type);
    return NULL;
}

/* "un.bureau.o1 un.bureau.o2" with the others in the body's "with". */
static struct slice payload_of(struct gathering *gathering, const char *type, const char *signers,
                               const char *body)
{
    const struct act_table *table = table_of(type);
    enum forum_chain chain = (enum forum_chain)(table - forum_acts);
    char by[100], with[300] = "", prev[DIGEST_TEXT], at[INSTANT_TEXT];
    const char *rest = strchr(signers, ' ');

    assert_non_null(signers);
    snprintf(by, sizeof by, "%.*s", (int)strcspn(signers, " "), signers);
    while (rest) {
        const char *next = strchr(rest + 1, ' ');

        snprintf(with + strlen(with), sizeof with - strlen(with), "%s\"%.*s\"",
                 with[0] ? "," : ",\"with\":[",
                 (int)(next ? next - rest - 1 : (ptrdiff_t)strlen(rest + 1)), rest + 1);
        rest = next;
    }
    return arena_format(
        &gathering->arena,
        "{\"type\":\"proviso/1 %s\",\"chain\":\"UN-%s\",\"seq\":%lld,\"prev\":\"%s\","
        "\"seen\":\"%064d\",\"by\":\"%s\",\"at\":\"%s\",\"body\":{%s%s%s}}",
        type, table->chain, (long long)gathering->forum.heads[chain].seq + 1,
        digest_write(gathering->forum.heads[chain].hash, prev), 0, by,
        instant_format(gathering->now, at), body, with, with[0] ? "]" : "");
}

static bool take(struct gathering *gathering, struct slice payload)
{
    struct filed *filed = &gathering->filed[gathering->count];
    struct error error = {0};

    if (!statement_parse(payload, all_acts, all_acts_count, &filed->statement, &error))
        fail_msg("%s: %s (%s)", error.where, error.message, (const char *)payload.data);
    filed->entry = (int64_t)gathering->count++;
    filed->entered = gathering->now;
    filed->cosigned = NEVER;
    for (size_t i = 0; i < filed->statement.signer_count; i++) {
        const struct official *official =
            register_official(&gathering->state_register, filed->statement.signers[i]);

        if (official)
            register_assume(&gathering->state_register, official, &filed->signatures[i]);
    }
    gathering->findings = (struct findings){0};
    return forum_step(&gathering->forum, filed, &gathering->findings);
}

static struct slice write_body(struct gathering *gathering, const char *format, va_list list)
{
    char *text = NULL;
    struct slice body;

    assert_true(vasprintf(&text, format, list) >= 0);
    body = arena_copy(&gathering->arena, slice_text(text));
    free(text);
    return body;
}

#define BODY(into)                                                                                 \
    va_list list;                                                                                  \
    va_start(list, body);                                                                          \
    into = write_body(gathering, body, list);                                                      \
    va_end(list)

bool gathering_say(struct gathering *gathering, const char *type, const char *signers,
                   const char *body, ...)
{
    struct slice text;
    BODY(text);

    return take(gathering, payload_of(gathering, type, signers, (const char *)text.data));
}

void gathering_must(struct gathering *gathering, const char *type, const char *signers,
                    const char *body, ...)
{
    struct slice text;
    BODY(text);

    if (!take(gathering, payload_of(gathering, type, signers, (const char *)text.data)))
        fail_msg("%s: %s", type, finding_name(gathering->findings.items[0].code));
}

void gathering_refused(struct gathering *gathering, enum finding_code code, const char *type,
                       const char *signers, const char *body, ...)
{
    size_t links = gathering->forum.link_count;
    struct slice text;
    BODY(text);

    if (take(gathering, payload_of(gathering, type, signers, (const char *)text.data)))
        fail_msg("%s counted, not %s", type, finding_name(code));
    if (!findings_have(&gathering->findings, code))
        fail_msg("%s: %s, not %s", type, finding_name(gathering->findings.items[0].code),
                 finding_name(code));
    assert_int_equal(gathering->forum.link_count, links);
}

bool gathering_replay(struct gathering *gathering)
{
    return take(gathering, gathering->filed[gathering->count - 1].statement.bytes);
}

const char *gathering_last(struct gathering *gathering)
{
    char text[DIGEST_TEXT];

    return (const char *)arena_copy(
               &gathering->arena, slice_text(digest_write(
                                      gathering->filed[gathering->count - 1].statement.hash, text)))
        .data;
}

const char *gathering_text(struct gathering *gathering, const char *what)
{
    char text[DIGEST_TEXT];

    return (const char *)arena_format(&gathering->arena,
                                      "{\"sha256\":\"%s\",\"length\":100,\"language\":\"en\"}",
                                      digest_write(sha256_of(slice_text(what)), text))
        .data;
}

const char *gathering_time(struct gathering *gathering, int64_t days)
{
    char text[INSTANT_TEXT];

    return (const char *)arena_copy(&gathering->arena,
                                    slice_text(instant_format(gathering->now + days * DAY, text)))
        .data;
}

struct applicant_standing gathering_standing(struct gathering *gathering, const char *applicant)
{
    const struct applicant *found =
        accreditation_applicant(&gathering->forum.accreditation, slice_text(applicant));
    struct applicant_standing standing;

    assert_non_null(found);
    applicant_standing(found, gathering->now, &standing);
    return standing;
}

void gathering_apply(struct gathering *gathering, int number)
{
    if (!gathering->forum.accreditation.call_count)
        gathering_must(gathering, "call", SECRETARIAT,
                       "\"call\":\"s1\",\"opens\":\"%s\",\"closes\":\"%s\"",
                       gathering_time(gathering, -1), gathering_time(gathering, 30));
    gathering_must(gathering, "accreditation-application", SECRETARIAT,
                   "\"applicant\":\"un.applicant-%d\",\"call\":\"s1\",\"received\":\"%s\","
                   "\"kind\":\"organisation\",\"track\":\"other\",\"field\":\"civil-society\","
                   "\"region\":\"africa\",\"name\":%s,\"text\":%s",
                   number, gathering_time(gathering, 0), gathering_text(gathering, "name"),
                   gathering_text(gathering, "text"));
}

void gathering_circulate(struct gathering *gathering, int number)
{
    gathering_apply(gathering, number);
    gathering_must(gathering, "completeness", SECRETARIAT,
                   "\"applicant\":\"un.applicant-%d\",\"outcome\":\"complete\"", number);
    gathering_must(gathering, "circulation", SECRETARIAT, "\"applicants\":[\"un.applicant-%d\"]",
                   number);
}

void gathering_accredit(struct gathering *gathering, int number)
{
    char name[40];

    gathering_circulate(gathering, number);
    gathering_wait(gathering, 14, 0);
    snprintf(name, sizeof name, "un.applicant-%d", number);
    assert_int_equal(gathering_standing(gathering, name).state, APPLICANT_APPROVED);
}
