#include "matter/tally.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"

const struct tally_member tally_members[TALLIED] = {
    [TALLY_CASE_TARGETS] = {"case_targets", PARAMETER_CASE_TARGETS},
    [TALLY_ACCOUNT_MATTERS] = {"account_matters", PARAMETER_ACCOUNT_MATTERS},
    [TALLY_PERSON_MATTERS] = {"person_matters", PARAMETER_PERSON_MATTERS},
    [TALLY_DAYS] = {"days", PARAMETER_TOTAL},
};

/* What counts, by what became of the matter. Every one is listed as an earlier one (DOMAIN, header H),
 * and its persons are persons of the case; but what no court let happen has reached nobody, so that a
 * refusal does not use up what is allowed. */
static const struct {
    bool case_targets; /* its persons, in all matters of the case */
    bool matters;      /* it, among the matters of a year on an account or a person; its days */
} counting_rules[] = {
    [COURSE_OPEN] = {true, true},
    [COURSE_GRANTED] = {true, true},
    [COURSE_REFUSED] = {true, false},
    [COURSE_WITHDRAWN] = {true, false},
};

enum { YEAR = 12 }; /* months back in which matters and days count */

/* ---- who is one person ---- */

/* The targets of all applications, those of the one that is counted first; `parent` joins those that
 * are one person. */
struct persons {
    const struct target **targets;
    size_t *parent;
    size_t count;
};

static size_t root_of(struct persons *persons, size_t number)
{
    while (persons->parent[number] != number)
        number = persons->parent[number] = persons->parent[persons->parent[number]];
    return number;
}

struct claim {
    struct slice key;
    size_t target;
};

static int compare_claims(const void *left, const void *right)
{
    const struct claim *a = left, *b = right;

    return slice_compare(a->key, b->key);
}

static void join_persons(struct persons *persons)
{
    struct claim *claims = memory_take((persons->count + 1) * TARGET_KEYS * sizeof *claims);
    size_t count = 0;

    for (size_t i = 0; i < persons->count; i++)
        for (size_t j = 0; j < persons->targets[i]->key_count; j++)
            claims[count++] = (struct claim){persons->targets[i]->keys[j], i};
    qsort(claims, count, sizeof *claims, compare_claims);
    for (size_t i = 1; i < count; i++)
        if (slice_equal(claims[i].key, claims[i - 1].key))
            persons->parent[root_of(persons, claims[i].target)] =
                root_of(persons, claims[i - 1].target);
    free(claims);
}

/* ---- counting ---- */

struct counting {
    const struct application *application;
    const struct application *const *earlier;
    size_t count;
    size_t *first; /* of each earlier one: the number of its first target among the persons */
    struct persons persons;
    instant since;
};

static void add_targets(struct persons *persons, const struct application *application)
{
    for (size_t i = 0; i < application->target_count; i++) {
        persons->parent[persons->count] = persons->count;
        persons->targets[persons->count++] = &application->targets[i];
    }
}

static void collect(struct counting *counting)
{
    size_t most = (counting->count + 1) * SCOPE_ACCOUNTS;

    counting->first = memory_take((counting->count + 1) * sizeof *counting->first);
    counting->persons.targets = memory_take(most * sizeof(struct target *));
    counting->persons.parent = memory_take(most * sizeof *counting->persons.parent);
    add_targets(&counting->persons, counting->application);
    for (size_t i = 0; i < counting->count; i++) {
        counting->first[i] = counting->persons.count;
        add_targets(&counting->persons, counting->earlier[i]);
    }
    join_persons(&counting->persons);
}

static void discard(struct counting *counting)
{
    free(counting->first);
    free(counting->persons.targets);
    free(counting->persons.parent);
}

static bool has_account(const struct application *application, struct slice account)
{
    if (application_has_key(application->accounts, application->account_count, account))
        return true;
    for (size_t i = 0; i < application->target_count; i++)
        if (application_has_key(application->targets[i].keys, application->targets[i].key_count,
                                account))
            return true;
    return false;
}

/* Whether an earlier one has a target that is the same person as target `person` of this one. */
static bool has_person(struct counting *counting, size_t number, size_t person)
{
    size_t wanted = root_of(&counting->persons, person);

    for (size_t i = 0; i < counting->earlier[number]->target_count; i++)
        if (root_of(&counting->persons, counting->first[number] + i) == wanted)
            return true;
    return false;
}

static unsigned relation(struct counting *counting, size_t number)
{
    const struct application *application = counting->application;
    const struct application *other = counting->earlier[number];
    unsigned related = 0;

    if (slice_equal(application->case_key, other->case_key))
        related |= RELATED_CASE;
    for (size_t i = 0; i < application->account_count; i++)
        if (has_account(other, application->accounts[i]))
            related |= RELATED_ACCOUNT;
    for (size_t i = 0; i < application->target_count; i++)
        if (has_person(counting, number, i))
            related |= RELATED_PERSON;
    return related;
}

