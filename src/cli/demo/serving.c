#include "cli/demo/serving.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/demo/courier.h"
#include "cli/report.h"

enum { WORDS = 14, STARTING = 200, STEP = 50 * 1000 * 1000, ROUND = 2 };

/* One place: what it is, which words start it. %d is the folder, %p its address, %o its origin. */
struct place {
    const char *title, *page;
    const char *words[WORDS];
};

static const struct place places[SERVING_PLACES] = {
    {"Arcadia",
     "/en/rehearsal",
     {"serve", "%d/xa", "--listen", "%p", "--origin", "%o", "--rehearsal", "%d"}},
    {"Belmora",
     "/en/rehearsal",
     {"serve", "%d/xb", "--listen", "%p", "--origin", "%o", "--rehearsal", "%d"}},
    {"Mailhaus",
     "/en/",
     {"serve", "--provider", "%d/mailhaus", "--listen", "%p", "--origin", "%o", "--rehearsal",
      "%d"}},
    {"Signing page", "/", {"signer", "-o", "%d/signer", "--listen", "%p"}},
};

/* ---- ports ---- */

static int open_socket(unsigned port, struct sockaddr_in *address)
{
    *address = (struct sockaddr_in){.sin_family = AF_INET,
                                    .sin_port = htons((uint16_t)port),
                                    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

static bool port_is_free(unsigned port)
{
    struct sockaddr_in address;
    int one = 1, file = open_socket(port, &address);
    bool is_free;

    if (file < 0)
        return false;
    setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    is_free = bind(file, (const struct sockaddr *)&address, sizeof address) == 0;
    close(file);
    return is_free;
}

bool serving_is_free(unsigned port, struct error *error)
{
    for (unsigned i = 0; i < SERVING_PLACES; i++)
        if (!port_is_free(port + i))
            return error_set(error, ERROR_USAGE,
                             "port %u of this machine is taken: choose others with --port",
                             port + i);
    return true;
}

static bool port_answers(unsigned port)
{
    struct sockaddr_in address;
    int file = open_socket(port, &address);
    bool answers =
        file >= 0 && connect(file, (const struct sockaddr *)&address, sizeof address) == 0;

    if (file >= 0)
        close(file);
    return answers;
}

/* ---- starting ---- */

static const char *fill(struct world *world, const char *word, unsigned port)
{
    if (strncmp(word, "%d", 2) == 0)
        return world_text(world, "%s%s", world->folder, word + 2);
    if (strcmp(word, "%p") == 0)
        return world_text(world, "127.0.0.1:%u", port);
    if (strcmp(word, "%o") == 0)
        return world_text(world, "http://localhost:%u", port);
    return word;
}

/* The child ends with its parent, and says what it has to say in a file of the demo's folder. */
static _Noreturn void become(const char *const *words, const char *log, pid_t parent)
{
    int file = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    sigset_t none;

    prctl(PR_SET_PDEATHSIG, SIGTERM);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (file >= 0 && getppid() == parent) {
        dup2(file, STDOUT_FILENO);
        dup2(file, STDERR_FILENO);
        execv("/proc/self/exe", (char *const *)words);
    }
    _exit(127);
}

static bool start(struct world *world, const struct place *place, unsigned port, pid_t *child,
                  struct error *error)
{
    const char *words[WORDS + 2] = {"proviso"}, *log;
    pid_t parent = getpid();

    for (size_t i = 0; i < WORDS && place->words[i]; i++)
        words[i + 1] = fill(world, place->words[i], port);
    log = world_path(world, "serving-%u.log", port);
    *child = fork();
    if (*child == 0)
        become(words, log, parent);
    return *child > 0 || error_system(error, errno, "start", place->title);
}

/* Until its port answers. */
static bool wait_for(struct world *world, const struct place *place, unsigned port, pid_t child,
                     struct error *error)
{
    struct timespec step = {.tv_nsec = STEP};

    for (int i = 0; i < STARTING; i++) {
        if (port_answers(port))
            return true;
        if (waitpid(child, NULL, WNOHANG) != 0)
            break;
        nanosleep(&step, NULL);
    }
    return error_set(error, ERROR_SYSTEM, "the pages of %s did not start: see %s", place->title,
                     world_path(world, "serving-%u.log", port));
}

/* ---- while they run ---- */

static void say_places(const struct world *world, unsigned port)
{
    report_line("%s", "\nOpen in a browser on this machine, until you press Ctrl-C:");
    for (unsigned i = 0; i < SERVING_PLACES; i++)
        report_line("  %-13s http://localhost:%u%s", places[i].title, port + i, places[i].page);
    report_line("\nIn Arcadia a judge has to decide: choose \"xa.court-1.o17\", then the matter.\n"
                "Mailhaus takes the writ of the first matter: %s/order.writ",
                world->folder);
    fflush(stdout);
}

/* What it cannot carry now it tries again when something is new. */
static void go_round(struct courier *courier)
{
    struct error error = {0};
    bool carried;

    if (!courier_walk(courier, &carried, &error))
        fprintf(stderr, "proviso: demo: nothing was carried: %s: %s\n", error_name(error.code),
                error.message);
}

static bool wait_for_end(struct story *story, const sigset_t *ends, struct error *error)
{
    struct courier courier = {.nodes = story->world->nodes};
    struct timespec round = {.tv_sec = ROUND};
    int signal = 0;

    while (signal != SIGINT && signal != SIGTERM) {
        if (signal == SIGCHLD && waitpid(-1, NULL, WNOHANG) > 0)
            return error_set(error, ERROR_SYSTEM, "one of the places ended: see %s/serving-*.log",
                             story->world->folder);
        world_clock(story->world);
        go_round(&courier);
        signal = sigtimedwait(ends, NULL, &round);
    }
    return true;
}

static void end(const pid_t *children, size_t count)
{
    for (size_t i = 0; i < count; i++)
        kill(children[i], SIGTERM);
    for (size_t i = 0; i < count; i++)
        while (waitpid(children[i], NULL, 0) < 0 && errno == EINTR)
            continue;
}

bool serving_run(struct story *story, unsigned port, struct error *error)
{
    pid_t children[SERVING_PLACES];
    size_t started = 0;
    sigset_t ends;
    bool ok = true;

    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    for (unsigned i = 0; ok && i < SERVING_PLACES; i++) {
        ok = start(story->world, &places[i], port + i, &children[i], error);
        started += ok;
        ok = ok && wait_for(story->world, &places[i], port + i, children[i], error);
    }
    if (ok) {
        say_places(story->world, port);
        ok = wait_for_end(story, &ends, error);
    }
    end(children, started);
    return ok;
}
