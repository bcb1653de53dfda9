#include "cli/commands.h"
#include "cli/report.h"

static int run(const struct arguments *arguments)
{
    const struct command *const *list = commands;
    const struct command *command = NULL;

    for (size_t i = 0; i < arguments->word_count; i++) {
        command = list ? command_find(list, arguments->words[i]) : NULL;
        if (!command) {
            struct error error = {0};

            error_set(&error, ERROR_USAGE, "there is no command \"%.80s\"", arguments->words[i]);
            return report_error(arguments, &error);
        }
        list = command->parts;
    }
    if (command)
        command_help(command, arguments->json);
    else
        command_list(arguments->json);
    return COMMAND_DONE;
}

const struct command command_help_ = {
    .name = "help",
    .summary = "the list of commands, or the help of one",
    .usage = "[COMMAND [PART]]",
    .example = "  proviso help\n  proviso help ledger prove\n",
    .most = 2,
    .run = run,
};
