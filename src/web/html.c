#include "web/html.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/unicode.h"

/* A mistake of the program, never of its input. */
static void misuse(const char *what, const char *name)
{
    fprintf(stderr, "proviso: html: %s: %s\n", what, name);
    abort();
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

static bool is_void(const char *element)
{
    static const char *const elements[] = {"area", "br",   "col",   "hr",  "img", "input",
                                           "link", "meta", "track", "wbr", NULL};

    return is_one_of(element, elements);
}

static bool is_url(const char *name)
{
    static const char *const names[] = {"href",   "src",  "action", "formaction", "cite", "data",
                                        "poster", "ping", "srcset", "xlink:href", NULL};

    return is_one_of(name, names);
}

static void check_name(const char *name)
{
    if (!*name || name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                    "0123456789-:")])
        misuse("not a name", name);
}

static void check_attribute(struct html *html, const char *name)
{
    check_name(name);
    if (!html->in_tag)
        misuse("attribute outside a start tag", name);
    if (strncmp(name, "on", 2) == 0 || strcmp(name, "style") == 0 || strcmp(name, "srcdoc") == 0)
        misuse("attribute that runs or styles", name);
}

static void end_tag(struct html *html)
{
    if (html->in_tag)
        buffer_byte(html->out, '>');
    html->in_tag = false;
}

