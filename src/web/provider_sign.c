/* A payload that the provider's official signs: shown in words and as it is, signed elsewhere, its signature
 * taken in. No key is ever here. */
#include "base/encode.h"
#include "base/files.h"
#include "base/json.h"
#include "node/attachment.h"
#include "provider/payload.h"
#include "text/matter_words.h"
#include "web/page_findings.h"
#include "web/page_form.h"
#include "web/provider_pages.h"

/* ---- in words ---- */

static void write_attached(struct page *page, json_t *value, struct slice attached)
{
    struct slice named = json_slice(json_object_get(value, "sha256"));
    char hex[DIGEST_TEXT];

    if (!attached.size || !slice_is(named, digest_write(sha256_of(attached), hex))) {
        page_code(page, named);
        return;
    }
    html_open(&page->html, "blockquote", "lang", "", NULL);
    html_text(&page->html, slice_from(attached, ATTACHMENT_LINE));
    html_close(&page->html, "blockquote");
}

static const char *meaning_of(const char *member)
{
    static const struct {
        const char *member, *words;
    } meanings[] = {
        {"reasons", "Reasons"},
        {"decision", "The decision that was carried out"},
        {"writ", "The writ"},
        {"list", "The court's privileged list, with its salt"},
        {"released", "What is released (released.tar.age)"},
        {"set_aside", "What is set aside (set-aside.tar.age)"},
        {"account", "The account (account.json)"},
    };

    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (strcmp(meanings[i].member, member) == 0)
            return meanings[i].words;
    return member;
}

static void write_members(struct page *page, const struct signing *signing,
                          const struct statement *statement)
{
    for (const struct field *field = statement->act->fields; field->name; field++) {
        json_t *value = json_object_get(statement->body, field->name);

        fact_begin(page, meaning_of(field->name));
        if (field->kind == FIELD_ATTACHMENT)
            write_attached(page, value, signing->attached);
        else
            page_code(page, json_slice(value));
        fact_end(page);
    }
}

static void write_words(struct page *page, const struct signing *signing,
                        const struct statement *statement)
{
    struct html *html = &page->html;
    char hex[DIGEST_TEXT];

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
    write_members(page, signing, statement);
    fact_begin(page, "SHA-256 of the payload");
    page_code(page, slice_text(digest_write(statement->hash, hex)));
    fact_end(page);
    html_close(html, "dl");
}

static void write_bytes(struct page *page, struct slice payload)
{
    html_open(&page->html, "details", NULL);
    page_element(page, "summary", NULL, "The payload as it is, byte for byte");
    html_open(&page->html, "pre", "tabindex", "0", NULL);
    html_text(&page->html, payload);
    html_close(&page->html, "pre");
    html_close(&page->html, "details");
}

/* ---- how to sign ---- */

/* The page of the State's register on which the official's security key signs, with the payload behind
 * the '#', which is never sent; empty where the official signs by SSH or no page is registered. */
static struct slice page_to_sign_on(struct page *page, const struct signing *signing)
{
    const struct provider *provider = &page->site->provider->provider;
    const struct writ_answer *answer = &signing->writ->verdict.answer;
    struct buffer url = {0};
    struct slice kept = SLICE("");

    for (size_t i = 0; i < answer->state_count; i++) {
        const struct state_register *own = &answer->states[i].state_register;
        const struct official *official = register_official(own, provider->by);

        for (size_t j = 0; official && j < own->page_count; j++) {
            if (official->key.kind != SIGNING_WEBAUTHN ||
                !digest_equal(sha256_of(own->pages[j].rp), official->key.webauthn.rp))
                continue;
            buffer_format(&url, "%.*s/index.html#payload=", SLICE_ARG(own->pages[j].origin));
            base64url_append(&url, signing->payload);
            kept = arena_copy(page->arena, buffer_slice(&url));
            break;
        }
    }
    buffer_free(&url);
    return kept;
}

static void write_how(struct page *page, const struct signing *signing)
{
    struct slice url = page_to_sign_on(page, signing);
    struct html *html = &page->html;

    page_heading(page, "h2", "sign", "Sign it, elsewhere");
    html_open(html, "ol", NULL);
    html_open(html, "li", NULL);
    page_say(page, "Download the payload:");
    html_say(html, " ");
    write_file_link(page, signing->writ, signing->name);
    html_say(html, signing->attached.size ? ", " : "");
    if (signing->attached.size)
        write_file_link(page, signing->writ, signing->attached_name);
    html_close(html, "li");
    html_open(html, "li", NULL);
    page_say(page, "Sign it with your SSH key, on the machine where that is:");
    html_open(html, "pre", "tabindex", "0", NULL);
    html_format(html, "ssh-keygen -Y sign -n proviso -f KEY %s", signing->name);
    html_close(html, "pre");
    if (url.size) {
        page_say(page, "Or with your security key:");
        html_say(html, " ");
        html_open(html, "a", "rel", "noreferrer", NULL);
        html_url(html, "href", url);
        page_say(page, "open the signing page of your State with this payload");
        html_close(html, "a");
    }
    html_close(html, "li");
    page_element(page, "li", NULL, "Give in the signature here.");
    html_close(html, "ol");
}

static const struct field_row signature_row = {
    "signature", "The signature",        "The file whose name ends in .sig.",
    INPUT_FILE,  SIGNATURE_ARMOUR_LIMIT, false};
static const struct field_row pasted_row = {
    "pasted",    "Or its text",          "From the first line to the last, with BEGIN and END.",
    INPUT_PROSE, SIGNATURE_ARMOUR_LIMIT, false};

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
    write_bytes(page, signing->payload);
    statement_free(&statement);
    write_how(page, signing);
    page_form_begin(page, writ_place(page->arena, signing->writ, signing->rest), true);
    page_field(page, &signature_row, SLICE(""), NULL);
    page_field(page, &pasted_row, SLICE(""), NULL);
    page_button(page, "Take in the signature", false, NULL, NULL);
    page_form_end(page);
}

/* ---- the signature ---- */

/* Browsers send CR LF for the line ends of what was pasted; the form reader made them LF. */
static struct slice armour_of(const struct form *form, struct arena *arena)
{
    struct slice file = form_value(form, "signature"), pasted = form_value(form, "pasted");

    if (file.size || !pasted.size || slice_ends(pasted, SLICE("\n")))
        return file.size ? file : pasted;
    return arena_format(arena, "%.*s\n", SLICE_ARG(pasted));
}

bool signing_sent(const struct form *form)
{
    return form_value(form, "signature").size || form_value(form, "pasted").size;
}

bool take_signature(struct provider_site *site, const struct signing *signing,
                    const struct form *form, struct arena *arena, instant now,
                    struct findings *findings, struct error *error)
{
    struct slice armour = armour_of(form, arena);
    struct buffer path = {0};
    bool ok;

    if (!armour.size)
        return error_set(error, ERROR_USAGE, "there is no signature in the form");
    if (!payload_signed(&site->provider, &signing->writ->verdict, signing->payload, armour, now,
                        findings, error))
        return false;
    pthread_mutex_lock(&site->lock);
    ok = files_replace(
        inbox_path(&path, site->provider.folder, signing->writ->hash, signing->signature), armour,
        0600, error);
    pthread_mutex_unlock(&site->lock);
    buffer_free(&path);
    return ok;
}
