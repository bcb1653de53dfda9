/* JSON Lines: what is in scope, what is in doubt, and names behind escapes. */
#include "test.h"

#include "evidence.h"

#define IN "\"account\":\"box@provider.example\",\"received\":\"2026-06-15T12:00:00Z\""

static const struct json_names names = {{(const uint8_t *)"account", 7},
                                        {(const uint8_t *)"received", 8}};

static enum reason scope_of(struct evidence *evidence, struct slice line)
{
    return json_line_scope(line, &names, &evidence->span);
}

static bool second_says(struct evidence *evidence, struct slice line)
{
    return second_releases_json(evidence->second, &evidence->span, line, "account", "received");
}

static const struct {
    enum reason reason;
    const char *line;
} lines[] = {
    {REASON_NONE, "{" IN "}\n"},
    {REASON_NONE, " {\t" IN " } \r\n"},
    {REASON_NONE, "{" IN ",\"x\":[1,-0.5e+7,0,true,false,null,{},[],{\"a\":{\"a\":1}}]}\n"},
    {REASON_NONE, "{\"acc\\u006funt\":\"box@provider.example\",\"received\":"
                  "\"2026-06-15T12:00:00Z\"}\n"},
    {REASON_NONE, "{\"account\":\"box@PROVIDER.example\",\"received\":\"2026-06-01T00:00:00Z\"}\n"},
    {REASON_NONE, "{\"account\":\"box@provider.example\",\"received\":"
                  "\"2026-06-30T23:59:59.999999999Z\"}\n"},
    {REASON_OUT_OF_SCOPE,
     "{\"account\":\"box@provider.example\",\"received\":\"2026-07-01T00:00:00Z\"}\n"},
    {REASON_OUT_OF_SCOPE,
     "{\"account\":\"box@provider.example\",\"received\":\"2026-05-31T23:59:59.9Z\"}\n"},
    {REASON_OUT_OF_SCOPE,
     "{\"account\":\"other@provider.example\",\"received\":\"2026-06-15T12:00:00Z\"}\n"},
    {REASON_ACCOUNT,
     "{\"account\":\"Box@provider.example\",\"received\":\"2026-06-15T12:00:00Z\"}\n"},
    {REASON_ACCOUNT, "{\"account\":\"box+x@provider.example\",\"received\":"
                     "\"2026-06-15T12:00:00Z\"}\n"},
    {REASON_ACCOUNT, "{\"account\":\" box@provider.example\",\"received\":"
                     "\"2026-06-15T12:00:00Z\"}\n"},
    {REASON_ACCOUNT, "{\"account\":\"box\",\"received\":\"2026-06-15T12:00:00Z\"}\n"},
    {REASON_ACCOUNT, "{\"account\":null,\"received\":\"2026-06-15T12:00:00Z\"}\n"},
    {REASON_ACCOUNT, "{\"received\":\"2026-06-15T12:00:00Z\"}\n"},
    {REASON_RECEIVED, "{\"account\":\"box@provider.example\"}\n"},
    {REASON_RECEIVED, "{\"account\":\"box@provider.example\",\"received\":1750000000}\n"},
    {REASON_RECEIVED,
     "{\"account\":\"box@provider.example\",\"received\":\"2026-06-15 12:00:00Z\"}\n"},
    {REASON_RECEIVED,
     "{\"account\":\"box@provider.example\",\"received\":\"2026-06-15T12:00:00+00:00\"}\n"},
    {REASON_RECEIVED,
     "{\"account\":\"box@provider.example\",\"received\":\"2026-06-31T12:00:00Z\"}\n"},
    {REASON_RECEIVED,
     "{\"account\":\"box@provider.example\",\"received\":\"2026-06-15T12:00:60Z\"}\n"},
    {REASON_RECEIVED,
     "{\"account\":\"box@provider.example\",\"received\":\"2026-06-15T12:00:00.Z\"}\n"},
    {REASON_RECEIVED, "{\"a\":{" IN "}}\n"},
    {REASON_TRUNCATED, "{" IN "}"},
    {REASON_JSON, "{" IN ",\"account\":\"box@provider.example\"}\n"},
    {REASON_JSON, "{" IN ",\"\\u0061ccount\":\"x\"}\n"},
    {REASON_JSON, "{" IN ",\"a\":{\"b\":1,\"b\":2}}\n"},
    {REASON_JSON, "{" IN ",\"a\":1,}\n"},
    {REASON_JSON, "{" IN ",\"a\":01}\n"},
    {REASON_JSON, "{" IN ",\"a\":1.}\n"},
    {REASON_JSON, "{" IN ",\"a\":+1}\n"},
    {REASON_JSON, "{" IN ",\"a\":[1,]}\n"},
    {REASON_JSON, "{" IN ",\"a\":NaN}\n"},
    {REASON_JSON, "{" IN ",\"a\":\"\\x\"}\n"},
    {REASON_JSON, "{" IN ",\"a\":\"\\ud800\"}\n"},
    {REASON_JSON, "{" IN ",\"a\":\"\\udc00\\ud800\"}\n"},
    {REASON_JSON, "{" IN ",\"a\":\"\t\"}\n"},
    {REASON_JSON, "{" IN ",\"a\":\"\xff\"}\n"},
    {REASON_JSON, "{" IN ",\"a\":\"\xc0\x80\"}\n"},
    {REASON_JSON, "{" IN ",\"a\":\"\xed\xa0\x80\"}\n"},
    {REASON_JSON, "{" IN "} x\n"},
    {REASON_JSON, "{" IN "}{}\n"},
    {REASON_JSON, "{" IN "\n"},
    {REASON_JSON, "[" IN "]\n"},
    {REASON_JSON, "\xef\xbb\xbf{" IN "}\n"},
    {REASON_JSON, "\n"},
    {REASON_JSON, "// {" IN "}\n"},
    {REASON_JSON, "{'account':'box@provider.example'}\n"},
};

