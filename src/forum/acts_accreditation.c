#include "forum/acts_fields.h"
#include "forum/words.h"

#define APPLICANT FIELD("applicant", FIELD_NAME, "whose application: un.applicant-17")
#define RECEIVED(what)                                                                             \
    FIELD("received", FIELD_INSTANT, "when " what " arrived: deadlines are held against this")
#define REASONS FIELD("reasons", FIELD_ATTACHMENT, "why: published")

static const struct field call[] = {
    FIELD("call", FIELD_TEXT, "its name: \"session-1\""),
    FIELD("opens", FIELD_INSTANT, "applications are taken from then"),
    FIELD("closes", FIELD_INSTANT, "and until then: one that arrives later is refused"),
    {0},
};

static const struct field application[] = {
    FIELD("applicant", FIELD_NAME,
          "the applicant's number, never used again: un.applicant-17; their office's name, if they "
          "get one in the register"),
    FIELD("call", FIELD_TEXT, "which call it answers"),
    RECEIVED("it"),
    FIELD_OF("kind", words_applicant_kind, "an organisation or an individual expert (D1)"),
    FIELD_OF("track", words_track, "how they apply (D1)"),
    {.name = "status",
     .kind = FIELD_WORD,
     .words = &words_ecosoc,
     .presence = PRESENT_OPTIONAL,
     .meaning = "status with ECOSOC, where they have one"},
    FIELD_OF("field", words_participant_field, "in what capacity: participation is counted by it"),
    FIELD_OF("region", words_region, "the regional group: participation is counted by it"),
    FIELD_MAYBE("country", FIELD_STATE, "the country's code, where they have one"),
    {.name = "name",
     .kind = FIELD_ATTACHMENT,
     .prose = PROSE_BRIEF,
     .meaning = "the name: published while the application stands"},
    {.name = "text",
     .kind = FIELD_ATTACHMENT,
     .prose = PROSE_OWN,
     .meaning = "what they do and why they wish to take part: published with the name"},
    FIELD_MAYBE(
        "contact", FIELD_HASH,
        "SHA-256 of the contact data, which the secretariat keeps and nobody publishes (D6)"),
    {0},
};

static const struct field completeness[] = {
    APPLICANT,
    FIELD_OF("outcome", forum_outcomes, "whether anything is missing"),
    {.name = "missing",
     .kind = FIELD_ATTACHMENT,
     .presence = PRESENT_OPTIONAL,
     .prose = PROSE_BRIEF,
     .meaning = "what is missing, where it is incomplete"},
    {0},
};

static const struct field supplement[] = {
    APPLICANT,
    RECEIVED("it"),
    FIELD("text", FIELD_ATTACHMENT, "what the applicant sent: published"),
    {0},
};

static const struct field warning[] = {
    FIELD_LIST("applicants", FIELD_NAME,
               "who was told that their application lapses: no application lapses without this"),
    {0},
};

static const struct field circulation[] = {
    FIELD_LIST("applicants", FIELD_NAME, "whose applications go to the delegations now"),
    {0},
};

static const struct field objection[] = {
    APPLICANT,
    {.name = "reasons",
     .kind = FIELD_ATTACHMENT,
     .presence = PRESENT_OPTIONAL,
     .prose = PROSE_OWN,
     .meaning = "why; left out, the register says \"none given\""},
    {0},
};

static const struct field objection_withdrawal[] = {
    FIELD("objection", FIELD_HASH, "the delegation's own objection"),
    {0},
};

static const struct field reply[] = {
    FIELD("objection", FIELD_HASH, "what it replies to"),
    RECEIVED("it"),
    FIELD("text", FIELD_ATTACHMENT, "the applicant's reply: published with the objection"),
    {0},
};

static const struct field decision[] = {
    APPLICANT, FIELD_OF("decision", forum_decisions, "what the committee decides"),
    REASONS,   FIELD_COMMITTEE,
    {0},
};

static const struct field appeal[] = {
    APPLICANT,
    RECEIVED("it"),
    FIELD("grounds", FIELD_ATTACHMENT, "why the refusal is wrong: published"),
    {0},
};

static const struct field carry_over[] = {
    FIELD_LIST("applicants", FIELD_NAME, "whose applications are not decided in this call"),
    FIELD("call", FIELD_TEXT, "the call in which they are taken up"),
    REASONS,
    {0},
};

static const struct field application_withdrawal[] = {
    APPLICANT,
    RECEIVED("it"),
    {0},
};

