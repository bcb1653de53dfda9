#include "test.h"

#include "ledger/merkle.h"
#include "ledger/tile.h"

static void paths_have_one_spelling(void **state)
{
    static const struct {
        struct tile tile;
        const char *path;
    } cases[] = {
        {{false, 0, 0, 256}, "tile/0/000"},
        {{false, 0, 1234067, 256}, "tile/0/x001/x234/067"},
        {{false, 3, 999, 7}, "tile/3/999.p/7"},
        {{false, 1, 1000, 255}, "tile/1/x001/000.p/255"},
        {{true, 0, 67, 5}, "tile/entries/067.p/5"},
        {{true, 0, 1234067, 256}, "tile/entries/x001/x234/067"},
        {{false, 7, UINT64_MAX, 1}, "tile/7/x018/x446/x744/x073/x709/x551/615.p/1"},
    };
    static const char *const bad[] = {
        "",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001",
        "tile/0/x001/",
        "tile/0/x001/x002",
        "/tile/0/001",
        "tile/8/001",
        "tile/00/001",
        "tile/-1/001",
        "tile/0/001.p/0",
        "tile/0/001.p/256",
        "tile/0/001.p/01",
        "tile/0/001.p/",
        "tile/0/001.p/1/",
        "tile/0/001.P/1",
        "tile/0/001/",
        "tile/0/../001",
        "tile/entries/x018/x446/x744/x073/x709/x551/616",
        "tile/entries/x999/x446/x744/x073/x709/x551/616",
        "tile/entries/x001/x000/x000/x000/x000/x000/x000/000",
        "tile/data/001",
        "checkpoint",
    };
    char path[TILE_PATH];
    struct error error = {0};
    struct tile tile;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(tile_path(cases[i].tile, path), cases[i].path);
        assert_true(tile_parse_path(slice_text(path), &tile, &error));
        assert_true(tile.entries == cases[i].tile.entries && tile.level == cases[i].tile.level &&
                    tile.index == cases[i].tile.index && tile.width == cases[i].tile.width);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(tile_parse_path(slice_text(bad[i]), &tile, &error));
        assert_int_equal(error.code, ERROR_TILE_FORMAT);
    }
}

static void widths_follow_the_size(void **state)
{
    (void)state;
    assert_int_equal(tile_width(0, 0, 0), 0);
    assert_int_equal(tile_width(0, 0, 1), 1);
    assert_int_equal(tile_width(0, 0, 256), 256);
    assert_int_equal(tile_width(0, 1, 256), 0);
    assert_int_equal(tile_width(0, 1, 257), 1);
    assert_int_equal(tile_width(1, 0, 255), 0);
    assert_int_equal(tile_width(1, 0, 70000), 256);
    assert_int_equal(tile_width(1, 1, 70000), 70000 / 256 - 256);
    assert_int_equal(tile_width(2, 0, 70000), 1);
    assert_int_equal(tile_width(7, 0, INT64_MAX), 127);
    assert_int_equal(tile_width(0, UINT64_MAX, 70000), 0);
}

/* Against the definition: a tile changed where its width did. */
static void changes_are_complete(void **state)
{
    static const uint64_t sizes[] = {0,   1,   2,     255,   256,   257,  511,
                                     512, 600, 65535, 65536, 65537, 66000};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++) {
            struct tile_changes changes = tile_changes_start(sizes[i], sizes[j]);
            struct tile tile = {0};
            bool more = tile_changes_next(&changes, &tile);

            for (unsigned row = 0; row <= TILE_LEVELS && sizes[j] > sizes[i]; row++) {
                unsigned level = row == 0 ? 0 : row - 1;

                for (uint64_t index = 0; tile_width(level, index, sizes[j]) > 0; index++) {
                    unsigned width = tile_width(level, index, sizes[j]);

                    if (width == tile_width(level, index, sizes[i]))
                        continue;
                    assert_true(more);
                    assert_true(tile.entries == (row == 0) && tile.level == level &&
                                tile.index == index && tile.width == width);
                    more = tile_changes_next(&changes, &tile);
                }
            }
            assert_false(more);
            assert_false(tile_changes_next(&changes, &tile));
        }
    }
}

enum { LEAVES = 70000 };

/* Serves subtrees out of tiles that are computed from the leaves. */
struct ledger {
    struct digest *leaves;
    uint64_t size;
};

static bool fetch(void *context, unsigned level, uint64_t index, struct digest *out,
                  struct error *error)
{
    struct ledger *ledger = context;
    struct tile_position position;
    struct digest hashes[TILE_WIDTH];
    uint64_t each;

