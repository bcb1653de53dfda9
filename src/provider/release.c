#include "provider/release.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/memory.h"
#include "provider/payload.h"

/* One run of an order. */
struct releasing {
    struct provider *provider;
    const struct provider_order *order;
    struct provider_report *report;
    struct provider_verdict verdict;
    struct error *error;
};

static struct finding *find_text(struct releasing *releasing, enum finding_code code,
                                 const char *where, struct slice value)
{
    struct finding *finding = findings_add(&releasing->report->findings, code, where);

    finding->value = (struct value){.kind = VALUE_TEXT, .text = value};
    return finding;
}

/* ---- what may stand against it ---- */

static bool judge_writ(struct releasing *releasing)
{
    const struct provider_order *order = releasing->order;

    if (!provider_judge(releasing->provider, order->writ, order->hands, order->hand_count,
                        releasing->report->at, &releasing->verdict, releasing->error))
        return false;
    snprintf(releasing->report->matter, sizeof releasing->report->matter, "%.*s",
             SLICE_ARG(releasing->verdict.bundle.matter));
    findings_merge(&releasing->report->findings, &releasing->verdict.findings);
    return true;
}

/* What is only preserved is handed to nobody, whoever asks for it (P3). */
static void judge_measure(struct releasing *releasing)
{
    if (releasing->verdict.answer.matter->permit.scope.measure == MEASURE_PRESERVATION)
        findings_add(&releasing->report->findings, FINDING_DISCLOSES_NOTHING, "");
}

/* Sources are of accounts in the permit, of categories in the permit (P3). */
static void judge_sources(struct releasing *releasing)
{
    const struct scope *scope = &releasing->verdict.answer.matter->permit.scope;

    for (size_t i = 0; i < releasing->order->source_count; i++) {
        const struct provider_source *source = &releasing->order->sources[i];

        if (!scope_has_account(scope, source->source.account))
            find_text(releasing, FINDING_ACCOUNT_OUTSIDE, "sources", source->source.account);
        if (!(scope->categories & UINT64_C(1) << source->category))
            find_text(releasing, FINDING_SOURCE_CATEGORY, "sources",
                      slice_text(words_category.words[source->category]));
    }
}

/* The list is the court's, to the byte (P9, M5); what discloses nothing has none (judge_measure). */
static void judge_list(struct releasing *releasing)
{
    const struct permit *permit = &releasing->verdict.answer.matter->permit;
    struct slice parts[] = {slice_of(releasing->verdict.bundle.list_salt, LIST_SALT),
                            releasing->order->privileged};

    if (permit->scope.measure != MEASURE_PRESERVATION &&
        !digest_equal(sha256_of_parts(parts, 2), permit->list))
        find_text(releasing, FINDING_LIST_OTHER, "", slice_text(releasing->order->privileged_name));
}

/* Who will sign the production is registered for it, now. */
static void judge_official(struct releasing *releasing)
{
    const struct provider *provider = releasing->provider;

    for (size_t i = 0; i < releasing->verdict.answer.state_count; i++) {
        const struct state_register *state_register =
            &releasing->verdict.answer.states[i].state_register;
        const struct official *official = register_official(state_register, provider->by);

        if (strcmp(state_register->state, provider->trust.state) != 0)
            continue;
        if (!official)
            find_text(releasing, FINDING_SIGNER_UNKNOWN, "provider.conf", provider->by);
        else if (!(official->roles & 1u << ROLE_PROVIDER))
            find_text(releasing, FINDING_SIGNER_ROLE, "provider.conf", provider->by);
        else if (releasing->verdict.answer.now >= official->until)
            find_text(releasing, FINDING_SIGNER_REVOKED, "provider.conf", provider->by);
    }
}

static void judge_journal(struct releasing *releasing, enum journal_state state)
{
    if (state == JOURNAL_FINISHED)
        findings_add(&releasing->report->findings, FINDING_RELEASE_REPEATED, "");
}

static bool refused(struct releasing *releasing)
{
    return error_set(releasing->error, ERROR_WRIT_REFUSED, "nothing was released");
}

static bool judge(struct releasing *releasing)
{
    const struct permit *permit;
    enum journal_state state;

    if (!judge_writ(releasing))
        return false;
    if (!releasing->verdict.answer.valid)
        return refused(releasing);
    permit = &releasing->verdict.answer.matter->permit;
    judge_measure(releasing);
    judge_sources(releasing);
    judge_list(releasing);
    judge_official(releasing);
    if (!journal_state_of(releasing->provider->journal, releasing->verdict.bundle.matter,
                          permit->decision->statement.hash, &state, releasing->error))
        return false;
    judge_journal(releasing, state);
    return findings_permit(&releasing->report->findings) || refused(releasing);
}

/* ---- the journal's binding ---- */

static void append_number(struct sha256 *hash, uint64_t number)
{
    struct buffer bytes = {0};

    buffer_u64(&bytes, number);
    sha256_append(hash, buffer_slice(&bytes));
    buffer_free(&bytes);
}

static void append_text(struct sha256 *hash, const char *text)
{
    append_number(hash, text ? strlen(text) : UINT64_MAX);
    sha256_append(hash, slice_text(text));
}

/* Sources are the same where accounts, files, sizes and times of change are. */
static bool bind_sources(struct releasing *releasing, struct digest *out)
{
    struct sha256 hash;

    sha256_start(&hash);
    for (size_t i = 0; i < releasing->order->source_count; i++) {
        const struct release_source *source = &releasing->order->sources[i].source;
        struct stat status;

        if (stat(source->path, &status) != 0)
            return error_system(releasing->error, errno, "read", source->path);
        append_number(&hash, source->account.size);
        sha256_append(&hash, source->account);
        append_text(&hash, source->account_member);
        append_text(&hash, source->received_member);
        append_number(&hash, (uint64_t)status.st_dev);
        append_number(&hash, (uint64_t)status.st_ino);
        append_number(&hash, (uint64_t)status.st_size);
        append_number(&hash, (uint64_t)status.st_mtim.tv_sec);
        append_number(&hash, (uint64_t)status.st_mtim.tv_nsec);
    }
    *out = sha256_finish(&hash);
    return true;
}

