#include "register/register.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"

struct fold {
    const struct register_terms *terms;
    struct state_register *out;
    struct findings *findings;
    const struct filed *filed;
    char where[80];
};

/* The last of the later floors that has begun: -1 for the first one. */
static int last_begun(const struct register_terms *terms, instant at)
{
    int last = (int)terms->later_count - 1;

    while (last >= 0 && terms->later[last].from > at)
        last--;
    return last;
}

int64_t register_delay(const struct register_terms *terms, instant at)
{
    int last = last_begun(terms, at);

    return last < 0 ? terms->delay : terms->later[last].delay;
}

int64_t register_skew(const struct register_terms *terms, instant at)
{
    int last = last_begun(terms, at);

    return last < 0 ? terms->skew : terms->later[last].skew;
}

static bool refuse(struct fold *fold, enum finding_code code, struct slice value)
{
    struct finding *finding = findings_add(fold->findings, code, fold->where);

    finding->value = (struct value){.kind = VALUE_TEXT, .text = value};
    return false;
}

const struct office *register_office(const struct state_register *state_register, struct slice name)
{
    for (size_t i = 0; i < state_register->office_count; i++)
        if (slice_equal(state_register->offices[i].name, name))
            return &state_register->offices[i];
    return NULL;
}

const struct official *register_official(const struct state_register *state_register,
                                         struct slice name)
{
    for (size_t i = 0; i < state_register->official_count; i++)
        if (slice_equal(state_register->officials[i].name, name))
            return &state_register->officials[i];
    return NULL;
}

bool register_in_office(const struct official *official, instant when)
{
    return official->from <= when && when < official->until && when < official->ended;
}

const struct recipient *register_recipient(const struct state_register *state_register,
                                           struct slice name)
{
    for (size_t i = 0; i < state_register->recipient_count; i++)
        if (slice_equal(state_register->recipients[i].name, name))
            return &state_register->recipients[i];
    return NULL;
}

const struct signing_page *register_page(const struct state_register *state_register,
                                         struct slice name)
{
    for (size_t i = 0; i < state_register->page_count; i++)
        if (slice_equal(state_register->pages[i].name, name))
            return &state_register->pages[i];
    return NULL;
}

/* Number of the root "xa.root-N" of this State, from 0, or -1. */
static int root_number(const struct register_terms *terms, struct slice name)
{
    char text[16];

    for (int i = 0; i < ROOT_COUNT; i++) {
        snprintf(text, sizeof text, "%c%c.root-%d", terms->state[0] - 'A' + 'a',
                 terms->state[1] - 'A' + 'a', i + 1);
        if (slice_is(name, text))
            return i;
    }
    return -1;
}

bool register_roots_signed(const struct register_terms *terms, const struct filed *filed)
{
    unsigned signed_by = 0, signers = 0;

    for (size_t i = 0; i < filed->statement.signer_count; i++) {
        int root = root_number(terms, filed->statement.signers[i]);

        if (root < 0 || !signature_by_ssh(&filed->signatures[i], &terms->roots[root]))
            return false;
        signed_by |= 1u << root;
    }
    for (; signed_by; signed_by &= signed_by - 1)
        signers++;
    return signers >= 2;
}

/* An act of a register, and of this one: the same small ledger also holds the State's rules. */
static bool is_of_register(const struct fold *fold)
{
    const struct statement *statement = &fold->filed->statement;

    return statement->number < REGISTER_ACTS &&
           statement->act == &register_acts.acts[statement->number] &&
           slice_equal(slice_part(statement->chain, 0, 2), slice_text(fold->terms->state));
}

/* Roots, State and times: what every act of the register must satisfy. A revocation counts however
 * late it is logged: an operator who holds one back must not be able to undo it. */
