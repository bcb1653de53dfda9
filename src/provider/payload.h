/* The payloads that a provider's official signs: they follow what the writ shows of the matter, since a
 * provider has no node. */
#ifndef PROVISO_PROVIDER_PAYLOAD_H
#define PROVISO_PROVIDER_PAYLOAD_H

#include "base/writer.h"
#include "provider/verdict.h"

/* Begins the next statement of the provider's State: all members but the body, which the caller writes
 * (`writer` is zeroed), then payload_end. */
void payload_begin(const struct provider *provider, const struct provider_verdict *verdict,
                   enum matter_act act, instant at, struct buffer *out, struct writer *writer);
void payload_end(struct writer *writer);

/* A provider's objection (M5): a suspension, which stays the order from the moment at which it is seen until
 * a court lifts it. `reasons` is the whole attachment (node/attachment.h), in that language ("en"). */
void payload_suspension(const struct provider *provider, const struct provider_verdict *verdict,
                        struct slice reasons, const char *language, instant at, struct buffer *out);

/* Whether the matter and this provider's State are known so far that an objection can be drafted. */
bool payload_possible(const struct provider *provider, const struct provider_verdict *verdict);

/* A signature over a payload by the provider's official: checked against the register that the writ shows,
 * at `at`. False with findings where the key does not count, with the error where the bytes are no
 * statement of this provider's or no signature. */
bool payload_signed(const struct provider *provider, const struct provider_verdict *verdict,
                    struct slice payload, struct slice signature, instant at,
                    struct findings *findings, struct error *error);

#endif
