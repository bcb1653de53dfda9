#include "web/act_fields.h"

#include "base/json.h"
#include "text/title.h"
#include "web/act_words.h"
#include "web/page_form.h"

enum { PROSE_ROWS = 7 };

#define NAME(...) (const char *)arena_format(view->page->arena, __VA_ARGS__).data

static struct html *html_of(const struct act_view *view)
{
    return &view->page->html;
}

/* The first line of several has the name itself. */
const char *act_field_id(const struct act_view *view, const char *name)
{
    struct slice text = slice_text(name), bare = slice_part(text, 0, text.size - 2);

    for (const struct form_field *field = view->fields;
         text.size > 2 && slice_ends(text, SLICE(".0")) && field->name; field++)
        if (field->kind == FORM_LIST && slice_is(bare, field->name))
            return field->name;
    return name;
}

/* ---- what every field has ---- */

static void write_label(const struct act_view *view, const struct field *field)
{
    struct html *html = html_of(view);

    html_open(html, "span", "class", "sentence", NULL);
    page_say(view->page, field->meaning);
    html_close(html, "span");
    if (field->presence == PRESENT_OPTIONAL) {
        html_say(html, " ");
        html_open(html, "span", "class", "optional", NULL);
        page_say(view->page, "(may be left out)");
        html_close(html, "span");
    }
}

bool act_is_wrong(const struct act_view *view, const char *name)
{
    const struct act_note *note;
    size_t at = 0;

    while (view->notes && (note = act_note_next(view->notes, name, &at)))
        if (note->outcome == OUTCOME_REFUSE)
            return true;
    return false;
}

void act_said_write(const struct act_view *view, const char *name)
{
    struct html *html = html_of(view);
    const struct act_note *note;
    size_t at = 0;

    html_open(html, "div", "class", "said", "aria-live", "polite", NULL);
    html_attribute_format(html, "id", "%s-said", name);
    while (view->notes && (note = act_note_next(view->notes, name, &at))) {
        html_open(html, "p", "class", note->outcome == OUTCOME_REFUSE ? "error" : "remark", NULL);
        if (note->english && view->page->language != LANGUAGE_EN)
            html_attribute(html, "lang", SLICE("en"));
        html_text(html, note->text);
        html_close(html, "p");
    }
    html_close(html, "div");
}

/* Opens the box of a field, with its label; what is several inputs is a fieldset. */
static void begin_field(const struct act_view *view, const struct field *field, const char *name,
                        bool several)
{
    struct html *html = html_of(view);

    html_open(html, several ? "fieldset" : "div", "class",
              act_is_wrong(view, name) ? "field wrong" : "field", NULL);
    if (several)
        html_attribute_format(html, "aria-describedby", "%s-said", name);
    html_open(html, several ? "legend" : "label", NULL);
    if (!several)
        html_attribute(html, "for", slice_text(name));
    write_label(view, field);
    html_close(html, several ? "legend" : "label");
}

static void end_field(const struct act_view *view, bool several)
{
    html_close(html_of(view), several ? "fieldset" : "div");
}

/* The attributes that tie an input to its field. */
static void tie(const struct act_view *view, const char *id, const char *name, const char *hint)
{
    struct html *html = html_of(view);

    html_attribute(html, "id", slice_text(id));
    html_attribute(html, "name", slice_text(name));
    html_attribute_format(html, "aria-describedby", "%s-said%s%s", id, hint ? " " : "",
                          hint ? hint : "");
    if (act_is_wrong(view, id))
        html_attribute(html, "aria-invalid", SLICE("true"));
}

static void write_hint(const struct act_view *view, const char *name, const char *english)
{
    struct html *html = html_of(view);

    html_open(html, "p", "class", "hint", NULL);
    html_attribute_format(html, "id", "%s-hint", name);
    page_say(view->page, english);
    html_close(html, "p");
}

static void write_small_button(const struct act_view *view, const char *words, const char *verb,
                               const char *name)
{
    struct html *html = html_of(view);

    html_open(html, "p", "class", "more", NULL);
    page_button(view->page, words, true, ACT_BUTTON, NAME("%s-%s", verb, name));
    html_close(html, "p");
}

