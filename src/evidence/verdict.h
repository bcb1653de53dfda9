/* What becomes of a record, and why. Every input byte gets exactly one verdict. */
#ifndef PROVISO_EVIDENCE_VERDICT_H
#define PROVISO_EVIDENCE_VERDICT_H

enum verdict {
    VERDICT_RELEASED,
    VERDICT_OUT_OF_SCOPE,
    VERDICT_PRIVILEGED,
    VERDICT_AMBIGUOUS,
    VERDICT_COUNT,
};

/* X(constant, stable name): why a record is not released. The names go into the reviewer's list. */
#define REASONS(X)                                                                                 \
    X(NONE, "none")                                                                                \
    X(OUT_OF_SCOPE, "out-of-scope")                                                                \
    X(LISTED, "listed")                                                                            \
    X(BEFORE_FIRST, "before-first-marker")                                                         \
    X(MARKER, "marker-disputed")                                                                   \
    X(RECEIVED, "receipt-time-unclear")                                                            \
    X(ACCOUNT, "account-unclear")                                                                  \
    X(OVERSIZE, "oversize")                                                                        \
    X(TRUNCATED, "truncated")                                                                      \
    X(NUL, "nul")                                                                                  \
    X(STRUCTURE, "structure")                                                                      \
    X(ENCODING, "undecodable")                                                                     \
    X(CHARSET, "charset")                                                                          \
    X(ENCRYPTED, "encrypted")                                                                      \
    X(CONTAINER, "archive-or-document")                                                            \
    X(DEPTH, "too-deep")                                                                           \
    X(JSON, "json-defective")                                                                      \
    X(DISAGREEMENT, "second-parser-disagrees")                                                     \
    X(COPY, "copy-of-privileged")                                                                  \
    X(COPY_UNCLEAR, "too-many-privileged-copies")

enum reason {
#define X(constant, name) REASON_##constant,
    REASONS(X)
#undef X
        REASON_COUNT,
};

/* The stable name of a reason; it lives for ever. */
const char *reason_name(enum reason reason);

#endif
