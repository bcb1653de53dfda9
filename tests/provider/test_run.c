/* Releases from end to end: what comes out, opened again; and what must not come out. */
#include "test.h"

#include <archive.h>
#include <archive_entry.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "provider/run.h"

#define MARK      "From a@b.example Mon Jun  1 12:00:00 2026\n"
#define OUTSIDE   "From a@b.example Wed Jul  1 00:00:00 2026\n"
#define LAST      "From a@b.example Tue Jun 30 23:59:59 2026\n"
#define PLAIN     "From: x@y.example\nTo: box@provider.example\n\nhello\n\n"
#define TO_LAWYER "From: x@y.example\nTo: ann@law.example\n\nhello\n\n"

static const char list[] = "ann@law.example\nchambers.example\n";

/* A folder, an order over one source in it, and what came of it. */
struct fixture {
    char folder[64];
    struct buffer source, output, partial;
    struct release_source sources[2];
    struct release_order order;
    struct release_result result;
    struct age_identity investigator, filter;
    struct random random;
    struct error error;
};

static void start(struct fixture *fixture, struct slice content)
{
    uint8_t secret[AGE_KEY] = {1};

    memset(fixture, 0, sizeof *fixture);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/proviso-test-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    files_path(&fixture->source, fixture->folder, "source");
    files_path(&fixture->output, fixture->folder, "out");
    files_path(&fixture->partial, fixture->folder, "out.partial");
    assert_true(files_replace(buffer_string(&fixture->source), content, 0600, &fixture->error));
    age_identity_make(secret, &fixture->investigator);
    secret[0] = 2;
    age_identity_make(secret, &fixture->filter);
    fixture->random = random_system();
    fixture->sources[0].account = SLICE("box@provider.example");
    fixture->sources[0].path = buffer_string(&fixture->source);
    fixture->order = (struct release_order){
        .sources = fixture->sources,
        .source_count = 1,
        .from = instant_civil(2026, 6, 1, 0, 0, 0),
        .to = instant_civil(2026, 7, 1, 0, 0, 0),
        .privileged = slice_text(list),
        .privileged_name = "list.txt",
        .released = {{fixture->investigator.recipient}, 1},
        .set_aside = {{fixture->filter.recipient}, 1},
        .matter = SLICE("XA-2026-000017"),
        .writ = SLICE("0123"),
        .at = instant_civil(2026, 11, 22, 0, 0, 0),
        .output = buffer_string(&fixture->output),
        .random = &fixture->random,
    };
}

static bool run(struct fixture *fixture)
{
    return release_run(&fixture->order, &fixture->result, &fixture->error);
}

static void end(struct fixture *fixture)
{
    struct buffer command = {0};

    account_free(&fixture->result.account);
    buffer_format(&command, "rm -rf '%s'", fixture->folder);
    assert_int_equal(system(buffer_string(&command)), 0);
    buffer_free(&command);
    buffer_free(&fixture->source);
    buffer_free(&fixture->output);
    buffer_free(&fixture->partial);
}

static void assert_refused(struct fixture *fixture, enum error_code code)
{
    assert_false(run(fixture));
    if (fixture->error.code != code)
        fail_msg("%s: %s", error_name(fixture->error.code), fixture->error.message);
    assert_false(files_exist(buffer_string(&fixture->output)));
    assert_false(files_exist(buffer_string(&fixture->partial)));
}

static void read_output(const struct fixture *fixture, const char *name, struct buffer *out)
{
    struct buffer path = {0};
    struct error error = {0};

    buffer_format(&path, "%s/out/%s", fixture->folder, name);
    assert_true(files_read(buffer_string(&path), 1 << 28, out, &error));
    buffer_free(&path);
}

