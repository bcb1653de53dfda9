#include "cli/demo/ending.h"

#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "cli/report.h"
#include "provider/open.h"
#include "provider/release.h"

enum { LIST_BYTES = 400 << 20 };

static void tell(struct story *story, const char *who, const char *what, const char *answer,
                 const struct findings *findings)
{
    struct story_step step = {who, what, answer, findings};

    story->tell(story->context, &step);
}

static bool verify(struct story *story, struct slice text, struct error *error)
{
    struct world *world = story->world;
    struct writ_answer *answer = memory_take(sizeof *answer);
    struct arena arena = {0};
    struct trust trust;
    struct bundle bundle;
    struct writ_question question = {.bundle = &bundle, .trust = &trust, .at = world_now(world)};
    bool ok = input_trust(world_path(world, "trust"), &arena, &trust, error) &&
              bundle_parse(text, BUNDLE_WRIT, &arena, &bundle, error);

    if (ok) {
        writ_verify(&question, answer);
        ok = answer->valid || error_set(error, ERROR_WRIT_REFUSED, "the writ does not verify");
        tell(story, "Mailhaus", "verify the writ offline, with its own pins",
             answer->valid ? "valid" : "refused", answer->valid ? NULL : &answer->findings);
        writ_answer_free(answer);
    }
    arena_free(&arena);
    free(answer);
    return ok;
}

static void show_progress(void *context, uint64_t done, uint64_t total)
{
    (void)context;
    report_progress("release:", done, total);
}

static bool run_release(struct story *story, struct provider *provider, struct slice writ,
                        struct slice list, struct error *error)
{
    struct world *world = story->world;
    struct provider_report *report = memory_take(sizeof *report);
    struct provider_source source = {
        .source = {.account = slice_text(world->plan.account), .path = world->plan.mail},
        .category = CATEGORY_CONTENT,
    };
    struct provider_order order = {
        .writ = writ,
        .sources = &source,
        .source_count = 1,
        .privileged = list,
        .privileged_name = world->plan.list,
        .output = world_path(world, "package"),
        .progress = show_progress,
    };
    bool ok = provider_release(provider, &order, report, error);

    report_progress_end();
    if (ok) {
        story->account = report->result.account.total;
        tell(story, "Mailhaus", "release: journal, classify, decide again, seal", "package", NULL);
    } else if (report->findings.count) {
        tell(story, "Mailhaus", "release", "refused", &report->findings);
    }
    provider_report_free(report);
    free(report);
    return ok;
}

static bool release(struct story *story, struct error *error)
{
    struct world *world = story->world;
    struct buffer writ = {0}, list = {0};
    struct provider provider;
    bool ok;

    world_clock(world);
    ok = files_read(world_path(world, "order.writ"), BUNDLE_MOST, &writ, error) &&
         files_read(world->plan.list, LIST_BYTES, &list, error) &&
         verify(story, buffer_slice(&writ), error) &&
         provider_open(world_path(world, "mailhaus"), &provider, error);
    if (ok) {
        ok = run_release(story, &provider, buffer_slice(&writ), buffer_slice(&list), error);
        provider_close(&provider);
    }
    buffer_free(&writ);
    buffer_free(&list);
    return ok;
}

static bool carry(struct story *story, int from, int to, struct error *error)
{
    struct import_report *report = memory_take(sizeof *report);
    bool ok = world_carry(story->world, from, to, story->world->chain, report, error);

    if (!ok && report->findings.count)
        tell(story, cast_states[to].state, "import", "refused", &report->findings);
    free(report);
    return ok;
}

/* What the investigator gets: XB's statements with proofs that XA's witness has cosigned. */
static bool write_production(struct world *world, struct error *error)
{
    struct buffer text = {0};
    bool ok =
        node_export(&world->nodes[CAST_XB], slice_text(world->chain), 0, &text, error) &&
        files_replace(world_path(world, "production.exchange"), buffer_slice(&text), 0600, error);

    buffer_free(&text);
    return ok;
}

static bool produce(struct story *story, struct error *error)
{
    struct world *world = story->world;

    if (!world_submit_file(world, CAST_XB, world_path(world, "package/production.json"),
                           CAST_MAILHAUS, error)) {
        if (error->code == ERROR_STATEMENT_REFUSED)
            tell(story, CAST_MAILHAUS, "sign the production", "refused", world->findings);
        return false;
    }
    tell(story, CAST_MAILHAUS, "sign the production: what was handed out", "accepted", NULL);
    if (!carry(story, CAST_XB, CAST_XA, error) || !carry(story, CAST_XA, CAST_XB, error) ||
        !write_production(world, error))
        return false;
    tell(story, "XB to XA", "the production, checked and cosigned", "imported", NULL);
    return true;
}

/* What the investigator reads before opening. */
struct papers {
    struct arena arena;
    struct trust trust;
    struct buffer writ, production, identity;
    struct age_identity age;
};

static bool read_papers(struct world *world, struct papers *papers, struct error *error)
{
    const char *identity = cast_states[CAST_XA].recipient.identity;

    return input_trust(world_path(world, "xa/trust"), &papers->arena, &papers->trust, error) &&
           files_read(world_path(world, "order.writ"), BUNDLE_MOST, &papers->writ, error) &&
           files_read(world_path(world, "production.exchange"), BUNDLE_MOST, &papers->production,
                      error) &&
           files_read(world_path(world, "keys/%s", identity), 4096, &papers->identity, error) &&
           age_identity_parse_file(buffer_slice(&papers->identity), &papers->age, error);
}

static bool open_package(struct story *story, struct error *error)
{
    struct world *world = story->world;
    struct open_report *report = memory_take(sizeof *report);
    struct papers papers = {0};
    struct open_order order = {
        .package = world_path(world, "package"),
        .part = OPEN_RELEASED,
        .trust = &papers.trust,
        .identity = &papers.age,
        .now = world_now(world),
    };
    bool ok = read_papers(world, &papers, error);

    order.writ = buffer_slice(&papers.writ);
    order.production = buffer_slice(&papers.production);
    if (ok) {
        ok = package_open(&order, report, error);
        if (ok || report->findings.count)
            tell(story, CAST_INVESTIGATOR, "open the package: production, bag, account",
                 ok ? world_text(world, "%llu record%s", (unsigned long long)report->records,
                                 report->records == 1 ? "" : "s")
                    : "refused",
                 ok ? NULL : &report->findings);
        open_report_free(report);
    }
    age_identity_wipe(&papers.age);
    arena_free(&papers.arena);
    buffer_free(&papers.writ);
    buffer_free(&papers.production);
    buffer_wipe_free(&papers.identity);
    free(report);
    return ok;
}

bool ending_tell(struct story *story, struct error *error)
{
    return release(story, error) && produce(story, error) && open_package(story, error);
}
