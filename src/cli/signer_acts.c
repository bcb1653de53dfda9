#include "base/unicode.h"
#include "base/writer.h"
#include "cli/embedded.h"
#include "cli/signer.h"
#include "statement/statement.h"
#include "terms/words.h"
#include "text/act.h"
#include "writ/state.h"

/* The page's name of a kind; it refuses a member of a kind that it does not know. Without a default, so
 * that the compiler asks for the name of a new kind. */
static const char *kind_name(enum field_kind kind)
{
    switch (kind) {
    case FIELD_TEXT:
        return "text";
    case FIELD_WORD:
        return "word";
    case FIELD_WORDS:
        return "words";
    case FIELD_COUNT:
        return "count";
    case FIELD_FLAG:
        return "flag";
    case FIELD_INSTANT:
        return "instant";
    case FIELD_HASH:
        return "hash";
    case FIELD_NAME:
        return "name";
    case FIELD_STATE:
        return "state";
    case FIELD_CHAIN:
        return "chain";
    case FIELD_ACCOUNT:
        return "account";
    case FIELD_SSH_KEY:
        return "ssh-key";
    case FIELD_SIGNING_KEY:
        return "signing-key";
    case FIELD_ORIGIN:
        return "origin";
    case FIELD_RP:
        return "rp";
    case FIELD_AGE_KEY:
        return "age-key";
    case FIELD_ATTACHMENT:
        return "attachment";
    case FIELD_OBJECT:
        return "object";
    }
    return "";
}

static const char *const presences[] = {
    [PRESENT_ALWAYS] = "always",
    [PRESENT_OPTIONAL] = "optional",
    [PRESENT_IF_PERMITS] = "permits",
};

static const struct {
    enum effect effect;
    const char *meaning;
} effects[] = {
    {EFFECT_PERMITS, "It permits, and states again all that it permits."},
    {EFFECT_RECORDS, "It records. By itself it permits nothing."},
    {EFFECT_RESTRICTS, "It restricts: it counts at once and however late it is seen, and only what "
                       "the law names can lift it."},
};

static void write_words(struct writer *writer, const struct vocabulary *words)
{
    writer_key(writer, "words");
    writer_open(writer, '[');
    for (unsigned i = 0; i < words->count; i++)
        writer_text(writer, slice_text(words->words[i]));
    writer_close(writer, ']');
    if (words != &words_ground)
        return;
    writer_key(writer, "meanings");
    writer_open(writer, '[');
    for (unsigned i = 0; i < words->count; i++)
        writer_text(writer, slice_text(words_ground_meaning((enum ground)i)));
    writer_close(writer, ']');
}

static void write_fields(struct writer *writer, const struct field *fields)
{
    writer_key(writer, "fields");
    writer_open(writer, '[');
    for (const struct field *field = fields; field->name; field++) {
        writer_open(writer, '{');
        writer_member_text(writer, "name", slice_text(field->name));
        writer_member_text(writer, "kind", slice_text(kind_name(field->kind)));
        writer_member_text(writer, "presence", slice_text(presences[field->presence]));
        if (field->spared_by)
            writer_member_text(writer, "spared", slice_text(field->spared_by));
        writer_member_integer(writer, "least", field->least);
        writer_member_integer(writer, "most", field->most);
        writer_member_text(writer, "meaning", slice_text(field->meaning));
        if (field->words)
            write_words(writer, field->words);
        if (field->fields)
            write_fields(writer, field->fields);
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

static void write_act(struct writer *writer, const struct act *act)
{
    writer_open(writer, '{');
    writer_member_text(writer, "type", slice_text(act->type));
    writer_member_text(writer, "meaning", slice_text(act->meaning));
    writer_member_text(writer, "effect", slice_text(effect_name(act->effect)));
    if (act->decides) {
        writer_member_text(writer, "decides", slice_text(act->decides));
        writer_key(writer, "effects");
        writer_open(writer, '{');
        for (unsigned i = 0; i < act->words->count; i++)
            writer_member_text(writer, act->words->words[i],
                               slice_text(effect_name(act->effects[i])));
        writer_close(writer, '}');
    }
    write_fields(writer, act->fields);
    writer_close(writer, '}');
}

static void write_tables(struct writer *writer)
{
    writer_key(writer, "tables");
    writer_open(writer, '[');
    for (size_t i = 0; i < all_acts_count; i++) {
        writer_open(writer, '{');
        writer_key(writer, "chain");
        if (all_acts[i]->chain)
            writer_text(writer, slice_text(all_acts[i]->chain));
        else
            writer_null(writer);
        writer_key(writer, "acts");
        writer_open(writer, '[');
        for (unsigned j = 0; j < all_acts[i]->count; j++)
            write_act(writer, &all_acts[i]->acts[j]);
        writer_close(writer, ']');
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

/* Pairs of first and last. */
static void write_hidden(struct writer *writer)
{
    uint32_t first, last;

    writer_key(writer, "hidden");
    writer_open(writer, '[');
    for (size_t i = 0; unicode_hidden_range(i, &first, &last); i++) {
        writer_open(writer, '[');
        writer_integer(writer, first);
        writer_integer(writer, last);
        writer_close(writer, ']');
    }
    writer_close(writer, ']');
}

static void write_envelope(struct writer *writer)
{
    writer_member_text(writer, "version", slice_text(proviso_version));
    writer_member_integer(writer, "most", STATEMENT_MOST);
    writer_member_integer(writer, "depth", STATEMENT_DEPTH);
    writer_key(writer, "members");
    writer_open(writer, '[');
    for (size_t i = 0; statement_members[i]; i++)
        writer_text(writer, slice_text(statement_members[i]));
    writer_close(writer, ']');
    writer_key(writer, "effects");
    writer_open(writer, '{');
    for (size_t i = 0; i < sizeof effects / sizeof *effects; i++)
        writer_member_text(writer, effect_name(effects[i].effect), slice_text(effects[i].meaning));
    writer_close(writer, '}');
}

void signer_acts(struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 1};

    buffer_text(out, "/* Written by `proviso signer` from the program's own tables. */\n"
                     "\"use strict\";\nself.provisoActs = ");
    writer_open(&writer, '{');
    write_envelope(&writer);
    write_hidden(&writer);
    write_tables(&writer);
    writer_close(&writer, '}');
    buffer_text(out, ";\n");
}
