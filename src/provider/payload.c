#include "provider/payload.h"

static const struct verified_state *own_state(const struct provider *provider,
                                              const struct provider_verdict *verdict)
{
    for (size_t i = 0; i < verdict->answer.state_count; i++)
        if (strcmp(verdict->answer.states[i].state_register.state, provider->trust.state) == 0)
            return &verdict->answer.states[i];
    return NULL;
}

void payload_begin(const struct provider *provider, const struct provider_verdict *verdict,
                   enum matter_act act, instant at, struct buffer *out, struct writer *writer)
{
    const struct matter *matter = verdict->answer.matter;
    const struct head *own = &matter->heads[matter->exchange ? 1 : 0];
    struct digest seen = matter->exchange ? matter->heads[0].hash : (struct digest){{0}};
    struct buffer type = {0};

    *writer = (struct writer){.out = out, .indent = 2};
    buffer_format(&type, "proviso/1 %s", matter_acts.acts[act].type);
    writer_open(writer, '{');
    writer_member_text(writer, "type", buffer_slice(&type));
    writer_member_text(writer, "chain", verdict->bundle.matter);
    writer_member_integer(writer, "seq", own->seq + 1);
    writer_member_hex(writer, "prev", digest_slice(&own->hash));
    writer_member_hex(writer, "seen", digest_slice(&seen));
    writer_member_text(writer, "by", provider->by);
    writer_member_instant(writer, "at", at);
    writer_key(writer, "body");
    buffer_free(&type);
}

void payload_end(struct writer *writer)
{
    writer_close(writer, '}');
    buffer_byte(writer->out, '\n');
}

void payload_suspension(const struct provider *provider, const struct provider_verdict *verdict,
                        struct slice reasons, const char *language, instant at, struct buffer *out)
{
    struct digest hash = sha256_of(reasons);
    struct writer writer;

    payload_begin(provider, verdict, MATTER_SUSPENSION, at, out, &writer);
    writer_open(&writer, '{');
    writer_key(&writer, "reasons");
    writer_open(&writer, '{');
    writer_member_hex(&writer, "sha256", digest_slice(&hash));
    writer_member_integer(&writer, "length", (int64_t)reasons.size);
    writer_member_text(&writer, "language", slice_text(language));
    writer_close(&writer, '}');
    writer_close(&writer, '}');
    payload_end(&writer);
}

bool payload_possible(const struct provider *provider, const struct provider_verdict *verdict)
{
    const struct verified_state *own = own_state(provider, verdict);
    const struct matter *matter = verdict->answer.matter;

    return own && own->sound && matter->heads[matter->exchange ? 1 : 0].seq > 0;
}

static bool is_own(const struct provider *provider, const struct provider_verdict *verdict,
                   const struct statement *statement, struct error *error)
{
    if (statement->signer_count == 1 && slice_equal(statement->by, provider->by) &&
        slice_equal(statement->chain, verdict->bundle.matter))
        return true;
    return error_set(error, ERROR_STATEMENT_REFUSED, "it is not a statement of %.*s in this matter",
                     SLICE_ARG(provider->by));
}

static bool signer_counts(const struct provider *provider, const struct provider_verdict *verdict,
                          struct statement *statement, struct slice armour, instant at,
                          struct findings *findings, struct error *error)
{
    const struct verified_state *own = own_state(provider, verdict);
    struct signature signatures[SIGNERS_MOST];

    if (!statement_verify(statement, armour, signatures, error))
        return false;
    if (!own || !own->sound)
        return error_set(error, ERROR_STATEMENT_REFUSED, "the writ shows no register of %s",
                         provider->trust.state);
    if (register_signer(&own->state_register, provider->by, &signatures[0], at, 1u << ROLE_PROVIDER,
                        "", findings))
        return true;
    return error_set(error, ERROR_SIGNATURE_WRONG, "this signature does not count");
}

bool payload_signed(const struct provider *provider, const struct provider_verdict *verdict,
                    struct slice payload, struct slice signature, instant at,
                    struct findings *findings, struct error *error)
{
    struct statement statement;
    bool ok;

    if (!statement_parse(payload, all_acts, all_acts_count, &statement, error))
        return false;
    ok = is_own(provider, verdict, &statement, error) &&
         signer_counts(provider, verdict, &statement, signature, at, findings, error);
    statement_free(&statement);
    return ok;
}
