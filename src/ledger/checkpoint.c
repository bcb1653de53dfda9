#include "ledger/checkpoint.h"

#include <stdlib.h>

#include "base/encode.h"

bool checkpoint_hash(struct slice text, struct digest *out)
{
    struct buffer bytes = {0};
    bool good = base64_decode(text, &bytes) && bytes.size == DIGEST_SIZE;

    if (good)
        memcpy(out->bytes, bytes.data, DIGEST_SIZE);
    buffer_free(&bytes);
    return good;
}

bool checkpoint_parse(struct slice text, struct checkpoint *out, struct error *error)
{
    struct slice rest = text, origin, size, root;
    struct checkpoint checkpoint = {0};
    int64_t number;

    if (!slice_line(&rest, &origin) || !slice_line(&rest, &size) || !slice_line(&rest, &root) ||
        rest.size > 0)
        return error_set(error, ERROR_CHECKPOINT_FORMAT,
                         "a checkpoint has exactly the lines origin, size and root");
    if (origin.size == 0 || origin.size >= sizeof checkpoint.origin ||
        memchr(origin.data, 0, origin.size))
        return error_set(error, ERROR_CHECKPOINT_FORMAT, "the checkpoint's origin is not a name");
    if (!slice_decimal(size, &number))
        return error_set(error, ERROR_CHECKPOINT_FORMAT, "the checkpoint's size is not a number");
    if (!checkpoint_hash(root, &checkpoint.root))
        return error_set(error, ERROR_CHECKPOINT_FORMAT,
                         "the checkpoint's root is not 32 bytes in base64");
    memcpy(checkpoint.origin, origin.data, origin.size);
    checkpoint.size = (uint64_t)number;
    *out = checkpoint;
    return true;
}

void checkpoint_format(const struct checkpoint *checkpoint, struct buffer *out)
{
    buffer_format(out, "%s\n%llu\n", checkpoint->origin, (unsigned long long)checkpoint->size);
    base64_append(out, digest_slice(&checkpoint->root));
    buffer_byte(out, '\n');
}

bool checkpoint_equal(const struct checkpoint *a, const struct checkpoint *b)
{
    return strcmp(a->origin, b->origin) == 0 && a->size == b->size &&
           digest_equal(a->root, b->root);
}

bool checkpoint_sign(const struct checkpoint *checkpoint, const struct note_signer *log,
                     struct buffer *out, struct error *error)
{
    struct buffer text = {0}, line = {0};
    bool good = false;

    if (strcmp(checkpoint->origin, log->key.name) != 0) {
        error_set(error, ERROR_KEY_FORMAT, "the key of %s does not sign for %s", log->key.name,
                  checkpoint->origin);
        goto out;
    }
    checkpoint_format(checkpoint, &text);
    if (!note_sign(buffer_slice(&text), log, &line, error))
        goto out;
    buffer_append(out, buffer_slice(&text));
    buffer_byte(out, '\n');
    buffer_append(out, buffer_slice(&line));
    good = true;
out:
    buffer_free(&text);
    buffer_free(&line);
    return good;
}

bool checkpoint_cosign(struct slice note, const struct note_signer *witness, instant at,
                       struct buffer *out, struct error *error)
{
    struct checkpoint checkpoint;
    struct note parsed;

    return note_parse(note, &parsed, error) && checkpoint_parse(parsed.text, &checkpoint, error) &&
           note_cosign(parsed.text, witness, at, out, error);
}

static void append_signature(struct buffer *out, const struct note_signature *signature)
{
    buffer_text(out, "\xe2\x80\x94 ");
    buffer_append(out, signature->name);
    buffer_byte(out, ' ');
    buffer_append(out, signature->encoded);
    buffer_byte(out, '\n');
}

