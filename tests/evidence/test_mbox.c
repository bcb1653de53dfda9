/* Cutting an mbox: markers, dialects, damage, and that windows do not matter. */
#include "test.h"

#include <jansson.h>

#include "base/files.h"
#include "base/memory.h"
#include "evidence.h"
#include "evidence/marker.h"

struct cuts {
    struct mbox_record records[4096];
    size_t count;
};

static bool keep(void *context, const struct mbox_record *record)
{
    struct cuts *cuts = context;

    assert_true(cuts->count < 4096);
    cuts->records[cuts->count++] = *record;
    return true;
}

/* Reads `bytes` with windows of `size` bytes, each in memory of its own size so that a sanitizer
 * sees reads past it. */
static uint64_t cut(struct slice bytes, size_t size, struct cuts *cuts)
{
    struct mbox mbox;
    size_t at = 0;

    cuts->count = 0;
    mbox_start(&mbox);
    for (;;) {
        struct slice part = slice_part(bytes, at, size);
        bool final = at + part.size == bytes.size;
        uint8_t *window = memory_take(part.size + 1);
        size_t used;

        if (part.size)
            memcpy(window, part.data, part.size);
        used = mbox_read(&mbox, slice_of(window, part.size), final, keep, cuts);
        free(window);
        assert_true(used <= part.size);
        at += used;
        if (final)
            break;
        assert_true(used > 0);
    }
    assert_int_equal(at, bytes.size);
    return mbox.markers;
}

/* The records follow each other and are all of the input. */
static void assert_partition(const struct cuts *cuts, size_t size)
{
    uint64_t at = 0;

    for (size_t i = 0; i < cuts->count; i++) {
        assert_int_equal(cuts->records[i].offset, at);
        assert_true(cuts->records[i].size > 0);
        at += cuts->records[i].size;
    }
    assert_int_equal(at, size);
}

