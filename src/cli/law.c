#include "cli/law.h"

#include <stdio.h>

#include "base/files.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_draft.h"
#include "cli/report.h"
#include "text/table.h"

#define AT_OPTION                                                                                  \
    {                                                                                              \
        "--at", "TIME", "only what was in force then; otherwise every version", 0                  \
    }

static const struct option_row at_rows[] = {AT_OPTION, {0}};
static const struct option_row show_rows[] = {AT_OPTION, LAW_NODE_OPTION, {0}};

/* What a command reads, and which versions it shows. */
struct view {
    struct law_source source;
    struct offence_register offences;
    const char *name; /* of the register */
    struct slice id;  /* empty: every offence */
};

static bool view_open(const struct arguments *arguments, struct view *view, struct error *error)
{
    const char *word = arguments->words[0];
    bool one = !files_exist(word) && (strchr(word, '#') || strchr(word, ':'));

    view->name = word;
    return law_open(arguments, &view->source, error) &&
           (!one || law_split(word, &view->source.arena, &view->name, &view->id, error)) &&
           law_register(&view->source, view->name, &view->offences, error);
}

static bool is_viewed(const struct view *view, const struct provision *provision)
{
    return (!view->id.size || slice_equal(view->id, provision->id)) &&
           (!view->source.has_at || provision_in_force(provision, view->source.at));
}

/* ---- show: the list ---- */

static void list_row(const struct provision *provision, struct table *table)
{
    struct buffer cell = {0};

    if (provision->version == 1)
        table_cell(table, provision->id);
    else
        table_format(table, "%.*s %u", SLICE_ARG(provision->id), provision->version);
    law_period(provision, &cell);
    table_cell(table, slice_from(buffer_slice(&cell), sizeof "in force " - 1));
    buffer_clear(&cell);
    provision_penalty(provision, &cell);
    table_cell(table, buffer_slice(&cell));
    table_text(table, law_effect(provision));
    for (int outcome = OUTCOME_REFUSE; outcome >= OUTCOME_NOTE; outcome--) {
        buffer_clear(&cell);
        law_standards(provision, (enum outcome)outcome, &cell);
        table_cell(table, buffer_slice(&cell));
    }
    buffer_free(&cell);
}

static void adopted_text(const struct view *view, struct buffer *out)
{
    const struct adopted_offences *adopted = view->source.adopted;
    char from[INSTANT_TEXT];

    if (adopted)
        buffer_format(out, "Dated %.10s; ", instant_format(adopted->offences->from, from));
    if (adopted)
        buffer_format(out, "adopted, and the law since %s.\n", instant_format(adopted->from, from));
}

static void list_text(const struct view *view, struct buffer *out)
{
    static const char *const heads[] = {"offence",    "in force", "maximum", "a measure",
                                        "refused by", "asks",     "notes"};
    struct table table = {.columns = 7};

    text_plain(out, view->offences.title);
    buffer_text(out, " (");
    text_plain(out, view->offences.state);
    buffer_text(out, ")\n");
    adopted_text(view, out);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        table_text(&table, heads[i]);
    for (size_t i = 0; i < view->offences.count; i++)
        if (is_viewed(view, &view->offences.provisions[i]))
            list_row(&view->offences.provisions[i], &table);
    table_print(&table, 2, out);
    table_free(&table);
}

/* ---- show: one offence ---- */

static void element_rows(const struct provision *provision, struct table *table)
{
    for (unsigned i = 0; i < ELEMENT_COUNT; i++) {
        struct value value = element_value(i, provision->elements.values[i]);
        struct buffer cell = {0};

        table_text(table, element_table[i].key);
        value_format(&value, &cell);
        table_cell(table, buffer_slice(&cell));
        if (element_table[i].kind == ELEMENT_DEGREE)
            table_text(table, element_meaning(i, (unsigned)value.number));
        else
            table_text(table, "");
        table_cell(table, provision->places[i].citation);
        buffer_free(&cell);
    }
}

static void row_or_none(struct table *table, const char *name, struct slice text)
{
    table_text(table, name);
    table_cell(table, text.size ? text : SLICE("none"));
    table_text(table, "");
    table_text(table, "");
}

static void other_rows(const struct provision *provision, struct table *table)
{
    struct value powers = {
        .kind = VALUE_SET, .number = (int64_t)provision->powers, .vocabulary = &words_power};
    struct buffer cell = {0};

    provision_penalty(provision, &cell);
    row_or_none(table, "penalty", buffer_slice(&cell));
    row_or_none(table, "undefined", provision->undefined);
    row_or_none(table, "covered-by", provision->covered_by);
    buffer_clear(&cell);
    value_format(&powers, &cell);
    row_or_none(table, "powers", buffer_slice(&cell));
    row_or_none(table, "interpretation", slice_text(provision->interpretation ? "yes" : "no"));
    buffer_free(&cell);
}