/* Opens a sealed bag and appends the content of every entry whose path contains `part`. */
static size_t read_bag(const struct fixture *fixture, const char *name,
                       const struct age_identity *identity, const char *part, struct buffer *out)
{
    struct buffer sealed = {0}, tar = {0};
    struct archive *archive = archive_read_new();
    struct archive_entry *entry;
    struct error error = {0};
    size_t count = 0;

    read_output(fixture, name, &sealed);
    assert_true(age_decrypt(buffer_slice(&sealed), identity, 1, &tar, &error));
    archive_read_support_format_tar(archive);
    assert_int_equal(archive_read_open_memory(archive, tar.data, tar.size), ARCHIVE_OK);
    while (archive_read_next_header(archive, &entry) == ARCHIVE_OK) {
        size_t size = (size_t)archive_entry_size(entry);

        assert_int_equal(archive_entry_mtime(entry), fixture->order.at);
        if (!strstr(archive_entry_pathname(entry), part))
            continue;
        count++;
        assert_int_equal(archive_read_data(archive, buffer_reserve(out, size), size), size);
        out->size += size;
    }
    archive_read_free(archive);
    buffer_free(&sealed);
    buffer_free(&tar);
    return count;
}

static void assert_class(const struct fixture *fixture, enum verdict verdict, uint64_t records,
                         uint64_t bytes)
{
    const struct tally *tally = &fixture->result.account.total.class[verdict];

    if (tally->records != records || tally->bytes != bytes)
        fail_msg("class %d: %llu records, %llu bytes", verdict, (unsigned long long)tally->records,
                 (unsigned long long)tally->bytes);
}

static void test_every_byte_in_one_class(void **state)
{
    static const char mbox[] = "junk\n\n" MARK PLAIN OUTSIDE PLAIN MARK TO_LAWYER LAST PLAIN;
    struct buffer released = {0}, privileged = {0}, ambiguous = {0}, account = {0}, key = {0};
    struct fixture fixture;

    (void)state;
    start(&fixture, slice_text(mbox));
    assert_true(run(&fixture));
    assert_class(&fixture, VERDICT_RELEASED, 2, strlen(MARK PLAIN LAST PLAIN));
    assert_class(&fixture, VERDICT_OUT_OF_SCOPE, 1, strlen(OUTSIDE PLAIN));
    assert_class(&fixture, VERDICT_PRIVILEGED, 1, strlen(MARK TO_LAWYER));
    assert_class(&fixture, VERDICT_AMBIGUOUS, 1, strlen("junk\n\n"));
    assert_int_equal(fixture.result.account.total.input.bytes, strlen(mbox));
    assert_int_equal(fixture.result.account.total.disagreements, 0);
    read_bag(&fixture, "released.tar.age", &fixture.investigator, "released/data/", &released);
    assert_true(slice_is(buffer_slice(&released), MARK PLAIN LAST PLAIN));
    read_bag(&fixture, "set-aside.tar.age", &fixture.filter, "data/privileged/", &privileged);
    assert_true(slice_is(buffer_slice(&privileged), MARK TO_LAWYER));
    read_bag(&fixture, "set-aside.tar.age", &fixture.filter, "data/ambiguous/", &ambiguous);
    assert_true(slice_is(buffer_slice(&ambiguous), "junk\n\n"));
    assert_int_equal(read_bag(&fixture, "set-aside.tar.age", &fixture.filter, "hmac.key", &key), 1);
    assert_int_equal(key.size, 32);
    read_output(&fixture, "account.json", &account);
    assert_true(digest_equal(sha256_of(buffer_slice(&account)), fixture.result.accounted));
    assert_non_null(strstr(buffer_string(&account), "\"set_aside\":{\"privileged\":{\"bytes\":"));
    buffer_clear(&released);
    read_bag(&fixture, "released.tar.age", &fixture.investigator, "account.json", &released);
    assert_non_null(strstr(buffer_string(&released), "\"withheld\":{"));
    assert_null(strstr(buffer_string(&released), "privileged"));
    assert_null(strstr(buffer_string(&released), "out_of_scope"));
    buffer_clear(&released);
    read_output(&fixture, "released.tar.age", &released);
    assert_true(digest_equal(sha256_of(buffer_slice(&released)), fixture.result.released));
    buffer_free(&released);
    buffer_free(&privileged);
    buffer_free(&ambiguous);
    buffer_free(&account);
    buffer_free(&key);
    end(&fixture);
}

