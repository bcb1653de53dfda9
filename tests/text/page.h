/* Pages of doc/ that are made from the program's tables. */
#ifndef PROVISO_TESTS_TEXT_PAGE_H
#define PROVISO_TESTS_TEXT_PAGE_H

#include "base/buffer.h"

/* Prints the page where `path` is NULL, otherwise says whether that file is this page; returns the
 * program's exit code and frees the page. */
int page_end(const char *path, struct buffer *page);

#endif
