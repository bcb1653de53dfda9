/* A frozen payload as its page shows it; for page_pending.c and page_pending_parts.c. */
#ifndef PROVISO_WEB_PAGE_PENDING_H
#define PROVISO_WEB_PAGE_PENDING_H

#include "node/pending.h"
#include "web/page.h"

/* What the page needs of the node, read under its lock. */
struct pending_view {
    struct site *site;
    const struct request *request;
    struct response *response;
    struct pending pending;
    struct pending_signing signing; /* of who reads */
    bool may_go_on;                 /* the matter is still one for the reader's eyes */
    struct store_statement *since;  /* where it went on, then */
    size_t since_count;
    struct store_statement *entered; /* where it was accepted */
};

/* False where there is nothing of that id for the reader; otherwise pending_view_end. */
bool pending_view_begin(struct site *site, const struct request *request, struct response *response,
                        struct pending_view *out);
void pending_view_end(struct pending_view *view);

/* The page; `error` and `findings` say what was wrong with what was handed in, or are NULL. */
void pending_view_write(const struct pending_view *view, const struct error *error,
                        const struct findings *findings);

/* Its parts, by standing. */
void pending_write_open(struct page *page, const struct pending_view *view);
void pending_write_moved(struct page *page, const struct pending_view *view);
void pending_write_accepted(struct page *page, const struct pending_view *view);

/* "/pending/…" */
const char *pending_place(const struct pending_view *view, const char *more);

/* Its texts by hash (act_bytes_of); `context` is the view. */
bool pending_bytes(void *context, struct slice sha256, struct buffer *out);

bool pending_is_author(const struct pending_view *view);

#endif
