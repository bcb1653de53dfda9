#include "provider/open.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/files.h"
#include "base/json.h"
#include "base/memory.h"

enum { ACCOUNT_BYTES = 4 << 20, ACCOUNT_DEPTH = 6, HASH_BLOCK = 1 << 16 };

static const struct {
    const char *file, *folder, *member;
} parts[] = {
    [OPEN_RELEASED] = {"released.tar.age", "released", "released"},
    [OPEN_SET_ASIDE] = {"set-aside.tar.age", "set-aside", "set_aside"},
};

struct opening {
    const struct open_order *order;
    struct open_report *report;
    struct bundle writ, exchange;
    struct writ_answer answer;
    struct verified_state state;
    const struct filed *production;
    struct buffer payload; /* production.json */
    struct error *error;
};

static bool refused(struct opening *opening)
{
    return error_set(opening->error, ERROR_WRIT_REFUSED, "the package does not open");
}

static bool refuse(struct opening *opening, enum finding_code code, const char *where,
                   struct slice value)
{
    findings_add(&opening->report->findings, code, where)->value =
        (struct value){.kind = VALUE_TEXT, .text = value};
    return refused(opening);
}

static bool wrong(struct opening *opening, const char *file, const char *problem)
{
    error_set(opening->error, ERROR_PACKAGE_WRONG, "%s", problem);
    return error_file(opening->error, file);
}

static const char *package_path(struct opening *opening, const char *name)
{
    return (const char *)arena_format(&opening->report->arena, "%s/%s", opening->order->package,
                                      name)
        .data;
}

/* ---- the production and its proof ---- */

/* The executing State's statements, with what proves them. */
static bool check_exchange(struct opening *opening)
{
    struct checking checking = {
        .trust = opening->order->trust,
        .floors = opening->answer.floors,
        .arena = &opening->report->arena,
        .now = opening->order->now,
        .findings = &opening->report->findings,
    };

    if (opening->exchange.state_count != 1 ||
        !slice_equal(opening->exchange.matter, opening->writ.matter))
        return error_set(opening->error, ERROR_BUNDLE_FORMAT,
                         "this is not the executing State's export of %.*s",
                         SLICE_ARG(opening->writ.matter));
    verified_state_check(&checking, &opening->exchange.states[0], opening->exchange.matter, NULL, 0,
                         &opening->state);
    return (opening->state.sound && findings_permit(&opening->report->findings)) ||
           refused(opening);
}

static bool find_production(struct opening *opening)
{
    struct slice payload = buffer_slice(&opening->payload);

    for (size_t i = 0; i < opening->state.statements.count; i++) {
        const struct filed *filed = &opening->state.statements.items[i];

        if (filed->statement.act == &matter_acts.acts[MATTER_PRODUCTION] &&
            slice_equal(filed->statement.bytes, payload))
            opening->production = filed;
    }
    if (opening->production)
        return true;
    return wrong(opening, package_path(opening, "production.json"),
                 "the State's record has no production such as this package's");
}

/* Signed by the provider's registered official, logged, cosigned. */
static bool check_production(struct opening *opening)
{
    const struct filed *filed = opening->production;
    const struct official *official;
    char where[80];

    statement_label(&filed->statement, where);
    if (filed->entered == NEVER)
        return refuse(opening, FINDING_NOT_LOGGED, where, SLICE(""));
    if (filed->cosigned == NEVER)
        return refuse(opening, FINDING_NOT_COSIGNED, where, SLICE(""));
    official =
        register_signer(&opening->state.state_register, filed->statement.by, &filed->signatures[0],
                        filed_legal(filed), 1u << ROLE_PROVIDER, where, &opening->report->findings);
    if (!official)
        return refused(opening);
    if (!slice_equal(official->office, opening->writ.provider))
        return refuse(opening, FINDING_WRIT_OTHER_PROVIDER, where, filed->statement.by);
    opening->report->by = arena_copy(&opening->report->arena, filed->statement.by);
    opening->report->produced = filed_legal(filed);
    return true;
}

/* The writ as the provider saw it when it produced. */
static bool check_writ(struct opening *opening, instant at)
{
    struct writ_question question = {
        .bundle = &opening->writ, .trust = opening->order->trust, .at = at};

    writ_verify(&question, &opening->answer);
    findings_merge(&opening->report->findings, &opening->answer.findings);
    return opening->answer.valid || refused(opening);
}

