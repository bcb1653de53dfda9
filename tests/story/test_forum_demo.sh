#!/usr/bin/env bash
# A whole session at a forum, as the demo plays it: its numbers are those that the forum's own commands give.
# shellcheck source=tap.sh
. "$(dirname "$0")/tap.sh"
demo=$work/demo
un=$demo/un

ok "the story ends well" ends 0 "$proviso" demo "$demo" --forum --json
cp "$work/out" "$work/story"
# number NAME: what the story says.
number() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["numbers"][sys.argv[2]])' "$work/story" "$1"
}
# counts NAME LIST EXPRESSION: the list's JSON gives the same number.
counts() {
    ends 0 "$proviso" forum "$2" --node "$un" --json && json "($3) == $(number "$1")"
}
cp "$work/story" "$work/out"
ok "three attempts are refused, for these reasons" json \
    '[s["findings"][0]["code"] for s in it["steps"] if s["answer"] == "refused"] == ["too-late", "share-below-floor", "act-repeated"]'
ok "the story is of its size" json \
    '[it["numbers"][n] for n in ("applicants", "objections", "organisations", "individuals", "meetings", "groups", "speakers", "zones", "speaker_zones")] == [90, 30, 122, 11, 12, 6, 200, 40, 40]'

ok "applications" counts applicants register 'len(it["rows"])'
ok "approved" counts approved status 'it["applications"]["approved"]'
ok "refused" counts refused status 'it["applications"]["refused"]'
ok "withdrawn" counts withdrawn status 'it["applications"]["withdrawn"]'
ok "representatives" counts representatives representatives 'len(it["rows"])'
ok "zones" counts zones representatives 'len({r["zone"] for r in it["rows"]})'
ok "objections" counts objections objections 'len(it["rows"])'
ok "without reasons" counts none_given objections 'sum(r["reasons"] == "none given" for r in it["rows"])'
ok "decisions" counts decisions decisions 'len(it["rows"])'
ok "documents" counts documents documents 'len({r["symbol"] for r in it["rows"]})'
ok "languages" counts languages documents 'sum(r["published"] is not None for r in it["rows"])'
ok "organisations that signed" counts organisations submissions 'it["rows"][0]["organisations"]'
ok "experts who signed" counts individuals submissions 'it["rows"][0]["individuals"]'
ok "signatories by name" eval 'ends 0 "$proviso" forum signatories --node "$un" --json && json "len(it[\"rows\"]) == 133"'
ok "the letter reads the same" eval 'ends 0 "$proviso" forum import-letter "$demo/letter.txt" --json && json "(it[\"organisations\"], it[\"individuals\"]) == (122, 11)"'

record=$un/floor/ahc-1-1.floor
ok "the record replays" ends 0 "$proviso" forum replay "$record" --json
ok "all who asked" json "sum(g[\"asked\"] for g in it[\"groups\"]) == $(number speakers)"
ok "all who were heard" json "sum(g[\"heard\"] for g in it[\"groups\"]) == $(number heard)"
sed '300s/"speech":[0-9]*/"speech":1/' "$record" >"$work/forged.floor"
ok "one that calls another does not" ends 1 "$proviso" forum replay "$work/forged.floor"
ok "the ledger is whole" ends 0 "$proviso" ledger audit --node "$un"
ok "the public site is written" ends 0 "$proviso" site "$un" -o "$work/site"
ok "without the name of who withdrew" eval '! grep -rq "Kestrel Watch" "$work/site/en/register.html"'

# Its pages, with its persons to act as; no other folder is taken for a demo.
rehearse() {
    timeout 2 "$proviso" serve "$un" --listen "unix:$work/pages" --origin http://localhost --rehearsal "$1" >"$work/out" 2>"$work/err"
    says "$2"
}
ok "its persons can be acted as" rehearse "$demo" serving
ok "not from another folder" rehearse "$work/site" "that proviso demo has made"

ok "a folder that is there is kept" ends 2 "$proviso" demo "$demo" --forum
ok "it is no story about mail" gives 2 "without --mail" "$proviso" demo "$work/other" --forum --mail x --account y@z.example
ok "nor served by the demo" gives 2 "proviso serve" "$proviso" demo "$work/other" --forum --serve
ok "and nothing was made" eval '! [ -e "$work/other" ]'
PROVISO_CLOCK=2026-03-01T12:00:00Z
export PROVISO_CLOCK
ok "on another clock" ends 0 "$proviso" demo "$work/past" --forum
ok "it ends then" eval 'ends 0 "$proviso" forum status --node "$work/past/un" --json && json "it[\"as_of\"][:10] == \"2026-03-01\" and it[\"applications\"][\"approved\"] == '"$(number approved)"'"'
finish
