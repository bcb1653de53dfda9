/* What the `law` commands share: registers of offences from files or from the program itself. */
#ifndef PROVISO_CLI_LAW_H
#define PROVISO_CLI_LAW_H

#include "base/writer.h"
#include "cli/command.h"
#include "law/offence_findings.h"

/* The parts of `law`, each in the file of its name. */
extern const struct command law_show, law_check, law_compare, law_facts, law_lint;

/* Reads a register: a file, or by its name or its State one that comes with the program ("arcadia",
 * "XA", "budapest"). Slices live in `arena`; errors name the file. */
bool law_register(const char *name, struct arena *arena, struct offence_register *out,
                  struct error *error);

/* Splits FILE#ID, or STATE:ID, into the register's name (in `arena`) and the id. ERROR_USAGE where
 * it is neither. */
bool law_split(const char *word, struct arena *arena, const char **name, struct slice *id,
               struct error *error);

/* The offence that FILE#ID or STATE:ID names, in the version in force at `at`. ERROR_USAGE, with
 * the ids that there are, where the register has no such offence. Where it was not in force, a
 * finding is added and `*out` is NULL. */
bool law_offence(const char *word, instant at, struct arena *arena, const struct provision **out,
                 struct findings *findings, struct error *error);

/* Appends "in force since 2024-07-01", "in force from 2018-04-01 to 2024-07-01". */
void law_period(const struct provision *provision, struct buffer *out);

/* Appends the codes of the standards that have this outcome as the offence stands: "L3, L5". */
void law_standards(const struct provision *provision, enum outcome outcome, struct buffer *out);

/* "can rest on it", "can rest on it with answers", "cannot rest on it": a measure, as it stands. */
const char *law_effect(const struct provision *provision);

/* Writes an offence as JSON members, without findings. */
void law_provision_json(const struct provision *provision, struct writer *writer);

/* Writes an element's value: a word, or a list of words. */
void law_value_json(enum element element, int64_t value, struct writer *writer);

/* Nobody has answered anything yet. */
extern const struct offence_answers law_unanswered;

#endif
