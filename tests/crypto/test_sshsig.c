#include "test.h"

#include <unistd.h>

#include "base/encode.h"
#include "base/files.h"
#include "crypto/hash.h"
#include "crypto/signature.h"
#include "crypto/wire.h"
#include "sshsig_maker.h"

#define SPACE "proviso"

static const struct slice message = {(const uint8_t *)"{\"type\":\"proviso/1 request\"}", 28};

static bool accepts(struct slice armour, struct slice bytes)
{
    struct sshsig sshsig;
    struct error error = {0};

    return sshsig_parse(armour, &sshsig, &error) && sshsig_verify(&sshsig, bytes, SPACE, &error);
}

static enum error_code refusal(struct slice armour, struct slice bytes, const char *name_space)
{
    struct sshsig sshsig;
    struct error error = {0};

    if (sshsig_parse(armour, &sshsig, &error) && sshsig_verify(&sshsig, bytes, name_space, &error))
        return ERROR_NONE;
    return error.code;
}

static void signatures_verify(void **state)
{
    struct sshsig_maker makers[] = {sshsig_maker_ed25519(1), sshsig_maker_hardware(1),
                                    sshsig_maker_ed25519(2)};
    struct error error = {0};

    (void)state;
    makers[2].hash = SSHSIG_SHA256;
    for (size_t i = 0; i < 3; i++) {
        struct buffer armour = {0};
        struct sshsig sshsig;

        sshsig_make(&makers[i], message, SPACE, &armour);
        assert_true(sshsig_parse(buffer_slice(&armour), &sshsig, &error));
        assert_true(ssh_key_equal(&sshsig.key, &makers[i].key));
        assert_true(sshsig_verify(&sshsig, message, SPACE, &error));
        assert_int_equal(refusal(buffer_slice(&armour), SLICE("other"), SPACE),
                         ERROR_SIGNATURE_WRONG);
        assert_int_equal(refusal(buffer_slice(&armour), message, "file"), ERROR_SIGNATURE_WRONG);
        sshsig.key = makers[(i + 2) % 3].key;
        assert_false(sshsig_verify(&sshsig, message, SPACE, &error));
        buffer_free(&armour);
    }
}

/* Each altered byte of armour or blob, and each truncation or extension, is refused. */
static void alterations_are_refused(void **state)
{
    (void)state;
    for (int hardware = 0; hardware < 2; hardware++) {
        struct sshsig_maker maker = hardware ? sshsig_maker_hardware(3) : sshsig_maker_ed25519(3);
        struct buffer blob = {0}, armour = {0}, altered = {0};

        sshsig_make_blob(&maker, message, SPACE, &blob);
        sshsig_armour(buffer_slice(&blob), &armour);
        assert_true(accepts(buffer_slice(&armour), message));
        for (size_t i = 0; i < armour.size; i++) {
            for (unsigned bit = 0; bit < 8; bit++) {
                armour.data[i] ^= (uint8_t)(1u << bit);
                assert_false(accepts(buffer_slice(&armour), message));
                armour.data[i] ^= (uint8_t)(1u << bit);
            }
            assert_false(accepts(slice_of(armour.data, i), message));
        }
        for (size_t i = 0; i < blob.size; i++) {
            for (unsigned bit = 0; bit < 8; bit++) {
                blob.data[i] ^= (uint8_t)(1u << bit);
                buffer_clear(&altered);
                sshsig_armour(buffer_slice(&blob), &altered);
                assert_false(accepts(buffer_slice(&altered), message));
                blob.data[i] ^= (uint8_t)(1u << bit);
            }
            buffer_clear(&altered);
            sshsig_armour(slice_of(blob.data, i), &altered);
            assert_int_equal(refusal(buffer_slice(&altered), message, SPACE),
                             ERROR_SIGNATURE_FORMAT);
        }
        buffer_byte(&blob, 0);
        buffer_clear(&altered);
        sshsig_armour(buffer_slice(&blob), &altered);
        assert_int_equal(refusal(buffer_slice(&altered), message, SPACE), ERROR_SIGNATURE_FORMAT);
        buffer_free(&blob);
        buffer_free(&armour);
        buffer_free(&altered);
    }
}

