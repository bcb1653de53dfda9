/* How stories are judged: folded, held against what a test expects, written down. */
#include "matter/story.h"

#include "test.h"

#include "base/encode.h"

const struct matter *story_fold(struct story *story)
{
    story->terms.now = story->clock;
    matter_fold(&story->terms, story->filed, story->count, &story->matter);
    return &story->matter;
}

bool story_permitted(struct story *story)
{
    return story_fold(story)->permitted;
}

void story_assert_permitted(struct story *story)
{
    struct slice text;

    if (story_permitted(story))
        return;
    text = story_canonical(story, &story->matter);
    fail_msg("not permitted:\n%.*s", SLICE_ARG(text));
}

void story_assert_refused(struct story *story, enum finding_code code)
{
    struct slice text;
    bool permitted = story_permitted(story);

    if (!permitted && story_has(story, code))
        return;
    text = story_canonical(story, &story->matter);
    fail_msg("%s was to refuse:\n%.*s", finding_name(code), SLICE_ARG(text));
}

static const struct finding *find(const struct findings *findings, enum finding_code code)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].code == code)
            return &findings->items[i];
    return NULL;
}

void story_assert_found(struct story *story, enum finding_code code, enum outcome outcome)
{
    const struct finding *finding;

    story_fold(story);
    finding = find(&story->matter.open, code);
    if (!finding)
        finding = find(&story->matter.statements, code);
    if (!finding)
        fail_msg("%s is not there", finding_name(code));
    if (finding->outcome != outcome)
        fail_msg("%s is %s", finding_name(code), outcome_name(finding->outcome));
}

/* matter_check of a draft that is then dropped; the story's clock stays. */
static void check_draft(struct story *story, enum matter_act act, struct step step,
                        struct findings *findings)
{
    instant clock = story->clock;
    struct filed draft;

    findings->count = 0;
    story_draft(story, act, step, &draft);
    story->terms.now = draft.cosigned > clock ? draft.cosigned : clock;
    matter_check(&story->terms, story->filed, story->count, &draft, findings);
    statement_free(&draft.statement);
    story->clock = clock;
}

static void print_findings(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        print_message("# %s %s %s\n", finding_name(findings->items[i].code),
                      outcome_name(findings->items[i].outcome), findings->items[i].where);
}

void story_assert_check(struct story *story, enum matter_act act, struct step step,
                        enum finding_code code)
{
    struct findings *findings = calloc(1, sizeof *findings);
    bool good;

    check_draft(story, act, step, findings);
    good = findings_have(findings, code) && !findings_permit(findings);
    if (!good)
        print_findings(findings);
    free(findings);
    if (!good)
        fail_msg("%s was to speak against it", finding_name(code));
}

void story_assert_accepts(struct story *story, enum matter_act act, struct step step)
{
    struct findings *findings = calloc(1, sizeof *findings);
    bool good;

    check_draft(story, act, step, findings);
    good = findings_permit(findings);
    if (!good)
        print_findings(findings);
    free(findings);
    if (!good)
        fail_msg("%s was to be accepted", matter_acts.acts[act].type);
}

bool story_has(const struct story *story, enum finding_code code)
{
    return findings_have(&story->matter.statements, code) ||
           findings_have(&story->matter.open, code);
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* One line a finding, sorted. */
static void canonical_findings(struct story *story, const struct findings *findings,
                               struct buffer *out)
{
    const char *lines[FINDINGS_MAX];

    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        struct buffer value = {0};

        value_format(&finding->value, &value);
        lines[i] = (const char *)arena_format(
                       &story->arena, "%s %s %s %s %s\n", finding_name(finding->code),
                       outcome_name(finding->outcome), finding->rule ? finding->rule : "-",
                       finding->where, buffer_string(&value))
                       .data;
        buffer_free(&value);
    }
    qsort(lines, findings->count, sizeof *lines, compare_lines);
    for (size_t i = 0; i < findings->count; i++)
        buffer_text(out, lines[i]);
}

static void canonical_scope(const struct scope *scope, struct buffer *out)
{
    buffer_format(out, "scope %d %.*s %llu %lld %lld %lld", (int)scope->measure,
                  SLICE_ARG(scope->provider), (unsigned long long)scope->categories,
                  (long long)scope->from, (long long)scope->to, (long long)scope->until);
    for (size_t i = 0; i < scope->account_count; i++)
        buffer_format(out, " %.*s", SLICE_ARG(scope->accounts[i]));
    buffer_text(out, "\n");
}

struct slice story_canonical(struct story *story, const struct matter *matter)
{
    struct buffer out = {0};
    struct slice kept;

    buffer_format(&out, "%s %s %d %x\n", matter->state[0], matter->state[1], matter->permitted,
                  matter->done);
    for (int side = 0; side < 2; side++) {
        buffer_format(&out, "head %lld ", (long long)matter->heads[side].seq);
        hex_append(&out, digest_slice(&matter->heads[side].hash));
        buffer_text(&out, "\n");
    }
    if (matter->permitted) {
        canonical_scope(&matter->permit.scope, &out);
        hex_append(&out, digest_slice(&matter->permit.decision->statement.hash));
    }
    for (size_t i = 0; i < matter->obligation_count; i++)
        buffer_format(&out, "due %u %s %lld\n", matter->obligations[i].act,
                      matter->obligations[i].state, (long long)matter->obligations[i].due);
    canonical_findings(story, &matter->open, &out);
    canonical_findings(story, &matter->statements, &out);
    kept = arena_copy(&story->arena, buffer_slice(&out));
    buffer_free(&out);
    return kept;
}
