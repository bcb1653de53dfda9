#include "cli/demo/inputs.h"

#include "base/files.h"
#include "evidence/privilege.h"
#include "provider/source.h"

enum { LIST_BYTES = 400 << 20 };

static void skip_entry(void *context, const struct privilege_entry *entry, uint64_t line)
{
    (void)context, (void)entry, (void)line;
}

static bool check_list(const char *path, struct error *error)
{
    struct buffer list = {0};
    uint64_t lines;
    bool ok = files_read(path, LIST_BYTES, &list, error) &&
              privilege_read(buffer_slice(&list), path, skip_entry, NULL, &lines, error);

    buffer_free(&list);
    return ok;
}

static bool check_mail(const char *path, struct error *error)
{
    struct source source = {0};

    if (!source_open(&source, path, error))
        return false;
    source_close(&source);
    return true;
}

bool inputs_check(const char *mail, const char *list, struct error *error)
{
    return (!list || check_list(list, error)) && (!mail || check_mail(mail, error));
}
