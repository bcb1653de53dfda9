/* Accreditation: applications, objections, replies, decisions, appeals, representatives. */
#include "cli/demo/forum_prose.h"
#include "cli/demo/forum_story.h"

static const char *applicant(struct world *world, unsigned number)
{
    return world_text(world, "applicant=un.applicant-%u", number);
}

/* Every third application is objected to; of the objections every fourth gives no reasons, every third is
 * not replied to, every fifth ends in a refusal. */
static bool is_objected(unsigned number)
{
    return number % 3 == 0;
}

static bool is_refused(unsigned number)
{
    return number % 15 == 0;
}

static bool apply(struct forum_story *story, unsigned number, struct error *error)
{
    static const char *const fields[] = {"civil-society", "academia", "private-sector",
                                         "technical-community", "civil-society"};
    struct world *world = story->stage.world;
    struct stage *stage = &story->stage;
    const struct forum_zone *zone = &forum_zones[number % FORUM_ZONES];
    struct world_act act = forum_act_of("accreditation-application", FORUM_SECRETARIAT);
    bool person = number % 10 == 0;

    world_set(&act, applicant(world, number));
    world_set(&act, "call=session-1");
    world_set(&act, stage_time(stage, "received", 0));
    world_set(&act, person ? "kind=individual" : "kind=organisation");
    world_set(&act, number % 4 == 0 ? "track=ecosoc" : "track=other");
    if (number % 4 == 0)
        world_set(&act, "status=special");
    world_set(&act, world_text(world, "field=%s", fields[number % 5]));
    world_set(&act, world_text(world, "region=%s", zone->region));
    world_set(&act, world_text(world, "country=%s", zone->country));
    world_set(&act, stage_text(stage, "name",
                               person ? forum_person(world, number) : forum_name(world, number)));
    world_set(&act, stage_text(stage, "text", forum_activities[number % FORUM_ACTIVITIES]));
    return forum_act(story, &act, error);
}

static bool take_applications(struct forum_story *story, struct error *error)
{
    static const struct {
        int day;
        unsigned until;
        const char *what;
    } arrivals[] = {
        {1, 30, "sign in applications 1 to 30"},
        {8, 60, "sign in applications 31 to 60"},
        {15, FORUM_APPLICANTS, "sign in applications 61 to 90"},
    };
    struct world_act call = forum_act_of("call", FORUM_SECRETARIAT);
    unsigned number = 1;

    stage_at(&story->stage, 0, 9);
    world_set(&call, "call=session-1");
    world_set(&call, stage_time(&story->stage, "opens", 0));
    world_set(&call, stage_time(&story->stage, "closes", 16));
    if (!forum_act(story, &call, error) ||
        !forum_done(story, FORUM_SECRETARIAT, "call for applications, for sixteen days", error))
        return false;
    for (size_t i = 0; i < sizeof arrivals / sizeof *arrivals; i++) {
        stage_at(&story->stage, arrivals[i].day, 9);
        for (; number <= arrivals[i].until; number++)
            if (!apply(story, number, error))
                return false;
        if (!forum_done(story, FORUM_SECRETARIAT, arrivals[i].what, error))
            return false;
    }
    return true;
}

static bool circulate(struct forum_story *story, struct error *error)
{
    struct world *world = story->stage.world;
    struct world_act act = forum_act_of("circulation", FORUM_SECRETARIAT);
    struct buffer list = {0};
    bool ok = true;

    stage_at(&story->stage, 15, 14);
    buffer_text(&list, "applicants=[");
    for (unsigned number = 1; ok && number <= FORUM_APPLICANTS; number++) {
        struct world_act complete = forum_act_of("completeness", FORUM_SECRETARIAT);

        world_set(&complete, applicant(world, number));
        world_set(&complete, "outcome=complete");
        ok = forum_act(story, &complete, error);
        buffer_format(&list, "%s\"un.applicant-%u\"", number > 1 ? "," : "", number);
    }
    ok = ok && forum_done(story, FORUM_SECRETARIAT, "find the applications complete", error);
    stage_at(&story->stage, 16, 9);
    world_set(&act, world_text(world, "%s]", buffer_string(&list)));
    buffer_free(&list);
    return ok && forum_act(story, &act, error) &&
           forum_done(story, FORUM_SECRETARIAT, "circulate them; fourteen days of silence begin",
                      error);
}

static bool object(struct forum_story *story, struct digest *objections, struct error *error)
{
    struct world *world = story->stage.world;
    bool ok = true;

    stage_at(&story->stage, 18, 9);
    for (unsigned number = 1, i = 0; ok && number <= FORUM_APPLICANTS; number++) {
        struct world_act act =
            forum_act_of("accreditation-objection", world_text(world, "un.delegation-x%c.o1",
                                                               'a' + (int)(i % FORUM_DELEGATIONS)));

        if (!is_objected(number))
            continue;
        world_set(&act, applicant(world, number));
        if (i % 4)
            world_set(&act, stage_text(&story->stage, "reasons", forum_reasons[i % FORUM_REASONS]));
        ok = stage_add(&story->stage, &act, &objections[i++], error);
    }
    return ok && forum_done(story, "six delegations", "object, some without reasons", error);
}

