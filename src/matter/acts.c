#include "matter/acts.h"

#include "base/json.h"
#include "matter/conduct.h"
#include "rules/parameter.h"

#define ROLE(name) (1u << ROLE_##name)
#define AFTER(act) (1u << MATTER_##act)
#define TEST(name) (UINT64_C(1) << PARAMETER_##name)

static const char *const answers[] = {"no-indication", "yes", "not-known"};
const struct vocabulary matter_answers = {"answer", answers, 3};

static const char *const authorisations[] = {"grant", "narrow", "refuse", "ask"};
static const struct vocabulary authorisation_words = {"decision", authorisations, 4};
static const enum effect authorisation_effects[] = {EFFECT_PERMITS, EFFECT_PERMITS,
                                                    EFFECT_RESTRICTS, EFFECT_RECORDS};

static const char *const verdicts[] = {"yes", "no", "not-known"};
static const struct vocabulary verdict_words = {"verdict", verdicts, 3};
static const enum effect verdict_effects[] = {EFFECT_RECORDS, EFFECT_RESTRICTS, EFFECT_RECORDS};

static const char *const assessments[] = {"clear", "unknown", "adverse"};
static const struct vocabulary assessment_words = {"outcome", assessments, 3};
static const enum effect assessment_effects[] = {EFFECT_RECORDS, EFFECT_RECORDS, EFFECT_RESTRICTS};

static const char *const approvals[] = {"approve", "conditional", "partial",
                                        "refuse",  "postpone",    "substitute"};
static const struct vocabulary approval_words = {"decision", approvals, 6};
static const enum effect approval_effects[] = {EFFECT_PERMITS,   EFFECT_PERMITS, EFFECT_PERMITS,
                                               EFFECT_RESTRICTS, EFFECT_RECORDS, EFFECT_RECORDS};

static const char *const target_roles[] = {"suspect", "third-party"};
static const struct vocabulary target_words = {"role of a target", target_roles, 2};

/* Every scope has all of these: an absent member is an error, never "all" (P3). */
static const struct field scope_fields[] = {
    {.name = "measure", .kind = FIELD_WORD, .words = &words_measure, .meaning = "the power used"},
    {.name = "provider", .kind = FIELD_NAME, .meaning = "who holds the data: xb.mailhaus"},
    {.name = "accounts",
     .kind = FIELD_ACCOUNT,
     .least = 1,
     .most = SCOPE_ACCOUNTS,
     .meaning = "the accounts, each a specific one"},
    {.name = "categories",
     .kind = FIELD_WORDS,
     .least = 1,
     .most = CATEGORY_COUNT,
     .words = &words_category,
     .meaning = "the kinds of data"},
    {.name = "from", .kind = FIELD_INSTANT, .meaning = "data received at or after"},
    {.name = "to", .kind = FIELD_INSTANT, .meaning = "data received before"},
    {.name = "until", .kind = FIELD_INSTANT, .meaning = "the order may be executed before"},
    {0},
};

static const struct field target_fields[] = {
    {.name = "role",
     .kind = FIELD_WORD,
     .words = &target_words,
     .meaning = "suspect or third party"},
    {.name = "person",
     .kind = FIELD_TEXT,
     .meaning = "the office's own reference for this person, the same in every matter (P4)"},
    {.name = "accounts",
     .kind = FIELD_ACCOUNT,
     .least = 1,
     .most = SCOPE_ACCOUNTS,
     .meaning = "this person's accounts, of those in the scope"},
    {.name = "suspicion",
     .kind = FIELD_ATTACHMENT,
     .prose = PROSE_FACTS,
     .presence = PRESENT_OPTIONAL,
     .meaning = "the facts that tie this target to the offence (P4)"},
    {.name = "justification",
     .kind = FIELD_ATTACHMENT,
     .presence = PRESENT_OPTIONAL,
     .meaning = "for a third party: the nexus, and why it is justified (P4)"},
    {0},
};

static const struct field tally_fields[] = {
    {.name = "case_targets",
     .kind = FIELD_COUNT,
     .meaning = "persons in all matters of the case, this one included (P4)"},
    {.name = "account_matters",
     .kind = FIELD_COUNT,
     .meaning = "matters of a year on one account, the most, this one included (P4)"},
    {.name = "person_matters",
     .kind = FIELD_COUNT,
     .meaning = "matters of a year on one person, the most, this one included (P4)"},
    {.name = "days",
     .kind = FIELD_COUNT,
     .meaning = "days of a year under this measure on one account, the most, with these (P3)"},
    {0},
};

