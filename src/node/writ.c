#include <stdio.h>

#include "crypto/random.h"
#include "node/show.h"
#include "store/kept.h"
#include "writ/verify.h"

bool node_list_salt(struct node *node, struct slice chain, uint8_t out[LIST_SALT],
                    struct error *error)
{
    struct buffer kept = {0};
    struct slice kind;
    bool known, ok;

    if (!name_is_chain(chain, &kind) || kind.size)
        return error_set(error, ERROR_CHAIN_UNKNOWN,
                         "\"%.*s\" is not a matter such as XA-2026-000017",
                         SLICE_ARG(slice_part(chain, 0, 60)));
    if (!store_begin(node->store, error))
        return false;
    ok = store_kept(node->store, chain, KEPT_SALT, &kept, &known, error);
    if (ok && known && kept.size == LIST_SALT) {
        memcpy(out, kept.data, LIST_SALT);
        store_rollback(node->store);
    } else if (ok) {
        random_bytes(out, LIST_SALT);
        ok = store_keep(node->store, chain, KEPT_SALT, slice_of(out, LIST_SALT), error) &&
             store_commit(node->store, error);
    }
    if (!ok)
        store_rollback(node->store);
    buffer_wipe_free(&kept);
    return ok;
}

static bool add_salt(struct node *node, struct bundle *bundle, struct error *error)
{
    struct buffer kept = {0};
    bool ok =
        store_kept(node->store, bundle->matter, KEPT_SALT, &kept, &bundle->has_list_salt, error);

    if (ok && bundle->has_list_salt)
        memcpy(bundle->list_salt, kept.data, kept.size < LIST_SALT ? kept.size : LIST_SALT);
    buffer_wipe_free(&kept);
    return ok;
}

static bool add_other(struct node *node, const struct matter *matter, struct bundle *bundle,
                      struct arena *arena, struct error *error)
{
    bool known;

    for (int side = 0; side < 2; side++) {
        if (!matter->state[side][0] || strcmp(matter->state[side], node->state) == 0)
            continue;
        if (!show_foreign(node, matter->state[side], bundle->matter, arena,
                          &bundle->states[bundle->state_count], &known, error))
            return false;
        if (known)
            bundle->state_count++;
        return true;
    }
    return true;
}

/* The writ is for the provider that the court's last decision names. */
static struct slice provider_of(const struct matter *matter)
{
    if (matter->permit.decision)
        return matter->permit.scope.provider;
    for (size_t i = 0; i < matter->standing_count; i++)
        if (matter->standing[i].has_scope)
            return matter->standing[i].scope.provider;
    return SLICE("");
}

/* What a provider would say of it, except who the provider is: the node's own pins are a node's. */
static bool verify(struct node *node, struct slice text, instant now, struct findings *findings,
                   struct arena *arena, struct error *error)
{
    struct bundle bundle;
    struct writ_question question = {.bundle = &bundle, .trust = &node->trust, .at = now};
    struct writ_answer answer;
    bool valid;

    if (!bundle_parse(text, BUNDLE_WRIT, arena, &bundle, error))
        return false;
    writ_verify(&question, &answer);
    valid = answer.valid;
    findings_merge(findings, &answer.findings);
    findings_keep(findings, arena);
    writ_answer_free(&answer);
    return valid || error_set(error, ERROR_WRIT_REFUSED, "there is no writ for %.*s now",
                              SLICE_ARG(bundle.matter));
}

bool node_writ(struct node *node, struct slice chain, struct buffer *out, struct findings *findings,
               struct arena *arena, struct error *error)
{
    struct bundle bundle = {.kind = BUNDLE_WRIT, .matter = chain};
    struct known_matter known;
    instant now;
    bool ok;

    if (!node_need_trust(node, error) || !node_clock(node, &now, error) ||
        !node_load(node, chain, now, &known, error))
        return false;
    ok = true;
    if (!known.matter->permitted) {
        findings_merge(findings, &known.matter->open);
        findings_merge(findings, &known.matter->statements);
        findings_keep(findings, arena);
        ok =
            error_set(error, ERROR_WRIT_REFUSED, "there is no writ for %.*s now", SLICE_ARG(chain));
    }
    show_floors(node, &bundle);
    bundle.provider = arena_copy(arena, provider_of(known.matter));
    bundle.state_count = 1;
    ok = ok && show_register(node, SHOW_COSIGNED, arena, &bundle.states[0], error) &&
         show_matter(node, chain, SHOW_COSIGNED, 0, arena, &bundle.states[0], error) &&
         add_other(node, known.matter, &bundle, arena, error) && add_salt(node, &bundle, error);
    known_matter_free(&known);
    if (!ok)
        return false;
    bundle_write(&bundle, out);
    return verify(node, buffer_slice(out), now, findings, arena, error);
}