static bool is_authentic(struct fold *fold)
{
    const struct statement *statement = &fold->filed->statement;
    int64_t off = statement->at - fold->filed->entered;
    int64_t skew = register_skew(fold->terms, fold->filed->entered);
    struct finding *finding;

    if (!is_of_register(fold))
        return refuse(fold, FINDING_CHAIN_BROKEN, statement->chain);
    if (strcmp(statement->state, fold->terms->state) != 0)
        return refuse(fold, FINDING_SIGNER_STATE, statement->by);
    if (!register_roots_signed(fold->terms, fold->filed))
        return refuse(fold, FINDING_ROOTS_MISSING, statement->by);
    if (fold->filed->entered == NEVER || !statement_moves(statement) ||
        (off <= skew && -off <= skew))
        return true;
    finding = findings_add(fold->findings, FINDING_TIME_SKEWED, fold->where);
    finding->rule = "signing.skew";
    finding->whose = WHOSE_FLOOR;
    finding->value = (struct value){.kind = VALUE_SECONDS, .number = off < 0 ? -off : off};
    finding->limit = (struct value){.kind = VALUE_HOURS, .number = skew / HOUR};
    return false;
}

/* From when an entry takes effect: at once while the register is founded, later after the delay. */
static instant effective_from(const struct fold *fold)
{
    const struct state_register *out = fold->out;
    const struct filed *filed = fold->filed;
    bool founding =
        out->first_cosigned == NEVER ||
        (filed->cosigned != NEVER && filed->cosigned <= out->first_cosigned &&
         out->first_cosigned <= out->founded + register_delay(fold->terms, out->founded));
    instant legal = filed_legal(filed);

    return founding ? filed->entered : legal + register_delay(fold->terms, legal);
}

static uint32_t roles_of(json_t *body)
{
    json_t *list = json_object_get(body, "roles");
    uint32_t roles = 0;

    for (size_t i = 0; i < json_array_size(list); i++) {
        int role = vocabulary_find(&words_role, json_slice(json_array_get(list, i)));

        if (role >= 0)
            roles |= 1u << role;
    }
    return roles;
}

static struct slice text_of(const struct fold *fold, const char *member)
{
    return json_slice(json_object_get(fold->filed->statement.body, member));
}

/* A name of this State that is not taken yet. */
static bool name_is_free(struct fold *fold, struct slice name)
{
    char state[STATE_TEXT];

    name_state(name, state);
    if (strcmp(state, fold->terms->state) != 0)
        return refuse(fold, FINDING_SIGNER_STATE, name);
    if (root_number(fold->terms, name) >= 0 || register_office(fold->out, name) ||
        register_official(fold->out, name) || register_recipient(fold->out, name) ||
        register_page(fold->out, name))
        return refuse(fold, FINDING_ACT_REPEATED, name);
    return true;
}

static bool add_found(struct fold *fold)
{
    json_t *roots = json_object_get(fold->filed->statement.body, "roots");

    if (fold->out->founded != NEVER)
        return refuse(fold, FINDING_ACT_REPEATED, text_of(fold, "name"));
    for (size_t i = 0; i < ROOT_COUNT; i++) {
        struct error ignored = {0};
        struct ssh_key key;

        if (!ssh_key_parse(json_slice(json_array_get(roots, i)), SSH_LINE_EXACT, &key, &ignored) ||
            !ssh_key_equal(&key, &fold->terms->roots[i]))
            return refuse(fold, FINDING_ROOTS_MISSING, json_slice(json_array_get(roots, i)));
    }
    fold->out->title = text_of(fold, "name");
    fold->out->founded = fold->filed->entered;
    fold->out->first_cosigned = fold->filed->cosigned;
    return true;
}

static bool add_office(struct fold *fold)
{
    struct state_register *out = fold->out;
    struct slice name = text_of(fold, "office");
    uint32_t roles = roles_of(fold->filed->statement.body);

    if (!name_is_free(fold, name))
        return false;
    if (roles & 1u << ROLE_ROOT)
        return refuse(fold, FINDING_SIGNER_ROLE, name);
    out->offices = memory_grow(out->offices, out->office_count + 1, sizeof *out->offices);
    out->offices[out->office_count++] = (struct office){.name = name, .roles = roles};
    return true;
}

