/* One kind of error for all of Proviso: a stable code, a message that a person can act on, and the
 * place. A function that can fail returns bool and takes `struct error *error` last; on false the
 * error is set and its outputs are untouched or empty. */
#ifndef PROVISO_BASE_ERROR_H
#define PROVISO_BASE_ERROR_H

#include <stdbool.h>
#include <stdint.h>

/* X(constant, stable name, exit code): 1 refused input, 2 usage, 3 failure of the machine. */
#define ERROR_CODES(X)                                                                             \
    X(NONE, "none", 0)                                                                             \
    X(USAGE, "usage", 2)                                                                           \
    X(SYSTEM, "system", 3)                                                                         \
    X(FILE_MISSING, "file-missing", 3)                                                             \
    X(FILE_UNREADABLE, "file-unreadable", 3)                                                       \
    X(FILE_UNWRITABLE, "file-unwritable", 3)                                                       \
    X(DISK_FULL, "disk-full", 3)                                                                   \
    X(TOO_LARGE, "too-large", 1)                                                                   \
    X(ENCODING, "encoding", 1)                                                                     \
    X(TIME_FORMAT, "time-format", 1)                                                               \
    X(JSON_SYNTAX, "json-syntax", 1)                                                               \
    X(JSON_DUPLICATE, "json-duplicate", 1)                                                         \
    X(JSON_DEPTH, "json-depth", 1)                                                                 \
    X(JSON_NUMBER, "json-number", 1)                                                               \
    X(TEXT_INVALID, "text-invalid", 1)                                                             \
    X(MEMBER_MISSING, "member-missing", 1)                                                         \
    X(MEMBER_UNKNOWN, "member-unknown", 1)                                                         \
    X(MEMBER_TYPE, "member-type", 1)                                                               \
    X(MEMBER_VALUE, "member-value", 1)                                                             \
    X(LINE_SYNTAX, "line-syntax", 1)                                                               \
    X(KEY_UNKNOWN, "key-unknown", 1)                                                               \
    X(KEY_DUPLICATE, "key-duplicate", 1)                                                           \
    X(KEY_MISSING, "key-missing", 1)                                                               \
    X(SECTION_UNKNOWN, "section-unknown", 1)                                                       \
    X(SECTION_DUPLICATE, "section-duplicate", 1)                                                   \
    X(VALUE_TYPE, "value-type", 1)                                                                 \
    X(VALUE_UNIT, "value-unit", 1)                                                                 \
    X(RULE_LOOSENED, "rule-loosened", 1)                                                           \
    X(RULE_CONFLICT, "rule-conflict", 1)                                                           \
    X(VERSION_GAP, "version-gap", 1)                                                               \
    X(VERSION_OVERLAP, "version-overlap", 1)                                                       \
    X(SIGNATURE_FORMAT, "signature-format", 1)                                                     \
    X(SIGNATURE_WRONG, "signature-wrong", 1)                                                       \
    X(KEY_FORMAT, "key-format", 1)                                                                 \
    X(NOTE_FORMAT, "note-format", 1)                                                               \
    X(NOTE_SIGNATURE, "note-signature", 1)                                                         \
    X(CHECKPOINT_FORMAT, "checkpoint-format", 1)                                                   \
    X(CHECKPOINT_OLD, "checkpoint-old", 1)                                                         \
    X(CHECKPOINT_FORKED, "checkpoint-forked", 1)                                                   \
    X(PROOF_FORMAT, "proof-format", 1)                                                             \
    X(PROOF_WRONG, "proof-wrong", 1)                                                               \
    X(ENTRY_FORMAT, "entry-format", 1)                                                             \
    X(ENTRY_MISSING, "entry-missing", 1)                                                           \
    X(TILE_FORMAT, "tile-format", 1)                                                               \
    X(LEDGER_DIFFERS, "ledger-differs", 1)                                                         \
    X(AGE_HEADER, "age-header", 1)                                                                 \
    X(AGE_NO_MATCH, "age-no-match", 1)                                                             \
    X(AGE_HMAC, "age-hmac", 1)                                                                     \
    X(AGE_PAYLOAD, "age-payload", 1)                                                               \
    X(AGE_KEY, "age-key", 1)                                                                       \
    X(STATEMENT_FORMAT, "statement-format", 1)                                                     \
    X(STATEMENT_REFUSED, "statement-refused", 1)                                                   \
    X(STATEMENT_KNOWN, "statement-known", 1)                                                       \
    X(CHAIN_UNKNOWN, "chain-unknown", 1)                                                           \
    X(CHAIN_SEQUENCE, "chain-sequence", 1)                                                         \
    X(ATTACHMENT_MISSING, "attachment-missing", 1)                                                 \
    X(ATTACHMENT_WRONG, "attachment-wrong", 1)                                                     \
    X(CONTENT_DESTROYED, "content-destroyed", 1)                                                   \
    X(CONTENT_DAMAGED, "content-damaged", 3)                                                       \
    X(STORE, "store", 3)                                                                           \
    X(STORE_BEHIND, "store-behind", 3)                                                             \
    X(CLOCK_BACK, "clock-back", 3)                                                                 \
    X(TRUST_UNKNOWN, "trust-unknown", 1)                                                           \
    X(BUNDLE_FORMAT, "bundle-format", 1)                                                           \
    X(WRIT_FORMAT, "writ-format", 1)                                                               \
    X(WRIT_REFUSED, "writ-refused", 1)                                                             \
    X(STATUS_FORMAT, "status-format", 1)                                                           \
    X(LIST_FORMAT, "list-format", 1)                                                               \
    X(RECORD_FORMAT, "record-format", 1)                                                           \
    X(SOURCE_CHANGED, "source-changed", 1)                                                         \
    X(RELEASE_REPEATED, "release-repeated", 1)                                                     \
    X(PACKAGE_FORMAT, "package-format", 1)                                                         \
    X(PACKAGE_WRONG, "package-wrong", 1)                                                           \
    X(ACCOUNT_REFUSED, "account-refused", 1)                                                       \
    X(EVENT_ORDER, "event-order", 1)                                                               \
    X(EVENT_REPEATED, "event-repeated", 1)                                                         \
    X(LIST_CLOSED, "list-closed", 1)                                                               \
    X(CLOCK_JUMP, "clock-jump", 1)                                                                 \
    X(RECORD_DIFFERS, "record-differs", 1)

enum error_code {
#define X(constant, name, exit_code) ERROR_##constant,
    ERROR_CODES(X)
#undef X
};

struct error {
    enum error_code code;
    char message[600]; /* one line, without the place */
    char file[300];    /* empty: no file */
    char where[200];   /* JSON member, record, statement; empty: none */
    uint32_t line;     /* from 1; 0: none */
    uint32_t column;   /* from 1, in bytes; 0: none */
};

/* Sets code and message, keeps the place that was set before. Always returns false. */
bool error_set(struct error *error, enum error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* These add the place and always return false, so that they can follow error_set in a return. */
bool error_at(struct error *error, uint32_t line, uint32_t column);
bool error_file(struct error *error, const char *file);
bool error_where(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* errno as an error: the right code (disk-full, file-missing, …), "cannot <verb> <path>: reason".
 */
bool error_system(struct error *error, int number, const char *verb, const char *path);

const char *error_name(enum error_code code); /* the stable name, "json-duplicate" */
int error_exit(enum error_code code);         /* the exit code of a command that ends with it */

#endif
