/* No alteration of a minimal writ yields a permission that the original lacked. Byte by byte in the
 * file, byte by byte in what its base64 holds, and piece by piece: left out, doubled, swapped,
 * exchanged, taken from an older writ or another matter.
 *
 * Inside base64 a part of the bytes is tried, always the same ones; PROVISO_ALTERATIONS=all tries
 * them all. */
#include "test.h"

#include <sys/wait.h>

#include "node/world.h"
#include "writ/same_permit.h"

#ifdef __SANITIZE_ADDRESS__
enum { STRIDE = 601 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { STRIDE = 601 };
#else
enum { STRIDE = 97 };
#endif
#else
enum { STRIDE = 97 };
#endif

enum { WORKERS = 2 };

static struct world world;
static struct bundle original;
static struct buffer permitted; /* spelled */

/* What else there is to put in: an older export of each State, and a matter that is not this one.
 */
static struct bundle older[2], other;

/* ---- the judgement ---- */

/* True where the altered writ permits nothing, or exactly what the original does. */
static bool permits_no_more(const struct bundle *bundle, bool *valid)
{
    struct writ_question question = {.bundle = bundle, .trust = &world.trust, .at = world.clock};
    struct writ_answer *answer = calloc(1, sizeof *answer);
    struct buffer spelled = {0};
    bool same = true;

    writ_verify(&question, answer);
    *valid = answer->valid;
    if (*valid) {
        permit_spell(bundle, answer, &spelled);
        same = slice_equal(buffer_slice(&spelled), buffer_slice(&permitted));
    }
    buffer_free(&spelled);
    writ_answer_free(answer);
    free(answer);
    return same;
}

static bool text_permits_no_more(struct slice text, bool *valid)
{
    struct arena arena = {0};
    struct error error = {0};
    struct bundle bundle;
    bool good = true;

    *valid = false;
    if (bundle_parse(text, BUNDLE_WRIT, &arena, &bundle, &error))
        good = permits_no_more(&bundle, valid);
    arena_free(&arena);
    return good;
}

/* ---- many alterations on both cores ---- */

struct tally {
    uint64_t tried, valid, bad, first_bad;
};

static void count_one(struct tally *tally, uint64_t number, bool good, bool valid)
{
    tally->tried++;
    tally->valid += valid;
    if (!good && tally->bad++ == 0)
        tally->first_bad = number;
}

/* Runs `work` in children, each with its share, and adds up. */
static struct tally share(void (*work)(int worker, struct tally *tally))
{
    struct tally sum = {0};
    int ends[WORKERS][2];
    pid_t children[WORKERS];

    fflush(NULL);
    for (int i = 0; i < WORKERS; i++) {
        assert_int_equal(pipe(ends[i]), 0);
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            struct tally tally = {0};

            work(i, &tally);
            _exit(write(ends[i][1], &tally, sizeof tally) == (ssize_t)sizeof tally ? 0 : 1);
        }
        close(ends[i][1]);
    }
    for (int i = 0; i < WORKERS; i++) {
        struct tally tally = {0};
        int status;

        assert_int_equal(read(ends[i][0], &tally, sizeof tally), sizeof tally);
        close(ends[i][0]);
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
        if (tally.bad && !sum.bad)
            sum.first_bad = tally.first_bad;
        sum.tried += tally.tried;
        sum.valid += tally.valid;
        sum.bad += tally.bad;
    }
    return sum;
}

static bool is_all(void)
{
    const char *wanted = getenv("PROVISO_ALTERATIONS");

    return wanted && strcmp(wanted, "all") == 0;
}

/* The same part each time, spread over the whole. */
static bool is_chosen(uint64_t place)
{
    return is_all() || place * UINT64_C(2654435761) % STRIDE == 0;
}

static uint8_t other_value(uint8_t byte, int number)
{
    return (uint8_t)(byte ^ (number == 0 ? 1 : 4));
}

static void report(const char *what, const struct tally *tally)
{
    print_message("# %s: %llu alterations, %llu left it valid as it was\n", what,
                  (unsigned long long)tally->tried, (unsigned long long)tally->valid);
    if (tally->bad)
        print_message("# %llu permit something else, first at %llu\n",
                      (unsigned long long)tally->bad, (unsigned long long)tally->first_bad);
    assert_true(tally->tried > 0);
    assert_int_equal(tally->bad, 0);
}

/* ---- every byte of the file ---- */

