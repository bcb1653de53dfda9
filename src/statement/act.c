#include "statement/act.h"

#include <stdio.h>

#include "base/json.h"
#include "base/unicode.h"
#include "crypto/age.h"
#include "crypto/hash.h"
#include "crypto/signature.h"
#include "statement/name.h"

/* 2^53 - 1: every reader of JSON keeps whole numbers exact up to here. */
#define COUNT_MOST INT64_C(9007199254740991)

enum { TEXT_MOST = 200, PATH_MOST = 150, LANGUAGE_MOST = 12, ATTACHMENT_MOST = 16 << 20 };

/* Where in the body we are: "scope.accounts[2]". */
struct path {
    char text[PATH_MOST];
};

static struct path path_member(const struct path *path, const char *name)
{
    struct path longer;

    snprintf(longer.text, sizeof longer.text, "%.100s%s%.40s", path->text, path->text[0] ? "." : "",
             name);
    return longer;
}

static struct path path_item(const struct path *path, size_t index)
{
    struct path longer;

    snprintf(longer.text, sizeof longer.text, "%.120s[%zu]", path->text, index);
    return longer;
}

static bool refuse(enum error_code code, const struct path *path, const char *wanted,
                   struct error *error)
{
    error_set(error, code, "the member \"%s\" is not %s", path->text, wanted);
    return error_where(error, "%s", path->text);
}

const struct act *act_find(const struct act_table *table, struct slice type)
{
    for (unsigned i = 0; i < table->count; i++)
        if (slice_is(type, table->acts[i].type))
            return &table->acts[i];
    return NULL;
}

enum effect act_effect(const struct act *act, json_t *body)
{
    int word;

    if (!act->decides)
        return act->effect;
    word = vocabulary_find(act->words, json_slice(json_object_get(body, act->decides)));
    return word < 0 ? EFFECT_RESTRICTS : act->effects[word];
}

static bool check_text(const struct field *field, json_t *value, const struct path *path,
                       struct error *error)
{
    struct slice text = json_slice(value);

    if (!json_is_string(value) || text.size < 1 || text.size > TEXT_MOST)
        return refuse(ERROR_MEMBER_TYPE, path, "a text of 1 to 200 bytes", error);
    return !field->check || field->check(field, text, error) ||
           error_where(error, "%s", path->text);
}

static bool check_word(const struct field *field, json_t *value, const struct path *path,
                       struct error *error)
{
    char wanted[80];

    if (json_is_string(value) && vocabulary_find(field->words, json_slice(value)) >= 0)
        return true;
    snprintf(wanted, sizeof wanted, "a known %s", field->words->name);
    return refuse(ERROR_MEMBER_VALUE, path, wanted, error);
}

static bool check_attachment(json_t *value, const struct path *path, struct error *error)
{
    static const char *const members[] = {"sha256", "length", "language"};
    struct digest digest;
    struct slice language;
    int64_t length;

    if (!member_exact(value, members, 3, error) ||
        !member_text(value, "language", &language, error) ||
        !member_hex(value, "sha256", digest.bytes, DIGEST_SIZE, error) ||
        !member_integer(value, "length", &length, error))
        return error_where(error, "%s", path->text);
    if (length < 66 || length > ATTACHMENT_MOST)
        return refuse(ERROR_MEMBER_VALUE, path, "an attachment of 66 bytes to 16 MiB", error);
    for (size_t i = 0; i < language.size; i++)
        if (!((language.data[i] | 32) >= 'a' && (language.data[i] | 32) <= 'z') &&
            language.data[i] != '-')
            language.size = 0;
    if (language.size < 2 || language.size > LANGUAGE_MOST)
        return refuse(ERROR_MEMBER_VALUE, path, "in a language such as \"en\"", error);
    return true;
}

static bool check_members(const struct field *fields, bool permits, json_t *object,
                          const struct path *path, struct error *error);

/* One value that is not a list. */
static bool check_single(const struct field *field, json_t *value, const struct path *path,
                         struct error *error)
{
    struct slice text = json_slice(value), kind;
    struct error inner = {0};
    struct digest digest;
    struct ssh_key key;
    struct signing_key signing_key;
    struct age_recipient recipient;
    instant at;

