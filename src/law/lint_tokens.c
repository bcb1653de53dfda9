#include "law/lint_tokens.h"

#include <stdlib.h>

#include "base/memory.h"

/* What the last thing before a word was. */
enum before { BEFORE_START, BEFORE_WORD, BEFORE_STOP, BEFORE_OTHER };

struct reader {
    const struct lexicon *lexicon;
    struct lint_tokens *tokens;
    size_t at;
    unsigned flags; /* of the next token */
    enum before before;
    bool line_start; /* only spaces since the start of the line */
    uint8_t item;    /* letter of the last item of this provision; 0: none */
};

static bool is_letter(uint8_t byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 0x80 && byte != 0xE2 && byte != 0xC2);
}

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static uint8_t byte_at(struct slice text, size_t at)
{
    return at < text.size ? text.data[at] : ' ';
}

static bool is_space(uint8_t byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

static void add_token(struct reader *reader, size_t start, size_t size, bool digits)
{
    struct lint_tokens *tokens = reader->tokens;
    struct lint_token *token;
    char folded[LEXICON_WORD];
    uint32_t hash = 0;
    size_t length;

    if (tokens->count == tokens->capacity) {
        tokens->capacity = tokens->capacity ? 2 * tokens->capacity : 1024;
        tokens->items = memory_grow(tokens->items, tokens->capacity, sizeof *tokens->items);
    }
    length = digits ? 0 : lexicon_fold(slice_part(tokens->text, start, size), folded, &hash);
    token = &tokens->items[tokens->count++];
    *token = (struct lint_token){
        .word = length ? lexicon_find(reader->lexicon, folded, length, hash) : 0,
        .start = (uint32_t)start,
        .size = size > UINT16_MAX ? UINT16_MAX : (uint16_t)size,
        .flags = (uint16_t)(reader->flags | (digits ? TOKEN_NUMBER : 0)),
    };
    reader->flags = 0;
    reader->before = BEFORE_WORD;
    reader->line_start = false;
}

/* "person's" is "person": the ending is passed over. */
static void skip_genitive(struct reader *reader)
{
    struct slice text = reader->tokens->text;
    size_t at = reader->at;

    if (byte_at(text, at) == '\'')
        at++;
    else if (byte_at(text, at) == 0xE2 && byte_at(text, at + 1) == 0x80 &&
             byte_at(text, at + 2) == 0x99)
        at += 3;
    else
        return;
    if (byte_at(text, at) == 's' && !is_letter(byte_at(text, at + 1)))
        reader->at = at + 1;
}

static void read_word(struct reader *reader)
{
    struct slice text = reader->tokens->text;
    size_t start = reader->at;
    bool digits = true;

    while (reader->at < text.size &&
           (is_letter(text.data[reader->at]) || is_digit(text.data[reader->at])))
        digits &= is_digit(text.data[reader->at++]);
    /* 1,000,000 is one number */
    while (digits && byte_at(text, reader->at) == ',' && is_digit(byte_at(text, reader->at + 1)))
        for (reader->at++; is_digit(byte_at(text, reader->at));)
            reader->at++;
    add_token(reader, start, reader->at - start, digits);
    skip_genitive(reader);
}

/* "(2) causes …" goes on with the sentence before; "(2) A person …" and "(2) no person …" do not.
 */
static bool goes_on(struct slice text, size_t at)
{
    static const char *const openings[] = {"a",  "an",  "any", "no",  "every", "whoever", "where",
                                           "if", "the", "in",  "for", "it",    "this",    NULL};
    size_t size = 0;

    while (is_space(byte_at(text, at)) && at < text.size)
        at++;
    while (is_letter(byte_at(text, at + size)) && size < 12)
        size++;
    if (!size || byte_at(text, at) < 'a' || byte_at(text, at) > 'z')
        return false;
    for (const char *const *opening = openings; *opening; opening++)
        if (slice_is(slice_part(text, at, size), *opening))
            return false;
    return true;
}

/* "1." or "12." where a paragraph may begin. */
static bool read_paragraph_number(struct reader *reader)
{
    struct slice text = reader->tokens->text;
    size_t at = reader->at;

    if (!reader->line_start && reader->before != BEFORE_START)
        return false;
    while (at - reader->at < 3 && is_digit(byte_at(text, at)))
        at++;
    if (byte_at(text, at) != '.' || !is_space(byte_at(text, at + 1)))
        return false;
    reader->at = at + 1;
    reader->item = 0;
    reader->flags |= goes_on(text, at + 1) ? TOKEN_ITEM : TOKEN_PROVISION | TOKEN_SENTENCE;
    reader->before = BEFORE_STOP;
    return true;
}

/* Size of what stands in "(12A)", "(a)", "(iv)"; 0: no enumerator. */
static size_t enumerator_size(struct slice text, size_t at, bool *number)
{
    size_t size = 0;

    *number = is_digit(byte_at(text, at));
    if (*number) {
        while (size < 4 && is_digit(byte_at(text, at + size)))
            size++;
        size += is_letter(byte_at(text, at + size)) && byte_at(text, at + size + 1) == ')';
    } else {
        while (size < 5 && byte_at(text, at + size) && strchr("ivxIVX", byte_at(text, at + size)))
            size++;
        if (!size || is_letter(byte_at(text, at + size)))
            for (size = 0; size < 2 && is_letter(byte_at(text, at + size));)
                size++;
    }
    return is_letter(byte_at(text, at + size)) ? 0 : size;
}

/* "(ii)", and "(i)" that does not follow "(h)", stand under "(a)"; so does "(aa)". */
static unsigned item_flag(struct reader *reader, struct slice label)
{
    uint8_t letter = label.size == 1 ? (uint8_t)(label.data[0] | 0x20) : 0;

    if (!reader->item || letter == reader->item + 1) {
        reader->item = letter ? letter : reader->item;
        return TOKEN_ITEM;
    }
    return !letter || strchr("ivx", letter) ? TOKEN_SUBITEM : TOKEN_ITEM;
}

static bool is_stop(uint8_t byte)
{
    return byte == ';' || byte == ',' || byte == ':' || byte == '.';
}

/* "…; or (b) imports", "who (a) makes": an item; "subsection (a) or (b)", "paragraph (a)": not. */
static bool leads_to_item(const struct reader *reader)
{
    static const char *const leads[] = {"who", "whoever", "that", "to", "if", "either", "he", NULL};
    const struct lint_tokens *tokens = reader->tokens;
    const struct lint_token *last = tokens->count ? &tokens->items[tokens->count - 1] : NULL;
    struct slice word;
    size_t at;

    if (!last)
        return false;
    word = slice_part(tokens->text, last->start, last->size);
    for (const char *const *lead = leads; *lead; lead++)
        if (slice_is(word, *lead))
            return true;
    for (at = last->start; at && is_space(tokens->text.data[at - 1]);)
        at--;
    return (slice_is(word, "or") || slice_is(word, "and")) && at &&
           is_stop(tokens->text.data[at - 1]);
}

/* "(a)", also printed "( a )" */
static bool read_enumerator(struct reader *reader)
{
    struct slice text = reader->tokens->text;
    size_t start = reader->at + 1 + (byte_at(text, reader->at + 1) == ' '), size, end;
    bool number;

    size = enumerator_size(text, start, &number);
    end = start + size + (byte_at(text, start + size) == ' ');
    if (!size || byte_at(text, end) != ')')
        return false;
    if (number && !goes_on(text, end + 1) &&
        (reader->line_start || reader->before == BEFORE_START || reader->before == BEFORE_STOP)) {
        reader->flags |= TOKEN_PROVISION | TOKEN_SENTENCE;
        reader->item = 0;
    } else if (reader->before != BEFORE_WORD || leads_to_item(reader)) {
        reader->flags |= number ? TOKEN_ITEM : item_flag(reader, slice_part(text, start, size));
    }
    reader->at = end + 1;
    return true;
}

/* The degree or ordinal sign behind a number: "1°". */
static bool read_ordinal(struct reader *reader)
{
    struct slice text = reader->tokens->text;
    size_t at = reader->at;

    while (at - reader->at < 3 && is_digit(byte_at(text, at)))
        at++;
    if (byte_at(text, at) != 0xC2 ||
        (byte_at(text, at + 1) != 0xB0 && byte_at(text, at + 1) != 0xBA))
        return false;
    reader->at = at + 2;
    reader->flags |= TOKEN_ITEM;
    reader->before = BEFORE_OTHER;
    return true;
}

static void read_mark(struct reader *reader, uint8_t byte)
{
    struct slice text = reader->tokens->text;

    if (byte == 0xE2 && byte_at(text, reader->at + 1) == 0x80) {
        uint8_t third = byte_at(text, reader->at + 2);

        /* dashes introduce what is enumerated */
        reader->before = third >= 0x90 && third <= 0x95 ? BEFORE_STOP : BEFORE_OTHER;
        reader->at += 3;
        return;
    }
    reader->at += byte == 0xE2 ? 3 : byte == 0xC2 ? 2 : 1;
    if (byte == '.' && (reader->at >= text.size || is_space(byte_at(text, reader->at))))
        reader->flags |= TOKEN_SENTENCE;
    reader->before =
        byte == '.' || byte == ';' || byte == ':' || byte == '-' ? BEFORE_STOP : BEFORE_OTHER;
}

static void read_space(struct reader *reader, uint8_t byte)
{
    reader->at++;
    if (byte != '\n')
        return;
    /* a blank line ends a sentence that has no stop */
    if (reader->line_start)
        reader->before = BEFORE_STOP;
    reader->line_start = true;
}

void lint_tokens_read(const struct lexicon *lexicon, struct slice text, struct lint_tokens *tokens)
{
    struct reader reader = {.lexicon = lexicon, .tokens = tokens, .line_start = true};

    tokens->text = text;
    tokens->count = 0;
    reader.flags = TOKEN_PROVISION | TOKEN_SENTENCE;
    while (reader.at < text.size) {
        uint8_t byte = text.data[reader.at];

        if (is_letter(byte))
            read_word(&reader);
        else if (is_space(byte))
            read_space(&reader, byte);
        else if (is_digit(byte)) {
            if (!read_paragraph_number(&reader) && !read_ordinal(&reader))
                read_word(&reader);
        } else if (byte != '(' || !read_enumerator(&reader)) {
            read_mark(&reader, byte);
        }
    }
}

struct slice lint_tokens_text(const struct lint_tokens *tokens, size_t first, size_t last)
{
    const struct lint_token *end = &tokens->items[last];

    return slice_part(tokens->text, tokens->items[first].start,
                      end->start + end->size - tokens->items[first].start);
}

void lint_tokens_free(struct lint_tokens *tokens)
{
    free(tokens->items);
    *tokens = (struct lint_tokens){0};
}