/* Appends `text` with its first `from` replaced by `to`. */
static void replace(struct buffer *out, struct slice text, const char *from, const char *to)
{
    size_t length = strlen(from), at = 0;

    while (at + length <= text.size && memcmp(text.data + at, from, length) != 0)
        at++;
    assert_true(at + length <= text.size);
    buffer_append(out, slice_part(text, 0, at));
    buffer_text(out, to);
    buffer_append(out, slice_from(text, at + length));
}

static void armour_has_one_spelling(void **state)
{
    static const char *const changes[][2] = {
        {"-----BEGIN", "\n-----BEGIN"},
        {"-----BEGIN", " -----BEGIN"},
        {"SIGNATURE-----\n", "SIGNATURE-----\r\n"},
        {"SIGNATURE-----\n", "SIGNATURE-----\n\n"},
        {"SIGNATURE-----\n", "SIGNATURE-----\nComment: x\n"},
        {"-----END SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----"},
        {"-----END SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----\n\n"},
        {"-----END SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----\r\n"},
        {"-----END SSH SIGNATURE-----\n", "-----END SSH SIGNATURE----- \n"},
        {"\n-----END", "-----END"},
        {"\n-----END", "\n\n-----END"},
        {"\n-----END", "=\n-----END"},
        {"U1NIU0lH", "U1NI\nU0lH"},
        {"U1NIU0lH", "U1NI U0lH"},
    };
    struct sshsig_maker maker = sshsig_maker_ed25519(4);
    struct buffer armour = {0}, changed = {0};

    (void)state;
    sshsig_make(&maker, message, SPACE, &armour);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        buffer_clear(&changed);
        replace(&changed, buffer_slice(&armour), changes[i][0], changes[i][1]);
        assert_int_equal(refusal(buffer_slice(&changed), message, SPACE), ERROR_SIGNATURE_FORMAT);
    }
    buffer_clear(&changed);
    buffer_append(&changed, buffer_slice(&armour));
    buffer_append(&changed, buffer_slice(&armour));
    assert_int_equal(refusal(buffer_slice(&changed), message, SPACE), ERROR_SIGNATURE_FORMAT);
    buffer_free(&armour);
    buffer_free(&changed);
}

/* Assembles a blob from parts of any content. */
static void assemble(struct buffer *out, uint32_t version, struct slice key, struct slice space,
                     struct slice reserved, struct slice hash, struct slice signature)
{
    struct buffer blob = {0};

    buffer_text(&blob, "SSHSIG");
    buffer_u32(&blob, version);
    wire_append_string(&blob, key);
    wire_append_string(&blob, space);
    wire_append_string(&blob, reserved);
    wire_append_string(&blob, hash);
    wire_append_string(&blob, signature);
    buffer_clear(out);
    sshsig_armour(buffer_slice(&blob), out);
    buffer_free(&blob);
}

static void append_typed(struct buffer *out, const char *type, size_t size)
{
    static const uint8_t zeros[600] = {0};

    buffer_clear(out);
    wire_append_string(out, slice_text(type));
    wire_append_string(out, slice_of(zeros, size));
}