/* The same content behind another marker, in the same source and in another one, before and after;
 * the last record of a source lacks the empty line behind it. */
static void test_identical_content_under_another_marker(void **state)
{
#define LAWYERS "From ann@law.example Mon Jun  1 13:00:00 2026\n"
#define OTHER   "From: x@y.example\nTo: box@provider.example\n\nhello again\n\n"
    static const char first[] = MARK PLAIN LAWYERS PLAIN MARK OTHER LAST PLAIN;
    static const char second[] = MARK OTHER MARK "From: x@y.example\nTo: box@provider.example\n"
                                                 "\nhello\n";
    struct buffer released = {0}, privileged = {0}, withheld = {0}, path = {0};
    struct fixture fixture;

    (void)state;
    start(&fixture, slice_text(first));
    files_path(&path, fixture.folder, "another");
    assert_true(files_replace(buffer_string(&path), slice_text(second), 0600, &fixture.error));
    fixture.sources[1] = fixture.sources[0];
    fixture.sources[1].path = buffer_string(&path);
    fixture.order.source_count = 2;
    assert_true(run(&fixture));
    assert_class(&fixture, VERDICT_RELEASED, 2, 2 * strlen(MARK OTHER));
    assert_class(&fixture, VERDICT_PRIVILEGED, 4,
                 strlen(MARK PLAIN LAWYERS PLAIN LAST PLAIN MARK PLAIN) - 1);
    assert_int_equal(fixture.result.account.total.disagreements, 0);
    read_bag(&fixture, "released.tar.age", &fixture.investigator, ".mbox", &released);
    assert_true(slice_is(buffer_slice(&released), MARK OTHER MARK OTHER));
    assert_int_equal(
        read_bag(&fixture, "set-aside.tar.age", &fixture.filter, "/privileged/", &privileged), 2);
    assert_non_null(strstr(buffer_string(&privileged), LAWYERS PLAIN LAST PLAIN));
    read_bag(&fixture, "set-aside.tar.age", &fixture.filter, "/withheld/", &withheld);
    assert_non_null(strstr(buffer_string(&withheld), "\"reason\":\"copy-of-privileged\""));
    buffer_free(&released);
    buffer_free(&privileged);
    buffer_free(&withheld);
    buffer_free(&path);
    end(&fixture);
}

static void test_json_lines_with_names_of_their_own(void **state)
{
    static const char in[] =
        "{\"user\":\"box@provider.example\",\"at\":\"2026-06-15T12:00:00Z\"}\n";
    static const char out[] =
        "{\"user\":\"sue@provider.example\",\"at\":\"2026-06-15T12:00:00Z\"}\n";
    struct buffer source = {0}, released = {0};
    struct fixture fixture;

    (void)state;
    buffer_text(&source, in);
    buffer_text(&source, out);
    buffer_text(&source, "{}\n");
    start(&fixture, buffer_slice(&source));
    fixture.sources[0].account_member = "user";
    fixture.sources[0].received_member = "at";
    assert_true(run(&fixture));
    assert_class(&fixture, VERDICT_RELEASED, 1, strlen(in));
    assert_class(&fixture, VERDICT_OUT_OF_SCOPE, 1, strlen(out));
    assert_class(&fixture, VERDICT_AMBIGUOUS, 1, 3);
    read_bag(&fixture, "released.tar.age", &fixture.investigator, ".jsonl", &released);
    assert_true(slice_is(buffer_slice(&released), in));
    buffer_free(&source);
    buffer_free(&released);
    end(&fixture);
}

static void test_sources_that_are_refused(void **state)
{
    static const struct {
        const char *content;
        enum error_code code;
    } sources[] = {
        {"just some text\nand more\n", ERROR_RECORD_FORMAT},
        {"\nFrom Russia with love\nand kisses\n", ERROR_RECORD_FORMAT},
        {"{ this is no JSON }\n", ERROR_RECORD_FORMAT},
        {"\x7f"
         "ELF",
         ERROR_RECORD_FORMAT},
    };
    struct fixture fixture;

    (void)state;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        start(&fixture, slice_text(sources[i].content));
        assert_refused(&fixture, sources[i].code);
        end(&fixture);
    }
    start(&fixture, SLICE(""));
    assert_true(run(&fixture));
    assert_int_equal(fixture.result.account.total.input.records, 0);
    end(&fixture);
}

