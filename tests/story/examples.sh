# Every example that `--help` shows, typed as it stands, in a folder that has what it names. Sourced by
# test_commands.sh, behind tap.sh.
# shellcheck shell=bash disable=SC2154
unset PROVISO_NODE
here=$(cd "$(dirname "$0")/../.." && pwd)
mkdir "$work/bin"
ln -s "$(realpath "$proviso")" "$work/bin/proviso"
PATH=$work/bin:$PATH

# ---- a demo, and beside it a second matter that waits for its judge ----
demo=$work/demo
chain=XA-2026-000001
ok "a demo" ends 0 proviso demo "$demo"
ok "and one that stopped at the writ" ends 0 proviso demo "$work/writ" --until writ
chain=$(ls "$demo/statements" | sed -n 's/-XA-application.json$//p' | head -n 1)
chain=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["chain"])' "$demo/statements/$chain-XA-application.json")
second=${chain%1}2

# words SEED: a text of 40 words that no other text has.
words() {
    local i
    for i in $(seq 40); do
        printf '%s %s' "$1" "$i" | sha256sum | tr -d '0-9 -' | cut -c1-9 | tr '\n' ' '
    done
    echo
}
mkdir "$work/prose"
sets=()
for member in sought facts facts_against necessity proportionality less_intrusive earlier_applications \
    third_parties privilege_plan minimisation notice_plan targets.0.suspicion; do
    words "$member" >"$work/text"
    proviso attach "$work/text" -o "$work/prose/$member" >/dev/null
    sets+=(--set "$member=@$work/prose/$member")
done
at() {
    date -u -d "$1" +%Y-%m-%dT%H:%M:%SZ
}
ok "a second application is drafted" ends 0 proviso draft application --chain new --by xa.police-1.o11 \
    --set 'with=["xa.prosecution-1.o12"]' --set case=XA-C-7 --set targets.0.role=suspect \
    --set targets.0.person=P-7 --set 'targets.0.accounts=["lea@mailhaus.example"]' \
    --set scope.measure=content --set scope.provider=xb.mailhaus --set 'scope.accounts=["lea@mailhaus.example"]' \
    --set 'scope.categories=["content"]' --set scope.from=2026-10-01T00:00:00Z --set scope.to=2026-11-05T00:00:00Z \
    --set "scope.until=$(at '20 days')" --set "conduct.on=$(at '90 days ago')" \
    --set conduct.mens_rea=dishonest-or-harmful-intent --set protected_activity=no-indication \
    --set 'offence={"register":"XA","id":"computer-fraud","reference":"Computer Crimes Act s. 18","class":"fraud","max_penalty_months":120}' \
    "${sets[@]}" -o "$work/application.json" --node "$demo/xa"
sign "$demo/keys/xa.prosecution-1.o12" "$work/application.json"
mv "$work/application.json.sig" "$work/application.json.sig.2"
sign "$demo/keys/xa.police-1.o11" "$work/application.json"
ok "and accepted" gives 0 "accepted: XA 1 application" proviso submit "$work/application.json" --attach "$work/prose" --node "$demo/xa"

# ---- what the examples name ----
age=$(sed -n 's/^# public key: //p' "$demo/keys/investigator.age")
vkey=$(proviso ledger key --node "$demo/xa" | head -n 1)
place=$work/place
stock=$work/stock
mkdir -p "$stock/srv/www" "$stock/var/www" "$stock/tmp" "$stock/backup" "$stock/safe" "$stock/run/proviso"
cp -r "$demo"/{xa,xb,mailhaus,package,order.writ,production.exchange,privileged.txt,trust} "$here/law" "$stock"
cp -r "$demo/xa" "$stock/srv/proviso"
cp "$demo/keys/investigator.age" "$demo/keys/filter.age" "$stock"
cp "$demo/mailhaus/mailbox.mbox" "$stock/kim.mbox"
cp "$demo/privileged.txt" "$stock/lawyers.txt"
cp "$demo/keys/xa.court-1.o17" "$stock/court.key"
cp "$demo/keys/xa.court-1.o17.pub" "$stock/court.pub"
cp "$demo/keys/xa.court-1.o18" "$stock/clerk.key"
for root in 1 2 3; do cp "$demo/keys/xa.root-$root.pub" "$stock/r$root.pub"; done
proviso rules show floor --text >"$stock/floor.rules"
proviso rules show arcadia --text >"$stock/arcadia.rules"
sed 's/^from = .*/from = 2020-01-01/; s/= 4 years/= 6 years/' "$stock/floor.rules" >"$stock/floor.2.rules"
sed 's/^title = .*/&\nto = 2027-01-01/' "$stock/arcadia.rules" >"$stock/arcadia-2026.rules"
sed 's/^from = .*/from = 2027-01-01/' "$stock/arcadia.rules" >"$stock/arcadia-2027.rules"
cp "$here/law/arcadia.offences" "$stock"
printf 'Section 1. Access\nWhoever without right accesses a computer system commits an offence.\n' >"$stock/bill.txt"
words reasons >"$stock/reasons.txt"
words serious >"$stock/serious.txt"
# A forum with an application, for the parts of `forum`.
(
    proviso=proviso
    work=$work/forum
    mkdir "$work"
    . "$here/tests/forum/forum.sh"
    found_forum && at 0 1 &&
        act call un.secretariat.o1 call=session-1 opens="$PROVISO_CLOCK" closes=2026-03-01T00:00:00Z && apply_for 17
) >"$work/founding" 2>&1
cp -r "$work/forum/un" "$stock/un"
cat >"$stock/programme.json" <<'END'
{"forum":"un.example","meetings":[{"meeting":"m-1","title":"First session","kind":"formal"}],
 "items":[{"meeting":"m-1","item":"4","title":"Chapter IV"}],
 "sessions":[{"session":"m-1-1","meeting":"m-1","starts":"2027-03-26T09:00:00Z","length_s":10800,
  "zone":"Europe/Vienna","room":"Boardroom D","items":["4"]}]}
