/* The forum's closed lists of words. Sources: reference "Forum" (tracks, regions, document kinds), BCP 47
 * (languages). */
#ifndef PROVISO_FORUM_WORDS_H
#define PROVISO_FORUM_WORDS_H

#include "base/value.h"

/* How somebody applies (D1): with a mandate, with ECOSOC status, or from the list of the others. */
#define TRACKS(X)                                                                                  \
    X(INTERGOVERNMENTAL, "intergovernmental")                                                      \
    X(ECOSOC, "ecosoc")                                                                            \
    X(OTHER, "other")

#define APPLICANT_KINDS(X)                                                                         \
    X(ORGANISATION, "organisation")                                                                \
    X(INDIVIDUAL, "individual")

/* Consultative status with ECOSOC. */
#define ECOSOC_STATUSES(X)                                                                         \
    X(GENERAL, "general")                                                                          \
    X(SPECIAL, "special")                                                                          \
    X(ROSTER, "roster")

/* The regional groups, and what is of none. */
#define REGIONS(X)                                                                                 \
    X(AFRICA, "africa")                                                                            \
    X(ASIA_PACIFIC, "asia-pacific")                                                                \
    X(EASTERN_EUROPE, "eastern-europe")                                                            \
    X(LATIN_AMERICA, "latin-america-caribbean")                                                    \
    X(WESTERN_EUROPE, "western-europe-others")                                                     \
    X(INTERNATIONAL, "international")

/* In what capacity somebody takes part. */
#define PARTICIPANT_FIELDS(X)                                                                      \
    X(CIVIL_SOCIETY, "civil-society")                                                              \
    X(ACADEMIA, "academia")                                                                        \
    X(PRIVATE_SECTOR, "private-sector")                                                            \
    X(TECHNICAL, "technical-community")                                                            \
    X(INTERGOVERNMENTAL, "intergovernmental")

/* The six official languages, BCP 47. */
#define OFFICIAL_LANGUAGES(X)                                                                      \
    X(AR, "ar")                                                                                    \
    X(ZH, "zh")                                                                                    \
    X(EN, "en")                                                                                    \
    X(FR, "fr")                                                                                    \
    X(RU, "ru")                                                                                    \
    X(ES, "es")

#define ATTENDANCES(X)                                                                             \
    X(IN_PERSON, "in-person")                                                                      \
    X(REMOTE, "remote")

#define DOCUMENT_KINDS(X)                                                                          \
    X(AGENDA, "agenda")                                                                            \
    X(ORGANISATIONAL, "organisational")                                                            \
    X(BACKGROUND, "background")                                                                    \
    X(WORKING, "working")                                                                          \
    X(DRAFT, "draft")                                                                              \
    X(STATEMENT, "statement")                                                                      \
    X(SUBMISSION, "submission")                                                                    \
    X(REPORT, "report")                                                                            \
    X(DECISION, "decision")

/* What a file is, by its content. */
#define FILE_FORMATS(X)                                                                            \
    X(PDF, "pdf")                                                                                  \
    X(DOCX, "docx")                                                                                \
    X(ODT, "odt")                                                                                  \
    X(HTML, "html")                                                                                \
    X(MARKDOWN, "markdown")

/* What a moderation act does. */
#define MODERATIONS(X)                                                                             \
    X(WARNING, "warning")                                                                          \
    X(MUTED, "muted")                                                                              \
    X(EXCLUDED, "excluded")

/* What an observation is about (D11). */
#define OBSERVED(X)                                                                                \
    X(RULEBOOK, "rulebook")                                                                        \
    X(OFFENCES, "offences")                                                                        \
    X(STATISTICS, "statistics")

#define X(constant, word) TRACK_##constant,
enum track { TRACKS(X) TRACK_COUNT };
#undef X
#define X(constant, word) APPLICANT_##constant,
enum applicant_kind { APPLICANT_KINDS(X) APPLICANT_KIND_COUNT };
#undef X
#define X(constant, word) REGION_##constant,
enum region { REGIONS(X) REGION_COUNT };
#undef X
#define X(constant, word) PARTICIPANT_##constant,
enum participant_field { PARTICIPANT_FIELDS(X) PARTICIPANT_FIELD_COUNT };
#undef X
#define X(constant, word) OFFICIAL_##constant,
enum official_language { OFFICIAL_LANGUAGES(X) OFFICIAL_COUNT };
#undef X
#define X(constant, word) ATTENDANCE_##constant,
enum attendance { ATTENDANCES(X) ATTENDANCE_COUNT };
#undef X
#define X(constant, word) DOCUMENT_##constant,
enum document_kind { DOCUMENT_KINDS(X) DOCUMENT_KIND_COUNT };
#undef X
#define X(constant, word) FORMAT_##constant,
enum file_format { FILE_FORMATS(X) FORMAT_COUNT };
#undef X
#define X(constant, word) MODERATION_##constant,
enum moderation_kind { MODERATIONS(X) MODERATION_COUNT };
#undef X
#define X(constant, word) OBSERVED_##constant,
enum observed { OBSERVED(X) OBSERVED_COUNT };
#undef X

extern const struct vocabulary words_track, words_applicant_kind, words_ecosoc, words_region,
    words_participant_field, words_official, words_attendance, words_document_kind, words_format,
    words_moderation, words_observed;

#endif
