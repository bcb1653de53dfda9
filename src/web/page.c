#include "web/page.h"

#include <stdarg.h>

#include "text/title.h"

/* ---- texts ---- */

const char *page_text(const struct page *page, const char *english)
{
    return language_text(page->language, english);
}

void page_say(struct page *page, const char *english)
{
    html_say(&page->html, page_text(page, english));
}

enum { FILL_MOST = 8 };

struct filling {
    const char *name, *value;
};

static const char *filling_of(const struct filling *fillings, struct slice name)
{
    for (; fillings->name; fillings++)
        if (slice_is(name, fillings->name))
            return fillings->value;
    return "";
}

/* One {name} or {name:words}. */
static void write_place(struct page *page, struct slice inner, const struct filling *fillings)
{
    size_t colon = slice_find(inner, 0, ':');
    const char *value = filling_of(fillings, slice_part(inner, 0, colon));
    const char *words;

    if (colon == SIZE_MAX) {
        html_say(&page->html, value);
        return;
    }
    words = (const char *)arena_copy(page->arena, slice_from(inner, colon + 1)).data;
    page_link(page, value, words);
}

static void write_filled(struct page *page, const char *english, va_list arguments)
{
    struct slice rest = slice_text(page_text(page, english));
    struct filling fillings[FILL_MOST + 1] = {0};

    for (size_t i = 0; i < FILL_MOST; i++) {
        fillings[i].name = va_arg(arguments, const char *);
        if (!fillings[i].name)
            break;
        fillings[i].value = va_arg(arguments, const char *);
    }
    while (rest.size) {
        size_t open = slice_find(rest, 0, '{'), close = slice_find(rest, 0, '}');

        html_text(&page->html, slice_part(rest, 0, open));
        if (open == SIZE_MAX || close == SIZE_MAX || close < open)
            return;
        write_place(page, slice_part(rest, open + 1, close - open - 1), fillings);
        rest = slice_from(rest, close + 1);
    }
}

void page_fill(struct page *page, const char *english, ...)
{
    va_list arguments;

    va_start(arguments, english);
    write_filled(page, english, arguments);
    va_end(arguments);
}

void page_element(struct page *page, const char *element, const char *class, const char *english)
{
    html_element(&page->html, element, class ? "class" : NULL, class, page_text(page, english));
}

void page_paragraph(struct page *page, const char *english, ...)
{
    va_list arguments;

    html_open(&page->html, "p", NULL);
    va_start(arguments, english);
    write_filled(page, english, arguments);
    va_end(arguments);
    html_close(&page->html, "p");
}

void page_heading(struct page *page, const char *element, const char *id, const char *english)
{
    html_element(&page->html, element, "id", id, page_text(page, english));
}

void page_roles(struct page *page, uint32_t roles)
{
    const char *between = "";

    for (unsigned i = 0; i < ROLE_COUNT; i++)
        if (roles >> i & 1) {
            html_say(&page->html, between);
            page_say(page, role_name((enum role)i));
            between = ", ";
        }
}

/* ---- links ---- */

/* "../" for each folder between a page's file and the root of the export. */
static void append_up(const struct page *page, struct buffer *out)
{
    struct slice path = page->request->path;
    size_t depth = 0;

    for (size_t i = 1; i < path.size; i++)
        depth += path.data[i] == '/';
    for (size_t i = 0; i < depth; i++)
        buffer_text(out, "../");
    if (!depth)
        buffer_text(out, "./");
}

static const char *kept(const struct page *page, struct buffer *text)
{
    const char *copy = (const char *)arena_copy(page->arena, buffer_slice(text)).data;

    buffer_free(text);
    return copy;
}

const char *page_url_in(const struct page *page, enum language language, const char *place)
{
    size_t end = strcspn(place, "#");
    struct slice bare = slice_of(place, end);
    struct buffer out = {0};

    if (page->site->exported)
        append_up(page, &out);
    else
        buffer_byte(&out, '/');
    buffer_text(&out, language_code(language));
    if (bare.size > 1 || (page->site->exported && !slice_is(bare, "/")))
        buffer_append(&out, bare);
    else
        buffer_text(&out, page->site->exported ? "/index" : "/");
    if (page->site->exported && !slice_ends(bare, SLICE(".atom")))
        buffer_text(&out, ".html");
    buffer_text(&out, place + end);
    return kept(page, &out);
}

const char *page_url(const struct page *page, const char *place)
{
    return page_url_in(page, page->language, place);
}

const char *page_file_url(const struct page *page, const char *path)
{
    struct buffer out = {0};

    if (!page->site->exported)
        return path;
    append_up(page, &out);
    buffer_text(&out, path + 1);
    return kept(page, &out);
}

/* What is the same in every language. */
static bool is_file(const char *place)
{
    static const char *const folders[] = {"/ledger/", "/lists/", "/files/"};

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (strncmp(place, folders[i], strlen(folders[i])) == 0)
            return true;
    return false;
}

