/* Measures the release beside GMime and Python's mailbox on the same file in the same run.
 *
 *     bench-release [--json FILE] [--bytes N] [--folder DIR] [--gmime PROGRAM]
 *
 * Makes a mailbox, JSON Lines and a list of 100,000 names in a temporary folder, and removes them.
 * Each measurement is a process of its own, so that its peak memory is its own. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/files.h"
#include "mail_maker.h"
#include "provider/run.h"

enum { LISTED = 100000, RUNS = 3 };

static const char python_reader[] =
    "import mailbox, sys\n"
    "count = 0\n"
    "for message in mailbox.mbox(sys.argv[1]):\n"
    "    count += sum(1 for name in ('From', 'To', 'Date') if message[name])\n";

struct bench {
    const char *folder;
    const char *gmime;
    const char *json;
    uint64_t bytes;
};

/* One process: its time in seconds and its peak memory. */
struct run_time {
    double seconds;
    double peak_mb;
    bool ok;
};

struct job {
    const char *const *program; /* NULL: a release */
    const char *source;
    const char *list;
    const char *output;
    instant from;
    instant to;
};

static double now(void)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void run_program(const char *const *program)
{
    int nowhere = open("/dev/null", O_WRONLY);

    dup2(nowhere, STDOUT_FILENO);
    execvp(program[0], (char *const *)(uintptr_t)program);
    _exit(127);
}

static int run_release(const struct job *job)
{
    struct release_source source = {.account = SLICE("box@provider.example"), .path = job->source};
    struct random random = random_system();
    struct release_order order = {
        .sources = &source,
        .source_count = 1,
        .from = job->from,
        .to = job->to,
        .privileged_name = job->list,
        .matter = SLICE("XA-2026-000001"),
        .writ = SLICE("bench"),
        .at = instant_civil(2026, 12, 1, 0, 0, 0),
        .output = job->output,
        .random = &random,
    };
    struct age_identity identity;
    struct release_result result;
    struct buffer list = {0};
    struct error error = {0};
    uint8_t secret[AGE_KEY];

    random_bytes(secret, sizeof secret);
    age_identity_make(secret, &identity);
    order.released.keys[0] = identity.recipient;
    order.released.count = 1;
    order.set_aside = order.released;
    if (!files_read(job->list, 64 << 20, &list, &error))
        return 1;
    order.privileged = buffer_slice(&list);
    if (!release_run(&order, &result, &error)) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    if (getenv("BENCH_VERBOSE"))
        for (int i = 0; i < VERDICT_COUNT; i++)
            fprintf(stderr, "class %d: %" PRIu64 " records, %" PRIu64 " bytes (%" PRIu64 ")\n", i,
                    result.account.total.class[i].records, result.account.total.class[i].bytes,
                    result.account.total.disagreements);
    account_free(&result.account);
    buffer_free(&list);
    return 0;
}

static struct run_time measure_once(const struct job *job)
{
    struct run_time measured = {0};
    double start = now();
    pid_t child = fork();
    struct rusage usage;
    int status;

    if (child == 0) {
        if (job->program)
            run_program(job->program);
        _exit(run_release(job));
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0)
        return measured;
    measured.seconds = now() - start;
    measured.peak_mb = (double)usage.ru_maxrss / 1024;
    measured.ok = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return measured;
}

static void remove_package(const char *output)
{
    static const char *const names[] = {"released.tar.age", "set-aside.tar.age", "account.json"};
    struct buffer path = {0};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(files_path(&path, output, names[i]));
    rmdir(output);
    buffer_free(&path);
}

/* The best of several runs: what else the machine does only ever adds time. */
static struct run_time measure(const struct job *job, int runs)
{
    struct run_time best = {0};

    for (int i = 0; i < runs; i++) {
        struct run_time once = measure_once(job);

        if (!job->program)
            remove_package(job->output);
        if (!once.ok)
            return once;
        if (!best.ok || once.seconds < best.seconds)
            best = once;
    }
    return best;
}

typedef struct mail_made maker(const struct mail_plan *plan, FILE *out);

static struct mail_made make_file(maker *make, const struct mail_plan *plan, const char *path)
{
    FILE *out = fopen(path, "w");
    struct mail_made made = {0};

    if (out) {
        made = make(plan, out);
        fclose(out);
    }
    return made;
}

static double rate(uint64_t bytes, struct run_time measured)
{
    return measured.ok && measured.seconds > 0 ? (double)bytes / 1e6 / measured.seconds : 0;
}

struct row {
    const char *name;
    uint64_t bytes;
    struct run_time measured;
};

