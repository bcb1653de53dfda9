/* Files of a writ for the provider to take away: sent as they are, never held in memory. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/json.h"
#include "web/provider_pages.h"

enum { SMALL_MOST = 1 << 20, PRODUCTION_DEPTH = 3 };

/* Under which name a file is offered and kept, and the member of the production that has its hash (NULL: it
 * is small, and hashed when it is shown). What is in the package is offered once the release has ended. */
static const struct kept_file {
    const char *name, *kept, *member;
    bool package;
} kept_files[] = {
    {"order.writ", "writ", NULL, false},
    {"suspension.json", "suspension.json", NULL, false},
    {"suspension.json.sig", "suspension.json.sig", NULL, false},
    {"reasons.txt", "reasons.txt", NULL, false},
    {"released.tar.age", "package/released.tar.age", "released", true},
    {"set-aside.tar.age", "package/set-aside.tar.age", "set_aside", true},
    {"account.json", "package/account.json", "account", true},
    {"production.json", "package/production.json", NULL, true},
    {"production.json.sig", "package/production.json.sig", NULL, true},
};

static const struct kept_file *find(struct slice name)
{
    for (size_t i = 0; i < sizeof kept_files / sizeof *kept_files; i++)
        if (slice_is(name, kept_files[i].name))
            return &kept_files[i];
    return NULL;
}

/* A regular file, never a link; -1 where there is none. */
static int open_kept(const struct provider_site *site, struct digest writ, const char *kept,
                     uint64_t *size)
{
    struct buffer path = {0};
    struct stat status;
    int file = open(inbox_path(&path, site->provider.folder, writ, kept),
                    O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

    buffer_free(&path);
    if (file < 0)
        return -1;
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode)) {
        *size = (uint64_t)status.st_size;
        return file;
    }
    close(file);
    return -1;
}

bool read_kept(const struct provider_site *site, const struct shown_writ *writ, const char *kept,
               struct buffer *out)
{
    struct buffer path = {0};
    struct error error = {0};
    bool ok = files_read(inbox_path(&path, site->provider.folder, writ->hash, kept), SMALL_MOST,
                         out, &error);

    buffer_free(&path);
    return ok;
}

void provider_file(void *data, const struct request *request, const struct form *form,
                   struct response *response)
{
    const struct kept_file *wanted = find(request_parameter(request, "name"));
    struct site *site = data;
    struct shown_writ *writ = wanted ? shown_writ_of(site, request) : NULL;
    uint64_t size;
    int file;

    (void)form;
    if (writ && (!wanted->package || writ->bound == BOUND_DONE)) {
        file = open_kept(site->provider, writ->hash, wanted->kept, &size);
        if (file >= 0) {
            response->file = file;
            response->file_size = size;
            response_download(response, request->arena, "application/octet-stream",
                              slice_text(wanted->name));
        }
    }
    shown_writ_free(writ);
}

/* ---- on a page ---- */

void write_hash(struct page *page, struct digest hash)
{
    char hex[DIGEST_TEXT];

    page_code(page, slice_text(digest_write(hash, hex)));
}

void write_file_link(struct page *page, const struct shown_writ *writ, const char *name)
{
    html_open(&page->html, "a", "download", "", NULL);
    html_url(&page->html, "href", arena_format(page->arena, "/files/%s/%s", writ->hex, name));
    page_code(page, slice_text(name));
    html_close(&page->html, "a");
}

/* The production states what a large file's hash is: nobody waits until it is hashed again. */
static void write_stated(struct page *page, const struct shown_writ *writ, const char *member)
{
    struct buffer text = {0};
    struct error error = {0};
    json_t *root = NULL;

    if (read_kept(page->site->provider, writ, "package/production.json", &text))
        root = json_strict(buffer_slice(&text), STATEMENT_MOST, PRODUCTION_DEPTH, &error);
    page_code(page, json_slice(json_object_get(json_object_get(root, "body"), member)));
    json_decref(root);
    buffer_free(&text);
}

static void write_computed(struct page *page, const struct shown_writ *writ, const char *kept)
{
    struct buffer text = {0};

    if (read_kept(page->site->provider, writ, kept, &text))
        write_hash(page, sha256_of(buffer_slice(&text)));
    buffer_free(&text);
}

static void write_file(struct page *page, const struct shown_writ *writ,
                       const struct kept_file *kept)
{
    uint64_t size;
    int file = open_kept(page->site->provider, writ->hash, kept->kept, &size);

    if (file < 0)
        return;
    close(file);
    page_row_begin(page);
    page_cell_begin(page);
    write_file_link(page, writ, kept->name);
    page_cell_end(page);
    page_cell_number(page, size);
    page_cell_begin(page);
    if (kept->member)
        write_stated(page, writ, kept->member);
    else
        write_computed(page, writ, kept->kept);
    page_cell_end(page);
    page_row_end(page);
}

void write_files(struct page *page, const struct shown_writ *writ, const char *caption,
                 const char *const *names)
{
    static const struct table_head heads[] = {
        {"File", false}, {"Bytes", true}, {"SHA-256", false}, {0}};

    page_table_begin(page, caption, heads);
    for (; *names; names++)
        write_file(page, writ, find(slice_text(*names)));
    page_table_end(page);
}
