#include "law/lexicon.h"

#include <stdlib.h>

#include "base/memory.h"

static const char *const class_names[] = {
#define X(constant, name) name,
    LEXICON_CLASSES(X)
#undef X
};

const char *lexicon_class_name(enum lexicon_class class)
{
    return class < LEXICON_CLASS_COUNT ? class_names[class] : "?";
}

/* 'z' is written 's': "authorize" and "authorise" are one word. */
static uint8_t fold_byte(uint8_t byte)
{
    if (byte >= 'A' && byte <= 'Z')
        byte = (uint8_t)(byte + ('a' - 'A'));
    return byte == 'z' ? 's' : byte;
}

size_t lexicon_fold(struct slice word, char *out, uint32_t *hash)
{
    uint32_t h = 2166136261u;
    size_t size = 0;

    if (word.size >= 2 * LEXICON_WORD)
        return 0;
    for (size_t i = 0; i < word.size; i++) {
        uint8_t byte = fold_byte(word.data[i]);

        if (byte == 'l' && size && out[size - 1] == 'l')
            continue;
        if (size == LEXICON_WORD - 1)
            return 0;
        out[size++] = (char)byte;
        h = (h ^ byte) * 16777619u;
    }
    *hash = h;
    return size;
}

static struct lexicon_word *find_place(const struct lexicon *lexicon, const char *folded,
                                       size_t size, uint32_t hash)
{
    size_t mask = lexicon->capacity - 1, at = hash & mask;

    for (;; at = (at + 1) & mask) {
        struct lexicon_word *word = &lexicon->table[at];

        if (!word->number ||
            (word->hash == hash && word->size == size && memcmp(word->text, folded, size) == 0))
            return word;
    }
}

uint32_t lexicon_find(const struct lexicon *lexicon, const char *folded, size_t size, uint32_t hash)
{
    return size ? find_place(lexicon, folded, size, hash)->number : 0;
}

static void grow_table(struct lexicon *lexicon)
{
    struct lexicon_word *old = lexicon->table;
    size_t capacity = lexicon->capacity;

    lexicon->capacity = capacity ? capacity * 2 : 1024;
    lexicon->table = memory_take(lexicon->capacity * sizeof *lexicon->table);
    for (size_t i = 0; i < capacity; i++)
        if (old[i].number)
            *find_place(lexicon, old[i].text, old[i].size, old[i].hash) = old[i];
    free(old);
}

uint32_t lexicon_add(struct lexicon *lexicon, struct slice word)
{
    char folded[LEXICON_WORD];
    uint32_t hash;
    size_t size = lexicon_fold(word, folded, &hash);
    struct lexicon_word *place;

    if (!size)
        return 0;
    if (lexicon->capacity < 2 * (lexicon->words + 1))
        grow_table(lexicon);
    place = find_place(lexicon, folded, size, hash);
    if (!place->number) {
        *place = (struct lexicon_word){.hash = hash, .size = (uint8_t)size};
        memcpy(place->text, folded, size);
        place->number = (uint32_t)++lexicon->words;
    }
    return place->number;
}

void lexicon_free(struct lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->set_count; i++)
        free(lexicon->sets[i].words);
    free(lexicon->sets);
    free(lexicon->patterns);
    free(lexicon->table);
    arena_free(&lexicon->arena);
    *lexicon = (struct lexicon){0};
}
