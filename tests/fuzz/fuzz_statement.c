/* A payload: whatever parses can be read, folded alone, and says which attachments it has. */
#include <stdlib.h>

#include "matter/matter.h"
#include "matter/tally.h"
#include "register/register.h"
#include "rules/acts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct act_table *const tables[] = {&matter_acts, &register_acts, &rules_acts};

static bool read_attachment(void *context, struct slice sha256, int64_t length,
                            struct slice language, struct error *error)
{
    struct digest digest;

    (void)context;
    (void)error;
    if (!digest_read(sha256, &digest) || length < 1 || language.size == 0)
        abort();
    return true;
}

static void fold_matter(const struct filed *filed)
{
    static struct matter matter;
    static struct findings findings;
    struct rulebook floor = {.state = "floor"};
    struct state_register state_register = {.state = "XA"};
    const struct matter_state state = {.state_register = &state_register};
    struct matter_terms terms = {filed->statement.chain, &floor, &state, 1,
                                 filed->statement.at,    false};

    matter_fold(&terms, filed, 1, &matter);
    if (matter.permitted)
        abort();
    findings.count = 0;
    matter_check(&terms, NULL, 0, filed, &findings);
    if (findings_permit(&findings))
        abort();
}

static void fold_register(const struct filed *filed)
{
    struct register_terms terms = {.state = "XA", .delay = DAY, .skew = DAY};
    struct state_register state_register;
    struct findings findings = {.count = 0};

    register_fold(&terms, filed, 1, &state_register, &findings);
    if (findings_permit(&findings))
        abort();
    register_free(&state_register);
}

/* Together with itself an application is related in every way, and counts no less than alone. */
static void count_application(const struct statement *statement)
{
    struct application application = {0};
    const struct application *earlier = &application;
    struct slice keys[APPLICATION_KEYS];
    struct arena arena = {0};
    struct tally alone, together;
    unsigned related = 0;

    application_follow(&application, statement, statement->at, &arena);
    if (application.known) {
        if (application_keys(&application, keys) < 3)
            abort();
        tally_alone(statement, &alone);
        tally_count(&application, &earlier, 1, &related, &together);
        if (related != (RELATED_CASE | RELATED_ACCOUNT | RELATED_PERSON))
            abort();
        for (int i = 0; i < TALLIED; i++)
            if (together.counts[i] < alone.counts[i])
                abort();
    }
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct filed filed = {.entry = 0};
    struct error error = {0};
    struct scope scope;
    char label[80];

    if (!statement_parse(slice_of(data, size), tables, 3, &filed.statement, &error))
        return error.code == ERROR_NONE ? abort(), 0 : 0;
    filed.entered = filed.cosigned = filed.statement.at;
    if (size > STATEMENT_MOST || filed.statement.signer_count < 1 ||
        filed.statement.signer_count > SIGNERS_MOST)
        abort();
    statement_label(&filed.statement, label);
    act_attachments(filed.statement.act, filed.statement.body, read_attachment, NULL, &error);
    matter_scope(&filed.statement, &scope);
    count_application(&filed.statement);
    if (slice_ends(filed.statement.chain, SLICE("-register")))
        fold_register(&filed);
    else
        fold_matter(&filed);
    statement_free(&filed.statement);
    return 0;
}