/* ---- lines ---- */

/* What a browser shows as a date and time; a text that is none stays as it was written. */
static void write_time(const struct act_view *view, const char *id, const char *name,
                       struct slice value)
{
    struct html *html = html_of(view);
    char iso[INSTANT_TEXT];
    instant at = 0;
    bool known = act_read_time(value, &at);

    write_hint(view, id, "Date and time in UTC.");
    html_open(html, "input", "type", known || !value.size ? "datetime-local" : "text", "step", "1",
              NULL);
    tie(view, id, name, NAME("%s-hint", id));
    if (known)
        value = slice_part(slice_text(instant_format(at, iso)), 0, 19);
    html_attribute(html, "value", value);
    if (!known)
        return;
    html_open(html, "p", "class", "hint", NULL);
    page_time(view->page, at);
    html_close(html, "p");
}

static void write_line(const struct act_view *view, const struct field *field, const char *id,
                       const char *name, struct slice value)
{
    struct html *html = html_of(view);

    if (field->kind == FIELD_INSTANT) {
        write_time(view, id, name, value);
        return;
    }
    html_open(html, "input", "type", "text", "autocomplete", "off", NULL);
    if (field->kind == FIELD_COUNT)
        html_attribute(html, "inputmode", SLICE("numeric"));
    if (field->kind != FIELD_TEXT)
        html_attribute(html, "spellcheck", SLICE("false"));
    tie(view, id, name, NULL);
    html_attribute(html, "value", value);
}

static void write_single(const struct act_view *view, const struct field *field, const char *name)
{
    begin_field(view, field, name, false);
    act_said_write(view, name);
    write_line(view, field, name, name, form_value(view->form, name));
    end_field(view, false);
}

/* ---- several lines ---- */

static size_t count_values(const struct act_view *view, const char *name)
{
    size_t count = 0, at = 0;

    while (form_next(view->form, name, &at))
        count++;
    return count;
}

static void write_lines(const struct act_view *view, const struct field *field, const char *name)
{
    size_t count = count_values(view, name), shown = count ? count : 1, at = 0;

    if (shown < field->least)
        shown = field->least;
    begin_field(view, field, name, true);
    act_said_write(view, name);
    for (size_t i = 0; i < shown && i < field->most; i++) {
        const struct form_value *value = form_next(view->form, name, &at);
        const char *id = i ? NAME("%s.%zu", name, i) : name;
        struct html *html = html_of(view);

        html_open(html, "div", "class", "line", NULL);
        html_open(html, "label", "for", id, "class", "unseen", NULL);
        page_say(view->page, field->meaning);
        html_format(html, " %zu", i + 1);
        html_close(html, "label");
        if (i || act_is_wrong(view, NAME("%s.0", name)))
            act_said_write(view, i ? id : NAME("%s.0", name));
        write_line(view, field, id, name, value ? value->value : SLICE(""));
        html_close(html, "div");
    }
    if (shown < field->most)
        write_small_button(view, "Add another", "more", name);
    end_field(view, true);
}

/* ---- choices ---- */

/* What each word of a decision needs. */
static const char *needs(const struct act_view *view, const struct field *field, unsigned word)
{
    if (!view->act->decides || strcmp(field->name, view->act->decides) != 0)
        return field->words == &words_measure ? measure_meaning((enum measure)word) : NULL;
    for (const struct field *other = view->act->fields; other->name; other++)
        if (other->presence == PRESENT_IF_PERMITS)
            return view->act->effects[word] == EFFECT_PERMITS
                       ? "Permits: the scope and what goes with it are needed, and your reasons."
                       : "Permits nothing: your reasons are enough.";
    return NULL;
}