static void test_markers(void **state)
{
    static const struct {
        const char *line;
        instant received; /* 0: none */
    } lines[] = {
        {"From a@b Thu Jan  1 00:00:01 1970", 1},
        {"From a@b Mon Jun  1 12:00:00 2026", 1780315200},
        {"From a@b Mon Jun 01 12:00:00 2026", 1780315200},
        {"From a@b Mon Jun 1 12:00:00 2026", 1780315200},
        {"From a@b  Mon Jun  1 12:00:00 2026", 1780315200},
        {"From a@b Mon Jun  1 14:00:00 2026 +0200", 1780315200},
        {"From 1545@xxx Mon Jun 01 12:00:00 +0000 2026", 1780315200},
        {"From a@b Mon Jun  1 12:00:00 UTC 2026", 1780315200},
        {"From a@b Mon Jun  1 12:00:00 2026 GMT", 1780315200},
        {"From MAILER-DAEMON Tue Feb 29 23:59:59 2028", 1835481599},
        {"From a@b Tue Jun  1 12:00:00 2026", 0},
        {"From a@b Mon Jun  1 12:00:60 2026", 0},
        {"From a@b Mon Jun  1 24:00:00 2026", 0},
        {"From a@b Mon Jun 31 12:00:00 2026", 0},
        {"From a@b Sun Feb 29 12:00:00 2026", 0},
        {"From a@b Mon Jun  1 12:00 2026", 0},
        {"From a@b Mon Jun  1 12:00:00 26", 0},
        {"From a@b Mon Jun  1 12:00:00 2026 -0000", 0},
        {"From a@b Mon Jun  1 12:00:00 2026 +2500", 0},
        {"From a@b Mon Jun  1 12:00:00 2026 EST", 0},
        {"From a@b Mon Jun  1 12:00:00 +0000 2026 +0100", 0},
        {"From a@b Mon Jun  1 12:00:00 2026 remote from x", 0},
        {"From a@b Mon, 1 Jun 2026 12:00:00", 0},
        {"From a b Mon Jun  1 12:00:00 2026", 0},
        {"From - Mon Jun  1 12:00:00 2026", 0},
        {"From Mon Jun  1 12:00:00 2026", 0},
        {"From -", 0},
        {"From ", 0},
        {"From Russia with love", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        instant received = 0;
        bool dated = marker_parse(slice_text(lines[i].line), &received);

        if (dated != (lines[i].received != 0) || (dated && received != lines[i].received))
            fail_msg("%s: %d %lld", lines[i].line, dated, (long long)received);
    }
}

#define MARK "From a@b.example Mon Jun  1 12:00:00 2026\n"
#define HEAD "From: x@y.example\nSubject: s\n"

static const struct {
    const char *what;
    const char *bytes;
    enum reason doubts[4]; /* of the records in order, up to REASON_COUNT */
} cases[] = {
    {"two", MARK HEAD "\nhello\n\n" MARK HEAD "\nbye\n", {0, 0, REASON_COUNT}},
    {"no Date field needed", MARK "Subject: s\n\nx\n", {0, REASON_COUNT}},
    {"CRLF",
     "From a@b Mon Jun  1 12:00:00 2026\r\nA: b\r\n\r\nx\r\n\r\n"
     "From a@b Mon Jun  1 12:00:00 2026\r\nA: b\r\n\r\nx\r\n",
     {0, 0, REASON_COUNT}},
    {"false From in the body",
     MARK HEAD "\nhello\n\nFrom Russia with love\n\n" MARK HEAD "\nbye\n",
     {REASON_MARKER, REASON_MARKER, 0, REASON_COUNT}},
    {"false From without an empty line",
     MARK HEAD "\nhello\nFrom me to you\n\n" MARK HEAD "\nbye\n",
     {REASON_MARKER, REASON_MARKER, 0, REASON_COUNT}},
    {"marker without an empty line before it",
     MARK HEAD "\nhello\n" MARK HEAD "\nbye\n",
     {REASON_MARKER, REASON_MARKER, REASON_COUNT}},
    {"marker with no field behind it",
     MARK HEAD "\nhello\n\n" MARK "no field\n\nbye\n",
     {REASON_MARKER, REASON_MARKER, REASON_COUNT}},
    {"quoted", MARK HEAD "\nhello\n\n>From me\n>>From x\n", {0, REASON_COUNT}},
    {"before the first", "junk\n\n" MARK HEAD "\nhello\n", {REASON_BEFORE_FIRST, 0, REASON_COUNT}},
    {"Thunderbird",
     "From - Mon Jun  1 12:00:00 2026\n" HEAD "\nx\n",
     {REASON_MARKER, REASON_COUNT}},
    {"truncated", MARK HEAD "\nhel", {REASON_TRUNCATED, REASON_COUNT}},
    {"right length",
     MARK "Content-Length: 6\n\nhello\n\n" MARK HEAD "\nbye\n",
     {0, 0, REASON_COUNT}},
    {"right length with the empty line",
     MARK "Content-Length: 7\n\nhello\n\n" MARK HEAD "\nbye\n",
     {0, 0, REASON_COUNT}},
    {"length too short",
     MARK "Content-Length: 4\n\nhello\n\n" MARK HEAD "\nbye\n",
     {REASON_MARKER, REASON_MARKER, REASON_COUNT}},
    {"length too long",
     MARK "Content-Length: 20\n\nhello\n\n" MARK HEAD "\nbye\n",
     {REASON_MARKER, REASON_MARKER, REASON_COUNT}},
    {"length over two markers",
     MARK "Content-Length: 120\n\nhello\n\n" MARK HEAD "\n\n" MARK HEAD "\nbye\n",
     {REASON_MARKER, REASON_MARKER, REASON_MARKER, REASON_COUNT}},
    {"length that is no number",
     MARK "Content-Length: six\n\nhello\n\n" MARK HEAD "\nbye\n",
     {REASON_MARKER, REASON_MARKER, REASON_COUNT}},
    {"length twice",
     MARK "Content-Length: 6\nContent-length: 6\n\nhello\n\n" MARK HEAD "\nbye\n",
     {REASON_MARKER, REASON_MARKER, REASON_COUNT}},
    {"length past the end", MARK "Content-Length: 60\n\nhello\n", {REASON_MARKER, REASON_COUNT}},
    {"a From line in the length's body",
     MARK "Content-Length: 48\n\n\n" MARK "a:b\n\n" MARK HEAD "\nbye\n",
     {REASON_MARKER, REASON_MARKER, 0, REASON_COUNT}},
    {"marker in the header",
     MARK "Subject: s\n" MARK HEAD "\nbye\n",
     {REASON_MARKER, REASON_MARKER, REASON_COUNT}},
};

static void test_dialects(void **state)
{
    static struct cuts cuts;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice bytes = slice_text(cases[i].bytes);
        size_t count = 0;

        cut(bytes, SIZE_MAX, &cuts);
        assert_partition(&cuts, bytes.size);
        for (; cases[i].doubts[count] != REASON_COUNT; count++)
            if (count >= cuts.count || cuts.records[count].doubt != cases[i].doubts[count])
                fail_msg("%s: record %zu of %zu: %s", cases[i].what, count, cuts.count,
                         count < cuts.count ? reason_name(cuts.records[count].doubt) : "-");
        if (count != cuts.count)
            fail_msg("%s: %zu records", cases[i].what, cuts.count);
    }
}

