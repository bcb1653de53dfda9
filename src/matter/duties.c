/* Separation of duties: different duties in a matter need different persons, whatever office or key each
 * acts with (P5, P9). */
#include "base/json.h"
#include "matter/fold.h"

/* What a person has done in a matter. */
static const char *const duty_names[MATTER_ACTS][2] = {
    [MATTER_APPLICATION] = {"applicant", "prosecutor"},
    [MATTER_AUTHORISATION] = {"authorising judge", "authorising judge"},
    [MATTER_REQUEST] = {"sending authority", NULL},
    [MATTER_RECEIPT] = {"receiving authority", NULL},
    [MATTER_DUAL_CRIMINALITY] = {"approving judge", NULL}, /* or the receiving authority: duty_of */
    [MATTER_RIGHTS_ASSESSMENT] = {"reviewer", NULL},
    [MATTER_APPROVAL] = {"approving judge", "approving judge"},
    [MATTER_PRODUCTION] = {"provider", NULL},
};

/* A comparison is part of receiving the request or of deciding on it, by whoever makes it. */
static const char *duty_of(const struct standing *standing, size_t signer)
{
    if (standing->filed->statement.number == MATTER_DUAL_CRIMINALITY &&
        standing->officials[signer]->roles & 1u << ROLE_CENTRAL_AUTHORITY)
        return duty_names[MATTER_RECEIPT][0];
    return duty_names[standing->filed->statement.number][signer > 0];
}

/* One person, as the registers have it, or by one key that two registers know. */
static bool is_same_person(const struct official *a, const struct official *b)
{
    return slice_equal(a->person, b->person) || signing_key_same(&a->key, &b->key);
}

static bool is_member(const struct fold *fold, struct slice office, const struct official *person)
{
    for (int side = 0; side < 2; side++) {
        const struct state_register *state_register =
            fold->states[side] ? fold->states[side]->state_register : NULL;

        for (size_t i = 0; state_register && i < state_register->official_count; i++) {
            const struct official *member = &state_register->officials[i];

            if (slice_equal(member->office, office) && is_same_person(member, person))
                return true;
        }
    }
    return false;
}

/* P9: whether a person with a duty in the matter belongs to a filter office that `approval` names.
 */
static bool is_of_filter(const struct fold *fold, const struct standing *approval,
                         const struct standing *standing, size_t signer)
{
    json_t *filter = json_object_get(approval->filed->statement.body, "filter");

    if (!duty_of(standing, signer))
        return false;
    for (size_t i = 0; i < json_array_size(filter); i++)
        if (is_member(fold, name_office(json_slice(json_array_get(filter, i))),
                      standing->officials[signer]))
            return true;
    return false;
}

/* Whether `signer` may not act after, or together with, what `earlier` (which may be the same
 * statement) says and its signers did. */
static bool is_in_conflict(const struct fold *fold, const struct standing *standing, size_t signer,
                           const struct standing *earlier)
{
    const char *duty = duty_of(standing, signer);

    if (is_of_filter(fold, earlier, standing, signer))
        return true;
    for (size_t i = 0; earlier != standing && i < earlier->filed->statement.signer_count; i++) {
        const char *other = duty_of(earlier, i);

        if (duty && other && strcmp(duty, other) != 0 &&
            is_same_person(standing->officials[signer], earlier->officials[i]))
            return true;
        if (is_of_filter(fold, standing, earlier, i))
            return true;
    }
    return false;
}

static bool persons_differ(const struct fold *fold, const struct standing *standing, size_t signer)
{
    for (size_t i = 0; i < signer; i++)
        if (is_same_person(standing->officials[i], standing->officials[signer]))
            return false;
    if (is_in_conflict(fold, standing, signer, standing))
        return false;
    for (size_t i = 0; i < fold->ordered_count; i++)
        if (fold->ordered[i]->counts && is_in_conflict(fold, standing, signer, fold->ordered[i]))
            return false;
    return true;
}

bool duties_are_separate(struct fold *fold, struct standing *standing)
{
    bool good = true;

    for (size_t i = 0; i < standing->filed->statement.signer_count; i++) {
        if (persons_differ(fold, standing, i))
            continue;
        fold_find_text(fold, standing, FINDING_SAME_PERSON, standing->filed->statement.signers[i]);
        good = false;
    }
    return good;
}
