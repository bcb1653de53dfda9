/* The envelope: what a payload may not be, and whose signatures it has. */
#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "matter/acts.h"
#include "register/acts.h"
#include "sshsig_maker.h"

#define ZEROS   "0000000000000000000000000000000000000000000000000000000000000000"
#define REASONS "{\"reasons\":{\"sha256\":\"" ZEROS "\",\"length\":100,\"language\":\"en\"}}"

static const struct act_table *const tables[] = {&matter_acts, &register_acts};

static const char suspension[] =
    "{\"type\":\"proviso/1 suspension\",\"chain\":\"XA-2026-000017\",\"seq\":1,\"prev\":\"" ZEROS
    "\",\"seen\":\"" ZEROS "\",\"by\":\"xa.court-1.o17\",\"at\":\"2026-11-22T10:00:00Z\","
    "\"body\":" REASONS "}";

static const char office[] =
    "{\"type\":\"proviso/1 office\",\"chain\":\"XA-register\",\"seq\":2,\"prev\":\"" ZEROS
    "\",\"seen\":\"" ZEROS "\",\"by\":\"xa.root-1\",\"at\":\"2026-11-22T10:00:00Z\","
    "\"body\":{\"office\":\"xa.court-1\",\"roles\":[\"judge\",\"clerk\"],"
    "\"with\":[\"xa.root-2\"]}}";

static enum error_code parse(struct slice payload, struct error *error)
{
    struct statement statement;

    *error = (struct error){0};
    if (!statement_parse(payload, tables, 2, &statement, error))
        return error->code;
    statement_free(&statement);
    return ERROR_NONE;
}

/* `base` with the first `find` replaced by `put`. */
static struct buffer replaced(const char *base, const char *find, struct slice put)
{
    const char *place = strstr(base, find);
    struct buffer out = {0};

    if (!place)
        fail_msg("\"%s\" is not there", find);
    buffer_append(&out, slice_of(base, (size_t)(place - base)));
    buffer_append(&out, put);
    buffer_text(&out, place + strlen(find));
    return out;
}

struct bad {
    const char *find, *put;
    enum error_code code;
    const char *where; /* NULL: not looked at */
};

static void assert_bad(const char *base, const struct bad *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer payload = replaced(base, rows[i].find, slice_text(rows[i].put));
        struct error error;
        enum error_code code = parse(buffer_slice(&payload), &error);

        if (code != rows[i].code || (rows[i].where && strcmp(error.where, rows[i].where) != 0))
            fail_msg("%s: %s at \"%s\": %s", rows[i].put, error_name(code), error.where,
                     error.message);
        buffer_free(&payload);
    }
}

static void good_ones(void **state)
{
    struct error error;
    struct statement statement;

    (void)state;
    assert_int_equal(parse(slice_text(suspension), &error), ERROR_NONE);
    assert_int_equal(parse(slice_text(office), &error), ERROR_NONE);
    assert_true(statement_parse(slice_text(office), tables, 2, &statement, &error));
    assert_int_equal(statement.signer_count, 2);
    assert_true(slice_is(statement.signers[0], "xa.root-1"));
    assert_true(slice_is(statement.signers[1], "xa.root-2"));
    assert_string_equal(statement.state, "XA");
    assert_int_equal(statement.number, REGISTER_OFFICE);
    assert_true(digest_equal(statement.hash, sha256_of(slice_text(office))));
    statement_free(&statement);
}

