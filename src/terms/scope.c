#include "terms/scope.h"

bool scope_has_account(const struct scope *scope, struct slice account)
{
    for (size_t i = 0; i < scope->account_count; i++)
        if (slice_equal(scope->accounts[i], account))
            return true;
    return false;
}

const char *scope_wider(const struct scope *inner, const struct scope *outer)
{
    if (inner->measure != outer->measure)
        return "measure";
    if (!slice_equal(inner->provider, outer->provider))
        return "provider";
    for (size_t i = 0; i < inner->account_count; i++)
        if (!scope_has_account(outer, inner->accounts[i]))
            return "accounts";
    if (inner->categories & ~outer->categories)
        return "categories";
    if (inner->from < outer->from)
        return "from";
    if (inner->to > outer->to)
        return "to";
    return inner->until > outer->until ? "until" : NULL;
}

void scope_intersect(struct scope *scope, const struct scope *other)
{
    size_t kept = 0;
    bool same = scope->measure == other->measure && slice_equal(scope->provider, other->provider);

    for (size_t i = 0; same && i < scope->account_count; i++)
        if (scope_has_account(other, scope->accounts[i]))
            scope->accounts[kept++] = scope->accounts[i];
    scope->account_count = kept;
    scope->categories &= other->categories;
    if (other->from > scope->from)
        scope->from = other->from;
    if (other->to < scope->to)
        scope->to = other->to;
    if (other->until < scope->until)
        scope->until = other->until;
}

bool scope_is_empty(const struct scope *scope)
{
    return scope->account_count == 0 || scope->categories == 0 || scope->from >= scope->to;
}