/* Marks what stands in long strings: base64. */
static void mark_base64(struct slice text, uint8_t *marks)
{
    size_t start = 0;

    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] != '"')
            continue;
        if (i - start > 80)
            memset(marks + start + 1, 1, i - start - 1);
        start = i;
    }
}

static void alter_bytes(int worker, struct tally *tally)
{
    struct slice text = buffer_slice(&world.writ);
    uint8_t *marks = calloc(1, text.size), *altered = malloc(text.size);

    mark_base64(text, marks);
    memcpy(altered, text.data, text.size);
    for (size_t i = (size_t)worker; i < text.size; i += WORKERS) {
        if (marks[i] && !is_chosen(i / WORKERS))
            continue;
        for (int value = 0; value < 2; value++) {
            bool valid, good;

            altered[i] = other_value(text.data[i], value);
            good = text_permits_no_more(slice_of(altered, text.size), &valid);
            count_one(tally, i, good, valid);
        }
        altered[i] = text.data[i];
    }
    free(marks);
    free(altered);
}

static void every_byte_of_the_file(void **state)
{
    struct tally tally = share(alter_bytes);

    (void)state;
    report("bytes of the file", &tally);
}

static void cut_short(int worker, struct tally *tally)
{
    struct slice text = buffer_slice(&world.writ);

    for (size_t i = (size_t)worker; i < text.size; i += WORKERS) {
        bool valid, good;

        if (!is_chosen(i / WORKERS) && i + 200 < text.size)
            continue;
        good = text_permits_no_more(slice_part(text, 0, i), &valid);
        count_one(tally, i, good, valid);
    }
}

static void every_truncation(void **state)
{
    struct tally tally = share(cut_short);

    (void)state;
    report("truncations", &tally);
}

/* ---- every byte of what base64 holds ---- */

/* Calls `each` with every piece of bytes in a bundle that is a copy for this. */
static void each_piece(struct bundle *bundle,
                       void (*each)(void *context, struct bundle *bundle, struct slice *piece),
                       void *context)
{
    for (size_t i = 0; i < bundle->floor_count; i++)
        each(context, bundle, &bundle->floors[i]);
    for (size_t s = 0; s < bundle->state_count; s++) {
        struct shown_state *shown = &bundle->states[s];

        for (size_t i = 0; i < shown->entry_count; i++)
            each(context, bundle, &shown->entries[i]);
        for (size_t i = 0; i < shown->register_checkpoint_count; i++)
            each(context, bundle, &shown->register_checkpoints[i]);
        for (size_t i = 0; i < shown->rulebook_count; i++)
            each(context, bundle, &shown->rulebooks[i]);
        for (size_t i = 0; i < shown->offence_count; i++)
            each(context, bundle, &shown->offences[i]);
        for (size_t i = 0; i < shown->checkpoint_count; i++)
            each(context, bundle, &shown->checkpoints[i].note);
        for (size_t i = 0; i < shown->statement_count; i++) {
            each(context, bundle, &shown->statements[i].payload);
            each(context, bundle, &shown->statements[i].signatures);
        }
        each(context, bundle, &shown->status.note);
        each(context, bundle, &shown->status.signature);
    }
}

struct piecewise {
    int worker;
    uint64_t place;
    struct tally *tally;
};

static void alter_piece(void *context, struct bundle *bundle, struct slice *piece)
{
    struct piecewise *piecewise = context;
    struct slice kept = *piece;
    uint8_t *altered = malloc(kept.size + 1);

    memcpy(altered, kept.data, kept.size);
    *piece = slice_of(altered, kept.size);
    for (size_t i = 0; i < kept.size; i++) {
        uint64_t place = piecewise->place++;

        if (place % WORKERS != (uint64_t)piecewise->worker || !is_chosen(place / WORKERS))
            continue;
        for (int value = 0; value < 2; value++) {
            bool valid, good;

            altered[i] = other_value(kept.data[i], value);
            good = permits_no_more(bundle, &valid);
            count_one(piecewise->tally, place, good, valid);
        }
        altered[i] = kept.data[i];
    }
    *piece = kept;
    free(altered);
}

/* The bundle's lists are shared with the original: a child's copy of them is its own. */
static void alter_pieces(int worker, struct tally *tally)
{
    struct piecewise piecewise = {.worker = worker, .tally = tally};

    each_piece(&original, alter_piece, &piecewise);
}

static void every_byte_of_the_contents(void **state)
{
    struct tally tally = share(alter_pieces);

    (void)state;
    report("bytes of what the file holds", &tally);
}

/* ---- pieces left out, doubled, swapped ---- */

