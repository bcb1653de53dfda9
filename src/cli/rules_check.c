/* `rules check`: one rulebook or the versions of one; `rules floor`: floors one after the other. */
#include <stdlib.h>

#include "base/memory.h"
#include "cli/books.h"
#include "rules/floors.h"
#include "rules/reach.h"

/* ---- check ---- */

/* Each version as its State would adopt it: within the floor, after the one before. */
static bool check_all(const struct arguments *arguments, struct books *books,
                      struct rulebook *versions, struct error *error)
{
    for (size_t i = 0; i < arguments->word_count; i++) {
        if (!books_read(books, arguments->words[i], &versions[i], error))
            return false;
        if (!rulebook_follows(i ? &versions[i - 1] : NULL, &versions[i], error))
            return error_file(error, arguments->words[i]);
    }
    return true;
}

static void write_version(const struct rulebook *book, const char *name, struct writer *writer)
{
    writer_open(writer, '{');
    writer_member_text(writer, "book", slice_text(name));
    writer_member_instant(writer, "from", book->stated);
    writer_key(writer, "to");
    if (book->to == RULEBOOK_OPEN)
        writer_null(writer);
    else
        writer_instant(writer, book->to);
    writer_member_integer(writer, "extras", (int64_t)book->extra_count);
    writer_close(writer, '}');
}

/* The extras of a version that can never refuse anything: to be read again by whoever wrote them. */
static void warn(const struct rulebook *book, const char *name, struct writer *writer,
                 struct buffer *out)
{
    for (size_t i = 0; i < book->extra_count; i++) {
        const struct extra *extra = book->extras[i];
        enum reach reach = reach_of(extra, book);

        if (reach == REACH_BITES)
            continue;
        if (!writer) {
            buffer_format(out, "warning: %s:%u:%u: %s can never refuse anything: %s\n", name,
                          extra->line, extra->column, extra->name, reach_words(reach));
            continue;
        }
        writer_open(writer, '{');
        writer_member_text(writer, "book", slice_text(name));
        writer_key(writer, "extra");
        books_extra(writer, extra, NULL);
        writer_member_text(writer, "why", slice_text(reach_words(reach)));
        writer_close(writer, '}');
    }
}

static void say_checked(const struct arguments *arguments, const struct rulebook *versions,
                        struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};

    if (!arguments->json) {
        for (size_t i = 0; i < arguments->word_count; i++)
            buffer_format(out, "keeps the floor: %s of %s\n", arguments->words[i],
                          versions[i].state);
        if (arguments->word_count > 1)
            buffer_format(out, "%zu versions, without gap or overlap\n", arguments->word_count);
        for (size_t i = 0; i < arguments->word_count; i++)
            warn(&versions[i], arguments->words[i], NULL, out);
        return;
    }
    writer_open(&writer, '{');
    writer_member_flag(&writer, "accepted", true);
    writer_member_text(&writer, "state", slice_text(versions[0].state));
    writer_key(&writer, "versions");
    writer_open(&writer, '[');
    for (size_t i = 0; i < arguments->word_count; i++)
        write_version(&versions[i], arguments->words[i], &writer);
    writer_close(&writer, ']');
    writer_key(&writer, "warnings");
    writer_open(&writer, '[');
    for (size_t i = 0; i < arguments->word_count; i++)
        warn(&versions[i], arguments->words[i], &writer, NULL);
    writer_close(&writer, ']');
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}

static bool check(const struct arguments *arguments, struct three *three, struct buffer *out,
                  struct error *error)
{
    struct rulebook *versions = memory_take(arguments->word_count * sizeof *versions);
    bool ok = check_all(arguments, &three->books, versions, error);

    if (ok)
        say_checked(arguments, versions, out);
    free(versions);
    return ok;
}

static int run_check(const struct arguments *arguments)
{
    return books_run(arguments, check);
}

static const struct option_row check_rows[] = {FLOOR_OPTION, BOOK_NODE_OPTION, {0}};

const struct command rules_check = {
    .name = "rules check",
    .summary = "is this a rulebook, does it loosen nothing, do its versions follow each other?",
    .usage = "BOOK... [--floor FILE]",
    .text =
        "Several books are the versions of one State's, in the order of their adoption: a gap or\n"
        "an overlap is an error. What is wrong is named with file, line, column and parameter. A\n"
        "\"deny\" that can never refuse anything, since its conditions contradict each other or "
        "the\n"
        "limits refuse already what it names, is a warning.\n",
    .example = "  proviso rules check arcadia.rules\n"
               "  proviso rules check arcadia-2026.rules arcadia-2027.rules\n",
    .options = check_rows,
    .least = 1,
    .most = 64,
    .run = run_check,
};

/* ---- floor ---- */

