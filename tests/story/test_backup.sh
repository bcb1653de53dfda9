#!/usr/bin/env bash
# A node is copied while it runs and made again, and never forks what a witness has cosigned.
. "$(dirname "$0")/tap.sh"

demo=$work/demo
"$proviso" demo "$demo" >"$work/out" 2>"$work/err" || { cat "$work/err"; exit 1; }
chain=$(python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))["chain"])' "$(find "$demo/statements" -name "*application*.json" | head -n 1)")

# What XB has seen last of both ledgers of XA, as files NAME-matters and NAME-register.
seen() {
    "$proviso" ledger seen XA -o "$work/$1-matters" --node "$demo/xb" &&
        "$proviso" ledger seen XA --ledger register -o "$work/$1-register" --node "$demo/xb"
}

ok "nobody is invited who is not in office" gives 1 "account-refused" "$proviso" account invite xa.court-1.o99 --node "$demo/xa"
ok "a judge is invited" gives 0 "https://node.example/en/invitation#" "$proviso" account invite xa.court-1.o17 --origin https://node.example --node "$demo/xa"
ok "in JSON, in place of the first" eval 'ends 0 "$proviso" account invite xa.court-1.o17 --json --node "$demo/xa" && json "len(it[\"token\"]) == 64"'
ok "the list shows it" eval 'ends 0 "$proviso" account list --json --node "$demo/xa" && json "[one[\"official\"] for one in it[\"accounts\"] if one[\"invited_until\"]] == [\"xa.court-1.o17\"]"'
ok "a backup while the node is there" ends 0 "$proviso" backup -o "$work/first" --keys "$work/first-keys" --node "$demo/xa"
ok "sha256sum checks it" eval '(cd "$work/first" && sha256sum -c --quiet SHA256SUMS)'
ok "the keys are not in it" eval '[ -z "$(find "$work/first" -name "*.key")" ]'
ok "nothing private is readable by others" eval '[ -z "$(find "$work/first" "$work/first-keys" -perm /077)" ]'
ok "a second backup does not overwrite it" ends 3 "$proviso" backup -o "$work/first" --node "$demo/xa"
ok "nor the keys" ends 3 "$proviso" backup -o "$work/other" --keys "$work/first-keys" --node "$demo/xa"
ok "and leaves nothing half done" [ ! -e "$work/other" ]
ok "a backup without keys says so" gives 0 "keys are not in it" "$proviso" backup -o "$work/bare" --node "$demo/xa"
ok "in JSON" eval 'ends 0 "$proviso" backup -o "$work/bare2" --json --node "$demo/xa" && json "it[\"keys\"] is None"'

ok "what the witness has seen" seen now
restore() { "$proviso" restore "$1" --keys "$work/first-keys" -o "$work/again" "${@:2}"; }
both=(--seen "$work/now-matters" --seen "$work/now-register")
ok "nobody asked: refused" gives 1 "proviso.xb/witness has seen" restore "$work/first"
ok "one ledger asked about: refused" gives 1 "register ledger" restore "$work/first" --seen "$work/now-matters"
ok "and nothing is left of it" eval '[ ! -e "$work/again" ] && [ ! -e "$work/again.partial" ]'
ok "the note of another ledger does not count" eval '"$proviso" ledger checkpoint -o "$work/xb" --node "$demo/xb" && gives 1 "not a checkpoint of XA" restore "$work/first" "${both[@]}" --seen "$work/xb"'
grep -v 'proviso.xb/witness' "$work/now-matters" >"$work/bare-note"
ok "nor one that nobody has cosigned" gives 1 "no pinned witness" restore "$work/first" --seen "$work/bare-note"
sed '2s/.*/9/' "$work/now-matters" >"$work/forged-note"
ok "nor a forged one" ends 1 restore "$work/first" --seen "$work/forged-note"
ok "all asked: restored" gives 0 "is restored" restore "$work/first" "${both[@]}"
ok "no account lives again" eval 'ends 0 "$proviso" account list --json --node "$work/again" && json "not [one for one in it[\"accounts\"] if one[\"invited_until\"] or one[\"passkeys\"]]"'
ok "an account ends where it is" gives 0 "cannot sign in any more" "$proviso" account end xa.court-1.o17 --node "$demo/xa"
ok "its audit is clean" gives 0 "clean" "$proviso" ledger audit --node "$work/again"
ok "it has the static files" cmp "$demo/xa/tiles/matters/checkpoint" "$work/again/tiles/matters/checkpoint"
ok "and shows the matter" gives 0 "authorisation" "$proviso" show "$chain" --node "$work/again"
ok "not over a node that is there" ends 3 restore "$work/first" "${both[@]}"
rm -rf "$work/again"
ok "a witness that cannot be asked is said to be one" gives 0 "Not every witness" restore "$work/first" --without proviso.xb/witness
rm -rf "$work/again"
cp -r "$work/first" "$work/altered"
printf x >>"$work/altered/node.conf"
ok "an altered file is named" gives 1 "node.conf is not as SHA256SUMS says" restore "$work/altered" "${both[@]}"
printf '%064d  ../evil\n' 0 >>"$work/altered/SHA256SUMS"
cp "$work/first/node.conf" "$work/altered/node.conf"
ok "a name that leaves the folder is refused" gives 1 "line-syntax" restore "$work/altered" "${both[@]}"
ok "keys that are missing are missed" ends 3 "$proviso" restore "$work/first" --keys "$work/none" -o "$work/again" "${both[@]}"

# ---- the node goes on, the witness sees it, and the old backup is too old ----
printf 'The holder of the account has asked the court to hear it first.\n' >"$work/why.txt"
mkdir -p "$work/attached"
"$proviso" attach "$work/why.txt" -o "$work/attached/reasons.txt" >/dev/null
official=$(basename "$(ls "$demo"/keys/xa.court-1.o* | grep -v pub | head -n 1)")
ok "the court suspends" eval '"$proviso" draft suspension --chain "$chain" --by "$official" --set "reasons=@$work/attached/reasons.txt" -o "$work/suspension.json" --node "$demo/xa" >"$work/out" 2>"$work/err" && sign "$demo/keys/$official" "$work/suspension.json" && ends 0 "$proviso" submit "$work/suspension.json" --attach "$work/attached" --node "$demo/xa"'
"$proviso" ledger prove --from "$(sed -n 2p "$work/now-matters")" -o "$work/grown" --node "$demo/xa"
"$proviso" ledger checkpoint -o "$work/newest" --node "$demo/xa"
ok "the witness cosigns it" ends 0 "$proviso" ledger cosign "$work/newest" --consistency "$work/grown" -o "$work/cosigned" --node "$demo/xb"
ok "and has seen it" seen later
later=(--seen "$work/later-matters" --seen "$work/later-register")
ok "the backup from before is refused" gives 3 "store-behind" restore "$work/first" "${later[@]}"
ok "and nothing is left of it" [ ! -e "$work/again" ]
ok "a new one is not" eval '"$proviso" backup -o "$work/second" --keys "$work/second-keys" --node "$demo/xa" >/dev/null && ends 0 "$proviso" restore "$work/second" --keys "$work/second-keys" -o "$work/again" "${later[@]}"'
ok "with the suspension" gives 0 "suspen" "$proviso" show "$chain" --node "$work/again"
ok "an older note of the same ledger is fine, too" eval 'rm -rf "$work/again"; ends 0 "$proviso" restore "$work/second" --keys "$work/second-keys" -o "$work/again" "${later[@]}" "${both[@]}"'
finish