END
echo '{"zones":[{"zone":"Europe/Vienna","people":40,"before_s":0}],"sessions":[{"session":"s-1",
 "from":"2027-03-01T00:00:00Z","until":"2027-03-02T00:00:00Z","length_s":7200}]}' >"$stock/zones.json"
cat >"$stock/letter.txt" <<'END'
We write to the committee about safeguards.

Signatories,*

1. Access Here – International
2. Rights of All -- Kenya
Individual Experts
1. Ann Example, University of Somewhere
*List of signatories as of February 14, 2022
END
# lay NAME: a fresh folder with every file that the examples read, and the nodes that they name.
lay() {
    rm -rf "$place"
    cp -r "$stock" "$place"
    cd "$place" || exit 1
    if declare -F "prepare_${1// /_}" >/dev/null; then "prepare_${1// /_}" >"$work/preparing" 2>&1; fi
}

# What single examples need besides, by the command's name.
authorisation() {
    mkdir prose
    proviso attach reasons.txt -o prose/reasons.txt >/dev/null
    proviso attach serious.txt -o prose/serious.txt >/dev/null
    proviso draft authorisation --chain "$second" --by xa.court-1.o17 --set decision=narrow \
        --set scope.to=2026-11-01T00:00:00Z --set reasons=@prose/reasons.txt --set serious=@prose/serious.txt \
        --set exclusions=no-indication -o 2.json --node xa >/dev/null
}
prepare_check() { authorisation; }
prepare_submit() { authorisation; }
prepare_draft() {
    authorisation
    rm 2.json
}
prepare_register_signers() {
    cp "$demo"/statements/*-XA-authorisation.json 2.json
    cp "$demo"/statements/*-XA-authorisation.json.sig 2.json.sig
}
prepare_import() { proviso export "$chain" -o to-xb.json --node xa; }
prepare_status_submit() {
    proviso status draft "$chain" --clerk xa.court-1.o18 -o status --node xa
    sign clerk.key status
}
prepare_writ() {
    rm -r xb order.writ
    cp -r "$work/writ/xb" .
}
prepare_release() {
    rm -r package mailhaus/journal.db*
}
prepare_verify() {
    proviso attach reasons.txt -o reasons >/dev/null
    proviso draft suspension --chain "$chain" --by xb.supervisor-1.o25 --set reasons=@reasons -o suspension.json --node xb
    sign "$demo/keys/xb.supervisor-1.o25" suspension.json
}
prepare_ledger_cosign() {
    proviso ledger checkpoint -o xa.checkpoint --node xa
    size=$(proviso ledger seen XA --node xb | sed -n 2p)
    proviso ledger prove --from "$size" --to "$(sed -n 2p xa.checkpoint)" -o proof --node xa
}
prepare_ledger_take() {
    prepare_ledger_cosign
    proviso ledger cosign xa.checkpoint --consistency proof -o cosigned --node xb
}
prepare_ledger_verify() { proviso ledger prove --entry 3 --bytes entry -o proof --node xa; }
prepare_restore() {
    prepare_ledger_take
    proviso ledger take cosigned --node xa
    proviso backup -o backup.new --keys keys --node xa
    rm -r xa backup
    mv backup.new backup
}
prepare_init() { rm -rf srv/proviso; }
prepare_forum_schedule() {
    echo '{"length_s":600,"groups":[{"name":"States","weight":1}],"speakers":[{"name":"Arcadia","group":"States","planned_s":240}]}' >session.json
}
prepare_forum_slots() { echo '{"slots":3,"groups":[{"name":"States","weight":2},{"name":"Civil society","weight":1}]}' >slots.json; }
prepare_forum_floor() {
    echo '[{"name":"States","kind":"states","weight":1},{"name":"NGOs","kind":"civil-society","weight":1},
        {"name":"Industry","kind":"private-sector","weight":1},{"name":"Academia","kind":"academia","weight":1}]' >groups.json
    proviso forum floor session-3.floor open session=s-3 zone=UTC --groups groups.json --at $(at "1 hour ago" | cut -c1-14)00:00Z
    proviso forum floor session-3.floor agenda item=4 title=One length_s=3600 --at $(at "1 hour ago" | cut -c1-14)00:01Z
    proviso forum floor session-3.floor inscribe item=4 speaker=Arcadia group=States organisation=Arcadia \
        region=africa capacity=own planned_s=180 remote=no --at $(at "1 hour ago" | cut -c1-14)00:02Z
    proviso forum floor session-3.floor begin item=4 --at $(at "1 hour ago" | cut -c1-14)00:03Z
}
prepare_forum_replay() { prepare_forum_floor; }
prepare_forum_report() { prepare_forum_floor; }
prepare_forum_lottery() { echo '{"slots":1,"pool":["Ada","Bo"]}' >pool.json; }

# Ends with another code than 0, and why.
declare -A wanted=(
    ["verify"]=1           # the suspension that is given by hand stops the measure
    ["law check"]=1        # Arcadia's register has offences on which no measure can rest
)

# served COMMAND…: what serves until it is stopped is stopped after a second, and has not ended before.
served() {
    local code=0
    timeout 1 "$@" || code=$?
    [ "$code" -eq 124 ]
}
export -f served
# Where there is no man, its pages are not read.
if ! command -v man >/dev/null; then
    man() { :; }
    export -f man
fi

# Runs an example in bash as it stands. Another matter, where this one is past that act; folders below
# the place instead of the machine's; dots for what only this node can know.
run_example() {
    local name=$1 code=0
    lay "$name"
    case $name in
    draft | check | submit) sed -i "s/XA-2026-000001/$second/" "$work/example" ;;
    *) sed -i "s/XA-2026-000001/$chain/" "$work/example" ;;
    esac
    sed -i "s|/tmp/|$place/tmp/|g; s|/srv/|$place/srv/|g; s|/var/|$place/var/|g; s|/backup/|$place/backup/|g
        s|/safe/|$place/safe/|g; s|age1…|$age|; s|xa.registry-1.o1|xa.court-1.o17|; s|proviso.xa/matters+…|$vkey|
        s|unix:/run/|unix:$place/run/|; s|^ *proviso serve.*|served & --listen 127.0.0.1:$((20000 + RANDOM))|
        s|\\(--listen .*\\) --listen .*|\\1|; s|^ *proviso .*--serve|served & --port $((20000 + RANDOM))|" "$work/example"
    bash -e "$work/example" >"$work/out" 2>"$work/err" </dev/null || code=$?
    cd "$work" || exit 1
    [ "$code" -eq "${wanted[$name]:-0}" ] || {
        echo "# ended with $code, not ${wanted[$name]:-0}:"
        sed 's/^/#   /' "$work/example"
        return 1
    }
}

# Of each command, or of its parts, the example as a file of its name.
mkdir "$work/examples"
proviso help --json | python3 -c 'import json, subprocess, sys
def write(name):
    it = json.loads(subprocess.check_output(["proviso", *name.split(), "--help", "--json"]))
    for part in it["commands"]:
        write(part["name"])
    if not it["commands"]:
        open(sys.argv[1] + "/" + name, "w").write(it["example"])
for command in json.load(sys.stdin)["commands"]:
    write(command["name"])' "$work/examples"
ok "there are examples" [ "$(ls "$work/examples" | wc -l)" -gt 50 ]
while read -r name; do
    cp "$work/examples/$name" "$work/example"
    ok "the example of $name" run_example "$name"
done < <(ls "$work/examples")
cd "$work" || exit 1

if command -v groff >/dev/null && proviso manual "$work/man"; then
    ok "the manual pages are clean roff" [ -z "$(groff -man -Tutf8 -z -w mac "$work"/man/*.1 2>&1)" ]
fi
