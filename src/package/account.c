#include "package/account.h"

#include <inttypes.h>
#include <stdlib.h>

void count_add(struct count *count, enum verdict verdict, uint64_t bytes)
{
    count->input.records++;
    count->input.bytes += bytes;
    count->class[verdict].records++;
    count->class[verdict].bytes += bytes;
}

void count_move(struct count *count, enum verdict from, enum verdict to, uint64_t bytes)
{
    count->class[from].records--;
    count->class[from].bytes -= bytes;
    count->class[to].records++;
    count->class[to].bytes += bytes;
}

bool count_complete(const struct count *count)
{
    struct tally sum = {0};

    for (size_t i = 0; i < VERDICT_COUNT; i++) {
        sum.records += count->class[i].records;
        sum.bytes += count->class[i].bytes;
    }
    return sum.records == count->input.records && sum.bytes == count->input.bytes;
}

static void tally_sum(struct tally *sum, const struct tally *part)
{
    sum->records += part->records;
    sum->bytes += part->bytes;
}

void count_sum(struct count *sum, const struct count *part)
{
    tally_sum(&sum->input, &part->input);
    for (size_t i = 0; i < VERDICT_COUNT; i++)
        tally_sum(&sum->class[i], &part -> class[i]);
    sum->disagreements += part->disagreements;
}

/* A JSON string; account names and the caller's texts may hold anything. */
static void write_text(struct buffer *out, struct slice text)
{
    buffer_byte(out, '"');
    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = text.data[i];

        if (byte == '"' || byte == '\\')
            buffer_format(out, "\\%c", byte);
        else if (byte < 0x20)
            buffer_format(out, "\\u%04x", (unsigned)byte);
        else
            buffer_byte(out, byte);
    }
    buffer_byte(out, '"');
}

static void write_tally(struct buffer *out, const char *name, struct tally tally)
{
    buffer_format(out, "\"%s\":{\"bytes\":%" PRIu64 ",\"records\":%" PRIu64 "}", name, tally.bytes,
                  tally.records);
}

static void write_count(struct buffer *out, const struct count *count)
{
    write_tally(out, "input", count->input);
    buffer_byte(out, ',');
    write_tally(out, "released", count->class[VERDICT_RELEASED]);
    buffer_byte(out, ',');
    write_tally(out, "out_of_scope", count->class[VERDICT_OUT_OF_SCOPE]);
    buffer_text(out, ",\"set_aside\":{");
    write_tally(out, "privileged", count->class[VERDICT_PRIVILEGED]);
    buffer_byte(out, ',');
    write_tally(out, "ambiguous", count->class[VERDICT_AMBIGUOUS]);
    buffer_format(out, "},\"disagreements\":%" PRIu64, count->disagreements);
}

static void write_count_released(struct buffer *out, const struct count *count)
{
    struct tally withheld = {count->input.records - count->class[VERDICT_RELEASED].records,
                             count->input.bytes - count->class[VERDICT_RELEASED].bytes};

    write_tally(out, "input", count->input);
    buffer_byte(out, ',');
    write_tally(out, "released", count->class[VERDICT_RELEASED]);
    buffer_byte(out, ',');
    write_tally(out, "withheld", withheld);
}

typedef void count_writer(struct buffer *out, const struct count *count);

static void write_account(const struct account *account, struct slice matter, struct slice writ,
                          count_writer *write, struct buffer *out)
{
    buffer_text(out, "{\"matter\":");
    write_text(out, matter);
    buffer_text(out, ",\"writ\":");
    write_text(out, writ);
    buffer_byte(out, ',');
    write(out, &account->total);
    buffer_text(out, ",\"sources\":[");
    for (size_t i = 0; i < account->source_count; i++) {
        buffer_text(out, i ? ",{\"account\":" : "{\"account\":");
        write_text(out, account->sources[i].name);
        buffer_format(out, ",\"format\":\"%s\",", account->sources[i].format);
        write(out, &account->sources[i].count);
        buffer_byte(out, '}');
    }
    buffer_text(out, "]}\n");
}

void account_write(const struct account *account, struct slice matter, struct slice writ,
                   struct buffer *out)
{
    write_account(account, matter, writ, write_count, out);
}

void account_write_released(const struct account *account, struct slice matter, struct slice writ,
                            struct buffer *out)
{
    write_account(account, matter, writ, write_count_released, out);
}

void account_free(struct account *account)
{
    free(account->sources);
    memset(account, 0, sizeof *account);
}
