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

# ---- the live floor ----
cat >"$work/groups.json" <<'END'
[{"name":"States","kind":"states","weight":70},{"name":"NGOs","kind":"civil-society","weight":12},
 {"name":"Industry","kind":"private-sector","weight":9},{"name":"Academia","kind":"academia","weight":9}]
END
clock=0
# floor EVENT NAME=VALUE…: an event, 30 seconds after the one before.
floor() {
    clock=$((clock + 30))
    "$proviso" forum floor "$work/s-3.floor" "$@" \
        --at "2027-03-01T10:$(printf %02d $((clock / 60))):$(printf %02d $((clock % 60)))Z"
}
ask() {
    floor inscribe item=4 "speaker=$1" "group=$2" "organisation=$1" region=africa capacity=own \
        planned_s=180 remote=no
}
ok 'a floor opens' ends 0 floor open session=s-3 zone=Europe/Vienna --groups "$work/groups.json"
ok 'but once' ends 3 floor open session=s-3 zone=Europe/Vienna --groups "$work/groups.json"
ok 'an agenda item' ends 0 floor agenda item=4 'title=Chapter IV' length_s=3600
ok 'a State asks' ends 0 ask Arcadia States
ok 'an organisation asks' ends 0 ask 'Open Net' NGOs
ok 'twice is refused' gives 1 event-repeated ask Arcadia States
ok 'a group that there is not' gives 1 'no group' ask Arcadia Guests
ok 'a list is closed' ends 0 floor list item=4 list=closed
ok 'nobody can ask any more' gives 1 list-closed ask Belmora States
ok 'reopened only with a reason' gives 1 'with a reason' floor list item=4 list=reopened
ok 'the item is taken up' ends 0 floor begin item=4
ok 'the rule calls, and says why' gives 0 'level with its share' floor call
ok 'nobody else is called' gives 1 event-order floor call
ok 'a speech begins' ends 0 floor start
printf '{"at":"2027-03-01T10' >>"$work/s-3.floor"
ok 'a line that was cut off by a failure is made good' ends 0 floor stop
ok 'the next is called' gives 0 'Open Net' floor call
ok 'who is not there passes' ends 0 floor absent
ok 'time does not go back' gives 1 clock-jump \
    "$proviso" forum floor "$work/s-3.floor" close --at 2027-03-01T09:00:00Z
for number in 1 2 3 4 5 6 7 8; do
    "$proviso" forum floor "$work/s-3.floor" ruling "reason=ruling $number" --at 2027-03-01T10:30:00Z >/dev/null &
done
wait
ok 'eight at once are eight lines' [ "$(grep -c '"ruling"' "$work/s-3.floor")" -eq 8 ]
clock=1830
ok 'the session ends' ends 0 floor close
ok 'nothing after the end' gives 1 event-order floor ruling reason=late
ok 'a word that is no event is a matter of usage' ends 2 floor shout
ok 'the record replays' gives 0 'The record replays' "$proviso" forum replay "$work/s-3.floor"
ok 'as JSON' ends 0 "$proviso" forum replay "$work/s-3.floor" --json
ok 'with order, reasons and times' json \
    '([o["speaker"] for o in it["order"]] == ["Arcadia", "Open Net"] and it["order"][0]["used_s"] == 30
     and it["order"][1]["state"] == "absent" and it["groups"][0]["used_s"] == 30)'
ok 'and the hash of the record' says "$(sha256sum <"$work/s-3.floor" | cut -c -64)"
ok 'a report is compiled from it' gives 0 '(record, line 4)' "$proviso" forum report "$work/s-3.floor"
ok 'with times and who was absent' says 'Open Net (NGOs, Open Net, as own) was called and not there.'
ok 'and how to check it' says "$(sha256sum <"$work/s-3.floor" | cut -c -64)"
sed 's/"speech":1,"speaker":"Arcadia"/"speech":2,"speaker":"Open Net"/' "$work/s-3.floor" >"$work/other.floor"
ok 'a record with another order does not replay' gives 1 record-differs \
    "$proviso" forum replay "$work/other.floor"
ok 'and the line is named' says "other.floor:$(grep -n '"call"' "$work/other.floor" | head -n 1 | cut -d : -f 1)"
sed 's/"weight":12/"weight":2/' "$work/groups.json" >"$work/below.json"
ok 'shares below the floor open no session' gives 1 'D3' \
    "$proviso" forum floor "$work/below.floor" open session=s-4 zone=UTC --groups "$work/below.json"
ok 'and leave no record' ends 3 "$proviso" forum replay "$work/below.floor"

# ---- meetings ----
cat >"$work/programme.json" <<'END'
{"forum":"un.example","meetings":[{"meeting":"ahc-7","title":"Seventh session, resumed","kind":"formal"}],
 "items":[{"meeting":"ahc-7","item":"4","title":"Chapter IV"}],
 "sessions":[
  {"session":"ahc-7-1","meeting":"ahc-7","starts":"2027-03-26T09:00:00Z","length_s":10800,
   "zone":"Europe/Vienna","room":"Boardroom D, C building","items":["4"],"sequence":1,
   "interpretation":[{"language":"fr","team":"F1"}]},
  {"session":"ahc-7-2","meeting":"ahc-7","starts":"2027-03-29T08:00:00Z","length_s":10800,
   "zone":"Europe/Vienna","cancelled":true},
  {"session":"ahc-7-3","meeting":"ahc-7","starts":"2027-03-30T14:00:00Z","length_s":7200,
   "zone":"America/New_York","remote":true}]}
