#include "writ/adopted.h"

#include <stdio.h>

#include "law/reading.h"

/* Texts by their hash, each hashed once however many adoptions look for theirs. */
struct texts {
    const struct slice *items;
    struct digest *hashes;
    size_t count;
};

/* One State's adoptions on their way. */
struct taking {
    struct checking *checking;
    struct verified_state *out;
    struct texts rulebooks, offences;
    struct offence_register *registers; /* room for each adoption */
};

static struct texts texts_of(const struct slice *items, size_t count, struct arena *arena)
{
    struct texts texts = {items, arena_take(arena, count * sizeof *texts.hashes), count};

    for (size_t i = 0; i < count; i++)
        texts.hashes[i] = sha256_of(items[i]);
    return texts;
}

static const struct slice *texts_find(const struct texts *texts, struct digest hash)
{
    for (size_t i = 0; i < texts->count; i++)
        if (digest_equal(texts->hashes[i], hash))
            return &texts->items[i];
    return NULL;
}

static bool refuse(const struct taking *taking, enum finding_code code, const char *where,
                   const struct error *error)
{
    struct finding *finding = findings_add(taking->checking->findings, code, where);

    if (error)
        finding_error(finding, error, taking->checking->arena);
    return false;
}

/* Back-dating would loosen what an earlier one had fixed. */
static instant governs_from(const struct adopted *adopted, instant stated)
{
    return adopted->legal > stated ? adopted->legal : stated;
}

/* ---- rulebooks ---- */

static bool take_rulebook(struct taking *taking, const struct adopted *adopted)
{
    struct verified_state *out = taking->out;
    struct rulebook *book = &out->books[out->book_count];
    const struct slice *text = texts_find(&taking->rulebooks, adopted->text);
    struct error error = {0};
    char where[60];

    snprintf(where, sizeof where, "%s rulebook", out->pins->state);
    if (!text) {
        error_set(&error, ERROR_ATTACHMENT_MISSING, "the text of an adopted rulebook is not there");
        return refuse(taking, FINDING_RULEBOOK_MISSING, where, &error);
    }
    if (!floors_rulebook(taking->checking->floors, *text, taking->checking->arena, book, &error))
        return refuse(taking,
                      error.code == ERROR_RULE_LOOSENED ? FINDING_RULEBOOK_LOOSENS
                                                        : FINDING_RULEBOOK_MISSING,
                      where, &error);
    if (strcmp(book->state, adopted->whose) != 0)
        return refuse(taking, FINDING_RULEBOOK_MISSING, where, NULL);
    if (!rulebook_follows(out->book_count ? out->book_list[out->book_count - 1] : NULL, book,
                          &error))
        return refuse(taking, FINDING_RULEBOOK_CHAIN, where, &error);
    book->from = governs_from(adopted, book->from);
    out->book_list[out->book_count++] = book;
    return true;
}

/* ---- offences ---- */

static const struct offence_register *last_of(struct slice whose,
                                              const struct adopted_offences *items, size_t count)
{
    while (count-- > 0)
        if (slice_equal(items[count].offences->state, whose))
            return items[count].offences;
    return NULL;
}

bool adopted_offences_read(struct slice text, struct slice whose,
                           const struct adopted_offences *before, size_t count, struct arena *arena,
                           struct offence_register *out, struct error *error)
{
    const struct offence_register *last = last_of(whose, before, count);
    char from[INSTANT_TEXT], after[INSTANT_TEXT];

    if (!offence_register_parse(text, arena, out, error))
        return false;
    if (!slice_equal(out->state, whose)) {
        error_set(error, ERROR_MEMBER_VALUE, "it is the register of %.*s, adopted as that of %.*s",
                  SLICE_ARG(out->state), SLICE_ARG(whose));
        return error_where(error, "[register] state");
    }
    if (!last || out->from > last->from)
        return true;
    error_set(error, ERROR_VERSION_OVERLAP,
              "its date, %.10s, is not after that of the register before it, %.10s",
              instant_format(out->from, from), instant_format(last->from, after));
    return error_where(error, "[register] from");
}

/* By `from`, rising; of two on one day the one adopted later stands last. */
static void insert(struct verified_state *out, struct adopted_offences adopted)
{
    size_t at = out->offence_count++;

    while (at > 0 && out->offences[at - 1].from > adopted.from) {
        out->offences[at] = out->offences[at - 1];
        at--;
    }
    out->offences[at] = adopted;
}

static bool take_offences(struct taking *taking, const struct adopted *adopted)
{
    struct verified_state *out = taking->out;
    struct offence_register *offences = &taking->registers[out->offence_count];
    const struct slice *text = texts_find(&taking->offences, adopted->text);
    struct error error = {0};
    char where[60];

    snprintf(where, sizeof where, "%s offences %s", out->pins->state, adopted->whose);
    if (!text)
        return refuse(taking, FINDING_OFFENCES_MISSING, where, NULL);
    if (!adopted_offences_read(*text, slice_text(adopted->whose), out->offences, out->offence_count,
                               taking->checking->arena, offences, &error))
        return refuse(taking, FINDING_OFFENCES_BAD, where, &error);
    if (taking->checking->lexicon)
        reading_of_register(taking->checking->lexicon, offences);
    insert(out, (struct adopted_offences){governs_from(adopted, offences->from), offences});
    return true;
}

bool adopted_check(struct checking *checking, const struct shown_state *shown,
                   const struct register_terms *terms, struct verified_state *out)
{
    struct arena *arena = checking->arena;
    struct taking taking = {
        .checking = checking,
        .out = out,
        .rulebooks = texts_of(shown->rulebooks, shown->rulebook_count, arena),
        .offences = texts_of(shown->offences, shown->offence_count, arena),
    };
    struct adoptions adoptions;
    bool ok = true;

    rules_fold(terms, out->rules_statements.items, out->rules_statements.count, &adoptions,
               checking->findings);
    out->books = arena_take(arena, adoptions.count * sizeof *out->books);
    out->book_list = arena_take(arena, adoptions.count * sizeof *out->book_list);
    out->offences = arena_take(arena, adoptions.count * sizeof *out->offences);
    taking.registers = arena_take(arena, adoptions.count * sizeof *taking.registers);
    for (size_t i = 0; i < adoptions.count; i++)
        ok &= adoptions.items[i].act == RULES_RULEBOOK
                  ? take_rulebook(&taking, &adoptions.items[i])
                  : take_offences(&taking, &adoptions.items[i]);
    adoptions_free(&adoptions);
    return ok;
}
