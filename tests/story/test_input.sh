#!/usr/bin/env bash
# What bad input gets: a clear message with the place, a stable code, nothing stored.
. "$(dirname "$0")/tap.sh"
demo=$work/demo
"$proviso" demo "$demo" --until writ >/dev/null
xa=$demo/xa xb=$demo/xb
chain=$(python3 -c 'import glob, json, sys
print(json.load(open(glob.glob(sys.argv[1] + "/statements/*-XA-application.json")[0]))["chain"])' "$demo")
attach=$demo/attachments

# What the ledgers hold must not change: the whole test ends with the same sizes.
sizes() {
    for node in "$xa" "$xb"; do
        "$proviso" ledger audit --json --node "$node" | tr -d ' \n'
    done
}
sizes >"$work/before"

# A new request of XA, right in every way, to be spoilt.
printf 'prosecution of this fraud' >/dev/null
"$proviso" draft request --chain "$chain" --by xa.authority-1.o14 --set purpose=prosecution -o "$work/right.json" --node "$xa"
ok "what belongs to a draft is not ignored" gives 2 "needs --by" "$proviso" draft request --chain "$chain" --node "$xa"
key=$demo/keys/xa.authority-1.o14
ok "the request as it is would be accepted" gives 0 "would be accepted" "$proviso" check "$work/right.json" --node "$xa"

# spoil NAME CODE PYTHON: changes the text `t` (bytes), signs it well, hands it in.
spoil() {
    local name=$1 code=$2
    python3 -c 'import sys
t = open(sys.argv[1], "rb").read()
exec(sys.argv[3])
open(sys.argv[2], "wb").write(t)' "$work/right.json" "$work/bad.json" "$3"
    sign "$key" "$work/bad.json"
    ok "$name" gives 1 "$code" "$proviso" submit "$work/bad.json" --attach "$attach" --node "$xa"
}
spoil "a duplicate member" "json-duplicate" 't = t.replace(b"\"seq\":", b"\"seq\": 4, \"seq\":", 1)'
ok "is named with file and line" says "bad.json:"
spoil "an unknown member" "member-unknown" 't = t.replace(b"\"seq\":", b"\"colour\": 1, \"seq\":", 1)'
spoil "an unknown member of the body" "member-unknown" 't = t.replace(b"\"purpose\":", b"\"colour\": 1, \"purpose\":", 1)'
ok "is named with its path" says "body.colour"
spoil "a missing member" "member-missing" 'import re; t = re.sub(rb"\"seen\": *\"[0-9a-f]*\",", b"", t)'
spoil "a scope with an absent field" "member-missing" 'import re; t = re.sub(rb",\s*\"until\": *\"[^\"]*\"", b"", t)'
ok "is never taken for all" says "body.scope.until"
spoil "a number with a fraction" "json-number" 't = t.replace(b"\"seq\": 4", b"\"seq\": 4.0")'
spoil "a number with an exponent" "json-number" 't = t.replace(b"\"seq\": 4", b"\"seq\": 4e0")'
spoil "bytes that are not UTF-8" "bad.json" 't = t.replace(b"prosecution", b"prosec\xfftion")'
spoil "a NUL" "bad.json" 't = t.replace(b"prosecution", b"prosec\0tion")'
spoil "an escaped NUL" "bad.json" 't = t.replace(b"prosecution", b"prosec\\u0000tion")'
spoil "bidirectional characters" "text-invalid" 't = t.replace(b"prosecution", "prosec\u202etion".encode())'
spoil "escaped bidirectional characters" "text-invalid" 't = t.replace(b"prosecution", b"prosec\\u202etion")'
spoil "zero-width characters" "text-invalid" 't = t.replace(b"prosecution", "prosec\u200btion".encode())'
spoil "one byte more than 48 KiB" "too-large" 't = t + b" " * (49153 - len(t))'
spoil "deep nesting" "json-depth" 't = t.replace(b"\"purpose\":", b"\"deep\": " + b"[" * 20 + b"]" * 20 + b", \"purpose\":")'
spoil "what is no object" "bad.json" 't = b"[]"'
spoil "nothing at all" "bad.json" 't = b""'
spoil "text behind the object" "json-syntax" 't = t + b"{}"'
spoil "an unknown type" "member-value" 't = t.replace(b"proviso/1 request", b"proviso/1 demand")'
spoil "another version" "member-value" 't = t.replace(b"proviso/1 request", b"proviso/2 request")'
spoil "a chain that is none" "member-value" 't = t.replace(b"'"$chain"'", b"XA-nonsense")'
spoil "an unknown prev" "chain-broken" 'import re; t = re.sub(rb"\"prev\": *\"[0-9a-f]*\"", b"\"prev\": \"" + b"1" * 64 + b"\"", t)'
spoil "an unknown seen" "seen-unknown" 'import re; t = re.sub(rb"\"seen\": *\"[0-9a-f]*\"", b"\"seen\": \"" + b"1" * 64 + b"\"", t)'
spoil "a place that is taken" "chain-" 'import re; t = re.sub(rb"\"seq\": *\d+", b"\"seq\": 2", t)'
spoil "at far from the entry" "signing.skew" 'import re; t = re.sub(rb"\"at\": *\"[^\"]*\"", b"\"at\": \"2026-01-01T00:00:00Z\"", t)'
spoil "a wider scope" "scope-widened" 't = t.replace(b"\"kim@mailhaus.example\"", b"\"kim@mailhaus.example\", \"lee@mailhaus.example\"")'
spoil "an account that could be several" "account-not-specific" 't = t.replace(b"kim@mailhaus.example", b"*@mailhaus.example")'

# ---- signatures ----
signed_by() {
    local name=$1 code=$2 who=$3
    cp "$work/right.json" "$work/bad.json"
    sign "$demo/keys/$who" "$work/bad.json"
    ok "$name" gives 1 "$code" "$proviso" submit "$work/bad.json" --attach "$attach" --node "$xa"
}
signed_by "a signature by another person" "signer-key" xa.court-1.o17
signed_by "a signature by another State's official" "signer-key" xb.authority-1.o21
as() {
    local name=$1 code=$2 who=$3
    sed "s/xa.authority-1.o14/$who/" "$work/right.json" >"$work/bad.json"
    sign "$demo/keys/$who" "$work/bad.json"
    ok "$name" gives 1 "$code" "$proviso" submit "$work/bad.json" --attach "$attach" --node "$xa"
}
as "an official without the role" "signer-role" xa.court-1.o17
as "an official of the other State" "signer-state" xb.authority-1.o21
cp "$work/right.json" "$work/bad.json"
rm -f "$work/bad.json.sig"
ssh-keygen -q -Y sign -n file -f "$key" "$work/bad.json" 2>/dev/null
ok "a signature in another namespace" gives 1 "signature-wrong" "$proviso" submit "$work/bad.json" --node "$xa"
sign "$key" "$work/bad.json"
sed -i 's/prosecution/persecution/' "$work/bad.json"
ok "a signature over other bytes" gives 1 "signature-wrong" "$proviso" submit "$work/bad.json" --node "$xa"
sign "$key" "$work/bad.json"
sed -i 's/$/\r/' "$work/bad.json.sig"
ok "an armour in another spelling" gives 1 "signature-format" "$proviso" submit "$work/bad.json" --node "$xa"
cat "$work/bad.json" >"$work/bad.json.sig"
ok "what is no signature" gives 1 "signature-format" "$proviso" submit "$work/bad.json" --node "$xa"
cp "$work/right.json" "$work/bad.json"
sign "$key" "$work/bad.json"
cp "$work/bad.json.sig" "$work/bad.json.sig.2"
ok "one signature too many" gives 1 "signature-format" "$proviso" submit "$work/bad.json" --node "$xa"
rm "$work/bad.json.sig.2"
ok "nothing of all this was stored" sh -c '[ "$1" = "$2" ]' - "$(sizes)" "$(cat "$work/before")"

# ---- several at once, or none ----
cp "$work/right.json" "$work/good.json"
sign "$key" "$work/good.json"
sed 's/prosecution/persecution/' "$work/right.json" >"$work/fork.json"
sign "$key" "$work/fork.json"
ok "two permitting statements at one place" ends 1 "$proviso" submit "$work/good.json" "$work/fork.json" --node "$xa"
ok "store neither" sh -c '[ "$1" = "$2" ]' - "$(sizes)" "$(cat "$work/before")"
ok "the refusal in JSON" ends 1 "$proviso" submit "$work/fork.json" "$work/good.json" --node "$xa" --json
cp -r "$xa" "$work/behind"
ok "one alone is accepted" ends 0 "$proviso" submit "$work/good.json" --node "$xa"
ok "and is there" gives 0 "request" "$proviso" show "$chain" --node "$xa"

# ---- attachments ----
"$proviso" draft authorisation --chain "$chain" --by xa.court-1.o17 --set decision=ask --set reasons=@"$attach/authorisation-reasons.txt" -o "$work/ask.json" --node "$xa"
sed -i 's/"sha256": "[0-9a-f]\{8\}/"sha256": "00000000/' "$work/ask.json"
sign "$demo/keys/xa.court-1.o17" "$work/ask.json"
ok "an attachment that is not there" gives 1 "attachment-missing" "$proviso" submit "$work/ask.json" --attach "$attach" --node "$xa"
ok "is named by its field" says "authorisation: reasons]"
ok "no such folder is a failure" ends 3 "$proviso" submit "$work/ask.json" --attach "$work/none" --node "$xa"

# ---- the end of a matter ----
"$proviso" draft termination --chain "$chain" --by xa.court-1.o17 --set reasons=@"$attach/authorisation-reasons.txt" -o "$work/end.json" --node "$xa"
sign "$demo/keys/xa.court-1.o17" "$work/end.json"
ok "a judge ends the matter" ends 0 "$proviso" submit "$work/end.json" --attach "$attach" --node "$xa"
"$proviso" draft request --chain "$chain" --by xa.authority-1.o14 --set purpose=prosecution -o "$work/late.json" --node "$xa"
sign "$key" "$work/late.json"
ok "a statement after that is refused" gives 1 "terminated" "$proviso" submit "$work/late.json" --node "$xa"
ok "and so is a writ with the end by hand" gives 1 "terminated" "$proviso" verify "$demo/order.writ" --trust "$demo/trust" --with "$work/end.json"

# ---- exchange ----
last=$work/newest
older=$(ls "$demo"/exchange/*-xa-to-xb.json | tail -n 1)
ok "the newest state of XA" ends 0 "$proviso" export "$chain" -o "$last" --node "$xa"
ok "is imported" gives 0 "imported: 2" "$proviso" import "$last" --node "$xb"
ok "then an older bundle is refused" gives 1 "checkpoint-old" "$proviso" import "$older" --node "$xb"
altered() {
    python3 -c 'import json, sys
it = json.load(open(sys.argv[1]))
exec(sys.argv[3])
json.dump(it, open(sys.argv[2], "w"))' "$last" "$work/altered" "$2"
    ok "$1" ends 1 "$proviso" import "$work/altered" --node "$xb"
}
altered "a bundle with an unknown member" 'it["colour"] = 1'
altered "a bundle without its floor" 'del it["floor"]'
altered "a register with an entry left out" 'it["states"][0]["register"].pop(5) if "register" in it["states"][0] and isinstance(it["states"][0]["register"], list) else it["states"][0]["entries"].pop(5)'
altered "a statement left out of a proven ledger's head" 'it["states"][0]["statements"][0]["index"] = 1 if it["states"][0]["statements"][0].get("index") != 1 else 0'
ok "what is no bundle" ends 1 "$proviso" import "$work/right.json" --node "$xb"
ok "is named with its file" says "right.json"
printf '{"format":"proviso/1 exchange",\n "format":1}' >"$work/twice"
ok "a member twice in a bundle is named with its place" gives 1 "twice:2:" "$proviso" import "$work/twice" --node "$xb"
ok "what is no checkpoint is named with its file" gives 1 "right.json" "$proviso" ledger cosign "$work/right.json" --node "$xb"
ok "what has no cosignatures, too" gives 1 "right.json" "$proviso" ledger take "$work/right.json" --node "$xb"
ok "both nodes are clean" ends 0 sh -c 'for node in "$2" "$3"; do "$1" ledger audit --node "$node" || exit 1; done' - "$proviso" "$xa" "$xb"

rm -rf "$work/behind/tiles" && cp -r "$xa/tiles" "$work/behind/tiles"

# ---- damage ----
cp -r "$xa" "$work/damaged"
tile=$(find "$work/damaged/tiles/register/tile/0/000.p" -type f | sort -V | tail -n 1)
printf 'x' | dd of="$tile" bs=1 seek=3 conv=notrunc 2>/dev/null
ok "audit names a damaged tile" gives 1 "ledger-differs" "$proviso" ledger audit --node "$work/damaged"
rm -rf "$work/damaged" && cp -r "$xa" "$work/damaged"
rm "$work/damaged/tiles/matters/tile/entries/000.p/5"
ok "audit names a missing file" gives 1 "tile/entries" "$proviso" ledger audit --node "$work/damaged"
ok "a database behind what was published" gives 3 "store-behind" "$proviso" show "$chain" --node "$work/behind"
ok "a chain's lost key is said" ends 1 sh -c 'rm "$1"/keys/chains/*; "$2" show "$3" --node "$1"' - "$work/damaged" "$proviso" "$chain"
finish
