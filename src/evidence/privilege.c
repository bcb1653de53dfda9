#include "evidence/privilege.h"

#include <stdlib.h>

#include "base/memory.h"
#include "evidence/domain.h"

enum { TOP_BITS = 16 };

/* A name of the set; the texts stand one after the other in one buffer. */
struct name {
    uint64_t hash;
    uint32_t offset;
    uint16_t size;
    uint16_t kinds; /* 0: the place is free */
};

struct privilege {
    struct buffer texts;
    struct name *names; /* open addressing, a power of two of places */
    size_t places;
    size_t used;
    uint64_t *bloom; /* words of 64 bits, four bits a name within one word */
    size_t words;
    uint8_t tops[(1 << TOP_BITS) / 8];
    uint64_t start;
    uint64_t lines;
    bool international;
};

static uint8_t lower(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + 32) : byte;
}

/* The hash's low bits are weak (a product modulo 2^64): fold the high ones down. */
static uint64_t mix(uint64_t hash)
{
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93u;
    return hash ^ hash >> 32;
}

static uint64_t bloom_bits(uint64_t mixed)
{
    return UINT64_C(1) << (mixed & 63) | UINT64_C(1) << (mixed >> 6 & 63) |
           UINT64_C(1) << (mixed >> 12 & 63) | UINT64_C(1) << (mixed >> 18 & 63);
}

uint64_t privilege_hash_start(const struct privilege *privilege)
{
    return privilege->start;
}

uint64_t privilege_lines(const struct privilege *privilege)
{
    return privilege->lines;
}

bool privilege_international(const struct privilege *privilege)
{
    return privilege->international;
}

bool privilege_maybe_top(const struct privilege *privilege, uint64_t hash)
{
    size_t bit = mix(hash) >> (64 - TOP_BITS);

    return privilege->tops[bit / 8] >> (bit % 8) & 1;
}

bool privilege_maybe(const struct privilege *privilege, uint64_t hash)
{
    uint64_t mixed = mix(hash);
    uint64_t bits = bloom_bits(mixed);

    return (privilege->bloom[(mixed >> 24) & (privilege->words - 1)] & bits) == bits;
}

static bool equal_lower(struct slice name, const uint8_t *lower_case)
{
    for (size_t i = 0; i < name.size; i++)
        if (lower(name.data[i]) != lower_case[i])
            return false;
    return true;
}

bool privilege_has(const struct privilege *privilege, struct slice name, uint64_t hash,
                   unsigned kinds)
{
    size_t place = mix(hash) & (privilege->places - 1);

    for (; privilege->names[place].kinds; place = (place + 1) & (privilege->places - 1)) {
        const struct name *entry = &privilege->names[place];

        if (entry->hash == hash && entry->size == name.size &&
            equal_lower(name, privilege->texts.data + entry->offset))
            return (entry->kinds & kinds) != 0;
    }
    return false;
}

/* Letters, digits and inner hyphens; one to 63 of them in each of the labels. */
static bool is_host(const char *text, size_t *labels)
{
    size_t size = 0;

    *labels = 1;
    for (; *text; text++) {
        uint8_t byte = lower((uint8_t)*text);
        bool word = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');

        if (byte == '.' && size > 0 && text[-1] != '-') {
            size = 0;
            (*labels)++;
            continue;
        }
        if ((!word && (byte != '-' || size == 0)) || ++size > 63)
            return false;
    }
    return size > 0 && text[-1] != '-';
}

static bool is_all_digits(const char *text)
{
    const char *dot = strrchr(text, '.');
    const char *label = dot ? dot + 1 : text;

    return strspn(label, "0123456789") == strlen(label);
}