/* A key or signature: a type and so many zeros. */
static void other_kinds_are_refused(void **state)
{
    static const struct {
        uint32_t version;
        struct slice space, reserved, hash;
        const char *key_type;
        size_t key_size;
        const char *signature_type;
        size_t signature_size;
        enum error_code refusal;
    } cases[] = {
#define GOOD_SPACE {(const uint8_t *)SPACE, sizeof SPACE - 1}
#define TEXT(literal)                                                                              \
    {                                                                                              \
        (const uint8_t *)(literal), sizeof(literal) - 1                                            \
    }
#define ED25519(k, s) "ssh-ed25519", k, "ssh-ed25519", s
#define FORMAT        ERROR_SIGNATURE_FORMAT
        {1, GOOD_SPACE, TEXT(""), TEXT("sha512"), ED25519(32, 64), ERROR_SIGNATURE_WRONG},
        {0, GOOD_SPACE, TEXT(""), TEXT("sha512"), ED25519(32, 64), FORMAT},
        {2, GOOD_SPACE, TEXT(""), TEXT("sha512"), ED25519(32, 64), FORMAT},
        {1, TEXT(""), TEXT(""), TEXT("sha512"), ED25519(32, 64), FORMAT},
        {1, TEXT("proviso\0x"), TEXT(""), TEXT("sha512"), ED25519(32, 64), FORMAT},
        {1, TEXT("file"), TEXT(""), TEXT("sha512"), ED25519(32, 64), ERROR_SIGNATURE_WRONG},
        {1, GOOD_SPACE, TEXT("x"), TEXT("sha512"), ED25519(32, 64), FORMAT},
        {1, GOOD_SPACE, TEXT(""), TEXT("sha1"), ED25519(32, 64), FORMAT},
        {1, GOOD_SPACE, TEXT(""), TEXT("sha512"), ED25519(31, 64), FORMAT},
        {1, GOOD_SPACE, TEXT(""), TEXT("sha512"), ED25519(33, 64), FORMAT},
        {1, GOOD_SPACE, TEXT(""), TEXT("sha512"), ED25519(32, 63), FORMAT},
        {1, GOOD_SPACE, TEXT(""), TEXT("sha512"), ED25519(32, 65), FORMAT},
        {1, GOOD_SPACE, TEXT(""), TEXT("sha512"), "ssh-ed25519", 32, "sk-ssh-ed25519@openssh.com",
         64, FORMAT},
        {1, GOOD_SPACE, TEXT(""), TEXT("sha512"), "sk-ssh-ed25519@openssh.com", 32, "ssh-ed25519",
         64, FORMAT},
        {1, GOOD_SPACE, TEXT(""), TEXT("sha512"), "ssh-rsa", 512, "rsa-sha2-512", 512, FORMAT},
#undef GOOD_SPACE
#undef TEXT
#undef ED25519
#undef FORMAT
    };
    struct buffer key = {0}, signature = {0}, armour = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        append_typed(&key, cases[i].key_type, cases[i].key_size);
        append_typed(&signature, cases[i].signature_type, cases[i].signature_size);
        assemble(&armour, cases[i].version, buffer_slice(&key), cases[i].space, cases[i].reserved,
                 cases[i].hash, buffer_slice(&signature));
        assert_int_equal(refusal(buffer_slice(&armour), message, SPACE), cases[i].refusal);
    }
    buffer_free(&key);
    buffer_free(&signature);
    buffer_free(&armour);
}

static void hardware_keys_must_be_touched(void **state)
{
    struct sshsig_maker maker = sshsig_maker_hardware(5);
    struct buffer armour = {0};

    (void)state;
    maker.flags = 0;
    sshsig_make(&maker, message, SPACE, &armour);
    assert_int_equal(refusal(buffer_slice(&armour), message, SPACE), ERROR_SIGNATURE_WRONG);
    buffer_clear(&armour);
    maker.flags = 5;
    sshsig_make(&maker, message, SPACE, &armour);
    assert_true(accepts(buffer_slice(&armour), message));
    buffer_clear(&armour);
    snprintf(maker.key.application, sizeof maker.key.application, "ssh:court");
    sshsig_make(&maker, message, SPACE, &armour);
    assert_true(accepts(buffer_slice(&armour), message));
    buffer_free(&armour);
}

