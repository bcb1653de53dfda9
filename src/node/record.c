#include "node/record.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "node/docket.h"
#include "node/matters.h"
#include "node/texts.h"
#include "store/relations.h"
#include "store/statements.h"

enum {
    CANDIDATES_MOST = 4 * EARLIER_MOST, /* matters that are looked at for one application */
    NAMED_MOST = 4                      /* omitted ones that a finding names */
};

/* ---- one matter ---- */

static bool follow_row(const struct store_statement *row, struct arena *arena,
                       struct application *out, struct error *error)
{
    struct statement statement;

    if (!statement_parse(row->payload, all_acts, all_acts_count, &statement, error))
        return error_where(error, "%.*s", SLICE_ARG(row->chain));
    application_follow(out, &statement, row->entered, arena);
    statement_free(&statement);
    return true;
}

static bool is_before(const struct store_statement *row, int64_t entry)
{
    return slice_starts(row->chain, slice_text(row->state)) &&
           slice_is(row->type, matter_acts.acts[MATTER_APPLICATION].type) && row->entry != NEVER &&
           row->entry < entry;
}

/* The matter of that name as it is counted; out->known only where its application is in the ledger
 * before `entry`. What was destroyed is not known any more. */
static bool load_application(struct node *node, struct slice chain, int64_t entry,
                             struct arena *arena, struct application *out, struct error *error)
{
    struct store_statement *rows;
    struct error why = {0};
    bool before = false;
    size_t count;

    *out = (struct application){0};
    if (!store_chain(node->store, chain, STORE_CONTENT, arena, &rows, &count, &why)) {
        if (why.code == ERROR_CONTENT_DESTROYED)
            return true;
        *error = why;
        return false;
    }
    for (size_t i = 0; i < count; i++)
        before = before || is_before(&rows[i], entry);
    for (size_t i = 0; before && i < count; i++)
        if (!follow_row(&rows[i], arena, out, error))
            return false;
    return true;
}

/* ---- gathering ---- */

struct gathering {
    struct node *node;
    char state[STATE_TEXT];
    struct slice chain;
    int64_t entry;
    struct arena *arena;
    struct application application;
    const struct application *matters[CANDIDATES_MOST];
    unsigned related[CANDIDATES_MOST];
    bool expanded[CANDIDATES_MOST]; /* its persons' keys were asked for, too */
    size_t count;
    struct slice *asked; /* keys */
    size_t asked_count;
    struct slice *looked_at; /* chains */
    size_t looked_at_count;
    bool too_many;
};

/* Remembers a text; false where it was there. */
static bool note(struct slice **list, size_t *count, struct slice text)
{
    for (size_t i = 0; i < *count; i++)
        if (slice_equal((*list)[i], text))
            return false;
    *list = memory_grow(*list, *count + 1, sizeof **list);
    (*list)[(*count)++] = text;
    return true;
}

static bool look_at(struct gathering *gathering, struct slice chain, struct error *error)
{
    struct application *application;

    if (slice_equal(chain, gathering->chain) ||
        !note(&gathering->looked_at, &gathering->looked_at_count, chain))
        return true;
    if (gathering->count == CANDIDATES_MOST) {
        gathering->too_many = true;
        return true;
    }
    application = arena_take(gathering->arena, sizeof *application);
    if (!load_application(gathering->node, chain, gathering->entry, gathering->arena, application,
                          error))
        return false;
    if (application->known)
        gathering->matters[gathering->count++] = application;
    return true;
}