static void test_scope(void **state)
{
    struct evidence evidence;

    (void)state;
    evidence_start(&evidence);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct slice line = slice_text(lines[i].line);

        if (scope_of(&evidence, line) != lines[i].reason)
            fail_msg("%s: %s", lines[i].line, reason_name(scope_of(&evidence, line)));
        if (second_says(&evidence, line) != (lines[i].reason == REASON_NONE))
            fail_msg("the second reader differs: %s", lines[i].line);
    }
    evidence_end(&evidence);
}

static void test_depth_and_members_are_bounded(void **state)
{
    struct evidence evidence;
    struct buffer line = {0};

    (void)state;
    evidence_start(&evidence);
    buffer_text(&line, "{" IN ",\"a\":");
    for (int i = 0; i < 100000; i++)
        buffer_byte(&line, '[');
    assert_int_equal(scope_of(&evidence, buffer_slice(&line)), REASON_JSON);
    assert_false(second_says(&evidence, buffer_slice(&line)));
    buffer_clear(&line);
    buffer_text(&line, "{" IN);
    for (int i = 0; i < 2000; i++)
        buffer_format(&line, ",\"m%d\":1", i);
    buffer_text(&line, "}\n");
    assert_int_equal(scope_of(&evidence, buffer_slice(&line)), REASON_JSON);
    assert_false(second_says(&evidence, buffer_slice(&line)));
    buffer_free(&line);
    evidence_end(&evidence);
}

static const char *const listed[] = {
    "{" IN ",\"to\":\"ann@law.example\"}\n",
    "{" IN ",\"to\":\"ann\\u0040law.example\"}\n",
    "{" IN ",\"to\":\"\\u0061nn@l\\u0061w.example\"}\n",
    "{" IN ",\"ann@law.example\":1}\n",
    "{" IN ",\"ann\\u0040law\\u002eexample\":{\"x\":[]}}\n",
    "{" IN ",\"to\":[[{\"x\":\"Ann <ANN@LAW.EXAMPLE>\"}]]}\n",
    "{" IN ",\"to\":\"\\\"ann\\\"@law.example\"}\n",
    "{" IN ",\"body\":\"hi\\nann@law.example\\n\"}\n",
    "{" IN ",\"body\":\"ann&#64;law.example\"}\n",
    "{" IN ",\"body\":\"x%3dann%40law.example\"}\n",
    "{" IN ",\"body\":\"https:\\/\\/www.chambers.example\\/\"}\n",
    "{" IN ",\"to\":\"x@b\xc3\xbc"
    "cher-anwalt.example\"}\n",
    "{" IN ",\"to\":\"x@b\\u00fccher-anwalt.example\"}\n",
};

static const char *const listed_first[] = {
    "{" IN ",\"raw\":\"d3JpdGUgdG8gYW5uQGxhdy5leGFtcGxlIHBsZWFzZQo=\"}\n",
    "{" IN ",\"raw\":\"Subject: s\\nContent-Transfer-Encoding: base64\\n\\nYW5uQGxhdy5leGFtcGxl\\n"
    "\"}\n",
    "{" IN ",\"body\":\"see 1=2, ann=40law=\\r\\n=2Eexample\"}\n",
};

static enum reason judge(struct evidence *evidence, const char *line)
{
    json_line_judge(&evidence->message, slice_text(line));
    return evidence->message.views.found.listed ? REASON_LISTED
                                                : evidence->message.views.found.doubt;
}

static void test_hidden_names_are_found(void **state)
{
    struct evidence evidence;

    (void)state;
    evidence_start(&evidence);
    for (size_t i = 0; i < sizeof listed / sizeof *listed; i++) {
        assert_int_equal(scope_of(&evidence, slice_text(listed[i])), REASON_NONE);
        if (judge(&evidence, listed[i]) != REASON_LISTED)
            fail_msg("not found: %s", listed[i]);
        if (second_says(&evidence, slice_text(listed[i])))
            fail_msg("not found by the second reader: %s", listed[i]);
    }
    for (size_t i = 0; i < sizeof listed_first / sizeof *listed_first; i++)
        if (judge(&evidence, listed_first[i]) != REASON_LISTED)
            fail_msg("not found: %s", listed_first[i]);
    assert_int_equal(judge(&evidence, "{" IN ",\"b\":\"hello\\n\",\"id\":\"QmFzZTY0IHRleHQ=\"}\n"),
                     REASON_NONE);
    assert_int_equal(judge(&evidence, "{" IN ",\"b\":\"a\\u0000b\"}\n"), REASON_NUL);
    evidence_end(&evidence);
}

struct seen {
    uint64_t next;
    uint64_t lines;
};

static bool see(void *context, uint64_t offset, struct slice line)
{
    struct seen *seen = context;

    assert_int_equal(offset, seen->next);
    seen->next += line.size;
    seen->lines++;
    return true;
}

static void test_lines_are_cut(void **state)
{
    struct slice text = SLICE("{}\n\n{}\r\n{}");
    struct seen seen = {0};

    (void)state;
    assert_int_equal(json_line_read(text, 0, true, see, &seen), text.size);
    assert_int_equal(seen.lines, 4);
    seen = (struct seen){0};
    assert_int_equal(json_line_read(text, 0, false, see, &seen), text.size - 2);
    assert_int_equal(seen.lines, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scope),
        cmocka_unit_test(test_depth_and_members_are_bounded),
        cmocka_unit_test(test_hidden_names_are_found),
        cmocka_unit_test(test_lines_are_cut),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
