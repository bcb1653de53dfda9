#include "web/assets.h"

#include <stdio.h>
#include <stdlib.h>

#include "crypto/hash.h"

enum { HASH_DIGITS = 12 };

const struct asset_file *asset_find(const char *name)
{
    const struct asset_file *asset = asset_files;

    while (asset->name && strcmp(asset->name, name) != 0)
        asset++;
    if (!asset->name)
        abort();
    return asset;
}

static void hashed_name(const struct asset_file *asset, char out[100])
{
    const char *dot = strrchr(asset->name, '.');
    char hex[DIGEST_TEXT];

    digest_write(sha256_of(slice_text(asset->text)), hex);
    snprintf(out, 100, "%.*s-%.*s%s", (int)(dot - asset->name), asset->name, HASH_DIGITS, hex, dot);
}

const char *asset_path(const struct asset_file *asset, struct arena *arena)
{
    char name[100];

    hashed_name(asset, name);
    return (const char *)arena_format(arena, "/assets/%s", name).data;
}

const struct asset_file *asset_at(struct slice name)
{
    char hashed[100];

    for (const struct asset_file *asset = asset_files; asset->name; asset++) {
        hashed_name(asset, hashed);
        if (slice_is(name, hashed))
            return asset;
    }
    return NULL;
}

const char *asset_type(const struct asset_file *asset)
{
    const char *dot = strrchr(asset->name, '.');

    if (strcmp(dot, ".css") == 0)
        return "text/css; charset=utf-8";
    return strcmp(dot, ".js") == 0 ? "text/javascript; charset=utf-8" : "image/svg+xml";
}
