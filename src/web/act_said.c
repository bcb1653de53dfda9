#include "web/act_said.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/lines.h"
#include "matter/acts.h"
#include "node/attachment.h"
#include "node/draft.h"

struct reading {
    const struct act *act;
    const struct form *form;
    const struct random *random;
    struct arena *arena;
    struct act_said *out;
    const char *language;
};

#define NAME(...) (const char *)arena_format(reading->arena, __VA_ARGS__).data

/* ---- problems ---- */

void act_problem_add(struct act_problems *problems, const char *field, const char *words)
{
    if (problems->count < ACT_PROBLEMS)
        problems->items[problems->count++] = (struct act_problem){field, words};
}

static const char *const missing_words[] = {
    [ACT_LINE] = "Fill this in.",
    [ACT_LINES] = "Fill in at least one.",
    [ACT_CHOICE] = "Choose one of these.",
    [ACT_CHOICES] = "Choose at least one of these.",
    [ACT_PROSE] = "Write this, or add a file.",
    [ACT_LIST] = "Write the list, or add it as a file.",
    [ACT_LAW] = "Add the text.",
    [ACT_GROUPS] = "Fill in at least one.",
};

static const char *const wrong_words[] = {
    [FIELD_TEXT] = "At most 200 bytes of plain text.",
    [FIELD_WORD] = "Choose one of these.",
    [FIELD_WORDS] = "Choose some of these.",
    [FIELD_COUNT] = "Give a whole number.",
    [FIELD_FLAG] = "Choose one of these.",
    [FIELD_INSTANT] = "Give a date and a time in UTC, such as 2026-11-22 10:00.",
    [FIELD_HASH] = "Give a SHA-256: 64 digits from 0 to 9 and a to f.",
    [FIELD_NAME] = "Give a name such as xa.court-1.o17.",
    [FIELD_STATE] = "Give a State's code such as XA.",
    [FIELD_CHAIN] = "Give a matter such as XA-2026-000017.",
    [FIELD_ACCOUNT] = "An account has at most 254 bytes.",
    [FIELD_SSH_KEY] = "Give an Ed25519 key, \"ssh-ed25519 AAAA…\", without a comment.",
    [FIELD_SIGNING_KEY] = ("Give a key, \"ssh-ed25519 AAAA…\" or \"webauthn RP-ID CREDENTIAL-ID "
                           "COSE-KEY\"."),
    [FIELD_ORIGIN] = "Give an origin such as https://sign.xa.example.",
    [FIELD_RP] = "Give a host name such as sign.xa.example.",
    [FIELD_AGE_KEY] = "Give an age recipient, \"age1…\".",
    [FIELD_ATTACHMENT] = "The language is a code such as en or fr.",
    [FIELD_OBJECT] = "Fill this in.",
};

static void problem(struct reading *reading, const char *field, const char *words)
{
    act_problem_add(&reading->out->problems, field, words);
}

/* ---- single values ---- */

static struct slice trimmed(struct slice text)
{
    while (text.size && (text.data[0] == ' ' || text.data[0] == '\t'))
        text = slice_from(text, 1);
    while (text.size && (text.data[text.size - 1] == ' ' || text.data[text.size - 1] == '\t'))
        text.size--;
    return text;
}

static struct slice line_of(const struct reading *reading, const char *name)
{
    return trimmed(form_value(reading->form, name));
}

static json_t *text_json(struct slice text)
{
    return json_stringn((const char *)text.data, text.size);
}

static bool take_end(struct slice *text, struct slice end)
{
    if (!slice_ends(*text, end))
        return false;
    text->size -= end.size;
    *text = trimmed(*text);
    return true;
}