/* A key belongs to one person for ever, and is no root's. */
static bool key_is_free(struct fold *fold, const struct signing_key *key, struct slice person)
{
    for (size_t i = 0; i < ROOT_COUNT; i++) {
        struct signing_key root = {.kind = SIGNING_SSH, .ssh = fold->terms->roots[i]};

        if (signing_key_same(key, &root))
            return refuse(fold, FINDING_KEY_SHARED, person);
    }
    for (size_t i = 0; i < fold->out->official_count; i++) {
        const struct official *official = &fold->out->officials[i];

        if (signing_key_same(&official->key, key) && !slice_equal(official->person, person))
            return refuse(fold, FINDING_KEY_SHARED, official->name);
    }
    return true;
}

static bool add_appointment(struct fold *fold)
{
    struct state_register *out = fold->out;
    struct error ignored = {0};
    struct official official = {
        .name = text_of(fold, "official"),
        .person = text_of(fold, "person"),
        .roles = roles_of(fold->filed->statement.body),
        .from = effective_from(fold),
        .until = FOREVER,
        .ended = FOREVER,
    };
    const struct office *office;

    official.office = name_office(official.name);
    office = register_office(out, official.office);
    if (!office ||
        !signing_key_parse(text_of(fold, "key"), SSH_LINE_EXACT, &official.key, &ignored))
        return refuse(fold, FINDING_SIGNER_UNKNOWN, official.office);
    if (!name_is_free(fold, official.name) || !key_is_free(fold, &official.key, official.person))
        return false;
    if (official.roles & ~office->roles)
        return refuse(fold, FINDING_SIGNER_ROLE, official.name);
    out->officials = memory_grow(out->officials, out->official_count + 1, sizeof *out->officials);
    out->officials[out->official_count++] = official;
    return true;
}

/* A key belongs to one office: what the filter opens, no other office does. */
static bool age_key_is_free(struct fold *fold, const struct recipient *recipient)
{
    for (size_t i = 0; i < fold->out->recipient_count; i++) {
        const struct recipient *other = &fold->out->recipients[i];

        if (age_recipient_equal(&other->key, &recipient->key) &&
            !slice_equal(other->office, recipient->office))
            return refuse(fold, FINDING_KEY_SHARED, other->name);
    }
    return true;
}

static bool add_recipient(struct fold *fold)
{
    struct state_register *out = fold->out;
    struct error ignored = {0};
    struct recipient recipient = {
        .name = text_of(fold, "recipient"),
        .from = effective_from(fold),
        .until = FOREVER,
    };

    recipient.office = name_office(recipient.name);
    if (!register_office(out, recipient.office) ||
        !age_recipient_parse(text_of(fold, "age"), &recipient.key, &ignored))
        return refuse(fold, FINDING_SIGNER_UNKNOWN, recipient.office);
    if (!name_is_free(fold, recipient.name) || !age_key_is_free(fold, &recipient))
        return false;
    out->recipients =
        memory_grow(out->recipients, out->recipient_count + 1, sizeof *out->recipients);
    out->recipients[out->recipient_count++] = recipient;
    return true;
}

static bool add_signing_origin(struct fold *fold)
{
    struct state_register *out = fold->out;
    struct signing_page page = {
        .name = text_of(fold, "page"),
        .origin = text_of(fold, "origin"),
        .rp = text_of(fold, "rp"),
        .from = effective_from(fold),
        .until = FOREVER,
        .ended = FOREVER,
    };

    if (!name_is_free(fold, page.name))
        return false;
    if (!origin_has_rp(page.origin, page.rp))
        return refuse(fold, FINDING_SIGNING_RP, page.rp);
    out->pages = memory_grow(out->pages, out->page_count + 1, sizeof *out->pages);
    out->pages[out->page_count++] = page;
    return true;
}

