/* The writ of a matter: built and verified anew each time that somebody asks for it, so that what is
 * handed to the provider holds when it is handed over (M2, M6). */
#include <stdlib.h>

#include "base/memory.h"
#include "web/page_findings.h"
#include "web/page_form.h"
#include "web/pages.h"

static bool build(struct site *site, const struct request *request, struct slice chain,
                  struct buffer *out, struct findings *findings, struct error *error)
{
    bool ok;

    pthread_mutex_lock(&site->lock);
    ok = node_writ(site->node, chain, out, findings, request->arena, error);
    pthread_mutex_unlock(&site->lock);
    return ok;
}

static void write_refusal(struct page *page, const struct findings *findings,
                          const struct error *error)
{
    if (error->code != ERROR_WRIT_REFUSED)
        page_error(page, error);
    page_element(page, "p", "notice refused",
                 "There is no writ: a provider that followed these rules would refuse it.");
    page_findings(page, findings, NULL);
}

static void write_offer(struct page *page, struct slice chain, size_t size)
{
    struct slice place = arena_format(page->arena, "/matters/%.*s/writ/file", SLICE_ARG(chain));
    struct buffer bytes = {0};

    language_number(page->language, size, &bytes);
    html_open(&page->html, "p", "class", "notice", NULL);
    page_fill(page,
              "{file:The writ} was built and verified just now, under this State's own pins: "
              "{bytes} bytes.",
              "file", (const char *)place.data, "bytes", buffer_string(&bytes), NULL);
    html_close(&page->html, "p");
    page_element(
        page, "p", NULL,
        "Hand it to the provider by any way. The provider checks it alone, with its own pins: "
        "nobody has to believe this node. It goes stale as its statuses do.");
    buffer_free(&bytes);
}

void page_writ(void *data, const struct request *request, const struct form *form,
               struct response *response)
{
    struct slice chain = request_parameter(request, "chain");
    struct findings *findings = memory_take(sizeof *findings);
    struct site *site = data;
    struct buffer writ = {0};
    struct error error = {0};
    struct page page;
    bool ok;

    (void)form;
    if (page_reads(site, request, chain)) {
        ok = build(site, request, chain, &writ, findings, &error);
        response->cache = RESPONSE_PRIVATE;
        page_begin(&page, site, request, response, "The writ of this matter", NULL);
        html_open(&page.html, "p", NULL);
        page_code(&page, chain);
        html_close(&page.html, "p");
        if (ok)
            write_offer(&page, chain, writ.size);
        else
            write_refusal(&page, findings, &error);
        page_not_promised(&page);
        page_end(&page);
    }
    buffer_free(&writ);
    free(findings);
}

void page_writ_file(void *data, const struct request *request, const struct form *form,
                    struct response *response)
{
    struct slice chain = request_parameter(request, "chain");
    struct findings *findings = memory_take(sizeof *findings);
    struct error error = {0};

    if (!page_reads(data, request, chain)) {
        free(findings);
        return;
    }
    if (build(data, request, chain, &response->body, findings, &error)) {
        response_download(response, request->arena, "application/json",
                          arena_format(request->arena, "%.*s.writ", SLICE_ARG(chain)));
    } else {
        buffer_clear(&response->body);
        page_writ(data, request, form, response);
    }
    free(findings);
}