static bool ask(struct gathering *gathering, struct slice key, struct error *error)
{
    struct slice *chains;
    size_t count;

    if (gathering->too_many || !note(&gathering->asked, &gathering->asked_count, key))
        return true;
    if (!store_related(gathering->node->store, gathering->state, key, CANDIDATES_MOST + 2,
                       gathering->arena, &chains, &count, error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!look_at(gathering, chains[i], error))
            return false;
    return true;
}

static bool ask_targets(struct gathering *gathering, const struct application *application,
                        struct error *error)
{
    for (size_t i = 0; i < application->target_count; i++)
        for (size_t j = 0; j < application->targets[i].key_count; j++)
            if (!ask(gathering, application->targets[i].keys[j], error))
                return false;
    return true;
}

/* From matter to matter, as long as a person leads on: P-1 with one account, that account with P-2,
 * P-2 with another. */
static bool gather_all(struct gathering *gathering, struct tally *tally, struct error *error)
{
    struct slice keys[APPLICATION_KEYS];
    size_t key_count = application_keys(&gathering->application, keys);
    bool again = true;

    for (size_t i = 0; i < key_count; i++)
        if (!ask(gathering, keys[i], error))
            return false;
    while (again) {
        size_t known = gathering->count;

        again = false;
        tally_count(&gathering->application, gathering->matters, known, gathering->related, tally);
        for (size_t i = 0; i < known; i++) {
            if (gathering->expanded[i] ||
                !(gathering->related[i] & (RELATED_ACCOUNT | RELATED_PERSON)))
                continue;
            gathering->expanded[i] = true;
            if (!ask_targets(gathering, gathering->matters[i], error))
                return false;
        }
        again = gathering->count > known;
    }
    return true;
}

static int compare_earlier(const void *left, const void *right)
{
    return slice_compare(((const struct earlier *)left)->chain,
                         ((const struct earlier *)right)->chain);
}

static void conclude(const struct gathering *gathering, struct record *out)
{
    out->too_many = gathering->too_many;
    for (size_t i = 0; i < gathering->count; i++) {
        if (!gathering->related[i])
            continue;
        if (out->count == EARLIER_MOST) {
            out->too_many = true;
            break;
        }
        out->matters[out->count++] = (struct earlier){
            .chain = gathering->matters[i]->chain,
            .related = gathering->related[i],
            .course = application_course(gathering->matters[i]),
        };
    }
    qsort(out->matters, out->count, sizeof *out->matters, compare_earlier);
}

bool record_gather(struct node *node, struct slice chain, json_t *body, instant at, int64_t entry,
                   instant entered, struct arena *arena, struct record *out, struct error *error)
{
    struct gathering *gathering = memory_take(sizeof *gathering);
    bool ok;

    gathering->node = node;
    memcpy(gathering->state, chain.data, STATE_TEXT - 1);
    gathering->chain = chain;
    gathering->entry = entry;
    gathering->arena = arena;
    application_read(body, at, arena, &gathering->application);
    gathering->application.entered = entered;
    *out = (struct record){.count = 0};
    ok = gather_all(gathering, &out->tally, error);
    if (ok)
        conclude(gathering, out);
    free(gathering->asked);
    free(gathering->looked_at);
    free(gathering);
    return ok;
}

/* ---- judging ---- */

static bool is_listed(json_t *body, struct slice chain)
{
    json_t *earlier = json_object_get(body, "earlier");

    for (size_t i = 0; i < json_array_size(earlier); i++)
        if (slice_equal(json_slice(json_array_get(earlier, i)), chain))
            return true;
    return false;
}

static void append_earlier(const struct earlier *earlier, struct buffer *out)
{
    static const char *const why[] = {"case", "account", "person"};
    const char *before = " (same ";

    buffer_append(out, earlier->chain);
    for (unsigned i = 0; i < sizeof why / sizeof *why; i++) {
        if (!(earlier->related >> i & 1))
            continue;
        buffer_format(out, "%s%s", before, why[i]);
        before = ", ";
    }
    buffer_byte(out, ')');
}

/* One finding for all that are omitted: the first by name, of the rest how many. */
static void find_omitted(const struct record *record, json_t *body, const char *where,
                         struct arena *arena, struct findings *findings)
{
    struct buffer text = {0};
    struct finding *finding;
    size_t omitted = 0;

    for (size_t i = 0; i < record->count; i++) {
        if (is_listed(body, record->matters[i].chain))
            continue;
        if (omitted++ < NAMED_MOST) {
            buffer_text(&text, omitted > 1 ? ", " : "");
            append_earlier(&record->matters[i], &text);
        }
    }
    if (omitted > NAMED_MOST)
        buffer_format(&text, " and %zu more", omitted - NAMED_MOST);
    if (record->too_many) {
        buffer_clear(&text);
        buffer_format(&text, "more than %d matters", (int)EARLIER_MOST);
    }
    if (omitted || record->too_many) {
        finding = findings_add(findings, FINDING_EARLIER_OMITTED, where);
        finding->value =
            (struct value){.kind = VALUE_TEXT, .text = arena_copy(arena, buffer_slice(&text))};
        finding->limit = (struct value){.kind = VALUE_COUNT, .number = (int64_t)record->count};
    }
    buffer_free(&text);
}

/* What the core said of the application alone, the record says better. */
static void merge_tally(const struct findings *found, struct findings *findings)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct finding *finding = &found->items[i];
        struct finding *same = NULL;

        for (size_t j = 0; j < findings->count; j++)
            if (findings->items[j].code == finding->code &&
                findings->items[j].rule == finding->rule)
                same = &findings->items[j];
        if (!same)
            same = findings_add(findings, finding->code, finding->where);
        if (same->code == finding->code)
            *same = *finding;
    }
}

