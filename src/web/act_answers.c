#include "matter/acts.h"
#include "web/act_fields.h"
#include "web/act_words.h"

#define NAME(...) (const char *)arena_format(view->page->arena, __VA_ARGS__).data

static void write_answer(const struct act_view *view, const char *name)
{
    static const struct field answer = {.kind = FIELD_WORD, .words = &matter_answers};

    for (unsigned i = 0; i < matter_answers.count; i++) {
        const char *word = matter_answers.words[i];

        act_choice_write(view, "radio", i ? NAME("%s.%u", name, i) : name, name, slice_text(word),
                         act_has_value(view, name, slice_text(word)),
                         page_text(view->page, act_choice(view->act, &answer, i)), NULL);
    }
}

static void write_question(const struct act_view *view, const char *name, const char *code,
                           const char *title, const char *checked)
{
    struct html *html = &view->page->html;

    html_open(html, "fieldset", "class", act_is_wrong(view, name) ? "field wrong" : "field", NULL);
    html_attribute_format(html, "aria-describedby", "%s-said", name);
    html_open(html, "legend", NULL);
    if (code)
        html_format(html, "%s ", code);
    html_open(html, "span", "class", "sentence", NULL);
    page_say(view->page, title);
    html_close(html, "span");
    html_close(html, "legend");
    act_said_write(view, name);
    html_open(html, "div", "class", "choices", NULL);
    write_answer(view, name);
    html_close(html, "div");
    if (checked) {
        html_open(html, "label", "for", checked, NULL);
        page_say(view->page, "What was checked, with its sources; of a yes, the reasons");
        html_close(html, "label");
        act_said_write(view, checked);
        act_area_write(view, checked, NULL, ACT_SHORT_ROWS - 1);
    }
    html_close(html, "fieldset");
}

void act_answers_write(const struct act_view *view, const struct field *field, const char *name)
{
    static const char *const questions[] = {
        "does the person seek asylum, or have it",
        "is the person a journalist or a defender of human rights",
        "is the person a minor",
    };
    struct html *html = &view->page->html;

    html_open(html, "section", "class", "group", "aria-labelledby", "answers-title", NULL);
    page_heading(view->page, "h2", "answers-title", "Every ground of refusal");
    html_open(html, "p", "class", "hint", NULL);
    html_open(html, "span", "class", "sentence", NULL);
    page_say(view->page, field->meaning);
    html_close(html, "span");
    html_close(html, "p");
    for (unsigned i = 0; i < GROUND_COUNT; i++) {
        const char *ground = words_ground.words[i];

        write_question(view, NAME("%s.r%s.answer", name, ground + 1), ground,
                       words_ground_meaning((enum ground)i),
                       NAME("%s.r%s.checked", name, ground + 1));
    }
    for (size_t i = 0; act_person_questions[i]; i++)
        write_question(view, NAME("%s.person.%s", name, act_person_questions[i]), NULL,
                       questions[i], NULL);
    html_close(html, "section");
}
