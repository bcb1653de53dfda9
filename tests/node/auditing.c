#include "node/auditing.h"

struct world world;
char saved[100];

void run(const char *format, ...)
{
    char command[400];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    assert_int_equal(system(command), 0);
}

void reopen(void)
{
    node_close(&world.xb);
    assert_true(node_open(world.xb_folder, &world.xb, &world.error));
}

int auditing_set_up(void **state)
{
    (void)state;
    world_open(&world);
    world_story(&world, 8);
    snprintf(saved, sizeof saved, "%s/saved", world.folder);
    node_close(&world.xb);
    run("cp -a %s %s", world.xb_folder, saved);
    assert_true(node_open(world.xb_folder, &world.xb, &world.error));
    return 0;
}

int auditing_tear_down(void **state)
{
    (void)state;
    world_close(&world);
    return 0;
}

void restore(void)
{
    node_close(&world.xb);
    run("rm -rf %s && cp -a %s %s", world.xb_folder, saved, world.xb_folder);
    assert_true(node_open(world.xb_folder, &world.xb, &world.error));
}

bool audit(struct audit_report *report)
{
    world.error = (struct error){0};
    return node_audit(&world.xb, NULL, NULL, report, &world.error);
}

void named(const char *sql, const char *where, int line)
{
    struct audit_report report;

    if (rows_alter(&world.xb, sql) < 1)
        fail_msg("line %d: nothing was altered: %s", line, sql);
    if (audit(&report) ||
        (where && !strstr(world.error.where, where) && !strstr(world.error.message, where))) {
        print_message("# line %d: %s: %s (%s)\n", line, error_name(world.error.code),
                      world.error.message, world.error.where);
        fail();
    }
    assert_true(world.error.where[0] || world.error.message[0]);
    restore();
}
