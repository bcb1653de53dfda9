/* What the statements say in prose: facts for and against, why, third parties, the reasons of those who
 * decided; and the numbers that the application states. */
#include "base/json.h"
#include "matter/tally.h"
#include "node/attachment.h"
#include "web/matter_file.h"

enum { SHOWN = 12000 }; /* bytes of a text on the page */

/* ---- names ---- */

/* By member; what stands in a list is found by what follows its last '.'. */
static const struct {
    const char *member, *title;
} titles[] = {
    {"facts", "What happened"},
    {"facts_against", "What speaks against suspicion or measure"},
    {"necessity", "Why it is needed"},
    {"proportionality", "Why it is not too much"},
    {"less_intrusive", "What less intrusive means were tried or excluded"},
    {"sought", "What is looked for"},
    {"earlier_applications", "Earlier applications"},
    {"third_parties", "What it means for third parties"},
    {"privilege_plan", "How privileged communications are kept apart"},
    {"minimisation", "How no more is read and kept than is needed"},
    {"notice_plan", "When and how the persons are notified"},
    {"custodian", "Who holds the data"},
    {"follow_up", "Which measure is to follow"},
    {"premises", "The device, its users and where it is"},
    {"imaging", "How it is copied"},
    {"protocol", "How it is searched"},
    {"linked_systems", "Whether linked systems are searched"},
    {"inventory", "How what is taken is listed"},
    {"observer", "Who watches the search"},
    {"technical", "The identifier and technical data"},
    {"suspicion", "What ties this person to the offence"},
    {"justification", "Why this third party is reached"},
    {"serious", "Why the case is serious"},
    {"reasons", "Reasons"},
    {"conditions", "Conditions"},
    {"answers", "Answers to each ground of refusal"},
};

const char *matter_text_title(const struct matter_file *file, const struct paper_text *text)
{
    const char *dot = strrchr(text->place, '.');
    const char *member = dot ? dot + 1 : text->place;

    (void)file;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (strcmp(titles[i].member, member) == 0)
            return titles[i].title;
    return text->place;
}

/* ---- one text ---- */

struct slice matter_prose(const struct paper_text *text)
{
    return slice_from(text->bytes, attachment_is(text->bytes) ? ATTACHMENT_LINE : 0);
}

/* Of the languages that are written from right to left; the others show it by their letters. */
static const char *direction_of(struct slice language)
{
    static const char *const codes[] = {"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv"};
    struct slice code = slice_part(language, 0, slice_find(language, 0, '-'));

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (slice_is(code, codes[i]))
            return "rtl";
    return "auto";
}

/* Lines that a file's writer broke are joined again, but for those that stand alone: short ones, and the
 * points of a list. */
static bool stays(struct slice line, struct slice next)
{
    enum { SHORT = 50 };

    return line.size < SHORT || !next.size || memchr("-*\t 0123456789", next.data[0], 14) != NULL;
}

static void write_lines(struct html *html, struct slice rest)
{
    while (rest.size) {
        size_t end = slice_find(rest, 0, '\n');
        struct slice line = slice_part(rest, 0, end);

        rest = slice_from(rest, end == SIZE_MAX ? rest.size : end + 1);
        html_text(html, line);
        if (rest.size && stays(line, rest))
            html_open(html, "br", NULL);
        else if (rest.size)
            html_say(html, "\n");
    }
}

static void write_paragraphs(struct html *html, struct slice rest)
{
    while (rest.size) {
        const uint8_t *gap = memmem(rest.data, rest.size, "\n\n", 2);
        size_t end = gap ? (size_t)(gap - rest.data) : rest.size;

        if (end) {
            html_open(html, "p", NULL);
            write_lines(html, slice_part(rest, 0, end));
            html_close(html, "p");
        }
        rest = slice_from(rest, end + 2);
    }
}

/* Not within a character. */
static struct slice cut(struct slice prose, size_t most)
{
    if (prose.size <= most)
        return prose;
    while (most && (prose.data[most] & 0xc0) == 0x80)
        most--;
    return slice_part(prose, 0, most);
}

static void write_link(struct matter_file *file, const struct paper_text *text, const char *words)
{
    struct slice rest;
    char hex[DIGEST_TEXT];

    rest = arena_format(file->request->arena, "/texts/%s", digest_write(text->hash, hex));
    html_open(&file->page.html, "p", "class", "small", NULL);
    page_link(&file->page, matter_place(file, (const char *)rest.data),
              page_text(&file->page, words));
    html_say(&file->page.html, " ");
    page_say(&file->page, "SHA-256");
    html_say(&file->page.html, " ");
    page_code(&file->page, slice_text(hex));
    html_close(&file->page.html, "p");
}

