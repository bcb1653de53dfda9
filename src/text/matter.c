#include "text/matter.h"

#include "text/act.h"

const char text_not_promised[] =
    "Not promised: that statements are true, that judges are independent, that nothing happens "
    "outside the system, that an opened copy is destroyed.\n";

/* What stands against a matter, the gravest first, and the word for it. */
static const struct {
    enum finding_code code;
    const char *word, *title;
} ends[] = {
    {FINDING_CHAIN_FORKED, "void", "Void"},
    {FINDING_TERMINATED, "terminated", "Ended for good"},
    {FINDING_WITHDRAWN, "withdrawn", "Withdrawn"},
    {FINDING_RIGHTS, "refused", "Refused"},
    {FINDING_REFUSED, "refused", "Refused"},
    {FINDING_DUAL_CRIMINALITY_NONE, "refused", "Refused"},
    {FINDING_ALREADY_PRODUCED, "produced", "Data produced"},
    {FINDING_EXPIRED, "expired", "Expired"},
    {FINDING_SUSPENDED, "suspended", "Suspended"},
    {FINDING_POSTPONED, "postponed", "Postponed"},
    {FINDING_ASKED, "asked for more", "More was asked for"},
    {FINDING_CONDITION_OPEN, "conditions to be accepted", "Conditions to be accepted"},
};

/* The first act that is missing, in the order in which they are done. */
static const struct {
    enum matter_act act;
    const char *word, *title;
} awaited[] = {
    {MATTER_APPLICATION, "awaiting application", "Awaiting application"},
    {MATTER_AUTHORISATION, "awaiting authorisation", "Awaiting authorisation"},
    {MATTER_REQUEST, "awaiting request", "Awaiting request"},
    {MATTER_RECEIPT, "awaiting receipt", "Awaiting receipt"},
    {MATTER_DUAL_CRIMINALITY, "awaiting dual criminality", "Awaiting dual criminality"},
    {MATTER_RIGHTS_ASSESSMENT, "awaiting rights assessment", "Awaiting rights assessment"},
    {MATTER_APPROVAL, "awaiting approval", "Awaiting approval"},
};

const char *matter_standing(const struct matter *matter)
{
    uint32_t done = matter->done | matter_spares(matter);

    if (matter->permitted)
        return "permitted";
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (findings_have(&matter->open, ends[i].code))
            return ends[i].word;
    for (size_t i = 0; i < sizeof awaited / sizeof *awaited; i++)
        if (!(done & 1u << awaited[i].act))
            return awaited[i].word;
    return "not permitted";
}

const char *standing_title(struct slice standing)
{
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (slice_is(standing, ends[i].word))
            return ends[i].title;
    for (size_t i = 0; i < sizeof awaited / sizeof *awaited; i++)
        if (slice_is(standing, awaited[i].word))
            return awaited[i].title;
    return slice_is(standing, "permitted") ? "Permitted" : "Not permitted";
}

/* Which of the matter's two States does this act; the requesting one where either may. */
static int side_of(enum matter_act act)
{
    return matter_acts.acts[act].side == SIDE_EXECUTING;
}

static void append_state(const struct matter *matter, int side, const struct text_names *names,
                         struct buffer *out)
{
    struct slice name = {0};

    if (names)
        name = side ? names->executing : names->requesting;
    if (name.size)
        text_plain(out, name);
    else if (matter->state[side][0])
        buffer_text(out, matter->state[side]);
    else
        buffer_text(out, side ? "the executing State" : "the requesting State");
}

void matter_next_text(const struct matter *matter, const struct text_names *names,
                      struct buffer *out)
{
    struct table table = {.columns = 2};
    uint32_t next = matter_next(matter);
    struct buffer who = {0};

    for (unsigned act = 0; act < MATTER_ACTS; act++) {
        if (!(next & 1u << act))
            continue;
        table_text(&table, matter_acts.acts[act].type);
        buffer_text(&who, "by ");
        roles_titles(matter_roles(matter, act), &who);
        if (matter_acts.acts[act].with_least) {
            buffer_text(&who, " with ");
            roles_titles(matter_acts.acts[act].with_roles, &who);
        }
        buffer_text(&who, " of ");
        append_state(matter, side_of(act), names, &who);
        table_cell(&table, buffer_slice(&who));
        buffer_clear(&who);
    }
    table_print(&table, 2, out);
    buffer_free(&who);
    table_free(&table);
}

