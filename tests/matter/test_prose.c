/* How much a text says and how much of it stands in another one: honest texts of one office and of
 * one case, and copies of every kind that somebody in a hurry would make. */
#include "test.h"

#include "base/buffer.h"
#include "base/files.h"
#include "matter/paths.h"
#include "matter/prose.h"

enum { LIMIT = 40, LEAST = 25 }; /* the floor's limits, reasons.overlap and .words */

static const uint8_t key[SIPHASH_KEY] = {1, 2, 3};
static const char salt[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n";
static struct arena arena;

static struct slice attached(const struct buffer *text)
{
    struct buffer all = {0};
    struct slice kept;

    buffer_text(&all, salt);
    buffer_append(&all, buffer_slice(text));
    kept = arena_copy(&arena, buffer_slice(&all));
    buffer_free(&all);
    return kept;
}

static struct prose read_bytes(const struct buffer *text)
{
    struct error error = {0};
    struct prose prose;

    if (!prose_read(attached(text), key, &arena, &prose, &error))
        fail_msg("%u:%u %s", error.line, error.column, error.message);
    return prose;
}

static struct prose read_text(const char *text)
{
    struct buffer bytes = {0};
    struct prose prose;

    buffer_text(&bytes, text);
    prose = read_bytes(&bytes);
    buffer_free(&bytes);
    return prose;
}

static unsigned overlap(const char *a, const char *b)
{
    struct prose first = read_text(a), second = read_text(b);
    unsigned there = prose_overlap(&first.phrases, &second.phrases);

    assert_int_equal(there, prose_overlap(&second.phrases, &first.phrases));
    return there;
}

static const char *file(const char *name)
{
    struct slice path = arena_format(&arena, "%s/%s", PROVISO_TEXTS, name);
    struct buffer text = {0};
    struct error error = {0};
    const char *kept;

    if (!files_read((const char *)path.data, 1 << 20, &text, &error))
        fail_msg("%s: %s", name, error.message);
    kept = (const char *)arena_copy(&arena, buffer_slice(&text)).data;
    buffer_free(&text);
    return kept;
}

static int free_arena(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* ---- honest texts ---- */

/* Applications of one office in three matters, two of them of one case, with the courts' reasons, and
 * texts of one court that quote the law in the same words. */
static const char *const honest[] = {
    "lime/facts.txt",
    "lime/facts_against.txt",
    "lime/necessity.txt",
    "lime/proportionality.txt",
    "lime/less_intrusive.txt",
    "lime/targets.0.suspicion.txt",
    "lime/sought.txt",
    "lime/third_parties.txt",
    "lime/privilege_plan.txt",
    "lime/minimisation.txt",
    "lime/notice_plan.txt",
    "lime/serious.txt",
    "lime/reasons.txt",
    "lime/approval.txt",
    "harbour/facts.txt",
    "harbour/facts_against.txt",
    "harbour/necessity.txt",
    "harbour/proportionality.txt",
    "harbour/less_intrusive.txt",
    "harbour/targets.0.suspicion.txt",
    "harbour/sought.txt",
    "harbour/third_parties.txt",
    "harbour/privilege_plan.txt",
    "harbour/minimisation.txt",
    "harbour/notice_plan.txt",
    "harbour/serious.txt",
    "harbour/reasons.txt",
    "harbour/approval.txt",
    "tower/facts.txt",
    "tower/necessity.txt",
    "tower/less_intrusive.txt",
    "tower/reasons.txt",
    "formal/reasons-orchard.txt",
    "formal/reasons-ferry.txt",
    "formal/necessity-orchard.txt",
    "formal/necessity-ferry.txt",
};

enum { HONEST = sizeof honest / sizeof *honest };

static void honest_texts_pass(void **state)
{
    unsigned pairs = 0, over_five = 0, most = 0;
    struct prose read[HONEST];

    (void)state;
    for (size_t i = 0; i < HONEST; i++) {
        read[i] = read_text(file(honest[i]));
        assert_true(read[i].different >= LEAST);
        for (size_t j = 0; j < i; j++) {
            unsigned percent = prose_overlap(&read[i].phrases, &read[j].phrases);

            if (percent > LIMIT)
                fail_msg("%s and %s: %u percent", honest[i], honest[j], percent);
            pairs++;
            over_five += percent > 5;
            most = percent > most ? percent : most;
        }
    }
    print_message("# %u honest pairs: none above %d percent, %u above 5, the most %u\n", pairs,
                  LIMIT, over_five, most);
}

/* ---- copies ---- */

/* `text` with something done to each `every`th word: its place taken by `word`, or `word` behind it.
 */
static const char *edited(const char *text, unsigned every, bool replace, const char *const *words,
                          unsigned word_count)
{
    struct buffer out = {0};
    struct slice rest = slice_text(text);
    const char *kept;

    for (unsigned i = 1; rest.size; i++) {
        size_t end = 0;
        struct slice word;

        while (end < rest.size && rest.data[end] != ' ' && rest.data[end] != '\n')
            end++;
        word = slice_part(rest, 0, end);
        rest = slice_from(rest, end + 1);
        if (i % every || !replace)
            buffer_format(&out, "%.*s ", SLICE_ARG(word));
        if (i % every == 0)
            buffer_format(&out, "%s ", words[i / every % word_count]);
    }
    kept = (const char *)arena_copy(&arena, buffer_slice(&out)).data;
    buffer_free(&out);
    return kept;
}

/* Each `find` replaced by `put`. */
static const char *exchanged(const char *text, const char *find, const char *put)
{
    struct buffer out = {0};
    const char *kept, *at;

    while ((at = strstr(text, find))) {
        buffer_format(&out, "%.*s%s", (int)(at - text), text, put);
        text = at + strlen(find);
    }
    buffer_text(&out, text);
    kept = (const char *)arena_copy(&arena, buffer_slice(&out)).data;
    buffer_free(&out);
    return kept;
}

/* The sentences from the last to the first. */
static const char *shuffled(const char *text)
{
    struct buffer out = {0};
    size_t end = strlen(text);
    const char *kept;

    for (size_t i = end; i > 0; i--) {
        if (i != 1 && !(text[i - 2] == '.' && i < end))
            continue;
        buffer_format(&out, "%.*s ", (int)(end - i + 1), text + i - 1);
        end = i - 1;
    }
    kept = (const char *)arena_copy(&arena, buffer_slice(&out)).data;
    buffer_free(&out);
    return kept;
}

static const char *const names[] = {"Quill",  "Tanner", "Osmund", "Berrick", "Wexley",
                                    "Hollin", "Marsh",  "Pavel",  "Dorn"};
static const char *const fillers[] = {"indeed", "clearly", "moreover", "thus", "evidently"};

static const char *small_edits(const char *text)
{
    static const char *const pairs[][2] = {
        {"the", "this"}, {"company", "firm"}, {"mail", "post"}, {"41", "57"}, {"August", "March"},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        text = exchanged(text, pairs[i][0], pairs[i][1]);
    return text;
}

static void copies_are_seen(void **state)
{
    (void)state;
    for (size_t i = 0; i < HONEST; i++) {
        const char *text = file(honest[i]);
        const struct {
            const char *what, *copy;
            unsigned least;
        } copies[] = {
            {"the same", text, 100},
            {"sentences the other way round", shuffled(text), 75},
            {"every eighth word another name", edited(text, 8, true, names, 9), 50},
            {"every sixth word another name", edited(text, 6, true, names, 9), LIMIT + 1},
            {"a filler after every sixth word", edited(text, 6, false, fillers, 5), 55},
            {"a filler after every fourth word", edited(text, 4, false, fillers, 5), LIMIT + 1},
            {"Cyrillic a, o, e",
             exchanged(exchanged(exchanged(text, "a", "а"), "o", "о"), "e", "е"), 100},
            {"zero-width spaces within words", exchanged(text, "e", "e\u200b"), 100},
            {"soft hyphens and accents", exchanged(text, "n", "\u00adn\u0301"), 100},
            {"fullwidth letters", exchanged(text, "t", "\uff54"), 100},
            {"mathematical letters", exchanged(text, "s", "\U0001d42c"), 100},
            {"other punctuation", exchanged(exchanged(text, ",", " — "), ".", "!"), 100},
        };

        for (size_t j = 0; j < sizeof copies / sizeof *copies; j++) {
            unsigned percent = overlap(text, copies[j].copy);

            if (percent < copies[j].least)
                fail_msg("%s, %s: %u percent", honest[i], copies[j].what, percent);
        }
    }
}

static void dates_and_amounts_make_no_other_text(void **state)
{
    const char *text = "On 3 August 2026, at 14:05, the sum of 2,300.00 left the account for the "
                       "second time within one week of the first payment.";

    (void)state;
    assert_int_equal(overlap(text, "On 17 August 2031, at 9:30, the sum of 14 left the account for "
                                   "the second time within one week of the first payment."),
                     100);
    assert_int_equal(read_text("12 34 5.6 7/8 2026-11-22").words, 1);
    assert_int_equal(read_text("٣ 12 ３ ७").words, 1);
}

static void a_copy_inside_a_long_text_is_seen(void **state)
{
    struct buffer text = {0};
    struct prose copied, longer;

    (void)state;
    for (size_t i = 0; i < HONEST; i++)
        buffer_text(&text, file(honest[i]));
    longer = read_bytes(&text);
    for (size_t i = 0; i < HONEST; i++) {
        copied = read_text(file(honest[i]));
        assert_int_equal(prose_overlap(&copied.phrases, &longer.phrases), 100);
    }
    buffer_free(&text);
}

static void the_judge_who_edits_the_application_is_seen(void **state)
{
    const char *copy = small_edits(file("lime/necessity.txt"));

    (void)state;
    assert_true(overlap(file("lime/necessity.txt"), copy) > LIMIT);
    copy = edited(shuffled(small_edits(file("lime/facts.txt"))), 9, false, fillers, 5);
    assert_true(overlap(file("lime/facts.txt"), copy) > LIMIT);
}

/* What is not seen: somebody who writes every third word anew has, for this measure, written. */
static void what_is_rewritten_is_another_text(void **state)
{
    const char *text = file("lime/proportionality.txt");

    (void)state;
    assert_true(overlap(text, edited(text, 3, true, names, 9)) < LIMIT);
}

/* ---- length ---- */

static void repeated_words_count_once(void **state)
{
    struct prose prose =
        read_text("It is necessary, necessary and again NECESSARY, n\u00e9cessary, "
                  "nec\u200bessary, n\u0435cessary: it is it is it is.");

    (void)state;
    assert_int_equal(prose.words, 16);
    assert_int_equal(prose.different, 5); /* it is necessary and again */
    prose = read_text(" \n\t.,;:!?\u2014\u200b\u00ad ");
    assert_int_equal(prose.words, 0);
    assert_int_equal(prose.phrases.count, 0);
    assert_int_equal(overlap("one two", "one two"), 0);
    assert_int_equal(overlap("one two three", "one two three"), 100);
}

static void long_rows_of_letters_are_no_word(void **state)
{
    struct buffer text = {0};

    (void)state;
    for (int i = 0; i < 1000; i++)
        buffer_text(&text, "x");
    assert_int_equal(read_bytes(&text).different, 2); /* 64 letters, and the rest */
    buffer_free(&text);
}

/* ---- scripts without spaces ---- */

static void scripts_without_spaces(void **state)
{
    static const char zh[] = "八月至十月间，该贸易公司为从未装船的货物支付了四十一张发票。每次付款"
                             "前都收到一份盖有港口仓库印章的提单，"
                             "而仓库没有任何一次交货的记录。印章上的裂痕与真印章不符。三十八份提单"
                             "是从本申请所涉邮箱发出的。";
    static const char zh_edited[] = "九月至十二月间，该运输公司为从未装船的货物支付了五十七张发票。"
                                    "每次付款前都收到一份盖有机场仓库印章的提单，"
                                    "而仓库没有任何一次交货的记录。印章上的裂痕与真印章不符。四十二"
                                    "份提单是从本申请所涉账户发出的。";
    static const char zh_other[] = "九月十五日凌晨，有人用前任管理员的密码进入港口诊所的预约系统，"
                                   "删除了一万多条预约，并留下索要钱款的文件。"
                                   "备份在四天后恢复了大部分记录，但六十二名病人错过了治疗，其中一"
                                   "人需要透析。勒索邮件来自本申请所涉邮箱。";
    static const char th[] =
        "ระหว่างเดือนสิงหาคมถึงตุลาคมบริษัทจ่ายเงินตามใบแจ้งหนี้สี่สิบเอ็ดฉบับสำหรับสินค้าที่ไม่เคยขนขึ้นเรือ"
        "คลังสินค้าไม่มีบันทึกการส่งมอบแม้แต่ครั้งเดียวและรอยร้าวบนตราประทับไม่ตรงกับของจริง";
    static const char th_edited[] =
        "ระหว่างเดือนกันยายนถึงธันวาคมบริษัทจ่ายเงินตามใบแจ้งหนี้ห้าสิบเจ็ดฉบับสำหรับสินค้าที่ไม่เคยขนขึ้นเรือ"
        "คลังสินค้าไม่มีบันทึกการส่งมอบแม้แต่ครั้งเดียวและรอยร้าวบนตราประทับไม่ตรงกับของจริง";
    static const char th_other[] =
        "คืนวันที่สิบสี่กันยายนมีผู้เข้าสู่ระบบนัดหมายของคลินิกด้วยรหัสของอดีตผู้ดูแลระบบและลบการนัดหมายนับหมื่นรายการ"
        "ผู้ป่วยหกสิบสองคนพลาดการรักษาและจดหมายเรียกค่าไถ่ถูกส่งมาจากบัญชีที่ระบุไว้ในคำขอนี้";

    (void)state;
    assert_true(read_text(zh).different >= LEAST && read_text(th).different >= LEAST);
    assert_true(overlap(zh, zh_edited) > LIMIT);
    assert_true(overlap(zh, zh_other) < LIMIT / 4);
    assert_true(overlap(th, th_edited) > LIMIT);
    assert_true(overlap(th, th_other) < LIMIT / 4);
    assert_true(read_text("必要必要必要必要必要必要必要必要").different == 2);
}

/* ---- size, form ---- */

static void long_texts_keep_an_even_sample(void **state)
{
    struct buffer text = {0}, part = {0};
    struct prose whole, half;
    uint64_t seed = 7;

    (void)state;
    for (int i = 0; i < 200000; i++) {
        seed = seed * 6364136223846793005 + 1442695040888963407;
        buffer_format(&text, "w%c%c%c%c ", 'a' + (int)(seed >> 40) % 26,
                      'a' + (int)(seed >> 45) % 26, 'a' + (int)(seed >> 50) % 26,
                      'a' + (int)(seed >> 55) % 26);
        if (i == 100000)
            buffer_append(&part, buffer_slice(&text));
    }
    assert_true(text.size > 1000000);
    whole = read_bytes(&text);
    half = read_bytes(&part);
    assert_int_equal(whole.words, 200000);
    assert_true(whole.phrases.count <= PROSE_PHRASES && whole.phrases.level > 0);
    assert_true(whole.phrases.count > PROSE_PHRASES / 3);
    assert_int_equal(prose_overlap(&whole.phrases, &half.phrases), 100);
    assert_true(prose_sample(&half.phrases) <= half.phrases.count);
    buffer_free(&text);
    buffer_free(&part);
}

/* Every script, and what later versions of Unicode may assign among them, is text. */
static void every_script_is_text(void **state)
{
    static const char *const texts[] = {
        "\xef\xa4\x80 \xed\x9f\xbb",          /* U+F900, U+D7FB: beside private use */
        "\xf0\x9f\x98\x80 \xf0\xb1\x8d\x90",  /* U+1F600, U+31350 */
        "\xe0\xb8\x81 \xe4\xb8\x80 \xcd\xb8", /* Thai, Han, U+0378, which is unassigned */
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buffer text = {0};
        struct error error = {0};
        struct prose prose;

        buffer_text(&text, texts[i]);
        if (!prose_read(attached(&text), key, &arena, &prose, &error))
            fail_msg("%zu: %s", i, error.message);
        buffer_free(&text);
    }
}

static void what_is_no_text_is_refused_with_its_place(void **state)
{
    static const struct {
        struct slice bytes;
        enum error_code code;
        uint32_t line, column;
    } cases[] = {
        {{(const uint8_t *)"a\xff", 2}, ERROR_TEXT_INVALID, 2, 2},
        {{(const uint8_t *)"first\nsec\xc3\x28", 11}, ERROR_TEXT_INVALID, 3, 4},
        {{(const uint8_t *)"\xe2\x80", 2}, ERROR_TEXT_INVALID, 2, 1},
        {{(const uint8_t *)"\xed\xa0\x80", 3}, ERROR_TEXT_INVALID, 2, 1},
        {{(const uint8_t *)"ab\0c", 4}, ERROR_TEXT_INVALID, 2, 3},
        /* U+E000, U+F8FF, U+40000, U+DFFFF, U+F0000, U+10FFFD: nobody reads them. */
        {{(const uint8_t *)"words \xee\x80\x80 words", 15}, ERROR_TEXT_INVALID, 2, 7},
        {{(const uint8_t *)"\xef\xa3\xbf", 3}, ERROR_TEXT_INVALID, 2, 1},
        {{(const uint8_t *)"\xf1\x80\x80\x80", 4}, ERROR_TEXT_INVALID, 2, 1},
        {{(const uint8_t *)"\xf3\x9f\xbf\xbf", 4}, ERROR_TEXT_INVALID, 2, 1},
        {{(const uint8_t *)"\xf3\xb0\x80\x80", 4}, ERROR_TEXT_INVALID, 2, 1},
        {{(const uint8_t *)"\xf4\x8f\xbf\xbd", 4}, ERROR_TEXT_INVALID, 2, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer text = {0};
        struct error error = {0};
        struct prose prose;

        buffer_append(&text, cases[i].bytes);
        assert_false(prose_read(attached(&text), key, &arena, &prose, &error));
        assert_int_equal(error.code, cases[i].code);
        assert_int_equal(error.line, cases[i].line);
        assert_int_equal(error.column, cases[i].column);
        assert_int_equal(prose.phrases.count, 0);
        buffer_free(&text);
    }
    {
        struct error error = {0};
        struct prose prose;

        assert_false(prose_read(SLICE("no first line"), key, &arena, &prose, &error));
        assert_int_equal(error.code, ERROR_ATTACHMENT_WRONG);
        assert_false(prose_read(SLICE(""), key, &arena, &prose, &error));
    }
}

/* Under another key a text has other hashes: an index tells nothing to whoever lacks it. */
static void hashes_are_the_keys(void **state)
{
    static const uint8_t other[SIPHASH_KEY] = {9};
    struct buffer text = {0};
    struct error error = {0};
    struct prose a, b;

    (void)state;
    buffer_text(&text, file("lime/facts.txt"));
    a = read_bytes(&text);
    assert_true(prose_read(attached(&text), other, &arena, &b, &error));
    assert_int_equal(a.phrases.count, b.phrases.count);
    assert_int_equal(prose_overlap(&a.phrases, &b.phrases), 0);
    buffer_free(&text);
}

/* The samples of two texts share about what the texts do: one in 32 of the phrases. */
static void samples_are_even(void **state)
{
    struct buffer text = {0};
    struct prose prose;
    size_t sample;

    (void)state;
    for (size_t i = 0; i < HONEST; i++)
        buffer_text(&text, file(honest[i]));
    prose = read_bytes(&text);
    sample = prose_sample(&prose.phrases);
    assert_true(sample > prose.phrases.count / 40 && sample < prose.phrases.count / 26);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(honest_texts_pass),
        cmocka_unit_test(copies_are_seen),
        cmocka_unit_test(dates_and_amounts_make_no_other_text),
        cmocka_unit_test(a_copy_inside_a_long_text_is_seen),
        cmocka_unit_test(the_judge_who_edits_the_application_is_seen),
        cmocka_unit_test(what_is_rewritten_is_another_text),
        cmocka_unit_test(repeated_words_count_once),
        cmocka_unit_test(long_rows_of_letters_are_no_word),
        cmocka_unit_test(scripts_without_spaces),
        cmocka_unit_test(long_texts_keep_an_even_sample),
        cmocka_unit_test(every_script_is_text),
        cmocka_unit_test(what_is_no_text_is_refused_with_its_place),
        cmocka_unit_test(hashes_are_the_keys),
        cmocka_unit_test(samples_are_even),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
