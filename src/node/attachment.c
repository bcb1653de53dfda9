#include "node/attachment.h"

#include "base/encode.h"

void attachment_salted(const struct random *random, struct slice text, struct buffer *out)
{
    uint8_t salt[32];

    random_fill(random, salt, sizeof salt);
    hex_append(out, slice_of(salt, sizeof salt));
    buffer_byte(out, '\n');
    buffer_append(out, text);
}

void attachment_make(struct slice text, struct buffer *out)
{
    struct random random = random_system();

    attachment_salted(&random, text, out);
}

bool attachment_is(struct slice bytes)
{
    uint8_t salt[32];

    return bytes.size > ATTACHMENT_LINE && bytes.data[ATTACHMENT_LINE - 1] == '\n' &&
           hex_read(slice_part(bytes, 0, ATTACHMENT_LINE - 1), salt, sizeof salt);
}
