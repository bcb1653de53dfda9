/* What the lint can find: code, row of the safeguards, title, advice, source paragraph. L1 to L14
 * are for offences; the words are for powers. Sources: "letter" is the civil-society letter of
 * 2021-12-22, "OHCHR" are the key messages of the Office of the High Commissioner for Human Rights.
 */
#ifndef PROVISO_LAW_LINT_CODES_H
#define PROVISO_LAW_LINT_CODES_H

#define LETTER_SCOPE      "letter, Scope of Substantive Criminal Provisions, paragraph "
#define LETTER_SAFEGUARDS "letter, Human Rights and Procedural Safeguards, paragraph "
#define OHCHR_CORE        "OHCHR, 2, Focus on core cybercrimes, paragraph "
#define OHCHR_SCOPE       "OHCHR, 2, The scope of criminalization, paragraph 1"
#define OHCHR_WORK        "OHCHR, 2, The legitimate work, paragraph 1"
#define OHCHR_NECESSARY   "OHCHR, 3, Investigative and procedural measures, paragraph 1"
#define OHCHR_DURATION    "OHCHR, 3, Investigative measures limited in scope and duration, paragraph 1"
#define OHCHR_SUSPICION   "OHCHR, 3, Reasonable suspicion, paragraph 1"
#define OHCHR_JUDGE       "OHCHR, 3, Judicial authorisation, paragraph "
#define OHCHR_SEARCH      "OHCHR, 3, Search and seizure, paragraph 1"
#define OHCHR_PRIVILEGE   "OHCHR, 3, Privileged communications, paragraph 1"
#define OHCHR_MLA         "OHCHR, 4, "