static void envelope(void **state)
{
    static const struct bad rows[] = {
        {"\"seq\":1,", "", ERROR_MEMBER_MISSING, "seq"},
        {"\"type\":\"proviso/1 suspension\",", "", ERROR_MEMBER_MISSING, "type"},
        {"\"seen\":\"" ZEROS "\",", "", ERROR_MEMBER_MISSING, "seen"},
        {"\"body\":" REASONS, "\"body\":{}", ERROR_MEMBER_MISSING, "body.reasons"},
        {"\"seq\":1", "\"seq\":1,\"more\":2", ERROR_MEMBER_UNKNOWN, "more"},
        {"\"seq\":1", "\"seq\":1,\"seq\":1", ERROR_JSON_DUPLICATE, NULL},
        {"\"length\":100", "\"length\":100,\"length\":100", ERROR_JSON_DUPLICATE, NULL},
        {"\"length\":100", "\"length\":100,\"more\":1", ERROR_MEMBER_UNKNOWN, NULL},
        {"\"seq\":1", "\"seq\":1.0", ERROR_JSON_NUMBER, NULL},
        {"\"seq\":1", "\"seq\":1e0", ERROR_JSON_NUMBER, NULL},
        {"\"length\":100", "\"length\":100.5", ERROR_JSON_NUMBER, NULL},
        {"\"seq\":1", "\"seq\":99999999999999999999", ERROR_JSON_NUMBER, NULL},
        {"\"seq\":1", "\"seq\":0", ERROR_MEMBER_VALUE, "seq"},
        {"\"seq\":1", "\"seq\":-1", ERROR_MEMBER_VALUE, "seq"},
        {"\"seq\":1", "\"seq\":1000001", ERROR_MEMBER_VALUE, "seq"},
        {"\"seq\":1", "\"seq\":\"1\"", ERROR_MEMBER_TYPE, "seq"},
        {"\"seq\":1", "\"seq\":null", ERROR_MEMBER_TYPE, "seq"},
        {"\"seq\":1", "\"seq\":true", ERROR_MEMBER_TYPE, "seq"},
        {"\"seq\":1", "\"seq\":01", ERROR_JSON_SYNTAX, NULL},
        {"\"prev\":\"0", "\"prev\":\"", ERROR_MEMBER_VALUE, "prev"},
        {"\"prev\":\"0", "\"prev\":\"A", ERROR_MEMBER_VALUE, "prev"},
        {"\"prev\":\"0", "\"prev\":\"00", ERROR_MEMBER_VALUE, "prev"},
        {"\"prev\":\"" ZEROS "\"", "\"prev\":0", ERROR_MEMBER_TYPE, "prev"},
        {"2026-11-22T10:00:00Z", "2026-11-22T10:00:00", ERROR_TIME_FORMAT, "at"},
        {"2026-11-22T10:00:00Z", "2026-11-22T10:00:00+00:00", ERROR_TIME_FORMAT, "at"},
        {"2026-11-22T10:00:00Z", "2026-02-30T10:00:00Z", ERROR_TIME_FORMAT, "at"},
        {"2026-11-22T10:00:00Z", "2026-11-22T10:00:60Z", ERROR_TIME_FORMAT, "at"},
        {"2026-11-22T10:00:00Z", "2026-11-22T24:00:00Z", ERROR_TIME_FORMAT, "at"},
        {"2026-11-22T10:00:00Z", "1969-12-31T23:59:59Z", ERROR_TIME_FORMAT, "at"},
        {"\"body\":" REASONS, "\"body\":[]", ERROR_MEMBER_TYPE, "body"},
        {"\"body\":" REASONS, "\"body\":null", ERROR_MEMBER_TYPE, "body"},
        {"\"body\":{", "\"body\":{\"scope\":{},", ERROR_MEMBER_UNKNOWN, "body.scope"},
    };

    (void)state;
    assert_bad(suspension, rows, sizeof rows / sizeof *rows);
}