static void test_not_mail(void **state)
{
    static struct cuts cuts;

    (void)state;
    assert_int_equal(cut(SLICE("just text\nFrom here to there\nend\n"), SIZE_MAX, &cuts), 0);
    assert_int_equal(cut(SLICE("\0\1\2\3"), SIZE_MAX, &cuts), 0);
    assert_int_equal(cut(SLICE("\nFrom Russia with love\nno field here\n"), SIZE_MAX, &cuts), 0);
}

static void test_huge_line(void **state)
{
    static struct cuts cuts;
    struct buffer bytes = {0};
    size_t size = 40 << 20;

    (void)state;
    buffer_text(&bytes, MARK "X: ");
    memset(buffer_reserve(&bytes, size), 'a', size);
    bytes.size += size;
    buffer_text(&bytes, "\n\n\n" MARK HEAD "\nx\n");
    cut(buffer_slice(&bytes), 1 << 20, &cuts);
    assert_partition(&cuts, bytes.size);
    assert_int_equal(cuts.count, 2);
    assert_int_equal(cuts.records[0].doubt, REASON_OVERSIZE);
    assert_int_equal(cuts.records[1].doubt, REASON_NONE);
    buffer_free(&bytes);
}

/* Pieces that make trouble together. */
static const char *const fragments[] = {
    MARK HEAD "\nhello\n\n",
    MARK HEAD "\nhello\n\n",
    MARK HEAD "\nbye\n\n",
    MARK "Content-Length: 6\n\nhello\n\n",
    MARK,
    MARK,
    MARK,
    HEAD,
    HEAD,
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "From ",
    "From - \n",
    "From x\n",
    ">From a@b\n",
    "Content-Length: 10\n",
    "Content-Length: 4000\n",
    "content-length:",
    "text\n",
    "text",
    "F",
    "Fro",
    "\n\nF",
    "a: b\n",
    "From a@b.example Mon Jun  1 12:00:00 2026\r\n",
    "From a@b.example Mon Jul  6 12:00:00 2026 +0100\n",
    "\xef\xbb\xbf",
    "\t x\n",
};

