#!/usr/bin/env bash
# What a writ permits, and everything that it does not: verify and release on a demo stopped at the writ.
. "$(dirname "$0")/tap.sh"
demo=$work/demo
ok "the demo up to the writ" gives 0 "proviso release" "$proviso" demo "$demo" --until writ
ok "stops there" [ -s "$demo/order.writ" -a ! -e "$demo/package" ]
writ=$demo/order.writ
trust=$demo/trust
account=kim@mailhaus.example
mail=$demo/mailhaus/mailbox.mbox
list=$demo/privileged.txt

verify() {
    "$proviso" verify "$writ" --trust "$trust" "$@"
}

# release OUT OPTION…: with the right source and list unless other ones are given.
release() {
    local out=$1
    shift
    "$proviso" release "$writ" --provider "$demo/mailhaus" --source "$account=$mail" --privileged "$list" -o "$out" "$@"
}

# ---- verify ----
ok "the writ is valid" gives 0 "permitted, exactly" verify
ok "it says what is not promised" says "Not promised: that statements are true"
ok "as JSON" ends 0 verify --json
ok "with the members of the contract" json '{"valid", "matter", "permit", "until", "findings"} <= set(it) and it["valid"] is True'
ok "the permit has the members of a scope" json 'set(it["permit"]) == {"measure", "provider", "accounts", "categories", "from", "to", "until"}'
ok "exactly the month and the account" json 'it["permit"]["provider"] == "xb.mailhaus" and it["permit"]["accounts"] == ["kim@mailhaus.example"] and it["permit"]["measure"] == "content" and it["until"] == it["permit"]["until"]'
day() {
    date -u -d "$1" +%Y-%m-%dT%H:%M:%SZ
}
ok "a stale status" ends 1 verify --at "$(day '+13 hours')" --json
ok "is named by its parameter" json 'it["valid"] is False and it["permit"] is None and any(f["rule"] == "status.freshness" and f["outcome"] == "refuse" for f in it["findings"])'
ok "each finding has its members" json 'all(set(f) == {"code", "row", "outcome", "rule", "value", "limit", "where"} for f in it["findings"])'
ok "expired" ends 1 verify --at "$(day '+40 days')" --json
ok "is named, with everything else" json '"expired" in codes and len(codes) >= 2'
ok "a wrong time is wrong usage" gives 2 "--at takes a day" verify --at soon
ok "no trust file is wrong usage" ends 2 "$proviso" verify "$writ"
ok "a missing writ is a failure" gives 3 "file-missing" "$proviso" verify "$work/none" --trust "$trust"
ok "what is no writ is refused" gives 1 "mailbox.mbox:1:" "$proviso" verify "$demo/mailhaus/mailbox.mbox" --trust "$trust"

# ---- other pins ----
sed 's/^name = xb.mailhaus$/name = xb.posthof/' "$trust" >"$work/posthof"
ok "for another provider" ends 1 "$proviso" verify "$writ" --trust "$work/posthof" --json
ok "is refused as such" json '"writ-other-provider" in codes'
sed '/^\[floor\]/,/^sha256/s/^sha256 = .*/sha256 = 0000000000000000000000000000000000000000000000000000000000000000/' "$trust" >"$work/floor"
ok "under another floor" ends 1 "$proviso" verify "$writ" --trust "$work/floor" --json
ok "is refused as such" json '"floor-other" in codes'
python3 - "$trust" "$work/roots" <<'PYTHON'
import re, sys
text = open(sys.argv[1]).read()
keys = re.findall(r'root-\d = (\S+ \S+)', text)
open(sys.argv[2], 'w').write(text.replace(keys[0], 'X').replace(keys[3], keys[0]).replace('X', keys[3]))
PYTHON
ok "under other roots" ends 1 "$proviso" verify "$writ" --trust "$work/roots"
mkdir "$work/other"
"$proviso" demo "$work/other/demo" --until writ >/dev/null
ok "under the pins of other nodes" ends 1 "$proviso" verify "$writ" --trust "$work/other/demo/trust"

# ---- release: what is refused ----
refused() {
    local name=$1 text=$2
    shift 2
    ok "$name" gives 1 "$text" "$@"
    ok "$name: no package" [ ! -e "$work/out.d" -a ! -e "$work/out.d.partial" ]
}
printf 'law-partners.example\n' >"$work/list"
refused "another privileged list" "list-other" "$proviso" release "$writ" --provider "$demo/mailhaus" --source "$account=$mail" --privileged "$work/list" -o "$work/out.d"
refused "another account" "account-outside" "$proviso" release "$writ" --provider "$demo/mailhaus" --source "lee@mailhaus.example=$mail" --privileged "$list" -o "$work/out.d"
refused "one account too many" "account-outside" release "$work/out.d" --source "lee@mailhaus.example=$mail"
printf '[source 1]\nof = %s\npath = %s\ncategory = traffic\n' "$account" "$mail" >"$work/sources"
refused "a source of another category" "source-category" "$proviso" release "$writ" --provider "$demo/mailhaus" --sources "$work/sources" --privileged "$list" -o "$work/out.d"
mkdir "$work/posthof.d"
cp "$work/posthof" "$work/posthof.d/trust"
printf '[provider]\nby = xb.posthof.o1\n' >"$work/posthof.d/provider.conf"
refused "another provider" "writ-other-provider" "$proviso" release "$writ" --provider "$work/posthof.d" --source "$account=$mail" --privileged "$list" -o "$work/out.d"
refused "an unregistered official" "signer-unknown" sh -c "
    mkdir '$work/clerk.d' && cp '$trust' '$work/clerk.d/trust' &&
    printf '[provider]\nby = xb.mailhaus.o9\n' >'$work/clerk.d/provider.conf' &&
    '$proviso' release '$writ' --provider '$work/clerk.d' --source '$account=$mail' --privileged '$list' -o '$work/out.d'"