static void names_and_kinds(void **state)
{
    static const struct bad rows[] = {
        {"proviso/1 suspension", "proviso/2 suspension", ERROR_MEMBER_VALUE, "type"},
        {"proviso/1 suspension", "suspension", ERROR_MEMBER_VALUE, "type"},
        {"proviso/1 suspension", "proviso/1 Suspension", ERROR_MEMBER_VALUE, "type"},
        {"proviso/1 suspension", "proviso/1 suspension ", ERROR_MEMBER_VALUE, "type"},
        {"proviso/1 suspension", "proviso/1 ", ERROR_MEMBER_VALUE, "type"},
        {"proviso/1 suspension", "proviso/1 found", ERROR_MEMBER_VALUE, "type"},
        {"proviso/1 suspension", "proviso/1 revocation", ERROR_MEMBER_VALUE, "type"},
        {"XA-2026-000017", "XA-register", ERROR_MEMBER_VALUE, "type"},
        {"XA-2026-000017", "XA-rules", ERROR_MEMBER_VALUE, "type"},
        {"XA-2026-000017", "XA-2026-17", ERROR_MEMBER_VALUE, "chain"},
        {"XA-2026-000017", "xa-2026-000017", ERROR_MEMBER_VALUE, "chain"},
        {"XA-2026-000017", "XA-2026-0000170", ERROR_MEMBER_VALUE, "chain"},
        {"XA-2026-000017", "XA-2026-00001a", ERROR_MEMBER_VALUE, "chain"},
        {"XA-2026-000017", "XA-Register", ERROR_MEMBER_VALUE, "chain"},
        {"XA-2026-000017", "XA", ERROR_MEMBER_VALUE, "chain"},
        {"XA-2026-000017", "", ERROR_MEMBER_VALUE, "chain"},
        {"xa.court-1.o17", "xa", ERROR_MEMBER_VALUE, "by"},
        {"xa.court-1.o17", "", ERROR_MEMBER_VALUE, "by"},
        {"xa.court-1.o17", "XA.court-1.o17", ERROR_MEMBER_VALUE, "by"},
        {"xa.court-1.o17", "xa.court-1.", ERROR_MEMBER_VALUE, "by"},
        {"xa.court-1.o17", "xa..o17", ERROR_MEMBER_VALUE, "by"},
        {"xa.court-1.o17", "xa.-court.o17", ERROR_MEMBER_VALUE, "by"},
        {"xa.court-1.o17", "xa.court-.o17", ERROR_MEMBER_VALUE, "by"},
        {"xa.court-1.o17", "xa.court 1.o17", ERROR_MEMBER_VALUE, "by"},
        {"xa.court-1.o17", "xa.court_1.o17", ERROR_MEMBER_VALUE, "by"},
        {"xa.court-1.o17", "xab.court-1.o17", ERROR_MEMBER_VALUE, "by"},
        {"xa.court-1.o17", "xa.a.b.c.d.e", ERROR_MEMBER_VALUE, "by"},
        {"xa.court-1.o17", "x1.court-1.o17", ERROR_MEMBER_VALUE, "by"},
    };
    char name[140] = "xa.", text[200];
    struct buffer payload;
    struct error error;

    (void)state;
    assert_bad(suspension, rows, sizeof rows / sizeof *rows);
    memset(name + 3, 'a', 120);
    memcpy(name + 60, ".", 1);
    name[NAME_MOST] = 0;
    payload = replaced(suspension, "xa.court-1.o17", slice_text(name));
    assert_int_equal(parse(buffer_slice(&payload), &error), ERROR_NONE);
    buffer_free(&payload);
    snprintf(text, sizeof text, "%sa", name);
    payload = replaced(suspension, "xa.court-1.o17", slice_text(text));
    assert_int_equal(parse(buffer_slice(&payload), &error), ERROR_MEMBER_VALUE);
    buffer_free(&payload);
}

