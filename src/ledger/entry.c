#include "ledger/entry.h"

#include "base/encode.h"

#define OPEN_LINE   "proviso/1 open"
#define SEALED_LINE "proviso/1 sealed"

static const instant last_instant = INT64_C(253402300799); /* 9999-12-31T23:59:59Z */

static bool append_head(instant time, const char *kind, struct buffer *out, struct error *error)
{
    char text[INSTANT_TEXT];

    if (time < 0 || time > last_instant)
        return error_set(error, ERROR_ENTRY_FORMAT,
                         "an entry's time lies outside the years 1970 to 9999");
    buffer_format(out, "%s\n%s\n", kind, instant_format(time, text));
    return true;
}

bool entry_write_open(instant time, struct slice payload, struct slice signatures,
                      struct buffer *out, struct error *error)
{
    size_t before = out->size;

    if (payload.size == 0 || payload.size > ENTRY_LIMIT || signatures.size > ENTRY_LIMIT)
        return error_set(error, ERROR_ENTRY_FORMAT,
                         "an entry's payload is not empty, the whole at most %d bytes",
                         ENTRY_LIMIT);
    if (!append_head(time, OPEN_LINE, out, error))
        return false;
    buffer_format(out, "%zu\n", payload.size);
    buffer_append(out, payload);
    buffer_append(out, signatures);
    if (out->size - before > ENTRY_LIMIT) {
        out->size = before;
        return error_set(error, ERROR_ENTRY_FORMAT, "an entry is at most %d bytes long",
                         ENTRY_LIMIT);
    }
    return true;
}

static void append_counted(struct sha256 *hash, struct slice bytes)
{
    uint8_t length[8];

    for (unsigned i = 0; i < sizeof length; i++)
        length[i] = (uint8_t)((uint64_t)bytes.size >> (8 * (7 - i)));
    sha256_append(hash, slice_of(length, sizeof length));
    sha256_append(hash, bytes);
}

struct digest entry_commitment(const uint8_t salt[ENTRY_SALT], struct slice payload,
                               struct slice signatures)
{
    struct digest payload_hash = sha256_of(payload), signatures_hash = sha256_of(signatures);
    struct sha256 hash;

    sha256_start(&hash);
    append_counted(&hash, slice_of(salt, ENTRY_SALT));
    append_counted(&hash, digest_slice(&payload_hash));
    append_counted(&hash, digest_slice(&signatures_hash));
    return sha256_finish(&hash);
}

bool entry_write_sealed(instant time, struct digest commitment, struct buffer *out,
                        struct error *error)
{
    if (!append_head(time, SEALED_LINE, out, error))
        return false;
    digest_append(out, commitment);
    buffer_byte(out, '\n');
    return true;
}

static bool read_open(struct slice rest, struct entry *out)
{
    struct slice line;
    int64_t length;

    if (!slice_line(&rest, &line) || !slice_decimal(line, &length) || length == 0 ||
        (uint64_t)length > rest.size)
        return false;
    out->kind = ENTRY_OPEN;
    out->payload = slice_part(rest, 0, (size_t)length);
    out->signatures = slice_from(rest, (size_t)length);
    return true;
}

static bool read_sealed(struct slice rest, struct entry *out)
{
    struct slice line;

    out->kind = ENTRY_SEALED;
    return slice_line(&rest, &line) && rest.size == 0 && digest_read(line, &out->commitment);
}

bool entry_parse(struct slice bytes, struct entry *out, struct error *error)
{
    struct slice rest = bytes, kind, time;
    struct entry entry = {0};
    bool good;

    if (bytes.size > ENTRY_LIMIT || !slice_line(&rest, &kind) || !slice_line(&rest, &time))
        return error_set(error, ERROR_ENTRY_FORMAT,
                         "not a ledger entry of at most %d bytes with its first two lines",
                         ENTRY_LIMIT);
    if (!instant_parse(time, &entry.time, error))
        return error_set(error, ERROR_ENTRY_FORMAT, "the entry's second line is not a time");
    if (slice_is(kind, OPEN_LINE))
        good = read_open(rest, &entry);
    else
        good = slice_is(kind, SEALED_LINE) && read_sealed(rest, &entry);
    if (!good)
        return error_set(error, ERROR_ENTRY_FORMAT,
                         "the entry is neither an open nor a sealed one as Proviso writes them");
    *out = entry;
    return true;
}

bool entry_records(const struct entry *entry, const uint8_t *salt, struct slice payload,
                   struct slice signatures)
{
    if (entry->kind == ENTRY_OPEN)
        return slice_equal(entry->payload, payload) && slice_equal(entry->signatures, signatures);
    return salt && digest_equal(entry->commitment, entry_commitment(salt, payload, signatures));
}

struct digest entry_leaf_hash(struct slice bytes)
{
    const struct slice parts[] = {SLICE("\0"), bytes};

    return sha256_of_parts(parts, 2);
}
