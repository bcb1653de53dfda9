#include "cli/demo/story.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "cli/demo/ending.h"
#include "cli/demo/prose.h"
#include "cli/signers.h"
#include "node/attachment.h"

enum { ASKED_DAYS = 20, GRANTED_DAYS = 14, WIDER_DAYS = 14, SINCE_DAYS = 90 };

/* ---- telling ---- */

static void tell(struct story *story, const char *who, const char *what, const char *answer)
{
    struct story_step step = {who, what, answer, NULL};

    story->tell(story->context, &step);
}

/* What the core refuses against the story's plan ends it, with every reason. */
static bool broken(struct story *story, const char *who, const char *what,
                   const struct error *error)
{
    struct story_step step = {who, what, "refused", story->world->findings};

    if (error->code == ERROR_STATEMENT_REFUSED || error->code == ERROR_WRIT_REFUSED)
        story->tell(story->context, &step);
    return false;
}

static bool submit(struct story *story, const struct world_act *act, const char *what,
                   struct error *error)
{
    const char *who = act->signers[0];

    if (act->signers[1])
        who = world_text(story->world, "%s, %s", act->signers[0], act->signers[1]);
    if (!world_submit(story->world, act, error))
        return broken(story, who, what, error);
    if (what)
        tell(story, who, what, "accepted");
    return true;
}

/* An attempt that has to be refused for this reason. */
static bool attempt(struct story *story, const struct world_act *act, const char *what,
                    enum finding_code reason, struct error *error)
{
    struct story_step step = {act->signers[0], what, "refused", story->world->findings};

    if (world_submit(story->world, act, error))
        return error_set(error, ERROR_SYSTEM, "%s was accepted", what);
    if (error->code != ERROR_STATEMENT_REFUSED || !findings_have(story->world->findings, reason))
        return broken(story, act->signers[0], what, error);
    story->tell(story->context, &step);
    *error = (struct error){0};
    return true;
}

static bool carry(struct story *story, int from, int to, const char *chain, const char *what,
                  struct error *error)
{
    struct import_report *report = memory_take(sizeof *report);
    const char *who =
        world_text(story->world, "%s to %s", cast_states[from].state, cast_states[to].state);
    bool ok = world_carry(story->world, from, to, chain, report, error);

    if (!ok)
        broken(story, who, what, error);
    else if (what)
        tell(story, who, what,
             world_text(story->world, "imported, %zu new, %zu cosignature%s", report->statements,
                        report->cosignatures, report->cosignatures == 1 ? "" : "s"));
    free(report);
    return ok;
}

/* ---- registers ---- */

static const char *quoted_key(struct world *world, const char *name, struct error *error)
{
    const char *key = world_key(world, name, error);

    return key ? world_text(world, "\"%s\"", key) : NULL;
}

/* An act of the register: two roots sign. */
static struct world_act root_act(struct world *world, int state, const char *type)
{
    const char *lower = cast_states[state].lower;
    struct world_act act = {
        .state = state,
        .type = type,
        .signers = {world_text(world, "%s.root-1", lower), world_text(world, "%s.root-2", lower)},
    };

    world_set(&act, world_text(world, "with=[\"%s.root-2\"]", lower));
    return act;
}

static bool found(struct story *story, int state, struct error *error)
{
    struct world *world = story->world;
    struct world_act act = root_act(world, state, "found");
    const char *keys[ROOT_COUNT];

    for (int i = 0; i < ROOT_COUNT; i++) {
        keys[i] = quoted_key(
            world, world_text(world, "%s.root-%d", cast_states[state].lower, i + 1), error);
        if (!keys[i])
            return false;
    }
    world_set(&act, world_text(world, "name=%s", cast_states[state].title));
    world_set(&act, world_text(world, "roots=[%s,%s,%s]", keys[0], keys[1], keys[2]));
    return submit(story, &act,
                  world_text(world, "found the register of %s", cast_states[state].title), error);
}

