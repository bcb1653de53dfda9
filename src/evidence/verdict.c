#include "evidence/verdict.h"

const char *reason_name(enum reason reason)
{
    static const char *const names[] = {
#define X(constant, name) name,
        REASONS(X)
#undef X
    };

    return names[reason];
}
