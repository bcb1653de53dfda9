#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"

enum { SIGNATURE_MOST = 16384 };

extern char **environ;

/* Starts the program with these descriptors as its input and output and waits for it. */
static bool run(const char *const *arguments, int input, int output, struct error *error)
{
    posix_spawn_file_actions_t actions;
    int status = 0, failed;
    pid_t child;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    failed = posix_spawnp(&child, arguments[0], &actions, NULL, (char *const *)arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed)
        return error_set(error, ERROR_SYSTEM, "cannot run %s: %s (it is in openssh-client)",
                         arguments[0], strerror(failed));
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return error_system(error, errno, "wait for", arguments[0]);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    return error_set(error, ERROR_SYSTEM, "%s %s failed", arguments[0], arguments[1]);
}

/* The same with files. */
static bool run_files(const char *const *arguments, const char *input, const char *output,
                      struct error *error)
{
    int from = open(input, O_RDONLY | O_CLOEXEC), to;
    bool ok;

    if (from < 0)
        return error_system(error, errno, "read", input);
    to = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ok = to >= 0 ? run(arguments, from, to, error) : error_system(error, errno, "create", output);
    if (to >= 0)
        close(to);
    close(from);
    return ok;
}

bool process_make_key(const char *key, const char *comment, struct error *error)
{
    const char *const arguments[] = {"ssh-keygen", "-q",    "-t", "ed25519", "-N", "",
                                     "-C",         comment, "-f", key,       NULL};

    return run_files(arguments, "/dev/null", "/dev/null", error);
}

#define SIGN(key)                                                                                  \
    {                                                                                              \
        "ssh-keygen", "-Y", "sign", "-n", "proviso", "-f", key, NULL                               \
    }

bool process_sign(const char *key, const char *payload, const char *signature, struct error *error)
{
    const char *const arguments[] = SIGN(key);

    return run_files(arguments, payload, signature, error);
}

/* A file without a name; below 0: none. */
static int scratch(struct error *error)
{
    int file = memfd_create("proviso", MFD_CLOEXEC);

    if (file < 0)
        error_system(error, errno, "create", "a file in memory");
    return file;
}

static bool read_back(int file, struct buffer *out, struct error *error)
{
    uint8_t *room = buffer_reserve(out, SIGNATURE_MOST);
    ssize_t size = pread(file, room, SIGNATURE_MOST, 0);

    if (size <= 0 || size == SIGNATURE_MOST)
        return error_set(error, ERROR_SYSTEM, "ssh-keygen gave no signature");
    out->size += (size_t)size;
    return true;
}

bool process_sign_bytes(const char *key, struct slice payload, struct buffer *signature,
                        struct error *error)
{
    const char *const arguments[] = SIGN(key);
    int from = scratch(error), to = from < 0 ? -1 : scratch(error);
    bool ok = to >= 0 && files_write_all(from, payload, "a file in memory", error) &&
              (lseek(from, 0, SEEK_SET) == 0 || error_system(error, errno, "read", "it")) &&
              run(arguments, from, to, error) && read_back(to, signature, error);

    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
    return ok;
}
