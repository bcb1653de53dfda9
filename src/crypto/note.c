#include "crypto/note.h"

#include <sodium.h>

#include "base/encode.h"
#include "base/unicode.h"
#include "crypto/hash.h"

#define LINE_START "\xe2\x80\x94 " /* em dash, space */

enum { KEY_ID_SIZE = 4, TIME_SIZE = 8 };

/* White space as Unicode has it, beyond ASCII control characters. */
static bool is_space(uint32_t character)
{
    static const uint32_t spaces[] = {' ',    0x85,   0xa0,   0x1680, 0x2028,
                                      0x2029, 0x202f, 0x205f, 0x3000};

    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (character == spaces[i])
            return true;
    return character >= 0x2000 && character <= 0x200a;
}

static bool is_name(struct slice name)
{
    struct slice rest = name;

    if (name.size == 0)
        return false;
    while (rest.size > 0) {
        uint32_t character;

        if (!unicode_next(&rest, &character) || character < ' ' || character == '+' ||
            is_space(character))
            return false;
    }
    return true;
}

static uint32_t read_u32(const uint8_t *data)
{
    return (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
}

static uint32_t key_id(const struct note_key *key)
{
    uint8_t type = (uint8_t)key->type;
    const struct slice parts[] = {slice_text(key->name), SLICE("\n"), slice_of(&type, 1),
                                  slice_of(key->public_key, ED25519_PUBLIC)};

    return read_u32(sha256_of_parts(parts, sizeof parts / sizeof *parts).bytes);
}

bool note_key_make(struct slice name, enum note_key_type type,
                   const uint8_t public_key[ED25519_PUBLIC], struct note_key *out,
                   struct error *error)
{
    if (name.size >= NOTE_NAME_TEXT || !is_name(name))
        return error_set(error, ERROR_KEY_FORMAT,
                         "a key's name has 1 to %d bytes without space, control character or '+'",
                         NOTE_NAME_TEXT - 1);
    *out = (struct note_key){.type = type};
    memcpy(out->name, name.data, name.size);
    memcpy(out->public_key, public_key, ED25519_PUBLIC);
    out->id = key_id(out);
    return true;
}

void note_key_format(const struct note_key *key, struct buffer *out)
{
    uint8_t typed[1 + ED25519_PUBLIC] = {(uint8_t)key->type};

    memcpy(typed + 1, key->public_key, ED25519_PUBLIC);
    buffer_format(out, "%s+%08x+", key->name, key->id);
    base64_append(out, slice_of(typed, sizeof typed));
}

bool note_key_parse(struct slice vkey, struct note_key *out, struct error *error)
{
    size_t name_end = slice_find(vkey, 0, '+'), id_end = SIZE_MAX;
    struct buffer typed = {0}, again = {0};
    struct note_key key;
    bool good = false;

    if (name_end != SIZE_MAX)
        id_end = slice_find(vkey, name_end + 1, '+');
    if (name_end == SIZE_MAX || id_end == SIZE_MAX ||
        !base64_decode(slice_from(vkey, id_end + 1), &typed) || typed.size != 1 + ED25519_PUBLIC ||
        (typed.data[0] != NOTE_ED25519 && typed.data[0] != NOTE_COSIGNATURE) ||
        !note_key_make(slice_part(vkey, 0, name_end), (enum note_key_type)typed.data[0],
                       typed.data + 1, &key, error))
        goto out;
    note_key_format(&key, &again);
    good = slice_equal(vkey, buffer_slice(&again));
out:
    buffer_free(&typed);
    buffer_free(&again);
    if (!good)
        return error_set(
            error, ERROR_KEY_FORMAT,
            "not a verifier key \"name+id+base64\" of type 01 or 04, or its id is wrong");
    *out = key;
    return true;
}

bool note_key_equal(const struct note_key *a, const struct note_key *b)
{
    return a->type == b->type && strcmp(a->name, b->name) == 0 &&
           memcmp(a->public_key, b->public_key, ED25519_PUBLIC) == 0;
}

/* UTF-8 without control characters other than newline. */
static bool is_note_text(struct slice bytes)
{
    while (bytes.size > 0) {
        uint32_t character;

        if (!unicode_next(&bytes, &character) || (character < ' ' && character != '\n'))
            return false;
    }
    return true;
}

/* Offset of the last empty line's newline: the text ends before it. SIZE_MAX: none. */
static size_t find_signatures(struct slice bytes)
{
    for (size_t at = bytes.size; at >= 2; at--)
        if (bytes.data[at - 1] == '\n' && bytes.data[at - 2] == '\n')
            return at - 1;
    return SIZE_MAX;
}

static bool read_signature_line(struct slice line, struct note_signature *out)
{
    struct slice rest = slice_from(line, sizeof LINE_START - 1);
    struct buffer decoded = {0};
    size_t space = slice_find(rest, 0, ' ');
    bool good = false;

    if (!slice_starts(line, SLICE(LINE_START)) || space == SIZE_MAX)
        return false;
    out->name = slice_part(rest, 0, space);
    out->encoded = slice_from(rest, space + 1);
    if (!is_name(out->name))
        return false;
    if (base64_decode(out->encoded, &decoded) && decoded.size > KEY_ID_SIZE) {
        out->id = read_u32(decoded.data);
        good = true;
    }
    buffer_free(&decoded);
    return good;
}

bool note_parse(struct slice bytes, struct note *out, struct error *error)
{
    struct slice rest, line;
    size_t end;

    *out = (struct note){0};
    if (bytes.size > NOTE_LIMIT)
        return error_set(error, ERROR_NOTE_FORMAT, "the note is longer than %d bytes", NOTE_LIMIT);
    if (!is_note_text(bytes))
        return error_set(error, ERROR_NOTE_FORMAT,
                         "the note has invalid UTF-8 or a control character");
    end = find_signatures(bytes);
    if (end == SIZE_MAX)
        return error_set(error, ERROR_NOTE_FORMAT, "the note has no empty line before signatures");
    out->text = slice_part(bytes, 0, end);
    rest = slice_from(bytes, end + 1);
    while (slice_line(&rest, &line)) {
        if (out->count == NOTE_SIGNATURES)
            return error_set(error, ERROR_NOTE_FORMAT, "the note has more than %d signatures",
                             NOTE_SIGNATURES);
        if (!read_signature_line(line, &out->signatures[out->count++]))
            return error_set(error, ERROR_NOTE_FORMAT,
                             "signature line %zu of the note is malformed", out->count);
    }
    if (rest.size > 0 || out->count == 0)
        return error_set(error, ERROR_NOTE_FORMAT,
                         "the note does not end with complete signature lines");
    return true;
}

/* What a witness signs. */
static void append_cosigned(struct buffer *out, instant at, struct slice text)
{
    buffer_format(out, "cosignature/v1\ntime %lld\n", (long long)at);
    buffer_append(out, text);
}

/* `bytes` is what stands behind the key id. */
static bool verify_bytes(struct slice text, const struct note_key *key, struct slice bytes,
                         instant *time)
{
    struct buffer signed_text = {0};
    uint64_t at = 0;
    bool good;

    *time = 0;
    if (key->type == NOTE_ED25519)
        return bytes.size == ED25519_SIGNATURE && ed25519_verify(key->public_key, text, bytes.data);
    if (bytes.size != TIME_SIZE + ED25519_SIGNATURE)
        return false;
    at = (uint64_t)read_u32(bytes.data) << 32 | read_u32(bytes.data + 4);
    if (at == 0 || at > INT64_MAX)
        return false;
    *time = (instant)at;
    append_cosigned(&signed_text, *time, text);
    good = ed25519_verify(key->public_key, buffer_slice(&signed_text), bytes.data + TIME_SIZE);
    buffer_free(&signed_text);
    return good;
}

bool note_verify_one(const struct note *note, const struct note_key *key, bool *present,
                     instant *time, struct error *error)
{
    const struct note_signature *found = NULL;
    struct buffer decoded = {0};
    instant at;
    bool good;

    *present = false;
    for (size_t i = 0; i < note->count; i++) {
        const struct note_signature *line = &note->signatures[i];

        if (line->id != key->id || !slice_is(line->name, key->name))
            continue;
        if (found)
            return error_set(error, ERROR_NOTE_SIGNATURE, "the note has two signatures by %s",
                             key->name);
        found = line;
    }
    if (!found)
        return true;
    good = base64_decode(found->encoded, &decoded) &&
           verify_bytes(note->text, key, slice_from(buffer_slice(&decoded), KEY_ID_SIZE), &at);
    buffer_free(&decoded);
    if (!good)
        return error_set(error, ERROR_NOTE_SIGNATURE, "the note's signature by %s is wrong",
                         key->name);
    *present = true;
    if (time)
        *time = at;
    return true;
}

bool note_signer_make(struct slice name, enum note_key_type type, const uint8_t seed[ED25519_SEED],
                      struct note_signer *out, struct error *error)
{
    struct note_signer signer;
    bool good;

    ed25519_from_seed(seed, &signer.pair);
    good = note_key_make(name, type, signer.pair.public_key, &signer.key, error);
    if (good)
        *out = signer;
    note_signer_wipe(&signer);
    return good;
}

void note_signer_wipe(struct note_signer *signer)
{
    sodium_memzero(signer, sizeof *signer);
}

static void append_line(struct buffer *out, const struct note_key *key, struct slice bytes)
{
    struct buffer identified = {0};

    buffer_u32(&identified, key->id);
    buffer_append(&identified, bytes);
    buffer_format(out, LINE_START "%s ", key->name);
    base64_append(out, buffer_slice(&identified));
    buffer_byte(out, '\n');
    buffer_free(&identified);
}

bool note_sign(struct slice text, const struct note_signer *signer, struct buffer *out,
               struct error *error)
{
    uint8_t signature[ED25519_SIGNATURE];

    if (signer->key.type != NOTE_ED25519)
        return error_set(error, ERROR_KEY_FORMAT, "%s is a witness key and does not sign notes",
                         signer->key.name);
    if (!slice_ends(text, SLICE("\n")) || !is_note_text(text))
        return error_set(error, ERROR_NOTE_FORMAT,
                         "a note's text is UTF-8 lines without control characters");
    ed25519_sign(&signer->pair, text, signature);
    append_line(out, &signer->key, slice_of(signature, sizeof signature));
    return true;
}

bool note_cosign(struct slice text, const struct note_signer *signer, instant at,
                 struct buffer *out, struct error *error)
{
    struct buffer signed_text = {0}, bytes = {0};
    uint8_t signature[ED25519_SIGNATURE];

    if (signer->key.type != NOTE_COSIGNATURE)
        return error_set(error, ERROR_KEY_FORMAT, "%s is not a witness key", signer->key.name);
    if (!slice_ends(text, SLICE("\n")) || !is_note_text(text) || at <= 0)
        return error_set(error, ERROR_NOTE_FORMAT,
                         "a cosigned text is UTF-8 lines, its time after 1970");
    append_cosigned(&signed_text, at, text);
    ed25519_sign(&signer->pair, buffer_slice(&signed_text), signature);
    buffer_u64(&bytes, (uint64_t)at);
    buffer_append(&bytes, slice_of(signature, sizeof signature));
    append_line(out, &signer->key, buffer_slice(&bytes));
    buffer_free(&signed_text);
    buffer_free(&bytes);
    return true;
}
