#include "test.h"

#include <dirent.h>
#include <jansson.h>
#include <sys/stat.h>

#include "base/encode.h"
#include "base/files.h"
#include "ledger/merkle.h"

enum { LEAVES = 300, ROWS = 10 };

/* A straightforward second implementation: RFC 6962's recursive definitions over an array. */
static struct digest slow_root(const struct digest *leaves, size_t count)
{
    size_t half = 1;

    if (count == 0)
        return merkle_empty_root();
    if (count == 1)
        return leaves[0];
    while (half * 2 < count)
        half *= 2;
    return merkle_node(slow_root(leaves, half), slow_root(leaves + half, count - half));
}

struct tree {
    struct digest leaves[LEAVES];
    struct digest nodes[ROWS][LEAVES];
    size_t known[ROWS]; /* subtrees recorded on each level, in order */
};

static bool record(void *context, unsigned level, uint64_t index, struct digest hash,
                   struct error *error)
{
    struct tree *tree = context;

    (void)error;
    assert_int_equal(index, tree->known[level]);
    tree->nodes[level][index] = hash;
    tree->known[level]++;
    return true;
}

static bool fetch(void *context, unsigned level, uint64_t index, struct digest *out,
                  struct error *error)
{
    struct tree *tree = context;

    if (level >= ROWS || index >= tree->known[level])
        return error_set(error, ERROR_STORE, "no such subtree");
    *out = tree->nodes[level][index];
    return true;
}

static void grow_tree(struct tree *tree)
{
    struct merkle_edge edge = {0}, again;
    struct merkle_source source = {fetch, tree};
    struct error error = {0};
    struct digest root;

    *tree = (struct tree){0};
    for (uint32_t i = 0; i < LEAVES; i++) {
        assert_true(digest_equal(merkle_root(&edge), slow_root(tree->leaves, i)));
        assert_true(merkle_source_root(&source, i, &root, &error));
        assert_true(digest_equal(root, slow_root(tree->leaves, i)));
        assert_true(merkle_source_edge(&source, i, &again, &error));
        assert_true(digest_equal(merkle_root(&again), root));
        tree->leaves[i] = merkle_leaf(slice_of(&i, sizeof i));
        assert_true(merkle_append(&edge, tree->leaves[i], record, tree, &error));
    }
    assert_true(digest_equal(merkle_root(&edge), merkle_root_of(tree->leaves, LEAVES)));
}

