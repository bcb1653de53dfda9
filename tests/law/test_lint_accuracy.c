/* Precision and recall of the lint against labels written by hand: Kenya's sections (data by
 * others), the development set and the set held out. The figures are printed as "# note:" lines. */
#include "base/files.h"
#include "base/lines.h"
#include "law/folder.h"
#include "law/lint.h"
#include "lint_maker.h"
#include "test.h"

enum { CLASSES = 5 };

static const enum lint_code classes[CLASSES] = {LINT_L1, LINT_L2, LINT_L5, LINT_L7, LINT_L8};

struct score {
    size_t right[CLASSES], extra[CLASSES], missed[CLASSES];
    size_t kinds, sections;
};

static struct slice read_whole(const char *folder, const char *name, struct arena *arena)
{
    struct buffer path = {0}, bytes = {0};
    struct error error = {0};
    struct slice text;

    assert_true(files_read(files_path(&path, folder, name), 1 << 20, &bytes, &error));
    text = arena_copy(arena, buffer_slice(&bytes));
    buffer_free(&path);
    buffer_free(&bytes);
    return text;
}

static bool has_word(struct slice list, const char *word)
{
    while (list.size) {
        size_t space = slice_find(list, 0, ' ');

        if (slice_is(slice_part(list, 0, space), word))
            return true;
        list = space == SIZE_MAX ? SLICE("") : slice_from(list, space + 1);
    }
    return false;
}

/* "section 23" is labelled "section.23". */
static const struct line_entry *label_of(const struct lines *labels, struct slice id)
{
    char key[64];
    size_t size = id.size < sizeof key ? id.size : sizeof key - 1;

    for (size_t i = 0; i < size; i++)
        key[i] = id.data[i] == ' ' ? '.' : (char)id.data[i];
    key[size] = '\0';
    return lines_entry(&labels->sections[0], key);
}

static void count_section(const struct lint_section *section, struct slice label,
                          struct score *score)
{
    score->sections++;
    score->kinds += has_word(label, lint_kind_name(section->kind));
    for (unsigned i = 0; i < CLASSES; i++) {
        bool found = lint_has(section, classes[i]);
        bool wanted = has_word(label, lint_codes[classes[i]].code);

        score->right[i] += found && wanted;
        score->extra[i] += found && !wanted;
        score->missed[i] += !found && wanted;
    }
}

static double ratio(size_t part, size_t rest)
{
    return part + rest ? (double)part / (double)(part + rest) : 1;
}

static void print_score(const char *name, const struct score *score)
{
    for (unsigned i = 0; i < CLASSES; i++)
        printf("# note: %s %s (%s): precision %.2f, recall %.2f; %zu right, %zu too many, %zu "
               "missed\n",
               name, lint_codes[classes[i]].code, lint_codes[classes[i]].title,
               ratio(score->right[i], score->extra[i]), ratio(score->right[i], score->missed[i]),
               score->right[i], score->extra[i], score->missed[i]);
    printf("# note: %s kinds of section: %zu of %zu right\n", name, score->kinds, score->sections);
}

static void check_score(const struct score *score)
{
    for (unsigned i = 0; i < CLASSES; i++) {
        assert_true(ratio(score->right[i], score->extra[i]) >= 0.8);
        assert_true(ratio(score->right[i], score->missed[i]) >= 0.8);
    }
    assert_true(ratio(score->kinds, score->sections - score->kinds) >= 0.9);
}

static void measure(const char *name, const char *text_folder, const char *text_name,
                    const char *label_name)
{
    struct arena arena = {0};
    struct lint_document document;
    struct lines labels;
    struct error error = {0};
    struct score score = {{0}, {0}, {0}, 0, 0};
    size_t labelled = 0;

    assert_true(lines_parse(read_whole(LINT_LABELS, label_name, &arena), &arena, &labels, &error));
    assert_true(maker_lint(read_whole(text_folder, text_name, &arena), &arena, &document, &error));
    for (size_t i = 0; i < document.count; i++) {
        const struct line_entry *label = label_of(&labels, document.sections[i].id);

        assert_non_null(label);
        labelled++;
        count_section(&document.sections[i], label->value, &score);
    }
    assert_int_equal(labelled, labels.sections[0].count);
    print_score(name, &score);
    check_score(&score);
    arena_free(&arena);
}

static void test_kenya(void **state)
{
    char folder[4096];

    (void)state;
    if (!test_data())
        skip();
    snprintf(folder, sizeof folder, "%s/law", test_data());
    measure("Kenya", folder, "kenya-cmca-2018.txt", "kenya.labels");
}

static void test_development(void **state)
{
    (void)state;
    measure("development set", LINT_LABELS "/lint", "dev.txt", "lint/dev.labels");
}

static void test_held_out(void **state)
{
    (void)state;
    measure("held out", LINT_LABELS "/lint", "holdout.txt", "lint/holdout.labels");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_kenya),
    cmocka_unit_test(test_development),
    cmocka_unit_test(test_held_out),
};

TEST_MAIN(tests)
