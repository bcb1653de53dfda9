#include "evidence/second_list.h"

#include <sodium.h>
#include <stdlib.h>

#include "base/memory.h"
#include "evidence/domain.h"

enum { LABELS_MAX = 130, NAME_MAX_SIZE = 400, TOPS_MAX = 4096, SIEVE_BITS = 22 };

struct entry {
    uint64_t hash;
    uint32_t offset;
    uint32_t size;
};

struct second_list {
    uint8_t seed[16];
    struct buffer texts; /* "b" or "a@b", lower case; and "@b" for the domains of addresses */
    struct entry *entries;
    size_t count;
    uint32_t *starts; /* first entry for each value of the hash's top bits */
    unsigned bits;
    uint8_t *sieve;         /* one bit a name, by a cheap hash: most look-ups end here */
    uint8_t tops[TOPS_MAX]; /* whether a last label with this short hash exists */
    bool international;
};

static uint8_t fold(uint8_t byte)
{
    return (uint8_t)(byte + ((byte >= 'A' && byte <= 'Z') ? 'a' - 'A' : 0));
}

static uint64_t hash_of(const struct second_list *list, const uint8_t *text, size_t size)
{
    uint64_t hash;

    crypto_shorthash((unsigned char *)&hash, text, size, list->seed);
    return hash;
}

enum { SHORT_START = 40503 };

static unsigned short_step(unsigned hash, uint8_t byte)
{
    return (hash ^ fold(byte)) * 16777619u;
}

static unsigned short_end(unsigned hash)
{
    return (hash ^ hash >> 13) % TOPS_MAX;
}

static unsigned short_hash(const uint8_t *label, size_t size)
{
    unsigned hash = SHORT_START;

    for (size_t i = 0; i < size; i++)
        hash = short_step(hash, label[i]);
    return short_end(hash);
}

/* The bit of a name in the sieve. */
static size_t sieve_bit(const uint8_t *text, size_t size)
{
    uint64_t hash = size;

    for (; size >= 8; text += 8, size -= 8) {
        uint64_t word;

        memcpy(&word, text, sizeof word);
        hash = (hash ^ word) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 29;
    }
    for (; size > 0; text++, size--)
        hash = (hash ^ *text) * 0xff51afd7ed558ccdu;
    return hash >> (64 - SIEVE_BITS);
}

static void add(struct second_list *list, const char *text, size_t size)
{
    size_t bit = sieve_bit((const uint8_t *)text, size);

    list->sieve[bit / 8] = (uint8_t)(list->sieve[bit / 8] | 1u << bit % 8);
    list->entries = list->count % 1024
                        ? list->entries
                        : memory_grow(list->entries, list->count + 1024, sizeof *list->entries);
    list->entries[list->count++] = (struct entry){hash_of(list, (const uint8_t *)text, size),
                                                  (uint32_t)list->texts.size, (uint32_t)size};
    buffer_append(&list->texts, slice_of(text, size));
}

static bool add_line(struct second_list *list, const uint8_t *line, size_t size)
{
    const uint8_t *sign = memchr(line, '@', size);
    size_t local = sign ? (size_t)(sign - line) + 1 : 0;
    char text[NAME_MAX_SIZE];
    char domain[DOMAIN_MAX + 1];
    bool plain = size > local && size - local <= DOMAIN_MAX;
    const char *dot;

    for (size_t i = local; plain && i < size; i++) {
        plain = line[i] < 0x80 && (i == local || line[i] != '-' || line[i - 1] != '-');
        domain[i - local] = (char)fold(line[i]);
        domain[i - local + 1] = 0;
    }
    if (!plain && !domain_normalise(slice_of(line + local, size - local), domain))
        return false;
    if (local > 70)
        return false;
    for (size_t i = 0; i < local; i++)
        text[i] = (char)fold(line[i]);
    memcpy(text + local, domain, strlen(domain) + 1);
    add(list, text, strlen(text));
    if (local)
        add(list, text + local - 1, strlen(domain) + 1);
    dot = strrchr(domain, '.');
    dot = dot ? dot + 1 : domain;
    list->tops[short_hash((const uint8_t *)dot, strlen(dot))] = 1;
    list->international |= strncmp(domain, "xn--", 4) == 0 || strstr(domain, ".xn--") != NULL;
    return true;
}

