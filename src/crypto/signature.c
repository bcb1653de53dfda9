#include "crypto/signature.h"

#include "crypto/armour.h"

#define NAMESPACE "proviso"

bool signing_key_parse(struct slice text, enum ssh_key_line line, struct signing_key *out,
                       struct error *error)
{
    struct signing_key key = {.kind = SIGNING_SSH};

    if (slice_starts(text, SLICE("webauthn "))) {
        if (line == SSH_LINE_FILE && slice_ends(text, SLICE("\n")))
            text.size--;
        key.kind = SIGNING_WEBAUTHN;
        if (!webauthn_key_parse(text, &key.webauthn, error))
            return false;
    } else if (!ssh_key_parse(text, line, &key.ssh, error)) {
        return false;
    }
    *out = key;
    return true;
}

/* One Ed25519 key in both clothes. */
static bool is_ssh_point(const struct ssh_key *ssh, const struct cose_key *cose)
{
    return cose->algorithm == COSE_EDDSA &&
           memcmp(ssh->public_key, cose->point, ED25519_PUBLIC) == 0;
}

bool signing_key_same(const struct signing_key *a, const struct signing_key *b)
{
    if (a->kind != b->kind)
        return a->kind == SIGNING_SSH ? is_ssh_point(&a->ssh, &b->webauthn.cose)
                                      : is_ssh_point(&b->ssh, &a->webauthn.cose);
    return a->kind == SIGNING_SSH ? ssh_key_equal(&a->ssh, &b->ssh)
                                  : webauthn_key_same(&a->webauthn, &b->webauthn);
}

bool signature_verify(struct slice block, struct slice message, struct arena *arena,
                      struct signature *out, struct error *error)
{
    struct signature signature = {.kind = SIGNING_SSH};
    struct sshsig sshsig;

    if (slice_starts(block, SLICE("-----BEGIN " WEBAUTHN_LABEL "-----\n"))) {
        signature.kind = SIGNING_WEBAUTHN;
        if (!webauthn_verify(block, message, arena, &signature.webauthn, error))
            return false;
    } else {
        if (!sshsig_parse(block, &sshsig, error) ||
            !sshsig_verify(&sshsig, message, NAMESPACE, error))
            return false;
        signature.ssh = sshsig.key;
    }
    *out = signature;
    return true;
}

bool signature_by_ssh(const struct signature *signature, const struct ssh_key *key)
{
    return signature->kind == SIGNING_SSH && ssh_key_equal(&signature->ssh, key);
}

bool signature_by_key(const struct signature *signature, const struct signing_key *key)
{
    if (key->kind == SIGNING_SSH)
        return signature_by_ssh(signature, &key->ssh);
    return signature->kind == SIGNING_WEBAUTHN &&
           cose_key_equal(&signature->webauthn.key.cose, &key->webauthn.cose) &&
           digest_equal(signature->webauthn.key.credential, key->webauthn.credential);
}

static int compare_webauthn(const struct webauthn_signature *a, const struct webauthn_signature *b)
{
    int order = memcmp(a->key.cose.point, b->key.cose.point, sizeof a->key.cose.point);

    if (order == 0)
        order = digest_compare(a->key.credential, b->key.credential);
    if (order == 0)
        order = digest_compare(a->key.rp, b->key.rp);
    if (order == 0)
        order = (int)a->faults - (int)b->faults;
    if (order == 0)
        order = (int)a->key.may_be_backed_up - (int)b->key.may_be_backed_up;
    return order != 0 ? order : slice_compare(a->origin, b->origin);
}

int signature_compare(const struct signature *a, const struct signature *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->kind == SIGNING_WEBAUTHN)
        return compare_webauthn(&a->webauthn, &b->webauthn);
    return memcmp(a->ssh.public_key, b->ssh.public_key, ED25519_PUBLIC);
}

bool signature_split(struct slice signatures, struct slice blocks[SIGNATURE_BLOCKS], size_t *count,
                     struct error *error)
{
    struct slice rest = signatures;
    size_t found = 0;

    while (rest.size > 0) {
        if (found == SIGNATURE_BLOCKS)
            return error_set(error, ERROR_SIGNATURE_FORMAT, "more than %d signatures",
                             SIGNATURE_BLOCKS);
        if (!armour_cut(SSHSIG_LABEL, &rest, &blocks[found]) &&
            !armour_cut(WEBAUTHN_LABEL, &rest, &blocks[found]))
            return error_set(error, ERROR_SIGNATURE_FORMAT,
                             "signature %zu does not begin with -----BEGIN SSH SIGNATURE----- or "
                             "-----BEGIN " WEBAUTHN_LABEL "-----, or lacks its END line",
                             found + 1);
        found++;
    }
    if (found == 0)
        return error_set(error, ERROR_SIGNATURE_FORMAT, "there is no signature");
    *count = found;
    return true;
}