ok "no official in provider.conf" gives 1 "provider.conf" sh -c "
    sed -i '/^by/d' '$work/clerk.d/provider.conf'
    '$proviso' release '$writ' --provider '$work/clerk.d' --source '$account=$mail' --privileged '$list' -o '$work/out.d'"
ok "an unreadable source is a failure" gives 3 "$work/nothing" "$proviso" release "$writ" --provider "$demo/mailhaus" --source "$account=$work/nothing" --privileged "$list" -o "$work/out.d"
ok "a release without a source is wrong usage" ends 2 "$proviso" release "$writ" --provider "$demo/mailhaus" --privileged "$list" -o "$work/out.d"
cp -r "$demo/mailhaus" "$work/garbage.d"
printf 'This is no mail at all.\n' >"$work/garbage"
ok "what is no mail is refused" gives 1 "record-format" "$proviso" release "$writ" --provider "$work/garbage.d" --source "$account=$work/garbage" --privileged "$list" -o "$work/out.d"
ok "and leaves no package" [ ! -e "$work/out.d" -a ! -e "$work/out.d.partial" ]
cp -r "$demo/mailhaus" "$work/late.d"
late() {
    PROVISO_CLOCK=$(day '+40 days') "$proviso" release "$writ" --provider "$work/late.d" --source "$account=$mail" --privileged "$list" -o "$work/out.d"
}
refused "a demo's provider on a later clock" "expired" late
sed -i '/^demo/d' "$work/late.d/provider.conf"
ok "another provider knows the real clock only" ends 0 late
rm -rf "$work/out.d"

# ---- restrictions by hand ----
chain=$("$proviso" verify "$writ" --trust "$trust" --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["matter"])')
printf 'A doubt about the warehouse.\n' >"$work/why"
mkdir "$work/prose"
"$proviso" attach "$work/why" -o "$work/prose/why.txt" >/dev/null
"$proviso" draft suspension --chain "$chain" --by xb.supervisor-1.o25 --set "reasons=@$work/prose/why.txt" -o "$work/suspension.json" --node "$demo/xb"
sign "$demo/keys/xb.supervisor-1.o25" "$work/suspension.json"
ok "a suspension by hand" ends 1 verify --with "$work/suspension.json" --json
ok "suspends" json '"suspended" in codes'
cp "$work/suspension.json" "$work/false.json"
sign "$demo/keys/xb.mailhaus.o1" "$work/false.json"
ok "one signed by another key is said, and does not suspend" ends 0 verify --with "$work/false.json" --json
ok "one without a signature is a failure" gives 3 "file-missing" verify --with "$demo/privileged.txt"
"$proviso" register revoke xb.court-1.o23 --reason "key lost" --by xb.root-1 --with xb.root-2 -o "$work/revocation.json" --node "$demo/xb"
for root in 1 2; do
    ssh-keygen -q -Y sign -n proviso -f "$demo/keys/xb.root-$root" <"$work/revocation.json" >"$work/revocation.$root" 2>/dev/null
done
mv "$work/revocation.1" "$work/revocation.json.sig"
mv "$work/revocation.2" "$work/revocation.json.sig.2"
ok "a later revocation by hand changes nothing" ends 0 verify --with "$work/revocation.json"
sed 's/"at": "[^"]*"/"at": "2026-01-01T00:00:00Z"/' "$work/revocation.json" >"$work/earlier.json"
for root in 1 2; do
    ssh-keygen -q -Y sign -n proviso -f "$demo/keys/xb.root-$root" <"$work/earlier.json" >"$work/earlier.$root" 2>/dev/null
done
mv "$work/earlier.1" "$work/earlier.json.sig"
mv "$work/earlier.2" "$work/earlier.json.sig.2"
ok "an earlier one stops the judge's key" ends 1 verify --with "$work/earlier.json" --json
ok "and says so" json '"signer-revoked" in codes'

# ---- the release, once ----
cp -r "$demo/mailhaus" "$work/twin.d"
ok "a full disk leaves nothing" gives 3 "disk-full" sh -c "
    cp -r '$demo/mailhaus' '$work/full.d'; trap '' XFSZ; ulimit -f 8
    '$proviso' release '$writ' --provider '$work/full.d' --source '$account=$mail' --privileged '$list' -o '$work/out.d'"