bool act_read_time(struct slice text, instant *out)
{
    static const char *const ends[] = {"T00:00:00Z", ":00Z", "Z"};
    static const size_t sizes[] = {10, 16, 19};
    char whole[INSTANT_TEXT + 10];
    struct error ignored = {0};

    text = trimmed(text);
    if (!take_end(&text, SLICE("UTC")))
        take_end(&text, SLICE("Z"));
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (text.size != sizes[i])
            continue;
        snprintf(whole, sizeof whole, "%.*s%s", SLICE_ARG(text), ends[i]);
        if (whole[10] == ' ')
            whole[10] = 'T';
        return instant_parse(slice_text(whole), out, &ignored);
    }
    return false;
}

/* One line as its kind is written in JSON; what is not of the kind stays a text, which the act's table
 * then refuses. */
static json_t *line_json(const struct field *field, struct slice text)
{
    char written[INSTANT_TEXT];
    int64_t number;
    instant at;

    if (field->kind == FIELD_COUNT && slice_decimal(text, &number))
        return json_integer(number);
    if (field->kind == FIELD_INSTANT && act_read_time(text, &at))
        return json_string(instant_format(at, written));
    if (field->kind == FIELD_FLAG && (slice_is(text, "yes") || slice_is(text, "no")))
        return json_boolean(slice_is(text, "yes"));
    return text_json(text);
}

static json_t *read_line(struct reading *reading, const struct field *field, const char *name)
{
    struct slice text = line_of(reading, name);

    return text.size ? line_json(field, text) : NULL;
}

static json_t *read_lines(struct reading *reading, const struct field *field, const char *name)
{
    const struct form_value *value;
    json_t *list = NULL;
    size_t at = 0;

    while ((value = form_next(reading->form, name, &at))) {
        struct slice text = trimmed(value->value);

        if (!text.size)
            continue;
        if (!list)
            list = json_array();
        json_array_append_new(list, line_json(field, text));
    }
    return list;
}

/* ---- texts ---- */

static void keep_file(struct reading *reading, struct slice bytes)
{
    if (reading->out->file_count < ACT_FILES)
        reading->out->files[reading->out->file_count++] = bytes;
}

static bool is_blank(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!strchr(" \t\n", text.data[i]))
            return false;
    return true;
}

static json_t *attach(struct reading *reading, struct slice text)
{
    struct buffer made = {0};
    struct slice bytes;

    attachment_salted(reading->random, text, &made);
    bytes = arena_copy(reading->arena, buffer_slice(&made));
    buffer_free(&made);
    keep_file(reading, bytes);
    return draft_attachment(bytes, reading->language);
}

static json_t *read_prose(struct reading *reading, const char *name)
{
    struct slice text = form_value(reading->form, name);

    return is_blank(text) ? NULL : attach(reading, text);
}

static json_t *read_law(struct reading *reading, const char *name)
{
    struct slice text = form_value(reading->form, name);
    char hex[DIGEST_TEXT];

    if (is_blank(text))
        return NULL;
    keep_file(reading, text);
    return json_string(digest_write(sha256_of(text), hex));
}

/* Its hash has the matter's salt in it, which the draft knows. */
static void read_list(struct reading *reading, const char *name, bool needed)
{
    struct slice text = form_value(reading->form, name);

    reading->out->has_list = !is_blank(text);
    reading->out->list = text;
    if (needed && !reading->out->has_list)
        problem(reading, name, missing_words[ACT_LIST]);
}

/* ---- a reviewer's answers ---- */

/* As one line of the line format. */
static void append_checked(struct slice text, struct buffer *out)
{
    bool space = false;

    for (size_t i = 0; i < text.size; i++) {
        uint8_t c = text.data[i];

        if (strchr(" \t\n", c)) {
            space = true;
            continue;
        }
        if (space)
            buffer_byte(out, ' ');
        space = false;
        buffer_byte(out, c);
    }
}

/* What the line format would read as a citation. */
static bool cites(struct slice text)
{
    for (size_t at = slice_find(text, 0, '@'); at != SIZE_MAX; at = slice_find(text, at + 1, '@'))
        if ((!at || strchr(" \t\n", text.data[at - 1])) &&
            (at + 1 == text.size || strchr(" \t\n", text.data[at + 1])))
            return true;
    return false;
}

