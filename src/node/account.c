#include "node/account.h"

#include "base/encode.h"
#include "crypto/attestation.h"
#include "crypto/random.h"
#include "crypto/webauthn_data.h"

static const char not_in_office[] = "Nobody holds office here under that name now.";
static const char not_let_in[] = "This passkey does not sign in here.";

static bool refuse(struct error *error, const char *sentence)
{
    return error_set(error, ERROR_ACCOUNT_REFUSED, "%s", sentence);
}

/* ---- decisions ---- */

bool account_session_holds(const struct store_session *session, instant now)
{
    return !session->ended && now >= session->used - ACCOUNT_BACK &&
           now - session->used < ACCOUNT_IDLE && now - session->begun < ACCOUNT_LONGEST;
}

bool account_invitation_holds(const struct store_invitation *invitation, instant now)
{
    return !invitation->used && now >= invitation->made - ACCOUNT_BACK && now < invitation->until;
}

bool account_counter_rises(int64_t before, uint32_t now)
{
    return now > before || (now == 0 && before == 0);
}

const struct official *account_official(const struct node *node, const struct known_matter *known,
                                        struct slice name, instant now)
{
    const struct state_register *own = known_register(known, node->state);
    const struct official *official = own ? register_official(own, name) : NULL;

    return official && register_in_office(official, now) ? official : NULL;
}

/* The host of "https://node.example:8443". */
static struct slice host_of(struct slice origin)
{
    size_t slashes = slice_starts(origin, SLICE("https://")) ? 8 : 7;
    struct slice host = slice_from(origin, slashes);

    return slice_part(host, 0, slice_find(host, 0, ':'));
}

bool account_origin_is_apart(const struct known_matter *known, struct slice origin)
{
    for (size_t i = 0; i < known->state_count; i++) {
        const struct state_register *state = &known->states[i].state_register;

        for (size_t p = 0; p < state->page_count; p++)
            if (slice_equal(state->pages[p].origin, origin) ||
                slice_equal(state->pages[p].rp, host_of(origin)))
                return false;
    }
    return true;
}

bool account_key_signs(const struct known_matter *known, const struct webauthn_key *key)
{
    const struct signing_key login = {.kind = SIGNING_WEBAUTHN, .webauthn = *key};

    for (size_t i = 0; i < known->state_count; i++) {
        const struct state_register *state = &known->states[i].state_register;

        for (size_t o = 0; o < state->official_count; o++) {
            const struct signing_key *signs = &state->officials[o].key;

            if (signing_key_same(signs, &login) ||
                (signs->kind == SIGNING_WEBAUTHN &&
                 digest_equal(signs->webauthn.credential, key->credential)))
                return true;
        }
    }
    return false;
}

/* ---- secrets ---- */

static void make_secret(char out[ACCOUNT_SECRET + 1], struct digest *hash)
{
    uint8_t bytes[ACCOUNT_SECRET / 2];

    random_bytes(bytes, sizeof bytes);
    hex_write(slice_of(bytes, sizeof bytes), out);
    explicit_bzero(bytes, sizeof bytes);
    *hash = sha256_of(slice_of(out, ACCOUNT_SECRET));
}

static bool hash_secret(struct slice secret, struct digest *hash)
{
    uint8_t bytes[ACCOUNT_SECRET / 2];

    *hash = sha256_of(secret);
    return hex_read(secret, bytes, sizeof bytes);
}

/* Ends the transaction: durable where everything before went well. */
static bool finish(struct node *node, bool ok, struct error *error)
{
    if (ok && store_commit(node->store, error))
        return true;
    store_rollback(node->store);
    return false;
}

/* ---- invitations ---- */

/* A registrar in office, or who works at the node itself. */
static bool may_administer(const struct node *node, const struct known_matter *known,
                           struct slice by, instant now, struct error *error)
{
    const struct official *official = account_official(node, known, by, now);

    return !by.size || (official && official->roles & 1u << ROLE_REGISTRAR) ||
           refuse(error, "Only a registrar in office does this.");
}

