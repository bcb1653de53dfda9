#include "crypto/origin.h"

enum { LABEL_MOST = 63, PORT_MOST = 65535, PORT_HTTP = 80, PORT_HTTPS = 443 };

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

/* One label; `*number` says that it consists of digits alone, or is hexadecimal, as in an address. */
static bool is_label(struct slice label, bool *number)
{
    if (label.size == 0 || label.size > LABEL_MOST || label.data[0] == '-' ||
        label.data[label.size - 1] == '-')
        return false;
    *number = is_digit(label.data[0]);
    for (size_t i = 0; i < label.size; i++) {
        uint8_t c = label.data[i];

        if (!is_digit(c) && !(c >= 'a' && c <= 'z') && c != '-')
            return false;
        if (!is_digit(c) && !slice_starts(label, SLICE("0x")))
            *number = false;
    }
    return true;
}

bool rp_is_valid(struct slice text)
{
    size_t labels = 0;
    bool number = false;

    if (text.size > RP_MOST)
        return false;
    if (slice_is(text, "localhost"))
        return true;
    for (;;) {
        size_t dot = slice_find(text, 0, '.');
        struct slice label = slice_part(text, 0, dot);

        if (!is_label(label, &number))
            return false;
        labels++;
        if (dot == SIZE_MAX)
            return labels >= 2 && !number;
        text = slice_from(text, dot + 1);
    }
}

static struct slice host_of(struct slice origin)
{
    size_t start = slice_starts(origin, SLICE("https://")) ? 8 : 7;
    size_t colon = slice_find(origin, start, ':');

    return slice_part(origin, start, colon == SIZE_MAX ? SIZE_MAX : colon - start);
}

bool origin_is_valid(struct slice text)
{
    bool https = slice_starts(text, SLICE("https://"));
    struct slice host, port;
    int64_t number;

    if (text.size >= ORIGIN_TEXT || (!https && !slice_starts(text, SLICE("http://"))))
        return false;
    host = host_of(text);
    if (!rp_is_valid(host) || https == slice_is(host, "localhost"))
        return false;
    port = slice_from(text, (size_t)(host.data - text.data) + host.size);
    if (port.size == 0)
        return true;
    return slice_decimal(slice_from(port, 1), &number) && number >= 1 && number <= PORT_MOST &&
           number != (https ? PORT_HTTPS : PORT_HTTP);
}

bool origin_has_rp(struct slice origin, struct slice rp)
{
    struct slice host = host_of(origin);

    return slice_equal(host, rp) || (slice_ends(host, rp) && host.size > rp.size &&
                                     host.data[host.size - rp.size - 1] == '.');
}