void act_choice_write(const struct act_view *view, const char *type, const char *id,
                      const char *name, struct slice value, bool checked, const char *title,
                      const char *meaning)
{
    struct html *html = html_of(view);

    html_open(html, "div", "class", "choice", NULL);
    html_open(html, "input", "type", type, "id", id, "name", name, NULL);
    html_attribute(html, "value", value);
    if (checked)
        html_flag(html, "checked");
    html_open(html, "label", "for", id, NULL);
    if (title)
        html_element(html, "span", "class", "sentence", title);
    else
        page_code(view->page, value);
    if (meaning) {
        html_open(html, "span", "class", "hint", NULL);
        page_say(view->page, meaning);
        html_close(html, "span");
    }
    html_close(html, "label");
    html_close(html, "div");
}

bool act_has_value(const struct act_view *view, const char *name, struct slice value)
{
    const struct form_value *sent;
    size_t at = 0;

    while ((sent = form_next(view->form, name, &at)))
        if (slice_equal(sent->value, value))
            return true;
    return false;
}

static void write_words(const struct act_view *view, const struct field *field, const char *name,
                        const char *type)
{
    struct html *html = html_of(view);

    html_open(html, "div", "class",
              view->act->decides && strcmp(name, view->act->decides) == 0 ? "choices large"
                                                                          : "choices",
              NULL);
    for (unsigned i = 0; i < field->words->count; i++) {
        const char *word = field->words->words[i];
        const char *title = page_text(view->page, act_choice(view->act, field, i));

        if (field->words == &words_ground)
            title = NAME("%s %s", word, title);
        act_choice_write(view, type, i ? NAME("%s.%u", name, i) : name, name, slice_text(word),
                         act_has_value(view, name, slice_text(word)), title, needs(view, field, i));
    }
    html_close(html, "div");
}

static void write_flag(const struct act_view *view, const char *name)
{
    static const char *const words[] = {"yes", "no"};

    for (unsigned i = 0; i < 2; i++)
        act_choice_write(view, "radio", i ? NAME("%s.%u", name, i) : name, name,
                         slice_text(words[i]), act_has_value(view, name, slice_text(words[i])),
                         page_text(view->page, words[i]), NULL);
}

static void write_choices(const struct act_view *view, const struct field *field, const char *name)
{
    begin_field(view, field, name, true);
    act_said_write(view, name);
    if (field->kind == FIELD_FLAG)
        write_flag(view, name);
    else
        write_words(view, field, name,
                    act_input(view->act, field) == ACT_CHOICES ? "checkbox" : "radio");
    end_field(view, true);
}

/* What the matter says at "scope.accounts". */
static json_t *known_at(const struct act_view *view, const char *name)
{
    const char *dot = strchr(name, '.');
    json_t *object = view->known;

    if (dot)
        object = json_object_get(object, NAME("%.*s", (int)(dot - name), name));
    return json_object_get(object, dot ? dot + 1 : name);
}

/* Accounts that the matter has: whoever narrows takes the mark away from some. */
static void write_known(const struct act_view *view, const struct field *field, const char *name,
                        json_t *known)
{
    const struct form_value *sent;
    size_t at = 0, i;

    begin_field(view, field, name, true);
    act_said_write(view, name);
    for (i = 0; i < json_array_size(known); i++) {
        struct slice value = json_slice(json_array_get(known, i));

        act_choice_write(view, "checkbox", i ? NAME("%s.%zu", name, i) : name, name, value,
                         act_has_value(view, name, value), NULL, NULL);
    }
    while ((sent = form_next(view->form, name, &at))) {
        bool listed = false;

        for (size_t j = 0; j < json_array_size(known); j++)
            listed = listed || slice_equal(json_slice(json_array_get(known, j)), sent->value);
        if (!listed && sent->value.size)
            act_choice_write(view, "checkbox", NAME("%s.%zu", name, i++), name, sent->value, true,
                             NULL, NULL);
    }
    end_field(view, true);
}

/* ---- texts ---- */

/* A line end right behind the tag is not part of the text. */
void act_area_write(const struct act_view *view, const char *name, const char *hint, int rows)
{
    struct html *html = html_of(view);

    html_open(html, "textarea", NULL);
    html_attribute_format(html, "rows", "%d", rows);
    tie(view, name, name, hint);
    html_say(html, "\n");
    html_text(html, form_value(view->form, name));
    html_close(html, "textarea");
}

