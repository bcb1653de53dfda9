/* Backup of a running node, and its restoration, which never forks a ledger.
 *
 * A backup is a folder that sha256sum -c checks:
 *
 *     DIR/node.db        one moment of the database; nothing sealed can be read with it alone
 *     DIR/node.conf …    the other files of the node's folder
 *     DIR/SHA256SUMS
 *
 * The keys (ledger seeds, content keys) go to a folder of their own, or nowhere: whoever destroys a
 * content key destroys the content only if no copy of the key outlives it (DESIGN, At rest).
 *
 * A State that is restored behind a checkpoint that somebody has cosigned would sign another one for
 * the same size, and so fork its ledger. So each witness is asked first what it has seen last. */
#ifndef PROVISO_NODE_BACKUP_H
#define PROVISO_NODE_BACKUP_H

#include "node/node.h"

/* Writes the backup to `folder` and, unless it is NULL, the keys to `keys`; both must not exist, and
 * neither lie in the other. All or nothing: what is not complete has the name FOLDER.partial. */
bool node_backup(struct node *node, const char *folder, const char *keys, struct error *error);

struct restoration {
    const char *backup, *keys; /* folders that node_backup wrote */
    const char *folder;        /* of the node; must not exist */
    const struct slice *seen;  /* notes: what each witness has cosigned last, of both ledgers */
    size_t seen_count;
    const char *const *without; /* names of pinned witnesses that cannot be asked */
    size_t without_count;
};

/* Restores. Refused, with nothing left but FOLDER.partial removed: a file that is not as SHA256SUMS
 * says (LEDGER_DIFFERS with its name); a note that is not a checkpoint of this State's ledgers or
 * not cosigned by a pinned witness (TRUST_UNKNOWN and those of a note); one that is larger than the
 * backup (STORE_BEHIND: a newer backup, or the other States' copies, are needed) or has another root
 * (LEDGER_DIFFERS); a pinned witness of whom no note of each ledger is given and who is not in
 * `without` (TRUST_UNKNOWN with its name). Then the static files are written anew. */
bool node_restore(const struct restoration *restoration, struct error *error);

/* Appends the newest checkpoint of another State's ledger that this node has cosigned, with its
 * cosignature: what that State needs to restore. ERROR_ENTRY_MISSING: it has cosigned none. */
bool node_seen(struct node *node, const char *state, enum store_ledger ledger, struct buffer *out,
               struct error *error);

#endif
