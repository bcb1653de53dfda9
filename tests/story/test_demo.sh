#!/usr/bin/env bash
# The demo end to end, and what stock tools say to its result.
. "$(dirname "$0")/tap.sh"
demo=$work/demo

ok "the demo ends well" ends 0 "$proviso" demo "$demo"
cp "$work/out" "$work/story"
ok "a request without a judge is refused (P5)" says "try to request without a judge: refused: P5 no-judge"
ok "wider dates are refused (P3)" says "try to request the wider dates: refused: P3 scope-widened"
ok "a writ without approval is refused (M2)" says "without approval: refused: M2 no-approval"
ok "a judge's reasons that are the application's are refused (P5)" says "in the application's words: refused: P5 reasons-copied"
ok "exactly four attempts are refused" [ "$(grep -c ': refused' "$work/story")" -eq 4 ]
ok "a pipe gets plain lines" sh -c "! grep -q '[[:cntrl:]]' '$work/story'"
for part in xa/node.db xb/node.db mailhaus/provider.conf keys/allowed_signers keys/xa.court-1.o17 \
    keys/xa.court-1.o17.pub keys/investigator.age keys/filter.age trust order.writ \
    package/released.tar.age package/set-aside.tar.age package/account.json package/production.json; do
    ok "it leaves $part" [ -s "$demo/$part" ]
done
ok "a folder that is there is kept" ends 2 "$proviso" demo "$demo"
ok "before anything is told" [ ! -s "$work/out" ]
mkdir "$work/empty"
ok "an empty folder is taken" ends 0 "$proviso" demo "$work/empty" --until writ
ok "and filled" [ -s "$work/empty/order.writ" ]

# What could not be released in the end is refused before the story begins.
spoilt() {
    local name=$1 code=$2 text=$3
    shift 3
    ok "$name" gives "$code" "$text" "$proviso" demo "$work/spoilt" --account kim@mailhaus.example "$@"
    ok "$name: nothing is told or made" [ ! -s "$work/out" -a ! -e "$work/spoilt" ]
}
printf 'ann@law.example\n# a comment\n' >"$work/list"
spoilt "a privileged list that is none" 1 "$work/list:2" --privileged "$work/list"
: >"$work/list"
spoilt "an empty privileged list" 1 "list-format" --privileged "$work/list"
spoilt "a privileged list that is not there" 3 "file-missing" --privileged "$work/none"
spoilt "a mailbox that is not there" 3 "file-missing" --mail "$work/none"
spoilt "a mailbox that is a folder" 3 "file-unreadable" --mail "$work"