/* One list of a State, whatever its items are. */
struct list {
    void **items;
    size_t *count;
    size_t size;
};

enum { LISTS = 6 };

static struct list list_of(struct shown_state *shown, int number)
{
    struct list lists[LISTS] = {
        {(void **)&shown->entries, &shown->entry_count, sizeof *shown->entries},
        {(void **)&shown->register_checkpoints, &shown->register_checkpoint_count,
         sizeof *shown->register_checkpoints},
        {(void **)&shown->rulebooks, &shown->rulebook_count, sizeof *shown->rulebooks},
        {(void **)&shown->checkpoints, &shown->checkpoint_count, sizeof *shown->checkpoints},
        {(void **)&shown->statements, &shown->statement_count, sizeof *shown->statements},
        {(void **)&shown->offences, &shown->offence_count, sizeof *shown->offences},
    };

    return lists[number];
}

/* A copy whose lists can be altered, with room for more. */
static struct bundle copy_of(const struct bundle *bundle, struct arena *arena)
{
    struct bundle copy = *bundle;

    for (size_t s = 0; s < copy.state_count; s++)
        for (int i = 0; i < LISTS; i++) {
            struct list list = list_of(&copy.states[s], i);
            void *items = arena_take(arena, (*list.count + 4) * list.size);

            if (*list.count)
                memcpy(items, *list.items, *list.count * list.size);
            *list.items = items;
        }
    return copy;
}

static uint8_t *item(const struct list *list, size_t index)
{
    return (uint8_t *)*list->items + index * list->size;
}

static void leave_out(const struct list *list, size_t index)
{
    memmove(item(list, index), item(list, index + 1), (*list->count - index - 1) * list->size);
    (*list->count)--;
}

/* Puts a copy of item `from` in before `to`. */
static void put_in(const struct list *list, const void *what, size_t to)
{
    uint8_t kept[sizeof(struct shown_statement) + sizeof(struct shown_checkpoint)];

    memcpy(kept, what, list->size);
    memmove(item(list, to + 1), item(list, to), (*list->count - to) * list->size);
    memcpy(item(list, to), kept, list->size);
    (*list->count)++;
}

static void swap(void *a, void *b, size_t size)
{
    uint8_t kept[sizeof(struct shown_state)];

    memcpy(kept, a, size);
    memmove(a, b, size);
    memcpy(b, kept, size);
}

static void judge_copy(struct bundle *copy, struct tally *tally)
{
    struct buffer text = {0};
    bool valid, good, again;

    good = permits_no_more(copy, &valid);
    count_one(tally, tally->tried, good, valid);
    bundle_write(copy, &text);
    good = text_permits_no_more(buffer_slice(&text), &again);
    count_one(tally, tally->tried, good && again <= valid, again);
    buffer_free(&text);
}

#define ALTERED(tally, ...)                                                                        \
    do {                                                                                           \
        struct arena arena = {0};                                                                  \
        struct bundle copy = copy_of(&original, &arena);                                           \
                                                                                                   \
        __VA_ARGS__;                                                                               \
        judge_copy(&copy, tally);                                                                  \
        arena_free(&arena);                                                                        \
    } while (0)

static void alter_list(size_t s, int number, struct tally *tally)
{
    size_t count = *list_of(&original.states[s], number).count;
    bool long_list = count > 8;

    for (size_t i = 0; i < count; i++) {
        ALTERED(tally, struct list list = list_of(&copy.states[s], number); leave_out(&list, i));
        for (size_t j = 0; j <= count; j++)
            if (!long_list || j == i || j == 0 || j == count)
                ALTERED(tally, struct list list = list_of(&copy.states[s], number);
                        put_in(&list, item(&list, i), j));
        for (size_t j = 0; j < i; j++)
            if (!long_list || j + 1 == i || j == 0)
                ALTERED(tally, struct list list = list_of(&copy.states[s], number);
                        swap(item(&list, i), item(&list, j), list.size));
        /* The rest cut away. */
        ALTERED(tally, *list_of(&copy.states[s], number).count = i);
    }
}

static void every_piece_left_out_doubled_and_swapped(void **state)
{
    struct tally tally = {0};

    (void)state;
    for (size_t s = 0; s < original.state_count; s++)
        for (int number = 0; number < LISTS; number++)
            alter_list(s, number, &tally);
    report("pieces left out, doubled, swapped", &tally);
}

