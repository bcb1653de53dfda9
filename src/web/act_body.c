#include "web/act_body.h"

#include "base/json.h"
#include "node/attachment.h"
#include "web/act_words.h"

struct showing {
    struct page *page;
    const struct act *act;
    act_bytes_of *bytes;
    void *context;
};

static void write_members(const struct showing *showing, const struct field *fields,
                          json_t *object);

static void write_word(const struct showing *showing, const struct field *field, struct slice word)
{
    int index = vocabulary_find(field->words, word);
    struct html *html = &showing->page->html;

    if (index < 0) {
        page_code(showing->page, word);
        return;
    }
    html_open(html, "span", "class", "sentence", NULL);
    page_say(showing->page, act_choice(showing->act, field, (unsigned)index));
    html_close(html, "span");
    html_say(html, " ");
    page_code(showing->page, word);
}

static void write_time(const struct showing *showing, struct slice text)
{
    struct error ignored = {0};
    instant at;

    if (instant_parse(text, &at, &ignored))
        page_time(showing->page, at);
    else
        page_code(showing->page, text);
}

static void write_bytes(const struct showing *showing, struct slice sha256, struct slice language)
{
    struct html *html = &showing->page->html;
    struct buffer bytes = {0};

    if (showing->bytes && showing->bytes(showing->context, sha256, &bytes)) {
        struct slice text = buffer_slice(&bytes);

        html_open(html, "div", "class", "prose", NULL);
        if (language.size)
            html_attribute(html, "lang", language);
        html_text(html, attachment_is(text) ? slice_from(text, ATTACHMENT_LINE) : text);
        html_close(html, "div");
    }
    buffer_free(&bytes);
    html_open(html, "p", "class", "hint", NULL);
    html_say(html, "SHA-256 ");
    page_code(showing->page, sha256);
    html_close(html, "p");
}

static void write_value(const struct showing *showing, const struct field *field, json_t *value)
{
    struct html *html = &showing->page->html;
    enum act_input input = act_input(showing->act, field);

    switch (field->kind) {
    case FIELD_WORD:
    case FIELD_WORDS:
        write_word(showing, field, json_slice(value));
        break;
    case FIELD_COUNT:
        page_number(showing->page, (uint64_t)json_integer_value(value));
        break;
    case FIELD_FLAG:
        page_say(showing->page, json_is_true(value) ? "yes" : "no");
        break;
    case FIELD_INSTANT:
        write_time(showing, json_slice(value));
        break;
    case FIELD_ATTACHMENT:
        write_bytes(showing, json_slice(json_object_get(value, "sha256")),
                    json_slice(json_object_get(value, "language")));
        break;
    case FIELD_OBJECT:
        write_members(showing, field->fields, value);
        break;
    case FIELD_TEXT:
        html_text(html, json_slice(value));
        break;
    default:
        if (input == ACT_LAW)
            write_bytes(showing, json_slice(value), SLICE(""));
        else
            page_code(showing->page, json_slice(value));
    }
}

static void write_list(const struct showing *showing, const struct field *field, json_t *list)
{
    struct html *html = &showing->page->html;
    size_t count = json_array_size(list);

    if (!count) {
        page_say(showing->page, "none");
        return;
    }
    if (count == 1) {
        write_value(showing, field, json_array_get(list, 0));
        return;
    }
    html_open(html, "ul", NULL);
    for (size_t i = 0; i < count; i++) {
        html_open(html, "li", NULL);
        write_value(showing, field, json_array_get(list, i));
        html_close(html, "li");
    }
    html_close(html, "ul");
}

static void write_members(const struct showing *showing, const struct field *fields, json_t *object)
{
    struct html *html = &showing->page->html;

    html_open(html, "dl", "class", "facts wide", NULL);
    for (; fields->name; fields++) {
        json_t *value = json_object_get(object, fields->name);

        if (!value)
            continue;
        html_open(html, "div", NULL);
        html_open(html, "dt", NULL);
        html_open(html, "span", "class", "sentence", NULL);
        page_say(showing->page, fields->meaning);
        html_close(html, "span");
        html_close(html, "dt");
        html_open(html, "dd", NULL);
        if (fields->most)
            write_list(showing, fields, value);
        else
            write_value(showing, fields, value);
        html_close(html, "dd");
        html_close(html, "div");
    }
    html_close(html, "dl");
}

void act_body_write(struct page *page, const struct act *act, json_t *body, act_bytes_of *bytes,
                    void *context)
{
    const struct showing showing = {page, act, bytes, context};

    write_members(&showing, act->fields, body);
}
