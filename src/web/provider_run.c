#include "web/provider_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/json.h"
#include "base/memory.h"
#include "provider/inbox.h"
#include "provider/verdict.h"

enum { RECORD_MOST = 65536, RECORD_DEPTH = 3, DESCRIPTOR_PATH = 40 };

#define RECORD  "release.json"
#define PACKAGE "package"

/* A release as its thread has it. */
struct job {
    struct provider_run *run;
    struct arena arena;
    struct run_order order;
    instant began;
    int files[RUN_SOURCES]; /* open, so that what was checked is what is read */
    char paths[RUN_SOURCES][DESCRIPTOR_PATH];
    struct provider_source sources[RUN_SOURCES];
    struct inbox_hands hands;
    struct buffer writ, list;
    struct provider_report report;
};

struct provider_run {
    const char *folder, *sources;
    pthread_mutex_t lock; /* of all but the two counters */
    pthread_t thread;
    bool going, joinable;
    struct digest writ;
    atomic_ullong done, total;
    struct findings findings; /* of the last that was refused, for `refused` */
    struct digest refused;
    struct arena arena; /* of their texts */
};

struct provider_run *provider_run_open(const char *folder, const char *sources)
{
    struct provider_run *run = memory_take(sizeof *run);

    run->folder = folder;
    run->sources = sources;
    pthread_mutex_init(&run->lock, NULL);
    return run;
}

/* ---- what is kept ---- */