/* RFC 5322 dot-atom, ASCII. */
static bool is_local(struct slice local)
{
    static const char special[] = "!#$%&'*+-/=?^_`{|}~";

    if (local.size == 0 || local.size > 64)
        return false;
    for (size_t i = 0; i < local.size; i++) {
        uint8_t byte = lower(local.data[i]);

        if (byte == '.' ? i == 0 || i + 1 == local.size || local.data[i - 1] == '.'
                        : !((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
                            (byte && strchr(special, byte))))
            return false;
    }
    return true;
}

/* What needs no mapping: ASCII without A-labels. Most of a long list is this. */
static bool copy_ascii(struct slice text, char out[DOMAIN_MAX + 1])
{
    if (text.size == 0 || text.size > DOMAIN_MAX)
        return false;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] >= 0x80 || (text.data[i] == '-' && i > 0 && text.data[i - 1] == '-'))
            return false;
        out[i] = (char)lower(text.data[i]);
    }
    out[text.size] = 0;
    return true;
}

static bool read_domain(struct slice text, bool alone, char out[DOMAIN_MAX + 1],
                        struct error *error)
{
    size_t labels;

    if ((!copy_ascii(text, out) && !domain_normalise(text, out)) || !is_host(out, &labels) ||
        is_all_digits(out))
        return error_set(error, ERROR_LIST_FORMAT, "\"%.*s\" is no domain name",
                         SLICE_ARG(slice_part(text, 0, 100)));
    if (alone && labels < 2)
        return error_set(error, ERROR_LIST_FORMAT,
                         "\"%s\" has one label only: a domain of the list has two or more", out);
    return true;
}

bool privilege_read_entry(struct slice line, struct privilege_entry *out, struct error *error)
{
    size_t sign = slice_find(line, 0, '@');
    struct slice local = sign == SIZE_MAX ? slice_part(line, 0, 0) : slice_part(line, 0, sign);
    struct slice domain = sign == SIZE_MAX ? line : slice_from(line, sign + 1);
    char normal[DOMAIN_MAX + 1];

    if (line.size == 0)
        return error_set(error, ERROR_LIST_FORMAT, "empty line; each line is an address or domain");
    if (line.size > PRIVILEGE_LINE_MAX)
        return error_set(error, ERROR_LIST_FORMAT, "line of more than %d bytes",
                         PRIVILEGE_LINE_MAX);
    for (size_t i = 0; i < line.size; i++)
        if (line.data[i] <= ' ' || line.data[i] == 0x7f)
            return error_set(error, ERROR_LIST_FORMAT,
                             "white space or control character at byte %zu", i + 1);
    if (!domain_is_utf8(line))
        return error_set(error, ERROR_LIST_FORMAT, "not UTF-8");
    if (sign != SIZE_MAX && !is_local(local))
        return error_set(error, ERROR_LIST_FORMAT,
                         "\"%.*s\" is no local part that can be listed (letters, digits, "
                         "!#$%%&'*+-/=?^_`{|}~ and inner dots); list its domain",
                         SLICE_ARG(slice_part(local, 0, 100)));
    if (!read_domain(domain, sign == SIZE_MAX, normal, error))
        return false;
    out->domain = sign == SIZE_MAX ? 0 : local.size + 1;
    out->size = out->domain + strlen(normal);
    for (size_t i = 0; i < local.size; i++)
        out->text[i] = (char)lower(local.data[i]);
    if (sign != SIZE_MAX)
        out->text[local.size] = '@';
    memcpy(out->text + out->domain, normal, strlen(normal) + 1);
    out->international = strstr(normal, "xn--") != NULL;
    return true;
}

bool privilege_read(struct slice list, const char *name, privilege_visit *visit, void *context,
                    uint64_t *lines, struct error *error)
{
    struct privilege_entry entry;
    struct slice line;
    uint64_t number = 0;

    while (list.size) {
        if (!slice_line(&list, &line)) {
            line = list;
            list = slice_from(list, list.size);
        }
        number++;
        if (line.size && line.data[line.size - 1] == '\r')
            line.size--;
        if (!privilege_read_entry(line, &entry, error)) {
            error_file(error, name);
            return error_at(error, (uint32_t)number, 1);
        }
        if (number > PRIVILEGE_LINES_MAX) {
            error_set(error, ERROR_LIST_FORMAT, "more than %d lines", PRIVILEGE_LINES_MAX);
            return error_file(error, name);
        }
        visit(context, &entry, number);
    }
    *lines = number;
    if (number > 0)
        return true;
    error_set(error, ERROR_LIST_FORMAT, "the list is empty: at least one address or domain");
    return error_file(error, name);
}

