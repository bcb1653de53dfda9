#include "web/statistics.h"

/* The smallest cell that is shown and not zero; `count` where there is none. */
static size_t smallest_shown(const uint64_t *cells, size_t count, const bool *hidden)
{
    size_t found = count;

    for (size_t i = 0; i < count; i++)
        if (!hidden[i] && cells[i] && (found == count || cells[i] < cells[found]))
            found = i;
    return found;
}

struct statistics_row statistics_hide(const uint64_t *cells, size_t count, bool *hidden)
{
    struct statistics_row row = {0};
    uint64_t sum = 0;
    size_t number = 0;

    for (size_t i = 0; i < count; i++) {
        row.total += cells[i];
        hidden[i] = cells[i] > 0 && cells[i] < STATISTICS_SMALL;
        sum += hidden[i] ? cells[i] : 0;
        number += hidden[i];
    }
    while (number && (number < 2 || sum < STATISTICS_SMALL)) {
        size_t next = smallest_shown(cells, count, hidden);

        if (next == count) {
            row.total_hidden = true;
            break;
        }
        hidden[next] = true;
        sum += cells[next];
        number++;
    }
    return row;
}

uint64_t statistics_band(uint64_t count)
{
    if (!count)
        return 0;
    return count < STATISTICS_SMALL ? 1 : count - count % STATISTICS_SMALL;
}