static const char *hint_of(enum act_input input)
{
    if (input == ACT_LIST)
        return "The list itself, as the provider gets it from you; its salted hash is computed "
               "here and is all that the statement says.";
    return input == ACT_LAW ? "The text itself; its SHA-256 is computed here." : NULL;
}

static void write_prose(const struct act_view *view, const struct field *field, const char *name)
{
    struct html *html = html_of(view);
    enum act_input input = act_input(view->act, field);
    const char *hint = hint_of(input);

    begin_field(view, field, name, false);
    if (hint)
        write_hint(view, name, hint);
    act_said_write(view, name);
    act_area_write(view, name, hint ? NAME("%s-hint", name) : NULL,
                   field->presence == PRESENT_OPTIONAL ? ACT_SHORT_ROWS : PROSE_ROWS);
    html_open(html, "label", "class", "file", "for", NAME("%s.file", name), NULL);
    page_say(view->page, "or from a file");
    html_close(html, "label");
    html_open(html, "input", "type", "file", "id", NAME("%s.file", name), "name",
              NAME("%s.file", name), "accept", "text/plain,.txt,.md,.list,.rules,.offences", NULL);
    end_field(view, false);
}

/* ---- objects ---- */

static void write_members(const struct act_view *view, const struct field *field,
                          const char *prefix)
{
    for (const struct field *member = field->fields; member->name; member++)
        act_field_write(view, member, prefix);
}

static void write_group(const struct act_view *view, const struct field *field, const char *name)
{
    struct html *html = html_of(view);

    html_open(html, "fieldset", "class", "group", "id", name, NULL);
    html_open(html, "legend", NULL);
    write_label(view, field);
    html_close(html, "legend");
    act_said_write(view, name);
    write_members(view, field, NAME("%s.", name));
    html_close(html, "fieldset");
}

static size_t count_groups(const struct act_view *view, const struct field *field, const char *name)
{
    size_t count = field->most;

    for (; count > 1; count--)
        for (size_t i = 0; i < view->form->count; i++)
            if (slice_starts(slice_text(view->form->values[i].field->name),
                             slice_text(NAME("%s.%zu.", name, count - 1))))
                return count;
    return 1;
}

static void write_groups(const struct act_view *view, const struct field *field, const char *name)
{
    size_t count = count_groups(view, field, name);
    struct html *html = html_of(view);

    html_open(html, "section", "class", "groups", "id", name, NULL);
    act_said_write(view, name);
    for (size_t i = 0; i < count; i++) {
        html_open(html, "fieldset", "class", "group", "id", NAME("%s.%zu", name, i), NULL);
        html_open(html, "legend", NULL);
        write_label(view, field);
        html_format(html, " (%zu)", i + 1);
        html_close(html, "legend");
        write_members(view, field, NAME("%s.%zu.", name, i));
        if (count > 1)
            write_small_button(view, "Take this away", "less", NAME("%s.%zu", name, i));
        html_close(html, "fieldset");
    }
    if (count < field->most)
        write_small_button(view, "Add another", "more", name);
    html_close(html, "section");
}

void act_field_write(const struct act_view *view, const struct field *field, const char *prefix)
{
    const char *name = NAME("%s%s", prefix, field->name);
    json_t *known;

    switch (act_input(view->act, field)) {
    case ACT_DERIVED:
        break;
    case ACT_LINE:
        write_single(view, field, name);
        break;
    case ACT_LINES:
        known = known_at(view, name);
        if (json_array_size(known) && field->kind == FIELD_ACCOUNT)
            write_known(view, field, name, known);
        else
            write_lines(view, field, name);
        break;
    case ACT_CHOICE:
    case ACT_CHOICES:
        write_choices(view, field, name);
        break;
    case ACT_PROSE:
    case ACT_LIST:
    case ACT_LAW:
        write_prose(view, field, name);
        break;
    case ACT_ANSWERS:
        act_answers_write(view, field, name);
        break;
    case ACT_GROUP:
        write_group(view, field, name);
        break;
    case ACT_GROUPS:
        write_groups(view, field, name);
        break;
    }
}