static int answer_of(struct reading *reading, const char *name)
{
    int answer = vocabulary_find(&matter_answers, line_of(reading, name));

    if (answer < 0)
        problem(reading, name, missing_words[ACT_CHOICE]);
    return answer;
}

static void append_ground(struct reading *reading, unsigned ground, const char *name, uint64_t *yes,
                          struct buffer *out)
{
    const char *word = words_ground.words[ground];
    const char *checked = NAME("%s.r%s.checked", name, word + 1);
    int answer = answer_of(reading, NAME("%s.r%s.answer", name, word + 1));
    struct slice text = form_value(reading->form, checked);

    if (is_blank(text))
        problem(reading, checked, "Say what was checked, or why.");
    if (cites(text))
        problem(reading, checked, "Leave out the sign @ between spaces.");
    if (answer == ANSWER_YES)
        *yes |= UINT64_C(1) << ground;
    buffer_format(out, "[%s]\nanswer = %s\n%s = ", word,
                  answer < 0 ? "" : matter_answers.words[answer],
                  answer == ANSWER_YES ? "reasons" : "sources");
    append_checked(text, out);
    buffer_byte(out, '\n');
}

static json_t *grounds_json(uint64_t mask)
{
    json_t *list = json_array();

    for (unsigned i = 0; i < GROUND_COUNT; i++)
        if (mask >> i & 1)
            json_array_append_new(list, json_string(words_ground.words[i]));
    return list;
}

/* All grounds are asked for, so all are covered; what is answered yes and does not decide is noted. */
static json_t *read_answers(struct reading *reading, const char *name)
{
    int outcome = vocabulary_find(reading->act->words, line_of(reading, reading->act->decides));
    struct buffer text = {0};
    uint64_t yes = 0;
    json_t *attached;

    for (unsigned i = 0; i < GROUND_COUNT; i++)
        append_ground(reading, i, name, &yes, &text);
    buffer_text(&text, "[person]\n");
    for (size_t i = 0; act_person_questions[i]; i++) {
        int answer = answer_of(reading, NAME("%s.person.%s", name, act_person_questions[i]));

        buffer_format(&text, "%s = %s\n", act_person_questions[i],
                      answer < 0 ? "" : matter_answers.words[answer]);
    }
    json_object_set_new(reading->out->body, "covered", grounds_json(vocabulary_all(&words_ground)));
    if (yes && outcome != ASSESSMENT_ADVERSE)
        json_object_set_new(reading->out->body, "noted", grounds_json(yes));
    attached = attach(reading, buffer_slice(&text));
    buffer_free(&text);
    return attached;
}

/* ---- members ---- */

static json_t *read_members(struct reading *reading, const struct field *fields,
                            const char *prefix);

/* Whether anything of a group was filled in. */
static bool group_is_empty(const struct reading *reading, const char *prefix)
{
    for (size_t i = 0; i < reading->form->count; i++) {
        const struct form_value *value = &reading->form->values[i];

        if (slice_starts(slice_text(value->field->name), slice_text(prefix)) &&
            !is_blank(value->value))
            return false;
    }
    return true;
}

/* Up to the last one in which something stands. */
static json_t *read_groups(struct reading *reading, const struct field *field, const char *name)
{
    unsigned count = field->most;
    json_t *list = NULL;

    while (count && group_is_empty(reading, NAME("%s.%u.", name, count - 1)))
        count--;
    if (count)
        list = json_array();
    for (unsigned i = 0; i < count; i++)
        json_array_append_new(list, read_members(reading, field->fields, NAME("%s.%u.", name, i)));
    return list;
}

static json_t *read_group(struct reading *reading, const struct field *field, const char *name)
{
    const char *prefix = NAME("%s.", name);

    if (field->presence == PRESENT_OPTIONAL && group_is_empty(reading, prefix))
        return NULL;
    return read_members(reading, field->fields, prefix);
}