void matter_left_text(enum language language, int64_t seconds, struct buffer *out)
{
    bool past = seconds < 0;
    int64_t left = past ? -seconds : seconds;
    int64_t unit = left >= 2 * DAY ? DAY : left >= 2 * HOUR ? HOUR : 60;

    buffer_text(out, language_text(language, past ? "overdue by " : "in "));
    duration_say(language, left / unit * unit, out);
}

void matter_due_text(const struct matter *matter, instant now, struct buffer *out)
{
    struct table table = {.columns = 4};
    struct buffer left = {0};

    for (size_t i = 0; i < matter->obligation_count; i++) {
        const struct obligation *obligation = &matter->obligations[i];
        char due[INSTANT_TEXT];

        table_text(&table, instant_format(obligation->due, due));
        table_text(&table, obligation->state);
        table_text(&table, matter_acts.acts[obligation->act].type);
        matter_left_text(LANGUAGE_EN, obligation->due - now, &left);
        table_cell(&table, buffer_slice(&left));
        buffer_clear(&left);
    }
    table_print(&table, 2, out);
    buffer_free(&left);
    table_free(&table);
}

static bool is_earlier(const struct standing *a, const struct standing *b)
{
    instant first = filed_legal(a->filed), second = filed_legal(b->filed);

    if (first != second)
        return first < second;
    return a->side != b->side ? a->side < b->side
                              : a->filed->statement.seq < b->filed->statement.seq;
}

/* Indices in `standing` by time; few enough for insertion. */
static void sort_by_time(const struct matter *matter, uint16_t order[MATTER_STATEMENTS])
{
    for (size_t i = 0; i < matter->standing_count; i++) {
        size_t place = i;

        while (place && is_earlier(&matter->standing[i], &matter->standing[order[place - 1]])) {
            order[place] = order[place - 1];
            place--;
        }
        order[place] = (uint16_t)i;
    }
}

/* The word that decides the statement's effect ("grant"), or NULL. */
static const char *decision_word(const struct statement *statement)
{
    int word = statement->act->decides ? matter_decision(statement) : -1;

    return word < 0 ? NULL : statement->act->words->words[word];
}

static void timeline_row(const struct standing *standing, struct table *table)
{
    const struct statement *statement = &standing->filed->statement;
    const char *decision = decision_word(statement);
    char time[INSTANT_TEXT];

    table_text(table, instant_format(filed_legal(standing->filed), time));
    table_format(table, "%s %lld", statement->state, (long long)statement->seq);
    table_format(table, decision ? "%s (%s)" : "%s", statement->act->type, decision);
    table_format(table, "by %.*s", SLICE_ARG(name_office(statement->by)));
    table_text(table, standing->counts ? effect_name(statement->effect) : "does not count");
}

void matter_timeline(const struct matter *matter, struct buffer *out)
{
    uint16_t order[MATTER_STATEMENTS];
    struct table table = {.columns = 5};

    sort_by_time(matter, order);
    for (size_t i = 0; i < matter->standing_count; i++)
        timeline_row(&matter->standing[order[i]], &table);
    table_print(&table, 2, out);
    table_free(&table);
}

/* A part with its heading; nothing where it is empty. */
static void append_part(const char *heading, struct buffer *part, struct buffer *out)
{
    if (part->size) {
        buffer_format(out, "\n%s\n", heading);
        buffer_append(out, buffer_slice(part));
    }
    buffer_clear(part);
}

