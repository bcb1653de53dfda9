#include "web/identity.h"
#include "web/pages.h"

void page_sign_out(void *data, const struct request *request, const struct form *form,
                   struct response *response)
{
    (void)form;
    response->cache = RESPONSE_PRIVATE;
    identity_end(data, request, response);
    response_redirect(response,
                      arena_format(request->arena, "/%s/", language_code(request->language)));
}