/* Where a line of at most `width` bytes of the text ends: at a space, if there is one. */
static size_t line_end(struct slice text, size_t width)
{
    size_t end = width;

    if (text.size <= width)
        return text.size;
    while (end > 0 && text.data[end] != ' ')
        end--;
    return end ? end : text.size;
}

static void quote_paragraph(struct slice text, struct buffer *out)
{
    while (text.size) {
        size_t end = line_end(text, 92);

        buffer_text(out, "  | ");
        text_plain(out, slice_part(text, 0, end));
        buffer_byte(out, '\n');
        text = slice_from(text, end + 1);
    }
}

static void quote(struct slice text, struct buffer *out)
{
    while (text.size) {
        size_t end = slice_find(text, 0, '\n');

        quote_paragraph(slice_part(text, 0, end), out);
        text = end == SIZE_MAX ? SLICE("") : slice_from(text, end + 1);
    }
}

static void one_text(const struct provision *provision, struct buffer *out)
{
    struct table table = {.columns = 4};
    struct findings findings = {.count = 0};

    text_plain(out, provision->state);
    buffer_format(out, " %.*s, version %u: ", SLICE_ARG(provision->id), provision->version);
    text_plain(out, provision->title);
    buffer_text(out, "\n");
    text_plain(out, provision->cites);
    buffer_text(out, ", ");
    law_period(provision, out);
    buffer_text(out, "\n\n");
    quote(provision->text, out);
    buffer_text(out, "\n");
    element_rows(provision, &table);
    other_rows(provision, &table);
    table_print(&table, 2, out);
    table_free(&table);
    buffer_format(out, "\nA measure %s.\n", law_effect(provision));
    law_examine(provision, "", &findings);
    findings_lines(&findings, NULL, out);
}

static void view_json(const struct view *view, bool findings_too, struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};

    writer_open(&writer, '{');
    writer_member_text(&writer, "state", view->offences.state);
    writer_member_text(&writer, "title", view->offences.title);
    writer_member_instant(&writer, "from", view->offences.from);
    if (view->source.adopted)
        writer_member_instant(&writer, "governs_from", view->source.adopted->from);
    writer_key(&writer, "offences");
    writer_open(&writer, '[');
    for (size_t i = 0; i < view->offences.count; i++) {
        const struct provision *provision = &view->offences.provisions[i];
        struct findings findings = {.count = 0};

        if (!is_viewed(view, provision))
            continue;
        writer_open(&writer, '{');
        law_provision_json(provision, &writer);
        if (findings_too) {
            law_examine(provision, "", &findings);
            writer_key(&writer, "findings");
            findings_json(&findings, &writer);
        }
        writer_close(&writer, '}');
    }
    writer_close(&writer, ']');
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}

static size_t viewed(const struct view *view)
{
    size_t count = 0;

    for (size_t i = 0; i < view->offences.count; i++)
        count += is_viewed(view, &view->offences.provisions[i]);
    return count;
}

/* Silence about an offence that was asked for would look like an answer. */
static bool view_has_any(const struct view *view, struct error *error)
{
    return viewed(view) > 0 ||
           error_set(error, ERROR_USAGE, "%.80s has no offence%s%.*s%s", view->name,
                     view->id.size ? " " : "", SLICE_ARG(slice_part(view->id, 0, 60)),
                     view->source.has_at ? " that was in force then" : "");
}

static void show_text(const struct view *view, struct buffer *out)
{
    bool more = false;

    if (!view->id.size) {
        list_text(view, out);
        return;
    }
    for (size_t i = 0; i < view->offences.count; i++) {
        if (!is_viewed(view, &view->offences.provisions[i]))
            continue;
        buffer_text(out, more ? "\n" : "");
        one_text(&view->offences.provisions[i], out);
        more = true;
    }
}

static int run_show(const struct arguments *arguments)
{
    struct view view = {0};
    struct error error = {0};
    struct buffer out = {0};
    bool ok = view_open(arguments, &view, &error) && view_has_any(&view, &error);

    if (ok && arguments->json)
        view_json(&view, true, &out);
    else if (ok)
        show_text(&view, &out);
    report_print(&out);
    law_close(&view.source);
    return ok ? COMMAND_DONE : report_error(arguments, &error);
}