/* A revocation counts from the earlier of its `at` and its entry, however late it is seen. */
static bool add_revocation(struct fold *fold)
{
    struct slice subject = text_of(fold, "subject");
    instant from = filed_earliest(fold->filed);
    bool logged = fold->filed->entered != NEVER, known = false;

    for (size_t i = 0; i < fold->out->official_count; i++) {
        struct official *official = &fold->out->officials[i];

        if (!slice_equal(official->name, subject))
            continue;
        known = true;
        if (from < official->until)
            official->until = from;
        if (logged && filed_legal(fold->filed) < official->ended)
            official->ended = filed_legal(fold->filed);
    }
    for (size_t i = 0; i < fold->out->recipient_count; i++) {
        struct recipient *recipient = &fold->out->recipients[i];

        if (!slice_equal(recipient->name, subject))
            continue;
        known = true;
        if (from < recipient->until)
            recipient->until = from;
    }
    for (size_t i = 0; i < fold->out->page_count; i++) {
        struct signing_page *page = &fold->out->pages[i];

        if (!slice_equal(page->name, subject))
            continue;
        known = true;
        if (from < page->until)
            page->until = from;
        if (logged && filed_legal(fold->filed) < page->ended)
            page->ended = filed_legal(fold->filed);
    }
    return known || refuse(fold, FINDING_SIGNER_UNKNOWN, subject);
}

static bool (*const apply[REGISTER_ACTS])(struct fold *) = {
    [REGISTER_FOUND] = add_found,
    [REGISTER_OFFICE] = add_office,
    [REGISTER_APPOINTMENT] = add_appointment,
    [REGISTER_RECIPIENT] = add_recipient,
    [REGISTER_REVOCATION] = add_revocation,
    [REGISTER_SIGNING_ORIGIN] = add_signing_origin,
};

static bool follows_head(struct fold *fold)
{
    const struct statement *statement = &fold->filed->statement;

    if (!digest_is_zero(statement->seen))
        return refuse(fold, FINDING_SEEN_UNKNOWN, statement->by);
    if (!statement_moves(statement))
        return true;
    if (statement->seq == fold->out->seq + 1 && digest_equal(statement->prev, fold->out->head))
        return fold->filed->entered != NEVER || refuse(fold, FINDING_NOT_LOGGED, statement->by);
    return refuse(fold, FINDING_CHAIN_BROKEN, statement->by);
}

static void fold_one(struct fold *fold, const struct filed *filed)
{
    const struct statement *statement = &filed->statement;

    fold->filed = filed;
    statement_label(statement, fold->where);
    if (!is_authentic(fold) || !follows_head(fold))
        return;
    if (fold->out->founded == NEVER && statement->number != REGISTER_FOUND) {
        refuse(fold, FINDING_ROOTS_MISSING, statement->by);
        return;
    }
    if (!apply[statement->number](fold) || !statement_moves(statement))
        return;
    fold->out->seq = statement->seq;
    fold->out->head = statement->hash;
}

void register_fold(const struct register_terms *terms, const struct filed *filed, size_t count,
                   struct state_register *out, struct findings *findings)
{
    struct fold fold = {.terms = terms, .out = out, .findings = findings};

    *out = (struct state_register){.founded = NEVER, .first_cosigned = NEVER};
    memcpy(out->state, terms->state, STATE_TEXT);
    for (size_t i = 0; i < count; i++)
        fold_one(&fold, &filed[i]);
}

void register_check(const struct register_terms *terms, const struct filed *before, size_t count,
                    const struct filed *next, struct findings *findings)
{
    struct findings earlier = {0};
    struct state_register folded;
    struct fold fold = {.terms = terms, .out = &folded, .findings = findings};

    register_fold(terms, before, count, &folded, &earlier);
    fold_one(&fold, next);
    register_free(&folded);
}

void register_free(struct state_register *state_register)
{
    free(state_register->offices);
    free(state_register->officials);
    free(state_register->recipients);
    free(state_register->pages);
    *state_register = (struct state_register){0};
}
