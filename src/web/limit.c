#include "web/limit.h"

#include "crypto/hash.h"

bool limit_take(struct limits *limits, struct slice secret, struct slice client, instant now)
{
    struct digest digest = hmac_sha256(secret, client);
    size_t slot = ((size_t)digest.bytes[0] << 8 | digest.bytes[1]) % LIMIT_BUCKETS;
    int64_t passed = now - limits->buckets[slot].since;
    int used = limits->buckets[slot].used;

    if (passed < 0 || passed >= (int64_t)LIMIT_MOST * LIMIT_EACH) {
        used = 0;
        passed = 0;
        limits->buckets[slot].since = now;
    }
    used -= (int)(passed / LIMIT_EACH);
    limits->buckets[slot].since += passed / LIMIT_EACH * LIMIT_EACH;
    if (used < 0)
        used = 0;
    limits->buckets[slot].used = used;
    if (used >= LIMIT_MOST)
        return false;
    limits->buckets[slot].used++;
    return true;
}
