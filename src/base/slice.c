#include "base/slice.h"

int slice_compare(struct slice a, struct slice b)
{
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.data, b.data, common) : 0;

    if (order != 0)
        return order;
    return (a.size > b.size) - (a.size < b.size);
}

bool slice_line(struct slice *rest, struct slice *line)
{
    size_t end = slice_find(*rest, 0, '\n');

    if (end == SIZE_MAX)
        return false;
    *line = slice_part(*rest, 0, end);
    *rest = slice_from(*rest, end + 1);
    return true;
}

bool slice_decimal(struct slice a, int64_t *number)
{
    int64_t n = 0;

    if (a.size == 0 || a.size > 19 || (a.size > 1 && a.data[0] == '0'))
        return false;
    for (size_t i = 0; i < a.size; i++) {
        if (a.data[i] < '0' || a.data[i] > '9')
            return false;
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, a.data[i] - '0', &n))
            return false;
    }
    *number = n;
    return true;
}