static json_t *read_value(struct reading *reading, const struct field *field, const char *name,
                          enum act_input input)
{
    switch (input) {
    case ACT_LINE:
    case ACT_CHOICE:
        return read_line(reading, field, name);
    case ACT_LINES:
    case ACT_CHOICES:
        return read_lines(reading, field, name);
    case ACT_PROSE:
        return read_prose(reading, name);
    case ACT_LAW:
        return read_law(reading, name);
    case ACT_ANSWERS:
        return read_answers(reading, name);
    case ACT_GROUP:
        return read_group(reading, field, name);
    case ACT_GROUPS:
        return read_groups(reading, field, name);
    default:
        return NULL;
    }
}

static void check_value(struct reading *reading, const struct field *field, const char *name,
                        json_t *value)
{
    struct error error = {0};
    const char *words = wrong_words[field->kind];
    struct slice below;

    if (act_check_member(field, value, &error))
        return;
    below = slice_from(slice_text(error.where), strlen(field->name));
    if (field->most && !below.size)
        words = "There are too few of these, or too many.";
    else if (field->most && error.code == ERROR_MEMBER_VALUE && field->kind != FIELD_WORDS &&
             strstr(error.message, "different"))
        words = "This stands here twice.";
    else if (field->check)
        words = NAME("%s", error.message);
    /* Which of several lines it is. */
    problem(
        reading,
        act_field_name(slice_of(NAME("%s%.*s", name, SLICE_ARG(below)), strlen(name) + below.size),
                       reading->arena),
        words);
}

static void read_member(struct reading *reading, const struct field *field, const char *prefix,
                        json_t *into)
{
    const char *name = NAME("%s%s", prefix, field->name);
    enum act_input input = act_input(reading->act, field);
    bool needed = field->presence != PRESENT_OPTIONAL && !act_spares(field, into);
    json_t *value;

    if (input == ACT_DERIVED || (field->presence == PRESENT_IF_PERMITS && !reading->out->permits))
        return;
    if (input == ACT_LIST) {
        read_list(reading, name, needed);
        return;
    }
    value = read_value(reading, field, name, input);
    if (!value) {
        if (needed)
            problem(reading, name, missing_words[input]);
        return;
    }
    if (input != ACT_GROUP && input != ACT_GROUPS && input != ACT_ANSWERS)
        check_value(reading, field, name, value);
    json_object_set_new(into, field->name, value);
}

static json_t *read_members(struct reading *reading, const struct field *fields, const char *prefix)
{
    json_t *object = *prefix ? json_object() : reading->out->body;

    for (; fields->name; fields++)
        read_member(reading, fields, prefix, object);
    return object;
}

/* A body of the deciding word alone tells what it permits. */
static bool permits(const struct reading *reading)
{
    json_t *body = json_object();
    bool does;

    if (reading->act->decides)
        json_object_set_new(body, reading->act->decides,
                            text_json(line_of(reading, reading->act->decides)));
    does = act_effect(reading->act, body) == EFFECT_PERMITS;
    json_decref(body);
    return does;
}

void act_said_read(const struct act *act, const struct form *form, const struct random *random,
                   struct arena *arena, struct act_said *out)
{
    struct reading reading = {
        .act = act, .form = form, .random = random, .arena = arena, .out = out};
    struct slice language = trimmed(form_value(form, ACT_LANGUAGE));
    struct act_problems before = out->problems;

    *out = (struct act_said){.body = json_object(), .problems = before};
    reading.language = language.size ? (const char *)arena_copy(arena, language).data : "en";
    out->permits = permits(&reading);
    read_members(&reading, act->fields, "");
}

void act_said_free(struct act_said *said)
{
    json_decref(said->body);
    said->body = NULL;
}

/* ---- places ---- */

const char *act_field_name(struct slice place, struct arena *arena)
{
    char *name = arena_take(arena, place.size + 1);
    size_t size = 0;

    if (slice_starts(place, SLICE("body.")))
        place = slice_from(place, 5);
    for (size_t i = 0; i < place.size; i++)
        if (place.data[i] != ']')
            name[size++] = place.data[i] == '[' ? '.' : (char)place.data[i];
    return name;
}
