#include <inttypes.h>

#include "web/pages.h"
#include "web/site.h"

void machine_health(void *data, const struct request *request, const struct form *form,
                    struct response *response)
{
    struct site *site = data;
    struct view *view = site_view(site, request->now);
    bool fresh = request->now - view->made < 60;

    (void)form;
    response->status = fresh ? 200 : 503;
    response->type = "text/plain; charset=utf-8";
    response->cache = RESPONSE_PRIVATE;
    buffer_text(&response->body, fresh ? "ok\n" : "the node cannot be read\n");
    view_release(view);
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
    write_ledgers(view, &response->body);
    view_release(view);
}