static void every_state_left_out_and_exchanged(void **state)
{
    struct tally tally = {0};

    (void)state;
    ALTERED(&tally, copy.state_count = 1);
    ALTERED(&tally, copy.states[0] = copy.states[1]; copy.state_count = 1);
    ALTERED(&tally, copy.state_count = 0);
    ALTERED(&tally, swap(&copy.states[0], &copy.states[1], sizeof copy.states[0]));
    ALTERED(&tally, copy.states[0] = copy.states[1]);
    ALTERED(&tally, swap(copy.states[0].state, copy.states[1].state, STATE_TEXT));
    /* Each list of the one in the other. */
    for (int number = 0; number < LISTS; number++)
        ALTERED(&tally, struct list a = list_of(&copy.states[0], number);
                struct list b = list_of(&copy.states[1], number);
                swap(a.items, b.items, sizeof *a.items); swap(a.count, b.count, sizeof *a.count));
    ALTERED(&tally,
            swap(&copy.states[0].status, &copy.states[1].status, sizeof copy.states[0].status));
    report("States left out and exchanged", &tally);
}

/* ---- members exchanged between statements ---- */

static void exchange(struct shown_statement *a, struct shown_statement *b, int member)
{
    switch (member) {
    case 0:
        swap(a->salt, b->salt, ENTRY_SALT);
        return;
    case 1:
        swap(&a->entered, &b->entered, sizeof a->entered);
        return;
    case 2:
        swap(&a->index, &b->index, sizeof a->index);
        return;
    case 3:
        swap(&a->checkpoint, &b->checkpoint, sizeof a->checkpoint);
        return;
    case 4:
        swap(&a->path, &b->path, sizeof a->path);
        swap(&a->path_count, &b->path_count, sizeof a->path_count);
        return;
    case 5:
        swap(&a->payload, &b->payload, sizeof a->payload);
        return;
    case 6:
        swap(&a->signatures, &b->signatures, sizeof a->signatures);
        return;
    default:
        exchange(a, b, 5);
        exchange(a, b, 6);
    }
}

static void every_member_exchanged(void **state)
{
    struct tally tally = {0};

    (void)state;
    for (size_t s = 0; s < 2; s++)
        for (size_t t = 0; t < 2; t++)
            for (size_t i = 0; i < original.states[s].statement_count; i++)
                for (size_t j = 0; j < original.states[t].statement_count; j++)
                    for (int member = 0; member < 8 && (s < t || (s == t && i < j)); member++)
                        ALTERED(&tally, exchange(&copy.states[s].statements[i],
                                                 &copy.states[t].statements[j], member));
    for (size_t s = 0; s < 2; s++)
        for (size_t i = 0; i < original.states[s].statement_count; i++) {
            ALTERED(&tally, copy.states[s].statements[i].entered++);
            ALTERED(&tally, copy.states[s].statements[i].entered -= DAY);
            ALTERED(&tally, copy.states[s].statements[i].index++);
            ALTERED(&tally, copy.states[s].statements[i].checkpoint++);
            ALTERED(&tally, copy.states[s].statements[i].checkpoint = SIZE_MAX / 2);
            ALTERED(&tally, copy.states[s].statements[i].logged = false);
            ALTERED(&tally, copy.states[s].statements[i].path_count = 0);
            ALTERED(&tally, copy.states[s].statements[i].salt[7] ^= 1);
        }
    report("members exchanged", &tally);
}

/* ---- other matters, older states ---- */

static void what_is_of_another_matter(void **state)
{
    struct shown_state *strange = &other.states[0];
    struct tally tally = {0};

    (void)state;
    for (size_t s = 0; s < 2; s++) {
        ALTERED(&tally, copy.states[s].status = strange->status);
        for (size_t i = 0; i < strange->statement_count; i++)
            for (size_t j = 0; j <= original.states[s].statement_count; j++) {
                ALTERED(&tally, struct list list = list_of(&copy.states[s], 4);
                        put_in(&list, &strange->statements[i], j));
                if (j < original.states[s].statement_count)
                    ALTERED(&tally, copy.states[s].statements[j] = strange->statements[i]);
            }
    }
    ALTERED(&tally, copy.matter = other.matter);
    ALTERED(&tally, copy.provider = SLICE("xb.otherhaus"));
    report("of another matter", &tally);
}

