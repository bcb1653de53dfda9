#include "cli/demo/process.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Starts the program with these files as its input and output and waits for it. */
static bool run(const char *const *arguments, const char *input, const char *output,
                struct error *error)
{
    posix_spawn_file_actions_t actions;
    int status = 0, failed;
    pid_t child;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
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

bool process_make_key(const char *key, const char *comment, struct error *error)
{
    const char *const arguments[] = {"ssh-keygen", "-q",    "-t", "ed25519", "-N", "",
                                     "-C",         comment, "-f", key,       NULL};

    return run(arguments, "/dev/null", "/dev/null", error);
}

bool process_sign(const char *key, const char *payload, const char *signature, struct error *error)
{
    const char *const arguments[] = {"ssh-keygen", "-Y", "sign", "-n", "proviso", "-f", key, NULL};

    return run(arguments, payload, signature, error);
}
