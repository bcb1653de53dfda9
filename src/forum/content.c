#include "forum/content.h"

#include <archive.h>
#include <archive_entry.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/unicode.h"

static bool refuse(struct error *error, const char *why)
{
    return error_set(error, ERROR_MEMBER_VALUE, "%s", why);
}

/* ---- plain text ---- */

/* UTF-8 without control characters but tabulators and line ends. */
static bool is_text(struct slice bytes)
{
    for (size_t i = 0; i < bytes.size; i++)
        if ((bytes.data[i] < ' ' && bytes.data[i] != '\n' && bytes.data[i] != '\r' &&
             bytes.data[i] != '\t') ||
            bytes.data[i] == 0x7f)
            return false;
    while (bytes.size) {
        uint32_t character;

        if (!unicode_next(&bytes, &character))
            return false;
    }
    return true;
}

static struct slice without_mark(struct slice bytes)
{
    if (slice_starts(bytes, SLICE("\xef\xbb\xbf")))
        bytes = slice_from(bytes, 3);
    while (bytes.size && strchr(" \t\r\n", bytes.data[0]))
        bytes = slice_from(bytes, 1);
    return bytes;
}

static bool begins(struct slice bytes, const char *word)
{
    size_t size = strlen(word);

    return bytes.size >= size && strncasecmp((const char *)bytes.data, word, size) == 0;
}

static bool is_html(struct slice bytes)
{
    struct slice text = without_mark(bytes);

    return begins(text, "<!doctype html") || begins(text, "<html");
}

static bool is_packed(struct slice bytes)
{
    return slice_starts(bytes, SLICE("PK\x03\x04"));
}

static bool is_pdf(struct slice bytes)
{
    struct slice end = slice_from(bytes, bytes.size > 1024 ? bytes.size - 1024 : 0);
    struct slice mark = SLICE("%%EOF");

    if (!slice_starts(bytes, SLICE("%PDF-1.")) && !slice_starts(bytes, SLICE("%PDF-2.")))
        return false;
    for (size_t i = 0; i + mark.size <= end.size; i++)
        if (slice_starts(slice_from(end, i), mark))
            return true;
    return false;
}

/* ---- packed documents ---- */

/* What makes a zip archive one of the two, and where its text is. */
static const struct packed {
    enum file_format format;
    const char *parts[3]; /* all of them; the last one has the text */
    const char *type;     /* what the first part, "mimetype", says; NULL: not asked */
} packed_forms[] = {
    {FORMAT_DOCX, {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}, NULL},
    {FORMAT_ODT,
     {"mimetype", "META-INF/manifest.xml", "content.xml"},
     "application/vnd.oasis.opendocument.text"},
};

static const struct packed *packed_form(enum file_format format)
{
    for (size_t i = 0; i < sizeof packed_forms / sizeof *packed_forms; i++)
        if (packed_forms[i].format == format)
            return &packed_forms[i];
    return NULL;
}

static bool is_safe_name(const char *name)
{
    return name && name[0] && name[0] != '/' && !strstr(name, "..") && !strchr(name, '\\');
}

/* Appends a part's bytes, as long as there are not too many. */
static bool unpack(struct archive *archive, struct buffer *out)
{
    uint8_t block[16384];
    la_ssize_t size;

    while ((size = archive_read_data(archive, block, sizeof block)) > 0) {
        if (out->size + (size_t)size > CONTENT_UNPACKED)
            return false;
        buffer_append(out, slice_of(block, (size_t)size));
    }
    return size == 0;
}

/* Looks at one part; `found` is a mask of those that the form needs. */
static bool take_part(struct archive *archive, const char *name, const struct packed *form,
                      bool first, unsigned *found, struct buffer *text)
{
    struct buffer type = {0};
    bool ok = true;

    if (!is_safe_name(name))
        return false;
    for (unsigned i = 0; ok && i < 3; i++) {
        if (strcmp(name, form->parts[i]) != 0)
            continue;
        ok = !(*found & 1u << i); /* a second one would be another document to another reader */
        *found |= 1u << i;
        if (ok && i == 2)
            ok = unpack(archive, text);
        if (ok && i == 0 && form->type)
            ok = first && unpack(archive, &type) && slice_is(buffer_slice(&type), form->type);
    }
    buffer_free(&type);
    return ok;
}

