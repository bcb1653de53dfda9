#include "rules/lattice.h"

bool lattice_within(enum direction direction, int64_t a, int64_t b)
{
    switch (direction) {
    case AT_MOST:
        return a <= b;
    case AT_LEAST:
        return a >= b;
    case PERMITTED:
    case ALLOWED:
        return (a & b) == a;
    case REQUIRED:
    case DEMANDED:
        return (a | b) == a;
    case EQUAL:
        return a == b;
    }
    return false;
}

bool lattice_meet(enum direction direction, int64_t a, int64_t b, int64_t *out)
{
    switch (direction) {
    case AT_MOST:
        *out = a <= b ? a : b;
        return true;
    case AT_LEAST:
        *out = a >= b ? a : b;
        return true;
    case PERMITTED:
    case ALLOWED:
        *out = a & b;
        return true;
    case REQUIRED:
    case DEMANDED:
        *out = a | b;
        return true;
    case EQUAL:
        if (a != b)
            return false;
        *out = a;
        return true;
    }
    return false;
}

bool lattice_permits(enum direction direction, int64_t limit, int64_t fact)
{
    return lattice_within(direction, fact, limit);
}

int64_t lattice_strictest(enum direction direction, int64_t most)
{
    switch (direction) {
    case AT_MOST:
    case PERMITTED:
    case ALLOWED:
        return 0;
    case AT_LEAST:
    case REQUIRED:
    case DEMANDED:
    case EQUAL:
        break;
    }
    return most;
}