static void blocks_are_split(void **state)
{
    struct buffer all = {0}, single[SIGNATURE_BLOCKS + 1] = {{0}};
    struct slice blocks[SIGNATURE_BLOCKS];
    struct error error = {0};
    size_t count = 0;

    (void)state;
    assert_false(signature_split(SLICE(""), blocks, &count, &error));
    for (uint32_t i = 0; i <= SIGNATURE_BLOCKS; i++) {
        struct sshsig_maker maker = i % 2 ? sshsig_maker_hardware(i) : sshsig_maker_ed25519(i);

        sshsig_make(&maker, message, SPACE, &single[i]);
        buffer_append(&all, buffer_slice(&single[i]));
        if (i == SIGNATURE_BLOCKS)
            break;
        assert_true(signature_split(buffer_slice(&all), blocks, &count, &error));
        assert_int_equal(count, i + 1);
        for (size_t j = 0; j <= i; j++)
            assert_true(slice_equal(blocks[j], buffer_slice(&single[j])));
    }
    assert_false(signature_split(buffer_slice(&all), blocks, &count, &error));
    assert_int_equal(error.code, ERROR_SIGNATURE_FORMAT);
    for (size_t size = 1; size < single[0].size; size++)
        assert_false(signature_split(slice_of(all.data, size), blocks, &count, &error));
    for (size_t size = 1; size < single[1].size; size++)
        assert_false(
            signature_split(slice_of(all.data, single[0].size + size), blocks, &count, &error));
    for (size_t i = 0; i <= SIGNATURE_BLOCKS; i++)
        buffer_free(&single[i]);
    buffer_free(&all);
}

static void key_lines_have_one_spelling(void **state)
{
    static const char line[] =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
    static const char *const endings[] = {" judge@court", " ", "\n", " a b\n", "\n\n",
                                          "\r\n",         "=", "\t", " \x01\n"};
    static const bool accepted[] = {true, true, true, true, false, false, false, false, false};
    struct buffer text = {0};
    struct error error = {0};
    struct ssh_key key;

    (void)state;
    assert_true(ssh_key_parse(SLICE(line), SSH_LINE_EXACT, &key, &error));
    ssh_key_format(&key, &text);
    assert_string_equal(buffer_string(&text), line);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        buffer_clear(&text);
        buffer_format(&text, "%s%s", line, endings[i]);
        assert_false(ssh_key_parse(buffer_slice(&text), SSH_LINE_EXACT, &key, &error));
        assert_int_equal(error.code, ERROR_KEY_FORMAT);
        assert_int_equal(ssh_key_parse(buffer_slice(&text), SSH_LINE_FILE, &key, &error),
                         accepted[i]);
    }
    for (size_t size = 0; size < sizeof line - 1; size++)
        assert_false(ssh_key_parse(slice_of(line, size), SSH_LINE_FILE, &key, &error));
    buffer_free(&text);
}

static void hardware_key_lines_are_read(void **state)
{
    struct sshsig_maker maker = sshsig_maker_hardware(6);
    struct buffer text = {0};
    struct error error = {0};
    struct ssh_key key, plain = sshsig_maker_ed25519(6).key;

    (void)state;
    ssh_key_format(&maker.key, &text);
    assert_true(slice_starts(buffer_slice(&text), SLICE("sk-ssh-ed25519@openssh.com ")));
    assert_true(ssh_key_parse(buffer_slice(&text), SSH_LINE_EXACT, &key, &error));
    assert_true(ssh_key_equal(&key, &maker.key));
    assert_false(ssh_key_equal(&key, &plain));
    buffer_text(&text, "A");
    assert_false(ssh_key_parse(buffer_slice(&text), SSH_LINE_EXACT, &key, &error));
    assert_false(ssh_key_parse(SLICE("ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY="),
                               SSH_LINE_FILE, &key, &error));
    buffer_free(&text);
}

static bool run(const char *format, const char *folder)
{
    struct buffer command = {0};
    bool good;

    buffer_format(&command, "cd %s && %s >/dev/null 2>&1", folder, format);
    good = system(buffer_string(&command)) == 0;
    buffer_free(&command);
    return good;
}

static void write_file(const char *folder, const char *name, struct slice bytes)
{
    struct buffer path = {0};
    struct error error = {0};

    assert_true(files_replace(files_path(&path, folder, name), bytes, 0600, &error));
    buffer_free(&path);
}

