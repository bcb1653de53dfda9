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
finish
