/* What waits in a forum, and what is overdue by time alone; one application with all that belongs to it. */
#include "cli/forum.h"
#include "cli/report.h"
#include "forum/overdue.h"
#include "text/table.h"

/* ---- status ---- */

static void count_states(const struct listing *listing, size_t out[APPLICANT_STATE_COUNT])
{
    const struct accreditation *accreditation = &listing->forum->accreditation;

    for (size_t i = 0; i < accreditation->applicant_count; i++) {
        struct applicant_standing standing;

        applicant_standing(&accreditation->applicants[i], listing->now, &standing);
        out[standing.state]++;
    }
}

static void status_json(const struct listing *listing, const size_t states[APPLICANT_STATE_COUNT],
                        const struct forum_overdue *overdue)
{
    struct buffer out = {0};
    struct writer writer = report_json(&out);

    writer_member_instant(&writer, "as_of", listing->now);
    writer_key(&writer, "applications");
    writer_open(&writer, '{');
    for (unsigned i = 0; i < APPLICANT_STATE_COUNT; i++)
        writer_member_integer(&writer, words_applicant_state.words[i], (int64_t)states[i]);
    writer_close(&writer, '}');
    writer_key(&writer, "overdue");
    writer_open(&writer, '{');
    writer_member_integer(&writer, "applications", (int64_t)overdue->applications);
    writer_member_integer(&writer, "warnings", (int64_t)overdue->warnings);
    writer_member_integer(&writer, "appeals", (int64_t)overdue->appeals);
    writer_member_integer(&writer, "replies", (int64_t)overdue->replies);
    writer_member_integer(&writer, "document_languages", (int64_t)overdue->languages);
    writer_close(&writer, '}');
    writer_member_integer(&writer, "representatives",
                          (int64_t)listing->forum->participants.representative_count);
    writer_member_integer(&writer, "reprisal_reports",
                          (int64_t)listing->forum->participants.reprisals);
    report_json_end(&writer);
}

static int show_status(const struct arguments *arguments, const struct listing *listing,
                       struct error *error)
{
    size_t states[APPLICANT_STATE_COUNT] = {0};
    struct forum_overdue overdue;
    struct table table = {.columns = 2, .right = 2};
    struct buffer out = {0};

    (void)error;
    count_states(listing, states);
    forum_count_overdue(listing->forum, listing->now, &overdue);
    if (arguments->json) {
        status_json(listing, states, &overdue);
        return COMMAND_DONE;
    }
    for (unsigned i = 0; i < APPLICANT_STATE_COUNT; i++) {
        table_format(&table, "applications %s", words_applicant_state.words[i]);
        table_format(&table, "%zu", states[i]);
    }
    table_text(&table, "overdue: decisions and checks on applications");
    table_format(&table, "%zu", overdue.applications);
    table_text(&table, "overdue: warnings before a lapse");
    table_format(&table, "%zu", overdue.warnings);
    table_text(&table, "overdue: appeals against moderation");
    table_format(&table, "%zu", overdue.appeals);
    table_text(&table, "overdue: replies of States to observations");
    table_format(&table, "%zu", overdue.replies);
    table_text(&table, "overdue: languages of documents");
    table_format(&table, "%zu", overdue.languages);
    table_text(&table, "sealed reports of reprisals received");
    table_format(&table, "%zu", listing->forum->participants.reprisals);
    table_print(&table, 0, &out);
    table_free(&table);
    report_print(&out);
    return COMMAND_DONE;
}

static int run_status(const struct arguments *arguments)
{
    return forum_with_record(arguments, show_status);
}

static const struct option_row at_rows[] = {
    {"--at", "TIME", "as it stands at that time, by what is known now", 0},
    {0},
};

const struct command forum_status = {
    .name = "forum status",
    .summary = "what waits in a forum, and what is overdue",
    .usage = "[--at TIME]",
    .text = "Deadlines follow from the rules of procedure and the clock: nobody has to say that\n"
            "something is overdue.\n",
    .example = "  proviso forum status --node un\n",
    .options = at_rows,
    .node = true,
    .run = run_status,
};

/* ---- one application ---- */

static bool is_about(const struct cell *cells, const char *applicant)
{
    return slice_is(cells[0].text, applicant);
}

/* The rows of a list that begin with the applicant's number. */
static size_t rows_of(const struct listing *listing, const struct list_form *form,
                      const char *applicant, struct writer *writer, struct buffer *out)
{
    size_t shown = 0;

    for (size_t i = 0; i < form->count(listing); i++) {
        struct cell cells[LISTING_COLUMNS] = {{0}};

        form->row(listing, i, cells);
        if (!is_about(cells, applicant))
            continue;
        shown++;
        if (writer) {
            listing_row_json(form, cells, writer);
            continue;
        }
        buffer_format(out, "%s\n", form->title);
        listing_row_text(form, cells, out);
    }
    return shown;
}

static int show_application(const struct arguments *arguments, const struct listing *listing,
                            struct error *error)
{
    static const struct list_form *const forms[] = {&list_applications, &list_objections,
                                                    &list_decisions};
    const char *applicant = arguments->words[0];
    struct buffer out = {0};
    struct writer writer = {0};

    if (!accreditation_applicant(&listing->forum->accreditation, slice_text(applicant))) {
        error_set(error, ERROR_USAGE, "nobody has applied as \"%.60s\"; see proviso forum register",
                  applicant);
        return report_error(arguments, error);
    }
    if (arguments->json)
        writer = report_json(&out);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (arguments->json) {
            writer_key(&writer, forms[i]->name);
            writer_open(&writer, '[');
        }
        rows_of(listing, forms[i], applicant, arguments->json ? &writer : NULL, &out);
        if (arguments->json)
            writer_close(&writer, ']');
    }
    if (arguments->json)
        report_json_end(&writer);
    else
        report_print(&out);
    return COMMAND_DONE;
}

static int run_show(const struct arguments *arguments)
{
    return forum_with_record(arguments, show_application);
}

const struct command forum_show_one = {
    .name = "forum show",
    .summary = "one application with its objections, replies and decisions",
    .usage = "APPLICANT [--at TIME]",
    .text = "APPLICANT is the number in the register: un.applicant-17.\n",
    .example = "  proviso forum show un.applicant-17 --node un\n",
    .options = at_rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_show,
};
