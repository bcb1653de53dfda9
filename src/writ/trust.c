#include "writ/trust.h"

#include <stdio.h>

#include "base/lines.h"

struct reader {
    struct trust *trust;
    const struct line_section *section;
    struct error *error;
};

/* The entry of a key that must be there, or NULL with the error set. */
static const struct line_entry *need(const struct reader *reader, const char *key)
{
    const struct line_entry *entry = lines_entry(reader->section, key);

    if (!entry)
        lines_missing_key(reader->section, key, reader->error);
    return entry;
}

static bool wrong_value(const struct reader *reader, const struct line_entry *entry,
                        const char *wanted)
{
    error_set(reader->error, ERROR_VALUE_TYPE, "%.*s: \"%.*s\" is not %s", SLICE_ARG(entry->key),
              SLICE_ARG(slice_part(entry->value, 0, 80)), wanted);
    return error_at(reader->error, entry->line, entry->value_column);
}

static bool read_state_code(const struct reader *reader, const char *key, char out[STATE_TEXT])
{
    const struct line_entry *entry = need(reader, key);

    if (!entry)
        return false;
    if (!name_is_state(entry->value))
        return wrong_value(reader, entry, "a State's code such as XA");
    memcpy(out, entry->value.data, 2);
    return true;
}

static bool read_note_key(const struct reader *reader, const char *key, enum note_key_type type,
                          struct note_key *out)
{
    const struct line_entry *entry = need(reader, key);

    if (!entry)
        return false;
    if (!note_key_parse(entry->value, out, reader->error))
        return error_at(reader->error, entry->line, entry->value_column);
    if (out->type != type)
        return wrong_value(reader, entry,
                           type == NOTE_ED25519 ? "a ledger's vkey" : "a witness's vkey");
    return true;
}

static bool read_self(struct reader *reader)
{
    static const char *const keys[] = {"role", "name", "state", NULL};
    const struct line_entry *role, *name;
    char state[STATE_TEXT];

    if (!lines_only(reader->section, keys, reader->error) || !(role = need(reader, "role")) ||
        !(name = need(reader, "name")) || !read_state_code(reader, "state", reader->trust->state))
        return false;
    reader->trust->is_provider = slice_is(role->value, "provider");
    if (!reader->trust->is_provider && !slice_is(role->value, "node"))
        return wrong_value(reader, role, "provider or node");
    if (!name_is_person(name->value))
        return wrong_value(reader, name, "an office such as xb.mailhaus");
    name_state(name->value, state);
    if (strcmp(state, reader->trust->state) != 0)
        return wrong_value(reader, name, "an office of the State that \"state\" names");
    reader->trust->self = name->value;
    return true;
}

/* The first, and without a gap those adopted since. */
static bool read_floor(struct reader *reader)
{
    static const char *const keys[FLOORS_MOST + 1] = {"sha256",   "sha256.2", "sha256.3",
                                                      "sha256.4", "sha256.5", "sha256.6",
                                                      "sha256.7", "sha256.8", NULL};
    struct trust *trust = reader->trust;

    if (!lines_only(reader->section, keys, reader->error))
        return false;
    while (trust->floor_count == 0 || trust->floor_count < reader->section->count) {
        const struct line_entry *hash = need(reader, keys[trust->floor_count]);
        struct digest *floor = &trust->floors[trust->floor_count];

        if (!hash)
            return false;
        if (!digest_read(hash->value, floor))
            return wrong_value(reader, hash, "a SHA-256 in lower-case hex");
        for (size_t i = 0; i < trust->floor_count; i++)
            if (digest_equal(trust->floors[i], *floor))
                return wrong_value(reader, hash, "different from the other floors");
        trust->floor_count++;
    }
    return true;
}

