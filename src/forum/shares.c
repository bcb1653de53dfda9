#include "forum/shares.h"

static const char *const kind_words[] = {
#define X(constant, word, least) word,
    SHARE_KINDS(X)
#undef X
};

const struct vocabulary words_share_kind = {"kind of group", kind_words, SHARE_KIND_COUNT};

int64_t shares_least(enum share_kind kind)
{
    static const int64_t least[] = {
#define X(constant, word, percent) percent,
        SHARE_KINDS(X)
#undef X
    };

    return least[kind];
}

int shares_find(const struct shares *shares, struct slice name)
{
    for (size_t i = 0; i < shares->count; i++)
        if (slice_equal(shares->groups[i].name, name))
            return (int)i;
    return -1;
}

static bool read_share(json_t *object, struct arena *arena, struct shares *out, struct error *error)
{
    static const char *const needed[] = {"name", "kind", "weight", NULL}, *const further[] = {NULL};
    struct share *share = &out->groups[out->count];
    struct slice word;
    int kind;

    if (!members_check(object, needed, further, error) ||
        !members_name(object, "name", arena, &share->name, error) ||
        !member_text(object, "kind", &word, error) ||
        !members_number(object, "weight", 1, ALLOTMENT_WEIGHT, &share->weight, error))
        return false;
    kind = vocabulary_find(&words_share_kind, word);
    if (kind < 0)
        return members_wrong("kind", error, "\"%.*s\" is no kind of group",
                             SLICE_ARG(slice_part(word, 0, 40)));
    if (shares_find(out, share->name) >= 0)
        return members_wrong("name", error, "two groups have this name");
    share->kind = (enum share_kind)kind;
    out->whole += share->weight;
    out->count++;
    return true;
}

bool shares_read(json_t *list, struct arena *arena, struct shares *out, struct error *error)
{
    *out = (struct shares){0};
    if (!json_is_array(list) || json_array_size(list) == 0 ||
        json_array_size(list) > ALLOTMENT_GROUPS)
        return members_wrong("groups", error, "a list of 1 to %d groups", (int)ALLOTMENT_GROUPS);
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!read_share(json_array_get(list, i), arena, out, error))
            return members_place(error, "groups", i);
    return true;
}

void shares_write(const struct shares *shares, struct writer *writer)
{
    writer_open(writer, '[');
    for (size_t i = 0; i < shares->count; i++) {
        writer_open(writer, '{');
        writer_member_text(writer, "name", shares->groups[i].name);
        writer_member_text(writer, "kind", slice_text(kind_words[shares->groups[i].kind]));
        writer_member_integer(writer, "weight", shares->groups[i].weight);
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

void shares_check(const struct shares *shares, struct findings *findings)
{
    for (enum share_kind kind = 0; kind < SHARE_KIND_COUNT; kind++) {
        int64_t weight = 0;
        struct finding *finding;

        for (size_t i = 0; i < shares->count; i++)
            if (shares->groups[i].kind == kind)
                weight += shares->groups[i].weight;
        if (weight * 100 >= shares_least(kind) * shares->whole)
            continue;
        finding = findings_add(findings, FINDING_SHARE_BELOW_FLOOR, kind_words[kind]);
        finding->whose = WHOSE_FLOOR;
        finding->value =
            (struct value){.kind = VALUE_COUNT, .number = weight * 100 / shares->whole};
        finding->limit = (struct value){.kind = VALUE_COUNT, .number = shares_least(kind)};
    }
}