void matter_text(const struct matter *matter, struct slice chain, const struct text_names *names,
                 instant now, struct buffer *out)
{
    struct buffer part = {0};

    text_plain(out, chain);
    buffer_format(out, ": %s\n", matter_standing(matter));
    if (matter->permitted)
        permit_text(&matter->permit, 2, &part);
    append_part("permitted", &part, out);
    matter_next_text(matter, names, &part);
    append_part("next", &part, out);
    matter_due_text(matter, now, &part);
    append_part("due", &part, out);
    matter_timeline(matter, &part);
    append_part("timeline", &part, out);
    findings_lines(&matter->statements, names, &part);
    findings_lines(&matter->open, names, &part);
    append_part("findings", &part, out);
    buffer_free(&part);
}

static void next_json(const struct matter *matter, struct writer *writer)
{
    uint32_t next = matter_next(matter);

    writer_open(writer, '[');
    for (unsigned act = 0; act < MATTER_ACTS; act++) {
        if (!(next & 1u << act))
            continue;
        writer_open(writer, '{');
        writer_member_text(writer, "act", slice_text(matter_acts.acts[act].type));
        writer_member_text(writer, "state", slice_text(matter->state[side_of(act)]));
        writer_key(writer, "roles");
        writer_open(writer, '[');
        for (unsigned role = 0; role < ROLE_COUNT; role++)
            if (matter_roles(matter, act) & 1u << role)
                writer_text(writer, slice_text(words_role.words[role]));
        writer_close(writer, ']');
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

static void due_json(const struct matter *matter, struct writer *writer)
{
    writer_open(writer, '[');
    for (size_t i = 0; i < matter->obligation_count; i++) {
        const struct obligation *obligation = &matter->obligations[i];

        writer_open(writer, '{');
        writer_member_text(writer, "act", slice_text(matter_acts.acts[obligation->act].type));
        writer_member_text(writer, "state", slice_text(obligation->state));
        writer_member_instant(writer, "due", obligation->due);
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

static void standing_json(const struct standing *standing, struct writer *writer)
{
    const struct statement *statement = &standing->filed->statement;
    const char *decision = decision_word(statement);

    writer_open(writer, '{');
    writer_member_instant(writer, "time", filed_legal(standing->filed));
    writer_member_text(writer, "state", slice_text(statement->state));
    writer_member_integer(writer, "seq", statement->seq);
    writer_member_text(writer, "act", slice_text(statement->act->type));
    writer_key(writer, "decision");
    if (decision)
        writer_text(writer, slice_text(decision));
    else
        writer_null(writer);
    writer_member_text(writer, "by", statement->by);
    writer_member_text(writer, "effect", slice_text(effect_name(statement->effect)));
    writer_member_flag(writer, "counts", standing->counts);
    writer_member_hex(writer, "hash", digest_slice(&statement->hash));
    writer_close(writer, '}');
}

static void timeline_json(const struct matter *matter, struct writer *writer)
{
    uint16_t order[MATTER_STATEMENTS];

    sort_by_time(matter, order);
    writer_open(writer, '[');
    for (size_t i = 0; i < matter->standing_count; i++)
        standing_json(&matter->standing[order[i]], writer);
    writer_close(writer, ']');
}

static void all_findings_json(const struct matter *matter, struct writer *writer)
{
    const struct findings *lists[] = {&matter->statements, &matter->open};

    writer_open(writer, '[');
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            finding_json(&lists[i]->items[j], writer);
    writer_close(writer, ']');
}

void matter_json(const struct matter *matter, struct slice chain, struct writer *writer)
{
    writer_open(writer, '{');
    writer_member_text(writer, "matter", chain);
    writer_member_text(writer, "standing", slice_text(matter_standing(matter)));
    writer_member_flag(writer, "permitted", matter->permitted);
    writer_member_text(writer, "requesting", slice_text(matter->state[0]));
    writer_member_text(writer, "executing", slice_text(matter->state[1]));
    writer_key(writer, "permit");
    if (matter->permitted)
        scope_json(&matter->permit.scope, writer);
    else
        writer_null(writer);
    writer_key(writer, "next");
    next_json(matter, writer);
    writer_key(writer, "due");
    due_json(matter, writer);
    writer_key(writer, "timeline");
    timeline_json(matter, writer);
    writer_key(writer, "findings");
    all_findings_json(matter, writer);
    writer_close(writer, '}');
}
