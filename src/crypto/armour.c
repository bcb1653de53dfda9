#include "crypto/armour.h"

#include <stdio.h>

#include "base/encode.h"

enum { COLUMNS = 70, EDGE_TEXT = 80 };

static struct slice edge(const char *which, const char *label, char text[EDGE_TEXT])
{
    snprintf(text, EDGE_TEXT, "-----%s %s-----\n", which, label);
    return slice_text(text);
}

void armour_write(const char *label, struct slice blob, struct buffer *out)
{
    struct buffer encoded = {0};
    char line[EDGE_TEXT];

    base64_append(&encoded, blob);
    buffer_append(out, edge("BEGIN", label, line));
    for (size_t at = 0; at < encoded.size; at += COLUMNS) {
        buffer_append(out, slice_part(buffer_slice(&encoded), at, COLUMNS));
        buffer_byte(out, '\n');
    }
    buffer_append(out, edge("END", label, line));
    buffer_free(&encoded);
}

bool armour_cut(const char *label, struct slice *rest, struct slice *block)
{
    char text[EDGE_TEXT];
    struct slice left = *rest, line, end;

    if (!slice_starts(left, edge("BEGIN", label, text)))
        return false;
    end = edge("END", label, text);
    end.size--; /* slice_line gives lines without their newline */
    do {
        if (!slice_line(&left, &line))
            return false;
    } while (!slice_equal(line, end));
    *block = slice_part(*rest, 0, rest->size - left.size);
    *rest = left;
    return true;
}

bool armour_read(const char *label, struct slice text, size_t limit, struct buffer *blob)
{
    struct slice rest = text, block, line;
    struct buffer encoded = {0}, again = {0};
    bool good = false;

    if (text.size > limit || !armour_cut(label, &rest, &block) || rest.size != 0)
        goto out;
    slice_line(&block, &line);
    while (slice_line(&block, &line) && !slice_starts(line, SLICE("-")))
        buffer_append(&encoded, line);
    if (!base64_decode(buffer_slice(&encoded), blob))
        goto out;
    armour_write(label, buffer_slice(blob), &again);
    good = slice_equal(text, buffer_slice(&again));
out:
    buffer_free(&encoded);
    buffer_free(&again);
    return good;
}