static uint64_t hash_name(const struct privilege *privilege, struct slice name)
{
    uint64_t hash = privilege->start;

    for (size_t i = name.size; i-- > 0;)
        hash = privilege_hash_step(hash, lower(name.data[i]));
    return hash;
}

static void add_name(struct privilege *privilege, struct slice text, enum privilege_kind kind)
{
    uint64_t hash = hash_name(privilege, text);
    uint64_t mixed = mix(hash);
    size_t place = mixed & (privilege->places - 1);
    struct name *entry = &privilege->names[place];

    while (entry->kinds && (entry->hash != hash || entry->size != text.size ||
                            !equal_lower(text, privilege->texts.data + entry->offset))) {
        place = (place + 1) & (privilege->places - 1);
        entry = &privilege->names[place];
    }
    if (!entry->kinds) {
        *entry = (struct name){hash, (uint32_t)privilege->texts.size, (uint16_t)text.size, 0};
        buffer_append(&privilege->texts, text);
        privilege->bloom[(mixed >> 24) & (privilege->words - 1)] |= bloom_bits(mixed);
        privilege->used++;
    }
    entry->kinds = (uint16_t)(entry->kinds | kind);
}

static void add_top(struct privilege *privilege, struct slice domain)
{
    size_t start = domain.size;
    size_t bit;

    while (start > 0 && domain.data[start - 1] != '.')
        start--;
    bit = mix(hash_name(privilege, slice_from(domain, start))) >> (64 - TOP_BITS);
    privilege->tops[bit / 8] = (uint8_t)(privilege->tops[bit / 8] | 1u << (bit % 8));
}

static void add_entry(void *context, const struct privilege_entry *entry, uint64_t line)
{
    struct privilege *privilege = context;
    struct slice text = slice_of(entry->text, entry->size);
    struct slice domain = slice_from(text, entry->domain);

    (void)line;
    add_name(privilege, text, entry->domain ? PRIVILEGE_ADDRESS : PRIVILEGE_DOMAIN);
    if (entry->domain)
        add_name(privilege, domain, PRIVILEGE_MAIL_DOMAIN);
    add_top(privilege, domain);
    privilege->international |= entry->international;
}

static size_t power_of_two(size_t least)
{
    size_t power = 64;

    while (power < least)
        power *= 2;
    return power;
}

bool privilege_build(struct slice list, const char *name, uint64_t seed, struct privilege **out,
                     struct error *error)
{
    struct privilege *privilege = memory_take(sizeof *privilege);
    size_t lines = 1;

    for (size_t at = slice_find(list, 0, '\n'); at != SIZE_MAX && lines <= PRIVILEGE_LINES_MAX;
         at = slice_find(list, at + 1, '\n'))
        lines++;
    /* An address adds two names, itself and its domain; the table stays at most half full. */
    privilege->places = power_of_two(4 * lines);
    privilege->names = memory_take(privilege->places * sizeof *privilege->names);
    privilege->words = power_of_two(lines / 2);
    privilege->bloom = memory_take(privilege->words * sizeof *privilege->bloom);
    privilege->start = seed;
    if (!privilege_read(list, name, add_entry, privilege, &privilege->lines, error)) {
        privilege_free(privilege);
        return false;
    }
    *out = privilege;
    return true;
}

void privilege_free(struct privilege *privilege)
{
    if (!privilege)
        return;
    buffer_free(&privilege->texts);
    free(privilege->names);
    free(privilege->bloom);
    free(privilege);
}