END
ok 'a programme that holds' gives 0 'ahc-7-3' "$proviso" forum programme "$work/programme.json"
ok 'with the time of the place' says '2027-03-29 10:00 Europe/Vienna'
sed 's/"starts":"2027-03-29T08:00:00Z","length_s":10800/"starts":"2027-03-26T11:00:00Z","length_s":10800,"room":"Boardroom D, C building"/;s/"cancelled":true/"interpretation":[{"language":"es","team":"F1"}]/' \
    "$work/programme.json" >"$work/twice.json"
ok 'a team and a room in two places at once' gives 1 interpretation-twice \
    "$proviso" forum programme "$work/twice.json" --json
ok 'both are said, with their place' json \
    'codes == ["interpretation-twice", "room-taken"] and it["findings"][0]["where"] == "ahc-7-2 es"'
sed 's/"language":"fr"/"language":"tlh"/' "$work/programme.json" >"$work/language.json"
ok 'an unknown language' gives 1 'official language' "$proviso" forum programme "$work/language.json"
sed 's/Europe\/Vienna/Europe\/Atlantis/' "$work/programme.json" >"$work/zone.json"
ok 'an unknown zone' gives 1 'zone Europe/Atlantis' "$proviso" forum programme "$work/zone.json"
ok 'a calendar' ends 0 "$proviso" forum calendar "$work/programme.json" -o "$work/meetings.ics" \
    --at 2027-01-01T00:00:00Z
reader=''
for python in python3 /usr/bin/python3; do
    [ -z "$reader" ] && "$python" -c 'import icalendar' 2>/dev/null && reader=$python
done
if [ -n "$reader" ]; then
    ok 'as another program reads it' "$reader" - "$work/meetings.ics" <<'END'
import datetime, icalendar, sys
data = open(sys.argv[1], "rb").read()
assert all(len(line) <= 75 for line in data.split(b"\r\n"))
calendar = icalendar.Calendar.from_ical(data)
events = {str(e["UID"]): e for e in calendar.walk("VEVENT")}
assert len(events) == 3 and len(list(calendar.walk("VTIMEZONE"))) == 2
utc = lambda e, key: e[key].dt.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%MZ")
first = events["ahc-7-1@un.example"]
assert utc(first, "DTSTART") == "2027-03-26T09:00Z" and utc(first, "DTEND") == "2027-03-26T12:00Z"
assert str(first["LOCATION"]) == "Boardroom D, C building" and first["SEQUENCE"] == 1
assert str(first["SUMMARY"]) == "Seventh session, resumed"
assert utc(events["ahc-7-2@un.example"], "DTSTART") == "2027-03-29T08:00Z"
assert str(events["ahc-7-2@un.example"]["STATUS"]) == "CANCELLED"
assert utc(events["ahc-7-3@un.example"], "DTSTART") == "2027-03-30T14:00Z"
# The zones as the calendar itself gives them, not as this machine knows them.
for zone in calendar.walk("VTIMEZONE"):
    inside = zone.to_tz()
    for event in events.values():
        start = event["DTSTART"]
        if start.params["TZID"] == str(zone["TZID"]):
            wall = start.dt.replace(tzinfo=None)
            here = inside.localize(wall) if hasattr(inside, "localize") else wall.replace(tzinfo=inside)
            assert here.utcoffset() == start.dt.utcoffset(), (event["UID"], here.utcoffset())
END
else
    ok 'as another program reads it # SKIP python3-icalendar is not installed' true
fi

cat >"$work/times.json" <<'END'
{"zones":[{"zone":"Europe/Vienna","people":60},{"zone":"America/New_York","people":30},
          {"zone":"Asia/Tokyo","people":20},{"zone":"Pacific/Auckland"}],
 "sessions":[{"session":"1","from":"2027-03-01T00:00:00Z","until":"2027-03-01T21:00:00Z","length_s":10800},
             {"session":"2","from":"2027-03-02T00:00:00Z","until":"2027-03-02T21:00:00Z","length_s":10800},
             {"session":"3","from":"2027-03-03T00:00:00Z","until":"2027-03-03T21:00:00Z","length_s":10800}]}
END
ok 'times spread the burden' gives 0 'No zone has more than' "$proviso" forum times "$work/times.json"
ok 'as JSON' ends 0 "$proviso" forum times "$work/times.json" --json
ok 'better than at the earliest' json \
    'it["worst_s"] < it["worst_at_earliest_s"] and max(z["night_s"] for z in it["zones"]) == it["worst_s"]'
sed 's/Asia\/Tokyo/Asia\/Atlantis/' "$work/times.json" >"$work/nowhere.json"
ok 'a zone that there is not' gives 1 'zones 3 zone' "$proviso" forum times "$work/nowhere.json"
finish