static void lists_and_signers(void **state)
{
    static const struct bad rows[] = {
        {"[\"xa.root-2\"]", "[\"xa.root-1\"]", ERROR_MEMBER_VALUE, "body.with"},
        {"[\"xa.root-2\"]", "[\"xa.root-2\",\"xa.root-2\"]", ERROR_MEMBER_VALUE, "body.with[1]"},
        {"[\"xa.root-2\"]", "[\"xa.root-2\",\"xa.root-1\"]", ERROR_MEMBER_VALUE, "body.with"},
        {"[\"xa.root-2\"]", "[]", ERROR_MEMBER_TYPE, "body.with"},
        {"[\"xa.root-2\"]", "\"xa.root-2\"", ERROR_MEMBER_TYPE, "body.with"},
        {"[\"xa.root-2\"]", "[2]", ERROR_MEMBER_TYPE, "body.with[0]"},
        {"[\"xa.root-2\"]", "[\"xa.a1\",\"xa.a2\",\"xa.a3\",\"xa.a4\"]", ERROR_MEMBER_TYPE,
         "body.with"},
        {",\"with\":[\"xa.root-2\"]", "", ERROR_MEMBER_MISSING, "body.with"},
        {"[\"judge\",\"clerk\"]", "[\"judge\",\"judge\"]", ERROR_MEMBER_VALUE, "body.roles[1]"},
        {"[\"judge\",\"clerk\"]", "[\"judge\",\"king\"]", ERROR_MEMBER_VALUE, "body.roles[1]"},
        {"[\"judge\",\"clerk\"]", "[]", ERROR_MEMBER_TYPE, "body.roles"},
        {"[\"judge\",\"clerk\"]", "{}", ERROR_MEMBER_TYPE, "body.roles"},
        {"XA-register", "XA-2026-000017", ERROR_MEMBER_VALUE, "type"},
    };

    (void)state;
    assert_bad(office, rows, sizeof rows / sizeof *rows);
}

/* Bytes that must not be in any text, wherever they stand. */
static void characters(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
    } rows[] = {
        {"\xff", 1},         {"\xc0\xaf", 2},     {"\xed\xa0\x80", 3}, {"\xf4\x90\x80\x80", 4},
        {"\xe2\x80", 2},     {"\x80", 1},         {"\0", 1},           {"\x01", 1},
        {"\x7f", 1},         {"\n", 1},           {"\t", 1},           {"\\u0000", 6},
        {"\\u0001", 6},      {"\\n", 2},          {"\\ud800", 6},      {"\xe2\x80\xae", 3},
        {"\xe2\x81\xa6", 3}, {"\xe2\x80\x8f", 3}, {"\\u202e", 6},      {"\xe2\x80\x8b", 3},
        {"\xef\xbb\xbf", 3}, {"\\ufeff", 6},      {"\xc2\x85", 2},     {"\xe2\x80\xa8", 3},
        {"\xc2\xad", 2},     {"\xef\xbf\xbf", 3}, {"\xef\xb8\x8f", 3}, {"\xf3\xa0\x80\x81", 4},
    };
    static const char *const places[] = {"\"en", "xa.court-1", "\"reasons", "suspension\""};
    struct error error;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t j = 0; j < sizeof places / sizeof *places; j++) {
            struct buffer put = {0};
            struct buffer payload;
            enum error_code code;

            buffer_byte(&put, (uint8_t)places[j][0]);
            buffer_append(&put, slice_of(rows[i].bytes, rows[i].size));
            buffer_text(&put, places[j] + 1);
            payload = replaced(suspension, places[j], buffer_slice(&put));
            code = parse(buffer_slice(&payload), &error);
            if (code != ERROR_TEXT_INVALID && code != ERROR_JSON_SYNTAX)
                fail_msg("bytes %zu at %s: %s", i, places[j], error_name(code));
            buffer_free(&put);
            buffer_free(&payload);
        }
    }
    /* A NUL behind the text, and a byte-order mark before it. */
    assert_int_equal(parse(slice_of(suspension, sizeof suspension), &error), ERROR_TEXT_INVALID);
    assert_int_not_equal(parse(SLICE("\xef\xbb\xbf{}"), &error), ERROR_NONE);
}

