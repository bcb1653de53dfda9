#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "ledger/tile.h"
#include "web/assets.h"
#include "web/pages.h"
#include "web/site.h"

void file_asset(void *site, const struct request *request, const struct form *form,
                struct response *response)
{
    const struct asset_file *asset = asset_at(request_parameter(request, "name"));

    (void)site;
    (void)form;
    if (!asset)
        return;
    response->status = 200;
    response->type = asset_type(asset);
    response->shared = slice_text(asset->text);
    response->cache = RESPONSE_IMMUTABLE;
}

/* A plain file below the node's tiles, never a link. */
static bool open_file(const struct site *site, struct slice ledger, struct slice path,
                      struct response *response)
{
    struct buffer name = {0};
    struct stat status;
    int file;

    buffer_format(&name, "%s/tiles/%.*s/%.*s", site->folder, SLICE_ARG(ledger), SLICE_ARG(path));
    file = open(buffer_string(&name), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    buffer_free(&name);
    if (file < 0)
        return false;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(file);
        return false;
    }
    response->file = file;
    response->file_size = (uint64_t)status.st_size;
    return true;
}

static void answer_checkpoint(const struct site *site, struct slice ledger,
                              struct response *response)
{
    struct buffer path = {0};
    struct error error = {0};

    buffer_format(&path, "%s/tiles/%.*s/checkpoint", site->folder, SLICE_ARG(ledger));
    if (files_read(buffer_string(&path), NOTE_LIMIT, &response->body, &error)) {
        response->status = 200;
        response->type = "text/plain; charset=utf-8";
        response->cache = RESPONSE_REVALIDATE;
    }
    buffer_free(&path);
}

/* A tile's path says all that it can hold, so its ETag is the path's. */
static void answer_tile(const struct site *site, struct slice ledger, struct slice path,
                        struct response *response)
{
    struct slice parts[] = {ledger, path};
    struct error error = {0};
    struct tile tile;
    char hex[DIGEST_TEXT];

    if (!tile_parse_path(path, &tile, &error) || !open_file(site, ledger, path, response))
        return;
    response->status = 200;
    response->type = "application/octet-stream";
    response->cache = RESPONSE_IMMUTABLE;
    digest_write(sha256_of_parts(parts, 2), hex);
    snprintf(response->etag, sizeof response->etag, "\"%.32s\"", hex);
}

void file_ledger(void *site, const struct request *request, const struct form *form,
                 struct response *response)
{
    struct slice ledger = request_parameter(request, "ledger");
    struct slice path = request_parameter(request, "path");

    (void)form;
    if (!slice_is(ledger, "matters") && !slice_is(ledger, "register"))
        return;
    response->anywhere = true;
    if (slice_is(path, "checkpoint"))
        answer_checkpoint(site, ledger, response);
    else
        answer_tile(site, ledger, path, response);
}
