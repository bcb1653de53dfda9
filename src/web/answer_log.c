#include "web/answer_log.h"

#include <unistd.h>

#include "base/writer.h"

void answer_log(const struct request *request, unsigned status, uint64_t bytes,
                uint64_t microseconds)
{
    static const char *const methods[] = {"GET", "HEAD", "POST", "other"};
    struct buffer line = {0};
    struct writer writer = {.out = &line};

    writer_open(&writer, '{');
    writer_member_instant(&writer, "time", request->now);
    writer_member_text(&writer, "method", slice_text(methods[request->method]));
    writer_member_text(&writer, "route", slice_text(request->route));
    writer_member_integer(&writer, "status", status);
    writer_member_integer(&writer, "bytes", (int64_t)bytes);
    writer_member_integer(&writer, "microseconds", (int64_t)microseconds);
    writer_close(&writer, '}');
    buffer_byte(&line, '\n');
    (void)!write(STDERR_FILENO, line.data, line.size);
    buffer_free(&line);
}
