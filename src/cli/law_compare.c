#include "base/files.h"
#include "cli/input.h"
#include "cli/law.h"
#include "cli/report.h"
#include "law/compare.h"
#include "text/table.h"

/* What one comparison works on. */
struct pair {
    struct law_source source;
    const struct provision *first, *second;
    bool has_facts;
    struct conduct conduct;
    struct comparison comparison;
    struct comparison in_matter; /* where the conduct is alleged to be what the first punishes */
    struct findings findings;
};

static bool read_facts(const struct arguments *arguments, struct pair *pair, struct error *error)
{
    const char *path = options_value(arguments, "--facts");
    struct buffer text = {0};
    bool ok;

    pair->has_facts = path != NULL;
    if (!path)
        return true;
    ok = files_read(path, LINES_BYTES, &text, error) &&
         (conduct_parse(buffer_slice(&text), &pair->source.arena, &pair->conduct, error) ||
          error_file(error, path));
    buffer_free(&text);
    return ok;
}

/* The law that counts is that of the day of the conduct: --at, or the facts' own, or now. */
static bool read_pair(const struct arguments *arguments, struct pair *pair, struct error *error)
{
    struct law_source *source = &pair->source;

    if (!law_open(arguments, source, error) || !read_facts(arguments, pair, error))
        return false;
    if (pair->conduct.has_at && !source->has_at)
        source->at = pair->conduct.at;
    return law_offence(source, arguments->words[0], &pair->first, &pair->findings, error) &&
           law_offence(source, arguments->words[1], &pair->second, &pair->findings, error);
}

/* ---- text ---- */

static void head_text(const char *name, const struct provision *provision, struct buffer *out)
{
    struct buffer codes = {0};

    buffer_format(out, "  %-7s ", name);
    text_plain(out, provision->state);
    buffer_format(out, " %.*s: ", SLICE_ARG(provision->id));
    text_plain(out, provision->title);
    buffer_text(out, "\n          ");
    text_plain(out, provision->cites);
    buffer_format(out, ", version %u, ", provision->version);
    law_period(provision, out);
    buffer_format(out, "\n          A measure %s", law_effect(provision));
    law_standards(provision, provision_outcome(provision, &law_unanswered), &codes);
    if (codes.size && provision_outcome(provision, &law_unanswered) > OUTCOME_NOTE)
        buffer_format(out, " (%s)", buffer_string(&codes));
    buffer_text(out, ".\n");
    buffer_free(&codes);
}

static void row(struct table *table, const char *element, const char *narrower, const char *whose,
                struct slice value)
{
    table_text(table, element);
    table_text(table, narrower);
    table_text(table, whose);
    table_cell(table, value);
}

/* A set without its braces; a word. */
static void value_words(enum element element, int64_t number, struct buffer *out)
{
    struct value value = element_value(element, number);
    struct buffer text = {0};

    value_format(&value, &text);
    if (value.kind == VALUE_SET)
        buffer_append(out, slice_part(buffer_slice(&text), 1, text.size - 2));
    else
        buffer_append(out, buffer_slice(&text));
    if (!out->size)
        buffer_text(out, "none");
    buffer_free(&text);
}

static void value_row(struct table *table, const char *element, const char *narrower,
                      const char *whose, enum element which, int64_t value)
{
    struct buffer text = {0};

    value_words(which, value, &text);
    row(table, element, narrower, whose, buffer_slice(&text));
    buffer_free(&text);
}

static void facts_row(const struct pair *pair, enum element element, struct table *table)
{
    const struct comparison_element *part = &pair->comparison.elements[element];
    struct buffer text = {0};

    fact_format(element, pair->conduct.facts.values[element], &text);
    buffer_format(&text, "  (first: %s; second: %s)", truth_name(part->first),
                  truth_name(part->second));
    row(table, "", "", "the facts", buffer_slice(&text));
    buffer_free(&text);
}

static const char *const narrower_words[] = {
    [RELATION_SAME] = "the same",
    [RELATION_NARROWER] = "first is narrower",
    [RELATION_WIDER] = "second is narrower",
    [RELATION_NEITHER] = "neither",
};

static void element_rows(const struct pair *pair, enum element element, struct table *table)
{
    const struct comparison_element *part = &pair->comparison.elements[element];
    int64_t first = pair->first->elements.values[element];
    int64_t second = pair->second->elements.values[element];
    const char *key = element_table[element].key, *narrower = narrower_words[part->relation];

    if (part->relation == RELATION_SAME) {
        value_row(table, key, narrower, "both", element, first);
    } else if (element_table[element].kind == ELEMENT_DEGREE) {
        value_row(table, key, narrower, "first", element, first);
        value_row(table, "", "", "second", element, second);
    } else {
        value_row(table, key, narrower, "both", element, first & second);
        if (part->only_first)
            value_row(table, "", "", "first only", element, part->only_first);
        if (part->only_second)
            value_row(table, "", "", "second only", element, part->only_second);
    }
    if (pair->has_facts)
        facts_row(pair, element, table);
}

