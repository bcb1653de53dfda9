#include "terms/words.h"

#define X(constant, word, ...) word,
static const char *const measures[] = {MEASURES(X)};
static const char *const categories[] = {CATEGORIES(X)};
static const char *const roles[] = {ROLES(X)};
static const char *const offences[] = {OFFENCES(X)};
static const char *const grounds[] = {GROUNDS(X)};
static const char *const privileges[] = {PRIVILEGES(X)};
static const char *const statements[] = {STATEMENTS(X)};
#undef X

#define X(constant, word, meaning) meaning,
static const char *const ground_meanings[] = {GROUNDS(X)};
#undef X

const struct vocabulary words_measure = {"measure", measures, MEASURE_COUNT};
const struct vocabulary words_category = {"data category", categories, CATEGORY_COUNT};
const struct vocabulary words_role = {"role", roles, ROLE_COUNT};
const struct vocabulary words_offence = {"offence class", offences, OFFENCE_COUNT};
const struct vocabulary words_ground = {"refusal ground", grounds, GROUND_COUNT};
const struct vocabulary words_privilege = {"class of privilege", privileges, PRIVILEGE_COUNT};
const struct vocabulary words_statement = {"statement", statements, STATEMENT_COUNT};

bool words_measure_is_prospective(enum measure measure)
{
    return measure == MEASURE_REALTIME || measure == MEASURE_INTERCEPTION;
}

const char *words_ground_meaning(enum ground ground)
{
    return ground_meanings[ground];
}