void matter_write_text(struct matter_file *file, const struct paper_text *text, size_t most)
{
    struct slice prose = matter_prose(text), shown = cut(prose, most);
    struct page *page = &file->page;
    struct html *html = &page->html;

    page_element(page, "h3", NULL, matter_text_title(file, text));
    if (!text->allowed) {
        page_element(
            page, "p", NULL,
            "Not for you: the answers stay with the reviewer and the courts of that State.");
        return;
    }
    if (!text->stored) {
        page_element(page, "p", NULL, "This node does not have the text.");
        return;
    }
    html_open(html, "div", "class", "told", "dir", direction_of(text->language), NULL);
    html_attribute(html, "lang", text->language);
    write_paragraphs(html, shown);
    html_close(html, "div");
    if (!text->bytes.size || shown.size < prose.size)
        write_link(file, text, "The text goes on: read all of it");
    else
        write_link(file, text, "The text as it was signed");
}

/* ---- the application's ---- */

static bool is_of(const struct matter_file *file, const struct paper_text *text,
                  const struct standing *standing)
{
    return standing && text->statement == matter_index(file, standing);
}

static const struct paper_text *find(const struct matter_file *file,
                                     const struct standing *standing, const char *place)
{
    for (size_t i = 0; i < file->papers.text_count; i++)
        if (is_of(file, &file->papers.texts[i], standing) &&
            strcmp(file->papers.texts[i].place, place) == 0)
            return &file->papers.texts[i];
    return NULL;
}

static void write_named(struct matter_file *file, const struct standing *standing,
                        const char *const *places)
{
    for (; *places; places++) {
        const struct paper_text *text = find(file, standing, *places);

        if (text)
            matter_write_text(file, text, SHOWN);
    }
}

static bool is_among(const char *place, const char *const *places)
{
    for (; *places; places++)
        if (strcmp(place, *places) == 0)
            return true;
    return false;
}

static const char *const foremost[] = {"facts", "facts_against", NULL};
static const char *const why[] = {"necessity", "proportionality", "less_intrusive", NULL};

static void write_protected(struct matter_file *file, const struct standing *application)
{
    static const char *const words[] = {
        [ANSWER_NO] = "The application sees no security research, journalism, whistle-blowing or "
                      "defence of rights in it.",
        [ANSWER_YES] = "The application says that it touches security research, journalism, "
                       "whistle-blowing or the defence of rights.",
        [ANSWER_UNKNOWN] = "The application does not know whether it touches security research, "
                           "journalism, whistle-blowing or the defence of rights.",
    };
    int answer = matter_word(&application->filed->statement, "protected_activity", &matter_answers);
    struct page *page = &file->page;

    if (answer < 0)
        return;
    html_open(&page->html, "p", NULL);
    if (answer != ANSWER_NO)
        html_attribute(&page->html, "class", SLICE("notice"));
    page_say(page, words[answer]);
    html_say(&page->html, " ");
    page_row_link(page, "O7");
    html_close(&page->html, "p");
}

/* Plans that an office has for all its matters are there, but not in the way. */
static void write_rest(struct matter_file *file, const struct standing *application)
{
    bool any = false;

    for (size_t i = 0; i < file->papers.text_count; i++) {
        const struct paper_text *text = &file->papers.texts[i];

        if (!is_of(file, text, application) || strchr(text->place, '.') ||
            is_among(text->place, foremost) || is_among(text->place, why))
            continue;
        if (!any) {
            html_open(&file->page.html, "details", NULL);
            page_element(
                &file->page, "summary", NULL,
                "What else the application says: what is looked for, third parties, plans");
        }
        any = true;
        matter_write_text(file, text, SHOWN);
    }
    if (any)
        html_close(&file->page.html, "details");
}

void matter_write_facts(struct matter_file *file)
{
    const struct standing *application = file->latest[MATTER_APPLICATION];

    if (!application)
        return;
    page_heading(&file->page, "h2", "facts", "Facts for and against");
    html_open(&file->page.html, "div", "class", "pair", NULL);
    for (size_t i = 0; foremost[i]; i++) {
        html_open(&file->page.html, "div", NULL);
        write_named(file, application, (const char *const[]){foremost[i], NULL});
        html_close(&file->page.html, "div");
    }
    html_close(&file->page.html, "div");
    write_protected(file, application);
    page_heading(&file->page, "h2", "why", "Why this, and why not less");
    write_named(file, application, why);
    write_rest(file, application);
}

/* ---- the reasons of those who decided ---- */

