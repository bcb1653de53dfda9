#include "text/listing.h"
#include "web/export.h"

#include <unistd.h>

#include "base/files.h"
#include "ledger/tile.h"
#include "web/assets.h"
#include "web/html.h"
#include "web/pages.h"

struct exporting {
    struct site *site;
    struct router router;
    const char *folder;
    instant now;
    size_t written;
};

static bool write_file(struct exporting *exporting, const char *path, struct slice bytes,
                       struct error *error)
{
    struct buffer name = {0}, above = {0};
    bool ok;

    files_path(&name, exporting->folder, path);
    buffer_append(&above,
                  slice_part(buffer_slice(&name), 0,
                             (size_t)(strrchr(buffer_string(&name), '/') - buffer_string(&name))));
    ok = files_folder(buffer_string(&above), 0755, error) &&
         files_replace(buffer_string(&name), bytes, 0644, error);
    exporting->written += ok;
    buffer_free(&name);
    buffer_free(&above);
    return ok;
}

/* The bytes of an answer, also those of a file. */
static bool take_content(struct response *response, struct buffer *out)
{
    struct slice content = response_content(response);
    ssize_t size;

    if (response->file) {
        size =
            pread(response->file, buffer_reserve(out, response->file_size), response->file_size, 0);
        out->size = size > 0 ? (size_t)size : 0;
        return out->size == response->file_size;
    }
    buffer_append(out, content);
    return true;
}

/* Answers a GET of `path` as a visitor's, and writes it. What does not exist is left out. */
static bool export_path(struct exporting *exporting, const char *path, const char *file,
                        struct error *error)
{
    struct arena arena = {0};
    struct response response;
    struct buffer content = {0};
    struct request request = {
        .method = REQUEST_GET,
        .path = slice_text(path),
        .headers = {{SLICE("Host"), slice_from(exporting->site->origin, 7)}},
        .header_count = 1,
        .now = exporting->now,
        .random = random_system(),
        .arena = &arena,
    };
    bool ok;

    router_answer(&exporting->router, &request, &response);
    ok = response.status != 200 || (take_content(&response, &content) &&
                                    write_file(exporting, file, buffer_slice(&content), error));
    response_free(&response);
    buffer_free(&content);
    arena_free(&arena);
    return ok;
}

/* "/rules" of a language is "en/rules.html". */
static bool export_page(struct exporting *exporting, const char *place, struct error *error)
{
    bool ok = true;

    for (enum language language = 0; ok && language < LANGUAGE_COUNT; language++) {
        const char *code = language_code(language);
        struct buffer path = {0}, file = {0};

        buffer_format(&path, "/%s%s", code, place);
        buffer_format(&file, "%s%s%s", code, strcmp(place, "/") == 0 ? "/index" : place,
                      strstr(place, ".atom") ? "" : ".html");
        ok = export_path(exporting, buffer_string(&path), buffer_string(&file), error);
        buffer_free(&path);
        buffer_free(&file);
    }
    return ok;
}

static bool export_measures(struct exporting *exporting, struct error *error)
{
    bool ok = true;

    for (unsigned i = 0; ok && i < MEASURE_COUNT; i++) {
        struct buffer place = {0};

        buffer_format(&place, "/rules/%s", words_measure.words[i]);
        ok = export_page(exporting, buffer_string(&place), error);
        buffer_free(&place);
    }
    return ok;
}

static bool export_offences(struct exporting *exporting, const char *whose,
                            const struct offence_register *offences, struct error *error)
{
    bool ok = true;

    for (size_t i = 0; ok && offences && i < offences->count; i++) {
        struct buffer place = {0};

        if (!provision_in_force(&offences->provisions[i], exporting->site->view->made))
            continue;
        buffer_format(&place, "/offences/%s/%.*s", whose, SLICE_ARG(offences->provisions[i].id));
        ok = export_page(exporting, buffer_string(&place), error);
        buffer_free(&place);
    }
    return ok;
}

/* Of a forum: its calendar, and the floor of each session with its record. */
static bool export_sessions(struct exporting *exporting, struct error *error)
{
    const struct known_forum *known = exporting->site->view->known.forum;
    const struct programme *programme = known ? &known->forum.meetings.programme : NULL;
    bool ok = !known || export_path(exporting, "/meetings.ics", "meetings.ics", error);

    for (size_t i = 0; ok && known && i < programme->session_count; i++) {
        struct slice id = programme->sessions[i].id;
        struct buffer place = {0};

        buffer_format(&place, "/sessions/%.*s", SLICE_ARG(id));
        ok = export_page(exporting, buffer_string(&place), error);
        buffer_text(&place, "/record");
        ok = ok && export_path(exporting, buffer_string(&place), buffer_string(&place) + 1, error);
        buffer_free(&place);
    }
    return ok;
}

/* A forum's lists as files; a State has none of them. */
static bool export_lists(struct exporting *exporting, struct error *error)
{
    static const char *const kinds[] = {"csv", "json"};
    bool ok = true;

    for (size_t i = 0; ok && list_forms[i]; i++) {
        for (size_t j = 0; ok && j < 2; j++) {
            struct buffer path = {0};

            buffer_format(&path, "/lists/%s.%s", list_forms[i]->name, kinds[j]);
            ok = export_path(exporting, buffer_string(&path), buffer_string(&path) + 1, error);
            buffer_free(&path);
        }
    }
    return ok;
}

