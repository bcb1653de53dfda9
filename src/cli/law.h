/* What the `law` commands share: registers of offences from files, the program itself, or a node. */
#ifndef PROVISO_CLI_LAW_H
#define PROVISO_CLI_LAW_H

#include "base/writer.h"
#include "cli/command.h"
#include "law/offence_findings.h"
#include "node/node.h"

/* The parts of `law`, each in the file of its name. */
extern const struct command law_show, law_check, law_compare, law_facts, law_lint;

#define LAW_NODE_OPTION                                                                            \
    {                                                                                              \
        "--node", "DIR", "XA, XB and treaty are then what the States known to this node adopted",  \
            0                                                                                      \
    }

/* Where registers come from: files, the program itself, or with --node what States adopted. */
struct law_source {
    struct arena arena;
    bool has_at;     /* --at was given */
    instant at;      /* of the versions: --at; otherwise now, by the node's clock if there is one */
    instant governs; /* of the adopted registers: likewise, whatever `at` is set to later */
    bool has_node;
    struct node node;
    struct known_matter known;
    const struct adopted_offences *adopted; /* the register read last, where it is one */
};

/* Opens the node of --node, if it is given, and loads its States. law_close, also after an error. */
bool law_open(const struct arguments *arguments, struct law_source *out, struct error *error);
void law_close(struct law_source *source);

/* Reads a register. With a node, a State's code names the State's own register then in force,
 * and "treaty" the treaty's that the node's State adopted. Otherwise a file, or by its name or
 * its State one that comes with the program ("arcadia", "XA", "budapest"). Slices live in `source`;
 * errors name the file. */
bool law_register(struct law_source *source, const char *name, struct offence_register *out,
                  struct error *error);

/* Splits FILE#ID, or STATE:ID, into the register's name (in `arena`) and the id. ERROR_USAGE where
 * it is neither. */
bool law_split(const char *word, struct arena *arena, const char **name, struct slice *id,
               struct error *error);

/* The offence that FILE#ID or STATE:ID names, in the version in force at `source->at`. ERROR_USAGE, with
 * the ids that there are, where the register has no such offence. Where it was not in force, a
 * finding is added and `*out` is NULL. */
bool law_offence(struct law_source *source, const char *word, const struct provision **out,
                 struct findings *findings, struct error *error);

/* Appends "in force since 2024-07-01", "in force from 2018-04-01 to 2024-07-01". */
void law_period(const struct provision *provision, struct buffer *out);

/* Appends the codes of the standards that have this outcome as the offence stands: "L3, L5"; and "text"
 * where the text reads otherwise than its elements. */
void law_standards(const struct provision *provision, enum outcome outcome, struct buffer *out);

/* Adds what the core would find of it before anybody has answered: standards, and how its text reads. */
void law_examine(const struct provision *provision, const char *where, struct findings *out);

/* "can rest on it", "can rest on it with answers", "cannot rest on it": a measure, as it stands. */
const char *law_effect(const struct provision *provision);

/* Writes an offence as JSON members, without findings. */
void law_provision_json(const struct provision *provision, struct writer *writer);

/* Writes an element's value: a word, or a list of words. */
void law_value_json(enum element element, int64_t value, struct writer *writer);

/* Nobody has answered anything yet. */
extern const struct offence_answers law_unanswered;

#endif
