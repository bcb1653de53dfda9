/* HTML as its reader sees it: enough to join what tags and character references split. */
#include "evidence/decode.h"

#include "evidence/scan.h"

enum { TAG_MAX = 65536 };

/* The references that matter in a name or beside one; the letters are those of Latin-1. */
static const struct {
    const char *name;
    uint32_t point;
} references[] = {
    {"amp", '&'},
    {"lt", '<'},
    {"gt", '>'},
    {"quot", '"'},
    {"apos", '\''},
    {"nbsp", ' '},
    {"commat", '@'},
    {"period", '.'},
    {"lowbar", '_'},
    {"plus", '+'},
    {"hyphen", '-'},
    {"dash", '-'},
    {"num", '#'},
    {"percnt", '%'},
    {"equals", '='},
    {"excl", '!'},
    {"dollar", '$'},
    {"ast", '*'},
    {"sol", '/'},
    {"quest", '?'},
    {"lcub", '{'},
    {"rcub", '}'},
    {"verbar", '|'},
    {"grave", '`'},
    {"Hat", '^'},
    {"shy", 0xad},
    {"zwnj", 0x200c},
    {"zwj", 0x200d},
    {"ZeroWidthSpace", 0x200b},
    {"NoBreak", 0x2060},
    {"Agrave", 0xc0},
    {"Aacute", 0xc1},
    {"Acirc", 0xc2},
    {"Atilde", 0xc3},
    {"Auml", 0xc4},
    {"Aring", 0xc5},
    {"AElig", 0xc6},
    {"Ccedil", 0xc7},
    {"Egrave", 0xc8},
    {"Eacute", 0xc9},
    {"Ecirc", 0xca},
    {"Euml", 0xcb},
    {"Igrave", 0xcc},
    {"Iacute", 0xcd},
    {"Icirc", 0xce},
    {"Iuml", 0xcf},
    {"ETH", 0xd0},
    {"Ntilde", 0xd1},
    {"Ograve", 0xd2},
    {"Oacute", 0xd3},
    {"Ocirc", 0xd4},
    {"Otilde", 0xd5},
    {"Ouml", 0xd6},
    {"Oslash", 0xd8},
    {"Ugrave", 0xd9},
    {"Uacute", 0xda},
    {"Ucirc", 0xdb},
    {"Uuml", 0xdc},
    {"Yacute", 0xdd},
    {"THORN", 0xde},
    {"szlig", 0xdf},
    {"agrave", 0xe0},
    {"aacute", 0xe1},
    {"acirc", 0xe2},
    {"atilde", 0xe3},
    {"auml", 0xe4},
    {"aring", 0xe5},
    {"aelig", 0xe6},
    {"ccedil", 0xe7},
    {"egrave", 0xe8},
    {"eacute", 0xe9},
    {"ecirc", 0xea},
    {"euml", 0xeb},
    {"igrave", 0xec},
    {"iacute", 0xed},
    {"icirc", 0xee},
    {"iuml", 0xef},
    {"eth", 0xf0},
    {"ntilde", 0xf1},
    {"ograve", 0xf2},
    {"oacute", 0xf3},
    {"ocirc", 0xf4},
    {"otilde", 0xf5},
    {"ouml", 0xf6},
    {"oslash", 0xf8},
    {"ugrave", 0xf9},
    {"uacute", 0xfa},
    {"ucirc", 0xfb},
    {"uuml", 0xfc},
    {"yacute", 0xfd},
    {"thorn", 0xfe},
    {"yuml", 0xff},
};

/* `&#64;`, `&#x40;`; browsers do without the semicolon. Returns the bytes read, 0: none. */
static size_t read_number(struct slice text, uint32_t *point)
{
    bool hex = text.size > 2 && (text.data[2] | 0x20) == 'x';
    size_t at = hex ? 3 : 2;
    size_t first = at;
    uint32_t number = 0;

    for (; at < text.size; at++) {
        int digit = decode_hex(text.data[at]);

        if (digit < 0 || (!hex && digit > 9))
            break;
        number = number < 0x110000 ? number * (hex ? 16 : 10) + (uint32_t)digit : number;
    }
    if (at == first)
        return 0;
    *point = number;
    return at + (at < text.size && text.data[at] == ';');
}

static size_t read_named(struct slice text, uint32_t *point)
{
    size_t end = 1;

    while (end < text.size && end < 16 && (text.data[end] | 0x20) >= 'a' &&
           (text.data[end] | 0x20) <= 'z')
        end++;
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        if (slice_is(slice_part(text, 1, end - 1), references[i].name)) {
            *point = references[i].point;
            return end + (end < text.size && text.data[end] == ';');
        }
    return 0;
}

static size_t append_reference(struct slice text, struct buffer *out)
{
    uint32_t point = ' ';
    size_t size =
        text.size > 1 && text.data[1] == '#' ? read_number(text, &point) : read_named(text, &point);

    if (size == 0) {
        buffer_byte(out, '&');
        return 1;
    }
    decode_append_point(out, point ? point : ' ');
    return size;
}

/* The size of a comment, `<!-- … -->`; 0: it does not end within TAG_MAX. */
static size_t comment_size(struct slice text)
{
    struct slice near = slice_part(text, 0, TAG_MAX);
    const uint8_t *end = memmem(near.data, near.size, "-->", 3);

    return end ? (size_t)(end - text.data) + 3 : 0;
}

/* The size of the tag at the start of `text`; 0: it is none. Quotes in attributes may hold '>'. */
static size_t tag_size(struct slice text)
{
    size_t plain;
    uint8_t quote = 0;
    uint8_t first = text.size > 1 ? text.data[1] : 0;

    if (slice_starts(text, SLICE("<!--")))
        return comment_size(text);
    plain = slice_find(slice_part(text, 0, TAG_MAX), 0, '>');
    if (plain == SIZE_MAX || (first != '/' && first != '!' && first != '?' &&
                              ((first | 0x20) < 'a' || (first | 0x20) > 'z')))
        return 0;
    /* A quote counts behind an '=' only. */
    if (!memchr(text.data, '=', plain))
        return plain + 1;
    for (size_t at = 1; at < text.size && at < TAG_MAX; at++) {
        uint8_t byte = text.data[at];

        if (!quote && byte == '>')
            return at + 1;
        if (quote ? byte == quote : (byte == '"' || byte == '\'') && text.data[at - 1] == '=')
            quote = quote ? 0 : byte;
    }
    return plain + 1;
}

void decode_html(struct slice text, bool keep_tags, struct buffer *out, bool *unclear)
{
    const uint8_t other = keep_tags ? '&' : '<';
    size_t plain = 0;

    for (size_t at = scan_either(text, 0, '&', other); at < text.size;
         at = scan_either(text, plain, '&', other)) {
        size_t size;

        buffer_append(out, slice_part(text, plain, at - plain));
        size = text.data[at] == '&' ? append_reference(slice_from(text, at), out)
                                    : tag_size(slice_from(text, at));
        if (size == 0) {
            *unclear |=
                text.size - at > TAG_MAX && slice_starts(slice_from(text, at), SLICE("<!--"));
            buffer_byte(out, '<');
            size = 1;
        }
        plain = at + size;
    }
    buffer_append(out, slice_from(text, plain));
}
