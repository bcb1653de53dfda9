#include "text/page.h"

#include <stdio.h>

static bool file_is(const char *path, const struct buffer *page)
{
    FILE *file = fopen(path, "rb");
    size_t at = 0;
    int byte;

    if (!file)
        return false;
    while ((byte = getc(file)) != EOF && at < page->size && byte == page->data[at])
        at++;
    fclose(file);
    return byte == EOF && at == page->size;
}

int page_end(const char *path, struct buffer *page)
{
    bool good = true;

    if (path)
        good = file_is(path, page);
    else
        fwrite(page->data, 1, page->size, stdout);
    if (!good)
        fprintf(stderr, "%s is not what the tables say; print it again\n", path);
    buffer_free(page);
    return good ? 0 : 1;
}
