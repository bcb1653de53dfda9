#include "ledger/proof.h"

#include "base/encode.h"

#define PROOF_LINE "c2sp.org/tlog-proof@v1"
#define EXTRA      "extra "
#define INDEX      "index "

void proof_format(const struct proof *proof, struct buffer *out)
{
    buffer_text(out, PROOF_LINE "\n");
    if (proof->extra.data) {
        buffer_text(out, EXTRA);
        buffer_append(out, proof->extra);
        buffer_byte(out, '\n');
    }
    buffer_format(out, INDEX "%llu\n", (unsigned long long)proof->index);
    for (size_t i = 0; i < proof->count; i++) {
        base64_append(out, digest_slice(&proof->path[i]));
        buffer_byte(out, '\n');
    }
    buffer_byte(out, '\n');
    buffer_append(out, proof->checkpoint);
}

static bool is_base64(struct slice text)
{
    struct buffer decoded = {0};
    bool good = base64_decode(text, &decoded);

    buffer_free(&decoded);
    return good;
}

/* Takes the lines up to and with the index. */
static bool read_head(struct slice *rest, struct proof *out, struct error *error)
{
    struct slice line;
    int64_t index;

    if (!slice_line(rest, &line) || !slice_is(line, PROOF_LINE))
        return error_set(error, ERROR_PROOF_FORMAT, "the proof does not begin with " PROOF_LINE);
    if (slice_starts(*rest, SLICE(EXTRA))) {
        if (!slice_line(rest, &line) || !is_base64(slice_from(line, sizeof EXTRA - 1)))
            return error_set(error, ERROR_PROOF_FORMAT, "the proof's extra data is not base64");
        out->extra = slice_from(line, sizeof EXTRA - 1);
    }
    if (!slice_line(rest, &line) || !slice_starts(line, SLICE(INDEX)) ||
        !slice_decimal(slice_from(line, sizeof INDEX - 1), &index))
        return error_set(error, ERROR_PROOF_FORMAT, "the proof lacks its index");
    out->index = (uint64_t)index;
    return true;
}

bool proof_parse(struct slice text, struct proof *out, struct error *error)
{
    struct slice rest = text, line;
    struct proof proof = {0};

    if (!read_head(&rest, &proof, error))
        return false;
    for (;;) {
        if (!slice_line(&rest, &line))
            return error_set(error, ERROR_PROOF_FORMAT, "the proof ends before its checkpoint");
        if (line.size == 0)
            break;
        if (proof.count == MERKLE_INCLUSION_LIMIT)
            return error_set(error, ERROR_PROOF_FORMAT, "the proof has more than %d hashes",
                             MERKLE_INCLUSION_LIMIT);
        if (!checkpoint_hash(line, &proof.path[proof.count++]))
            return error_set(error, ERROR_PROOF_FORMAT, "hash %zu of the proof is malformed",
                             proof.count);
    }
    if (rest.size == 0)
        return error_set(error, ERROR_PROOF_FORMAT, "the proof has no checkpoint");
    proof.checkpoint = rest;
    *out = proof;
    return true;
}

bool proof_verify(const struct proof *proof, struct digest leaf,
                  const struct checkpoint *checkpoint, struct error *error)
{
    return merkle_verify_inclusion(proof->index, checkpoint->size, leaf, proof->path, proof->count,
                                   checkpoint->root, error);
}
