#include "forum/acts_fields.h"
#include "forum/symbol.h"
#include "forum/words.h"

#define SYMBOL                                                                                     \
    {                                                                                              \
        .name = "symbol", .kind = FIELD_TEXT, .check = symbol_check, .sample = "A/AC.291/22",      \
        .meaning = "the document's symbol, one for all languages"                                  \
    }
#define FILE_FIELDS(member)                                                                        \
    FIELD(member, FIELD_HASH, "SHA-256 of the file, which travels beside the statement"),          \
        FIELD_OF("format", words_format, "what the file is, which is held against its content"),   \
        FIELD("words", FIELD_COUNT, "how many words it has; counted again where it can be")

/* ---- documents ---- */

static const struct field document[] = {
    SYMBOL,
    FIELD("title", FIELD_TEXT, "its title"),
    FIELD_OF("kind", words_document_kind, "what it is (D5)"),
    FIELD("meeting", FIELD_INSTANT, "when the meeting begins that it is for: it is due before"),
    FIELD("in_session", FIELD_FLAG, "whether it is made in the session: shorter, and due at once"),
    {.name = "expected",
     .kind = FIELD_OBJECT,
     .least = 1,
     .most = OFFICIAL_COUNT,
     .fields =
         (const struct field[]){
             FIELD_OF("language", words_official, "a language"),
             FIELD("at", FIELD_INSTANT, "when it is expected in it"),
             {0},
         },
     .meaning = "the languages, each with its date (D4)"},
    {0},
};

static const struct field version[] = {
    SYMBOL,
    FIELD("version", FIELD_COUNT, "from 1: a corrected file is a version of its own"),
    FIELD_OF("language", words_official, "its language"),
    FIELD("received", FIELD_INSTANT, "when it was received"),
    FIELD("publish_at", FIELD_INSTANT, "from when it is public, by time alone"),
    FILE_FIELDS("file"),
    {0},
};

const struct act forum_documents[DOCUMENTS_ACTS] = {
    [DOCUMENTS_DOCUMENT] = {.type = "document",
                            .meaning =
                                "A document is announced, with its languages and dates (D4).",
                            .side = SIDE_EITHER,
                            .by_roles = ROLE(SECRETARIAT),
                            .effect = EFFECT_RECORDS,
                            .fields = document},
    [DOCUMENTS_VERSION] = {.type = "document-version",
                           .meaning = "A document is there in one language (D4).",
                           .side = SIDE_EITHER,
                           .by_roles = ROLE(SECRETARIAT),
                           .effect = EFFECT_RECORDS,
                           .fields = version},
};

/* ---- submissions ---- */

#define SUBMISSION FIELD("submission", FIELD_COUNT, "the submission's number, from 1")
#define BOUND_TO                                                                                   \
    FIELD("text", FIELD_HASH,                                                                      \
          "SHA-256 of the text that they signed: of the present one, or it "                       \
          "counts for nothing (D8)")
#define NUMBERS FIELD_LIST("signatories", FIELD_COUNT, "the signatories' numbers in the submission")

static const struct field submission[] = {
    SUBMISSION,
    FIELD("title", FIELD_TEXT, "its title"),
    FIELD_MAYBE("author", FIELD_NAME, "the accredited organisation whose it is, where it is one's"),
    {.name = "language",
     .kind = FIELD_TEXT,
     .check = forum_language_check,
     .sample = "en",
     .meaning = "the language that it is written in (BCP 47)"},
    FIELD("received", FIELD_INSTANT, "when it arrived"),
    FIELD("closes", FIELD_INSTANT, "when text and signatories are frozen"),
    FILE_FIELDS("text"),
    {0},
};

static const struct field edit[] = {
    SUBMISSION,
    FILE_FIELDS("text"),
    {0},
};

static const struct field signatory_fields[] = {
    FIELD("number", FIELD_COUNT, "a number in the submission, never used again"),
    FIELD_OF("kind", words_applicant_kind, "an organisation or an individual expert"),
    FIELD_MAYBE("country", FIELD_STATE, "the country's code, where one is given"),
    {0},
};