void page_link(struct page *page, const char *place, const char *text)
{
    bool file = is_file(place);
    const char *url = strncmp(place, "https:", 6) == 0 ? place
                      : *place == '#'                  ? place
                      : file                           ? page_file_url(page, place)
                                                       : page_url(page, place);

    html_element(&page->html, "a", "href", url, text);
}

void page_row_link(struct page *page, const char *row)
{
    struct slice place = arena_format(page->arena, "/safeguards#%s", row);

    html_open(&page->html, "a", "class", "row", "href", page_url(page, (const char *)place.data),
              NULL);
    html_say(&page->html, row);
    html_close(&page->html, "a");
}

/* ---- numbers and dates ---- */

static void write_buffer(struct page *page, struct buffer *text)
{
    html_text(&page->html, buffer_slice(text));
    buffer_free(text);
}

void page_number(struct page *page, uint64_t number)
{
    struct buffer text = {0};

    language_number(page->language, number, &text);
    write_buffer(page, &text);
}

void page_day(struct page *page, instant at)
{
    char iso[INSTANT_TEXT];
    struct buffer text = {0};

    instant_format(at, iso);
    language_day(page->language, at, &text);
    html_open(&page->html, "time", NULL);
    html_attribute(&page->html, "datetime", slice_part(slice_text(iso), 0, 10));
    write_buffer(page, &text);
    html_close(&page->html, "time");
}

void page_time(struct page *page, instant at)
{
    char iso[INSTANT_TEXT];
    struct buffer text = {0};

    instant_format(at, iso);
    html_open(&page->html, "time", "datetime", iso, NULL);
    if (page->zone.name[0]) {
        language_minute(page->language, at + zone_offset(&page->zone, at), &text);
        buffer_format(&text, " (%s) \xc2\xb7 %.5s UTC", page_text(page, "your time"), iso + 11);
    } else {
        language_minute(page->language, at, &text);
        buffer_text(&text, " UTC");
    }
    write_buffer(page, &text);
    html_close(&page->html, "time");
}

void page_code(struct page *page, struct slice text)
{
    html_open(&page->html, "code", "dir", "ltr", NULL);
    html_text(&page->html, text);
    html_close(&page->html, "code");
}

void page_not_promised(struct page *page)
{
    html_open(&page->html, "aside", "class", "limits", "role", "note", NULL);
    page_element(page, "h2", NULL, "What this does not prove");
    page_element(page, "p", NULL,
                 "That statements are true, that judges are independent, that nothing happens "
                 "outside the system, that an opened copy is destroyed.");
    page_element(page, "p", NULL,
                 "A page from a server proves nothing by itself: its operator could show you "
                 "another one. Check the ledgers with keys that you have from elsewhere.");
    html_close(&page->html, "aside");
}

/* ---- tables ---- */

void page_table_begin(struct page *page, const char *caption, const struct table_head *heads)
{
    struct html *html = &page->html;

    page->heads = heads;
    html_open(html, "table", "role", "table", NULL);
    if (heads[1].name && heads[1].number && !heads[2].name)
        html_attribute(html, "class", SLICE("pairs"));
    page_element(page, "caption", NULL, caption);
    html_open(html, "thead", "role", "rowgroup", NULL);
    html_open(html, "tr", "role", "row", NULL);
    for (; heads->name; heads++) {
        html_open(html, "th", "scope", "col", "role", "columnheader", NULL);
        if (heads->number)
            html_attribute(html, "class", SLICE("number"));
        page_say(page, heads->name);
        html_close(html, "th");
    }
    html_close(html, "tr");
    html_close(html, "thead");
    html_open(html, "tbody", "role", "rowgroup", NULL);
}

void page_table_end(struct page *page)
{
    html_close(&page->html, "tbody");
    html_close(&page->html, "table");
    page->heads = NULL;
}

void page_row_begin(struct page *page)
{
    page->column = 0;
    html_open(&page->html, "tr", "role", "row", NULL);
}

void page_row_end(struct page *page)
{
    html_close(&page->html, "tr");
}

void page_cell_begin(struct page *page)
{
    const struct table_head *head = &page->heads[page->column];
    struct html *html = &page->html;

    if (page->column == 0)
        html_open(html, "th", "scope", "row", "role", "rowheader", NULL);
    else
        html_open(html, "td", "role", "cell", "data-label", page_text(page, head->name), NULL);
    if (head->number)
        html_attribute(html, "class", SLICE("number"));
}

void page_cell_end(struct page *page)
{
    html_close(&page->html, page->column == 0 ? "th" : "td");
    page->column++;
}

void page_cell(struct page *page, const char *text)
{
    page_cell_begin(page);
    html_say(&page->html, text);
    page_cell_end(page);
}

void page_cell_number(struct page *page, uint64_t number)
{
    page_cell_begin(page);
    page_number(page, number);
    page_cell_end(page);
}