/* X(constant, code, row, title, advice, source) */
#define LINT_CODES(X)                                                                              \
    X(L1, "L1", "O2", "content offence",                                                           \
      "the conduct is expression: leave it to general law that meets freedom of expression, and "  \
      "keep the offence out of a law on cybercrime",                                               \
      OHCHR_CORE "2; " LETTER_SCOPE "1")                                                           \
    X(L2, "L2", "O4", "mental element below intent or missing",                                    \
      "require intent in words, for every way of committing it: recklessness, negligence or what " \
      "one ought to know is not enough",                                                           \
      OHCHR_SCOPE "; " LETTER_SCOPE "2")                                                           \
    X(L3, "L3", "O4", "no dishonest or harmful purpose",                                           \
      "require malicious intent: a purpose to defraud, to damage or to harm", LETTER_SCOPE "2")    \
    X(L4, "L4", "O5", "terms of use or policy can decide",                                         \
      "say that a breach of terms of use, of a contract or of an employer's or an office's "       \
      "policy "                                                                                    \
      "is no crime, or require that a security measure be overcome",                               \
      LETTER_SCOPE "2")                                                                            \
    X(L5, "L5", "O6", "no public-interest defence",                                                \
      "add a clear and wide defence of the public interest", LETTER_SCOPE "2; " OHCHR_WORK)        \
    X(L6, "L6", "O7", "no exclusion of research",                                                  \
      "exclude security research, journalism and whistle-blowing, also where nobody authorised "   \
      "it",                                                                                        \
      LETTER_SCOPE "2; " OHCHR_WORK)                                                               \
    X(L7, "L7", "O3", "aggravation by the use of a computer",                                      \
      "an offence of other law needs no second one, and no higher penalty, because a computer "    \
      "was "                                                                                       \
      "used",                                                                                      \
      LETTER_SCOPE "1")                                                                            \
    X(L8, "L8", "O8", "vague or undefined terms",                                                  \
      "define these terms narrowly or leave them out: a person must know what is forbidden",       \
      OHCHR_SCOPE "; " LETTER_SCOPE "1")                                                           \
    X(L9, "L9", "O1", "neither barrier nor harm",                                                  \
      "require that a security measure be overcome or that serious harm be done",                  \
      OHCHR_CORE "1; " OHCHR_SCOPE)                                                                \
    X(L10, "L10", "O1", "penalty of four years or more",                                           \
      "a maximum of four years makes it a serious crime that opens intrusive measures and "        \
      "cooperation: keep that for serious harm",                                                   \
      OHCHR_NECESSARY)                                                                             \
    X(L11, "L11", "O1", "existing law covers it",                                                  \
      "leave it to the law that already protects, or say why that does not suffice",               \
      OHCHR_CORE "1; " LETTER_SCOPE "1")                                                           \
    X(L12, "L12", "O1", "outside the core set",                                                    \
      "keep to offences against confidentiality, integrity and availability, misuse of devices "   \
      "for these, and computer fraud and forgery",                                                 \
      OHCHR_CORE "1")                                                                              \
    X(L13, "L13", "O9", "no interpretation clause",                                                \
      "add that nothing in the law may be read to restrict conduct that human rights protect "     \
      "(said once, at the first offence)",                                                         \
      OHCHR_CORE "2")                                                                              \
    X(L14, "L14", "O9", "blocking, shutdown or ban of anonymity",                                  \
      "leave out powers to block or shut down and bans of anonymity or encryption",                \
      "OHCHR, introduction, paragraph 2; " LETTER_SCOPE "1")                                       \
    X(NO_JUDGE, "no-judge", "P5", "no judge",                                                      \
      "require the authorisation of an independent court before the measure",                      \
      OHCHR_JUDGE "2; " LETTER_SAFEGUARDS "2")                                                     \
    X(NO_WARRANT, "without-warrant", "P5", "measure without a warrant",                            \
      "allow it only in acute urgency, with a court's review within a strict time",                \
      OHCHR_JUDGE "2")                                                                             \
    X(NO_DURATION, "no-duration", "P3", "no limit in time", "set a maximum duration and an end",   \
      OHCHR_DURATION)                                                                              \
    X(NO_NECESSITY, "no-necessity", "P1", "no test of necessity and proportionality",              \
      "require that the measure be necessary, proportionate and the least intrusive",              \
      OHCHR_NECESSARY "; " LETTER_SAFEGUARDS "2")                                                  \
    X(NO_SUSPICION, "no-suspicion", "P4", "no reasonable suspicion",                               \
      "require reasonable suspicion, grounded in facts, that a person commits an offence",         \
      OHCHR_SUSPICION)                                                                             \
    X(NO_TARGET, "no-target", "P4", "no stated target",                                            \
      "require that persons, accounts or systems be named in the order", OHCHR_SUSPICION)          \
    X(BULK, "bulk", "P4", "retention or collection about everybody",                               \
      "leave out retention or collection that is not about suspects", OHCHR_SUSPICION)             \
    X(NO_THRESHOLD, "no-threshold", "P2", "not limited to serious crime",                          \
      "limit interception and real-time collection to serious crimes", OHCHR_NECESSARY)            \
    X(NO_NOTICE, "no-notice", "P11", "no notice to the person",                                    \
      "notify the person concerned, as soon as that does no harm to the investigation",            \
      LETTER_SAFEGUARDS "2")                                                                       \
    X(NO_REMEDY, "no-remedy", "P11", "no remedy",                                                  \
      "give the person concerned a challenge before a court", LETTER_SAFEGUARDS "2")               \
    X(NO_PRIVILEGE, "no-privilege", "P9", "no protection of privileged communications",            \
      "protect communications with lawyers, doctors and journalists", OHCHR_PRIVILEGE)             \
    X(NO_SUPERVISION, "no-supervision", "P7", "no continuing supervision",                         \
      "let a court and an independent body supervise the measure while it runs, with reports",     \
      OHCHR_JUDGE "2")                                                                             \
    X(NO_MINIMISATION, "no-minimisation", "P8", "no care for third parties and irrelevant data",   \
      "set apart and destroy what does not belong to the case", OHCHR_SEARCH)                      \
    X(GAG, "gag", "P11", "secrecy without an end",                                                 \
      "limit the duty of silence in time, and let a court renew it", LETTER_SAFEGUARDS "2")        \
    X(NO_DUAL_CRIMINALITY, "no-dual-criminality", "M1", "no dual criminality",                     \
      "assist only where the acts are a crime in both States",                                     \
      OHCHR_MLA "Dual criminality, paragraph 1")                                                   \
    X(NO_RIGHTS_GROUND, "no-rights-ground", "M4", "no refusal on grounds of human rights",         \
      "evaluate each request, and refuse where rights would be harmed",                            \
      OHCHR_MLA "Compliance with human rights, paragraph 1")

enum lint_code {
#define X(constant, ...) LINT_##constant,
    LINT_CODES(X)
#undef X
        LINT_CODE_COUNT
};

struct lint_code_row {
    const char *code, *row, *title, *advice, *source;
};

extern const struct lint_code_row lint_codes[LINT_CODE_COUNT];

#endif
