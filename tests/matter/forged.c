#include "test.h"

#include "matter/walk.h"

/* The statement that a hostile one names: the last of the kind that its act is about. */
static int8_t hostile_name(const struct walk *walk, const struct said *said)
{
    static const enum matter_act about[MATTER_ACTS] = {[MATTER_RECEIPT] = MATTER_REQUEST,
                                                       [MATTER_RESUMPTION] = MATTER_SUSPENSION,
                                                       [MATTER_PRODUCTION] = MATTER_APPROVAL};

    for (int i = walk->line.count; i > 0; i--)
        if (walk->line.said[i - 1].act == about[said->act])
            return (int8_t)(i - 1);
    return SAID_NOTHING;
}

/* The forms of the story as it should be, in their order. */
static size_t honest_story(const struct walk *walk, uint16_t story[MATTER_ACTS])
{
    size_t count = 0;

    for (unsigned act = MATTER_APPLICATION; act <= MATTER_APPROVAL; act++) {
        for (unsigned form = 0; form < walk->stage.form_count; form++) {
            if (walk->stage.forms[form].said.act != act || walk->stage.forms[form].sweep)
                continue;
            story[count++] = (uint16_t)form;
            break;
        }
    }
    return count;
}

struct plot {
    struct walk *walk;
    uint16_t story[MATTER_ACTS];
    size_t length;
    bool wide; /* every trick and view, every office */
};

static void tell(const struct plot *plot, size_t next, unsigned deviations);

/* Says `move` before the story's next statement, and (`instead`) in place of it. */
static void deviate(const struct plot *plot, size_t next, unsigned deviations, bool instead,
                    struct move move)
{
    struct walk *walk = plot->walk;

    move.named = hostile_name(walk, &walk->stage.forms[move.form].said);
    if (!line_append(&walk->line, move))
        return;
    walk->transitions++;
    if (instead && next < plot->length)
        tell(plot, next + 1, deviations);
    tell(plot, next, deviations);
    line_drop(&walk->line);
}

static void deviate_by(const struct plot *plot, size_t next, unsigned deviations, uint16_t form)
{
    struct move move = {.form = form};
    bool instead = plot->wide || deviations > 0;

    deviate(plot, next, deviations, instead, move);
    if (plot->walk->stage.forms[form].sweep || !instead)
        return;
    for (move.trick = TRICK_KEY; move.trick < TRICKS; move.trick++)
        if (plot->wide || move.trick == TRICK_KEY || move.trick == TRICK_FORK)
            deviate(plot, next, deviations, true, move);
    move.trick = TRICK_NONE;
    for (move.view = VIEW_STALE; move.view <= VIEW_UNKNOWN; move.view++)
        if (plot->wide || move.view == VIEW_STALE)
            deviate(plot, next, deviations, true, move);
}

/* Tells the story from `next` on, with so many deviations still to be made; judges each line. */
static void tell(const struct plot *plot, size_t next, unsigned deviations)
{
    struct walk *walk = plot->walk;

    if (next == plot->length)
        walk_judge(walk);
    for (unsigned form = 0; deviations > 0 && form < walk->stage.form_count; form++)
        if (plot->wide || !walk->stage.forms[form].sweep)
            deviate_by(plot, next, deviations - 1, (uint16_t)form);
    if (deviations > 0 && next < plot->length)
        tell(plot, next + 1, deviations - 1);
    if (next < plot->length) {
        struct move move = {.form = plot->story[next]};

        move.named = hostile_name(walk, &walk->stage.forms[move.form].said);
        if (!line_append(&walk->line, move))
            return;
        tell(plot, next + 1, deviations);
        line_drop(&walk->line);
    }
}

void forged_all(enum kind kind, const char *name)
{
    struct walk *walk = malloc(sizeof *walk);
    struct plot plot = {.walk = walk};

    walk_begin(walk, kind);
    plot.length = honest_story(walk, plot.story);
    plot.wide = true;
    tell(&plot, 0, 1);
    plot.wide = false;
    if (DEVIATIONS_MOST == 2)
        tell(&plot, 0, 2);
    print_message("# walk: %s: %llu hostile statements, %llu lines (%llu of them permitted)\n",
                  name, (unsigned long long)walk->transitions, (unsigned long long)walk->folds,
                  (unsigned long long)walk->permitted);
    assert_true(walk->permitted > 0);
    walk_end(walk);
}