static void write_sources(const struct run_order *order, struct writer *writer)
{
    writer_key(writer, "sources");
    writer_open(writer, '[');
    for (size_t i = 0; i < order->source_count; i++) {
        writer_open(writer, '{');
        writer_member_text(writer, "account", order->sources[i].account);
        writer_member_text(writer, "file", order->sources[i].file);
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

/* `outcome`: "begun", "ended", "refused". */
static bool keep_record(const char *folder, const struct run_order *order, instant began,
                        const char *outcome, const char *message, struct error *error)
{
    struct buffer text = {0}, path = {0};
    struct writer writer = {.out = &text, .indent = 1};
    bool ok;

    writer_open(&writer, '{');
    writer_member_text(&writer, "outcome", slice_text(outcome));
    writer_member_text(&writer, "message", slice_text(message));
    writer_member_instant(&writer, "began", began);
    write_sources(order, &writer);
    writer_member_text(&writer, "list_file", order->list_file);
    writer_close(&writer, '}');
    ok = files_replace(inbox_path(&path, folder, order->writ, RECORD), buffer_slice(&text), 0600,
                       error);
    buffer_free(&text);
    buffer_free(&path);
    return ok;
}

static struct slice kept_text(json_t *record, const char *member, struct arena *arena)
{
    return arena_copy(arena, json_slice(json_object_get(record, member)));
}

static void read_sources(json_t *record, struct arena *arena, struct run_status *out)
{
    json_t *list = json_object_get(record, "sources");

    for (size_t i = 0; i < json_array_size(list) && i < RUN_SOURCES; i++)
        out->sources[out->source_count++] = (struct run_source){
            kept_text(json_array_get(list, i), "account", arena),
            kept_text(json_array_get(list, i), "file", arena),
        };
}

static void read_record(const char *folder, struct digest writ, struct arena *arena,
                        struct run_status *out)
{
    struct buffer text = {0}, path = {0};
    struct error error = {0};
    json_t *record = NULL;
    struct slice outcome;

    if (files_read(inbox_path(&path, folder, writ, RECORD), RECORD_MOST, &text, &error))
        record = json_strict(buffer_slice(&text), RECORD_MOST, RECORD_DEPTH, &error);
    if (record) {
        outcome = json_slice(json_object_get(record, "outcome"));
        out->state = slice_is(outcome, "ended")     ? RUN_ENDED
                     : slice_is(outcome, "refused") ? RUN_REFUSED
                                                    : RUN_INTERRUPTED;
        out->message = kept_text(record, "message", arena);
        out->list_file = kept_text(record, "list_file", arena);
        member_instant(record, "began", &out->began, &error);
        read_sources(record, arena, out);
        json_decref(record);
    }
    buffer_free(&text);
    buffer_free(&path);
}

void provider_run_status(struct provider_run *run, struct digest writ, struct arena *arena,
                         struct run_status *out)
{
    *out = (struct run_status){0};
    pthread_mutex_lock(&run->lock);
    read_record(run->folder, writ, arena, out);
    if (run->going && digest_equal(run->writ, writ)) {
        out->state = RUN_GOING;
        out->done = atomic_load(&run->done);
        out->total = atomic_load(&run->total);
    } else if (out->state == RUN_REFUSED && digest_equal(run->refused, writ)) {
        out->findings = run->findings;
        findings_keep(&out->findings, arena);
    }
    pthread_mutex_unlock(&run->lock);
}

/* ---- the thread ---- */

static void tell(void *context, uint64_t done, uint64_t total)
{
    struct job *job = context;

    atomic_store(&job->run->done, done);
    atomic_store(&job->run->total, total);
}

/* A package that was complete when the program was ended before the journal said so: it was offered to
 * nobody, and the release is repeated. */
static void remove_unfinished(const char *folder, struct digest writ)
{
    static const char *const names[] = {"/released.tar.age", "/set-aside.tar.age", "/account.json",
                                        "/production.json", ""};
    struct buffer path = {0}, name = {0};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        buffer_clear(&name);
        buffer_format(&name, PACKAGE "%s", names[i]);
        inbox_path(&path, folder, writ, buffer_string(&name));
        if (*names[i] ? unlink(buffer_string(&path)) : rmdir(buffer_string(&path)))
            continue;
    }
    buffer_free(&path);
    buffer_free(&name);
}

static bool is_finished(struct provider *provider, struct job *job, bool *finished,
                        struct error *error)
{
    struct provider_verdict *verdict = memory_take(sizeof *verdict);
    enum journal_state state = JOURNAL_NEW;
    instant now;
    bool ok = provider_clock(provider, &now, error) &&
              provider_judge(provider, buffer_slice(&job->writ), job->hands.shown, job->hands.count,
                             now, verdict, error);

    ok = ok && provider_carried_out(provider, verdict, &state, error);
    *finished = state == JOURNAL_FINISHED;
    provider_verdict_free(verdict);
    free(verdict);
    return ok;
}

static bool release(struct job *job, struct provider *provider, struct error *error)
{
    struct buffer package = {0};
    struct provider_order order = {
        .hands = job->hands.shown,
        .hand_count = job->hands.count,
        .writ = buffer_slice(&job->writ),
        .sources = job->sources,
        .source_count = job->order.source_count,
        .privileged = job->order.list,
        .privileged_name = "the privileged list",
        .progress = tell,
        .progress_context = job,
    };
    bool finished = false, ok = is_finished(provider, job, &finished, error);

    order.output = inbox_path(&package, job->run->folder, job->order.writ, PACKAGE);
    if (ok && !finished)
        remove_unfinished(job->run->folder, job->order.writ);
    ok = ok && provider_release(provider, &order, &job->report, error);
    buffer_free(&package);
    return ok;
}

/* The path of a descriptor says nothing to a reader: the file's name does. */
static void name_file(const struct job *job, struct error *error)
{
    char text[sizeof error->message];

    for (size_t i = 0; i < job->order.source_count; i++) {
        char *at = strstr(error->message, job->paths[i]);

        if (!at)
            continue;
        snprintf(text, sizeof text, "%.*s\"%.*s\"%s", (int)(at - error->message), error->message,
                 SLICE_ARG(job->order.sources[i].file), at + strlen(job->paths[i]));
        memcpy(error->message, text, sizeof text);
        return;
    }
}

static void job_free(struct job *job)
{
    for (size_t i = 0; i < job->order.source_count; i++)
        if (job->files[i] >= 0)
            close(job->files[i]);
    provider_report_free(&job->report);
    buffer_free(&job->writ);
    buffer_wipe_free(&job->list);
    arena_free(&job->arena);
    free(job);
}

static void keep_outcome(struct job *job, bool ok, struct error *error)
{
    struct provider_run *run = job->run;
    struct error ignored = {0};

    name_file(job, error);
    pthread_mutex_lock(&run->lock);
    keep_record(run->folder, &job->order, job->began, ok ? "ended" : "refused",
                ok ? "" : error->message, &ignored);
    arena_free(&run->arena);
    run->findings = job->report.findings;
    findings_keep(&run->findings, &run->arena);
    run->refused = job->order.writ;
    run->going = false;
    pthread_mutex_unlock(&run->lock);
}

static void *work(void *context)
{
    struct job *job = context;
    struct provider *provider = memory_take(sizeof *provider);
    struct error error = {0};
    bool ok = provider_open(job->run->folder, provider, &error);

    if (ok) {
        ok = release(job, provider, &error);
        provider_close(provider);
    }
    free(provider);
    keep_outcome(job, ok, &error);
    job_free(job);
    return NULL;
}

/* ---- beginning ---- */

static void copy_order(struct job *job, const struct run_order *order)
{
    struct run_source *sources =
        arena_take(&job->arena, (order->source_count + 1) * sizeof *sources);

    job->order = *order;
    for (size_t i = 0; i < order->source_count; i++)
        sources[i] = (struct run_source){arena_copy(&job->arena, order->sources[i].account),
                                         arena_copy(&job->arena, order->sources[i].file)};
    job->order.sources = sources;
    job->order.account_member = arena_copy(&job->arena, order->account_member);
    job->order.received_member = arena_copy(&job->arena, order->received_member);
    job->order.list_file = arena_copy(&job->arena, order->list_file);
    for (size_t i = 0; i < order->source_count; i++)
        job->files[i] = -1;
}

static bool open_sources(struct job *job, struct error *error)
{
    const struct run_order *order = &job->order;

    for (size_t i = 0; i < order->source_count; i++) {
        job->files[i] = offered_open(job->run->sources, order->sources[i].file, error);
        if (job->files[i] < 0)
            return false;
        snprintf(job->paths[i], DESCRIPTOR_PATH, "/proc/self/fd/%d", job->files[i]);
        job->sources[i] = (struct provider_source){
            .source = {.account = order->sources[i].account, .path = job->paths[i]},
            .category = order->category,
        };
        if (order->account_member.size)
            job->sources[i].source.account_member = (const char *)order->account_member.data;
        if (order->received_member.size)
            job->sources[i].source.received_member = (const char *)order->received_member.data;
    }
    return true;
}

static bool read_list(struct job *job, struct slice sent, struct error *error)
{
    char path[DESCRIPTOR_PATH];
    int file;
    bool ok;

    if (job->order.list_file.size) {
        file = offered_open(job->run->sources, job->order.list_file, error);
        if (file < 0)
            return false;
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
        ok = files_read(path, RUN_LIST, &job->list, error);
        close(file);
    } else {
        buffer_append(&job->list, sent);
        ok = true;
    }
    job->order.list = buffer_slice(&job->list);
    return ok;
}

static bool prepare(struct job *job, const struct run_order *order, struct error *error)
{
    const char *folder = job->run->folder;

    copy_order(job, order);
    return (job->run->sources ||
            error_set(error, ERROR_USAGE, "provider.conf names no folder of sources")) &&
           inbox_read(folder, order->writ, &job->writ, error) &&
           inbox_hands(folder, order->writ, &job->arena, &job->hands, error) &&
           open_sources(job, error) && read_list(job, order->list, error);
}

/* With the lock held. */
static bool start(struct provider_run *run, struct job *job, struct error *error)
{
    if (run->going)
        return error_set(error, ERROR_USAGE, "a release is going on: they run one after the other");
    if (run->joinable)
        pthread_join(run->thread, NULL);
    run->joinable = false;
    if (!keep_record(run->folder, &job->order, job->began, "begun", "", error))
        return false;
    atomic_store(&run->done, 0);
    atomic_store(&run->total, 0);
    run->writ = job->order.writ;
    if (pthread_create(&run->thread, NULL, work, job) != 0)
        return error_set(error, ERROR_SYSTEM, "cannot start the release");
    run->going = run->joinable = true;
    return true;
}

bool provider_run_begin(struct provider_run *run, const struct run_order *order, instant now,
                        struct error *error)
{
    struct job *job = memory_take(sizeof *job);
    bool ok;

    job->run = run;
    job->began = now;
    ok = prepare(job, order, error);
    if (ok) {
        pthread_mutex_lock(&run->lock);
        ok = start(run, job, error);
        pthread_mutex_unlock(&run->lock);
    }
    if (!ok)
        job_free(job);
    return ok;
}

/* ---- ending ---- */

void provider_run_wait(struct provider_run *run)
{
    bool joinable;

    pthread_mutex_lock(&run->lock);
    joinable = run->joinable;
    run->joinable = false;
    pthread_mutex_unlock(&run->lock);
    if (joinable)
        pthread_join(run->thread, NULL);
}

bool provider_run_close(struct provider_run *run)
{
    bool going;

    pthread_mutex_lock(&run->lock);
    going = run->going;
    pthread_mutex_unlock(&run->lock);
    if (going)
        return false;
    provider_run_wait(run);
    pthread_mutex_destroy(&run->lock);
    arena_free(&run->arena);
    free(run);
    return true;
}