static void sizes(void **state)
{
    struct buffer payload = {0};
    struct error error;

    (void)state;
    buffer_text(&payload, suspension);
    while (payload.size < STATEMENT_MOST)
        buffer_byte(&payload, ' ');
    assert_int_equal(parse(buffer_slice(&payload), &error), ERROR_NONE);
    buffer_byte(&payload, ' ');
    assert_int_equal(parse(buffer_slice(&payload), &error), ERROR_TOO_LARGE);
    buffer_free(&payload);
    assert_int_equal(parse(SLICE(""), &error), ERROR_JSON_SYNTAX);
    assert_int_equal(parse(slice_of(NULL, 0), &error), ERROR_JSON_SYNTAX);
    assert_int_equal(parse(SLICE("[]"), &error), ERROR_MEMBER_TYPE);
    assert_int_equal(parse(SLICE("null"), &error), ERROR_MEMBER_TYPE);
    assert_int_equal(parse(SLICE("{} {}"), &error), ERROR_JSON_SYNTAX);
}

static void nesting(void **state)
{
    struct buffer deep = {0}, payload;
    struct error error;

    (void)state;
    for (int i = 0; i < STATEMENT_DEPTH; i++)
        buffer_text(&deep, "[");
    for (int i = 0; i < STATEMENT_DEPTH; i++)
        buffer_text(&deep, "]");
    payload = replaced(suspension, REASONS, buffer_slice(&deep));
    assert_int_equal(parse(buffer_slice(&payload), &error), ERROR_JSON_DEPTH);
    buffer_free(&payload);
    buffer_clear(&deep);
    for (int i = 0; i < 40000; i++)
        buffer_text(&deep, "[");
    assert_int_equal(parse(buffer_slice(&deep), &error), ERROR_JSON_DEPTH);
    buffer_free(&deep);
}

static void attachments(void **state)
{
    static const struct bad rows[] = {
        {"\"length\":100", "\"length\":65", ERROR_MEMBER_VALUE, "body.reasons"},
        {"\"length\":100", "\"length\":16777217", ERROR_MEMBER_VALUE, "body.reasons"},
        {"\"length\":100", "\"length\":-100", ERROR_MEMBER_VALUE, "body.reasons"},
        {"\"length\":100,", "", ERROR_MEMBER_MISSING, "body.reasons"},
        {"\"en\"", "\"e\"", ERROR_MEMBER_VALUE, "body.reasons"},
        {"\"en\"", "\"e1\"", ERROR_MEMBER_VALUE, "body.reasons"},
        {"\"en\"", "\"en-abcdefghij\"", ERROR_MEMBER_VALUE, "body.reasons"},
        {"\"en\"", "7", ERROR_MEMBER_TYPE, "body.reasons"},
        {"{\"sha256\"", "{\"sha512\"", ERROR_MEMBER_MISSING, "body.reasons"},
        {"\"sha256\":\"0", "\"sha256\":\"g", ERROR_MEMBER_VALUE, "body.reasons"},
        {"{\"sha256\":\"" ZEROS "\",\"length\":100,\"language\":\"en\"}", "\"because\"",
         ERROR_MEMBER_TYPE, "body.reasons"},
    };

    (void)state;
    assert_bad(suspension, rows, sizeof rows / sizeof *rows);
}

/* Every byte flipped, dropped or doubled: refused or parsed, never worse; and never the same hash.
 */
static void alterations(void **state)
{
    struct slice base = slice_text(office);
    struct digest hash = sha256_of(base);
    struct buffer payload = {0};
    struct error error;

    (void)state;
    for (size_t i = 0; i < base.size; i++) {
        for (int bit = 0; bit < 10; bit++) {
            buffer_clear(&payload);
            buffer_append(&payload, slice_part(base, 0, i));
            if (bit < 8)
                buffer_byte(&payload, (uint8_t)(base.data[i] ^ 1 << bit));
            else if (bit == 8)
                buffer_append(&payload, slice_part(base, i, 1));
            buffer_append(&payload, slice_from(base, bit == 8 ? i : i + 1));
            parse(buffer_slice(&payload), &error);
            assert_false(digest_equal(hash, sha256_of(buffer_slice(&payload))));
        }
    }
    buffer_free(&payload);
}