static void trees_grow_as_defined(void **state)
{
    struct tree *tree = calloc(1, sizeof *tree);
    char text[DIGEST_TEXT];

    (void)state;
    assert_string_equal(digest_write(merkle_empty_root(), text),
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_string_equal(digest_write(merkle_leaf(SLICE("")), text),
                        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    grow_tree(tree);
    free(tree);
}

static bool stop(void *context, unsigned level, uint64_t index, struct digest hash,
                 struct error *error)
{
    (void)context;
    (void)index;
    (void)hash;
    return level < 1 || error_set(error, ERROR_STORE, "stop");
}

static void an_append_that_fails_changes_nothing(void **state)
{
    struct merkle_edge edge = {0}, before;
    struct error error = {0};

    (void)state;
    assert_true(merkle_append(&edge, merkle_empty_root(), stop, NULL, &error));
    before = edge;
    assert_false(merkle_append(&edge, merkle_empty_root(), stop, NULL, &error));
    assert_memory_equal(&before, &edge, sizeof edge);
}

static void inclusion_proofs_verify_only_as_made(void **state)
{
    struct tree *tree = calloc(1, sizeof *tree);
    struct merkle_source source = {fetch, tree};
    struct error error = {0};

    (void)state;
    grow_tree(tree);
    for (size_t size = 1; size < 70; size++) {
        struct digest root = slow_root(tree->leaves, size), none[MERKLE_INCLUSION_LIMIT];
        size_t unused;

        for (size_t index = 0; index < size; index++) {
            struct digest proof[MERKLE_INCLUSION_LIMIT + 1] = {0}, leaf = tree->leaves[index];
            size_t count;

            assert_true(merkle_prove_inclusion(&source, index, size, proof, &count, &error));
            assert_true(merkle_verify_inclusion(index, size, leaf, proof, count, root, &error));
            assert_false(
                merkle_verify_inclusion(index, size, leaf, proof, count + 1, root, &error));
            assert_false(
                merkle_verify_inclusion(index + 1, size, leaf, proof, count, root, &error));
            if (index > 0)
                assert_false(
                    merkle_verify_inclusion(index - 1, size, leaf, proof, count, root, &error));
            for (size_t i = 0; i < count; i++) {
                assert_false(merkle_verify_inclusion(index, size, leaf, proof, i, root, &error));
                proof[i].bytes[i % DIGEST_SIZE] ^= 1;
                assert_false(
                    merkle_verify_inclusion(index, size, leaf, proof, count, root, &error));
                proof[i].bytes[i % DIGEST_SIZE] ^= 1;
            }
        }
        assert_false(merkle_prove_inclusion(&source, size, size, none, &unused, &error));
        assert_int_equal(error.code, ERROR_PROOF_WRONG);
    }
    assert_false(
        merkle_verify_inclusion(0, 0, tree->leaves[0], NULL, 0, merkle_empty_root(), &error));
    free(tree);
}

static void consistency_proofs_verify_only_as_made(void **state)
{
    struct tree *tree = calloc(1, sizeof *tree);
    struct merkle_source source = {fetch, tree};
    struct error error = {0};

    (void)state;
    grow_tree(tree);
    for (size_t new_size = 0; new_size < 70; new_size++) {
        struct digest new_root = slow_root(tree->leaves, new_size);

        for (size_t old_size = 0; old_size <= new_size; old_size++) {
            struct digest proof[MERKLE_CONSISTENCY_LIMIT + 1] = {0};
            struct digest old_root = slow_root(tree->leaves, old_size), other = old_root;
            size_t count;

            assert_true(
                merkle_prove_consistency(&source, old_size, new_size, proof, &count, &error));
            if (old_size == 0 && new_size > 0) {
                assert_int_equal(count, 0);
                assert_false(
                    merkle_verify_consistency(0, new_size, old_root, new_root, NULL, 0, &error));
                continue;
            }
            assert_true(merkle_verify_consistency(old_size, new_size, old_root, new_root, proof,
                                                  count, &error));
            assert_false(merkle_verify_consistency(old_size, new_size, old_root, new_root, proof,
                                                   count + 1, &error));
            other.bytes[0] ^= 1;
            assert_false(merkle_verify_consistency(old_size, new_size, other, new_root, proof,
                                                   count, &error));
            other = new_root;
            other.bytes[31] ^= 1;
            assert_false(merkle_verify_consistency(old_size, new_size, old_root, other, proof,
                                                   count, &error));
            for (size_t i = 0; i < count; i++) {
                assert_false(merkle_verify_consistency(old_size, new_size, old_root, new_root,
                                                       proof, i, &error));
                proof[i].bytes[7] ^= 1;
                assert_false(merkle_verify_consistency(old_size, new_size, old_root, new_root,
                                                       proof, count, &error));
                proof[i].bytes[7] ^= 1;
            }
        }
    }
    free(tree);
}

static void sources_that_fail_are_reported(void **state)
{
    struct tree *tree = calloc(1, sizeof *tree);
    struct merkle_source source = {fetch, tree};
    struct digest proof[MERKLE_CONSISTENCY_LIMIT], root;
    struct merkle_edge edge;
    struct error error = {0};
    size_t count;

    (void)state;
    assert_false(merkle_source_root(&source, 5, &root, &error));
    assert_false(merkle_source_edge(&source, 5, &edge, &error));
    assert_false(merkle_prove_inclusion(&source, 2, 5, proof, &count, &error));
    assert_false(merkle_prove_consistency(&source, 2, 5, proof, &count, &error));
    assert_int_equal(error.code, ERROR_STORE);
    assert_false(merkle_prove_consistency(&source, 6, 5, proof, &count, &error));
    assert_int_equal(error.code, ERROR_PROOF_WRONG);
    free(tree);
}

/* JSON numbers of the vectors reach 2^64 - 1, more than jansson reads. */
static uint64_t read_number(struct buffer *file, const char *member)
{
    struct buffer pattern = {0};
    const char *at;

    buffer_format(&pattern, "\"%s\":", member);
    at = strstr(buffer_string(file), buffer_string(&pattern));
    assert_non_null(at);
    at += pattern.size;
    buffer_free(&pattern);
    return strtoull(at, NULL, 10);
}

/* False where it is not 32 bytes of base64: such a proof cannot even be read. */
static bool read_hash(const json_t *value, struct digest *out)
{
    struct buffer bytes = {0};
    bool good = json_is_string(value) &&
                base64_decode(slice_text(json_string_value(value)), &bytes) &&
                bytes.size == DIGEST_SIZE;

    if (good)
        memcpy(out->bytes, bytes.data, DIGEST_SIZE);
    buffer_free(&bytes);
    return good;
}

/* Some vectors have short texts for roots that do not matter: zeros fill them up. */
static bool read_root(const json_t *value, struct digest *out)
{
    struct buffer bytes = {0};
    bool good = json_is_string(value) &&
                base64_decode(slice_text(json_string_value(value)), &bytes) &&
                bytes.size <= DIGEST_SIZE;

    *out = (struct digest){{0}};
    if (good && bytes.size > 0)
        memcpy(out->bytes, bytes.data, bytes.size);
    buffer_free(&bytes);
    return good;
}

static bool read_proof(const json_t *array, struct digest *proof, size_t *count)
{
    *count = json_array_size(array);
    if (*count > MERKLE_CONSISTENCY_LIMIT)
        return false;
    for (size_t i = 0; i < *count; i++)
        if (!read_hash(json_array_get(array, i), &proof[i]))
            return false;
    return true;
}

static bool verify_vector(struct buffer *file, const json_t *json, bool inclusion)
{
    struct digest proof[MERKLE_CONSISTENCY_LIMIT] = {0}, first, second;
    struct error error = {0};
    size_t count;

    if (!read_proof(json_object_get(json, "proof"), proof, &count))
        return false;
    if (inclusion)
        return read_hash(json_object_get(json, "leafHash"), &first) &&
               read_root(json_object_get(json, "root"), &second) &&
               merkle_verify_inclusion(read_number(file, "leafIdx"), read_number(file, "treeSize"),
                                       first, proof, count, second, &error);
    return read_root(json_object_get(json, "root1"), &first) &&
           read_root(json_object_get(json, "root2"), &second) &&
           merkle_verify_consistency(read_number(file, "size1"), read_number(file, "size2"), first,
                                     second, proof, count, &error);
}

static void check_vector(const char *path, bool inclusion)
{
    struct buffer file = {0};
    struct error error = {0};
    json_t *json;
    bool wrong;

    assert_true(files_read(path, 1 << 20, &file, &error));
    json = json_loads(buffer_string(&file), JSON_DECODE_INT_AS_REAL, NULL);
    assert_non_null(json);
    wrong = json_is_true(json_object_get(json, "wantErr"));
    if (verify_vector(&file, json, inclusion) == wrong)
        fail_msg("%s: should %s", path, wrong ? "fail" : "verify");
    json_decref(json);
    buffer_free(&file);
}

static size_t check_folder(const char *folder, bool inclusion)
{
    DIR *directory = opendir(folder);
    struct buffer path = {0};
    struct dirent *entry;
    struct stat status;
    size_t checked = 0;

    assert_non_null(directory);
    while ((entry = readdir(directory)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        files_path(&path, folder, entry->d_name);
        assert_int_equal(stat(buffer_string(&path), &status), 0);
        if (S_ISDIR(status.st_mode)) {
            checked += check_folder(buffer_string(&path), inclusion);
        } else {
            check_vector(buffer_string(&path), inclusion);
            checked++;
        }
    }
    closedir(directory);
    buffer_free(&path);
    return checked;
}

static void check_vectors(const char *name, bool inclusion)
{
    struct buffer path = {0};
    size_t checked;

    if (!test_data())
        skip();
    files_path(&path, test_data(), name);
    if (!files_exist(buffer_string(&path))) {
        buffer_free(&path);
        skip();
    }
    checked = check_folder(buffer_string(&path), inclusion);
    print_message("# %zu vectors\n", checked);
    assert_true(checked > 0);
    buffer_free(&path);
}

static void inclusion_vectors(void **state)
{
    (void)state;
    check_vectors("merkle/inclusion", true);
}

static void consistency_vectors(void **state)
{
    (void)state;
    check_vectors("merkle/consistency", false);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(trees_grow_as_defined),
    cmocka_unit_test(an_append_that_fails_changes_nothing),
    cmocka_unit_test(inclusion_proofs_verify_only_as_made),
    cmocka_unit_test(consistency_proofs_verify_only_as_made),
    cmocka_unit_test(sources_that_fail_are_reported),
    cmocka_unit_test(inclusion_vectors),
    cmocka_unit_test(consistency_vectors),
};

TEST_MAIN(tests)