    switch (field->kind) {
    case FIELD_TEXT:
        return check_text(field, value, path, error);
    case FIELD_WORD:
    case FIELD_WORDS:
        return check_word(field, value, path, error);
    case FIELD_COUNT:
        return (json_is_integer(value) && json_integer_value(value) >= 0 &&
                json_integer_value(value) <= COUNT_MOST) ||
               refuse(ERROR_MEMBER_TYPE, path, "a whole number from 0 to 9007199254740991", error);
    case FIELD_FLAG:
        return json_is_boolean(value) || refuse(ERROR_MEMBER_TYPE, path, "true or false", error);
    case FIELD_INSTANT:
        return (json_is_string(value) && instant_parse(text, &at, &inner)) ||
               refuse(ERROR_MEMBER_TYPE, path, "a time in UTC such as 2026-11-22T10:00:00Z", error);
    case FIELD_HASH:
        return digest_read(text, &digest) ||
               refuse(ERROR_MEMBER_TYPE, path, "a SHA-256 in lower-case hex", error);
    case FIELD_NAME:
        return name_is_person(text) ||
               refuse(ERROR_MEMBER_TYPE, path, "a name such as xa.court-1.o17", error);
    case FIELD_STATE:
        return name_is_state(text) ||
               refuse(ERROR_MEMBER_TYPE, path, "a State's code such as XA", error);
    case FIELD_CHAIN:
        return (name_is_chain(text, &kind) && kind.size == 0) ||
               refuse(ERROR_MEMBER_TYPE, path, "a matter such as XA-2026-000017", error);
    case FIELD_ACCOUNT:
        return (text.size >= 1 && text.size <= 254) ||
               refuse(ERROR_MEMBER_TYPE, path, "an account of 1 to 254 bytes", error);
    case FIELD_SSH_KEY:
        return (json_is_string(value) && ssh_key_parse(text, SSH_LINE_EXACT, &key, &inner)) ||
               refuse(ERROR_MEMBER_VALUE, path, "an Ed25519 key \"ssh-ed25519 AAAA…\"", error);
    case FIELD_SIGNING_KEY:
        return (json_is_string(value) &&
                signing_key_parse(text, SSH_LINE_EXACT, &signing_key, &inner)) ||
               refuse(ERROR_MEMBER_VALUE, path,
                      "a key \"ssh-ed25519 AAAA…\" or \"webauthn RP-ID CREDENTIAL-ID COSE-KEY\"",
                      error);
    case FIELD_ORIGIN:
        return origin_is_valid(text) ||
               refuse(ERROR_MEMBER_VALUE, path, "an origin such as https://sign.xa.example", error);
    case FIELD_RP:
        return rp_is_valid(text) ||
               refuse(ERROR_MEMBER_VALUE, path, "a host name such as sign.xa.example", error);
    case FIELD_AGE_KEY:
        return (json_is_string(value) && age_recipient_parse(text, &recipient, &inner)) ||
               refuse(ERROR_MEMBER_VALUE, path, "an age recipient \"age1…\"", error);
    case FIELD_ATTACHMENT:
        return check_attachment(value, path, error);
    case FIELD_OBJECT:
        return json_is_object(value) ? check_members(field->fields, true, value, path, error)
                                     : refuse(ERROR_MEMBER_TYPE, path, "an object", error);
    }
    return refuse(ERROR_MEMBER_TYPE, path, "of a known kind", error);
}

static bool check_list(const struct field *field, json_t *list, const struct path *path,
                       struct error *error)
{
    char wanted[60];
    size_t count = json_array_size(list);

    snprintf(wanted, sizeof wanted, "a list of %u to %u items", field->least, field->most);
    if (!json_is_array(list) || count < field->least || count > field->most)
        return refuse(ERROR_MEMBER_TYPE, path, wanted, error);
    for (size_t i = 0; i < count; i++) {
        struct path item = path_item(path, i);

        if (!check_single(field, json_array_get(list, i), &item, error))
            return false;
        for (size_t j = 0; j < i; j++)
            if (json_equal(json_array_get(list, i), json_array_get(list, j)))
                return refuse(ERROR_MEMBER_VALUE, &item, "different from the items before it",
                              error);
    }
    return true;
}

