#include <sodium.h>

#include "base/memory.h"
#include "crypto/age_header.h"
#include "crypto/age_stream.h"

enum { INPUT_CAPACITY = 4 * AGE_CHUNK };

_Static_assert(AGE_HEADER_LIMIT + AGE_NONCE <= INPUT_CAPACITY, "a header fits");
_Static_assert(AGE_SEALED_CHUNK + 1 <= INPUT_CAPACITY, "a chunk and one byte fit");

struct age_reader {
    struct age_stream stream;
    age_read *read;
    void *context;
    bool input_ended, ended, trailing, failed;
    size_t start, filled; /* input[start..filled) was read and not yet used */
    uint8_t input[INPUT_CAPACITY];
    uint8_t plain[AGE_CHUNK];
};

static struct slice available(const struct age_reader *reader)
{
    return slice_of(reader->input + reader->start, reader->filled - reader->start);
}

/* Reads until `wanted` bytes are available or the input ends. */
static bool fill(struct age_reader *reader, size_t wanted, struct error *error)
{
    size_t size;

    if (reader->start + wanted > INPUT_CAPACITY) {
        memmove(reader->input, reader->input + reader->start, reader->filled - reader->start);
        reader->filled -= reader->start;
        reader->start = 0;
    }
    while (available(reader).size < wanted && !reader->input_ended) {
        if (!reader->read(reader->context, reader->input + reader->filled,
                          INPUT_CAPACITY - reader->filled, &size, error))
            return false;
        reader->filled += size;
        reader->input_ended = size == 0;
    }
    return true;
}

static bool refuse(struct age_reader *reader, struct error *error, const char *reason)
{
    reader->failed = true;
    return error_set(error, ERROR_AGE_PAYLOAD, "the age file's content %s", reason);
}

static bool start_payload(struct age_reader *reader, const struct age_identity *identities,
                          size_t count, struct error *error)
{
    uint8_t file_key[AGE_FILE_KEY], key[AGE_KEY];
    size_t size = 0;
    bool good = false;

    if (!fill(reader, AGE_HEADER_LIMIT, error) ||
        !age_header_read(slice_part(available(reader), 0, AGE_HEADER_LIMIT), identities, count,
                         file_key, &size, error))
        goto out;
    reader->start += size;
    if (!fill(reader, AGE_NONCE, error))
        goto out;
    if (available(reader).size < AGE_NONCE) {
        error_set(error, ERROR_AGE_HEADER, "the age file ends with its header");
        goto out;
    }
    age_payload_key(file_key, available(reader).data, key);
    reader->start += AGE_NONCE;
    good = age_stream_start(&reader->stream, key, false, error);
out:
    sodium_memzero(file_key, sizeof file_key);
    sodium_memzero(key, sizeof key);
    return good;
}

bool age_reader_start(struct age_reader **out, const struct age_identity *identities, size_t count,
                      age_read *read, void *context, struct error *error)
{
    struct age_reader *reader = memory_take(sizeof *reader);

    *out = NULL;
    reader->read = read;
    reader->context = context;
    if (!start_payload(reader, identities, count, error)) {
        age_reader_free(reader);
        return false;
    }
    *out = reader;
    return true;
}

/* Decrypts a chunk that seems to be the last or not. A full one that only opens as the other kind
 * is authentic all the same; the next call then reports that bytes follow or are missing. */
static bool open_chunk(struct age_reader *reader, struct slice sealed, bool last)
{
    if (age_stream_open(&reader->stream, sealed, last, reader->plain)) {
        reader->ended = last;
        return true;
    }
    if (sealed.size < AGE_SEALED_CHUNK ||
        !age_stream_open(&reader->stream, sealed, !last, reader->plain))
        return false;
    reader->trailing = !last;
    return true;
}

bool age_reader_next(struct age_reader *reader, struct slice *plain, struct error *error)
{
    bool first = reader->stream.counter == 0, last;
    struct slice sealed;

    *plain = slice_of(NULL, 0);
    if (reader->ended)
        return true;
    if (reader->failed)
        return refuse(reader, error, "was refused before");
    if (reader->trailing)
        return refuse(reader, error, "has bytes behind its end");
    /* One byte more than a chunk tells whether this chunk is the last. */
    if (!fill(reader, AGE_SEALED_CHUNK + 1, error))
        return false;
    last = available(reader).size <= AGE_SEALED_CHUNK;
    sealed = slice_part(available(reader), 0, AGE_SEALED_CHUNK);
    if (sealed.size < AGE_TAG || (sealed.size == AGE_TAG && !first))
        return refuse(reader, error, "is truncated");
    if (!open_chunk(reader, sealed, last))
        return refuse(reader, error, "was altered or is truncated");
    reader->start += sealed.size;
    *plain = slice_of(reader->plain, sealed.size - AGE_TAG);
    return true;
}

void age_reader_free(struct age_reader *reader)
{
    if (!reader)
        return;
    age_stream_end(&reader->stream);
    memory_wipe_free(reader, sizeof *reader);
}

static bool read_slice(void *context, uint8_t *into, size_t capacity, size_t *size,
                       struct error *error)
{
    struct slice *rest = context;

    (void)error;
    *size = rest->size < capacity ? rest->size : capacity;
    if (*size > 0)
        memcpy(into, rest->data, *size);
    *rest = slice_from(*rest, *size);
    return true;
}

bool age_decrypt(struct slice sealed, const struct age_identity *identities, size_t count,
                 struct buffer *out, struct error *error)
{
    size_t before = out->size;
    struct age_reader *reader;
    struct slice plain;
    bool good = age_reader_start(&reader, identities, count, read_slice, &sealed, error);

    while (good && (good = age_reader_next(reader, &plain, error)) && plain.size > 0)
        buffer_append(out, plain);
    age_reader_free(reader);
    if (!good) {
        if (out->size > before)
            sodium_memzero(out->data + before, out->size - before);
        out->size = before;
    }
    return good;
}
