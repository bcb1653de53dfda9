#include "text/act.h"

#include <stdio.h>

#include "rules/parameter.h"
#include "statement/name.h"
#include "text/table.h"

enum { NESTING_MOST = 6, WORD_LISTS_MOST = 16 };

static const char *const titles[ROLE_COUNT] = {
    [ROLE_ROOT] = "a root",
    [ROLE_INVESTIGATOR] = "an investigator",
    [ROLE_PROSECUTOR] = "a prosecutor",
    [ROLE_JUDGE] = "a judge",
    [ROLE_CENTRAL_AUTHORITY] = "the central authority",
    [ROLE_REVIEWER] = "a human-rights reviewer",
    [ROLE_CLERK] = "a clerk of the court",
    [ROLE_SUPERVISOR] = "a supervisor",
    [ROLE_FILTER] = "the filter office",
    [ROLE_PROVIDER] = "the provider",
    [ROLE_DPA] = "the data-protection authority",
    [ROLE_REGISTRAR] = "the registrar",
    [ROLE_SECRETARIAT] = "the secretariat",
    [ROLE_CHAIR] = "the chair",
    [ROLE_COMMITTEE] = "a member of the committee",
    [ROLE_DELEGATION] = "a State's delegation",
    [ROLE_ORGANISATION] = "an accredited organisation",
};

static const char *const sides[] = {
    [SIDE_REQUESTING] = "the requesting State",
    [SIDE_EXECUTING] = "the executing State",
    [SIDE_EITHER] = "either State",
};

static const char *const presences[] = {
    [PRESENT_ALWAYS] = "always",
    [PRESENT_OPTIONAL] = "may be left out",
    [PRESENT_IF_PERMITS] = "where it permits",
};

/* One of a kind, and several. */
static const char *const kinds[][2] = {
    [FIELD_TEXT] = {"text of 1 to 200 bytes", "texts"},
    [FIELD_WORD] = {"word", "words"},
    [FIELD_WORDS] = {"words", "words"},
    [FIELD_COUNT] = {"number", "numbers"},
    [FIELD_FLAG] = {"true or false", "flags"},
    [FIELD_INSTANT] = {"time", "times"},
    [FIELD_HASH] = {"SHA-256 in hex", "SHA-256 in hex"},
    [FIELD_NAME] = {"name", "names"},
    [FIELD_STATE] = {"State", "States"},
    [FIELD_CHAIN] = {"matter", "matters"},
    [FIELD_ACCOUNT] = {"account", "accounts"},
    [FIELD_SSH_KEY] = {"ssh key", "ssh keys"},
    [FIELD_SIGNING_KEY] = {"ssh or webauthn key", "ssh or webauthn keys"},
    [FIELD_ORIGIN] = {"web origin", "web origins"},
    [FIELD_RP] = {"host name", "host names"},
    [FIELD_AGE_KEY] = {"age key", "age keys"},
    [FIELD_ATTACHMENT] = {"attachment", "attachments"},
    [FIELD_OBJECT] = {"object", "objects"},
};

/* The closed lists that an act's members use, each named once. */
struct word_lists {
    const struct vocabulary *lists[WORD_LISTS_MOST];
    size_t count;
};

const char *role_title(enum role role)
{
    return titles[role];
}

void roles_titles(uint32_t roles, struct buffer *out)
{
    uint32_t rest = roles & ((1u << ROLE_COUNT) - 1);

    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if (!(rest & 1u << role))
            continue;
        rest &= ~(1u << role);
        buffer_text(out, titles[role]);
        if (rest)
            buffer_text(out, (rest & (rest - 1)) ? ", " : " or ");
    }
}

const char *effect_name(enum effect effect)
{
    static const char *const names[] = {[EFFECT_PERMITS] = "permits",
                                        [EFFECT_RECORDS] = "records",
                                        [EFFECT_RESTRICTS] = "restricts"};

    return names[effect];
}

static void end_row(struct table *table, const char *what, struct buffer *value)
{
    table_text(table, what);
    table_cell(table, buffer_slice(value));
    buffer_clear(value);
}

static void row_signers(const struct act *act, struct table *table, struct buffer *text)
{
    roles_titles(act->by_roles, text);
    if (act->with_most && act->with_least == act->with_most)
        buffer_format(text, "; with %u more: ", act->with_least);
    else if (act->with_most && act->with_least)
        buffer_format(text, "; with %u to %u more: ", act->with_least, act->with_most);
    else if (act->with_most)
        buffer_format(text, "; with up to %u more: ", act->with_most);
    if (act->with_most)
        roles_titles(act->with_roles, text);
    end_row(table, "signed by", text);
}

static void row_effect(const struct act *act, struct table *table, struct buffer *text)
{
    if (!act->decides)
        buffer_text(text, effect_name(act->effect));
    for (unsigned i = 0; act->decides && i < act->words->count; i++)
        buffer_format(text, "%s\"%s\" %s", i ? ", " : "", act->words->words[i],
                      effect_name(act->effects[i]));
    end_row(table, "effect", text);
}

