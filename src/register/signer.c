#include "register/register.h"

/* Who asks whether a statement is signed, and when. */
struct asked {
    const struct state_register *state_register;
    struct slice name;
    const struct signature *signature;
    instant when;
    bool restricts;
    const char *where;
    struct findings *findings;
};

static bool refuse(const struct asked *asked, enum finding_code code, struct slice value,
                   instant limit)
{
    struct finding *finding = findings_add(asked->findings, code, asked->where);

    finding->value = (struct value){.kind = VALUE_TEXT, .text = value};
    if (limit != NEVER)
        finding->limit = (struct value){.kind = VALUE_INSTANT, .number = limit};
    return false;
}

/* ---- how a WebAuthn assertion was made ---- */

static const struct {
    enum webauthn_fault fault;
    enum finding_code code;
} faults[] = {
    {WEBAUTHN_OTHER_TYPE, FINDING_SIGNING_TYPE},
    {WEBAUTHN_OTHER_PAYLOAD, FINDING_SIGNING_OTHER_PAYLOAD},
    {WEBAUTHN_CROSS_ORIGIN, FINDING_SIGNING_CROSS_ORIGIN},
    {WEBAUTHN_NOT_PRESENT, FINDING_SIGNING_NOT_PRESENT},
    {WEBAUTHN_NOT_VERIFIED, FINDING_SIGNING_NOT_VERIFIED},
};

/* A page of this origin, for credentials of this RP ID, valid at the time. */
static bool is_registered_page(const struct asked *asked, const struct webauthn_signature *made)
{
    for (size_t i = 0; i < asked->state_register->page_count; i++) {
        const struct signing_page *page = &asked->state_register->pages[i];
        instant until = asked->restricts ? page->ended : page->until;

        if (slice_equal(page->origin, made->origin) &&
            digest_equal(sha256_of(page->rp), made->key.rp) && page->from <= asked->when &&
            asked->when < until)
            return true;
    }
    return false;
}

/* All that speaks against it, so that a signer is not told one thing after the other. */
static bool is_rightly_made(const struct asked *asked, const struct webauthn_key *key)
{
    const struct webauthn_signature *made = &asked->signature->webauthn;
    bool good = true;

    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (made->faults & faults[i].fault)
            good = refuse(asked, faults[i].code, asked->name, NEVER);
    if (!digest_equal(made->key.rp, key->rp))
        good = refuse(asked, FINDING_SIGNING_RP, asked->name, NEVER);
    if (!is_registered_page(asked, made))
        good = refuse(asked, FINDING_SIGNING_ORIGIN, made->origin, NEVER);
    if (made->key.may_be_backed_up && !key->may_be_backed_up)
        good = refuse(asked, FINDING_SIGNING_BACKED_UP, asked->name, NEVER);
    return good && made->faults == 0;
}

/* ---- whose signature it is ---- */

static const struct official *find_signer(const struct asked *asked, uint32_t roles)
{
    const struct official *official = register_official(asked->state_register, asked->name);
    instant until;
    bool good;

    if (!official) {
        refuse(asked, FINDING_SIGNER_UNKNOWN, asked->name, NEVER);
        return NULL;
    }
    until = asked->restricts ? official->ended : official->until;
    if (!signature_by_key(asked->signature, &official->key))
        good = refuse(asked, FINDING_SIGNER_KEY, asked->name, NEVER);
    else if (asked->when < official->from)
        good = refuse(asked, FINDING_SIGNER_NOT_YET, asked->name, official->from);
    else if (asked->when >= until)
        good = refuse(asked, FINDING_SIGNER_REVOKED, asked->name, until);
    else if (!(official->roles & roles))
        good = refuse(asked, FINDING_SIGNER_ROLE, asked->name, NEVER);
    else
        good = official->key.kind == SIGNING_SSH || is_rightly_made(asked, &official->key.webauthn);
    return good ? official : NULL;
}

const struct official *register_signer(const struct state_register *state_register,
                                       struct slice name, const struct signature *signature,
                                       instant when, uint32_t roles, const char *where,
                                       struct findings *findings)
{
    struct asked asked = {state_register, name, signature, when, false, where, findings};

    return find_signer(&asked, roles);
}

const struct official *register_restrainer(const struct state_register *state_register,
                                           struct slice name, const struct signature *signature,
                                           instant when, uint32_t roles, const char *where,
                                           struct findings *findings)
{
    struct asked asked = {state_register, name, signature, when, true, where, findings};

    return find_signer(&asked, roles);
}

void register_assume(const struct state_register *state_register, const struct official *official,
                     struct signature *out)
{
    struct webauthn_signature *made = &out->webauthn;

    *out = (struct signature){.kind = official->key.kind};
    if (official->key.kind == SIGNING_SSH) {
        out->ssh = official->key.ssh;
        return;
    }
    made->key = official->key.webauthn;
    for (size_t i = 0; i < state_register->page_count; i++) {
        const struct signing_page *page = &state_register->pages[i];

        if (made->origin.size == 0 && page->until == FOREVER &&
            digest_equal(sha256_of(page->rp), made->key.rp))
            made->origin = page->origin;
    }
}