static bool read_root(const struct reader *reader, struct trust_state *state, int number)
{
    const struct line_entry *entry;
    char key[8];

    snprintf(key, sizeof key, "root-%d", number + 1);
    entry = need(reader, key);
    if (!entry)
        return false;
    if (!ssh_key_parse(entry->value, SSH_LINE_EXACT, &state->roots[number], reader->error))
        return error_at(reader->error, entry->line, entry->value_column);
    for (const struct trust_state *other = reader->trust->states; other <= state; other++)
        for (int i = 0; i < (other == state ? number : ROOT_COUNT); i++)
            if (ssh_key_equal(&other->roots[i], &state->roots[number]))
                return wrong_value(reader, entry, "different from the other roots");
    return true;
}

/* The key of the State's own ledger: two swapped lines would make one ledger pass for another. */
static bool read_ledger_key(const struct reader *reader, const char *key,
                            const struct trust_state *state, struct note_key *out)
{
    char name[32], wanted[80];

    if (!read_note_key(reader, key, NOTE_ED25519, out))
        return false;
    snprintf(name, sizeof name, "proviso.%c%c/%s", state->state[0] - 'A' + 'a',
             state->state[1] - 'A' + 'a', key);
    snprintf(wanted, sizeof wanted, "the vkey of %s", name);
    return strcmp(out->name, name) == 0 || wrong_value(reader, need(reader, key), wanted);
}

static bool read_state(struct reader *reader)
{
    static const char *const keys[] = {"name",    "root-1",   "root-2", "root-3",
                                       "matters", "register", NULL};
    struct trust *trust = reader->trust;
    struct slice code = slice_from(reader->section->name, strlen("state "));
    struct trust_state *state = &trust->states[trust->state_count];
    const struct line_entry *name;

    if (trust->state_count == TRUST_STATES || !name_is_state(code))
        return lines_unknown_section(reader->section, reader->error);
    memcpy(state->state, code.data, 2);
    if (!lines_only(reader->section, keys, reader->error) || !(name = need(reader, "name")))
        return false;
    state->name = name->value;
    for (int i = 0; i < ROOT_COUNT; i++)
        if (!read_root(reader, state, i))
            return false;
    trust->state_count++;
    return read_ledger_key(reader, "matters", state, &state->matters) &&
           read_ledger_key(reader, "register", state, &state->ledger_register);
}

/* A witness is called as in its key, and is nobody whom another section names already: one who
 * counts twice in a quorum is no second witness. */
static bool is_another(const struct reader *reader, const struct trust_witness *witness)
{
    const struct line_entry *entry = need(reader, "key");
    struct slice name = slice_from(reader->section->name, strlen("witness "));

    if (!slice_is(name, witness->key.name))
        return wrong_value(reader, entry, "the vkey of the witness that the section names");
    for (const struct trust_witness *other = reader->trust->witnesses; other < witness; other++)
        if (memcmp(other->key.public_key, witness->key.public_key, ED25519_PUBLIC) == 0)
            return wrong_value(reader, entry, "different from the other witnesses' keys");
    return true;
}

static bool read_witness(struct reader *reader)
{
    static const char *const keys[] = {"key", "state", NULL};
    struct trust *trust = reader->trust;
    struct trust_witness *witness = &trust->witnesses[trust->witness_count];

    if (trust->witness_count == TRUST_WITNESSES)
        return lines_unknown_section(reader->section, reader->error);
    trust->witness_count++;
    return lines_only(reader->section, keys, reader->error) &&
           read_note_key(reader, "key", NOTE_COSIGNATURE, &witness->key) &&
           is_another(reader, witness) && read_state_code(reader, "state", witness->state);
}

static bool read_quorum(struct reader *reader)
{
    static const char *const keys[] = {"count", NULL};
    const struct line_entry *count;
    struct value value;

    if (!lines_only(reader->section, keys, reader->error) || !(count = need(reader, "count")) ||
        !lines_value(count, VALUE_COUNT, NULL, &value, reader->error))
        return false;
    reader->trust->quorum = (size_t)value.number;
    return (value.number >= 1 && value.number <= TRUST_WITNESSES) ||
           wrong_value(reader, count, "a number from 1 to 32");
}