static struct buffer sign(const struct sshsig_maker *makers, size_t count, struct slice message,
                          const char *name_space)
{
    struct buffer out = {0};

    for (size_t i = 0; i < count; i++)
        sshsig_make(&makers[i], message, name_space, &out);
    return out;
}

static enum error_code verify(struct statement *statement, struct buffer signatures,
                              struct signature keys[SIGNERS_MOST])
{
    struct error error = {0};
    bool good = statement_verify(statement, buffer_slice(&signatures), keys, &error);

    buffer_free(&signatures);
    return good ? ERROR_NONE : error.code;
}

static void signatures(void **state)
{
    struct sshsig_maker makers[] = {sshsig_maker_ed25519(1), sshsig_maker_ed25519(2),
                                    sshsig_maker_ed25519(3)};
    struct sshsig_maker swapped[] = {makers[1], makers[0]};
    struct signature keys[SIGNERS_MOST];
    struct statement statement;
    struct error error = {0};
    struct slice bytes = slice_text(office);

    (void)state;
    assert_true(statement_parse(bytes, tables, 2, &statement, &error));
    assert_int_equal(verify(&statement, sign(makers, 2, bytes, "proviso"), keys), ERROR_NONE);
    assert_true(signature_by_ssh(&keys[0], &makers[0].key));
    assert_true(signature_by_ssh(&keys[1], &makers[1].key));
    /* Swapped, both are valid; the keys tell, and the register refuses them (test_register). */
    assert_int_equal(verify(&statement, sign(swapped, 2, bytes, "proviso"), keys), ERROR_NONE);
    assert_true(signature_by_ssh(&keys[0], &makers[1].key));
    assert_int_equal(verify(&statement, sign(makers, 1, bytes, "proviso"), keys),
                     ERROR_SIGNATURE_FORMAT);
    assert_int_equal(verify(&statement, sign(makers, 3, bytes, "proviso"), keys),
                     ERROR_SIGNATURE_FORMAT);
    assert_int_equal(verify(&statement, sign(makers, 2, bytes, "file"), keys),
                     ERROR_SIGNATURE_WRONG);
    assert_int_equal(verify(&statement, sign(makers, 2, slice_text(suspension), "proviso"), keys),
                     ERROR_SIGNATURE_WRONG);
    assert_int_equal(verify(&statement, (struct buffer){0}, keys), ERROR_SIGNATURE_FORMAT);
    statement_free(&statement);
}

/* What stock ssh-keygen signs is accepted; over other bytes or in another namespace it is not. */
static void ssh_keygen(void **state)
{
    char folder[] = "/tmp/proviso-statement-XXXXXX";
    struct buffer command = {0}, path = {0}, key = {0}, armour = {0};
    struct signature keys[SIGNERS_MOST];
    struct ssh_key expected;
    struct statement statement;
    struct error error = {0};

    (void)state;
    if (system("command -v ssh-keygen >/dev/null 2>&1") != 0)
        skip();
    assert_non_null(mkdtemp(folder));
    assert_true(
        files_create(files_path(&path, folder, "payload"), slice_text(suspension), 0600, &error));
    assert_true(files_create(files_path(&path, folder, "other"), slice_text(office), 0600, &error));
    buffer_format(&command,
                  "cd %s && ssh-keygen -q -t ed25519 -N '' -f key && "
                  "ssh-keygen -q -Y sign -f key -n proviso payload 2>/dev/null && "
                  "ssh-keygen -q -Y sign -f key -n proviso other 2>/dev/null && "
                  "cp payload again && ssh-keygen -q -Y sign -f key -n file again 2>/dev/null",
                  folder);
    assert_int_equal(system(buffer_string(&command)), 0);
    assert_true(files_read(files_path(&path, folder, "key.pub"), 4096, &key, &error));
    assert_true(ssh_key_parse(buffer_slice(&key), SSH_LINE_FILE, &expected, &error));
    assert_true(statement_parse(slice_text(suspension), tables, 2, &statement, &error));
    assert_true(files_read(files_path(&path, folder, "payload.sig"), 4096, &armour, &error));
    assert_true(statement_verify(&statement, buffer_slice(&armour), keys, &error));
    assert_true(signature_by_ssh(&keys[0], &expected));
    buffer_clear(&armour);
    assert_true(files_read(files_path(&path, folder, "other.sig"), 4096, &armour, &error));
    assert_false(statement_verify(&statement, buffer_slice(&armour), keys, &error));
    assert_int_equal(error.code, ERROR_SIGNATURE_WRONG);
    buffer_clear(&armour);
    assert_true(files_read(files_path(&path, folder, "again.sig"), 4096, &armour, &error));
    assert_false(statement_verify(&statement, buffer_slice(&armour), keys, &error));
    assert_int_equal(error.code, ERROR_SIGNATURE_WRONG);
    buffer_clear(&command);
    buffer_format(&command, "rm -r %s", folder);
    assert_int_equal(system(buffer_string(&command)), 0);
    statement_free(&statement);
    buffer_free(&command);
    buffer_free(&path);
    buffer_free(&key);
    buffer_free(&armour);
}