static const char *const relation_sentences[] = {
    [COMPARISON_SAME] = "Each punishes what the other punishes.",
    [COMPARISON_WITHIN] = "Whatever the first punishes, the second punishes too.",
    [COMPARISON_AROUND] = "The second punishes less: conduct can be a crime under the first alone.",
    [COMPARISON_CROSS] = "Neither contains the other: some conduct is a crime under one alone.",
    [COMPARISON_APART] = "They have no act, or no object, in common.",
};

static void verdict_text(const struct pair *pair, struct buffer *out)
{
    const struct comparison *comparison = &pair->comparison;

    buffer_format(out, "\n%s\n", relation_sentences[comparison->relation]);
    if (pair->has_facts)
        buffer_format(out, "The facts meet the first: %s. They meet the second: %s.\n",
                      truth_name(comparison->first), truth_name(comparison->second));
    buffer_format(out, "Dual criminality: %s.\n", truth_name(comparison->verdict));
    for (unsigned i = 0; i < ELEMENT_COUNT; i++) {
        if (!(comparison->deciding & 1u << i))
            continue;
        if (comparison->verdict == TRUTH_NO)
            buffer_format(out, "  It fails in %s.\n", element_table[i].key);
        else
            buffer_format(out, "  It turns on %s: %s\n", element_table[i].key,
                          element_table[i].question);
    }
    if (comparison->verdict == TRUTH_UNKNOWN && !pair->has_facts)
        buffer_text(out,
                    "Give the facts of the case (--facts; proviso law facts prints a form).\n");
    if (comparison->verdict != pair->in_matter.verdict)
        buffer_format(out,
                      "In a matter, where the conduct is alleged to be what the first punishes, "
                      "the verdict is: %s.\n",
                      truth_name(pair->in_matter.verdict));
}

static void pair_text(const struct pair *pair, struct buffer *out)
{
    static const char *const heads[] = {"element", "narrower", "in", "value"};
    struct table table = {.columns = 4};
    char at[INSTANT_TEXT];

    buffer_format(out,
                  "Is what the first offence punishes a crime under the second? Law of %.10s.\n\n",
                  instant_format(pair->source.at, at));
    head_text("first", pair->first, out);
    head_text("second", pair->second, out);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        table_text(&table, heads[i]);
    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        element_rows(pair, i, &table);
    table_print(&table, 2, out);
    table_free(&table);
    verdict_text(pair, out);
}

/* ---- JSON ---- */

static void deciding_json(const struct comparison *comparison, struct writer *writer)
{
    writer_key(writer, "deciding");
    writer_open(writer, '[');
    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        if (comparison->deciding & 1u << i)
            writer_text(writer, slice_text(element_table[i].key));
    writer_close(writer, ']');
}

static void set_json(const char *name, enum element element, int64_t value, struct writer *writer)
{
    writer_key(writer, name);
    law_value_json(element, value, writer);
}

static void element_json(const struct pair *pair, enum element element, struct writer *writer)
{
    static const char *const narrower[] = {"same", "first", "second", "neither"};
    const struct comparison_element *part = &pair->comparison.elements[element];

    writer_open(writer, '{');
    writer_member_text(writer, "element", slice_text(element_table[element].key));
    writer_member_text(writer, "narrower", slice_text(narrower[part->relation]));
    set_json("first", element, pair->first->elements.values[element], writer);
    set_json("second", element, pair->second->elements.values[element], writer);
    if (element_table[element].kind != ELEMENT_DEGREE) {
        set_json("only_first", element, part->only_first, writer);
        set_json("only_second", element, part->only_second, writer);
    }
    if (pair->has_facts) {
        struct buffer text = {0};

        fact_format(element, pair->conduct.facts.values[element], &text);
        writer_member_text(writer, "fact", buffer_slice(&text));
        writer_member_text(writer, "meets_first", slice_text(truth_name(part->first)));
        writer_member_text(writer, "meets_second", slice_text(truth_name(part->second)));
        buffer_free(&text);
    }
    writer_close(writer, '}');
}

static void provision_member(const char *name, const struct provision *provision,
                             struct writer *writer)
{
    writer_key(writer, name);
    writer_open(writer, '{');
    law_provision_json(provision, writer);
    writer_close(writer, '}');
}

