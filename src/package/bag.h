/* A BagIt 1.0 bag (RFC 8493) in a tar file, sealed with age while it is written. */
#ifndef PROVISO_PACKAGE_BAG_H
#define PROVISO_PACKAGE_BAG_H

#include "base/instant.h"
#include "package/sealed_file.h"

struct bag;

struct bag_plan {
    const char *path;   /* of the sealed file */
    const char *folder; /* the bag's folder in the tar file: "released" */
    const struct age_recipient *recipients;
    size_t recipient_count;
    instant at; /* of all entries */
    const struct random *random;
};

/* *out is the caller's, for bag_free. `plan->random` and the folder's name live as long. */
bool bag_create(struct bag **out, const struct bag_plan *plan, struct error *error);

/* Adds a payload file, `name` below `data/`. */
bool bag_add(struct bag *bag, const char *name, struct slice content, struct error *error);

/* Adds a tag file beside the manifests. */
bool bag_add_tag(struct bag *bag, const char *name, struct slice content, struct error *error);

/* Writes bagit.txt, bag-info.txt (with `description` and `identifier`) and the manifests, ends and
 * closes the file durably. */
bool bag_finish(struct bag *bag, const char *description, struct slice identifier, uint64_t *size,
                struct digest *digest, struct error *error);

/* Frees; NULL is fine. */
void bag_free(struct bag *bag);

/* `name` as one component of a path in a bag: bytes other than letters, digits, `@`, `-`, `_`, `+`
 * and inner dots as `=HH`. A percent sign would be encoded once more in a manifest (RFC 8493),
 * which `sha256sum -c` does not undo. */
void bag_append_component(struct buffer *out, struct slice name);

#endif
