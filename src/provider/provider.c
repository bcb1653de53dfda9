#include "provider/provider.h"

#include <stdlib.h>
#include <time.h>

#include "base/files.h"
#include "base/lines.h"

enum { CONF_MOST = 65536 };

static bool read_text(const char *folder, const char *name, struct buffer *path,
                      struct buffer *text, struct error *error)
{
    return files_read(files_path(path, folder, name), CONF_MOST, text, error);
}

static const char *sources_path(struct provider *provider, const struct line_entry *entry)
{
    if (!entry)
        return NULL;
    if (slice_starts(entry->value, SLICE("/")))
        return (const char *)arena_copy(&provider->arena, entry->value).data;
    return (const char *)arena_format(&provider->arena, "%s/%.*s", provider->folder,
                                      SLICE_ARG(entry->value))
        .data;
}

static bool read_conf(struct provider *provider, struct slice text, struct error *error)
{
    static const char *const keys[] = {"by", "demo", "sources", NULL};
    const struct line_section *section;
    const struct line_entry *by, *demo;
    struct lines lines;
    struct value value;

    if (!lines_parse(text, &provider->arena, &lines, error))
        return false;
    section = lines_section(&lines, "provider");
    if (!section || lines.count != 1)
        return error_set(error, ERROR_SECTION_UNKNOWN, "it has the section [provider] alone");
    by = lines_entry(section, "by");
    demo = lines_entry(section, "demo");
    if (!lines_only(section, keys, error))
        return false;
    if (!by)
        return lines_missing_key(section, "by", error);
    if (!name_is_person(by->value)) {
        error_set(error, ERROR_VALUE_TYPE, "by: \"%.*s\" is not an official such as xb.mailhaus.o1",
                  SLICE_ARG(slice_part(by->value, 0, 80)));
        return error_at(error, by->line, by->value_column);
    }
    if (demo && !lines_value(demo, VALUE_FLAG, NULL, &value, error))
        return false;
    provider->by = by->value;
    provider->demo = demo && value.number;
    provider->sources = sources_path(provider, lines_entry(section, "sources"));
    return true;
}

static bool check_self(const struct provider *provider, struct error *error)
{
    if (!provider->trust.is_provider)
        return error_set(error, ERROR_VALUE_TYPE, "its [self] is not role = provider");
    if (slice_equal(name_office(provider->by), provider->trust.self))
        return true;
    return error_set(error, ERROR_VALUE_TYPE, "%.*s is not an official of %.*s",
                     SLICE_ARG(provider->by), SLICE_ARG(provider->trust.self));
}

bool provider_open(const char *folder, struct provider *out, struct error *error)
{
    struct buffer path = {0}, conf = {0}, trust = {0};
    bool ok;

    *out = (struct provider){0};
    out->folder = (const char *)arena_copy(&out->arena, slice_text(folder)).data;
    ok = read_text(folder, "provider.conf", &path, &conf, error) &&
         (read_conf(out, buffer_slice(&conf), error) || error_file(error, buffer_string(&path)));
    ok = ok && read_text(folder, "trust", &path, &trust, error) &&
         ((trust_parse(buffer_slice(&trust), &out->arena, &out->trust, error) &&
           check_self(out, error)) ||
          error_file(error, buffer_string(&path)));
    ok = ok && journal_open(&out->journal, folder, error);
    buffer_free(&path);
    buffer_free(&conf);
    buffer_free(&trust);
    if (!ok)
        provider_close(out);
    return ok;
}

void provider_close(struct provider *provider)
{
    journal_close(provider->journal);
    arena_free(&provider->arena);
    *provider = (struct provider){0};
}

bool provider_clock(const struct provider *provider, instant *out, struct error *error)
{
    const char *other = provider->demo ? getenv("PROVISO_CLOCK") : NULL;

    *out = time(NULL);
    return !other || instant_parse(slice_text(other), out, error) ||
           error_where(error, "PROVISO_CLOCK");
}