static bool is_known(const struct field *fields, const char *name)
{
    for (; fields->name; fields++)
        if (strcmp(fields->name, name) == 0)
            return true;
    return false;
}

bool act_spares(const struct field *field, const json_t *body)
{
    const char *measure =
        json_string_value(json_object_get(json_object_get(body, "scope"), "measure"));

    return field->spared_by && measure && strcmp(measure, field->spared_by) == 0;
}

/* A field's presence in `object` is wrong, or it is absent as it should be: *check says whether to look
 * at it. */
static bool check_presence(const struct field *field, bool permits, const json_t *object,
                           const struct path *path, bool *check, struct error *error)
{
    const json_t *value = json_object_get(object, field->name);
    bool wanted = field->presence == PRESENT_ALWAYS ||
                  (field->presence == PRESENT_IF_PERMITS && permits && !act_spares(field, object));

    *check = value != NULL;
    if (wanted && !value) {
        error_set(error, ERROR_MEMBER_MISSING, "the member \"%s\" is missing", path->text);
        return error_where(error, "%s", path->text);
    }
    if (field->presence == PRESENT_IF_PERMITS && !permits && value)
        return refuse(ERROR_MEMBER_UNKNOWN, path, "allowed where nothing is permitted", error);
    return true;
}

static bool check_members(const struct field *fields, bool permits, json_t *object,
                          const struct path *path, struct error *error)
{
    const char *name;
    json_t *value;

    json_object_foreach(object, name, value)
    {
        struct path member = path_member(path, name);

        if (!is_known(fields, name)) {
            error_set(error, ERROR_MEMBER_UNKNOWN, "the member \"%s\" is unknown", member.text);
            return error_where(error, "%s", member.text);
        }
    }
    for (const struct field *field = fields; field->name; field++) {
        struct path member = path_member(path, field->name);
        bool check;

        value = json_object_get(object, field->name);
        if (!check_presence(field, permits, object, &member, &check, error))
            return false;
        if (check && !(field->most ? check_list(field, value, &member, error)
                                   : check_single(field, value, &member, error)))
            return false;
    }
    return true;
}

bool act_check_member(const struct field *field, json_t *value, struct error *error)
{
    const struct path none = {""};
    struct path path = path_member(&none, field->name);

    return field->most ? check_list(field, value, &path, error)
                       : check_single(field, value, &path, error);
}

bool act_check_body(const struct act *act, json_t *body, struct error *error)
{
    struct path path = {"body"};
    json_t *word = act->decides ? json_object_get(body, act->decides) : NULL;

    if (act->decides &&
        !(json_is_string(word) && vocabulary_find(act->words, json_slice(word)) >= 0)) {
        struct path member = path_member(&path, act->decides);
        char wanted[80];

        snprintf(wanted, sizeof wanted, "a known %s", act->words->name);
        return refuse(ERROR_MEMBER_VALUE, &member, wanted, error);
    }
    return check_members(act->fields, act_effect(act, body) == EFFECT_PERMITS, body, &path, error);
}

static void skeleton_members(const struct field *fields, struct writer *writer);

static const char *placeholder(enum field_kind kind)
{
    static const char *const texts[] = {
        [FIELD_TEXT] = "text",
        [FIELD_INSTANT] = "2026-01-01T00:00:00Z",
        [FIELD_HASH] = "0000000000000000000000000000000000000000000000000000000000000000",
        [FIELD_NAME] = "xa.office-1.o1",
        [FIELD_STATE] = "XA",
        [FIELD_CHAIN] = "XA-2026-000001",
        [FIELD_ACCOUNT] = "user@provider.example",
        [FIELD_SSH_KEY] = "ssh-ed25519 AAAA",
        [FIELD_SIGNING_KEY] = "ssh-ed25519 AAAA",
        [FIELD_ORIGIN] = "https://sign.xa.example",
        [FIELD_RP] = "sign.xa.example",
        [FIELD_AGE_KEY] = "age1",
    };

    return (size_t)kind < sizeof texts / sizeof *texts && texts[kind] ? texts[kind] : "";
}