ok "not even in part" [ ! -e "$work/out.d" -a ! -e "$work/out.d.partial" ]
ok "a run that failed may be repeated" ends 0 "$proviso" release "$writ" --provider "$work/full.d" --source "$account=$mail" --privileged "$list" -o "$work/out.d"
rm -rf "$work/out.d"
ok "the release" gives 0 "released:" release "$work/package"
ok "leaves the package" [ -s "$work/package/production.json" -a -s "$work/package/released.tar.age" ]
ok "its production is the executing State's next statement" python3 -c '
import json, sys
it = json.load(open(sys.argv[1]))
assert it["type"] == "proviso/1 production" and it["seq"] == 5 and it["by"] == "xb.mailhaus.o1"
assert set(it["body"]) == {"decision", "writ", "list", "released", "set_aside", "account"}' "$work/package/production.json"
refused "a second run" "release-repeated" release "$work/out.d"
ok "a folder that is there is kept" gives 2 "exists already" release "$work/package"
refused "a suspension by hand" "suspended" "$proviso" release "$writ" --provider "$work/twin.d" --source "$account=$mail" --privileged "$list" -o "$work/out.d" --with "$work/suspension.json"
refused "is remembered" "suspended" "$proviso" release "$writ" --provider "$work/twin.d" --source "$account=$mail" --privileged "$list" -o "$work/out.d"
ok "another twin never saw it" ends 0 sh -c "
    cp -r '$demo/mailhaus' '$work/fresh.d'; rm '$work/fresh.d/journal.db'*
    '$proviso' release '$writ' --provider '$work/fresh.d' --source '$account=$mail' --privileged '$list' -o '$work/out.d'"
rm -rf "$work/out.d"

# ---- the node learns of a suspension; an older writ, and one of a forked ledger, are refused ----
cp -r "$demo" "$work/fork"
node() {
    "$proviso" "$@" --node "$demo/xb"
}
carry() {
    "$proviso" export "$chain" -o "$work/carried" --node "$demo/$1" && "$proviso" import "$work/carried" --node "$demo/$2"
}
status() {
    rm -f "$work/status" "$work/status.sig"
    "$proviso" status draft "$chain" --clerk "$2" -o "$work/status" --node "$demo/$1" &&
        sign "$demo/keys/$2" "$work/status" && "$proviso" status submit "$work/status" --node "$demo/$1"
}
printf 'The warehouse has since shown its gate log to both courts: the lorries named in it are those of the\nforged papers, so that nothing is left of the doubt for which the order was stopped on Monday. Its limits\nstay as they were set.\n' >"$work/why-resumption"
cp "$work/why" "$work/why-suspension"
# logs TYPE WHO: an act of XB with reasons of its own.
logs() {
    rm -f "$work/prose/reasons.txt"
    "$proviso" attach "$work/why-$1" -o "$work/prose/reasons.txt" &&
        node draft "$1" --chain "$chain" --by "$2" --set "reasons=@$work/prose/reasons.txt" -o "$work/act.json" &&
        sign "$demo/keys/$2" "$work/act.json" && node submit "$work/act.json" --attach "$work/prose"
}
# To a writ that is fresh again.
renew() {
    carry xb xa && status xa xa.court-1.o18 && carry xa xb && status xb xb.court-1.o24 && node writ "$chain" -o "$1"
}
ok "the node logs a suspension" ends 0 logs suspension xb.supervisor-1.o25
ok "and builds no writ any more" gives 1 "suspended" node writ "$chain" -o "$work/second.writ"
ok "the matter is suspended" gives 0 "suspended" node show "$chain"
ok "a resumption by an office that may not" gives 1 "signer-role" logs resumption xb.authority-1.o21
ok "a court resumes it" ends 0 logs resumption xb.court-1.o23
ok "without new statuses there is no writ" gives 1 "status" node writ "$chain" -o "$work/second.writ"
ok "a new writ" ends 0 renew "$work/second.writ"
ok "is valid" ends 0 "$proviso" verify "$work/second.writ" --trust "$trust"
cp -r "$demo/mailhaus" "$work/memory.d"
rm "$work/memory.d"/journal.db*
ok "a provider releases under it" ends 0 "$proviso" release "$work/second.writ" --provider "$work/memory.d" --source "$account=$mail" --privileged "$list" -o "$work/second"
refused "and then takes no older writ" "checkpoint-back" "$proviso" release "$writ" --provider "$work/memory.d" --source "$account=$mail" --privileged "$list" -o "$work/out.d"
demo=$work/fork
# Both States conspire and fork their ledgers.
ok "one side of the fork" ends 0 logs suspension xb.supervisor-1.o25
ok "goes on" ends 0 logs resumption xb.court-1.o23
ok "to a writ of its own" ends 0 renew "$work/forked.writ"
ok "that is valid to those who saw no other" ends 0 "$proviso" verify "$work/forked.writ" --trust "$trust"
refused "a provider that saw the other side" "checkpoint-back" "$proviso" release "$work/forked.writ" --provider "$work/memory.d" --source "$account=$mail" --privileged "$list" -o "$work/out.d"
finish