/* Whether an earlier one is among the matters, and its days among the days, that count. */
static bool is_recent(const struct counting *counting, size_t number)
{
    const struct application *other = counting->earlier[number];

    return other->entered > counting->since && counting_rules[application_course(other)].matters;
}

static int compare_keys(const void *left, const void *right)
{
    return slice_compare(*(const struct slice *)left, *(const struct slice *)right);
}

/* Persons of a case are told apart by their references alone: whoever gives a second person an account
 * of the first does not make them one here. */
static int64_t count_case_targets(const struct counting *counting, const unsigned related[])
{
    struct slice *names = memory_take((counting->persons.count + 1) * sizeof *names);
    size_t count = counting->application->target_count;
    int64_t persons = 0;

    for (size_t i = 0; i < count; i++)
        names[i] = counting->persons.targets[i]->keys[0];
    for (size_t i = 0; i < counting->count; i++)
        if ((related[i] & RELATED_CASE) &&
            counting_rules[application_course(counting->earlier[i])].case_targets)
            for (size_t j = 0; j < counting->earlier[i]->target_count; j++)
                names[count++] = counting->earlier[i]->targets[j].keys[0];
    qsort(names, count, sizeof *names, compare_keys);
    for (size_t i = 0; i < count; i++)
        persons += i == 0 || !slice_equal(names[i], names[i - 1]);
    free(names);
    return persons;
}

/* Days from the application to the order's end; a day begun is a day. */
static int64_t days_of(const struct application *application)
{
    int64_t seconds = application->until - application->at;

    return seconds > 0 ? (seconds + DAY - 1) / DAY : 0;
}

static void raise_to(struct tally *tally, enum tallied member, int64_t count)
{
    if (tally->counts[member] < count)
        tally->counts[member] = count;
}

static void count_account(const struct counting *counting, struct slice account, struct tally *out)
{
    int64_t matters = 1, days = days_of(counting->application);

    for (size_t i = 0; i < counting->count; i++) {
        const struct application *other = counting->earlier[i];

        if (!is_recent(counting, i) || !has_account(other, account))
            continue;
        matters++;
        if (other->measure == counting->application->measure)
            days += days_of(other);
    }
    raise_to(out, TALLY_ACCOUNT_MATTERS, matters);
    raise_to(out, TALLY_DAYS, days);
}

static void count_person(struct counting *counting, size_t person, struct tally *out)
{
    int64_t matters = 1;

    for (size_t i = 0; i < counting->count; i++)
        matters += is_recent(counting, i) && has_person(counting, i, person);
    raise_to(out, TALLY_PERSON_MATTERS, matters);
}

void tally_count(const struct application *application, const struct application *const *earlier,
                 size_t count, unsigned related[], struct tally *out)
{
    struct counting counting = {
        .application = application,
        .earlier = earlier,
        .count = count,
        .since = instant_add_months(application->entered, -YEAR),
    };

    *out = (struct tally){.counts = {0}};
    collect(&counting);
    for (size_t i = 0; i < count; i++)
        related[i] = relation(&counting, i);
    out->counts[TALLY_CASE_TARGETS] = count_case_targets(&counting, related);
    for (size_t i = 0; i < application->account_count; i++)
        count_account(&counting, application->accounts[i], out);
    for (size_t i = 0; i < application->target_count; i++)
        count_person(&counting, i, out);
    discard(&counting);
}

void tally_stated(json_t *body, struct tally *out)
{
    json_t *tally = json_object_get(body, "tally");

    for (int i = 0; i < TALLIED; i++) {
        json_t *count = json_object_get(tally, tally_members[i].member);

        out->counts[i] = json_is_integer(count) ? json_integer_value(count) : -1;
    }
}

void tally_alone(const struct statement *application, struct tally *out)
{
    struct application read = {0};
    struct arena arena = {0};

    application_read(application->body, application->at, &arena, &read);
    tally_count(&read, NULL, 0, NULL, out);
    arena_free(&arena);
}

void tally_compare(const struct statement *application, const struct tally *counted,
                   const char *where, struct findings *findings)
{
    struct tally stated;
    struct scope scope;

    tally_stated(application->body, &stated);
    if (!matter_scope(application, &scope))
        return;
    for (int i = 0; i < TALLIED; i++) {
        enum parameter parameter = tally_members[i].parameter;
        struct finding *finding;

        if (stated.counts[i] >= counted->counts[i])
            continue;
        finding = findings_add(findings, FINDING_TALLY_MISSTATED, where);
        finding->row = parameter_table[parameter].row;
        finding->rule = parameter_name(scope.measure, parameter);
        finding->value = parameter_value(parameter, stated.counts[i]);
        finding->limit = parameter_value(parameter, counted->counts[i]);
    }
}
