#include "matter/party.h"

#include "base/json.h"

#define ROLE(name) (1u << ROLE_##name)

/* ---- whose turn ---- */

static bool has_office(const struct turn *turn, struct slice office)
{
    for (size_t i = 0; i < turn->office_count; i++)
        if (slice_equal(turn->offices[i], office))
            return true;
    return false;
}

static void add_office(struct turn *turn, struct slice office)
{
    if (turn->office_count < TURN_OFFICES && !has_office(turn, office))
        turn->offices[turn->office_count++] = office;
}

/* The offices that acted on the same side with a role of this act. */
static void carry_on(const struct matter *matter, struct turn *turn)
{
    enum side side = matter_acts.acts[turn->act].side;

    for (size_t i = 0; i < matter->standing_count; i++) {
        const struct standing *standing = &matter->standing[i];
        const struct act *act = standing->filed->statement.act;
        const struct official *signer = standing->officials[0];

        if (standing->counts && signer && act->side == side &&
            act->by_roles & signer->roles & turn->roles)
            add_office(turn, signer->office);
    }
}

static void lift(const struct matter *matter, int side, struct turn *turn)
{
    for (size_t i = 0; i < matter->standing_count; i++) {
        const struct standing *standing = &matter->standing[i];

        if (standing->filed->statement.number == MATTER_SUSPENSION && standing->counts &&
            strcmp(standing->filed->statement.state, matter->state[side]) == 0 &&
            !matter_is_lifted(matter, standing))
            add_office(turn, standing->officials[0]->office);
    }
}

/* By its own obligation, or by that of the act that rests on it. */
static instant due_of(const struct matter *matter, const struct turn *turn)
{
    instant due = TURN_UNDATED;

    for (size_t i = 0; i < matter->obligation_count; i++) {
        const struct obligation *obligation = &matter->obligations[i];

        if (obligation->act == turn->act)
            return obligation->due;
        if (matter_acts.acts[obligation->act].rests_on >> turn->act & 1 &&
            strcmp(obligation->state, turn->state) == 0 && obligation->due < due)
            due = obligation->due;
    }
    return due;
}

static struct turn turn_of(const struct matter *matter, enum matter_act act, int side)
{
    struct turn turn = {.act = act, .roles = matter_roles(matter, act)};

    memcpy(turn.state, matter->state[side], STATE_TEXT);
    turn.due = due_of(matter, &turn);
    if (act == MATTER_PRODUCTION)
        add_office(&turn, matter->permit.scope.provider);
    else if (act == MATTER_RESUMPTION)
        lift(matter, side, &turn);
    else
        carry_on(matter, &turn);
    return turn;
}

size_t matter_turns(const struct matter *matter, struct turn out[MATTER_TURNS])
{
    uint32_t next = matter_next(matter);
    size_t count = 0;

    for (unsigned act = 0; act < MATTER_ACTS; act++) {
        bool domestic = !matter->exchange;

        for (int side = 0; next >> act & 1 && side < 2; side++) {
            if (!(matter_acts.acts[act].side >> side & 1) || !matter->state[side][0])
                continue;
            out[count] = turn_of(matter, act, side);
            /* What only its office lifts is nobody else's turn; a State alone has it once. */
            if (act != MATTER_RESUMPTION || (out[count].office_count && !(domestic && side)))
                count++;
        }
    }
    return count;
}

bool turn_is_of(const struct turn *turn, const char *state, struct slice office, uint32_t roles)
{
    return strcmp(turn->state, state) == 0 && turn->roles & roles &&
           (turn->office_count == 0 || has_office(turn, office));
}

/* ---- who may see ---- */

static bool is_in_office(const struct official *who, const struct state_register *own, instant now)
{
    return register_official(own, who->name) == who && register_in_office(who, now);
}

static bool is_of(const struct matter *matter, const char *state)
{
    return strcmp(matter->state[0], state) == 0 || strcmp(matter->state[1], state) == 0;
}

static bool has_signed(const struct matter *matter, struct slice office)
{
    for (size_t i = 0; i < matter->standing_count; i++) {
        const struct standing *standing = &matter->standing[i];

        for (size_t s = 0; s < standing->filed->statement.signer_count; s++)
            if (standing->officials[s] && slice_equal(standing->officials[s]->office, office))
                return true;
    }
    return false;
}

static bool has_turn(const struct matter *matter, const char *state, const struct official *who)
{
    uint32_t roles = who->roles & ~(ROLE(INVESTIGATOR) | ROLE(PROVIDER));
    struct turn turns[MATTER_TURNS];
    size_t count = matter_turns(matter, turns);

    for (size_t i = 0; i < count; i++)
        if (turn_is_of(&turns[i], state, who->office, roles))
            return true;
    return false;
}

static bool is_named(const struct matter *matter, const struct official *who)
{
    const struct permit *permit = &matter->permit;

    if (!permit->decision)
        return false;
    if (who->roles & ROLE(PROVIDER) && slice_equal(permit->scope.provider, who->office))
        return true;
    for (size_t i = 0; who->roles & ROLE(FILTER) && i < permit->filter_count; i++)
        if (slice_equal(permit->filter[i]->office, who->office))
            return true;
    return false;
}

enum party matter_party(const struct matter *matter, const struct state_register *own,
                        const struct official *who, instant now)
{
    const uint32_t addressees = ROLE(PROVIDER) | ROLE(FILTER);

    if (!who || !is_of(matter, own->state) || !is_in_office(who, own, now))
        return PARTY_STRANGER;
    if (who->roles & (ROLE(SUPERVISOR) | ROLE(DPA)))
        return PARTY_FILE;
    if (who->roles & ~addressees &&
        (has_signed(matter, who->office) || has_turn(matter, own->state, who)))
        return PARTY_FILE;
    return is_named(matter, who) || (who->roles & addressees && has_signed(matter, who->office))
               ? PARTY_ADDRESSEE
               : PARTY_STRANGER;
}

bool matter_may_read(const struct statement *statement, const struct field *field,
                     const struct official *who)
{
    const uint32_t court = ROLE(JUDGE) | ROLE(CLERK) | ROLE(SUPERVISOR) | ROLE(DPA);
    char state[STATE_TEXT];

    if (statement->number != MATTER_RIGHTS_ASSESSMENT || strcmp(field->name, "answers") != 0)
        return true;
    name_state(who->name, state);
    return strcmp(state, statement->state) == 0 &&
           (who->roles & court ||
            (who->roles & ROLE(REVIEWER) && slice_equal(who->office, name_office(statement->by))));
}