/* Sorts the entries into buckets by their hash's top bits; in a bucket the order is free. */
static void index_entries(struct second_list *list)
{
    struct entry *sorted = memory_take((list->count + 1) * sizeof *sorted);
    size_t buckets;
    uint32_t at = 0;

    for (list->bits = 4; (size_t)1 << list->bits < list->count; list->bits++)
        ;
    buckets = (size_t)1 << list->bits;
    list->starts = memory_take((buckets + 1) * sizeof *list->starts);
    for (size_t i = 0; i < list->count; i++)
        list->starts[list->entries[i].hash >> (64 - list->bits)]++;
    for (size_t bucket = 0; bucket <= buckets; bucket++) {
        at += list->starts[bucket];
        list->starts[bucket] = at;
    }
    for (size_t i = list->count; i-- > 0;)
        sorted[--list->starts[list->entries[i].hash >> (64 - list->bits)]] = list->entries[i];
    free(list->entries);
    list->entries = sorted;
}

bool second_list_create(struct slice text, const uint8_t seed[16], struct second_list **out,
                        struct error *error)
{
    struct second_list *list = memory_take(sizeof *list);
    const uint8_t *at = text.data;
    const uint8_t *end = text.data + text.size;

    memcpy(list->seed, seed, sizeof list->seed);
    list->sieve = memory_take((size_t)1 << (SIEVE_BITS - 3));
    while (at < end) {
        const uint8_t *stop = memchr(at, '\n', (size_t)(end - at));
        size_t size = (size_t)((stop ? stop : end) - at);

        if (size && at[size - 1] == '\r')
            size--;
        if (size == 0 || !add_line(list, at, size)) {
            second_list_free(list);
            return error_set(error, ERROR_LIST_FORMAT,
                             "the second reader cannot read the list as the first did");
        }
        at = stop ? stop + 1 : end;
    }
    index_entries(list);
    *out = list;
    return true;
}

bool second_list_international(const struct second_list *list)
{
    return list->international;
}

void second_list_free(struct second_list *list)
{
    if (!list)
        return;
    buffer_free(&list->texts);
    free(list->entries);
    free(list->starts);
    free(list->sieve);
    free(list);
}

/* Exact look-up of a name in lower case. */
static bool has(const struct second_list *list, const uint8_t *name, size_t size)
{
    size_t bit = sieve_bit(name, size);
    uint64_t hash;
    size_t bucket;

    if (!(list->sieve[bit / 8] >> bit % 8 & 1))
        return false;
    hash = hash_of(list, name, size);
    bucket = hash >> (64 - list->bits);

    for (uint32_t i = list->starts[bucket]; i < list->starts[bucket + 1]; i++)
        if (list->entries[i].hash == hash && list->entries[i].size == size &&
            memcmp(list->texts.data + list->entries[i].offset, name, size) == 0)
            return true;
    return false;
}

/* A name of labels, cut out of a text, in lower case, and where each label begins. */
struct labels {
    uint8_t text[NAME_MAX_SIZE];
    size_t start[LABELS_MAX + 1]; /* of label i; of the one behind the last: size + 1 */
    size_t count;
};

static bool is_name_byte(uint8_t byte)
{
    byte = fold(byte);
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' ||
           byte == '.';
}

static bool is_word(uint8_t byte)
{
    return is_name_byte(byte) && byte != '-' && byte != '.';
}

static bool is_local_byte(uint8_t byte)
{
    return is_name_byte(byte) || (byte && strchr("!#$%&'*+/=?^_`{|}~", byte));
}

/* Whether the last label may end a listed name; with a hyphen, what stands in front of it too. */
static bool may_end(const struct second_list *list, const uint8_t *label, size_t size)
{
    return size > 0 && list->tops[short_hash(label, size)];
}

/* Tries the names that begin at any label and end at `end`; `sign`: an '@' stands in front. */
static bool names_ending(const struct second_list *list, const struct labels *labels, size_t last,
                         size_t end, struct slice local, bool sign);

/* All ends in all labels. */
static bool try_labels(const struct second_list *list, const struct labels *labels,
                       struct slice local, bool sign)
{
    for (size_t i = 0; i < labels->count; i++) {
        const uint8_t *label = labels->text + labels->start[i];
        size_t size = labels->start[i + 1] - 1 - labels->start[i];

        while (size > 0 && label[size - 1] == '-')
            size--;
        for (size_t cut = 1; cut <= size; cut++)
            if ((cut == size || label[cut] == '-') && may_end(list, label, cut) &&
                names_ending(list, labels, i, labels->start[i] + cut, local, sign))
                return true;
    }
    return false;
}

