#include "node/account.h"

struct tables {
    struct store_invitation *invitations;
    struct store_credential *credentials;
    size_t invitation_count, credential_count;
};

static bool read_tables(struct store *store, struct arena *arena, struct tables *out,
                        struct error *error)
{
    return store_invitations(store, SLICE(""), SIZE_MAX, arena, &out->invitations,
                             &out->invitation_count, error) &&
           store_credentials(store, SLICE(""), SIZE_MAX, arena, &out->credentials,
                             &out->credential_count, error);
}

static void read_row(const struct tables *tables, instant now, struct account_row *row)
{
    for (size_t i = 0; i < tables->credential_count; i++) {
        const struct store_credential *credential = &tables->credentials[i];

        if (!slice_equal(credential->official, row->official))
            continue;
        row->passkeys += !credential->ended;
        if (credential->used > row->used)
            row->used = credential->used;
    }
    for (size_t i = 0; i < tables->invitation_count; i++)
        if (slice_equal(tables->invitations[i].official, row->official) &&
            account_invitation_holds(&tables->invitations[i], now))
            row->invited = tables->invitations[i].until;
}

bool account_list(struct node *node, const struct known_matter *known, instant now,
                  struct arena *arena, struct account_row **out, size_t *count, struct error *error)
{
    const struct state_register *own = known_register(known, node->state);
    size_t most = own ? own->official_count : 0;
    struct tables tables;

    *count = 0;
    *out = arena_take(arena, (most + 1) * sizeof **out);
    if (!read_tables(node->store, arena, &tables, error))
        return false;
    for (size_t i = 0; i < most; i++) {
        const struct official *official = &own->officials[i];
        struct account_row row = {.official = arena_copy(arena, official->name),
                                  .roles = official->roles,
                                  .in_office = register_in_office(official, now)};

        read_row(&tables, now, &row);
        if (row.in_office || row.passkeys)
            (*out)[(*count)++] = row;
    }
    return true;
}
