#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/opening.h"
#include "cli/report.h"
#include "text/table.h"

static const char list_folder[] = "data/withheld/";

enum { LINE_BYTES_MOST = 65536, LINE_DEPTH = 2 };

/* "data/privileged/…": the class is the first folder below data. */
static struct slice class_of(struct slice file)
{
    struct slice rest = slice_starts(file, SLICE("data/")) ? slice_from(file, 5) : file;

    return slice_part(rest, 0, slice_find(rest, 0, '/'));
}

/* One line a record: class, reason, size, where it is. */
static bool take_line(struct slice line, size_t number, bool as_json, struct writer *writer,
                      struct table *table, struct error *error)
{
    json_t *record = json_strict(line, LINE_BYTES_MOST, LINE_DEPTH, error);
    int64_t bytes, offset;
    struct slice reason, file;
    bool ok = record && member_integer(record, "bytes", &bytes, error) &&
              member_integer(record, "offset", &offset, error) &&
              member_text(record, "reason", &reason, error) &&
              member_text(record, "file", &file, error);

    if (ok && as_json) {
        writer_open(writer, '{');
        writer_member_integer(writer, "record", (int64_t)number);
        writer_member_text(writer, "class", class_of(file));
        writer_member_text(writer, "reason", reason);
        writer_member_integer(writer, "bytes", bytes);
        writer_member_text(writer, "file", file);
        writer_member_text(writer, "hmac_sha256",
                           json_slice(json_object_get(record, "hmac_sha256")));
        writer_close(writer, '}');
    } else if (ok) {
        table_format(table, "%zu", number);
        table_cell(table, class_of(file));
        table_cell(table, reason);
        table_format(table, "%lld", (long long)bytes);
        table_cell(table, file);
    }
    json_decref(record);
    return ok;
}

static bool take_records(const struct opened_bag *bag, bool as_json, struct writer *writer,
                         struct table *table, struct error *error)
{
    size_t number = 0;

    for (size_t i = 0; i < bag->count; i++) {
        struct slice rest = bag->files[i].content, line;

        if (!slice_starts(bag->files[i].name, slice_text(list_folder)))
            continue;
        while (slice_line(&rest, &line))
            if (!take_line(line, ++number, as_json, writer, table, error))
                return error_where(error, "%.*s, line %zu", SLICE_ARG(bag->files[i].name), number);
    }
    return true;
}

static int say(const struct arguments *arguments, const struct open_report *report)
{
    struct buffer out = {0};
    struct table table = {.columns = 5, .right = 1u << 0 | 1u << 3};
    struct writer writer = {0};
    struct error error = {0};
    bool ok;

    if (arguments->json) {
        writer = report_json(&out);
        writer_member_text(&writer, "matter", slice_text(report->matter));
        writer_key(&writer, "records");
        writer_open(&writer, '[');
    } else {
        buffer_format(&out, "set aside in %s, for the reviewer to decide: ", report->matter);
        text_number(&out, report->records);
        buffer_text(&out, report->records == 1 ? " record\n" : " records\n");
    }
    ok = take_records(&report->bag, arguments->json, &writer, &table, &error);
    if (!ok) {
        buffer_free(&out);
        table_free(&table);
        return report_error(arguments, &error);
    }
    if (arguments->json) {
        writer_close(&writer, ']');
        report_json_end(&writer);
    } else {
        table_print(&table, 2, &out);
        report_print(&out);
    }
    table_free(&table);
    return COMMAND_DONE;
}

static int run(const struct arguments *arguments)
{
    struct open_report *report = memory_take(sizeof *report);
    int code = opening_run(arguments, OPEN_SET_ASIDE, list_folder, report);

    if (code == COMMAND_DONE) {
        code = say(arguments, report);
        open_report_free(report);
    }
    free(report);
    return code;
}

static const struct option_row rows[] = {OPENING_OPTIONS};

const struct command command_review = {
    .name = "review",
    .summary = "the filter office opens what was set aside and lists it for its decisions",
    .usage = "PACKAGE --writ WRIT --production FILE --trust FILE --identity FILE [-o DIR]",
    .text =
        "Checks the same as open. Each record is listed with its class (privileged, ambiguous),\n"
        "why it was set aside, its size, and the file that holds it in order.\n",
    .example = "  proviso review package --writ order.writ --production production.exchange \\\n"
               "    --trust xb/trust --identity filter.age -o set-aside\n",
    .options = rows,
    .least = 1,
    .most = 1,
    .run = run,
};
