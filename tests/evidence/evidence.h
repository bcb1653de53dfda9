/* What the tests of evidence/ share: a list, and a judgement of content by both readers. */
#ifndef PROVISO_TESTS_EVIDENCE_H
#define PROVISO_TESTS_EVIDENCE_H

#include "evidence/json_line.h"
#include "evidence/mbox.h"
#include "evidence/second.h"

static const char evidence_list[] = "ann@law.example\n"
                                    "chambers.example\n"
                                    "o'hara@firm.example\r\n"
                                    "b\xc3\xbc"
                                    "cher-anwalt.example\n"
                                    "root@localhost\n"
                                    "Clerk@Registry.Example\n";

/* Both readers, ready. */
struct evidence {
    struct privilege *privilege;
    struct second *second;
    struct message message;
    struct span span;
};

static inline void evidence_start(struct evidence *evidence)
{
    static const uint8_t seed[16] = "0123456789abcde";
    struct error error = {0};

    memset(evidence, 0, sizeof *evidence);
    if (!privilege_build(slice_text(evidence_list), "list", 0x1234567, &evidence->privilege,
                         &error) ||
        !second_create(slice_text(evidence_list), seed, &evidence->second, &error))
        abort();
    evidence->message.views.privilege = evidence->privilege;
    evidence->span.account = SLICE("box@provider.example");
    evidence->span.from = instant_civil(2026, 6, 1, 0, 0, 0);
    evidence->span.to = instant_civil(2026, 7, 1, 0, 0, 0);
}

static inline void evidence_end(struct evidence *evidence)
{
    privilege_free(evidence->privilege);
    second_free(evidence->second);
    message_free(&evidence->message);
}

/* What the first reader says of a message. */
static inline enum reason evidence_judge(struct evidence *evidence, struct slice content)
{
    message_judge(&evidence->message, content);
    return evidence->message.views.found.listed ? REASON_LISTED
                                                : evidence->message.views.found.doubt;
}

/* Whether the second reader would release the message, as the only one of an mbox. */
static inline bool evidence_second(struct evidence *evidence, struct slice content)
{
    static const char marker[] = "From a@b.example Mon Jun  1 12:00:00 2026\n";
    struct second_context context = {{0}, {0}};
    struct buffer record = {0};
    bool released;

    buffer_text(&record, marker);
    buffer_append(&record, content);
    released =
        second_releases_mail(evidence->second, &evidence->span, buffer_slice(&record), &context);
    buffer_free(&record);
    return released;
}

#endif
