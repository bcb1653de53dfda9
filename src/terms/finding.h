/* Findings: the reasons of the core. Each has a stable code, the row of SAFEGUARDS that it serves,
 * an outcome, whose rule it is, the value found and the limit, and where. The words are in text/.
 */
#ifndef PROVISO_TERMS_FINDING_H
#define PROVISO_TERMS_FINDING_H

#include "base/arena.h"
#include "base/value.h"

enum outcome {
    OUTCOME_NOTE,  /* to be known */
    OUTCOME_ASK,   /* a fact is missing: nothing is permitted until it is answered */
    OUTCOME_REFUSE /* nothing is permitted */
};

/* X(constant, stable code, row, outcome). Codes of rule parameters follow the parameter's name. */
#define FINDINGS(X)                                                                                \
    /* limits of the rulebooks: `rule` names the parameter */                                      \
    X(LIMIT, "limit", "P10", REFUSE)                                                               \
    X(FACT_UNKNOWN, "fact-unknown", "P1", ASK)                                                     \
    X(DENIED, "denied", "P10", REFUSE)                                                             \
    /* persons and signatures */                                                                   \
    X(SIGNER_UNKNOWN, "signer-unknown", "P12", REFUSE)                                             \
    X(SIGNER_KEY, "signer-key", "P12", REFUSE)                                                     \
    X(SIGNER_ROLE, "signer-role", "P12", REFUSE)                                                   \
    X(SIGNER_STATE, "signer-state", "M2", REFUSE)                                                  \
    X(SIGNER_NOT_YET, "signer-not-yet", "P12", REFUSE)                                             \
    X(SIGNER_REVOKED, "signer-revoked", "P12", REFUSE)                                             \
    X(ROOTS_MISSING, "roots-missing", "P12", REFUSE)                                               \
    /* how a WebAuthn assertion was made */                                                        \
    X(SIGNING_ORIGIN, "signing-origin", "P12", REFUSE)                                             \
    X(SIGNING_RP, "signing-rp", "P12", REFUSE)                                                     \
    X(SIGNING_TYPE, "signing-type", "P12", REFUSE)                                                 \
    X(SIGNING_OTHER_PAYLOAD, "signing-other-payload", "P12", REFUSE)                               \
    X(SIGNING_CROSS_ORIGIN, "signing-cross-origin", "P12", REFUSE)                                 \
    X(SIGNING_NOT_PRESENT, "signing-not-present", "P12", REFUSE)                                   \
    X(SIGNING_NOT_VERIFIED, "signing-not-verified", "P12", REFUSE)                                 \
    X(SIGNING_BACKED_UP, "signing-backed-up", "P12", REFUSE)                                       \
    X(SAME_PERSON, "same-person", "P5", REFUSE)                                                    \
    X(KEY_SHARED, "key-shared", "P12", REFUSE)                                                     \
    /* chains and time */                                                                          \
    X(CHAIN_BROKEN, "chain-broken", "P12", REFUSE)                                                 \
    X(CHAIN_FORKED, "chain-forked", "P12", REFUSE)                                                 \
    X(SEEN_UNKNOWN, "seen-unknown", "P12", REFUSE)                                                 \
    X(NOT_SEEN, "not-seen", "P12", REFUSE)                                                         \
    X(TIME_SKEWED, "time-skewed", "P12", REFUSE)                                                   \
    X(TIME_AHEAD, "time-ahead", "P12", REFUSE)                                                     \
    X(NOT_LOGGED, "not-logged", "P12", REFUSE)                                                     \
    X(NOT_COSIGNED, "not-cosigned", "P12", REFUSE)                                                 \
    /* the life cycle */                                                                           \
    X(NO_APPLICATION, "no-application", "P1", REFUSE)                                              \
    X(NO_JUDGE, "no-judge", "P5", REFUSE)                                                          \
    X(NO_REQUEST, "no-request", "M6", REFUSE)                                                      \
    X(NO_RECEIPT, "no-receipt", "M7", REFUSE)                                                      \
    X(NO_ASSESSMENT, "no-assessment", "M4", REFUSE)                                                \
    X(NO_APPROVAL, "no-approval", "M2", REFUSE)                                                    \
    X(ACT_OUT_OF_TURN, "act-out-of-turn", "M7", REFUSE)                                            \
    X(ACT_REPEATED, "act-repeated", "P12", REFUSE)                                                 \
    X(SCOPE_WIDENED, "scope-widened", "P3", REFUSE)                                                \
    X(SCOPE_EMPTY, "scope-empty", "P3", REFUSE)                                                    \
    X(ACCOUNT_NOT_SPECIFIC, "account-not-specific", "P4", REFUSE)                                  \
    X(TARGET_MISSING, "target-missing", "P4", REFUSE)                                              \
    X(EARLIER_OMITTED, "earlier-omitted", "P4", REFUSE)                                            \
    X(TALLY_MISSTATED, "tally-misstated", "P4", REFUSE)                                            \
    X(PROTECTED_ACTIVITY, "protected-activity", "O7", ASK)                                         \
    X(GROUND_UNANSWERED, "ground-unanswered", "M4", REFUSE)                                        \
    X(GROUND_UNKNOWN, "ground-unknown", "M4", ASK)                                                 \
    X(GROUND_NOT_NOTED, "ground-not-noted", "M4", REFUSE)                                          \
    X(RIGHTS, "rights", "M4", REFUSE)                                                              \
    X(REFUSED, "refused", "M2", REFUSE)                                                            \
    X(ASKED, "asked", "M7", ASK)                                                                   \
    X(CONDITION_OPEN, "condition-open", "M7", ASK)                                                 \
    X(POSTPONED, "postponed", "M7", REFUSE)                                                        \
    X(SUBSTITUTED, "substituted", "P1", REFUSE)                                                    \
    X(GROUND_OTHER, "ground-other", "M7", REFUSE)                                                  \
    X(OVERDUE, "overdue", "M7", NOTE)                                                              \
    X(DISCLOSES_NOTHING, "discloses-nothing", "P3", REFUSE)                                        \
    X(SUSPENDED, "suspended", "P7", REFUSE)                                                        \
    X(TERMINATED, "terminated", "P7", REFUSE)                                                      \
    X(WITHDRAWN, "withdrawn", "P7", REFUSE)                                                        \
    X(EXPIRED, "expired", "P3", REFUSE)                                                            \
    X(ALREADY_PRODUCED, "already-produced", "P3", REFUSE)                                          \
    X(RECIPIENT_UNKNOWN, "recipient-unknown", "P9", REFUSE)                                        \
    X(ATTACHMENT_MISSING, "attachment-missing", "P1", REFUSE)                                      \
    X(TEXT_EMPTY, "text-empty", "P1", REFUSE)                                                      \
    X(TEXT_SHORT, "text-short", "P1", REFUSE)                                                      \
    X(TEXT_COPIED, "text-copied", "P1", REFUSE)                                                    \
    X(REASONS_COPIED, "reasons-copied", "P5", REFUSE)                                              \
    /* the offence on which a measure rests */                                                     \
    X(OFFENCE_UNKNOWN, "offence-unknown", "O8", REFUSE)                                            \
    X(OFFENCE_NOT_IN_FORCE, "offence-not-in-force", "O8", REFUSE)                                  \
    X(OFFENCE_CONTENT, "offence-content", "O2", REFUSE)                                            \
    X(OFFENCE_MENTAL_ELEMENT, "offence-mental-element", "O4", REFUSE)                              \
    X(OFFENCE_NO_MALICE, "offence-no-malice", "O4", ASK)                                           \
    X(OFFENCE_TERMS_OF_USE, "offence-terms-of-use", "O5", REFUSE)                                  \
    X(OFFENCE_NO_PUBLIC_INTEREST, "offence-no-public-interest", "O6", ASK)                         \
    X(OFFENCE_NO_RESEARCH, "offence-no-research", "O7", ASK)                                       \
    X(OFFENCE_ICT_AGGRAVATION, "offence-ict-aggravation", "O3", REFUSE)                            \
    X(OFFENCE_VAGUE, "offence-vague", "O8", ASK)                                                   \
    X(OFFENCE_NO_BARRIER, "offence-no-barrier-or-harm", "O1", ASK)                                 \
    X(OFFENCE_PENALTY, "offence-penalty", "O1", NOTE)                                              \
    X(OFFENCE_COVERED, "offence-covered", "O1", NOTE)                                              \
    X(OFFENCE_OUTSIDE_CORE, "offence-outside-core", "O1", REFUSE)                                  \
    X(OFFENCE_NO_INTERPRETATION, "offence-no-interpretation", "O9", ASK)                           \
    X(OFFENCE_POWERS, "offence-powers", "O9", NOTE)                                                \
    X(OFFENCE_MISSTATED, "offence-misstated", "O8", REFUSE)                                        \
    X(OFFENCE_READ_OTHERWISE, "offence-read-otherwise", "O8", ASK)                                 \
    X(OFFENCE_REWRITTEN, "offence-rewritten", "O8", REFUSE)                                        \
    X(CONDUCT_OUTSIDE, "conduct-outside", "P4", REFUSE)                                            \
    X(PENALTY_UNSTATED, "penalty-unstated", "P2", NOTE)                                            \
    X(NO_DUAL_CRIMINALITY, "no-dual-criminality", "M1", REFUSE)                                    \
    X(DUAL_CRIMINALITY_MISSTATED, "dual-criminality-misstated", "M1", REFUSE)                      \
    X(DUAL_CRIMINALITY_NONE, "dual-criminality-none", "M1", REFUSE)                                \
    X(DUAL_CRIMINALITY_UNKNOWN, "dual-criminality-unknown", "M1", ASK)                             \
    X(HAND_UNREADABLE, "hand-unreadable", "P12", REFUSE)                                           \
    /* writ and provider */                                                                        \
    X(WRIT_OTHER_PROVIDER, "writ-other-provider", "M6", REFUSE)                                    \
    X(WRIT_OTHER_STATE, "writ-other-state", "M6", REFUSE)                                          \
    X(ACCOUNT_OUTSIDE, "account-outside", "P3", REFUSE)                                            \
    X(STATUS_MISSING, "status-missing", "P12", REFUSE)                                             \
    X(STATUS_WRONG, "status-wrong", "P12", REFUSE)                                                 \
    X(STATUS_BEHIND, "status-behind", "P12", REFUSE)                                               \
    X(CHECKPOINT_BAD, "checkpoint-bad", "P12", REFUSE)                                             \
    X(CHECKPOINT_BACK, "checkpoint-back", "P12", REFUSE)                                           \
    X(PROOF_BAD, "proof-bad", "P12", REFUSE)                                                       \
    X(REGISTER_BAD, "register-bad", "P12", REFUSE)                                                 \
    X(RULEBOOK_MISSING, "rulebook-missing", "P10", REFUSE)                                         \
    X(RULEBOOK_LOOSENS, "rulebook-loosens", "P10", REFUSE)                                         \
    X(OFFENCES_MISSING, "offences-missing", "O8", REFUSE)                                          \
    X(OFFENCES_BAD, "offences-bad", "O8", REFUSE)                                                  \
    X(RULEBOOK_CHAIN, "rulebook-chain", "P10", REFUSE)                                             \
    X(FLOOR_OTHER, "floor-other", "P10", REFUSE)                                                   \
    X(TRUST_LACKS_STATE, "trust-lacks-state", "P12", REFUSE)                                       \
    X(LIST_OTHER, "list-other", "P9", REFUSE)                                                      \
    X(RELEASE_REPEATED, "release-repeated", "P3", REFUSE)                                          \
    X(SOURCE_CATEGORY, "source-category", "P3", REFUSE)                                            \
    /* the forum */                                                                                \
    X(NOT_SERVED, "not-served", "D7", REFUSE)                                                      \
    X(SUBJECT_UNKNOWN, "subject-unknown", "D7", REFUSE)                                            \
    X(FORUM_TURN, "out-of-turn", "D7", REFUSE)                                                     \
    X(TOO_LATE, "too-late", "D1", REFUSE)                                                          \
    X(TOO_EARLY, "too-early", "D1", REFUSE)                                                        \
    X(NOT_YOURS, "not-yours", "D7", REFUSE)                                                        \
    X(NOT_ACCREDITED, "not-accredited", "D1", REFUSE)                                              \
    X(NAME_OTHER, "name-other", "D6", REFUSE)                                                      \
    X(TRACK_OTHER, "track-other", "D1", REFUSE)                                                    \
    X(MISSING_UNSAID, "missing-unsaid", "D1", REFUSE)                                              \
    X(OVER_LIMIT, "over-limit", "D2", REFUSE)                                                      \
    X(ZONE_UNKNOWN, "zone-unknown", "D2", REFUSE)                                                  \
    X(MODERATED, "moderated", "D6", REFUSE)                                                        \
    X(PROCEDURE_BOUND, "procedure-bound", "D7", REFUSE)                                            \
    X(TEXT_OTHER, "text-other", "D8", REFUSE)                                                      \
    X(TEXT_FROZEN, "text-frozen", "D8", REFUSE)                                                    \
    X(NAMES_MISCOUNTED, "names-miscounted", "D8", REFUSE)                                          \
    X(TEXT_LONG, "text-long", "D4", REFUSE)                                                        \
    X(FILE_OTHER, "file-other", "D4", REFUSE)                                                      \
    /* the forum's time */                                                                         \
    X(SHARE_BELOW_FLOOR, "share-below-floor", "D3", REFUSE)                                        \
    X(INTERPRETATION_TOO_LONG, "interpretation-too-long", "D4", REFUSE)                            \
    X(INTERPRETATION_REMOTE, "interpretation-remote", "D4", REFUSE)                                \
    X(INTERPRETATION_TWICE, "interpretation-twice", "D4", REFUSE)                                  \
    X(INTERPRETATION_UNASSIGNED, "interpretation-unassigned", "D4", ASK)                           \
    X(ROOM_TAKEN, "room-taken", "D4", REFUSE)                                                      \
    X(TOO_MANY, "too-many-findings", "P12", REFUSE)

