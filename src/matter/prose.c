#include "matter/prose.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "matter/letters.h"

enum {
    WORD_LETTERS = 64, /* what is longer without a break counts as several words */
    WINDOW = 5,        /* a phrase lies within so many words */
    FIRST_ROOM = 1024
};

/* Different hashes while they are gathered. */
struct gathering {
    uint64_t *items;
    size_t count, room;
    unsigned level; /* only those below 2^(64 - level) are taken */
};

struct reader {
    const uint8_t *key;
    struct prose *out;
    uint32_t
        letters[WORD_LETTERS]; /* of the word that is read, or the last of a row without spaces */
    size_t letter_count;
    enum letter_kind kind;       /* of those letters; LETTER_DIGIT where one of them is */
    uint64_t before[WINDOW - 1]; /* the hashes of the last words, newest last */
    size_t before_count;
    bool number; /* the last word was one */
    struct gathering words, phrases;
};

static uint64_t most_at(unsigned level)
{
    return UINT64_MAX >> level;
}

/* ---- sets of hashes ---- */

/* Hashes are even under `most`, so that the first bits of each say where about it belongs. Equal ones
 * lie together, and an insertion sort brings the rest into order. */
static void sort(uint64_t *items, size_t count, unsigned level)
{
    unsigned bits = 1;
    size_t *starts;
    uint64_t *sorted;

    while (bits < 18 && (size_t)1 << bits < count)
        bits++;
    starts = memory_take((((size_t)1 << bits) + 1) * sizeof *starts);
    sorted = memory_grow(NULL, count + 1, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        starts[(items[i] << level >> (64 - bits)) + 1]++;
    for (size_t i = 0; i < (size_t)1 << bits; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < count; i++)
        sorted[starts[items[i] << level >> (64 - bits)]++] = items[i];
    for (size_t i = 0; i < count; i++) {
        uint64_t item = sorted[i];
        size_t at = i;

        for (; at > 0 && items[at - 1] > item; at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
    free(sorted);
    free(starts);
}

static void settle(struct gathering *set)
{
    size_t kept = 0;

    if (set->count == 0)
        return;
    sort(set->items, set->count, set->level);
    for (size_t i = 0; i < set->count; i++)
        if (i == 0 || set->items[i] != set->items[kept - 1])
            set->items[kept++] = set->items[i];
    set->count = kept;
    while (set->count > PROSE_PHRASES) {
        set->level++;
        while (set->count > 0 && set->items[set->count - 1] > most_at(set->level))
            set->count--;
    }
}

static void add(struct gathering *set, uint64_t hash)
{
    if (hash > most_at(set->level))
        return;
    if (set->count == set->room) {
        if (set->room < 2 * PROSE_PHRASES) {
            set->room = set->room ? 2 * set->room : FIRST_ROOM;
            set->items = memory_grow(set->items, set->room, sizeof *set->items);
        } else {
            settle(set);
        }
    }
    if (hash <= most_at(set->level))
        set->items[set->count++] = hash;
}

/* ---- words ---- */

static void take_phrases(struct reader *reader, uint64_t last)
{
    for (size_t i = 0; i < reader->before_count; i++)
        for (size_t j = i + 1; j < reader->before_count; j++) {
            const uint64_t three[] = {reader->before[i], reader->before[j], last};

            add(&reader->phrases, siphash24(reader->key, slice_of(three, sizeof three)));
        }
}

static void take_word(struct reader *reader, uint64_t hash)
{
    reader->out->words++;
    add(&reader->words, hash);
    take_phrases(reader, hash);
    if (reader->before_count == WINDOW - 1)
        memmove(reader->before, reader->before + 1, (WINDOW - 2) * sizeof *reader->before);
    else
        reader->before_count++;
    reader->before[reader->before_count - 1] = hash;
}

static uint64_t hash_of(const struct reader *reader, const uint32_t *letters, size_t count)
{
    return siphash24(reader->key, slice_of(letters, count * sizeof *letters));
}

static void end_word(struct reader *reader)
{
    static const uint32_t any_number = '0';
    bool number = reader->kind == LETTER_DIGIT;

    if (reader->letter_count && (reader->kind == LETTER_WORD || (number && !reader->number)))
        take_word(reader, number ? hash_of(reader, &any_number, 1)
                                 : hash_of(reader, reader->letters, reader->letter_count));
    if (reader->letter_count)
        reader->number = number;
    reader->letter_count = 0;
}

/* In a script without spaces each character ends a word of this many. */
static void take_neighbour(struct reader *reader, enum letter_kind kind, uint32_t letter)
{
    size_t size = kind == LETTER_PAIR ? 2 : 3;

    if (reader->letter_count && reader->kind != kind)
        end_word(reader);
    reader->kind = kind;
    if (reader->letter_count == size)
        memmove(reader->letters, reader->letters + 1, (--reader->letter_count) * sizeof letter);
    reader->letters[reader->letter_count++] = letter;
    if (reader->letter_count == size)
        take_word(reader, hash_of(reader, reader->letters, size));
}

static void take_letter(struct reader *reader, enum letter_kind kind, uint32_t letter)
{
    if (reader->letter_count && ((reader->kind != LETTER_WORD && reader->kind != LETTER_DIGIT) ||
                                 reader->letter_count == WORD_LETTERS))
        end_word(reader);
    if (reader->letter_count == 0 || kind == LETTER_DIGIT)
        reader->kind = kind;
    reader->letters[reader->letter_count++] = letter;
}

static void take_character(struct reader *reader, uint32_t character)
{
    uint32_t letter = character;
    enum letter_kind kind = letter_fold(character, &letter);

    if (kind == LETTER_BREAK)
        end_word(reader);
    else if (kind == LETTER_PAIR || kind == LETTER_TRIPLE)
        take_neighbour(reader, kind, letter);
    else if (kind != LETTER_NOTHING)
        take_letter(reader, kind, letter);
}

static bool refuse_at(struct slice attachment, struct slice rest, const char *why,
                      struct error *error)
{
    struct slice before = slice_part(attachment, 0, attachment.size - rest.size);
    uint32_t line = 1, column = 1;

    for (size_t i = 0; i < before.size; i++) {
        column++;
        if (before.data[i] != '\n')
            continue;
        line++;
        column = 1;
    }
    error_set(error, ERROR_TEXT_INVALID, "%s", why);
    return error_at(error, line, column);
}

static bool read_text(struct reader *reader, struct slice attachment, struct slice rest,
                      struct error *error)
{
    while (rest.size) {
        struct slice at;
        uint32_t character;

        if (!rest.data[0])
            return refuse_at(attachment, rest, "a text has no NUL in it", error);
        at = rest;
        if (!unicode_next(&rest, &character))
            return refuse_at(attachment, rest, "a text is UTF-8", error);
        if (unicode_is_meaningless(character))
            return refuse_at(
                attachment, at,
                "a text has no characters that mean nothing: private use, or planes without any",
                error);
        take_character(reader, character);
    }
    end_word(reader);
    return true;
}

static struct phrases keep(struct gathering *set, struct arena *arena)
{
    struct phrases kept;

    settle(set);
    kept = (struct phrases){
        .items = (const uint64_t *)arena_copy(arena,
                                              slice_of(set->items, set->count * sizeof *set->items))
                     .data,
        .count = set->count,
        .level = set->level,
    };
    return kept;
}

bool prose_read(struct slice attachment, const uint8_t key[SIPHASH_KEY], struct arena *arena,
                struct prose *out, struct error *error)
{
    struct reader reader = {.key = key, .out = out};
    struct slice rest = attachment, salt;
    bool ok;

    *out = (struct prose){0};
    if (!slice_line(&rest, &salt) || salt.size != 64)
        return error_set(error, ERROR_ATTACHMENT_WRONG,
                         "an attachment begins with a line of 32 random bytes in hex");
    ok = read_text(&reader, attachment, rest, error);
    if (ok) {
        settle(&reader.words);
        out->different = (uint64_t)reader.words.count << reader.words.level;
        out->phrases = keep(&reader.phrases, arena);
    } else {
        *out = (struct prose){0};
    }
    free(reader.words.items);
    free(reader.phrases.items);
    return ok;
}

/* ---- overlap ---- */

/* How many items are not above `most`: they come first. */
static size_t count_to(const struct phrases *set, size_t first, uint64_t most)
{
    size_t low = first, high = set->count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (set->items[middle] <= most)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t shared(const struct phrases *few, size_t few_count, const struct phrases *many,
                     size_t many_count)
{
    bool search = few_count < many_count / 16; /* then looking each up is quicker than a merge */
    size_t found = 0, at = 0;

    for (size_t i = 0; i < few_count; i++) {
        if (search)
            at = few->items[i] ? count_to(many, at, few->items[i] - 1) : 0;
        else
            while (at < many_count && many->items[at] < few->items[i])
                at++;
        found += at < many_count && many->items[at] == few->items[i];
    }
    return found;
}

unsigned prose_overlap(const struct phrases *a, const struct phrases *b)
{
    uint64_t most = most_at(a->level > b->level ? a->level : b->level);
    size_t a_count = count_to(a, 0, most), b_count = count_to(b, 0, most);

    if (a_count == 0 || b_count == 0)
        return 0;
    if (a_count > b_count)
        return (unsigned)(shared(b, b_count, a, a_count) * 100 / b_count);
    return (unsigned)(shared(a, a_count, b, b_count) * 100 / a_count);
}

size_t prose_sample(const struct phrases *phrases)
{
    size_t least = phrases->count < PROSE_LEAST ? phrases->count : PROSE_LEAST;
    size_t even = count_to(phrases, 0, most_at(PROSE_SAMPLE));

    return even < least ? least : even;
}