/* The time at which the production says that it was made; the rest is checked later. */
static bool read_production(struct opening *opening, instant *at)
{
    struct statement statement;

    if (!files_read(package_path(opening, "production.json"), STATEMENT_MOST, &opening->payload,
                    opening->error) ||
        !statement_parse(buffer_slice(&opening->payload), all_acts, all_acts_count, &statement,
                         opening->error))
        return false;
    *at = statement.at;
    statement_free(&statement);
    return true;
}

/* ---- what the production states ---- */

static bool states(struct opening *opening, const char *member, struct digest digest)
{
    struct digest stated;

    return digest_read(json_slice(json_object_get(opening->production->statement.body, member)),
                       &stated) &&
           digest_equal(stated, digest);
}

static bool hash_file(const char *path, struct digest *out, struct error *error)
{
    uint8_t *block = memory_take(HASH_BLOCK);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    struct sha256 hash;
    ssize_t got = -1;

    sha256_start(&hash);
    while (descriptor >= 0 && (got = read(descriptor, block, HASH_BLOCK)) > 0)
        sha256_append(&hash, slice_of(block, (size_t)got));
    if (got < 0)
        error_system(error, errno, "read", path);
    *out = sha256_finish(&hash);
    if (descriptor >= 0)
        close(descriptor);
    free(block);
    return got == 0;
}

/* Files of the package that did not come along are not checked; those that did are the ones stated.
 */
static bool check_files(struct opening *opening)
{
    static const struct {
        const char *file, *member;
    } files[] = {{"released.tar.age", "released"},
                 {"set-aside.tar.age", "set_aside"},
                 {"account.json", "account"}};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = package_path(opening, files[i].file);
        bool wanted = strcmp(files[i].file, parts[opening->order->part].file) == 0;
        struct digest digest;

        if (!wanted && !files_exist(path))
            continue;
        if (!hash_file(path, &digest, opening->error))
            return false;
        if (!states(opening, files[i].member, digest))
            return wrong(opening, path, "this is not the file that the production states");
    }
    return true;
}

static bool check_binding(struct opening *opening)
{
    const struct permit *permit = &opening->answer.matter->permit;
    const char *path = package_path(opening, "production.json");

    if (!states(opening, "writ", sha256_of(opening->order->writ)))
        return wrong(opening, path, "the production is of another writ");
    if (!states(opening, "decision", permit->decision->statement.hash))
        return wrong(opening, path, "the production is of another decision");
    if (!states(opening, "list", permit->list))
        return wrong(opening, path, "the production is under another privileged list");
    return check_files(opening);
}

/* ---- the account ---- */

struct sums {
    int64_t records, bytes;
};

static bool add_tally(json_t *account, const char *name, struct sums *sums, struct error *error)
{
    int64_t records, bytes;
    json_t *tally;

    if (!member_object(account, name, &tally, error) ||
        !member_integer(tally, "records", &records, error) ||
        !member_integer(tally, "bytes", &bytes, error))
        return false;
    if (records < 0 || bytes < 0 || records > INT64_MAX - sums->records ||
        bytes > INT64_MAX - sums->bytes)
        return error_set(error, ERROR_PACKAGE_FORMAT, "a tally is out of range");
    sums->records += records;
    sums->bytes += bytes;
    return true;
}

/* The classes of an account; the investigator's has one total of what was withheld. */
static bool add_up(struct opening *opening, json_t *account, struct sums *input,
                   struct sums *opened, struct sums *rest)
{
    struct error *error = opening->error;
    json_t *aside;

    if (!add_tally(account, "input", input, error))
        return false;
    if (opening->order->part == OPEN_RELEASED)
        return add_tally(account, "released", opened, error) &&
               add_tally(account, "withheld", rest, error);
    return member_object(account, "set_aside", &aside, error) &&
           add_tally(aside, "privileged", opened, error) &&
           add_tally(aside, "ambiguous", opened, error) &&
           add_tally(account, "released", rest, error) &&
           add_tally(account, "out_of_scope", rest, error);
}

/* Bytes of the records in the bag; a list of them is not one. */
static uint64_t record_bytes(const struct opening *opening)
{
    uint64_t all = opened_bag_size(&opening->report->bag, "data/");

    return opening->order->part == OPEN_RELEASED
               ? all
               : all - opened_bag_size(&opening->report->bag, "data/withheld/");
}