static void what_was_before(void **state)
{
    struct tally tally = {0};

    (void)state;
    for (size_t s = 0; s < 2; s++) {
        ALTERED(&tally, copy.states[s].status = (struct shown_status){0});
        for (size_t t = 0; t < 2; t++) {
            ALTERED(&tally, copy.states[s].status = older[t].states[0].status);
            ALTERED(&tally, copy.states[s].status.note = older[t].states[0].status.note);
            ALTERED(&tally, copy.states[s].status.signature = older[t].states[0].status.signature);
            ALTERED(&tally, copy.states[s] = older[t].states[0]);
            ALTERED(&tally, copy.states[s].checkpoints = older[t].states[0].checkpoints;
                    copy.states[s].checkpoint_count = older[t].states[0].checkpoint_count);
            ALTERED(&tally,
                    copy.states[s].register_checkpoints = older[t].states[0].register_checkpoints;
                    copy.states[s].register_checkpoint_count =
                        older[t].states[0].register_checkpoint_count);
        }
    }
    report("older statuses and checkpoints", &tally);
}

/* ---- set up ---- */

static struct bundle exported(struct node *node, const char *chain)
{
    struct buffer text = {0};
    struct bundle bundle;

    assert_true(node_export(node, slice_text(chain), 0, &text, &world.error));
    assert_true(bundle_parse(arena_copy(&world.arena, buffer_slice(&text)), BUNDLE_EXCHANGE,
                             &world.arena, &bundle, &world.error));
    buffer_free(&text);
    return bundle;
}

/* An application in another matter, with a status. */
static void make_other_matter(void)
{
    static const char chain[] = "XA-2026-000002";
    struct buffer status = {0};
    struct world_texts kept = world.texts;
    struct slice payload;
    uint8_t *name;

    world.texts.count = 0;
    payload =
        world_payload(&world, &world.xa, "application", "xa.cybercrime-1.o1 xa.prosecution-1.o2",
                      world_application_of(&world, 2, &world.texts));
    name = memmem(payload.data, payload.size, world_chain, strlen(world_chain));
    assert_non_null(name);
    memcpy(name, chain, strlen(chain));
    assert_true(world_submit(&world, &world.xa, payload, "xa.cybercrime-1.o1 xa.prosecution-1.o2"));
    world.texts = kept;
    assert_true(node_status_draft(&world.xa, slice_text(chain), SLICE("xa.court-1.o4"), &status,
                                  &world.error));
    assert_true(node_status_submit(&world.xa, buffer_slice(&status),
                                   world_sign(&world, buffer_slice(&status), "xa.court-1.o4"),
                                   &world.error));
    buffer_free(&status);
    other = exported(&world.xa, chain);
    assert_int_equal(other.states[0].statement_count, 1);
}

static void the_original_is_valid(void **state)
{
    struct bundle bundle;
    struct writ_answer *answer = calloc(1, sizeof *answer);
    bool valid;

    (void)state;
    world_verify(&world, buffer_slice(&world.writ), &bundle, answer);
    assert_true(answer->valid);
    permit_spell(&bundle, answer, &permitted);
    writ_answer_free(answer);
    free(answer);
    assert_true(permits_no_more(&original, &valid));
    assert_true(valid);
}

static int set_up(void **state)
{
    (void)state;
    world_open(&world);
    make_other_matter();
    world_story(&world, 2);
    assert_true(world_status(&world, &world.xa, "xa.court-1.o4"));
    older[0] = exported(&world.xa, world_chain);
    assert_true(
        world_act(&world, &world.xa, "request", "xa.authority-1.o5", world_request(&world, NULL)));
    assert_true(world_carry(&world, &world.xa, &world.xb, world_chain));
    assert_true(
        world_act(&world, &world.xb, "receipt", "xb.authority-1.o1", world_receipt(&world)));
    assert_true(world_act(&world, &world.xb, "dual-criminality", "xb.authority-1.o1",
                          world_comparison(&world)));
    assert_true(world_status(&world, &world.xb, "xb.court-1.o4"));
    older[1] = exported(&world.xb, world_chain);
    world_finish(&world, 5);
    assert_true(bundle_parse(buffer_slice(&world.writ), BUNDLE_WRIT, &world.arena, &original,
                             &world.error));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    buffer_free(&permitted);
    world_close(&world);
    return 0;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_original_is_valid),
    cmocka_unit_test(every_byte_of_the_file),
    cmocka_unit_test(every_truncation),
    cmocka_unit_test(every_byte_of_the_contents),
    cmocka_unit_test(every_piece_left_out_doubled_and_swapped),
    cmocka_unit_test(every_state_left_out_and_exchanged),
    cmocka_unit_test(every_member_exchanged),
    cmocka_unit_test(what_is_of_another_matter),
    cmocka_unit_test(what_was_before),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
