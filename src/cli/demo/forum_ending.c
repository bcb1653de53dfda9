#include "cli/demo/forum_ending.h"

#include "cli/command.h"
#include "forum/floor_view.h"
#include "node/floor_log.h"
#include "text/table.h"

/* ---- counting ---- */

static void count_applicant(const struct applicant *applicant, instant now,
                            struct forum_numbers *out)
{
    static const struct digest none;
    struct applicant_standing standing;

    applicant_standing(applicant, now, &standing);
    out->applicants++;
    out->approved += standing.state == APPLICANT_APPROVED;
    out->by_silence += standing.state == APPLICANT_APPROVED && standing.by_silence;
    out->refused += standing.state == APPLICANT_REFUSED;
    out->withdrawn += standing.state == APPLICANT_WITHDRAWN;
    out->decisions += (int64_t)applicant->decision_count;
    out->appeals += applicant->appealed != NEVER;
    for (size_t i = 0; i < applicant->objection_count; i++) {
        const struct objection *objection = &applicant->objections[i];

        out->objections++;
        out->none_given += memcmp(&objection->reasons, &none, sizeof none) == 0;
        out->replies += objection->replied != NEVER;
    }
}

/* How many different texts there are. */
static int64_t different(const struct slice *texts, size_t count)
{
    int64_t found = 0;

    for (size_t i = 0; i < count; i++) {
        size_t j = 0;

        while (j < i && !slice_equal(texts[j], texts[i]))
            j++;
        found += j == i;
    }
    return found;
}

static void count_papers(const struct forum *forum, instant now, struct forum_numbers *out)
{
    for (size_t i = 0; i < forum->submissions.count; i++) {
        struct signatory_count count;

        submission_count(&forum->submissions.items[i], now, &count);
        out->organisations += count.organisations;
        out->individuals += count.individuals;
    }
    out->documents = (int64_t)forum->documents.count;
    for (size_t i = 0; i < forum->documents.count; i++)
        out->languages += document_languages(&forum->documents.items[i], now).published;
}

static void count_record(const struct forum *forum, instant now, struct arena *arena,
                         struct forum_numbers *out)
{
    const struct participants *participants = &forum->participants;
    size_t count = participants->representative_count;
    struct slice *zones = arena_take(arena, (count + 1) * sizeof *zones);

    for (size_t i = 0; i < forum->accreditation.applicant_count; i++)
        count_applicant(&forum->accreditation.applicants[i], now, out);
    for (size_t i = 0; i < count; i++)
        zones[i] = participants->representatives[i].zone;
    out->representatives = (int64_t)count;
    out->zones = different(zones, count);
    count_papers(forum, now, out);
    out->meetings = (int64_t)forum->meetings.programme.meeting_count;
    out->groups = (int64_t)forum->meetings.shares.count;
    out->statements = (int64_t)forum->link_count;
}

static void count_floor(const struct floor *floor, struct arena *arena, struct forum_numbers *out)
{
    size_t count, groups;
    struct floor_sum *sums = floor_sums(floor, FLOOR_BY_GROUP, arena, &groups);
    struct slice *zones = arena_take(arena, (floor->speech_count + 1) * sizeof *zones);

    for (size_t i = 0; i < groups; i++) {
        out->speakers += (int64_t)sums[i].speakers;
        out->not_drawn += (int64_t)sums[i].not_drawn;
        out->heard += (int64_t)sums[i].heard;
        out->seconds += sums[i].used;
    }
    for (count = 0; count < floor->speech_count; count++)
        zones[count] = floor->speeches[count].capacity;
    out->speaker_zones = different(zones, count);
    out->worst_lag_s = floor_worst(floor, 0);
}

bool forum_count(struct forum_story *story, struct forum_numbers *out, struct error *error)
{
    struct world *world = story->stage.world;
    struct known_matter *known = arena_take(&world->arena, sizeof *known);
    struct floor *floor = arena_take(&world->arena, sizeof *floor);
    instant now = stage_now(&story->stage);

    *out = (struct forum_numbers){0};
    if (!node_load(&world->nodes[0], SLICE(""), now, known, error))
        return false;
    count_record(&known->forum->forum, now, &world->arena, out);
    known_matter_free(known);
    if (!floor_log_read(world_path(world, "un/floor/" FORUM_SESSION ".floor"), &world->arena, floor,
                        error))
        return false;
    count_floor(floor, &world->arena, out);
    return true;
}

/* ---- saying ---- */

void forum_numbers_json(const struct forum_numbers *numbers, struct writer *writer)
{
#define X(member, words) writer_member_integer(writer, #member, numbers->member);
    FORUM_NUMBERS(X)
#undef X
}

void forum_numbers_text(const struct forum_numbers *numbers, struct buffer *out)
{
    struct table table = {.columns = 2, .right = 2};

#define X(member, words)                                                                           \
    table_text(&table, words);                                                                     \
    table_format(&table, "%lld", (long long)numbers->member);
    FORUM_NUMBERS(X)
#undef X
    table_print(&table, 0, out);
    table_free(&table);
}

void forum_commands_text(const struct forum_story *story, struct buffer *out)
{
    static const char *const lists[] = {"forum status",        "forum objections",
                                        "forum participation", "forum documents",
                                        "forum submissions",   "ledger audit"};
    const char *folder = story->stage.world->folder, *program = command_program();
    char clock[INSTANT_TEXT];

    buffer_text(out, "\nNext commands to try:\n");
    if (story->stage.world->plan.has_clock)
        buffer_format(out, "  export PROVISO_CLOCK=%s   # this demo's node takes it\n",
                      instant_format(world_now(story->stage.world), clock));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        buffer_format(out, "  %s %s --node %s/un\n", program, lists[i], folder);
    buffer_format(out,
                  "  %s forum replay %s/un/floor/" FORUM_SESSION ".floor\n"
                  "  %s forum import-letter %s/letter.txt\n"
                  "  %s serve %s/un --rehearsal %s\n  %s site %s/un -o %s/site\n",
                  program, folder, program, folder, program, folder, folder, program, folder,
                  folder);
}
