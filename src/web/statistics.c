#include "web/statistics.h"

#include "text/matter.h"

const char *statistics_words(enum statistics_standing standing)
{
    static const char *const words[] = {
#define X(constant, text) text,
        STATISTICS_STANDINGS(X)
#undef X
    };

    return words[standing];
}

instant statistics_until(instant now)
{
    char text[INSTANT_TEXT];
    int year, month;

    instant_format(now, text);
    if (strlen(text) < 10)
        return 0;
    year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0';
    month = (text[5] - '0') * 10 + text[6] - '0';
    return instant_civil(year, month, 1, 0, 0, 0);
}

/* The words of matter_standing; what begins with "awaiting" and all else waits for an act. */
static enum statistics_standing standing_of(const struct matter *matter)
{
    static const struct {
        const char *word;
        enum statistics_standing standing;
    } rows[] = {
        {"permitted", STATISTICS_PERMITTED}, {"void", STATISTICS_ENDED},
        {"terminated", STATISTICS_ENDED},    {"withdrawn", STATISTICS_ENDED},
        {"refused", STATISTICS_REFUSED},     {"produced", STATISTICS_PRODUCED},
        {"expired", STATISTICS_EXPIRED},     {"suspended", STATISTICS_SUSPENDED},
        {"postponed", STATISTICS_SUSPENDED},
    };
    const char *word = matter_standing(matter);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].word, word) == 0)
            return rows[i].standing;
    return STATISTICS_WAITING;
}

static enum statistics_part part_of(const struct matter *matter, const char *state)
{
    if (strcmp(matter->state[0], matter->state[1]) == 0)
        return STATISTICS_HOME;
    return strcmp(matter->state[0], state) == 0 ? STATISTICS_ASKING : STATISTICS_EXECUTING;
}

static const struct scope *scope_of(const struct matter *matter)
{
    for (size_t i = 0; i < matter->standing_count; i++)
        if (matter->standing[i].has_scope)
            return &matter->standing[i].scope;
    return NULL;
}

void statistics_add(struct statistics *statistics, const struct matter *matter, const char *state)
{
    const struct scope *scope = scope_of(matter);

    if (!matter->standing_count)
        return;
    if (!scope) {
        statistics->unknown++;
        return;
    }
    statistics->matters[part_of(matter, state)][scope->measure]++;
    statistics->standings[standing_of(matter)]++;
}

/* ---- what is left out ---- */

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
