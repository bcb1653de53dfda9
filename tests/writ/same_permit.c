#include "writ/same_permit.h"

static void spell_recipients(const char *name, const struct recipient *const *recipients,
                             size_t count, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        char key[AGE_RECIPIENT_TEXT];

        age_recipient_format(&recipients[i]->key, key);
        buffer_format(out, "%s %.*s %s\n", name, SLICE_ARG(recipients[i]->name), key);
    }
}

void permit_spell(const struct bundle *bundle, const struct writ_answer *answer, struct buffer *out)
{
    const struct permit *permit = &answer->matter->permit;
    const struct scope *scope = &permit->scope;

    buffer_format(out, "%.*s %.*s %s %s\n", SLICE_ARG(bundle->matter), SLICE_ARG(bundle->provider),
                  answer->matter->state[0], answer->matter->state[1]);
    buffer_format(out, "%d %.*s %llx %lld %lld %lld %llx\n", (int)scope->measure,
                  SLICE_ARG(scope->provider), (unsigned long long)scope->categories,
                  (long long)scope->from, (long long)scope->to, (long long)scope->until,
                  (unsigned long long)permit->privileged);
    for (size_t i = 0; i < scope->account_count; i++)
        buffer_format(out, "account %.*s\n", SLICE_ARG(scope->accounts[i]));
    digest_append(out, permit->list);
    digest_append(out, permit->decision->statement.hash);
    buffer_byte(out, '\n');
    spell_recipients("recipient", permit->recipients, permit->recipient_count, out);
    spell_recipients("filter", permit->filter, permit->filter_count, out);
}