static bool reply(struct forum_story *story, const struct digest *objections, struct error *error)
{
    bool ok = true;

    stage_at(&story->stage, 20, 9);
    for (unsigned i = 0; ok && i < FORUM_APPLICANTS / 3; i++) {
        struct world_act act = forum_act_of("reply", FORUM_SECRETARIAT);
        char hash[DIGEST_TEXT];

        if (i % 3 == 0)
            continue;
        world_set(&act, world_text(story->stage.world, "objection=\"%s\"",
                                   digest_write(objections[i], hash)));
        world_set(&act, stage_time(&story->stage, "received", 0));
        world_set(&act, stage_text(&story->stage, "text", forum_answers[i % FORUM_ANSWERS]));
        ok = forum_act(story, &act, error);
    }
    return ok && forum_done(story, FORUM_SECRETARIAT,
                            "sign in the replies; the others' time passes", error);
}

static struct world_act decision_act(struct forum_story *story, unsigned number, bool approve,
                                     bool appeal)
{
    struct world_act act = {
        .type = "accreditation-decision",
        .signers = {appeal ? FORUM_OTHER_CHAIR : FORUM_CHAIR, appeal ? FORUM_OTHER : FORUM_MEMBER},
    };
    const char *reasons = appeal    ? (approve ? forum_prose_reversed : forum_prose_upheld)
                          : approve ? forum_prose_approve
                                    : forum_prose_refuse;

    world_set(&act, applicant(story->stage.world, number));
    world_set(&act, approve ? "decision=approve" : "decision=refuse");
    world_set(&act, stage_text(&story->stage, "reasons", reasons));
    world_set(&act, world_text(story->stage.world, "with=[\"%s\"]", act.signers[1]));
    return act;
}

static bool decide_objections(struct forum_story *story, struct error *error)
{
    struct world_act late = forum_act_of("accreditation-objection", "un.delegation-xa.o1");
    bool ok;

    stage_at(&story->stage, 30, 12);
    world_set(&late, "applicant=un.applicant-1");
    ok =
        forum_attempt(story, &late, "objects after the silence has ended", FINDING_TOO_LATE, error);
    stage_at(&story->stage, 31, 9);
    for (unsigned number = 1; ok && number <= FORUM_APPLICANTS; number++) {
        struct world_act act;

        if (!is_objected(number))
            continue;
        act = decision_act(story, number, !is_refused(number), false);
        ok = forum_act(story, &act, error);
    }
    return ok && forum_done(story, FORUM_CHAIR ", " FORUM_MEMBER,
                            "decide on the applications that were objected to", error);
}

/* Two of the refused appeal; the second succeeds. One of the approved withdraws. */
static bool appeal(struct forum_story *story, struct error *error)
{
    static const unsigned numbers[] = {15, 30};
    struct world *world = story->stage.world;
    struct world_act leave = forum_act_of("application-withdrawal", FORUM_SECRETARIAT);
    bool ok = true;

    stage_at(&story->stage, 35, 9);
    for (size_t i = 0; ok && i < 2; i++) {
        struct world_act act = forum_act_of("accreditation-appeal", FORUM_SECRETARIAT);

        world_set(&act, applicant(world, numbers[i]));
        world_set(&act, stage_time(&story->stage, "received", 0));
        world_set(&act, stage_text(&story->stage, "grounds", forum_prose_grounds));
        ok = forum_act(story, &act, error);
    }
    if (!ok || !forum_done(story, FORUM_SECRETARIAT, "sign in appeals", error))
        return false;
    stage_at(&story->stage, 36, 9);
    for (size_t i = 0; ok && i < 2; i++) {
        struct world_act act = decision_act(story, numbers[i], i == 1, true);

        ok = forum_act(story, &act, error);
    }
    if (!ok || !forum_done(story, FORUM_OTHER_CHAIR ", " FORUM_OTHER,
                           "decide on the appeals; neither decided before", error))
        return false;
    world_set(&leave, applicant(world, 1));
    world_set(&leave, stage_time(&story->stage, "received", 0));
    return forum_act(story, &leave, error) &&
           forum_done(story, FORUM_SECRETARIAT, "sign in a withdrawal; it is no longer named",
                      error);
}

/* One for each zone, then a second; of those to whom nobody objected. */
static bool represent(struct forum_story *story, struct error *error)
{
    struct world *world = story->stage.world;
    bool ok = true;

    stage_at(&story->stage, 37, 9);
    for (unsigned i = 0, number = 2; ok && i < FORUM_ZONES; number++) {
        struct world_act act = forum_act_of("representative", FORUM_SECRETARIAT);

        if (is_objected(number))
            continue;
        world_set(&act, applicant(world, number));
        world_set(&act, world_text(world, "representative=un.applicant-%u.r1", number));
        world_set(&act, world_text(world, "zone=%s", forum_zones[i].zone));
        world_set(&act, i % 2 ? "languages=[\"en\",\"fr\"]" : "languages=[\"en\",\"es\"]");
        world_set(&act, i % 3 ? "attends=remote" : "attends=in-person");
        if (i % 5) /* the others appear under their organisation alone */
            world_set(&act, stage_text(&story->stage, "name", forum_person(world, i)));
        ok = forum_act(story, &act, error);
        i++;
    }
    return ok && forum_done(story, FORUM_SECRETARIAT, "register representatives", error);
}

bool forum_apply_all(struct forum_story *story, struct error *error)
{
    return take_applications(story, error) && circulate(story, error);
}

bool forum_decide_all(struct forum_story *story, struct error *error)
{
    struct digest objections[FORUM_APPLICANTS / 3];

    return object(story, objections, error) && reply(story, objections, error) &&
           decide_objections(story, error) && appeal(story, error) && represent(story, error);
}
