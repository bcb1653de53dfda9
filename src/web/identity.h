/* Who asks: the cookies of a request against the sessions of the node and its register. */
#ifndef PROVISO_WEB_IDENTITY_H
#define PROVISO_WEB_IDENTITY_H

#include "web/site.h"

/* The names of the cookies: over https with "__Host-", with which browsers let no other host and no
 * page without TLS set them. A visitor's id only ties forms to a browser; an official's opens their
 * session (node/account.h). */
const char *identity_visitor_cookie(const struct site *site, struct arena *arena);
const char *identity_official_cookie(const struct site *site, struct arena *arena);

/* Fills request->session: official and roles as the register has them now, at each request anew;
 * otherwise a visitor. */
void identity_find(struct site *site, struct request *request);

/* Brings the view up to the register as it is, with site->lock held, and keeps it; view_release. For
 * decisions about officials, which no old view may make. NULL where the node cannot be read. */
struct view *identity_view(struct site *site, instant now);

/* For where it is: the error, and false. */
bool identity_unreadable(struct error *error);

/* With which status a use case's refusal is answered: 400, or 500 where the node failed. */
unsigned identity_status(const struct error *error);

/* Gives the browser the session that was just begun, in place of the one it had, which ends. */
void identity_begin(struct site *site, const struct request *request, struct response *response,
                    const char *id);

/* Ends the session of the request and takes its cookie away. */
void identity_end(struct site *site, const struct request *request, struct response *response);

#endif