static bool enter_offices(struct story *story, int state, struct error *error)
{
    const struct cast_state *cast = &cast_states[state];
    struct world *world = story->world;

    for (size_t i = 0; i < cast->office_count; i++) {
        struct world_act act = root_act(world, state, "office");

        world_set(&act, world_text(world, "office=%s", cast->offices[i].name));
        world_set(&act, world_text(world, "roles=%s", cast->offices[i].roles));
        if (!submit(story, &act, NULL, error))
            return false;
    }
    tell(story, world_text(world, "%s.root-1, %s.root-2", cast->lower, cast->lower),
         world_text(world, "enter %zu offices", cast->office_count), "accepted");
    return true;
}

static bool appoint(struct story *story, int state, struct error *error)
{
    const struct cast_state *cast = &cast_states[state];
    struct world *world = story->world;

    for (size_t i = 0; i < cast->person_count; i++) {
        struct world_act act = root_act(world, state, "appointment");
        const char *key = quoted_key(world, cast->people[i].name, error);

        if (!key)
            return false;
        world_set(&act, world_text(world, "official=%s", cast->people[i].name));
        world_set(&act, world_text(world, "person=%s", cast->people[i].person));
        world_set(&act, world_text(world, "roles=%s", cast->people[i].roles));
        world_set(&act, world_text(world, "key=%s", key));
        if (!submit(story, &act, NULL, error))
            return false;
    }
    tell(story, world_text(world, "%s.root-1, %s.root-2", cast->lower, cast->lower),
         world_text(world, "appoint %zu officials", cast->person_count), "accepted");
    return true;
}

static bool enter_recipient(struct story *story, int state, struct error *error)
{
    const struct cast_recipient *recipient = &cast_states[state].recipient;
    struct world *world = story->world;
    struct world_act act = root_act(world, state, "recipient");
    struct buffer age = {0};
    bool ok = files_read(world_path(world, "keys/%s.pub", recipient->identity), 256, &age, error);

    world_set(&act, world_text(world, "recipient=%s", recipient->name));
    world_set(&act, world_text(world, "age=%s", buffer_string(&age)));
    buffer_free(&age);
    return ok &&
           submit(story, &act, world_text(world, "enter the age key %s", recipient->name), error);
}

/* The roots make a text law; `whose` offences. */
static bool adopt(struct story *story, int state, const char *type, const char *whose,
                  const char *path, struct error *error)
{
    struct world *world = story->world;
    struct world_act act = root_act(world, state, type);
    struct buffer text = {0};
    char hash[DIGEST_TEXT];
    bool ok = files_read(path, LINES_BYTES, &text, error);

    world_set(&act,
              world_text(world, "%s=%s", type, digest_write(sha256_of(buffer_slice(&text)), hash)));
    buffer_free(&text);
    if (whose)
        world_set(&act, world_text(world, "register=%s", whose));
    return ok && submit(story, &act, NULL, error);
}

static bool adopt_law(struct story *story, int state, struct error *error)
{
    const struct cast_state *cast = &cast_states[state];
    struct world *world = story->world;
    const char *roots = world_text(world, "%s.root-1, %s.root-2", cast->lower, cast->lower);

    if (!adopt(story, state, "rulebook", NULL, world_path(world, "rules/%s.rules", cast->law),
               error) ||
        !adopt(story, state, "offences", cast->state,
               world_path(world, "law/%s.offences", cast->law), error) ||
        !adopt(story, state, "offences", "treaty", world_path(world, "law/budapest.offences"),
               error))
        return false;
    tell(story, roots,
         world_text(world, "adopt the rulebook and the offences of %s, and the treaty's",
                    cast->title),
         "accepted");
    return true;
}

static bool make_registers(struct story *story, struct error *error)
{
    for (int state = 0; state < CAST_STATES; state++)
        if (!found(story, state, error) || !enter_offices(story, state, error) ||
            !appoint(story, state, error) || !enter_recipient(story, state, error) ||
            !adopt_law(story, state, error))
            return false;
    return carry(story, CAST_XA, CAST_XB, NULL, "register, checked and cosigned", error) &&
           carry(story, CAST_XB, CAST_XA, NULL, "register, checked and cosigned", error) &&
           carry(story, CAST_XA, CAST_XB, NULL, "cosignatures", error);
}

