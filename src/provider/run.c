#include "provider/run.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"
#include "provider/passes.h"

/* All that a run holds. */
struct run {
    const struct release_order *order;
    struct release_result *result;
    struct pass pass;
    struct buffer partial;
    bool created; /* OUT.partial is ours to remove */
    struct error *error;
};

static const char *partial_folder(struct run *run)
{
    return buffer_string(&run->partial);
}

/* Removes the folder and the files in it; there are no folders in it. */
static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;

    while (folder && (entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
    rmdir(path);
}

static bool check_order(const struct release_order *order, struct error *error)
{
    if (order->source_count == 0 || order->source_count > RELEASE_SOURCES_MAX)
        return error_set(error, ERROR_USAGE, "%zu sources: one to %d are possible",
                         order->source_count, RELEASE_SOURCES_MAX);
    for (size_t i = 0; i < order->source_count; i++)
        if (order->sources[i].account.size == 0 || order->sources[i].account.size > 320)
            return error_set(error, ERROR_USAGE, "an account's name has 1 to 320 bytes");
    if (order->from >= order->to)
        return error_set(error, ERROR_USAGE, "the range of receipt times is empty");
    if (files_exist(order->output)) {
        error_set(error, ERROR_USAGE, "%s exists already", order->output);
        return error_file(error, order->output);
    }
    return true;
}

static bool prepare_folder(struct run *run)
{
    buffer_format(&run->partial, "%s.partial", run->order->output);
    remove_folder(partial_folder(run));
    if (mkdir(partial_folder(run), 0700) != 0)
        return error_system(run->error, errno, "create", partial_folder(run));
    run->created = true;
    return class_file_create(&run->pass.classes, partial_folder(run), run->error);
}

static bool prepare_lists(struct run *run)
{
    const struct release_order *order = run->order;
    struct pass *pass = &run->pass;
    uint8_t fingerprint_key[FINGERPRINT_KEY];
    uint8_t second_seed[16];
    uint64_t seed;

    random_fill(order->random, fingerprint_key, sizeof fingerprint_key);
    random_fill(order->random, second_seed, sizeof second_seed);
    random_fill(order->random, (uint8_t *)&seed, sizeof seed);
    random_fill(order->random, pass->commitment_key, sizeof pass->commitment_key);
    pass->fingerprinter = fingerprint_start(fingerprint_key);
    if (!privilege_build(order->privileged, order->privileged_name, seed, &pass->privilege,
                         run->error))
        return false;
    run->result->list_lines = privilege_lines(pass->privilege);
    run->result->list_international = privilege_international(pass->privilege);
    pass->message.views.privilege = pass->privilege;
    return second_create(order->privileged, second_seed, &pass->second, run->error);
}

static bool prepare_sources(struct run *run)
{
    static const char *const formats[] = {"empty", "mbox", "jsonl"};
    const struct release_order *order = run->order;
    struct pass *pass = &run->pass;
    struct account *account = &run->result->account;

    pass->sources = memory_take(order->source_count * sizeof *pass->sources);
    pass->entries = memory_take(order->source_count * sizeof *pass->entries);
    account->sources = memory_take(order->source_count * sizeof *account->sources);
    account->source_count = order->source_count;
    for (size_t i = 0; i < order->source_count; i++) {
        if (!source_open(&pass->sources[i], order->sources[i].path, run->error))
            return false;
        account->sources[i].name = order->sources[i].account;
        account->sources[i].format = formats[pass->sources[i].format];
        pass->total += 2 * (uint64_t)pass->sources[i].status.st_size;
    }
    return true;
}

static bool open_bag(struct run *run, const char *file, const char *folder,
                     const struct release_recipients *recipients, struct bag **bag)
{
    struct buffer path = {0};
    struct bag_plan plan = {
        .path = files_path(&path, partial_folder(run), file),
        .folder = folder,
        .recipients = recipients->keys,
        .recipient_count = recipients->count,
        .at = run->order->at,
        .random = run->order->random,
    };
    bool ok = bag_create(bag, &plan, run->error);

    buffer_free(&path);
    return ok;
}

static bool open_bags(struct run *run)
{
    return open_bag(run, "released.tar.age", "released", &run->order->released,
                    &run->pass.released) &&
           open_bag(run, "set-aside.tar.age", "set-aside", &run->order->set_aside,
                    &run->pass.set_aside);
}

/* First pass over all sources, counts checked. */
static bool classify_all(struct run *run)
{
    for (size_t i = 0; i < run->order->source_count; i++)
        if (!pass_classify(&run->pass, i, run->error) ||
            !source_unchanged(&run->pass.sources[i], run->error))
            return false;
    return true;
}

/* Every byte of every source is in exactly one class, or there is no package. */
static bool sum_up(struct run *run)
{
    struct account *account = &run->result->account;

    for (size_t i = 0; i < account->source_count; i++) {
        const struct count *count = &account->sources[i].count;

        if (!count_complete(count) ||
            count->input.bytes != (uint64_t)run->pass.sources[i].status.st_size)
            return error_set(run->error, ERROR_SYSTEM,
                             "the account of %s does not add up to its bytes",
                             run->order->sources[i].path);
        count_sum(&account->total, count);
    }
    return true;
}

/* The tag files and the ends of both bags, and the court's account beside them. */
static bool finish_bags(struct run *run)
{
    const struct release_order *order = run->order;
    struct release_result *result = run->result;
    struct pass *pass = &run->pass;
    struct buffer court = {0}, investigator = {0}, path = {0};
    struct slice key = slice_of(pass->commitment_key, sizeof pass->commitment_key);
    bool ok;

    account_write(&result->account, order->matter, order->writ, &court);
    account_write_released(&result->account, order->matter, order->writ, &investigator);
    result->accounted = sha256_of(buffer_slice(&court));
    ok = bag_add_tag(pass->released, "account.json", buffer_slice(&investigator), run->error) &&
         bag_add_tag(pass->set_aside, "account.json", buffer_slice(&court), run->error) &&
         bag_add_tag(pass->set_aside, "hmac.key", key, run->error) &&
         bag_finish(pass->released, "Records released under a writ", order->matter,
                    &result->released_size, &result->released, run->error) &&
         bag_finish(pass->set_aside, "Records set aside for the privilege reviewer", order->matter,
                    &result->set_aside_size, &result->set_aside, run->error) &&
         files_replace(files_path(&path, partial_folder(run), "account.json"), buffer_slice(&court),
                       0600, run->error);
    buffer_free(&court);
    buffer_free(&investigator);
    buffer_free(&path);
    return ok;
}

/* The folder that `path` stands in. */
static void parent_of(const char *path, struct buffer *parent)
{
    const char *last = strrchr(path, '/');

    if (last)
        buffer_append(parent, slice_of(path, last == path ? 1 : (size_t)(last - path)));
    else
        buffer_text(parent, ".");
}

/* Gives the complete folder its name. The folder above is made durable before and after: one that
 * cannot be is mostly found out before anything is named OUT. Where only the second time fails, the
 * name is taken back. */
static bool publish_folder(struct run *run, const char *parent)
{
    const char *partial = partial_folder(run);
    const char *output = run->order->output;

    if (!files_sync_folder(partial, run->error) || !files_sync_folder(parent, run->error))
        return false;
    if (renameat2(AT_FDCWD, partial, AT_FDCWD, output, RENAME_NOREPLACE) != 0)
        return error_system(run->error, errno, "create", output);
    run->created = false;
    if (files_sync_folder(parent, run->error))
        return true;
    run->created = renameat2(AT_FDCWD, output, AT_FDCWD, partial, RENAME_NOREPLACE) == 0;
    return false;
}

static bool publish(struct run *run)
{
    const struct release_order *order = run->order;
    struct buffer parent = {0};
    bool ok;

    if (order->finish &&
        !order->finish(order->finish_context, partial_folder(run), run->result, run->error))
        return false;
    parent_of(order->output, &parent);
    ok = publish_folder(run, buffer_string(&parent));
    buffer_free(&parent);
    return ok;
}

static void release_free(struct run *run)
{
    struct pass *pass = &run->pass;

    bag_free(pass->released);
    bag_free(pass->set_aside);
    class_file_free(&pass->classes);
    for (size_t i = 0; pass->sources && i < run->order->source_count; i++)
        source_close(&pass->sources[i]);
    free(pass->sources);
    free(pass->entries);
    privilege_free(pass->privilege);
    second_free(pass->second);
    message_free(&pass->message);
    content_set_free(&pass->tainted);
    fingerprint_free(pass->fingerprinter);
    buffer_wipe_free(&pass->record);
    explicit_bzero(pass->commitment_key, sizeof pass->commitment_key);
    if (run->created)
        remove_folder(partial_folder(run));
    buffer_free(&run->partial);
}

bool release_run(const struct release_order *order, struct release_result *result,
                 struct error *error)
{
    struct run run = {.order = order, .result = result, .error = error};
    bool ok;

    memset(result, 0, sizeof *result);
    run.pass.order = order;
    run.pass.account = &result->account;
    run.pass.classes.descriptor = -1;
    ok = check_order(order, error) && prepare_lists(&run) && prepare_sources(&run) &&
         prepare_folder(&run) && classify_all(&run) && open_bags(&run) &&
         pass_emit(&run.pass, error) && sum_up(&run) && finish_bags(&run) && publish(&run);
    release_free(&run);
    if (!ok) {
        account_free(&result->account);
        memset(result, 0, sizeof *result);
    }
    return ok;
}
