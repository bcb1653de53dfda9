/* Two whole nodes for tests and benches, Arcadia (XA) and Belmora (XB), with real ledgers, stores
 * and signatures; officials' keys are made from their names. The clock is the world's. */
#ifndef PROVISO_TESTS_NODE_WORLD_H
#define PROVISO_TESTS_NODE_WORLD_H

#include "node/node.h"
#include "webauthn_maker.h"
#include "writ/verify.h"

enum { WORLD_TEXTS = 24 };

/* Attachments: whole files, each with its first line. */
struct world_texts {
    struct slice items[WORLD_TEXTS];
    size_t count;
};

struct world {
    char folder[64];
    char xa_folder[80], xb_folder[80];
    struct node xa, xb;
    instant clock;
    struct slice provider_trust; /* the text of Mailhaus's trust file */
    struct trust trust;          /* parsed */
    struct arena arena;
    struct buffer writ;
    uint8_t list_salt[LIST_SALT];
    struct digest list;       /* of world_list with the salt */
    struct world_texts texts; /* those that the bodies made so far name */
    struct findings findings;
    struct error error;
    bool webauthn;               /* some sign with WebAuthn */
    const char *measure;         /* of the story; NULL: content */
    struct digest hashes[2][32]; /* of each State's matter statements by seq */
    int64_t seqs[2];
};

extern const char world_chain[]; /* "XA-2026-000001" */
extern const char world_list[];  /* the privileged list's bytes */

/* Makes folders, nodes, trust files, registers, rulebooks and registers of offences (each State's own
 * and the treaty's), cosigned by each other. */
void world_open(struct world *world);

/* The same, where the judges of both States, XA's prosecutor, both clerks and the provider sign with
 * WebAuthn, each State on a page of its own: https://sign.xa.example, https://sign.xb.example. */
void world_open_webauthn(struct world *world);

/* A person's credential in such a world, on their State's page. */
struct webauthn_maker world_credential(const char *name);

void world_close(struct world *world);

/* cmocka fixtures: *state is a fresh world, as world_open makes it; the second closes any world. */
int world_setup(void **state);
int world_teardown(void **state);

/* Moves the clock. */
void world_wait(struct world *world, int64_t seconds);

/* The signatures of these persons (space separated) over a payload. */
struct slice world_sign(struct world *world, struct slice payload, const char *signers);

/* Submits a payload to a node, signed; true where it was accepted. world->findings and ->error say
 * why not. The texts that the bodies below name go along. */
bool world_submit(struct world *world, struct node *node, struct slice payload,
                  const char *signers);

/* A payload of the matter: `seq`, `prev` and `seen` from the heads, `at` from the clock. `body` is
 * JSON. Signers: `by` first. */
struct slice world_payload(struct world *world, struct node *node, const char *type,
                           const char *signers, const char *body);

/* The answers of a clear assessment, whole. */
struct slice world_answers(struct world *world);

/* The attachment of a member: of matter 0 as an office would write it (tests/matter/texts/lime), of
 * another number made-up words that no other has. */
struct slice world_text(struct world *world, unsigned number, const char *member);

/* The JSON that names the attachment in a body; it is added to `into` where it is not there. */
const char *world_attach(struct world *world, struct slice text, struct world_texts *into);

/* Two roots adopt the text of a rulebook of the node's State. */
void world_rulebook(struct world *world, struct node *node, const char *text);

/* The OpenSSH line of a person's key. */
struct slice world_key(struct world *world, const char *name);

/* A payload of any chain, `at` from the clock. */
struct slice world_envelope(struct world *world, const char *type, const char *chain,
                            const struct node_heads *heads, const char *by, const char *body);

/* Draft, sign, submit; the statement's hash is kept. */
bool world_act(struct world *world, struct node *node, const char *type, const char *signers,
               const char *body);

/* Carries a bundle of `from` to `to`; chain NULL: the register alone. */
bool world_carry(struct world *world, struct node *from, struct node *to, const char *chain);

/* A clerk signs the node's status of the matter. */
bool world_status(struct world *world, struct node *node, const char *clerk);

/* Bodies of the story; `scope` NULL: the default one. They live in the arena. */
const char *world_scope(struct world *world, const char *to);
const char *world_application(struct world *world);
const char *world_application_of(struct world *world, unsigned number, struct world_texts *texts);

/* The same with what is said of whom it reaches, and of earlier ones. Zero members: case, person and
 * account of that number alone (0: of the story), 1 in the tally and 40 days. */
struct world_reach {
    const char *name; /* of the case */
    const char *person, *account, *until;
    const char *earlier; /* "\"XA-2026-000001\"", or several with commas */
    int64_t case_targets, account_matters, person_matters, days;
};
const char *world_application_reaching(struct world *world, unsigned number,
                                       const struct world_reach *reach, struct world_texts *texts);

const char *world_authorisation(struct world *world, const char *scope);
const char *world_authorisation_of(struct world *world, unsigned number, const char *scope);
const char *world_reasons(struct world *world); /* of a restriction */
const char *world_request(struct world *world, const char *scope);
const char *world_receipt(struct world *world);
const char *world_comparison(struct world *world);
const char *world_assessment(struct world *world);
const char *world_approval(struct world *world, const char *scope);

/* Acts of the story up to and with: 1 application, 2 authorisation, 3 request, 4 exchange,
 * receipt and comparison, 5 assessment, 6 approval, 7 exchange and statuses, 8 the writ. */
void world_story(struct world *world, int steps);

/* The same from `first` to `last`, after what was done by hand; to the end. */
void world_steps(struct world *world, int first, int last);
void world_finish(struct world *world, int first);

/* The writ as the provider sees it now. Free with writ_answer_free. */
void world_verify(struct world *world, struct slice writ, struct bundle *bundle,
                  struct writ_answer *answer);

#endif