/* Every reading of the local part: from any place where a word could begin, without its tags. */
static bool locals_match(const struct second_list *list, struct slice local, const uint8_t *domain,
                         size_t size)
{
    uint8_t name[NAME_MAX_SIZE];

    for (size_t from = 0; from < local.size; from++) {
        /* In the middle of a word no name begins. */
        if (from > 0 && is_word(local.data[from - 1]) && is_word(local.data[from]))
            continue;
        for (size_t to = from + 1; to <= local.size; to++) {
            if (to < local.size && local.data[to] != '+')
                continue;
            if (to - from > 64 || to - from + 1 + size > sizeof name)
                continue;
            for (size_t i = from; i < to; i++)
                name[i - from] = fold(local.data[i]);
            name[to - from] = '@';
            memcpy(name + (to - from) + 1, domain, size);
            if (has(list, name, to - from + 1 + size))
                return true;
        }
    }
    return false;
}

static bool names_ending(const struct second_list *list, const struct labels *labels, size_t last,
                         size_t end, struct slice local, bool sign)
{
    uint8_t mail[NAME_MAX_SIZE + 1];
    size_t from = labels->start[0];

    if (sign && end - from < NAME_MAX_SIZE) {
        mail[0] = '@';
        memcpy(mail + 1, labels->text + from, end - from);
        if (has(list, mail, end - from + 1) &&
            locals_match(list, local, labels->text + from, end - from))
            return true;
    }
    for (size_t i = 0; i < last; i++) {
        for (from = labels->start[i]; labels->text[from] == '-'; from++)
            ;
        if (has(list, labels->text + from, end - from))
            return true;
    }
    return false;
}

/* Cuts a run of name bytes into labels; of a very long run only what fits from `run`'s start. */
static void cut_labels(struct slice run, struct labels *labels)
{
    labels->count = 0;
    labels->start[0] = 0;
    for (size_t i = 0; i <= run.size; i++) {
        if (i < run.size)
            labels->text[i] = fold(run.data[i]);
        if ((i == run.size || run.data[i] == '.') && labels->count < LABELS_MAX)
            labels->start[++labels->count] = i + 1;
    }
}

/* The local part in front of the '@' at `sign`; what stands in quotes without them. */
static struct slice local_before(struct slice text, size_t sign)
{
    size_t from = sign;

    if (from > 0 && text.data[from - 1] == '"') {
        for (from--; from > 0 && sign - from < 100 && text.data[from - 1] != '"'; from--)
            ;
        return slice_part(text, from, sign - 1 - from);
    }
    while (from > 0 && sign - from < 100 && is_local_byte(text.data[from - 1]))
        from--;
    return slice_part(text, from, sign - from);
}

/* Whether any label of the run, or its part before a hyphen, may end a listed name; behind an '@'
 * the first one too, otherwise only those that have a dot in front. */
static bool any_top(const struct second_list *list, struct slice run, bool sign)
{
    unsigned hash = SHORT_START;
    size_t dot = sign ? 0 : slice_find(run, 0, '.');

    if (dot == SIZE_MAX)
        return false;
    for (size_t i = dot + !sign; i <= run.size; i++) {
        uint8_t byte = i < run.size ? run.data[i] : '.';

        if ((byte == '.' || byte == '-') && list->tops[short_end(hash)])
            return true;
        hash = byte == '.' ? SHORT_START : short_step(hash, byte);
    }
    return false;
}

/* One run of name bytes, in overlapping pieces where it is longer than any name. */
static bool run_occurs(const struct second_list *list, struct slice text, size_t from, size_t to)
{
    bool sign = from > 0 && text.data[from - 1] == '@';
    struct slice local = slice_part(text, 0, 0);
    struct labels labels;

    if (!any_top(list, slice_part(text, from, to - from), sign))
        return false;
    if (sign)
        local = local_before(text, from - 1);
    for (;;) {
        size_t size = to - from < 390 ? to - from : 390;

        cut_labels(slice_part(text, from, size), &labels);
        if (try_labels(list, &labels, local, sign))
            return true;
        if (size < 390)
            return false;
        from += 130;
        sign = false;
    }
}

/* Bits: part of a name; a dot; from 0x80. */
static const uint8_t class_of[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0,
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
    4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
    4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
    4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
    4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
};