static const char *escape_of(uint32_t character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* How many bytes from the front are plain ASCII that needs no escape. */
static size_t plain_run(struct slice text)
{
    size_t i = 0;

    while (i < text.size && text.data[i] >= ' ' && text.data[i] < 0x7f && !escape_of(text.data[i]))
        i++;
    return i;
}

static void write_character(struct buffer *out, struct slice *rest)
{
    struct slice before = *rest;
    uint32_t character;
    const char *escape;

    if (!unicode_next(rest, &character)) {
        *rest = slice_from(before, 1);
        buffer_text(out, "\xef\xbf\xbd");
        return;
    }
    escape = escape_of(character);
    if (escape)
        buffer_text(out, escape);
    else if (character != '\n' && character != '\t' && unicode_is_hidden(character))
        buffer_text(out, "\xef\xbf\xbd");
    else
        buffer_append(out, slice_part(before, 0, before.size - rest->size));
}

static void write_escaped(struct buffer *out, struct slice text)
{
    while (text.size) {
        size_t run = plain_run(text);

        buffer_append(out, slice_part(text, 0, run));
        text = slice_from(text, run);
        if (text.size)
            write_character(out, &text);
    }
}

void html_doctype(struct html *html)
{
    if (html->out->size)
        misuse("not at the beginning", "doctype");
    buffer_text(html->out, "<!doctype html>\n");
}

void html_xml(struct html *html)
{
    if (html->out->size)
        misuse("not at the beginning", "xml");
    html->xml = true;
    buffer_text(html->out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
}

static void start(struct html *html, const char *element)
{
    check_name(element);
    end_tag(html);
    buffer_byte(html->out, '<');
    buffer_text(html->out, element);
    html->in_tag = true;
    if (!html->xml && is_void(element))
        return;
    if (html->depth == HTML_DEPTH)
        misuse("too deep", element);
    html->open[html->depth++] = element;
}

void html_open(struct html *html, const char *element, ...)
{
    va_list arguments;
    const char *name;

    if (strcmp(element, "script") == 0 || strcmp(element, "style") == 0)
        misuse("written inline", element);
    start(html, element);
    va_start(arguments, element);
    while ((name = va_arg(arguments, const char *))) {
        const char *value = va_arg(arguments, const char *);

        if (is_url(name))
            html_url(html, name, slice_text(value));
        else
            html_attribute(html, name, slice_text(value));
    }
    va_end(arguments);
}

static void write_attribute(struct html *html, const char *name, struct slice value)
{
    buffer_byte(html->out, ' ');
    buffer_text(html->out, name);
    buffer_text(html->out, "=\"");
    write_escaped(html->out, value);
    buffer_byte(html->out, '"');
}

void html_attribute(struct html *html, const char *name, struct slice value)
{
    check_attribute(html, name);
    if (is_url(name))
        misuse("a URL", name);
    write_attribute(html, name, value);
}

/* printf into the arena. The attribute tells a compiler with sanitizers that no format is NULL. */
__attribute__((nonnull(1, 2))) static struct slice formatted(struct arena *arena,
                                                             const char *format, va_list arguments)
{
    va_list again;
    char *text;
    int size;

    va_copy(again, arguments);
    size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    text = arena_take(arena, (size_t)size + 1);
    vsnprintf(text, (size_t)size + 1, format, arguments);
    return slice_of(text, (size_t)size);
}

void html_attribute_format(struct html *html, const char *name, const char *format, ...)
{
    struct arena arena = {0};
    va_list arguments;

    va_start(arguments, format);
    html_attribute(html, name, formatted(&arena, format, arguments));
    va_end(arguments);
    arena_free(&arena);
}

void html_flag(struct html *html, const char *name)
{
    check_attribute(html, name);
    buffer_byte(html->out, ' ');
    buffer_text(html->out, name);
}

/* A scheme is what stands before a ':' that comes before any '/', '?' or '#' (RFC 3986, 4.2). White
 * space and controls, which browsers strip, make any URL a refused one. */
static bool url_allowed(struct slice url)
{
    static const char *const schemes[] = {"https:", "http:", "mailto:", NULL};

    for (size_t i = 0; i < url.size; i++)
        if (url.data[i] <= ' ' || url.data[i] == 0x7f || url.data[i] == '\\')
            return false;
    for (const char *const *scheme = schemes; *scheme; scheme++)
        if (slice_starts(url, slice_text(*scheme)))
            return true;
    if (slice_starts(url, SLICE("//")))
        return false;
    for (size_t i = 0; i < url.size && !strchr("/?#", url.data[i]); i++)
        if (url.data[i] == ':')
            return false;
    return true;
}

bool html_url(struct html *html, const char *name, struct slice url)
{
    bool allowed = url_allowed(url);

    check_attribute(html, name);
    if (!is_url(name))
        misuse("not a URL", name);
    write_attribute(html, name, allowed ? url : SLICE("#"));
    return allowed;
}

void html_text(struct html *html, struct slice text)
{
    end_tag(html);
    write_escaped(html->out, text);
}

void html_say(struct html *html, const char *text)
{
    html_text(html, slice_text(text));
}

void html_format(struct html *html, const char *format, ...)
{
    struct arena arena = {0};
    va_list arguments;

    va_start(arguments, format);
    html_text(html, formatted(&arena, format, arguments));
    va_end(arguments);
    arena_free(&arena);
}

void html_close(struct html *html, const char *element)
{
    end_tag(html);
    if (!html->depth || strcmp(html->open[html->depth - 1], element) != 0)
        misuse("closed out of order", element);
    html->depth--;
    buffer_text(html->out, "</");
    buffer_text(html->out, element);
    buffer_byte(html->out, '>');
}

void html_element(struct html *html, const char *element, const char *name, const char *value,
                  const char *text)
{
    if (name)
        html_open(html, element, name, value, NULL);
    else
        html_open(html, element, NULL);
    html_say(html, text);
    html_close(html, element);
}

void html_script(struct html *html, const char *path)
{
    start(html, "script");
    html_url(html, "src", slice_text(path));
    html_flag(html, "defer");
    html_close(html, "script");
}

void html_stylesheet(struct html *html, const char *path)
{
    html_open(html, "link", "rel", "stylesheet", "href", path, NULL);
}

void html_finish(struct html *html)
{
    end_tag(html);
    if (html->depth)
        misuse("left open", html->open[html->depth - 1]);
}
