#include "terms/finding.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *row;
    enum outcome outcome;
} codes[] = {
#define X(constant, name, row, outcome) {name, row, OUTCOME_##outcome},
    FINDINGS(X)
#undef X
};

const char *finding_name(enum finding_code code)
{
    return codes[code].name;
}

const char *finding_row(enum finding_code code)
{
    return codes[code].row;
}

enum outcome finding_outcome(enum finding_code code)
{
    return codes[code].outcome;
}

const char *outcome_name(enum outcome outcome)
{
    static const char *const names[] = {"note", "ask", "refuse"};

    return names[outcome];
}

/* Cut to the room there is. Not printf: a decision with all its findings takes under a microsecond.
 */
static void set_where(struct finding *finding, const char *where)
{
    size_t size = strnlen(where, sizeof finding->where - 1);

    memcpy(finding->where, where, size);
    finding->where[size] = '\0';
}

struct finding *findings_add(struct findings *findings, enum finding_code code, const char *where)
{
    struct finding *finding;

    if (findings->count == FINDINGS_MAX) {
        findings->count--;
        code = FINDING_TOO_MANY;
        where = "";
    }
    finding = &findings->items[findings->count++];
    finding->code = code;
    finding->outcome = codes[code].outcome;
    finding->row = codes[code].row;
    finding->rule = NULL;
    finding->whose = 0;
    finding->value = (struct value){.kind = VALUE_NONE};
    finding->limit = (struct value){.kind = VALUE_NONE};
    set_where(finding, where ? where : "");
    return finding;
}

void finding_error(struct finding *finding, const struct error *error, struct arena *arena)
{
    char place[60] = "";

    if (error->line)
        snprintf(place, sizeof place, " (line %u, column %u)", error->line, error->column);
    finding->value = (struct value){
        .kind = VALUE_TEXT,
        .text = arena_format(arena, "%s: %s%s%s%s%s", error_name(error->code), error->message,
                             error->where[0] ? " (" : "", error->where, error->where[0] ? ")" : "",
                             place),
    };
}

void findings_merge(struct findings *into, const struct findings *from)
{
    for (size_t i = 0; i < from->count; i++) {
        struct finding *finding = findings_add(into, from->items[i].code, from->items[i].where);

        if (finding->code == from->items[i].code)
            *finding = from->items[i];
    }
}

void findings_keep(struct findings *findings, struct arena *arena)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];

        if (finding->value.kind == VALUE_TEXT)
            finding->value.text = arena_copy(arena, finding->value.text);
        if (finding->limit.kind == VALUE_TEXT)
            finding->limit.text = arena_copy(arena, finding->limit.text);
    }
}

bool findings_permit(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].outcome != OUTCOME_NOTE)
            return false;
    return true;
}

bool findings_have(const struct findings *findings, enum finding_code code)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].code == code)
            return true;
    return false;
}