static void pair_json(const struct pair *pair, struct buffer *out)
{
    const struct comparison *comparison = &pair->comparison;
    struct writer writer = {.out = out, .indent = 2};

    writer_open(&writer, '{');
    writer_member_text(&writer, "verdict", slice_text(truth_name(comparison->verdict)));
    writer_member_text(&writer, "relation",
                       slice_text(comparison_relation_name(comparison->relation)));
    deciding_json(comparison, &writer);
    writer_member_text(&writer, "in_a_matter", slice_text(truth_name(pair->in_matter.verdict)));
    writer_member_instant(&writer, "at", pair->source.at);
    provision_member("first", pair->first, &writer);
    provision_member("second", pair->second, &writer);
    writer_key(&writer, "elements");
    writer_open(&writer, '[');
    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        element_json(pair, i, &writer);
    writer_close(&writer, ']');
    writer_key(&writer, "findings");
    findings_json(&pair->findings, &writer);
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}

/* ---- the command ---- */

static int compare(const struct arguments *arguments, struct pair *pair)
{
    struct buffer out = {0};

    if (!pair->first || !pair->second)
        return report_refusal(arguments, "Not both offences were in force.", &pair->findings, NULL);
    compare_provisions(pair->first, pair->second, pair->has_facts ? &pair->conduct.facts : NULL,
                       &pair->comparison);
    compare_case(pair->first, pair->second, pair->has_facts ? &pair->conduct.facts : NULL,
                 &pair->in_matter);
    comparison_findings(&pair->comparison, "", &pair->findings);
    if (arguments->json) {
        pair_json(pair, &out);
    } else {
        pair_text(pair, &out);
        findings_lines(&pair->findings, NULL, &out);
    }
    report_print(&out);
    return pair->comparison.verdict == TRUTH_YES ? COMMAND_DONE : COMMAND_REFUSED;
}

static int run_compare(const struct arguments *arguments)
{
    struct pair pair = {.has_facts = false};
    struct error error = {0};
    int code = read_pair(arguments, &pair, &error) ? compare(arguments, &pair)
                                                   : report_error(arguments, &error);

    law_close(&pair.source);
    return code;
}

static const struct option_row compare_rows[] = {
    {"--facts", "FILE", "the facts of the case, tested under both; proviso law facts prints a form",
     0},
    {"--at", "TIME", "the law of that day; otherwise the facts' own \"at\", or today's", 0},
    LAW_NODE_OPTION,
    {0},
};

const struct command law_compare = {
    .name = "law compare",
    .summary = "dual criminality by conduct: is what A punishes a crime under B?",
    .usage = "A B [--facts FILE] [--at TIME] [--node DIR]",
    .text =
        "A is the offence on which a request rests, B one of the requested State: each FILE#ID\n"
        "or STATE:ID (XA, XB and budapest come with the program). Elements are compared, not\n"
        "names. Without facts the answer is yes where whatever A punishes B punishes too, no\n"
        "where they have no act or no object in common, otherwise not known. With facts these\n"
        "decide: yes where they meet both. Exit code 0 for yes, 1 for no and not known. In a\n"
        "matter facts that nobody states are taken as the offences' elements have them; where\n"
        "that gives another verdict it is said, too, and is the one to state there.\n",
    .example = "  proviso law compare XA:computer-fraud XB:computer-fraud\n"
               "  proviso law compare XA:unlawful-access XB:data-espionage "
               "--facts law/hospital.facts\n"
               "  proviso law compare XA:computer-fraud treaty:article-8 --node xb\n",
    .options = compare_rows,
    .least = 2,
    .most = 2,
    .run = run_compare,
};

/* ---- the form ---- */

static void form_element(enum element element, struct buffer *out)
{
    const struct element_definition *definition = &element_table[element];

    buffer_format(out, "\n# %s\n", definition->question);
    for (unsigned i = 0; i < definition->vocabulary->count; i++)
        buffer_format(out, "#   %-28s %s\n", definition->vocabulary->words[i],
                      element_meaning(element, i));
    buffer_format(out, "%s = unknown\n", definition->key);
}

static int run_facts(const struct arguments *arguments)
{
    struct buffer out = {0};

    buffer_text(
        &out, "# The facts of a case, for proviso law compare --facts. Of a list in { } all that\n"
              "# applies is named: {access, fraud}, or {} for nothing of it. Otherwise one word,\n"
              "# \"at least\" or \"at most\" one. What is not known stays unknown, and asks.\n\n"
              "[facts]\n");
    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        form_element(i, &out);
    return report_result(arguments, "facts", &out, 0644);
}

const struct command law_facts = {
    .name = "law facts",
    .summary = "a form for the facts of a case, to fill in for law compare",
    .usage = "",
    .example = "  proviso law facts > case.facts\n",
    .run = run_facts,
};
