#include "cli/sources.h"

#include <stdlib.h>

#include "base/files.h"
#include "base/lines.h"
#include "base/memory.h"

static struct provider_source *append(struct sources *sources)
{
    sources->items = memory_grow(sources->items, sources->count + 1, sizeof *sources->items);
    sources->items[sources->count] = (struct provider_source){.category = CATEGORY_CONTENT};
    return &sources->items[sources->count++];
}

static bool read_option(struct sources *sources, const char *text, struct error *error)
{
    const char *equals = strchr(text, '=');
    struct provider_source *source;

    if (!equals || equals == text || !equals[1])
        return error_set(error, ERROR_USAGE, "--source takes ACCOUNT=PATH, not \"%.100s\"", text);
    source = append(sources);
    source->source.account = slice_of(text, (size_t)(equals - text));
    source->source.path = equals + 1;
    return true;
}

static const char *text_of(struct sources *sources, const struct line_section *section,
                           const char *key)
{
    const struct line_entry *entry = lines_entry(section, key);

    return entry ? (const char *)arena_copy(&sources->arena, entry->value).data : NULL;
}

/* A relative path is meant from where the file of sources stands. */
static const char *resolve(struct sources *sources, const char *file, const char *path)
{
    const char *slash = strrchr(file, '/');

    if (path[0] == '/' || !slash)
        return path;
    return (const char *)arena_format(&sources->arena, "%.*s/%s", (int)(slash - file), file, path)
        .data;
}

static bool read_section(struct sources *sources, const char *file,
                         const struct line_section *section, struct error *error)
{
    static const char *const keys[] = {"of", "path", "account", "received", "category", NULL};
    const struct line_entry *category = lines_entry(section, "category");
    struct provider_source *source;
    struct value value;

    if (!slice_starts(section->name, SLICE("source ")))
        return lines_unknown_section(section, error);
    if (!lines_only(section, keys, error))
        return false;
    if (!lines_entry(section, "of"))
        return lines_missing_key(section, "of", error);
    if (!lines_entry(section, "path"))
        return lines_missing_key(section, "path", error);
    if (category && !lines_value(category, VALUE_WORD, &words_category, &value, error))
        return false;
    source = append(sources);
    source->source.account = arena_copy(&sources->arena, lines_entry(section, "of")->value);
    source->source.path = resolve(sources, file, text_of(sources, section, "path"));
    source->source.account_member = text_of(sources, section, "account");
    source->source.received_member = text_of(sources, section, "received");
    if (category)
        source->category = (enum category)value.number;
    return true;
}

static bool read_file(struct sources *sources, const char *path, struct error *error)
{
    struct buffer text = {0};
    struct lines lines;
    bool ok = files_read(path, LINES_BYTES, &text, error) &&
              (lines_parse(buffer_slice(&text), &sources->arena, &lines, error) ||
               error_file(error, path));

    for (size_t i = 0; ok && i < lines.count; i++)
        ok = read_section(sources, path, &lines.sections[i], error) || error_file(error, path);
    buffer_free(&text);
    return ok;
}

bool sources_read(const struct arguments *arguments, struct sources *out, struct error *error)
{
    const char *file = options_value(arguments, "--sources"), *text;
    size_t at = 0;

    *out = (struct sources){0};
    while ((text = options_next(arguments, "--source", &at)) != NULL)
        if (!read_option(out, text, error))
            return false;
    if (file && !read_file(out, file, error))
        return false;
    return out->count > 0 ||
           error_set(error, ERROR_USAGE, "release: give --source ACCOUNT=PATH, or --sources FILE");
}

void sources_free(struct sources *sources)
{
    free(sources->items);
    arena_free(&sources->arena);
    *sources = (struct sources){0};
}