void matter_write_reasons(struct matter_file *file)
{
    bool any = false;

    for (size_t i = 0; i < file->matter->standing_count; i++) {
        const struct standing *standing = file->history[i];

        if (standing->filed->statement.number == MATTER_APPLICATION)
            continue;
        for (size_t t = 0; t < file->papers.text_count; t++) {
            const struct paper_text *text = &file->papers.texts[t];

            if (!is_of(file, text, standing) || strcmp(text->place, "answers") == 0)
                continue;
            if (!any)
                page_heading(&file->page, "h2", "reasons", "What those who decided say");
            any = true;
            html_open(&file->page.html, "p", "class", "small", NULL);
            matter_write_deed(file, &standing->filed->statement);
            html_say(&file->page.html, " \xc2\xb7 ");
            matter_write_signer(file, standing, 0);
            html_say(&file->page.html, " \xc2\xb7 ");
            page_time(&file->page, filed_legal(standing->filed));
            html_close(&file->page.html, "p");
            matter_write_text(file, text, SHOWN);
        }
    }
}

/* ---- persons ---- */

static void write_target(struct matter_file *file, const struct standing *application,
                         json_t *target, size_t index)
{
    json_t *accounts = json_object_get(target, "accounts");
    bool third = slice_is(json_slice(json_object_get(target, "role")), "third-party");
    struct page *page = &file->page;
    char place[60];

    html_open(&page->html, "section", "class", "target", NULL);
    html_open(&page->html, "p", NULL);
    page_element(page, "span", third ? "tag ask" : "tag", third ? "third party" : "suspect");
    html_say(&page->html, " ");
    page_code(page, json_slice(json_object_get(target, "person")));
    for (size_t i = 0; i < json_array_size(accounts); i++) {
        html_say(&page->html, i ? ", " : ": ");
        page_code(page, json_slice(json_array_get(accounts, i)));
    }
    html_close(&page->html, "p");
    snprintf(place, sizeof place, "targets[%zu].suspicion", index);
    write_named(file, application, (const char *const[]){place, NULL});
    snprintf(place, sizeof place, "targets[%zu].justification", index);
    write_named(file, application, (const char *const[]){place, NULL});
    html_close(&page->html, "section");
}

void matter_write_targets(struct matter_file *file)
{
    const struct standing *application = file->latest[MATTER_APPLICATION];
    json_t *targets;

    if (!application)
        return;
    targets = json_object_get(application->filed->statement.body, "targets");
    page_heading(&file->page, "h2", "persons", "Persons it reaches");
    for (size_t i = 0; i < json_array_size(targets); i++)
        write_target(file, application, json_array_get(targets, i), i);
}

/* ---- caps across matters ---- */

static const struct table_head cap_heads[] = {{"Together with earlier matters", false},
                                              {"Stated", true},
                                              {"At most", true},
                                              {"Set by", false},
                                              {0}};

static void write_cap(struct matter_file *file, enum parameter parameter, int64_t stated)
{
    const struct effective *rules = &file->matter->rules;
    struct page *page = &file->page;
    struct buffer text = {0};
    struct value limit;

    page_row_begin(page);
    page_cell_begin(page);
    page_say(page, parameter_table[parameter].meaning);
    html_say(&page->html, " ");
    page_row_link(page, parameter_table[parameter].row);
    page_cell_end(page);
    page_cell_number(page, (uint64_t)stated);
    page_cell_begin(page);
    if (file->matter->has_rules) {
        limit = parameter_value(parameter, rules->limits[parameter]);
        value_say(page->language, &limit, &text);
        html_text(&page->html, buffer_slice(&text));
    }
    page_cell_end(page);
    buffer_clear(&text);
    page_cell_begin(page);
    if (file->matter->has_rules)
        text_whose(page->language, rules->whose[parameter], &file->names, &text);
    html_text(&page->html, buffer_slice(&text));
    page_cell_end(page);
    page_row_end(page);
    buffer_free(&text);
}

static void write_earlier(struct matter_file *file, json_t *earlier)
{
    size_t count = json_array_size(earlier);
    struct page *page = &file->page;

    if (!count) {
        page_element(page, "p", NULL, "The application names no earlier matter.");
        return;
    }
    html_open(&page->html, "p", NULL);
    page_say(page, "Earlier matters that the application names:");
    for (size_t i = 0; i < count; i++) {
        html_say(&page->html, i ? ", " : " ");
        page_code(page, json_slice(json_array_get(earlier, i)));
    }
    html_close(&page->html, "p");
}

void matter_write_caps(struct matter_file *file)
{
    const struct standing *application = file->latest[MATTER_APPLICATION];
    struct tally tally;

    if (!application)
        return;
    tally_stated(application->filed->statement.body, &tally);
    page_heading(&file->page, "h2", "caps", "What it comes to with other matters");
    page_table_begin(&file->page,
                     "Numbers that the application states, and both nodes hold to be true",
                     cap_heads);
    for (int i = 0; i < TALLIED; i++)
        if (tally.counts[i] >= 0)
            write_cap(file, tally_members[i].parameter, tally.counts[i]);
    page_table_end(&file->page);
    write_earlier(file, json_object_get(application->filed->statement.body, "earlier"));
}
