#include "forum/words.h"

#define X(constant, word) word,
static const char *const tracks[] = {TRACKS(X)};
static const char *const applicant_kinds[] = {APPLICANT_KINDS(X)};
static const char *const ecosoc[] = {ECOSOC_STATUSES(X)};
static const char *const regions[] = {REGIONS(X)};
static const char *const fields[] = {PARTICIPANT_FIELDS(X)};
static const char *const languages[] = {OFFICIAL_LANGUAGES(X)};
static const char *const attendances[] = {ATTENDANCES(X)};
static const char *const document_kinds[] = {DOCUMENT_KINDS(X)};
static const char *const formats[] = {FILE_FORMATS(X)};
static const char *const moderations[] = {MODERATIONS(X)};
static const char *const observed[] = {OBSERVED(X)};
#undef X

#define WORDS(title, list)                                                                         \
    {                                                                                              \
        title, list, sizeof(list) / sizeof *(list)                                                 \
    }

const struct vocabulary words_track = WORDS("track", tracks);
const struct vocabulary words_applicant_kind = WORDS("kind of applicant", applicant_kinds);
const struct vocabulary words_ecosoc = WORDS("ECOSOC status", ecosoc);
const struct vocabulary words_region = WORDS("region", regions);
const struct vocabulary words_participant_field = WORDS("field", fields);
const struct vocabulary words_official = WORDS("official language", languages);
const struct vocabulary words_attendance = WORDS("way of taking part", attendances);
const struct vocabulary words_document_kind = WORDS("kind of document", document_kinds);
const struct vocabulary words_format = WORDS("format", formats);
const struct vocabulary words_moderation = WORDS("moderation", moderations);
const struct vocabulary words_observed = WORDS("subject of an observation", observed);
