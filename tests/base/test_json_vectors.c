/* JSON texts by others (PROVISO_DATA/json): what must be refused is, and what may be accepted is,
 * but for the limits that we state. */
#include "test.h"

#include <dirent.h>

#include "base/files.h"
#include "base/json.h"

/* Valid JSON that Proviso refuses, and why. */
static const struct {
    const char *name;
    enum error_code code;
} limits[] = {
    /* numbers are whole: no fraction, no exponent */
    {"y_number.json", ERROR_JSON_NUMBER},
    {"y_number_0e+1.json", ERROR_JSON_NUMBER},
    {"y_number_0e1.json", ERROR_JSON_NUMBER},
    {"y_number_double_close_to_zero.json", ERROR_JSON_NUMBER},
    {"y_number_int_with_exp.json", ERROR_JSON_NUMBER},
    {"y_number_real_capital_e.json", ERROR_JSON_NUMBER},
    {"y_number_real_capital_e_neg_exp.json", ERROR_JSON_NUMBER},
    {"y_number_real_capital_e_pos_exp.json", ERROR_JSON_NUMBER},
    {"y_number_real_exponent.json", ERROR_JSON_NUMBER},
    {"y_number_real_fraction_exponent.json", ERROR_JSON_NUMBER},
    {"y_number_real_neg_exp.json", ERROR_JSON_NUMBER},
    {"y_number_real_pos_exponent.json", ERROR_JSON_NUMBER},
    {"y_number_simple_real.json", ERROR_JSON_NUMBER},
    {"y_object_extreme_numbers.json", ERROR_JSON_NUMBER},
    {"y_structure_lonely_negative_real.json", ERROR_JSON_NUMBER},
    /* no control, invisible or separator characters, no NUL, no noncharacters */
    {"y_object_escaped_null_in_key.json", ERROR_TEXT_INVALID},
    {"y_string_allowed_escapes.json", ERROR_TEXT_INVALID},
    {"y_string_escaped_control_character.json", ERROR_TEXT_INVALID},
    {"y_string_escaped_noncharacter.json", ERROR_TEXT_INVALID},
    {"y_string_last_surrogates_1_and_2.json", ERROR_TEXT_INVALID},
    {"y_string_nonCharacterInUTF-8_U+10FFFF.json", ERROR_TEXT_INVALID},
    {"y_string_nonCharacterInUTF-8_U+FFFF.json", ERROR_TEXT_INVALID},
    {"y_string_null_escape.json", ERROR_TEXT_INVALID},
    {"y_string_u+2028_line_sep.json", ERROR_TEXT_INVALID},
    {"y_string_u+2029_par_sep.json", ERROR_TEXT_INVALID},
    {"y_string_uescaped_newline.json", ERROR_TEXT_INVALID},
    {"y_string_unescaped_char_delete.json", ERROR_TEXT_INVALID},
    {"y_string_unicode_U+10FFFE_nonchar.json", ERROR_TEXT_INVALID},
    {"y_string_unicode_U+1FFFE_nonchar.json", ERROR_TEXT_INVALID},
    {"y_string_unicode_U+200B_ZERO_WIDTH_SPACE.json", ERROR_TEXT_INVALID},
    {"y_string_unicode_U+2064_invisible_plus.json", ERROR_TEXT_INVALID},
    {"y_string_unicode_U+FDD0_nonchar.json", ERROR_TEXT_INVALID},
    {"y_string_unicode_U+FFFE_nonchar.json", ERROR_TEXT_INVALID},
    {"y_string_with_del_character.json", ERROR_TEXT_INVALID},
    /* no member twice */
    {"y_object_duplicated_key.json", ERROR_JSON_DUPLICATE},
    {"y_object_duplicated_key_and_value.json", ERROR_JSON_DUPLICATE},
};

static enum error_code read_vector(const char *folder, const char *name)
{
    struct buffer path = {0}, text = {0};
    struct error error = {0};
    json_t *value = NULL;

    if (files_read(files_path(&path, folder, name), 1 << 20, &text, &error))
        value = json_strict(buffer_slice(&text), 1 << 20, 64, &error);
    json_decref(value);
    buffer_free(&path);
    buffer_free(&text);
    return value ? ERROR_NONE : error.code;
}

static enum error_code expected(const char *name)
{
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (strcmp(limits[i].name, name) == 0)
            return limits[i].code;
    return ERROR_NONE;
}

static void vectors(void **state)
{
    const char *data = test_data();
    struct buffer folder = {0};
    const struct dirent *entry;
    unsigned counts[256] = {0}, wrong = 0;
    size_t refused = 0;
    DIR *files;

    (void)state;
    if (!data)
        skip();
    files_path(&folder, data, "json");
    files = opendir(buffer_string(&folder));
    assert_non_null(files);
    while ((entry = readdir(files))) {
        const char *name = entry->d_name;
        enum error_code code;

        if (!name[0] || name[1] != '_')
            continue;
        code = read_vector(buffer_string(&folder), name);
        counts[(unsigned char)name[0]]++;
        refused += name[0] == 'y' && code != ERROR_NONE;
        if (name[0] == 'n' ? code != ERROR_NONE : name[0] == 'i' || code == expected(name))
            continue;
        print_message("# %s: %s\n", name, error_name(code));
        wrong++;
    }
    closedir(files);
    buffer_free(&folder);
    assert_int_equal(wrong, 0);
    assert_true(counts['n'] > 180 && counts['y'] > 90);
    assert_int_equal(refused, sizeof limits / sizeof *limits);
}

static int run_group(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(vectors)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(void)
{
    return test_run(run_group);
}
