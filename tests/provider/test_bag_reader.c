/* A package from elsewhere: what bag_open accepts, and every bag that it must not. */
#include "test.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include "base/files.h"
#include "package/bag.h"
#include "provider/bag_reader.h"

enum { FILES_MOST = 8 };

/* One entry of a tar file made for a test. */
struct entry {
    const char *path, *content;
    unsigned type;      /* 0: a plain file */
    const char *target; /* of a link */
};

struct fixture {
    char folder[64];
    char path[96];
    char output[96];
    struct age_identity identity;
    struct random random;
};

static int open_fixture(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    uint8_t secret[AGE_KEY] = {7};

    strcpy(fixture->folder, "/tmp/proviso-bag-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    snprintf(fixture->path, sizeof fixture->path, "%s/bag.tar.age", fixture->folder);
    snprintf(fixture->output, sizeof fixture->output, "%s/out", fixture->folder);
    age_identity_make(secret, &fixture->identity);
    fixture->random = random_system();
    *state = fixture;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *fixture = *state;
    char command[128];

    snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
    assert_int_equal(system(command), 0);
    free(fixture);
    return 0;
}

static la_ssize_t append(struct archive *archive, void *context, const void *bytes, size_t size)
{
    (void)archive;
    buffer_append(context, slice_of(bytes, size));
    return (la_ssize_t)size;
}

static void seal(struct fixture *fixture, struct slice plain)
{
    struct buffer sealed = {0};
    struct error error = {0};

    assert_true(
        age_encrypt(plain, &fixture->identity.recipient, 1, &fixture->random, &sealed, &error));
    assert_true(files_replace(fixture->path, buffer_slice(&sealed), 0600, &error));
    buffer_free(&sealed);
}

static void write_entry(struct archive *tar, const struct entry *entry)
{
    struct archive_entry *header = archive_entry_new();
    size_t size = entry->content ? strlen(entry->content) : 0;

    archive_entry_set_pathname(header, entry->path);
    archive_entry_set_filetype(header, entry->type == AE_IFMT ? AE_IFREG
                                       : entry->type          ? entry->type
                                                              : AE_IFREG);
    if (entry->type == AE_IFLNK)
        archive_entry_set_symlink(header, entry->target);
    else if (entry->target)
        archive_entry_set_hardlink(header, entry->target);
    archive_entry_set_perm(header, 0600);
    archive_entry_set_size(header, entry->target ? 0 : (la_int64_t)size);
    assert_int_equal(archive_write_header(tar, header), ARCHIVE_OK);
    if (size && !entry->target)
        assert_int_equal(archive_write_data(tar, entry->content, size), (la_ssize_t)size);
    archive_entry_free(header);
}

/* Seals a tar file of these entries with `behind` after its end. */
static void make_tar(struct fixture *fixture, const struct entry *entries, const char *behind)
{
    struct archive *tar = archive_write_new();
    struct buffer plain = {0};

    archive_write_set_format_pax_restricted(tar);
    archive_write_set_bytes_per_block(tar, 0);
    assert_int_equal(archive_write_open(tar, &plain, NULL, append, NULL), ARCHIVE_OK);
    for (; entries->path; entries++)
        write_entry(tar, entries);
    assert_int_equal(archive_write_close(tar), ARCHIVE_OK);
    archive_write_free(tar);
    buffer_text(&plain, behind);
    seal(fixture, buffer_slice(&plain));
    buffer_free(&plain);
}

static bool read_bag(struct fixture *fixture, struct opened_bag *bag, struct error *error)
{
    struct bag_question question = {
        .path = fixture->path,
        .folder = "released",
        .identity = &fixture->identity,
        .output = fixture->output,
    };

    assert_true(files_folder(fixture->output, 0700, error));
    return bag_open(&question, bag, error);
}

static void refuses(struct fixture *fixture, enum error_code code)
{
    struct opened_bag bag;
    struct error error = {0};
    char command[128];

    assert_false(read_bag(fixture, &bag, &error));
    assert_string_equal(error_name(error.code), error_name(code));
    opened_bag_free(&bag);
    snprintf(command, sizeof command, "rm -rf %s", fixture->output);
    assert_int_equal(system(command), 0);
}

/* The manifest line of a content. */
static const char *line_of(const char *content, const char *name, char out[200])
{
    char hex[DIGEST_TEXT];

    snprintf(out, 200, "%s  %s\n", digest_write(sha256_of(slice_text(content)), hex), name);
    return out;
}

/* ---- what proviso writes ---- */

static void make_bag(struct fixture *fixture)
{
    struct bag_plan plan = {
        .path = fixture->path,
        .folder = "released",
        .recipients = &fixture->identity.recipient,
        .recipient_count = 1,
        .at = 1790000000,
        .random = &fixture->random,
    };
    struct error error = {0};
    struct digest digest;
    struct bag *bag;
    uint64_t size;

    unlink(fixture->path);
    assert_true(bag_create(&bag, &plan, &error));
    assert_true(bag_add(bag, "kim@mailhaus.example/part-0001.mbox", SLICE("one\n"), &error));
    assert_true(bag_add(bag, "lee@mailhaus.example/part-0001.mbox", SLICE("two\n"), &error));
    assert_true(bag_add_tag(bag, "account.json", SLICE("{}\n"), &error));
    assert_true(bag_finish(bag, "a test", SLICE("XA-2026-000001"), &size, &digest, &error));
    bag_free(bag);
}

static void a_bag_of_proviso_opens(void **state)
{
    struct fixture *fixture = *state;
    struct opened_bag bag;
    struct error error = {0};
    const struct bag_file *account;
    struct buffer path = {0}, text = {0};

    make_bag(fixture);
    assert_true(read_bag(fixture, &bag, &error));
    assert_int_equal(bag.count, 7);
    assert_int_equal(opened_bag_size(&bag, "data/"), 8);
    account = opened_bag_file(&bag, "account.json");
    assert_non_null(account);
    assert_true(slice_is(account->content, "{}\n"));
    assert_null(opened_bag_file(&bag, "nothing"));
    files_path(&path, fixture->output, "data/lee@mailhaus.example/part-0001.mbox");
    assert_true(files_read(buffer_string(&path), 100, &text, &error));
    assert_true(slice_is(buffer_slice(&text), "two\n"));
    buffer_free(&path);
    buffer_free(&text);
    opened_bag_free(&bag);
}

static void another_folder_or_key_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct bag_question question = {
        .path = fixture->path, .folder = "set-aside", .identity = &fixture->identity};
    struct age_identity other;
    struct opened_bag bag;
    struct error error = {0};
    uint8_t secret[AGE_KEY] = {8};

    make_bag(fixture);
    assert_false(bag_open(&question, &bag, &error));
    assert_int_equal(error.code, ERROR_PACKAGE_FORMAT);
    opened_bag_free(&bag);
    age_identity_make(secret, &other);
    question.folder = "released";
    question.identity = &other;
    assert_false(bag_open(&question, &bag, &error));
    assert_int_equal(error.code, ERROR_AGE_NO_MATCH);
    opened_bag_free(&bag);
}

