/* A line of JSON on standard error for each answer: what the program names, and numbers. Of a request it
 * has its method and the pattern of its route; nothing that a reader sent, and nothing about who it was. */
#ifndef PROVISO_WEB_ANSWER_LOG_H
#define PROVISO_WEB_ANSWER_LOG_H

#include "web/request.h"

void answer_log(const struct request *request, unsigned status, uint64_t bytes,
                uint64_t microseconds);

#endif
