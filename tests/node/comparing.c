#include "node/comparing.h"

#include "test.h"

#include "text/matter.h"

static void write_register(const struct state_register *read, struct buffer *out)
{
    char head[DIGEST_TEXT];

    buffer_format(out, "%s seq %lld head %s founded %lld cosigned %lld\n", read->state,
                  (long long)read->seq, digest_write(read->head, head), (long long)read->founded,
                  (long long)read->first_cosigned);
    for (size_t i = 0; i < read->office_count; i++)
        buffer_format(out, "office %.*s %x\n", SLICE_ARG(read->offices[i].name),
                      read->offices[i].roles);
    for (size_t i = 0; i < read->official_count; i++)
        buffer_format(out, "official %.*s of %.*s %x %lld %lld %lld\n",
                      SLICE_ARG(read->officials[i].name), SLICE_ARG(read->officials[i].office),
                      read->officials[i].roles, (long long)read->officials[i].from,
                      (long long)read->officials[i].until, (long long)read->officials[i].ended);
    for (size_t i = 0; i < read->recipient_count; i++)
        buffer_format(out, "recipient %.*s %lld %lld\n", SLICE_ARG(read->recipients[i].name),
                      (long long)read->recipients[i].from, (long long)read->recipients[i].until);
    for (size_t i = 0; i < read->page_count; i++)
        buffer_format(out, "page %.*s %lld %lld\n", SLICE_ARG(read->pages[i].origin),
                      (long long)read->pages[i].from, (long long)read->pages[i].until);
}

static void write_state(const struct verified_state *state, struct buffer *out)
{
    char root[DIGEST_TEXT], marks[DIGEST_TEXT];

    write_register(&state->state_register, out);
    buffer_format(out, "sound %d fresh %lld size %llu root %s statements %zu and %zu\n",
                  state->sound, (long long)state->register_fresh,
                  (unsigned long long)state->register_checkpoint.size,
                  digest_write(state->register_checkpoint.root, root),
                  state->register_statements.count, state->rules_statements.count);
    for (size_t i = 0; i < state->register_statements.count; i++)
        buffer_format(out, "entered %lld cosigned %lld\n",
                      (long long)state->register_statements.items[i].entered,
                      (long long)state->register_statements.items[i].cosigned);
    for (size_t i = 0; i < state->book_count; i++)
        buffer_format(out, "book from %lld to %lld limits %s\n",
                      (long long)state->book_list[i]->from, (long long)state->book_list[i]->to,
                      digest_write(sha256_of(slice_of((const uint8_t *)state->book_list[i]->limits,
                                                      sizeof state->book_list[i]->limits)),
                                   marks));
    for (size_t i = 0; i < state->offence_count; i++)
        buffer_format(out, "offences %.*s from %lld: %zu\n",
                      SLICE_ARG(state->offences[i].offences->state),
                      (long long)state->offences[i].from, state->offences[i].offences->count);
}

static void write_known(const struct known_matter *known, struct buffer *out)
{
    struct writer writer = {.out = out};

    for (size_t i = 0; i < known->state_count; i++)
        write_state(&known->states[i], out);
    buffer_format(out, "floor %p of %zu sound States\n", (const void *)known->terms.floor,
                  known->terms.state_count);
    findings_json(known->findings, &writer);
    if (known->matter)
        matter_text(known->matter, known->terms.chain, NULL, known->terms.now, out);
}

void comparing_check(const struct world *world, struct node *node)
{
    const instant times[] = {0,
                             world->clock - 400 * DAY,
                             world->clock - 3600,
                             world->clock,
                             world->clock + 3 * DAY,
                             world->clock + 400 * DAY};
    struct slice chain = slice_text(world_chain);

    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct buffer kept = {0}, anew = {0};
        struct known_matter known;
        struct error error = {0};

        /* What was destroyed is destroyed either way. */
        if (!node_load(node, chain, times[i], &known, &error)) {
            assert_false(node_load_anew(node, chain, times[i], &known, &error));
            return;
        }
        write_known(&known, &kept);
        known_matter_free(&known);
        assert_true(node_load_anew(node, chain, times[i], &known, &error));
        write_known(&known, &anew);
        known_matter_free(&known);
        assert_string_equal(buffer_string(&kept), buffer_string(&anew));
        buffer_free(&kept);
        buffer_free(&anew);
    }
}

void comparing_follow(struct world *world)
{
    if (!getenv("PROVISO_COMPARE"))
        return;
    comparing_check(world, &world->xa);
    comparing_check(world, &world->xb);
}