#define SCOPE(when)                                                                                \
    {                                                                                              \
        .name = "scope", .kind = FIELD_OBJECT, .fields = scope_fields, .presence = when,           \
        .meaning = "the whole scope, restated"                                                     \
    }
#define ATTACHED(member, means)                                                                    \
    {                                                                                              \
        .name = member, .kind = FIELD_ATTACHMENT, .meaning = means                                 \
    }

#define FURTHER(constant, word, member, judged, means)                                             \
    {.name = member,                                                                               \
     .kind = FIELD_ATTACHMENT,                                                                     \
     .presence = PRESENT_OPTIONAL,                                                                 \
     .meaning = means,                                                                             \
     .prose = PROSE_##judged},

static const struct field application[] = {
    {.name = "with", .kind = FIELD_NAME, .least = 1, .most = 1, .meaning = "the prosecutor"},
    {.name = "case", .kind = FIELD_TEXT, .meaning = "the investigation; caps count across it"},
    SCOPE(PRESENT_ALWAYS),
    {.name = "offence",
     .kind = FIELD_OBJECT,
     .fields = offence_fields,
     .meaning = "what is prosecuted"},
    {.name = "conduct",
     .kind = FIELD_OBJECT,
     .fields = conduct_fields,
     .meaning = "what is known of the conduct, element by element (M1, O4)"},
    {.name = "targets",
     .kind = FIELD_OBJECT,
     .least = 1,
     .most = SCOPE_ACCOUNTS,
     .fields = target_fields,
     .meaning = "each person, with the accounts and the facts (P4)"},
    {.name = "earlier",
     .kind = FIELD_CHAIN,
     .most = EARLIER_MOST,
     .meaning = "earlier matters on the case, an account or a person, whatever came of them (P4)"},
    {.name = "tally",
     .kind = FIELD_OBJECT,
     .fields = tally_fields,
     .meaning = "what these come to together with this application"},
    {.name = "facts", .kind = FIELD_ATTACHMENT, .prose = PROSE_FACTS, .meaning = "what happened"},
    {.name = "facts_against",
     .kind = FIELD_ATTACHMENT,
     .prose = PROSE_FACTS,
     .meaning = "what speaks against suspicion or measure (P1)"},
    ATTACHED("necessity", "why it is needed (P1)"),
    ATTACHED("proportionality", "why it is not too much (P1)"),
    ATTACHED("less_intrusive", "what was tried or excluded, and why (P1)"),
    STATEMENTS(FURTHER){
        .name = "protected_activity",
        .kind = FIELD_WORD,
        .words = &matter_answers,
        .meaning =
            "does it touch security research, journalism, whistle-blowing, defence of rights (O7)"},
    {0},
};

static const struct field authorisation[] = {
    {.name = "decision",
     .kind = FIELD_WORD,
     .words = &authorisation_words,
     .meaning = "the decision"},
    {.name = "with",
     .kind = FIELD_NAME,
     .presence = PRESENT_OPTIONAL,
     .least = 1,
     .most = 3,
     .meaning = "further judges, where the rulebook wants them"},
    SCOPE(PRESENT_IF_PERMITS),
    {.name = "exclusions",
     .kind = FIELD_WORD,
     .words = &matter_answers,
     .presence = PRESENT_IF_PERMITS,
     .meaning = "would a public-interest, research or press exclusion apply (O6, O7)"},
    {.name = "serious",
     .kind = FIELD_ATTACHMENT,
     .presence = PRESENT_IF_PERMITS,
     .meaning = "why this case is serious (P2)"},
    ATTACHED("reasons", "the judge's own reasons (P1)"),
    {0},
};

static const struct field request[] = {
    SCOPE(PRESENT_ALWAYS),
    {.name = "purpose", .kind = FIELD_TEXT, .meaning = "what the evidence may be used for"},
    {0},
};

static const struct field receipt[] = {
    {.name = "request", .kind = FIELD_HASH, .meaning = "the request received"},
    {0},
};

static const struct field dual_criminality[] = {
    {.name = "verdict",
     .kind = FIELD_WORD,
     .words = &verdict_words,
     .meaning = "is the conduct a crime here too? It follows from the offences and the facts (M1)"},
    {.name = "offence",
     .kind = FIELD_OBJECT,
     .fields = offence_fields,
     .presence = PRESENT_OPTIONAL,
     .meaning = "the offence here that the conduct would be; left out where there is none"},
    {.name = "conduct",
     .kind = FIELD_OBJECT,
     .fields = reading_fields,
     .presence = PRESENT_OPTIONAL,
     .meaning = "what is known here of the conduct, beside what the application states"},
    ATTACHED("reasons", "the comparison in words"),
    {0},
};

static const struct field rights_assessment[] = {
    {.name = "outcome", .kind = FIELD_WORD, .words = &assessment_words, .meaning = "what follows"},
    {.name = "covered",
     .kind = FIELD_WORDS,
     .least = 1,
     .most = GROUND_COUNT,
     .words = &words_ground,
     .meaning = "the grounds that were answered (M4)"},
    {.name = "noted",
     .kind = FIELD_WORDS,
     .presence = PRESENT_OPTIONAL,
     .least = 1,
     .most = GROUND_COUNT,
     .words = &words_ground,
     .meaning = "those answered yes on which no rulebook refuses: the court weighs them"},
    {.name = "answers",
     .kind = FIELD_ATTACHMENT,
     .prose = PROSE_NONE,
     .meaning = "each ground's answer with the sources checked; not exported"},
    {0},
};

/* Discloses nothing (Budapest 29(2)), so that nobody receives or filters anything. */
#define PRESERVES "preservation"

static const struct field approval[] = {
    {.name = "decision", .kind = FIELD_WORD, .words = &approval_words, .meaning = "the decision"},
    {.name = "with",
     .kind = FIELD_NAME,
     .presence = PRESENT_OPTIONAL,
     .least = 1,
     .most = 3,
     .meaning = "further judges"},
    SCOPE(PRESENT_IF_PERMITS),
    {.name = "offence",
     .kind = FIELD_OBJECT,
     .fields = offence_fields,
     .presence = PRESENT_IF_PERMITS,
     .meaning =
         "the conduct, classified again under the law here: the offence that was compared (M1)"},
    {.name = "recipients",
     .kind = FIELD_NAME,
     .presence = PRESENT_IF_PERMITS,
     .spared_by = PRESERVES,
     .least = 1,
     .most = 4,
     .meaning = "registered age recipients of what is released"},
    {.name = "filter",
     .kind = FIELD_NAME,
     .presence = PRESENT_IF_PERMITS,
     .spared_by = PRESERVES,
     .least = 1,
     .most = 4,
     .meaning = "registered age recipients, of a filter office, of what is set aside (P9)"},
    {.name = "list",
     .kind = FIELD_HASH,
     .presence = PRESENT_IF_PERMITS,
     .spared_by = PRESERVES,
     .meaning = "SHA-256 of the salt and the privileged list (P9, M5)"},
    {.name = "privileged",
     .kind = FIELD_WORDS,
     .presence = PRESENT_IF_PERMITS,
     .spared_by = PRESERVES,
     .least = 1,
     .most = PRIVILEGE_COUNT,
     .words = &words_privilege,
     .meaning = "the classes on the list (P9)"},
    {.name = "ground",
     .kind = FIELD_TEXT,
     .presence = PRESENT_OPTIONAL,
     .meaning =
         "of a refusal, as the other State may read it: \"rights\", or a code; P01 or P02 of "
         "a postponement; S01 of a substitution"},
    {.name = "instead",
     .kind = FIELD_WORD,
     .presence = PRESENT_OPTIONAL,
     .words = &words_measure,
     .meaning = "of a substitution: the less intrusive measure that would do"},
    {.name = "conditions",
     .kind = FIELD_ATTACHMENT,
     .presence = PRESENT_OPTIONAL,
     .prose = PROSE_BRIEF,
     .meaning = "of a conditional approval: accepted by a new request that has seen it"},
    ATTACHED("reasons", "the court's own reasons"),
    {0},
};

static const struct field suspension[] = {
    ATTACHED("reasons", "why"),
    {0},
};

static const struct field resumption[] = {
    {.name = "suspension", .kind = FIELD_HASH, .meaning = "the suspension that is lifted"},
    ATTACHED("reasons", "why"),
    {0},
};

static const struct field production[] = {
    {.name = "decision", .kind = FIELD_HASH, .meaning = "the approval that was executed"},
    {.name = "writ", .kind = FIELD_HASH, .meaning = "the writ's bytes"},
    {.name = "list", .kind = FIELD_HASH, .meaning = "the privileged list, as in the approval"},
    {.name = "released", .kind = FIELD_HASH, .meaning = "what is released: released.tar.age"},
    {.name = "set_aside", .kind = FIELD_HASH, .meaning = "what is set aside: set-aside.tar.age"},
    {.name = "account", .kind = FIELD_HASH, .meaning = "the account: account.json"},
    {0},
};

static const struct act acts[MATTER_ACTS] = {
    [MATTER_APPLICATION] = {.type = "application",
                            .meaning = "An investigator, with a prosecutor, asks for a measure.",
                            .side = SIDE_REQUESTING,
                            .by_roles = ROLE(INVESTIGATOR),
                            .with_roles = ROLE(PROSECUTOR),
                            .with_least = 1,
                            .with_most = 1,
                            .effect = EFFECT_RECORDS,
                            .tests = TEST(AVAILABLE) | TEST(PENALTY) | TEST(OFFENCES) |
                                     TEST(DURATION) | TEST(WINDOW) | TEST(PERIOD) | TEST(TARGETS) |
                                     TEST(THIRD_PARTIES) | TEST(ACCOUNTS) | TEST(SUSPICION) |
                                     TEST(CATEGORIES) | TEST(STATEMENTS) | TEST(CASE_TARGETS) |
                                     TEST(ACCOUNT_MATTERS) | TEST(PERSON_MATTERS) | TEST(TOTAL),
                            .fields = application},
    [MATTER_AUTHORISATION] = {.type = "authorisation",
                              .meaning = "A judge grants, narrows, refuses or asks (P5); a "
                                         "central authority where every rulebook lets it.",
                              .side = SIDE_REQUESTING,
                              .by_roles = ROLE(JUDGE) | ROLE(CENTRAL_AUTHORITY),
                              .with_roles = ROLE(JUDGE),
                              .with_most = 3,
                              .decides = "decision",
                              .words = &authorisation_words,
                              .effects = authorisation_effects,
                              .rests_on = AFTER(APPLICATION),
                              .tests = TEST(JUDGES) | TEST(AUTHORITY) | TEST(DURATION) |
                                       TEST(WINDOW) | TEST(PERIOD) | TEST(ACCOUNTS) |
                                       TEST(CATEGORIES),
                              .fields = authorisation},
    [MATTER_REQUEST] = {.type = "request",
                        .meaning = "The central authority asks the other State for assistance.",
                        .side = SIDE_REQUESTING,
                        .by_roles = ROLE(CENTRAL_AUTHORITY),
                        .effect = EFFECT_PERMITS,
                        .rests_on = AFTER(AUTHORISATION),
                        .tests = TEST(DURATION) | TEST(WINDOW) | TEST(PERIOD) | TEST(ACCOUNTS) |
                                 TEST(CATEGORIES),
                        .fields = request},
    [MATTER_RECEIPT] = {.type = "receipt",
                        .meaning = "The central authority of the executing State acknowledges.",
                        .side = SIDE_EXECUTING,
                        .by_roles = ROLE(CENTRAL_AUTHORITY),
                        .effect = EFFECT_RECORDS,
                        .rests_on = AFTER(REQUEST),
                        .fields = receipt},
    [MATTER_DUAL_CRIMINALITY] = {.type = "dual-criminality",
                                 .meaning =
                                     "The executing State compares the two offences (M1, R06).",
                                 .side = SIDE_EXECUTING,
                                 .by_roles = ROLE(CENTRAL_AUTHORITY) | ROLE(JUDGE),
                                 .decides = "verdict",
                                 .words = &verdict_words,
                                 .effects = verdict_effects,
                                 .rests_on = AFTER(APPLICATION) | AFTER(RECEIPT),
                                 .fields = dual_criminality},
    [MATTER_RIGHTS_ASSESSMENT] = {.type = "rights-assessment",
                                  .meaning = "A reviewer answers every ground of refusal (M4).",
                                  .side = SIDE_EXECUTING,
                                  .by_roles = ROLE(REVIEWER),
                                  .decides = "outcome",
                                  .words = &assessment_words,
                                  .effects = assessment_effects,
                                  .rests_on = AFTER(AUTHORISATION) | AFTER(RECEIPT),
                                  .tests = TEST(GROUNDS) | TEST(REFUSE_ON),
                                  .fields = rights_assessment},
    [MATTER_APPROVAL] = {.type = "approval",
                         .meaning = "A court of the executing State decides (M2).",
                         .side = SIDE_EXECUTING,
                         .by_roles = ROLE(JUDGE),
                         .with_roles = ROLE(JUDGE),
                         .with_most = 3,
                         .decides = "decision",
                         .words = &approval_words,
                         .effects = approval_effects,
                         .rests_on = AFTER(AUTHORISATION) | AFTER(REQUEST) | AFTER(RECEIPT) |
                                     AFTER(DUAL_CRIMINALITY) | AFTER(RIGHTS_ASSESSMENT),
                         .tests = TEST(AVAILABLE) | TEST(PENALTY) | TEST(OFFENCES) |
                                  TEST(DURATION) | TEST(WINDOW) | TEST(PERIOD) | TEST(ACCOUNTS) |
                                  TEST(CATEGORIES) | TEST(PRIVILEGED),
                         .fields = approval},
    [MATTER_SUSPENSION] = {.type = "suspension",
                           .meaning = "The measure stops until it is resumed.",
                           .side = SIDE_EITHER,
                           .by_roles = ROLE(JUDGE) | ROLE(SUPERVISOR) | ROLE(CENTRAL_AUTHORITY) |
                                       ROLE(PROVIDER),
                           .effect = EFFECT_RESTRICTS,
                           .fields = suspension},
    [MATTER_RESUMPTION] = {.type = "resumption",
                           .meaning =
                               "One suspension is lifted, by its office or a court of its State.",
                           .side = SIDE_EITHER,
                           .by_roles = ROLE(JUDGE) | ROLE(SUPERVISOR) | ROLE(CENTRAL_AUTHORITY) |
                                       ROLE(PROVIDER),
                           .effect = EFFECT_RECORDS,
                           .fields = resumption},
    [MATTER_TERMINATION] = {.type = "termination",
                            .meaning = "The measure ends for good.",
                            .side = SIDE_EITHER,
                            .by_roles = ROLE(JUDGE) | ROLE(SUPERVISOR) | ROLE(CENTRAL_AUTHORITY) |
                                        ROLE(PROSECUTOR),
                            .effect = EFFECT_RESTRICTS,
                            .fields = suspension},
    [MATTER_PRODUCTION] = {.type = "production",
                           .meaning = "The provider states what it handed out.",
                           .side = SIDE_EXECUTING,
                           .by_roles = ROLE(PROVIDER),
                           .effect = EFFECT_RECORDS,
                           .rests_on = AFTER(APPROVAL),
                           .fields = production},
};

const struct act_table matter_acts = {NULL, acts, MATTER_ACTS};

int matter_word(const struct statement *statement, const char *member,
                const struct vocabulary *words)
{
    return vocabulary_find(words, json_slice(json_object_get(statement->body, member)));
}

int matter_decision(const struct statement *statement)
{
    return matter_word(statement, statement->act->decides, statement->act->words);
}

uint64_t matter_words(json_t *object, const char *member, const struct vocabulary *words)
{
    json_t *list = json_object_get(object, member);
    uint64_t mask = 0;

    for (size_t i = 0; i < json_array_size(list); i++) {
        int word = vocabulary_find(words, json_slice(json_array_get(list, i)));

        if (word >= 0)
            mask |= UINT64_C(1) << word;
    }
    return mask;
}

uint64_t matter_statements(json_t *body)
{
#define X(constant, word, member, ...) member,
    static const char *const members[] = {STATEMENTS(X)};
#undef X
    uint64_t mask = 0;

    for (unsigned i = 0; i < STATEMENT_COUNT; i++)
        if (json_object_get(body, members[i]))
            mask |= UINT64_C(1) << i;
    return mask;
}

bool matter_scope(const struct statement *statement, struct scope *out)
{
    json_t *scope = json_object_get(statement->body, "scope");
    json_t *accounts = json_object_get(scope, "accounts");
    struct error ignored = {0};

    if (!scope)
        return false;
    *out = (struct scope){
        .measure = (enum measure)vocabulary_find(&words_measure,
                                                 json_slice(json_object_get(scope, "measure"))),
        .provider = json_slice(json_object_get(scope, "provider")),
        .categories = matter_words(scope, "categories", &words_category),
    };
    for (size_t i = 0; i < json_array_size(accounts) && i < SCOPE_ACCOUNTS; i++)
        out->accounts[out->account_count++] = json_slice(json_array_get(accounts, i));
    return member_instant(scope, "from", &out->from, &ignored) &&
           member_instant(scope, "to", &out->to, &ignored) &&
           member_instant(scope, "until", &out->until, &ignored);
}