static void print_rows(const struct bench *bench, const struct row *rows, size_t count)
{
    FILE *json = bench->json ? fopen(bench->json, "w") : NULL;

    printf("%-34s %9s %10s %9s\n", "release", "MB/s", "seconds", "peak MB");
    for (size_t i = 0; i < count; i++)
        printf("%-34s %9.0f %10.3f %9.1f\n", rows[i].name, rate(rows[i].bytes, rows[i].measured),
               rows[i].measured.seconds, rows[i].measured.peak_mb);
    if (!json)
        return;
    fputc('{', json);
    for (size_t i = 0; i < count; i++)
        fprintf(json, "%s\"%s\":{\"mb_per_second\":%.1f,\"seconds\":%.4f,\"peak_mb\":%.1f}",
                i ? "," : "", rows[i].name, rate(rows[i].bytes, rows[i].measured),
                rows[i].measured.seconds, rows[i].measured.peak_mb);
    fputs("}\n", json);
    fclose(json);
}

static void bench_all(const struct bench *bench)
{
    struct mail_plan plan = {.bytes = bench->bytes, .seed = 1, .listed = LISTED};
    struct buffer mbox = {0}, lines = {0}, list = {0}, output = {0};
    const char *mbox_path = files_path(&mbox, bench->folder, "bench.mbox");
    const char *lines_path = files_path(&lines, bench->folder, "bench.jsonl");
    const char *list_path = files_path(&list, bench->folder, "bench.list");
    instant year = instant_civil(2026, 1, 1, 0, 0, 0);
    struct job job = {.source = mbox_path,
                      .list = list_path,
                      .output = files_path(&output, bench->folder, "bench.out"),
                      .from = instant_add_months(year, 5),
                      .to = instant_add_months(year, 6)};
    const char *gmime[] = {bench->gmime, mbox_path, NULL};
    const char *python[] = {"python3", "-c", python_reader, mbox_path, NULL};
    FILE *list_file = fopen(list_path, "w");
    struct mail_made made;
    struct row rows[8];
    size_t count = 0;

    if (!list_file)
        return;
    mail_make_list(&plan, list_file);
    fclose(list_file);
    made = make_file(mail_make_mbox, &plan, mbox_path);
    printf("mbox: %" PRIu64 " bytes, %" PRIu64 " records\n", made.bytes, made.records);
    rows[count++] = (struct row){"mbox, one month of twelve", made.bytes, measure(&job, RUNS)};
    job.from = year;
    job.to = instant_add_months(year, 12);
    rows[count++] = (struct row){"mbox, everything in scope", made.bytes, measure(&job, RUNS)};
    if (bench->gmime) {
        job.program = gmime;
        rows[count++] = (struct row){"gmime", made.bytes, measure(&job, RUNS)};
        job.program = python;
        rows[count++] = (struct row){"python mailbox", made.bytes, measure(&job, 1)};
        job.program = NULL;
    }
    unlink(mbox_path);
    made = make_file(mail_make_json_lines, &plan, lines_path);
    printf("jsonl: %" PRIu64 " bytes, %" PRIu64 " records\n", made.bytes, made.records);
    job.source = lines_path;
    job.from = instant_add_months(year, 5);
    job.to = instant_add_months(year, 6);
    rows[count++] = (struct row){"jsonl, one month of twelve", made.bytes, measure(&job, RUNS)};
    job.from = year;
    job.to = instant_add_months(year, 12);
    rows[count++] = (struct row){"jsonl, everything in scope", made.bytes, measure(&job, RUNS)};
    unlink(lines_path);
    unlink(list_path);
    print_rows(bench, rows, count);
    if (bench->gmime) {
        double ours = rate(rows[0].bytes, rows[0].measured);

        printf("times gmime: %.2f, times python: %.1f\n",
               ours / rate(rows[2].bytes, rows[2].measured),
               ours / rate(rows[3].bytes, rows[3].measured));
    }
    buffer_free(&mbox);
    buffer_free(&lines);
    buffer_free(&list);
    buffer_free(&output);
}

/* The peer stands beside this program unless it is named. */
static const char *peer_beside(struct buffer *path, const char *program)
{
    const char *last = strrchr(program, '/');

    buffer_append(path, slice_of(program, last ? (size_t)(last - program) + 1 : 0));
    buffer_text(path, "peer-gmime");
    return access(buffer_string(path), X_OK) == 0 ? buffer_string(path) : NULL;
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/proviso-bench-XXXXXX";
    struct bench bench = {.bytes = 1000000000};
    struct buffer peer = {0};

    bench.gmime = peer_beside(&peer, argv[0]);
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--json") == 0)
            bench.json = argv[i + 1];
        else if (strcmp(argv[i], "--bytes") == 0)
            bench.bytes = strtoull(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--folder") == 0)
            bench.folder = argv[i + 1];
        else if (strcmp(argv[i], "--gmime") == 0)
            bench.gmime = argv[i + 1];
    }
    if (!bench.folder) {
        bench.folder = mkdtemp(folder);
        if (!bench.folder)
            return 3;
    }
    bench_all(&bench);
    if (bench.folder == folder)
        rmdir(folder);
    buffer_free(&peer);
    return 0;
}
