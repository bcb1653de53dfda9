/* Writes HTML that cannot be broken out of: every text and attribute is escaped, elements are closed
 * in the order in which they were opened, and there is no way to write markup, a script or a style
 * inline. Names of elements and attributes are literals of the program; what is outside its rules
 * for them ends the program, since no input can cause it. */
#ifndef PROVISO_WEB_HTML_H
#define PROVISO_WEB_HTML_H

#include "base/buffer.h"

enum { HTML_DEPTH = 40 }; /* open elements, at most */

/* A zeroed struct with `out` set is ready; html_finish at the end. */
struct html {
    struct buffer *out;
    const char *open[HTML_DEPTH];
    unsigned depth;
    bool in_tag; /* the start tag written last takes attributes */
    bool xml;    /* no element is void */
};

/* "<!doctype html>"; only at the very beginning. */
void html_doctype(struct html *html);

/* Opens an element with attributes: pairs of name and value, then NULL. Void elements (br, input,
 * link, meta, …) are not to be closed. */
void html_open(struct html *html, const char *element, ...)
    __attribute__((sentinel, nonnull(1, 2)));

/* More attributes of the element opened last, before anything else is written. Not for URLs, nor
 * for "style" and handlers of events. */
void html_attribute(struct html *html, const char *name, struct slice value);
void html_attribute_format(struct html *html, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4), nonnull(1, 2, 3)));
void html_flag(struct html *html, const char *name); /* "required" */

/* An attribute that is a URL. One that is neither relative nor https:, http: or mailto: is written
 * as "#": javascript: and data: never come out. Returns whether it was written as given. */
bool html_url(struct html *html, const char *name, struct slice url);

/* Text. Bytes that are not UTF-8, and characters that hide or reverse text, come out as U+FFFD;
 * line ends and tabs stay. */
void html_text(struct html *html, struct slice text);
void html_say(struct html *html, const char *text);
void html_format(struct html *html, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(1, 2)));

/* Closes the element opened last, which must be this one. */
void html_close(struct html *html, const char *element);

/* An element with text and one attribute (NULL: none). */
void html_element(struct html *html, const char *element, const char *name, const char *value,
                  const char *text);

/* A script or style sheet of this site by its path; the only way to name either. */
void html_script(struct html *html, const char *path);
void html_stylesheet(struct html *html, const char *path);

/* "<?xml version=…?>", for feeds: every element is then closed. Only at the very beginning. */
void html_xml(struct html *html);

/* Everything is closed. */
void html_finish(struct html *html);

#endif
