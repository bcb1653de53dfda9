#include "node/read.h"

#include "base/json.h"
#include "store/statements.h"

enum { TOLD_LATELY = 64 }; /* lines of the log that are looked at */

/* One text for what is not there and for what is not for this reader. */
static bool not_found(struct slice chain, struct error *error)
{
    *error = (struct error){0};
    return error_set(error, ERROR_CHAIN_UNKNOWN, "nothing is known of %.*s",
                     SLICE_ARG(slice_part(chain, 0, CHAIN_MOST)));
}

static bool is_matter(struct slice chain)
{
    struct slice kind;

    return name_is_chain(chain, &kind) && kind.size == 0;
}

static const struct official *reader(const struct node *node, const struct known_matter *known,
                                     struct slice name)
{
    const struct state_register *own = known_register(known, node->state);

    return own ? register_official(own, name) : NULL;
}

/* Who may hear that the content is destroyed: by what outlives it. */
static bool may_hear(struct node *node, const struct official *who, struct slice chain, instant now,
                     struct error *error)
{
    struct store_statement *rows;
    struct arena arena = {0};
    struct error late = {0};
    size_t count = 0;
    bool may = false;

    if (!who || !register_in_office(who, now))
        return not_found(chain, error);
    if (!store_chain(node->store, chain, STORE_ROWS, &arena, &rows, &count, &late))
        count = 0;
    may = count && who->roles & (1u << ROLE_SUPERVISOR | 1u << ROLE_DPA);
    for (size_t i = 0; i < count; i++)
        may = may || slice_equal(rows[i].office, who->office);
    arena_free(&arena);
    return may || not_found(chain, error);
}

static bool load(struct node *node, struct slice official, struct slice chain, instant now,
                 struct known_matter *out, enum party *as, struct error *error)
{
    const struct official *who;

    if (!node_load(node, SLICE(""), now, out, error))
        return false;
    who = reader(node, out, official);
    if (!node_load_chain(node, chain, out, error)) {
        if (error->code == ERROR_CONTENT_DESTROYED || error->code == ERROR_CONTENT_DAMAGED)
            may_hear(node, who, chain, now, error);
    } else {
        *as = out->matter->standing_count
                  ? matter_party(out->matter, known_register(out, node->state), who, now)
                  : PARTY_STRANGER;
        if (*as != PARTY_STRANGER)
            return true;
        not_found(chain, error);
    }
    known_matter_free(out);
    return false;
}

bool node_read(struct node *node, struct slice official, struct slice chain,
               struct known_matter *out, enum party *as, struct error *error)
{
    struct store_reading reading = {.chain = chain, .official = official};

    *as = PARTY_STRANGER;
    if (!is_matter(chain))
        return not_found(chain, error);
    if (!node_clock(node, &reading.at, error) ||
        !load(node, official, chain, reading.at, out, as, error))
        return false;
    if (store_begin(node->store, error) && store_put_reading(node->store, &reading, error) &&
        store_commit(node->store, error))
        return true;
    store_rollback(node->store);
    known_matter_free(out);
    *as = PARTY_STRANGER;
    return false;
}

/* Within the last hour, by the same official. */
static bool was_told(struct node *node, const struct store_reading *reading)
{
    struct store_reading *rows;
    struct arena arena = {0};
    struct error ignored = {0};
    size_t count = 0;
    bool told = false;

    if (!store_readings(node->store, reading->chain, TOLD_LATELY, &arena, &rows, &count, &ignored))
        count = 0;
    for (size_t i = 0; i < count; i++)
        told |= slice_equal(rows[i].official, reading->official) && rows[i].at <= reading->at &&
                reading->at - rows[i].at < HOUR;
    arena_free(&arena);
    return told;
}

static bool log_told(struct node *node, struct slice official, const json_t *earlier,
                     struct error *error)
{
    struct store_reading reading = {.official = official};

    if (!node_clock(node, &reading.at, error))
        return false;
    for (size_t i = 0; i < json_array_size(earlier); i++) {
        reading.chain = json_slice(json_array_get(earlier, i));
        if (is_matter(reading.chain) && !was_told(node, &reading) &&
            !store_put_reading(node->store, &reading, error))
            return false;
    }
    return true;
}

bool node_told_of(struct node *node, struct slice official, struct slice payload,
                  struct error *error)
{
    json_t *root = json_loadb((const char *)payload.data, payload.size, 0, NULL);
    const json_t *earlier = json_object_get(json_object_get(root, "body"), "earlier");
    bool ok = true;

    if (json_array_size(earlier)) {
        ok = store_begin(node->store, error) && log_told(node, official, earlier, error) &&
             store_commit(node->store, error);
        if (!ok)
            store_rollback(node->store);
    }
    json_decref(root);
    return ok;
}

bool node_readings(struct node *node, struct slice official, struct slice chain, size_t most,
                   struct arena *arena, struct store_reading **out, size_t *count,
                   struct error *error)
{
    struct known_matter known;
    enum party as;
    instant now;
    bool oversees;

    *count = 0;
    if (official.size) {
        if (!is_matter(chain))
            return not_found(chain, error);
        if (!node_clock(node, &now, error) || !load(node, official, chain, now, &known, &as, error))
            return false;
        oversees = reader(node, &known, official)->roles & (1u << ROLE_SUPERVISOR | 1u << ROLE_DPA);
        known_matter_free(&known);
        if (!oversees)
            return not_found(chain, error);
    }
    return store_readings(node->store, chain, most, arena, out, count, error);
}