/* ---- the production ---- */

static void write_hash(struct writer *writer, const char *name, struct digest digest)
{
    writer_member_hex(writer, name, digest_slice(&digest));
}

static void write_body(const struct releasing *releasing, const struct release_result *result,
                       struct writer *writer)
{
    const struct permit *permit = &releasing->verdict.answer.matter->permit;

    writer_open(writer, '{');
    write_hash(writer, "decision", permit->decision->statement.hash);
    write_hash(writer, "writ", releasing->verdict.writ);
    write_hash(writer, "list", permit->list);
    write_hash(writer, "released", result->released);
    write_hash(writer, "set_aside", result->set_aside);
    write_hash(writer, "account", result->accounted);
    writer_close(writer, '}');
}

static void write_payload(const struct releasing *releasing, const struct release_result *result,
                          instant at, struct buffer *out)
{
    struct writer writer;

    payload_begin(releasing->provider, &releasing->verdict, MATTER_PRODUCTION, at, out, &writer);
    write_body(releasing, result, &writer);
    payload_end(&writer);
}

/* Called when the package is complete but for its name. */
static bool add_production(void *context, const char *folder, const struct release_result *result,
                           struct error *error)
{
    const struct releasing *releasing = context;
    struct buffer payload = {0}, path = {0};
    instant at;
    bool ok = provider_clock(releasing->provider, &at, error);

    if (ok) {
        write_payload(releasing, result, at, &payload);
        ok = files_create(files_path(&path, folder, "production.json"), buffer_slice(&payload),
                          0600, error);
    }
    buffer_free(&payload);
    buffer_free(&path);
    return ok;
}

/* ---- the run ---- */

static void take_keys(const struct recipient *const *recipients, size_t count,
                      struct release_recipients *out)
{
    for (size_t i = 0; i < count; i++)
        out->keys[out->count++] = recipients[i]->key;
}

static bool run(struct releasing *releasing)
{
    const struct permit *permit = &releasing->verdict.answer.matter->permit;
    const struct provider_order *order = releasing->order;
    struct release_source *sources = memory_take((order->source_count + 1) * sizeof *sources);
    struct random random = random_system();
    char writ[DIGEST_TEXT];
    struct release_order release = {
        .sources = sources,
        .source_count = order->source_count,
        .from = permit->scope.from,
        .to = permit->scope.to,
        .privileged = order->privileged,
        .privileged_name = order->privileged_name,
        .matter = releasing->verdict.bundle.matter,
        .writ = slice_text(digest_write(releasing->verdict.writ, writ)),
        .at = releasing->report->at,
        .output = order->output,
        .progress = order->progress,
        .progress_context = order->progress_context,
        .random = &random,
        .finish = add_production,
        .finish_context = releasing,
    };
    bool ok;

    for (size_t i = 0; i < order->source_count; i++)
        sources[i] = order->sources[i].source;
    take_keys(permit->recipients, permit->recipient_count, &release.released);
    take_keys(permit->filter, permit->filter_count, &release.set_aside);
    ok = release_run(&release, &releasing->report->result, releasing->error);
    free(sources);
    return ok;
}

static void keep_scope(struct releasing *releasing)
{
    struct scope *scope = &releasing->report->scope;
    struct arena *arena = &releasing->report->arena;

    *scope = releasing->verdict.answer.matter->permit.scope;
    scope->provider = arena_copy(arena, scope->provider);
    for (size_t i = 0; i < scope->account_count; i++)
        scope->accounts[i] = arena_copy(arena, scope->accounts[i]);
}

static bool journalled_run(struct releasing *releasing)
{
    const struct permit *permit = &releasing->verdict.answer.matter->permit;
    struct journal_release release = {
        .matter = releasing->verdict.bundle.matter,
        .decision = permit->decision->statement.hash,
        .privileged = permit->list,
    };
    struct journal *journal = releasing->provider->journal;
    instant at = releasing->report->at;

    if (!bind_sources(releasing, &release.sources))
        return false;
    if (!journal_begin(journal, &release, at, releasing->error)) {
        if (releasing->error->code != ERROR_RELEASE_REPEATED)
            return false;
        find_text(releasing, FINDING_RELEASE_REPEATED, "sources",
                  slice_text(releasing->error->message));
        return refused(releasing);
    }
    if (!run(releasing))
        return false;
    keep_scope(releasing);
    return journal_finish(journal, &release, at, releasing->error);
}

static bool check_output(const struct provider_order *order, struct error *error)
{
    if (!files_exist(order->output))
        return true;
    error_set(error, ERROR_USAGE, "%s exists already", order->output);
    return error_file(error, order->output);
}

bool provider_release(struct provider *provider, const struct provider_order *order,
                      struct provider_report *report, struct error *error)
{
    struct releasing *releasing = memory_take(sizeof *releasing);
    bool ok;

    *releasing =
        (struct releasing){.provider = provider, .order = order, .report = report, .error = error};
    *report = (struct provider_report){0};
    ok = check_output(order, error) && provider_clock(provider, &report->at, error) &&
         judge(releasing) && journalled_run(releasing);
    findings_keep(&report->findings, &report->arena);
    provider_verdict_free(&releasing->verdict);
    free(releasing);
    return ok;
}

void provider_report_free(struct provider_report *report)
{
    account_free(&report->result.account);
    arena_free(&report->arena);
}
