/* Where the `law` commands take registers of offences from. */
#include "base/files.h"
#include "cli/embedded.h"
#include "cli/input.h"
#include "cli/law.h"
#include "law/reading.h"

/* ---- files, and what comes with the program ---- */

static bool is_register(const struct embedded *embedded)
{
    return slice_ends(slice_text(embedded->name), SLICE(".offences"));
}

static bool has_name(const struct embedded *embedded, const char *name)
{
    size_t size = strlen(embedded->name) - strlen(".offences");

    return strlen(name) == size && memcmp(embedded->name, name, size) == 0;
}

/* One that comes with the program; NULL in `out->provisions` where none has that name or State. */
static bool read_embedded(const char *name, struct arena *arena, struct offence_register *out,
                          struct error *error)
{
    for (const struct embedded *embedded = embedded_texts; embedded->name; embedded++) {
        if (!is_register(embedded))
            continue;
        if (!offence_register_parse(slice_text(embedded->text), arena, out, error))
            return error_file(error, embedded->name);
        if (has_name(embedded, name) || slice_is(out->state, name))
            return true;
    }
    out->provisions = NULL;
    return true;
}

static bool read_file(const char *name, struct arena *arena, struct offence_register *out,
                      struct error *error)
{
    struct buffer text = {0};
    bool ok =
        files_read(name, LINES_BYTES, &text, error) &&
        (offence_register_parse(buffer_slice(&text), arena, out, error) || error_file(error, name));

    buffer_free(&text);
    return ok;
}

/* ---- what the States that a node knows adopted ---- */

bool law_open(const struct arguments *arguments, struct law_source *out, struct error *error)
{
    const char *folder = options_value(arguments, "--node");
    bool ok;

    *out = (struct law_source){.has_at = options_value(arguments, "--at") != NULL};
    if (!input_at(arguments, &out->at, error))
        return false;
    if (!folder)
        return true;
    if (!node_open(folder, &out->node, error))
        return false;
    ok = (out->has_at || node_clock(&out->node, &out->at, error)) &&
         node_load(&out->node, SLICE(""), out->at, &out->known, error);
    out->governs = out->at;
    out->has_node = ok;
    if (!ok)
        node_close(&out->node);
    return ok;
}

void law_close(struct law_source *source)
{
    if (source->has_node) {
        known_matter_free(&source->known);
        node_close(&source->node);
    }
    arena_free(&source->arena);
}

/* A State's name is that of its own register, "treaty" that of the treaty's register which the
 * node's own State adopted. */
static bool is_adopted_name(const struct law_source *source, const char *name)
{
    return source->has_node && (name_is_state(slice_text(name)) || strcmp(name, "treaty") == 0);
}

static const struct verified_state *state_of(const struct law_source *source, const char *name)
{
    const char *code = strcmp(name, "treaty") == 0 ? source->node.state : name;

    for (size_t i = 0; i < source->known.state_count; i++)
        if (source->known.states[i].sound && strcmp(source->known.states[i].pins->state, code) == 0)
            return &source->known.states[i];
    return NULL;
}

/* The one that governs at the time asked for. */
static bool read_adopted(struct law_source *source, const char *name, struct offence_register *out,
                         struct error *error)
{
    const struct verified_state *state = state_of(source, name);
    char at[INSTANT_TEXT];

    if (!state)
        return error_set(error, ERROR_TRUST_UNKNOWN,
                         "this node has no register of %.80s that holds", name);
    source->adopted = NULL;
    for (size_t i = 0; i < state->offence_count && state->offences[i].from <= source->governs; i++)
        if (slice_is(state->offences[i].offences->state, name))
            source->adopted = &state->offences[i];
    if (!source->adopted)
        return error_set(error, ERROR_USAGE, "no register of offences of %.80s governs at %s", name,
                         instant_format(source->governs, at));
    *out = *source->adopted->offences;
    return true;
}

/* ---- which register? ---- */

/* As a node reads it when it is adopted. */
static bool read_texts(struct offence_register *offences, struct error *error)
{
    struct lexicon lexicon;
    bool ok = lexicon_parse(slice_text(lexicon_text), &lexicon, error);

    if (ok)
        reading_of_register(&lexicon, offences);
    lexicon_free(&lexicon);
    return ok;
}

bool law_register(struct law_source *source, const char *name, struct offence_register *out,
                  struct error *error)
{
    source->adopted = NULL;
    if (is_adopted_name(source, name))
        return read_adopted(source, name, out, error);
    if (!files_exist(name)) {
        if (!read_embedded(name, &source->arena, out, error))
            return false;
        if (out->provisions)
            return read_texts(out, error);
    }
    return read_file(name, &source->arena, out, error) && read_texts(out, error);
}

bool law_split(const char *word, struct arena *arena, const char **name, struct slice *id,
               struct error *error)
{
    const char *mark = strrchr(word, '#');

    if (!mark)
        mark = strrchr(word, ':');
    if (!mark || mark == word || !mark[1])
        return error_set(error, ERROR_USAGE,
                         "an offence is named FILE#ID or STATE:ID, such as XA:computer-fraud, "
                         "not \"%.80s\"",
                         word);
    *name = (const char *)arena_copy(arena, slice_of(word, (size_t)(mark - word))).data;
    *id = slice_text(mark + 1);
    return true;
}

/* ---- which offence? ---- */

static bool unknown_offence(const char *name, struct slice id,
                            const struct offence_register *offences, struct error *error)
{
    struct buffer ids = {0};

    for (size_t i = 0; i < offences->count; i++)
        if (offences->provisions[i].version == 1)
            buffer_format(&ids, "%s%.*s", ids.size ? ", " : "",
                          SLICE_ARG(offences->provisions[i].id));
    error_set(error, ERROR_USAGE, "%.80s has no offence \"%.*s\"; it has %.400s", name,
              SLICE_ARG(slice_part(id, 0, 60)), buffer_string(&ids));
    buffer_free(&ids);
    return false;
}

bool law_offence(struct law_source *source, const char *word, const struct provision **out,
                 struct findings *findings, struct error *error)
{
    struct offence_register offences;
    const char *name;
    struct slice id;
    bool known;

    if (!law_split(word, &source->arena, &name, &id, error) ||
        !law_register(source, name, &offences, error))
        return false;
    offence_in_force(&offences, id, source->at, &known);
    if (!known)
        return unknown_offence(name, id, &offences, error);
    *out = provision_choose(&offences, id, source->at, word, findings);
    return true;
}
