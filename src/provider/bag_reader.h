/* Opens a sealed bag: decrypts, reads the tar file, checks every manifest line, and writes the
 * files where they are wanted. Hostile input: nothing is written outside the folder, nothing counts
 * before the last byte has proven authentic. */
#ifndef PROVISO_PROVIDER_BAG_READER_H
#define PROVISO_PROVIDER_BAG_READER_H

#include "base/arena.h"
#include "crypto/age.h"
#include "crypto/hash.h"

struct bag_file {
    struct slice name; /* within the bag: "data/kim@mailhaus.example/part-0001.mbox" */
    struct digest sha256;
    uint64_t size;
    struct slice content; /* of those that were kept: tag files, and what `keep` names */
    bool listed;          /* a manifest names it */
};

/* What a bag holds; opened_bag_free. */
struct opened_bag {
    struct bag_file *files; /* by name */
    size_t count;
    struct arena arena;
};

struct bag_question {
    const char *path;   /* of the sealed file */
    const char *folder; /* the bag's own folder: "released" */
    const struct age_identity *identity;
    const char *keep;   /* also keep payload whose name begins so; NULL: none */
    const char *output; /* where to write the bag's files: exists; NULL: nowhere */
};

/* Opens and checks it. ERROR_AGE_…, ERROR_PACKAGE_FORMAT (no bag, an unsafe or repeated path, more
 * than one kind of file), ERROR_PACKAGE_WRONG (a file missing from the manifests or one that is not
 * there, another hash). Files may have been written also where it returns false. */
bool bag_open(const struct bag_question *question, struct opened_bag *out, struct error *error);

/* The file of that name, or NULL. */
const struct bag_file *opened_bag_file(const struct opened_bag *bag, const char *name);

/* Bytes of all files whose name begins with `prefix`. */
uint64_t opened_bag_size(const struct opened_bag *bag, const char *prefix);

void opened_bag_free(struct opened_bag *bag);

#endif