bool record_judge(struct node *node, const struct filed *application, const char *where,
                  struct arena *arena, struct findings *findings, struct error *error)
{
    const struct statement *statement = &application->statement;
    struct record *record = memory_take(sizeof *record);
    struct findings *found = memory_take(sizeof *found);
    bool ok = record_gather(node, statement->chain, statement->body, statement->at,
                            application->entry, application->entered, arena, record, error);

    if (ok) {
        find_omitted(record, statement->body, where, arena, findings);
        tally_compare(statement, &record->tally, where, found);
        merge_tally(found, findings);
    }
    free(found);
    free(record);
    return ok;
}

/* ---- the index ---- */

static bool is_application(const struct statement *statement)
{
    return statement->act == &matter_acts.acts[MATTER_APPLICATION] &&
           slice_starts(statement->chain, slice_text(statement->state));
}

bool record_take(struct node *node, const struct statement *statement, struct error *error)
{
    struct application application = {0};
    struct slice keys[APPLICATION_KEYS];
    struct arena arena = {0};
    bool ok;

    if (!is_application(statement))
        return true;
    application_read(statement->body, statement->at, &arena, &application);
    ok = store_relate(node->store, statement->chain, keys, application_keys(&application, keys),
                      error);
    arena_free(&arena);
    return ok;
}

/* The keys of every application on a chain; none where it was destroyed, cannot be read (the audit
 * names that elsewhere) or is none. */
static bool keys_of(struct node *node, struct slice chain, struct arena *arena, struct slice **keys,
                    size_t *count, struct error *error)
{
    struct store_statement *rows;
    struct error why = {0};
    size_t row_count;

    *count = 0;
    if (!store_chain(node->store, chain, STORE_CONTENT, arena, &rows, &row_count, &why)) {
        if (matters_are_gone(&why))
            return true;
        *error = why;
        return false;
    }
    for (size_t i = 0; i < row_count; i++) {
        struct slice own[APPLICATION_KEYS];
        struct application application = {0};
        struct statement statement;
        size_t own_count;

        if (!slice_is(rows[i].type, matter_acts.acts[MATTER_APPLICATION].type) ||
            !statement_parse(rows[i].payload, all_acts, all_acts_count, &statement, &why))
            continue;
        application_read(statement.body, statement.at, arena, &application);
        own_count = is_application(&statement) ? application_keys(&application, own) : 0;
        for (size_t j = 0; j < own_count; j++)
            note(keys, count, own[j]);
        statement_free(&statement);
    }
    return true;
}

/* What is done with each matter and its keys. */
struct walk {
    struct node *node;
    bool (*each)(struct node *node, struct slice chain, const struct slice *keys, size_t count,
                 struct error *error);
};

static bool visit(void *context, struct slice chain, struct error *error)
{
    struct walk *walk = context;
    struct arena arena = {0};
    struct slice *keys = NULL;
    size_t count;
    bool ok = keys_of(walk->node, chain, &arena, &keys, &count, error) &&
              walk->each(walk->node, chain, keys, count, error);

    free(keys);
    arena_free(&arena);
    return ok;
}

static bool take_matter(struct node *node, struct slice chain, const struct slice *keys,
                        size_t count, struct error *error)
{
    return count == 0 || store_relate(node->store, chain, keys, count, error);
}

bool record_rebuild(struct node *node, struct error *error)
{
    struct walk walk = {node, take_matter};
    bool ok = store_begin(node->store, error);

    ok = ok && store_relations_clear(node->store, error) &&
         matters_visit(node, visit, &walk, error) && texts_rebuild(node, error) &&
         docket_rebuild(node, error) && store_commit(node->store, error);
    if (!ok)
        store_rollback(node->store);
    return ok;
}

static bool compare_matter(struct node *node, struct slice chain, const struct slice *keys,
                           size_t count, struct error *error)
{
    bool same;

    if (!store_relations_are(node->store, chain, keys, count, &same, error))
        return false;
    if (same)
        return true;
    error_set(error, ERROR_LEDGER_DIFFERS,
              "the index of cases, accounts and persons is not what the statements say; "
              "proviso ledger reindex makes it anew");
    return error_where(error, "%.*s", SLICE_ARG(chain));
}

bool record_audit(struct node *node, struct error *error)
{
    struct walk walk = {node, compare_matter};

    return matters_visit(node, visit, &walk, error);
}
