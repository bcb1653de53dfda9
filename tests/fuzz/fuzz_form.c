/* Forms of a browser: nothing that is sent crashes the readers; what is taken keeps its bounds. */
#include <stdlib.h>

#include "base/unicode.h"
#include "web/form.h"
#include "web/router.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct form_field fields[] = {
    {"name", FORM_LINE, 40},
    {"reasons", FORM_PROSE, 400},
    {"ground", FORM_LIST, 10},
    {"file", FORM_FILE, 1000},
    {0},
};

static void check(const struct form *form)
{
    for (size_t i = 0; i < form->count; i++) {
        const struct form_value *value = &form->values[i];
        size_t at = 0;

        if (value->value.size > value->field->most)
            abort();
        if (value->field->kind == FORM_LINE && !unicode_is_plain(value->value, NULL))
            abort();
        if (value->field->kind != FORM_LIST) {
            form_next(form, value->field->name, &at);
            if (form_next(form, value->field->name, &at))
                abort();
        }
    }
}

/* The first line is the Content-Type, the rest the body; a path and a cookie are read from it, too. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice rest = slice_of(data, size), type;
    struct arena arena = {0};
    struct form form;
    struct error error = {0};
    struct request request = {0};

    if (!slice_line(&rest, &type))
        return 0;
    request.headers[request.header_count++] = (struct request_header){SLICE("cookie"), type};
    request_cookie(&request, "session");
    request_check(&request);
    request_path_is_plain(type);
    language_choose(type, type);
    if (form_read(type, rest, fields, &arena, &form, &error))
        check(&form);
    arena_free(&arena);
    return 0;
}
