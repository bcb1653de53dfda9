#include "cli/signers.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

static void signer_line(struct slice name, const struct ssh_key *key, struct buffer *out)
{
    buffer_format(out, "%.*s namespaces=\"proviso\" ", SLICE_ARG(name));
    ssh_key_format(key, out);
    buffer_byte(out, '\n');
}

static void root_signers(const struct trust_state *pins, struct buffer *out)
{
    for (int i = 0; i < ROOT_COUNT; i++) {
        char name[20];

        snprintf(name, sizeof name, "%c%c.root-%d", pins->state[0] - 'A' + 'a',
                 pins->state[1] - 'A' + 'a', i + 1);
        signer_line(slice_text(name), &pins->roots[i], out);
    }
}

/* ssh-keygen cannot check WebAuthn: who signs so is named in a comment, not left out in silence. */
static void official_line(const struct official *official, struct buffer *out)
{
    if (official->key.kind == SIGNING_SSH)
        signer_line(official->name, &official->key.ssh, out);
    else
        buffer_format(out,
                      "# left out: %.*s signs with WebAuthn, which only proviso verify checks\n",
                      SLICE_ARG(official->name));
}

bool signers_of(struct node *node, struct buffer *out, struct error *error)
{
    struct known_matter *known = memory_take(sizeof *known);
    instant now;
    bool ok = node_clock(node, &now, error) && node_load(node, SLICE(""), now, known, error);

    for (size_t i = 0; ok && i < node->trust.state_count; i++)
        root_signers(&node->trust.states[i], out);
    for (size_t i = 0; ok && i < known->state_count; i++) {
        const struct state_register *state_register = &known->states[i].state_register;

        for (size_t j = 0; j < state_register->official_count; j++)
            official_line(&state_register->officials[j], out);
    }
    if (ok)
        known_matter_free(known);
    free(known);
    return ok;
}
