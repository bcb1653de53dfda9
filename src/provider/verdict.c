#include "provider/verdict.h"

#include "provider/memory.h"

static bool judge(struct provider *provider, const struct shown_statement *given,
                  size_t given_count, struct provider_verdict *verdict, struct error *error)
{
    struct shown_statement *hands;
    struct writ_question question = {
        .bundle = &verdict->bundle,
        .trust = &provider->trust,
        .at = verdict->at,
    };

    if (!memory_hands(provider, &verdict->bundle, given, given_count, &verdict->arena, &hands,
                      &question.hand_count, error))
        return false;
    question.hands = hands;
    writ_verify(&question, &verdict->answer);
    findings_merge(&verdict->findings, &verdict->answer.findings);
    return memory_keep_restrictions(provider, &verdict->bundle, hands, question.hand_count,
                                    &verdict->answer, &verdict->arena, error) &&
           memory_compare(provider, &verdict->bundle, &verdict->answer, &verdict->findings,
                          &verdict->arena, error);
}

bool provider_judge(struct provider *provider, struct slice writ,
                    const struct shown_statement *hands, size_t hand_count, instant at,
                    struct provider_verdict *out, struct error *error)
{
    *out = (struct provider_verdict){.at = at};
    if (!bundle_parse(writ, BUNDLE_WRIT, &out->arena, &out->bundle, error))
        return false;
    out->writ = sha256_of(writ);
    if (!judge(provider, hands, hand_count, out, error))
        return false;
    out->valid = out->answer.valid && findings_permit(&out->findings);
    return true;
}

bool provider_carried_out(struct provider *provider, const struct provider_verdict *verdict,
                          enum journal_state *out, struct error *error)
{
    const struct matter *matter = verdict->answer.matter;
    const struct filed *decision = matter->permit.decision;

    *out = JOURNAL_NEW;
    if (decision)
        return journal_state_of(provider->journal, verdict->bundle.matter, decision->statement.hash,
                                out, error);
    for (size_t i = 0; i < matter->standing_count && *out != JOURNAL_FINISHED; i++) {
        const struct statement *statement = &matter->standing[i].filed->statement;

        if (statement->number == MATTER_APPROVAL &&
            !journal_state_of(provider->journal, verdict->bundle.matter, statement->hash, out,
                              error))
            return false;
    }
    return true;
}

void provider_verdict_free(struct provider_verdict *verdict)
{
    writ_answer_free(&verdict->answer);
    arena_free(&verdict->arena);
}
