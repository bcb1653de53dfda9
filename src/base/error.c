#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int exit_code;
} codes[] = {
#define X(constant, name, exit_code) {name, exit_code},
    ERROR_CODES(X)
#undef X
};

bool error_set(struct error *error, enum error_code code, const char *format, ...)
{
    va_list arguments;

    error->code = code;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return false;
}

bool error_at(struct error *error, uint32_t line, uint32_t column)
{
    error->line = line;
    error->column = column;
    return false;
}

bool error_file(struct error *error, const char *file)
{
    snprintf(error->file, sizeof error->file, "%s", file);
    return false;
}

bool error_where(struct error *error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(error->where, sizeof error->where, format, arguments);
    va_end(arguments);
    return false;
}

bool error_system(struct error *error, int number, const char *verb, const char *path)
{
    enum error_code code = ERROR_SYSTEM;

    if (number == ENOENT || number == ENOTDIR)
        code = ERROR_FILE_MISSING;
    else if (number == ENOSPC || number == EDQUOT || number == EFBIG)
        code = ERROR_DISK_FULL;
    else if (number == EACCES || number == EPERM || number == EROFS)
        code = strcmp(verb, "read") == 0 ? ERROR_FILE_UNREADABLE : ERROR_FILE_UNWRITABLE;
    error_set(error, code, "cannot %s %s: %s", verb, path, strerror(number));
    return error_file(error, path);
}

const char *error_name(enum error_code code)
{
    return (unsigned)code < sizeof codes / sizeof *codes ? codes[code].name : "unknown";
}

int error_exit(enum error_code code)
{
    return (unsigned)code < sizeof codes / sizeof *codes ? codes[code].exit_code : 3;
}
