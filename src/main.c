#include <signal.h>

#include "cli/commands.h"

const struct command *const commands[] = {
    &command_demo,
    &command_init,
    &command_register,
    &command_draft,
    &command_attach,
    &command_check,
    &command_submit,
    &command_docket,
    &command_show,
    &command_export,
    &command_import,
    &command_status,
    &command_writ,
    &command_verify,
    &command_release,
    &command_open,
    &command_review,
    &command_ledger,
    &command_signer,
    &command_backup,
    &command_restore,
    &command_account,
    &command_serve,
    &command_site,
    &command_rules,
    &command_law,
    &command_forum,
    &command_help_,
    &command_manual,
    &command_version,
    NULL,
};

int main(int argc, char **argv)
{
    /* A limit on the size of files is an error of a write, and ends no server without a word. */
    signal(SIGXFSZ, SIG_IGN);
    return command_main(argc, argv);
}
