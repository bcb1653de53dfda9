#include <sodium.h>

#include "base/memory.h"
#include "crypto/age_header.h"
#include "crypto/age_stream.h"

struct age_writer {
    struct age_stream stream;
    age_write *write;
    void *context;
    size_t held; /* bytes in `plain`: a full chunk waits until it is known not to be the last */
    uint8_t plain[AGE_CHUNK];
    uint8_t sealed[AGE_SEALED_CHUNK];
};

static bool check_recipients(const struct age_recipient *recipients, size_t count,
                             struct error *error)
{
    if (count == 0 || count > AGE_RECIPIENTS)
        return error_set(error, ERROR_AGE_KEY, "an age file has 1 to %d recipients, not %zu",
                         AGE_RECIPIENTS, count);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (age_recipient_equal(&recipients[i], &recipients[j]))
                return error_set(error, ERROR_AGE_KEY, "an age recipient is named twice");
    return true;
}

static bool start_payload(struct age_writer *writer, const struct age_recipient *recipients,
                          size_t count, const struct random *random, struct error *error)
{
    uint8_t file_key[AGE_FILE_KEY], nonce[AGE_NONCE], key[AGE_KEY];
    struct buffer header = {0};
    bool good;

    random_fill(random, file_key, sizeof file_key);
    random_fill(random, nonce, sizeof nonce);
    good = age_header_write(recipients, count, random, file_key, &header, error);
    if (good) {
        buffer_append(&header, slice_of(nonce, sizeof nonce));
        age_payload_key(file_key, nonce, key);
        good = age_stream_start(&writer->stream, key, true, error) &&
               writer->write(writer->context, buffer_slice(&header), error);
    }
    sodium_memzero(file_key, sizeof file_key);
    sodium_memzero(key, sizeof key);
    buffer_free(&header);
    return good;
}

bool age_writer_start(struct age_writer **out, const struct age_recipient *recipients, size_t count,
                      const struct random *random, age_write *write, void *context,
                      struct error *error)
{
    struct age_writer *writer;

    *out = NULL;
    if (!check_recipients(recipients, count, error))
        return false;
    writer = memory_take(sizeof *writer);
    writer->write = write;
    writer->context = context;
    if (!start_payload(writer, recipients, count, random, error)) {
        age_writer_free(writer);
        return false;
    }
    *out = writer;
    return true;
}

static bool write_chunk(struct age_writer *writer, struct slice plain, bool last,
                        struct error *error)
{
    return age_stream_seal(&writer->stream, plain, last, writer->sealed, error) &&
           writer->write(writer->context, slice_of(writer->sealed, plain.size + AGE_TAG), error);
}

bool age_writer_append(struct age_writer *writer, struct slice plain, struct error *error)
{
    while (plain.size > 0) {
        size_t part = AGE_CHUNK - writer->held;

        if (part == 0) {
            if (!write_chunk(writer, slice_of(writer->plain, AGE_CHUNK), false, error))
                return false;
            writer->held = 0;
        } else if (part == AGE_CHUNK && plain.size > AGE_CHUNK) {
            if (!write_chunk(writer, slice_part(plain, 0, AGE_CHUNK), false, error))
                return false;
            plain = slice_from(plain, AGE_CHUNK);
        } else {
            if (part > plain.size)
                part = plain.size;
            memcpy(writer->plain + writer->held, plain.data, part);
            writer->held += part;
            plain = slice_from(plain, part);
        }
    }
    return true;
}

bool age_writer_finish(struct age_writer *writer, struct error *error)
{
    return write_chunk(writer, slice_of(writer->plain, writer->held), true, error);
}

void age_writer_free(struct age_writer *writer)
{
    if (!writer)
        return;
    age_stream_end(&writer->stream);
    memory_wipe_free(writer, sizeof *writer);
}

static bool append_to_buffer(void *context, struct slice bytes, struct error *error)
{
    (void)error;
    buffer_append(context, bytes);
    return true;
}

bool age_encrypt(struct slice plain, const struct age_recipient *recipients, size_t count,
                 const struct random *random, struct buffer *out, struct error *error)
{
    size_t before = out->size;
    struct age_writer *writer;
    bool good = age_writer_start(&writer, recipients, count, random, append_to_buffer, out, error);

    good = good && age_writer_append(writer, plain, error) && age_writer_finish(writer, error);
    age_writer_free(writer);
    if (!good)
        out->size = before;
    return good;
}