static uint32_t draw(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

static void make_random(uint32_t seed, struct buffer *out)
{
    uint32_t state = seed;
    uint32_t count = draw(&state) % 60;
    uint32_t filler = draw(&state) % 40;

    buffer_clear(out);
    for (uint32_t i = 0; i < count; i++) {
        buffer_text(out, fragments[draw(&state) % (sizeof fragments / sizeof *fragments)]);
        if (filler == 0 && draw(&state) % 4 == 0)
            for (uint32_t k = draw(&state) % 1500; k > 0; k--)
                buffer_byte(out, (uint8_t) "ab \n"[draw(&state) % 4]);
    }
}

static void test_windows_do_not_matter(void **state)
{
    static const size_t sizes[] = {1025, 1031, 1100, 1500, 2048, 5000};
    static struct cuts whole, parts;
    struct buffer bytes = {0};

    (void)state;
    for (uint32_t seed = 1; seed < 4000; seed++) {
        make_random(seed, &bytes);
        cut(buffer_slice(&bytes), SIZE_MAX, &whole);
        assert_partition(&whole, bytes.size);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            cut(buffer_slice(&bytes), sizes[i], &parts);
            assert_int_equal(parts.count, whole.count);
            assert_memory_equal(parts.records, whole.records, whole.count * sizeof *whole.records);
        }
    }
    buffer_free(&bytes);
}

/* What the first reader is sure of, the second is too, and of nothing else. */
static void test_readers_agree(void **state)
{
    static struct cuts cuts;
    struct evidence evidence;
    struct buffer bytes = {0};
    size_t released = 0;

    (void)state;
    evidence_start(&evidence);
    for (uint32_t seed = 1; seed < 4000; seed++) {
        make_random(seed, &bytes);
        cut(buffer_slice(&bytes), SIZE_MAX, &cuts);
        for (size_t i = 0; i < cuts.count; i++) {
            struct slice record =
                slice_part(buffer_slice(&bytes), cuts.records[i].offset, cuts.records[i].size);
            size_t end = cuts.records[i].offset + cuts.records[i].size;
            size_t before = cuts.records[i].offset < 3 ? cuts.records[i].offset : 3;
            struct second_context context = {
                slice_part(buffer_slice(&bytes), cuts.records[i].offset - before, before),
                slice_part(buffer_slice(&bytes), end, 1024)};
            size_t line = slice_find(record, 0, '\n') + 1;

            if (cuts.records[i].doubt != REASON_NONE ||
                !span_time(&evidence.span, cuts.records[i].received) ||
                evidence_judge(&evidence, slice_from(record, line)) != REASON_NONE)
                continue;
            released++;
            if (!second_releases_mail(evidence.second, &evidence.span, record, &context))
                fail_msg("seed %u, record %zu: %.*s", seed, i, SLICE_ARG(record));
        }
    }
    assert_true(released > 100);
    buffer_free(&bytes);
    evidence_end(&evidence);
}

/* The offsets that others found in their mailboxes. */
static void check_offsets(const char *name)
{
    static struct cuts cuts;
    struct buffer path = {0}, bytes = {0};
    struct error error = {0};
    json_t *expected;

    buffer_format(&path, "%s/mail/mbox/%s.mbox.txt", test_data(), name);
    assert_true(files_read(buffer_string(&path), 1 << 24, &bytes, &error));
    buffer_clear(&path);
    buffer_format(&path, "%s/mail/mbox/%s.unix-offsets.json", test_data(), name);
    expected = json_load_file(buffer_string(&path), 0, NULL);
    assert_non_null(expected);
    cut(buffer_slice(&bytes), 4096, &cuts);
    assert_int_equal(cuts.count, json_array_size(expected));
    for (size_t i = 0; i < cuts.count; i++) {
        json_t *offset = json_object_get(json_array_get(expected, i), "mboxMarkerOffset");

        assert_int_equal(cuts.records[i].offset, json_integer_value(offset));
        assert_int_equal(cuts.records[i].doubt, REASON_MARKER);
    }
    json_decref(expected);
    buffer_free(&path);
    buffer_free(&bytes);
}

static void test_offsets_of_others(void **state)
{
    (void)state;
    if (!test_data())
        skip();
    check_offsets("content-length");
    check_offsets("issue1189");
}

static int run_group(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_markers),
        cmocka_unit_test(test_dialects),
        cmocka_unit_test(test_not_mail),
        cmocka_unit_test(test_huge_line),
        cmocka_unit_test(test_windows_do_not_matter),
        cmocka_unit_test(test_readers_agree),
        cmocka_unit_test(test_offsets_of_others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(void)
{
    return test_run(run_group);
}