bool checkpoint_add(struct slice note, struct slice line, struct buffer *out, struct error *error)
{
    struct buffer single = {0}, result = {0};
    struct note parsed, added;
    bool good = false;

    /* The line as a note of its own is read by the same strict parser. */
    buffer_text(&single, "line\n\n");
    buffer_append(&single, line);
    if (!note_parse(note, &parsed, error) || !note_parse(buffer_slice(&single), &added, error))
        goto out;
    if (added.count != 1 || !slice_is(added.text, "line\n")) {
        error_set(error, ERROR_NOTE_FORMAT, "not exactly one signature line");
        goto out;
    }
    buffer_append(&result, parsed.text);
    buffer_byte(&result, '\n');
    for (size_t i = 0; i < parsed.count; i++)
        if (parsed.signatures[i].id != added.signatures[0].id ||
            !slice_equal(parsed.signatures[i].name, added.signatures[0].name))
            append_signature(&result, &parsed.signatures[i]);
    append_signature(&result, &added.signatures[0]);
    if (!note_parse(buffer_slice(&result), &parsed, error))
        goto out;
    buffer_append(out, buffer_slice(&result));
    good = true;
out:
    buffer_free(&single);
    buffer_free(&result);
    return good;
}

static bool verify_log(const struct note *note, const struct note_key *log,
                       const struct checkpoint *checkpoint, struct error *error)
{
    bool present;

    if (log->type != NOTE_ED25519)
        return error_set(error, ERROR_KEY_FORMAT, "%s is a witness key, not a ledger's", log->name);
    if (strcmp(checkpoint->origin, log->name) != 0)
        return error_set(error, ERROR_NOTE_SIGNATURE, "the checkpoint is of %s, not of %s",
                         checkpoint->origin, log->name);
    if (!note_verify_one(note, log, &present, NULL, error))
        return false;
    if (!present)
        return error_set(error, ERROR_NOTE_SIGNATURE, "the checkpoint is not signed by %s",
                         log->name);
    return true;
}

/* The same key under two names would count twice in a quorum. */
static bool check_witnesses(const struct note_key *witnesses, size_t count, struct error *error)
{
    if (count > CHECKPOINT_WITNESSES)
        return error_set(error, ERROR_KEY_FORMAT, "more than %d witnesses", CHECKPOINT_WITNESSES);
    for (size_t i = 0; i < count; i++) {
        if (witnesses[i].type != NOTE_COSIGNATURE)
            return error_set(error, ERROR_KEY_FORMAT, "%s is not a witness key", witnesses[i].name);
        for (size_t j = 0; j < i; j++)
            if (memcmp(witnesses[i].public_key, witnesses[j].public_key, ED25519_PUBLIC) == 0)
                return error_set(error, ERROR_KEY_FORMAT, "the witnesses %s and %s have one key",
                                 witnesses[j].name, witnesses[i].name);
    }
    return true;
}

bool checkpoint_verify(struct slice note, const struct note_key *log,
                       const struct note_key *witnesses, size_t count,
                       struct checkpoint_verified *out, struct error *error)
{
    struct checkpoint_verified verified = {0};
    struct note parsed;

    if (!check_witnesses(witnesses, count, error) || !note_parse(note, &parsed, error) ||
        !checkpoint_parse(parsed.text, &verified.checkpoint, error) ||
        !verify_log(&parsed, log, &verified.checkpoint, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        bool present;

        if (!note_verify_one(&parsed, &witnesses[i], &present, &verified.times[i], error))
            return false;
        verified.cosigned += present;
    }
    *out = verified;
    return true;
}

static int compare_times(const void *a, const void *b)
{
    instant left = *(const instant *)a, right = *(const instant *)b;

    return (left > right) - (left < right);
}

bool checkpoint_quorum_time(const instant *times, size_t count, size_t quorum, instant *out)
{
    instant given[CHECKPOINT_WITNESSES];
    size_t found = 0;

    for (size_t i = 0; i < count && found < CHECKPOINT_WITNESSES; i++)
        if (times[i] > 0)
            given[found++] = times[i];
    if (quorum == 0 || quorum > found)
        return false;
    qsort(given, found, sizeof *given, compare_times);
    *out = given[quorum - 1];
    return true;
}
