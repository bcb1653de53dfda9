#include "node/health.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/files.h"
#include "ledger/checkpoint.h"
#include "store/ledgers.h"

/* A disk says how much is free, but not what a quota or a limit on files leaves of it: so it is tried.
 */
static bool has_room(const struct node *node)
{
    struct buffer path = {0};
    const char *name = files_path(&path, node->folder, ".room");
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool room = file >= 0 && posix_fallocate(file, 0, NODE_ROOM) == 0;

    if (file >= 0) {
        unlink(name);
        close(file);
    }
    buffer_free(&path);
    return room;
}

static bool size_of(struct slice note, uint64_t *size)
{
    struct error error = {0};
    struct checkpoint checkpoint;
    struct note parsed;

    if (!note_parse(note, &parsed, &error) || !checkpoint_parse(parsed.text, &checkpoint, &error))
        return false;
    *size = checkpoint.size;
    return true;
}

/* *published false: the files have another checkpoint than the database. False: it cannot be read. */
static bool is_published(struct node *node, enum store_ledger ledger, const char *place,
                         struct arena *arena, bool *published)
{
    struct buffer path = {0}, text = {0};
    struct store_checkpoint newest;
    struct error error = {0};
    uint64_t shown = 0;
    bool ok = store_newest_checkpoint(node->store, ledger, arena, &newest, &error);

    *published =
        ok && (newest.size == 0 ||
               (files_read(files_path(&path, node->folder, place), NOTE_LIMIT, &text, &error) &&
                size_of(buffer_slice(&text), &shown) && shown >= newest.size));
    buffer_free(&path);
    buffer_free(&text);
    return ok;
}

enum node_trouble node_health(struct node *node)
{
    struct arena arena = {0};
    bool matters = false, entries = false;
    bool readable =
        is_published(node, STORE_MATTERS, "tiles/matters/checkpoint", &arena, &matters) &&
        is_published(node, STORE_REGISTER, "tiles/register/checkpoint", &arena, &entries);

    arena_free(&arena);
    if (!readable)
        return NODE_UNREADABLE;
    if (!has_room(node))
        return NODE_FULL;
    return matters && entries ? NODE_WELL : NODE_UNPUBLISHED;
}

const char *node_trouble_words(enum node_trouble trouble)
{
    static const char *const words[NODE_TROUBLES] = {
        [NODE_WELL] = "ok",
        [NODE_UNREADABLE] = "the node cannot be read",
        [NODE_FULL] = "the disk is full: nothing is accepted",
        [NODE_UNPUBLISHED] = "the published ledgers lag behind",
    };

    return words[trouble];
}