static void read_file(const char *folder, const char *name, struct buffer *out)
{
    struct buffer path = {0};
    struct error error = {0};

    buffer_clear(out);
    assert_true(files_read(files_path(&path, folder, name), 65536, out, &error));
    buffer_free(&path);
}

/* Signatures by stock ssh-keygen are accepted here, byte for byte in canonical form. */
static void stock_signatures_are_accepted(const char *folder)
{
    struct buffer armour = {0}, line = {0};
    struct error error = {0};
    struct sshsig sshsig;
    struct ssh_key key;

    assert_true(run("ssh-keygen -q -t ed25519 -N '' -C 'a comment' -f key", folder));
    read_file(folder, "key.pub", &line);
    assert_true(ssh_key_parse(buffer_slice(&line), SSH_LINE_FILE, &key, &error));
    for (unsigned hash = 0; hash < 2; hash++) {
        assert_true(run(hash ? "rm -f payload.sig; ssh-keygen -Y sign -n " SPACE
                               " -O hashalg=sha256 -f key payload"
                             : "ssh-keygen -Y sign -n " SPACE " -f key payload",
                        folder));
        read_file(folder, "payload.sig", &armour);
        assert_true(sshsig_parse(buffer_slice(&armour), &sshsig, &error));
        assert_true(ssh_key_equal(&sshsig.key, &key));
        assert_int_equal(sshsig.hash, hash ? SSHSIG_SHA256 : SSHSIG_SHA512);
        assert_true(sshsig_verify(&sshsig, message, SPACE, &error));
    }
    buffer_free(&armour);
    buffer_free(&line);
}

/* What is accepted here, hardware signatures included, stock ssh-keygen accepts too. */
static void accepted_signatures_are_stock(const char *folder)
{
    for (unsigned i = 0; i < 3; i++) {
        struct sshsig_maker maker = i == 1 ? sshsig_maker_hardware(i) : sshsig_maker_ed25519(i);
        struct buffer armour = {0}, signers = {0};

        if (i == 2)
            maker.hash = SSHSIG_SHA256;
        sshsig_make(&maker, message, SPACE, &armour);
        buffer_text(&signers, "xa.court-1.o17 namespaces=\"" SPACE "\" ");
        ssh_key_format(&maker.key, &signers);
        buffer_byte(&signers, '\n');
        write_file(folder, "signers", buffer_slice(&signers));
        write_file(folder, "made.sig", buffer_slice(&armour));
        assert_true(run("ssh-keygen -Y verify -f signers -I xa.court-1.o17 -n " SPACE
                        " -s made.sig < payload",
                        folder));
        assert_false(run("ssh-keygen -Y verify -f signers -I xa.court-1.o17 -n " SPACE
                         " -s made.sig < signers",
                         folder));
        buffer_free(&armour);
        buffer_free(&signers);
    }
}

static void agrees_with_ssh_keygen(void **state)
{
    char folder[] = "/tmp/proviso-test-XXXXXX";

    (void)state;
    assert_non_null(mkdtemp(folder));
    if (!run("command -v ssh-keygen", folder)) {
        rmdir(folder);
        skip();
    }
    write_file(folder, "payload", message);
    stock_signatures_are_accepted(folder);
    accepted_signatures_are_stock(folder);
    assert_true(run("rm -f key key.pub payload payload.sig signers made.sig", folder));
    rmdir(folder);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(signatures_verify),
    cmocka_unit_test(alterations_are_refused),
    cmocka_unit_test(armour_has_one_spelling),
    cmocka_unit_test(other_kinds_are_refused),
    cmocka_unit_test(hardware_keys_must_be_touched),
    cmocka_unit_test(blocks_are_split),
    cmocka_unit_test(key_lines_have_one_spelling),
    cmocka_unit_test(hardware_key_lines_are_read),
    cmocka_unit_test(agrees_with_ssh_keygen),
};

TEST_MAIN(tests)
