#include "crypto/cbor.h"

enum major {
    MAJOR_UNSIGNED,
    MAJOR_NEGATIVE,
    MAJOR_BYTES,
    MAJOR_TEXT,
    MAJOR_ARRAY,
    MAJOR_MAP,
    MAJOR_TAG,
    MAJOR_SIMPLE
};

enum { SIMPLE_FALSE = 20, SIMPLE_NULL = 22 };

/* The head of an item: its major type and its argument in the shortest of the five forms. */
static bool take_head(struct slice *rest, enum major *major, uint64_t *argument)
{
    static const uint64_t least[] = {24, 0x100, 0x10000, 0x100000000};
    unsigned low, bytes;

    if (rest->size == 0)
        return false;
    *major = (enum major)(rest->data[0] >> 5);
    low = rest->data[0] & 31;
    *rest = slice_from(*rest, 1);
    *argument = low;
    if (low < 24)
        return true;
    if (low > 27)
        return false;
    bytes = 1u << (low - 24);
    if (rest->size < bytes)
        return false;
    *argument = 0;
    for (unsigned i = 0; i < bytes; i++)
        *argument = *argument << 8 | rest->data[i];
    *rest = slice_from(*rest, bytes);
    return *argument >= least[low - 24];
}

/* A container's length cannot exceed what follows: each of its items has at least a byte. */
static bool take_length(struct slice *rest, enum major wanted, size_t *out)
{
    enum major major;
    uint64_t argument;

    if (!take_head(rest, &major, &argument) || major != wanted || argument > rest->size)
        return false;
    *out = (size_t)argument;
    return true;
}

static bool take_string(struct slice *rest, enum major wanted, struct slice *out)
{
    size_t size;

    if (!take_length(rest, wanted, &size))
        return false;
    *out = slice_part(*rest, 0, size);
    *rest = slice_from(*rest, size);
    return true;
}

bool cbor_map(struct slice *rest, size_t *pairs)
{
    return take_length(rest, MAJOR_MAP, pairs);
}

bool cbor_text(struct slice *rest, struct slice *out)
{
    return take_string(rest, MAJOR_TEXT, out);
}

bool cbor_bytes(struct slice *rest, struct slice *out)
{
    return take_string(rest, MAJOR_BYTES, out);
}

bool cbor_integer(struct slice *rest, int64_t *out)
{
    enum major major;
    uint64_t argument;

    if (!take_head(rest, &major, &argument) || major > MAJOR_NEGATIVE || argument > INT64_MAX)
        return false;
    *out = major == MAJOR_UNSIGNED ? (int64_t)argument : -1 - (int64_t)argument;
    return true;
}

bool cbor_skip(struct slice *rest, unsigned depth)
{
    enum major major;
    uint64_t argument;

    if (!take_head(rest, &major, &argument))
        return false;
    switch (major) {
    case MAJOR_UNSIGNED:
    case MAJOR_NEGATIVE:
        return true;
    case MAJOR_BYTES:
    case MAJOR_TEXT:
        if (argument > rest->size)
            return false;
        *rest = slice_from(*rest, (size_t)argument);
        return true;
    case MAJOR_ARRAY:
    case MAJOR_MAP:
        if (depth == 0 || argument > rest->size)
            return false;
        for (uint64_t i = 0; i < argument << (major == MAJOR_MAP); i++)
            if (!cbor_skip(rest, depth - 1))
                return false;
        return true;
    default:
        return major == MAJOR_SIMPLE && argument >= SIMPLE_FALSE && argument <= SIMPLE_NULL;
    }
}
