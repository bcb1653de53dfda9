/* A payload that the provider's official signs: shown in words and as it is, signed elsewhere, its signature
 * taken in. No key is ever here, but a demo's. */
#include "base/files.h"
#include "node/attachment.h"
#include "provider/payload.h"
#include "text/matter_words.h"
#include "web/act_body.h"
#include "web/assets.h"
#include "web/page_findings.h"
#include "web/page_signing.h"
#include "web/provider_pages.h"
#include "web/rehearsal.h"

/* ---- what is signed ---- */

/* The one text that a payload here names. */
static bool attached_bytes(void *context, struct slice sha256, struct buffer *out)
{
    const struct signing *signing = context;
    char hex[DIGEST_TEXT];

    if (!signing->attached.size ||
        !slice_is(sha256, digest_write(sha256_of(signing->attached), hex)))
        return false;
    buffer_append(out, signing->attached);
    return true;
}

static void write_words(struct page *page, const struct signing *signing,
                        const struct statement *statement)
{
    struct html *html = &page->html;

    html_open(html, "dl", "class", "facts wide", NULL);
    fact_begin(page, "What is signed");
    page_say(page, matter_act_name((enum matter_act)statement->number));
    html_say(html, ". ");
    page_say(page, signing->effect);
    fact_end(page);
    fact_begin(page, "Matter");
    page_code(page, statement->chain);
    fact_end(page);
    fact_begin(page, "Signed by");
    page_code(page, statement->by);
    fact_end(page);
    fact_begin(page, "Dated");
    page_time(page, statement->at);
    fact_end(page);
    fact_begin(page, "SHA-256 of the payload");
    write_hash(page, statement->hash);
    fact_end(page);
    html_close(html, "dl");
    act_body_write(page, statement->act, statement->body, attached_bytes, (void *)signing);
}

static void write_bytes(struct page *page, const struct signing *signing)
{
    struct html *html = &page->html;

    html_open(html, "details", NULL);
    page_element(page, "summary", NULL, "The payload as it is, byte for byte");
    html_open(html, "pre", "tabindex", "0", "lang", "en", "dir", "ltr", NULL);
    html_text(html, signing->payload);
    html_close(html, "pre");
    html_close(html, "details");
    html_open(html, "p", NULL);
    page_say(page, "As a file:");
    html_say(html, " ");
    write_file_link(page, signing->writ, signing->name);
    if (signing->attached.size) {
        html_say(html, ", ");
        write_file_link(page, signing->writ, signing->attached_name);
    }
    html_close(html, "p");
}

/* ---- how ---- */

/* With what the provider's official signs, by the register that the writ carries. */
static struct pending_signing key_of(struct page *page, const struct signing *signing)
{
    const struct provider *provider = &page->site->provider->provider;
    const struct writ_answer *answer = &signing->writ->verdict.answer;
    struct pending_signing key = {0};

    for (size_t i = 0; i < answer->state_count; i++)
        if (strcmp(answer->states[i].state_register.state, provider->trust.state) == 0)
            pending_signing_of(&answer->states[i], provider->by, page->request->now, page->arena,
                               &key);
    return key;
}

void write_signing(struct page *page, const struct signing *signing)
{
    struct statement statement;
    struct error error = {0};

    if (!statement_parse(signing->payload, all_acts, all_acts_count, &statement, &error)) {
        page_error(page, &error);
        return;
    }
    page_heading(page, "h2", "payload", "What you sign");
    write_words(page, signing, &statement);
    write_bytes(page, signing);
    statement_free(&statement);
    page_heading(page, "h2", "sign", "Sign it");
    page_signing(page, &(struct page_signing){
                           .place = writ_place(page->arena, signing->writ, signing->rest),
                           .file = signing->name,
                           .by = page->site->provider->provider.by,
                           .bytes = signing->payload,
                           .texts = &signing->attached,
                           .text_count = signing->attached.size ? 1 : 0,
                           .key = key_of(page, signing),
                       });
    html_script(&page->html,
                page_file_url(page, asset_path(asset_find("pending.js"), page->arena)));
}

/* ---- the signature ---- */

bool signing_sent(const struct form *form)
{
    struct slice button = form_value(form, ACT_BUTTON);

    return slice_is(button, SIGNING_SIGN) || slice_is(button, SIGNING_REHEARSE);
}

static bool armour_of(const struct site *site, const struct signing *signing,
                      const struct request *request, const struct form *form, struct slice *out,
                      struct error *error)
{
    struct buffer made = {0};
    bool ok = true;

    if (slice_is(form_value(form, ACT_BUTTON), SIGNING_REHEARSE)) {
        ok = rehearsal_sign(site->rehearsal, site->provider->provider.by, signing->payload, &made,
                            error);
        *out = arena_copy(request->arena, buffer_slice(&made));
        buffer_free(&made);
    } else {
        *out = page_signing_armour(request, form);
    }
    return ok && (out->size || error_set(error, ERROR_USAGE, "there is no signature in the form"));
}

bool take_signature(struct site *site, const struct signing *signing, const struct request *request,
                    const struct form *form, struct findings *findings, struct error *error)
{
    struct provider_site *own = site->provider;
    struct buffer path = {0};
    struct slice armour;
    bool ok;

    if (!armour_of(site, signing, request, form, &armour, error) ||
        !payload_signed(&own->provider, &signing->writ->verdict, signing->payload, armour,
                        request->now, findings, error))
        return false;
    pthread_mutex_lock(&own->lock);
    ok = files_replace(
        inbox_path(&path, own->provider.folder, signing->writ->hash, signing->signature), armour,
        0600, error);
    pthread_mutex_unlock(&own->lock);
    buffer_free(&path);
    return ok;
}