# Signatures, by stock ssh-keygen.
signers=$demo/keys/allowed_signers
verify_all() {
    local file by with count=0
    for file in "$1"/*.json; do
        by=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["by"])' "$file")
        with=$(python3 -c 'import json, sys
print((json.load(open(sys.argv[1]))["body"].get("with") or [""])[0])' "$file")
        accepts "$by" "$file" "$file.sig" || return 1
        [ -z "$with" ] || accepts "$with" "$file" "$file.sig.2" || return 1
        count=$((count + 1))
    done
    echo "# $count statements"
    [ "$count" -gt 0 ]
}
ok "ssh-keygen accepts every statement of the demo" verify_all "$demo/statements"
matter=$(ls "$demo"/statements | sed -n 's/^.*-XA-application.json$/&/p')
chain=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["chain"])' "$demo/statements/$matter")
for node in xa xb; do
    ok "show --export of $node" ends 0 "$proviso" show "$chain" --export "$work/$node" --node "$demo/$node"
    ok "ssh-keygen accepts what $node exports" verify_all "$work/$node"
    ok "$node has eight statements" [ "$(ls "$work/$node"/*.json | wc -l)" -eq 8 ]
    ok "export of $node's register" ends 0 "$proviso" show "${node^^}-register" --export "$work/$node-register" --node "$demo/$node"
    ok "ssh-keygen accepts the register of $node" verify_all "$work/$node-register"
    ok "the ledgers of $node are clean" gives 0 "clean:" "$proviso" ledger audit --node "$demo/$node"
done
ok "the names tell number, State and act" [ -f "$work/xa/001-XA-application.json.sig.2" -a -f "$work/xa/008-XB-production.json.sig" ]
printf 'other bytes\n' >"$work/other"
ok "ssh-keygen refuses other bytes" sh -c "! ssh-keygen -Y verify -f '$signers' -I xa.court-1.o17 -n proviso -s '$work/xa/002-XA-authorisation.json.sig' <'$work/other' >/dev/null 2>&1"
ok "XB does not send the answers of the assessment" [ ! -e "$work/xa/attachments/$(python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))["body"]["answers"]["sha256"])' "$work/xb/006-XB-rights-assessment.json")" ]

# A second matter on the same account, under another name: the draft lists the first, and counts.
account=$(python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))["body"]["scope"]["accounts"][0])' "$demo/statements/$matter")
ok "a draft on the same account lists the first matter" ends 0 "$proviso" draft application --chain new --by xa.police-1.o11 --set case=C-99 --set scope.measure=content --set "scope.accounts=[\"$account\"]" --set "targets.0.accounts=[\"$account\"]" --set targets.0.person=Q-1 -o "$work/second.json" --node "$demo/xa"
ok "and counts it" python3 -c 'import json, sys
body = json.load(open(sys.argv[1]))["body"]
assert body["earlier"] == [sys.argv[2]]
assert body["tally"]["account_matters"] == 2 and body["tally"]["person_matters"] == 2' "$work/second.json" "$chain"
sed -i -e "s/\"$chain\"//" -e 's/"account_matters": 2/"account_matters": 1/' "$work/second.json"
ok "what leaves it out is told so" gives 1 "does not list $chain (same account, person)" "$proviso" check "$work/second.json" --node "$demo/xa"
ok "and what the record counts" gives 1 "within a year); by the record it is 2" "$proviso" check "$work/second.json" --node "$demo/xa"

# The package, by stock age, tar and sha256sum.
unpack() {
    mkdir -p "$work/$2" && age -d -i "$demo/keys/$1" "$demo/package/$2.tar.age" | tar -x -C "$work/$2" &&
        (cd "$work/$2/$2" && sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt)
}
ok "stock tools open what was released" unpack investigator.age released
ok "stock tools open what was set aside" unpack filter.age set-aside
ok "the investigator's key does not open what was set aside" sh -c "! age -d -i '$demo/keys/investigator.age' '$demo/package/set-aside.tar.age' >/dev/null 2>&1"
ok "the accounts agree and add up" python3 - "$demo" "$work" <<'PYTHON'
import json, os, sys
demo, work = sys.argv[1:]
court = json.load(open(demo + '/package/account.json'))
released = json.load(open(work + '/released/released/account.json'))
aside = json.load(open(work + '/set-aside/set-aside/account.json'))
assert court == aside
assert 'set_aside' not in released and 'out_of_scope' not in released
for unit in ('bytes', 'records'):
    assert court['input'][unit] == (court['released'][unit] + court['out_of_scope'][unit]
        + court['set_aside']['privileged'][unit] + court['set_aside']['ambiguous'][unit])
    assert released['input'][unit] == released['released'][unit] + released['withheld'][unit]
    assert released['released'] == court['released']
size = lambda top: sum(os.path.getsize(os.path.join(f, n)) for f, _, ns in os.walk(top) for n in ns)
assert court['input']['bytes'] == os.path.getsize(demo + '/mailhaus/mailbox.mbox')
assert court['released']['bytes'] == size(work + '/released/released/data')
assert court['released']['records'] > 10 and court['set_aside']['privileged']['records'] > 3
PYTHON
ok "what is released is of the month, from the mailbox, and free of lawyers" python3 - "$demo" "$work" <<'PYTHON'
import base64, datetime, glob, mailbox, quopri, re, sys
demo, work = sys.argv[1:]
whole = open(demo + '/mailhaus/mailbox.mbox', 'rb').read()
part = b''.join(open(f, 'rb').read() for f in sorted(glob.glob(work + '/released/released/data/*/*')))
now = datetime.datetime.now(datetime.timezone.utc)
end = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
start = (end - datetime.timedelta(days=1)).replace(day=1)
records = [r for r in re.split(rb'(?m)^(?=From \S+ \w{3} \w{3})', part) if r]
for record in records:
    assert whole.count(record) >= 1
    stamp = re.match(rb'From \S+ (.{24})\n', record).group(1).decode()
    at = datetime.datetime.strptime(stamp, '%a %b %d %H:%M:%S %Y').replace(tzinfo=datetime.timezone.utc)
    assert start <= at < end
    bare = record + quopri.decodestring(record)
    for block in re.findall(rb'(?m)(?:^[A-Za-z0-9+/=]{8,76}\n)+', record):
        try:
            bare += base64.b64decode(block)
        except ValueError:
            pass
    assert b'law-partners.example' not in bare and b'ann@counsel.example' not in bare
print('#', len(records), 'records')
PYTHON

# The same through the program.
proof=(--writ "$demo/order.writ" --production "$demo/production.exchange" --trust "$demo/xa/trust")
ok "open checks and extracts" gives 0 "the account adds up" "$proviso" open "$demo/package" "${proof[@]}" --identity "$demo/keys/investigator.age" -o "$work/opened"
ok "what open extracts is what tar extracts" diff -r "$work/opened" "$work/released/released"
ok "open keeps a folder that is there" ends 2 "$proviso" open "$demo/package" "${proof[@]}" --identity "$demo/keys/investigator.age" -o "$work/opened"
ok "open refuses the wrong identity" gives 1 "age-no-match" "$proviso" open "$demo/package" "${proof[@]}" --identity "$demo/keys/filter.age" -o "$work/none"
ok "and leaves nothing" [ ! -e "$work/none" -a ! -e "$work/none.partial" ]
ok "review lists what was set aside" ends 0 "$proviso" review "$demo/package" "${proof[@]}" --identity "$demo/keys/filter.age" --json
ok "each record with class and reason" json 'len(it["records"]) > 5 and {r["class"] for r in it["records"]} == {"privileged", "ambiguous"}'
cp -r "$demo/package" "$work/altered"
printf 'x' >>"$work/altered/released.tar.age"
ok "an altered package does not open" gives 1 "not the file that the production states" "$proviso" open "$work/altered" "${proof[@]}" --identity "$demo/keys/investigator.age"
cp "$demo/package/released.tar.age" "$work/altered/released.tar.age"
printf ' ' >>"$work/altered/production.json"
ok "nor one with another production" gives 1 "no production such as this package's" "$proviso" open "$work/altered" "${proof[@]}" --identity "$demo/keys/investigator.age"
early=$(ls "$demo"/exchange/*-xb-to-xa.json | sed -n 2p)
ok "nor with a record that lacks the production" ends 1 "$proviso" open "$demo/package" --writ "$demo/order.writ" --production "$early" --trust "$demo/xa/trust" --identity "$demo/keys/investigator.age"

# JSON, a demo of its own mail, and the clock.
ok "the demo in JSON" ends 0 "$proviso" demo "$work/json" --json
ok "its steps and account" json 'it["done"] and len(it["steps"]) > 25 and it["account"]["input"]["bytes"] > 100000 and sum(s["answer"] == "refused" for s in it["steps"]) == 4'
cat >"$work/old.mbox" <<'MBOX'
From kenneth@energy.example Fri Aug  3 10:00:00 2001
From: kenneth@energy.example
To: kim@energy.example
Date: Fri, 3 Aug 2001 10:00:00 +0000
Subject: numbers

Move them to the other company.

From lawyer@firm.example Tue Aug  7 10:00:00 2001
From: lawyer@firm.example
To: kim@energy.example
Date: Tue, 7 Aug 2001 10:00:00 +0000
Subject: privileged

Advice.

From kenneth@energy.example Mon Sep  3 10:00:00 2001
From: kenneth@energy.example
To: kim@energy.example
Date: Mon, 3 Sep 2001 10:00:00 +0000
Subject: later

Out of the month.

MBOX
echo firm.example >"$work/list"
ok "old mail of one's own" ends 0 "$proviso" demo "$work/old" --mail "$work/old.mbox" --account kim@energy.example --from 2001-08-01 --to 2001-09-01 --privileged "$work/list" --json
ok "one record in each class" json 'it["account"]["released"]["records"] == it["account"]["privileged"]["records"] == it["account"]["out_of_scope"]["records"] == 1'
ok "another clock" ends 0 env PROVISO_CLOCK=2024-03-10T09:00:00Z "$proviso" demo "$work/clock"
ok "dates too far back are refused by the core" gives 1 "P3 limit" "$proviso" demo "$work/ancient" --from 1971-01-01 --to 1971-02-01
ok "a wrong date" gives 2 "--from takes a day" "$proviso" demo "$work/wrong" --from yesterday
ok "mail without its account" ends 2 "$proviso" demo "$work/wrong" --mail "$work/old.mbox"
finish