struct chain {
    struct slice texts[FLOORS_MOST];
    struct floors floors;
    struct rulebook *own; /* each as it is written, by date */
};

static bool read_chain(const struct arguments *arguments, struct books *books, struct chain *out,
                       struct error *error)
{
    size_t at;

    for (size_t i = 0; i < arguments->word_count; i++)
        if (!books_text(books, arguments->words[i], &out->texts[i], error))
            return false;
    if (!floors_parse(out->texts, arguments->word_count, &books->arena, &out->floors, &at, error))
        return at < arguments->word_count ? error_file(error, arguments->words[at]) : false;
    for (size_t i = 0; i < arguments->word_count; i++)
        if (!rulebook_parse(out->texts[i], NULL, &books->arena, &out->own[i], error))
            return false;
    return true;
}

/* One floor as written: by its date, since the meets are in that order. */
static const struct rulebook *own_of(const struct chain *chain, size_t count, size_t number)
{
    size_t earlier = 0;

    for (size_t i = 0; i < count; i++, earlier = 0) {
        for (size_t j = 0; j < count; j++)
            earlier += chain->own[j].from < chain->own[i].from ||
                       (chain->own[j].from == chain->own[i].from && j < i);
        if (earlier == number)
            return &chain->own[i];
    }
    return NULL;
}

static void say_floor(const struct rulebook *before, const struct rulebook *own,
                      struct difference *differences, struct buffer *out)
{
    size_t count = explain_diff(before, own, differences);

    for (size_t i = 0; i < count; i++) {
        if (differences[i].change == CHANGE_SAME)
            continue;
        explain_difference(&differences[i], out);
        if (differences[i].change != CHANGE_TIGHTER)
            buffer_text(out,
                        "         without effect where it loosens: the floor before it stays\n");
    }
}

static void write_floor(const struct rulebook *before, const struct rulebook *own,
                        struct difference *differences, struct writer *writer)
{
    size_t count = before ? explain_diff(before, own, differences) : 0;

    writer_open(writer, '{');
    writer_member_instant(writer, "from", own->from);
    writer_member_text(writer, "title", own->title);
    writer_key(writer, "changes");
    writer_open(writer, '[');
    for (size_t i = 0; i < count; i++) {
        const struct difference *difference = &differences[i];

        if (difference->change == CHANGE_SAME)
            continue;
        writer_open(writer, '{');
        writer_member_text(writer, "parameter",
                           slice_text(parameter_name(difference->measure, difference->parameter)));
        writer_member_text(writer, "change", slice_text(change_name(difference->change)));
        books_limit(writer, "before", difference->parameter, difference->before);
        books_limit(writer, "stated", difference->parameter, difference->after);
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
    writer_close(writer, '}');
}

static bool floor_chain(const struct arguments *arguments, struct three *three, struct buffer *out,
                        struct error *error)
{
    struct chain chain = {.own = memory_take(arguments->word_count * sizeof *chain.own)};
    struct difference *differences = memory_take(DIFFERENCES_MAX * sizeof *differences);
    struct writer writer = {.out = out, .indent = 2};
    bool ok = read_chain(arguments, &three->books, &chain, error);

    if (ok && arguments->json) {
        writer_open(&writer, '{');
        writer_key(&writer, "floors");
        writer_open(&writer, '[');
    }
    for (size_t i = 0; ok && i < chain.floors.count; i++) {
        const struct rulebook *own = own_of(&chain, arguments->word_count, i);
        const struct rulebook *before = i ? chain.floors.met[i - 1] : NULL;

        if (arguments->json) {
            write_floor(before, own, differences, &writer);
            continue;
        }
        buffer_text(out, "from ");
        value_format(&(struct value){.kind = VALUE_INSTANT, .number = own->from}, out);
        buffer_format(out, ": %.*s\n", SLICE_ARG(own->title));
        if (before)
            say_floor(before, own, differences, out);
    }
    if (ok && arguments->json) {
        writer_close(&writer, ']');
        writer_close(&writer, '}');
        buffer_byte(out, '\n');
    }
    free(differences);
    free(chain.own);
    return ok;
}

static int run_floor(const struct arguments *arguments)
{
    return books_run(arguments, floor_chain);
}

static const struct option_row floor_rows[] = {FLOOR_OPTION, {0}};

const struct command rules_floor = {
    .name = "rules floor",
    .summary = "floors adopted one after the other: what each tightens",
    .usage = "FLOOR...",
    .text =
        "A floor counts as its meet with those before it: what a later one loosens has no effect.\n"
        "A trust file pins them together (sha256, sha256.2, … in its section [floor]).\n",
    .example = "  proviso rules floor floor.rules floor.2.rules\n",
    .options = floor_rows,
    .least = 1,
    .most = FLOORS_MOST,
    .run = run_floor,
};
