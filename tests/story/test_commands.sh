#!/usr/bin/env bash
# Every command: its help, its JSON, its exit codes; and a State's node made by hand, step by step.
. "$(dirname "$0")/tap.sh"

# ---- help ----
names=$("$proviso" help --json | python3 -c 'import json, sys
for command in json.load(sys.stdin)["commands"]: print(command["name"])')
ok "the commands of the design are there" [ "$(echo "$names" | grep -cxE 'demo|init|register|draft|check|submit|show|export|import|writ|verify|release|open|review|ledger|rules|help|version')" -eq 18 ]
all=$(for name in $names; do
    parts=$("$proviso" "$name" --help --json | python3 -c 'import json, sys
for part in json.load(sys.stdin)["commands"]: print(part["name"])')
    if [ -n "$parts" ]; then echo "$parts"; else echo "$name"; fi
done)
while read -r command; do
    # shellcheck disable=SC2086
    ok "$command --help has usage and an example" eval 'ends 0 "$proviso" $command --help && says "usage: proviso $command" && says "example:" && says "--json"'
    # shellcheck disable=SC2086
    ok "$command --help --json" eval 'ends 0 "$proviso" $command --help --json && json "it[\"name\"] == \"$command\" and it[\"example\"] and it[\"options\"]"'
    # shellcheck disable=SC2086
    ok "$command: an unknown option is wrong usage" gives 2 "unknown option \"--nonsense\"" "$proviso" $command --nonsense
    # shellcheck disable=SC2086
    ok "help $command" gives 0 "usage: proviso $command" "$proviso" help $command
done <<<"$all"
ok "no command at all is wrong usage" gives 2 "usage: proviso COMMAND" "$proviso"
ok "--help alone lists the commands" gives 0 "usage: proviso COMMAND" "$proviso" --help
ok "an unknown command is wrong usage" gives 2 "no command \"nonsense\"" "$proviso" nonsense
ok "an unknown part, too" gives 2 "no command \"ledger nonsense\"" "$proviso" ledger nonsense
ok "a missing option is named" gives 2 "missing option \"--trust\"" "$proviso" verify order.writ
ok "a value is missing" gives 2 "a value is missing behind \"--trust\"" "$proviso" verify order.writ --trust
ok "an option given twice" gives 2 "given twice" "$proviso" verify order.writ --trust a --trust b
ok "wrong usage in JSON" ends 2 "$proviso" verify order.writ --json
ok "has a code" json 'it["error"]["code"] == "usage"'
ok "no node is wrong usage" gives 2 "PROVISO_NODE" "$proviso" show XA-2026-000001
ok "a node that is not there is a failure" gives 3 "file-missing" "$proviso" show XA-2026-000001 --node "$work/none"
ok "no such chain" gives 2 "not a chain" "$proviso" show nonsense --node "$work/none"
ok "the version" gives 0 "proviso 0" "$proviso" version
ok "the version in JSON" eval 'ends 0 "$proviso" version --json && json "it[\"version\"]"'
ok "an output that cannot be written is a failure" ends 3 sh -c "'$proviso' help >/dev/full"

# ---- rules ----
ok "a rulebook's limits" gives 0 "content.duration" "$proviso" rules show arcadia
ok "of one measure, in JSON" eval 'ends 0 "$proviso" rules show belmora --measure content --json && json "it[\"state\"] == \"XB\" and \"content.targets\" in it[\"parameters\"]"'
ok "the text that comes with the program" eval 'ends 0 "$proviso" rules show floor --text && cp "$work/out" "$work/floor.rules"'
ok "the meet says whose" gives 0 "requesting" "$proviso" rules meet --requesting arcadia --executing belmora --measure content
ok "in JSON" eval 'ends 0 "$proviso" rules meet --requesting arcadia --executing belmora --json && json "it[\"content.duration\"][\"whose\"] == \"requesting\""'
ok "explain" gives 0 "binds" "$proviso" rules explain content.duration --requesting arcadia --executing belmora
ok "explain in JSON" eval 'ends 0 "$proviso" rules explain content.targets --executing belmora --json && json "it[\"row\"] == \"P4\""'
ok "no such parameter" ends 2 "$proviso" rules explain content.nonsense
ok "diff" gives 0 "tighter" "$proviso" rules diff floor arcadia
ok "diff in JSON" eval 'ends 0 "$proviso" rules diff floor belmora --json && json "all(d[\"change\"] == \"tighter\" for d in it[\"differences\"])"'
ok "operands are codes, too" gives 0 "XA (requesting): 21 days; line 20; Evidence Act s. 12; binds" "$proviso" rules explain content.duration XA XB
ok "of a set, what each takes out" gives 0 "takes out access, interception; binds" "$proviso" rules explain interception.offences XA XB
ok "or adds" gives 0 "adds intimate" "$proviso" rules explain traffic.privileged floor "$(sed 's/^window = 6 months.*/privileged = {lawyer, clergy, legislator, medical, psychotherapy, counselling, notary, tax, journalist, intimate}/' <("$proviso" rules show belmora --text) >"$work/adds.rules"; echo "$work/adds.rules")"
ok "in JSON with line and words" eval 'ends 0 "$proviso" rules explain interception.offences XA XB --json && json "it[\"books\"][2][\"takes_out\"] == [\"fraud\"] and it[\"books\"][1][\"line\"] > 0 and it[\"whose\"] == \"requesting, executing\""'
sed 's/^title = .*/&\nto = 2027-01-01\ndeny = targets > 2 and duration > 10 days @ Act s. 3 "too many for too long"/' <("$proviso" rules show arcadia --text) >"$work/first.rules"
sed 's/^from = .*/from = 2027-01-01/; s/^duration = 21 days/duration = 14 days/; s/^judges = 2 .*//' <("$proviso" rules show arcadia --text) >"$work/second.rules"
ok "versions without a gap" gives 0 "2 versions, without gap or overlap" "$proviso" rules check "$work/first.rules" "$work/second.rules"
sed 's/^from = .*/from = 2027-01-02/' "$work/second.rules" >"$work/gap.rules"
ok "a gap has its place" gives 1 "version-gap" "$proviso" rules check "$work/first.rules" "$work/gap.rules"
ok "in the second file" says "gap.rules:5:8"
sed 's/^from = .*/from = 2026-12-31/' "$work/second.rules" >"$work/overlap.rules"
ok "an overlap, too" gives 1 "version-overlap" "$proviso" rules check "$work/first.rules" "$work/overlap.rules" --json
ok "diff says tighter, looser and new" eval 'ends 0 "$proviso" rules diff "$work/first.rules" "$work/second.rules" && says "tighter  content.duration  21 days -> 14 days" && says "looser   interception.judges" && says "no longer stated" && says "looser   rulebook.deny"'
ok "and the other way round" eval 'ends 0 "$proviso" rules diff "$work/second.rules" "$work/first.rules" && says "tighter  rulebook.deny: targets > 2 and duration > 10 days (too many for too long); line 8; Act s. 3  new"'
ok "diff of extras in JSON" eval 'ends 0 "$proviso" rules diff "$work/second.rules" "$work/first.rules" --json && json "it[\"extras\"][0][\"change\"] == \"tighter\""'
ok "explain names the extras" gives 0 "refused besides, by XA (requesting): rulebook.deny" "$proviso" rules explain content.duration "$work/first.rules" XB
ok "show has them" gives 0 "too many for too long" "$proviso" rules show "$work/first.rules"
ok "show in JSON has them" eval 'ends 0 "$proviso" rules show "$work/first.rules" --json && json "it[\"extras\"][0][\"name\"] == \"rulebook.deny\" and it[\"to\"].startswith(\"2027\")"'
ok "meet has them with whose" gives 0 "content.extra.1" "$proviso" rules meet XB "$work/first.rules"
sed 's/^deny = .*/deny = targets > 2 and targets < 2/' "$work/first.rules" >"$work/never.rules"
ok "check warns of an extra that never refuses" gives 0 "never.rules:8:8: rulebook.deny can never refuse anything: its conditions contradict each other" "$proviso" rules check "$work/never.rules"
ok "in JSON" eval 'ends 0 "$proviso" rules check "$work/never.rules" --json && json "it[\"warnings\"][0][\"extra\"][\"name\"] == \"rulebook.deny\""'
ok "and of no other" eval 'ends 0 "$proviso" rules check "$work/first.rules" --json && json "it[\"warnings\"] == []"'
ok "explain has all extras of a measure" gives 0 "XA (requesting): rulebook.deny: targets > 2 and duration > 10 days (too many for too long); line 8; Act s. 3" "$proviso" rules explain content.deny "$work/first.rules" XB
ok "in JSON" eval 'ends 0 "$proviso" rules explain content.deny "$work/first.rules" XB --json && json "it[\"extras\"][0][\"whose\"] == \"requesting\""'
sed 's/^deny = .*/deny = targets > 2 or duration > 10 days/' "$work/first.rules" >"$work/or.rules"
ok "an extra has no \"or\"" gives 1 "value-unit" "$proviso" rules check "$work/or.rules"
sed 's/^from = .*/from = 2026-06-01/; s/= 4 years/= 6 years/; s/^duration = 30 days/duration = 40 days/' "$work/floor.rules" >"$work/floor.2.rules"
ok "a chain of floors" eval 'ends 0 "$proviso" rules floor "$work/floor.2.rules" "$work/floor.rules" && says "tighter  content.penalty  48 months -> 72 months" && says "without effect"'
ok "in JSON" eval 'ends 0 "$proviso" rules floor "$work/floor.rules" "$work/floor.2.rules" --json && json "len(it[\"floors\"]) == 2 and it[\"floors\"][1][\"changes\"]"'
"$proviso" rules show arcadia --text >"$work/arcadia.rules"
ok "check accepts what tightens" gives 0 "keeps the floor" "$proviso" rules check "$work/arcadia.rules"
sed 's/^duration = 21 days/duration = 31 days/' "$work/arcadia.rules" >"$work/loose.rules"
ok "check refuses what loosens" gives 1 "rule-loosened" "$proviso" rules check "$work/loose.rules"
line=$(grep -n '^duration = 31 days' "$work/loose.rules" | head -n 1 | cut -d: -f1)
ok "with file, line, column and parameter" says "loose.rules:$line:12, content.duration"
sed 's/^duration = 21 days/duration = 21/' "$work/arcadia.rules" >"$work/unit.rules"
ok "check refuses a missing unit" gives 1 "value-unit" "$proviso" rules check "$work/unit.rules" --json
ok "in JSON with the place" json 'it["error"]["code"] == "value-unit" and it["error"]["line"] > 0 and it["error"]["column"] == 12'

# ---- a node by hand ----
node=$work/xa
ok "init" gives 0 "proviso.xa/matters+" "$proviso" init "$node" --state XA --name Arcadia
ok "init keeps a node that is there" ends 3 "$proviso" init "$node" --state XA --name Arcadia
ok "a wrong State's code" ends 2 "$proviso" init "$work/x" --state Arcadia
ok "ledger key prints three keys in order" eval 'ends 0 "$proviso" ledger key --node "$node" && [ "$(sed "s/+.*//" "$work/out" | tr "\n" " ")" = "proviso.xa/matters proviso.xa/register proviso.xa/witness " ]'
ok "without pins it does not work" gives 1 "trust-unknown" "$proviso" register show --node "$node"
"$proviso" init "$work/xb" --state XB --name Belmora --json >/dev/null
for name in root-1 root-2 root-3 root-4 root-5 root-6 judge; do
    ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$work/$name"
done
key() {
    cut -d' ' -f1,2 "$work/$1.pub"
}
for state in xa xb; do
    "$proviso" ledger key --node "$work/$state" >"$work/$state.keys"
done
vkey() {
    sed -n "$2p" "$work/$1.keys"
}
cp "$work/floor.rules" "$node/floor.rules"
cat >"$node/trust" <<TRUST
[self]
role = node
name = xa.node
state = XA
[floor]
sha256 = $(sha256sum "$work/floor.rules" | cut -d' ' -f1)
[state XA]
name = Arcadia
root-1 = $(key root-1)
root-2 = $(key root-2)
root-3 = $(key root-3)
matters = $(vkey xa 1)
register = $(vkey xa 2)
[witness proviso.xb/witness]
key = $(vkey xb 3)
state = XB
[quorum]
count = 1
TRUST
export PROVISO_NODE=$node
both() {
    for root in 1 2; do
        ssh-keygen -q -Y sign -n proviso -f "$work/root-$root" <"$1" >"$1.$root" 2>/dev/null
    done
    mv "$1.1" "$1.sig"
    mv "$1.2" "$1.sig.2"
}
roots=(--by xa.root-1 --with xa.root-2)
keys=(--root "$work/root-1.pub" --root "$work/root-2.pub" --root "$work/root-3.pub")
ok "register found" ends 0 "$proviso" register found --name Arcadia "${keys[@]}" "${roots[@]}" -o "$work/found.json"
ok "check before anyone signs" gives 0 "would be accepted" "$proviso" check "$work/found.json"
ok "in JSON" eval 'ends 0 "$proviso" check "$work/found.json" --json && json "it[\"accepted\"] and not it[\"signed\"] and it[\"findings\"] == []"'
ok "submit wants signatures" gives 3 "found.json.sig" "$proviso" submit "$work/found.json"
sign "$work/root-1" "$work/found.json"
ok "one root is not enough" gives 1 "signature" "$proviso" submit "$work/found.json"
both "$work/found.json"
ok "submit" gives 0 "accepted: XA 1 found" "$proviso" submit "$work/found.json"
ok "submit it again" gives 1 "statement" "$proviso" submit "$work/found.json"
ok "register office" ends 0 "$proviso" register office xa.court-1 --roles judge,clerk "${roots[@]}" -o "$work/office.json"
both "$work/office.json"
ok "submit in JSON" eval 'ends 0 "$proviso" submit "$work/office.json" --json && json "it[\"accepted\"] and it[\"statements\"][0][\"statement\"] == \"XA 2 office\""'
ok "register appoint" ends 0 "$proviso" register appoint xa.court-1.o17 --person xa.p17 --roles judge --key "$work/judge.pub" "${roots[@]}" -o "$work/appoint.json"
both "$work/appoint.json"
ok "is accepted" ends 0 "$proviso" submit "$work/appoint.json"
ok "a role that the office lacks is refused" eval '"$proviso" register appoint xa.court-1.o18 --person xa.p18 --roles prosecutor --key "$work/root-3.pub" "${roots[@]}" -o "$work/wrong.json" && ends 1 "$proviso" check "$work/wrong.json" --json && json "not it[\"accepted\"] and (\"signer-role\" in codes or \"key-shared\" in codes)"'
age=$(age-keygen 2>/dev/null | sed -n 's/^# public key: //p')
ok "register recipient" ends 0 "$proviso" register recipient xa.court-1.r1 --age "$age" "${roots[@]}" -o "$work/recipient.json"
both "$work/recipient.json"
ok "is accepted" ends 0 "$proviso" submit "$work/recipient.json"
ok "rules adopt" ends 0 "$proviso" rules adopt "$work/arcadia.rules" "${roots[@]}" -o "$work/adopt.json"
both "$work/adopt.json"
ok "needs the rulebook's text" ends 1 "$proviso" submit "$work/adopt.json"
mkdir "$work/attach"
cp "$work/arcadia.rules" "$work/attach/"
ok "and is accepted with it" ends 0 "$proviso" submit "$work/adopt.json" --attach "$work/attach"
ok "a code is the State that the node knows" gives 0 "XA (requesting): 21 days" "$proviso" rules explain content.duration XA
ok "by --node, too" gives 0 "in force from" env -u PROVISO_NODE "$proviso" rules show XA --node "$node"
ok "a State that it does not know is none" gives 1 "no rulebook in force of XB" "$proviso" rules explain content.duration XA XB
ok "the node's rulebook against the next one" gives 0 "tighter  content.duration  21 days -> 14 days" "$proviso" rules diff XA "$work/second.rules"
for wrong in "2026-01-01" "2025-06-01" "2099-01-01"; do
    sed "s/^from = .*/from = $wrong/; /^to = /d" "$work/second.rules" >"$work/next.rules"
    "$proviso" rules adopt "$work/next.rules" "${roots[@]}" -o "$work/next.json"
    both "$work/next.json"
    rm -rf "$work/next" && mkdir "$work/next" && cp "$work/next.rules" "$work/next"
    ok "a version from $wrong does not follow" gives 1 "rulebook-chain" "$proviso" submit "$work/next.json" --attach "$work/next"
done
cp -r "$node" "$work/two-floors"
sed -i "s/^sha256 = .*/&\nsha256.2 = $(sha256sum "$work/floor.2.rules" | cut -d' ' -f1)/" "$work/two-floors/trust"
ok "a pinned floor is needed" gives 3 "floor.2.rules" "$proviso" register show --node "$work/two-floors"
cp "$work/floor.2.rules" "$work/two-floors"
ok "two floors count as their meet" eval 'ends 0 "$proviso" rules explain content.penalty XA --node "$work/two-floors" && says "content.penalty: at least 72 months" && says "floor: 72 months"'
ok "the looser limit of the second changes nothing" gives 0 "floor: 30 days" "$proviso" rules explain content.duration XA --node "$work/two-floors"
cp "$work/floor.rules" "$work/two-floors/floor.2.rules"
ok "and no other in its place" gives 1 "trust-unknown" "$proviso" register show --node "$work/two-floors"
law=$(cd "$(dirname "$0")/../../law" && pwd)
sed 's/^from = 2026-01-01/from = 2020-01-01/' "$law/arcadia.offences" >"$work/own.offences"
ok "law adopt" ends 0 "$proviso" law adopt "$work/own.offences" "${roots[@]}" -o "$work/offences.json"
both "$work/offences.json"
ok "needs the register's text" gives 1 "offences-missing" "$proviso" submit "$work/offences.json" --attach "$work/attach"
cp "$work/own.offences" "$work/attach/"
ok "and is accepted with it" ends 0 "$proviso" submit "$work/offences.json" --attach "$work/attach"
ok "law adopt of a treaty's register" eval 'ends 0 "$proviso" law adopt "$law/budapest.offences" "${roots[@]}" -o "$work/treaty.json" && grep -q "\"register\": \"treaty\"" "$work/treaty.json"'
ok "law adopt of what is no register" gives 1 "arcadia.rules:" "$proviso" law adopt "$work/arcadia.rules" "${roots[@]}"
ok "another State's register is refused" eval '"$proviso" law adopt "$law/belmora.offences" "${roots[@]}" -o "$work/foreign.json" && cp "$law/belmora.offences" "$work/attach/" && gives 1 "offences-bad" "$proviso" check "$work/foreign.json" --attach "$work/attach"'
ok "the same register again is refused with its place" eval '"$proviso" law adopt "$work/own.offences" "${roots[@]}" -o "$work/again.json" && gives 1 "[register] from" "$proviso" check "$work/again.json" --attach "$work/attach"'
ok "law show of what was adopted" gives 0 "adopted, and the law since" "$proviso" law show XA --node "$work/xa"
ok "in JSON" eval 'ends 0 "$proviso" law show XA:computer-fraud --node "$work/xa" --json && json "it[\"governs_from\"] > it[\"from\"] and len(it[\"offences\"]) == 1"'
ok "what was not adopted" gives 2 "no register of offences of treaty" "$proviso" law show treaty --node "$work/xa"
ok "before it was adopted" gives 2 "governs at 2019" "$proviso" law show XA --at 2019-01-01 --node "$work/xa"
ok "a State that is not known" gives 1 "XC" "$proviso" law show XC --node "$work/xa"
ok "law compare of what was adopted" gives 0 "Dual criminality: yes" "$proviso" law compare XA:computer-fraud XA:computer-fraud --node "$work/xa"
ok "register revoke" ends 0 "$proviso" register revoke xa.court-1.r1 --reason "key lost" "${roots[@]}" -o "$work/revoke.json"
both "$work/revoke.json"
ok "is accepted" ends 0 "$proviso" submit "$work/revoke.json"
ok "register show" gives 0 "xa.court-1.o17" "$proviso" register show
ok "in numbers that fit their nouns" says "4 acts, 1 rulebook, 1 register of offences"
ok "says what is law" says "dated 2020-01-01"
ok "says what is revoked" says "revoked"
ok "register show in JSON" eval 'ends 0 "$proviso" register show --json && json "it[\"registers\"][0][\"officials\"][0][\"person\"] == \"xa.p17\""'
ok "register signers" eval 'ends 0 "$proviso" register signers -o "$work/allowed_signers" && grep -q "^xa.court-1.o17 namespaces=\"proviso\" ssh-ed25519" "$work/allowed_signers"'
ok "register signers in JSON" eval 'ends 0 "$proviso" register signers --json && json "it[\"allowed_signers\"].count(\"ssh-ed25519\") == 4"'
signers=$work/allowed_signers
ok "ssh-keygen accepts the act of the roots" accepts xa.root-2 "$work/found.json" "$work/found.json.sig.2"
ok "show lists a register" gives 0 "XA 3 appointment" "$proviso" show XA-register
ok "show in JSON" eval 'ends 0 "$proviso" show XA-register --json && json "len(it) == 5"'

# ---- ledger ----
ok "ledger checkpoint" eval 'ends 0 "$proviso" ledger checkpoint --ledger register -o "$work/checkpoint" && grep -qx "proviso.xa/register" "$work/checkpoint"'
ok "an empty ledger has none" gives 1 "empty" "$proviso" ledger checkpoint
ok "ledger verify of a checkpoint" gives 0 "proviso.xa/register at size 7" "$proviso" ledger verify "$work/checkpoint" --vkey "$(vkey xa 2)"
ok "under another key" ends 1 "$proviso" ledger verify "$work/checkpoint" --vkey "$(vkey xb 2)"
ok "ledger prove" ends 0 "$proviso" ledger prove --entry 2 --ledger register --bytes "$work/entry" -o "$work/proof"
ok "ledger verify of a proof" gives 0 "proven: entry 2" "$proviso" ledger verify "$work/proof" --entry "$work/entry" --vkey "$(vkey xa 2)"
ok "in JSON" eval 'ends 0 "$proviso" ledger verify "$work/proof" --entry "$work/entry" --vkey "$(vkey xa 2)" --json && json "it[\"valid\"] and it[\"entry\"] == 2 and it[\"size\"] == 7"'
ok "a proof for another leaf" gives 1 "proof-wrong" "$proviso" ledger verify "$work/proof" --entry "$work/found.json" --vkey "$(vkey xa 2)"
ok "no such entry" gives 1 "entry-missing" "$proviso" ledger prove --entry 99 --ledger register
ok "a consistency proof" ends 0 "$proviso" ledger prove --from 3 --to 7 --ledger register -o "$work/consistency"
ok "an unknown ledger" ends 2 "$proviso" ledger checkpoint --ledger nonsense
ok "ledger audit" gives 0 "clean: 0 entries of matters, 7 of the register" "$proviso" ledger audit
ok "ledger audit in JSON" eval 'ends 0 "$proviso" ledger audit --json && json "it[\"clean\"] and it[\"register\"] == 7"'
cat >"$work/xb/trust" <<TRUST
[self]
role = node
name = xb.node
state = XB
[floor]
sha256 = $(sha256sum "$work/floor.rules" | cut -d' ' -f1)
[state XA]
name = Arcadia
root-1 = $(key root-1)
root-2 = $(key root-2)
root-3 = $(key root-3)
matters = $(vkey xa 1)
register = $(vkey xa 2)
[state XB]
name = Belmora
root-1 = $(key root-4)
root-2 = $(key root-5)
root-3 = $(key root-6)
matters = $(vkey xb 1)
register = $(vkey xb 2)
[witness proviso.xa/witness]
key = $(vkey xa 3)
state = XA
[witness proviso.xb/witness]
key = $(vkey xb 3)
state = XB
[quorum]
count = 1
TRUST
cp "$work/floor.rules" "$work/xb/floor.rules"
ok "another State cosigns" ends 0 "$proviso" ledger cosign "$work/checkpoint" -o "$work/cosigned" --node "$work/xb"
ok "its line is in the note" grep -q '^— proviso.xb/witness ' "$work/cosigned"
ok "and is verified offline" gives 0 "proviso.xb/witness: 2" "$proviso" ledger verify "$work/cosigned" --vkey "$(vkey xa 2)" --witness "$(vkey xb 3)"
ok "the node takes it" gives 0 "taken: 1 cosignature" "$proviso" ledger take "$work/cosigned"
sed 's/^7$/5/' "$work/checkpoint" >"$work/forged"
ok "a forged checkpoint is not cosigned" gives 1 "note-signature" "$proviso" ledger cosign "$work/forged" --node "$work/xb"
ok "export of the register" ends 0 "$proviso" export -o "$work/register.exchange"
ok "import" gives 0 "imported:" "$proviso" import "$work/register.exchange" --node "$work/xb"
ok "import in JSON" eval 'ends 0 "$proviso" import "$work/register.exchange" --node "$work/xb" --json && json "it[\"accepted\"]"'
ok "its own export is not for itself" ends 1 "$proviso" import "$work/register.exchange"
ok "an export of no matter" gives 1 "chain-unknown" "$proviso" export XA-2026-000001

# ---- drafts ----
ok "draft lists the acts" gives 0 "rights-assessment" "$proviso" draft
ok "draft explains an act" gives 0 "less_intrusive" "$proviso" draft application
ok "in JSON" eval 'ends 0 "$proviso" draft application --json && json "\"scope\" in it[\"body\"]"'
ok "no such act" ends 2 "$proviso" draft nonsense
ok "a matter is wanted" gives 2 "which matter" "$proviso" draft request --by xa.authority-1.o14
ok "a draft of a new matter" eval 'ends 0 "$proviso" draft application --chain new --by xa.police-1.o11 --set case=C-1 --set scope.measure=content && json "it[\"chain\"].startswith(\"XA-20\") and it[\"seq\"] == 1 and it[\"body\"][\"case\"] == \"C-1\""'
ok "with its numbers counted" json 'it["body"]["earlier"] == [] and it["body"]["tally"] == {"case_targets": 1, "account_matters": 1, "person_matters": 1, "days": 0}'
ok "but for those that are set" eval 'ends 0 "$proviso" draft application --chain new --by xa.police-1.o11 --set tally.days=7 --set "earlier=[\"XA-2020-000001\"]" && json "it[\"body\"][\"tally\"][\"days\"] == 7 and it[\"body\"][\"tally\"][\"case_targets\"] == 1 and len(it[\"body\"][\"earlier\"]) == 1"'
ok "nothing waits" gives 0 "nothing waits" "$proviso" docket
ok "in JSON" eval 'ends 0 "$proviso" docket --json && json "it == {\"entries\": [], \"more\": False}"'
ok "a docket of no office" gives 2 "is no office of XA" "$proviso" docket --office xb.court-1
ok "a docket of office or official" gives 2 "not both" "$proviso" docket --office xa.court-1 --official xa.court-1.o17
ok "a matter that is not there, for an official" gives 1 "nothing is known of XA-2026-000001" "$proviso" show XA-2026-000001 --official xa.court-1.o17
ok "nobody has read it" ends 0 "$proviso" show XA-2026-000001 --reads
ok "readings are of matters" ends 2 "$proviso" show XA-register --reads
ok "the index is made anew" gives 0 "made anew" "$proviso" ledger reindex
ok "members that are none" gives 2 "no member" "$proviso" draft application --chain new --by xa.police-1.o11 --set scope.nonsense.deep=1
ok "a refusal has no scope" eval 'ends 0 "$proviso" draft authorisation --chain XA-2026-000001 --by xa.court-1.o17 --set decision=refuse && json "\"scope\" not in it[\"body\"]"'
printf 'Reasons of substance.\n' >"$work/reasons"
ok "attach" eval 'ends 0 "$proviso" attach "$work/reasons" -o "$work/attach/reasons" && json "it[\"length\"] == 87 and it[\"language\"] == \"en\""'
printf 'Reasons\nof subst\377nce.\n' >"$work/latin"
ok "attach takes UTF-8 alone, and says where" gives 1 "latin:2:9" "$proviso" attach "$work/latin" -o "$work/attach/latin"
ok "attach says early what is too short" sh -c "'$proviso' attach '$work/reasons' -o '$work/attach/short' 2>&1 >/dev/null | grep -q '3 different words; .* at least 25'"
ok "attach keeps what is there" ends 3 "$proviso" attach "$work/reasons" -o "$work/attach/reasons"
ok "a draft names it" eval 'ends 0 "$proviso" draft authorisation --chain XA-2026-000001 --by xa.court-1.o17 --set reasons=@"$work/attach/reasons" && json "it[\"body\"][\"reasons\"][\"sha256\"] == \"$(sha256sum "$work/attach/reasons" | cut -d" " -f1)\""'
ok "status of an unknown matter" ends 1 "$proviso" status draft XA-2026-000001 --clerk xa.court-1.o18
ok "writ of an unknown matter" ends 1 "$proviso" writ XA-2026-000001

# ---- the examples of --help ----
. "$(dirname "$0")/examples.sh"
finish
