#include "evidence/part_kind.h"

#include <strings.h>

/* The first that fits; `*` at the end: all types that begin so. */
static const struct {
    const char *type;
    enum part_kind kind;
} types[] = {
    {"text/html", PART_MARKUP},
    {"text/xml", PART_MARKUP},
    {"text/rtf", PART_CONTAINER},
    {"text/richtext", PART_MARKUP},
    {"text/enriched", PART_MARKUP},
    {"text/*", PART_TEXT},
    {"multipart/encrypted", PART_ENCRYPTED},
    {"multipart/digest", PART_DIGEST},
    {"multipart/*", PART_MULTIPART},
    {"message/rfc822", PART_MESSAGE},
    {"message/global", PART_MESSAGE},
    {"message/news", PART_MESSAGE},
    {"message/delivery-status", PART_TEXT},
    {"message/disposition-notification", PART_TEXT},
    {"message/feedback-report", PART_TEXT},
    {"message/*", PART_CONTAINER},
    {"image/svg*", PART_MARKUP},
    {"image/*", PART_MEDIA},
    {"audio/*", PART_MEDIA},
    {"video/*", PART_MEDIA},
    {"application/pkcs7-signature", PART_MEDIA},
    {"application/x-pkcs7-signature", PART_MEDIA},
    {"application/pgp-signature", PART_MEDIA},
    {"application/pgp-keys", PART_MEDIA},
    {"application/pkcs7-*", PART_ENCRYPTED},
    {"application/x-pkcs7-*", PART_ENCRYPTED},
    {"application/pgp-encrypted", PART_ENCRYPTED},
    {"application/x-pgp*", PART_ENCRYPTED},
    {"application/xml", PART_MARKUP},
    {"application/xhtml+xml", PART_MARKUP},
    {"application/json", PART_TEXT},
    {"application/ics", PART_TEXT},
};

/* Ends of file names. */
static const struct {
    const char *end;
    enum part_kind kind;
} names[] = {
    {".zip", PART_CONTAINER},  {".gz", PART_CONTAINER},    {".tgz", PART_CONTAINER},
    {".7z", PART_CONTAINER},   {".rar", PART_CONTAINER},   {".tar", PART_CONTAINER},
    {".bz2", PART_CONTAINER},  {".xz", PART_CONTAINER},    {".zst", PART_CONTAINER},
    {".lzh", PART_CONTAINER},  {".arj", PART_CONTAINER},   {".cab", PART_CONTAINER},
    {".jar", PART_CONTAINER},  {".iso", PART_CONTAINER},   {".doc", PART_CONTAINER},
    {".docx", PART_CONTAINER}, {".docm", PART_CONTAINER},  {".xls", PART_CONTAINER},
    {".xlsx", PART_CONTAINER}, {".xlsm", PART_CONTAINER},  {".xlsb", PART_CONTAINER},
    {".ppt", PART_CONTAINER},  {".pptx", PART_CONTAINER},  {".odt", PART_CONTAINER},
    {".ods", PART_CONTAINER},  {".odp", PART_CONTAINER},   {".rtf", PART_CONTAINER},
    {".pdf", PART_CONTAINER},  {".ps", PART_CONTAINER},    {".eps", PART_CONTAINER},
    {".msg", PART_CONTAINER},  {".pst", PART_CONTAINER},   {".mbox", PART_CONTAINER},
    {".epub", PART_CONTAINER}, {".pages", PART_CONTAINER}, {".numbers", PART_CONTAINER},
    {".key", PART_CONTAINER},  {".uu", PART_CONTAINER},    {".hqx", PART_CONTAINER},
    {".gpg", PART_ENCRYPTED},  {".pgp", PART_ENCRYPTED},   {".age", PART_ENCRYPTED},
    {".p7m", PART_ENCRYPTED},  {".kdbx", PART_ENCRYPTED},
};

#define MAGIC(at, literal, kind)                                                                   \
    {                                                                                              \
        at, {(const uint8_t *)(literal), sizeof(literal) - 1}, kind                                \
    }

static const struct {
    size_t at;
    struct slice bytes;
    enum part_kind kind;
} magics[] = {
    MAGIC(0, "PK\003\004", PART_CONTAINER),
    MAGIC(0, "PK\005\006", PART_CONTAINER),
    MAGIC(0, "PK\007\010", PART_CONTAINER),
    MAGIC(0, "\037\213", PART_CONTAINER),
    MAGIC(0, "\037\235", PART_CONTAINER),
    MAGIC(0, "7z\274\257\047\034", PART_CONTAINER),
    MAGIC(0, "Rar!\032\007", PART_CONTAINER),
    MAGIC(0, "BZh", PART_CONTAINER),
    MAGIC(0, "\3757zXZ\0", PART_CONTAINER),
    MAGIC(0, "\050\265\057\375", PART_CONTAINER),
    MAGIC(0, "\004\042\115\030", PART_CONTAINER),
    MAGIC(0, "MSCF", PART_CONTAINER),
    MAGIC(2, "-lh", PART_CONTAINER),
    MAGIC(0, "!BDN", PART_CONTAINER),
    MAGIC(0, "\320\317\021\340\241\261\032\341", PART_CONTAINER),
    MAGIC(0, "%!PS", PART_CONTAINER),
    MAGIC(0, "{\\rtf", PART_CONTAINER),
    MAGIC(0, "\170\237\076\042", PART_CONTAINER),
    MAGIC(257, "ustar", PART_CONTAINER),
    MAGIC(0, "begin-base64 ", PART_CONTAINER),
    MAGIC(0, "age-encryption.org/", PART_ENCRYPTED),
    MAGIC(0, "-----BEGIN PGP MESSAGE", PART_ENCRYPTED),
    MAGIC(0, "\003\331\242\232", PART_ENCRYPTED),
    MAGIC(0, "\211PNG\r\n\032\n", PART_MEDIA),
    MAGIC(0, "\377\330\377", PART_MEDIA),
    MAGIC(0, "GIF87a", PART_MEDIA),
    MAGIC(0, "GIF89a", PART_MEDIA),
};

enum part_kind part_kind_of_type(struct slice type)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        size_t size = strlen(types[i].type);
        bool prefix = types[i].type[size - 1] == '*';

        size -= prefix;
        if ((prefix ? type.size >= size : type.size == size) &&
            strncasecmp((const char *)type.data, types[i].type, size) == 0)
            return types[i].kind;
    }
    return PART_UNKNOWN;
}

static bool is_word(uint8_t byte)
{
    return ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || (byte >= '0' && byte <= '9');
}

enum part_kind part_kind_of_name(struct slice parameters)
{
    for (size_t at = slice_find(parameters, 0, '.'); at != SIZE_MAX;
         at = slice_find(parameters, at + 1, '.')) {
        struct slice rest = slice_from(parameters, at);

        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            size_t size = strlen(names[i].end);

            if (rest.size >= size &&
                strncasecmp((const char *)rest.data, names[i].end, size) == 0 &&
                (rest.size == size || !is_word(rest.data[size])))
                return names[i].kind;
        }
    }
    return PART_UNKNOWN;
}

enum part_kind part_kind_of_content(struct slice content)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (slice_starts(slice_from(content, magics[i].at), magics[i].bytes))
            return magics[i].kind;
    /* PDF readers accept the mark anywhere in the first kilobyte. */
    if (content.size && memmem(content.data, content.size < 1024 ? content.size : 1024, "%PDF-", 5))
        return PART_CONTAINER;
    return PART_UNKNOWN;
}