static void skeleton_value(const struct field *field, struct writer *writer)
{
    switch (field->kind) {
    case FIELD_COUNT:
        writer_integer(writer, 0);
        return;
    case FIELD_FLAG:
        writer_flag(writer, false);
        return;
    case FIELD_WORD:
    case FIELD_WORDS:
        writer_text(writer, slice_text(field->words->words[0]));
        return;
    case FIELD_OBJECT:
        writer_open(writer, '{');
        skeleton_members(field->fields, writer);
        writer_close(writer, '}');
        return;
    case FIELD_ATTACHMENT:
        writer_open(writer, '{');
        writer_member_text(writer, "sha256", slice_text(placeholder(FIELD_HASH)));
        writer_member_integer(writer, "length", 66);
        writer_member_text(writer, "language", SLICE("en"));
        writer_close(writer, '}');
        return;
    case FIELD_TEXT:
        writer_text(writer, slice_text(field->sample ? field->sample : placeholder(FIELD_TEXT)));
        return;
    default:
        writer_text(writer, slice_text(placeholder(field->kind)));
    }
}

static void skeleton_members(const struct field *fields, struct writer *writer)
{
    for (; fields->name; fields++) {
        writer_key(writer, fields->name);
        if (fields->most) {
            writer_open(writer, '[');
            skeleton_value(fields, writer);
            writer_close(writer, ']');
        } else {
            skeleton_value(fields, writer);
        }
    }
}

void act_skeleton(const struct act *act, struct writer *writer)
{
    writer_open(writer, '{');
    skeleton_members(act->fields, writer);
    writer_close(writer, '}');
}

/* Who is to be called for each attachment: one of the two. */
struct visit {
    act_attachment *attachment;
    act_text *text;
    void *context;
};

static bool visit_members(const struct visit *visit, const struct field *fields, json_t *object,
                          const struct path *path, struct error *error);

static bool visit_value(const struct visit *visit, const struct field *field, json_t *value,
                        const struct path *path, struct error *error)
{
    struct slice sha256;

    if (field->kind == FIELD_OBJECT)
        return visit_members(visit, field->fields, value, path, error);
    if (field->kind != FIELD_ATTACHMENT)
        return true;
    sha256 = json_slice(json_object_get(value, "sha256"));
    if (visit->text)
        return visit->text(visit->context, field, path->text, sha256, error);
    return visit->attachment(visit->context, sha256,
                             json_integer_value(json_object_get(value, "length")),
                             json_slice(json_object_get(value, "language")), error);
}

static bool visit_list(const struct visit *visit, const struct field *field, json_t *list,
                       const struct path *path, struct error *error)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct path item = path_item(path, i);

        if (!visit_value(visit, field, json_array_get(list, i), &item, error))
            return false;
    }
    return true;
}

static bool visit_members(const struct visit *visit, const struct field *fields, json_t *object,
                          const struct path *path, struct error *error)
{
    for (; fields->name; fields++) {
        json_t *value = json_object_get(object, fields->name);
        struct path member;

        if (!value || (fields->kind != FIELD_OBJECT && fields->kind != FIELD_ATTACHMENT))
            continue;
        member = path_member(path, fields->name);
        if (!(fields->most ? visit_list(visit, fields, value, &member, error)
                           : visit_value(visit, fields, value, &member, error)))
            return false;
    }
    return true;
}

bool act_attachments(const struct act *act, json_t *body, act_attachment *each, void *context,
                     struct error *error)
{
    const struct visit visit = {.attachment = each, .context = context};
    const struct path path = {""};

    return visit_members(&visit, act->fields, body, &path, error);
}

bool act_texts(const struct act *act, json_t *body, act_text *each, void *context,
               struct error *error)
{
    const struct visit visit = {.text = each, .context = context};
    const struct path path = {""};

    return visit_members(&visit, act->fields, body, &path, error);
}