static const struct field signatories[] = {
    SUBMISSION,
    BOUND_TO,
    {.name = "signatories",
     .kind = FIELD_OBJECT,
     .least = 1,
     .most = FORUM_LIST,
     .fields = signatory_fields,
     .meaning = "who signs (D8)"},
    {.name = "names",
     .kind = FIELD_ATTACHMENT,
     .prose = PROSE_BRIEF,
     .meaning = "their names in this order, one a line"},
    FIELD("confirmed", FIELD_FLAG, "whether they have confirmed already, or are only invited"),
    {0},
};

static const struct field confirmation[] = {
    SUBMISSION,
    BOUND_TO,
    NUMBERS,
    {0},
};

static const struct field withdrawal[] = {
    SUBMISSION,
    NUMBERS,
    {0},
};

static const struct field submission_circulation[] = {
    SUBMISSION,
    BOUND_TO,
    FIELD_LIST("to", FIELD_NAME, "the delegations' offices that it was sent to (D8)"),
    {0},
};

#define FOR_SUBMITTER .side = SIDE_EITHER, .by_roles = ROLE(SECRETARIAT) | ROLE(ORGANISATION)

const struct act forum_submissions[SUBMISSIONS_ACTS] = {
    [SUBMISSIONS_SUBMISSION] = {.type = "submission",
                                .meaning = "A written submission is filed and published (D4).",
                                FOR_SUBMITTER,
                                .effect = EFFECT_RECORDS,
                                .fields = submission},
    [SUBMISSIONS_EDIT] = {.type = "submission-edit",
                          .meaning = "Its text is changed: every signatory is asked again.",
                          FOR_SUBMITTER,
                          .effect = EFFECT_RECORDS,
                          .fields = edit},
    [SUBMISSIONS_SIGNATORIES] = {.type = "signatories",
                                 .meaning =
                                     "Organisations and persons co-sign, or are asked to (D8).",
                                 FOR_SUBMITTER,
                                 .effect = EFFECT_RECORDS,
                                 .fields = signatories},
    [SUBMISSIONS_CONFIRMATION] = {.type = "signatory-confirmation",
                                  .meaning = "Signatories confirm the text as it is.",
                                  FOR_SUBMITTER,
                                  .effect = EFFECT_RECORDS,
                                  .fields = confirmation},
    [SUBMISSIONS_WITHDRAWAL] = {.type = "signatory-withdrawal",
                                .meaning = "Signatories withdraw.",
                                FOR_SUBMITTER,
                                .effect = EFFECT_RECORDS,
                                .fields = withdrawal},
    [SUBMISSIONS_CIRCULATION] = {.type = "submission-circulation",
                                 .meaning = "A submission is sent to the members (D8).",
                                 .side = SIDE_EITHER,
                                 .by_roles = ROLE(SECRETARIAT),
                                 .effect = EFFECT_RECORDS,
                                 .fields = submission_circulation},
};

/* ---- observations ---- */

static const struct field observation[] = {
    FIELD("observation", FIELD_COUNT, "its number, from 1"),
    FIELD("state", FIELD_STATE, "which State it concerns"),
    FIELD_OF("about", words_observed, "what of it (D11)"),
    FIELD_MAYBE("subject", FIELD_HASH, "SHA-256 of the rulebook, register or figures, where known"),
    {.name = "text",
     .kind = FIELD_ATTACHMENT,
     .prose = PROSE_OWN,
     .meaning = "what was observed: published"},
    {0},
};

static const struct field observation_reply[] = {
    FIELD("observation", FIELD_COUNT, "which observation"),
    {.name = "text",
     .kind = FIELD_ATTACHMENT,
     .prose = PROSE_OWN,
     .meaning = "the State's reply: published"},
    {0},
};

const struct act forum_observations[OBSERVATIONS_ACTS] = {
    [OBSERVATIONS_OBSERVATION] = {.type = "observation",
                                  .meaning =
                                      "An accredited organisation observes how a State keeps "
                                      "the safeguards (D11).",
                                  .side = SIDE_EITHER,
                                  .by_roles = ROLE(ORGANISATION),
                                  .effect = EFFECT_RECORDS,
                                  .fields = observation},
    [OBSERVATIONS_REPLY] = {.type = "observation-reply",
                            .meaning = "The State's delegation replies (D11).",
                            .side = SIDE_EITHER,
                            .by_roles = ROLE(DELEGATION),
                            .effect = EFFECT_RECORDS,
                            .fields = observation_reply},
};