/* Every cut, and every byte altered. */
static void an_altered_file_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct buffer sealed = {0};
    struct error error = {0};

    make_bag(fixture);
    assert_true(files_read(fixture->path, 1 << 20, &sealed, &error));
    for (size_t size = 0; size < sealed.size; size += 97) {
        struct bag_question question = {
            .path = fixture->path, .folder = "released", .identity = &fixture->identity};
        struct opened_bag bag;

        assert_true(files_replace(fixture->path, slice_of(sealed.data, size), 0600, &error));
        assert_false(bag_open(&question, &bag, &error));
        opened_bag_free(&bag);
        sealed.data[size] ^= 1;
        assert_true(files_replace(fixture->path, buffer_slice(&sealed), 0600, &error));
        assert_false(bag_open(&question, &bag, &error));
        opened_bag_free(&bag);
        sealed.data[size] ^= 1;
    }
    buffer_free(&sealed);
}

/* ---- bags made by somebody else ---- */

#define DECLARATION "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

/* A bag of one payload file, whose parts a test changes. */
struct parts {
    char manifest[600], tags[600], line[200];
    struct entry entries[FILES_MOST];
    size_t count;
};

static void add(struct parts *parts, struct entry entry)
{
    assert_true(parts->count + 1 < FILES_MOST);
    parts->entries[parts->count++] = entry;
}

static void start_parts(struct parts *parts)
{
    memset(parts, 0, sizeof *parts);
    strcat(parts->manifest, line_of("one\n", "data/one", parts->line));
    strcat(parts->tags, line_of(DECLARATION, "bagit.txt", parts->line));
    add(parts, (struct entry){"released/data/one", "one\n", 0, NULL});
    add(parts, (struct entry){"released/bagit.txt", DECLARATION, 0, NULL});
}

static void finish_parts(struct fixture *fixture, struct parts *parts, const char *behind)
{
    strcat(parts->tags, line_of(parts->manifest, "manifest-sha256.txt", parts->line));
    add(parts, (struct entry){"released/manifest-sha256.txt", parts->manifest, 0, NULL});
    add(parts, (struct entry){"released/tagmanifest-sha256.txt", parts->tags, 0, NULL});
    make_tar(fixture, parts->entries, behind);
}

static void the_simplest_bag_opens(void **state)
{
    struct fixture *fixture = *state;
    struct opened_bag bag;
    struct error error = {0};
    struct parts parts;

    start_parts(&parts);
    finish_parts(fixture, &parts, "");
    assert_true(read_bag(fixture, &bag, &error));
    assert_int_equal(bag.count, 4);
    opened_bag_free(&bag);
}

