#!/usr/bin/env bash
# The forum commands from outside: what a secretariat types. commands.sh PROVISO
# shellcheck source=../story/tap.sh
. "$(dirname "$0")/../story/tap.sh"

cat >"$work/session.json" <<'END'
{"length_s":1200,
 "groups":[{"name":"States","weight":70},{"name":"Civil society","weight":30}],
 "speakers":[{"name":"Arcadia","group":"States","planned_s":240,"actual_s":300},
             {"name":"Belmora","group":"States","planned_s":240},
             {"name":"Cordova","group":"States","planned_s":240},
             {"name":"Open Net","group":"Civil society","planned_s":180},
             {"name":"Press Union","group":"Civil society","planned_s":180,"actual_s":0},
             {"name":"Long Talk","group":"Civil society","planned_s":900}]}
END
sed 's/"Open Net","group":"Civil society"/"Open Net","group":"Civil Society"/' \
    "$work/session.json" >"$work/group.json"

ok 'schedule prints a table with the reason of each turn' \
    gives 0 'ends nearest to the shares' "$proviso" forum schedule "$work/session.json"
ok 'and who was not there' says '1 of those who had asked were not there.'
ok 'and the shares' says 'percentage points'
ok 'schedule --json has the order' \
    gives 0 '"not_reached": [' "$proviso" forum schedule "$work/session.json" --json
ok 'JSON as others read it' python3 - "$work/out" <<'END'
import json, sys
out = json.load(open(sys.argv[1]))
assert list(out) == ["order", "not_reached", "absent", "worst_lag_s", "worst_share_error_pp"]
assert [set(o) for o in out["order"]] == [{"speaker", "group", "start_s", "end_s", "reason"}] * 4
assert out["not_reached"] == ["Long Talk"] and out["absent"] == ["Press Union"]
assert isinstance(out["worst_lag_s"], int) and isinstance(out["worst_share_error_pp"], float)
END
cp "$work/out" "$work/first"
"$proviso" forum schedule "$work/session.json" --json >"$work/again"
ok 'the same file gives the same order' cmp "$work/first" "$work/again"
ok 'a group that there is not is named with its speaker' \
    gives 1 'speakers 4' "$proviso" forum schedule "$work/group.json"
ok 'a file that is not there' ends 3 "$proviso" forum schedule "$work/none.json"
ok 'no file at all is a matter of usage' ends 2 "$proviso" forum schedule
ok 'help has an example' gives 0 'example' "$proviso" forum schedule --help

cat >"$work/slots.json" <<'END'
{"slots":10,"groups":[{"name":"States","weight":980},{"name":"Academia","weight":10},
 {"name":"Industry","weight":10},{"name":"Guests","weight":0}]}
END
ok 'slots gives every group with a weight one' \
    gives 0 '"slots": 8' "$proviso" forum slots "$work/slots.json" --json
ok 'and says by which rule' gives 0 'Sainte-Laguë' "$proviso" forum slots "$work/slots.json"
sed 's/"slots":10/"slots":2/' "$work/slots.json" >"$work/few.json"
ok 'fewer slots than groups are refused' \
    gives 1 'at least one for every group' "$proviso" forum slots "$work/few.json"

echo '{"slots":2,"pool":["Press Union","Open Net","Zoë"]}' >"$work/pool.json"
echo '{"slots":2,"pool":["Zoë","Open Net","Press Union"],"beacon":"17 root"}' >"$work/draw.json"
ok 'a pool without beacon gives its digest' \
    gives 0 "$(printf 'Open Net\nPress Union\nZoë\n' | sha256sum | cut -c -64)" \
    "$proviso" forum lottery "$work/pool.json"
ok 'and no draw' says 'Publish it now'
ok 'with the beacon it draws' gives 0 '"speaks": true' "$proviso" forum lottery "$work/draw.json" --json
ok 'as anybody else computes it' python3 - "$work/out" <<'END'
import hashlib, json, sys
names, beacon = ["Press Union", "Open Net", "Zoë"], "17 root".encode()
pool = hashlib.sha256("".join(n + "\n" for n in sorted(names)).encode()).digest()
tickets = sorted((hashlib.sha256(pool + len(beacon).to_bytes(8, "big") + beacon + n.encode()).hexdigest(), n)
                 for n in names)
out = json.load(open(sys.argv[1]))
assert out["pool_sha256"] == pool.hex()
assert [(d["ticket"], d["name"]) for d in out["drawn"]] == tickets
assert [d["speaks"] for d in out["drawn"]] == [True, True, False]
END
echo '{"slots":2,"pool":["a","b","a"]}' >"$work/twice.json"
ok 'a name in the pool twice is refused' gives 1 'twice' "$proviso" forum lottery "$work/twice.json"
finish
