#include "web/identity.h"

#include "node/account.h"
#include "store/ledgers.h"
#include "web/page_form.h"

_Static_assert((int)ACCOUNT_SECRET == (int)SESSION_ID, "an id is read by both");

/* "session-xa": servers of several States on one host have one of their own each. */
static const char *cookie_of(const struct site *site, const char *name, struct arena *arena)
{
    const char *host = slice_starts(site->origin, SLICE("https://")) ? "__Host-" : "";
    const char *state = site->node ? site->node->state : NULL;

    if (!state)
        return (const char *)arena_format(arena, "%s%s", host, name).data;
    return (const char *)arena_format(arena, "%s%s-%c%c", host, name, state[0] - 'A' + 'a',
                                      state[1] - 'A' + 'a')
        .data;
}

const char *identity_visitor_cookie(const struct site *site, struct arena *arena)
{
    return cookie_of(site, "visitor", arena);
}

const char *identity_official_cookie(const struct site *site, struct arena *arena)
{
    return cookie_of(site, "session", arena);
}

/* Whether the register has grown since the view was made. */
static bool register_grew(struct site *site, const struct view *view)
{
    struct error ignored = {0};
    uint64_t size;

    return !store_ledger_size(site->node->store, STORE_REGISTER, &size, &ignored) ||
           size != view->ledgers[1].checkpoint.size;
}

struct view *identity_view(struct site *site, instant now)
{
    struct view *view = site_view_now(site, now, false);

    if (view && register_grew(site, view)) {
        view_release(view);
        view = site_view_now(site, now, true);
    }
    return view;
}

bool identity_unreadable(struct error *error)
{
    return error_set(error, ERROR_STORE, "The node cannot be read now.");
}

unsigned identity_status(const struct error *error)
{
    return error->code == ERROR_ACCOUNT_REFUSED ? 400 : 500;
}

static void find_official(struct site *site, struct request *request, struct slice id)
{
    const struct official *official;
    struct view *view;

    pthread_mutex_lock(&site->lock);
    view = identity_view(site, request->now);
    official =
        view ? account_session(site->node, &view->known, id, site->rehearsal != NULL, request->now)
             : NULL;
    if (official)
        request->session = (struct session){
            .id = id,
            .official = arena_copy(request->arena, official->name),
            .roles = official->roles,
        };
    pthread_mutex_unlock(&site->lock);
    view_release(view);
}

void identity_find(struct site *site, struct request *request)
{
    struct slice id = request_cookie(request, identity_official_cookie(site, request->arena));

    request->session = (struct session){
        .id = request_cookie(request, identity_visitor_cookie(site, request->arena))};
    if (site->node && session_is_id(id))
        find_official(site, request, id);
}

static void end_session(struct site *site, const struct request *request)
{
    struct slice id = request_cookie(request, identity_official_cookie(site, request->arena));
    struct error ignored = {0};

    pthread_mutex_lock(&site->lock);
    account_sign_out(site->node, id, request->now, &ignored);
    pthread_mutex_unlock(&site->lock);
}

void identity_begin(struct site *site, const struct request *request, struct response *response,
                    const char *id)
{
    end_session(site, request);
    page_cookie(site, request, response, identity_official_cookie(site, request->arena),
                slice_text(id), ACCOUNT_LONGEST);
    page_cookie(site, request, response, identity_visitor_cookie(site, request->arena), SLICE(""),
                0);
}

void identity_end(struct site *site, const struct request *request, struct response *response)
{
    end_session(site, request);
    page_cookie(site, request, response, identity_official_cookie(site, request->arena), SLICE(""),
                0);
}
