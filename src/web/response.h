/* What a handler answers: status, content and how it may be kept. The headers that protect the
 * reader are the same for every page and come from here, so that no handler can forget one. */
#ifndef PROVISO_WEB_RESPONSE_H
#define PROVISO_WEB_RESPONSE_H

#include "web/request.h"

enum { RESPONSE_HEADERS = 8, RESPONSE_ETAG = 36 };

enum response_cache {
    RESPONSE_PRIVATE,    /* no-store: what only this reader may see */
    RESPONSE_REVALIDATE, /* kept, but asked for each time: the server says 304 where it is the same */
    RESPONSE_BRIEF,      /* a minute */
    RESPONSE_IMMUTABLE   /* a year: its path changes when it does */
};

struct response {
    unsigned status;  /* 0: nothing was answered yet */
    const char *type; /* "text/html; charset=utf-8" */
    struct buffer body;
    struct slice shared; /* instead of `body`: bytes that outlive every response */
    int file;            /* instead of both: a descriptor that the sender closes; 0: none */
    uint64_t file_size;
    enum response_cache cache;
    char etag[RESPONSE_ETAG]; /* with its quotes; empty: made of the content, where it is kept */
    struct request_header headers[RESPONSE_HEADERS];
    size_t header_count;
    bool close;    /* the connection, after it */
    bool anywhere; /* other sites' pages may read it, too: the ledgers */
};

/* The bytes that are sent. */
struct slice response_content(const struct response *response);

/* Adds a header field. Values are built by the program; a line end in one ends it. */
void response_header(struct response *response, const char *name, struct slice value);

/* Sends the reader to another place of this site. 303. */
void response_redirect(struct response *response, struct slice path);

/* The content is a file for the reader to keep, under that name ([A-Za-z0-9._-]). 200, not cached. */
void response_download(struct response *response, struct arena *arena, const char *type,
                       struct slice name);

/* Gives an ETag where the response is kept, and turns it into 304 where the request has it. */
void response_settle(struct response *response, const struct request *request);

/* Calls `each` for every header field that is sent besides Content-Length and Date. */
typedef void response_each(void *context, const char *name, struct slice value);
void response_headers(const struct response *response, response_each *each, void *context);

void response_free(struct response *response);

#endif