static bool read_packed(const struct packed *form, struct slice bytes, struct buffer *text)
{
    struct archive *archive = archive_read_new();
    struct archive_entry *entry;
    unsigned found = 0, parts = 0;
    int code;
    bool ok = archive_read_support_format_zip(archive) == ARCHIVE_OK &&
              archive_read_open_memory(archive, bytes.data, bytes.size) == ARCHIVE_OK;

    while (ok && (code = archive_read_next_header(archive, &entry)) == ARCHIVE_OK)
        ok = parts++ < CONTENT_PARTS &&
             take_part(archive, archive_entry_pathname(entry), form, parts == 1, &found, text);
    ok = ok && code == ARCHIVE_EOF && found == 7;
    archive_read_free(archive);
    return ok;
}

static bool is_packed_form(enum file_format format, struct slice bytes)
{
    struct buffer text = {0};
    bool ok = is_packed(bytes) && read_packed(packed_form(format), bytes, &text);

    buffer_free(&text);
    return ok;
}

bool content_is(enum file_format format, struct slice bytes, struct error *error)
{
    switch (format) {
    case FORMAT_PDF:
        return is_pdf(bytes) || refuse(error, "it does not begin and end as a PDF does");
    case FORMAT_DOCX:
    case FORMAT_ODT:
        return is_packed_form(format, bytes) ||
               refuse(error, "it is no archive with the parts of such a document");
    case FORMAT_HTML:
        return (is_text(bytes) && is_html(bytes)) ||
               refuse(error, "it is no plain text that begins as HTML does");
    case FORMAT_MARKDOWN:
        return (bytes.size && is_text(bytes) && !is_html(bytes) && !is_pdf(bytes)) ||
               refuse(error, "it is no plain text");
    case FORMAT_COUNT:
        break;
    }
    return refuse(error, "there is no such format");
}

/* ---- words ---- */

/* Letters of other scripts have bytes from 0x80 on. */
static bool is_of_word(uint8_t c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c >= 0x80;
}

static int64_t count_words(struct slice text)
{
    int64_t words = 0;
    bool counted = false;

    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] <= ' ') {
            counted = false;
        } else if (!counted && is_of_word(text.data[i])) {
            counted = true;
            words++;
        }
    }
    return words;
}

/* Dashes alone are no words, though they are not ASCII. */
static int64_t count_text(struct slice text)
{
    static const char *const dashes[] = {"\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x97\x8f",
                                         "\xe2\x80\xa2"};
    struct buffer plain = {0};
    int64_t words;

    for (size_t i = 0; i < text.size; i++) {
        bool dash = false;

        for (size_t j = 0; j < sizeof dashes / sizeof *dashes; j++)
            dash |= slice_starts(slice_from(text, i), slice_text(dashes[j]));
        buffer_byte(&plain, dash ? '-' : text.data[i]);
        i += dash ? 2 : 0;
    }
    words = count_words(buffer_slice(&plain));
    buffer_free(&plain);
    return words;
}

/* Whether a word ends at a tag: a change of style goes on in the middle of one. */
static bool ends_word(struct slice tag)
{
    static const char *const inside[] = {"<text:span", "</text:span", "<w:", "</w:"};
    static const char *const ends[] = {"</w:p>", "<w:tab", "<w:br"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (begins(tag, ends[i]))
            return true;
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
        if (begins(tag, inside[i]))
            return false;
    return true;
}

/* What stands between the tags; of a script or a style sheet nothing. */
static void strip_tags(struct slice text, struct buffer *out)
{
    static const char *const hidden[][2] = {{"<script", "</script"}, {"<style", "</style"}};
    const char *until = NULL;
    bool tag = false;

    for (size_t i = 0; i < text.size; i++) {
        struct slice rest = slice_from(text, i);

        if (text.data[i] == '<') {
            tag = true;
            if (until && begins(rest, until))
                until = NULL;
            for (size_t j = 0; !until && j < 2; j++)
                if (begins(rest, hidden[j][0]))
                    until = hidden[j][1];
            if (ends_word(rest))
                buffer_byte(out, ' ');
        } else if (text.data[i] == '>') {
            tag = false;
        } else if (!tag && !until) {
            buffer_byte(out, text.data[i]);
        }
    }
}

static int64_t count_markup(struct slice text)
{
    struct buffer plain = {0};
    int64_t words;

    strip_tags(text, &plain);
    words = count_text(buffer_slice(&plain));
    buffer_free(&plain);
    return words;
}

int64_t content_words(enum file_format format, struct slice bytes)
{
    struct buffer text = {0};
    struct error ignored = {0};
    int64_t words = -1;

    if (format == FORMAT_PDF || !content_is(format, bytes, &ignored))
        return -1;
    if (format == FORMAT_MARKDOWN)
        return count_text(bytes);
    if (format == FORMAT_HTML)
        return count_markup(bytes);
    if (read_packed(packed_form(format), bytes, &text))
        words = count_markup(buffer_slice(&text));
    buffer_free(&text);
    return words;
}