static const struct {
    const char *name; /* one that ends with a space: any section that begins so */
    bool (*read)(struct reader *);
} sections[] = {
    {"self", read_self},        {"floor", read_floor},   {"state ", read_state},
    {"witness ", read_witness}, {"quorum", read_quorum},
};

static bool read_section(struct reader *reader)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        struct slice name = slice_text(sections[i].name);
        bool prefix = slice_ends(name, SLICE(" "));

        if (prefix ? slice_starts(reader->section->name, name)
                   : slice_equal(reader->section->name, name))
            return sections[i].read(reader);
    }
    return lines_unknown_section(reader->section, reader->error);
}

/* A quorum that no checkpoint can reach is a mistake. */
static bool quorum_is_reachable(struct reader *reader, const struct lines *lines)
{
    reader->section = lines_section(lines, "quorum");
    return reader->trust->quorum <= reader->trust->witness_count ||
           wrong_value(reader, need(reader, "count"), "at most the number of witnesses");
}

bool trust_parse(struct slice text, struct arena *arena, struct trust *out, struct error *error)
{
    struct reader reader = {.trust = out, .error = error};
    struct lines lines;

    *out = (struct trust){0};
    if (!lines_parse(text, arena, &lines, error))
        return false;
    for (size_t i = 0; i < lines.count; i++) {
        reader.section = &lines.sections[i];
        if (!read_section(&reader))
            return false;
    }
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (!slice_ends(slice_text(sections[i].name), SLICE(" ")) &&
            !lines_section(&lines, sections[i].name))
            return error_set(error, ERROR_KEY_MISSING, "the section [%s] is missing",
                             sections[i].name);
    return quorum_is_reachable(&reader, &lines);
}

bool trust_has_floors(const struct trust *trust, const struct slice *texts, size_t count)
{
    size_t found = 0;

    for (size_t i = 0; i < count && i < FLOORS_MOST; i++) {
        struct digest hash = sha256_of(texts[i]);

        for (size_t j = 0; j < trust->floor_count; j++)
            found |= (size_t)digest_equal(hash, trust->floors[j]) << j;
    }
    return count == trust->floor_count && found == ((size_t)1 << count) - 1;
}

const struct trust_state *trust_state(const struct trust *trust, const char *state)
{
    for (size_t i = 0; i < trust->state_count; i++)
        if (strcmp(trust->states[i].state, state) == 0)
            return &trust->states[i];
    return NULL;
}

/* The time of a quorum with at least one witness of another State: the later of the quorum-th
 * oldest cosignature and the oldest foreign one. */
static instant quorum_time(const struct trust *trust, const struct trust_state *state,
                           const struct checkpoint_verified *verified)
{
    instant foreign = NEVER, time;

    for (size_t i = 0; i < trust->witness_count; i++)
        if (verified->times[i] && strcmp(trust->witnesses[i].state, state->state) != 0 &&
            (foreign == NEVER || verified->times[i] < foreign))
            foreign = verified->times[i];
    if (foreign == NEVER ||
        !checkpoint_quorum_time(verified->times, trust->witness_count, trust->quorum, &time))
        return NEVER;
    return time > foreign ? time : foreign;
}

bool trust_checkpoint(const struct trust *trust, const struct trust_state *state,
                      const struct note_key *ledger, struct slice note, struct checkpoint *out,
                      instant *cosigned, instant *newest, struct error *error)
{
    struct note_key witnesses[TRUST_WITNESSES];
    struct checkpoint_verified verified;

    for (size_t i = 0; i < trust->witness_count; i++)
        witnesses[i] = trust->witnesses[i].key;
    if (!checkpoint_verify(note, ledger, witnesses, trust->witness_count, &verified, error))
        return false;
    for (size_t i = 0; newest && i < trust->witness_count; i++)
        if (verified.times[i] > *newest)
            *newest = verified.times[i];
    *out = verified.checkpoint;
    *cosigned = quorum_time(trust, state, &verified);
    return true;
}
