/* Whatever is done to a writ, it permits nothing that the original did not. An input that begins
 * with
 * '{' is a writ of its own; any other is a list of edits of the story's writ, five bytes each:
 * place (3), what to do (1), value (1). The places count base64 as what it is: text. */
#include <stdio.h>
#include <stdlib.h>

#include "node/world.h"
#include "writ/same_permit.h"

static struct world world;
static struct buffer permitted;

static void spell(struct slice text, struct buffer *out)
{
    struct writ_answer *answer = calloc(1, sizeof *answer);
    struct arena arena = {0};
    struct error error = {0};
    struct bundle bundle;

    if (bundle_parse(text, BUNDLE_WRIT, &arena, &bundle, &error)) {
        writ_verify(
            &(struct writ_question){.bundle = &bundle, .trust = &world.trust, .at = world.clock},
            answer);
        if (answer->valid)
            permit_spell(&bundle, answer, out);
        writ_answer_free(answer);
    } else if (error.code == ERROR_NONE || !error.message[0]) {
        abort();
    }
    free(answer);
    arena_free(&arena);
}

static void forget(void)
{
    world_close(&world);
}

static void make(void)
{
    world_open(&world);
    atexit(forget);
    world_story(&world, 8);
    spell(buffer_slice(&world.writ), &permitted);
    if (!permitted.size)
        abort();
}

static struct slice edited(const uint8_t *edits, size_t size, struct buffer *text)
{
    buffer_append(text, buffer_slice(&world.writ));
    for (; size >= 5; edits += 5, size -= 5) {
        size_t place = ((size_t)edits[0] << 16 | (size_t)edits[1] << 8 | edits[2]) % text->size;
        size_t length = edits[4] < text->size - place ? edits[4] : text->size - place;

        switch (edits[3] % 4) {
        case 0:
            text->data[place] = edits[4];
            break;
        case 1: /* leave out */
            memmove(text->data + place, text->data + place + length, text->size - place - length);
            text->size -= length;
            break;
        case 2: /* the same again, over what follows */
            if (place + 2 * length <= text->size)
                memcpy(text->data + place + length, text->data + place, length);
            break;
        default: /* another part of it */
            if (place >= length * 100)
                memcpy(text->data + place, text->data + place - length * 100, length);
        }
        if (text->size == 0)
            break;
    }
    return buffer_slice(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer text = {0}, found = {0};

    if (!permitted.size)
        make();
    if (size && data[0] == '{')
        spell(slice_of(data, size), &found);
    else
        spell(edited(data, size, &text), &found);
    if (found.size && !slice_equal(buffer_slice(&found), buffer_slice(&permitted)))
        abort();
    buffer_free(&text);
    buffer_free(&found);
    return 0;
}
