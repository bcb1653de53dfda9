#include "store/schema.h"

/* Times are seconds since 1970 in UTC. Hashes are 32 bytes. A ledger is 1 (matters, sealed entries)
 * or 2 (register, open entries). What is sealed is XChaCha20-Poly1305 under the chain's key, bound
 * to a label and the row's hash (see content.h). */
static const char node[] =
    /* What was fixed when the node was made: its State; and how to know the key of the relations. */
    "CREATE TABLE meta ("
    "  key TEXT PRIMARY KEY,"
    "  value TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;"

    /* Chains. The content of matters (ledger 1) is sealed under keys/chains/NAME.key; a chain that
       is here and whose key file is not has been destroyed. */
    "CREATE TABLE chain ("
    "  id INTEGER PRIMARY KEY,"
    "  name TEXT NOT NULL UNIQUE,"
    "  ledger INTEGER NOT NULL CHECK (ledger IN (1, 2))"
    ") STRICT;"

    /* Statements, own and foreign: what outlives their content. */
    "CREATE TABLE statement ("
    "  id INTEGER PRIMARY KEY,"
    "  chain INTEGER NOT NULL REFERENCES chain (id),"
    "  state TEXT NOT NULL CHECK (length(state) = 2),"
    "  seq INTEGER NOT NULL CHECK (seq >= 1),"
    "  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),"
    "  type TEXT NOT NULL,"
    "  office TEXT NOT NULL,"
    "  moves INTEGER NOT NULL CHECK (moves IN (0, 1))," /* its State's head */
    "  entry INTEGER CHECK (entry >= 0),"               /* own: leaf in its ledger; foreign: null */
    "  received INTEGER NOT NULL CHECK (received >= 0)"
    ") STRICT;"
    "CREATE INDEX statement_chain ON statement (chain, state, seq);"

    /* This State never has two heads at one place. */
    "CREATE UNIQUE INDEX statement_place ON statement (chain, state, seq)"
    "  WHERE entry IS NOT NULL AND moves = 1;"

    /* Payload, signatures and (own matters) salt, sealed for matters. */
    "CREATE TABLE content ("
    "  statement INTEGER PRIMARY KEY REFERENCES statement (id),"
    "  bytes BLOB NOT NULL"
    ") STRICT;"

    /* Files named by statements, sealed for matters. */
    "CREATE TABLE attachment ("
    "  id INTEGER PRIMARY KEY,"
    "  chain INTEGER NOT NULL REFERENCES chain (id),"
    "  hash BLOB NOT NULL CHECK (length(hash) = 32),"
    "  length INTEGER NOT NULL CHECK (length >= 0),"
    "  bytes BLOB NOT NULL,"
    "  UNIQUE (chain, hash)"
    ") STRICT;"

    /* What the node keeps about a chain besides: the bundle last imported, the salt of the
       privileged list; sealed for matters. */
    "CREATE TABLE kept ("
    "  chain INTEGER NOT NULL REFERENCES chain (id),"
    "  name TEXT NOT NULL,"
    "  bytes BLOB NOT NULL,"
    "  PRIMARY KEY (chain, name)"
    ") STRICT;"

    /* The leaves of this node's ledgers: with the commitment (sealed) or the content (open), the
       exact bytes of the entry. */
    "CREATE TABLE leaf ("
    "  ledger INTEGER NOT NULL CHECK (ledger IN (1, 2)),"
    "  idx INTEGER NOT NULL CHECK (idx >= 0),"
    "  statement INTEGER NOT NULL REFERENCES statement (id),"
    "  entered INTEGER NOT NULL CHECK (entered >= 0),"
    "  commitment BLOB CHECK (length(commitment) = 32),"
    "  PRIMARY KEY (ledger, idx),"
    "  CHECK ((ledger = 1) = (commitment IS NOT NULL))"
    ") STRICT, WITHOUT ROWID;"

    /* The ledgers' trees, in tiles of up to 256 hashes; the tree's edge follows from them. */
    "CREATE TABLE tile ("
    "  ledger INTEGER NOT NULL CHECK (ledger IN (1, 2)),"
    "  level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 7),"
    "  idx INTEGER NOT NULL CHECK (idx >= 0),"
    "  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 256),"
    "  hashes BLOB NOT NULL CHECK (length(hashes) = 32 * width),"
    "  PRIMARY KEY (ledger, level, idx)"
    ") STRICT, WITHOUT ROWID;"

    /* Checkpoints of this node's ledgers, notes signed by the log's key, without cosignatures. */
    "CREATE TABLE checkpoint ("
    "  ledger INTEGER NOT NULL CHECK (ledger IN (1, 2)),"
    "  size INTEGER NOT NULL CHECK (size >= 0),"
    "  note TEXT NOT NULL,"
    "  at INTEGER NOT NULL CHECK (at >= 0),"
    "  PRIMARY KEY (ledger, size)"
    ") STRICT, WITHOUT ROWID;"

    /* Witnesses' lines for checkpoints, own and foreign. */
    "CREATE TABLE cosignature ("
    "  origin TEXT NOT NULL,"
    "  size INTEGER NOT NULL CHECK (size >= 0),"
    "  witness TEXT NOT NULL,"
    "  at INTEGER NOT NULL CHECK (at > 0),"
    "  line TEXT NOT NULL,"
    "  PRIMARY KEY (origin, size, witness, at)"
    ") STRICT, WITHOUT ROWID;"

    /* Every checkpoint of another ledger that this node has verified. */
    "CREATE TABLE foreign_checkpoint ("
    "  origin TEXT NOT NULL,"
    "  size INTEGER NOT NULL CHECK (size >= 0),"
    "  root BLOB NOT NULL CHECK (length(root) = 32),"
    "  note TEXT NOT NULL,"
    "  received INTEGER NOT NULL CHECK (received >= 0),"
    "  PRIMARY KEY (origin, size)"
    ") STRICT, WITHOUT ROWID;"

    /* Where a foreign statement stands in its State's ledger; `salt` is sealed, null: open entry.
     */
    "CREATE TABLE foreign_place ("
    "  statement INTEGER PRIMARY KEY REFERENCES statement (id),"
    "  origin TEXT NOT NULL,"
    "  idx INTEGER NOT NULL CHECK (idx >= 0),"
    "  entered INTEGER NOT NULL CHECK (entered >= 0),"
    "  salt BLOB,"
    "  UNIQUE (origin, idx)"
    ") STRICT;"

    /* Inclusion proofs of it, to checkpoints of several sizes. */
    "CREATE TABLE foreign_proof ("
    "  statement INTEGER NOT NULL REFERENCES foreign_place (statement),"
    "  size INTEGER NOT NULL CHECK (size >= 1),"
    "  path BLOB NOT NULL CHECK (length(path) % 32 = 0),"
    "  PRIMARY KEY (statement, size)"
    ") STRICT, WITHOUT ROWID;"

    /* States' statuses of chains; `hash` is of note and signature, so that each is there once. */
    "CREATE TABLE status ("
    "  id INTEGER PRIMARY KEY,"
    "  chain TEXT NOT NULL,"
    "  state TEXT NOT NULL CHECK (length(state) = 2),"
    "  at INTEGER NOT NULL CHECK (at >= 0),"
    "  hash BLOB NOT NULL CHECK (length(hash) = 32),"
    "  note TEXT NOT NULL,"
    "  signature TEXT NOT NULL,"
    "  UNIQUE (chain, state, at, hash)"
    ") STRICT;"

    /* Which matters name the same case, account or person: `tag` is an HMAC of it under a key that is
       elsewhere (relations.h). Derived from the statements. */
    "CREATE TABLE relation ("
    "  tag INTEGER NOT NULL,"
    "  chain INTEGER NOT NULL REFERENCES chain (id),"
    "  PRIMARY KEY (tag, chain)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX relation_chain ON relation (chain, tag);"

    /* Texts of this State's statements, and one phrase in 32 of each: tags under a key that is
       elsewhere (phrases.h). Derived from the attachments. */
    "CREATE TABLE text ("
    "  id INTEGER PRIMARY KEY,"
    "  chain INTEGER NOT NULL REFERENCES chain (id),"
    "  place TEXT NOT NULL,"
    "  hash BLOB NOT NULL CHECK (length(hash) = 32),"
    "  tags BLOB NOT NULL CHECK (length(tags) % 8 = 0)"
    ") STRICT;"
    "CREATE INDEX text_chain ON text (chain);"
    "CREATE TABLE phrase ("
    "  tag INTEGER NOT NULL,"
    "  text INTEGER NOT NULL,"
    "  PRIMARY KEY (tag, text)"
    ") STRICT, WITHOUT ROWID;"

    /* Who owes which act by when. Derived from the statements. */
    "CREATE TABLE docket ("
    "  id INTEGER PRIMARY KEY,"
    "  chain TEXT NOT NULL,"
    "  office TEXT NOT NULL,"
    "  act TEXT NOT NULL,"
    "  due INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX docket_chain ON docket (chain, act, office);"
    "CREATE INDEX docket_due ON docket (due, chain, act);"
    "CREATE INDEX docket_office ON docket (office, due, chain, act);"

    /* What each matter counts for in the public statistics, from one month with entries to the next;
       no measure: its content is gone, or shows none. Derived from the statements. */
    "CREATE TABLE counted ("
    "  chain TEXT NOT NULL,"
    "  month INTEGER NOT NULL,"
    "  next INTEGER NOT NULL CHECK (next > month),"
    "  part INTEGER,"
    "  measure INTEGER,"
    "  standing INTEGER,"
    "  expires INTEGER NOT NULL,"
    "  PRIMARY KEY (chain, month)"
    ") STRICT, WITHOUT ROWID;"

    /* Payloads frozen for signing, sealed under the node's own key, and who is to sign them. */
    "CREATE TABLE pending ("
    "  id TEXT PRIMARY KEY CHECK (length(id) = 32),"
    "  author TEXT NOT NULL,"
    "  type TEXT NOT NULL,"
    "  chain TEXT NOT NULL,"
    "  hash BLOB NOT NULL CHECK (length(hash) = 32),"
    "  made INTEGER NOT NULL CHECK (made >= 0),"
    "  until INTEGER NOT NULL,"
    "  bytes BLOB NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE pending_signer ("
    "  pending TEXT NOT NULL REFERENCES pending (id) ON DELETE CASCADE,"
    "  place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 3),"
    "  official TEXT NOT NULL,"
    "  armour TEXT NOT NULL,"
    "  PRIMARY KEY (pending, place)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX pending_official ON pending_signer (official);"
    "CREATE INDEX pending_chain ON pending (chain);"

    /* Which officials were shown which matter: nothing is changed or taken away. */
    "CREATE TABLE reading ("
    "  id INTEGER PRIMARY KEY,"
    "  chain TEXT NOT NULL,"
    "  official TEXT NOT NULL,"
    "  at INTEGER NOT NULL CHECK (at >= 0)"
    ") STRICT;"
    "CREATE INDEX reading_chain ON reading (chain, id);"
    "CREATE TRIGGER reading_kept BEFORE UPDATE ON reading"
    "  BEGIN SELECT RAISE(ABORT, 'the log of readings is only added to'); END;"
    "CREATE TRIGGER reading_stays BEFORE DELETE ON reading"
    "  BEGIN SELECT RAISE(ABORT, 'the log of readings is only added to'); END;"

    /* Accounts on the pages (accounts.h): what lets somebody in is here as its SHA-256 alone. */
    "CREATE TABLE invitation ("
    "  id INTEGER PRIMARY KEY,"
    "  token BLOB NOT NULL UNIQUE CHECK (length(token) = 32),"
    "  official TEXT NOT NULL,"
    "  by TEXT NOT NULL,"
    "  made INTEGER NOT NULL,"
    "  until INTEGER NOT NULL,"
    "  used INTEGER"
    ") STRICT;"
    "CREATE TABLE credential ("
    "  id INTEGER PRIMARY KEY,"
    "  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),"
    "  official TEXT NOT NULL,"
    "  line TEXT NOT NULL,"
    "  counter INTEGER NOT NULL CHECK (counter >= 0),"
    "  made INTEGER NOT NULL,"
    "  used INTEGER,"
    "  ended INTEGER"
    ") STRICT;"
    "CREATE INDEX credential_official ON credential (official);"
    "CREATE TABLE session ("
    "  id INTEGER PRIMARY KEY,"
    "  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),"
    "  official TEXT NOT NULL,"
    "  rehearsal INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),"
    "  challenge BLOB UNIQUE CHECK (length(challenge) = 32)," /* each begins one session */
    "  begun INTEGER NOT NULL,"
    "  used INTEGER NOT NULL,"
    "  ended INTEGER"
    ") STRICT;"
    "CREATE INDEX session_official ON session (official);";