/* ---- the matter ---- */

static bool add_prose(struct story *story, struct world_act *act, const struct prose *prose,
                      struct error *error)
{
    for (; prose->member; prose++) {
        const char *set =
            world_attach(story->world, prose->member, prose->name, slice_text(prose->text), error);

        if (!set)
            return false;
        world_set(act, set);
    }
    return true;
}

static const char *time_set(struct world *world, const char *member, instant at)
{
    char text[INSTANT_TEXT];

    return world_text(world, "%s=%s", member, instant_format(at, text));
}

/* Of the data: from `from` to `to`; the order may be executed for so many days. */
static void set_scope(struct world *world, struct world_act *act, instant from, instant to,
                      int days)
{
    world_set(act, "scope.measure=content");
    world_set(act, "scope.provider=" CAST_PROVIDER);
    world_set(act, world_text(world, "scope.accounts=[\"%s\"]", world->plan.account));
    world_set(act, "scope.categories=[\"content\"]");
    world_set(act, time_set(world, "scope.from", from));
    world_set(act, time_set(world, "scope.to", to));
    world_set(act, time_set(world, "scope.until", world_now(world) + (int64_t)days * DAY));
}

/* Wider than is needed, but no further than today: what is stored does not reach into the future. */
static instant wider(const struct world *world)
{
    instant now = world_now(world), to = world->plan.to + (int64_t)WIDER_DAYS * DAY;

    if (to > now)
        to = now;
    return to > world->plan.to ? to : world->plan.to;
}

/* What an application is about, besides its dates. */
struct plea {
    const char *what; /* told of it */
    const char *case_name, *person;
    const char *account; /* NULL: the plan's */
    const char *offence, *mens_rea;
    const struct prose *prose;
};

static const struct plea first = {
    "apply, with facts for and against",
    "XA-C-2041",
    "C-2041-1",
    NULL,
    "{\"register\":\"XA\",\"id\":\"computer-fraud\",\"reference\":"
    "\"Computer Crimes Act s. 18\",\"class\":\"fraud\",\"max_penalty_months\":120}",
    "dishonest-or-harmful-intent",
    prose_application,
};

static const struct plea second = {
    "apply in another matter, for more than seems needed",
    "XA-C-2058",
    "C-2058-1",
    "lea@mailhaus.example",
    "{\"register\":\"XA\",\"id\":\"hindering-a-system\",\"reference\":"
    "\"Computer Crimes Act s. 11\",\"class\":\"system-interference\",\"max_penalty_months\":84}",
    "dishonest-or-harmful-intent",
    prose_second,
};

static bool apply(struct story *story, const struct plea *plea, struct error *error)
{
    struct world *world = story->world;
    const char *account = plea->account ? plea->account : world->plan.account;
    struct world_act act = {
        .state = CAST_XA,
        .type = "application",
        .chain = "new",
        .signers = {CAST_INVESTIGATOR, CAST_PROSECUTOR},
    };

    world_set(&act, "with=[\"" CAST_PROSECUTOR "\"]");
    world_set(&act, world_text(world, "case=%s", plea->case_name));
    set_scope(world, &act, world->plan.from, wider(world), ASKED_DAYS);
    world_set(&act, world_text(world, "scope.accounts=[\"%s\"]", account));
    world_set(&act, world_text(world, "offence=%s", plea->offence));
    world_set(&act, time_set(world, "conduct.on", world_now(world) - (int64_t)SINCE_DAYS * DAY));
    world_set(&act, world_text(world, "conduct.mens_rea=%s", plea->mens_rea));
    world_set(&act, "targets.0.role=suspect");
    world_set(&act, world_text(world, "targets.0.person=%s", plea->person));
    world_set(&act, world_text(world, "targets.0.accounts=[\"%s\"]", account));
    world_set(&act, "protected_activity=no-indication");
    return add_prose(story, &act, plea->prose, error) && submit(story, &act, plea->what, error);
}