    if (!tile_find_node(level, index, ledger->size, &position, error))
        return false;
    each = UINT64_C(1) << (TILE_HEIGHT * position.tile.level);
    for (unsigned i = 0; i < position.tile.width; i++)
        hashes[i] =
            merkle_root_of(ledger->leaves + (position.tile.index * TILE_WIDTH + i) * each, each);
    return tile_read_node(&position, slice_of(hashes, position.tile.width * sizeof *hashes), out,
                          error);
}

static void proofs_come_from_tiles(void **state)
{
    struct ledger ledger = {calloc(LEAVES, sizeof *ledger.leaves), LEAVES};
    struct merkle_source source = {fetch, &ledger};
    struct digest proof[MERKLE_CONSISTENCY_LIMIT], root, old_root;
    static const uint64_t indices[] = {1, 255, 256, 65535, 65536, 69999};
    struct error error = {0};
    size_t count;

    (void)state;
    for (uint32_t i = 0; i < LEAVES; i++)
        ledger.leaves[i] = merkle_leaf(slice_of(&i, sizeof i));
    root = merkle_root_of(ledger.leaves, LEAVES);
    for (size_t i = 0; i < sizeof indices / sizeof *indices; i++) {
        uint64_t index = indices[i];

        assert_true(merkle_prove_inclusion(&source, index, LEAVES, proof, &count, &error));
        assert_true(merkle_verify_inclusion(index, LEAVES, ledger.leaves[index], proof, count, root,
                                            &error));
        old_root = merkle_root_of(ledger.leaves, index);
        assert_true(merkle_prove_consistency(&source, index, LEAVES, proof, &count, &error));
        assert_true(merkle_verify_consistency(index, LEAVES, old_root, root, proof, count, &error));
    }
    free(ledger.leaves);
}

static void positions_are_checked(void **state)
{
    struct tile_position position;
    struct error error = {0};
    struct digest hashes[3] = {{{1}}, {{2}}, {{3}}}, out;

    (void)state;
    assert_false(tile_find_node(0, 3, 3, &position, &error));
    assert_false(tile_find_node(1, 1, 3, &position, &error));
    assert_false(tile_find_node(64, 0, UINT64_MAX, &position, &error));
    assert_int_equal(error.code, ERROR_TILE_FORMAT);
    assert_true(tile_find_node(1, 0, 3, &position, &error));
    assert_int_equal(position.count, 2);
    assert_int_equal(position.tile.width, 3);
    assert_true(tile_read_node(&position, slice_of(hashes, 96), &out, &error));
    assert_true(digest_equal(out, merkle_node(hashes[0], hashes[1])));
    assert_false(tile_read_node(&position, slice_of(hashes, 64), &out, &error));
    assert_false(tile_read_node(&position, slice_of(hashes, 95), &out, &error));
    assert_int_equal(error.code, ERROR_TILE_FORMAT);
    position.offset = 2;
    assert_false(tile_read_node(&position, slice_of(hashes, 96), &out, &error));
}

static void bundles_round_trip(void **state)
{
    static const uint8_t large[65536] = {0};
    struct buffer bundle = {0};
    struct error error = {0};
    struct slice rest, entry;

    (void)state;
    assert_true(bundle_append(&bundle, SLICE("first"), &error));
    assert_true(bundle_append(&bundle, SLICE(""), &error));
    assert_true(bundle_append(&bundle, slice_of(large, 65535), &error));
    assert_false(bundle_append(&bundle, slice_of(large, 65536), &error));
    rest = buffer_slice(&bundle);
    assert_true(bundle_next(&rest, &entry));
    assert_true(slice_is(entry, "first"));
    assert_true(bundle_next(&rest, &entry));
    assert_int_equal(entry.size, 0);
    assert_true(bundle_next(&rest, &entry));
    assert_int_equal(entry.size, 65535);
    assert_false(bundle_next(&rest, &entry));
    assert_int_equal(rest.size, 0);
    for (size_t size = 1; size < 7; size++) {
        rest = slice_of(bundle.data, size);
        assert_false(bundle_next(&rest, &entry));
        assert_int_equal(rest.size, size);
    }
    buffer_free(&bundle);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(paths_have_one_spelling), cmocka_unit_test(widths_follow_the_size),
    cmocka_unit_test(changes_are_complete),    cmocka_unit_test(proofs_come_from_tiles),
    cmocka_unit_test(positions_are_checked),   cmocka_unit_test(bundles_round_trip),
};

TEST_MAIN(tests)