static void test_orders_that_are_refused(void **state)
{
    struct fixture fixture;

    (void)state;
    start(&fixture, SLICE(MARK PLAIN));
    fixture.sources[0].path = "/nowhere/at/all";
    assert_refused(&fixture, ERROR_FILE_MISSING);
    fixture.sources[0].path = "/tmp";
    assert_refused(&fixture, ERROR_FILE_UNREADABLE);
    fixture.sources[0].path = buffer_string(&fixture.source);
    fixture.order.privileged = SLICE("a@b.example\nnot a name\n");
    assert_refused(&fixture, ERROR_LIST_FORMAT);
    assert_int_equal(fixture.error.line, 2);
    assert_string_equal(fixture.error.file, "list.txt");
    fixture.error = (struct error){0};
    fixture.order.privileged = slice_text(list);
    fixture.order.to = fixture.order.from;
    assert_refused(&fixture, ERROR_USAGE);
    fixture.order.to = fixture.order.from + 1;
    fixture.order.released.count = 0;
    assert_refused(&fixture, ERROR_AGE_KEY);
    end(&fixture);
}

static void test_existing_output_is_kept(void **state)
{
    struct fixture fixture;
    struct buffer path = {0};

    (void)state;
    start(&fixture, SLICE(MARK PLAIN));
    assert_int_equal(mkdir(buffer_string(&fixture.output), 0700), 0);
    assert_false(run(&fixture));
    assert_int_equal(fixture.error.code, ERROR_USAGE);
    assert_int_equal(rmdir(buffer_string(&fixture.output)), 0);
    /* What an interrupted run left is taken over. */
    assert_int_equal(mkdir(buffer_string(&fixture.partial), 0700), 0);
    buffer_format(&path, "%s/out.partial/released.tar.age", fixture.folder);
    assert_true(files_replace(buffer_string(&path), SLICE("old"), 0600, &fixture.error));
    assert_true(run(&fixture));
    assert_false(files_exist(buffer_string(&fixture.partial)));
    buffer_free(&path);
    end(&fixture);
}

static bool refuse(void *context, const char *folder, const struct release_result *result,
                   struct error *error)
{
    struct buffer path = {0};
    bool *called = context;

    *called = true;
    assert_true(result->released_size > 0);
    assert_true(files_exist(files_path(&path, folder, "released.tar.age")));
    assert_true(files_exist(files_path(&path, folder, "account.json")));
    buffer_free(&path);
    return error_set(error, ERROR_WRIT_REFUSED, "no");
}

static void test_the_caller_has_the_last_word(void **state)
{
    struct fixture fixture;
    bool called = false;

    (void)state;
    start(&fixture, SLICE(MARK PLAIN));
    fixture.order.finish = refuse;
    fixture.order.finish_context = &called;
    assert_refused(&fixture, ERROR_WRIT_REFUSED);
    assert_true(called);
    end(&fixture);
}

/* The source is changed under the release, by its own progress calls. */
static void touch(void *context, uint64_t done, uint64_t total)
{
    const char *path = context;
    FILE *file;

    assert_true(done <= total);
    file = fopen(path, "r+");
    assert_non_null(file);
    assert_int_equal(fseek(file, (long)strlen(MARK PLAIN MARK), SEEK_SET), 0);
    fputc('X', file);
    fclose(file);
}

static void test_a_source_that_changes(void **state)
{
    struct fixture fixture;

    (void)state;
    start(&fixture, SLICE(MARK PLAIN MARK PLAIN));
    fixture.order.progress = touch;
    fixture.order.progress_context = (void *)(uintptr_t)buffer_string(&fixture.source);
    assert_refused(&fixture, ERROR_SOURCE_CHANGED);
    end(&fixture);
}