static bool request(struct story *story, instant to, const char *what, enum finding_code refusal,
                    struct error *error)
{
    struct world *world = story->world;
    struct world_act act = {
        .state = CAST_XA, .type = "request", .chain = "", .signers = {CAST_XA_AUTHORITY}};

    set_scope(world, &act, world->plan.from, to, refusal == FINDING_COUNT ? GRANTED_DAYS - 1 : 1);
    world_set(&act, "purpose=prosecution of the fraud in case XA-C-2041");
    return refusal == FINDING_COUNT ? submit(story, &act, what, error)
                                    : attempt(story, &act, what, refusal, error);
}

/* The judge decides in words of the court; with `copied`, in those of the application. */
static bool authorise(struct story *story, bool copied, struct error *error)
{
    struct world *world = story->world;
    struct world_act act = {
        .state = CAST_XA, .type = "authorisation", .chain = "", .signers = {CAST_XA_JUDGE}};

    world_set(&act, "decision=narrow");
    set_scope(world, &act, world->plan.from, world->plan.to, GRANTED_DAYS);
    world_set(&act, "exclusions=no-indication");
    if (!add_prose(story, &act, copied ? prose_copied : prose_authorisation, error))
        return false;
    return copied ? attempt(story, &act, "try to authorise in the application's words",
                            FINDING_REASONS_COPIED, error)
                  : submit(story, &act, "authorise, narrower than was asked", error);
}

static bool ask(struct story *story, struct error *error)
{
    instant to = story->world->plan.to;

    return apply(story, &first, error) &&
           request(story, to, "try to request without a judge", FINDING_NO_JUDGE, error) &&
           authorise(story, true, error) && authorise(story, false, error) &&
           request(story, to + (int64_t)WIDER_DAYS * DAY, "try to request the wider dates",
                   FINDING_SCOPE_WIDENED, error) &&
           request(story, to, "request assistance from Belmora", FINDING_COUNT, error) &&
           carry(story, CAST_XA, CAST_XB, story->world->chain,
                 "the request, checked under XB's pins and rules", error);
}

static bool receive(struct story *story, struct error *error)
{
    struct world_act act = {
        .state = CAST_XB, .type = "receipt", .chain = "", .signers = {CAST_XB_AUTHORITY}};

    return submit(story, &act, "acknowledge the request", error);
}

static bool compare(struct story *story, struct error *error)
{
    struct world_act act = {
        .state = CAST_XB, .type = "dual-criminality", .chain = "", .signers = {CAST_XB_AUTHORITY}};

    world_set(&act, "verdict=yes");
    world_set(&act, "offence={\"register\":\"XB\",\"id\":\"computer-fraud\",\"reference\":"
                    "\"Penal Code art. 306\",\"class\":\"fraud\",\"max_penalty_months\":60}");
    return add_prose(story, &act, prose_comparison, error) &&
           submit(story, &act, "find the conduct a crime here too", error);
}

static void set_words(struct world *world, struct world_act *act, const char *member,
                      const struct vocabulary *words)
{
    struct buffer list = {0};

    for (unsigned i = 0; i < words->count; i++)
        buffer_format(&list, "%s\"%s\"", i ? "," : "", words->words[i]);
    world_set(act, world_text(world, "%s=[%s]", member, buffer_string(&list)));
    buffer_free(&list);
}

static bool assess(struct story *story, struct error *error)
{
    struct world *world = story->world;
    struct world_act act = {
        .state = CAST_XB, .type = "rights-assessment", .chain = "", .signers = {CAST_REVIEWER}};
    struct buffer answers = {0};
    const char *set;

    prose_answers(&answers);
    set = world_attach(world, "answers", "assessment-answers", buffer_slice(&answers), error);
    buffer_free(&answers);
    world_set(&act, "outcome=clear");
    set_words(world, &act, "covered", &words_ground);
    world_set(&act, set);
    return set && submit(story, &act, "assess every ground of refusal", error);
}