bool account_invite(struct node *node, const struct known_matter *known, struct slice by,
                    struct slice official, instant now, char token[ACCOUNT_SECRET + 1],
                    struct error *error)
{
    struct store_invitation invitation = {
        .official = official, .by = by, .made = now, .until = now + ACCOUNT_INVITED};

    if (!may_administer(node, known, by, now, error))
        return false;
    if (!account_official(node, known, official, now))
        return refuse(error, not_in_office);
    make_secret(token, &invitation.token);
    return store_begin(node->store, error) &&
           finish(node,
                  store_end_invitations(node->store, official, now, error) &&
                      store_put_invitation(node->store, &invitation, error),
                  error);
}

bool account_invited(struct node *node, const struct known_matter *known, struct slice token,
                     instant now, struct arena *arena, struct slice *official, struct error *error)
{
    struct store_invitation invitation;
    struct digest hash;
    bool found;

    if (!hash_secret(token, &hash))
        return refuse(error, "This is not an invitation.");
    if (!store_invitation(node->store, hash, arena, &invitation, &found, error))
        return false;
    if (!found || !account_invitation_holds(&invitation, now))
        return refuse(error, "This invitation was used, has expired, or was never made.");
    if (!account_official(node, known, invitation.official, now))
        return refuse(error, not_in_office);
    *official = invitation.official;
    return true;
}

/* ---- registration ---- */

/* What registration_check leaves open: the page and the challenge. */
static bool made_here(const struct account_answer *answer, struct error *error)
{
    struct digest hash = sha256_of(answer->message);
    struct buffer challenge = {0};
    char origin[ORIGIN_TEXT];
    unsigned faults = 0;
    bool ok;

    base64url_append(&challenge, digest_slice(&hash));
    ok = client_data_read(answer->client_data, "webauthn.create", buffer_slice(&challenge), origin,
                          &faults, error) &&
         !faults && slice_is(answer->origin, origin);
    buffer_free(&challenge);
    return ok || refuse(error, "This passkey was not made on this page, for this invitation.");
}

/* The key line of a sound registration. */
static bool read_registration(const struct account_answer *answer, struct buffer *line,
                              struct webauthn_key *key, struct error *error)
{
    const struct registration registration = {
        .rp = host_of(answer->origin),
        .attestation = answer->attestation,
        .client_data = answer->client_data,
    };

    return (registration_check(&registration, line, error) &&
            webauthn_key_parse(buffer_slice(line), key, error)) ||
           refuse(error, "This passkey cannot be taken: it needs a PIN or biometrics, and ES256 or "
                         "EdDSA.");
}

static bool may_be_added(struct node *node, const struct known_matter *known, struct slice official,
                         const struct webauthn_key *key, struct error *error)
{
    struct store_credential *rows;
    struct arena arena = {0};
    size_t count, live = 0;
    bool ok;

    if (account_key_signs(known, key))
        return refuse(error, "This passkey signs acts. One that signs in is another.");
    ok = store_credentials(node->store, official, SIZE_MAX, &arena, &rows, &count, error);
    for (size_t i = 0; ok && i < count; i++)
        live += !rows[i].ended;
    arena_free(&arena);
    return ok && (live < ACCOUNT_PASSKEYS ||
                  refuse(error, "There are eight passkeys already. End one of them first."));
}

static bool put_credential(struct node *node, struct slice official, struct slice line,
                           const struct webauthn_key *key, struct slice token, instant now,
                           struct error *error)
{
    struct store_credential credential = {
        .hash = key->credential, .official = official, .line = line, .made = now};
    struct digest hash = sha256_of(token);
    bool first = false, clash = false;

    if (!store_use_invitation(node->store, hash, now, &first, error) ||
        !store_put_credential(node->store, &credential, &clash, error))
        return false;
    if (!first)
        return refuse(error, "This invitation was used, has expired, or was never made.");
    return !clash || refuse(error, "This passkey is registered already.");
}

static bool register_answer(struct node *node, const struct known_matter *known, struct slice token,
                            const struct account_answer *answer, instant now, struct arena *arena,
                            struct error *error)
{
    struct webauthn_key key;
    struct buffer line = {0};
    struct slice official;
    bool ok;

