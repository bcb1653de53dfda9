/* SSHSIG armour, key lines and their concatenation. What is accepted has one spelling, and nothing
 * that the fuzzer makes verifies unless it is the seed itself. */
#include <stdlib.h>

#include "base/encode.h"
#include "crypto/signature.h"
#include "sshsig_maker.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argument_count, char ***arguments);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t capacity, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t capacity);

static struct buffer seeds[2]; /* raw blobs, of a plain and a hardware key */

int LLVMFuzzerInitialize(int *argument_count, char ***arguments)
{
    struct sshsig_maker makers[] = {sshsig_maker_ed25519(1), sshsig_maker_hardware(1)};

    (void)argument_count;
    (void)arguments;
    for (size_t i = 0; i < 2; i++)
        sshsig_make_blob(&makers[i], SLICE("message"), "proviso", &seeds[i]);
    return 0;
}

static void check(bool good)
{
    if (!good)
        abort();
}

static bool is_seed(struct slice blob)
{
    return slice_equal(blob, buffer_slice(&seeds[0])) || slice_equal(blob, buffer_slice(&seeds[1]));
}

static void try_blob(struct slice blob)
{
    struct buffer armour = {0};
    struct sshsig sshsig;
    struct error error = {0};

    sshsig_armour(blob, &armour);
    if (sshsig_parse(buffer_slice(&armour), &sshsig, &error))
        check(sshsig_verify(&sshsig, SLICE("message"), "proviso", &error) == is_seed(blob));
    else
        check(error.code == ERROR_SIGNATURE_FORMAT && !is_seed(blob));
    buffer_free(&armour);
}

static void try_armour(struct slice text)
{
    struct slice blocks[SIGNATURE_BLOCKS];
    struct error error = {0};
    struct sshsig sshsig;
    size_t count, total = 0;

    if (signature_split(text, blocks, &count, &error)) {
        for (size_t i = 0; i < count; i++)
            total += blocks[i].size;
        check(total == text.size);
    }
    if (sshsig_parse(text, &sshsig, &error))
        check(signature_split(text, blocks, &count, &error) && count == 1);
}

static void try_key_line(struct slice text)
{
    struct ssh_key key, again;
    struct buffer out = {0};
    struct error error = {0};

    if (ssh_key_parse(text, SSH_LINE_EXACT, &key, &error)) {
        ssh_key_format(&key, &out);
        check(slice_equal(text, buffer_slice(&out)));
        check(ssh_key_parse(text, SSH_LINE_FILE, &again, &error) && ssh_key_equal(&key, &again));
    }
    ssh_key_parse(text, SSH_LINE_FILE, &key, &error);
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = slice_of(data, size);

    try_blob(input);
    try_armour(input);
    try_key_line(input);
    return 0;
}

/* Now and then starts over from a valid blob or armour, so that changes reach the inner fields. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t capacity, unsigned seed)
{
    struct buffer start = {0};

    if (seed % 8 == 0) {
        if (seed / 8 % 3 == 0)
            sshsig_armour(buffer_slice(&seeds[seed / 24 % 2]), &start);
        else
            buffer_append(&start, buffer_slice(&seeds[seed / 24 % 2]));
        if (start.size <= capacity) {
            memcpy(data, start.data, start.size);
            size = start.size;
        }
    }
    buffer_free(&start);
    return LLVMFuzzerMutate(data, size, capacity);
}