static void row_basis(const struct act_table *acts, const struct act *act, struct table *table,
                      struct buffer *text)
{
    if (!act->rests_on)
        return;
    for (unsigned i = 0; i < acts->count; i++)
        if (act->rests_on & 1u << i)
            buffer_format(text, "%s%s", text->size ? ", " : "", acts->acts[i].type);
    end_row(table, "rests on", text);
}

static void row_limits(const struct act *act, struct table *table, struct buffer *text)
{
    if (!act->tests)
        return;
    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        if (act->tests & PARAMETER_BIT(p))
            buffer_format(text, "%s%s", text->size ? ", " : "", parameter_table[p].key);
    end_row(table, "limits", text);
}

static void note_words(struct word_lists *lists, const struct vocabulary *words)
{
    for (size_t i = 0; i < lists->count; i++)
        if (lists->lists[i] == words)
            return;
    if (lists->count < WORD_LISTS_MOST)
        lists->lists[lists->count++] = words;
}

static void cell_kind(const struct field *field, struct table *table)
{
    bool several = field->most > 0;
    const char *kind = kinds[field->kind][several];
    const char *name = field->words ? field->words->name : "";
    const char *before = field->words ? ": " : "";

    if (!several)
        table_format(table, "%s%s%s", kind, before, name);
    else if (field->least == field->most)
        table_format(table, "list of %u %s%s%s", field->most,
                     field->most == 1 ? kinds[field->kind][0] : kind, before, name);
    else
        table_format(table, "list of %u to %u %s%s%s", field->least, field->most, kind, before,
                     name);
}

static void rows_fields(const struct field *fields, unsigned depth, struct table *table,
                        struct word_lists *lists)
{
    for (; fields && fields->name && depth < NESTING_MOST; fields++) {
        table_format(table, "%*s%s", (int)(2 * depth), "", fields->name);
        cell_kind(fields, table);
        if (fields->spared_by)
            table_format(table, "%s, but for %s", presences[fields->presence], fields->spared_by);
        else
            table_text(table, presences[fields->presence]);
        table_text(table, fields->meaning ? fields->meaning : "");
        if (fields->words)
            note_words(lists, fields->words);
        if (fields->kind == FIELD_OBJECT)
            rows_fields(fields->fields, depth + 1, table, lists);
    }
}

/* A list of words with its name before them, in lines of at most 90 columns; grounds of refusal one
 * a line, with their meaning. */
static void append_word_list(const struct vocabulary *words, struct buffer *out)
{
    size_t line = out->size;

    buffer_format(out, "  %s:", words->name);
    for (unsigned i = 0; i < words->count; i++) {
        if (words == &words_ground) {
            buffer_format(out, "\n    %s  %s", words->words[i], words_ground_meaning(i));
            continue;
        }
        if (out->size - line + strlen(words->words[i]) > 90) {
            line = out->size + 1;
            buffer_text(out, "\n   ");
        }
        buffer_format(out, " %s%s", words->words[i], i + 1 < words->count ? "," : "");
    }
    buffer_byte(out, '\n');
}

void act_help(const struct act_table *table, const struct act *act, struct buffer *out)
{
    struct table head = {.columns = 2}, members = {.columns = 4};
    struct word_lists lists = {0};
    struct buffer text = {0};
    bool forum = name_is_forum(slice_text(table->chain));

    buffer_format(out, "%s: %s\n\n", act->type, act->meaning);
    row_signers(act, &head, &text);
    buffer_text(&text, forum ? "the forum" : table->chain ? "the State itself" : sides[act->side]);
    end_row(&head, "for", &text);
    buffer_format(&text, "%s-%s", forum ? "UN" : "XA", table->chain ? table->chain : "2026-000017");
    end_row(&head, "chain", &text);
    row_basis(table, act, &head, &text);
    row_limits(act, &head, &text);
    row_effect(act, &head, &text);
    table_print(&head, 2, out);
    rows_fields(act->fields, 0, &members, &lists);
    buffer_text(out, "\n");
    table_print(&members, 2, out);
    if (lists.count)
        buffer_byte(out, '\n');
    for (size_t i = 0; i < lists.count; i++)
        append_word_list(lists.lists[i], out);
    buffer_free(&text);
    table_free(&head);
    table_free(&members);
}

void act_list(const struct act_table *table, struct buffer *out)
{
    struct table list = {.columns = 2};

    for (unsigned i = 0; i < table->count; i++) {
        table_text(&list, table->acts[i].type);
        table_text(&list, table->acts[i].meaning);
    }
    table_print(&list, 2, out);
    table_free(&list);
}

void act_manual(const struct act_table *table, struct buffer *out)
{
    for (unsigned i = 0; i < table->count; i++) {
        buffer_format(out, "%s### %s\n\n```\n", i ? "\n" : "", table->acts[i].type);
        act_help(table, &table->acts[i], out);
        buffer_text(out, "```\n");
    }
}