    if (!account_invited(node, known, token, now, arena, &official, error))
        return false;
    ok = made_here(answer, error) && read_registration(answer, &line, &key, error) &&
         may_be_added(node, known, official, &key, error) &&
         put_credential(node, official, buffer_slice(&line), &key, token, now, error);
    buffer_free(&line);
    return ok;
}

static bool origin_is_fit(const struct known_matter *known, struct slice origin,
                          struct error *error)
{
    if (!origin_is_valid(origin))
        return refuse(error, "Passkeys need a site with a name, over https.");
    return account_origin_is_apart(known, origin) ||
           refuse(error, "Acts are signed under this site's name: nobody can sign in here.");
}

bool account_register(struct node *node, const struct known_matter *known, struct slice token,
                      const struct account_answer *answer, instant now, struct error *error)
{
    struct arena arena = {0};
    bool ok = origin_is_fit(known, answer->origin, error) && store_begin(node->store, error) &&
              finish(node, register_answer(node, known, token, answer, now, &arena, error), error);

    arena_free(&arena);
    return ok;
}

/* ---- signing in ---- */

/* The assertion by that key, made here and now by somebody who was verified. */
static bool assertion_holds(const struct account_answer *answer, const struct webauthn_key *key,
                            struct arena *arena, uint32_t *counter)
{
    struct webauthn_signature signature;
    struct buffer encoded = {0};
    struct error ignored = {0};
    struct webauthn_assertion assertion = {
        .credential = answer->credential,
        .authenticator_data = answer->authenticator_data,
        .client_data = answer->client_data,
        .signature = answer->signature,
    };
    bool ok;

    cose_key_append(&key->cose, &encoded);
    assertion.key = buffer_slice(&encoded);
    ok = webauthn_assertion_verify(&assertion, answer->message, arena, &signature, &ignored) &&
         !signature.faults && slice_equal(signature.origin, answer->origin) &&
         digest_equal(signature.key.rp, key->rp) &&
         digest_equal(signature.key.rp, sha256_of(host_of(answer->origin)));
    buffer_free(&encoded);
    *counter = ok ? signature.counter : 0;
    return ok;
}

static bool begin_session(struct node *node, struct slice official, const struct digest *challenge,
                          instant now, char id[ACCOUNT_SECRET + 1], struct error *error)
{
    struct store_session session = {
        .official = official, .rehearsal = !challenge, .begun = now, .used = now};
    bool clash = false;

    make_secret(id, &session.id);
    return store_forget_sessions(node->store, now - ACCOUNT_KEPT, error) &&
           store_put_session(node->store, &session, challenge, &clash, error) &&
           (!clash || refuse(error, "This answer was used before. Try again."));
}

/* The credential that answered; in the arena. */
static bool find_credential(struct node *node, const struct account_answer *answer,
                            struct arena *arena, struct store_credential *out,
                            struct webauthn_key *key, struct error *error)
{
    bool found = false;

    if (!store_credential(node->store, sha256_of(answer->credential), arena, out, &found, error))
        return false;
    return (found && !out->ended && webauthn_key_parse(out->line, key, error)) ||
           refuse(error, not_let_in);
}

static bool sign_in(struct node *node, const struct known_matter *known,
                    const struct account_answer *answer, instant now, char id[ACCOUNT_SECRET + 1],
                    struct arena *arena, struct error *error)
{
    struct digest challenge = sha256_of(answer->message);
    struct store_credential credential;
    struct webauthn_key key;
    uint32_t counter;

    if (!find_credential(node, answer, arena, &credential, &key, error))
        return false;
    if (!assertion_holds(answer, &key, arena, &counter) || account_key_signs(known, &key))
        return refuse(error, not_let_in);
    if (!account_counter_rises(credential.counter, counter))
        return refuse(error, "This passkey has counted back: there may be a copy of it. Tell the "
                             "registrar.");
    if (!account_official(node, known, credential.official, now))
        return refuse(error, "You do not hold this office now.");
    return store_use_credential(node->store, credential.hash, counter, now, error) &&
           begin_session(node, credential.official, &challenge, now, id, error);
}