const struct command law_show = {
    .name = "law show",
    .summary = "a register's offences, or one of them, element by element",
    .usage = "FILE|FILE#ID|STATE|STATE:ID [--at TIME] [--node DIR]",
    .text =
        "FILE is a register of offences; arcadia (XA), belmora (XB) and budapest come with the\n"
        "program. With --node a State's code, and \"treaty\", are what was adopted as law and\n"
        "governs then, as this node knows it. The list says whether a measure can rest on an\n"
        "offence, and by which of the standards L1 to L14 it is refused, or asks for the answers\n"
        "of this case; \"text\" asks, too: the text reads otherwise than its elements.\n",
    .example = "  proviso law show arcadia --at 2026-01-01\n"
               "  proviso law show law/belmora.offences#data-espionage\n"
               "  proviso law show XB --node xa\n",
    .options = show_rows,
    .least = 1,
    .most = 1,
    .run = run_show,
};

/* ---- check ---- */

/* A finding like a compiler's: FILE:LINE:COLUMN: refuse O5 offence-terms-of-use [id]: … One of no
 * standard, of how the text reads, is at the offence's heading. */
static void check_line(const struct view *view, const struct provision *provision,
                       enum standard standard, const struct finding *finding, struct buffer *out)
{
    enum element element = standard < STANDARD_COUNT ? standard_element(standard) : ELEMENT_COUNT;
    uint32_t line = provision->line, column = provision->column;

    if (element < ELEMENT_COUNT) {
        line = provision->places[element].line;
        column = provision->places[element].column;
    }
    text_plain(out, slice_text(view->name));
    buffer_format(out, ":%u:%u: ", line, column);
    finding_line(finding, NULL, out);
}

static void check_provision(const struct view *view, const struct provision *provision,
                            size_t outcomes[OUTCOME_REFUSE + 1], struct buffer *out)
{
    struct findings findings = {.count = 0};
    char where[120];
    size_t next = 0;

    if (provision->version == 1)
        snprintf(where, sizeof where, "%.*s", SLICE_ARG(provision->id));
    else
        snprintf(where, sizeof where, "%.*s %u", SLICE_ARG(provision->id), provision->version);
    law_examine(provision, where, &findings);
    outcomes[provision_outcome(provision, &law_unanswered)]++;
    for (unsigned i = 0; i < STANDARD_COUNT; i++)
        if (standard_applies(i, provision))
            check_line(view, provision, i, &findings.items[next++], out);
    for (; next < findings.count; next++)
        check_line(view, provision, STANDARD_COUNT, &findings.items[next], out);
}

static void check_text(const struct view *view, size_t outcomes[OUTCOME_REFUSE + 1],
                       struct buffer *out)
{
    for (size_t i = 0; i < view->offences.count; i++)
        if (is_viewed(view, &view->offences.provisions[i]))
            check_provision(view, &view->offences.provisions[i], outcomes, out);
    text_count(out, viewed(view), "offence", "offences");
    buffer_format(out,
                  ": a measure can rest on %zu of them as it stands, on %zu with answers, on %zu "
                  "never.\n",
                  outcomes[OUTCOME_NOTE], outcomes[OUTCOME_ASK], outcomes[OUTCOME_REFUSE]);
}

static int run_check(const struct arguments *arguments)
{
    struct view view = {0};
    size_t outcomes[OUTCOME_REFUSE + 1] = {0};
    struct error error = {0};
    struct buffer out = {0};
    bool ok = view_open(arguments, &view, &error) && view_has_any(&view, &error);

    if (ok) {
        check_text(&view, outcomes, &out);
        if (arguments->json) {
            buffer_clear(&out);
            view_json(&view, true, &out);
        }
    }
    report_print(&out);
    law_close(&view.source);
    if (!ok)
        return report_error(arguments, &error);
    return outcomes[OUTCOME_REFUSE] ? COMMAND_REFUSED : COMMAND_DONE;
}

const struct command law_check = {
    .name = "law check",
    .summary = "is this a register of offences, and what stands against each of them?",
    .usage = "FILE [--at TIME]",
    .text = "A file that is no register is refused with file, line and column. Otherwise each\n"
            "standard that an offence fails is named, with the row of the safeguards and what it\n"
            "means for a measure; the exit code is 1 where no measure can rest on some offence.\n",
    .example = "  proviso law check law/arcadia.offences\n",
    .options = at_rows,
    .least = 1,
    .most = 1,
    .run = run_check,
};

static const struct command *const parts[] = {
    &law_show, &law_check, &law_compare, &law_facts, &law_lint, &law_adopt, NULL,
};

const struct command command_law = {
    .name = "law",
    .summary = "offences: show, check, compare (dual criminality), facts, lint, adopt",
    .usage = "show|check|compare|facts|lint|adopt …",
    .text = "A register says of each offence what it is made of, element by element. From that\n"
            "follow whether a measure can rest on it, and whether what it punishes is a crime in\n"
            "another State too.\n",
    .example = "  proviso law compare XA:computer-fraud XB:computer-fraud\n",
    .parts = parts,
};