static const struct field representative[] = {
    FIELD("applicant", FIELD_NAME, "the accredited organisation or expert"),
    FIELD("representative", FIELD_NAME, "a number within it, never used again: un.applicant-17.r1"),
    {.name = "zone",
     .kind = FIELD_TEXT,
     .check = forum_zone_check,
     .sample = "Europe/Paris",
     .meaning = "time zone, by its IANA name (D2)"},
    {.name = "languages",
     .kind = FIELD_WORDS,
     .least = 1,
     .most = OFFICIAL_COUNT,
     .words = &words_official,
     .meaning = "official languages that they speak"},
    FIELD_OF("attends", words_attendance, "in the room or remotely"),
    {.name = "name",
     .kind = FIELD_ATTACHMENT,
     .presence = PRESENT_OPTIONAL,
     .prose = PROSE_BRIEF,
     .meaning = "the person's name; left out, they appear under the organisation alone (D6)"},
    FIELD_MAYBE("contact", FIELD_HASH, "SHA-256 of the contact data, kept by the secretariat (D6)"),
    {0},
};

static const struct field representative_end[] = {
    FIELD("representative", FIELD_NAME, "who no longer represents it"),
    {0},
};

static const struct field attendance[] = {
    FIELD("applicant", FIELD_NAME, "the accredited organisation or expert"),
    FIELD("session", FIELD_TEXT, "which session"),
    {.name = "room",
     .kind = FIELD_NAME,
     .most = FORUM_LIST,
     .meaning = "representatives in the room, within the seats at one time"},
    {.name = "remote",
     .kind = FIELD_NAME,
     .most = FORUM_LIST,
     .meaning = "representatives with a remote link, within those at one time"},
    {0},
};

static const struct field moderation[] = {
    FIELD("subject", FIELD_NAME, "whom it concerns: a representative or an applicant"),
    FIELD_OF("measure", words_moderation, "what it does"),
    FIELD("until", FIELD_INSTANT, "when it ends by itself"),
    REASONS,
    {0},
};

static const struct field moderation_appeal[] = {
    FIELD("moderation", FIELD_HASH, "what is appealed"),
    RECEIVED("it"),
    FIELD("grounds", FIELD_ATTACHMENT, "why it is wrong: published"),
    {0},
};

static const struct field moderation_decision[] = {
    FIELD("moderation", FIELD_HASH, "what was appealed"),
    FIELD_OF("ruling", forum_rulings, "whether it stands"),
    REASONS,
    FIELD_COMMITTEE,
    {0},
};

static const struct field reprisal[] = {
    FIELD("report", FIELD_HASH,
          "SHA-256 of the sealed report: who reported and what stays with those it is sealed to "
          "(D6)"),
    {0},
};

#define SECRETARIAT   .side = SIDE_EITHER, .by_roles = ROLE(SECRETARIAT)
#define FOR_APPLICANT .side = SIDE_EITHER, .by_roles = ROLE(SECRETARIAT) | ROLE(ORGANISATION)