enum finding_code {
#define X(constant, ...) FINDING_##constant,
    FINDINGS(X)
#undef X
        FINDING_COUNT
};

/* Whose rule it is: any combination, bit by bit. */
enum { WHOSE_FLOOR = 1, WHOSE_REQUESTING = 2, WHOSE_EXECUTING = 4 };

struct finding {
    enum finding_code code;
    enum outcome outcome;
    const char *row;  /* "P4" */
    const char *rule; /* a parameter's name ("content.duration"), or NULL */
    unsigned whose;   /* WHOSE_…, with `rule` */
    struct value value, limit;
    char where[120]; /* "XA 2 authorisation", "status XB"; empty: the whole */
};

enum { FINDINGS_MAX = 96 };

/* At most FINDINGS_MAX; what does not fit turns the last one into TOO_MANY, which refuses. */
struct findings {
    size_t count;
    struct finding items[FINDINGS_MAX];
};

const char *finding_name(enum finding_code code); /* the stable code */
const char *finding_row(enum finding_code code);
enum outcome finding_outcome(enum finding_code code);
const char *outcome_name(enum outcome outcome); /* "note", "ask", "refuse" */

/* Adds one with the row and outcome of its code, and returns it for what else is to be said. */
struct finding *findings_add(struct findings *findings, enum finding_code code, const char *where);

/* Makes an error the finding's value, in words: code, message and place, copied into the arena. */
void finding_error(struct finding *finding, const struct error *error, struct arena *arena);

/* Adds all of `from` to `into`. */
void findings_merge(struct findings *into, const struct findings *from);

/* Copies the texts of values and limits into the arena, so that findings outlive what they found.
 */
void findings_keep(struct findings *findings, struct arena *arena);

/* True where nothing asks or refuses. */
bool findings_permit(const struct findings *findings);

bool findings_have(const struct findings *findings, enum finding_code code);

#endif
