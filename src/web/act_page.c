#include "web/act_page.h"

#include <stdlib.h>
#include <time.h>

#include "base/json.h"
#include "base/memory.h"
#include "matter/acts.h"
#include "node/draft.h"
#include "node/pending.h"
#include "node/read.h"
#include "web/act_words.h"
#include "web/matter_file.h"

#define NAME(...) (const char *)arena_format(acting->request->arena, __VA_ARGS__).data

bool acting_may(const struct act *act, uint32_t roles)
{
    return act->by_roles & roles;
}

/* Whether the official may see the matter; their reading is logged. With the lock held. */
static bool may_see(const struct acting *acting, struct slice chain)
{
    struct known_matter *known = memory_take(sizeof *known);
    struct error error = {0};
    enum party as;
    bool ok =
        node_read(acting->site->node, acting->request->session.official, chain, known, &as, &error);

    if (ok)
        known_matter_free(known);
    free(known);
    return ok;
}

static bool read_matter(struct acting *acting, struct slice chain)
{
    struct error error = {0};
    struct timespec begun;
    bool ok;

    clock_gettime(CLOCK_MONOTONIC, &begun);
    pthread_mutex_lock(&acting->site->lock);
    ok = may_see(acting, chain);
    if (ok)
        acting->known = draft_known(acting->site->node, acting->act, chain, &error);
    pthread_mutex_unlock(&acting->site->lock);
    if (!ok)
        matter_wait_for_step(&begun);
    return ok && acting->known;
}

/* In a matter an act of matters; without one what begins a matter, and a State's own acts. */
static bool find_chain(struct acting *acting, const char *of, struct slice chain)
{
    if (chain.size) {
        acting->chain = NAME("%.*s", SLICE_ARG(chain));
        acting->place = NAME("/matters/%s/acts/%s", acting->chain, acting->act->type);
        return !of && read_matter(acting, chain);
    }
    acting->chain = of ? NULL : "new";
    acting->place = NAME("/acts/%s", acting->act->type);
    acting->known = json_object();
    return of || acting->act == &matter_acts.acts[MATTER_APPLICATION];
}

static bool begin(struct acting *acting, const char *of, struct slice chain)
{
    const struct session *session = &acting->request->session;

    if (!acting->act || !session->official.size || !acting_may(acting->act, session->roles) ||
        acting->site->exported)
        return false;
    if (!find_chain(acting, of, chain)) {
        acting_end(acting);
        return false;
    }
    acting->fields = act_form_fields(acting->act, acting->request->arena);
    acting->form = arena_take(acting->request->arena, sizeof *acting->form);
    return true;
}

bool acting_begin(struct site *site, const struct request *request, struct response *response,
                  struct acting *out)
{
    const char *of;

    *out = (struct acting){.site = site, .request = request, .response = response};
    out->act = act_of_page(request_parameter(request, "type"), &of);
    return begin(out, of, request_parameter(request, "chain"));
}

/* An application's number is given anew: the one that it had may be taken. */
bool acting_again(struct site *site, const struct request *request, struct response *response,
                  const struct act *act, struct slice chain, struct acting *out)
{
    const char *of;

    *out = (struct acting){.site = site, .request = request, .response = response};
    out->act = act_of_page(slice_text(act->type), &of);
    if (of || out->act == &matter_acts.acts[MATTER_APPLICATION])
        chain = SLICE("");
    return begin(out, of, chain);
}

void acting_end(struct acting *acting)
{
    json_decref(acting->known);
    acting->known = NULL;
}

/* ---- the payload ---- */

static size_t values_of(const struct acting *acting, const struct act_said *said,
                        struct draft_value **out)
{
    struct draft_value *values =
        arena_take(acting->request->arena, json_object_size(said->body) * sizeof *values + 1);
    const char *name;
    json_t *value;
    size_t count = 0;

    json_object_foreach(said->body, name, value)
    {
        values[count++] = (struct draft_value){slice_text(name), value};
    }
    *out = values;
    return count;
}

static bool make_payload(const struct acting *acting, struct acting_draft *out)
{
    struct draft draft = {
        .type = acting->act->type,
        .chain = acting->chain,
        .by = NAME("%.*s", SLICE_ARG(acting->request->session.official)),
        .list = out->said.has_list ? &out->said.list : NULL,
    };
    struct draft_value *values;

    draft.value_count = values_of(acting, &out->said, &values);
    draft.values = values;
    return draft_statement(acting->site->node, &draft, &out->payload, out->chain, &out->error) &&
           node_told_of(acting->site->node, acting->request->session.official,
                        buffer_slice(&out->payload), &out->error);
}

static bool refuses(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].outcome == OUTCOME_REFUSE)
            return true;
    return false;
}

static void ask(const struct acting *acting, struct acting_draft *out)
{
    struct submission submission;

    pthread_mutex_lock(&acting->site->lock);
    if (make_payload(acting, out)) {
        submission = (struct submission){.payload = buffer_slice(&out->payload),
                                         .attachments = out->said.files,
                                         .attachment_count = out->said.file_count};
        out->checked = node_check(acting->site->node, &submission, &out->findings, NULL,
                                  acting->request->arena, &out->error);
        out->accepted = out->checked && !refuses(&out->findings);
    }
    pthread_mutex_unlock(&acting->site->lock);
}

void acting_check(const struct acting *acting, struct acting_draft *out)
{
    struct random random = acting->request->random;

    *out = (struct acting_draft){0};
    act_take_files(acting->act, acting->form, acting->fields, acting->request->arena,
                   &out->said.problems);
    act_said_read(acting->act, acting->form, &random, acting->request->arena, &out->said);
    if (!out->said.problems.count)
        ask(acting, out);
}

bool acting_freeze(const struct acting *acting, struct acting_draft *draft)
{
    const struct request *request = acting->request;
    char id[PENDING_ID + 1];
    bool ok;

    pthread_mutex_lock(&acting->site->lock);
    ok = node_freeze(acting->site->node, request->session.official, buffer_slice(&draft->payload),
                     draft->said.files, draft->said.file_count, id, &draft->error);
    pthread_mutex_unlock(&acting->site->lock);
    if (ok)
        response_redirect(acting->response, arena_format(request->arena, "/%s/pending/%s",
                                                         language_code(request->language), id));
    return ok;
}

void acting_draft_free(struct acting_draft *draft)
{
    act_said_free(&draft->said);
    buffer_free(&draft->payload);
}

struct act_view acting_view(const struct acting *acting, struct page *page,
                            const struct acting_draft *draft)
{
    struct act_notes *notes = NULL;

    if (draft) {
        notes = arena_take(page->arena, sizeof *notes);
        act_notes_make(acting->fields, &draft->said.problems, &draft->error,
                       draft->checked ? &draft->findings : NULL, NULL, page->language, page->arena,
                       notes);
    }
    return (struct act_view){.page = page,
                             .act = acting->act,
                             .fields = acting->fields,
                             .form = acting->form,
                             .notes = notes,
                             .known = acting->known,
                             .place = acting->place};
}
