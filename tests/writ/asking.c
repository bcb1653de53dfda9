#include "writ/asking.h"

struct world world;
instant last_cosigned;

int asking_set_up(void **state)
{
    (void)state;
    world_open(&world);
    world_story(&world, 8);
    last_cosigned = world.clock;
    return 0;
}

int asking_tear_down(void **state)
{
    (void)state;
    world_close(&world);
    return 0;
}

int asking_open(void **state)
{
    struct forge *forge = calloc(1, sizeof *forge);

    forge_open(forge, &world, buffer_slice(&world.writ), BUNDLE_WRIT);
    *state = forge;
    return 0;
}

int asking_close(void **state)
{
    forge_free(*state);
    free(*state);
    return 0;
}

static void print_findings(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];

        print_message(
            "#   %s %s [%s] %.*s\n", outcome_name(finding->outcome), finding_name(finding->code),
            finding->where,
            SLICE_ARG(finding->value.kind == VALUE_TEXT ? finding->value.text : SLICE("")));
    }
}

struct writ_answer *ask(const struct forge *forge, struct question question)
{
    struct writ_answer *answer = calloc(1, sizeof *answer);
    struct writ_question asked = {
        .bundle = &forge->bundle,
        .trust = question.trust ? question.trust : &world.trust,
        .at = question.at ? question.at : world.clock,
        .hands = question.hands,
        .hand_count = question.hand_count,
    };

    writ_verify(&asked, answer);
    return answer;
}

void forget(struct writ_answer *answer)
{
    writ_answer_free(answer);
    free(answer);
}

void assert_valid_at(const struct forge *forge, struct question question, int line)
{
    struct writ_answer *answer = ask(forge, question);

    if (!answer->valid) {
        print_message("# line %d: not valid\n", line);
        print_findings(&answer->findings);
    }
    assert_true(answer->valid);
    forget(answer);
}

void assert_refused_at(const struct forge *forge, struct question question, enum finding_code code,
                       const char *where, int line)
{
    struct writ_answer *answer = ask(forge, question);
    bool found = false;

    for (size_t i = 0; i < answer->findings.count; i++) {
        const struct finding *finding = &answer->findings.items[i];

        found = found || (finding->code == code && finding->outcome != OUTCOME_NOTE &&
                          (!where || strncmp(finding->where, where, strlen(where)) == 0));
    }
    if (answer->valid || !found) {
        print_message("# line %d: %s, without %s [%s]\n", line,
                      answer->valid ? "valid" : "not valid", finding_name(code),
                      where ? where : "");
        print_findings(&answer->findings);
    }
    assert_false(answer->valid);
    assert_true(found);
    forget(answer);
}

void refresh(struct forge *forge, int state, instant at)
{
    struct shown_state *shown = &forge->bundle.states[state];
    size_t last = shown->register_checkpoint_count - 1;

    forge_status(forge, state, state == 0 ? "xa.court-1.o4" : "xb.court-1.o4", at, NULL, 0);
    shown->register_checkpoints[last + 1] =
        forge_cosign(forge, shown->register_checkpoints[last], 1 - state, at);
    shown->register_checkpoint_count++;
}