/* Each act's skeleton parses once its placeholders are filled in, or says which one is not. */
static void skeletons(void **state)
{
    static const struct digest zero;
    struct error error;

    (void)state;
    for (unsigned i = 0; i < MATTER_ACTS; i++) {
        struct buffer out = {0};
        enum error_code code;

        statement_skeleton(&matter_acts.acts[i], SLICE("XA-2026-000017"), 1, zero, zero,
                           SLICE("xa.police.o1"), 1793000000, &out);
        code = parse(buffer_slice(&out), &error);
        if (code != ERROR_NONE)
            fail_msg("%s: %s %s", matter_acts.acts[i].type, error.where, error.message);
        buffer_free(&out);
    }
}

/* Who receives and who filters is said of whatever discloses something, and of nothing else. */
static void preservation_names_nobody(void **state)
{
    static const char *const spared[] = {"recipients", "filter", "list", "privileged"};
    const struct act *act = &matter_acts.acts[MATTER_APPROVAL];
    struct buffer text = {0};
    struct writer writer = {.out = &text};
    struct error error = {0};
    json_t *body, *scope;

    (void)state;
    act_skeleton(act, &writer);
    body = json_loadb((const char *)text.data, text.size, 0, NULL);
    scope = json_object_get(body, "scope");
    json_object_set_new(body, "decision", json_string("approve"));
    json_object_set_new(scope, "measure", json_string("content"));
    assert_true(act_check_body(act, body, &error));
    for (size_t i = 0; i < sizeof spared / sizeof *spared; i++) {
        json_t *kept = json_incref(json_object_get(body, spared[i]));

        json_object_del(body, spared[i]);
        assert_false(act_check_body(act, body, &error));
        assert_int_equal(error.code, ERROR_MEMBER_MISSING);
        json_object_set_new(scope, "measure", json_string("preservation"));
        assert_true(act_check_body(act, body, &error));
        json_object_set_new(scope, "measure", json_string("content"));
        json_object_set_new(body, spared[i], kept);
    }
    json_object_set_new(scope, "measure", json_string("preservation"));
    assert_true(act_check_body(act, body, &error));
    json_object_set_new(body, "decision", json_string("refuse"));
    assert_false(act_check_body(act, body, &error));
    json_decref(body);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(preservation_names_nobody),
        cmocka_unit_test(good_ones),
        cmocka_unit_test(envelope),
        cmocka_unit_test(names_and_kinds),
        cmocka_unit_test(lists_and_signers),
        cmocka_unit_test(characters),
        cmocka_unit_test(sizes),
        cmocka_unit_test(nesting),
        cmocka_unit_test(attachments),
        cmocka_unit_test(alterations),
        cmocka_unit_test(signatures),
        cmocka_unit_test(ssh_keygen),
        cmocka_unit_test(skeletons),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