static const char journal[] =
    /* Releases: which decision, bound to which sources and list; `finished` null: under way. */
    "CREATE TABLE release ("
    "  matter TEXT NOT NULL,"
    "  decision BLOB NOT NULL CHECK (length(decision) = 32),"
    "  sources BLOB NOT NULL CHECK (length(sources) = 32),"
    "  privileged BLOB NOT NULL CHECK (length(privileged) = 32),"
    "  begun INTEGER NOT NULL,"
    "  finished INTEGER,"
    "  PRIMARY KEY (matter, decision)"
    ") STRICT, WITHOUT ROWID;"

    /* The newest checkpoint seen of each ledger. */
    "CREATE TABLE checkpoint ("
    "  origin TEXT PRIMARY KEY,"
    "  size INTEGER NOT NULL CHECK (size >= 0),"
    "  root BLOB NOT NULL CHECK (length(root) = 32)"
    ") STRICT, WITHOUT ROWID;"

    /* The newest head seen of each State on each chain. */
    "CREATE TABLE head ("
    "  chain TEXT NOT NULL,"
    "  state TEXT NOT NULL CHECK (length(state) = 2),"
    "  seq INTEGER NOT NULL CHECK (seq >= 0),"
    "  hash BLOB NOT NULL CHECK (length(hash) = 32),"
    "  PRIMARY KEY (chain, state)"
    ") STRICT, WITHOUT ROWID;"

    /* Every restriction ever seen. */
    "CREATE TABLE restriction ("
    "  chain TEXT NOT NULL,"
    "  hash BLOB NOT NULL CHECK (length(hash) = 32),"
    "  payload BLOB NOT NULL,"
    "  signatures BLOB NOT NULL,"
    "  PRIMARY KEY (chain, hash)"
    ") STRICT, WITHOUT ROWID;";

/* "Prvn" and "Prvj". */
const struct database_form schema_node = {0x5072766e, 7, node};
const struct database_form schema_journal = {0x5072766a, 1, journal};
