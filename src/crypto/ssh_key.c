#include "base/encode.h"
#include "crypto/hash.h"
#include "crypto/wire.h"

static const char *const type_names[] = {
    [SSH_KEY_ED25519] = "ssh-ed25519",
    [SSH_KEY_SK_ED25519] = "sk-ssh-ed25519@openssh.com",
};

enum { KEY_LINE_LIMIT = 1024 };

const char *ssh_key_type_name(enum ssh_key_type type)
{
    return type_names[type];
}

static bool find_type(struct slice name, enum ssh_key_type *out)
{
    for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++) {
        if (slice_is(name, type_names[i])) {
            *out = (enum ssh_key_type)i;
            return true;
        }
    }
    return false;
}

bool ssh_key_read_blob(struct slice blob, struct ssh_key *out)
{
    struct ssh_key key = {0};
    struct slice type, public_key, application;

    if (!wire_string(&blob, &type) || !find_type(type, &key.type) ||
        !wire_string(&blob, &public_key) || public_key.size != ED25519_PUBLIC)
        return false;
    memcpy(key.public_key, public_key.data, ED25519_PUBLIC);
    if (key.type == SSH_KEY_SK_ED25519 &&
        (!wire_string(&blob, &application) ||
         !wire_text(application, key.application, sizeof key.application)))
        return false;
    if (blob.size != 0)
        return false;
    *out = key;
    return true;
}

void ssh_key_write_blob(const struct ssh_key *key, struct buffer *out)
{
    wire_append_string(out, slice_text(type_names[key->type]));
    wire_append_string(out, slice_of(key->public_key, ED25519_PUBLIC));
    if (key->type == SSH_KEY_SK_ED25519)
        wire_append_string(out, slice_text(key->application));
}

void ssh_key_format(const struct ssh_key *key, struct buffer *out)
{
    struct buffer blob = {0};

    ssh_key_write_blob(key, &blob);
    buffer_text(out, type_names[key->type]);
    buffer_byte(out, ' ');
    base64_append(out, buffer_slice(&blob));
    buffer_free(&blob);
}

bool ssh_key_equal(const struct ssh_key *a, const struct ssh_key *b)
{
    return a->type == b->type && memcmp(a->public_key, b->public_key, ED25519_PUBLIC) == 0 &&
           strcmp(a->application, b->application) == 0;
}

/* Cuts what a .pub file has behind the key: one newline, then " comment". */
static bool cut_comment(struct slice *text)
{
    size_t type_end, key_end;

    if (slice_ends(*text, SLICE("\n")))
        *text = slice_part(*text, 0, text->size - 1);
    for (size_t i = 0; i < text->size; i++)
        if (text->data[i] < ' ' || text->data[i] == 0x7f)
            return false;
    type_end = slice_find(*text, 0, ' ');
    if (type_end == SIZE_MAX)
        return false;
    key_end = slice_find(*text, type_end + 1, ' ');
    if (key_end != SIZE_MAX)
        *text = slice_part(*text, 0, key_end);
    return true;
}

bool ssh_key_parse(struct slice text, enum ssh_key_line line, struct ssh_key *out,
                   struct error *error)
{
    struct buffer blob = {0}, again = {0};
    struct ssh_key key;
    size_t space;
    bool good = false;

    if (text.size > KEY_LINE_LIMIT || (line == SSH_LINE_FILE && !cut_comment(&text)))
        goto out;
    space = slice_find(text, 0, ' ');
    if (space == SIZE_MAX || !base64_decode(slice_from(text, space + 1), &blob) ||
        !ssh_key_read_blob(buffer_slice(&blob), &key))
        goto out;
    ssh_key_format(&key, &again);
    good = slice_equal(text, buffer_slice(&again));
out:
    buffer_free(&blob);
    buffer_free(&again);
    if (!good)
        return error_set(error, ERROR_KEY_FORMAT,
                         "not a public key line \"ssh-ed25519 …\" or "
                         "\"sk-ssh-ed25519@openssh.com …\"%s",
                         line == SSH_LINE_EXACT ? " without comment" : "");
    *out = key;
    return true;
}

void ssh_key_fingerprint(const struct ssh_key *key, struct buffer *out)
{
    struct buffer line = {0}, blob = {0};
    struct digest digest;

    ssh_key_format(key, &line);
    base64_decode(slice_from(buffer_slice(&line), slice_find(buffer_slice(&line), 0, ' ') + 1),
                  &blob);
    digest = sha256_of(buffer_slice(&blob));
    buffer_text(out, "SHA256:");
    base64_append_unpadded(out, digest_slice(&digest));
    buffer_free(&line);
    buffer_free(&blob);
}