const struct act forum_accreditation[ACCREDITATION_ACTS] = {
    [ACCREDITATION_CALL] = {.type = "call",
                            .meaning = "Applications for accreditation are called for.",
                            SECRETARIAT,
                            .effect = EFFECT_RECORDS,
                            .fields = call},
    [ACCREDITATION_APPLICATION] = {.type = "accreditation-application",
                                   .meaning =
                                       "An organisation or an individual expert applies; the "
                                       "secretariat signs it in (D1).",
                                   SECRETARIAT,
                                   .effect = EFFECT_RECORDS,
                                   .fields = application},
    [ACCREDITATION_COMPLETENESS] = {.type = "completeness",
                                    .meaning = "The secretariat says whether an application is "
                                               "complete.",
                                    SECRETARIAT,
                                    .effect = EFFECT_RECORDS,
                                    .fields = completeness},
    [ACCREDITATION_SUPPLEMENT] = {.type = "supplement",
                                  .meaning = "An applicant sends what was missing.",
                                  SECRETARIAT,
                                  .effect = EFFECT_RECORDS,
                                  .fields = supplement},
    [ACCREDITATION_WARNING] = {.type = "lapse-warning",
                               .meaning = "Applicants are warned that their applications lapse.",
                               SECRETARIAT,
                               .effect = EFFECT_RECORDS,
                               .fields = warning},
    [ACCREDITATION_CIRCULATION] = {.type = "circulation",
                                   .meaning =
                                       "Complete applications go to the delegations; silence "
                                       "begins to count.",
                                   SECRETARIAT,
                                   .effect = EFFECT_RECORDS,
                                   .fields = circulation},
    [ACCREDITATION_OBJECTION] = {.type = "accreditation-objection",
                                 .meaning = "A delegation objects in its own name.",
                                 .side = SIDE_EITHER,
                                 .by_roles = ROLE(DELEGATION),
                                 .effect = EFFECT_RESTRICTS,
                                 .fields = objection},
    [ACCREDITATION_OBJECTION_WITHDRAWAL] = {.type = "objection-withdrawal",
                                            .meaning = "A delegation takes its objection back.",
                                            .side = SIDE_EITHER,
                                            .by_roles = ROLE(DELEGATION),
                                            .effect = EFFECT_RECORDS,
                                            .fields = objection_withdrawal},
    [ACCREDITATION_REPLY] = {.type = "reply",
                             .meaning = "An applicant replies to an objection.",
                             FOR_APPLICANT,
                             .effect = EFFECT_RECORDS,
                             .fields = reply},
    [ACCREDITATION_DECISION] = {.type = "accreditation-decision",
                                .meaning = "The committee decides on an application or an appeal.",
                                .side = SIDE_EITHER,
                                DECIDED_BY_COMMITTEE,
                                .effect = EFFECT_RECORDS,
                                .fields = decision},
    [ACCREDITATION_APPEAL] = {.type = "accreditation-appeal",
                              .meaning = "An applicant appeals against a refusal.",
                              FOR_APPLICANT,
                              .effect = EFFECT_RECORDS,
                              .fields = appeal},
    [ACCREDITATION_CARRY_OVER] = {.type = "carry-over",
                                  .meaning = "Applications are carried over to another call.",
                                  .side = SIDE_EITHER,
                                  .by_roles = ROLE(CHAIR),
                                  .effect = EFFECT_RECORDS,
                                  .fields = carry_over},
    [ACCREDITATION_WITHDRAWAL] = {.type = "application-withdrawal",
                                  .meaning = "An applicant withdraws, and is no longer named.",
                                  FOR_APPLICANT,
                                  .effect = EFFECT_RECORDS,
                                  .fields = application_withdrawal},
    [ACCREDITATION_REPRESENTATIVE] = {.type = "representative",
                                      .meaning = "An accredited organisation registers a "
                                                 "representative (D2).",
                                      FOR_APPLICANT,
                                      .effect = EFFECT_RECORDS,
                                      .fields = representative},
    [ACCREDITATION_REPRESENTATIVE_END] = {.type = "representative-end",
                                          .meaning = "A representative is no longer one.",
                                          FOR_APPLICANT,
                                          .effect = EFFECT_RECORDS,
                                          .fields = representative_end},
    [ACCREDITATION_ATTENDANCE] = {.type = "attendance",
                                  .meaning = "Who of an organisation takes its seats and links at "
                                             "a session (D2).",
                                  FOR_APPLICANT,
                                  .effect = EFFECT_RECORDS,
                                  .fields = attendance},
    [ACCREDITATION_MODERATION] = {.type = "moderation",
                                  .meaning =
                                      "Somebody's taking part is limited, with reasons (D6).",
                                  .side = SIDE_EITHER,
                                  .by_roles = ROLE(CHAIR) | ROLE(SECRETARIAT),
                                  .effect = EFFECT_RECORDS,
                                  .fields = moderation},
    [ACCREDITATION_MODERATION_APPEAL] = {.type = "moderation-appeal",
                                         .meaning = "An act of moderation is appealed (D6).",
                                         FOR_APPLICANT,
                                         .effect = EFFECT_RECORDS,
                                         .fields = moderation_appeal},
    [ACCREDITATION_MODERATION_DECISION] = {.type = "moderation-decision",
                                           .meaning =
                                               "The committee decides on such an appeal (D6).",
                                           .side = SIDE_EITHER,
                                           DECIDED_BY_COMMITTEE,
                                           .effect = EFFECT_RECORDS,
                                           .fields = moderation_decision},
    [ACCREDITATION_REPRISAL] = {.type = "reprisal-report",
                                .meaning = "The receipt of a sealed report of a reprisal (D6).",
                                SECRETARIAT,
                                .effect = EFFECT_RECORDS,
                                .fields = reprisal},
};
