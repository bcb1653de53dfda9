#include "reading.h"

#include "test.h"

bool reading_has(struct slice text, const char *part)
{
    return memmem(text.data, text.size, part, strlen(part)) != NULL;
}

enum { SEGMENTS = 4000, DEPTH = 64 };

/* Texts between tags outside elements that have a language of their own or are code. */
static size_t segments_of(struct slice page, struct slice out[SEGMENTS])
{
    bool foreign[DEPTH] = {false};
    size_t count = 0, depth = 0, at = 0;

    while (at < page.size && count < SEGMENTS) {
        size_t open = slice_find(page, at, '<'), close;
        struct slice text = slice_part(page, at, open == SIZE_MAX ? SIZE_MAX : open - at), tag;

        if (text.size && depth && !foreign[depth])
            out[count++] = text;
        if (open == SIZE_MAX)
            break;
        close = slice_find(page, open, '>');
        tag = slice_part(page, open, close + 1 - open);
        at = close + 1;
        if (slice_starts(tag, SLICE("</"))) {
            depth--;
        } else if (!slice_starts(tag, SLICE("<!")) && !slice_starts(tag, SLICE("<meta")) &&
                   !slice_starts(tag, SLICE("<link")) && !slice_starts(tag, SLICE("<input")) &&
                   !slice_starts(tag, SLICE("<br"))) {
            assert_true(++depth < DEPTH);
            foreign[depth] = foreign[depth - 1] || slice_starts(tag, SLICE("<code")) ||
                             slice_starts(tag, SLICE("<pre")) ||
                             slice_starts(tag, SLICE("<textarea")) ||
                             (depth > 1 && reading_has(tag, " lang=\""));
        }
    }
    assert_int_equal(0, depth);
    return count;
}

/* Two words of three letters or more. */
static bool is_sentence(struct slice text)
{
    size_t words = 0, letters = 0;

    for (size_t i = 0; i <= text.size; i++) {
        uint8_t c = i < text.size ? text.data[i] : ' ';

        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
            letters++;
        } else {
            words += letters >= 3;
            letters = 0;
        }
    }
    return words >= 2;
}

void reading_is_translated(const char *place, struct slice english, struct slice french)
{
    static struct slice before[SEGMENTS], after[SEGMENTS];
    size_t count = segments_of(english, before), other = segments_of(french, after);

    for (size_t j = 0; j < other; j++)
        for (size_t k = 0; is_sentence(after[j]) && k < count; k++)
            if (slice_equal(after[j], before[k]))
                fail_msg("%s: \"%.*s\" is not French", place, SLICE_ARG(after[j]));
}