static bool is_of_this(struct opening *opening, json_t *account)
{
    char writ[DIGEST_TEXT];

    digest_write(sha256_of(opening->order->writ), writ);
    return slice_equal(json_slice(json_object_get(account, "matter")), opening->writ.matter) &&
           slice_is(json_slice(json_object_get(account, "writ")), writ);
}

static bool check_account(struct opening *opening)
{
    const struct bag_file *file = opened_bag_file(&opening->report->bag, "account.json");
    const char *path = package_path(opening, parts[opening->order->part].file);
    struct sums input = {0}, opened = {0}, rest = {0};
    json_t *account;
    bool ok;

    if (!file)
        return wrong(opening, path, "the account is missing");
    account = json_strict(file->content, ACCOUNT_BYTES, ACCOUNT_DEPTH, opening->error);
    if (!account)
        return error_file(opening->error, path);
    ok = add_up(opening, account, &input, &opened, &rest);
    if (ok && !is_of_this(opening, account))
        ok = wrong(opening, path, "the account is of another writ");
    else if (ok && (opened.records + rest.records != input.records ||
                    opened.bytes + rest.bytes != input.bytes ||
                    (uint64_t)opened.bytes != record_bytes(opening)))
        ok = wrong(opening, path, "the account does not add up");
    opening->report->records = (uint64_t)opened.records;
    opening->report->bytes = (uint64_t)opened.bytes;
    json_decref(account);
    return ok;
}

/* ---- the whole ---- */

static void remove_tree(const char *path, const struct opened_bag *bag)
{
    struct buffer name = {0};

    for (size_t i = 0; i < bag->count; i++) {
        char *slash;

        buffer_clear(&name);
        buffer_format(&name, "%s/%.*s", path, SLICE_ARG(bag->files[i].name));
        unlink(buffer_string(&name));
        while ((slash = strrchr((char *)name.data, '/')) && name.size > strlen(path)) {
            name.size = (size_t)(slash - (char *)name.data);
            *slash = 0;
            if (name.size > strlen(path))
                rmdir((const char *)name.data);
        }
    }
    rmdir(path);
    buffer_free(&name);
}

/* Decrypts into OUTPUT.partial, which gets its name when everything holds. */
static bool extract(struct opening *opening)
{
    const struct open_order *order = opening->order;
    struct buffer partial = {0};
    struct bag_question question = {
        .path = package_path(opening, parts[order->part].file),
        .folder = parts[order->part].folder,
        .identity = order->identity,
        .keep = order->keep,
    };
    bool ok = true;

    if (order->output) {
        buffer_format(&partial, "%s.partial", order->output);
        question.output = buffer_string(&partial);
        if (files_exist(order->output) || files_exist(question.output)) {
            error_set(opening->error, ERROR_USAGE, "%s or %s exists already", order->output,
                      question.output);
            ok = error_file(opening->error, order->output);
            buffer_free(&partial);
            return ok;
        }
        ok = files_folder(question.output, 0700, opening->error);
    }
    ok = ok && bag_open(&question, &opening->report->bag, opening->error) && check_account(opening);
    if (ok && order->output && rename(question.output, order->output) != 0)
        ok = error_system(opening->error, errno, "create", order->output);
    if (!ok && order->output)
        remove_tree(question.output, &opening->report->bag);
    buffer_free(&partial);
    return ok;
}

static bool read_bundles(struct opening *opening)
{
    struct arena *arena = &opening->report->arena;

    return bundle_parse(opening->order->writ, BUNDLE_WRIT, arena, &opening->writ, opening->error) &&
           bundle_parse(opening->order->production, BUNDLE_EXCHANGE, arena, &opening->exchange,
                        opening->error);
}

bool package_open(const struct open_order *order, struct open_report *report, struct error *error)
{
    struct opening *opening = memory_take(sizeof *opening);
    instant at;
    bool ok;

    *report = (struct open_report){0};
    *opening = (struct opening){.order = order, .report = report, .error = error};
    ok = read_bundles(opening) && read_production(opening, &at) && check_writ(opening, at) &&
         check_exchange(opening) && find_production(opening) && check_production(opening) &&
         check_binding(opening) && extract(opening);
    snprintf(report->matter, sizeof report->matter, "%.*s", SLICE_ARG(opening->writ.matter));
    findings_keep(&report->findings, &report->arena);
    writ_answer_free(&opening->answer);
    verified_state_free(&opening->state);
    buffer_free(&opening->payload);
    free(opening);
    return ok;
}

void open_report_free(struct open_report *report)
{
    opened_bag_free(&report->bag);
    arena_free(&report->arena);
}