bool account_sign_in(struct node *node, const struct known_matter *known,
                     const struct account_answer *answer, instant now, char id[ACCOUNT_SECRET + 1],
                     struct error *error)
{
    struct arena arena = {0};
    bool ok = origin_is_fit(known, answer->origin, error) && store_begin(node->store, error) &&
              finish(node, sign_in(node, known, answer, now, id, &arena, error), error);

    arena_free(&arena);
    return ok;
}

bool account_rehearse(struct node *node, const struct known_matter *known, struct slice official,
                      instant now, char id[ACCOUNT_SECRET + 1], struct error *error)
{
    if (!node->demo)
        return refuse(error, "This is not a node for trials.");
    if (!account_official(node, known, official, now))
        return refuse(error, not_in_office);
    return store_begin(node->store, error) &&
           finish(node, begin_session(node, official, NULL, now, id, error), error);
}

/* ---- a session in use ---- */

static void note_use(struct node *node, struct digest id, instant now)
{
    struct error ignored = {0};

    if (store_begin(node->store, &ignored))
        finish(node, store_use_session(node->store, id, now, &ignored), &ignored);
}

const struct official *account_session(struct node *node, const struct known_matter *known,
                                       struct slice id, bool rehearsals, instant now)
{
    const struct official *official = NULL;
    struct store_session session;
    struct error ignored = {0};
    struct arena arena = {0};
    struct digest hash;
    bool found = false;

    if (hash_secret(id, &hash) &&
        store_session(node->store, hash, &arena, &session, &found, &ignored) && found &&
        account_session_holds(&session, now) && (rehearsals || !session.rehearsal)) {
        official = account_official(node, known, session.official, now);
        if (!official && known_register(known, node->state))
            account_sign_out(node, id, now, &ignored);
        else if (official && now - session.used >= ACCOUNT_NOTED)
            note_use(node, hash, now);
    }
    arena_free(&arena);
    return official;
}

bool account_sign_out(struct node *node, struct slice id, instant now, struct error *error)
{
    struct digest hash;
    size_t ended;

    if (!hash_secret(id, &hash))
        return true;
    return store_begin(node->store, error) &&
           finish(node, store_end_sessions(node->store, SLICE(""), &hash, now, &ended, error),
                  error);
}

/* ---- ends ---- */

static bool read_hash(struct slice text, struct digest *out)
{
    return hex_read(text, out->bytes, DIGEST_SIZE);
}

bool account_end_session(struct node *node, struct slice official, struct slice hash, instant now,
                         struct error *error)
{
    struct digest id;
    size_t ended = 0;

    if (!official.size || !read_hash(hash, &id))
        return refuse(error, "There is no such session.");
    return store_begin(node->store, error) &&
           finish(node,
                  store_end_sessions(node->store, official, &id, now, &ended, error) &&
                      (ended || refuse(error, "There is no such session.")),
                  error);
}

bool account_end_credential(struct node *node, struct slice official, struct slice hash,
                            instant now, struct error *error)
{
    struct digest id;
    size_t ended = 0;

    if (!official.size || !read_hash(hash, &id))
        return refuse(error, "There is no such passkey.");
    return store_begin(node->store, error) &&
           finish(node,
                  store_end_credentials(node->store, official, &id, now, &ended, error) &&
                      (ended || refuse(error, "There is no such passkey.")),
                  error);
}

bool account_end(struct node *node, const struct known_matter *known, struct slice by,
                 struct slice official, instant now, struct error *error)
{
    size_t ended;

    if (!may_administer(node, known, by, now, error))
        return false;
    if (!official.size)
        return refuse(error, not_in_office);
    return store_begin(node->store, error) &&
           finish(node,
                  store_end_invitations(node->store, official, now, error) &&
                      store_end_credentials(node->store, official, NULL, now, &ended, error) &&
                      store_end_sessions(node->store, official, NULL, now, &ended, error),
                  error);
}

bool account_restored(struct node *node, instant now, struct error *error)
{
    size_t ended;

    return store_begin(node->store, error) &&
           finish(node,
                  store_end_invitations(node->store, SLICE(""), now, error) &&
                      store_end_credentials(node->store, SLICE(""), NULL, now, &ended, error) &&
                      store_end_sessions(node->store, SLICE(""), NULL, now, &ended, error),
                  error);
}
