#include "cli/account_table.h"

#include "text/table.h"

static void row(struct table *table, const char *name, struct tally tally)
{
    struct buffer records = {0}, bytes = {0};

    text_number(&records, tally.records);
    text_number(&bytes, tally.bytes);
    table_text(table, name);
    table_cell(table, buffer_slice(&records));
    table_cell(table, buffer_slice(&bytes));
    buffer_free(&records);
    buffer_free(&bytes);
}

static struct tally sum_of(const struct count *count)
{
    struct tally sum = {0, 0};

    for (int i = 0; i < VERDICT_COUNT; i++) {
        sum.records += count->class[i].records;
        sum.bytes += count->class[i].bytes;
    }
    return sum;
}

void account_table(const struct count *count, struct buffer *out)
{
    struct table table = {.columns = 3, .right = 1u << 1 | 1u << 2};

    table_text(&table, "");
    table_text(&table, "records");
    table_text(&table, "bytes");
    row(&table, "released", count->class[VERDICT_RELEASED]);
    row(&table, "out of scope", count->class[VERDICT_OUT_OF_SCOPE]);
    row(&table, "set aside, privileged", count->class[VERDICT_PRIVILEGED]);
    row(&table, "set aside, ambiguous", count->class[VERDICT_AMBIGUOUS]);
    row(&table, "together", sum_of(count));
    row(&table, "input", count->input);
    table_print(&table, 2, out);
    table_free(&table);
}
