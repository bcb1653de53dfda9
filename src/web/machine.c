#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "web/pages.h"
#include "web/site.h"
#include "web/statistics.h"

/* Seconds that a view may be old before the node counts as one that cannot be read. */
enum { OLDEST_VIEW = 60 };

static enum node_trouble trouble_of(struct site *site, instant now)
{
    struct view *view = site_view(site, now);
    bool fresh = now - view->made < OLDEST_VIEW;

    view_release(view);
    return fresh ? (enum node_trouble)atomic_load(&site->trouble) : NODE_UNREADABLE;
}

void machine_health(void *data, const struct request *request, const struct form *form,
                    struct response *response)
{
    enum node_trouble trouble = trouble_of(data, request->now);

    (void)form;
    response->status = trouble == NODE_WELL ? 200 : 503;
    response->type = "text/plain; charset=utf-8";
    response->cache = RESPONSE_PRIVATE;
    buffer_format(&response->body, "%s\n", node_trouble_words(trouble));
}

static void write_head(struct buffer *out, const char *name, const char *type, const char *help)
{
    buffer_format(out, "# HELP proviso_%s %s\n# TYPE proviso_%s %s\n", name, help, name, type);
}

static void write_requests(const struct site *site, struct buffer *out)
{
    write_head(out, "http_requests_total", "counter",
               "Answers by the first digit of their status.");
    for (int i = 0; i < 6; i++)
        buffer_format(out, "proviso_http_requests_total{class=\"%dxx\"} %llu\n", i,
                      (unsigned long long)atomic_load(&site->metrics.requests[i]));
    write_head(out, "http_content_bytes_total", "counter", "Bytes of content that were answered.");
    buffer_format(out, "proviso_http_content_bytes_total %llu\n",
                  (unsigned long long)atomic_load(&site->metrics.bytes));
    write_head(out, "node_reads_total", "counter", "How often the pages were made anew.");
    buffer_format(out, "proviso_node_reads_total %llu\n",
                  (unsigned long long)atomic_load(&site->metrics.reads));
    write_head(out, "node_read_failures_total", "counter", "How often that failed.");
    buffer_format(out, "proviso_node_read_failures_total %llu\n",
                  (unsigned long long)atomic_load(&site->metrics.read_failures));
}

static void write_durations(const struct site *site, struct buffer *out)
{
    static const uint64_t most[SITE_DURATION_COUNT] = SITE_DURATIONS;
    unsigned long long sum = 0;

    write_head(out, "http_answer_seconds", "histogram",
               "How long answers took, from the first line of the request.");
    for (size_t i = 0; i < SITE_DURATION_COUNT; i++) {
        sum += atomic_load(&site->metrics.durations[i]);
        buffer_format(out, "proviso_http_answer_seconds_bucket{le=\"%g\"} %llu\n",
                      (double)most[i] / 1e6, sum);
    }
    sum += atomic_load(&site->metrics.durations[SITE_DURATION_COUNT]);
    buffer_format(out,
                  "proviso_http_answer_seconds_bucket{le=\"+Inf\"} %llu\n"
                  "proviso_http_answer_seconds_sum %.6f\n"
                  "proviso_http_answer_seconds_count %llu\n",
                  sum, (double)atomic_load(&site->metrics.microseconds) / 1e6, sum);
}

static void write_gauge(struct buffer *out, const char *name, const char *help, long long value)
{
    write_head(out, name, "gauge", help);
    buffer_format(out, "proviso_%s %lld\n", name, value);
}

static void write_node(struct site *site, const struct view *view, instant now, struct buffer *out)
{
    enum node_trouble trouble = trouble_of(site, now);

    write_gauge(out, "node_readable", "1 where the node can be read.", trouble != NODE_UNREADABLE);
    write_gauge(out, "node_writable", "1 where there is room to write.",
                trouble != NODE_UNREADABLE && trouble != NODE_FULL);
    write_gauge(out, "ledgers_published", "1 where the static files have the newest checkpoints.",
                trouble == NODE_WELL);
    write_gauge(out, "view_age_seconds", "How old the pages' view of the node is.",
                now > view->made ? now - view->made : 0);
    write_gauge(out, "http_connections", "Connections that are open.",
                atomic_load(&site->metrics.connections));
    write_head(out, "http_forms_refused_total", "counter", "Forms that came too often.");
    buffer_format(out, "proviso_http_forms_refused_total %llu\n",
                  (unsigned long long)atomic_load(&site->metrics.refused));
    write_gauge(out, "start_time_seconds", "When the server started, since 1970.", site->started);
}

/* In bands, as the page shows them: a count that changes at once would point at one matter (M8). */
static void write_overdue(const struct view *view, struct buffer *out)
{
    write_head(out, "overdue_acts", "gauge",
               "Acts of this State past their date: the lower end of a band of ten.");
    for (unsigned act = 0; act < MATTER_ACTS; act++)
        if (view->overdue[act])
            buffer_format(out, "proviso_overdue_acts{act=\"%s\"} %" PRIu64 "\n",
                          matter_acts.acts[act].type, statistics_band(view->overdue[act]));
}

/* Of this process, under the names that every Prometheus dashboard knows. */
static void write_process(struct buffer *out)
{
    long page = sysconf(_SC_PAGESIZE);
    struct rusage usage;
    long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "re");

    if (statm) {
        if (fscanf(statm, "%*s %ld", &pages) != 1)
            pages = 0;
        fclose(statm);
    }
    getrusage(RUSAGE_SELF, &usage);
    buffer_format(out,
                  "# HELP process_resident_memory_bytes Memory in use.\n"
                  "# TYPE process_resident_memory_bytes gauge\n"
                  "process_resident_memory_bytes %ld\n"
                  "# HELP process_cpu_seconds_total Processor time that was used.\n"
                  "# TYPE process_cpu_seconds_total counter\n"
                  "process_cpu_seconds_total %.3f\n",
                  pages * page,
                  (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                      (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6);
}

static void write_ledgers(const struct view *view, struct buffer *out)
{
    write_head(out, "ledger_entries", "gauge", "Entries of a ledger.");
    for (size_t i = 0; i < VIEW_LEDGERS; i++)
        buffer_format(out, "proviso_ledger_entries{ledger=\"%s\"} %" PRIu64 "\n",
                      view->ledgers[i].name, view->ledgers[i].checkpoint.size);
    write_head(out, "ledger_cosigned_seconds", "gauge",
               "When a witness last cosigned the newest checkpoint, since 1970.");
    for (size_t i = 0; i < VIEW_LEDGERS; i++)
        for (size_t j = 0; j < view->ledgers[i].count; j++)
            buffer_format(
                out, "proviso_ledger_cosigned_seconds{ledger=\"%s\",witness=\"%.*s\"} %lld\n",
                view->ledgers[i].name, SLICE_ARG(view->ledgers[i].cosignatures[j].witness),
                (long long)view->ledgers[i].cosignatures[j].at);
}

void machine_metrics(void *data, const struct request *request, const struct form *form,
                     struct response *response)
{
    struct site *site = data;
    struct view *view = site_view(site, request->now);

    (void)form;
    response->status = 200;
    response->type = "text/plain; version=0.0.4; charset=utf-8";
    response->cache = RESPONSE_PRIVATE;
    write_requests(site, &response->body);
    write_durations(site, &response->body);
    write_node(site, view, request->now, &response->body);
    write_ledgers(view, &response->body);
    write_overdue(view, &response->body);
    write_process(&response->body);
    view_release(view);
}