static bool approve(struct story *story, struct error *error)
{
    struct world *world = story->world;
    struct world_act act = {
        .state = CAST_XB,
        .type = "approval",
        .chain = "",
        .signers = {CAST_XB_JUDGE},
        .list = world->plan.list,
    };

    world_set(&act, "decision=approve");
    world_set(&act, world_text(world, "recipients=[\"%s\"]", cast_states[CAST_XA].recipient.name));
    world_set(&act, world_text(world, "filter=[\"%s\"]", cast_states[CAST_XB].recipient.name));
    set_words(world, &act, "privileged", &words_privilege);
    return add_prose(story, &act, prose_approval, error) &&
           submit(story, &act, "approve: provider, account, recipients, list", error);
}

/* Before the court has approved there is no writ (M2). */
static bool try_writ(struct story *story, struct error *error)
{
    struct world *world = story->world;
    struct story_step step = {"XB", "try to build a writ without approval", "refused",
                              world->findings};
    struct buffer writ = {0};
    bool built;

    world_clock(world);
    world->findings->count = 0;
    built = node_writ(&world->nodes[CAST_XB], slice_text(world->chain), &writ, world->findings,
                      &world->arena, error);
    buffer_free(&writ);
    if (built || error->code != ERROR_WRIT_REFUSED ||
        !findings_have(world->findings, FINDING_NO_APPROVAL))
        return built ? error_set(error, ERROR_SYSTEM, "a writ without approval was built") : false;
    story->tell(story->context, &step);
    *error = (struct error){0};
    return true;
}

static bool sign_statuses(struct story *story, struct error *error)
{
    struct world *world = story->world;

    if (!carry(story, CAST_XB, CAST_XA, world->chain, "receipt, comparison, assessment, approval",
               error) ||
        !world_status(world, CAST_XA, CAST_XA_CLERK, error))
        return false;
    tell(story, CAST_XA_CLERK, "sign XA's status from the court's record", "accepted");
    if (!carry(story, CAST_XA, CAST_XB, world->chain, "status, cosignatures", error) ||
        !world_status(world, CAST_XB, CAST_XB_CLERK, error))
        return false;
    tell(story, CAST_XB_CLERK, "sign XB's status from the court's record", "accepted");
    return true;
}

static bool build_writ(struct story *story, struct error *error)
{
    struct world *world = story->world;
    struct buffer writ = {0};
    bool ok;

    world_clock(world);
    world->findings->count = 0;
    ok = node_writ(&world->nodes[CAST_XB], slice_text(world->chain), &writ, world->findings,
                   &world->arena, error) &&
         files_replace(world_path(world, "order.writ"), buffer_slice(&writ), 0600, error);
    if (!ok)
        broken(story, "XB", "build the writ", error);
    else
        tell(story, "XB", "build the writ: order.writ",
             world_text(world, "%zu bytes, verified", writ.size));
    buffer_free(&writ);
    return ok;
}

static bool write_signers(struct world *world, struct error *error)
{
    struct buffer lines = {0};
    bool ok =
        signers_of(&world->nodes[CAST_XA], &lines, error) &&
        files_replace(world_path(world, "keys/allowed_signers"), buffer_slice(&lines), 0644, error);

    buffer_free(&lines);
    return ok;
}

/* A second matter is left where its judge decides; the first one stays the world's. */
static bool apply_again(struct story *story, struct error *error)
{
    char chain[CHAIN_MOST];
    bool ok;

    memcpy(chain, story->world->chain, sizeof chain);
    ok = apply(story, &second, error);
    memcpy(story->world->chain, chain, sizeof chain);
    return ok;
}

bool story_tell(struct story *story, struct error *error)
{
    return world_make_folder(story->world, error) && world_make_keys(story->world, error) &&
           world_make_nodes(story->world, error) && make_registers(story, error) &&
           ask(story, error) && receive(story, error) && compare(story, error) &&
           assess(story, error) && try_writ(story, error) && approve(story, error) &&
           sign_statuses(story, error) && write_signers(story->world, error) &&
           build_writ(story, error) && (!story->another || apply_again(story, error)) &&
           (story->until_writ || ending_tell(story, error));
}
