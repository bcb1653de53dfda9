#include "cli/opening.h"

#include <time.h>

#include "base/files.h"
#include "cli/input.h"
#include "cli/report.h"

enum { IDENTITY_BYTES = 65536 };

struct inputs {
    struct arena arena;
    struct trust trust;
    struct buffer writ, production, identity_text;
    struct age_identity identity;
};

static bool read_inputs(const struct arguments *arguments, struct inputs *inputs,
                        struct error *error)
{
    const char *identity = options_value(arguments, "--identity");

    return input_trust(options_value(arguments, "--trust"), &inputs->arena, &inputs->trust,
                       error) &&
           files_read(options_value(arguments, "--writ"), BUNDLE_MOST, &inputs->writ, error) &&
           files_read(options_value(arguments, "--production"), BUNDLE_MOST, &inputs->production,
                      error) &&
           files_read(identity, IDENTITY_BYTES, &inputs->identity_text, error) &&
           (age_identity_parse_file(buffer_slice(&inputs->identity_text), &inputs->identity,
                                    error) ||
            error_file(error, identity));
}

int opening_run(const struct arguments *arguments, enum open_part part, const char *keep,
                struct open_report *report)
{
    struct inputs inputs = {0};
    struct open_order order = {
        .package = arguments->words[0],
        .part = part,
        .trust = &inputs.trust,
        .identity = &inputs.identity,
        .keep = keep,
        .output = options_value(arguments, "-o"),
        .now = time(NULL),
    };
    struct error error = {0};
    int code = COMMAND_DONE;

    if (!read_inputs(arguments, &inputs, &error)) {
        code = report_error(arguments, &error);
    } else {
        order.writ = buffer_slice(&inputs.writ);
        order.production = buffer_slice(&inputs.production);
        if (!package_open(&order, report, &error)) {
            code = report_failure(arguments, "refused: the package does not open",
                                  &report->findings, &error);
            open_report_free(report);
        }
    }
    age_identity_wipe(&inputs.identity);
    arena_free(&inputs.arena);
    buffer_free(&inputs.writ);
    buffer_free(&inputs.production);
    buffer_wipe_free(&inputs.identity_text);
    return code;
}