/* A file size limit stands for a full disk: writes fail in the middle. */
static void test_a_disk_that_fills(void **state)
{
    struct buffer source = {0};
    struct fixture fixture;
    int status;
    pid_t child;

    (void)state;
    for (int i = 0; i < 20000; i++)
        buffer_text(&source, MARK PLAIN);
    start(&fixture, buffer_slice(&source));
    child = fork();
    if (child == 0) {
        struct rlimit limit = {100000, 100000};

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        _exit(run(&fixture) ? 0 : 10);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 10);
    assert_false(files_exist(buffer_string(&fixture.output)));
    assert_false(files_exist(buffer_string(&fixture.partial)));
    buffer_free(&source);
    end(&fixture);
}

/* Records over part and window borders; an oversize one runs over several parts. */
static void test_parts(void **state)
{
    struct buffer source = {0}, released = {0}, ambiguous = {0};
    struct fixture fixture;
    size_t first, huge = 33 << 20;

    (void)state;
    for (int i = 0; i < 150000; i++)
        buffer_text(&source, MARK PLAIN);
    first = source.size;
    buffer_text(&source, MARK "Subject: x\n\n");
    memset(buffer_reserve(&source, huge), 'a', huge);
    source.size += huge;
    buffer_text(&source, "\n\n");
    start(&fixture, buffer_slice(&source));
    assert_true(run(&fixture));
    assert_class(&fixture, VERDICT_RELEASED, 150000, first);
    assert_class(&fixture, VERDICT_AMBIGUOUS, 1, source.size - first);
    assert_true(read_bag(&fixture, "released.tar.age", &fixture.investigator, "part-", &released) >
                1);
    assert_true(slice_equal(buffer_slice(&released), slice_part(buffer_slice(&source), 0, first)));
    assert_true(read_bag(&fixture, "set-aside.tar.age", &fixture.filter, "ambiguous/", &ambiguous) >
                1);
    assert_true(slice_equal(buffer_slice(&ambiguous), slice_from(buffer_slice(&source), first)));
    buffer_free(&source);
    buffer_free(&released);
    buffer_free(&ambiguous);
    end(&fixture);
}

/* Tools that are not ours agree: age, tar, sha256sum, Python's mailbox. */
static void test_stock_tools(void **state)
{
    static const char script[] =
        "set -e; cd '%s'; age -d -i id out/released.tar.age | tar x; cd released;"
        " sha256sum -c --quiet manifest-sha256.txt tagmanifest-sha256.txt;"
        " python3 -c \"import mailbox,glob\n"
        "texts=[str(m) for p in glob.glob('data/*/*.mbox') for m in mailbox.mbox(p)]\n"
        "assert len(texts)==2, len(texts)\n"
        "assert not any('law.example' in t for t in texts)\n\"";
    struct buffer command = {0}, path = {0};
    char text[AGE_IDENTITY_TEXT];
    struct fixture fixture;

    (void)state;
    if (system("which age tar sha256sum python3 >/dev/null 2>&1") != 0)
        skip();
    start(&fixture, SLICE(MARK PLAIN MARK TO_LAWYER LAST PLAIN));
    assert_true(run(&fixture));
    buffer_format(&path, "%s/id", fixture.folder);
    assert_true(files_replace(buffer_string(&path),
                              slice_text(age_identity_format(&fixture.investigator, text)), 0600,
                              &fixture.error));
    buffer_format(&command, script, fixture.folder);
    assert_int_equal(system(buffer_string(&command)), 0);
    buffer_free(&command);
    buffer_free(&path);
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_byte_in_one_class),
        cmocka_unit_test(test_identical_content_under_another_marker),
        cmocka_unit_test(test_json_lines_with_names_of_their_own),
        cmocka_unit_test(test_sources_that_are_refused),
        cmocka_unit_test(test_orders_that_are_refused),
        cmocka_unit_test(test_existing_output_is_kept),
        cmocka_unit_test(test_the_caller_has_the_last_word),
        cmocka_unit_test(test_a_source_that_changes),
        cmocka_unit_test(test_a_disk_that_fills),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_stock_tools),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