/* The size of a sign at `at` that belongs to no name: of Latin-1, punctuation, CJK punctuation. */
static size_t foreign_sign(struct slice run, size_t at)
{
    struct slice rest = slice_from(run, at);

    if (slice_starts(rest, SLICE("\xe2\x80")) || slice_starts(rest, SLICE("\xe2\x81")) ||
        slice_starts(rest, SLICE("\xe3\x80")))
        return 3;
    return slice_starts(rest, SLICE("\xc2")) ? 2 : 0;
}

/* Labels in their normal form, joined by dots; what has none ends the name. */
static bool normal_occurs(const struct second_list *list, struct slice run, struct slice local,
                          bool sign)
{
    uint8_t plain[4 * NAME_MAX_SIZE];
    size_t size = 0;

    if (sign) {
        memcpy(plain, local.data, local.size);
        size = local.size;
        plain[size++] = '@';
    }
    while (run.size) {
        char normal[DOMAIN_MAX + 1];
        size_t end = slice_find(run, 0, '.');
        struct slice name = slice_part(run, 0, end);

        run = slice_from(run, end == SIZE_MAX ? run.size : end + 1);
        if (!domain_normalise(name, normal))
            normal[0] = 0;
        /* Longer than any name: only its beginning could still be one. */
        if (size + strlen(normal) + 2 > sizeof plain)
            break;
        memcpy(plain + size, normal, strlen(normal));
        size += strlen(normal);
        plain[size++] = end == SIZE_MAX ? ' ' : '.';
    }
    for (size_t at = 0; at < size; at++) {
        size_t end = at;

        while (end < size && class_of[plain[end]] & 1)
            end++;
        if (end > at && run_occurs(list, slice_of(plain, size), at, end))
            return true;
        at = end;
    }
    return false;
}

/* A run with letters from 0x80, piece by piece between signs that belong to no name. */
static bool wide_occurs(const struct second_list *list, struct slice run, struct slice local,
                        bool sign, bool binary)
{
    if (!domain_is_utf8(run))
        return list->international && !binary;
    while (run.size) {
        size_t end = 0;
        size_t skip = 0;

        while (end < run.size && (skip = foreign_sign(run, end)) == 0)
            end++;
        if (normal_occurs(list, slice_part(run, 0, end), local, sign))
            return true;
        run = slice_from(run, end + skip);
        sign = false;
    }
    return false;
}

/* Where the next dot or '@' stands; each is looked for again only once it was passed. */
struct signs {
    struct slice text;
    size_t dot;
    size_t sign;
};

static size_t next_sign(struct signs *signs, size_t at)
{
    if (signs->dot < at)
        signs->dot = slice_find(signs->text, at, '.');
    if (signs->sign < at)
        signs->sign = slice_find(signs->text, at, '@');
    return signs->dot < signs->sign ? signs->dot : signs->sign;
}

/* A run of name bytes and bytes from 0x80, all ASCII names in it and the whole. `seen`: the classes
 * of all its bytes. */
static bool whole_run_occurs(const struct second_list *list, struct slice text, size_t start,
                             size_t end, uint8_t seen, bool binary)
{
    bool sign = start > 0 && text.data[start - 1] == '@';
    size_t from = start;

    for (size_t at = start; seen & 4 && at < end; at++) {
        if (!(class_of[text.data[at]] & 4))
            continue;
        if (at > from && run_occurs(list, text, from, at))
            return true;
        from = at + 1;
    }
    if (end > from && run_occurs(list, text, from, end))
        return true;
    return seen & 4 &&
           wide_occurs(list, slice_part(text, start, end - start),
                       sign ? local_before(text, start - 1) : slice_part(text, 0, 0), sign, binary);
}

bool second_list_occurs(const struct second_list *list, struct slice text, bool binary)
{
    struct signs signs = {text, slice_find(text, 0, '.'), slice_find(text, 0, '@')};
    size_t done = 0;

    for (size_t at = next_sign(&signs, 0); at != SIZE_MAX; at = next_sign(&signs, at + 1)) {
        size_t start = at + (text.data[at] == '@');
        size_t end = start;
        uint8_t seen = 0;

        while (end == at && start > done && class_of[text.data[start - 1]])
            seen |= class_of[text.data[--start]];
        while (end < text.size && class_of[text.data[end]])
            seen |= class_of[text.data[end++]];
        if (end - start > 1 && whole_run_occurs(list, text, start, end, seen, binary))
            return true;
        done = end;
        if (end > at)
            at = end - 1;
    }
    return false;
}