static void unsafe_paths_are_refused(void **state)
{
    static const char *const paths[] = {
        "released/../escaped",      "/released/data/two",      "released/data/../../escaped",
        "released//data/two",       "released/data/.hidden",   "released/data/two/",
        "released/./data/two",      "set-aside/data/two",      "releasedx/data/two",
        "released/data/two\nthree", "released/data/a%2Fb two", "escaped",
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct parts parts;

        start_parts(&parts);
        add(&parts, (struct entry){paths[i], "two\n", 0, NULL});
        finish_parts(fixture, &parts, "");
        refuses(fixture, ERROR_PACKAGE_FORMAT);
        assert_false(files_exist("/tmp/escaped"));
    }
}

static void links_and_folders_are_refused(void **state)
{
    static const struct entry others[] = {
        {"released/data/two", NULL, AE_IFLNK, "/etc/passwd"},
        {"released/data/two", NULL, AE_IFMT, "released/data/one"},
        {"released/data/two", NULL, AE_IFIFO, NULL},
        {"released/data/two", NULL, AE_IFDIR, NULL},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct parts parts;

        start_parts(&parts);
        add(&parts, others[i]);
        finish_parts(fixture, &parts, "");
        refuses(fixture, ERROR_PACKAGE_FORMAT);
    }
}

static void what_no_manifest_names_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct parts parts;

    start_parts(&parts);
    add(&parts, (struct entry){"released/data/two", "two\n", 0, NULL});
    finish_parts(fixture, &parts, "");
    refuses(fixture, ERROR_PACKAGE_WRONG);
    /* A line twice does not make up for it. */
    start_parts(&parts);
    strcat(parts.manifest, line_of("one\n", "data/one", parts.line));
    add(&parts, (struct entry){"released/data/two", "two\n", 0, NULL});
    finish_parts(fixture, &parts, "");
    refuses(fixture, ERROR_PACKAGE_WRONG);
    start_parts(&parts);
    add(&parts, (struct entry){"released/extra.txt", "two\n", 0, NULL});
    finish_parts(fixture, &parts, "");
    refuses(fixture, ERROR_PACKAGE_WRONG);
}

static void what_a_manifest_names_must_be_there(void **state)
{
    struct fixture *fixture = *state;
    struct parts parts;

    start_parts(&parts);
    strcat(parts.manifest, line_of("two\n", "data/two", parts.line));
    finish_parts(fixture, &parts, "");
    refuses(fixture, ERROR_PACKAGE_WRONG);
    start_parts(&parts);
    parts.entries[0].content = "eno\n";
    finish_parts(fixture, &parts, "");
    refuses(fixture, ERROR_PACKAGE_WRONG);
}

static void a_path_stands_once(void **state)
{
    struct fixture *fixture = *state;
    struct bag_question question = {
        .path = fixture->path, .folder = "released", .identity = &fixture->identity};
    struct opened_bag bag;
    struct error error = {0};
    struct parts parts;

    start_parts(&parts);
    add(&parts, (struct entry){"released/data/one", "one\n", 0, NULL});
    finish_parts(fixture, &parts, "");
    assert_false(bag_open(&question, &bag, &error));
    assert_int_equal(error.code, ERROR_PACKAGE_FORMAT);
    opened_bag_free(&bag);
}

static void malformed_bags_are_refused(void **state)
{
    static const struct entry nothing[] = {{0}};
    struct fixture *fixture = *state;
    struct parts parts;

    make_tar(fixture, nothing, "");
    refuses(fixture, ERROR_PACKAGE_FORMAT);
    seal(fixture, SLICE("This is no tar file.\n"));
    refuses(fixture, ERROR_PACKAGE_FORMAT);
    seal(fixture, SLICE(""));
    refuses(fixture, ERROR_PACKAGE_FORMAT);
    start_parts(&parts);
    finish_parts(fixture, &parts, "something behind");
    refuses(fixture, ERROR_PACKAGE_FORMAT);
    start_parts(&parts);
    strcat(parts.manifest, "no line of a manifest\n");
    finish_parts(fixture, &parts, "");
    refuses(fixture, ERROR_PACKAGE_FORMAT);
    start_parts(&parts);
    parts.manifest[strlen(parts.manifest) - 1] = 0;
    finish_parts(fixture, &parts, "");
    refuses(fixture, ERROR_PACKAGE_FORMAT);
    start_parts(&parts);
    parts.entries[1].content = "BagIt-Version: 0.97\n";
    finish_parts(fixture, &parts, "");
    refuses(fixture, ERROR_PACKAGE_FORMAT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_bag_of_proviso_opens, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(another_folder_or_key_is_refused, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(an_altered_file_is_refused, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(the_simplest_bag_opens, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(unsafe_paths_are_refused, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(links_and_folders_are_refused, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(what_no_manifest_names_is_refused, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(what_a_manifest_names_must_be_there, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(a_path_stands_once, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(malformed_bags_are_refused, open_fixture, close_fixture),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