static bool export_file(struct exporting *exporting, struct digest hash, struct error *error)
{
    char path[DIGEST_TEXT + 8] = "/files/";

    digest_write(hash, path + strlen(path));
    return export_path(exporting, path, path + 1, error);
}

/* What was filed with a forum, as far as it is public. */
static bool export_files(struct exporting *exporting, struct error *error)
{
    const struct view *view = exporting->site->view;
    const struct forum *forum =
        view->has_trust && view->known.forum ? &view->known.forum->forum : NULL;
    bool ok = true;

    for (size_t i = 0; ok && forum && i < forum->documents.count; i++)
        for (size_t j = 0; ok && j < forum->documents.items[i].version_count; j++)
            ok = export_file(exporting, forum->documents.items[i].versions[j].file, error);
    for (size_t i = 0; ok && forum && i < forum->submissions.count; i++)
        for (size_t j = 0; ok && j < forum->submissions.items[i].text_count; j++)
            ok = export_file(exporting, forum->submissions.items[i].texts[j].hash, error);
    return ok;
}

static bool export_pages(struct exporting *exporting, struct error *error)
{
    const struct site_kind *kind = exporting->site->kind;
    const struct view *view = exporting->site->view;

    for (size_t i = 0; i < kind->route_count; i++)
        if (kind->routes[i].method == REQUEST_GET && kind->routes[i].flags & ROUTE_LANGUAGE &&
            !kind->routes[i].roles && !strchr(kind->routes[i].pattern, '{') &&
            !export_page(exporting, kind->routes[i].pattern, error))
            return false;
    return export_measures(exporting, error) && export_sessions(exporting, error) &&
           export_lists(exporting, error) && export_files(exporting, error) &&
           export_offences(exporting, "own", view_offences(view, view->state), error) &&
           export_offences(exporting, "treaty", view_offences(view, "treaty"), error);
}

static bool export_assets(struct exporting *exporting, struct error *error)
{
    bool ok = true;

    for (const struct asset_file *asset = asset_files; ok && asset->name; asset++) {
        struct arena arena = {0};
        const char *path = asset_path(asset, &arena);

        ok = export_path(exporting, path, path + 1, error);
        arena_free(&arena);
    }
    return ok;
}

/* Every tile that a ledger of that size has, then the checkpoint. */
static bool export_ledger(struct exporting *exporting, const struct view_ledger *ledger,
                          struct error *error)
{
    struct tile_changes changes = tile_changes_start(0, ledger->checkpoint.size);
    char name[TILE_PATH];
    struct tile tile;
    struct buffer path = {0};
    bool ok = true;

    while (ok && ledger->note.size && tile_changes_next(&changes, &tile)) {
        buffer_clear(&path);
        buffer_format(&path, "/ledger/%s/%s", ledger->name, tile_path(tile, name));
        ok = export_path(exporting, buffer_string(&path), buffer_string(&path) + 1, error);
    }
    buffer_clear(&path);
    buffer_format(&path, "/ledger/%s/checkpoint", ledger->name);
    ok = ok && export_path(exporting, buffer_string(&path), buffer_string(&path) + 1, error);
    buffer_free(&path);
    return ok;
}

/* Where a visitor begins: English, which links to the rest. */
static bool export_start(struct exporting *exporting, struct error *error)
{
    struct buffer out = {0};
    struct html html = {.out = &out};
    struct arena arena = {0};
    bool ok;

    html_doctype(&html);
    html_open(&html, "html", "lang", "en", NULL);
    html_open(&html, "meta", "charset", "utf-8", NULL);
    html_open(&html, "meta", "http-equiv", "refresh", "content", "0; url=en/index.html", NULL);
    html_element(&html, "title", NULL, NULL, "Proviso");
    html_open(&html, "ul", NULL);
    for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
        html_open(&html, "li", NULL);
        html_open(&html, "a", "lang", language_code(language), NULL);
        html_url(&html, "href", arena_format(&arena, "%s/index.html", language_code(language)));
        html_say(&html, language_name(language));
        html_close(&html, "a");
        html_close(&html, "li");
    }
    html_close(&html, "ul");
    html_close(&html, "html");
    html_finish(&html);
    ok = write_file(exporting, "index.html", buffer_slice(&out), error);
    arena_free(&arena);
    buffer_free(&out);
    return ok;
}

bool site_export(struct site *site, const char *folder, instant now, size_t *written,
                 struct error *error)
{
    struct exporting exporting = {
        .site = site, .router = site_router(site), .folder = folder, .now = now};
    bool ok;

    site->exported = true;
    ok = export_start(&exporting, error) && export_pages(&exporting, error) &&
         export_assets(&exporting, error) &&
         export_ledger(&exporting, &site->view->ledgers[0], error) &&
         export_ledger(&exporting, &site->view->ledgers[1], error);
    *written = exporting.written;
    return ok;
}
